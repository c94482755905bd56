"""How sure a statement is: a logistic function of where it came from and how it is built.

Fitted by ``training/statements/confidence.py`` to whether a careful reader has the same statement
(source and content both found and linked); the features are few, so that what it learns holds for
other news than it was fitted on.
"""

from __future__ import annotations

import math

from readout.knowledge.statement_words import cue_class, cue_words, weights
from readout.statements.draft import Draft
from readout.statements.tree import Tree

Features = dict[str, float]


def features(tree: Tree, draft: Draft, kind: str) -> Features:
    """What is known of a draft, by name; ``kind``: direct, indirect or mixed."""
    source, cue, content = draft.source, draft.cue, draft.content
    out: Features = {"bias": 1.0, f"kind={kind}": 1.0, f"origin={draft.origin}": 1.0}
    if draft.origin == "model":
        for name, score in zip(("source", "cue", "content"), draft.score, strict=True):
            if score:
                out[f"odds of {name}"] = _odds(score)
    length = sum(b - a for a, b in content)
    out["words of content"] = math.log(length)
    if length < 3:
        out["short content"] = 1.0
    if len(content) > 1:
        out["pieces"] = min(len(content), 4) - 1.0
    if source is None:
        out["no source"] = 1.0
    else:
        out["filled"] = float(draft.filled)
        top = tree.top(*source)
        out[f"source={tree.upos[top]}"] = 1.0
        out["words of source"] = math.log(source[1] - source[0])
        if cue is not None:
            gap = max(cue[0] - source[1], source[0] - cue[1], 0)
            out["source to cue"] = math.log1p(gap)
    if cue is not None and draft.head >= 0:
        _of_cue(tree, draft, out)
        gap = min(max(cue[0] - b, a - cue[1], 0) for a, b in content)
        out["cue to content"] = math.log1p(gap)
        first = content[0][0]
        out["content first"] = float(first < cue[0])
        if tree.lower[first] == "that" or tree.lower[first] in ("whether", "if"):
            out["opens with that"] = 1.0
        elif tree.lower[first] == "to":
            out["opens with to"] = 1.0
    return out


def _of_cue(tree: Tree, draft: Draft, out: Features) -> None:
    assert draft.cue is not None
    head = draft.head
    tag = tree.upos[head]
    lemma = tree.lemma(head)
    out[f"cue={tag}"] = 1.0
    if tag == "VERB":
        out["class=" + cue_class().get(lemma, "none")] = 1.0
    elif tag == "NOUN":
        out["noun of saying"] = float(lemma in cue_words("nouns"))
    elif tag == "ADJ":
        out["adjective of saying"] = float(lemma in cue_words("adjectives"))
    out["relation=" + tree.rel[head]] = 1.0
    out["words of cue"] = math.log(draft.cue[1] - draft.cue[0])
    out["tag=" + tree.xpos[head]] = 1.0
    below = {tree.rel[k] for k in tree.children[head]}
    for name in ("ccomp", "xcomp", "obj"):
        if name in below:
            out["has " + name] = 1.0


def _odds(p: float) -> float:
    p = min(max(p, 0.02), 0.98)
    return math.log(p / (1 - p))


def confidence(found: Features) -> float:
    """Chance that the statement is one, 0 to 1."""
    table = weights("confidence")
    total = sum(value * table.get(name, 0.0) for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-min(max(total, -30.0), 30.0)))
