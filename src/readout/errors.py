"""The errors readout raises, each with the exit code the command line ends with.

The family is small on purpose: a caller can catch :class:`ReadoutError` and print it, because the
message is always one clear sentence that names the item and what to do about it.
"""

from __future__ import annotations

import errno

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What a system says when a disk, or what one may use of it, is full."""


class ReadoutError(Exception):
    """Base of all documented errors. ``exit_code`` is what the command line ends with."""

    exit_code = 1
    kind = "error"


class UsageError(ReadoutError):
    """The call itself is off: an unknown option value, no input, a pattern that matches nothing."""

    exit_code = 2
    kind = "usage"


class CaptureError(ReadoutError):
    """The bytes could not be had or are no text: missing, unreadable, empty, binary, truncated."""

    exit_code = 3
    kind = "capture"


class UnsupportedError(CaptureError):
    """The bytes are a known kind that readout does not read (a PDF, an image, a JSON answer)."""

    exit_code = 4
    kind = "unsupported"


class LimitError(CaptureError):
    """A size or nesting limit was passed."""

    exit_code = 5
    kind = "limit"


class RecordError(ReadoutError):
    """A record does not follow the schema, or points at what is not there."""

    exit_code = 6
    kind = "record"


class GoldError(ReadoutError):
    """An evaluation file is missing, malformed or holds nothing that can be scored."""

    exit_code = 7
    kind = "gold"


class ModelError(ReadoutError):
    """A model that ships with readout is missing, incomplete or made for another version."""

    exit_code = 8
    kind = "model"


class StoreError(ReadoutError):
    """A store cannot be opened or written: missing, locked by another, read-only, a full disk."""

    exit_code = 9
    kind = "store"
