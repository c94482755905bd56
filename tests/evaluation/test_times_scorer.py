"""The one-to-one rule and the figures of times and quantities."""

from __future__ import annotations

from datetime import date

from readout.evaluation.quantities import score_quantities
from readout.evaluation.spans import matched, of_part
from readout.evaluation.times import score_times
from readout.record.types import Quantity, Time


def _time(start: int, end: int, value: str, kind: str = "DATE") -> Time:
    return Time(
        id="t1", start=start, end=end, type=kind, value=value, mod=None, quant=None,
        freq=None, from_=None, to=None, anchor=None,
    )  # type: ignore[arg-type]  # fmt: skip


def test_identical_spans_come_first() -> None:
    assert matched([(0, 10), (4, 6)], [(4, 6), (8, 12)]) == [(0, 1), (1, 0)]


def test_a_span_matches_one_other_only() -> None:
    assert matched([(0, 10)], [(0, 3), (4, 8)]) == [(0, 0)]


def test_times() -> None:
    row = {
        "id": "a", "dct": "2016-11-20", "text": "x" * 40,
        "timex": [
            {"start": 0, "end": 5, "type": "DATE", "value": "2016"},
            {"start": 10, "end": 15, "type": "DATE", "value": "2015"},
        ],
    }  # fmt: skip

    def predict(text: str, day: date | None) -> list[Time]:
        assert day == date(2016, 11, 20)
        return [_time(0, 5, "2016"), _time(11, 15, "2014"), _time(30, 35, "2013")]

    report = score_times([row], predict, draws=10)
    assert report.figures["strict"].value == 2 / 5
    assert report.figures["relaxed"].value == 4 / 5
    assert report.figures["right type"].value == 4 / 5
    assert report.figures["right value"].value == 2 / 5
    assert report.figures["relaxed"].precision == 2 / 3


def test_quantities() -> None:
    row = {
        "id": "a", "text": "x",
        "quantities": [{"start": 0, "end": 5, "min": 20, "max": None, "kind": "killed"}],
    }  # fmt: skip
    right = Quantity(
        id="q1", start=1, end=4, min=20, max=None, approximate=False, unit=None, kind="killed"
    )
    report = score_quantities([row], lambda _: [right], draws=0)
    assert {figure.value for figure in report.figures.values()} == {1.0}


def test_parts_by_id_are_stable_and_apart() -> None:
    rows = [{"id": f"d{k}"} for k in range(200)]
    dev, test = of_part(rows, "dev"), of_part(rows, "test")
    assert len(dev) + len(test) == 200
    assert 70 < len(dev) < 130
    assert of_part([{"id": "x", "part": "test"}], "test")
