"""``readout eval statements``: the whole room against gold articles, from their bare text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from readout.evaluation import statements as spans
from readout.evaluation.pages_of import page_of_text
from readout.evaluation.standing import confusion, macro, score_attributes, told
from readout.evaluation.tally import Figure, Tally
from readout.language.analyse import analyse_page
from readout.language.model import Model
from readout.mentions.mentions import Mentions
from readout.statements.find import find
from readout.statements.read import read_statements
from readout.statements.status import statuses, word_of
from readout.statements.tree import plant


class StatementsReport(msgspec.Struct, frozen=True):
    """Figures by name; the precision of what is emitted; gold status to our status to count."""

    figures: dict[str, Figure]
    precision: float
    """Share of our statements that match a gold one in the ``pair`` sense."""
    statuses: dict[str, dict[str, int]]


def score_statements(rows: Iterable[dict[str, Any]], model: Model) -> StatementsReport:
    """All figures that the gold allows: spans and pairs for every row, attributes where the
    attributions have ``sourcing``, statuses where the row has ``predicates``."""
    tally = Tally()
    pairs: list[tuple[str, str]] = []
    for row in rows:
        page = page_of_text(row["text"])
        analysis = analyse_page(page, model)
        ours = read_statements(page, analysis, Mentions())
        top = [told(s) for s in ours.statements if s.parent is None]
        spans.score(tally, row["id"], row["text"], top, spans.gold_told(row))
        if any("sourcing" in a for a in row["attributions"]):
            score_attributes(tally, row, ours.statements, ours.entities)
        if predicates := row.get("predicates"):
            tree = plant(analysis)
            blocks = [(b.start, b.end, True) for b in page.blocks]
            drafts = [f.draft for f in find(tree, blocks)[0]]
            words = [word_of(tree, *p["span"]) for p in predicates]
            known = [(w, p) for w, p in zip(words, predicates, strict=True) if w >= 0]
            standing = statuses(tree, [w for w, _ in known], drafts)
            for number, ((_, p), s) in enumerate(zip(known, standing, strict=True)):
                pairs.append((s.status, p["status"]))
                tally.add("status", row["id"], [(number, s.status)], [(number, p["status"])])
                if p["background"] or s.background > 0.5:
                    tally.add("background", row["id"], [number] * (s.background > 0.5),
                              [number] * p["background"])  # fmt: skip
    figures = tally.figures()
    if pairs:
        score, each = macro(pairs)
        figures["status macro-F1"] = Figure(score, score, score, len(pairs))
        figures |= {
            f"status/{k}": Figure(v, v, v, sum(1 for _, g in pairs if g == k))
            for k, v in each.items()
        }
    found = tally.sums("pair")
    precision = found[0] / found[1] if found[1] else 1.0
    return StatementsReport(figures, precision, confusion(pairs))
