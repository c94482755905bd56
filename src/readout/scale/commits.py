"""Finished parts go into the database beside the reading, seldom enough to cost little of it."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

from readout.store.load import Loaded, load
from readout.store.store import Store

_COMMIT_EVERY = 2.0  # seconds; a kill costs at most what is being read, never what is in a part
_NEGLIGIBLE = 0.05  # the share of time that commits may take


class Commits:
    """Parts that wait, and the thread that loads them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._parts: list[str] = []
        self._loading: Future[Loaded] | None = None
        self._last = time.monotonic()
        self._took = 0.0
        self._thread = ThreadPoolExecutor(1, "store")
        self.loaded = Loaded()

    @property
    def open(self) -> bool:
        """Whether a part is not in the database yet."""
        return bool(self._parts) or self._loading is not None

    def add(self, part: str) -> None:
        """Take in a part that is on the disk."""
        self._parts.append(part)

    def step(self, *, final: bool = False) -> None:
        """Begin to load what waits when it is time, or at once; never waits for the database.

        Raises StoreError when the database refused what was loaded before.
        """
        if self._loading is not None:
            if not self._loading.done():
                return
            self._harvest()
        wait = max(_COMMIT_EVERY, self._took / _NEGLIGIBLE)
        if self._parts and (final or time.monotonic() - self._last > wait):
            parts, self._parts = self._parts, []
            self._last = time.monotonic()
            self._loading = self._thread.submit(load, self._store, parts)

    def finish(self) -> None:
        """Load all that waits, and wait for it."""
        while self.open:
            self.step(final=True)
            time.sleep(0.02)

    def close(self) -> None:
        """Wait for what is being loaded; what only waits stays on the disk for the next run."""
        self._thread.shutdown(wait=True)
        if self._loading is not None and self._loading.done():
            self._harvest()

    def _harvest(self) -> None:
        assert self._loading is not None
        loading, self._loading = self._loading, None
        self.loaded.add(loading.result())
        self._took = time.monotonic() - self._last
