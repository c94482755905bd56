"""Writes the reader as an ONNX graph by hand, int8 where it counts.

The graph takes one window without padding, so nothing in it depends on what else is read, and the
scale of each dynamic quantisation is that of one window: results are the same whatever the batch.
Weights are symmetric int8 by output column, embeddings int8 by row (Zafrir et al. 2019). Columns of
activations are divided by fixed scales before they are rounded, and the weights multiplied by them
(:mod:`training.language.balance`). The operators of ``com.microsoft`` are onnxruntime's own for its
CPU provider.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.language.model import Reader
from training.language.outputs import PAIRS

WINDOW = 128


@dataclass(frozen=True)
class Balance:
    """How an int8 product is rounded: see :mod:`training.language.balance`."""

    by: np.ndarray
    """``[in]``: what the columns of its input are divided by."""
    shift: np.ndarray
    """``[out]``: by how much rounding moves its output on average."""

    def part(self, start: int, end: int | None = None) -> Balance:
        """That of some columns of the output."""
        return Balance(self.by, self.shift[start:end])


class Builder:
    """Collects nodes and weights of a graph."""

    def __init__(self, *, int8: bool) -> None:
        self.int8 = int8
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, op: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        self._count += 1
        out = f"{op.lower()}_{self._count}"
        self.nodes.append(
            helper.make_node(op, list(inputs), [out], name=out, domain=domain, **attributes)
        )
        return out

    def linear(
        self,
        x: str,
        name: str,
        weight: np.ndarray,
        bias: np.ndarray | None,
        balance: Balance | None = None,
        *,
        exact: bool = False,
    ) -> str:
        """``x @ weight + bias`` with ``weight[in, out]``; ``exact`` keeps 32-bit floats. With
        ``balance``, ``x`` comes divided."""
        if balance is not None:
            weight = weight * balance.by[:, None]
            if bias is not None and not exact:
                bias = bias - balance.shift
        if exact or not self.int8:
            y = self.add("MatMul", x, self.constant(f"{name}.w", weight.astype(np.float32)))
            return y if bias is None else self.add("Add", y, self.constant(f"{name}.b", bias))
        scale = np.abs(weight).max(0) / 127
        scale = np.where(scale == 0, 1, scale).astype(np.float32)
        rounded = np.clip(np.rint(weight / scale), -127, 127).astype(np.int8)
        inputs = [x, self.constant(f"{name}.w", rounded), self.constant(f"{name}.s", scale)]
        if bias is not None:
            inputs += ["", self.constant(f"{name}.b", bias)]
        return self.add("DynamicQuantizeMatMul", *inputs, domain="com.microsoft")

    def table(self, name: str, table: np.ndarray, index: str) -> str:
        """Rows of an embedding table, stored int8 with a scale for each row."""
        if not self.int8:
            return self.add("Gather", self.constant(name, table), index)
        scale = np.abs(table).max(1, keepdims=True) / 127
        scale = np.where(scale == 0, 1, scale).astype(np.float32)
        rounded = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
        rows = self.add("Gather", self.constant(f"{name}.q", rounded), index)
        scales = self.add("Gather", self.constant(f"{name}.s", scale), index)
        return self.add("Mul", self.add("Cast", rows, to=TensorProto.FLOAT), scales)


def layout(reader: Reader) -> dict[str, tuple[int, int]]:
    """Columns of the output ``words``: which head's scores stand where."""
    s = reader.sizes
    sizes = dict(reader.token_heads)
    for p in PAIRS:
        sizes[f"left.{p}"] = sizes[f"right.{p}"] = getattr(s, p)
    for name in ("left.event", "right.source", "right.target"):
        sizes[name] = s.event
    out: dict[str, tuple[int, int]] = {}
    at = 0
    for name, size in sizes.items():
        out[name] = (at, at + size)
        at += size
    return out


def _np(tensor: Any) -> np.ndarray:
    return tensor.detach().float().numpy()


