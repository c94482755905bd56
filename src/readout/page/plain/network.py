"""A small convolution over the lines of a page, run in numpy.

The net is an input layer, four residual blocks of dilated convolutions of width three and an output
layer; in the middle each line also sees mean and maximum over the page. Trained by
``training/pages/plain.py``, which writes ``model.npz`` and ``model.json`` beside this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
CLASSES = ("chrome", "headline", "standfirst", "byline", "published", "paragraph", "subhead",
           "caption", "credit", "editorial_note", "dateline")  # fmt: skip
DILATIONS = (1, 2, 4, 8)
_FILE = Path(__file__).with_name("model.npz")


@cache
def weights() -> dict[str, Array]:
    """The arrays of the trained net, float32."""
    with np.load(_FILE) as file:
        return ready({name: file[name] for name in file.files})


def ready(net: Mapping[str, npt.NDArray[Any]]) -> dict[str, Array]:
    """The arrays as the passes want them: float32, the three taps of a convolution side by side."""
    out: dict[str, Array] = {}
    for name, array in net.items():
        array = array.astype(np.float32)
        if array.ndim == 3:
            array = np.ascontiguousarray(array.transpose(1, 0, 2).reshape(array.shape[1], -1))
        out[name] = array
    return out


def scores(x: Array, net: dict[str, Array] | None = None) -> Array:
    """Log-probabilities of shape (lines, classes) for features of shape (lines, columns)."""
    net = weights() if net is None else net
    x = np.clip((x - net["mean"]) / net["scale"], -4.0, 4.0)
    total: Array | None = None
    member = 0
    while f"in.weight{member}" in net:
        logits = _member(x, net, str(member))
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        total = logits if total is None else total + logits
        member += 1
    assert total is not None
    mean: Array = (total / member).astype(np.float32)
    return mean


def _member(x: Array, net: dict[str, Array], k: str) -> Array:
    h: Array = x @ net["in.weight" + k]
    h += net["in.bias" + k]
    np.maximum(h, 0, out=h)
    n = len(h)
    for block, by in enumerate(DILATIONS):
        if block == 2:
            page = np.concatenate([h.mean(axis=0), h.max(axis=0)])
            h += page @ net["page.weight" + k] + net["page.bias" + k]
        taps = h @ net[f"conv{block}.weight{k}"]
        width = h.shape[1]
        out = taps[:, width : 2 * width]
        if n > by:
            out[by:] += taps[:-by, :width]
            out[:-by] += taps[by:, 2 * width :]
        out += net[f"conv{block}.bias{k}"]
        h += np.maximum(out, 0, out=out)
    result: Array = h @ net["out.weight" + k] + net["out.bias" + k]
    return result
