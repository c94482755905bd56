"""Where toponyms stand: the names of the analysis, and capitalised runs known to the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from readout.knowledge.gazetteer.keys import fold
from readout.knowledge.gazetteer.table import (
    ADJECTIVE,
    KINDS,
    PEOPLE,
    POSTAL,
    PRIMARY,
    Gazetteer,
)
from readout.knowledge.place_words import place_words
from readout.language.analysis import Analysis

LONGEST = 6
"""Words of the longest name looked up."""
_JOINED = frozenset(
    ("of", "de", "del", "la", "and", "the", "e", "el", "al", "du", "des", "upon", "on", "-", "’s")
)
_WIDE = frozenset(
    KINDS.index(k) for k in KINDS if k not in ("city", "capital", "district", "facility", "admin2")
)
_KNOWN_SIZE = float(np.log(100_000))
"""A town that no head of the model marks counts as one from here on."""


_CAPITALS = frozenset(
    ("us", "uk", "uae", "usa", "eu", "la", "sf", "drc", "prc", "car", "in", "or", "me")
)
"""Names that are words of another kind in small letters."""


@dataclass(frozen=True)
class Toponym:
    """A stretch of text that names a place."""

    start: int
    end: int
    """Code points."""
    first: int
    after: int
    """Words."""
    key: str
    """Folded name, as looked up."""
    form: str
    """``name``, ``adjective`` ("Syrian") or ``people`` ("Syrians")."""
    places: tuple[int, ...]
    classes: tuple[int, ...]
    """Candidates in the gazetteer and the class of the name for each."""
    found: str
    """What spoke for it: ``gpe``, ``location``, ``facility``, ``group``, ``organization``, ...: the
    type of the name of the analysis, or ``gazetteer``."""
    score: float
    """0 to 1, of the recognition alone; not calibrated."""
    whole: bool = True
    """False for a place inside the name of an organisation and the like."""


@lru_cache(maxsize=100_000)
def _known(table: _Table, key: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    places, classes = table.gazetteer.look_up_key(key)
    return tuple(places.tolist()), tuple(classes.tolist())


@dataclass(frozen=True, eq=False)
class _Table:
    gazetteer: Gazetteer


_TABLES: dict[int, _Table] = {}


def known(gazetteer: Gazetteer, key: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Candidates of a folded name, kept for the next time."""
    table = _TABLES.setdefault(id(gazetteer), _Table(gazetteer))
    return _known(table, key)


def find(analysis: Analysis, gazetteer: Gazetteer) -> list[Toponym]:
    """All toponyms, in text order, none inside another."""
    found: list[Toponym] = []
    taken = np.zeros(len(analysis) + 1, dtype=np.bool_)
    for one in _from_names(analysis, gazetteer):
        if not taken[one.first : one.after].any():
            found.append(one)
            taken[one.first : one.after] = True
    found += _from_runs(analysis, gazetteer, taken)
    return sorted(found, key=lambda t: (t.start, t.end))


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _from_names(a: Analysis, gazetteer: Gazetteer) -> Iterator[Toponym]:
    types = a.labels.name_types
    names = a.names
    for first, after, number, score in zip(
        names.start.tolist(), names.end.tolist(), names.type.tolist(), names.score.tolist(),
        strict=True,
    ):  # fmt: skip
        kind = types[number]
        if kind not in ("person", "event"):
            wider = _wider(a, gazetteer, first, after)
            if wider is not None:
                yield replace(wider, found=kind, score=score)
                continue
        if kind in ("gpe", "location", "facility"):
            yield from _whole(a, gazetteer, first, after, kind, score)
        elif kind in ("group", "other"):
            one = _lookup(a, gazetteer, first, after, kind, score)
            marked = one is not None and one.form != "name" and kind == "group"
            if one is not None and (marked or _prominent(gazetteer, one, wide=True)):
                yield one
            elif after - first > 1:
                yield from _inside(a, gazetteer, first, after, kind, score)
        elif kind == "organization":
            one = _lookup(a, gazetteer, first, after, kind, score)
            if one is not None and (one.form == "name" and _prominent(gazetteer, one, wide=True)):
                yield one
            elif after - first > 1:
                yield from _inside(a, gazetteer, first, after, kind, score)


def _wider(a: Analysis, gazetteer: Gazetteer, first: int, after: int) -> Toponym | None:
    """A wide place whose name goes beyond that of the analysis: "Korean" of "Korean Peninsula"."""
    n = len(a)
    for length in range(LONGEST, after - first, -1):
        for i in range(max(0, after - length), min(first, n - length) + 1):
            j = i + length
            if not (_capital(a.word(i)) and _capital(a.word(j - 1))):
                continue
            if a.start[j - 1] - a.end[i] > 60 or (a.start[i + 1 : j] - a.end[i : j - 1]).max() > 1:
                continue
            one = _lookup(a, gazetteer, i, j, "gazetteer", 0.5)
            if one is not None and one.form == "name" and _prominent(gazetteer, one, wide=True):
                return one
    return None


