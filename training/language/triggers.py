"""Finds the words that tell the events of corpora which label a pair of actors and no trigger.

A run that starts from an earlier one lets those weights point at the word that tells what the first
actor does to the second (the attention that was trained on the label of the pair alone). The word
then trains the heads for triggers and their parts as if it had been labelled: a form of
self-training in which the label of the act and both actors are gold.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from training.language import labels
from training.language.batches import Inventory, Packer, Window, collate
from training.language.corpora import Document
from training.language.losses import event_attention
from training.language.model import Reader

SURE = 0.5
"""Share of the attention that the likeliest word must have."""


def place_triggers(
    reader: Reader, documents: Sequence[Document], packer: Packer, inventory: Inventory
) -> int:
    """Gives every sentence with events of known actors the targets of their triggers; says how
    many were placed."""
    windows = [w for d in documents for w in packer.windows(d)]
    reader.eval()
    placed = 0
    for at in range(0, len(windows), 16):
        some = windows[at : at + 16]
        batch = collate(some, inventory)
        if not len(batch["events"]):
            continue
        with torch.inference_mode():
            words, _ = reader.encode(batch)
            weights = event_attention(reader, batch["events"], words)
        placed += _place(some, batch["events"], weights)
    reader.train()
    return placed


def _place(windows: Sequence[Window], events: torch.Tensor, weights: torch.Tensor) -> int:
    placed = row = 0
    for window in windows:
        w0 = 0
        for s, (_, _, first) in zip(window.sentences, window.encoded, strict=True):
            n = len(first)
            for source, target, mask in s.events:
                best = int(weights[row].argmax())
                sure = float(weights[row, best]) >= SURE
                row += 1
                word = best - w0
                ends = [e for e in (source, target) if 0 <= e < n]
                if not sure or not ends or word in ends or not 0 <= word < n:
                    continue
                if mask.bit_count() != 1 or mask == 1:
                    continue
                blank = [-100] * len(s.words)
                s.roots = s.roots or list(blank)
                s.status = s.status or list(blank)
                s.background = s.background or list(blank)
                s.modes = s.modes or list(blank)
                s.roots[word] = mask.bit_length() - 1
                s.parts_whole = False
                for end, name in ((source, "actor"), (target, "recipient")):
                    if 0 <= end < n:
                        s.parts.append((word, end, labels.PARTS.index(name)))
                placed += 1
            w0 += n
    assert row == len(events)
    return placed
