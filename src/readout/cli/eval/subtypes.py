"""``readout eval subtypes``: sub-types of ACLED."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from readout.cli.eval.shared import AsJson, rows, scores, show


@scores
def subtypes(
    gold: Annotated[str, Parameter(name="GOLD")],
    /,
    *,
    part: Literal["dev", "test", "all"] = "all",
    as_json: AsJson = False,
) -> int:
    """Score ACLED's sub-types of snippets: weighted F1.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one snippet a line: "id", "text", "gold" with "acled_subtype".
    part
        Score only the half to read (dev) or the half only to score (test), split by id.
    as_json
        Print JSON instead of a table.
    """
    from readout.errors import GoldError
    from readout.evaluation.passages import read_passage
    from readout.evaluation.subtypes import in_part, score_subtypes

    held = [r for _, r in rows(gold, "id", "text", "gold") if in_part(str(r["id"]), part)]
    if not held:
        raise GoldError(f"'{gold}' holds nothing to score in the part {part}.")
    show(score_subtypes((row, read_passage(row["text"])) for row in held), as_json)
    return 0
