"""The scorer of plain-text captures on a capture of seven lines written for it."""

from __future__ import annotations

from readout.evaluation.plain import body_counts, score_plain

PARTS = [
    ("chrome", "Menu"),
    ("headline", "A short headline of the day"),
    ("byline", "By Anna Example"),
    ("date", "12 March 2024"),
    ("paragraph", "One two three four five six seven eight."),
    ("unknown", "Nobody knows what this is"),
    ("caption", "A boat"),
]


def row(**more: object) -> dict[str, object]:
    text, lines = "", []
    for role, part in PARTS:
        lines.append({"role": role, "start": len(text), "end": len(text) + len(part)})
        text += part + "\n"
    return {"text": text, "lines": lines, "labels": "full", **more}


def spans(row: dict[str, object], **change: str) -> list[tuple[str, int, int]]:
    lines: list[dict[str, int]] = row["lines"]  # type: ignore[assignment]
    return [(change.get(str(x["role"]), str(x["role"])), x["start"], x["end"]) for x in lines]


def test_perfect_in_record_roles() -> None:
    gold = row()
    found = spans(gold, date="published", unknown="credit")
    report = score_plain([gold], lambda _: found, draws=20)
    assert report.body_f1.value == report.macro_f1.value == 1.0
    assert report.roles["byline"].support == len("ByAnnaExample12March2024")


def test_unknown_role_is_not_counted() -> None:
    gold = row(roles_known=["headline", "byline", "date", "paragraph"])
    found = spans(gold, chrome="credit", unknown="chrome")
    report = score_plain([gold], lambda _: found, draws=20)
    assert report.roles["credit"].precision == 0.0
    assert report.roles["chrome"].support == 0
    assert score_plain([row()], lambda _: found, draws=2).roles["chrome"].support == 4


def test_body_counts() -> None:
    assert body_counts("a b c d e", "a b c d") == (1.0, 0.5)
    assert body_counts("", "") == (1.0, 1.0)
    assert body_counts("a b c d", "") == (1.0, 0.0)


def test_rows_with_a_body_text() -> None:
    gold = row(labels="body", body="One two three four five six seven eight.")
    found = spans(gold, date="published", unknown="chrome")
    report = score_plain([gold], lambda _: found, draws=10)
    assert report.body_f1.value == 1.0
    assert report.pages == 1


def test_prints_as_json() -> None:
    gold = row()
    assert '"body_f1"' in score_plain([gold], lambda _: spans(gold), draws=2).as_json()
