"""Who a statement is led back to, in whole readings of passages written for the tests."""

from __future__ import annotations

from readout.evaluation.passages import read_passage


def speakers(text: str) -> list[list[str]]:
    record = read_passage(text)
    names = {e.id: e.name for e in record.entities}
    return [[names[i] for i in s.speakers] for s in record.statements]


def test_who_is_called_by_name_speaks_and_not_whose_counterpart_it_is() -> None:
    text = (
        "The minister, Anna Kovacs, met reporters. Her counterpart, Paul Imber, said the talks "
        "had failed."
    )
    assert speakers(text)[-1] == ["Paul Imber"]


def test_somebody_inside_a_quotation_is_not_he_outside_it() -> None:
    text = (
        "“My father built this barn,” Tom Reed said. “My father kept forty cows here.” He sold "
        "the land in 2001, he said."
    )
    assert all("father" not in name for names in speakers(text) for name in names)
