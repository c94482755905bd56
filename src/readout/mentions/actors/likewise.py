"""Who does, or suffers, what somebody did or suffered before: "police arrested *20 people*. *They*
were charged": those arrested, although the police were the subject.

That an argument goes on in the part it had is what narrative event chains are learnt from
(Chambers and Jurafsky 2008); here the language model's roots tell the acts.
"""

from __future__ import annotations

from readout.mentions.actors.reading import Reading

_HARM = frozenset(("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "RETREAT", "CONCEDE"))
"""What is done to people who are arrested, hurt, charged, freed."""
_DONE = frozenset(("ASSAULT", "PROTEST"))
_LIKELY = 0.5
_OBJECTS = frozenset(("obj", "iobj"))


def part(r: Reading, word: int) -> str | None:
    """What a word is in the act that its verb tells: "suffers", or the root of what it does."""
    verb = r.head[word]
    if verb < 0 or r.upos[verb] != "VERB":
        return None
    rel = r.rel[word]
    if rel not in _OBJECTS and rel not in ("nsubj", "nsubj:pass"):
        return None
    a = r.analysis
    scores = a.root[verb]
    best = int(scores[1:].argmax()) + 1
    if float(scores[1:].sum()) < _LIKELY:
        return None
    root = a.labels.roots[best]
    if rel == "nsubj":
        return root if root in _DONE else None
    return "suffers" if root in _HARM else None
