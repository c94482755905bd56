"""The phrase of a noun: where it begins and ends, what its head hangs by, whose title it is."""

from __future__ import annotations

from readout.language.analysis import Analysis

_BEFORE = frozenset(("det", "amod", "compound", "nummod", "nmod"))
_REACH = 12
"""Words behind a noun that may belong to its description."""
NAME = frozenset(("flat", "compound", "appos", "conj", "nmod:desc"))
"""Relations inside a name or a list of names."""
MODIFIERS = 6
"""Words before a noun that may belong to its name."""


def relation_of(analysis: Analysis, word: int) -> str:
    """The relation of a word to the one above it, without its subtype."""
    full: str = analysis.labels.deprel[analysis.deprel[word]]
    return full.split(":")[0]


def below(analysis: Analysis, word: int, relation: str) -> list[int]:
    """The words behind a word, in its sentence, that hang on it by a relation."""
    after = int(analysis.sentences[analysis.sentence_of(word) + 1])
    heads = analysis.lists.head
    return [
        k
        for k in range(word + 1, after)
        if heads[k] == word and relation_of(analysis, k) == relation
    ]


def phrase_start(a: Analysis, head: int, *, whole: bool = False) -> int:
    """First word of the unbroken run of modifiers before a noun; ``whole``: over a hyphen."""
    first = head
    while first > 0 and head - first < MODIFIERS:
        label = relation_of(a, first - 1)
        if whole and a.word(first - 1) == "-" and first > 1:
            held = first - 2 < int(a.head[first - 2]) <= head
            if held and relation_of(a, first - 2) in _BEFORE:
                first -= 2  # "rebel-held areas"
                continue
        if a.word(first - 1).lower() in ("least", "most", "than"):
            break  # "at least 7", "more than 40"
        if label not in _BEFORE or not first - 1 < int(a.head[first - 1]) <= head:
            break
        first -= 1
    return first


def phrase_end(a: Analysis, head: int) -> int:
    """The word after the phrases that belong to a noun: "a camp of forces near Derna"."""
    after = int(a.sentences[a.sentence_of(head) + 1])
    within = {head}
    at = head + 1
    while at < after and at - head <= _REACH:
        above = int(a.head[at])
        if a.word(at).lower().endswith(("self", "selves")):
            break  # "bombed the camp *themselves*"
        hangs = above in within and relation_of(a, at) in ("nmod", "flat", "compound", "appos")
        if not hangs and not (head < above < after and above - at <= MODIFIERS):
            break
        if hangs:
            within.add(at)
        at += 1
    return max(within) + 1


def title_of(a: Analysis, word: int) -> int:
    """The name that a title with a capital stands right before: "Secretary of State *Marco* Rubio";
    -1 where there is none."""
    if a.labels.upos[a.upos[word]] != "PROPN":
        return -1
    after = int(a.sentences[a.sentence_of(word) + 1])
    for name in range(word + 1, min(after, word + MODIFIERS)):
        if a.word(name) == ",":
            break
        if int(a.head[name]) == word and relation_of(a, name) == "appos":
            return name
    return -1
