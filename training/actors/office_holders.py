"""Builds ``knowledge/office_holders.npz`` from the two open tables of office holders.

    python -m training.actors.office_holders ../shared/data/actors

Sources, both free to ship: ``actors_open.jsonl.gz`` (Wikidata by the every-politician-scrapers
repositories, CC0; World Factbook, public domain; congress-legislators, CC0) and
``actors_open_legislators.jsonl.gz`` (Wikidata, CC0). One person is one Wikidata item; rows without
one join the item of the same country whose name has the same words, else they are a person each
country and name. Arrays of the file: see ``readout.knowledge.office_holders``.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from readout.knowledge import name_forms
from readout.knowledge.offices import weight

FILES = ("actors_open.jsonl.gz", "actors_open_legislators.jsonl.gz")
OUT = Path(__file__).parents[2] / "src/readout/knowledge/office_holders.npz"


def day(value: str | None, *, last: bool) -> int:
    """YYYYMMDD of the first or last day of a date of any grain; 0 unknown."""
    if not value:
        return 0
    parts = [int(p) for p in value.split("-")]
    filled = (parts + ([12, 31] if last else [1, 1])[len(parts) - 1 :])[:3]
    return filled[0] * 10000 + filled[1] * 100 + filled[2]


def blob(strings: list[str]) -> np.ndarray[Any, Any]:
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def longer(name: str) -> frozenset[str]:
    """The words of a name that are more than an initial."""
    return frozenset(w for w in name_forms.tokens(name) if len(w) > 1)


def build(folder: Path) -> None:
    rows = []
    for file in FILES:
        with gzip.open(folder / file, "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    names: dict[str, Counter[str]] = {}
    by_words: dict[tuple[str | None, tuple[str, ...]], str] = {}
    for row in rows:
        if "wikidata" in row:
            for n in (row["person"], *row["aliases"]):
                words = tuple(sorted(name_forms.tokens(n)))
                by_words.setdefault((row["country"], words), row["wikidata"])
    # Middle names and initials of the Factbook: the one item of the country whose name has the
    # longer words among its own, or the other way round, is the person.
    leaders: dict[str | None, dict[frozenset[str], str]] = {}
    for row in rows:
        if "wikidata" in row and weight(row["office"]) >= 0.9:
            for n in (row["person"], *row["aliases"]):
                leaders.setdefault(row["country"], {})[longer(n)] = row["wikidata"]
    for row in rows:
        if row["source"] == "factbook":
            mine = longer(row["person"])
            same = {
                item
                for other, item in leaders.get(row["country"], {}).items()
                if min(len(mine), len(other)) > 1 and (mine <= other or other <= mine)
            }
            words = tuple(sorted(name_forms.tokens(row["person"])))
            if len(same) != 1:
                # Heads of state of several realms or of territories: one person, many countries.
                same = {
                    item
                    for some in leaders.values()
                    for other, item in some.items()
                    if mine == other and row["office"] == "chief of state" and len(mine) > 1
                }
            if len(same) == 1:
                by_words.setdefault((row["country"], words), same.pop())
    held: dict[str, set[tuple[str, str, str, int, int]]] = {}
    for row in rows:
        words = tuple(sorted(name_forms.tokens(row["person"])))
        key = row.get("wikidata") or by_words.get((row["country"], words))
        if key is None:
            key = f"{row['country']} {' '.join(words)}"
        counts = names.setdefault(key, Counter())
        counts[row["person"]] += 2
        for alias in row["aliases"]:
            counts[alias] += 1
        start, end = day(row["start"], last=False), day(row["end"], last=True)
        if row["source"] == "factbook" and not row["end"]:
            end = day(row["seen_last"], last=True)
        if row["source"] == "wikidata" and not end:
            # Wikidata was asked in 2022: open means "in office then, or never closed".
            end = 1
        held.setdefault(key, set()).add(
            (row["office"], row["country"] or "", row["sector"] or "", start, end)
        )
    number_of = {k: int(k[1:]) if k[0] == "Q" and k[1:].isdigit() else 0 for k in names}
    keys = sorted(names, key=lambda k: (not number_of[k], number_of[k], k))
    spelled = [[n for n, _ in names[k].most_common(5)] for k in keys]
    flat = [n for many in spelled for n in many]
    words = [name_forms.tokens(n) for n in flat]
    vocabulary = sorted({w for ws in words for w in ws})
    number = {w: i for i, w in enumerate(vocabulary)}
    of_word = [name_forms.skeleton(w) for w in vocabulary]
    skeletons = sorted(set(of_word))
    at = {s: i for i, s in enumerate(skeletons)}
    terms = [sorted(held[k]) for k in keys]
    offices = sorted({t[0] for ts in terms for t in ts})
    countries = sorted({t[1] for ts in terms for t in ts})
    sectors = sorted({t[2] for ts in terms for t in ts})
    office_of = {o: i for i, o in enumerate(offices)}
    all_terms = [t for ts in terms for t in ts]
    items = [number_of[k] for k in keys]
    np.savez_compressed(
        OUT,
        names=blob(flat),
        vocabulary=blob(vocabulary),
        skeletons=blob(skeletons),
        skeleton=np.array([at[s] for s in of_word], np.uint32),
        offices=blob(offices),
        weight=np.array([round(100 * weight(o)) for o in offices], np.uint8),
        countries=blob(countries),
        sectors=blob(sectors),
        item=np.diff(np.array([0, *items], np.int64)).astype(np.int32),
        spellings=np.array([len(s) for s in spelled], np.uint8),
        words=np.array([len(w) for w in words], np.uint8),
        word=np.array([number[w] for ws in words for w in ws], np.uint32),
        terms=np.array([len(t) for t in terms], np.uint8),
        office=np.array([office_of[t[0]] for t in all_terms], np.uint16),
        country=np.array([countries.index(t[1]) for t in all_terms], np.uint8),
        sector=np.array([sectors.index(t[2]) for t in all_terms], np.uint8),
        start=np.array([t[3] for t in all_terms], np.uint32),
        end=np.array([t[4] for t in all_terms], np.uint32),
    )
    size = OUT.stat().st_size
    print(f"{len(keys)} persons, {len(flat)} names, {len(all_terms)} terms, {size} bytes")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
