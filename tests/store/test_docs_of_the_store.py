"""Every table and every column stands in the docs."""

from __future__ import annotations

from readout.store.schema import SHOWN_BOOKS, TABLES
from tests.conftest import CHECKOUT


def test_every_table_and_column_is_documented() -> None:
    text = (CHECKOUT / "docs" / "reference" / "store.md").read_text(encoding="utf-8")
    for name, columns in TABLES.items():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| `{name}` |")]
        for column, _ in columns:
            if column not in ("char_start", "char_end", "reader"):
                assert f"`{column}`" in row, f"{name}.{column}"
        assert ("span" in row) == any(column == "char_start" for column, _ in columns), name
    assert all(f"| `{name}` |" in text for name in SHOWN_BOOKS)
