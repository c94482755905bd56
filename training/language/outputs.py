"""The scores of one window as numpy arrays, the same whether torch or onnxruntime made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.language.batches import Inventory, Window, collate
from training.language.model import Reader


@dataclass
class Scores:
    """``W`` words. ``left`` and ``right`` hold the projections of the pair heads side by side."""

    token: dict[str, np.ndarray]
    arcs: np.ndarray
    """``[W, 1 + W]``."""
    left: dict[str, np.ndarray]
    right: dict[str, np.ndarray]
    """``[W, size]``; that of ``label`` is ``[1 + W, size]``, the root first."""


@dataclass
class PairScorer:
    """``W relu(left + right)``: the last step of every pair head, in numpy."""

    weight: np.ndarray
    bias: np.ndarray

    def __call__(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return np.maximum(left + right, 0) @ self.weight.T + self.bias


PAIRS = ("label", "role", "link", "coref", "part")


def scorers(reader: Reader) -> dict[str, PairScorer]:
    """The numpy ends of the pair heads; ``event`` scores how far a word tells a pair's event."""
    layers = {p: getattr(reader, p).score for p in PAIRS} | {"event": reader.event_score}
    return {
        name: PairScorer(layer.weight.detach().numpy().copy(), layer.bias.detach().numpy().copy())
        for name, layer in layers.items()
    }


def projections(reader: Reader, words: Tensor, root: Tensor) -> dict[str, Tensor]:
    """Everything that leaves the network, for words ``[B, W, H]`` and roots ``[B, H]``."""
    with_root = torch.cat([root.unsqueeze(1), words], 1)
    half = reader.event_ends.weight.shape[1] // 2
    out = {"arcs": reader.arcs(words, root)}
    for p in PAIRS:
        head = getattr(reader, p)
        out[f"left.{p}"] = head.left(words)
        out[f"right.{p}"] = head.right(with_root if p == "label" else words)
    out["left.event"] = reader.event_word(words)
    weight = reader.event_ends.weight
    out["right.source"] = words @ weight[:, :half].T
    out["right.target"] = words @ weight[:, half:].T
    return out


def torch_scores(
    reader: Reader, windows: Sequence[Window], inventory: Inventory, size: int = 16
) -> Iterator[Scores]:
    """Runs the model without dropout over windows, in their order."""
    reader.eval()
    for at in range(0, len(windows), size):
        part = windows[at : at + size]
        batch = collate(part, inventory)
        with torch.inference_mode():
            words, root = reader.encode(batch)
            token = {k: v.float().numpy() for k, v in reader.split(words).items()}
            pairs = {k: v.float().numpy() for k, v in projections(reader, words, root).items()}
        for b, window in enumerate(part):
            n = window.words
            yield Scores(
                {k: v[b, :n] for k, v in token.items()},
                pairs["arcs"][b, :n, : n + 1],
                {k[5:]: v[b, :n] for k, v in pairs.items() if k.startswith("left.")},
                {
                    k[6:]: v[b, : n + (k == "right.label")]
                    for k, v in pairs.items()
                    if k.startswith("right.")
                },
            )
    reader.train()
