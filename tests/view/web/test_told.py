"""Events as sentences."""

from __future__ import annotations

from typing import Any

import pytest

from readout.view.web.told import joined, sentence, verb


def row(sources: str | None, lemma: str, targets: str | None = None, **more: Any) -> dict[str, Any]:
    return {"sources": sources, "targets": targets, "lemma": lemma, "reciprocal": False,
            "language": "en"} | more  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (row("Azerbaijan; Russia", "sign"), "Azerbaijan and Russia sign"),
        (row("Roth", "meet", "Imber"), "Roth meets Imber"),
        (row("Roth", "meet", "Imber", reciprocal=True), "Roth and Imber meet"),
        (row("A; B", "meet", "C", reciprocal=True), "A, B and C meet"),
        (row("Police", "arrest", "two men"), "Police arrest two men"),
        (row("two officers", "carry"), "two officers carry"),
        (row("United States", "sanction", "Syria"), "United States sanctions Syria"),
        (row("Ruritania", "carry out"), "Ruritania carries out"),
        (row("Court", "crush", "A; B; C"), "Court crushes A, B and C"),
        (row(None, "kill", "a boy"), "Someone unnamed kills a boy"),
        (row("Iran; Oman", "agreement"), "Iran and Oman: agreement"),
        (row("Iran", "negotiation", "Oman"), "Iran: negotiation (Oman)"),
        (row("Jakarta", "menangkap", "Budi", language="id"), "Jakarta: menangkap (Budi)"),
        (row("X", "日本"), "X: 日本"),
        (row("=1+1", "go", "<b>"), "=1+1 goes <b>"),
    ],
)
def test_an_event_reads_as_a_sentence(given: dict[str, Any], said: str) -> None:
    assert sentence(given) == said


def test_names_and_verbs() -> None:
    assert [joined(n) for n in ("", "A", "A; B", "A; B; C", "A; ")] == [
        "", "A", "A and B", "A, B and C", "A",
    ]  # fmt: skip
    assert [verb(v, False) for v in ("be", "have", "say", "deny", "pass", "reach")] == [
        "is", "has", "says", "denies", "passes", "reaches",
    ]  # fmt: skip
