"""The value that stands in a batch for an item that could not be read."""

from __future__ import annotations

import re

import msgspec

from readout.errors import ReadoutError

_SURROGATE = re.compile("[\ud800-\udfff]")


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a batch that gave no capture, with the reason; the batch goes on after it."""

    path: str
    """As the user wrote it or as it was found; ``-`` is standard input."""
    kind: str
    """``kind`` of the error: ``usage``, ``capture``, ``unsupported`` or ``limit``."""
    reason: str
    """One sentence that already names the item: print it alone."""
    exit_code: int

    @classmethod
    def of(cls, path: str, error: ReadoutError) -> Failure:
        """The failure that ``error`` means for the item at ``path``."""
        return cls(
            path=printable(path), kind=error.kind, reason=str(error), exit_code=error.exit_code
        )


def printable(text: str) -> str:
    """``text`` with what UTF-8 cannot hold (bytes of an odd file name) shown as U+FFFD.

    Python hands over such bytes as lone surrogates, and no record could be written with one.
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
