"""Parts into tables: one transaction, with the list of captures that are done by it.

Killed before the commit, nothing of the part is in and it is loaded at the next start; killed
after it, the part is found again and every line of it is known already.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from readout.errors import StoreError
from readout.store.link import link
from readout.store.parts import is_whole, longest_line, waiting
from readout.store.schema import ROWS, TABLES, declared, named

if TYPE_CHECKING:
    from readout.store.store import Store

_AT_ONCE = 16  # parts in one transaction, which bounds its memory


class Loaded(msgspec.Struct):
    """What loading some parts came to, in captures."""

    added: int = 0
    """Gave an article that was not here as this reader reads it."""
    same: int = 0
    """Other bytes, and yet the same text at the same address as a capture before."""
    known: int = 0
    """Lines that were loaded before: the mark of a kill between commit and clean-up."""
    failed: int = 0
    """Went into quarantine."""
    still: int = 0
    """Could not be had for a reason that stands there already: a source that is not there yet."""

    def add(self, other: Loaded) -> None:
        """Count another load in."""
        self.added += other.added
        self.same += other.same
        self.known += other.known
        self.failed += other.failed
        self.still += other.still


def load(store: Store, paths: Sequence[str] | None = None) -> Loaded:
    """Load ``paths`` (all that wait when None) and take the files away.

    Raises StoreError when the database cannot be written; the parts then stay where they are.
    """
    total = Loaded()
    todo = waiting(store.parts) if paths is None else list(paths)
    for start in range(0, len(todo), _AT_ONCE):
        some = todo[start : start + _AT_ONCE]
        total.add(_load(store, some))
        for path in some:
            if os.path.exists(path):
                os.unlink(path)
    return total


def _load(store: Store, paths: list[str]) -> Loaded:
    import duckdb

    con = store.con
    try:
        con.execute("BEGIN")
        _incoming(store, paths)
        loaded = _insert(store)
        con.execute("COMMIT")
    except duckdb.Error as error:
        _abandon(store)
        # One damaged part must not keep the others out; its captures will be read again.
        good = [path for path in paths if is_whole(path)]
        if len(good) < len(paths):
            for path in set(paths) - set(good):
                os.replace(path, path + ".damaged")
            return _load(store, good) if good else Loaded()
        raise database_error(store.folder, error) from error
    except BaseException:
        _abandon(store)
        raise
    return loaded


def database_error(folder: str, error: Exception) -> StoreError:
    """The sentence for a database that refuses."""
    text = str(error)
    if "No space left" in text or "not enough space" in text or "File too large" in text:
        return StoreError(
            f"The disk of the store '{folder}' is full; what was finished is safe. Make room and "
            "start the same command again: it goes on where it stopped."
        )
    if "Out of Memory" in text:
        return StoreError(
            f"The store '{folder}' needs more memory than it may use; start again with a higher "
            "--memory."
        )
    return StoreError(f"The store '{folder}' cannot be written: {text.splitlines()[0]}")


def _abandon(store: Store) -> None:
    import duckdb

    # A database past rolling back does it when it is opened again.
    with contextlib.suppress(duckdb.Error):
        store.con.execute("ROLLBACK")


def _incoming(store: Store, paths: list[str]) -> None:
    """The lines of the parts as a temporary table, each capture once, with its reading."""
    article = declared(TABLES["articles"])
    lists = ", ".join(f"{name}: 'STRUCT({declared(c)})[]'" for name, c in ROWS.items())
    columns = (
        "{key: 'BIGINT', sha256: 'VARCHAR', url: 'VARCHAR', path: 'VARCHAR', position: 'BIGINT', "
        "failure: 'STRUCT(kind VARCHAR, reason VARCHAR)', record: 'VARCHAR', minhash: 'VARCHAR', "
        f"bands: 'INTEGER[]', articles: 'STRUCT({article})', {lists}}}"
    )
    room = max(1 << 20, *(longest_line(path) + 1024 for path in paths))
    store.con.execute("DROP TABLE IF EXISTS incoming")
    store.con.execute(
        "CREATE TEMP TABLE incoming AS SELECT row_number() OVER () AS line, 0 AS reading, "
        "false AS fresh, true AS wanted, CAST(substr(parse_filename(filename), 5, 6) AS INTEGER) "
        "AS run, * EXCLUDE (filename) FROM read_json(?, format='newline_delimited', filename=true, "
        f"compression='zstd', maximum_object_size={room}, columns={columns})",
        [paths],
    )


# What is in quarantine comes again only when it is to be tried again: the newer word counts.
_TRIED = """
SELECT i.key FROM incoming i JOIN every.captures c ON c.key = i.key
WHERE c.reading IS NULL AND c.run < i.run
"""
# A file that was missing is there now.
_FOUND = """
DELETE FROM every.failures f USING incoming i WHERE f.key IS NULL AND i.key IS NOT NULL
  AND f.path = i.path AND f.position IS NOT DISTINCT FROM i.position
  AND f.url IS NOT DISTINCT FROM i.url
