"""A student: a folder with a small network, its words, and what may follow what; read by onnxruntime on one thread.

A folder holds `model.json` (the card), `encoder.onnx` and `decoder.onnx`:

    encoder   inputs: int64 [batch, n], 0 for none   -> any number of named states, their first axis the batch
    decoder   token: int64 [batch], states by name   -> logits: float32 [batch, words], next_NAME for what changes

The card is JSON: `format` 1, `architecture`, `vocabulary` (tokens), `inputs` (the first is "<pad>"), `context` (how
many tokens decide what may follow), `allowed`, `words`, `needs` as `Phrases` says, and the SHA-256 of each of `files`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import GuardrailError
from ..resources import shipped
from .frame import MEANINGS
from .words import PAD, SPECIAL, fault

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ids = npt.NDArray[np.int64]
    State = Mapping[str, npt.NDArray[Any]]

CARD = "model.json"
FORMAT = 1
SHIPPED = "local"
_ENCODER, _DECODER = "encoder.onnx", "decoder.onnx"


class Network(Protocol):
    """What writes: any network that reads inputs once and then gives, token by token, how likely each is next."""

    def start(self, inputs: Ids, /) -> State:
        """The state of a batch of inputs, padded with 0."""

    def step(self, tokens: Ids, state: State, /) -> tuple[npt.NDArray[np.float32], State]:
        """After one more token for each of the batch: a row of logits for each, and the state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What `model.json` says.

    Raises `GuardrailError` for another format, for a vocabulary that lacks a special token, holds one twice, or holds a
    word that states a value, and for inputs that no frame has.
    """

    architecture: str
    vocabulary: Sequence[str]
    inputs: Sequence[str]
    context: int = 2
    allowed: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""

    def __post_init__(self) -> None:
        for special in SPECIAL:
            if special not in self.vocabulary:
                raise GuardrailError(f"the vocabulary lacks {special!r}")
        if len(set(self.vocabulary)) != len(self.vocabulary):
            raise GuardrailError("the vocabulary holds a token twice")
        for word in self.vocabulary:
            if why := fault(word):
                raise GuardrailError(f"the vocabulary holds {word!r}, which it may not: {why}")
        unknown = set(self.inputs) - {PAD, *MEANINGS}
        if unknown or not self.inputs or self.inputs[0] != PAD:
            raise GuardrailError(f"the inputs must begin with {PAD!r} and be those of a frame; not {sorted(unknown)}")
        if not 1 <= self.context <= 8:
            raise GuardrailError(f"context is {self.context}; it must be 1 to 8 tokens")


@dataclass(frozen=True, slots=True)
class Student:
    """A card and the network that it describes."""

    card: Card
    network: Network


def read_student(folder: str | Path) -> Student:
    """The student in a folder; "local" is the one that ships.

    Raises `GuardrailError` if there is none, a file is not the one that the card names, or the card is not as it
    should be.
    """
    path = shipped("models") / "narrator" if str(folder) == SHIPPED else Path(folder)
    if not (path / CARD).is_file():
        raise GuardrailError(f"there is no model in {path}: no {CARD}; {SHIPPED!r} is the model that ships")
    card = read_card(path)
    return Student(card, OnnxNetwork(_named(path, _ENCODER, card), _named(path, _DECODER, card)))


def read_card(folder: Path) -> Card:
    """The card of a student; raises `GuardrailError` if it cannot be read or is not as it should be."""
    try:
        raw = (folder / CARD).read_bytes()
        said = json.loads(raw)
        if said["format"] != FORMAT:
            raise GuardrailError(f"its format is {said['format']!r}, and this version reads {FORMAT}")
        return Card(
            architecture=str(said["architecture"]),
            vocabulary=tuple(map(str, said["vocabulary"])),
            inputs=tuple(map(str, said["inputs"])),
            context=int(said.get("context", 2)),
            allowed={name: dict(follow) for name, follow in said["allowed"].items()},
            words={name: str(words) for name, words in said.get("words", {}).items()},
            needs={name: dict(needed) for name, needed in said.get("needs", {}).items()},
            files=dict(said["files"]),
            sha256=hashlib.sha256(raw).hexdigest(),
        )
    except GuardrailError as error:
        raise GuardrailError(f"{folder / CARD}: {error}") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise GuardrailError(f"{folder / CARD} is no card of a student: {type(error).__name__} {error}") from error


def _named(folder: Path, name: str, card: Card) -> bytes:
    """A file of the folder, if it is the one that the card names."""
    try:
        raw = (folder / name).read_bytes()
    except OSError as error:
        raise GuardrailError(f"the model file {folder / name} cannot be read: {error.strerror}") from error
    if hashlib.sha256(raw).hexdigest() != card.files.get(name):
        raise GuardrailError(f"{folder / name} is not the file that {CARD} names; export the model again")
    return raw


class OnnxNetwork:
    """The two graphs of a student. Raises `GuardrailError` if onnxruntime cannot read them."""

    def __init__(self, encoder: bytes, decoder: bytes) -> None:
        self._encoder = _session(encoder)
        self._decoder = _session(decoder)
        self._states = [out.name for out in self._encoder.get_outputs()]
        self._read = {given.name for given in self._decoder.get_inputs()} - {"token"}
        self._given = [out.name for out in self._decoder.get_outputs()]
        if self._given[0] != "logits" or not self._read <= set(self._states):
            raise GuardrailError("the decoder must give logits first and read no state that the encoder does not give")

    def start(self, inputs: Ids) -> State:
        """The states that the encoder gives."""
        return dict(zip(self._states, self._encoder.run(None, {"inputs": inputs}), strict=True))

    def step(self, tokens: Ids, state: State) -> tuple[npt.NDArray[np.float32], State]:
        """One run of the decoder; a state that it does not give anew stays as it was."""
        given = {name: state[name] for name in self._read}
        logits, *changed = self._decoder.run(None, {"token": tokens, **given})
        following = {name.removeprefix("next_"): each for name, each in zip(self._given[1:], changed, strict=True)}
        return logits, {**state, **following}


def _session(graph: bytes) -> Any:
    import onnxruntime as ort  # light to import only where something is written

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise GuardrailError(f"a network of the model cannot be read: {' '.join(str(error).split())[:200]}") from error
