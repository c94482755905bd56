"""Why each actor is taken for whom it is: rows of the table, country, sector, antecedents.

Nothing here runs in a reading that was not asked for reasons.
"""

from __future__ import annotations

from collections.abc import Iterator

from readout.knowledge import offices
from readout.knowledge.holders import holds
from readout.knowledge.office_holders import Found, Term, day_number
from readout.mentions.actors import build
from readout.mentions.actors.build import Asked, By, Why
from readout.mentions.actors.chains import Chain, Chains
from readout.mentions.actors.link import LIKELY
from readout.record.types import Entity, Note

STEP = "mentions.actors"
_ROWS, _LINKS, _OPTIONS = 5, 8, 3
_LONG = 60
"""Characters of the words of a mention that are shown."""


def explain_actor(
    c: Chains, number: int, why: Why, entity: Entity, date: str | None, owner: str | None
) -> Note:
    """One note for an entity, at its first mention; lines are parted by line breaks. ``owner`` is
    the entity that its country was taken from in the end, if it was."""
    chain = c.chains[number]
    lines = [*_table(why.asked, date)]
    if owner is not None:
        lines.append(f"country {entity.country}: of {owner}, whom the office serves")
    else:
        lines += _taken("country", entity.country, why.country, c)
    lines += _taken("sector", entity.sector, why.sector, c)
    missing = [f for f in ("country", "sector") if getattr(entity, f) is None]
    if missing:
        lines.append(f"{' and '.join(missing)} unknown: neither the text nor a table tells it")
    lines += _links(c, chain, number)
    head = f"{entity.name}: {entity.kind}, {_times(len(entity.mentions), 'mention')}"
    first = entity.mentions[0]
    return Note(step=STEP, reason="\n".join([head, *lines]), start=first.start, end=first.end)


def _times(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"


def _table(asked: Asked | None, date: str | None) -> Iterator[str]:
    """What the table of office holders was asked, its rows with scores, and what came of them."""
    if asked is None:
        return
    sought = [f"“{asked.name}”" if asked.name else "", asked.title or "", asked.country or ""]
    question = ", ".join(part for part in sought if part)
    when = f"on {date[:10]}" if date else "on an unknown day"
    if not asked.found:
        yield f"no row of the office holders fits {question} {when}"
        return
    yield f"rows of the office holders for {question} {when}"
    for found in asked.found[:_ROWS]:
        yield f"{min(1.0, found.score):.2f} {_row(found, asked.title, date)}"
    if len(asked.found) > _ROWS:
        yield f"and {len(asked.found) - _ROWS} more, less likely"
    yield _verdict(asked)


def _row(found: Found, title: str | None, date: str | None) -> str:
    """ "Vladimir Putin (Q7747), RUS: president of Russia, 2012-05-07 to 2024-05-07, then in
    office"."""
    who = f"{found.person.names[0]} ({found.person.id})"
    day = day_number(date)
    term = _term(found, title, day)
    if term is None:
        return who
    start = build.iso(term.start) or "?"
    end = "?" if term.open else build.iso(term.end) or "today"
    state = ""
    if day is not None:
        later = ", ended by then" if term.start <= day else ", not yet begun"
        state = ", then in office" if holds(term, day) else later
    return f"{who}, {term.country or 'no country'}: {term.office}, {start} to {end}{state}"


def _term(found: Found, title: str | None, day: int | None) -> Term | None:
    """The term to show: of the office asked for, held on the day or near it, the weightiest."""
    said = offices.office(title) if title else None

    def rank(term: Term) -> tuple[float, bool, int, float]:
        kind = offices.office(term.office)
        fit = offices.fits(said, kind) if said else 0.0
        if day is None:
            return fit, False, 0, offices.weight(term.office)
        held = holds(term, day)
        away = 0 if held else min(abs(term.start - day), abs((term.end or day) - day))
        return fit, held, -away, offices.weight(term.office)

    return max(found.person.terms, key=rank, default=None)


def _verdict(asked: Asked) -> str:
    best = asked.found[0].score
    if asked.clear:
        return (
            f"the first is believed: {build.SURE} or more, and no other has "
            f"{build.CLEAR:.0%} of its score"
        )
    if not asked.name:
        return "who held the office; the text gives no name, so nothing is taken from it"
    if best < build.SURE:
        return f"none is believed: the first stays below {build.SURE}"
    return f"none is believed: the second has {build.CLEAR:.0%} or more of the first's score"


def _taken(what: str, value: str | None, by: By | None, c: Chains) -> Iterator[str]:
    if value is None:
        return
    if by is None:
        yield f"{what} {value}"
        return
    words = f"“{_words(c, by.first, by.after)}”" if by.first >= 0 else ""
    told = {
        "role": f"the office in {words}",
        "words": f"the words {words}" if words else "the one who speaks or is spoken to",
        "table": "the row of the office holders",
        "alone": "the only country that the article names",
        "state": "a state acts through its government",
        "members": "that of those it stands for",
    }[by.how]
    yield f"{what} {value}: {told}"


def _words(c: Chains, first: int, after: int) -> str:
    text = c.reading.text(first, after)
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _links(c: Chains, chain: Chain, number: int) -> Iterator[str]:
    """What each pronoun and description was weighed against, and what stands beside the name."""
    at_head = {c.drafts[m].head for m in chain.mentions}
    if chain.members:
        names = " and ".join(build.name_of(c, n) for n in chain.members)
        yield f"stands for {names}, the last before it that fit"
    said = 0
    for m in sorted(chain.mentions, key=lambda m: c.drafts[m].first):
        d = c.drafts[m]
        words = f"“{_words(c, d.first, d.after)}” ({c.reading.start[d.first]})"
        options = (c.weighed or {}).get(m)
        if options:
            line = _weighed(c, m, number, words, options)
        elif d.same is not None and d.same in at_head:
            line = f"{words} is said of the mention beside it"
        elif d.said is not None:
            line = f"{words} is the one who speaks or is spoken to"
        else:
            continue
        said += 1
        if said <= _LINKS:
            yield line
    if said > _LINKS:
        yield f"and {_times(said - _LINKS, 'more mention')} weighed like these"


def _weighed(c: Chains, m: int, number: int, words: str, options: list[tuple[int, float]]) -> str:
    described = c.drafts[m].form == "description"
    needs = f" (needs {LIKELY})" if described else ""
    best: dict[int, float] = {}
    for n, score in options:
        best[n] = max(score, best.get(n, score))
    ranked = sorted(best.items(), key=lambda one: -one[1])
    told = [f"{build.name_of(c, n)} {score:.2f}" for n, score in ranked[:_OPTIONS]]
    if ranked[0][0] == number and (not described or ranked[0][1] > LIKELY):
        others = f" before {', '.join(told[1:])}" if told[1:] else ""
        return f"{words} means {told[0]}{others}{needs}"
    if c.chains[number].mentions[0] == m:
        return f"{words} is somebody new: {', '.join(told)}{needs}"
    return f"{words} joins by the rank of the office, not by its score: {', '.join(told)}"
