"""What an act's own words say of its status, against the likeliest one.

A refusal told by a negation ("will not withdraw the law") has occurred; an act done to or by nobody
("fired on no one") has not; what somebody "was to do" was planned; a question tells nothing.
"""

from __future__ import annotations

from readout.events.triggers import Trigger
from readout.knowledge.event_words import words
from readout.record.types import Status
from readout.statements.parties import case
from readout.statements.tree import Tree

_NOBODY = frozenset("nobody none".split())
_NO = frozenset(("no", "neither"))
_NOT = frozenset(("not", "n't", "n’t", "never"))
_WILL = frozenset("will would wo shall can could ca".split())
_REFLEXIVE = frozenset("himself herself themselves itself myself ourselves yourself".split())
_CHARGES = frozenset("accusation allegation charge claim report rumour rumor suggestion".split())
_DENYING = frozenset("deny reject dismiss refute rebut dispute".split())
_ASKING = frozenset("do be have will can could would should".split())
_DEEDS = frozenset(("ASSAULT", "COERCE", "SANCTION", "RETREAT"))
"""Acts that a simple past tells as over."""
_PARTS = frozenset(("obj", "nsubj", "iobj"))


def read_status(tree: Tree, trigger: Trigger, status: Status, *, headline: bool = False) -> Status:
    """The status of an act by its words where they settle it, else the one given. A ``headline``
    and a caption tell in the present what has occurred."""
    word = trigger.word
    if status in ("occurred", "ongoing") and _is_disputed(tree, word):
        return "denied"
    if tree.upos[word] != "VERB":
        return status
    if status == "denied" and trigger.type == "REJECT" and _refuses(tree, word):
        return "occurred"
    if status not in ("occurred", "ongoing"):
        return status
    if any(_is_nobody(tree, k) for k in tree.children[word]):
        return "denied"
    if _was_to(tree, word):
        return "planned"
    if _must(tree, word):
        return "requested"
    if headline and status == "ongoing" and tree.xpos[word] in ("VBZ", "VBP"):
        return "occurred"
    if status == "ongoing" and trigger.type in _DEEDS and _is_over(tree, word):
        status = "occurred"  # "the rebels *shelled* the camp"
    return "unknown" if _is_asked(tree, word) else status


def _is_over(tree: Tree, word: int) -> bool:
    """Whether a verb is in the simple past, whatever it is tagged: it has a subject and neither an
    auxiliary nor "to"."""
    bare = tree.child(word, "nsubj") >= 0 and tree.child(word, "aux", "mark") < 0
    past = tree.xpos[word] == "VBN" or tree.lower[word].endswith("ed")
    return tree.xpos[word] == "VBD" or (past and bare)


def _is_disputed(tree: Tree, word: int) -> bool:
    """Whether somebody denies the charge that tells the act: "rejected an allegation that he had
    *taken* bribes", "denies charges of *torture*", "denied that it *expelled* him"."""
    while tree.head[word] >= 0 and _goes_up(tree, word):
        word = tree.head[word]
    charge = tree.head[word]
    if tree.rel[word] == "ccomp" and charge >= 0 and tree.lemma(charge) in _DENYING:
        return not any(tree.lower[k] in _NOT for k in tree.children[charge])
    if charge < 0 or tree.upos[charge] != "NOUN" or tree.lemma(charge) not in _CHARGES:
        return False
    of = tree.rel[word] == "nmod" and case(tree, word) == "of"
    told = tree.rel[word] in ("acl", "ccomp") and tree.full[word] != "acl:relcl"
    verb = tree.head[charge]
    return (of or told) and tree.rel[charge] == "obj" and tree.lemma(verb) in _DENYING


def _goes_up(tree: Tree, word: int) -> bool:
    """Whether a word tells its act as part of the clause above it: "guilty of *massacres*",
    "ordered *attacks*", "planned to *seize*"."""
    above = tree.head[word]
    if tree.upos[above] == "NOUN" or tree.lemma(above) in _DENYING:
        return False
    if tree.rel[word] in ("obl", "nmod"):
        return case(tree, word) == "of" and tree.upos[above] == "ADJ"
    return tree.rel[word] in ("obj", "xcomp")


def _refuses(tree: Tree, word: int) -> bool:
    """Whether a verb that is no word for refusing is one by "will not"."""
    lower = {tree.lower[k] for k in tree.children[word] if k < word}
    return bool(lower & _NOT and lower & _WILL) and tree.lemma(word) not in words("refusing")


def _is_nobody(tree: Tree, word: int) -> bool:
    """Whether a part of a clause is nobody: "no one", "no hospital"; but "to no avail"."""
    relation = tree.rel[word]
    no = any(tree.lower[k] in _NO for k in tree.children[word] if k < word)
    if tree.lower[word] in _NOBODY or (no and tree.lower[word] == "one"):
        return relation in _PARTS or relation == "obl"
    return no and relation in _PARTS


def _was_to(tree: Tree, word: int) -> bool:
    """Whether a verb stands behind "is to", "were to"."""
    to = tree.child(word, "mark")
    if to != word - 1 or tree.lower[to] != "to":
        return False
    above = tree.head[word]
    governed = above == to - 1 and tree.lemma(above) == "be" and tree.rel[word] == "xcomp"
    return governed or any(
        tree.rel[k] in ("aux", "cop") and tree.lemma(k) == "be" and k == to - 1
        for k in tree.children[word]
    )


def _must(tree: Tree, word: int) -> bool:
    """Whether a verb says what somebody must do: "the firms *must* declare it"."""
    return tree.xpos[word] == "VB" and any(
        tree.rel[k] == "aux" and tree.lower[k] == "must" for k in tree.children[word]
    )


def _is_asked(tree: Tree, word: int) -> bool:
    """Whether a verb is what a question that can be answered by yes or no asks."""
    low, high = tree.sentence_run(word)
    asks = tree.words[high - 1] == "?" and tree.rel[word] == "root"
    return asks and tree.upos[low] == "AUX" and tree.lemma(low) in _ASKING


def is_done_to_oneself(tree: Tree, trigger: Trigger) -> bool:
    """Whether an act has the doer as its object: "killed *himself*"."""
    done = tree.child(trigger.word, "obj")
    if done < 0 or tree.lower[done] not in _REFLEXIVE:
        return False
    # "Blew himself up, killing 30 worshippers": others died of it.
    besides = (k for k in tree.children[trigger.word] if tree.rel[k] in ("advcl", "conj"))
    return not any(tree.lemma(k) in words("hurting") for k in besides)
