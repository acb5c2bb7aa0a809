"""Days and months as people write them: 15 March 2026, March 15th, 03/15/26, 2026-03-15, March, 2018-19."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ..source.dates import Period
from .mention import Text
from .vocabulary import vocabulary

_NAMES = "january february march april may june july august september october november december"
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS: Mapping[str, int] = MappingProxyType(
    {name: number for number, name in enumerate(_NAMES.split(), 1)}
    | {name: number for number, name in enumerate(_SHORT.split(), 1)}
    | {"sept": 9}
)
"""Months by name and usual short name."""

MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
YEAR = r"(?:19[0-9]{2}|20[0-9]{2}|2100)"
NO_UNIT = (
    r"(?![0-9a-z%$€£]|[.,:][0-9]"
    r"|\s?(?:%|dollars|usd|eur|gbp|euros|pounds|percent|per\scent|million|billion|thousand|bn|mn)(?![a-z]))"
)
_YEAR_TAIL = rf"(?:(?:,?\s{{1,2}}|\s?[-/]\s?)(?:of\s|in\s)?({YEAR}){NO_UNIT}|\s?'([0-9]{{2}})(?![0-9a-z]))"
_TO = r"\s?(?:-|to|through|until)\s?"
_DAY = r"(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9a-z%]|[.,:/][0-9]|-[0-9]{3})"
_MONTH_DAY = re.compile(rf"\.?\s{{0,2}}(?:the\s)?{_DAY}(?:{_TO}{_DAY}(?!\s?%)(?!\s{MONTH}))?(?:{_YEAR_TAIL})?")
_DAY_MONTH = re.compile(
    rf"(?:st|nd|rd|th)?(?:{_TO}{_DAY})?(?:\s{{1,2}}of)?(?:\s{{1,2}}|-)({MONTH})(?![a-z])\.?"
    rf"(?:{_YEAR_TAIL}|-([0-9]{{2}})(?![0-9a-z]))?"
)
_MONTH_YEAR = re.compile(rf"\.?(?:{_YEAR_TAIL}|-([0-9]{{2}})(?![0-9a-z-]))")
_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_ISO_TIME = re.compile(
    r"[t\s][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,9})?(?:z|[+-][0-9]{2}:?[0-9]{2})?(?![0-9a-z])"
)
_YEAR_PAIR = re.compile(rf"({YEAR})([-/])([0-9]{{4}}|[0-9]{{2}})")
_MONTH_SLASH_YEAR = re.compile(rf"(0?[1-9]|1[0-2])/({YEAR})")
_DATE_START = re.compile(
    rf"([0-9]{{1,2}})(?=(?:st|nd|rd|th)?(?:\sof)?[\s-]{MONTH})|({MONTH})(?![a-z])|([0-9]{{1,4}}[0-9./-]{{3,8}})"
)
_LEADS = vocabulary(
    """in of during since for until till through by from last this next early late mid each every
    before after between on throughout ending ended per"""
)
_JOINED = frozenset({"and", "or", "to", "&"})
_WORDLIKE = vocabulary("march may mar jan dec jun jul sep oct apr feb aug nov sept")
_AFTER_NAME = re.compile(
    r"['’]s\s|\s(?:was|were|had|saw|brought|ended|closed|is|has|and|to|through|payments?|invoices?|total|totals|sales|spending"
    r"|revenue|figures|results|accounted|accounts|made|makes|took|takes|represent(?:s|ed)|cost|came|comes|rose|fell)(?![a-z])"
)


class When(NamedTuple):
    """A day or period that was read: its kind, where it ends in the text, its days or else what is told."""

    kind: str
    end: int
    period: Period | None
    month: int | None = None
    day: int | None = None
    part: str = ""
    end_month: int | None = None
    end_day: int | None = None


def is_year(digits: str) -> bool:
    """Whether digits are read as a year when nothing else claims them: 1900 to 2100."""
    return len(digits) == 4 and digits.isdigit() and "1900" <= digits <= "2100"


def year_of(two: str) -> int:
    """The year that two digits mean: 00 to 69 in this century, 70 to 99 in the last."""
    number = int(two)
    return number + (2000 if number < 70 else 1900)


def month_period(year: int, month: int) -> Period:
    """The days of a month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def day_before_month(text: Text, day: int, end: int) -> When | None:
    """A day whose number ends at `end`, before its month: "15 March 2026", "15th of March", "3-9 March"."""
    match = _DAY_MONTH.match(text.low, end)
    if match is None:
        return None
    last, name, long, short, dashed = match.groups()
    return _days(MONTHS[name], day, int(last) if last else None, _year(long, short or dashed), match.end())


