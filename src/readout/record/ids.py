"""Ids that follow from the text alone, so that the same capture always gives the same ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from readout.spans import Span


def article_id(text: str, url: str | None) -> str:
    """32 hexadecimal digits (128 bits of SHA-256) of the text and the URL.

    The length stands between the two, so that no other pair can give the same bytes.
    """
    body = text.encode("utf-8", "surrogatepass")
    address = b"" if url is None else b"u" + url.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(b"%d:%b%b" % (len(body), body, address))
    return digest.hexdigest()[:32]


def numbered(letter: str, starts: Sequence[int]) -> list[str]:
    """Ids for things that begin at ``starts``, in the order given: the first in the text gets 1.

    Things that begin at the same character are numbered in the order given.
    """
    ids = [""] * len(starts)
    for number, index in enumerate(sorted(range(len(starts)), key=starts.__getitem__), start=1):
        ids[index] = f"{letter}{number}"
    return ids


def spans_in(part: object) -> Iterator[Span]:
    """Every span that stands anywhere in a part of a record, in the order of its fields."""
    if isinstance(part, msgspec.Struct):
        start, end = getattr(part, "start", None), getattr(part, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            yield Span(start, end)
        for name, _ in inner_fields(type(part)):
            yield from spans_in(getattr(part, name))
    elif isinstance(part, list | tuple):
        for item in part:
            yield from spans_in(item)


def first_character(part: object) -> int | None:
    """Where a part of a record first touches the text; None when it has no span at all."""
    least: int | None = None
    if isinstance(part, msgspec.Struct):
        start, end = getattr(part, "start", None), getattr(part, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            least = start
        inner = [getattr(part, name) for name, _ in inner_fields(type(part))]
    else:
        inner = list(part) if isinstance(part, list | tuple) else []
    for value in inner:
        first = first_character(value) if value else None
        if first is not None and (least is None or first < least):
            least = first
    return least


@cache
def inner_fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, frozenset[Any]], ...]:
    """The fields of a kind of part in which other parts may stand, with the kinds of those.

    A record has ten times as many fields as parts, so most are not worth a look.
    """
    hints = get_type_hints(kind)
    found = ((name, _kinds_in(hints[name])) for name in kind.__struct_fields__)
    return tuple((name, kinds) for name, kinds in found if kinds)


def _kinds_in(hint: Any) -> frozenset[Any]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return frozenset((hint,))
    return frozenset().union(*(_kinds_in(inner) for inner in get_args(hint)))
