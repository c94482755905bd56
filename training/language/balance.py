"""How the products of the encoder are rounded to int8 so that they lose little.

onnxruntime rounds the input of a product with one range for the whole window. In this encoder a
handful of columns, most of them at the first piece alone, reach four times as far as all others and
so cost the others two of their eight bits. Dividing each column by a fixed number and multiplying
the weights that read it leaves the product what it was (SmoothQuant, Xiao et al. 2023). Here the
numbers for each product are the best of some, by the error that rounding leaves on text. Where a
few pieces reach far, behind the GELU, each row is divided by its own greatest number instead. What
rounding moves the output by on average is taken off the bias (Nagel et al. 2019): without that,
names were found where there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from torch import nn

from training.language.batches import Inventory, Window, collate
from training.language.graph import Balance, heads
from training.language.model import Reader

ROWS = 2_048
"""Words that the scales are chosen on."""


def _products(reader: Reader) -> Iterator[tuple[str, nn.Module, np.ndarray]]:
    """Name, the module that sees the input, and weights ``[in, out]`` of the products."""
    for k, layer in enumerate(reader.encoder.layers):
        for name in ("qkv", "out", "up", "down"):
            module = getattr(layer, name)
            yield f"{k}.{name}", module, module.weight.detach().float().numpy().T
    ends = [reader.arc_head.weight, reader.arc_dep.weight]
    weight = [heads(reader)[0], *(w.detach().float().numpy().T for w in ends)]
    yield "heads", reader.arc_head, np.concatenate(weight, 1)


def balances(reader: Reader, windows: Sequence[Window], inventory: Inventory) -> dict[str, Balance]:
    """How each product is rounded, by its name in the graph."""
    held: dict[str, list[np.ndarray]] = {}
    hooks = []

    def keep(name: str) -> Callable[..., None]:
        def hook(_: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            # A window at a time and without padding.
            held.setdefault(name, []).append(inputs[0][0].float().numpy())

        return hook

    for name, module, _ in _products(reader):
        hooks.append(module.register_forward_pre_hook(keep(name)))
    reader.eval()
    rows = 0
    with torch.inference_mode():
        for window in windows:
            reader.arcs(*reader.encode(collate([window], inventory)))
            rows += window.words
            if rows >= ROWS:
                break
    for hook in hooks:
        hook.remove()
    return {n: balance(held[n], w, by_row=n.endswith(".down")) for n, _, w in _products(reader)}


def balance(inputs: Sequence[np.ndarray], weight: np.ndarray, *, by_row: bool = False) -> Balance:
    """The best of some scales for ``weight [in, out]`` by the error on ``inputs [P, in]``;
    ``by_row``: each row is divided by its greatest number instead."""
    reach = np.maximum(np.max([np.abs(x).max(0) for x in inputs], 0), 1e-3)
    strength = np.maximum(np.abs(weight).max(1), 1e-3)
    exact = [x @ weight for x in inputs]
    most = [x.max(1, keepdims=True) if by_row else np.float32(1) for x in inputs]
    options = [np.ones_like(reach)] if by_row else _options(reach, strength)
    best: tuple[float, np.ndarray, np.ndarray] | None = None
    for by in options:
        rounded = _by_column(weight * by[:, None])
        off = [
            by_window(x / by / m) @ rounded * m - y
            for x, y, m in zip(inputs, exact, most, strict=True)
        ]
        shift = sum(d.sum(0) for d in off) / sum(map(len, off))
        error = sum(float(((d - shift) ** 2).sum()) for d in off)
        if best is None or error < best[0]:
            best = error, by, shift
    assert best is not None
    return Balance(np.float32(best[1]), np.float32(best[2]))


def _options(reach: np.ndarray, strength: np.ndarray) -> Iterator[np.ndarray]:
    """Scales that share the range out between activations and weights in some ways, and then hold
    the widest columns down."""
    for share in (0, 0.6, 0.7, 0.8, 0.9):
        by = reach**share / strength ** (1 - share) if share else np.ones_like(reach)
        left = reach / by
        for most in (1.5, 2, 3, 100):
            held = by * np.maximum(1, left / (most * np.median(left)))
            yield held / np.exp(np.log(held).mean())


def _by_column(weight: np.ndarray) -> np.ndarray:
    scale = np.abs(weight).max(0) / 127
    scale[scale == 0] = 1
    return np.rint(weight / scale) * scale


def by_window(x: np.ndarray) -> np.ndarray:
    """Rounded as onnxruntime does: 8 bits from the least to the most, 0 among them."""
    low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
    scale = (high - low) / 255 or 1.0
    zero = np.rint(-low / scale)
    return (np.clip(np.rint(x / scale) + zero, 0, 255) - zero) * scale
