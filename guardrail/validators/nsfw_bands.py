"""Chooses from which probability on a label counts, so that few clean texts are touched."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..errors import GuardrailError
from ..wilson import wilson

LEAST = 0.05  # a rating below says nothing, however clean the texts it was measured on


@dataclass(frozen=True, slots=True)
class Choice:
    """A band for each label, and the run on clean texts that it was chosen by."""

    bands: Mapping[str, float]
    texts: int
    alarms: int

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share of clean texts that reach a band, after Wilson."""
        return wilson(self.alarms, self.texts)


def choose(scores: Sequence[Mapping[str, float]], rate: float) -> Choice:
    """The lowest bands that at most `rate` of the clean texts with these scores reach.

    The texts that read worst are given up, as many as `rate` allows; every band then starts above all others. Raises
    `GuardrailError` if there are no texts or `rate` is no share.
    """
    if not scores:
        raise GuardrailError("there are no clean texts to choose bands by; give a file with one text a line")
    if not 0 <= rate < 1:
        raise GuardrailError(f"the rate is {rate}; it must be from 0 up to, and not including, 1")
    allowed = math.floor(rate * len(scores) + 1e-9)
    spared = sorted(scores, key=lambda score: max(score.values()), reverse=True)[allowed:]
    return tried({label: _above(max((score[label] for score in spared), default=0.0)) for label in scores[0]}, scores)


def tried(bands: Mapping[str, float], scores: Sequence[Mapping[str, float]]) -> Choice:
    """These bands, with how many of the clean texts with these scores reach one."""
    alarms = sum(any(score[label] >= least for label, least in bands.items()) for score in scores)
    return Choice(bands, len(scores), alarms)


def _above(highest: float) -> float:
    """The lowest band, in thousandths, that is above a score."""
    return min(1.0, max(LEAST, (math.floor(highest * 1000) + 1) / 1000))
