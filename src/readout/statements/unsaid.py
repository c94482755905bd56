"""Drafts in which nobody says anything, though they are built like a statement.

"The president *signed* a decree that dissolved the council" does something with a text and tells
nothing of what stands in it; "the ministry *did not answer* calls" is silence; "the heap *seems* to
be growing" is the writer's own impression. A clause or a quotation of its own makes a statement of
such a verb all the same: "the judge accepted that he might flee".
"""

from __future__ import annotations

from readout.knowledge.statement_words import cue_class, cue_words, negators
from readout.statements.draft import Draft
from readout.statements.tree import Tree

_MARKS = frozenset(('"', "“", "”", "«", "»", "„", "``", "''"))
_CLAUSES = ("ccomp", "xcomp")
_ASKING = frozenset(("whether", "if", "how", "when", "where", "who", "what", "which", "why"))


def unsaid(tree: Tree, draft: Draft) -> bool:
    """Whether the cue of a draft, which has one, only does, keeps silent or seems."""
    assert draft.cue is not None
    head = draft.head
    if tree.upos[head] != "VERB":
        return False
    if any(i != head and _of_saying(tree, i) for i in range(*draft.cue)):
        return False  # "released an ad showing", "seems to think"
    if not cue_words("hearsay").isdisjoint(tree.lower[slice(*draft.cue)]):
        return False
    lemma = tree.lemma(head)
    if lemma in cue_words("seeming"):
        return not any(_to(tree, k) for k in tree.children[head])
    if any(w in _MARKS for a, b in draft.content for w in tree.words[a:b]):
        return False
    if lemma in cue_words("acts"):
        return tree.child(head, *_CLAUSES) < 0
    if lemma in cue_words("answers"):
        return _silent(tree, draft, head)
    return False


def _of_saying(tree: Tree, i: int) -> bool:
    return tree.upos[i] == "VERB" and tree.lemma(i) in cue_class()


def _to(tree: Tree, word: int) -> bool:
    """ "To many", "to him": whose impression it is."""
    return any(tree.rel[k] == "case" and tree.lower[k] == "to" for k in tree.children[word])


def _silent(tree: Tree, draft: Draft, head: int) -> bool:
    """ "Did not respond to a request for comment": what was asked for is not what is said."""
    if not any(tree.lower[k] in negators() for k in tree.children[head]):
        return False
    first, after = draft.content[0]
    top = tree.top(first, after)
    asked = tree.lemma(top) in cue_words("requests")
    return asked and not any(tree.lower[i] in _ASKING for i in range(first, after))