def build(
    reader: Reader, *, int8: bool = True, balances: Mapping[str, Balance] | None = None
) -> onnx.ModelProto:
    """The graph: ``ids [P]``, ``shapes [P]``, ``first [W]`` in; ``words [1+W, D]`` (the root first,
    columns by :func:`layout`) and ``arcs [W, 1+W]`` out.

    ``balances``: by the name of a product; without them the result is the same but for rounding.
    """
    g = Builder(int8=int8)
    e = reader.encoder
    balances = dict(balances or {}) if int8 else {}
    zero = g.constant("zero", np.zeros(1, np.int64))
    axis0 = g.constant("axis0", np.zeros(1, np.int64))
    size = g.add("Shape", "ids")
    position = g.add(
        "Slice", g.constant("position", _np(e.position.weight)[:WINDOW]), zero, size, axis0
    )
    rows = g.add("Concat", zero, "first", axis=0)
    x = g.table("word", _np(e.word.weight), "ids")
    into = balances.get("0.qkv")
    x = _norm(g, g.add("Add", x, position), "embed", e.norm, into)
    shape = _np(e.shape.weight) / (into.by if into else np.float32(1))
    x = g.add("Add", x, g.add("Gather", g.constant("shape", shape), "shapes"))
    for k, layer in enumerate(e.layers):
        last = k + 1 == len(e.layers)
        after = balances.get("heads" if last else f"{k + 1}.qkv")
        x = _layer(g, layer, x, k, balances, after, rows if last else None)
    words = _words(g, reader, x, balances.get("heads"))
    arcs = _arcs(g, reader, x, balances.get("heads"))
    graph = helper.make_graph(
        g.nodes,
        "readout-language",
        [
            helper.make_tensor_value_info(n, TensorProto.INT64, [d])
            for n, d in (("ids", "P"), ("shapes", "P"), ("first", "W"))
        ],
        [
            helper.make_tensor_value_info(
                words, TensorProto.FLOAT, ["R", max(b for _, b in layout(reader).values())]
            ),
            helper.make_tensor_value_info(arcs, TensorProto.FLOAT, ["W", "R"]),
        ],
        g.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, producer_name="readout")
    model.ir_version = 8
    return _named(model, {words: "words", arcs: "arcs"})


def _layer(
    g: Builder,
    layer: Any,
    x: str,
    k: int,
    balances: Mapping[str, Balance],
    after: Balance | None,
    rows: str | None,
) -> str:
    """One layer of the encoder, whose input is divided as its first product wants it and whose
    output as the product ``after`` it does. All pieces are attended to, but only ``rows`` come out
    where these are given: the heads read no others."""
    into = {name: balances.get(f"{k}.{name}") for name in ("qkv", "out", "up", "down")}
    hidden = layer.out.weight.shape[0]
    weight, bias = _np(layer.qkv.weight).T.copy(), _np(layer.qkv.bias).copy()
    first = into["qkv"]
    if into["out"]:
        # What is mixed are values, so their product can give them divided.
        divide = np.concatenate([np.ones(2 * hidden, np.float32), into["out"].by])
        weight, bias = weight / divide, bias / divide
        first = first and Balance(first.by, first.shift / divide)
    qkv = g.linear(x, f"{k}.qkv", weight, bias, first)
    qkv = g.add("Unsqueeze", qkv, "zero")
    parts = []
    for j in range(3):
        ends = [j * hidden, (j + 1) * hidden, 2]
        names = [g.constant(f"{k}.{j}.{n}", np.array([v])) for n, v in enumerate(ends)]
        parts.append(g.add("Slice", qkv, *names))
    if rows is not None:
        parts[0] = g.add("Gather", parts[0], rows, axis=1)
        x = g.add("Gather", x, rows)

    def product(x: str, name: str) -> str:
        module = getattr(layer, name)
        return g.linear(x, f"{k}.{name}", _np(module.weight).T, _np(module.bias), into[name])

    mixed = g.add("MultiHeadAttention", *parts, domain="com.microsoft", num_heads=layer.n)
    mixed = product(g.add("Squeeze", mixed, "zero"), "out")
    x = g.add("Add", mixed, _whole(g, x, f"{k}.qkv", first))
    x = _norm(g, x, f"{k}.n1", layer.norm1, into["up"])
    up = g.add("Gelu", product(x, "up"), domain="com.microsoft")
    whole = _whole(g, x, f"{k}.up", into["up"])
    if into["down"]:
        up, most = _by_row(g, up, k)
        down = g.linear(up, f"{k}.down", _np(layer.down.weight).T, None, into["down"])
        down = g.add("Mul", down, most)
        bias = _np(layer.down.bias) - into["down"].shift
        down = g.add("Add", down, g.constant(f"{k}.down.b", bias))
    else:
        down = product(up, "down")
    return _norm(g, g.add("Add", down, whole), f"{k}.n2", layer.norm2, after)


