"""Words of sympathy, hope or gloom are statements, and no acts.

CAMEO codes them as public statements (01: pessimistic, optimistic and empathetic comments), a root
that PLOVER gave up; to the language model they look like praise, criticism or an apology. An
apology ("expressed *regret*") is an act, and so are thanks and criticism.
"""

from __future__ import annotations

from readout.events.triggers import Trigger
from readout.statements.parties import case
from readout.statements.tree import Tree

_FEELINGS = frozenset(
    "condolence sympathy sorrow grief sadness pessimism optimism hope worry curiosity".split()
)
_LOOKS_LIKE = frozenset(("SUPPORT", "ACCUSE", "CONCEDE", "REQUEST", "CONSULT"))
_GIVING = frozenset("express voice send convey extend offer share have give pay".split())


def _over_others(tree: Tree, regret: int) -> bool:
    """Whether somebody regrets what another did: "*regret* over action taken by India"."""
    about = [k for k in tree.children[regret] if case(tree, k) in ("over", "at", "about")]
    below = [k for a in about for k in (a, *tree.children[a])]
    below += [k for a in list(below) for k in tree.children[a]]
    return any(tree.upos[k] == "PROPN" for k in below)


def only_feels(tree: Tree, trigger: Trigger) -> bool:
    """Whether an act of words is no more than the telling of a feeling: "sent *condolences*"."""
    if trigger.type not in _LOOKS_LIKE:
        return False
    for word in (trigger.word, *trigger.also):
        done = tree.child(word, "obj") if tree.lemma(word) in _GIVING else -1
        for noun in (word, done):
            if noun >= 0 and tree.upos[noun] == "NOUN" and tree.lemma(noun) in _FEELINGS:
                return True
            if noun >= 0 and tree.lemma(noun) == "regret" and _over_others(tree, noun):
                return True
    return False
