"""One loss for each head; a head without targets in a batch gives none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.language import labels
from training.language.model import IGNORE, Reader

WEIGHTS = {
    "upos": 0.5,
    "xpos": 0.5,
    "arcs": 1.0,
    "labels": 0.5,
    "names": 2.0,
    "predicate": 0.3,
    "roles": 1.0,
    "tags": 1.0,
    "links": 0.5,
    "start": 0.3,
    "fact": 0.3,
    "events": 0.5,
    "coref": 0.3,
    "status": 2.0,
    "background": 0.3,
    "told": 3.0,
    "mode": 1.0,
    "parts": 1.0,
    "taught": 1.0,
}
"""Names weigh double: their data is scarce and their score is the trial's weak spot."""


def _bits(masks: Tensor, classes: int) -> Tensor:
    return ((masks.unsqueeze(-1) >> torch.arange(classes)) & 1).bool()


def partial(scores: Tensor, masks: Tensor) -> Tensor:
    """Mean of ``-log`` of the probability of the allowed classes; ``masks`` are bit sets."""
    allowed = _bits(masks, scores.shape[-1])
    some = scores.masked_fill(~allowed, -1e4)
    return (scores.logsumexp(-1) - some.logsumexp(-1)).mean()


TAUGHT = ("upos", "xpos", "names", "tags", "predicate", "start")
"""Heads on a word whose distributions a student learns from teachers, besides those of arcs,
labels and roles."""


@dataclass
class Taught:
    """What teachers think of a batch: probabilities, the mean of all teachers."""

    words: dict[str, Tensor]
    """``[B, W, classes]`` for the heads in ``TAUGHT`` and for ``arcs``."""
    heads: Tensor
    """``[B, W]``: the likeliest head of each word, at which its label is taught; 0 is the root."""
    labels: Tensor
    """``[B, W, classes]``."""
    pairs: Tensor
    """``[P, 3]``: window, predicate and word of the same sentence."""
    roles: Tensor
    """``[P, classes]``."""


def teach(teachers: Sequence[Reader], batch: dict[str, Tensor]) -> Taught:
    """The mean probabilities of teachers. Labels are taught at the likeliest head and roles of the
    words that are likely predicates."""
    words: dict[str, Tensor] = {}
    share = 1 / len(teachers)

    def mean(tensors: list[Tensor]) -> Tensor:
        return torch.stack([t.float().softmax(-1) for t in tensors]).sum(0) * share

    with torch.no_grad():
        encoded = [teacher.encode(batch) for teacher in teachers]
        tokens = [t.split(w) for t, (w, _) in zip(teachers, encoded, strict=True)]
        for name in TAUGHT:
            words[name] = mean([token[name] for token in tokens])
        known = [(t, w, root) for t, (w, root) in zip(teachers, encoded, strict=True)]
        words["arcs"] = mean([_in_sentence(t.arcs(w, r).float(), batch) for t, w, r in known])
        heads = words["arcs"].argmax(-1)
        real = batch["sentence"] >= 0
        acts = (words["predicate"].argmax(-1) == 1) & real
        same = batch["sentence"].unsqueeze(2) == batch["sentence"].unsqueeze(1)
        pairs = (same & acts.unsqueeze(2) & real.unsqueeze(1)).nonzero()
        b, i, j = pairs.unbind(1)
        return Taught(
            words,
            heads,
            mean([t.label(w, _governors(w, r, heads)) for t, w, r in known]),
            pairs,
            mean([t.role(w[b, i], w[b, j]) for t, w, _ in known]),
        )


def _governors(words: Tensor, root: Tensor, heads: Tensor) -> Tensor:
    """The vector of each word's head."""
    every = torch.cat([root.unsqueeze(1), words], 1)
    return every[torch.arange(len(heads)).unsqueeze(1), heads]


def losses(
    reader: Reader, batch: dict[str, Tensor], taught: Taught | None = None
) -> dict[str, Tensor]:
    """The unweighted losses of the heads that have targets in the batch; with ``taught``, also
    ``taught``: the cross-entropy to the teachers over all words, gold or none, so that each head
    learns from every corpus (Hinton et al. 2015)."""
    words, root = reader.encode(batch)
    out: dict[str, Tensor] = {}
    token = reader.split(words)
    if taught is not None:
        out["taught"] = _distil(reader, batch, words, root, token, taught)
    for name in ("upos", "xpos", "predicate", "tags", "start", "status", "background", "mode"):
        if bool((batch[name] != IGNORE).any()):
            out[name] = functional.cross_entropy(
                token[name].flatten(0, 1), batch[name].flatten(), ignore_index=IGNORE
            )
    if bool((batch["told"] != IGNORE).any()):
        out["told"] = functional.cross_entropy(
            token["root"].flatten(0, 1), batch["told"].flatten(), ignore_index=IGNORE
        )
    scored = batch["names"] > 0
    if bool(scored.any()):
        out["names"] = partial(token["names"][scored], batch["names"][scored])
    rated = ~batch["fact"].isnan()
    if bool(rated.any()):
        out["fact"] = functional.smooth_l1_loss(
            token["fact"][rated].squeeze(-1), batch["fact"][rated]
        )
    governed = batch["heads"] != IGNORE
    if bool(governed.any()):
        _syntax(reader, batch, words, root, governed, out)
    for name, target in (("role", "roles"), ("link", "links"), ("part", "parts")):
        if len(batch[target]):
            b, i, j, gold = batch[target].unbind(1)
            scores = getattr(reader, name)(words[b, i], words[b, j]).float()
            # Hardly any pair is related: the mean is taken over related ones.
            out[target] = functional.cross_entropy(scores, gold, reduction="sum") / (
                (gold > 0).sum().clamp(min=1)
            )
    if len(batch["coref"]):
        loss = _coref(reader, batch["coref"], words)
        if loss is not None:
            out["coref"] = loss
    if len(batch["events"]):
        out["events"] = _events(reader, batch["events"], words, token["root"])
    return out


