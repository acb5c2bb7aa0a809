"""What one mention is: a number, day, period or identifier that a text says, with how exactly it says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from ..source.dates import Period, read_date

ONE = Decimal(1)


class Mention(NamedTuple):
    """A number, day, period or identifier in a text, and how precisely it was written.

    `kind` is amount (has a currency), percent, points (percentage points), number, count (a whole number
    of things), ordinal, multiple ("twice", "half", "2.5x"), duration ("three months"), day, period or
    identifier. `start` and `end` are its span in the text with sign, symbol, unit and scale words,
    without the hedge.

    `value` is exact with sign and scale applied: 7.5 for 7.5%, 0.25 for 25 basis points, 0.5 for half.
    `places` is the power of ten of the last digit written: 5 for "$1.2M", -2 for "612.40". A fraction in
    words that no decimal writes exactly ("a third") has `places` -2: compare after rounding both sides to
    `places`. `unit` is an ISO code or a sign that several currencies share ("$", "¥", "kr", "Rs"; "¢" for
    cents, with the value in the major unit), with "/share" where it is per share; "%", "pp", "x"; the
    noun of a count; "month" of a duration; a measure such as "km"; or what an identifier names
    ("invoice"). "" otherwise. `scale` is what the digits were multiplied by, `scaled` whether a scale
    word stands at this very number (in "3 to 4 million" the 3 has the scale, and no scale word). `high`
    is the upper end of a range. `hedge` is one of "", about, nearly, over, under, at least, at most, up
    to; for days and periods also since, until, before and after. `signed` is whether a minus, parentheses
    or "negative" were written.

    `period` holds the days of a day or period, open-ended for since, until, before and after. It is None
    where the text does not say the year, or the order of day and month; then `month` and `day` (and
    `end_month` and `end_day` of a span of days) hold what it does say, and `part` the rest: "Q3", "H1",
    "M9" (first nine months), "YTD", "last month", "3 months" (that end on `month` and `day`). `weekday` is
    the one that is written at a day, Monday being 0; a day that it does not fit has no period and no month.
    """

    kind: str
    start: int
    end: int
    text: str
    value: Decimal | None = None
    places: int = 0
    unit: str = ""
    scale: Decimal = ONE
    scaled: bool = False
    hedge: str = ""
    high: Decimal | None = None
    period: Period | None = None
    signed: bool = False
    month: int | None = None
    day: int | None = None
    part: str = ""
    end_month: int | None = None
    end_day: int | None = None
    weekday: int | None = None

    @property
    def unclear(self) -> str:
        """Why this day in digits was not read, "" if it was: it may be two days, or it is none."""
        if self.kind != "day" or self.period or self.month or self.part:
            return ""
        if self.weekday is not None:
            return f"{self.text!r} is no day of the calendar: the weekday does not fit the date"
        days = {day for order in (True, False) if (day := read_date(self.text, order))}
        if len(days) < 2:
            return f"{self.text!r} is no day of the calendar"
        either = " or ".join(f"{day:%B} {day.day}, {day.year}" for day in sorted(days))
        return f"{self.text!r} may be {either}: nothing in the source shows which of day and month comes first"


class Text:
    """A text while it is read: as written, folded to lower case and plain signs, and what was found."""

    __slots__ = ("day_first", "found", "low", "raw", "today")

    def __init__(self, raw: str, day_first: bool | None = None, today: date | None = None) -> None:  # noqa: FBT001
        self.raw, self.low, self.day_first, self.today = raw, fold(raw), day_first, today
        self.found: list[Mention] = []


_FOLD: Mapping[int, str] = MappingProxyType(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE63, 0xAD), "-")
    | dict.fromkeys((0x2018, 0x2019, 0x201A, 0x201B, 0x2BC, 0x2032), "'")
    | dict.fromkeys((0x201C, 0x201D, 0x201E, 0x2033), '"')
    | dict.fromkeys((0xA0, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x205F, 0x3000), "\xa0")
    | {0xFFE5: "¥", 0xFFE1: "£", 0xFFE0: "¢", 0x2002: " ", 0x2003: " "}
)


def fold(text: str) -> str:
    """`text` in lower case with plain digits, dashes, quotes and spaces, character for character."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_FOLD)
    low = folded.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in folded)


def shifted(value: Decimal, power: int) -> Decimal:
    """`value` times ten to the `power`, exactly at any length and without an exponent in its text."""
    if not power:
        return value
    sign, digits, exponent = value.as_tuple()
    moved = power + (exponent if isinstance(exponent, int) else 0)
    return Decimal((sign, digits + (0,) * moved, 0) if moved > 0 else (sign, digits, moved))
