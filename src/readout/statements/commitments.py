"""Who is bound to what, to whom and under which agreement: read from the syntax.

Three ways in which a text tells it: nouns ("Russia's commitments under the Minsk agreements"),
verbs of promising ("the rebels agreed to hand over ..."), and agreements that bind ("the accord
obliges ...", "under the deal, the militia will ..."). What was refused, asked for, or only may be
promised is left out, and so is what nobody can be named for: rather none than a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from readout.knowledge.commitment_words import listed, verb_of, verbs
from readout.mentions.mentions import Mentions
from readout.record.types import Commitment, Statement, in_text
from readout.spans import Span
from readout.statements.bound import bound, under_clause
from readout.statements.parties import parties
from readout.statements.pledged import pledged
from readout.statements.promised import Bond, promised
from readout.statements.tree import Tree


@dataclass(frozen=True)
class _Holder:
    start: int
    end: int
    ident: str


def find_commitments(
    tree: Tree, mentions: Mentions, statements: Iterable[Statement]
) -> list[Commitment]:
    """The commitments that a text tells, in text order, with provisional ids.

    ``tree`` is of the same text as ``mentions`` (entities made by the statements room included)
    and ``statements``. Linear in the words but for the look into the statements.
    """
    known = parties(tree, mentions)
    nouns, binds = listed("nouns"), listed("binds")
    promises = verbs()
    found: list[Bond] = []
    for i in range(len(tree)):
        tag = tree.upos[i]
        if tag == "NOUN" and tree.lemma(i) in nouns:
            found += promised(known, i)
        elif tag in ("VERB", "ADJ"):
            lemma = verb_of(tree.lower[i]) or (tree.lemma(i) if tag == "VERB" else "")
            some: list[Bond] = []
            if lemma in binds:
                some = bound(known, i)
            if not some and lemma in promises:
                some = pledged(known, i, promises[lemma])
            found += some
        if tree.lower[i] == "under" and tag in ("ADP", "SCONJ"):
            found += under_clause(known, i)
    holders = sorted(
        (_Holder(span.start, span.end, s.id) for s in statements for span in s.content),
        key=lambda one: (one.start, -one.end),
    )
    out: list[Commitment] = []
    kept: list[Bond] = []
    for bond in sorted(found, key=lambda b: (b.content[0], b.at)):
        if any(_same(bond, other) for other in kept[-4:]):
            continue
        kept.append(bond)
    for number, bond in enumerate(kept):
        out.append(_commitment(tree, bond, f"c{number + 1}", holders))
    return out


def _same(a: Bond, b: Bond) -> bool:
    """Whether two say one thing: the same parties, contents that overlap."""
    overlap = a.content[0] < b.content[1] and b.content[0] < a.content[1]
    return overlap and (set(a.by) == set(b.by) or not a.by or not b.by)


def _commitment(tree: Tree, bond: Bond, ident: str, holders: list[_Holder]) -> Commitment:
    start, end = tree.span(bond.content)
    at = tree.start[bond.at]
    inside = [h for h in holders if h.start <= at < h.end]
    holder = min(inside, key=lambda h: h.end - h.start, default=None)
    words = [bond.at, *bond.words, bond.content[0], bond.content[1] - 1]
    return Commitment(
        id=ident,
        by=bond.by,
        to=bond.to,
        under=bond.under,
        content=Span(start, end),
        statement=holder.ident if holder else None,
        evidence=[in_text(tree.start[min(words)], tree.end[max(words)])],
    )
