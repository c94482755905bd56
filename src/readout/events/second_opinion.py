"""A second opinion on which words tell an act, from the words alone.

The encoder judges a word by its vector. A linear table over what the word is and what hangs on it
in the tree ("take" with the object "hostage", "strike" with the adjective "rail") judges it by
itself; fitted to the same passages, it errs elsewhere. Both together are right more often, and
say more truly how sure they are. Made by ``python -m training.events.words``.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from readout.language.analysis import Analysis
from readout.statements.tree import Tree

Floats = npt.NDArray[np.floating]

WEIGHTS = Path(__file__).parents[1] / "knowledge/trigger_words.npz"
TELLING = frozenset(("VERB", "NOUN", "ADJ", "ADV"))
"""Parts of speech that can tell an act."""
LOOKED_AT = 0.02
"""What the encoder takes for an act with less than this probability is left at that."""
_NEAR = 12
"""Words to each side, in the sentence, that are the topic."""
_TOPIC = frozenset(("VERB", "NOUN", "PROPN", "ADJ"))
_PHRASES = frozenset(("obl", "nmod"))
_BESIDE = frozenset(
    "obj nsubj nsubj:pass compound compound:prt amod xcomp iobj nmod:poss advcl ccomp conj "
    "obl:agent acl acl:relcl csubj advmod parataxis appos".split()
)
"""Relations of words that say more of the act."""
_CLOSE = frozenset("obj nsubj nsubj:pass compound:prt xcomp amod compound".split())
_LEAST = 1e-6
"""Probability below which the encoder's certainty says no more."""


@dataclass(frozen=True)
class Table:
    """The weights of the packaged table."""

    keys: npt.NDArray[np.uint32]
    """Hashes of the known features, sorted."""
    weights: npt.NDArray[np.int8]
    """``[keys, roots]``, in units of ``scale``."""
    scale: float
    always: Floats
    """``[roots]``: what is added for any word."""
    roots: list[str]
    """Roots of the codebook, "NONE" first."""
    encoder: float
    words: float
    """Shares of the encoder's log-probabilities and of the table's."""
    none: float
    """Log-odds added to "NONE"."""

    def log_probabilities(self, features: Sequence[Sequence[str]]) -> Floats:
        """``[words, roots]`` from the features of each word."""
        sizes = [len(one) for one in features]
        hashes = np.array([hashed(name) for one in features for name in one], dtype=np.uint32)
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        known = self.keys[at] == hashes
        word = np.repeat(np.arange(len(features)), sizes)[known]
        total = np.tile(self.always, (len(features), 1)).astype(np.float32)
        np.add.at(total, word, self.weights[at[known]] * np.float32(self.scale))
        return _normal(total)


@functools.cache
def table() -> Table:
    """That of the package."""
    with np.load(WEIGHTS, allow_pickle=False) as held:
        encoder, words, none = held["shares"].tolist()
        return Table(
            keys=held["keys"],
            weights=held["weights"],
            scale=float(held["scale"]),
            always=held["always"],
            roots=held["roots"].tolist(),
            encoder=encoder,
            words=words,
            none=none,
        )


def hashed(feature: str) -> int:
    """32 bits that stand for a feature."""
    return zlib.crc32(feature.encode())


def both(analysis: Analysis, tree: Tree) -> Floats:
    """``[words, roots]``: probability of each root of the encoder for each word, by the encoder
    and, where it sees the least chance of an act, by the words as well; rows add up to 1. A model
    with other roots than the table's decides alone."""
    root = np.asarray(analysis.root, dtype=np.float32)
    may = np.array([name in TELLING for name in analysis.labels.upos])[analysis.upos]
    looked = np.flatnonzero(may & (root[:, 0] <= 1 - LOOKED_AT))
    held = table()
    if not len(looked) or held.roots != analysis.labels.roots:
        return root
    views = Views(analysis, tree)
    by_words = held.log_probabilities([views.of(word) for word in looked.tolist()])
    out = root.copy()
    out[looked] = np.exp(mixed(logarithms(root[looked]), by_words, held))
    return out


def logarithms(probabilities: Floats) -> Floats:
    """Log-probabilities of the encoder, as they go into :func:`mixed`."""
    return np.asarray(np.log(probabilities.astype(np.float32) + _LEAST))


def mixed(by_encoder: Floats, by_words: Floats, held: Table) -> Floats:
    """Log-probabilities of both from those of each, ``[words, roots]``."""
    total = held.encoder * by_encoder + held.words * by_words
    total[:, 0] += held.none
    return _normal(total)


def _normal(scores: Floats) -> Floats:
    scores = scores - scores.max(1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(1, keepdims=True)))


class Views:
    """What the words of a text show of the acts that they may tell."""

    def __init__(self, analysis: Analysis, tree: Tree) -> None:
        self._tree = tree
        self._name: dict[int, str] = {}
        """Words of names by the type of the name: who acts says little of what is done."""
        names, types = analysis.names, analysis.labels.name_types
        for start, end, kind in zip(
            names.start.tolist(), names.end.tolist(), names.type.tolist(), strict=True
        ):
            self._name |= dict.fromkeys(range(start, end), f"<{types[kind]}>")

    def in_name(self, word: int) -> bool:
        """Whether a word is part of a name."""
        return word in self._name

    def of(self, word: int) -> list[str]:
        """The features of a word, each once."""
        tree = self._tree
        lemma = tree.lemma(word)
        out = [f"l={lemma}/{tree.upos[word][0]}"]
        for child in tree.children[word]:
            full, plain = tree.full[child], self._plain(child)
            if full in _PHRASES:
                case = next((tree.lemma(k) for k in tree.children[child] if _is_case(tree, k)), "")
                out += [f"c={full}:{case}:{plain}", f"lc={lemma}:{full}:{case}", f"w={plain}"]
            elif full in _BESIDE:
                out += [f"c={full}:{plain}", f"lr={lemma}:{full}", f"w={plain}"]
                if full in _CLOSE:
                    out.append(f"lw={lemma}:{full}:{plain}")
        above, full = tree.head[word], tree.full[word]
        if above < 0:
            out.append("hr=root")
        else:
            plain = self._plain(above)
            out += [f"h={full}:{plain}", f"hr={full}", f"lh={lemma}:{full}:{plain}"]
        first, after = tree.sentence_run(word)
        out += [
            f"s={self._plain(k)}"
            for k in range(max(first, word - _NEAR), min(after, word + _NEAR + 1))
            if k != word and tree.upos[k] in _TOPIC
        ]
        return list(dict.fromkeys(out))

    def _plain(self, word: int) -> str:
        if word in self._name:
            return self._name[word]
        return "<number>" if self._tree.upos[word] == "NUM" else self._tree.lemma(word)


def _is_case(tree: Tree, word: int) -> bool:
    return tree.full[word] == "case"
