"""What agreements and laws bind: "bound by the treaty to ...", "under the deal, X will ..."."""

from __future__ import annotations

from readout.knowledge.commitment_words import listed
from readout.statements.parties import Parties, below, case, joined, mark, passive, subjects
from readout.statements.promised import Bond, agreement, unmade
from readout.statements.tree import Tree


def _agrees(known: Parties, word: int) -> bool:
    """Whether a phrase names an agreement, by its noun or as an entity."""
    return known.tree.lemma(word) in listed("agreements") or agreement(known, word) is not None


def bound(known: Parties, i: int) -> list[Bond]:
    """Who is bound by an agreement or law, at verb or participle ``i``."""
    tree = known.tree
    lemma = tree.lemma(i)
    below_it = tree.children[i]
    inner = next((k for k in below_it if k > i and mark(tree, k) == "to"), -1)
    passively = passive(tree, i) or tree.upos[i] == "ADJ" or (
        tree.xpos[i] == "VBN" and tree.rel[i] in ("acl", "advcl"))  # fmt: skip
    if unmade(tree, i):
        return []
    if not passively:
        source = tree.child(i, "nsubj")
        held = tree.child(i, "obj", "iobj")
        if source < 0 or held < 0 or inner < 0 or not _agrees(known, source):
            return []
        by = known.actors(joined(tree, held))
        content = below(tree, inner, i + 1)
        return [Bond(i, by, content, [], agreement(known, source), (source, held))] if by else []
    if lemma == "commit":
        return []
    binder = next((k for k in below_it if case(tree, k) in ("by", "under")
                   and _agrees(known, k)), -1)  # fmt: skip
    lawful = any(tree.lower[k] in listed("by_law") for k in below_it)
    now = any(tree.lower[k] in ("is", "are", "'s", "’s", "remains") for k in below_it)
    if binder < 0 and not lawful and not (now and tree.lower[i] in ("obliged", "obligated")):
        return []
    who = subjects(tree, i, suffers=True)
    by = known.actors(who)
    under = agreement(known, binder) if binder >= 0 else None
    if not by or (inner < 0 and binder < 0):
        return []
    content = below(tree, inner, i + 1) if inner >= 0 else (i, below(tree, binder, i + 1)[1])
    words = [*who, binder] if binder >= 0 else who
    return [Bond(i, by, content, [], under, tuple(words))]


def under_clause(known: Parties, i: int) -> list[Bond]:
    """ "Under the deal, the militia will release prisoners", at its word "under"."""
    tree = known.tree
    noun = tree.head[i]
    if noun < i or not _agrees(known, noun):
        return []
    verb = tree.head[noun]
    if verb < 0 or tree.upos[verb] != "VERB" or passive(tree, verb) or not _must(tree, verb):
        return []
    if any(tree.lower[k] in ("not", "n't", "n’t", "never") for k in tree.children[verb]):
        return []
    who = subjects(tree, verb)
    by = known.actors(who)
    if not by or not who or max(who) > verb:
        return []
    content = below(tree, verb, verb)
    return [Bond(verb, by, content, [], agreement(known, noun), (i, *who))]


def _must(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what is due: "will", "must", "is to", "has to"."""
    ahead = [tree.lower[k] for k in tree.children[verb] if k < verb]
    if any(word in listed("modals") for word in ahead):
        return True
    return "to" in ahead and any(word in ("is", "are", "has", "have") for word in ahead)
