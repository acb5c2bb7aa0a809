"""The unit and scale of one figure, from its cell, its labels, its column and the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .cells import Reading
from .currencies import CODES, code_of
from .units import Unit, label_unit

_ONE = Decimal(1)
_PER_SHARE = re.compile(
    r"\bper\b(?:\s+[\w-]+){0,4}\s+(?:shares?|ads|adr|units?)\b|\beps\b|\b(?:exercise|conversion|strike|share) price"
    r"|grant[- ]date fair value|\bper (?:day|month|year|tonne?|ton|barrel|unit|dozen|employee|hour)\b",
    re.IGNORECASE,
)
_PAR = re.compile(r"\b(?:par|stated|nominal) value\b", re.IGNORECASE)
_RATE = re.compile(r"\b(?:rates?|ratio|yield|volatility|margin|multiple)(?:\s*\([^)]*\))?$", re.IGNORECASE)
_SHARES = re.compile(
    r"\bnumber of (?:[\w-]+ )*(?:shares|rights|options|rsus|units|awards)\b|\bno\. of (?:shares|rights|options)\b"
    r"|\bweighted[- ]average\b.*\bshares\b|\bshares\b.*\b(?:outstanding|used|issued|authori[sz]ed)\b"
    r"|^(?:\w+ )?shares$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\bnumber of\b|\bheadcount\b|\bemployees$|\bcount\b|\b(?:stores|restaurants|customers|days|years)$",
    re.IGNORECASE,
)
_NUMERATOR = re.compile(r"\b(?:income|loss|earnings|profit|numerator)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its row label, the headings over it, its column's headings and the units said."""

    label: str
    sections: Sequence[str]
    heads: Sequence[str]
    column: Unit
    table: Unit


def measure(reading: Reading, place: Place, earlier: str) -> tuple[str, Decimal | None]:
    """The unit name and the scale. `earlier` is the currency sign printed above in the same column.

    A percentage, a ratio, an amount per share and whatever the caption excepts are not scaled.
    """
    if reading.percent:
        return "%", _ONE
    if reading.word:
        return reading.word, _ONE
    row = _row_unit(place)
    own = row.over(place.column)
    kind = _kind(reading, place, own)
    stated = own.over(place.table)
    if kind in {"%", "rate", "word"}:
        return (own.name if kind == "word" else "%" if kind == "%" else ""), _ONE
    currency = _currency(reading, stated, earlier)
    if kind == "shares":
        excepted = any(re.search(r"(?<!per )\bshares?\b", term) for term in place.table.excepted)
        return "shares", own.scale or (_ONE if excepted else place.table.scale)
    if reading.scale is not None:
        return currency, reading.scale
    if kind == "count":
        return "", own.scale or _ONE
    bare = own.scale is None and (kind == "per share" or _is_excepted(place))
    return currency, (_ONE if bare and place.table.scale else own.scale or place.table.scale)


def _row_unit(place: Place) -> Unit:
    unit = label_unit(place.label)
    for section in reversed(place.sections):
        said = label_unit(section)
        unit = unit.over(said if said.name != "%" else Unit(scale=said.scale))
    return unit


def _kind(reading: Reading, place: Place, own: Unit) -> str:
    """What is measured: "%", "word", "rate", "per share", "shares", "count", or "" for an amount."""
    labels = [place.label, *reversed(place.heads)]
    if not reading.mark:
        if own.name == "%":
            return "%"
        if own.name and own.name not in CODES and own.name != "shares":
            return "word"
    if any(_PER_SHARE.search(text) and not _PAR.search(text) for text in labels):
        return "per share"
    if reading.mark:
        return _section_kind(place, reading) if reading.places >= 2 else ""
    if own.name == "shares" or any(_SHARES.search(text) and not _PAR.search(text) for text in labels):
        return "shares"
    if any(_RATE.search(text) for text in labels):
        return "rate"
    if any(_COUNT.search(text) for text in labels):
        return "count"
    return _section_kind(place, reading)


def _section_kind(place: Place, reading: Reading) -> str:
    """What the nearest heading says the rows under it are: "per share" only where cents are printed."""
    for section in reversed(place.sections):
        if _PER_SHARE.search(section):
            return "per share" if reading.places >= 2 and not _NUMERATOR.fullmatch(place.label) else ""
        if _SHARES.search(section) and not reading.mark:
            return "shares"
    return ""


def _currency(reading: Reading, stated: Unit, earlier: str) -> str:
    known = stated.name if stated.name in CODES else ""
    if reading.mark:
        return code_of(reading.mark, known)
    return known or (code_of(earlier) if earlier else "")


def _is_excepted(place: Place) -> bool:
    """Whether the caption's "except ..." names this row or column."""
    said = " ".join([place.label, *place.sections, *place.heads]).lower()
    return any(term in said for term in place.table.excepted if term not in {"share", "shares", "per share"})