def _by_row(g: Builder, x: str, k: int) -> tuple[str, str]:
    """``x`` with each row divided by its greatest number, and those numbers. A few pieces reach
    far; with one range for all, the others lost two bits."""
    least = g.constant(f"{k}.least", np.array([[0.05]], np.float32))
    most = g.add("Max", g.add("ReduceMax", x, axes=[1], keepdims=1), least)
    return g.add("Mul", x, g.add("Reciprocal", most)), most


def _whole(g: Builder, x: str, name: str, balance: Balance | None) -> str:
    """``x`` as it was before it was divided for the product ``name``."""
    return g.add("Mul", x, g.constant(f"{name}.by", balance.by)) if balance else x


def _norm(g: Builder, x: str, name: str, norm: Any, after: Balance | None) -> str:
    """``x`` normalised, and divided as the product ``after`` wants it."""
    # SkipLayerNormalization would take the sum in too, but took four times as long (0.25 against
    # 0.06 ms for 127 x 384 with onnxruntime 1.32).
    by = after.by if after else np.float32(1)
    return g.add(
        "LayerNormalization",
        x,
        g.constant(f"{name}.g", _np(norm.weight) / by),
        g.constant(f"{name}.beta", _np(norm.bias) / by),
        axis=-1,
        epsilon=1e-12,
    )


def _words(g: Builder, reader: Reader, rows: str, balance: Balance | None) -> str:
    """Scores and projections of the words, side by side."""
    weight, bias = heads(reader)
    n, end = reader.token.weight.shape[0], weight.shape[1]
    # The last step of the heads on a word decides, and it is small: in floats.
    scores = g.linear(
        rows, "heads", weight[:, :n], bias[:n], balance and balance.part(0, n), exact=True
    )
    pairs = g.linear(rows, "pairs", weight[:, n:], bias[n:], balance and balance.part(n, end))
    return g.add("Concat", scores, pairs, axis=1)


def heads(reader: Reader) -> tuple[np.ndarray, np.ndarray]:
    """All matrices on a word, side by side in the order of :func:`layout`."""
    weights = [_np(reader.token.weight)]
    biases = [_np(reader.token.bias)]
    for p in PAIRS:
        head = getattr(reader, p)
        weights += [_np(head.left.weight), _np(head.right.weight)]
        biases += [_np(head.left.bias), np.zeros(head.right.weight.shape[0], np.float32)]
    ends = _np(reader.event_ends.weight)
    half = ends.shape[1] // 2
    weights += [_np(reader.event_word.weight), ends[:, :half], ends[:, half:]]
    biases += [_np(reader.event_word.bias), np.zeros(2 * len(ends), np.float32)]
    return np.concatenate(weights).T, np.concatenate(biases)


def _arcs(g: Builder, reader: Reader, rows: str, balance: Balance | None) -> str:
    end = max(b for _, b in layout(reader).values())
    size = reader.sizes.arc

    def product(x: str, name: str, at: int) -> str:
        module = getattr(reader, name)
        part = balance and balance.part(at, at + size)
        return g.add("Relu", g.linear(x, name, _np(module.weight).T, _np(module.bias), part))

    heads = product(rows, "arc_head", end)
    words = g.add(
        "Slice",
        rows,
        g.constant("one", np.ones(1, np.int64)),
        g.constant("many", np.array([1 << 30])),
        "axis0",
    )
    deps = product(words, "arc_dep", end + size)
    # The bias of a governor is one more column of the bilinear product's left side.
    left = g.linear(deps, "arc", _np(reader.arc), None)
    left = g.add("Add", left, g.constant("arc_bias", _np(reader.arc_bias.weight)))
    return g.add("MatMul", left, g.add("Transpose", heads, perm=[1, 0]))


def _named(model: onnx.ModelProto, names: dict[str, str]) -> onnx.ModelProto:
    for node in model.graph.node:
        node.output[:] = [names.get(o, o) for o in node.output]
        node.input[:] = [names.get(i, i) for i in node.input]
    for value in model.graph.output:
        value.name = names.get(value.name, value.name)
    return model
