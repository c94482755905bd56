"""Scores of every head on dev windows with gold tokens and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from readout.language.decode import tree_heads, viterbi
from training.language import labels
from training.language.batches import Inventory, Window
from training.language.corpora import Sentence
from training.language.names import spans_of
from training.language.outputs import PairScorer, Scores

_FLAT = {
    "person": "PER",
    "organization": "ORG",
    "gpe": "LOC",
    "location": "LOC",
    "facility": "LOC",
}
_GMB = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


class Tally:
    """Counts of found, gold and right things by name."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()

    def add(self, name: str, found: Iterable[object], gold: Iterable[object]) -> None:
        f, g = Counter(found), Counter(gold)
        self.right[name] += (f & g).total()
        self.found[name] += f.total()
        self.gold[name] += g.total()

    def f1(self) -> dict[str, float]:
        """F1 in percent of every name that has gold."""
        return {
            k: 200 * self.right[k] / max(1, self.found[k] + self.gold[k])
            for k in self.gold
            if self.gold[k] > 0
        }


def score(
    windows: Sequence[Window],
    outputs: Iterable[Scores],
    inventory: Inventory,
    pair: dict[str, PairScorer],
) -> dict[str, float]:
    """Figures in percent by ``corpus/head``; ``factuality`` as mean absolute error and ``r``."""
    tally = Tally()
    ratings: dict[str, list[tuple[float, float]]] = {}
    for window, out in zip(windows, outputs, strict=True):
        w0 = 0
        names = {"ewt": "ewt", "gum": "gum"}.get(window.corpus, window.corpus)
        lengths = np.array([len(f) for _, _, f in window.encoded])
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        name_tags = viterbi(out.token["names"], starts, lengths)
        whole = np.array([0]), np.array([int(lengths.sum())])
        attribution = viterbi(out.token["tags"], *whole)
        for k, (s, n) in enumerate(zip(window.sentences, lengths, strict=True)):
            here = slice(w0, w0 + n)
            if s.heads is not None and n == len(s.words):
                _syntax(tally, names, s, out, w0, n, inventory, pair)
            if s.name_tags is not None:
                found = [labels.NAME_TAGS[t] for t in name_tags[here]]
                _names(tally, names, found, s.name_tags[:n])
            if s.predicates is not None and n == len(s.words):
                _roles(tally, names, s, out, w0, n, pair["role"])
            if s.attribution is not None:
                _attribution(tally, names, s, attribution[here], n)
            for i, value in s.factuality:
                if i < n:
                    ratings.setdefault(names, []).append(
                        (float(out.token["fact"][w0 + i, 0]), value)
                    )
            for event in s.events:
                _event(tally, window.document.split("-")[0], event, out, w0, n, pair["event"])
            if s.roots is not None and window.corpus == "written" and n == len(s.words):
                _told(tally, names, s, out, w0, n, pair["part"])
            if s.starts and s.upos is not None:
                boundary = [w0] if k else []
                found_at = np.flatnonzero(out.token["start"][here].argmax(1)) + w0
                tally.add(f"{names}/sentence start", found_at.tolist(), boundary)
            w0 += n
        if any(s.mentions for s in window.sentences):
            _coref(tally, names, window, lengths, out, pair["coref"])
    figures = tally.f1()
    for corpus, both in ratings.items():
        x, y = np.array(both).T
        figures[f"{corpus}/factuality MAE"] = float(np.abs(x - y).mean())
        figures[f"{corpus}/factuality r"] = float(np.corrcoef(x, y)[0, 1])
    return figures


def _syntax(
    tally: Tally,
    corpus: str,
    s: Sentence,
    out: Scores,
    w0: int,
    n: int,
    inventory: Inventory,
    pair: dict[str, PairScorer],
) -> None:
    assert s.upos is not None
    assert s.xpos is not None
    assert s.heads is not None
    assert s.deprel is not None
    here = slice(w0, w0 + n)
    local = np.concatenate([out.arcs[here, :1], out.arcs[here, 1 + w0 : 1 + w0 + n]], 1)
    heads = tree_heads(local)
    global_heads = np.where(heads == 0, 0, heads + w0)
    scores = pair["label"](out.left["label"][here], out.right["label"][global_heads])
    # "root" belongs to the root and to nothing else.
    root = inventory.deprel_at["root"]
    scores[:, root] = np.where(heads == 0, 1e6, -1e6)
    deprel = [inventory.deprel[i] for i in scores.argmax(1)]
    xpos = [inventory.xpos[i] for i in out.token["xpos"][here].argmax(1)]
    columns: dict[str, tuple[list[Any], list[Any]]] = {
        "UPOS": (out.token["upos"][here].argmax(1).tolist(), s.upos),
        "XPOS": (xpos, s.xpos),
        "UAS": (heads.tolist(), s.heads),
        "LAS with subtypes": (
            list(zip(heads.tolist(), deprel, strict=True)),
            list(zip(s.heads, s.deprel, strict=True)),
        ),
    }
    columns["LAS"] = tuple(  # type: ignore[assignment]
        [(h, d.split(":")[0]) for h, d in side] for side in columns["LAS with subtypes"]
    )
    for name, (found, gold) in columns.items():
        tally.add(f"{corpus}/{name}", enumerate(found), enumerate(gold))


def _names(tally: Tally, corpus: str, found: list[str], gold: list[str]) -> None:
    predicted = [(a, b, _FLAT[t]) for a, b, t in spans_of(found) if t in _FLAT]
    true = [(a, b, _GMB[t]) for a, b, t in spans_of(gold) if t in _GMB]
    tally.add(f"{corpus}/names", predicted, true)
    for kind in ("PER", "ORG", "LOC"):
        tally.add(
            f"{corpus}/names {kind}",
            [x for x in predicted if x[2] == kind],
            [x for x in true if x[2] == kind],
        )