def _lookup(
    a: Analysis, gazetteer: Gazetteer, first: int, after: int, kind: str, score: float,
    *, whole: bool = True,
) -> Toponym | None:  # fmt: skip
    text = a.text[a.start[first] : a.end[after - 1]]
    key = fold(text)
    places, classes = known(gazetteer, key)
    if not places:
        return None
    adjective = min(classes) == ADJECTIVE or (ADJECTIVE in classes and kind == "group")
    people = PEOPLE in classes and not adjective and min(classes) == PEOPLE
    if after - first == 1 and not _shape_fits(text, key):
        return None
    if key in place_words().never and kind not in ("gpe", "location"):
        return None
    form = "people" if people else "adjective" if adjective else "name"
    want = {"people": (PEOPLE,), "adjective": (ADJECTIVE,), "name": (PRIMARY, 1, POSTAL)}[form]
    kept = [(p, c) for p, c in zip(places, classes, strict=True) if c in want]
    if not kept:
        return None
    return Toponym(
        int(a.start[first]), int(a.end[after - 1]), first, after, key, form,
        tuple(p for p, _ in kept), tuple(c for _, c in kept), kind, score, whole,
    )  # fmt: skip


def _shape_fits(text: str, key: str) -> bool:
    """Short names ("US", "IN", "La.") count as written: capitals or a full stop."""
    if len(key) <= 3:
        return text.isupper() or "." in text or key not in _CAPITALS
    return True


def _whole(
    a: Analysis, gazetteer: Gazetteer, first: int, after: int, kind: str, score: float
) -> Iterator[Toponym]:
    words = place_words()
    while after - first > 1 and a.word(first).lower() in ("the", "a"):
        first += 1
    one = _lookup(a, gazetteer, first, after, kind, score)
    if one is not None:
        yield one
        return
    # "northern Idlib", "Idlib province", "Republic of Armenia": the place is the known part.
    left, right = first, after
    for i in range(first, min(after - 1, first + 4)):
        if a.word(i) == "of" and a.word(i - 1).lower() in words.forms and i > first:
            left = i + 1
    while right - left > 1 and a.word(left).lower() in words.parts:
        left += 1
    while right - left > 1 and a.word(right - 1).lower() in words.heads:
        right -= 1
    if (left, right) != (first, after):
        one = _lookup(a, gazetteer, left, right, kind, score)
        if one is not None:
            yield Toponym(
                int(a.start[first]), int(a.end[after - 1]), first, after, one.key, one.form,
                one.places, one.classes, kind, score,
            )  # fmt: skip
            return
    if after - first > 1:
        inside = list(_inside(a, gazetteer, first, after, kind, score))
        if inside:
            yield from inside
            return
    key = fold(a.text[a.start[first] : a.end[after - 1]])
    if kind != "facility" and key:
        yield Toponym(
            int(a.start[first]), int(a.end[after - 1]), first, after, key, "name", (), (), kind,
            score,
        )  # fmt: skip


def _inside(
    a: Analysis, gazetteer: Gazetteer, first: int, after: int, kind: str, score: float
) -> Iterator[Toponym]:
    """The longest known names inside a longer one: "University of Chicago", "Bank of England"."""
    civic = any(a.word(k).lower() in place_words().civic for k in range(first + 1, after))
    i = first
    while i < after:
        if _capital(a.word(i)):
            for j in range(min(after, i + LONGEST), i, -1):
                if (i, j) == (first, after) or not _capital(a.word(j - 1)):
                    continue
                one = _lookup(a, gazetteer, i, j, kind, score, whole=False)
                if one is not None and (
                    _prominent(gazetteer, one, wide=False)
                    or (civic and i == first and PRIMARY in one.classes)
                ):
                    yield one
                    i = j - 1
                    break
        i += 1


def _prominent(gazetteer: Gazetteer, one: Toponym, *, wide: bool) -> bool:
    """Whether a name is a country, a division or a large town before it is anything else."""
    for place, kind in zip(one.places, one.classes, strict=True):
        number = int(gazetteer.kind[place])
        if kind in (PRIMARY, ADJECTIVE, PEOPLE) and number in _WIDE:
            return True
        if not wide and kind == PRIMARY and gazetteer.size[place] >= _KNOWN_SIZE:
            return True
    return False


def _from_runs(
    a: Analysis, gazetteer: Gazetteer, taken: npt.NDArray[np.bool_]
) -> Iterator[Toponym]:
    """Capitalised runs that no name of the analysis covers."""
    covered = taken.copy()
    for first, after in zip(a.names.start.tolist(), a.names.end.tolist(), strict=True):
        covered[first:after] = True
    firsts = set(a.sentences.tolist())
    n = len(a)
    i = 0
    while i < n:
        word = a.word(i)
        if covered[i] or not _capital(word) or len(word) < 2:
            i += 1
            continue
        for j in range(min(n, i + 4), i, -1):
            if covered[i:j].any() or not _capital(a.word(j - 1)):
                continue
            one = _lookup(a, gazetteer, i, j, "gazetteer", 0.5)
            if one is None or not _prominent(gazetteer, one, wide=False):
                continue
            if j == i + 1 and i in firsts and a.labels.upos[a.upos[i]] not in ("PROPN", "ADJ"):
                continue
            yield one
            i = j - 1
            break
        i += 1
