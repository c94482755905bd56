"""One writer at a time: a lock that the system takes away when its owner dies, however it dies."""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import BinaryIO

from readout.errors import StoreError
from readout.store.parts import disk_error

PATIENCE = 0.5
"""Seconds to wait for another writer that is just going."""


class Lock:
    """Held from :func:`take` until :meth:`release` or the end of the process."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def release(self) -> None:
        """Let the next writer in."""
        self._file.close()


def take(folder: str) -> Lock:
    """The lock of the store in ``folder``. Raises StoreError at once when another holds it."""
    path = os.path.join(folder, "readout.lock")
    try:
        file = open(path, "a+b")  # noqa: SIM115  open as long as the lock is held
    except OSError as error:
        raise disk_error(folder, error) from error
    if not _locked_soon(file):
        file.seek(0)
        owner = file.read(200).decode("utf-8", "replace").strip() or "another process"
        file.close()
        raise StoreError(
            f"The store '{folder}' is being written by {owner}; wait until it is done, or give "
            "this run a store of its own."
        )
    started = datetime.now().isoformat(" ", "seconds")
    try:
        file.truncate(0)
        file.write(f"process {os.getpid()}, started {started}".encode())
        file.flush()
    except OSError as error:
        file.close()
        raise disk_error(folder, error) from error
    return Lock(file)


def _locked_soon(file: BinaryIO) -> bool:
    """A worker that was about to start when its run was killed holds the lock for a blink more."""
    until = time.monotonic() + PATIENCE
    while not _locked(file):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _locked(file: BinaryIO) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows, where DuckDB's own lock has to do
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
