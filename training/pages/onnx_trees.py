"""Write a LightGBM model as an ONNX tree ensemble, so that reading needs no training library."""

from __future__ import annotations

from typing import Any

import lightgbm
import numpy as np
import onnx
from onnx import TensorProto, helper


def to_onnx(booster: lightgbm.Booster, inputs: int) -> bytes:
    """The raw scores of ``booster`` for a float32 matrix (rows, ``inputs``), one column a class."""
    dump = booster.dump_model()
    classes = dump["num_tree_per_iteration"]
    nodes: dict[str, list[Any]] = {
        key: []
        for key in ("treeids", "nodeids", "featureids", "modes", "values", "truenodeids",
                    "falsenodeids", "missing_value_tracks_true", "hitrates")
    }  # fmt: skip
    targets: dict[str, list[Any]] = {key: [] for key in ("treeids", "nodeids", "ids", "weights")}
    for tree in dump["tree_info"]:
        _walk(
            tree["tree_structure"], tree["tree_index"], tree["tree_index"] % classes, nodes, targets
        )
    attributes = {f"nodes_{key}": value for key, value in nodes.items()}
    attributes |= {f"target_{key}": value for key, value in targets.items()}
    node = helper.make_node(
        "TreeEnsembleRegressor", ["x"], ["y"], domain="ai.onnx.ml", n_targets=classes,
        aggregate_function="SUM", post_transform="NONE", **attributes,
    )  # fmt: skip
    graph = helper.make_graph(
        [node],
        "trees",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, inputs])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, classes])],
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("ai.onnx.ml", 1), helper.make_opsetid("", 15)]
    )
    model.ir_version = 8
    return bytes(onnx.ModelProto.SerializeToString(model))


def _walk(
    root: dict[str, Any], tree: int, target: int, nodes: dict[str, list[Any]],
    targets: dict[str, list[Any]],
) -> None:  # fmt: skip
    """Number the nodes of one tree depth first and append them."""
    counter = 0

    def visit(node: dict[str, Any]) -> int:
        nonlocal counter
        own = counter
        counter += 1
        at = len(nodes["nodeids"])
        for key, value in (
            ("treeids", tree), ("nodeids", own), ("hitrates", 1.0),
            ("missing_value_tracks_true", 0),
            ("featureids", 0), ("modes", "LEAF"), ("values", 0.0), ("truenodeids", 0),
            ("falsenodeids", 0),
        ):  # fmt: skip
            nodes[key].append(value)
        if "leaf_value" in node:
            targets["treeids"].append(tree)
            targets["nodeids"].append(own)
            targets["ids"].append(target)
            targets["weights"].append(float(node["leaf_value"]))
            return own
        nodes["modes"][at] = "BRANCH_LEQ"
        nodes["featureids"][at] = int(node["split_feature"])
        # A double threshold rounded up could let a float32 value equal to the next one pass.
        value = np.float32(node["threshold"])
        if float(value) > node["threshold"]:
            value = np.nextafter(value, np.float32(-np.inf))
        nodes["values"][at] = float(value)
        nodes["truenodeids"][at] = visit(node["left_child"])
        nodes["falsenodeids"][at] = visit(node["right_child"])
        return own

    visit(root)
