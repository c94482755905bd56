"""``readout eval accounts``: the same happening over articles, and points of the sides."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from readout.cli.eval.shared import AsJson, rows, scores, show


@scores
def accounts(
    gold: Annotated[str, Parameter(name="GOLD")],
    /,
    *,
    part: Literal["all", "dev", "test"] = "all",
    reading: Annotated[bool, Parameter(negative="")] = False,
    errors: Annotated[bool, Parameter(negative="")] = False,
    as_json: AsJson = False,
) -> int:
    """Score accounts: B-cubed over events of articles, stances of points, contradictions.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one written article a line, with "entities", "statements" and
        "events"; events with "happening" and articles with "points" are scored.
    part
        The rows of one part alone, as they say themselves.
    reading
        Read the texts with the program itself, instead of taking the gold's entities, statements
        and events: the errors of all rooms together.
    errors
        Print each error in a line of its own.
    as_json
        Print JSON instead of a table.
    """
    from readout.evaluation.account_points import score_points
    from readout.evaluation.accounts import read_row, record_of, score_happenings

    chosen = [
        row
        for _, row in rows(gold, "id", "text", "published", "entities", "statements", "events")
        if part in ("all", row.get("part"))
    ]
    read = read_row if reading else record_of
    report: dict[str, object] = {}
    wrong: list[str] = []
    if any(row.get("points") for row in chosen):
        figures, told = score_points(chosen, read)
        report |= figures
        wrong += told
    if any("happening" in event for row in chosen for event in row["events"]):
        figures, told = score_happenings(chosen, read)
        report |= figures
        wrong += told
    show(report, as_json)
    if errors:
        print(*wrong, sep="\n")
    return 0
