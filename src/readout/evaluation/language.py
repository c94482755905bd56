"""The language room against gold: words, sentences, tags, trees, lemmas, names, arguments.

Two readings are scored:

- ``raw``: the text of each document, from our own sentences and words. A word counts as found when
  its characters are those of a gold word; the rest is as in the CoNLL 2018 shared task (Zeman et
  al. 2018): F1 over words, labels without their subtypes.
- ``gold``: with the words and sentences of the gold.

Every figure is an F1 with a 95 % interval by bootstrap over documents.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from readout.evaluation.tally import Figure, Tally
from readout.evaluation.treebank import GoldDocument, GoldSentence, bio_spans
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
        "UPOS": ([a.labels.upos[i] for i in a.upos], "upos"),
        "XPOS": ([a.labels.xpos[i] for i in a.xpos], "xpos"),
        "lemmas": ([a.lemma(i) for i in range(len(a))], "lemma"),
    }
    for name, (found, column) in columns.items():
        pairs = [
            x for s in document.sentences for x in zip(s.spans, getattr(s, column), strict=True)
        ]
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
