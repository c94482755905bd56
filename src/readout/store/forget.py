"""Taking an article out: every row, every copy of its words, and the promise not to read it again.

What stays is the SHA-256 of the captures, which says nothing of what stood in them, so that a
later run over the same folder does not bring the article back.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb
import msgspec

from readout.errors import StoreError
from readout.store.link import relink, stand
from readout.store.load import database_error
from readout.store.parquet import has_tables, write_tables
from readout.store.parts import disk_error, sync_folder
from readout.store.schema import ROWS
from readout.store.store import DATABASE, VIEW, Store, open_store


class Forgotten(msgspec.Struct, frozen=True):
    """What was taken out."""

    articles: list[str]
    readings: int
    captures: list[str]
    """Files the captures were read from, which readout leaves alone (but for its own fetches)."""


def forget(folder: str, refs: Sequence[str], *, memory: str = "1GB") -> Forgotten:
    """Take the articles ``refs`` (ids, URLs with all revisions, paths) out of a store.

    The database file is written anew, so that nothing stays in its free pages, and Parquet parts
    that held the articles are too. Raises StoreError when a ref is not there or nothing can be
    written; the store is then as it was.
    """
    with open_store(folder, write=True, memory=memory) as store:
        ids: set[str] = set()
        for ref in refs:
            found = store.find(ref, every=True)
            if not found:
                raise StoreError(f"The store '{folder}' holds no article '{ref}'.")
            if "://" not in ref and len({one.article for one in found}) > 1:
                raise StoreError(f"'{ref}' fits several articles; give more of the id.")
            ids |= {one.article for one in found}
        gone = _forget(store, sorted(ids))
        _rewrite(store)
    return gone


def _forget(store: Store, ids: list[str]) -> Forgotten:
    con = store.con
    con.execute("BEGIN")
    try:
        con.execute(
            "CREATE OR REPLACE TEMP TABLE gone AS SELECT reading, run, address FROM "
            "every.articles WHERE article IN (SELECT unnest(?::VARCHAR[]))",
            [ids],
        )
        readings = [row[0] for row in con.execute("SELECT reading FROM gone").fetchall()]
        runs = [row[0] for row in con.execute("SELECT DISTINCT run FROM gone").fetchall()]
        rows = con.execute(
            "SELECT DISTINCT sha256, path FROM every.captures "
            "WHERE reading IN (SELECT reading FROM gone)"
        ).fetchall()
        now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        for sha256 in sorted({row[0] for row in rows}):
            con.execute("INSERT INTO every.forgotten VALUES (?, ?)", [sha256, now])
        for name in (*ROWS, "records", "signatures", "bands", "links", "captures", "articles"):
            con.execute(f"DELETE FROM every.{name} WHERE reading IN (SELECT reading FROM gone)")
        # What cross-references say of it goes as well.
        con.execute(
            "DELETE FROM every.episode_members WHERE article IN (SELECT unnest(?::VARCHAR[]))",
            [ids],
        )
        con.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT address FROM gone")
        stand(con)
        relink(con, ids)
        con.execute("DROP TABLE gone")
        con.execute("COMMIT")
    except duckdb.Error as error:
        con.execute("ROLLBACK")
        raise database_error(store.folder, error) from error
    paths = sorted({row[1] for row in rows if row[1] is not None})
    own = os.path.join(os.path.abspath(store.folder), "fetched") + os.sep
    for path in paths:
        if os.path.abspath(path).startswith(own) and os.path.exists(path):
            os.unlink(path)
    if has_tables(store):
        write_tables(store, again=runs)
    return Forgotten(ids, len(readings), paths)


def _rewrite(store: Store) -> None:
    """The database into a new file that takes the place of the old one."""
    beside = os.path.join(store.folder, DATABASE + ".new")
    try:
        if os.path.exists(beside):
            os.unlink(beside)
        name = os.path.splitext(DATABASE)[0]
        quoted = beside.replace("'", "''")
        store.con.execute("CHECKPOINT")
        store.con.execute(f"ATTACH '{quoted}' AS anew")
        store.con.execute(f"COPY FROM DATABASE {name} TO anew")
        store.con.execute("DETACH anew")
        store.con.close()
        os.replace(beside, os.path.join(store.folder, DATABASE))
        for left in glob.glob(glob.escape(os.path.join(store.folder, VIEW)) + "*"):
            if not os.path.isdir(left):
                os.unlink(left)  # it holds the words of what is gone
        sync_folder(store.folder)
    except duckdb.Error as error:
        raise database_error(store.folder, error) from error
    except OSError as error:
        raise disk_error(store.folder, error) from error
