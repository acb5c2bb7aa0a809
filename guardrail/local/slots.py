"""The slots of a text, and how what the record holds is written into them.

A network writes words and slots; every value is written here, from what the frame holds.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from ..errors import GuardrailError
from ..source import Period
from ..source.currencies import SHARED, SIGNS

LONGEST_QUOTE = 120
_LONGEST_PLAIN_NAME = 60
_NO_CENTS = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())
_THREE_DECIMALS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
_MONTHS = "January February March April May June July August September October November December".split()
_NOUNS = {"payment": "payments", "receipt": "receipts"}


class Money(NamedTuple):
    """An amount without a sign (the words say which way it went) and its ISO 4217 code, None where none is known."""

    value: Decimal
    currency: str | None = None


class Count(NamedTuple):
    """How many there are of what: payments or receipts."""

    number: int
    noun: str


Value = Money | Count | Fraction | dt.date | Period | str
"""What a slot holds. A `Fraction` is a percentage."""


@dataclass(frozen=True, slots=True)
class Style:
    """How values are written.

    Args:
        locale: one of `LOCALES`: order of dates, grouping of digits.
        currency: `symbol` ("$18,250.00") or `code` ("USD 18,250.00"). A currency without a sign of its own is written
            with its code.

    Raises:
        GuardrailError: for a locale or a way to write currencies that is not known.
    """

    locale: str = "en-US"
    currency: str = "symbol"

    def __post_init__(self) -> None:
        for name, choices in (("locale", tuple(LOCALES)), ("currency", ("symbol", "code"))):
            if getattr(self, name) not in choices:
                raise GuardrailError(f"{name} is {getattr(self, name)!r}; it must be one of {', '.join(choices)}")


def write_value(slot: str, value: Value, style: Style) -> str:
    """The text of one slot."""
    return SLOTS[slot](value, style)


def _money(money: Money, style: Style) -> str:
    digits = _digits(money, style)
    sign = _sign(money.currency) if style.currency == "symbol" else ""
    if sign:
        return f"{sign}{digits}"
    return f"{money.currency} {digits}" if money.currency else digits


def _digits(money: Money, style: Style) -> str:
    """Every digit that the record has, and at least as many decimals as the currency has."""
    least = 0 if money.currency in _NO_CENTS else 3 if money.currency in _THREE_DECIMALS else 2
    text = f"{abs(money.value):f}"
    whole, _, part = text.partition(".")
    part = part.rstrip("0").ljust(least, "0")
    grouped = _lakhs(whole) if style.locale == "en-IN" and money.currency == "INR" else f"{int(whole):,}"
    return grouped + (f".{part}" if part else "")


def _sign(code: str | None) -> str:
    """The sign that means this currency and no other; "$" is the US dollar's."""
    return _SIGN_OF.get(code or "", "")


def _signs() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for sign, code in SIGNS.items():
        if sign[-1].isalpha() or sign.endswith(".") or (sign in SHARED and sign not in {"$", "£", "¥"}):
            continue
        found.setdefault(code, sign)
    return MappingProxyType(found)


_SIGN_OF = _signs()


def _day(day: dt.date, style: Style) -> str:
    return LOCALES[style.locale](day)


def _period(period: Period, style: Style) -> str:
    """A month, quarter or year by its name; any other stretch by its first and last day."""
    start, end = period.start, period.end
    last = end + dt.timedelta(days=1)
    if start.day == 1 and last.day == 1:
        months = (last.year - start.year) * 12 + last.month - start.month
        if months == 1:
            return f"{_MONTHS[start.month - 1]} {start.year}"
        if months == 3 and start.month % 3 == 1:
            return f"Q{start.month // 3 + 1} {start.year}"
        if months == 12 and start.month == 1:
            return str(start.year)
    return f"the period from {_day(start, style)} to {_day(end, style)}"


def _percent(share: Fraction, _style: Style) -> str:
    """To one decimal; a share that would be rounded to nothing, or to all, keeps as many as show it."""
    size = abs(share)
    for places in (1, 2, 3, 4):
        step = Decimal(1).scaleb(-places)
        text = (Decimal(size.numerator) / Decimal(size.denominator)).quantize(step, ROUND_HALF_EVEN)
        if text and not (text == 100 != size):
            break
    return f"{text:f}%"


def _count(count: Count, _style: Style) -> str:
    noun = count.noun if count.number == 1 else _NOUNS.get(count.noun, f"{count.noun}s")
    return f"{count.number:,} {noun}"


def _name(name: str, _style: Style) -> str:
    """As the record writes it; in quotes where it could be read as part of the sentence."""
    name = one_line(name)
    plain = len(name) <= _LONGEST_PLAIN_NAME and not _MARKS_OF_SENTENCES & set(name)
    return name if plain else _quote(name, _style)


_MARKS_OF_SENTENCES = frozenset('"“”[]{}<>;:!?\\|')


def _quote(text: str, _style: Style) -> str:
    return "“" + one_line(text).translate(_INNER_QUOTES) + "”"


_INNER_QUOTES = str.maketrans({'"': "'", "“": "'", "”": "'"})


def one_line(text: str) -> str:
    """Text without line breaks and without signs that cannot be seen, which could hide or turn what follows."""
    kept = (c if unicodedata.category(c) not in _UNSEEN or c in _JOINERS else " " if c.isspace() else "" for c in text)
    return " ".join("".join(kept).split())


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")  # scripts and emoji are written with them


def _lakhs(whole: str) -> str:
    head, tail = whole[:-3], whole[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail])


def _month_first(day: dt.date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _day_first(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


LOCALES: Mapping[str, Callable[[dt.date], str]] = MappingProxyType(
    {
        "en-US": _month_first,
        "en-CA": _month_first,
        "en-GB": _day_first,
        "en-IE": _day_first,
        "en-AU": _day_first,
        "en-NZ": _day_first,
        "en-IN": _day_first,  # and rupees in lakhs
        "iso": dt.date.isoformat,
    }
)
"""How days are written, by locale."""

SLOTS: Mapping[str, Callable[[Any, Style], str]] = MappingProxyType(
    {
        "AMOUNT": _money,
        "PARTY": _name,  # who was paid, who paid, who is billed
        "DATE": _day,
        "ACCOUNT": _name,  # the account or category
        "REFERENCE": _name,  # an invoice's number or the record's own id
        "METHOD": _name,  # how it was paid, as the record writes it
        "MEMO": _quote,
        "FROM": _name,  # of a transfer: the account money left
        "TO": _name,
        "DEBIT": _name,  # of a journal entry: the account debited
        "CREDIT": _name,
        "DUE": _day,  # the day an invoice or bill is due
        "PERIOD": _period,  # what a summary is about, or the pay period
        "TOTAL": _money,
        "COUNT": _count,  # written with its noun: "12 payments", "1 payment"
        "LARGEST_PARTY": _name,
        "LARGEST_AMOUNT": _money,  # all of the period that went to, or came from, that party
        "SHARE": _percent,  # of the largest party in the total
        "RISE": _percent,  # by which the total is over that of the period before
        "FALL": _percent,
        "PRIOR_PERIOD": _period,
        "PRIOR_TOTAL": _money,
        "REASON": _quote,  # why an item was flagged, in the words of whoever flagged it
    }
)
"""Every slot in the order in which a network is told of them, and what writes its value."""
