"""Events of the table as sentences."""

from __future__ import annotations

from typing import Any

from readout.view.web.told import names_of, sentence


def row(sources: str | None, lemma: str | None, targets: str | None = None, **more: Any) -> Any:
    return {"sources": sources, "targets": targets, "lemma": lemma, "reciprocal": False,
            "language": "en", "status": "occurred", "type": None} | more  # fmt: skip


def test_a_row_reads_as_a_sentence() -> None:
    assert sentence(row("Azerbaijan; Russia", "sign")) == "Azerbaijan and Russia signed"
    assert sentence(row("A; B", "meet", "C", reciprocal=True)) == "A, B and C met"
    assert sentence(row(None, "kill", "a boy", status="denied")) == "A boy was not killed"
    assert sentence(row("Jakarta", "menangkap", "Budi", language="id")) == (
        "Jakarta: menangkap (Budi)"
    )
    assert sentence(row("Iran", "deal", "Oman", type="AGREE")) == "Iran agreed with Oman (“deal”)"
    assert sentence(row(None, None, language=None)) == "Someone acted"
    assert sentence(row("=1+1", "go", "<b>")) == "=1+1 went to <b>"


def test_names_of_a_cell() -> None:
    assert [names_of(n) for n in (None, "", "A", "A; B", "A; ")] == [
        [], [], ["A"], ["A", "B"], ["A"],
    ]  # fmt: skip
