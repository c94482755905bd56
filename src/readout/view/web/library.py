"""The store behind the pages: opened for a moment when a page asks, read only, never kept.

DuckDB lets either one writer or many readers at a file. A page that stays open must not keep
``readout run`` out, so the database is closed again when nobody has asked for some seconds; and
what a run has added meanwhile is there at the next request.
"""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from readout.record.types import Record
from readout.store.store import DATABASE, Store, open_store

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Stamp = tuple[int, int, int]
_KEPT = 256
"""Values kept by :meth:`Library.cached`."""


class Library:
    """A store that many threads read."""

    def __init__(
        self, folder: str, *, memory: str = "1GB", threads: int = 2, idle: float = 3.0
    ) -> None:
        self.folder = folder
        self._memory, self._threads, self._idle = memory, threads, idle
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._stamp: Stamp | None = None
        self._users = 0
        self._timer: threading.Timer | None = None
        self._cache: OrderedDict[Any, Any] = OrderedDict()

    def stamp(self) -> Stamp:
        """Changes whenever the database does; zeros when it is gone."""
        try:
            at = os.stat(os.path.join(self.folder, DATABASE))
        except OSError:
            return (0, 0, 0)
        return (at.st_ino, at.st_mtime_ns, at.st_size)

    @contextmanager
    def reader(self) -> Iterator[DuckDBPyConnection]:
        """A connection of one's own. Raises StoreError when the store is gone, locked, or of
        another version."""
        con = self._enter()
        try:
            yield con
        finally:
            con.close()
            self._leave()

    def cached(self, key: Any, make: Callable[[], Any]) -> Any:
        """What ``make`` gave for ``key`` at this state of the store."""
        whole = (self.stamp(), key)
        with self._lock:
            if whole in self._cache:
                self._cache.move_to_end(whole)
                return self._cache[whole]
        value = make()
        with self._lock:
            self._cache[whole] = value
            while len(self._cache) > _KEPT:
                self._cache.popitem(last=False)
        return value

    def record(self, reading: int) -> Record:
        """The record of this number, whole, out of the cache when it was asked for lately."""

        def make() -> Record:
            with self.reader() as con:
                return Store(self.folder, con, None).record(reading)

        # Only the last few: a record of 200,000 words takes megabytes.
        key = ("record", reading)
        found: Record = self.cached(key, make)
        with self._lock:
            held = [k for k in self._cache if isinstance(k[1], tuple) and k[1][:1] == ("record",)]
            for old in held[:-4]:
                del self._cache[old]
        return found

    def close(self) -> None:
        """Let writers in at once."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._store is not None and self._users == 0:
                self._store.close()
                self._store = None

    def _enter(self) -> DuckDBPyConnection:
        with self._lock:
            now = self.stamp()
            if self._store is not None and now != self._stamp and self._users == 0:
                # The file was written anew or is gone; what is open shows what was.
                self._store.close()
                self._store = None
            if self._store is None:
                self._store = open_store(self.folder, memory=self._memory, threads=self._threads)
                self._stamp = now
            self._users += 1
            self._last = time.monotonic()
            return self._store.con.cursor()

    def _leave(self) -> None:
        with self._lock:
            self._users -= 1
            self._last = time.monotonic()
            if self._users == 0 and self._timer is None:
                self._wait(self._idle)

    def _wait(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._rest)
        self._timer.daemon = True
        self._timer.start()

    def _rest(self) -> None:
        with self._lock:
            self._timer = None
            if self._users or self._store is None:
                return
            left = self._idle - (time.monotonic() - self._last)
            if left > 0.01:
                self._wait(left)
                return
            self._store.close()
            self._store = None


def dicts(con: DuckDBPyConnection, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Rows of a query by column name."""
    cursor = con.execute(sql, list(values))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
