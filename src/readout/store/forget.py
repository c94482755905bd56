"""Taking an article out: every row, every copy of its words, and the promise not to read it again.

What stays is the SHA-256 of the captures, which says nothing of what stood in them, so that a
later run over the same folder does not bring the article back.

Rows go in one transaction; then the database file, the Parquet parts and fetched pages follow, and
a note beside the database says what they are until all is done. So what a full disk or a kill cut
off in between is finished by the same command.
"""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb
import msgspec

from readout.errors import StoreError
from readout.store.link import relink, stand
from readout.store.load import database_error
from readout.store.parquet import has_tables, write_tables
from readout.store.parts import disk_error, sync_folder, write_whole
from readout.store.schema import ROWS
from readout.store.store import DATABASE, VIEW, Store, open_store

NOTE = "readout.forgetting"


class Forgotten(msgspec.Struct, frozen=True):
    """What was taken out."""

    articles: list[str]
    captures: list[str]
    """Files the captures were read from, which readout leaves alone (but for its own fetches)."""
    runs: list[int]
    """Whose Parquet parts held them."""


def forget(folder: str, refs: Sequence[str], *, memory: str = "1GB") -> Forgotten:
    """Take the articles ``refs`` (ids, URLs with all revisions, paths) out of a store.

    The database file is written anew, so that nothing stays in its free pages, and Parquet parts
    that held the articles are too. What an earlier call did not bring to its end is finished, and
    told with the rest. Raises StoreError when a ref is not there, or the disk has no room for the
    new file; the store is then as it was.
    """
    with open_store(folder, write=True, memory=memory) as store:
        before = _noted(folder)
        ids: set[str] = set()
        for ref in refs:
            found = store.find(ref, every=True)
            if not found and before is None:
                raise StoreError(f"The store '{folder}' holds no article '{ref}'.")
            if "://" not in ref and len({one.article for one in found}) > 1:
                raise StoreError(f"'{ref}' fits several articles; give more of the id.")
            ids |= {one.article for one in found}
        _make_sure_of_room(folder)
        gone = _forget(store, sorted(ids), before or Forgotten([], [], []))
        _follow(store, gone)
    return gone


def is_unfinished(folder: str) -> bool:
    """Whether something is half forgotten: :func:`forget` finishes it, also without refs."""
    return os.path.exists(os.path.join(folder, NOTE))


def _noted(folder: str) -> Forgotten | None:
    try:
        with open(os.path.join(folder, NOTE), "rb") as file:
            return msgspec.json.decode(file.read(), type=Forgotten)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise StoreError(f"'{os.path.join(folder, NOTE)}' cannot be read ({error}).") from error


def _make_sure_of_room(folder: str) -> None:
    """Refuse before anything is touched: the file is written a second time beside itself."""
    needed = os.path.getsize(os.path.join(folder, DATABASE))
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StoreError(
            f"To forget, the database of '{folder}' is written anew, which takes "
            f"{needed / 1e6:,.0f} MB, and its disk has {free / 1e6:,.0f} MB; nothing was changed."
        )


def _forget(store: Store, ids: list[str], before: Forgotten) -> Forgotten:
    """Takes the rows out and writes down what is to follow, with what is left from ``before``."""
    con = store.con
    con.execute("BEGIN")
    try:
        con.execute(
            "CREATE OR REPLACE TEMP TABLE gone AS SELECT reading, run, address FROM "
            "every.articles WHERE article IN (SELECT unnest(?::VARCHAR[]))",
            [ids],
        )
        rows = con.execute(
            "SELECT DISTINCT sha256, path FROM every.captures "
            "WHERE reading IN (SELECT reading FROM gone)"
        ).fetchall()
        runs = {row[0] for row in con.execute("SELECT run FROM gone").fetchall()}
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
        gone = Forgotten(
            sorted({*before.articles, *ids}),
            sorted({*before.captures, *(row[1] for row in rows if row[1] is not None)}),
            sorted({*before.runs, *runs}),
        )
        write_whole(os.path.join(store.folder, NOTE), msgspec.json.encode(gone))
        con.execute("COMMIT")
    except (duckdb.Error, OSError) as error:
        with contextlib.suppress(duckdb.Error):
            con.execute("ROLLBACK")
        if isinstance(error, OSError):
            raise disk_error(store.folder, error) from error
        raise database_error(store.folder, error) from error
    return gone


def _follow(store: Store, gone: Forgotten) -> None:
    """What is not in the tables: Parquet parts, fetched pages, free pages of the database."""
    own = os.path.join(os.path.abspath(store.folder), "fetched") + os.sep
    try:
        for path in gone.captures:
            if os.path.abspath(path).startswith(own) and os.path.exists(path):
                os.unlink(path)
        if has_tables(store):
            write_tables(store, again=gone.runs)
        _rewrite(store)
        os.unlink(os.path.join(store.folder, NOTE))
    except (StoreError, OSError) as error:
        said = error if isinstance(error, StoreError) else disk_error(store.folder, error)
        raise StoreError(
            f"What was to be forgotten is out of the tables, but its words may still stand in "
            f"files of '{store.folder}'; start the same command again to finish. {said}"
        ) from error


def _rewrite(store: Store) -> None:
    """The database into a new file that takes the place of the old one."""
    beside = os.path.join(store.folder, DATABASE + ".new")
    try:
        _clear(beside)
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
        with contextlib.suppress(duckdb.Error, OSError):
            store.con.execute("DETACH anew")
            _clear(beside)
        raise database_error(store.folder, error) from error
    except OSError as error:
        raise disk_error(store.folder, error) from error


def _clear(beside: str) -> None:
    for path in (beside, beside + ".wal"):
        if os.path.exists(path):
            os.unlink(path)
