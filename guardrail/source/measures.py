"""The unit and scale of one figure, from its cell, its labels, its column and the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .cells import LONGEST, Reading
from .currencies import CODES, code_of
from .units import Unit, label_unit

_ONE = Decimal(1)
_UNSCALED = frozenset({"%", "rate", "word"})
_PER_SHARE = re.compile(
    r"\bper\b(?:\s+[\w-]+){0,4}\s+(?:shares?|ads|adr|units?)\b|\beps\b"
    r"|\b(?:exercise|conversion|strike|share) price"
    r"|grant[- ]date fair value|\bper (?:day|month|year|tonne?|ton|barrel|unit|dozen|employee|hour)\b",
    re.IGNORECASE,
)
_PAR = re.compile(r"\b(?:par|stated|nominal) value\b", re.IGNORECASE)
_RATE = re.compile(r"\b(?:rates?|ratio|yield|volatility|margin|multiple)(?:\s*\([^)]*\))?$", re.IGNORECASE)
_SHARES = re.compile(
    r"\bnumber of (?:[\w-]+ )*(?:shares|rights|options|rsus|units|awards)\b"
    r"|\bno\. of (?:shares|rights|options)\b"
    r"|\bweighted[- ]average\b.*\bshares\b|\bshares\b.*\b(?:outstanding|used|issued|authori[sz]ed)\b"
    r"|^(?:\w+ )?shares$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\bnumber of\b|\bheadcount\b|\bemployees$|\bcount\b|\b(?:stores|restaurants|customers|days|years)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\byear\b|\bexpir|\bmaturit", re.IGNORECASE)
_NUMERATOR = re.compile(r"\b(?:income|loss|earnings|profit|numerator)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its row label, the headings over it, its column's headings and the units said.

    `own` is what row and column say, `table` what holds for all figures, and `earlier` the currency sign
    that was printed last in the same column.
    """

    label: str
    sections: Sequence[str]
    heads: Sequence[str]
    own: Unit
    table: Unit
    earlier: str = ""


def row_unit(label: str, sections: Sequence[str]) -> Unit:
    """What the labels of a row say of its unit, the innermost first; a heading's "%" is for its own total."""
    unit = label_unit(label)
    for section in reversed(sections):
        said = label_unit(section)
        unit = unit.over(said if said.name != "%" else Unit(scale=said.scale))
    return unit


def measure(reading: Reading, place: Place) -> tuple[str, Decimal | None]:
    """The unit name and the scale.

    A percentage, a ratio, an amount per share and whatever the caption excepts are not scaled.
    """
    if reading.percent or reading.word:
        return reading.word or "%", _ONE
    own = place.own
    kind = _kind(reading, place, own)
    if kind in _UNSCALED:
        return (own.name if kind == "word" else kind.removeprefix("rate")), _ONE
    if kind == "shares":
        excepted = any(re.search(r"(?<!per )\bshares?\b", term) for term in place.table.excepted)
        return "shares", own.scale or (_ONE if excepted else place.table.scale)
    if kind == "count":
        return "", own.scale or _ONE
    return _currency(reading, own.over(place.table), place.earlier), _scale(reading, place, own, kind)


def _scale(reading: Reading, place: Place, own: Unit, kind: str) -> Decimal | None:
    said = reading.scale or own.scale
    if said is None and place.table.scale and (kind == "per share" or _is_excepted(place)):
        return _ONE
    return said or place.table.scale


def _kind(reading: Reading, place: Place, own: Unit) -> str:
    """What is measured: "%", "word", "rate", "per share", "shares", "count", or "" for an amount."""
    labels = [t for t in (place.label, *reversed(place.heads)) if len(t) <= LONGEST and not _PAR.search(t)]
    kinds: tuple[tuple[str, bool], ...] = (
        ("%", not reading.mark and own.name == "%"),
        ("word", not reading.mark and bool(own.name) and own.name not in CODES and own.name != "shares"),
        ("per share", any(map(_PER_SHARE.search, labels))),
        ("shares", not reading.mark and (own.name == "shares" or any(map(_SHARES.search, labels)))),
        ("rate", not reading.mark and any(map(_RATE.search, labels))),
        ("count", not reading.mark and any(map(_COUNT.search, labels))),
        ("count", _is_year(reading) and any(map(_YEAR.search, labels))),
    )
    return next((kind for kind, holds in kinds if holds), "") or _section_kind(reading, place)


def _is_year(reading: Reading) -> bool:
    return not (reading.mark or reading.places) and 1900 <= reading.value <= 2100


def _section_kind(reading: Reading, place: Place) -> str:
    """What the nearest heading says the rows under it are: "per share" only where cents are printed."""
    for section in reversed(place.sections):
        if len(section) > LONGEST:
            continue
        if _PER_SHARE.search(section):
            return "per share" if reading.places >= 2 and not _NUMERATOR.fullmatch(place.label) else ""
        if _SHARES.search(section) and not reading.mark:
            return "shares"
    return ""


def _currency(reading: Reading, stated: Unit, earlier: str) -> str:
    known = stated.name if stated.name in CODES else ""
    return code_of(reading.mark or earlier, known) if reading.mark or not known else known


def _is_excepted(place: Place) -> bool:
    """Whether the caption's "except ..." names this row or column."""
    said = " ".join([place.label, *place.sections, *place.heads]).lower()
    return any(term in said for term in place.table.excepted if term not in {"share", "shares", "per share"})
