"""What the words around two actors say of the act between them: features for a linear model.

The language model reads the act from its own vectors; the words themselves, weighed apart, err
elsewhere, so that both together are right more often (:func:`readout.events.pair.root_of_pair`).
"""

from __future__ import annotations

import functools
import itertools

from readout.language.analysis import Analysis

CONTENT = frozenset(("VERB", "NOUN", "ADJ", "ADV", "AUX", "PART", "ADP", "SCONJ"))
"""Parts of speech that are looked at. Names are not: who acts says little of what is done, and a
model of few rows would learn it by heart."""
_NEAR = 3
"""Words looked at on each side of an actor."""
_TELLING = frozenset(("obj", "xcomp", "ccomp", "advmod", "aux", "obl", "compound:prt"))
"""Relations of words that say with their governor what is done."""
_FAR = 12
"""Steps at most from an actor up the tree."""


def pair_features(analysis: Analysis, source: int, target: int) -> dict[str, float]:
    """Named features, each 0 or more, of the act of the actor with head word ``source`` on the one
    with head word ``target`` (-1 where unknown; both in one sentence otherwise)."""
    known = [end for end in (source, target) if end >= 0]
    sentence = analysis.sentence_of(known[0] if known else 0)
    first, after = int(analysis.sentences[sentence]), int(analysis.sentences[sentence + 1])
    plain = {i: _plain(analysis, i) for i in range(first, after)}
    out: dict[str, float] = {"always": 1.0}

    add = functools.partial(_add, out)
    for lemma in plain.values():
        if lemma:
            add(f"in {lemma}", 0.5)
    if len(known) == 2:
        low, high = sorted(known)
        add("order forward" if source < target else "order back")
        run = [plain[i] for i in range(low + 1, high) if plain[i]]
        for lemma in run:
            add(f"between {lemma}")
        for a, b in itertools.pairwise(run):
            add(f"between {a} {b}")
    for side, end in (("source", source), ("target", target)):
        if end < 0:
            continue
        for i in range(max(first, end - _NEAR), min(after, end + _NEAR + 1)):
            if i != end and plain[i]:
                add(f"{side} {'left' if i < end else 'right'} {plain[i]}", 0.7)
        _climb(analysis, side, end, plain, out)
    if len(known) == 2:
        top, path = way(analysis, source, target)
        if plain.get(top):
            add(f"top {plain[top]}")
        for i in path:
            if plain.get(i):
                add(f"path {plain[i]}")
    return out


def way(analysis: Analysis, source: int, target: int) -> tuple[int, set[int]]:
    """The word over both, -1 where there is none, and the words of the tree between the two (that
    one among them, the two themselves not)."""
    up, down = _chain(analysis, source), _chain(analysis, target)
    top = next((i for i in up if i in set(down)), -1)
    return top, {*_before(up, top), *_before(down, top), top} - {source, target, -1}


def _add(out: dict[str, float], name: str, value: float = 1.0) -> None:
    out[name] = max(out.get(name, 0.0), value)


def _climb(
    analysis: Analysis, side: str, end: int, plain: dict[int, str], out: dict[str, float]
) -> None:
    """The relation of an actor to its governor, and the governor with what hangs on it."""
    add = functools.partial(_add, out)
    relation = analysis.labels.deprel[analysis.deprel[end]]
    add(f"{side} is {relation}")
    above = int(analysis.head[end])
    if above < 0 or not plain.get(above):
        return
    add(f"{side} {relation} {plain[above]}")
    for i in plain:
        if int(analysis.head[i]) == above and i != end:
            branch = analysis.labels.deprel[analysis.deprel[i]]
            if plain[i] and branch in _TELLING:
                add(f"{side} over {plain[above]} {plain[i]}")
                add(f"{side} over {plain[i]}", 0.7)


def _chain(analysis: Analysis, word: int) -> list[int]:
    """The word and those above it."""
    out: list[int] = []
    while word >= 0 and len(out) <= _FAR:
        out.append(word)
        word = int(analysis.head[word])
    return out


def _before(chain: list[int], top: int) -> list[int]:
    return chain[: chain.index(top)] if top in chain else chain


def _plain(analysis: Analysis, i: int) -> str:
    """The lemma of a word that can say what is done; "" for names and numbers."""
    kind = analysis.labels.upos[analysis.upos[i]]
    return analysis.lemma(i).lower() if kind in CONTENT else ""
