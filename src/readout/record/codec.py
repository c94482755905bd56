"""Records to JSON bytes and back: one fixed form on the way out, strict on the way in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from readout.errors import RecordError
from readout.record.types import SCHEMA_VERSION, Record

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Record)
_AT = re.compile(r"(?P<what>.*?)(?: - at `(?P<path>\$[^`]*)`)?", re.S)


class _Head(msgspec.Struct):
    schema: str


class _Versioned(msgspec.Struct):
    readout: _Head


def encode(record: Record) -> bytes:
    """Canonical JSON, UTF-8, without a line end: keys in the order of the schema, no blanks.

    The same record always gives the same bytes. Raises RecordError when the record holds a lone
    surrogate, which no UTF-8 can carry.
    """
    try:
        return _ENCODER.encode(record)
    except UnicodeEncodeError as error:
        raise RecordError(
            f"The record holds a lone surrogate ({error.object[error.start]!r}), which is no "
            "character; replace it with U+FFFD before reading."
        ) from error


def decode(data: bytes | str, where: str = "The record") -> Record:
    """The record in ``data``, with every field present and none unknown.

    ``where`` begins the message of an error: a file name and line, for example. Raises RecordError
    that names the JSON path and what was expected there. What only shows when fields are compared
    (spans inside the text, ids resolved) is for :func:`readout.record.validate.validate`.
    """
    try:
        return _DECODER.decode(data)
    except msgspec.ValidationError as error:
        raise RecordError(f"{where}: {_other_schema(data) or sentence(str(error))}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"{where} is no JSON: {_plain(str(error))}") from None
    except RecursionError:
        raise RecordError(f"{where} is nested too deeply to be a record.") from None


def decode_lines(
    lines: Iterable[bytes], where: str = "The input"
) -> Iterator[tuple[int, Record | RecordError]]:
    """Each line of JSON Lines with its number, from 1; a bad line comes as its error.

    Blank lines are passed over, and the lines after a bad one are read all the same.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield number, decode(line, f"{where}, line {number}")
        except RecordError as error:
            yield number, error


def sentence(message: str) -> str:
    """msgspec's message as ``$.path: expected this, got that.``"""
    match = _AT.fullmatch(message)
    what = match["what"] if match else message
    path = (match["path"] if match else None) or "$"
    missing = re.fullmatch(r"Object missing required field `(.+)`", what)
    if missing:
        return f"{path}.{missing[1]} is missing; write null or [] for what is unknown."
    unknown = re.fullmatch(r"Object contains unknown field `(.+)`", what)
    if unknown:
        return f"{path}.{unknown[1]} is no field of the record; remove it or check its spelling."
    return f"{path}: {_plain(what)}"


def _plain(message: str) -> str:
    text = message.replace("`", "").strip().rstrip(".")
    text = text.removeprefix("JSON is ").removeprefix("Input data was ")
    return text[:1].lower() + text[1:] + "."


def _other_schema(data: bytes | str) -> str | None:
    """A better reason when the record is of another schema than ours."""
    try:
        schema = msgspec.json.decode(data, type=_Versioned).readout.schema
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if schema.split(".")[0] == SCHEMA_VERSION.split(".")[0]:
        return None
    return (
        f"$.readout.schema: written in schema {schema}, and this readout reads {SCHEMA_VERSION}; "
        "use the version of readout that wrote it."
    )
