"""Luck: how likely a random wrong value would also have been proven by what was tried."""

from __future__ import annotations

from fractions import Fraction

from .operations import HEDGE_WIDENS, last_digit


def luck(value: Fraction | int, places: int, hedge: str, targets: int) -> float:
    """The chance, 0 to 1, that a random wrong value would have met one of `targets` values that were tried.

    The wrong value is thought of as drawn evenly from the numbers of the same length and precision as the one
    written: nine tenths of a power of ten, in steps of the last digit. "About" and its like widen the step.
    """
    size = abs(Fraction(value))
    if size == 0:
        return min(1.0, targets / 10)
    top = 0
    while Fraction(10) ** (top + 1) <= size:
        top += 1
    step = Fraction(10) ** (max(places, last_digit(value)) if hedge in HEDGE_WIDENS else places)
    room = 9 * Fraction(10) ** top / step
    return float(min(Fraction(1), targets / room)) if room > 0 else 1.0
