"""What calls of models and hours of cores cost, and the sum of it before anything is bought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from .errors import GuardrailError

_MILLION = 1_000_000
_DAY = 86_400
_HOURS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The price of a million tokens that a model reads and writes, as it stood on a day, and who says so."""

    input: Decimal
    output: Decimal
    as_of: date
    source: str

    def money(self, tokens_in: int, tokens_out: int) -> Decimal:
        """What so many tokens cost, exactly."""
        return (self.input * tokens_in + self.output * tokens_out) / _MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreHour:
    """The price of one core for an hour, as it stood on a day, and who says so."""

    price: Decimal
    as_of: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """A table of prices in one currency."""

    currency: str
    models: Mapping[str, Price]
    core_hour: CoreHour

    def of(self, model: str) -> Price:
        """The price of a model; raises `GuardrailError` if the table has none."""
        if model in self.models:
            return self.models[model]
        from difflib import get_close_matches

        close = get_close_matches(model, self.models, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"it has {', '.join(self.models)}; add yours"
        raise GuardrailError(f"the table has no price for the model {model!r}: {hint}")

    def cores_a_day(self, cores: int) -> Decimal:
        """What so many cores cost from midnight to midnight."""
        return cores * _HOURS * self.core_hour.price


def cores_for(calls: int, seconds: Fraction) -> int:
    """How many cores do so many calls a day, spread evenly over it, if each takes one core so many seconds."""
    return ceil(calls * seconds / _DAY)
