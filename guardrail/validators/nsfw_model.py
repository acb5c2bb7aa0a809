"""The classifier in `models/nsfw`: files that are what they should be, and the score of a piece of text.

Two models in a row. A linear one over runs of characters clears most clean text at once; an encoder looks at the rest,
and what it says is joined with what the linear one said of the label and of how ordinary the text looks. The linear one
must clear a text as a whole and sentence by sentence, since much business hides one rude line.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import GuardrailError
from .unmasking import Unmasking
from .wordpieces import WordPieces

if TYPE_CHECKING:
    from .ngrams import Ngrams

CARD = "model.json"
_ENCODER, _NGRAMS, _VOCABULARY, _WATCHED = "encoder.onnx", "ngrams.npz", "vocabulary.txt", "watched.txt"
_MOST_LEAN = 3.0  # a first look that is sure says no more than this
_SENTENCE = re.compile(r".{5,}?(?:[.!?]\s+|\n\s*|$)|.+", re.DOTALL)
_REINSTALL = "install guardrail again, or make the model anew with its train.py"


@dataclass(frozen=True, slots=True)
class Card:
    """What `model.json` says: labels, numbers to score with, and the SHA-256 of every file."""

    labels: tuple[str, ...]
    window: int
    overlap: int
    look_from: float
    calm_below: float
    cleared: float
    blend: Mapping[str, float]
    lean: float
    context: Mapping[str, float]
    context_floor: float
    calibration: Mapping[str, tuple[float, float]]
    files: Mapping[str, str]
    sha256: str


def read_card(folder: Path) -> Card:
    """The card of the model in `folder`; raises `GuardrailError` if it is not there, or not as it should be."""
    try:
        raw = (folder / CARD).read_bytes()
        said = json.loads(raw)
        labels = tuple(said["labels"])
        card = Card(
            labels=labels,
            window=int(said["window"]),
            overlap=int(said["overlap"]),
            look_from=float(said["look from"]),
            calm_below=float(said["calm below"]),
            cleared=float(said["cleared"]),
            blend={label: float(said["blend"][label]) for label in labels},
            lean=float(said["lean"]),
            context={label: float(said["context"][label]) for label in labels},
            context_floor=float(said["context floor"]),
            calibration={label: _pair(said["calibration"][label]) for label in labels},
            files=dict(said["files"]),
            sha256=hashlib.sha256(raw).hexdigest(),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GuardrailError(f"the model card {folder / CARD} cannot be read; {_REINSTALL}") from error
    for name in card.files:
        if not (folder / name).is_file():
            raise GuardrailError(f"the model file {folder / name} is missing; {_REINSTALL}")
    return card


class Reading(NamedTuple):
    """For each label the logit of its probability, and whether the encoder was asked."""

    logits: list[float]
    close: bool


class Model:
    """Scores windows of text. Either model is loaded when it is first needed.

    Raises `GuardrailError` if a file is missing or is not the one that the card names.
    """

    def __init__(self, folder: Path) -> None:
        self.card = read_card(folder)
        self._folder = folder
        vocabulary = self._read(_VOCABULARY).decode().splitlines()
        watched = self._read(_WATCHED).decode().split()
        self.unmasking = Unmasking([piece for piece in vocabulary if piece.isalpha()], watched)
        self.cutter = WordPieces(vocabulary)
        self._first, self._last = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
        self._lock = threading.Lock()
        self._linear: Ngrams | None = None
        self._session: Any = None

    def read(self, text: str, pieces: Sequence[int]) -> Reading:
        """How likely each label is of a window of unmasked text and its pieces."""
        *quick, look = self._ngrams().logits(text).tolist()
        if look < self.card.look_from and self._calm(quick) and all(map(self._calm, self._sentences(text))):
            return Reading([_logit(self.card.cleared * logistic(logit)) for logit in quick], close=False)
        close = self._encoder_logits(pieces)
        lean = self.card.lean * min(look, _MOST_LEAN)
        rated = zip(self.card.labels, close, quick, strict=True)
        return Reading(
            [self._calibrated(label, far + self.card.blend[label] * near + lean) for label, far, near in rated],
            close=True,
        )

    def _calm(self, quick: Sequence[float]) -> bool:
        return max(quick) < self.card.calm_below

    def _sentences(self, text: str) -> Iterator[list[float]]:
        """What the first look says of each sentence, label by label; nothing where there is only one."""
        parts = _SENTENCE.findall(text)
        for part in parts if len(parts) > 1 else ():
            yield self._ngrams().logits(part).tolist()[:-1]

    def _calibrated(self, label: str, logit: float) -> float:
        slope, offset = self.card.calibration[label]
        return slope * logit + offset

    def _encoder_logits(self, pieces: Sequence[int]) -> list[float]:
        import numpy as np

        ids = np.array([self._first, *pieces, self._last], dtype=np.int64)
        logits: list[float] = self._encoder().run(None, {"ids": ids})[0][0].tolist()
        return logits

    def _ngrams(self) -> Ngrams:
        with self._lock:
            if self._linear is None:
                self._linear = _ngrams(self._read(_NGRAMS))
            return self._linear

    def _encoder(self) -> Any:
        with self._lock:
            if self._session is None:
                self._session = _session(self._read(_ENCODER))
            return self._session

    def _read(self, name: str) -> bytes:
        path = self._folder / name
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise GuardrailError(f"the model file {path} cannot be read; {_REINSTALL}") from error
        if hashlib.sha256(raw).hexdigest() != self.card.files.get(name):
            raise GuardrailError(f"the model file {path} is damaged; {_REINSTALL}")
        return raw


def _pair(numbers: Any) -> tuple[float, float]:
    slope, offset = numbers
    return float(slope), float(offset)


def _session(raw: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])


def _ngrams(raw: bytes) -> Ngrams:
    import io

    import numpy as np

    from .ngrams import Ngrams

    with np.load(io.BytesIO(raw), allow_pickle=False) as file:
        return Ngrams(file["weights"], file["scales"], file["offsets"])


def logistic(logit: float) -> float:
    """The probability that has this logit."""
    return 1 / (1 + math.exp(-logit)) if logit > -700 else 0.0


def _logit(probability: float) -> float:
    return math.log(max(probability, 1e-300) / (1 - probability))
