"""Places against gold: spans, and how far the answers lie from the truth.

Matching within a document is one to one: identical spans first, then overlapping ones, longest
common part first. The measures are those of Gritta et al. (2018, 2019): a hit lies within 161 km of
the gold point; ``auc`` is the area under the logarithm of the errors, 0 to 1, 0 is best.

Corpora differ in whether "Turkish" and "Turks" are toponyms, so every figure is given twice: over
``all`` answers, and over ``names`` alone, without adjectives and peoples. ``given`` is the
resolution of gold spans.
"""

from __future__ import annotations

import hashlib
import math
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import msgspec

from readout.language.analyse import analyse
from readout.language.analysis import Analysis
from readout.language.model import Model
from readout.mentions.places.places import find_places, is_demonym, resolve_spans
from readout.page.dateline import find_dateline
from readout.page.page import Page
from readout.record.types import Block, Role

NEAR_KM = 161.0
_WORST = math.log(20_039)
"""Half the circumference of the earth."""


class Found(msgspec.Struct, frozen=True):
    """One place of gold or of an answer."""

    start: int
    end: int
    lat: float | None
    lon: float | None


class Gold(msgspec.Struct, frozen=True):
    """A text with its toponyms."""

    id: str
    text: str
    toponyms: list[Found]
    url: str | None = None


class Value(msgspec.Struct, frozen=True):
    """A figure with the 95 % interval of 1,000 bootstrap draws over documents."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class _Document:
    gold: int
    found: int
    exact: int
    overlap: int
    gold_points: int
    points: int
    hits: int
    exact_hits: int
    stray: int
    """Answers with a point on gold without one."""
    errors: tuple[float, ...]


def is_dev(document: str) -> bool:
    """Whether a document of a corpus is of the half that may be read and learnt from."""
    return hashlib.sha256(document.encode()).digest()[0] < 128


def page_of(text: str, url: str | None = None) -> Page:
    """A page of running text: paragraphs between empty lines, with the dateline of the first."""
    blocks: list[Block] = []

    def add(role: Role, start: int, end: int) -> None:
        blocks.append(Block(id=f"b{len(blocks) + 1}", role=role, start=start, end=end))

    for found in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text):
        start, end = found.span()
        line = find_dateline(text[start:end]) if not blocks else None
        if line is not None and start + line[0] < end:
            add("dateline", start, start + line[0])
            start += line[0]
        add("paragraph", start, end)
    return Page(
        text=text, url=url, kind="article", language=None, outlet=None, headline=None, byline=[],
        published=None, dateline=None, blocks=blocks, media=[], notes=[],
    )  # fmt: skip


def evaluate(documents: Sequence[Gold], model: Model) -> dict[str, Value]:
    """All figures of the places room on gold texts."""
    runs: dict[str, list[tuple[list[Found], list[Found]]]] = {"all": [], "names": [], "given": []}
    for document in documents:
        page = page_of(document.text, document.url)
        spans = [(b.start, b.end) for b in page.blocks]
        runs_of(document, page, analyse(document.text, spans, model), runs)
    out: dict[str, Value] = {}
    for name, pairs in runs.items():
        wanted = ("acc_gold",) if name == "given" else None
        figures = score(pairs)
        out |= {f"{name}/{k}": v for k, v in figures.items() if wanted is None or k in wanted}
    return out


def runs_of(
    document: Gold,
    page: Page,
    analysis: Analysis,
    runs: dict[str, list[tuple[list[Found], list[Found]]]],
) -> None:
    """Adds the answers for one document to each of the three readings."""
    gold = sorted(document.toponyms, key=lambda t: (t.start, t.end))
    places = find_places(page, analysis)
    found = [Found(m.start, m.end, p.lat, p.lon) for p in places for m in p.mentions]
    found.sort(key=lambda f: (f.start, f.end))
    runs["all"].append((gold, found))
    names = [f for f in found if not is_demonym(document.text[f.start : f.end])]
    runs["names"].append((gold, names))
    points = resolve_spans(page, [(g.start, g.end) for g in gold])
    given = [
        Found(g.start, g.end, *(point or (None, None)))
        for g, point in zip(gold, points, strict=True)
    ]
    runs["given"].append((gold, given))


def distance(a: Found, b: Found) -> float:
    """Kilometres on the great circle."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    p, q = math.radians(a.lat), math.radians(b.lat)
    x = math.sin((q - p) / 2) ** 2
    x += math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(x)))


def match(gold: Sequence[Found], found: Sequence[Found]) -> list[tuple[int, int, bool]]:
    """Pairs (gold, found, identical)."""
    where = {(g.start, g.end): i for i, g in enumerate(gold)}
    pairs, used, done = [], set(), set()
    for j, one in enumerate(found):
        i = where.get((one.start, one.end))
        if i is not None and i not in used:
            pairs.append((i, j, True))
            used.add(i)
            done.add(j)
    rest = []
    for i, g in enumerate(gold):
        if i in used:
            continue
        for j, one in enumerate(found):
            common = min(g.end, one.end) - max(g.start, one.start)
            if common > 0 and j not in done:
                rest.append((-common, i, j))
    for _, i, j in sorted(rest):
        if i not in used and j not in done:
            pairs.append((i, j, False))
            used.add(i)
            done.add(j)
    return pairs


def _document(gold: Sequence[Found], found: Sequence[Found]) -> _Document:
    pairs = match(gold, found)
    errors, hits, exact_hits, stray = [], 0, 0, 0
    for i, j, same in pairs:
        if found[j].lat is None:
            continue
        if gold[i].lat is None:
            stray += 1
            continue
        km = distance(gold[i], found[j])
        errors.append(km)
        hits += km <= NEAR_KM
        exact_hits += same and km <= NEAR_KM
    return _Document(
        len(gold), len(found), sum(s for *_, s in pairs), len(pairs),
        sum(g.lat is not None for g in gold), sum(f.lat is not None for f in found),
        hits, exact_hits, stray, tuple(errors),
    )  # fmt: skip


def score(documents: Iterable[tuple[Sequence[Found], Sequence[Found]]]) -> dict[str, Value]:
    """All figures over (gold, found) pairs of documents."""
    rows = [_document(gold, found) for gold, found in documents]
    value = _figures(rows)
    rng = random.Random(17)
    draws = [_figures(rng.choices(rows, k=len(rows))) for _ in range(1_000)]
    out = {}
    for name, one in value.items():
        drawn = sorted(d[name] for d in draws)
        out[name] = Value(one, drawn[25], drawn[974])
    return out


def _figures(rows: Sequence[_Document]) -> dict[str, float]:
    def total(name: str) -> int:
        return sum(getattr(r, name) for r in rows)

    both = total("gold") + total("found")
    points = total("gold_points") + total("points")
    hits, errors = total("hits"), [e for r in rows for e in r.errors]
    return {
        "precision": _ratio(total("exact"), total("found")),
        "recall": _ratio(total("exact"), total("gold")),
        "exact": _ratio(2 * total("exact"), both),
        "overlap": _ratio(2 * total("overlap"), both),
        "e2e_f": _ratio(2 * hits, points),
        "e2e_f_exact": _ratio(2 * total("exact_hits"), points),
        "e2e_f_neutral": _ratio(2 * hits, points - total("stray")),
        "acc": _ratio(hits, len(errors)),
        "acc_gold": _ratio(hits, total("gold_points")),
        "median km": median(errors) if errors else 0.0,
        "mean km": sum(errors) / len(errors) if errors else 0.0,
        "auc": _ratio(sum(math.log(1 + e) for e in errors) / _WORST, len(errors)),
    }


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
