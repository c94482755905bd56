"""The table of figures in ``docs/explanation/accounts.md``.

    python -m evaluation.accounts

Reads ``tests/data/accounts`` and prints Markdown: for episodes inside one article, episodes over
articles, and stories, with the reading given and with the program's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readout.evaluation.account_points import score_points
from readout.evaluation.accounts import Figure, read_row, record_of, score_happenings

DATA = Path(__file__).parents[1] / "tests" / "data" / "accounts"
_ROWS = (
    ("stance of (point, side) cells", "episodes", "stance"),
    ("contradictions: precision", "episodes", "contradictions: precision"),
    ("contradictions: recall", "episodes", "contradictions: recall"),
    ("over articles: stance", "many", "stance"),
    ("over articles: contradictions: precision", "many", "contradictions: precision"),
    ("over articles: contradictions: recall", "many", "contradictions: recall"),
    ("over articles: same happening, B-cubed F1", "many", "B-cubed F1"),
    ("stories: same happening, B-cubed F1", "stories", "B-cubed F1"),
    ("as wires tell them: stance", "wires", "stance"),
    ("as wires tell them: contradictions: precision", "wires", "contradictions: precision"),
    ("as wires tell them: contradictions: recall", "wires", "contradictions: recall"),
    ("as wires tell them: same happening, B-cubed F1", "wires", "B-cubed F1"),
    ("as agencies tell them: stance", "agencies", "stance"),
    ("as agencies tell them: contradictions: precision", "agencies", "contradictions: precision"),
    ("as agencies tell them: contradictions: recall", "agencies", "contradictions: recall"),
    ("as agencies tell them: same happening, B-cubed F1", "agencies", "B-cubed F1"),
)


def _scored(name: str, part: str, reading: bool) -> dict[str, Figure]:
    rows = [json.loads(line) for line in (DATA / f"{name}.jsonl").open(encoding="utf-8")]
    rows = [row for row in rows if row["part"] == part]
    held: dict[str, Any] = {}

    def read(row: Any) -> Any:
        if row["id"] not in held:
            held[row["id"]] = read_row(row) if reading else record_of(row)
        return held[row["id"]]

    figures = dict(score_points(rows, read)[0]) if name != "stories" else {}
    return figures | (score_happenings(rows, read)[0] if name != "episodes" else {})


def table() -> Iterator[str]:
    """The lines of the table; intervals stand beside the stances."""
    columns = [(part, reading) for reading in (False, True) for part in ("dev", "test")]
    names = [part + (", reading itself" if reading else "") for part, reading in columns]
    yield f"| | {' | '.join(names)} |"
    yield "| --- |" + " --- |" * len(columns)
    scored = {
        (name, *column): _scored(name, *column)
        for name in dict.fromkeys(name for _, name, _ in _ROWS)
        for column in columns
    }
    for title, name, key in _ROWS:
        cells = []
        for column in columns:
            found = scored[(name, *column)][key]
            low_high = f" ({found.low:.3f} to {found.high:.3f})" if key == "stance" else ""
            cells.append((f"{found.value:.3f}" + low_high).replace("0.", "."))
        yield f"| {title} | {' | '.join(cells)} |"


if __name__ == "__main__":
    print("\n".join(table()))
