"""Numbers as people write them: 1,240.50 and 1.240,50 and 12,34,567.00; $(612.40), -£5, 14.1% and 3.2bn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from .currencies import CODE_PATTERN, SIGN_PATTERN, code_of

_SPACES = " '’\u00a0\u2009\u202f"
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_CONTINENTAL = re.compile(
    rf"\d{{1,3}}(?:[.{_SPACES}]\d{{3}})+,\d+|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+,\d{{1,2}}|\d+,\d{{4,}}"
)
_SPACED = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:\.\d+)?")
_GROUPS = re.compile(f"[{_SPACES}]")

_SUFFIXES: Mapping[str, Decimal] = MappingProxyType(
    {
        **dict.fromkeys(("k", "thousand"), Decimal(1000)),
        **dict.fromkeys(("m", "mm", "mn", "million", "millions"), Decimal(10**6)),
        **dict.fromkeys(("b", "bn", "billion", "billions"), Decimal(10**9)),
        **dict.fromkeys(("tn", "trillion"), Decimal(10**12)),
        "lakh": Decimal(10**5),
        "crore": Decimal(10**7),
    }
)
_LOWER_CASED = frozenset({"USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "CNY", "INR", "RMB"})
_MARK = rf"(?:{SIGN_PATTERN}|{CODE_PATTERN})"
_NUMBER = re.compile(
    rf"""(?P<open>\()?\s*(?P<sign>[-+−–])?\s*(?P<mark>{_MARK})?\s*(?P<open2>\()?\s*(?P<sign2>[-+−–])?\s*
    (?P<mark2>{_MARK})?\s*
    (?P<digits>\d(?:[\d.,{_SPACES}]*\d)?|\.\d+)
    \s*(?P<percent>%)?\s*(?P<suffix>(?:{"|".join(sorted(_SUFFIXES, key=len, reverse=True))})\b)?
    \s*(?P<mark3>{_MARK})?\s*(?P<close>\))?\s*(?P<percent2>%)?(?P<sign3>-)?""",
    re.VERBOSE | re.IGNORECASE,
)
_ONE = Decimal(1)


class Number(NamedTuple):
    """A number as written. `value` is signed, and still to be multiplied by `scale` (1 unless k, m, bn ...).

    `places` counts the decimals written; `currency` is an ISO code or ""; `mark` is the sign or code itself.
    """

    value: Decimal
    places: int = 0
    currency: str = ""
    percent: bool = False
    scale: Decimal = _ONE
    mark: str = ""


def read_number(text: str) -> Number | None:
    """The number that the whole of `text` writes, or None if it is anything else.

    A minus before or after the digits and parentheses around them make it negative. "$" alone is read as USD:
    see `currencies.code_of` for what else it may mean. Exact for any number of digits.
    """
    match = _NUMBER.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    part = match.groupdict()
    marks = [part[key] for key in ("mark", "mark2", "mark3") if part[key]]
    signs = [part[key] for key in ("sign", "sign2", "sign3") if part[key]]
    opens = sum(part[key] is not None for key in ("open", "open2"))
    fits = opens == (part["close"] is not None) and len(marks) <= 1 and len(signs) <= 1
    read = read_digits(part["digits"])
    if not fits or read is None or (part["percent"] and part["percent2"]):
        return None
    mark = _as_listed(marks[0]) if marks else ""
    if marks and not mark:
        return None
    return Number(
        value=_signed(read[0], negative=bool(opens) or bool(signs and signs[0] != "+")),
        places=read[1],
        currency=code_of(mark),
        percent=bool(part["percent"] or part["percent2"]),
        scale=_SUFFIXES[part["suffix"].lower()] if part["suffix"] else _ONE,
        mark=mark,
    )


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


def _signed(value: Decimal, *, negative: bool) -> Decimal:
    return value.copy_negate() if negative and value else value


def _as_listed(mark: str) -> str:
    """The sign or code in the case in which it is listed; "" for "try", which is a word."""
    if code_of(mark):
        return mark
    if mark.upper() in _LOWER_CASED or "$" in mark:
        return mark.upper()
    return next((m for m in (mark.capitalize(), mark.lower()) if code_of(m)), "")
