"""Luck: how likely a random wrong value would also have been proven by what was tried."""

from __future__ import annotations

from decimal import Decimal

from .operations import HEDGE_WIDENS, last_digit


def luck(value: Decimal, places: int, hedge: str, targets: int) -> float:
    """The chance, 0 to 1, that a random wrong value would have met one of `targets` values that were tried.

    The wrong value is thought of as drawn evenly from the numbers of the same length and precision as the one
    written: nine tenths of a power of ten, in steps of the last digit. "About" and its like widen the step.
    """
    if not value:
        return min(1.0, targets / 10)
    step = max(places, last_digit(value)) if hedge in HEDGE_WIDENS else places
    length = max(value.adjusted() - step, 0)
    return min(1.0, targets / (9 * 10.0 ** min(length, 300)))
