"""Reads a shipped model folder back into a run, so that training can go on from the weights in the
package where the run that made them is gone.

Weights come back as they were rounded to int8, a small loss that a few hundred steps make good.
Columns that :mod:`training.language.balance` divided stay divided where the product that reads them
is multiplied by the same numbers, for the function is then the same.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from training.language.graph import WINDOW, layout
from training.language.model import Reader, Sizes, load_minilm
from training.language.outputs import PAIRS


class _Held:
    """The constants of a graph by name, int8 ones as floats."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(str(path)).graph
        self.values = {t.name: numpy_helper.to_array(t) for t in graph.initializer}

    def __getitem__(self, name: str) -> np.ndarray:
        return self.values[name].astype(np.float32)

    def product(self, name: str) -> np.ndarray:
        """``[in, out]`` of a product, rounded or in floats."""
        weight = self[f"{name}.w"]
        return weight * self[f"{name}.s"] if f"{name}.s" in self.values else weight

    def divided_by(self, name: str) -> np.ndarray | np.float32:
        """What the columns are divided by that the product reads; 1 for none."""
        return self[f"{name}.by"] if f"{name}.by" in self.values else np.float32(1)


def _put(module: nn.Module, weight: np.ndarray, bias: np.ndarray | None = None) -> None:
    module.weight.copy_(torch.from_numpy(np.ascontiguousarray(weight)))
    if bias is not None:
        module.bias.copy_(torch.from_numpy(np.ascontiguousarray(bias)))


def read_shipped(folder: Path, minilm: Path) -> Reader:
    """The reader of an exported folder. Positions past the window, which are not exported, are
    MiniLM's.

    Errors: ``ValueError`` where the folder's heads are not those of this program.
    """
    tags = json.loads((folder / "model.json").read_text())["labels"]
    reader = Reader(Sizes(xpos=len(tags["xpos"]), deprel=len(tags["deprel"])))
    load_minilm(reader, minilm)
    take_back(reader, folder)
    return reader.eval()


@torch.no_grad()
def take_back(reader: Reader, folder: Path) -> None:
    """Fills a reader with the weights of an exported int8 folder, but for positions past the
    window.

    Errors: ``ValueError`` where the folder's heads are not those of the reader.
    """
    about = json.loads((folder / "model.json").read_text())
    if {k: list(v) for k, v in layout(reader).items()} != about["layout"]:
        raise ValueError(f"{folder}: its heads are not those of this program")
    held = _Held(folder / "encoder.onnx")
    _encoder(reader, held)
    _heads(reader, held)
    ends = np.load(folder / "pairs.npz")
    for name in (*PAIRS, "event"):
        module = reader.event_score if name == "event" else getattr(reader, name).score
        _put(module, ends[f"{name}.weight"].T, ends[f"{name}.bias"])


def _encoder(reader: Reader, held: _Held) -> None:
    e = reader.encoder
    first = held.divided_by("0.qkv")
    e.word.weight.copy_(torch.from_numpy(held["word.q"] * held["word.s"]))
    e.position.weight[:WINDOW].copy_(torch.from_numpy(held["position"]))
    _put(e.norm, held["embed.g"] * first, held["embed.beta"] * first)
    _put(e.shape, held["shape"] * first)
    for k, layer in enumerate(e.layers):
        into, up = held.divided_by(f"{k}.qkv"), held.divided_by(f"{k}.up")
        _put(layer.qkv, (held.product(f"{k}.qkv") / _rows(into)).T, held[f"{k}.qkv.b"])
        _put(layer.out, held.product(f"{k}.out").T, held[f"{k}.out.b"])
        _put(layer.norm1, held[f"{k}.n1.g"] * up, held[f"{k}.n1.beta"] * up)
        _put(layer.up, (held.product(f"{k}.up") / _rows(up)).T, held[f"{k}.up.b"])
        _put(layer.down, held.product(f"{k}.down").T, held[f"{k}.down.b"])
        after = held.divided_by(f"{k + 1}.qkv")
        _put(layer.norm2, held[f"{k}.n2.g"] * after, held[f"{k}.n2.beta"] * after)


def _rows(by: np.ndarray | np.float32) -> np.ndarray:
    return np.reshape(by, (-1, 1))


def _heads(reader: Reader, held: _Held) -> None:
    weight = np.concatenate([held.product("heads"), held.product("pairs")], 1).T
    bias = np.concatenate([held["heads.b"], held["pairs.b"]])
    where = layout(reader)
    size = reader.token.weight.shape[0]
    _put(reader.token, weight[:size], bias[:size])
    for name in PAIRS:
        head = getattr(reader, name)
        left, right = slice(*where[f"left.{name}"]), slice(*where[f"right.{name}"])
        # What rounding moved the right side by is the left bias's: only their sum is used.
        _put(head.left, weight[left], bias[left] + bias[right])
        _put(head.right, weight[right])
    word, source, target = (
        slice(*where[n]) for n in ("left.event", "right.source", "right.target")
    )
    _put(reader.event_word, weight[word], bias[word])
    _put(reader.event_ends, np.concatenate([weight[source], weight[target]], 1))
    for name in ("arc_head", "arc_dep"):
        _put(getattr(reader, name), held.product(name).T, held[f"{name}.b"])
    reader.arc.copy_(torch.from_numpy(held.product("arc")))
    _put(reader.arc_bias, held["arc_bias"])


def restore(folder: Path, minilm: Path, run: Path) -> None:
    """Writes ``model.pt`` and ``settings.json`` of a run that other runs can start from."""
    about = json.loads((folder / "model.json").read_text())
    reader = read_shipped(folder, minilm)
    run.mkdir(parents=True, exist_ok=True)
    # Versions up to 1.2 do not say that they were trained in bf16.
    settings = {"bf16": True, **about["training"]}
    for shown in ("dev", "from raw text", "speed", "data", "command"):
        settings.pop(shown, None)
    settings |= {
        "restored": about["version"],
        "sizes": {"xpos": reader.sizes.xpos, "deprel": reader.sizes.deprel},
        "xpos": about["labels"]["xpos"],
        "deprel": about["labels"]["deprel"],
    }
    torch.save(reader.state_dict(), run / "model.pt")
    (run / "settings.json").write_text(json.dumps(settings, indent=1))
