"""Learns the weights of :mod:`readout.language.second_look` from held scores (:mod:`.held`)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from readout.evaluation.language import FLAT_NAMES
from readout.language import names
from readout.language.decode import bio_allowed
from readout.language.second_look import SAME, SecondLook, features, log_chances
from training.language.names import spans_of

HIDDEN, EPOCHS, DROPOUT, DECAY, RATE = 32, 20, 0.3, 0.05, 2e-3
"""Set by four-fold cross-validation over the held documents."""
SEEDS = range(4)
BATCH = 32
"""Runs of words learnt from at once."""
_FOLLOWS = torch.tensor(np.where(bio_allowed(7)[:-1], 0, -1e4), dtype=torch.float32)
_ANSWER = {"PER": 1, "ORG": 3, "LOC": 5}

Row = dict[str, Any]
Rows = npt.NDArray[np.intp]


def prepared(row: Row, types: Sequence[str]) -> Row:
    """A held document with features, answers and the scores they add to."""
    words = [w for s in row["words"] for w in s]
    ends = np.cumsum([len(s) for s in row["words"]])
    sentences = np.concatenate([[0], ends]).astype(np.int32)
    scores, chances = names.agreed(words, row["sc"], list(types))
    agreed = log_chances(scores)
    at, x = features(words, chances, agreed, row["upos"].astype(np.uint8), sentences)
    answers = np.zeros(len(words), dtype=np.int64)
    known = np.zeros(len(words), dtype=np.bool_)
    for start, tags in zip(sentences[:-1].tolist(), row["gold"], strict=True):
        if tags is None:
            continue
        known[start : start + len(tags)] = True
        for a, b, kind in spans_of(tags):
            if kind in _ANSWER:
                answers[start + a : start + b] = _ANSWER[kind] + 1
                answers[start + a] -= 1
    keep = known[at]
    runs = runs_of(at[keep], sentences)
    base = np.stack([np.logaddexp.reduce(agreed[at][:, k == SAME], 1) for k in range(7)], 1)
    return row | {
        "x": x[keep], "y": _begun(answers[at][keep], runs), "runs": runs,
        "base": np.maximum(base[keep], -9),
        "flat": words, "sentences": sentences, "known": known, "types": list(types),
    }  # fmt: skip


def runs_of(at: npt.NDArray[np.intp], sentences: npt.NDArray[np.int32]) -> list[Rows]:
    """Which rows are words that follow each other in a sentence, for words ``at`` of a text."""
    if not len(at):
        return []
    sentence = np.searchsorted(sentences, at, side="right")
    cuts = np.flatnonzero((np.diff(at) != 1) | (np.diff(sentence) != 0)) + 1
    return np.split(np.arange(len(at)), cuts)


def _begun(answers: Rows, runs: Sequence[Rows]) -> Rows:
    """The answers, where the first word of a run begins the name that it goes on with."""
    firsts = np.array([run[0] for run in runs], dtype=np.intp)
    inside = firsts[(answers[firsts] > 0) & (answers[firsts] % 2 == 0)]
    answers[inside] -= 1
    return answers


def fit(rows: Sequence[Row], seeds: Sequence[int] = SEEDS) -> SecondLook:
    """The mean of networks begun with different numbers, as one network."""
    looks = [_one(rows, seed) for seed in seeds]
    return SecondLook(
        np.concatenate([look.into for look in looks], 1),
        np.concatenate([look.into_bias for look in looks]),
        np.concatenate([look.out for look in looks]) / np.float32(len(looks)),
        np.stack([look.out_bias for look in looks]).mean(0),
    )


def _one(rows: Sequence[Row], seed: int) -> SecondLook:
    """One network over all rows, begun at no change at all."""
    rows = [r for r in rows if len(r["x"])]
    x = np.concatenate([r["x"] for r in rows])
    mean, scale = x.mean(0), x.std(0) + 0.1
    inputs = torch.tensor((x - mean) / scale)
    base = torch.tensor(np.concatenate([r["base"] for r in rows])).float()
    answers = torch.tensor(np.concatenate([r["y"] for r in rows]))
    ends = np.cumsum([len(r["x"]) for r in rows])
    runs = [
        torch.tensor(end - len(r["x"]) + run)
        for end, r in zip(ends.tolist(), rows, strict=True)
        for run in r["runs"]
    ]
    torch.manual_seed(seed)
    drop = torch.nn.Dropout(DROPOUT)
    into, out = torch.nn.Linear(x.shape[1], HIDDEN), torch.nn.Linear(HIDDEN, 7)
    torch.nn.init.zeros_(out.weight)
    torch.nn.init.zeros_(out.bias)
    net = torch.nn.Sequential(drop, into, torch.nn.ReLU(), drop, out)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS)
    for _ in range(EPOCHS):
        for some in torch.randperm(len(runs)).split(BATCH):
            batch = [runs[i] for i in some.tolist()]
            every = torch.cat(batch)
            scores = base[every] + net(inputs[every])
            optimizer.zero_grad()
            loss(scores, answers[every], [len(run) for run in batch]).backward()
            optimizer.step()
        schedule.step()
    weight = into.weight.detach().numpy().T / scale[:, None]
    return SecondLook(
        weight.astype(np.float32),
        (into.bias.detach().numpy() - mean @ weight).astype(np.float32),
        out.weight.detach().numpy().T.astype(np.float32),
        out.bias.detach().numpy().astype(np.float32),
    )


def loss(scores: torch.Tensor, answers: torch.Tensor, sizes: list[int]) -> torch.Tensor:
    """Minus the logarithm of the chance of the right answers of each run, among all sequences in
    which an inside tag follows one of its name; the mean by word.

    ``scores``: ``[words, 7]``; ``answers``: ``[words]``; ``sizes``: words of each run. Names are
    read off sequences, so that sequences are what is learnt (Lafferty, McCallum and Pereira 2001,
    without weights for the step from tag to tag: they brought nothing).
    """
    right = scores.gather(1, answers[:, None]).sum()
    padded = torch.nn.utils.rnn.pad_sequence(list(scores.split(sizes)), batch_first=True)
    length = torch.tensor(sizes)
    ways = padded[:, 0] + _FOLLOWS[0]
    for step in range(1, padded.shape[1]):
        onward = torch.logsumexp(ways[:, :, None] + _FOLLOWS, 1) + padded[:, step]
        ways = torch.where((length > step)[:, None], onward, ways)
    return (torch.logsumexp(ways, 1).sum() - right) / len(answers)


def f1(rows: Sequence[Row], look: SecondLook | None) -> dict[str, float]:
    """F1 in percent of persons, organisations, places and all, on documents of :func:`prepared`."""
    right: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for row in rows:
        found = names.find_names(
            row["flat"], row["sc"], row["sentences"], row["types"],
            row["upos"].astype(np.uint8), look,
        )  # fmt: skip
        ours = {
            (int(a), int(b), FLAT_NAMES[row["types"][k]])
            for a, b, k in zip(found.start, found.end, found.type, strict=True)
            if row["types"][k] in FLAT_NAMES and row["known"][a]
        }
        gold = {
            (start + a, start + b, kind)
            for start, tags in zip(row["sentences"].tolist(), row["gold"], strict=False)
            for a, b, kind in spans_of(tags or [])
            if kind in _ANSWER
        }
        for _, _, kind in ours & gold:
            right.update((kind, "all"))
        for _, _, kind in [*ours, *gold]:
            both.update((kind, "all"))
    return {k: round(200 * right[k] / max(1, both[k]), 1) for k in ("all", "PER", "ORG", "LOC")}


def crossed(rows: Sequence[Row]) -> dict[str, float]:
    """F1 of each fourth of the documents by weights fitted to the others, the mean of the four."""
    parts: list[list[Row]] = [[], [], [], []]
    for row in rows:
        parts[hashlib.sha256(row["id"].encode()).digest()[2] % 4].append(row)
    figures = []
    for k, part in enumerate(parts):
        look = fit([r for j, other in enumerate(parts) if j != k for r in other])
        figures.append(f1(part, look))
    return {k: round(sum(f[k] for f in figures) / 4, 1) for k in figures[0]}


def write(look: SecondLook, path: Path) -> None:
    """Saves the weights where the package reads them."""
    np.savez_compressed(
        path, into=look.into, into_bias=look.into_bias, out=look.out, out_bias=look.out_bias
    )
