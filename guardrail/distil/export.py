"""Writes a student as the folder that `guard.wrap` loads: two small graphs and a card, to be read without torch."""

from __future__ import annotations

import hashlib
import json
import logging
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from ..errors import MissingExtra
from ..local.student import CARD, FORMAT
from .students import Student
from .tables import CONTEXT, Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

_FILES = ("encoder.onnx", "decoder.onnx")
_OPSET = 18
_LARGE = 1024


class _Start(nn.Module):
    def __init__(self, student: Student) -> None:
        super().__init__()
        self.student = student

    def forward(self, inputs: Tensor) -> tuple[Tensor, ...]:
        return self.student.start(inputs)


class _Step(nn.Module):
    def __init__(self, student: Student) -> None:
        super().__init__()
        self.student = student

    def forward(self, token: Tensor, *state: Tensor) -> tuple[Tensor, ...]:
        scores, after = self.student.step(token, state)
        return scores, *(each for each, before in zip(after, state, strict=True) if each is not before)


def export(student: Student, name: str, known: Tables, folder: Path, *, whole_numbers: bool = True) -> None:
    """Write `folder`: the graphs, with weights as 8-bit whole numbers unless that is refused, and the card."""
    folder.mkdir(parents=True, exist_ok=True)
    student = student.eval().cpu()
    inputs = torch.ones(2, 5, dtype=torch.long)
    state = student.start(inputs)
    if student.growing:
        state = student.step(torch.ones(2, dtype=torch.long), state)[1]
    after = student.step(torch.ones(2, dtype=torch.long), state)[1]
    names = [f"state{at}" for at in range(len(state))]
    changed = [f"next_{n}" for n, old, new in zip(names, state, after, strict=True) if old is not new]
    token = torch.ones(2, dtype=torch.long)
    encoder, decoder = (folder / file for file in _FILES)
    _write(_Start(student), (inputs,), ["inputs"], names, encoder, {"inputs": {0: "batch", 1: "told"}})
    axes: dict[str, dict[int, str]] = {"token": {0: "batch"}}
    for at, each in enumerate(names):
        axes[each] = {0: "batch"}
        if at in student.growing:
            axes[each][1] = "written"
        elif state[at].dim() > 1 and state[at].shape[1] == inputs.shape[1]:
            axes[each][1] = "told"
    _write(_Step(student), (token, *state), ["token", *names], ["logits", *changed], decoder, axes)
    if whole_numbers:
        for file in (encoder, decoder):
            _rounded(file)
    card = {
        "format": FORMAT,
        "architecture": name,
        "vocabulary": known.vocabulary,
        "inputs": known.inputs,
        "context": CONTEXT,
        "allowed": known.allowed,
        "words": known.words,
        "needs": known.needs,
        "files": {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in _FILES},
    }
    (folder / CARD).write_text(json.dumps(card, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _write(
    module: nn.Module,
    given: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    path: Path,
    axes: dict[str, dict[int, str]],
) -> None:
    try:
        import onnx  # noqa: F401 - torch needs it, and says so in many lines
    except ImportError as error:
        raise MissingExtra("exporting a student needs onnx: pip install 'guardrail[distil]'") from error
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            given,
            path,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )


def _rounded(path: Path) -> None:
    """The larger weights as whole numbers of 8 bits with a scale for each column.

    They are turned back by a cast and a product, which onnxruntime does once when it loads the graph: the file is a
    quarter as large, and each step as fast as with the weights as they were. Activations are not rounded: doing that
    by the largest of a batch would let its texts change each other.
    """
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(path)
    kept, made = [], []
    for tensor in model.graph.initializer:
        weights = numpy_helper.to_array(tensor)
        if weights.dtype != np.float32 or weights.ndim < 2 or weights.size < _LARGE:
            kept.append(tensor)
            continue
        others = tuple(at for at in range(weights.ndim) if at != 1)
        scales = (np.abs(weights).max(others) / 127 + 1e-12).astype(np.float32)
        shape = [1] * weights.ndim
        shape[1] = -1
        small = np.round(weights / scales.reshape(shape)).astype(np.int8)
        kept.append(numpy_helper.from_array(small, f"{tensor.name}_small"))
        kept.append(numpy_helper.from_array(scales.reshape(shape), f"{tensor.name}_scales"))
        made.append(helper.make_node("Cast", [f"{tensor.name}_small"], [f"{tensor.name}_cast"], to=TensorProto.FLOAT))
        given = [f"{tensor.name}_cast", f"{tensor.name}_scales"]
        made.append(helper.make_node("Mul", given, [tensor.name]))
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    nodes = [*made, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, path)
