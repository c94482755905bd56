"""Reads news the way a careful analyst does. The whole public API is on this page.

Names are imported on first use, so that ``import readout`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from readout.version import VERSION

if TYPE_CHECKING:
    from readout.api import read, read_many
    from readout.capture.failure import Failure
    from readout.errors import (
        CaptureError,
        GoldError,
        LimitError,
        ModelError,
        ReadoutError,
        RecordError,
        StoreError,
        UnsupportedError,
        UsageError,
    )
    from readout.record.codec import decode, encode
    from readout.record.schema import schema
    from readout.record.types import Record
    from readout.record.validate import validate
    from readout.settings import Settings
    from readout.spans import Span
    from readout.store.store import open_store

__version__ = VERSION

_HOME = {
    "CaptureError": "errors",
    "Failure": "capture.failure",
    "GoldError": "errors",
    "LimitError": "errors",
    "ModelError": "errors",
    "ReadoutError": "errors",
    "Record": "record.types",
    "RecordError": "errors",
    "Settings": "settings",
    "Span": "spans",
    "StoreError": "errors",
    "UnsupportedError": "errors",
    "UsageError": "errors",
    "decode": "record.codec",
    "encode": "record.codec",
    "open_store": "store.store",
    "read": "api",
    "read_many": "api",
    "schema": "record.schema",
    "validate": "record.validate",
}

__all__ = [
    "CaptureError",
    "Failure",
    "GoldError",
    "LimitError",
    "ModelError",
    "ReadoutError",
    "Record",
    "RecordError",
    "Settings",
    "Span",
    "StoreError",
    "UnsupportedError",
    "UsageError",
    "__version__",
    "decode",
    "encode",
    "open_store",
    "read",
    "read_many",
    "schema",
    "validate",
]


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'readout' has no attribute {name!r}")
    value: object = getattr(import_module(f"readout.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
