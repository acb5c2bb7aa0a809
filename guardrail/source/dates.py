"""Days and periods, without a time zone: records and texts about them speak of calendar days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Period(NamedTuple):
    """Days `start` to `end`, both included. `fiscal` where only a company's own calendar tells the days."""

    start: dt.date
    end: dt.date
    fiscal: bool = False

    def covers(self, day: dt.date) -> bool:
        """Whether `day` lies in the period."""
        return self.start <= day <= self.end


MONTHS: Mapping[str, int] = MappingProxyType(
    {name.lower(): i for names in (calendar.month_name, calendar.month_abbr) for i, name in enumerate(names) if i}
    | {"sept": 9}
)
"""The number of a month by its English name or abbreviation, in lower case."""

_ORDINALS = MappingProxyType({"first": 1, "second": 2, "third": 3, "fourth": 4})
_LENGTHS = MappingProxyType(
    {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12, "": 12, "quarter": 3}
)

_LONGEST = 100
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?:[T ,]+\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[AaPp][Mm])?\s*(?:Z|[+-]\d\d:?\d\d)?)?"

_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}|(\d{{4}})(\d\d)(\d\d)")
_NUMERIC = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d\d){_CLOCK}")
_SHOWN = re.compile(r"(?<![\d./-])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}-\d{1,2}-\d{4})(?![\d/-])")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"{_DAY}(?:\s+of)?[-\s]*{_MONTH}[-,\s]*(?P<year>\d{{4}}|\d\d){_CLOCK}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_MONTH}\s*{_DAY},?\s*(?P<year>\d{{4}}){_CLOCK}", re.IGNORECASE)


def read_date(text: str, day_first: bool | None = None) -> dt.date | None:  # noqa: FBT001 - the answer is a yes or no
    """The day that the whole of `text` writes, a time after it left out; None if it is anything else.

    "03/04/2026" is two different days: it is read only if `day_first` says which, or one part is over 12.
    With dots ("03.04.2026") the day comes first unless `day_first` is False. Two-digit years are
    1970 to 2069.
    """
    if len(text) > _LONGEST:
        return None
    text = _WEEKDAY.sub("", " ".join(text.split()), count=1)
    if match := _ISO.fullmatch(text):
        year, month, day = match.group(1, 3, 4) if match.group(1) else match.group(5, 6, 7)
        return _day(int(year), int(month), int(day))
    if match := _NUMERIC.fullmatch(text):
        first, dot, second, year = match.group(1, 2, 3, 4)
        return _numeric(int(first), int(second), _year(year), True if dot == "." and day_first is None else day_first)
    match = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if match is None or (month_number := _month(match)) is None:
        return None
    return _day(_year(match["year"]), month_number, int(match["day"]))


def settles_day_first(text: str) -> bool | None:
    """Whether a numeric date can only have its day first (True) or its month first (False)."""
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second = int(match.group(1)), int(match.group(3))
    return None if (first > 12) == (second > 12) or max(first, second) > 31 else first > 12


def orders_shown(texts: Iterable[str]) -> frozenset[bool]:
    """Whether dates in `texts`, such as 25/12/2026, have their day first (True) or their month (False), or both."""
    written = {match for text in set(texts) for match in _SHOWN.findall(text)}
    return frozenset(order for date in written if (order := settles_day_first(date)) is not None)


_AS_OF = re.compile(r"^(?:(?:as of|as at|at|on|for|in|the|during|through|to) )+", re.IGNORECASE)
_ENDED = re.compile(
    r"(?:(?P<length>three|six|nine|twelve|3|6|9|12)[\s-]*months?|(?P<weeks>\d\d?)[\s-]*weeks?|(?P<quarter>quarter)s?"
    r"|(?:(?:fiscal|financial)\s+)?years?)(?:\s*|-)end(?:ed|ing)?:?\s+(?P<end>.+)",
    re.IGNORECASE,
)
_FISCAL = re.compile(r"(?:(?:fiscal|financial)(?: years?)?|fy|f)\s*['’]?(?P<year>(?:19|20)?\d\d)", re.IGNORECASE)
_CALENDAR = re.compile(rf"(?:(?:calendar )?year )?{_YEAR}", re.IGNORECASE)
_SPLIT_YEAR = re.compile(rf"(?:fy\s*)?{_YEAR}\s*/\s*(?P<next>(?:20)?\d\d)", re.IGNORECASE)
_YEARS = re.compile(rf"{_YEAR}\s*(?:-|–|—|to|through)\s*(?P<last>(?:19|20)\d\d)", re.IGNORECASE)
_PART = re.compile(
    r"(?:q(?P<q1>[1-4])|(?P<q2>[1-4])q|(?P<word>first|second|third|fourth|[1-4](?:st|nd|rd|th)) "
    r"(?P<part>quarter|half)|h(?P<h1>[12])|(?P<h2>[12])h)(?: of)?[\s,'’-]*"
    r"(?P<fiscal>(?:fiscal(?: year)?|fy)\s*['’]?)?(?P<year>(?:19|20)?\d\d)",
    re.IGNORECASE,
)
_YEAR_PART = re.compile(r"(?P<year>(?:fy|fiscal )?\s*(?:19|20)\d\d)[\s-]*(?P<part>q[1-4]|h[12])", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"{_MONTH}[-,\s]*{_YEAR}", re.IGNORECASE)


