"""Asks an encoder about treebank documents that it has never seen.

The shipped encoder has learnt the treebanks' training parts, so that its errors there are not those
of new text. A second one, with the names, tags and trees alone, learns three fifths of the
documents from the public MiniLM weights in 1,500 steps (20 minutes on two cores); what it says of
the other two fifths stands for what the shipped one says of new text.
"""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from training.language import corpora, losses
from training.language.batches import Inventory, Packer, Window, collate, mixture
from training.language.corpora import Document
from training.language.model import IGNORE, Reader, Sizes, load_minilm
from training.language.names import Gazetteer
from training.language.swap import pool, swapped
from training.language.train import make_pieces, minilm_folder

SHARES = {
    "ewt": 0.42,
    "gum": 0.30,
    "wikigold": 0.06,
    "gmb": 0.05,
    "invented": 0.04,
    "named": 0.08,
    "geovirus": 0.02,
}
HELD = ("ewt", "gum")
"""Corpora whose held documents are asked about."""
STEPS, SEED = 1_500, 1
_LOSSES = {"upos": 0.5, "xpos": 0.5, "arcs": 1.0, "labels": 0.5, "names": 2.0}


def held(document: str) -> bool:
    """Two documents in five, by hash."""
    return hashlib.sha256(document.encode()).digest()[1] % 5 < 2


def held_scores(data: Path, steps: int = STEPS) -> list[dict[str, Any]]:
    """One row for each held document: ``id``, ``words`` by sentence, ``gold`` tags by sentence
    (None where there are none), ``sc`` name scores ``[words, 17]``, ``upos`` ``[words]``."""
    context = corpora.Context(data, Gazetteer(data))
    every = {c: corpora.READERS[c](context, "train") for c in SHARES}
    inventory = Inventory.of(every)
    train = {
        c: [d for d in ds if c not in (*HELD, "wikigold") or not held(d.id)]
        for c, ds in every.items()
    }
    names = pool(d for c in (*HELD, "wikigold") for d in train[c])
    for corpus in HELD:
        train[corpus] += swapped(train[corpus], names, context.gazetteer, SEED)
    packer = Packer(make_pieces())
    reader = _trained(train, inventory, packer, steps)
    return [
        _asked(reader, packer.windows(d), inventory, d.id)
        for c in HELD
        for d in every[c]
        if held(d.id)
    ]


def _trained(
    train: dict[str, list[Document]], inventory: Inventory, packer: Packer, steps: int
) -> Reader:
    torch.manual_seed(SEED)
    reader = Reader(Sizes(xpos=len(inventory.xpos), deprel=len(inventory.deprel)))
    load_minilm(reader, minilm_folder())
    body = list(reader.encoder.parameters())
    inside = {id(p) for p in body}
    heads = [p for p in reader.parameters() if id(p) not in inside]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": 1.2e-4}, {"params": heads, "lr": 1e-3}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    warm = 0.08 * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    mean = {k: v.detach().clone() for k, v in reader.state_dict().items()}
    stream = mixture(train, SHARES, packer, random.Random(SEED))
    for step in range(1, steps + 1):
        batch = collate([next(stream) for _ in range(8)], inventory, random.Random(step))
        with torch.autocast("cpu", torch.bfloat16):
            parts = _losses(reader, batch)
        torch.stack([_LOSSES[k] * v for k, v in parts.items()]).sum().backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 10 == 0:
            keep = min(0.97, 1 - 10 / step)
            for k, v in reader.state_dict().items():
                mean[k].mul_(keep).add_(v.detach(), alpha=1 - keep)
    reader.load_state_dict(mean)
    return reader.eval()


def _losses(reader: Reader, batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    words, root = reader.encode(batch)
    token = reader.split(words)
    out: dict[str, torch.Tensor] = {}
    for name in ("upos", "xpos"):
        if bool((batch[name] != IGNORE).any()):
            out[name] = functional.cross_entropy(
                token[name].flatten(0, 1), batch[name].flatten(), ignore_index=IGNORE
            )
    scored = batch["names"] > 0
    if bool(scored.any()):
        out["names"] = losses.partial(token["names"][scored], batch["names"][scored])
    governed = batch["heads"] != IGNORE
    if bool(governed.any()):
        losses._syntax(reader, batch, words, root, governed, out)
    return out


def _asked(
    reader: Reader, windows: list[Window], inventory: Inventory, document: str
) -> dict[str, Any]:
    scores, upos = [], []
    for window in windows:
        batch = collate([window], inventory)
        with torch.inference_mode():
            token = reader.split(reader.encode(batch)[0])
        scores.append(token["names"][0, : window.words].float().numpy())
        upos.append(token["upos"][0, : window.words].argmax(-1).numpy())
    parts = [
        (s, len(first))
        for w in windows
        for s, (_, _, first) in zip(w.sentences, w.encoded, strict=True)
    ]
    return {
        "id": document,
        "words": [s.words[:n] for s, n in parts],
        "gold": [None if s.name_tags is None else s.name_tags[:n] for s, n in parts],
        "sc": np.concatenate(scores),
        "upos": np.concatenate(upos),
    }
