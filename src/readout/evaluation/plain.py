"""Scores of plain-text captures, exactly as ``shared/data/pages/README.md`` defines them.

Body F1: tokens ``\\w+``, shingles of four with counts; precision and recall are means over pages,
F1 of the two means. Line roles by non-blank characters: gold "unknown" is not counted, nor a
predicted role the row does not know on gold "chrome"; date is folded into byline.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from readout.evaluation.body import shingles

Row = Mapping[str, Any]
RoleSpans = Sequence[tuple[str, int, int]]
"""Spans of a capture as ``(role, start, end)``, in order; roles of the record or of the data."""
Predict = Callable[[str], RoleSpans]

TO_DATA = {
    "standfirst": "summary",
    "published": "date",
    "quote": "paragraph",
    "list": "paragraph",
    "dateline": "paragraph",
    "editorial_note": "chrome",
}
"""Roles of the record as roles of ``data/pages``; the others have one name."""
BODY = frozenset(["summary", "paragraph", "subhead"])
ROLES = ("headline", "byline", "summary", "paragraph", "subhead", "caption", "credit", "chrome")


class Figure(msgspec.Struct, frozen=True):
    """A figure with the 95 % interval of 1,000 bootstrap draws over documents."""

    value: float
    low: float
    high: float


class RoleFigure(msgspec.Struct, frozen=True):
    """Precision, recall and F1 of one role over non-blank characters; ``support`` of the gold."""

    precision: float
    recall: float
    f1: float
    support: int


class PlainReport(msgspec.Struct, frozen=True):
    """What :func:`score_plain` finds. ``roles`` and ``macro_f1`` are over rows labelled in full."""

    pages: int
    body_precision: float
    body_recall: float
    body_f1: Figure
    macro_f1: Figure
    roles: dict[str, RoleFigure]

    def as_json(self) -> str:
        """The report as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode()


def body_counts(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall of the body of one page; 1 for the empty side, as in the benchmark."""
    a, b = shingles(gold), shingles(found)
    hit = (a & b).total()
    return hit / b.total() if b else 1.0, hit / a.total() if a else 1.0


def folded(role: str) -> str:
    """The role as the macro figure counts it."""
    role = TO_DATA.get(role, role)
    return "byline" if role == "date" else role


def body_of(text: str, spans: Iterable[tuple[str, int, int]]) -> str:
    """The body: spans with body roles, joined by blank lines."""
    return "\n\n".join(text[a:b] for role, a, b in spans if TO_DATA.get(role, role) in BODY)


def _by_sign(text: str, spans: Iterable[tuple[str, int, int]], codes: dict[str, int]) -> Any:
    out = np.full(len(text), codes["chrome"], np.int8)
    for role, start, end in spans:
        out[start:end] = codes[folded(role)]
    return out


def _confusion(row: Row, spans: RoleSpans, gold: RoleSpans) -> Any:
    """Counts of shape (gold role, found role) over the non-blank characters that count."""
    codes = {role: k for k, role in enumerate((*ROLES, "unknown"))}
    n = len(codes)
    text = row["text"]
    truth, found = _by_sign(text, gold, codes), _by_sign(text, spans, codes)
    keep = np.fromiter((not c.isspace() for c in text), bool, len(text))
    keep &= truth != codes["unknown"]
    if "roles_known" in row:
        known = {folded(role) for role in row["roles_known"]} | {"chrome"}
        for role in ROLES:
            if role not in known:
                keep &= ~((truth == codes["chrome"]) & (found == codes[role]))
    cells = truth[keep].astype(np.int64) * n + found[keep]
    return np.bincount(cells, minlength=n * n).reshape(n, n)


def _roles(confusion: Any) -> dict[str, RoleFigure]:
    out: dict[str, RoleFigure] = {}
    for k, role in enumerate(ROLES):
        hit = float(confusion[k, k])
        found, gold = float(confusion[:, k].sum()), float(confusion[k].sum())
        p, r = hit / found if found else 0.0, hit / gold if gold else 0.0
        out[role] = RoleFigure(p, r, 2 * p * r / (p + r) if p + r else 0.0, int(gold))
    return out


def _macro(confusion: Any) -> float:
    figures = [f.f1 for f in _roles(confusion).values() if f.support]
    return float(np.mean(figures)) if figures else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_plain(
    rows: Iterable[Row], predict: Predict, draws: int = 1000, seed: int = 0
) -> PlainReport:
    """Score ``predict`` on gold rows in the format of ``data/pages``.

    Rows labelled "full" (and rows with a ``body`` string, scored against it) give the body figure;
    "full" rows the roles; "partial" rows are left out of both.
    """
    bodies: list[tuple[float, float]] = []
    tables: list[Any] = []
    for row in rows:
        full = row.get("labels", "full") == "full"
        if not full and "body" not in row:
            continue
        text = row["text"]
        found = predict(text)
        gold = [(line["role"], line["start"], line["end"]) for line in row["lines"]]
        body = row["body"] if "body" in row else body_of(text, gold)
        bodies.append(body_counts(body, body_of(text, found)))
        if full:
            tables.append(_confusion(row, found, gold))
    pairs = np.asarray(bodies).reshape(-1, 2)
    stack = np.asarray(tables) if tables else np.zeros((0, len(ROLES) + 1, len(ROLES) + 1))
    rng = np.random.default_rng(seed)
    body_draws, macro_draws = [], []
    for _ in range(draws if len(pairs) else 0):
        body_draws.append(_f1(*pairs[rng.integers(0, len(pairs), len(pairs))].mean(axis=0)))
        if len(stack):
            macro_draws.append(_macro(stack[rng.integers(0, len(stack), len(stack))].sum(axis=0)))
    precision, recall = pairs.mean(axis=0).tolist() if len(pairs) else (0.0, 0.0)
    whole = stack.sum(axis=0)
    return PlainReport(
        pages=len(pairs),
        body_precision=precision,
        body_recall=recall,
        body_f1=_figure(_f1(precision, recall), body_draws),
        macro_f1=_figure(_macro(whole), macro_draws),
        roles=_roles(whole),
    )


def _figure(value: float, draws: Sequence[float]) -> Figure:
    low, high = np.percentile(draws, [2.5, 97.5]).tolist() if draws else (value, value)
    return Figure(value, low, high)


def load(path: str) -> list[dict[str, Any]]:
    """Rows of a JSON Lines gold file."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