"""
# A capture is done when its key is; a failure without bytes when the same was told before.
_KNOWN = """
UPDATE incoming i SET wanted = false WHERE
  (i.key IS NOT NULL AND EXISTS (SELECT 1 FROM every.captures c WHERE c.key = i.key))
  OR (i.key IS NULL AND EXISTS (SELECT 1 FROM every.failures f WHERE f.key IS NULL
      AND f.path IS NOT DISTINCT FROM i.path AND f.position IS NOT DISTINCT FROM i.position
      AND f.reason = i.failure.reason))
  OR EXISTS (SELECT 1 FROM every.forgotten g WHERE g.sha256 = i.sha256)
"""
_TWICE = """
UPDATE incoming SET wanted = false WHERE line NOT IN (
  SELECT min(line) FROM incoming
  GROUP BY key, CASE WHEN key IS NULL THEN line END)
"""
# Two captures of the same text and address are one article.
_OLD = """
UPDATE incoming i SET reading = a.reading FROM every.articles a
WHERE i.wanted AND a.article = i.articles.article AND a.reader = i.articles.reader
"""
_NEW = """
UPDATE incoming i SET reading = n.reading, fresh = (i.line = n.line) FROM (
  SELECT articles.article AS article, articles.reader AS reader, min(line) AS line,
    (SELECT coalesce(max(reading), 0) FROM every.articles)
      + row_number() OVER (ORDER BY min(line)) AS reading
  FROM incoming WHERE wanted AND failure IS NULL AND reading = 0
  GROUP BY ALL) n
WHERE i.wanted AND i.reading = 0 AND i.failure IS NULL
  AND i.articles.article = n.article AND i.articles.reader = n.reader
"""


def _insert(store: Store) -> Loaded:
    con = store.con
    con.execute(f"CREATE OR REPLACE TEMP TABLE tried AS {_TRIED}")
    for book in ("failures", "captures"):
        con.execute(f"DELETE FROM every.{book} WHERE key IN (FROM tried)")
    for statement in (_FOUND, _KNOWN, _TWICE, _OLD, _NEW):
        con.execute(statement)
    con.execute(
        "INSERT INTO every.captures SELECT key, sha256, url, path, position, run, "
        "nullif(reading, 0) FROM incoming WHERE wanted AND key IS NOT NULL"
    )
    con.execute(
        "INSERT INTO every.failures SELECT run, key, path, position, url, sha256, failure.kind, "
        "failure.reason FROM incoming WHERE wanted AND failure IS NOT NULL"
    )
    con.execute(
        f"INSERT INTO every.articles SELECT reading, run, {named(TABLES['articles'], 'articles.')} "
        "FROM incoming WHERE fresh ORDER BY reading"
    )
    for name, columns in ROWS.items():
        con.execute(
            f"INSERT INTO every.{name} SELECT reading, {named(columns, 'r.')} FROM "
            f"(SELECT reading, unnest({name}) AS r FROM incoming WHERE fresh) ORDER BY reading"
        )
    con.execute(
        "INSERT INTO every.records SELECT reading, from_base64(record) FROM incoming WHERE fresh "
        "ORDER BY reading"
    )
    con.execute(
        "INSERT INTO every.signatures SELECT reading, minhash FROM incoming "
        "WHERE fresh AND minhash IS NOT NULL ORDER BY reading"
    )
    con.execute(
        "INSERT INTO every.bands SELECT reading, unnest(range(len(bands))), unnest(bands) "
        "FROM incoming WHERE fresh AND bands IS NOT NULL"
    )
    row = con.execute(
        "SELECT count(*) FILTER (fresh), count(*) FILTER (wanted AND NOT fresh AND failure IS "
        "NULL), count(*) FILTER (NOT wanted AND key IS NOT NULL), count(*) FILTER (wanted AND "
        "failure IS NOT NULL), count(*) FILTER (NOT wanted AND key IS NULL) FROM incoming"
    ).fetchone()
    assert row is not None
    first = con.execute("SELECT min(reading) FROM incoming WHERE fresh").fetchone()
    if first is not None and first[0] is not None:
        link(con, first[0])
    con.execute("DROP TABLE incoming")
    return Loaded(*row)
