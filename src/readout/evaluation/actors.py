"""Actors against gold: a look-up of office holders, and stated roles in passages.

Two kinds of rows, told apart by their fields:

- look-up, as in ``data/actors``: ``{"id", "mention", "date", "country", "in_office", "sector"}``.
  Measures: share found, with the right country, with the right ``in_office``, and of those in
  office with the right sector; ``precision`` is the share of countries said that are right.
  The group is the part of the id before the dash.
- passages: ``{"text", "date", "people": [{"name", "title", "of", "country", "sector"}]}``. A person
  is found by the last word of the name. The role is right when the last word of the gold title
  stands in a title read (or the title says "affiliation" and the body fits), and, where the gold
  names a body, when half of its words stand in the body or country read. The country is right when
  equal; where the gold has none, any is.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from readout.knowledge import actor_words, offices
from readout.knowledge.holders import holders
from readout.knowledge.name_forms import plain
from readout.record.types import Entity

Row = Mapping[str, Any]


class Share(msgspec.Struct, frozen=True):
    """A share of rows with the 95 % interval of 1,000 bootstrap draws over rows."""

    value: float
    low: float
    high: float
    rows: int


def _share(hits: Sequence[bool], draws: int = 1000) -> Share:
    if not hits:
        return Share(0.0, 0.0, 0.0, 0)
    rng = random.Random(17)
    n = len(hits)
    drawn = sorted(sum(rng.choices(hits, k=n)) / n for _ in range(draws))
    return Share(sum(hits) / n, drawn[int(0.025 * draws)], drawn[int(0.975 * draws) - 1], n)


def score_lookup(rows: Iterable[Row]) -> dict[str, Share]:
    """Figures of the look-up by group: ``wd/found``, ``wd/country`` ..."""
    hits: dict[str, list[bool]] = {}

    def note(group: str, name: str, hit: bool) -> None:
        hits.setdefault(f"{group}/{name}", []).append(hit)

    for row in rows:
        group = str(row.get("id", "all")).partition("-")[0]
        found = holders(row["mention"], row["date"])
        best = found[0] if found else None
        right = best is not None and best.country == row["country"]
        note(group, "found", best is not None)
        note(group, "country", right)
        note(group, "in_office", bool(best and best.in_office) == row["in_office"])
        if row["in_office"]:
            note(group, "sector", best is not None and best.sector == row["sector"])
        if best is not None and best.country is not None:
            note(group, "precision", right)
    return {name: _share(some) for name, some in hits.items()}


def _words(text: str | None) -> set[str]:
    return set(plain(text or "").split()) - {"the", "of", "for", "a", "an"}


def role_right(entity: Entity, gold: Row) -> bool:
    """Whether a role that was read is the gold one."""
    wanted = plain(gold["title"]).split()[-1]
    body = _words(gold["of"])
    own = actor_words.states().get(entity.country or "")
    for role in entity.roles:
        said = plain(offices.spelled_out(role.title)).split()
        if wanted not in said and wanted not in plain(role.title).split():
            continue
        here = _words(role.of) | _words(role.title)
        if own is not None:
            here |= _words(own.name) | {(entity.country or "").lower()}
            here |= {"us"} if entity.country == "USA" else set()
        if not body or 2 * len(body & here) >= len(body):
            return True
    return False


def score_passages(
    rows: Iterable[Row], read: Callable[[str, str | None], Sequence[Entity]]
) -> dict[str, Share]:
    """Figures over persons with a stated title, by the ``split`` of their passage."""
    hits: dict[str, list[bool]] = {}
    for row in rows:
        entities = [e for e in read(row["text"], row.get("date")) if e.kind == "person"]
        for gold in row["people"]:
            last = plain(gold["name"]).split()[-1]
            e = next((e for e in entities if last in plain(e.name).split()), None)
            role = e is not None and role_right(e, gold)
            country = e is not None and gold["country"] in (None, e.country)
            sector = e is not None and gold["sector"] in (None, e.sector)
            group = str(row.get("split", "all"))
            for name, hit in (
                ("found", e is not None), ("role", role), ("country", country),
                ("sector", sector), ("role and country", role and country),
            ):  # fmt: skip
                hits.setdefault(f"{group}/{name}", []).append(hit)
    return {name: _share(some) for name, some in hits.items()}
