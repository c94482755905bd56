"""Drafts in which nobody says anything, though they are built like a statement.

"The president *signed* a decree that dissolved the council" does something with a text and tells
nothing of what stands in it; "the ministry *did not answer* calls" is silence; "the heap *seems* to
be growing" is the writer's own impression. A clause or a quotation of its own makes a statement of
such a verb all the same: "the judge accepted that he might flee".
"""

from __future__ import annotations

from readout.knowledge.statement_words import cue_class, cue_words, negators
from readout.statements.draft import Draft
from readout.statements.parties import passive
from readout.statements.phrases import by_rule, name_map
from readout.statements.tree import Run, Tree

_MARKS = frozenset(('"', "“", "”", "«", "»", "„", "``", "''"))
_NOBODY = frozenset(("no", "nobody", "none", "neither"))
_CLAUSES = ("ccomp", "xcomp")
_ASKING = frozenset(("whether", "if", "how", "when", "where", "who", "what", "which", "why"))


def unsaid(tree: Tree, draft: Draft) -> bool:
    """Whether the cue of a draft, which has one, only does, keeps silent or seems."""
    assert draft.cue is not None
    head = draft.head
    if _nobody(tree, draft) or _suffered(tree, draft):
        return True
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
    if lemma in cue_words("rules"):
        return True  # "the law *requires* that", "it *prohibits* them from"
    if lemma in cue_words("acts"):
        return tree.child(head, *_CLAUSES) < 0
    if lemma in cue_words("removals"):
        return _of_a_person(tree, head)
    if lemma in cue_words("withholding"):
        return _of_access(tree, head)
    if lemma in cue_words("answers"):
        return _silent(tree, draft, head)
    return False


def _nobody(tree: Tree, draft: Draft) -> bool:
    """ "*No group* claimed the attack": nobody is told to have said so; "no one expected it" tells
    what everybody held. "*The last thing* to do is to tell them" says what a thing is."""
    if draft.source is None:
        return False
    first, after = draft.source
    if tree.full[tree.top(first, after)] == "nsubj:outer":
        return True
    if cue_class().get(tree.lemma(draft.head)) == "believe":
        return False
    few = tree.lower[first + 1 : min(first + 2, after)]
    return tree.lower[first] in _NOBODY and few not in (["fewer"], ["less"], ["more"])


def _suffered(tree: Tree, draft: Draft) -> bool:
    """ "The minister was *convicted of* fraud", "residents were *urged* to flee": who it is done to
    does not say it."""
    head = draft.head
    if draft.source is None:
        return False
    if (
        passive(tree, head)
        and tree.child(head, "aux") < 0
        and _is_subject(tree, draft.source, head)
    ):
        return True  # "residents urged to flee"
    if tree.lemma(head) not in cue_words("verdicts"):
        return False
    # A headline's "minister convicted of fraud" is a passive without its auxiliary.
    if tree.lower[head + 1 : head + 2] == ["of"] and tree.child(head, "obj", "iobj") < 0:
        return True
    top = tree.top(*draft.source)
    suffers = tree.xpos[head] == "VBN" and tree.full[top] == "nsubj:pass"
    return suffers or (tree.full[head] == "acl" and top == tree.head[head])


def _is_subject(tree: Tree, source: Run, verb: int) -> bool:
    return tree.child(verb, "nsubj") in range(*source)


def _object(tree: Tree, head: int) -> int:
    """The object of a verb, also that of a passive; -1 without one."""
    sufferer = next((k for k in tree.children[head] if tree.full[k] == "nsubj:pass"), -1)
    return sufferer if sufferer >= 0 else tree.child(head, "obj")


def _of_a_person(tree: Tree, head: int) -> bool:
    """ "*Dismissed* the commander": a post is taken away, and no claim."""
    thing = _object(tree, head)
    if thing < 0:
        return False
    speaker = by_rule(tree, name_map(tree), tree.phrase(thing, *tree.sentence_run(head)))
    return speaker.named or speaker.noun in ("official", "role_unnamed", "spokesperson")


def _of_access(tree: Tree, head: int) -> bool:
    """ "*Denied* the convoy access": what is withheld is no claim."""
    return any(
        tree.lemma(k) in cue_words("grants")
        for k in tree.children[head]
        if tree.rel[k] in ("obj", "nsubj", "iobj")
    )


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
