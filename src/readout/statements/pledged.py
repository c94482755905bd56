"""Verbs of promising: "the rebels agreed to hand over ...", "Kenya promised Somalia trucks"."""

from __future__ import annotations

from readout.knowledge.commitment_words import listed
from readout.statements.parties import (
    ACTORS,
    Parties,
    below,
    case,
    joined,
    mark,
    noun_phrase,
    passive,
    subjects,
)
from readout.statements.promised import Bond, agreement, beneficiary, unmade
from readout.statements.tree import Run


def pledged(known: Parties, i: int, takes: frozenset[str]) -> list[Bond]:
    """The commitment that verb or participle ``i`` tells, or nothing.

    ``takes`` is what may follow the verb (``commitment_words.json``).
    """
    tree = known.tree
    if unmade(tree, i):
        return []
    standing = passive(tree, i) or tree.upos[i] == "ADJ" or (
        tree.xpos[i] == "VBN" and tree.rel[i] in ("xcomp", "amod") )  # fmt: skip
    if standing and "participle" not in takes:
        return []
    if tree.xpos[i] == "VBN" and tree.rel[i] == "acl":
        return _by_agent(known, i)
    who = subjects(tree, i, suffers=standing)
    by = known.actors(who)
    if not by:
        return []
    to: list[str] = []
    under: str | None = None
    content: Run | None = None
    things: list[int] = []
    for k in tree.children[i]:
        if k < i:
            if case(tree, k) == "under":
                under = under or agreement(known, k)
            continue
        rel, opened, preposition = tree.rel[k], mark(tree, k), case(tree, k)
        if rel in ("iobj", "obj"):
            things.append(k)
        elif rel in ("obl", "nmod") and preposition == "under":
            under = under or agreement(known, k)
        elif rel in ("xcomp", "ccomp", "advcl", "obl") and opened == "to":
            gerund = tree.xpos[k] == "VBG"
            if content is None and ("infinitive" in takes or (gerund and "to" in takes)):
                if rel == "advcl" and things and tree.upos[things[0]] == "NOUN" and (
                    known.at(things[0]) is None):  # fmt: skip
                    continue  # "pledged money to help": why, not what
                run = below(tree, k, i + 1)
                content = (run[0] + 1, run[1]) if gerund else run
        elif rel == "ccomp" and "clause" in takes and content is None:
            content = below(tree, k, i + 1)
        elif rel in ("obl", "nmod") and preposition == "to":
            owed = known.at(k)
            if owed is not None and owed.kind == "agreement":
                under = under or owed.id
            if owed is not None and owed.kind in ACTORS:
                to += known.actors(joined(tree, k))
            elif "to" in takes and content is None and not any(
                known.at(t) is None and tree.lower[t] not in _SELF for t in things):  # fmt: skip
                run = below(tree, k, i + 1)
                if tree.lower[run[0]] == "to":
                    content = run[0] + 1, run[1]
                    to += beneficiary(known, k)
            else:
                to += beneficiary(known, k)
    things = [k for k in things if tree.lower[k] not in _SELF]
    if content is not None or len(things) > 1:
        to += known.actors(things[:1]) if "recipient" in takes else []
    if content is None and things:
        thing = things[-1]
        if "object" in takes:
            content = noun_phrase(tree, thing)
        elif "object-to" in takes and tree.lemma(thing) not in listed("crimes") and any(
            case(tree, k) == "to" for k in tree.children[i]):  # fmt: skip
            content = below(tree, thing, i + 1)
        to += beneficiary(known, thing)
    if content is None or content[1] <= content[0]:
        return []
    owed_to = [x for x in dict.fromkeys(to) if x not in by]
    return [Bond(i, by, content, owed_to, under, tuple(who))]


_SELF = frozenset("itself himself herself themselves ourselves myself yourself".split())


def _by_agent(known: Parties, i: int) -> list[Bond]:
    """ "The guarantees promised by Britain"."""
    tree = known.tree
    noun = tree.head[i]
    agents = [w for k in tree.children[i] if case(tree, k) == "by" for w in joined(tree, k)]
    by = known.actors(agents)
    if not by or noun < 0 or tree.upos[noun] != "NOUN":
        return []
    return [Bond(i, by, noun_phrase(tree, noun), [], None, tuple(agents))]