def _in_sentence(scores: Tensor, batch: dict[str, Tensor]) -> Tensor:
    same = batch["sentence"].unsqueeze(2) == batch["sentence"].unsqueeze(1)
    scores[:, :, 1:] = scores[:, :, 1:].masked_fill(~same, -1e4)
    return scores


def _distil(
    reader: Reader,
    batch: dict[str, Tensor],
    words: Tensor,
    root: Tensor,
    token: dict[str, Tensor],
    taught: Taught,
) -> Tensor:
    """Divergence from the teachers over all words, each head with its weight."""
    real = batch["sentence"] >= 0
    scores = {k: token[k] for k in TAUGHT}
    scores["arcs"] = _in_sentence(reader.arcs(words, root).float(), batch)
    total = words.new_zeros((), dtype=torch.float32)
    for name, value in scores.items():
        total = total + WEIGHTS[name] * _gap(value[real], taught.words[name][real]).mean()
    labelled = reader.label(words, _governors(words, root, taught.heads))
    total = total + WEIGHTS["labels"] * _gap(labelled[real], taught.labels[real]).mean()
    if len(taught.pairs):
        b, i, j = taught.pairs.unbind(1)
        gap = _gap(reader.role(words[b, i], words[b, j]), taught.roles)
        related = (taught.roles.argmax(-1) > 0).sum().clamp(min=1)
        total = total + WEIGHTS["roles"] * gap.sum() / related
    return total


def _gap(scores: Tensor, goal: Tensor) -> Tensor:
    """Kullback-Leibler divergence of each row of scores from its goal: 0 for a perfect student."""
    return (goal * (goal.clamp(min=1e-9).log() - scores.float().log_softmax(-1))).sum(-1)


def _syntax(
    reader: Reader,
    batch: dict[str, Tensor],
    words: Tensor,
    root: Tensor,
    governed: Tensor,
    out: dict[str, Tensor],
) -> None:
    scores = _in_sentence(reader.arcs(words, root).float(), batch)
    out["arcs"] = functional.cross_entropy(scores[governed], batch["heads"][governed])
    b, i = (governed & (batch["deprel"] != IGNORE)).nonzero(as_tuple=True)
    heads = torch.cat([root.unsqueeze(1), words], 1)[b, batch["heads"][b, i]]
    out["labels"] = functional.cross_entropy(
        reader.label(words[b, i], heads).float(), batch["deprel"][b, i]
    )


def _coref(reader: Reader, mentions: Tensor, words: Tensor) -> Tensor | None:
    """``-log`` of the probability of any earlier mention of the chain; none of them is a choice
    with score 0 (Lee et al. 2017, on mention heads and inside one window)."""
    b, w, chain = mentions.unbind(1)
    order = torch.arange(len(b))
    earlier = (b.unsqueeze(1) == b) & (order.unsqueeze(1) > order)
    i, j = earlier.nonzero(as_tuple=True)
    if not len(i):
        return None
    scores = words.new_full((len(b), len(b) + 1), -1e4, dtype=torch.float32)
    scores[:, -1] = 0
    scores[i, j] = reader.coref(words[b[i], w[i]], words[b[j], w[j]]).float().squeeze(-1)
    same = earlier & (chain.unsqueeze(1) == chain)
    gold = torch.cat([same, ~same.any(1, keepdim=True)], 1)
    return (scores.logsumexp(1) - scores.masked_fill(~gold, -1e4).logsumexp(1)).mean()


def event_attention(reader: Reader, events: Tensor, words: Tensor) -> Tensor:
    """``[N, W]``: which word of its sentence tells the event of each (source, target) pair."""
    b, start, end, source, target = (events[:, k] for k in range(5))
    ends = []
    for at in (source, target):
        vector = words[b, at.clamp(min=0)]
        ends.append(vector * (at >= 0).unsqueeze(-1))
    query = reader.event_ends(torch.cat(ends, -1)).unsqueeze(1)
    scores = (
        reader.event_score(functional.relu(reader.event_word(words[b]) + query)).squeeze(-1).float()
    )
    at = torch.arange(words.shape[1])
    inside = (at >= start.unsqueeze(1)) & (at < end.unsqueeze(1))
    return scores.masked_fill(~inside, -1e4).softmax(-1)


def _events(reader: Reader, events: Tensor, words: Tensor, roots: Tensor) -> Tensor:
    """The root of a pair is that of the words attended to; where nothing happens, every word
    says so, which is what makes the root scores usable without a pair."""
    weights = event_attention(reader, events, words)
    b, mask = events[:, 0], events[:, 5]
    pooled = (weights.unsqueeze(-1) * roots[b]).sum(1)
    loss = partial(pooled, mask)
    nothing = mask == 1
    if bool(nothing.any()):
        at = torch.arange(words.shape[1])
        inside = (at >= events[:, 1:2]) & (at < events[:, 2:3]) & nothing.unsqueeze(1)
        loss = loss - 0.5 * roots[b].log_softmax(-1)[..., 0][inside].mean()
    assert labels.ROOTS[0] == "NONE"
    return loss
