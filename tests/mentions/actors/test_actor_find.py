"""Actors of sentences written for these tests, read with the model that ships."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.evaluation.actors import score_passages
from readout.language.analyse import analyse
from readout.language.model import Model, load
from readout.mentions.actors.find import Actors, read_actors
from readout.record.types import Entity

PASSAGES = Path(__file__).parents[2] / "data" / "actors" / "passages.jsonl"


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def _read(text: str, model: Model, date: str | None = "2016-11-20") -> Actors:
    spans = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return read_actors(analyse(text, spans, model), date)


def _one(found: Actors, name: str) -> Entity:
    return next(e for e in found.entities if name in e.name)


def _said(text: str, entity: Entity) -> list[str]:
    return [text[m.start : m.end] for m in entity.mentions]


def test_titles_names_pronouns_and_the_table(model: Model) -> None:
    text = (
        "Russian Foreign Minister Sergei Lavrov met reporters in Geneva on Sunday. "
        "He said that the talks had failed. Lavrov left in the evening."
    )
    lavrov = _one(_read(text, model), "Sergei Lavrov")
    assert _said(text, lavrov) == ["Sergei Lavrov", "He", "Lavrov"]
    assert (lavrov.kind, lavrov.country, lavrov.sector) == ("person", "RUS", "GOV")
    assert lavrov.ref is not None
    assert lavrov.ref.id == "Q58217"
    role = lavrov.roles[0]
    assert (role.title, role.of, role.from_) == ("Foreign Minister", "Russia", "2004-03-09")


def test_the_day_decides_who_holds_the_office(model: Model) -> None:
    text = "President Trump said that he would build a wall."
    trump = _one(_read(text, model, "2016-11-20"), "Trump")
    assert trump.ref is not None
    assert trump.ref.id == "Q22686"
    assert trump.roles[0].from_ == "2017-01-20"
    later = _one(_read(text, model, "2025-06-01"), "Trump")
    assert later.roles[0].from_ == "2025-01-20"


def test_a_spokesman_is_of_the_country_of_whom_he_serves(model: Model) -> None:
    text = (
        "Russian President Vladimir Putin flew home. "
        "Dmitry Peskov, a Putin spokesman, said the visit was short."
    )
    peskov = _one(_read(text, model), "Peskov")
    assert [(r.title, r.of) for r in peskov.roles] == [("spokesman", "Putin")]
    assert peskov.country == "RUS"


def test_unnamed_actors_are_entities(model: Model) -> None:
    text = (
        "A White House official called the talks useful. The official declined to be named. "
        "Rebels in Idlib fired on a convoy, and police detained four men."
    )
    found = _read(text, model)
    official = _one(found, "White House official")
    assert official.anonymous
    assert official.country == "USA"
    assert len(official.mentions) == 2
    rebels = _one(found, "Rebels")
    assert (rebels.kind, rebels.sector, rebels.anonymous) == ("group", "REB", True)
    assert _one(found, "police").sector == "COP"


def test_states_act_under_demonyms_and_metonyms(model: Model) -> None:
    text = (
        "Syrian airstrikes killed 20 people. Moscow condemned the attack. "
        "A meeting in Moscow was called off."
    )
    found = _read(text, model)
    syria = next(e for e in found.entities if e.country == "SYR" and e.kind == "state")
    assert [m.form for m in syria.mentions] == ["demonym"]
    russia = next(e for e in found.entities if e.country == "RUS")
    assert [(m.form, text[m.start : m.end]) for m in russia.mentions] == [("metonym", "Moscow")]


def test_plurals_stand_for_their_members(model: Model) -> None:
    text = (
        "President Barack Obama met Russian President Vladimir Putin on Sunday. "
        "The two presidents spoke for four minutes."
    )
    found = _read(text, model)
    both = _one(found, "two presidents")
    names = {e.name for e in found.entities if e.id in found.members[both.id]}
    assert names == {"Barack Obama", "Vladimir Putin"}


def test_acronyms_join_their_names(model: Model) -> None:
    text = "The Harbour Workers Union (HWU) called a strike. The HWU said talks had failed."
    found = _read(text, model)
    union = [e for e in found.entities if e.kind == "organization" and "Union" in e.name]
    assert len(union) == 1
    assert len(union[0].mentions) >= 2


def test_first_persons_are_the_speakers(model: Model) -> None:
    text = "“I will not resign,” Prime Minister Elena Duarte told reporters in Lisbon."
    duarte = _one(_read(text, model), "Duarte")
    assert "I" in _said(text, duarte)


def _scores(model: Model, split: str) -> dict[str, float]:
    rows = [json.loads(line) for line in PASSAGES.read_text(encoding="utf-8").splitlines()]

    def read(text: str, date: str | None) -> Sequence[Entity]:
        return _read(text, model, date).entities

    found = score_passages([r for r in rows if r["split"] == split], read)
    return {k.partition("/")[2]: v.value for k, v in found.items()}


def test_roles_and_countries_of_the_passages(model: Model) -> None:
    assert _scores(model, "open")["role and country"] > 0.85
    assert _scores(model, "blind")["role and country"] > 0.72


@pytest.mark.parametrize(
    "text",
    ["", "x", "Obama", "HE", "OBAMA MET PUTIN IN LIMA, SAID A WHITE HOUSE OFFICIAL.",
     "“”‘’—…", "مرحبا بالعالم", "习近平 说", "\u200b\u200b", "the the the of of", "((((", "I"],
)  # fmt: skip
def test_odd_texts_are_read(text: str, model: Model) -> None:
    _check(text, _read(text, model, None))


def _check(text: str, found: Actors) -> None:
    ids = [e.id for e in found.entities]
    assert len(set(ids)) == len(ids)
    for e in found.entities:
        assert e.mentions
        assert e.name
        assert 0 <= e.confidence <= 1
        for m in e.mentions:
            assert 0 <= m.start < m.end <= len(text)
        for r in e.roles:
            assert r.title
            assert all(0 <= x.start < x.end <= len(text) for x in r.evidence)
    assert all(m in ids for many in found.members.values() for m in many)


_WORDS = (
    "President Obama Putin the a said , . “ ” met Russian rebels officials she he they it of from "
    "Moscow Syria minister , who ( ) UN's and Mr. Secretary-General 's I we you ? France's"
).split()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join))
def test_offsets_hold_for_any_order_of_words(text: str) -> None:
    model = load()
    _check(text, _read(text, model))
    assert _read(text, model) == _read(text, model)


def test_a_label_says_who_speaks(model: Model) -> None:
    text = (
        "The mayor and a farmer met on Monday.\n"
        "Elena Duarte: I have lived in this town for forty years.\n"
        "Pedro Salas: I came last spring."
    )
    found = _read(text, model)
    assert "I" in _said(text, _one(found, "Duarte"))
    assert "I" in _said(text, _one(found, "Salas"))


def test_a_page_is_read_without_its_dateline_and_byline(model: Model) -> None:
    from readout.capture import Capture
    from readout.language.analyse import analyse_page
    from readout.mentions.actors.find import find_entities
    from readout.page.read import read_page
    from readout.settings import Settings

    text = (
        "Harbour workers end their strike\n\nLIMA, Peru — Peruvian President Ollanta Humala said "
        "on Monday that he welcomed the end of the strike, which began last week in the port of "
        "Callao and cost the country millions.\n\nUnion leader Rosa Quispe said her members would "
        "return to work on Tuesday morning after a vote in the harbour.\n"
    )
    page = read_page(Capture(
        kind="text", text=text, sha256="", path=None, media_type="text/plain", encoding="utf-8",
        url=None, captured_at=None,
    ), Settings())  # fmt: skip
    entities = find_entities(page, analyse_page(page, model), [])
    names = {e.name for e in entities}
    assert {"Ollanta Humala", "Rosa Quispe"} <= names
    skipped = [b for b in page.blocks if b.role == "dateline"]
    for e in entities:
        for m in e.mentions:
            assert not any(b.start <= m.start < b.end for b in skipped)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She is now a farmer in Ostrey, and she met the mayor.", "a farmer"),
        ("The mayor met perhaps the best-known farmer of the valley.", "the best-known farmer"),
        ("My barn burnt down. I told the mayor about my loss, and I wept.", "I"),
    ],
)
def test_a_name_begins_with_no_adverb_and_is_no_possessive(
    text: str, name: str, model: Model
) -> None:
    names = [e.name for e in _read(text, model).entities]
    assert any(n == name or n.startswith(f"{name} ") for n in names)
    assert not any(n.lower() in ("my", "your", "us") for n in names)


def test_what_somebody_is_accused_of_is_no_part_of_who_it_is(model: Model) -> None:
    names = [
        e.name
        for e in _read("Critics accuse the army of the massacre of 40 villagers.", model).entities
    ]
    assert "the army" in names


def test_a_bare_plural_is_not_the_special_one_before(model: Model) -> None:
    text = (
        "Airport authorities in Ostrey delayed six flights on Monday. Authorities closed all "
        "schools of the province and declared an emergency."
    )
    found = _read(text, model)
    assert _said(text, _one(found, "Airport authorities"))[:1] != ["Authorities"]
    assert "Authorities" in [e.name for e in found.entities]
