"""Capitals that are described and not named: "the Peruvian capital", "Peru's capital"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readout.knowledge.gazetteer.table import KINDS, Gazetteer
from readout.language.analysis import Analysis
from readout.mentions.places.resolve import Answer
from readout.mentions.places.words import Toponym

_COUNTRY = KINDS.index("country")
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


def described_capitals(
    toponyms: Sequence[Toponym], answers: Sequence[Answer], a: Analysis, gazetteer: Gazetteer
) -> Iterator[tuple[Toponym, Answer]]:
    """Mentions of capitals by their country, with the capital as the answer."""
    for one, answer in zip(toponyms, answers, strict=True):
        if answer.place is None or gazetteer.kind[answer.place] != _COUNTRY:
            continue
        capital = gazetteer.capitals.get(int(gazetteer.country[answer.place]))
        span = _span(one, a) if capital is not None else None
        if capital is None or span is None:
            continue
        first, after = span
        yield (
            Toponym(
                int(a.start[first]), int(a.end[after - 1]), first, after, "capital", "name",
                (capital,), (0,), "description", one.score,
            ),
            Answer(capital, answer.probability, ((capital, answer.probability),)),
        )  # fmt: skip


def _span(one: Toponym, a: Analysis) -> tuple[int, int] | None:
    """Words of "Peruvian capital", "Peru's capital" or "capital of Peru" around a toponym."""
    at = one.after
    if one.form == "name" and at < len(a) and a.word(at) in _POSSESSIVE:
        at += 1
    if at < len(a) and (one.form == "adjective" or at > one.after) and _capital(a, at):
        return one.first, at + 1
    if one.form == "name" and one.first >= 2 and a.word(one.first - 1) == "of":
        at = one.first - 2
        if _capital(a, at):
            return at, one.after
    return None


def _capital(a: Analysis, i: int) -> bool:
    """Whether a word is "capital" as a town: no "capital punishment", no "capital markets"."""
    if a.word(i) != "capital" or a.labels.upos[a.upos[i]] not in ("NOUN", "PROPN"):
        return False
    return a.labels.deprel[a.deprel[i]] != "compound" or a.lists.head[i] < i
