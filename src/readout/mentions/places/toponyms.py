"""Where toponyms stand: the names of the analysis, and capitalised runs known to the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator

from readout.knowledge.gazetteer.keys import fold
from readout.knowledge.gazetteer.table import PRIMARY, Gazetteer
from readout.language.analysis import Analysis
from readout.mentions.places.words import Toponym, Words, look_up

LONGEST = 6
"""Words of the longest name looked up."""
_HALVES = frozenset("san santa santo sao saint st st. los las el la le new port fort".split())
_RUN = 4
"""The same where no name of the analysis stands."""


def find(analysis: Analysis, gazetteer: Gazetteer) -> list[Toponym]:
    """All toponyms, in text order, none inside another."""
    words = Words(analysis, gazetteer)
    taken = bytearray(len(words) + 1)
    found: list[Toponym] = []

    def take(ones: Iterator[Toponym]) -> None:
        for one in ones:
            one = _unit(words, one)
            if _half(words, one):
                continue
            if not any(taken[one.first : one.after]):
                found.append(one)
                taken[one.first : one.after] = b"\1" * (one.after - one.first)

    take(_from_names(words))
    take(_from_runs(words, taken))
    take(_second_look(words, taken, found))
    found.sort(key=lambda t: (t.start, t.end))
    return _counties(words, found)


def _half(w: Words, one: Toponym) -> bool:
    """Whether only the beginning of a longer name is known: the town of San in Mali for the "San"
    of "San Fracisco"."""
    alone = one.after - one.first == 1 and one.key in _HALVES
    return alone and one.after < len(w) and w.capital[one.after] and w.upos[one.after] == "PROPN"


def _unit(w: Words, one: Toponym) -> Toponym:
    """ "Laurel County" for "Laurel", where that is a place."""
    after = one.after
    if one.form == "name" and w.lower(after) in w.known.units and w.capital[after]:
        wider = w.look_up(one.first, after + 1, one.found, one.score, whole=one.whole)
        if wider is not None and wider.form == "name":
            return wider
    return one


def _counties(w: Words, found: list[Toponym]) -> list[Toponym]:
    """Towns in a row before "counties" are counties: "Navarro, Henderson and Ellis counties"."""
    out = list(found)
    for i in range(len(out) - 1, -1, -1):
        after = out[i].after
        listed = (
            i + 1 < len(out)
            and out[i + 1].key.endswith(" county")
            and out[i + 1].after - out[i + 1].first == 1
            and 1 <= out[i + 1].first - after <= 2
            and w.lower(out[i + 1].first - 1) in (",", "and")
        )
        if w.lower(after) == "counties" or listed:
            key = out[i].key + " county"
            places, classes = look_up(w.gazetteer, key)
            if places:
                out[i] = out[i]._replace(key=key, places=places, classes=classes)
    return out


def _from_names(w: Words) -> Iterator[Toponym]:
    for first, after, kind, score in w.names:
        if after - first == 1 and w.surname(first):
            continue
        if kind in ("person", "event"):
            continue
        wider = _wider(w, first, after)
        if wider is not None:
            yield wider._replace(found=kind, score=score)
        elif kind in ("gpe", "location", "facility") and not w.organisation(first, after):
            yield from _whole(w, first, after, kind, score)
        else:
            one = w.look_up(first, after, kind, score)
            marked = one is not None and one.form != "name" and kind == "group"
            if one is not None and (marked or w.prominent(one, wide=True) or w.building(one)):
                yield one
            elif after - first > 1:
                yield from _inside(w, first, after, kind, score)


def _wider(w: Words, first: int, after: int) -> Toponym | None:
    """A wide place whose name goes beyond that of the analysis: "Korean" of "Korean Peninsula"."""
    n = len(w)
    low = max(0, after - LONGEST)
    high = min(n, first + LONGEST)
    starts = [i for i in range(low, first + 1) if w.capital[i]]
    ends = [j for j in range(after, high + 1) if w.capital[j - 1]]
    runs = [(i - j, i, j) for i in starts for j in ends if after - first < j - i <= LONGEST]
    for _, i, j in sorted(runs):
        if any(w.start[k + 1] - w.end[k] > 1 for k in range(i, j - 1)):
            continue
        one = w.look_up(i, j, "gazetteer", 0.5)
        if one is not None and w.prominent(one, wide=True):
            return one
    return None


def _whole(w: Words, first: int, after: int, kind: str, score: float) -> Iterator[Toponym]:
    while after - first > 1 and w.lower(first) in ("the", "a"):
        first += 1
    one = w.look_up(first, after, kind, score)
    if one is not None:
        yield one
        return
    # "northern Idlib", "Idlib province", "Republic of Armenia": the place is the known part.
    left, right = first, after
    for i in range(first + 1, min(after - 1, first + 4)):
        if w.word[i] == "of" and w.lower(i - 1) in w.known.forms:
            left = i + 1
    while right - left > 1 and w.lower(left) in w.known.parts:
        left += 1
    while right - left > 1 and w.lower(right - 1) in w.known.heads:
        right -= 1
    if (left, right) != (first, after):
        one = w.look_up(left, right, kind, score)
        if one is not None:
            yield one._replace(start=w.start[first], end=w.end[after - 1], first=first, after=after)
            return
    feature = w.lower(first) in w.known.features or w.lower(after - 1) in w.known.features
    inside = (
        list(_inside(w, first, after, kind, score)) if after - first > 1 and not feature else []
    )
    yield from inside
    text = w.text[w.start[first] : w.end[after - 1]]
    key = fold(text)
    # Kept without a point: the gazetteer has no hamlets, streets and farms.
    place = key and key not in w.known.never and w.lower(after) not in w.known.ills
    place = place and key not in w.things and not w.numbered(after)
    if place and not inside and kind != "facility" and text[:1].isupper():
        yield Toponym(
            w.start[first], w.end[after - 1], first, after, key, "name", (), (), kind, score
        )


def _inside(w: Words, first: int, after: int, kind: str, score: float) -> Iterator[Toponym]:
    """The longest known names inside a longer one: "University of Chicago", "Bank of England".

    The name of a newspaper holds none.
    """
    if kind != "gpe" and any(w.lower(k) in w.known.media for k in range(first + 1, after)):
        return
    civic = any(w.lower(k) in w.known.civic for k in range(first + 1, after))
    i = first
    while i < after:
        if w.capital[i]:
            for j in range(min(after, i + LONGEST), i, -1):
                if (i, j) == (first, after) or not w.capital[j - 1]:
                    continue
                one = w.look_up(i, j, kind, score, whole=False)
                local = civic and not any(w.capital[first:i])
                if one is not None and (
                    w.prominent(one, wide=False) or (local and PRIMARY in one.classes)
                ):
                    yield one
                    i = j - 1
                    break
        i += 1


def _from_runs(w: Words, taken: bytearray) -> Iterator[Toponym]:
    """Capitalised runs that no name of the analysis covers."""
    covered = bytearray(taken)
    for first, after, *_ in w.names:
        covered[first:after] = b"\1" * (after - first)
    firsts = set(w.analysis.sentences.tolist())
    n = len(w)
    free = 0
    for i in w.capitals:
        loud = w.shouted[i] and (w.upos[i] != "PROPN" or len(w.word[i]) <= 3)
        if i < free or covered[i] or len(w.word[i]) < 2 or loud:
            continue
        stop = i + 1
        while stop < n and stop - i < _RUN and not covered[stop]:
            stop += 1
        for j in range(stop, i, -1):
            if not w.capital[j - 1]:
                continue
            one = w.look_up(i, j, "gazetteer", 0.5)
            if one is None or not w.prominent(one, wide=False):
                continue
            if j == i + 1 and i in firsts and w.upos[i] not in ("PROPN", "ADJ"):
                continue
            yield one
            free = j
            break


def _second_look(w: Words, taken: bytearray, found: list[Toponym]) -> Iterator[Toponym]:
    """Towns that the analysis took for a person or a body, or did not see, given away by the words
    around them ("near Afrin", "a Chapin man"), or known as a place elsewhere in the article."""
    places = {
        t.key for t in found if t.form == "name" and t.whole and t.found == "gpe" and t.places
    }
    covers: list[tuple[int, int, str] | None] = [None] * len(w)
    for first, after, kind, _ in w.names:
        for i in range(first, after):
            covers[i] = (first, after, kind)
    free = 0
    for i in w.capitals:
        if i < free or taken[i] or len(w.word[i]) < 3 or w.shouted[i]:
            continue
        cover = covers[i]
        stop = cover[1] if cover else min(len(w), i + 3)
        for j in range(min(stop, i + _RUN), i, -1):
            if not w.capital[j - 1] or any(taken[i:j]):
                continue
            one = w.look_up(i, j, "around", 0.4, whole=cover is None or cover[:2] == (i, j))
            if one is None or one.form != "name" or PRIMARY not in one.classes:
                continue
            if _given_away(w, one, cover, places):
                yield one
                free = j
                break


def _given_away(
    w: Words,
    one: Toponym,
    cover: tuple[int, int, str] | None,
    places: set[str],
) -> bool:
    if w.upos[one.first] != "PROPN" or one.key in w.persons:
        return False
    kind = cover[2] if cover else ""
    last = w.lower(cover[1] - 1) if cover else ""
    if cover is not None and cover[:2] != (one.first, one.after):
        # Inside a longer name, "Augusta University Hospital": only a place of the article.
        return kind != "person" and one.key in places and last not in w.known.media
    open_after = one.after >= len(w) or not w.capital[one.after]
    if one.key in places and open_after:
        return True
    if cover is not None and w.state(one):
        return True
    after = w.lower(one.after)
    if after in w.known.persons and w.upos[one.first - 1] in ("DET", "ADJ", "PUNCT", "NUM", "ADP"):
        return True
    before = w.lower(one.first - 1)
    if before in w.known.into and open_after:
        return True
    # "Mark Kitsmore, 54, of Tyler": the town of a person.
    return (
        before == "of"
        and open_after
        and (w.lower(one.first - 2) == "," or w.upos[one.first - 2] == "PROPN")
    )
