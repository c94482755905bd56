"""The language room against gold: words, sentences, tags, trees, lemmas, names, arguments.

Gold is CoNLL-U or the JSON lines of ``data/language/README.md``. Two readings are scored:

- ``raw``: the text of each document, from our own sentences and words. A word counts as found when
  its characters are those of a gold word; the rest is as in the CoNLL 2018 shared task (Zeman et
  al. 2018): F1 over words, labels without their subtypes.
- ``gold``: with the words and sentences of the gold.

Every figure is an F1 in percent with a 95 % interval by bootstrap over documents (1,000 draws).
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from readout.errors import GoldError
from readout.language.analyse import analyse, analyse_words
from readout.language.analysis import Analysis
from readout.language.model import Model

FLAT_NAMES = {
    "person": "PER",
    "organization": "ORG",
    "gpe": "LOC",
    "location": "LOC",
    "facility": "LOC",
}
"""Our types in the three of the treebanks; the other types have no gold there."""
AUXILIARY_SENSES = frozenset({"be.03", "have.01", "do.01", "get.03"})


class Figure(NamedTuple):
    """An F1 in percent, its 95 % interval, and how many gold things stand behind it."""

    f1: float
    low: float
    high: float
    gold: int

    def __str__(self) -> str:
        return f"{self.f1:5.1f} [{self.low:.1f}, {self.high:.1f}] n={self.gold}"


class Tally:
    """Right, found and gold counts by figure and document."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, list[int]]] = {}

    def add(
        self, figure: str, document: str, found: Iterable[Hashable], gold: Iterable[Hashable]
    ) -> None:
        """Counts what of ``found`` is in ``gold``, as multisets."""
        f, g = Counter(found), Counter(gold)
        held = self._counts.setdefault(figure, {}).setdefault(document, [0, 0, 0])
        held[0] += (f & g).total()
        held[1] += f.total()
        held[2] += g.total()

    def figures(self, draws: int = 1_000) -> dict[str, Figure]:
        """Every figure with its interval; the same draws for the same documents."""
        out = {}
        for name, documents in self._counts.items():
            rows = list(documents.values())
            rng = random.Random(17)
            drawn = sorted(f1_of(rng.choices(rows, k=len(rows))) for _ in range(draws))
            low, high = drawn[int(0.025 * draws)], drawn[int(0.975 * draws) - 1]
            out[name] = Figure(f1_of(rows), low, high, sum(r[2] for r in rows))
        return out


def f1_of(rows: Iterable[list[int]]) -> float:
    """F1 in percent of summed (right, found, gold) counts."""
    right, found, gold = (sum(column) for column in zip(*rows, strict=True))
    return 200 * right / (found + gold) if found + gold else 100.0


@dataclass
class GoldSentence:
    """One sentence of a treebank; offsets are code points into the document's text."""

    words: list[str]
    spans: list[tuple[int, int]]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemma: list[str] | None = None
    heads: list[int] | None = None
    deprel: list[str] | None = None
    names: list[str] | None = None
    frames: list[tuple[int, list[tuple[int, int, str]]]] | None = None


@dataclass
class GoldDocument:
    """A document as running text; paragraphs are parted by an empty line."""

    id: str
    text: str
    paragraphs: list[tuple[int, int]]
    sentences: list[GoldSentence] = field(default_factory=list)