def _roles(
    tally: Tally, corpus: str, s: Sentence, out: Scores, w0: int, n: int, scorer: PairScorer
) -> None:
    assert s.heads is not None
    here = slice(w0, w0 + n)
    gold = []
    for p, spans in s.frames:
        for a, b, role in spans:
            head = next((i for i in range(a, b) if not a <= s.heads[i] - 1 < b), a)
            gold.append((p, head, role))
    flags = out.token["predicate"][here].argmax(1)
    tally.add(f"{corpus}/predicates", np.flatnonzero(flags).tolist(), [p for p, _ in s.frames])
    for name, predicates in (
        ("arguments, gold predicates", [p for p, _ in s.frames]),
        ("arguments", np.flatnonzero(flags).tolist()),
    ):
        found = []
        for p in predicates:
            scores = scorer(out.left["role"][w0 + p], out.right["role"][here])
            best = scores.argmax(1)
            found += [(p, int(t), labels.ROLES[best[t]]) for t in np.flatnonzero(best)]
        tally.add(f"{corpus}/{name}", found, gold)


def _attribution(tally: Tally, corpus: str, s: Sentence, tags: np.ndarray, n: int) -> None:
    assert s.attribution is not None
    # Words are tokens that start with a letter or a digit, as in the corpus's own README.
    at = [i for i in range(n) if s.words[i][0].isalnum()]
    for k, role in enumerate(labels.ATTRIBUTION):
        tally.add(
            f"{corpus}/{role}",
            [i for i in at if (tags[i] + 1) // 2 == k + 1],
            [i for i in at if s.attribution[i][0] == k + 1],
        )


def _told(
    tally: Tally, corpus: str, s: Sentence, out: Scores, w0: int, n: int, scorer: PairScorer
) -> None:
    """Triggers, their roots and modes; statuses of known happenings; parts of known triggers."""
    assert s.roots is not None
    assert s.status is not None
    assert s.background is not None
    assert s.modes is not None
    here = slice(w0, w0 + n)
    best = {k: out.token[k][here].argmax(1) for k in ("root", "status", "background", "mode")}
    known = [i for i in range(n) if s.roots[i] >= 0]
    tally.add(
        f"{corpus}/triggers with root",
        [(i, int(best["root"][i])) for i in known if best["root"][i]],
        [(i, s.roots[i]) for i in known if s.roots[i]],
    )
    tally.add(
        f"{corpus}/triggers",
        [i for i in known if best["root"][i]],
        [i for i in known if s.roots[i]],
    )
    real = 1 + out.token["status"][here, 1:].argmax(1)
    for name, gold, found in (
        ("status of happenings", s.status, real),
        ("background", s.background, best["background"]),
        ("modes", s.modes, best["mode"]),
    ):
        rows = [i for i in range(n) if gold[i] >= (1 if name.startswith("status") else 0)]
        tally.add(f"{corpus}/{name}", [(i, int(found[i])) for i in rows],
                  [(i, gold[i]) for i in rows])  # fmt: skip
    rows = [i for i in range(n) if s.status[i] >= 0]
    if any(s.status[i] == 0 for i in rows):
        tally.add(
            f"{corpus}/happenings",
            [i for i in rows if best["status"][i]],
            [i for i in rows if s.status[i]],
        )
    predicted = []
    for p in sorted({p for p, _, _ in s.parts}):
        scores = scorer(out.left["part"][w0 + p], out.right["part"][here]).argmax(1)
        predicted += [(p, int(t), int(scores[t])) for t in np.flatnonzero(scores)]
    tally.add(f"{corpus}/parts of given triggers", predicted, s.parts)


def _event(
    tally: Tally,
    corpus: str,
    event: tuple[int, int, int],
    out: Scores,
    w0: int,
    n: int,
    scorer: PairScorer,
) -> None:
    source, target, mask = event
    right = np.zeros(out.left["event"].shape[1], np.float32)
    for name, at in (("source", source), ("target", target)):
        if 0 <= at < n:
            right = right + out.right[name][w0 + at]
    weight = scorer(out.left["event"][w0 : w0 + n], right)[:, 0]
    weight = np.exp(weight - weight.max())
    pooled = (weight / weight.sum()) @ out.token["root"][w0 : w0 + n]
    # A sentence known to hold an event is read without the choice of none.
    best = int(pooled.argmax()) if mask == 1 else 1 + int(pooled[1:].argmax())
    tally.add(f"{corpus}/root accuracy", [best] if mask >> best & 1 else [-1], [best])


def _coref(
    tally: Tally,
    corpus: str,
    window: Window,
    lengths: np.ndarray,
    out: Scores,
    scorer: PairScorer,
) -> None:
    mentions: list[tuple[int, str]] = []
    w0 = 0
    for s, n in zip(window.sentences, lengths, strict=True):
        mentions += [(w0 + h, c) for h, c in s.mentions or [] if h < n]
        w0 += n
    mentions = sorted(set(mentions))
    found, gold = [], []
    for j, (word, chain) in enumerate(mentions):
        before = mentions[:j]
        if not before:
            continue
        at = [m for m, _ in before]
        scores = scorer(out.left["coref"][word], out.right["coref"][at])[:, 0]
        if any(c == chain for _, c in before):
            gold.append(j)
        if scores.max() > 0:
            right = before[int(scores.argmax())][1] == chain
            found.append(j if right else -1 - j)
    tally.add(f"{corpus}/antecedents, gold mentions", found, gold)
