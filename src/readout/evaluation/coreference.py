"""In-article coreference of persons: B-cubed over mentions.

Gold is a treebank in JSON lines with ``entities`` (``data/language``): mentions of type ``person``
that share an ``eid`` within a document. A found mention is a gold mention when their head words are
the same (the word of the span that the gold tree governs from outside it). Singletons are left out
on both sides: gold persons mentioned once, found entities with one mention. Found mentions whose
head is that of a gold mention of another type are left out too (whether "the council" is persons or
a thing is not the question here); all others count against precision.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from readout.errors import GoldError
from readout.evaluation.treebank import GoldDocument, read_gold

Clusters = Sequence[Sequence[tuple[int, int]]]
"""Spans of characters (end exclusive) by entity; persons and groups of persons only."""


class Coreference(msgspec.Struct, frozen=True):
    """B-cubed with the 95 % interval of its F1 over 1,000 draws of documents."""

    documents: int
    mentions: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


class GoldChains(NamedTuple):
    """A document, the chain of each gold head word, and the head words of other types."""

    document: GoldDocument
    genre: str
    chain: dict[int, str]
    other: frozenset[int]


def read(path: Path, genres: Iterable[str] | None = None) -> list[GoldChains]:
    """Documents with person chains; raises GoldError where a row has no ``entities``."""
    documents = read_gold(path)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    out: list[GoldChains] = []
    wanted = set(genres) if genres else None
    at = 0
    for document in documents:
        mine = rows[at : at + len(document.sentences)]
        at += len(mine)
        genre = mine[0].get("genre", "")
        if wanted is not None and genre not in wanted:
            continue
        chain: dict[int, str] = {}
        other: set[int] = set()
        first = 0
        for row in mine:
            if "entities" not in row:
                raise GoldError(f"'{path}': a row of {document.id} has no 'entities'.")
            for e in row["entities"]:
                head = first + _head(row["head"], e["start"], e["end"])
                if e["type"] == "person":
                    chain.setdefault(head, str(e["eid"]))
                else:
                    other.add(head)
            first += len(row["tokens"])
        counts: dict[str, int] = {}
        for eid in chain.values():
            counts[eid] = counts.get(eid, 0) + 1
        kept = {h: e for h, e in chain.items() if counts[e] > 1}
        single = frozenset(chain.keys() - kept.keys())
        out.append(GoldChains(document, genre, kept, frozenset((other | single) - kept.keys())))
    if not out:
        raise GoldError(f"'{path}' has no document to score.")
    return out


def _head(heads: Sequence[int], start: int, end: int) -> int:
    """The word of a span governed from outside; CoNLL-U numbers heads from 1, 0 is the root."""
    return next((i for i in range(start, end) if not start <= heads[i] - 1 < end), start)


def found_chains(gold: GoldChains, clusters: Clusters) -> dict[int, int]:
    """The entity of each found head word, entities with one mention left out."""
    spans = [span for s in gold.document.sentences for span in s.spans]
    heads: list[int] = []
    first = 0
    for s in gold.document.sentences:
        heads += [first + h - 1 if h else -1 for h in s.heads or []]
        first += len(s.words)
    at: dict[int, int] = {}
    for k, (a, _) in enumerate(spans):
        at.setdefault(a, k)
    ends = {b: k for k, (_, b) in enumerate(spans)}
    out: dict[int, int] = {}
    for number, mentions in enumerate(clusters):
        for start, end in mentions:
            i, j = at.get(start), ends.get(end)
            if i is None or j is None or j < i:
                inside = [k for k, (a, b) in enumerate(spans) if a < end and b > start]
                if not inside:
                    continue
                i, j = inside[0], inside[-1]
            head = next((k for k in range(i, j + 1) if not i <= heads[k] <= j), i)
            out.setdefault(head, number)
    counts: dict[int, int] = {}
    for number in out.values():
        counts[number] = counts.get(number, 0) + 1
    return {h: n for h, n in out.items() if counts[n] > 1 and h not in gold.other}


def b_cubed(gold: dict[int, str], found: dict[int, int]) -> tuple[float, float, float, float]:
    """Sums over mentions: precision's numerator and count, recall's numerator and count."""
    g: dict[str, set[int]] = {}
    f: dict[int, set[int]] = {}
    for h, e in gold.items():
        g.setdefault(e, set()).add(h)
    for h, n in found.items():
        f.setdefault(n, set()).add(h)
    precision = sum(
        len(f[n] & g[gold[h]]) / len(f[n]) if h in gold else 0.0 for h, n in found.items()
    )
    recall = sum(
        len(g[e] & f[found[h]]) / len(g[e]) if h in found else 0.0 for h, e in gold.items()
    )
    return precision, len(found), recall, len(gold)


def _f1(sums: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    p, np_, r, nr = (sum(column) for column in zip(*sums, strict=True))
    precision, recall = p / np_ if np_ else 0.0, r / nr if nr else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def score(
    documents: Sequence[GoldChains], predict: Callable[[GoldDocument], Clusters], draws: int = 1000
) -> Coreference:
    """B-cubed of the clusters that ``predict`` finds in each document."""
    sums = [b_cubed(d.chain, found_chains(d, predict(d.document))) for d in documents]
    precision, recall, f1 = _f1(sums)
    rng = random.Random(17)
    drawn = sorted(_f1(rng.choices(sums, k=len(sums)))[2] for _ in range(draws))
    return Coreference(
        documents=len(sums),
        mentions=sum(len(d.chain) for d in documents),
        precision=precision,
        recall=recall,
        f1=f1,
        low=drawn[int(0.025 * draws)],
        high=drawn[int(0.975 * draws) - 1],
    )
