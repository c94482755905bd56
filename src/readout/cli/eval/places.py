"""``readout eval places``: toponyms and where they lie."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from readout.cli.eval.shared import AsJson, rows, scores, show


@scores
def places(
    gold: Annotated[str, Parameter(name="GOLD")],
    /,
    *,
    part: Literal["all", "dev", "test"] = "all",
    as_json: AsJson = False,
) -> int:
    """Score toponyms, their points, and points for given toponyms, with 95 % intervals.

    Parameters
    ----------
    gold
        JSON Lines, one text a line: "id", "text", "toponyms" with "start", "end", "lat" and "lon"
        (null where unknown), and "url" if there is one; also .gz.
    part
        One half of the texts, split by the hash of their ids: "dev" was read by those who made the
        program, "test" was not.
    as_json
        Print JSON instead of a table.
    """
    import msgspec

    from readout.errors import GoldError
    from readout.evaluation.places import Gold, evaluate, is_dev
    from readout.language.model import load

    documents = []
    for number, row in rows(gold, "id", "text", "toponyms"):
        try:
            one = msgspec.convert(row, Gold)
        except msgspec.ValidationError as error:
            raise GoldError(f"'{gold}', line {number}: {error}.") from error
        if part == "all" or is_dev(one.id) == (part == "dev"):
            documents.append(one)
    show(evaluate(documents, load()), as_json)
    return 0
