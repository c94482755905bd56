"""Writes the reader as an ONNX graph by hand, int8 where it counts.

The graph takes one window without padding, so nothing in it depends on what else is read, and the
scale of each dynamic quantisation is that of one window: results are the same whatever the batch.
Weights are symmetric int8 by output column, embeddings int8 by row (Zafrir et al. 2019). The
operators of ``com.microsoft`` are onnxruntime's own for its CPU provider.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.language.model import Reader
from training.language.outputs import PAIRS

WINDOW = 128


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
        *,
        exact: bool = False,
    ) -> str:
        """``x @ weight + bias`` with ``weight[in, out]``; ``exact`` keeps 32-bit floats."""
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


def build(reader: Reader, *, int8: bool = True) -> onnx.ModelProto:
    """The graph: ``ids [P]``, ``shapes [P]``, ``first [W]`` in; ``words [1+W, D]`` (the root first,
    columns by :func:`layout`) and ``arcs [W, 1+W]`` out."""
    g = Builder(int8=int8)
    s, e = reader.sizes, reader.encoder
    zero = g.constant("zero", np.zeros(1, np.int64))
    axis0 = g.constant("axis0", np.zeros(1, np.int64))
    size = g.add("Shape", "ids")
    position = g.add(
        "Slice", g.constant("position", _np(e.position.weight)[:WINDOW]), zero, size, axis0
    )
    x = g.table("word", _np(e.word.weight), "ids")
    x = _skip_norm(g, x, position, "embed", e.norm)
    x = g.add("Add", x, g.add("Gather", g.constant("shape", _np(e.shape.weight)), "shapes"))
    batch_axis = g.constant("batch_axis", np.zeros(1, np.int64))
    hidden = s.hidden
    for k, layer in enumerate(e.layers):
        qkv = g.linear(x, f"{k}.qkv", _np(layer.qkv.weight).T, _np(layer.qkv.bias))
        qkv = g.add("Unsqueeze", qkv, batch_axis)
        parts = []
        for j in range(3):
            parts.append(
                g.add(
                    "Slice",
                    qkv,
                    g.constant(f"{k}.{j}.from", np.array([j * hidden])),
                    g.constant(f"{k}.{j}.to", np.array([(j + 1) * hidden])),
                    g.constant(f"{k}.{j}.axis", np.array([2])),
                )
            )
        mixed = g.add("MultiHeadAttention", *parts, domain="com.microsoft", num_heads=s.heads)
        mixed = g.add("Squeeze", mixed, batch_axis)
        mixed = g.linear(mixed, f"{k}.out", _np(layer.out.weight).T, _np(layer.out.bias))
        x = _skip_norm(g, mixed, x, f"{k}.n1", layer.norm1)
        up = g.linear(x, f"{k}.up", _np(layer.up.weight).T, _np(layer.up.bias))
        up = g.add("Gelu", up, domain="com.microsoft")
        down = g.linear(up, f"{k}.down", _np(layer.down.weight).T, _np(layer.down.bias))
        x = _skip_norm(g, down, x, f"{k}.n2", layer.norm2)
    rows = g.add("Gather", x, g.add("Concat", zero, "first", axis=0))
    weight, bias = _heads(reader)
    # The last step decides: quantised, it cost a point on names and on the roots of events.
    words = g.linear(rows, "heads", weight, bias, exact=True)
    arcs = _arcs(g, reader, rows)
    graph = helper.make_graph(
        g.nodes,
        "readout-language",
        [
            helper.make_tensor_value_info(n, TensorProto.INT64, [d])
            for n, d in (("ids", "P"), ("shapes", "P"), ("first", "W"))
        ],
        [
            helper.make_tensor_value_info(words, TensorProto.FLOAT, ["R", weight.shape[1]]),
            helper.make_tensor_value_info(arcs, TensorProto.FLOAT, ["W", "R"]),
        ],
        g.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, producer_name="readout")
    model.ir_version = 8
    return _named(model, {words: "words", arcs: "arcs"})


def _skip_norm(g: Builder, x: str, skip: str, name: str, norm: Any) -> str:
    # SkipLayerNormalization would be one operator, but took four times as long (0.25 against
    # 0.06 ms for 127 x 384 with onnxruntime 1.32).
    return g.add(
        "LayerNormalization",
        g.add("Add", x, skip),
        g.constant(f"{name}.g", _np(norm.weight)),
        g.constant(f"{name}.beta", _np(norm.bias)),
        axis=-1,
        epsilon=1e-12,
    )


def _heads(reader: Reader) -> tuple[np.ndarray, np.ndarray]:
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


def _arcs(g: Builder, reader: Reader, rows: str) -> str:
    heads = g.linear(rows, "arc_head", _np(reader.arc_head.weight).T, _np(reader.arc_head.bias))
    heads = g.add("Relu", heads)
    words = g.add(
        "Slice",
        rows,
        g.constant("one", np.ones(1, np.int64)),
        g.constant("many", np.array([1 << 30])),
        "axis0",
    )
    deps = g.linear(words, "arc_dep", _np(reader.arc_dep.weight).T, _np(reader.arc_dep.bias))
    deps = g.add("Relu", deps)
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
