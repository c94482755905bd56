"""The store behind the pages: opened for a moment when a page asks, read only, never kept.

DuckDB lets either one writer or many readers at a file. A page that stays open must not keep
``readout run`` out, so the database is closed again when nobody has asked for some seconds; and
what a run has added meanwhile is there at the next request.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from readout.record.types import Record
from readout.store.store import VIEW, Store, open_store
from readout.view.web.quick import Stamp, attach, name, stamp

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_KEPT = 256
"""Values kept by :meth:`Library.cached`."""
LARGE = 2_000
"""Articles from which on a file beside the database makes the pages quick."""
_AGAIN = 60.0
"""Seconds until the file is tried again when it could not be made."""


_OPEN: weakref.WeakSet[Library] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    """Python ends threads wherever they are; one that is closing a database then aborts."""
    for library in list(_OPEN):
        with suppress(Exception):  # the end of the process lets go of everything anyway
            library.close()


class Library:
    """A store that many threads read."""

    def __init__(
        self,
        folder: str,
        *,
        memory: str = "1GB",
        threads: int = 2,
        idle: float = 3.0,
        large: int | None = None,
    ) -> None:
        self.folder, self._large = folder, LARGE if large is None else large
        self._quick = self._renew = False
        self._maker: subprocess.Popen[bytes] | None = None
        self._tried = float("-inf")
        self._memory, self._threads, self._idle = memory, threads, idle
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._stamp: Stamp | None = None
        self._users = 0
        self._timer: threading.Timer | None = None
        self._cache: OrderedDict[Any, Any] = OrderedDict()
        _OPEN.add(self)

    def stamp(self) -> Stamp:
        """Changes whenever the database does; empty when it is gone."""
        return stamp(self.folder)

    @property
    def quick(self) -> bool:
        """Whether the last connection found the file that makes the pages quick."""
        return self._quick

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
            if self._maker is not None and self._maker.poll() is None:
                self._maker.terminate()
                self._maker.wait()
            if self._store is not None and self._users == 0:
                self._store.close()
                self._store = None

    def _enter(self) -> DuckDBPyConnection:
        with self._lock:
            self._renew = self._renew or self._is_made() or self.stamp() != self._stamp
            if self._store is not None and self._renew and self._users == 0:
                # The file was written anew or is gone; what is open shows what was.
                self._store.close()
                self._store = None
            if self._store is None:
                self._store = open_store(self.folder, memory=self._memory, threads=self._threads)
                # Only now: while it is open nobody writes to it.
                self._stamp, self._renew = self.stamp(), False
                self._quick = attach(self._store.con, self.folder, self._stamp)
                if not self._quick:
                    self._have_made(self._store)
            con = self._store.con.cursor()
            name(con, self._quick)
            self._users += 1
            self._last = time.monotonic()
            return con

    def _have_made(self, store: Store) -> None:
        """Begin to make the quick file in a process of its own, when there is much to gain."""
        if self._maker is not None or time.monotonic() - self._tried < _AGAIN:
            return
        row = store.con.execute("SELECT count(*) FROM every.links WHERE current").fetchone()
        if row is None or row[0] < self._large or not os.access(self.folder, os.W_OK):
            return
        self._tried = time.monotonic()
        command = [sys.executable, "-m", "readout.view.web.prepare", self.folder, self._memory]
        self._maker = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def _is_made(self) -> bool:
        """Whether the process has ended with a file, so that the store is to be opened anew."""
        if self._maker is None or self._maker.poll() is None:
            return False
        made = self._maker.returncode == 0 and os.path.exists(os.path.join(self.folder, VIEW))
        self._maker = None
        return made

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
            try:
                self._store.close()
            except Exception as error:  # of DuckDB, which is loaded when a store is opened
                if type(error).__name__ != "ResourceInUseException":
                    raise
                self._wait(max(self._idle, 0.05))  # a cursor is still being let go
                return
            self._store = None


def dicts(con: DuckDBPyConnection, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Rows of a query by column name."""
    cursor = con.execute(sql, list(values))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
