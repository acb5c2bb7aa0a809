"""Writes the encoder as an ONNX graph with whole-number weights, from operators that onnxruntime has fused.

One text at a time and no padding: the range of each layer's numbers is taken from the text itself, so that a text scores
the same alone and in any company. Weights use 7 of 8 bits, which all processors multiply without overflow.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from network import HEADS, WIDTH
from onnx import TensorProto, helper, load, numpy_helper, save

_MICROSOFT = "com.microsoft"


class _Graph:
    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def dense(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 63
        small = np.rint(weight / scale[:, None]).astype(np.int8)
        parts = {"w": small.T, "s": scale.astype(np.float32), "z": np.zeros(len(scale), np.int8), "b": bias}
        return self.add(
            "DynamicQuantizeMatMul", [x, *(self.constant(f"{name}.{k}", v) for k, v in parts.items())], name, _MICROSOFT
        )

    def added(self, x: str, skip: str, gain: np.ndarray, shift: np.ndarray, name: str) -> str:
        inputs = [x, skip, self.constant(name + ".g", gain), self.constant(name + ".h", shift)]
        return self.add("SkipLayerNormalization", inputs, name, _MICROSOFT, epsilon=1e-12)


def write(state: Mapping[str, Any], layers: int, path: Path) -> None:
    """`state` is what `Encoder.state_dict()` gives; the graph takes token numbers and gives one logit a label."""
    weights = {name: tensor.float().numpy() for name, tensor in state.items()}
    graph = _Graph()
    x = _embedded(graph, weights)
    for number in range(layers):
        x = _layer(graph, x, {n.removeprefix(f"layers.{number}."): w for n, w in weights.items()}, f"l{number}")
    one = graph.constant("one", np.array([1]))
    pooled = [graph.add(kind, [x, one], kind, keepdims=0) for kind in ("ReduceMean", "ReduceMax")]
    graph.add("Concat", pooled, "pooled", axis=1)
    head = graph.constant("head.w", weights["head.weight"].T)
    graph.add("Gemm", ["pooled", head, graph.constant("head.b", weights["head.bias"])], "logits")
    takes = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["tokens"])]
    gives = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, weights["head.weight"].shape[0]])]
    made = helper.make_graph(graph.nodes, "nsfw", takes, gives, graph.constants)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)]
    save(helper.make_model(made, opset_imports=opsets, ir_version=9), str(path))


def read(path: Path) -> dict[str, np.ndarray]:
    """What `write` was given, as far as whole numbers keep it."""
    w = {constant.name: numpy_helper.to_array(constant) for constant in load(str(path)).graph.initializer}
    state = {"words.weight": w["words"] * w["words.s"], "places.weight": w["places"]}
    state |= {f"norm.{part}": w[f"norm.{part}"] for part in ("weight", "bias")}
    for name in (name.removesuffix(".s") for name in w if name.endswith(".s") and name != "words.s"):
        layer = "layers." + name.removeprefix("l")
        state |= {f"{layer}.weight": (w[name + ".w"] * w[name + ".s"]).T, f"{layer}.bias": w[name + ".b"]}
    for name in (name.removesuffix(".g") for name in w if name.endswith(".g")):
        layer = "layers." + name.removeprefix("l")
        state |= {f"{layer}.weight": w[name + ".g"], f"{layer}.bias": w[name + ".h"]}
    state |= {"head.weight": w["head.w"].T, "head.bias": w["head.b"]}
    return {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in state.items()}


def _embedded(graph: _Graph, weights: Mapping[str, np.ndarray]) -> str:
    scale = np.abs(weights["words.weight"]).max(axis=1, keepdims=True) / 127 + 1e-12
    graph.constant("words", np.rint(weights["words.weight"] / scale).astype(np.int8))
    graph.constant("words.s", scale.astype(np.float32))
    graph.constant("places", weights["places.weight"])
    zero = graph.constant("zero", np.array([0]))
    graph.add("Cast", [graph.add("Gather", ["words", "ids"], "small")], "wide", to=TensorProto.FLOAT)
    graph.add("Mul", ["wide", graph.add("Gather", ["words.s", "ids"], "size")], "word")
    graph.add("Slice", ["places", zero, graph.add("Shape", ["ids"], "length"), zero], "place")
    graph.add("Unsqueeze", [graph.add("Add", ["word", "place"], "both"), zero], "start")
    norm = [graph.constant(f"norm.{part}", weights[f"norm.{part}"]) for part in ("weight", "bias")]
    graph.constant("split", np.array([WIDTH] * 3))
    return graph.add("LayerNormalization", ["start", *norm], "x0", epsilon=1e-12)


def _layer(graph: _Graph, x: str, w: Mapping[str, np.ndarray], name: str) -> str:
    packed = graph.dense(x, w["qkv.weight"], w["qkv.bias"], name + ".qkv")
    parts = [f"{name}.{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [packed, "split"], parts, axis=2))
    seen = graph.add("MultiHeadAttention", parts, name + ".seen", _MICROSOFT, num_heads=HEADS)
    out = graph.dense(seen, w["out.weight"], w["out.bias"], name + ".out")
    x = graph.added(out, x, w["norm1.weight"], w["norm1.bias"], name + ".norm1")
    up = graph.add("Gelu", [graph.dense(x, w["up.weight"], w["up.bias"], name + ".up")], name + ".gelu", _MICROSOFT)
    down = graph.dense(up, w["down.weight"], w["down.bias"], name + ".down")
    return graph.added(down, x, w["norm2.weight"], w["norm2.bias"], name + ".norm2")
