"""``readout eval events`` and ``readout eval records``: events of sentences and of articles."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from readout.cli.eval.shared import AsJson, rows, scores, show
from readout.record.types import Record

_PARAGRAPHS = 8
"""Line breaks from which a text is a whole article, with a headline and perhaps a dateline."""
_Gold = Annotated[str, Parameter(name="GOLD")]


@scores
def events(
    gold: _Gold,
    /,
    *,
    given_pair: Annotated[bool, Parameter(negative="")] = False,
    as_json: AsJson = False,
) -> int:
    """Score sentences with known events: found triples, actor spans, false alarms.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one sentence a line: "text", "source", "target" (or "sources" and
        "targets"), and "gold" with "root", "quad" or "binary".
    given_pair
        Source and target are given; score the root, quad and binary label between them.
    as_json
        Print JSON instead of a table.
    """
    from readout.evaluation import events as scorer

    held = [row for _, row in rows(gold, "text", "gold")]
    if given_pair:
        from readout.events.pair import root_of_pair
        from readout.language.analyse import analyse
        from readout.language.model import load

        def predict(text: str, pair: scorer.SpanPair) -> scorer.Scores:
            return root_of_pair(analyse(text, [(0, len(text))], load()), *pair).scores

        show(scorer.score_given_pair(held, predict), as_json)
    else:
        from readout.evaluation.passages import read_passage

        show(scorer.score_sentences((row, read_passage(row["text"])) for row in held), as_json)
    return 0


@scores
def attacks(gold: _Gold, /, *, as_json: AsJson = False) -> int:
    """Score attacks in whole articles against filled templates.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one article a line: "text", and "events" with "type", "stage" and
        fillers, as in MUC-4.
    as_json
        Print JSON instead of a table.
    """
    from readout.evaluation import attacks as scorer
    from readout.evaluation.passages import read_passage

    held = (row for _, row in rows(gold, "text", "events"))
    pairs = ((row, read_passage(scorer.unwrapped(row["text"]))) for row in held)
    show(scorer.score_attacks(pairs), as_json)
    return 0


@scores
def records(gold: _Gold, /, *, as_json: AsJson = False) -> int:
    """Score whole articles: events with actors, status, time and place, and statements.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one record a line; parts that are absent are not scored. The text of
        "article" is read as a plain capture, one of a few lines as prose; "article.published" is
        its date where that is given.
    as_json
        Print JSON instead of a table.
    """
    from readout.api import read as read_article
    from readout.evaluation.passages import read_passage
    from readout.evaluation.records import score_records

    def read(row: dict[str, Any]) -> Record:
        text, when = row["article"]["text"], row["article"].get("published")
        date = when["value"][:10] if when else None
        if text.count("\n") < _PARAGRAPHS:
            return read_passage(text, published=date)
        return read_article(text.encode(), published=date)

    held = [row for _, row in rows(gold, "article")]
    show(score_records((row, read(row)) for row in held), as_json)
    return 0