def read_gold(path: Path) -> list[GoldDocument]:
    """The documents of a CoNLL-U file or of JSON lines, gzipped or not."""
    try:
        opened = (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8")
        with opened as lines:
            conllu = path.name.removesuffix(".gz").endswith(".conllu")
            rows = list(_conllu(lines) if conllu else map(json.loads, lines))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: cannot be read as gold ({error})") from None
    if not rows:
        raise GoldError(f"{path}: holds no sentence")
    documents: list[GoldDocument] = []
    parts: list[str] = []
    for row in rows:
        if not documents or documents[-1].id != row["doc"]:
            documents.append(GoldDocument(row["doc"], "", []))
            parts = []
        document = documents[-1]
        if parts:
            parts.append("\n\n" if row.get("newpar") else " ")
        at = sum(map(len, parts))
        text = row.get("text") or " ".join(row["tokens"])
        parts.append(text)
        document.text = "".join(parts)
        if row.get("newpar") or not document.paragraphs:
            document.paragraphs.append((at, at + len(text)))
        else:
            document.paragraphs[-1] = document.paragraphs[-1][0], at + len(text)
        document.sentences.append(_gold_sentence(row, text, at))
    return documents


def _gold_sentence(row: dict[str, Any], text: str, at: int) -> GoldSentence:
    words = row["tokens"]
    parts = {start: (end, form) for start, end, form in row.get("mwt") or []}
    spans: list[tuple[int, int]] = []
    position = i = 0
    while i < len(words):
        end, form = parts.get(i, (i + 1, words[i]))
        start = max(position, text.find(form, position))
        cut = start
        for k in range(i, end):
            # Words of a contraction that is not simply their sum share its last stretch.
            stop = cut + len(words[k]) if k + 1 < end else start + len(form)
            spans.append((at + cut, at + stop))
            cut = stop
        position = start + len(form)
        i = end
    frames = None
    if row.get("srl") is not None:
        frames = [
            (f["pred"], [(a, b, r) for a, b, r in f["args"] if r not in ("V", "C-V")])
            for f in row["srl"]
            if f["sense"] not in AUXILIARY_SENSES
        ]
    keys = ("upos", "xpos", "lemma")
    known = {k: row.get(k) for k in keys}
    return GoldSentence(
        words, spans, **known, heads=row.get("head"), deprel=row.get("deprel"),
        names=row.get("ner"), frames=frames,
    )  # fmt: skip


def _conllu(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Sentences of CoNLL-U in the shape of the JSON lines."""
    document, row = "", None
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\n")
        if not line:
            if row and row["tokens"]:
                yield row
            row = None
            continue
        if row is None:
            names = ("tokens", "lemma", "upos", "xpos", "head", "deprel", "mwt")
            row = {"doc": document, "newpar": False} | {k: [] for k in names}
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            key = key.strip()
            if key == "newdoc id":
                document = row["doc"] = value.strip()
            elif key == "text":
                row["text"] = value.strip()
            elif key.startswith("newpar") or key == "newdoc":
                row["newpar"] = True
            continue
        cells = line.split("\t")
        if len(cells) != 10:
            raise ValueError(f"line {number}: {len(cells)} columns where CoNLL-U has 10")
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            row["mwt"].append([first - 1, last, cells[1]])
        elif "." not in cells[0]:
            for k, column in (("tokens", 1), ("lemma", 2), ("upos", 3), ("xpos", 4), ("deprel", 7)):
                row[k].append(cells[column])
            row["head"].append(int(cells[6]))
    if row and row["tokens"]:
        yield row


_QUOTES = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


def score(documents: Iterable[GoldDocument], model: Model) -> dict[str, Figure]:
    """All figures that the gold allows, named ``raw/…`` and ``gold/…``."""
    tally = Tally()
    for document in documents:
        if document.sentences[0].heads is not None:
            _score_raw(tally, document, analyse(document.text, document.paragraphs, model))
        words = [[_QUOTES.get(w, w) for w in s.words] for s in document.sentences]
        _score_gold(tally, document, analyse_words(words, model))
    return tally.figures()


def _score_raw(tally: Tally, document: GoldDocument, a: Analysis) -> None:
    doc = document.id
    ours = list(zip(a.start.tolist(), a.end.tolist(), strict=True))
    firsts = a.sentences.tolist()
    bounds = [(ours[i][0], ours[j - 1][1]) for i, j in itertools.pairwise(firsts)]
    gold_bounds = [(s.spans[0][0], s.spans[-1][1]) for s in document.sentences]
    spans = [span for s in document.sentences for span in s.spans]
    tally.add("raw/sentences", doc, bounds, gold_bounds)
    tally.add("raw/words", doc, ours, spans)
    columns = {
        "UPOS": ([a.labels.upos[i] for i in a.upos], lambda s: s.upos),
        "XPOS": ([a.labels.xpos[i] for i in a.xpos], lambda s: s.xpos),
        "lemmas": ([a.lemma(i) for i in range(len(a))], lambda s: s.lemma),
    }
    for name, (found, gold) in columns.items():
        pairs = [x for s in document.sentences for x in zip(s.spans, gold(s), strict=True)]
        tally.add(f"raw/{name}", doc, zip(ours, found, strict=True), pairs)
    heads = [ours[h] if h >= 0 else None for h in a.head.tolist()]
    labels = [a.labels.deprel[i].split(":")[0] for i in a.deprel]
    gold_heads = [s.spans[h - 1] if h else None for s in document.sentences for h in s.heads or []]
    gold_labels = [d.split(":")[0] for s in document.sentences for d in s.deprel or []]
    tally.add("raw/UAS", doc, zip(ours, heads, strict=True), zip(spans, gold_heads, strict=True))
    tally.add(
        "raw/LAS",
        doc,
        zip(ours, heads, labels, strict=True),
        zip(spans, gold_heads, gold_labels, strict=True),
    )


def _score_gold(tally: Tally, document: GoldDocument, a: Analysis) -> None:
    doc, at = document.id, 0
    name_spans = [
        (s, e, FLAT_NAMES[a.labels.name_types[t]])
        for s, e, t in zip(a.names.start, a.names.end, a.names.type, strict=True)
        if a.labels.name_types[t] in FLAT_NAMES
    ]
    for s in document.sentences:
        n = len(s.words)
        rows = range(at, at + n)
        if s.heads is not None and s.deprel is not None:
            upos = [(i, a.labels.upos[a.upos[i]]) for i in rows]
            xpos = [(i, a.labels.xpos[a.xpos[i]]) for i in rows]
            tally.add("gold/UPOS", doc, upos, zip(rows, s.upos or [], strict=True))
            tally.add("gold/XPOS", doc, xpos, zip(rows, s.xpos or [], strict=True))
            lemmas = [(i, a.lemma(i)) for i in rows]
            tally.add("gold/lemmas", doc, lemmas, zip(rows, s.lemma or [], strict=True))
            heads = [int(a.head[i]) - at + 1 if a.head[i] >= 0 else 0 for i in rows]
            labels = [a.labels.deprel[a.deprel[i]] for i in rows]
            ours = list(zip(rows, heads, labels, strict=True))
            gold_arcs = list(zip(rows, s.heads, s.deprel, strict=True))
            tally.add("gold/LAS with subtypes", doc, ours, gold_arcs)
            tally.add(
                "gold/LAS",
                doc,
                [(i, h, d.split(":")[0]) for i, h, d in ours],
                [(i, h, d.split(":")[0]) for i, h, d in gold_arcs],
            )
            tally.add(
                "gold/UAS", doc, zip(rows, heads, strict=True), zip(rows, s.heads, strict=True)
            )
        if s.names is not None:
            gold = [
                (at + i, at + j, t) for i, j, t in bio_spans(s.names) if t in {"PER", "ORG", "LOC"}
            ]
            found = [x for x in name_spans if at <= x[0] < at + n]
            tally.add("gold/names", doc, found, gold)
            for kind in ("PER", "ORG", "LOC"):
                tally.add(
                    f"gold/names {kind}",
                    doc,
                    [x for x in found if x[2] == kind],
                    [x for x in gold if x[2] == kind],
                )
        if s.frames is not None and s.heads is not None:
            _score_frames(tally, doc, s, a, at)
        at += n


def _score_frames(tally: Tally, doc: str, s: GoldSentence, a: Analysis, at: int) -> None:
    """Arguments as (predicate, head word, role) and as (predicate, whole span, role)."""
    assert s.frames is not None
    assert s.heads is not None
    n = len(s.words)
    inside = [k for k in range(len(a.frames.predicate)) if at <= a.frames.predicate[k] < at + n]
    found, found_spans = [], []
    for k in inside:
        predicate, word = int(a.frames.predicate[k]), int(a.frames.argument[k])
        role = a.labels.roles[a.frames.role[k]]
        found.append((predicate, word, role))
        found_spans.append((predicate, *a.argument_span(predicate, word), role))
    gold, gold_spans = [], []
    for predicate, arguments in s.frames:
        for i, j, role in arguments:
            head = next((k for k in range(i, j) if not i <= s.heads[k] - 1 < j), i)
            gold.append((at + predicate, at + head, role))
            gold_spans.append((at + predicate, at + i, at + j, role))
    predicates = [at + p for p, _ in s.frames]
    ours = [i for i in range(at, at + n) if a.predicate[i] > 0.5]
    tally.add("gold/predicates", doc, ours, predicates)
    tally.add("gold/arguments", doc, found, gold)
    tally.add("gold/argument spans", doc, found_spans, gold_spans)


def bio_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """``(first, after last, type)`` of the names in BIO tags."""
    out: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-") or (
            tag.startswith("I-") and (not out or out[-1][1:] != (i, tag[2:]))
        ):
            out.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-"):
            out[-1] = out[-1][0], i + 1, tag[2:]
    return out
