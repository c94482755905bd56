"""Caption and credit, and datelines: examples written for the tests, and properties."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.page.captions import split_caption_credit
from readout.page.dateline import find_dateline


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("The harbour at dawn. Photo: Jo Writer/AFP", "Photo: Jo Writer/AFP"),
        ("Der Hafen am Morgen. © Stadt Nordhafen", "© Stadt Nordhafen"),
        ("The minister at the summit on Sunday. Credit: EPA / Office", "Credit: EPA / Office"),
        ("Workers leave the plant (Image: Getty Images)", "(Image: Getty Images)"),
        ("Le port de nuit. (Jean Témoin/Reuters)", "(Jean Témoin/Reuters)"),
        ("The mayor speaks to reporters", None),
        ("Foto: Privat", "Foto: Privat"),
    ],
)
def test_split(text: str, credit: str | None) -> None:
    parts = split_caption_credit(text)
    assert [text[a:b] for role, a, b in parts if role == "credit"] == ([credit] if credit else [])


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aA .|—()©:/\nFotoPhoto", max_size=120))
def test_split_covers(text: str) -> None:
    position = 0
    for _, a, b in split_caption_credit(text):
        assert position <= a < b
        assert not text[position:a].strip()
        position = b
    assert not text[position:].strip()


@pytest.mark.parametrize(
    ("text", "place", "agency", "end"),
    [
        ("LIMA, Peru — President Obama spent", "LIMA, Peru", None, 12),
        ("Bremen (dpa) – Der Senat hat", "Bremen", "dpa", 14),
        ("PORTVILLE, Nov 22 — Two boats sank", "PORTVILLE", None, 19),
        ("WASHINGTON (AP) — The House passed", "WASHINGTON", "AP", 17),
        ("LA PAZ (Agencia Andina) — Armoured vehicles", "LA PAZ", "Agencia Andina", 25),
        ("ABUJA, Nigeria (Sahel Wire) - Defence chiefs", "ABUJA, Nigeria", "Sahel Wire", 29),
        ("AFP, MANILA", "MANILA", "AFP", 11),
        ("Hamburg.", "Hamburg", None, 8),
    ],
)
def test_dateline(text: str, place: str, agency: str | None, end: int) -> None:
    found = find_dateline(text)
    assert found is not None
    assert found[0] == end
    assert found[1].of(text) == place
    assert (found[2].of(text) if found[2] else None) == agency


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The minister — who had said so before — left.",
        "Lima is the capital of Peru.",
        "Home",
        "WHO (World Health Organisation) - what it is and does",
        "Cyclists (Juniors only) - who may start",
        "Mr. Smith said on Monday that the company would not pay for the damage to the quay.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text) is None
