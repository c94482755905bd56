"""A store on disk: a folder with the DuckDB file, parts that wait to be loaded, and a lock."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from readout.errors import StoreError, UsageError
from readout.record.types import Record
from readout.store.lock import Lock, take
from readout.store.parts import disk_error
from readout.store.rows import whole
from readout.store.schema import STORE_VERSION, statements

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DATABASE = "readout.duckdb"
PARTS = "parts"
VIEW = "view.duckdb"
"""What the web page keeps beside the database to be quick; it may be deleted at any time."""
_AT_ONCE = 500  # records in memory, some 10 kB each
_CONFIG = {
    # Nothing is fetched, also not by the database.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # A checkpoint packs the last rows of every table again, so it is done seldom.
    "checkpoint_threshold": "64MB",
}


class Reading(msgspec.Struct, frozen=True):
    """One article as one version read it; ``reading`` is its number in the store."""

    reading: int
    article: str
    url: str | None
    headline: str | None
    revision: int
    current: bool
    version: str
    seen_at: str | None
    """When it was captured, UTC; None where the capture does not say."""
    read_at: str | None
    """When the run began that read it, UTC: this counts where the time of capture is unknown."""


class Store:
    """An open store. Close it, or use it in ``with``."""

    def __init__(self, folder: str, con: DuckDBPyConnection, lock: Lock | None) -> None:
        self.folder, self.con, self._lock = folder, con, lock

    @property
    def parts(self) -> str:
        """The folder for parts that are not loaded yet."""
        return os.path.join(self.folder, PARTS)

    def close(self) -> None:
        """Close the database and let the next writer in."""
        self.con.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def find(self, ref: str, *, every: bool = False) -> list[Reading]:
        """Readings of an article id (or at least 6 digits of one), a URL, or a path.

        Of each revision the newest reading, the current revision first; with ``every`` also what
        earlier versions read. Empty when there is none.
        """
        from readout.store.find import find

        return find(self.con, ref, every=every)

    def one(self, ref: str) -> Reading:
        """The current reading of ``ref``. Raises StoreError when none or several articles fit."""
        from readout.store.find import one

        return one(self.con, ref, self.folder)

    def record(self, reading: int) -> Record:
        """The record with this number, whole."""
        rows = self.con.execute(
            "SELECT r.record, a.text FROM every.records r JOIN every.articles a USING (reading) "
            "WHERE r.reading = ?",
            [reading],
        ).fetchall()
        if not rows:
            raise StoreError(f"The store '{self.folder}' holds no reading {reading}.")
        return whole(*rows[0])

    def records(self, where: str = "true", values: Iterable[Any] = ()) -> Iterator[Record]:
        """Current records in a fixed order, a few at a time in memory.

        ``where`` is SQL over the columns of ``articles``, with ``?`` for ``values``.
        """
        found = self.con.execute(
            f"SELECT a.reading FROM articles a WHERE {where} ORDER BY a.reading", list(values)
        ).fetchall()
        readings = [row[0] for row in found]
        for start in range(0, len(readings), _AT_ONCE):
            rows = self.con.execute(
                "SELECT r.record, a.text FROM every.articles a JOIN every.records r "
                "USING (reading) JOIN (SELECT unnest(?::INTEGER[]) AS reading) w USING (reading) "
                "ORDER BY reading",
                [readings[start : start + _AT_ONCE]],
            ).fetchall()
            for row in rows:
                yield whole(*row)

    def put(self, records: Iterable[Record], options: str | None = None) -> int:
        """Add records; those already here change nothing. The number of those that were new."""
        from readout.store.runs import put

        return put(self, records, options)


def open_store(folder: str, *, write: bool = False, memory: str = "1GB", threads: int = 2) -> Store:
    """Open the store in ``folder``, for writing also a new one.

    ``memory`` and ``threads`` bound the database, not the workers that read. Raises StoreError
    when there is none, another writes to it, it may not be written, or it is of another version.
    """
    path = os.path.join(folder, DATABASE)
    lock = None
    if write:
        try:
            os.makedirs(os.path.join(folder, PARTS), exist_ok=True)
        except OSError as error:
            raise disk_error(folder, error) from error
        lock = take(folder)
    elif not os.path.exists(path):
        raise StoreError(
            f"There is no store in '{folder}'; `readout run SOURCES --store {folder}` makes one."
        )
    try:
        con = _connect(path, folder, write, memory, threads)
        try:
            _prepare(con, folder, write)
        except BaseException:
            con.close()
            raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Store(folder, con, lock)


def _connect(path: str, folder: str, write: bool, memory: str, threads: int) -> DuckDBPyConnection:
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        **_CONFIG,
        "memory_limit": memory,
        "threads": str(threads),
    }
    try:
        return duckdb.connect(path, read_only=not write, config=config)
    except duckdb.Error as error:
        text = str(error)
        if "Memory must have" in text or "Unknown unit for memory" in text:
            raise UsageError(
                f"--memory is an amount such as 512MB or 4GB, not '{memory}'."
            ) from error
        if "set lock" in text:
            raise StoreError(
                f"The store '{folder}' is open in another program that writes to it (or reads it, "
                "when you want to write); wait until it is done."
            ) from error
        if "Permission denied" in text or "Read-only" in text:
            how = "written" if write else "read"
            raise StoreError(
                f"The store '{folder}' may not be {how}; ask for the right to do so."
            ) from error
        raise StoreError(
            f"The store '{folder}' cannot be opened: {text.splitlines()[0]}"
        ) from error


def _prepare(con: DuckDBPyConnection, folder: str, write: bool) -> None:
    """Make the tables of a new store; refuse one of another version."""
    made = con.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'every' "
        "AND table_name = 'properties'"
    ).fetchall()  # a result that is not read to its end blocks `con.sql`
    if made == [(0,)]:
        if not write:
            raise StoreError(f"'{folder}' holds a database that readout did not make.")
        con.execute("BEGIN")
        for statement in statements():
            con.execute(statement)
        con.execute("COMMIT")
    rows = con.execute("SELECT value FROM every.properties WHERE name = 'store'").fetchall()
    if rows != [(STORE_VERSION,)]:
        raise StoreError(
            f"The store '{folder}' is of version {rows and rows[0][0]}, and this readout writes "
            f"version {STORE_VERSION}; use the readout that made it."
        )
