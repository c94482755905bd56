"""``readout eval actors`` and ``readout eval coreference``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from readout.cli.eval.shared import AsJson, rows, scores, show
from readout.errors import GoldError

if TYPE_CHECKING:
    from readout.evaluation.coreference import Clusters
    from readout.evaluation.treebank import GoldDocument
    from readout.record.types import Entity

_LOOKED = ["mention", "date", "country", "in_office", "sector"]
_READ = ["text", "people"]
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@scores
def actors(gold: Annotated[str, Parameter(name="GOLD")], /, *, as_json: AsJson = False) -> int:
    """Score actors: office holders looked up by name and day, or stated roles in passages.

    Parameters
    ----------
    gold
        JSON Lines (also .gz). Rows with "mention", "date", "country", "in_office" and "sector" are
        looked up; rows with "text" and "people" (each "name", "title", "of", "country", "sector")
        are read.
    as_json
        Print JSON instead of a table.
    """
    from readout.evaluation.actors import score_lookup, score_passages

    told = list(rows(gold))
    looked: list[dict[str, Any]] = []
    read: list[dict[str, Any]] = []
    for number, row in told:
        kind, needed = (read, _READ) if "people" in row else (looked, _LOOKED)
        for name in needed:
            if name not in row:
                raise GoldError(f"'{gold}', line {number}: the field {name!r} is missing.")
        kind.append(row)
    found = score_lookup(looked)
    if read:
        from readout.language.analyse import analyse
        from readout.language.model import load
        from readout.mentions.actors.find import read_actors

        model = load()

        def entities(text: str, date: str | None) -> Sequence[Entity]:
            spans = [m.span() for m in _LINE.finditer(text)]
            return read_actors(analyse(text, spans, model), date).entities

        found |= score_passages(read, entities)
    show(found, as_json)
    return 0


@scores
def coreference(
    gold: Annotated[str, Parameter(name="GOLD")],
    /,
    *,
    genre: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    as_json: AsJson = False,
) -> int:
    """Score which mentions of persons are the same person: B-cubed.

    Parameters
    ----------
    gold
        JSON Lines (also .gz), one sentence a line: "doc", "tokens", "head", and "entities" with
        "start", "end", "type" and "eid".
    genre
        Score only documents of this genre; may be given several times.
    as_json
        Print JSON instead of a table.
    """
    from readout.evaluation import coreference as scorer
    from readout.language.analyse import analyse
    from readout.language.model import load
    from readout.mentions.actors.find import read_actors

    model = load()

    def predict(document: GoldDocument) -> Clusters:
        found = read_actors(analyse(document.text, document.paragraphs, model), None)
        return [found.spans[e.id] for e in found.entities if e.kind in ("person", "group")]

    show(scorer.score(scorer.read(Path(gold), genre or None), predict), as_json)
    return 0
