"""What ``import readout`` offers: read one item, read many, and get records back from JSON."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from readout import reading
from readout.capture import Capture, Failure, Skipped, captures, load_bytes, load_file
from readout.errors import ReadoutError
from readout.record.types import Record
from readout.settings import Settings, Step

__all__ = ["Skipped", "read", "read_many"]


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    url: str | None = None,
    published: str | None = None,
    stop_after: Step | None = None,
    actors: str | None = None,
    codebook: str | None = None,
    min_confidence: float = 0.0,
    threads: int = 1,
    explain: bool = False,
    max_bytes: int = Settings().max_bytes,
) -> Record:
    """The record of one captured page.

    ``source`` is a path, or the capture itself: bytes as they were captured, or a text (a string
    that holds a line break or begins with ``<``; no path does). ``url`` and ``published``
    (ISO 8601) are what you know better than the page; the other options are those of
    :class:`readout.Settings`.

    Raises CaptureError, UnsupportedError or LimitError, each with one clear sentence.
    """
    settings = Settings(
        url=url,
        published=published,
        stop_after=stop_after,
        actors=actors,
        codebook=codebook,
        min_confidence=min_confidence,
        threads=threads,
        explain=explain,
        max_bytes=max_bytes,
    )
    if isinstance(source, str) and ("\n" in source or source.lstrip().startswith("<")):
        source = source.encode("utf-8", "surrogatepass")
    if isinstance(source, bytes):
        return reading.read(load_bytes(source, settings=settings), settings)
    return reading.read(load_file(source, settings), settings)


def read_many(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    settings: Settings | None = None,
    *,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Iterator[Record | Failure]:
    """Records for files, folders and glob patterns, one at a time and in a fixed order.

    What cannot be read comes as a :class:`readout.Failure`, and the next one follows; ``on_skip``
    hears of files in a folder that were passed over because they are no pages.
    """
    settings = settings or Settings()
    for item in captures(sources, settings, on_skip=on_skip):
        yield item if isinstance(item, Failure) else _read(item, settings)


def _read(capture: Capture, settings: Settings) -> Record | Failure:
    try:
        return reading.read(capture, settings)
    except ReadoutError as error:
        return Failure.of(capture.path or "-", error)
    except Exception as error:
        # A fault of ours in one page must not take the other ten thousand with it.
        where = f"'{capture.path}'" if capture.path else "The input"
        told = ReadoutError(
            f"{where} met a fault of readout ({type(error).__name__}: {error}); please report it "
            "together with the file."
        )
        return Failure.of(capture.path or "-", told)
