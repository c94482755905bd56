"""Which words and short runs of words are known to be names, or to stand in names of a kind.

The tables of the knowledge room are too large to be opened for every text. ``known_names.npz``
(135 kB, made by ``python -m training.names.known`` from them and from lists written for this
project) keeps of each entry 24 bits of its hash and what it is: one unknown word in five hundred is
taken for a known one, which does no harm to evidence that is weighed beside the encoder's. Asked
only about words in doubt, those beside them and the runs of words with capitals that they stand in.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from readout.knowledge.gazetteer.keys import digest, fold

FILE = Path(__file__).with_name("known_names.npz")
GIVEN, SURNAME, PLACE, LARGE, BODY, BODY_WORD, PLACE_WORD, TITLE = (1 << k for k in range(8))
"""A given name; a surname; a place; a place that all the world knows; the name of a body; a word
that in a name marks a body ("Ministry", "Inc"), or a place ("River"); a person's title."""
HASH = (1 << 24) - 1
SHORT = 0x5A5A5A
"""Changes the hash of what is known as an abbreviation, which "Who" or "In" is none of."""
COLUMNS = 16
"""What :func:`evidence` tells of a word."""
_LONGEST = 4
"""Words of a name that is asked about."""
_LINKS = frozenset(("of", "the", "and", "for", "&", "de", "-", "'s", "’s"))
"""Words without a capital inside a name."""
_ALONE = (GIVEN, SURNAME, PLACE, LARGE, BODY, BODY_WORD, PLACE_WORD, TITLE)
_IN_RUN = len(_ALONE)
_SEVERAL = _IN_RUN + 4


@cache
def entries() -> npt.NDArray[np.uint32]:
    """Sorted: 24 bits of the hash, then the 8 of what it is."""
    with np.load(FILE, allow_pickle=False) as held:
        return np.asarray(held["entries"])


def key(name: str) -> str:
    """The folded name as it is hashed, the same for "AT&T" and "AT & T"."""
    return fold(name).replace(" & ", "&")


@lru_cache(maxsize=16_384)
def known(name: str) -> int:
    """What a word, or words joined by blanks, is known as; 0 if it is not known."""
    folded = key(name)
    if not folded:
        return 0
    code = digest(folded) & HASH
    short = name.isupper() or name[-1] == "."
    return _held(code) | (_held(code ^ SHORT) if short else 0)


def _held(code: int) -> int:
    held = entries()
    at = int(held.searchsorted(np.uint32(code << 8)))
    return int(held[at]) & 255 if at < len(held) and int(held[at]) >> 8 == code else 0


def evidence(
    words: list[str], asked: npt.NDArray[np.intp], sentences: npt.NDArray[np.int32]
) -> npt.NDArray[np.float32]:
    """``[words + 1, 16]``: what is known of the words ``asked`` (indices, sorted) and of the runs
    they stand in; zeros for all others. ``sentences``: the first word of each, and the number of
    words.

    Columns: the eight kinds of the word alone; that the run of words with capitals it stands in
    holds a word that marks a body, ends in one, ends in one that marks a place, begins with a
    given name, titles aside; that it begins, or goes on, the name of a place, or of a body, of
    several words.
    """
    out = np.zeros((len(words) + 1, COLUMNS), dtype=np.float32)
    done = -1
    ends = sentences[np.searchsorted(sentences, asked, side="right")].tolist()
    starts = sentences[np.searchsorted(sentences, asked, side="right") - 1].tolist()
    for i, first, last in zip(asked.tolist(), starts, ends, strict=True):
        if not words[i][:1].isupper():
            if known(words[i]) & TITLE:
                out[i, _ALONE.index(TITLE)] = 1
        elif i > done:
            a, b = _run(words, i, first, last)
            _tell(words, a, b, out)
            done = b - 1
    return out


def _run(words: list[str], i: int, first: int, last: int) -> tuple[int, int]:
    """The words with capitals around word ``i``, with single links between them."""
    a, b = i, i + 1
    while a > first:
        if words[a - 1][:1].isupper():
            a -= 1
        elif a - 1 > first and words[a - 1] in _LINKS and words[a - 2][:1].isupper():
            a -= 2
        else:
            break
    while b < last:
        if words[b][:1].isupper():
            b += 1
        elif b + 1 < last and words[b] in _LINKS and words[b + 1][:1].isupper():
            b += 2
        else:
            break
    return a, b


def _tell(words: list[str], a: int, b: int, out: npt.NDArray[np.float32]) -> None:
    """Writes what is known of the run ``a`` to ``b``."""
    alone = [known(w) if w[:1].isupper() else 0 for w in words[a:b]]
    for i, kinds in enumerate(alone, a):
        for column, kind in enumerate(_ALONE):
            if kinds & kind:
                out[i, column] = 1
    if b - a > 1:
        out[a:b, _IN_RUN] = any(kinds & BODY_WORD for kinds in alone)
        out[a:b, _IN_RUN + 1] = bool(alone[-1] & BODY_WORD)
        out[a:b, _IN_RUN + 2] = bool(alone[-1] & PLACE_WORD)
        untitled = (kinds for kinds in alone if not kinds & TITLE)
        out[a:b, _IN_RUN + 3] = bool(next(untitled, 0) & GIVEN)
    for i in range(a, b - 1):
        for end in range(i + 2, min(b, i + _LONGEST) + 1):
            kinds = known(_joined(words[i:end]))
            for column, kind in ((_SEVERAL, PLACE), (_SEVERAL + 2, BODY)):
                if kinds & kind:
                    out[i, column] = 1
                    out[i + 1 : end, column + 1] = 1


def _joined(words: list[str]) -> str:
    """Words as one name; what follows an apostrophe belongs to the word before it."""
    return " ".join(words).replace(" '", "'").replace(" ’", "’")
