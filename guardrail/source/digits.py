"""Digit groups as people write them: 1,240.50 and 1.240,50 and 1 240,50 and 12,34,567.00."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_CONTINENTAL = re.compile(
    r"\d{1,3}(?:[. '’\u00a0\u202f]\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2}|\d+,\d{4,}"
)
_SPACED = re.compile(r"\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+(?:\.\d+)?")
_GROUPS = re.compile(r"[ '’\u00a0\u202f]")


def read_digits(text: str) -> tuple[Decimal, int] | None:
    """The exact value of a run of digits with its separators, and the number of decimals written.

    A single group after a point ("1.240") is read as decimals, as English writes it. None where the
    separators fit no known style: the caller keeps the text.
    """
    if _PLAIN.fullmatch(text):
        return _exact(text)
    if _ENGLISH.fullmatch(text):
        return _exact(text.replace(",", ""))
    if _CONTINENTAL.fullmatch(text):
        return _exact(_GROUPS.sub("", text.replace(".", "")).replace(",", "."))
    if _SPACED.fullmatch(text):
        return _exact(_GROUPS.sub("", text))
    return None


def _exact(plain: str) -> tuple[Decimal, int]:
    whole, _, decimals = plain.partition(".")
    return Decimal(f"{whole or 0}.{decimals}" if decimals else whole), len(decimals)
