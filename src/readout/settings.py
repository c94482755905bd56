"""Options of a reading, in one frozen value that every room may look at."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from readout.errors import UsageError

_ISO_8601 = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:?\d\d.*)?)?)?")

Step = Literal["page", "language", "mentions", "statements", "events"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How to read. The defaults suit one news page on a laptop."""

    url: str | None = None
    """The address of the page when the caller knows it; beats what the page says of itself."""
    published: str | None = None
    """ISO 8601 date or time of publication when the caller knows it; beats the page's."""
    stop_after: Step | None = None
    """The last room to enter; None goes through all that exist."""
    max_bytes: int = 20_000_000
    """Largest capture in bytes, after decompression."""
    max_depth: int = 1_000
    """Deepest nesting of elements; what lies deeper is read as if it stood at that depth."""
    actors: str | None = None
    """Path of a CSV with office holders of your own, beside those that ship."""
    codebook: str | None = None
    """Path of a YAML codebook that extends or replaces PLOVER."""
    min_confidence: float = 0.0
    """Events that are less sure than this, 0 to 1, are told in ``notes`` only."""
    threads: int = 1
    """Threads of the language model. Over many pages, many processes are faster."""
    explain: bool = False
    """Keep in ``notes`` also the reasons for choices that need none in a finished record."""

    def __post_init__(self) -> None:
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"The least confidence is from 0 to 1, not {self.min_confidence:g}.")
        if self.threads < 1:
            raise UsageError(f"At least one thread has to work, not {self.threads}.")
        if self.max_bytes < 1:
            raise UsageError(f"At least one byte has to be allowed, not {self.max_bytes:,}.")
        if self.url is not None and (not self.url.strip() or any(map(str.isspace, self.url))):
            raise UsageError(
                f"'{self.url}' is no address; write for example https://courier.example/a."
            )
        if self.published is not None and not _ISO_8601.fullmatch(self.published):
            raise UsageError(
                f"'{self.published}' is no ISO 8601 date; write for example 2024-05-31 or "
                "2024-05-31T09:30+02:00."
            )
