"""Records for the tests, in the marks of ``training/accounts/written.py``."""

from __future__ import annotations

from typing import Any

from readout.accounts.article import episodes_in
from readout.evaluation.accounts import record_of
from readout.record.types import Record
from training.accounts.written import articles

TALK = """\
@@ talk dev 2031-03-04
e1 person Ida_Roth NOR GOV of=Norway title=prime_minister
e2 person Luis_Vega ARG GOV of=Argentina title=president
e3 state Norway NOR GOV
e4 state Argentina ARG GOV
e5 person a_Norwegian_official NOR GOV anon
e6 person Ana_Sosa ARG GOV of=Luis_Vega title=spokeswoman
e7 person Nils_Dahl NOR GOV
e8 person Jorge_Paz ARG GOV
e9 person Eva_Lind SWE NGO
s1 e5
s2 e5
s3 e6
s4 e6
s5 e9
v1 CONSULT e1<>e2 occurred 2031-03-03
v2 REQUEST e1>e2 occurred s1
c1 e4>e3 s1
---
Prime Minister [e1|Ida Roth] of [e3|Norway] and President [e2|Luis Vega] of [e4|Argentina] {v1|talked} for ten minutes on Monday.

{s1|[e1~The prime minister] {v2|urged} [e2|Mr. Vega] to keep {c1|[e4|Argentina]'s promise to protect the squid}}, [e5~a Norwegian official] {s1!said}. {s2|It was agreed that [e7|Nils Dahl] and [e8|Jorge Paz] would go on with the talks about ports}, [e5~the official] {s2!said}.

[e6|Ana Sosa], a spokeswoman for [e2|Mr. Vega], {s3!said} {s3|they expressed regret over the sunken trawler}. {s4|[e8|Jorge Paz] and [e7|Nils Dahl] will go on with talks in May}, she {s4!said}.

{s5|The talks change nothing}, {s5!said} [e9|Eva Lind], an analyst.
"""  # noqa: E501


def rows(source: str) -> list[dict[str, Any]]:
    """The gold rows of articles in marks."""
    return list(articles(source))


def record(source: str) -> Record:
    """The record of one article in marks, with its episodes."""
    return episodes_in(record_of(rows(source)[0]))


def table(record: Record) -> list[tuple[str, dict[str, str]]]:
    """Each point with the stance of each side by the side's name."""
    names = {e.id: e.name for e in record.entities}
    sides = {a.id: names[a.side] for a in record.accounts}
    return [(p.label, {sides[s.account]: s.stance for s in p.stances}) for p in record.points]


def told(body: str, *parts: str) -> Record:
    """The record of an incident between Norway and Argentina, with a body of one's own."""
    head = [
        "@@ x dev 2031-03-04", "e1 state Norway NOR GOV", "e2 state Argentina ARG GOV",
        "v1 ASSAULT e1<>e2 occurred", "s1 e1", "s2 e2", *parts,
    ]  # fmt: skip
    text = "[e1|Norway] and [e2|Argentina] {v1|clashed} at sea. " + body
    return record("\n".join(head) + "\n---\n" + text + "\n")
