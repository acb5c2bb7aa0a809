"""Detoxify's models as what rates texts: by name, or from a checkpoint and a configuration folder on disk."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import regex

from ..costs import Cost
from ..errors import GuardrailError, MissingExtra
from ..types import Span
from .nsfw import Rated

MODELS = ("original", "unbiased", "multilingual", "original-small", "unbiased-small")
_WORD = regex.compile(r"\S+")
_WORDS, _OVERLAP, _MOST_PIECES = 200, 20, 510
_LOCAL = "download it once and pass checkpoint='FILE.ckpt' and config='FOLDER' (config.json and the tokenizer's files)"


@dataclass(frozen=True, slots=True)
class _Loaded:
    network: Any
    tokenizer: Any
    labels: tuple[str, ...]


class Detoxify:
    """Rates texts with one of detoxify's models; use it as `Nsfw(bands=..., classifier=Detoxify("unbiased"))`.

    With `checkpoint` and `config` nothing is downloaded. Otherwise torch fetches the model when it is first
    needed, and keeps it.

    Args:
        name: one of `MODELS`; not looked at if `checkpoint` is given.
        checkpoint: a checkpoint in detoxify's format.
        config: the folder with the architecture's `config.json` and tokenizer; goes with `checkpoint`.
        threads: processor threads to use; torch's own choice if left out.
        batch: how many pieces of text go through the network at once.

    Raises:
        MissingExtra: if detoxify is not installed.
        GuardrailError: if what is asked for makes no sense, or, on first use, if the weights cannot be had.
    """

    cost = Cost(ms=Decimal(500))

    def __init__(
        self,
        name: str = "original",
        *,
        checkpoint: str | Path | None = None,
        config: str | Path | None = None,
        threads: int | None = None,
        batch: int = 16,
    ) -> None:
        if find_spec("detoxify") is None:
            raise MissingExtra("detoxify is not installed; run: pip install 'guardrail[detoxify]'")
        if (checkpoint is None) != (config is None):
            raise GuardrailError("a checkpoint and its config folder go together; pass both or neither")
        if checkpoint is None and name not in MODELS:
            raise GuardrailError(f"there is no detoxify model {name!r}; known are {', '.join(MODELS)}")
        if batch < 1 or (threads is not None and threads < 1):
            raise GuardrailError("batch and threads are 1 or more")
        self._name, self._checkpoint, self._config = name, checkpoint, config
        self._threads, self._batch = threads, batch
        self._lock = threading.Lock()
        self._model: _Loaded | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """What the model rates texts for; loads it."""
        return self._loaded().labels

    def score(self, texts: Iterable[str]) -> list[dict[str, float]]:
        """For each text the probability of each label."""
        rated = self.rate_many(list(texts))
        return [{label: found.probability for label, found in labels.items()} for labels in rated]

    def rate(self, text: str) -> dict[str, Rated]:
        """For each label its probability, and where in the text it is highest."""
        return self.rate_many([text])[0]

    def rate_many(self, texts: Sequence[str]) -> list[dict[str, Rated]]:
        """`rate` for each text, in batches."""
        model = self._loaded()
        windows = [(number, span) for number, text in enumerate(texts) for span in _windows(text, model.tokenizer)]
        scores = self._scores(model, [texts[number][span.start : span.end] for number, span in windows])
        worst = [dict.fromkeys(model.labels, Rated(0.0, Span(0, len(text)))) for text in texts]
        for (number, span), row in zip(windows, scores, strict=True):
            for label, probability in zip(model.labels, row, strict=True):
                if probability > worst[number][label].probability:
                    worst[number][label] = Rated(probability, span)
        return worst

    def _scores(self, model: _Loaded, parts: Sequence[str]) -> list[list[float]]:
        import torch

        before = torch.get_num_threads()
        torch.set_num_threads(self._threads or before)
        try:
            with torch.inference_mode():
                found = [row for at in range(0, len(parts), self._batch) for row in self._rows(model, parts, at)]
        finally:
            torch.set_num_threads(before)
        return found

    def _rows(self, model: _Loaded, parts: Sequence[str], at: int) -> list[list[float]]:
        batch = list(parts[at : at + self._batch])
        logits = model.network(**model.tokenizer(batch, return_tensors="pt", padding=True)).logits
        rows: list[list[float]] = logits.sigmoid().tolist()
        return rows

    def _loaded(self) -> _Loaded:
        with self._lock:
            if self._model is None:
                self._model = _from(self._weights(), self._config)
            return self._model

    def _weights(self) -> Mapping[str, Any]:
        import torch
        from detoxify.detoxify import MODEL_URLS

        if self._checkpoint is not None:
            return _read(Path(self._checkpoint))
        try:
            found: Mapping[str, Any] = torch.hub.load_state_dict_from_url(
                MODEL_URLS[self._name], map_location="cpu", weights_only=True, progress=False
            )
        except Exception as error:
            raise GuardrailError(f"the detoxify model {self._name!r} could not be fetched; {_LOCAL}") from error
        return found


def _read(path: Path) -> Mapping[str, Any]:
    import torch

    if not path.is_file():
        raise GuardrailError(f"there is no checkpoint {path}; {_LOCAL}")
    try:
        found: Mapping[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:
        raise GuardrailError(f"the checkpoint {path} cannot be read; download it again") from error
    return found


def _from(checkpoint: Mapping[str, Any], config: str | Path | None) -> _Loaded:
    """The network that a checkpoint describes; its architecture is read from the folder `config` if given."""
    from detoxify.detoxify import get_model_and_tokenizer

    try:
        how = dict(checkpoint["config"]["arch"]["args"])
        labels = tuple(_RENAMED.get(label, label) for label in checkpoint["config"]["dataset"]["args"]["classes"])
        weights = checkpoint["state_dict"]
    except (KeyError, TypeError) as error:
        raise GuardrailError("the checkpoint is not one of detoxify's: it does not say its classes") from error
    if config is not None:
        if not (Path(config) / "config.json").is_file():
            raise GuardrailError(f"there is no config.json in {config}; {_LOCAL}")
        how["model_type"] = str(config)
    try:
        network, tokenizer = get_model_and_tokenizer(**how, state_dict=weights)
    except Exception as error:
        where = config or how.get("model_type")
        raise GuardrailError(f"the architecture or tokenizer {where} could not be had; {_LOCAL}") from error
    return _Loaded(network.eval(), tokenizer, labels)


_RENAMED = {"toxic": "toxicity", "identity_hate": "identity_attack", "severe_toxic": "severe_toxicity"}


def _windows(text: str, tokenizer: Any) -> Iterator[Span]:
    """Parts of a text that overlap, each short enough for the network to read all of it."""
    words = [match.span() for match in _WORD.finditer(text)]
    for first in range(0, max(min(len(words), 1), len(words) - _OVERLAP), _WORDS - _OVERLAP):
        last = min(len(words), first + _WORDS)
        yield from _halves(text, words[first][0], words[last - 1][1], tokenizer)


def _halves(text: str, start: int, end: int, tokenizer: Any) -> Iterator[Span]:
    """The part itself, or halves of it as often as it takes."""
    if end - start <= _MOST_PIECES or len(tokenizer(text[start:end])["input_ids"]) <= _MOST_PIECES + 2:
        yield Span(start, end)
        return
    middle = (start + end) // 2
    yield from _halves(text, start, min(end, middle + _OVERLAP), tokenizer)
    yield from _halves(text, middle - _OVERLAP, end, tokenizer)
