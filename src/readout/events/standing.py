"""How real the happening of an event is: what the model's head and the syntax say, together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from readout.language.analysis import Analysis
from readout.record.types import Status
from readout.statements.draft import Draft
from readout.statements.status import STATUSES, Standing, statuses
from readout.statements.tree import Tree

HEAD = 0.5
"""Share of the model's head; the rest is that of the function over syntax and statements."""


@dataclass(frozen=True)
class Judged:
    """Status of a happening, and whether the article tells it as history."""

    status: Status
    background: bool


def judge(
    analysis: Analysis, tree: Tree, words: Sequence[int], drafts: Sequence[Draft]
) -> list[Judged]:
    """The standing of the happening that each word tells.

    The head has read the words around it and was taught on whole passages; the function knows what
    governs the word and whose statement it stands in (``readout.statements.status``). Their
    probabilities are averaged geometrically, those of background plainly.
    """
    order = [analysis.labels.statuses.index(name) - 1 for name in STATUSES]
    return [
        _joined(analysis, word, order, known)
        for word, known in zip(words, statuses(tree, words, drafts), strict=True)
    ]


def _joined(analysis: Analysis, word: int, order: Sequence[int], known: Standing) -> Judged:
    head = np.log(np.maximum(analysis.status[word, 1:][order], 1e-6))
    syntax = np.log(np.maximum(np.array(known.chances), 1e-6))
    best = int(np.argmax(HEAD * head + (1 - HEAD) * syntax))
    background = HEAD * float(analysis.background[word]) + (1 - HEAD) * known.background
    return Judged(STATUSES[best], background > 0.5)
