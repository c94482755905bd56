"""No text is a formula, and numbers stay numbers."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.export.cells import guarded, guarded_row
from readout.export.write import Comma, Tab

_TAKEN_AWAY = re.compile(r"^'(?=[=+\-@\t\r\n])")


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://x.example","y")', "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)",
     "\t=1", "\r=1", "\n=1", "-", "=", "+44 others"],
)  # fmt: skip
def test_what_begins_as_a_formula_is_a_text(text: str) -> None:
    assert guarded(text) == "'" + text
    assert _TAKEN_AWAY.sub("", str(guarded(text))) == text


@pytest.mark.parametrize(
    "cell", ["", "plain", "a=b", "'quoted'", "-12.5", "+3", "-1,200", "-1e-5", -3, -0.5, None, True]
)
def test_the_rest_is_as_it_was(cell: object) -> None:
    assert guarded_row([cell]) == [cell]


def test_files_of_commas_are_guarded_and_those_of_tabs_are_for_programs() -> None:
    comma, tab = io.BytesIO(), io.BytesIO()
    for table in (Comma(comma, ["text", "number", "figure"]),
                  Tab(tab, ["text", "number", "figure"], header=True)):  # fmt: skip
        table.add(["=1+1", -7.7, -2])
    assert comma.getvalue() == b"text,number,figure\n'=1+1,-7.7,-2\n"
    assert tab.getvalue() == b"text\tnumber\tfigure\n=1+1\t-7.7\t-2\n"


@given(
    st.lists(
        st.one_of(st.text(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
        min_size=1,
    )
)
def test_no_cell_read_back_is_a_formula(cells: list[object]) -> None:
    out = io.BytesIO()
    Comma(out, ["c"] * len(cells)).add(cells)  # type: ignore[arg-type]
    _, row = csv.reader(io.StringIO(out.getvalue().decode(), newline=""))
    assert len(row) == len(cells)
    for cell in row:
        assert not cell.startswith(("=", "@", "\t", "\r"))
        assert not cell.startswith(("+", "-")) or cell[1:2].isdigit()
