"""What a short form in brackets stands for: "the Housing Authority of New Orleans (HANO)".

The words before the bracket whose initials it takes say what it is wherever the text uses it: what
names a body is a body, and the short form of common words ("improvised explosive devices (IEDs)")
names nothing. The matching is that of Schwartz and Hearst (2003, "A simple algorithm for
identifying abbreviation definitions in biomedical text"), on the initials alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from readout.language.name_edges import Name

_SKIPPED = frozenset(("of", "the", "and", "for", "in", "on", "to", "&", "-", "de", "a"))
"""Words that initials may leave out."""
_LONGEST = 12


def long_form(words: Sequence[str], bracket: int, first: int) -> tuple[int, int] | None:
    """The words that the capitals behind the opening ``bracket`` abbreviate: the first, and the one
    after the last, which is the bracket; None if the initials are not theirs. ``first``: the first
    word of the sentence."""
    letters = "".join(c for c in words[bracket + 1].rstrip("s").lower() if c.isalpha())
    for small in (False, True):
        start = _matched(words, bracket, max(first, bracket - _LONGEST), letters, small)
        if start is not None:
            return start, bracket
    return None


def _matched(words: Sequence[str], end: int, lowest: int, letters: str, small: bool) -> int | None:
    """Where the words before ``end`` whose initials are ``letters`` begin; ``small``: also the
    words that initials may leave out stand for one ("prisoners of war", POW)."""
    at = end
    for letter in reversed(letters):
        at -= 1
        while at >= lowest and (
            words[at][:1].lower() != letter or (words[at].lower() in _SKIPPED and not small)
        ):
            if words[at].lower() not in _SKIPPED:
                return None
            at -= 1
        if at < lowest:
            return None
    return at


def short_forms(words: Sequence[str], starts: Sequence[int]) -> dict[str, tuple[int, int]]:
    """Of each short form that the text explains in brackets, the words it stands for. ``starts``:
    the first word of each sentence, and the number of words."""
    found: dict[str, tuple[int, int]] = {}
    for i, word in enumerate(words[:-2]):
        if word != "(" or words[i + 2] != ")" or words[i + 1] in found:
            continue
        short = words[i + 1].rstrip("s")
        if 2 <= len(short) <= 8 and short.isalpha() and short.isupper():
            span = long_form(words, i, starts[bisect_right(starts, i) - 1])
            if span:
                found[words[i + 1]] = span
    return found


def explained(words: Sequence[str], starts: Sequence[int], names: list[Name]) -> list[Name]:
    """The names with the short forms that the text explains: each is what its long form is as a
    whole, and no name where that is common words."""
    told: dict[str, Name | None] = {}
    for short, (start, end) in short_forms(words, starts).items():
        whole = [n for n in names if n[0] <= start and n[1] == end]
        if whole:
            told[short] = whole[0]
        elif sum(w[0].islower() for w in words[start:end]) > (end - start) / 2:
            told[short] = None
    if not told:
        return names
    out = [n for n in names if n[1] - n[0] > 1 or _agrees(n, told.get(words[n[0]], n))]
    taken = {i for n in out for i in range(n[0], n[1])}
    for i, word in enumerate(words):
        name = told.get(word)
        if name and i not in taken:
            out.append((i, i + 1, *name[2:]))
    return sorted(out)


def _agrees(name: Name, told: Name | None) -> bool:
    return told is not None and told[2] == name[2]
