"""Fits the second opinion on triggers: ``python -m training.events.words``.

On the training part of the written passages, the labelled excerpts of real articles, the sentences
of ``plv_train`` that the language model learnt acts from, and sentences written for rarer words and
for pairs of actors (:mod:`training.events.written`), which that model has not seen. On the others
it is surer than on new text, so that the shares of the two are fitted on the dev part, which
neither has seen. Three minutes of reading and fitting. Prints the log-loss and the best F1 for
words of the dev part by the model, by the words and by both. The written sentences brought the loss
of both from .388 to .384 and their F1 from .697 to .705; static vectors of the word and of what
hangs on it brought none.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from readout.evaluation.pages_of import page_of_text
from readout.events.pair import ends_of
from readout.events.pair_words import way
from readout.events.second_opinion import (
    LOOKED_AT,
    TELLING,
    WEIGHTS,
    Table,
    Views,
    hashed,
    logarithms,
    mixed,
)
from readout.language.analyse import analyse_page
from readout.language.analysis import Analysis
from readout.language.model import load
from readout.statements.tree import Tree, plant
from training.corpus.gold import TEXT
from training.corpus.markup import Passage, part_of, read_passages
from training.corpus.real import read_real
from training.events.written import Written, WrittenAct, written, written_acts
from training.language.corpora import held_back
from training.language.corpora import rows as rows_of_file
from training.language.labels import allowed_roots

COST = 2.0
LEAST, LEAST_TOPIC = 2, 15
"""Times that a feature is seen in training, and that a word which is only near is."""
SURE, MAYBE = 0.3, 0.05
"""Probabilities, as the model has them, from which a word tells the act that a sentence is known
to tell, and from which it may tell another."""
THRESHOLDS = np.arange(0.2, 0.8, 0.05)
Floats = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Rows:
    """Words that may tell an act."""

    root: list[int]
    """The act labelled, 0 for none."""
    features: list[list[str]]
    by_encoder: list[Floats]
    """Log-probabilities of the roots."""

    def add(self, root: int, features: list[str], probabilities: Floats) -> None:
        """One word more."""
        self.root.append(root)
        self.features.append(features)
        self.by_encoder.append(logarithms(probabilities))


def main() -> None:
    """Fits, prints the figures and writes the table."""
    roots = load().about.labels["root"]
    train = Rows([], [], [])
    for passage in _train():
        add_passage(train, passage, roots)
    for text, told in _sentences(Path(os.environ["READOUT_DATA"])).items():
        add_sentence(train, text, told)
    for pair in written():
        add_pair(train, pair)
    for act in written_acts():
        add_act(train, act, roots)
    held = _fitted(train, roots)
    dev = Rows([], [], [])
    for passage in _written("dev"):
        add_passage(dev, passage, roots)
    truth, by_encoder = np.array(dev.root), np.array(dev.by_encoder)
    seen = by_encoder[:, 0] <= np.log(1 - LOOKED_AT)
    by_words = held.log_probabilities(dev.features)

    def loss(shares: Floats) -> float:
        total = mixed(by_encoder[seen], by_words[seen], _with(held, shares))
        return float(-total[np.arange(seen.sum()), truth[seen]].mean())

    held = _with(held, minimize(loss, [1.0, 0.5, 0.0], method="Nelder-Mead").x)
    together = by_encoder.copy()
    together[seen] = mixed(by_encoder[seen], by_words[seen], held)
    for name, scores in (("model", by_encoder), ("words", by_words), ("both", together)):
        print(f"{name:6} {_told(scores, truth)}")
    np.savez_compressed(
        WEIGHTS,
        keys=held.keys,
        weights=held.weights,
        scale=np.float32(held.scale),
        always=held.always.astype(np.float32),
        roots=np.array(held.roots),
        shares=np.array([held.encoder, held.words, held.none]),
    )
    print(f"{len(train.root)} words, {len(held.keys)} features, shares {held.encoder:.2f} and "
          f"{held.words:.2f}, {WEIGHTS.stat().st_size} bytes")  # fmt: skip


def _train() -> Iterator[Passage]:
    yield from _written("train")
    yield from read_real(Path(os.environ["READOUT_DATA"]))


def _written(part: str) -> Iterator[Passage]:
    kinds = ("events", "nonpolitical") if part == "train" else ("events", "articles")
    for kind in kinds:
        for path in sorted((TEXT / kind).glob("*.txt")):
            for passage in read_passages(path):
                if part_of(passage.about.get("topic", "")) == part:
                    yield passage


def _sentences(data: Path) -> dict[str, set[int]]:
    """The acts labelled in the sentences of ``plv_train`` that the language model learnt from, by
    text; each a mask of the roots that its label allows."""
    out: dict[str, set[int]] = {}
    for row in rows_of_file(data / "events" / "plv_train.jsonl"):
        if not held_back(row["text"]):
            out.setdefault(row["text"], set()).add(allowed_roots(row["gold"]["root"]))
    return out


def add_passage(rows: Rows, passage: Passage, roots: list[str]) -> None:
    """The words of a passage; without those of acts that no root names."""
    analysis = analyse_page(page_of_text(passage.text), load())
    tree = plant(analysis)
    marks = [
        (m.start, m.end, passage.events[m.number]["type"] or "")
        for m in passage.marks
        if m.part == "trigger" and m.number in passage.events
    ]
    views = Views(analysis, tree)
    for word in _words(views, tree):
        over = (t for a, b, t in marks if tree.start[word] < b and tree.end[word] > a)
        told = next(over, "NONE")
        if told in roots:
            rows.add(roots.index(told), views.of(word), analysis.root[word])


def add_sentence(rows: Rows, text: str, told: set[int]) -> None:
    """The words of a sentence of which the acts are known, but not the words that tell them: the
    likeliest word of each act tells it, and words that may tell another are left out."""
    analysis = analyse_page(page_of_text(text), load())
    tree = plant(analysis)
    views = Views(analysis, tree)
    words = _words(views, tree)
    tells: dict[int, int] = {}
    for mask in told:
        sure, word, root = _likeliest(analysis, words, mask)
        if sure >= SURE:
            tells[word] = root
    _add_words(rows, analysis, views, words, tells)


def add_pair(rows: Rows, pair: Written) -> None:
    """The words of a sentence on two actors: the likeliest word of its act tells it, or, where
    none is likely, the one over both actors in the tree."""
    analysis = analyse_page(page_of_text(pair.text), load())
    tree = plant(analysis)
    views = Views(analysis, tree)
    words = _words(views, tree)
    mask = allowed_roots(pair.root)
    sure, word, root = _likeliest(analysis, words, mask)
    if sure < SURE:
        word = way(analysis, *ends_of(analysis, pair.source, pair.target))[0]
        root = _likeliest(analysis, [word], mask)[2]
    _add_words(rows, analysis, views, words, {word: root})


def add_act(rows: Rows, act: WrittenAct, roots: list[str]) -> None:
    """The words of a sentence of which it is known which ones tell its act, or none."""
    analysis = analyse_page(page_of_text(act.text), load())
    tree = plant(analysis)
    views = Views(analysis, tree)
    words = _words(views, tree)
    over = {w for w in words for a, b in act.told if tree.start[w] < b and tree.end[w] > a}
    _add_words(rows, analysis, views, words, dict.fromkeys(over, roots.index(act.root)))


def _likeliest(analysis: Analysis, words: list[int], mask: int) -> tuple[float, int, int]:
    """Of the roots in a mask the one that the model finds likeliest in some words: its
    probability, the word and the root."""
    allowed = [k for k in range(analysis.root.shape[1]) if mask >> k & 1]
    return max(
        ((float(analysis.root[w, k]), w, k) for w in words for k in allowed),
        default=(0.0, -1, -1),
    )


def _add_words(
    rows: Rows, analysis: Analysis, views: Views, words: list[int], tells: Mapping[int, int]
) -> None:
    """Words that tell an act, and those that the model finds to tell none."""
    for word in words:
        if word in tells or analysis.root[word, 0] > 1 - MAYBE:
            rows.add(tells.get(word, 0), views.of(word), analysis.root[word])


def _words(views: Views, tree: Tree) -> list[int]:
    return [w for w in range(len(tree)) if tree.upos[w] in TELLING and not views.in_name(w)]


def _fitted(rows: Rows, roots: list[str]) -> Table:
    """The table, in steps of a 127th of its largest weight."""
    seen = Counter(name for one in rows.features for name in one)
    names = [f for f, n in seen.items() if n >= (LEAST_TOPIC if f.startswith("s=") else LEAST)]
    keys = np.unique(np.array([hashed(name) for name in names], dtype=np.uint32))
    place = {int(key): k for k, key in enumerate(keys)}
    at = [
        (row, place[key])
        for row, one in enumerate(rows.features)
        for key in {hashed(name) for name in one}
        if key in place
    ]
    row, column = np.array(at).T
    shape = len(rows.features), len(keys)
    x = csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=shape)
    fit = LogisticRegression(C=COST, max_iter=200).fit(x, np.array(rows.root))
    assert list(fit.classes_) == list(range(len(roots))), "a root without a word in training"
    scale = float(np.abs(fit.coef_).max()) / 127
    weights = np.round(fit.coef_.T / scale).astype(np.int8)
    kept = weights.any(1)
    return Table(keys[kept], weights[kept], scale, fit.intercept_, list(roots), 1.0, 0.0, 0.0)


def _with(held: Table, shares: Floats) -> Table:
    encoder, words, none = (float(one) for one in shares)
    return replace(held, encoder=encoder, words=words, none=none)


def _told(scores: Floats, truth: npt.NDArray[np.intp]) -> str:
    """Log-loss, and precision, recall and F1 at the best threshold."""
    loss = -scores[np.arange(len(truth)), truth].mean()
    best = (0.0, 0.0, 0.0, 0.0)
    for threshold in THRESHOLDS:
        told = np.where(1 - np.exp(scores[:, 0]) >= threshold, 1 + scores[:, 1:].argmax(1), 0)
        right = int(((told == truth) & (told > 0)).sum())
        found, there = int((told > 0).sum()), int((truth > 0).sum())
        f1 = 2 * right / (found + there)
        best = max(best, (f1, right / max(found, 1), right / there, float(threshold)))
    return f"loss {loss:.3f}, F1 {best[0]:.3f} (P {best[1]:.3f}, R {best[2]:.3f}, at {best[3]:.2f})"


if __name__ == "__main__":
    main()