def after_month(text: Text, month: int, end: int) -> When | None:
    """A month's name with what follows: "March 15th, 2026", "March 3-9", "Mar-26"; None if nothing does."""
    match = _MONTH_DAY.match(text.low, end)
    if match is not None:
        day, last, long, short = match.groups()
        when = _days(month, int(day), int(last) if last else None, _year(long, short), match.end())
        if when is not None:
            return when
    match = _MONTH_YEAR.match(text.low, end)
    if match is None:
        return None
    year = int(match[1]) if match[1] else year_of(match[2] or match[3])
    return When("period", match.end(), month_period(year, month), month)


def bare_month(text: Text, name: str, start: int, end: int, before: str) -> When | None:
    """A month alone, unless it is a word ("may", "march"): the word `before` it or its capital decides."""
    if name in _WORDLIKE and before not in _LEADS and not (before in _JOINED and _follows_month(text, start)):
        if name not in ("march", "may") or not text.raw[start].isupper():
            return None
        begins = not before or before[-1] in ".!?:"
        if begins and not _AFTER_NAME.match(text.low, end):
            return None
    return When("period", end, None, MONTHS[name])


def _follows_month(text: Text, start: int) -> bool:
    """Whether a month was read just before: "april and may"."""
    return bool(text.found) and text.found[-1].month is not None and start - text.found[-1].end < 7


def numeric_date(text: Text, blob: str, end: int) -> When | None:
    """A date or pair of years in digits only: 2026-03-15, 03/15/26, 15.03.2026, 2018-19, 2017-2019, 03/2026.

    Without a stated order, 03/04/26 is a day whose period is None.
    """
    if match := _ISO.fullmatch(blob):
        day = _date(int(match[1]), int(match[3]), int(match[4]))
        time = _ISO_TIME.match(text.low, end)
        return When("day", time.end() if time else end, Period(day, day), day.month, day.day) if day else None
    if match := _NUMERIC.fullmatch(blob):
        return _in_order(match, text.day_first, end)
    if match := _YEAR_PAIR.fullmatch(blob):
        return year_pair(int(match[1]), match[3], end, dash=match[2] == "-")
    if match := _MONTH_SLASH_YEAR.fullmatch(blob):
        return When("period", end, month_period(int(match[2]), int(match[1])), int(match[1]))
    return None


def year_pair(year: int, second: str, end: int, *, dash: bool) -> When | None:
    """Two years in one: "2018-19" and "2018/19" are a company's own year, "2017-2019" is three years.

    "2026-03" is a month.
    """
    last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    if len(second) == 2 and last < year and second == "00":
        last += 100
    if last == year + 1 and (len(second) == 2 or not dash):
        return When("period", end, Period(date(year, 1, 1), date(last, 12, 31), fiscal=True))
    if len(second) == 2 and 1 <= int(second) <= 12:
        return When("period", end, month_period(year, int(second)), int(second))
    if year < last <= 2100:
        return When("period", end, Period(date(year, 1, 1), date(last, 12, 31)))
    return None


def date_at(text: Text, pos: int) -> When | None:
    """The day or month that begins at `pos`, if one does."""
    match = _DATE_START.match(text.low, pos)
    if match is None:
        return None
    if match[1]:
        return day_before_month(text, int(match[1]), match.end())
    if match[2]:
        month = MONTHS[match[2]]
        return after_month(text, month, match.end()) or When("period", match.end(), None, month)
    return numeric_date(text, match[3].rstrip("./-"), match.start() + len(match[3].rstrip("./-")))


def _in_order(match: re.Match[str], day_first: bool | None, end: int) -> When | None:  # noqa: FBT001
    first, second = int(match[1]), int(match[3])
    year = int(match[4]) if len(match[4]) == 4 else year_of(match[4])
    either = {True: _date(year, second, first), False: _date(year, first, second)}
    days = {order: day for order, day in either.items() if day is not None}
    if match[2] == ".":
        days.pop(False, None)
    if not days:
        return When("day", end, None) if max(first, second) <= 31 and min(first, second) <= 12 else None
    if len(set(days.values())) == 2 and day_first is None:
        return When("day", end, None)
    day = days.get(bool(day_first)) or next(iter(days.values()))
    return When("day", end, Period(day, day), day.month, day.day)


def _days(month: int, day: int, last: int | None, year: int | None, end: int) -> When | None:
    length = monthrange(year or 2024, month)[1]
    if not 1 <= day <= 31 or not (last is None or day < last <= length):
        return None
    if day > length:
        return When("day", end, None, month, day)
    period = Period(date(year, month, day), date(year, month, last or day)) if year else None
    if last is None:
        return When("day", end, period, month, day)
    return When("period", end, period, month, day, "", month, last)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(long: str | None, short: str | None) -> int | None:
    return int(long) if long else year_of(short) if short else None
