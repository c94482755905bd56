"""Why each place of an article was chosen: its candidates, and what spoke for the one that won.

The score of a candidate is a weighted sum (:mod:`readout.mentions.places.resolve`), so the
logarithm of the odds between the first and the second is a sum of one term for each feature, and
these terms are what is told. Nothing here runs in a reading that was not asked for reasons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readout.knowledge.gazetteer.table import KINDS, Gazetteer, gazetteer
from readout.language.analysis import Analysis
from readout.mentions.places.places import decided, grouped
from readout.mentions.places.problem import FEATURES
from readout.mentions.places.resolve import Answer, Decision, weights
from readout.mentions.places.words import Toponym
from readout.page.page import Page
from readout.record.types import Note

STEP = "mentions.places"
PHRASES = {
    "size": "has more people",
    "city": "is a town",
    "capital": "is the capital of a large country",
    "district": "is a quarter or a building",
    "admin2": "is a county",
    "admin1": "is a province or state",
    "country": "is a country",
    "wide": "is a region, an island or wider",
    "water": "is a sea, lake or river",
    "alternate": "bears the name as another spelling",
    "postal": "bears the name as an abbreviation",
    "largest": "is the largest town of the name",
    "same country": "lies in a country of other places of the article",
    "same division": "lies in a province or state of other places of the article",
    "near": "lies near other places of the article",
    "inside next": "lies in what the next words name",
    "not inside next": "does not lie in what the next words name",
    "holds previous": "holds what the words before name",
    "dateline": "is a town, as a dateline names one",
    "outlet": "lies in the country of the page's address",
    "acts": "is a country or capital, and the name acts",
    "unit": "is a province or region, and the words say so",
    "namesake": "is a province or state named like a town in it",
    "peers": "is of the rank of other places of the article",
    "renowned": "is what news around the world means by the name",
}
"""What a feature says of a candidate; the one who has more of it bears the phrase."""
_FOUND = {
    "gazetteer": "by the gazetteer alone",
    "around": "by the words around it",
    "description": "as the capital of a country that is named",
}
_KIND = {
    "gpe": "a country, division or town",
    "location": "a place of another kind",
    "facility": "a building",
    "group": "a people or group",
    "organization": "an organisation",
    "person": "a person",
    "event": "an event",
}
_CANDIDATES, _REASONS = 4, 4
_FELT = 0.3
"""Terms that change the odds by less than a third are not worth a reader's time."""


def explain_places(page: Page, analysis: Analysis) -> list[Note]:
    """One note for each place of :func:`readout.mentions.places.places.find_places`, at its first
    mention: how each of its names was found, the candidates with their probabilities, and why the
    first won. Lines are parted by line breaks."""
    table = gazetteer()
    toponyms, decision = decided(page, analysis, table)
    number = {id(t): i for i, t in enumerate(toponyms)}
    notes = []
    for members in grouped(analysis, table, toponyms, decision):
        first, answer = members[0]
        words = " ".join(page.text[first.start : first.end].split())
        name = words if answer.place is None else label(table, answer.place)
        many = "1 mention" if len(members) == 1 else f"{len(members)} mentions"
        lines = [f"{name}: {many}"]
        told: set[int | None] = set()
        for one, chosen in members:
            index = number.get(id(one))
            group = decision.problem.group_of[index] if index is not None else None
            if group not in told:
                told.add(group)
                lines += _name(one, chosen, group, decision, table, page.text)
        reason = "\n".join(lines)
        notes.append(Note(step=STEP, reason=reason, start=first.start, end=first.end))
    return notes


def _name(
    one: Toponym,
    answer: Answer,
    group: int | None,
    decision: Decision,
    table: Gazetteer,
    text: str,
) -> Iterator[str]:
    words = " ".join(text[one.start : one.end].split())
    how = _FOUND.get(one.found, f"by the model as the name of {_KIND.get(one.found, one.found)}")
    if answer.place is None:
        none = "the text puts it elsewhere than each" if one.places else "the gazetteer has no"
        yield f"“{words}” found {how} ({one.score:.2f}); {none} place of this name"
        return
    yield f"“{words}” found {how} ({one.score:.2f})"
    for place, chance in answer.candidates[:_CANDIDATES]:
        yield f"{chance:.2f} {label(table, place)}"
    ranked = decision.ranked(group) if group is not None else []
    if len(ranked) > _CANDIDATES:
        yield f"and {len(ranked) - _CANDIDATES} more of this name, less likely"
    if len(ranked) > 1:
        yield from _why(decision, ranked, table)
    elif group is not None:
        yield "the only place of this name in the gazetteer"


def _why(decision: Decision, ranked: Sequence[int], table: Gazetteer) -> Iterator[str]:
    first, second = ranked[:2]
    terms = odds(decision, first, second)
    places = decision.problem.places
    other = label(table, int(places[second]))
    if all(abs(term) < _FELT for _, term, _ in terms):
        yield f"hardly before {other}: little tells the two apart"
        return
    for sign, say in ((1, f"before {other}, because"), (-1, "although")):
        felt = sorted((t for t in terms if sign * t[1] >= _FELT), key=lambda t: -sign * t[1])
        told = [
            f"{'it' if more else 'the other'} {PHRASES[name]} ({term:+.1f})"
            for name, term, more in felt[:_REASONS]
        ]
        if told:
            yield f"{say} {'; '.join(told)}"


def odds(decision: Decision, first: int, second: int) -> list[tuple[str, float, bool]]:
    """The logarithm of the odds between two candidates of one group, feature by feature: the
    feature, its term, and whether the first candidate has more of it. The terms sum to
    ``log(chance[first] / chance[second])``."""
    gap = decision.features[first] - decision.features[second]
    terms = gap * weights()
    return [
        (name, float(term), bool(more > 0))
        for name, term, more in zip(FEATURES, terms, gap, strict=True)
    ]


def label(table: Gazetteer, place: int) -> str:
    """Name, division, country, kind and GeoNames number: "Lima, PE.15 (capital, 3936456)"."""
    kind, number = KINDS[table.kind[place]], int(table.id[place])
    return f"{table.label(place)} ({kind}{f', {number}' if number else ''})"
