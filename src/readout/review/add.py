"""From the words that a reviewer points at, and what they read there, to an addition of the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from readout.errors import RecordError, UsageError
from readout.knowledge.codebook import plover
from readout.record.types import Event, Record
from readout.review.added import bare, twin
from readout.review.apply import applied
from readout.review.ask import NOTHING, parsed, reviewer
from readout.review.entry import (
    MOST,
    Addable,
    Entry,
    Thing,
    Values,
    live,
    new_id,
    now,
)
from readout.review.things import FIELDS, Part, anchor, named, parts, stretch
from readout.spans import Span

ADDABLE: tuple[Addable, ...] = ("event", "statement")
PREFIX = "add-"
_USUAL: dict[Addable, dict[str, str]] = {
    "event": {"status": "occurred", "background": "no", "reciprocal": "no"},
    "statement": {"anonymous": "no", "quoted": "indirect", "sourcing": "named"},
}
"""What holds of an addition where the reviewer says nothing, as they would type it."""


def usual(kind: Addable) -> dict[str, str]:
    """Field to the value that it has where nothing is typed; the fields of the form."""
    return {name: _USUAL[kind].get(name, "") for name in FIELDS[kind]}


def addition(
    record: Record,
    kind: Addable,
    typed: Mapping[str, str],
    by: str,
    *,
    near: int = 0,
    reading: int | None = None,
    entries: Iterable[Entry] = (),
    note: str = "",
    evidence: str = "",
) -> Entry:
    """An entry that adds an event or a statement the program missed.

    ``typed`` has the fields of :data:`readout.review.things.FIELDS` as a person types them (see
    :func:`readout.review.ask.parsed`); ``span``, the words that tell it, is needed, and so are an
    event's ``type`` (``none`` for an act PLOVER does not name) and a statement's speaker (``none``
    where nobody is named). Words are looked for nearest to the offset ``near``, then nearest to the
    words that tell the thing. ``evidence`` is further words that the thing rests on, a stretch a
    line. ``entries`` are those of the log so far. Raises UsageError when it cannot stand.
    """
    if kind not in ADDABLE:
        raise UsageError(f"What is added is of {', '.join(ADDABLE)}, not '{str(kind)[:40]}'.")
    unknown = [name for name in typed if name not in FIELDS[kind]]
    if unknown:
        raise UsageError(f"'{unknown[0][:40]}' is nothing of a {kind} that can be given.")
    if len(note) > MOST:
        raise UsageError(f"A note has at most {MOST:,} characters.")
    given = usual(kind) | {name: value for name, value in typed.items() if value.strip()}
    if not given["span"].strip():
        raise UsageError(f"Name the words that tell the {kind}.")
    needed = "type" if kind == "event" else "speakers"
    if not given[needed].strip():
        raise UsageError(f"Give the {FIELDS[kind][needed].label} of the {kind}, or 'none'.")
    if kind == "statement" and given["speakers"].strip().lower() in NOTHING:
        given = {**given, "sourcing": typed.get("sourcing", "").strip() or "collective"}
    here = _blank(kind, near, near + 1)
    told = parsed(record, here, "span", given["span"])
    stretches: list[Values] = told if isinstance(told, list) else [told]
    start, end = min(s["start"] for s in stretches), max(s["end"] for s in stretches)
    here = _blank(kind, start, end)
    claim = {name: parsed(record, here, name, value) for name, value in given.items()}
    if kind == "event":
        _check_type(record, claim)
    more = parsed(record, _blank("statement", start, end), "span", evidence) if evidence else []
    entry = _entry(record, kind, claim, Span(start, end), [*stretches, *more], reviewer(by))
    entry = msgspec.structs.replace(entry, reading=reading, note=note.strip())
    entry = _numbered(record, entry, entries)
    try:
        msgspec.json.encode(entry)
        applied(record, [entry])
    except (RecordError, UnicodeEncodeError) as error:
        raise UsageError(f"This cannot stand in a record: {error}") from error
    return entry


def _blank(kind: Addable, start: int, end: int) -> Part:
    """A thing that stands at some words and has nothing else, to look for other words from."""
    thing = Thing(kind=kind, id="", start=start, end=end)
    at = {"start": start, "end": end}
    entry = Entry(id="", at="", by="", article="", thing=thing, verdict="add", evidence=[at])
    return bare(thing, entry, 1)


def _check_type(record: Record, claim: Values) -> None:
    """Refuse what the codebook of the record does not have, as far as it is the one that ships."""
    book = plover()
    if record.readout.codebook not in (None, book.label):
        return
    type_, mode = claim["type"], claim["mode"]
    if type_ is not None and type_ not in book.roots:
        raise UsageError(f"'{type_[:40]}' is no type of PLOVER: {', '.join(book.roots)}.")
    if mode is not None and (type_ is None or mode not in book.roots[type_].modes):
        known = ", ".join(book.roots[type_].modes) if type_ else ""
        raise UsageError(
            f"'{mode[:40]}' is no mode of {type_ or 'an act without a type'}"
            + (f": {known}." if known else ".")
        )


def _entry(
    record: Record, kind: Addable, claim: Values, span: Span, evidence: list[Values], by: str
) -> Entry:
    id_ = new_id()
    words = stretch(record, span)["words"]
    thing = Thing(kind=kind, id=PREFIX + id_, start=span.start, end=span.end, words=words)
    once = {(at["start"], at["end"]): at for at in evidence}
    return Entry(
        id=id_, at=now(), by=by, article=record.article.id, thing=thing, verdict="add",
        claim=claim, evidence=list(once.values()),
    )  # fmt: skip


def _numbered(record: Record, entry: Entry, entries: Iterable[Entry]) -> Entry:
    """The entry with its number among the things on its words: behind those that the program has
    and those that the same reviewer added. What another added there is the same thing.

    Raises UsageError when the program or the reviewer has it already.
    """
    thing = entry.thing
    span = Span(thing.start, thing.end)
    held = [part for part in parts(record, thing.kind) if anchor(part) == span]
    for part in held:
        if thing.kind == "statement" or (
            isinstance(part, Event) and part.type == entry.claim["type"]
        ):
            raise UsageError(f"The program has this {thing.kind}, as {part.id}; correct that.")
    own = [
        one
        for one in live(list(entries))
        if one.verdict == "add"
        and one.by == entry.by
        and one.article == entry.article
        and one.thing.kind == thing.kind
        and (one.thing.start, one.thing.end) == (thing.start, thing.end)
    ]
    number = len(held) + len(own)
    entry = msgspec.structs.replace(entry, thing=msgspec.structs.replace(thing, nth=number))
    same = twin(record, entry, set())
    if same is not None:
        raise UsageError(
            f"The program has this {thing.kind} on about these words, as {same.id}; correct that."
        )
    if any(thing.kind == "statement" or one.claim["type"] == entry.claim["type"] for one in own):
        raise UsageError(f"You added this {thing.kind} before; take that back to change it.")
    return entry


def found(record: Record, entries: Iterable[Entry], id_: str) -> tuple[Record, Part, Entry] | None:
    """What stands under the id of an addition: the corrected record, the part of it, the entry.

    None when nobody added that, it was taken back or rejected, or this reading found it itself.
    """
    entries = list(entries)
    wanted = next((e for e in live(entries) if e.verdict == "add" and e.thing.id == id_), None)
    if wanted is None:
        return None
    done = applied(record, entries)
    for name, one in done.added.items():
        if one.last.key == wanted.key:
            part = named(done.record, name)
            assert part is not None
            return done.record, part, wanted
    return None
