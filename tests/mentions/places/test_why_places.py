"""The reasons for places: complete, true to the numbers they explain, and bounded."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.evaluation.places import page_of
from readout.knowledge.gazetteer.table import gazetteer
from readout.language.analyse import analyse
from readout.language.analysis import Analysis
from readout.language.model import Model, load
from readout.mentions.places.explain import PHRASES, STEP, explain_places, odds
from readout.mentions.places.places import decided, find_places
from readout.mentions.places.problem import FEATURES
from readout.page.page import Page
from readout.view.why import TITLES


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def _analysed(text: str, model: Model) -> tuple[Page, Analysis]:
    page = page_of(text)
    return page, analyse(text, [(b.start, b.end) for b in page.blocks], model)


def test_every_feature_has_words() -> None:
    assert set(PHRASES) == set(FEATURES)
    assert STEP in TITLES


def test_candidates_stand_with_their_scores_and_the_winner_first(model: Model) -> None:
    page, analysis = _analysed("She lives in Paris.", model)
    (note,) = explain_places(page, analysis)
    assert page.text[note.start : note.end] == "Paris"
    head, found, first, second, *rest = note.reason.split("\n")
    assert head.startswith("Paris, FR")
    assert found.startswith("“Paris” found by the model")
    assert first.endswith(head.removesuffix(": 1 mention"))
    assert float(first[:4]) > float(second[:4])
    assert any(line.startswith("before") and "because it" in line for line in rest)


def test_what_holds_a_town_is_told_as_the_reason(model: Model) -> None:
    page, analysis = _analysed("The fair opened in Paris, Texas, on Friday.", model)
    paris = next(n for n in explain_places(page, analysis) if n.reason.startswith("Paris"))
    assert paris.reason.startswith("Paris, US.TX")
    assert PHRASES["inside next"] in paris.reason


def test_a_place_without_a_choice_or_without_a_row_says_so(model: Model) -> None:
    page, analysis = _analysed("Ships from Zanzorvia reached Tajikistan on Monday.", model)
    told = {page.text[n.start : n.end]: n.reason for n in explain_places(page, analysis)}
    assert "no place of this name" in told["Zanzorvia"]
    assert "the only place of this name" in told["Tajikistan"]


def test_terms_sum_to_the_logarithm_of_the_odds(model: Model) -> None:
    text = "MEMPHIS — Crews from Springfield, Illinois, and Jackson drove to Cairo and Georgia."
    _, decision = decided(*_analysed(text, model), gazetteer())
    seen = 0
    for group in set(decision.problem.group_of):
        first, *others = decision.ranked(group)
        for other in others[:3]:
            if decision.chance[other] < 1e-6:
                continue
            seen += 1
            terms = sum(term for _, term, _ in odds(decision, first, other))
            true = math.log(decision.chance[first] / decision.chance[other])
            assert terms == pytest.approx(true, abs=1e-3)
    assert seen > 3


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(["Paris", ",", "Texas", "Syrian", "capital", "of", ".", "\n\n", "Peru"])
    )
)
def test_each_place_has_one_note_at_its_first_mention(words: list[str]) -> None:
    page, analysis = _analysed(" ".join(words), load())
    places = find_places(page, analysis)
    notes = explain_places(page, analysis)
    firsts = [(p.mentions[0].start, p.mentions[0].end) for p in places]
    assert [(n.start, n.end) for n in notes] == firsts
    assert all(len(n.reason) < 10_000 for n in notes)
