"""Obscene, sexual, hateful, threatening and violent text, found by a small classifier that ships with the library."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Protocol

from ..costs import Cost
from ..errors import GuardrailError
from ..resources import shipped
from ..types import Candidate, Finding, Severity, Span
from .nsfw_model import Card, Model, Reading, logistic, read_card

Bands = Mapping[str, Mapping[Severity, float]]
MOST_WINDOWS = 4_000  # ten seconds if all must be looked at closely; about a megabyte

_SAID = {
    "toxicity": "rude, hateful or otherwise unfit to be sent",
    "obscene": "obscene",
    "sexual": "sexual",
    "insult": "an insult",
    "threat": "a threat",
    "identity-hate": "hateful towards a group of people",
    "self-harm": "about harming oneself",
    "violence": "violent",
}


@dataclass(frozen=True, slots=True)
class Rated:
    """How likely a label holds for some part of a text, and the part for which it is likeliest."""

    probability: float
    span: Span


class Rater(Protocol):
    """Anything that rates a text by label."""

    def rate(self, text: str) -> Mapping[str, Rated]:
        """For each label its probability, and where in the text it is highest."""
        ...


class Classifier:
    """Rates texts by label. Long texts are read in windows that overlap; the worst counts, in the light of the others.

    Several threads may use one; a text is rated the same alone and among others.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self.labels: tuple[str, ...] = model.card.labels
        self.unmasking = model.unmasking

    def score(self, texts: Iterable[str]) -> list[dict[str, float]]:
        """For each text the probability of each label."""
        return [{label: rated.probability for label, rated in self.rate(text).items()} for text in texts]

    def rate(self, text: str) -> dict[str, Rated]:
        """For each label its probability, and where in the text it is highest."""
        windows = list(self._windows(text))
        if not windows:
            return dict.fromkeys(self.labels, Rated(0.0, Span(0, len(text))))
        rated = {}
        for number, label in enumerate(self.labels):
            span, worst = max(windows, key=lambda window: window[1].logits[number])
            others = [reading.logits[number] for _, reading in windows if reading.close]
            rated[label] = Rated(logistic(self._in_context(label, worst.logits[number], others)), span)
        return rated

    def _in_context(self, label: str, worst: float, others: Sequence[float]) -> float:
        """The logit of the worst window, somewhat nearer to the mean of those that were looked at closely.

        None of them counts for less than a floor, which bounds what padding can take from a rating.
        """
        share, floor = self._model.card.context.get(label, 0.0), min(worst, self._model.card.context_floor)
        if not (share and others):
            return worst
        return (1 - share) * worst + share * sum(max(floor, other) for other in others) / len(others)

    def _windows(self, text: str) -> Iterator[tuple[Span, Reading]]:
        plain = self.unmasking.plain(text)
        pieces, places = self._model.cutter.pieces(plain.text)
        for first, last in _ranges(len(pieces), self._model.card.window, self._model.card.overlap):
            start, end = places[first][0], places[last - 1][1]
            yield plain.span(start, end), self._model.read(plain.text[start:end], pieces[first:last])


class Nsfw:
    """Reports each label whose probability reaches one of its bands, with the part of the text that reads worst.

    Args:
        bands: for each label, the probability from which on each severity holds.
        classifier: what rates the texts; the one that ships is loaded when it is first needed.
        rule: the rule that findings name.
    """

    id = "nsfw"
    keeps_time = True

    def __init__(self, *, bands: Bands, classifier: Rater | None = None, rule: str = "nsfw") -> None:
        self._bands = {label: sorted(of.items(), key=lambda band: -band[1]) for label, of in bands.items()}
        self._classifier = classifier
        self._rule = rule
        self.cost: Cost = getattr(classifier, "cost", Cost(ms=Decimal(16)))

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        return [list(self._findings(self._rater.rate(candidate.text))) for candidate in batch]

    @cached_property
    def _rater(self) -> Rater:
        return self._classifier or load()

    def _findings(self, rated: Mapping[str, Rated]) -> Iterator[Finding]:
        for label, bands in self._bands.items():
            score = rated[label].probability
            for severity, least in bands:
                if score >= least:
                    yield self._finding(label, severity, rated[label], least)
                    break

    def _finding(self, label: str, severity: Severity, rated: Rated, least: float) -> Finding:
        said = _SAID.get(label, label)
        score = round(rated.probability, 4)
        return Finding(
            rule=self._rule,
            category=f"nsfw.{label}",
            severity=severity,
            message=f"This reads as {said} (rated {score:.2f}; {severity} from {least:.2f} on).",
            span=rated.span,
            score=score,
        )


class _Loaded:
    """The models in use, each read once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._classifiers: dict[Path, Classifier] = {}

    def classifier(self, folder: Path) -> Classifier:
        with self._lock:
            if folder not in self._classifiers:
                self._classifiers[folder] = Classifier(Model(folder))
            return self._classifiers[folder]


_LOADED = _Loaded()


def load(folder: str | Path | None = None) -> Classifier:
    """The classifier in `folder`, or the one that ships; read once, however often and from whatever thread.

    Raises `GuardrailError` if a file of the model is missing or damaged.
    """
    return _LOADED.classifier(shipped("models") / "nsfw" if folder is None else Path(folder))


def shipped_card() -> Card:
    """What the classifier that ships says of itself, without loading it."""
    return read_card(shipped("models") / "nsfw")


def _ranges(count: int, window: int, overlap: int) -> Iterator[tuple[int, int]]:
    """Windows over `count` pieces, each starting `overlap` before the last one's end."""
    step = window - overlap
    if count > MOST_WINDOWS * step:
        raise GuardrailError(f"the text has more than {MOST_WINDOWS * step} words or parts of words; split it")
    for first in range(0, max(min(count, 1), count - overlap), step):
        yield first, min(count, first + window)
