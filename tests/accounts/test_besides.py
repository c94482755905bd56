"""Who is a side beyond those of the happening: names without an office, articles without events."""

from __future__ import annotations

import pytest

from readout.accounts.compare import compare
from readout.accounts.happenings import outermost, speaking_in
from readout.accounts.sides import Sides
from readout.evaluation.accounts import record_of
from tests.accounts.written import rows

SAID = """\
@@ x dev 2031-03-04
e1 person Ida_Roth - {sector} {anon}
s1 e1
---
[e1|Ida Roth] {{s1!said}} {{s1|no figure was agreed}}.
"""


@pytest.mark.parametrize(
    ("sector", "anon", "sides"), [("-", "", 1), ("BUS", "", 1), ("CVL", "", 0), ("-", "anon", 0)]
)
def test_a_name_without_an_office_speaks_as_a_side(sector: str, anon: str, sides: int) -> None:
    record = record_of(rows(SAID.format(sector=sector, anon=anon))[0])
    assert len(speaking_in(record, Sides(record))) == sides


SWAP = """\
@@ one dev 2031-06-26 swap
e1 state Norway NOR GOV
e2 state Argentina ARG GOV
e3 person Ida_Roth NOR GOV
p1 Alta city NOR 69.97 23.27
s1 e3
---
[e1|Norway] and [e2|Argentina] exchanged prisoners of war in [p1|Alta] on Wednesday.

[e3|Ida Roth] {s1!said} {s1|the 130 sailors had been beaten and starved in the prisons of Argentina}.
@@ two dev 2031-06-26 swap
e1 state Norway NOR GOV
e2 state Argentina ARG GOV
e3 person Luis_Vega ARG GOV
p1 Alta city NOR 69.97 23.27
s1 e3
v1 CONCEDE e2<>e1 occurred p1 2031-06-26
---
Prisoners of war of [e1|Norway] and [e2|Argentina] were {v1|exchanged} in [p1|Alta] on Wednesday.

[e3|Luis Vega] {s1!said} {s1|the 130 sailors had not been beaten or starved in the prisons of Argentina}.
"""  # noqa: E501


def test_an_article_without_a_happening_joins_the_story_that_it_tells() -> None:
    records = [record_of(row) for row in rows(SWAP)]
    [episode] = compare(records)
    assert set(episode.articles) == {r.article.id for r in records}
    assert {a.side.key for a in episode.accounts} == {"state:NOR", "state:ARG"}
    assert [p.kind for p in episode.points] == ["contradicted"]

    again = record_of(rows(SWAP)[0] | {"id": "again"})
    # The same article under another address is told and not counted.
    assert [s.words for p in compare([*records, again])[0].points for s in p.stances] == [
        s.words for p in episode.points for s in p.stances
    ]


@pytest.mark.parametrize(
    ("source", "sides"), [("The traders", 1), ("Many traders", 0), ("Others", 0)]
)
def test_some_of_many_are_no_side(source: str, sides: int) -> None:
    row = rows(
        "@@ x dev 2031-03-04\ne1 organization Traders_Union NOR BUS\ns1 e1\n---\n"
        f"[e1|{source}] {{s1!said}} {{s1|they will not come}}.\n"
    )[0]
    row["statements"][0]["source"] = {"start": 0, "end": len(source)}
    record = record_of(row)
    assert len(speaking_in(record, Sides(record))) == sides
    assert len(outermost(record)) == sides


def test_who_speaks_in_the_earlier_article_asserts_though_it_has_no_happening() -> None:
    [episode] = compare(
        [record_of(row) for row in rows(SWAP.replace("had not been", "had never been"))]
    )
    names = {a.id: a.side.key for a in episode.accounts}
    assert list(names.values()) == ["state:NOR", "state:ARG"]
