"""Finds the times of a text and says what they mean: TIMEX3 types, values and bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache

from msgspec.structs import replace

from readout.knowledge.time_words import TimeGrammar, time_grammar
from readout.language.analyse import page_spans
from readout.language.analysis import Analysis
from readout.mentions.times.build import build
from readout.mentions.times.calendar import Moment
from readout.mentions.times.draft import Draft
from readout.mentions.times.joined import joined
from readout.mentions.times.resolve import Resolver
from readout.mentions.times.state import Resolved
from readout.mentions.times.tense import Tense, VerbTense, WordTense
from readout.mentions.times.tokens import Tokens, tokens
from readout.mentions.times.veto import Veto
from readout.page.page import Page
from readout.record.types import Time

STORY_YEARS, STORY_SHARE, STORY_DEIXIS = 4, 0.8, 0.2
"""A text tells history when it names so many years, such a share of them lies before the year of
publication, and days are told from publication on ("Friday", "last week") by no more than this
share of the years."""


REACH, LONGEST = 16, 48
"""Tokens of a time before the first one that makes it a time, and tokens looked through at once:
no time is nearly as long, and work stays linear on any text."""
_KNOWN_AT_MOST = 8_192
"""Different rows of classes whose first time is remembered."""


def find_times(page: Page, analysis: Analysis) -> list[Time]:
    """The times of a page in text order, ids ``t1``, ``t2`` ...; chrome is not read."""
    return find_times_in(page.text, page_spans(page), published_on(page), analysis)


def published_on(page: Page) -> Moment | None:
    """The day of publication, or its month or year where the page says no more."""
    if page.published is None:
        return None
    parts = page.published.value[:10].split("-")
    grain = {1: "Y", 2: "M", 3: "D"}.get(len(parts))
    try:
        year, month, day = (*map(int, parts), 1, 1)[:3]
        return Moment.of(date(year, month, day), grain) if grain else None
    except ValueError:
        return None


def find_times_in(
    text: str,
    spans: Sequence[tuple[int, int]],
    reference: date | Moment | None,
    analysis: Analysis | None = None,
) -> list[Time]:
    """The times in the spans (code points, in order) of a text, set against a reference: a day,
    or a month or a year as a :class:`Moment`.

    Without an analysis tense and names are guessed from the words around. Linear in the length of
    the text.
    """
    grammar = time_grammar()
    found = tokens(text, spans)
    tense: Tense = VerbTense(analysis) if analysis is not None else WordTense(text)
    drafts = list(_drafts(text, found, grammar, Veto(text, found, grammar, analysis)))
    drafts = joined(text, drafts)
    if isinstance(reference, date):
        reference = Moment.of(reference)
    resolver = Resolver(reference, _tells_history(drafts, reference))
    out: list[Time] = []
    for draft in drafts:
        resolved: Resolved | None = None
        # No time: "99999999 weeks from Monday", or the day after 31 December 9999.
        with suppress(OverflowError):
            resolved = resolver.resolve(
                draft,
                len(out) + 1,
                lambda d=draft: tense(d.start, d.end),  # type: ignore[misc]
            )
        if resolved is not None:
            out.append(_time(draft, resolved, len(out) + 1))
    return out


def _time(draft: Draft, resolved: Resolved, number: int) -> Time:
    anchor = resolved.anchor
    if isinstance(anchor, int):
        anchor = f"t{anchor}" if anchor > 0 else None
    return Time(
        id=f"t{number}",
        start=draft.start,
        end=draft.end,
        type=_type(draft.type, resolved.value),  # type: ignore[arg-type]
        value=resolved.value,
        mod=draft.mod or resolved.mod,
        quant=draft.quant,
        freq=draft.freq,
        from_=resolved.first,
        to=resolved.last,
        anchor=anchor,
    )


def _type(kind: str, value: str) -> str:
    """ "Hours later" is a time of some day."""
    return "TIME" if kind == "DATE" and value.endswith("TXX") else kind


def _tells_history(drafts: list[Draft], reference: Moment | None) -> bool:
    years = [d.year for d in drafts if d.op == "date" and d.year is not None]
    if reference is None:
        return bool(years)
    past = sum(y < reference.year for y in years)
    near = sum(d.op == "weekday" or (d.op == "shift" and not d.running) for d in drafts)
    return past >= max(STORY_YEARS, STORY_SHARE * len(years)) and near <= STORY_DEIXIS * len(years)


def _drafts(text: str, found: Tokens, grammar: TimeGrammar, veto: Veto) -> Iterator[Draft]:
    """Drafts in text order, with spans and modifiers."""
    signs = found.signs
    done = 0
    while (core := grammar.core.search(signs, done)) is not None:
        a = core.start()
        while a > max(done, core.start() - REACH) and signs[a - 1] not in grammar.apart:
            a -= 1
        # The break behind the last span ends the last run.
        b = min(grammar.gap.search(signs, core.end()).start(), a + LONGEST)  # type: ignore[union-attr]
        done = b = max(b, core.end())
        while a < b:
            m = _times()[signs[a : b + 2]]
            if m is None or a + m.start() >= b:
                break
            made = _one(text, found, grammar, m, a, veto)
            if made is None:
                a += m.start() + 1
                continue
            yield from made
            a = done = a + m.end()
        done = max(done, b)


class _Times(dict[str, "re.Match[str] | None"]):
    """The first time in some classes of tokens, found out when first asked for: the same few stand
    in most sentences ("from the x", "on weekday"), and the grammar is slow where it finds none."""

    def __init__(self, grammar: TimeGrammar) -> None:
        super().__init__()
        self.grammar = grammar

    def __missing__(self, signs: str) -> re.Match[str] | None:
        if len(self) > _KNOWN_AT_MOST:
            self.clear()
        found = self[signs] = self.grammar.expression.search(signs)
        return found


@cache
def _times() -> _Times:
    return _Times(time_grammar())


def _one(
    text: str, found: Tokens, grammar: TimeGrammar, m: re.Match[str], at: int, veto: Veto
) -> list[Draft] | None:
    """The times of a match that begins to count at token ``at``; none of an age, None where the
    search goes on right behind."""
    assert m.lastgroup is not None
    rule = m.lastgroup.rpartition("_")[0]
    i, j = at + m.start(), at + m.end()
    core = at + m.start(m.lastgroup)
    draft = build(rule, found, grammar, core, j)
    if draft is None:
        return None
    if draft.op == "split":
        return _split(found, grammar, core, j)
    sharp = _sharp(draft)
    draft = _modified(draft, m, at, found, grammar)
    first = grammar.name[found.signs[core]]
    if (
        m.start("pre") >= 0
        and m.start("edge") < 0
        and (first in ("the", "clock", "now", "current") or sharp)
    ):
        # "Worried about the future", "at about 10:35", "talked about today", "up to Tuesday".
        i = at + m.end("pre")
        if sharp:
            draft = replace(draft, mod=None)
    if rule == "dur" and first == "a" and "hyphen" in found.classes(grammar, core + 2, j):
        i = core + 1  # "a several-year lease"
    draft = replace(draft, start=found.start[i], end=found.end(j - 1), token=core)
    if draft.op == "drop":
        return [] if rule == "age" else None
    checked = veto.check(rule, draft, i, core, j)
    return None if checked is None else [checked]


def _sharp(draft: Draft) -> bool:
    """A day or a period that no word before it makes a rough one: "today", "last year"."""
    fixed = draft.op == "fixed" and draft.value.endswith("_REF")
    if draft.type == "TIME" or draft.mod or (draft.count and draft.counted):
        return False
    return fixed or draft.op == "weekday" or (draft.op == "shift" and draft.rel is not None)


def _split(found: Tokens, grammar: TimeGrammar, i: int, j: int) -> list[Draft]:
    """ "1939-45", "24 and 25 April 1999", "April 24-25", "477-450 BC": two times."""
    names = found.classes(grammar, i, j)
    numbers = [
        k for k, n in enumerate(names)
        if n in ("d31", "nth", "int", "yr3", "year", "ordinal", "second")
    ]  # fmt: skip
    values = [int(v) if isinstance(v, int | float) else 0 for v in found.values(i, j)]

    def part(a: int, b: int, **fields: int | None) -> Draft:
        return Draft(
            "date", start=found.start[i + a], end=found.end(i + b), token=i + a,
            **fields,  # type: ignore[arg-type]
        )  # fmt: skip

    if "ago" in names:
        return _ago_on(found, grammar, i, j)
    if "bc" in names:
        first, last = (-values[k] for k in numbers[:2])
        return [part(0, 0, year=first), part(numbers[1], len(names) - 1, year=last)]
    if "quarters" in names or ("quarter" in names and numbers):
        return _quarters(found, grammar, i, j)
    months = [k for k, n in enumerate(names) if n in ("month", "monthish")]
    if months and not numbers:
        return [part(k, k, month=values[k]) for k in months]
    if months:
        month = values[months[0]]
        years = [k for k in numbers if names[k] == "year"]
        year = values[years[0]] if years else None
        one, two = numbers[:2]
        if max(values[one], values[two]) > 31:
            return []
        first_end = one
        begin = two - 1 if names[two - 1] == "the" else two
        return [
            part(0, first_end, month=month, day=values[one], year=year),
            part(begin, len(names) - 1, month=month, day=values[two], year=year),
        ]
    first, last = values[numbers[0]], values[numbers[1]]
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 200:
        return [part(0, 0, year=first)]
    return [part(0, 0, year=first), part(numbers[1], numbers[1], year=last)]


def _ago_on(found: Tokens, grammar: TimeGrammar, i: int, j: int) -> list[Draft]:
    """ "Five years ago Sunday", "Sunday five years ago": a year and a day."""
    at = found.classes(grammar, i, j).index("weekday")
    parts = [("weekday", i, i + 1), ("ago", i + 1, j)] if at == 0 else [
        ("ago", i, j - 1), ("weekday", j - 1, j),
    ]  # fmt: skip
    return [
        replace(draft, start=found.start[a], end=found.end(b - 1), token=a)
        for rule, a, b in parts
        if (draft := build(rule, found, grammar, a, b)) is not None
    ]


def _quarters(found: Tokens, grammar: TimeGrammar, i: int, j: int) -> list[Draft]:
    """ "The second and third quarters of 1989": the year is of both."""
    names = found.classes(grammar, i, j)
    one, two = (k for k, n in enumerate(names) if n in ("ordinal", "nth", "second"))
    first = build("quarter", found, grammar, i + one, j)
    second = build("quarter", found, grammar, i + two, j)
    if first is None or second is None:
        return []
    if second.year is None and second.rel is None:
        second = replace(second, running=True)
    return [
        replace(first, start=found.start[i], end=found.end(i + one), token=i),
        replace(second, start=found.start[i + two], end=found.end(j - 1), token=i + two),
    ]


_PRE = {"MORE_THAN": "AFTER", "LESS_THAN": "BEFORE", "EQUAL_OR_MORE": "ON_OR_AFTER",
        "EQUAL_OR_LESS": "ON_OR_BEFORE"}  # fmt: skip
_NOT = {"MORE_THAN": "EQUAL_OR_LESS", "LESS_THAN": "EQUAL_OR_MORE"}


def _modified(
    draft: Draft, m: re.Match[str], at: int, found: Tokens, grammar: TimeGrammar
) -> Draft:
    """The draft with what stands before it: "about", "no more than", "early", "the end of"."""
    mod = draft.mod
    for group in ("pre", "edge"):
        i, j = m.span(group)
        if i < 0:
            continue
        i, j = at + i, at + j
        names = found.classes(grammar, i, j)
        values = [v for v in found.values(i, j) if isinstance(v, str) and v]
        if values:
            mod = values[0]
            if names[0] == "no":
                mod = _NOT.get(mod, mod)
        elif names[0] == "some":
            mod = "APPROX"
        if group == "pre" and draft.type in ("DATE", "TIME") and mod:
            mod = _PRE.get(mod, mod)
    if mod is None:
        core = at + m.start(m.lastgroup or 0)
        inner = found.classes(grammar, core, at + m.end())
        if "edge" in inner:
            edge = core + inner.index("edge")
            mod = str(found.values(edge, edge + 1)[0]) or None
        elif inner[-2:] == ["or", "so"] or ("so" in inner and "or" in inner):
            mod = "APPROX"
    return replace(draft, mod=mod)