def read_period(text: str) -> Period | None:
    """The days that a label such as "FY2019", "Q3 2019" or "Year Ended May 31, 2019" means, or None.

    A single day is a period of one day. A fiscal year or quarter gets the days of the calendar one and
    `fiscal`: only the company knows better.
    """
    if len(text) > _LONGEST:
        return None
    text = _AS_OF.sub("", " ".join(text.replace(": ", " ").split()).rstrip(":,. "))
    if day := read_date(text):
        return Period(day, day)
    if match := _ENDED.fullmatch(text):
        return _ended(match)
    for pattern, build in _PERIODS:
        if match := pattern.fullmatch(text):
            return build(match)
    return None


def _ended(match: re.Match[str]) -> Period | None:
    end = read_date(match["end"])
    if end is None or end.year <= 2:
        return _whole_year(match["end"])
    if match["weeks"]:
        return Period(end - dt.timedelta(days=7 * int(match["weeks"]) - 1), end)
    months = _LENGTHS[(match["length"] or match["quarter"] or "").lower()]
    return Period(_months_back(end, months), end)


def _whole_year(text: str) -> Period | None:
    match = _CALENDAR.fullmatch(text)
    return _calendar(match)._replace(fiscal=True) if match else None


def _months_back(end: dt.date, months: int) -> dt.date:
    """The day after the one `months` before `end`; the last day of a month stays a last day."""
    index = end.year * 12 + end.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = end.day == calendar.monthrange(end.year, end.month)[1]
    return dt.date(year, month + 1, last if is_last else min(end.day, last)) + dt.timedelta(days=1)


def _calendar(match: re.Match[str]) -> Period:
    return _months(int(match["year"]), 1, 12)


def _fiscal(match: re.Match[str]) -> Period:
    return _months(_year(match["year"]), 1, 12)._replace(fiscal=True)


def _split_year(match: re.Match[str]) -> Period | None:
    year = int(match["year"])
    if int(match["next"]) % 100 != (year + 1) % 100:
        return None
    return _months(year + 1, 1, 12)._replace(fiscal=True)


def _years(match: re.Match[str]) -> Period | None:
    first, last = int(match["year"]), int(match["last"])
    return Period(dt.date(first, 1, 1), dt.date(last, 12, 31)) if first < last else None


def _part(match: re.Match[str]) -> Period | None:
    half = match["h1"] or match["h2"]
    number = half or match["q1"] or match["q2"] or match["word"].lower()
    index = _ORDINALS.get(number) or int(number[0])
    length = 6 if half or (match["part"] or "").lower() == "half" else 3
    return _piece(_year(match["year"]), index, length, fiscal=bool(match["fiscal"]))


def _year_part(match: re.Match[str]) -> Period | None:
    kind, index = match["part"][0].lower(), int(match["part"][1])
    year = match["year"]
    return _piece(int(year[-4:]), index, 3 if kind == "q" else 6, fiscal=len(year.strip()) > 4)


def _piece(year: int, index: int, length: int, *, fiscal: bool) -> Period | None:
    if index * length > 12:
        return None
    return _months(year, (index - 1) * length + 1, index * length)._replace(fiscal=fiscal)


def _month_year(match: re.Match[str]) -> Period | None:
    month = _month(match)
    return None if month is None else _months(int(match["year"]), month, month)


_PERIODS = (
    (_CALENDAR, _calendar),
    (_FISCAL, _fiscal),
    (_MONTH_YEAR, _month_year),
    (_PART, _part),
    (_YEAR_PART, _year_part),
    (_SPLIT_YEAR, _split_year),
    (_YEARS, _years),
)


def _months(year: int, first: int, last: int) -> Period:
    return Period(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))


def _numeric(first: int, second: int, year: int, day_first: bool | None) -> dt.date | None:  # noqa: FBT001
    if first > 12 or second > 12:
        day_first = first > 12
    elif day_first is None and first != second:
        return None
    return _day(year, second, first) if day_first else _day(year, first, second)


def _month(match: re.Match[str]) -> int | None:
    """The month written in full or abbreviated; None for a word that only begins like one."""
    start = match.start("month")
    word = re.match(r"[a-z]+", match.string[start:], re.IGNORECASE)
    return MONTHS.get(word.group().lower()) if word else None


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 70 else 2000)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
