"""From what a person clicks or types to an entry of the log; what cannot be is refused here."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from readout.errors import RecordError, UsageError
from readout.record.types import Record
from readout.review.apply import apply
from readout.review.entry import MOST, Entry, Values, Verdict, new_id, now
from readout.review.things import (
    FIELDS,
    Field,
    Part,
    anchor,
    kind_of,
    shown,
    stretch,
    thing,
    values,
)
from readout.spans import Span, trimmed

_AT = re.compile(r"\s*\[(\d+):(\d+)\]\s*$")
_NAME = 80
_COUNTRY = re.compile(r"[A-Z]{3}")
NOTHING = ("", "none", "-")
"""What a person writes where there is no value."""


def reviewer(name: str) -> str:
    """A reviewer's name as it stands in the log. Raises UsageError when it is none."""
    plain = " ".join(name.split())
    if not plain or len(plain) > _NAME or not plain.isprintable():
        raise UsageError(f"A reviewer has a name of 1 to {_NAME} characters.")
    return plain


def judgement(
    record: Record,
    part: Part,
    verdict: Verdict,
    by: str,
    *,
    reading: int | None = None,
    field: str | None = None,
    new: Any = None,
    note: str = "",
) -> Entry:
    """An entry on a part of a record: ``accept``, ``reject``, or ``correct`` with field and value.

    ``new`` is a value as the log keeps it; :func:`parsed` makes one of typed words. Raises
    UsageError when the correction changes nothing or the record could not hold it.
    """
    claim = values(record, part)
    if len(note) > MOST:
        raise UsageError(f"A note has at most {MOST:,} characters.")
    old = None
    if verdict == "correct":
        if field not in FIELDS[kind_of(part)]:
            raise UsageError(f"'{field}' is nothing of a {kind_of(part)} that can be corrected.")
        old = claim[field]
        if new == old:
            raise UsageError("That is what the program has; accept it, or write another value.")
    entry = Entry(
        id=new_id(), at=now(), by=reviewer(by), article=record.article.id, reading=reading,
        thing=thing(record, part), verdict=verdict, field=field if verdict == "correct" else None,
        old=old, new=new if verdict == "correct" else None, claim=claim, note=note.strip(),
    )  # fmt: skip
    try:
        msgspec.json.encode(entry)
        apply(record, [entry])
    except (RecordError, UnicodeEncodeError) as error:
        raise UsageError(f"This cannot stand in a record: {error}") from error
    return entry


def parsed(record: Record, part: Part, field: str, typed: str) -> Any:
    """The value that typed words mean for a field of a part.

    Stretches of text are given by their words, the nearest to the thing is meant, or with their
    place behind: ``the army [102:110]``. Several stand on a line each. Raises UsageError.
    """
    known = FIELDS[kind_of(part)].get(field)
    if known is None:
        raise UsageError(f"'{field}' is nothing of a {kind_of(part)} that can be corrected.")
    if len(typed) > MOST:
        raise UsageError(f"A value has at most {MOST:,} characters.")
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    plain = " ".join(lines)
    shape = known.shape
    if shape == "entities":
        if plain.lower() in NOTHING:
            return []
        return [_actor(record, part, line) for line in lines]
    if shape == "spans":
        if not lines:
            raise UsageError(f"Write the words of '{known.label}' as they stand in the text.")
        return [_located(record, part, line) for line in lines]
    if plain.lower() in NOTHING:
        if shape.endswith("?"):
            return None
        raise UsageError(f"'{known.label}' cannot be empty.")
    return _single(record, part, known, plain)


def _single(record: Record, part: Part, known: Field, plain: str) -> Any:
    shape = known.shape.rstrip("?")
    if shape == "flag":
        if plain.lower() in ("yes", "true", "on", "1"):
            return True
        if plain.lower() in ("no", "false", "off", "0"):
            return False
        raise UsageError(f"'{known.label}' is yes or no.")
    if shape == "choice":
        if plain not in known.choices:
            raise UsageError(f"'{known.label}' is one of {', '.join(known.choices)}.")
        return plain
    if shape == "number":
        try:
            number = float(plain.replace(",", ""))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise UsageError(f"'{known.label}' is a number, not '{plain[:40]}'.")
        return number
    if shape == "text":
        if "three letters" in known.label and not _COUNTRY.fullmatch(plain):
            raise UsageError(f"A country is three capital letters of ISO 3166, not '{plain[:40]}'.")
        return plain
    if shape == "entity":
        return _actor(record, part, plain)
    if shape == "place":
        found = [p for p in record.places if p.name.casefold() == plain.casefold()]
        return _of(record, found) or _located(record, part, plain)
    at = _located(record, part, plain)
    if shape == "time" and not any(
        t.start < at["end"] and at["start"] < t.end for t in record.times
    ):
        raise UsageError(f"The program found no time in '{plain[:60]}'.")
    return at


def _actor(record: Record, part: Part, words: str) -> Values:
    """An entity by its name, else by words of the text that name it."""
    found = [e for e in record.entities if e.name.casefold() == words.casefold()]
    return _of(record, found) or _located(record, part, words)


def _of(record: Record, found: Iterable[Any]) -> Values | None:
    for one in found:
        at = thing(record, one)
        return stretch(record, Span(at.start, at.end))
    return None


def _located(record: Record, part: Part, words: str) -> Values:
    text = record.article.text
    at = _AT.search(words)
    if at:
        span = Span(int(at[1]), int(at[2]))
        if span.start < span.end <= len(text) and span.of(text).strip():
            return stretch(record, trimmed(text, span.start, span.end) or span)
        raise UsageError(f"There are no words at {span.start} to {span.end} of the text.")
    # Blanks of the text may be line ends.
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    near = anchor(part).start
    for flags in (0, re.I):
        found = [m.span() for m in re.finditer(pattern, text, flags)]
        if found:
            return stretch(record, Span(*min(found, key=lambda s: abs(s[0] - near))))
    raise UsageError(f"The words '{words[:60]}' do not stand in the text.")


def typed(value: Any) -> str:
    """A value as a person would type it, for the field of a form."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(typed(one) for one in value)
    if isinstance(value, dict):
        return f"{value['words']} [{value['start']}:{value['end']}]"
    return shown(value)
