"""Who is said to be what: "X is a teacher", "she became a nurse", "the first witness was X"."""

from __future__ import annotations

from readout.mentions.actors.reading import Reading

_IS = frozenset(("is", "was", "are", "were", "'s", "’s", "am", "'m", "’m", "'re", "’re"))
_DENIED = frozenset(("not", "n't", "n’t", "no", "if", "never"))
_BECOMING = frozenset("become name make elect appoint remain proclaim crown call".split())
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
_OBJECTS = frozenset(("obj",))


def subject(r: Reading, i: int) -> int | None:
    """Of "X is a teacher" the X, for the teacher; None where it is denied, asked or only may be."""
    below = r.children[i]
    h = r.head[i]
    if any(r.low[k] in _DENIED or r.xpos[k] == "MD" for k in below):
        return None
    if h >= 0 and r.case(i) == "as" and r.rel[i] in ("obl", "nmod", "advcl"):
        # "She worked as a nurse": of the verb's subject; "they saw her as a rival": of its object
        if any(r.low[k] in _DENIED or r.xpos[k] == "MD" for k in r.children[h]):
            return None
        seen = _first(r, h, _OBJECTS)
        return seen if seen is not None else _first(r, h, _SUBJECTS)
    if h >= 0 and r.rel[i] == "xcomp" and r.analysis.lemma(h) in _BECOMING:
        # "She became a nurse", "she was made a general", "they elected her president"
        if any(r.low[k] in _DENIED or r.xpos[k] == "MD" for k in r.children[h]):
            return None
        for word, relations in ((h, _OBJECTS), (h, _SUBJECTS), (r.head[h], _SUBJECTS)):
            seen = _first(r, word, relations)
            if seen is not None:
                return seen
        return None
    if not any(r.rel[k] == "cop" and r.low[k] in _IS for k in below):
        return None
    return next((k for k in below if r.rel[k] == "nsubj" and k < i), None)


def is_subject(r: Reading, i: int) -> bool:
    """Whether a word is who "is" something: the witness in "the witness was X"; not where it is
    denied or may be."""
    h = r.head[i]
    below = r.children[h] if h >= 0 and r.rel[i] == "nsubj" else []
    if any(r.low[k] in _DENIED or r.xpos[k] == "MD" for k in below):
        return False
    return any(r.rel[k] == "cop" and r.low[k] in _IS for k in below)


def _first(r: Reading, verb: int, relations: frozenset[str]) -> int | None:
    """The first word that a verb governs in one of some relations."""
    below = r.children[verb] if verb >= 0 else []
    return next((k for k in below if r.rel[k] in relations), None)
