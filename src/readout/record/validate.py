"""What a record must keep beyond the shape of its fields: spans, blocks, ids, evidence."""

from __future__ import annotations

import re
import typing
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any

import msgspec

from readout.record import types
from readout.record.codec import sentence
from readout.record.ids import article_id, first_character
from readout.record.types import Record

_ID_PATTERN = re.compile(r"\^([a-z])\[1-9\]")
_NUMBERED = (
    "entities", "places", "times", "quantities", "statements", "events", "commitments",
    "episodes", "accounts", "points",
)  # fmt: skip
_DATE = {
    "year": re.compile(r"\d{4}"),
    "month": re.compile(r"\d{4}-\d\d"),
    "day": re.compile(r"\d{4}-\d\d-\d\d"),
    "minute": re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:?\d\d"),
}


def validate(record: Record) -> list[str]:
    """All problems of a record, each one sentence that begins with the JSON path; [] when sound.

    Checked are: the shape (types, patterns, bounds, evidence present), every span inside the text
    and not empty, blocks in order and covering every character that is not blank, ids unique,
    resolved, of the right letter and numbered by first character, ``article.id`` the hash it is
    meant to be, and the publication time as precise as it claims.
    """
    shape = _shape(record)
    if shape:
        return shape
    rules: tuple[Callable[[Record], Iterator[str]], ...] = _RULES
    if record.article.blocks and not record.article.text:
        # A record that was handed on without the words: one sentence, and not one for each span.
        rules = tuple(rule for rule in rules if rule not in _BY_TEXT)
        return [_NO_TEXT, *(problem for rule in rules for problem in rule(record))]
    return [problem for rule in rules for problem in rule(record)]


def _shape(record: Record) -> list[str]:
    # A record that was built in Python has had nothing checked but its names.
    try:
        msgspec.convert(msgspec.to_builtins(record), Record)
    except msgspec.ValidationError as error:
        return [sentence(str(error))]
    return []


def _walk(part: object, path: str) -> Iterator[tuple[str, msgspec.Struct]]:
    """Every struct of the record with its JSON path."""
    if isinstance(part, msgspec.Struct):
        yield path, part
        for field in msgspec.structs.fields(part):
            yield from _walk(getattr(part, field.name), f"{path}.{field.encode_name}")
    elif isinstance(part, list | tuple):
        for index, item in enumerate(part):
            yield from _walk(item, f"{path}[{index}]")


def _spans(record: Record) -> Iterator[str]:
    size = len(record.article.text)
    for path, part in _walk(record, "$"):
        start, end = getattr(part, "start", 0), getattr(part, "end", 1)
        if (start is None) != (end is None):
            yield f"{path}: start and end are given together or not at all."
        elif isinstance(start, int) and isinstance(end, int) and "start" in part.__struct_fields__:
            if start < 0 or start >= end:
                yield f"{path}: a span runs from start to a later end, but this is {start}–{end}."
            elif end > size:
                yield f"{path}: the span {start}–{end} leaves the text, which ends at {size}."


def _blocks(record: Record) -> Iterator[str]:
    text, at = record.article.text, 0
    for index, block in enumerate(record.article.blocks):
        path = f"$.article.blocks[{index}]"
        if block.start < at:
            yield f"{path} begins at {block.start}, inside or before the block that ends at {at}."
        elif text[at : block.start].strip():
            yield f"{path}: the characters from {at} to {block.start} stand in no block."
        at = max(at, block.end)
    if text[at:].strip():
        yield f"$.article.blocks: the characters from {at} to {len(text)} stand in no block."


def _article_id(record: Record) -> Iterator[str]:
    expected = article_id(record.article.text, record.article.url)
    if record.article.id != expected:
        yield f"$.article.id is not the hash of text and url, which is {expected}."


def _numbering(record: Record) -> Iterator[str]:
    lists = [("$.article.blocks", record.article.blocks)]
    lists += [(f"$.{name}", getattr(record, name)) for name in _NUMBERED]
    for path, items in lists:
        for id_, count in Counter(item.id for item in items).items():
            if count > 1:
                yield f"{path}: the id {id_} is given {count} times."
        last = 0
        for index, item in enumerate(items):
            if item.id[1:] != str(index + 1):
                yield f"{path}[{index}].id is {item.id}, but ids count up from 1 in list order."
                break
            first = first_character(item)
            if first is not None and first < last:
                yield f"{path}[{index}] begins before the one in front of it; order by the text."
                break
            last = last if first is None else first


@cache
def _references(kind: type[msgspec.Struct]) -> dict[str, str]:
    """Field to letter, for the fields of a struct that hold ids of other parts."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return {
        name: letter
        for name, hint in hints.items()
        if name != "id" and (letter := _letter(hint)) is not None
    }


def _letter(hint: Any) -> str | None:
    if typing.get_origin(hint) is Annotated:
        for meta in hint.__metadata__:
            match = _ID_PATTERN.match(getattr(meta, "pattern", None) or "")
            if match:
                return match[1]
    for inner in typing.get_args(hint):
        letter = _letter(inner)
        if letter:
            return letter
    return None


def _resolved(record: Record) -> Iterator[str]:
    known = {block.id for block in record.article.blocks}
    known |= {item.id for name in _NUMBERED for item in getattr(record, name)}
    for path, part in _walk(record, "$"):
        if isinstance(part, types.Ref):
            if part.article == record.article.id and part.id not in known:
                yield f"{path}.id: nothing in this record has the id {part.id}."
            continue
        for field in _references(type(part)):
            value = getattr(part, field)
            for id_ in value if isinstance(value, list) else [value]:
                if id_ is not None and id_ not in known:
                    yield f"{path}.{field}: nothing in this record has the id {id_}."


def _nesting(record: Record) -> Iterator[str]:
    parents = {statement.id: statement.parent for statement in record.statements}
    for index, statement in enumerate(record.statements):
        seen, at = {statement.id}, statement.parent
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at == statement.id:
            yield f"$.statements[{index}].parent: the statement stands inside itself."


def _accounts(record: Record) -> Iterator[str]:
    told = {account.id: account.episode for account in record.accounts}
    for index, episode in enumerate(record.episodes):
        for id_ in episode.accounts:
            if told.get(id_, episode.id) != episode.id:
                yield f"$.episodes[{index}].accounts: {id_} is an account of {told[id_]}."


def _published(record: Record) -> Iterator[str]:
    published = record.article.published
    if published is not None and not _DATE[published.grain].match(published.value):
        yield (
            f"$.article.published.value: {published.value!r} is no ISO 8601 that tells the "
            f"{published.grain}."
        )


_NO_TEXT = (
    "$.article.text was left out, as by --shareable, so that spans, blocks and the id of the "
    "article cannot be checked."
)
_BY_TEXT = (_article_id, _spans, _blocks)
_RULES = (
    _article_id, _spans, _blocks, _numbering, _resolved, _nesting, _accounts, _published,
)  # fmt: skip
