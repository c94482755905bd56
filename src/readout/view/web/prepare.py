"""The file beside a large store that makes its pages quick: written once for each state of it.

The words of all current texts with the readings that hold them, and what is joined from other
tables (``FLAT`` of :mod:`readout.view.web.quick`). Words follow from a text alone, so after a run
those of the new articles are added, some thousand articles at a time; the joined tables are made
anew. Between two helpings the store is let go, so that a run that waits at the door comes in.
Memory is bounded by ``memory``; what a helping needs does not grow with the store.

``python -m readout.view.web.prepare FOLDER MEMORY`` is how the pages start it, in a process of its
own: locks on a file belong to a process, and the first one to close it would let go for all.
"""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readout.store.store import DATABASE, VIEW
from readout.view.web.quick import (
    BLANKS,
    FLAT,
    QUICK_VERSION,
    Stamp,
    made_of,
    stamp,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HELPING = 5_000
"""Articles whose words are sorted at once: some two million of them."""
_JOINED = 50_000
"""Readings that are joined with their events, places and times at once."""
_OLD = 3600
"""Seconds after which what another process was making counts as left behind."""

_SCATTERED = 1_000_000
"""Rows of words up to which nobody minds that a word has many."""

_WORDS = (
    "INSERT INTO quick.words SELECT word, list(reading ORDER BY reading) FROM ("
    "SELECT h.reading, unnest(list_distinct(string_split_regex(lower(a.text), ?))) AS word "
    "FROM helping h JOIN every.articles a ON a.reading = h.reading) GROUP BY word "
    "ORDER BY word"
)


def prepare(
    folder: str, *, memory: str = "512MB", go_on: Callable[[], bool] = lambda: True
) -> bool:
    """Write the file for the store in ``folder``; False when the store is gone or being written,
    or may not be written to (the pages then go on without). ``go_on`` is asked between helpings.
    """
    import duckdb

    path = os.path.join(folder, VIEW)
    making = f"{path}.{os.getpid()}.making"
    try:
        _sweep(path, making)
        if os.path.exists(path):
            shutil.copyfile(path, making)
        try:
            return _make(folder, making, path, memory, go_on)
        except duckdb.Error:
            # The old file may be of no use any more. A store that is locked is no reason to lose
            # it, but then nothing is lost by making it later.
            _remove(making)
            return _make(folder, making, path, memory, go_on)
    except (duckdb.Error, OSError):
        return False
    finally:
        _remove(making)


def _make(folder: str, making: str, path: str, memory: str, go_on: Callable[[], bool]) -> bool:
    import duckdb

    con = duckdb.connect(
        config={
            "memory_limit": memory,
            "threads": "1",
            "temp_directory": making + ".spill",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )
    try:
        con.execute(f"ATTACH {_quoted(making)} AS quick")
        held = made_of(con, "quick")
        if held is None or held[0] != QUICK_VERSION:
            _empty(con)
        flat: Stamp = ()
        while go_on():
            with _store(con, folder) as now:
                if now != flat:
                    _flat(con)
                    flat = now
                if not _more(con):
                    con.execute("DELETE FROM quick.made")
                    con.execute("INSERT INTO quick.made VALUES (?, ?)", [QUICK_VERSION, repr(now)])
                    con.execute("DETACH quick")
                    # Still with the store in hand: who takes an article out of it comes after,
                    # and takes this file away with it.
                    os.replace(making, path)
                    return True
            time.sleep(0.02)
        return False
    finally:
        con.close()


@contextmanager
def _store(con: DuckDBPyConnection, folder: str) -> Iterator[Stamp]:
    """The store attached, and the state it stays in meanwhile."""
    con.execute(f"ATTACH {_quoted(os.path.join(folder, DATABASE))} AS store (READ_ONLY)")
    try:
        con.execute("USE store")
        yield stamp(folder)
    finally:
        con.execute("USE memory")
        con.execute("DETACH store")


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"


def _empty(con: DuckDBPyConnection) -> None:
    for table in ("made", "words", "known", *FLAT):
        con.execute(f"DROP TABLE IF EXISTS quick.{table}")
    con.execute("CREATE TABLE quick.made (version VARCHAR, stamp VARCHAR)")
    con.execute("CREATE TABLE quick.words (word VARCHAR, readings INTEGER[])")
    con.execute("CREATE TABLE quick.known (reading INTEGER, article VARCHAR)")


def _flat(con: DuckDBPyConnection) -> None:
    """The joined tables, and no words of readings that are gone."""
    row = con.execute("SELECT coalesce(max(reading), -1) FROM every.articles").fetchone()
    last = row[0] if row else -1
    for table, sql in FLAT.items():
        con.execute(f"CREATE OR REPLACE TABLE quick.{table} AS {sql('false')}")
        for first in range(0, last + 1, _JOINED):
            bound = f"reading BETWEEN {first} AND {first + _JOINED - 1}"
            con.execute(f"INSERT INTO quick.{table} {sql(bound)}")
    gone = con.execute(
        "SELECT count(*) FROM quick.known k ANTI JOIN every.articles a "
        "ON a.reading = k.reading AND a.article = k.article"
    ).fetchone()
    row = con.execute("SELECT count(*), count(DISTINCT word) FROM quick.words").fetchone()
    rows, words = row or (0, 0)
    if gone != (0,) or rows > max(40 * words, _SCATTERED):
        # Words of many small runs are better sorted together again.
        con.execute("DELETE FROM quick.words")
        con.execute("DELETE FROM quick.known")


def _more(con: DuckDBPyConnection) -> bool:
    """Add the words of the next readings; False when there are none left."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE helping AS SELECT l.reading, l.article FROM quick.leaves l "
        "ANTI JOIN quick.known k ON k.reading = l.reading ORDER BY l.reading LIMIT ?",
        [HELPING],
    )
    if con.execute("SELECT count(*) FROM helping").fetchone() == (0,):
        return False
    con.execute("BEGIN")
    con.execute(_WORDS, [f"[{BLANKS}]+"])
    con.execute("INSERT INTO quick.known FROM helping")
    con.execute("COMMIT")
    return True


def _sweep(path: str, own: str) -> None:
    """Take away what a process that was killed has left."""
    for left in glob.glob(glob.escape(path) + ".*"):
        if left.startswith(own) or time.time() - os.path.getmtime(left) > _OLD:
            _remove(left)


def _remove(path: str) -> None:
    for left in (path, path + ".wal"):
        with contextlib.suppress(OSError):
            os.unlink(left)
    shutil.rmtree(path + ".spill", ignore_errors=True)


if __name__ == "__main__":
    with contextlib.suppress(AttributeError, OSError):
        os.nice(10)  # who looks at a page comes first
    sys.exit(not prepare(sys.argv[1], memory=sys.argv[2]))
