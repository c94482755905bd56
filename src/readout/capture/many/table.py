"""Articles out of a table: CSV and its kin, JSON Lines, or one JSON array; row by row."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any, BinaryIO, cast

import msgspec

from readout.capture.failure import printable
from readout.capture.many.item import Item, failed
from readout.capture.message import iso_date, web_address
from readout.capture.tables import Shape
from readout.capture.unpack import GZIP, is_packed, too_large
from readout.settings import Settings

_MARKUP = re.compile(r"</(?:p|div|article|h[1-6]|ul|section)>|<br\s*/?>", re.I)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_BROKEN = (OSError, EOFError, zlib.error, csv.Error, UnicodeError)


class _Row(msgspec.Struct, frozen=True):
    """The cells of a row by the names of their columns, or why there are none."""

    cells: Mapping[str, Any] | None
    reason: str = ""


def table_items(path: str, shape: Shape, settings: Settings, size: int) -> Iterator[Item]:
    """A capture for each row of the table at ``path``, a failure for each that has no text.

    The table is never held as a whole (but for an array, which has to fit ``max_bytes``). The
    position of an item is the number of its row, from 1. ``size`` is shared out as weight.
    """
    behind = number = 0
    where = f"'{printable(path)}'"
    with open(path, "rb") as file:
        rows = _rows(file, shape, settings)
        while True:
            try:
                row = next(rows, None)
            except Exception as error:
                if not isinstance(error, _BROKEN) and "zstd" not in type(error).__name__.lower():
                    raise
                reason = f"{where} cannot be read behind row {number}: {error}."
                yield failed(path, reason, position=number + 1, weight=size - behind)
                return
            if row is None:
                break
            number += 1
            weight = max(0, min(file.tell(), size) - behind)
            behind += weight
            yield _item(path, f"{where}, row {number}", row, shape, settings, number, weight)
    if not number:
        yield failed(path, f"{where} has a header and no row.", weight=size - behind)
        return
    yield Item(path=path, weight=size - behind)


def _item(
    path: str, where: str, row: _Row, shape: Shape, settings: Settings, number: int, weight: int
) -> Item:
    if row.cells is None:
        return failed(path, f"{where}: {row.reason}", position=number, weight=weight)
    held = {what: _words(row.cells.get(name)) for what, name in shape.columns.items()}
    url = web_address(held.get("url", ""))
    if not held.get("text") and not held.get("html"):
        reason = f"{where}, has no text in '{shape.columns.get('text') or shape.columns['html']}'."
        return failed(path, reason, position=number, url=url, weight=weight)
    page = (held.get("html") or _page(held)).encode("utf-8", "surrogatepass")
    if len(page) > settings.max_bytes:
        large = too_large(where, settings.max_bytes)
        return failed(path, large, position=number, url=url, weight=weight)
    return Item(
        path=path, data=page, url=url, weight=weight, media_type="text/html", charset="utf-8",
        position=number,
    )  # fmt: skip


def _words(cell: Any) -> str:
    if isinstance(cell, list):
        return ", ".join(one for one in cell if isinstance(one, str))
    return cell.strip() if isinstance(cell, str) else ""


def _page(held: Mapping[str, str]) -> str:
    """The article in the least HTML that keeps what the row says of it."""
    text = held["text"]
    if not _MARKUP.search(text):
        parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
        parts = parts if len(parts) > 1 else text.splitlines()
        text = "".join(f"<p>{escape(part.strip())}</p>" for part in parts if part.strip())
    title = held.get("title", "")
    outlet = held.get("outlet", "")
    metas = [
        ("property", "article:published_time", _iso(held.get("date", ""))),
        ("name", "author", held.get("author", "")),
        ("property", "og:site_name", "" if web_address(outlet) else outlet),
    ]
    head = "".join(
        f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in metas if value
    )
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{escape(title)}</title>{head}"
        f'<meta property="og:type" content="article"></head>'
        f"<body><article>{heading}{text}</article></body></html>"
    )


def _iso(date: str) -> str:
    try:
        return date if datetime.fromisoformat(date) else ""
    except ValueError:
        return iso_date(date) or date


def _rows(file: BinaryIO, shape: Shape, settings: Settings) -> Iterator[_Row]:
    if shape.array:
        yield from _array(_unpacked(file), settings)
    elif shape.delimiter is None:
        for line in _lines(_unpacked(file)):
            if line.strip("\ufeff \t\r\n"):
                yield _object(line.lstrip("\ufeff"))
    else:
        # A cell holds a whole article; csv refuses more than 131,072 characters by itself.
        csv.field_size_limit(max(csv.field_size_limit(), settings.max_bytes))
        cells = csv.DictReader(_lines(_unpacked(file)), delimiter=shape.delimiter)
        yield from (_Row(cast(Mapping[str, Any], row)) for row in cells)


def _object(line: str) -> _Row:
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return _Row(None, f"no JSON: {error}.")
    return _Row(found) if isinstance(found, dict) else _Row(None, "no JSON object.")


def _array(file: BinaryIO, settings: Settings) -> Iterator[_Row]:
    data = file.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise OSError("an array of more than max_bytes; write it as JSON Lines, one object a line")
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise OSError(f"no JSON: {error}") from error
    for one in found:
        yield _Row(one) if isinstance(one, dict) else _Row(None, "no JSON object.")


def _unpacked(file: BinaryIO) -> BinaryIO:
    magic = file.read(4)
    file.seek(0)
    if magic.startswith(GZIP):
        return cast(BinaryIO, gzip.open(file))
    if is_packed(magic):
        import io

        import zstandard

        reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
        return cast(BinaryIO, io.BufferedReader(cast(Any, reader)))
    return file


def _lines(file: BinaryIO) -> Iterator[str]:
    """Lines as UTF-8, those that are not as Windows-1252; UTF-16 by its mark."""
    first = True
    for line in file:
        if first and line.startswith(_WIDE):
            yield from _wide(line, file)
            return
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace")
        yield text.removeprefix("\ufeff") if first else text
        first = False


def _wide(first: bytes, file: BinaryIO) -> Iterator[str]:
    yield from (first + file.read()).decode("utf-16").splitlines(keepends=True)
