"""What machines share out among them: files, archives one by one and small files some together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import msgspec

from readout.capture.failure import Failure
from readout.capture.find import STDIN, Skipped, find
from readout.capture.many.item import Item
from readout.capture.many.items import items
from readout.errors import ReadoutError
from readout.scale.worker import origin_of
from readout.settings import Settings
from readout.store.keys import capture_key
from readout.store.runs import Known

_FILES = 16
_BYTES = 1_000_000
_BATCH_ITEMS = 16
_BATCH_BYTES = 1_000_000


class Told(msgspec.Struct, kw_only=True):
    """Captures to read, or none, and what was seen on the way to them."""

    items: list[Item] = []
    weight: int = 0
    """Bytes of the sources behind captures that are done or are none."""
    seen: int = 0
    known: int = 0
    still: int = 0
    forgotten: int = 0
    passed: int = 0
    complaints: list[tuple[str, int]] = []


def units(sources: Sequence[str]) -> Iterator[list[str]]:
    """Lists of sources, each of them one task; what is large is alone."""
    some: list[str] = []
    size = 0
    for found in find(sources):
        if isinstance(found, Skipped):
            continue
        path = found.path
        try:
            here = os.path.getsize(path)
        except (OSError, ValueError):
            here = 0
        if isinstance(found, Failure) or path == STDIN or here > _BYTES:
            yield [path]
            continue
        some.append(path)
        size += here
        if len(some) >= _FILES or size > _BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


def batches(
    unit: Sequence[str],
    settings: Settings,
    *,
    captures: str | None,
    known: Known,
    reader: int,
    named: frozenset[str],
) -> Iterator[Told]:
    """The captures of one unit that are not done yet, some together, in a fixed order.

    ``named`` are the sources as the user wrote them: what cannot be read of these is a complaint.
    """
    told = Told()
    size = 0

    def on_skip(_: Skipped) -> None:
        told.passed += 1

    for item in items(unit, settings, captures=captures, on_skip=on_skip):
        if item.failure is None and not item.data:
            told.weight += item.weight
            continue
        told.seen += 1
        if item.failure is not None and item.path in named:
            told.complaints.append((item.failure.reason, item.failure.exit_code))
        origin = origin_of(item)
        key = None
        if origin.sha256 is not None and known.is_forgotten(origin.sha256):
            told.forgotten += 1
            told.weight += item.weight
            continue
        if origin.sha256 is not None:
            key = capture_key(origin.sha256, origin.url, reader)
        if key is not None and known.is_done(key):
            bad = known.is_bad(key)
            told.known += not bad
            told.still += bad
            told.weight += item.weight
            if told.known + told.still >= 1_000:  # a sign of life, where a run is taken up again
                yield told
                told, size = Told(), 0
            continue
        told.items.append(item)
        size += len(item.data)
        if len(told.items) >= _BATCH_ITEMS or size > _BATCH_BYTES:
            yield told
            told, size = Told(), 0
    yield told


def here(folder: str) -> None:
    """Go to the folder from which the sources were named. Raises ReadoutError where it is not."""
    try:
        os.chdir(folder)
    except OSError as error:
        raise ReadoutError(
            f"A machine of the cluster has no folder '{folder}' ({error.strerror}): sources have "
            "to lie on all of them under the same path."
        ) from error
