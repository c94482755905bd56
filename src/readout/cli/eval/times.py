"""``readout eval times`` and ``readout eval quantities``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from readout.cli.eval.shared import AsJson, rows, scores, show
from readout.evaluation.spans import Part, of_part

if TYPE_CHECKING:
    from readout.record.types import Quantity, Time

_LINE = re.compile(r"[^\n]*\S[^\n]*")


@scores
def times(
    gold: Annotated[str, Parameter(name="GOLD")],
    /,
    *,
    part: Part = "all",
    as_json: AsJson = False,
) -> int:
    """Score times (TIMEX3): strict, relaxed, type and value, precision, recall and F1.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one text a line: "id", "dct" (date of the text), "text", "timex".
    part
        Score only the half to read (dev) or the half only to score (test), split by id.
    as_json
        Print JSON instead of a table.
    """
    from readout.evaluation.times import score_times
    from readout.language.analyse import analyse
    from readout.language.model import load
    from readout.mentions.times.find import find_times_in

    model = load()

    def predict(text: str, reference: date | None) -> Sequence[Time]:
        spans = [m.span() for m in _LINE.finditer(text)]
        return find_times_in(text, spans, reference, analyse(text, spans, model))

    texts = of_part([row for _, row in rows(gold, "id", "text", "timex")], part)
    show(score_times(texts, predict), as_json)
    return 0


@scores
def quantities(
    gold: Annotated[str, Parameter(name="GOLD")],
    /,
    *,
    part: Part = "all",
    as_json: AsJson = False,
) -> int:
    """Score quantities: kind and bounds, precision, recall and F1.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one text a line: "id", "text", "quantities".
    part
        Score only the half to read (dev) or the half only to score (test), split by id unless the
        rows say it.
    as_json
        Print JSON instead of a table.
    """
    from readout.evaluation.quantities import score_quantities
    from readout.language.analyse import analyse
    from readout.language.model import load
    from readout.mentions.quantities.find import find_quantities_in
    from readout.mentions.times.find import find_times_in

    model = load()

    def predict(text: str) -> Sequence[Quantity]:
        spans = [m.span() for m in _LINE.finditer(text)]
        analysis = analyse(text, spans, model)
        told = find_times_in(text, spans, None, analysis)
        return find_quantities_in(text, spans, analysis, told)

    texts = of_part([row for _, row in rows(gold, "id", "text", "quantities")], part)
    show(score_quantities(texts, predict), as_json)
    return 0
