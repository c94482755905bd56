"""``readout eval statements`` and ``readout eval factuality``."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from readout.cli.eval.shared import AsJson, rows, scores, show


@scores
def statements(gold: Annotated[str, Parameter(name="GOLD")], /, *, as_json: AsJson = False) -> int:
    """Score who says what: sources, cues, contents, pairs; sourcing, channel, relay and status.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one article a line: "id", "text" and "attributions"; attributes and
        "predicates" are scored where they are labelled.
    as_json
        Print JSON instead of a table.
    """
    from readout.evaluation.said import score_statements
    from readout.language.model import load

    articles = (row for _, row in rows(gold, "id", "text", "attributions"))
    show(score_statements(articles, load()), as_json)
    return 0


@scores
def factuality(gold: Annotated[str, Parameter(name="GOLD")], /, *, as_json: AsJson = False) -> int:
    """Score how real happenings are held to be, on the scale from -3 (did not) to 3 (did).

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one predicate a line: "text", "predicate" (its span) and
        "factuality".
    as_json
        Print JSON instead of a table.
    """
    from readout.evaluation.factuality import score_factuality
    from readout.language.model import load

    predicates = (row for _, row in rows(gold, "text", "predicate", "factuality"))
    show(score_factuality(predicates, load()), as_json)
    return 0
