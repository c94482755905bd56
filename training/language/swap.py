"""Copies of treebank documents with other names, so that names are known by where they stand.

The treebanks hold few thousand names, each seen in every epoch. A copy has, for each name, another
one of the same type and the same parts of speech, the same other one throughout the document; trees
and all other targets stay true (mention replacement: Dai and Adel 2020).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from training.language import labels
from training.language.corpora import Document, Sentence
from training.language.names import Gazetteer, masks, spans_of

_PROPER = labels.UPOS.index("PROPN")
Key = tuple[str, tuple[int, ...]]
"""Type of a name and the parts of speech of its words."""


def _names(s: Sentence) -> Iterable[tuple[int, int, Key]]:
    if s.name_tags is None:
        return
    for a, b, kind in spans_of(s.name_tags):
        upos = s.upos[a:b] if s.upos is not None else None
        if upos is None and all(w[:1].isupper() and w.isalpha() for w in s.words[a:b]):
            upos = [_PROPER] * (b - a)
        if upos is not None and kind in ("PER", "ORG", "LOC"):
            yield a, b, (kind, tuple(upos))


def pool(documents: Iterable[Document]) -> dict[Key, list[tuple[str, ...]]]:
    """The names of documents by type and parts of speech; each as often as it stands there, but
    ten times at most, so that no name prevails."""
    count: dict[tuple[Key, tuple[str, ...]], int] = defaultdict(int)
    out: dict[Key, list[tuple[str, ...]]] = defaultdict(list)
    for d in documents:
        for s in d.sentences:
            for a, b, key in _names(s):
                words = tuple(s.words[a:b])
                count[key, words] += 1
                if count[key, words] <= 10:
                    out[key].append(words)
    return out


def swapped(
    documents: Sequence[Document],
    names: dict[Key, list[tuple[str, ...]]],
    gazetteer: Gazetteer,
    seed: int,
) -> list[Document]:
    """A copy of each document that holds a name, with other names."""
    rng = random.Random(seed)
    out = []
    for d in documents:
        known: dict[tuple[Key, tuple[str, ...]], tuple[str, ...]] = {}
        sentences = []
        for s in d.sentences:
            words = list(s.words)
            places = []
            for a, b, key in _names(s):
                old = tuple(words[a:b])
                if (key, old) not in known and names.get(key):
                    known[key, old] = rng.choice(names[key])
                words[a:b] = _cased(old, known.get((key, old), old))
                places.append((a, b))
            sentences.append(_with(s, words, places, gazetteer))
        if known:
            out.append(Document(d.corpus, f"{d.id} with other names", sentences))
    return out


def _with(
    s: Sentence, words: list[str], spans: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> Sentence:
    """The sentence with other words in the spans, whose types (town, river) may be others too."""
    if words == s.words:
        return s
    assert s.name_tags is not None
    assert s.names is not None
    anew = masks("ewt", words, s.name_tags, gazetteer)
    held = list(s.names)
    for a, b in spans:
        held[a:b] = anew[a:b]
    return replace(s, words=words, names=held)


def _cased(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The new name in capitals or small letters where the old one is all in them."""
    if all(w.islower() for w in old):
        return [w.lower() for w in new]
    if len("".join(old)) > 4 and all(w.isupper() for w in old):
        return [w.upper() for w in new]
    return list(new)
