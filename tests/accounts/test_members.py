"""Who speaks for whom, told by another article of the same story."""

from __future__ import annotations

from readout.accounts.compare import compare
from readout.accounts.members import SidesOfStory, members
from readout.evaluation.accounts import record_of
from tests.accounts.written import rows

STORY = """\
@@ one dev 2031-03-04 reef
e1 state Norway NOR GOV
e2 organization Reef_Union - LAB
e3 person Per_Aas - LAB of=Reef_Union
p1 Alta city NOR 69.97 23.27
s1 e1
v1 ASSAULT e1>e2 occurred p1 2031-03-03 =1
---
[e1|Norway] {v1|shot} at boats of the [e2|Reef Union] off [p1|Alta], [e3|Per Aas] at their head. [e1|Norway] {s1!said} {s1|the boats had rammed a cutter}.
@@ two dev 2031-03-05 reef
e1 state Norway NOR GOV
e2 organization Reef_Union - LAB
e3 person Per_Aas - -
p1 Alta city NOR 69.97 23.27
s1 e3
v1 ASSAULT e1>e2 occurred p1 2031-03-03 =1
---
Ships of [e1|Norway] {v1|shot} at boats of the [e2|Reef Union] off [p1|Alta]. {s1|The boats had rammed nothing}, {s1!said} [e3|Per Aas].
"""  # noqa: E501


def test_a_name_alone_speaks_for_the_body_that_another_article_gives() -> None:
    records = [record_of(row) for row in rows(STORY)]
    [episode] = compare(records)
    assert [a.side.key for a in episode.accounts] == ["state:NOR", "name:reef union"]


def test_where_articles_differ_a_name_stands_alone() -> None:
    other = STORY.replace("@@ two", "@@ three").replace("e3 person Per_Aas - -",
        "e3 person Per_Aas NOR GOV of=Norway")  # fmt: skip
    articles = [SidesOfStory(record_of(row)) for row in rows(STORY) + rows(other)[1:]]
    known = members(articles)
    assert "name:per aas" not in known
    articles[1].learn(known)
    assert articles[1].of("e3") == "name:per aas"
