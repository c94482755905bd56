"""``python -m training.names.known``: packs what :mod:`readout.language.known_names` asks.

Everything comes from tables that the package ships and from lists that a language model wrote for
this project (:mod:`.written`), and of names no more than a hash is kept. There is no chance in it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import numpy as np

import readout.knowledge.office_holders as holders
from readout.knowledge.actor_words import given_names
from readout.knowledge.gazetteer.keys import digest, fold
from readout.knowledge.gazetteer.table import ALTERNATE, KINDS, POSTAL, PRIMARY, gazetteer
from readout.language import known_names as kinds
from training.names.written import written

TOWN, LARGE = 10.8, 13.0
"""Logarithms of inhabitants from which a town is kept (50,000) and from which it is large
(440,000)."""
BEARERS = 2
"""Holders of an office from whom a last word is a surname: spares the file the rare half."""
_SMALL = ("city", "facility", "admin2", "district")
_BODY_WORDS = (
    "inc corp corporation co company ltd llc plc gmbh university college institute foundation "
    "association society union committee council club group party league federation bank church "
    "school museum hospital army navy police ministry department agency board bureau office "
    "commission court senate parliament congress assembly team band network news times post "
    "magazine journal press airlines airways systems technologies industries partners holdings "
    "records studios center centre organization organisation"
)


def pairs() -> Iterator[tuple[str, int]]:
    """Names and words of the tables, folded, with what they are; abbreviations are not folded."""
    yield from ((fold(name), kinds.GIVEN) for name in given_names())
    table = holders.table()
    last = Counter(w[-1] for w in map(table.words_of, range(len(table.names))) if len(w) > 1)
    yield from ((fold(w), kinds.SURNAME) for w, n in last.items() if n >= BEARERS)
    words, outlets, agencies, places = (
        json.loads(Path(holders.__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
        for name in ("actor_words", "outlets", "agencies", "place_words")
    )
    several = [w.replace("_", " ") for v in words["organisations"].values() for w in v.split()]
    for name in [*several, *outlets["names"], *agencies["news"]]:
        yield name if name.isupper() else fold(name), kinds.BODY
    heads = " ".join(words["organisation_heads"].values()).replace("_", " ").split()
    for word in [*heads, *outlets["words"], *_BODY_WORDS.split()]:
        yield fold(word), kinds.BODY_WORD
    for name in ("features", "heads", "forms", "units"):
        yield from ((fold(w), kinds.PLACE_WORD) for w in places[name])
    yield from ((fold(w), kinds.TITLE) for w in words["person_titles"].split())


def place_codes() -> Iterator[tuple[int, int]]:
    """Hashes of names of towns and of all that is larger."""
    table = gazetteer()
    owner = np.repeat(np.arange(len(table.keys)), np.diff(table.first))
    place, kept = table.places, table.classes
    wide = ~np.isin(table.kind, [KINDS.index(kind) for kind in _SMALL])
    state = table.kind == KINDS.index("country")
    usual = np.isin(kept, (PRIMARY, POSTAL)) | ((kept == ALTERNATE) & state[place])
    take = usual & (wide | (table.size >= TOWN))[place]
    large = wide | (table.size >= LARGE)
    few = {
        digest("".join(letters)) for n in (2, 3) for letters in product(ascii_lowercase, repeat=n)
    }
    for key, big, postal, country in zip(
        table.keys[owner[take]].tolist(), large[place[take]].tolist(),
        (kept[take] == POSTAL).tolist(), state[place[take]].tolist(), strict=True,
    ):  # fmt: skip
        short = postal or (country and key in few)
        code = key & kinds.HASH
        yield code ^ kinds.SHORT if short else code, kinds.PLACE | (kinds.LARGE if big else 0)


def _grammatical() -> Iterator[str]:
    """Words that would begin a sentence far more often than a name: "He", "Of" and "Same" are names
    of persons and towns."""
    path = Path(holders.__file__).with_name("function_words.json")
    for value in json.loads(path.read_text(encoding="utf-8")).values():
        words = value.split() if isinstance(value, str) else value
        yield from (word for word in words if isinstance(word, str))


def code_of(name: str) -> int:
    """The hash that a name is kept under."""
    code = digest(kinds.key(name)) & kinds.HASH
    return code ^ kinds.SHORT if name.isupper() else code


def packed() -> np.ndarray:
    """The entries, sorted."""
    held: Counter[int] = Counter()
    for name, kind in pairs():
        held[code_of(name)] |= kind
    added = {c for c in map(code_of, written()) if not held[c] & kinds.BODY}
    for code in added:
        held[code] |= kinds.BODY
    for code, kind in place_codes():
        if code in added:
            # A club or a band that is called as a town is: the town is meant far more often.
            held[code] &= ~kinds.BODY
        held[code] |= kind
    for word in _grammatical():
        held[digest(word) & kinds.HASH] &= kinds.BODY_WORD | kinds.PLACE_WORD | kinds.TITLE
    held = Counter({code: kind for code, kind in held.items() if kind})
    return np.sort(np.array([code << 8 | kind for code, kind in held.items()], dtype=np.uint32))


if __name__ == "__main__":
    np.savez_compressed(kinds.FILE, entries=packed())
