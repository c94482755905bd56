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

_TELLING = frozenset(labels.UPOS.index(name) for name in ("VERB", "NOUN"))
"""Only these words can tell an act; of the others it is known that they do not."""
SURE = 0.5
"""Share of the attention that the likeliest word must have."""
WIDEST = 5
"""Roots in the largest quad class. Conflict against cooperation tells too little of the act."""


def place_triggers(
    reader: Reader,
    documents: Sequence[Document],
    packer: Packer,
    inventory: Inventory,
    tagger: Reader | None = None,
) -> int:
    """Gives every sentence with events of known actors the targets of their triggers; says how
    many were placed. ``tagger`` tells verbs and nouns, where the reader's own heads are not
    trusted on sentences that were never tagged."""
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
            if tagger is not None:
                words = tagger.encode(batch)[0]
            upos = (tagger or reader).split(words)["upos"].argmax(-1)
        for b, window in enumerate(some):
            _rule_out(window, upos[b].tolist())
        placed += _place(some, batch["events"], weights)
    reader.train()
    return placed


def _rule_out(window: Window, upos: list[int]) -> None:
    """Words that tell no act by their part of speech, or because nothing happens in their
    sentence: without them every word near an act would be taken for its trigger."""
    w0 = 0
    for s, (_, _, first) in zip(window.sentences, window.encoded, strict=True):
        nothing = all(mask == 1 for _, _, mask in s.events)
        n = len(s.words)
        known = [nothing or u not in _TELLING for u in upos[w0 : w0 + len(first)]]
        s.roots = [0 if k else -100 for k in known] + [-100] * (n - len(first))
        s.status = s.background = s.modes = [-100] * n
        w0 += len(first)


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
                if mask & 1 or mask.bit_count() > WIDEST:
                    continue
                assert s.roots is not None
                # Of a quad class the root is open, but who acts on whom is known.
                if mask.bit_count() == 1:
                    s.roots[word] = mask.bit_length() - 1
                s.parts_whole = False
                for end, name in ((source, "actor"), (target, "recipient")):
                    if 0 <= end < n:
                        s.parts.append((word, end, labels.PARTS.index(name)))
                placed += 1
            w0 += n
    assert row == len(events)
    return placed
