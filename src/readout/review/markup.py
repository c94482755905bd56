"""What reviewers settled as training data: passages in the inline markup of ``training/corpus``.

A block becomes a passage where every event and every statement that the program had found in it was
judged. ``GUIDELINE.md`` there says what the labels mean; its reader reads what is written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from readout.knowledge.codebook import plover
from readout.record.types import Block, Record
from readout.review.gold import Settled, nearest
from readout.review.things import anchor
from readout.spans import Span, trimmed

Mark = tuple[int, int, str]


class UnwritableError(ValueError):
    """The markup cannot hold this passage; the message says why in a few words."""


def passages(settled: Iterable[Settled], left_out: Counter[str]) -> Iterator[str]:
    """One passage after the other, each with an empty line behind it.

    ``left_out`` counts, by reason, the blocks that were judged and cannot be written.
    """
    for one in settled:
        for block in one.before.article.blocks:
            span = trimmed(one.before.article.text, block.start, block.end)
            if span is None or not _complete(one, span):
                continue
            try:
                yield passage(one.after, block, span) + "\n"
            except UnwritableError as error:
                left_out[str(error)] += 1


def _complete(one: Settled, span: Span) -> bool:
    kinds: tuple[Any, ...] = ("event", "statement")
    at = span.start, span.end
    return all(one.whole_or_none(k, *at) for k in kinds) and any(one.whole(k, *at) for k in kinds)


def passage(record: Record, block: Block, span: Span) -> str:
    """A stretch of a record as a passage. Raises UnwritableError."""
    text = record.article.text[span.start : span.end]
    for blank in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        text = text.replace(blank, " ")
    if "[" in text or "]" in text:
        raise UnwritableError("the text has square brackets")
    if text.startswith("#"):
        raise UnwritableError("the text begins like a head line")
    marks: list[Mark] = []
    below = _statements(record, span, marks)
    told = {name: f"s{n}" for n, name in enumerate(_here(record.statements, span), start=1)}
    events, is_political = _events(record, span, marks, told)
    article = record.article
    about = [f"topic={article.id}", "manner=wire", "source=review", f"block={block.role}"]
    if article.published is not None and article.published.grain in ("day", "minute"):
        about.append(f"published={article.published.value[:10]}")
    if not is_political:
        about.append("kind=none")
    head = " | ".join([f"## rv-{article.id[:12]}-{block.id}", *about])
    return "\n".join([head, _inline(text, marks), *below, *events]) + "\n"


def _here(parts: Iterable[Any], span: Span) -> dict[str, Any]:
    return {p.id: p for p in parts if span.start <= anchor(p).start < span.end}


def _mark(marks: list[Mark], span: Span, at: Any, label: str, text: str) -> None:
    """A mark counted from the begin of the passage, without blanks at its edges."""
    if at.start < span.start or at.end > span.end:
        raise UnwritableError("something runs over the edge of the block")
    inner = trimmed(text, at.start, at.end)
    if inner is None:
        raise UnwritableError("something has no words but blanks")
    marks.append((inner.start - span.start, inner.end - span.start, label))


def _statements(record: Record, span: Span, marks: list[Mark]) -> list[str]:
    text = record.article.text
    entities = {e.id: e for e in record.entities}
    times = {t.id: t for t in record.times}
    here = _here(record.statements, span)
    number = {name: n for n, name in enumerate(here, start=1)}
    below = []
    for name, one in here.items():
        n = number[name]
        for letter, at in (("s", one.source), ("c", one.cue), ("r", one.reason_given)):
            if at is not None:
                _mark(marks, span, at, f"{letter}{n}", text)
        for at in one.content:
            _mark(marks, span, at, f"t{n}", text)
        via = entities.get(one.via or "")
        via_at = nearest(via, anchor(one).start, span.start, span.end) if via else None
        if via_at is not None:
            _mark(marks, span, via_at, f"v{n}", text)
        said = times.get(one.said_at or "")
        if said is not None and span.start <= said.start and said.end <= span.end:
            _mark(marks, span, said, f"h{n}", text)
        words = [f"sourcing={one.sourcing}"]
        if one.channel is not None:
            words.append(f"channel={one.channel}")
        if one.anonymous:
            words.append("anonymous")
        if one.parent in number:
            words.append(f"parent=s{number[one.parent]}")
        below.append(f"s{n}: {' '.join(words)}")
    return below


def _events(
    record: Record, span: Span, marks: list[Mark], told: dict[str, str]
) -> tuple[list[str], bool]:
    text = record.article.text
    entities = {e.id: e for e in record.entities}
    places = {p.id: p for p in record.places}
    times = {t.id: t for t in record.times}
    quantities = {q.id: q for q in record.quantities}
    book = plover().roots
    below = []
    is_political = False
    for n, one in enumerate(_here(record.events, span).values(), start=1):
        at = one.trigger.start
        _mark(marks, span, one.trigger, f"e{n}", text)
        for letter, ids in (("a", one.sources), ("b", one.targets)):
            for id_ in ids:
                where = nearest(entities[id_], at, span.start, span.end)
                if where is not None:
                    _mark(marks, span, where, f"{letter}{n}", text)
        place = places.get(one.place or "")
        where = nearest(place, at, span.start, span.end) if place else None
        if where is not None:
            _mark(marks, span, where, f"l{n}", text)
        held = [(f"d{n}", times.get(one.time or ""))]
        held += [(f"q{n}", quantities[q]) for q in one.quantities]  # type: ignore[misc]
        for label, part in held:
            if part is not None and span.start <= part.start and part.end <= span.end:
                _mark(marks, span, part, label, text)
        kind = "null"
        if one.type in book:
            is_political = True
            kind = one.type
            if one.mode in book[one.type].modes:
                kind += f"/{one.mode}"
        words = [kind, one.status]
        words += [flag for flag in ("background", "reciprocal") if getattr(one, flag)]
        if one.contexts:
            words.append("contexts=" + ",".join(one.contexts))
        known = [told[s] for s in one.according_to if s in told]
        if known:
            words.append("statements=" + ",".join(known))
        below.append(f"e{n}: {' '.join(words)}")
    return below, is_political


def _inline(text: str, marks: Iterable[Mark]) -> str:
    """The text with its marks: ``[LABELS:…]``, nested as they lie. Raises UnwritableError."""
    labels: dict[tuple[int, int], list[str]] = {}
    for start, end, label in marks:
        held = labels.setdefault((start, end), [])
        if label not in held:
            held.append(label)
    opening: dict[int, list[str]] = {}
    closing: Counter[int] = Counter()
    open_ends: list[int] = []
    for (start, end), names in sorted(labels.items(), key=lambda m: (m[0][0], -m[0][1])):
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and end > open_ends[-1]:
            raise UnwritableError("two marks cross")
        open_ends.append(end)
        opening.setdefault(start, []).append(f"[{','.join(names)}:")
        closing[end] += 1
    out = []
    for k, letter in enumerate([*text, ""]):
        out.append("]" * closing[k] + "".join(opening.get(k, ())) + letter)
    return "".join(out)
