"""Periods as people write them: Q3 FY2024, first half, the year ended June 30, 2020, last month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from ..source.dates import Period
from .days import NO_UNIT, YEAR, When, date_at, month_period, year_of, year_pair
from .mention import Text

_FISCAL = r"(?:fiscal\s{1,2}years?|financial\s{1,2}years?|fiscal|fy|fye|tax\s{1,2}years?)"
_PART_YEAR = re.compile(
    rf"(?:\s{{1,2}}(?:of|in|for))?(?:\s{{1,2}}the)?[\s,/-]{{0,2}}(?:({_FISCAL})[\s-]?)?(?:(?:calendar\s)?year\s)?"
    rf"(?:({YEAR})(?:[-/][0-9]{{2}})?{NO_UNIT}|(?:'|(?<=fy)|(?<=fy\s))([0-9]{{2}})(?![0-9a-z%]))"
)
_SHORT_YEAR = re.compile(r"(20[0-9]{2}|[0-9]{2})(?![0-9a-z])")
_FISCAL_YEAR = re.compile(
    rf"(?:(?:fiscal|financial|tax)(?:[\s-]{{1,2}}years?)?\s{{1,2}}|fye?[\s-]?)"
    rf"(?:({YEAR})(?:[-/]([0-9]{{4}}|[0-9]{{2}}))?|(?:'|(?<=fy)|(?<=fy\s))([0-9]{{2}}))(?![0-9a-z%]|[.,][0-9])"
)
_PART = re.compile(r"(?:q([1-4])|h([12])|([1-4])q(?='?[0-9])|([12])h(?='?[0-9]))")
_PART_WORDS = re.compile(
    r"[\s-]{1,2}(?:fiscal\s|calendar\s)?(?:(quarter)s?"
    r"|(half)(?!\s(?:an?\s|of\s(?!(?:the\s|this\s|last\s)?(?:fiscal|financial|calendar|year|fy|19|20))))"
    r"|(three|six|nine|3|6|9)[\s-]months)(?![a-z0-9])"
)
_MONTHS_SAID = MappingProxyType({"three": "M3", "six": "M6", "nine": "M9", "3": "M3", "6": "M6", "9": "M9"})
_RANKS = MappingProxyType(
    {
        "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
        "last": 4, "final": 4,
    }
)  # fmt: skip
_YEAR_THEN_PART = re.compile(
    r"[\s-]?(?:(q[1-4]|h[12])(?![0-9a-z])|(first|second|third|fourth|1st|2nd|3rd|4th)(?=[\s-](?:quarter|half)))"
)
_ENDED = re.compile(r"(?:[\s-]periods?)?\s{1,2}(?:ended|ending|to|through|up to)\s{1,2}(?:on\s)?")
_LENGTHS = MappingProxyType({"year": 12, "quarter": 3, "month": 1})
_RELATIVE = re.compile(
    r"(?!last\sday)(last|previous|prior|preceding|this|current|next)[\s-](?:fiscal\s|financial\s|calendar\s)?"
    r"(day|week|month|quarter|year)(?![a-z])"
)
_STEPS = MappingProxyType({"last": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1})
_TO_DATE = re.compile(r"(year|month|quarter|week)[\s-]to[\s-]date(?![a-z])")
_YEAR_AGO = re.compile(r"year[\s-](?:ago|earlier|before)(?![a-z])")
_YEAR_WORD = re.compile(rf"years?\s(?:of\s)?({YEAR}){NO_UNIT}")
PARTS = frozenset({"Q1", "Q2", "Q3", "Q4", "H1", "H2", "M3", "M6", "M9"})
"""The parts of a year that have days as soon as the year is known."""

BOUNDS: Mapping[str, str] = MappingProxyType(
    {
        "since": "since", "until": "until", "till": "until", "through": "until", "before": "before",
        "after": "after",
    }
)  # fmt: skip
"""Words before a day or period that leave one end of it open."""


def whole_year(year: int, *, fiscal: bool = False) -> Period:
    """January to December of `year`; `fiscal` where the company's own year may lie elsewhere."""
    return Period(date(year, 1, 1), date(year, 12, 31), fiscal)


def part_period(part: str, year: int, *, fiscal: bool = False) -> Period:
    """The calendar days of "Q3", "H1" or "M9" of a year."""
    number = int(part[1])
    size = {"Q": 3, "H": 6, "M": number}[part[0]]
    last = number if part[0] == "M" else number * size
    return Period(date(year, last - size + 1, 1), month_period(year, last).end, fiscal)


# Parts of years.


def part_of_year(text: Text, start: int) -> When | None:
    """A quarter or half in letters at `start`: "Q3 2024", "Q3 FY24", "3Q24", "H1"."""
    match = _PART.match(text.low, start)
    if match is None:
        return None
    quarter, half, quarter_first, half_first = match.groups()
    part = f"Q{quarter or quarter_first}" if quarter or quarter_first else f"H{half or half_first}"
    short = _SHORT_YEAR.match(text.low, match.end())
    if short is not None:
        year = int(short[1]) if len(short[1]) == 4 else year_of(short[1])
        return When("period", short.end(), part_period(part, year), part=part)
    return _with_year(text, part, match.end())


def part_in_words(text: Text, word: str, end: int) -> When | None:
    """A quarter, half or run of months in words: "third quarter of 2019", "first nine months"."""
    rank = _RANKS.get(word)
    match = _PART_WORDS.match(text.low, end) if rank else None
    if match is None or rank is None:
        return None
    quarter, half, months = match.groups()
    part = f"Q{rank}" if quarter else f"H{min(rank, 2)}" if half else _MONTHS_SAID[months]
    if (half and rank == 3) or (months and rank != 1):
        return None
    length = ended(text, 3, "month", match.end()) if quarter else None
    return length._replace(part=part) if length else _with_year(text, part, match.end())


def _with_year(text: Text, part: str, end: int) -> When | None:
    match = _PART_YEAR.match(text.low, end)
    if match is None:
        return None if text.low[end : end + 1].isalnum() else When("period", end, None, part=part)
    year = int(match[2]) if match[2] else year_of(match[3])
    return When("period", match.end(), part_period(part, year, fiscal=match[1] is not None), part=part)


def fiscal_year(text: Text, start: int) -> When | None:
    """A company's own year at `start`: "FY2024", "fiscal year 2019", "FY24 Q3", "FY2018-19"."""
    match = _FISCAL_YEAR.match(text.low, start)
    if match is None:
        return None
    year = int(match[1]) if match[1] else year_of(match[3])
    if match[2]:
        pair = year_pair(year, match[2], match.end(), dash=False)
        return pair and pair._replace(period=pair.period and pair.period._replace(fiscal=True))
    part = _then_part(text, year, match.end(), fiscal=True)
    return part or When("period", match.end(), whole_year(year, fiscal=True))


def year_alone(text: Text, year: int, end: int) -> When:
    """A year that ends at `end`, with the quarter or half that may follow: "2019", "2024-Q3"."""
    return _then_part(text, year, end, fiscal=False) or When("period", end, whole_year(year))


def year_word(text: Text, start: int) -> When | None:
    """Reads "year 2019" and "years 2018"."""
    match = _YEAR_WORD.match(text.low, start)
    return When("period", match.end(), whole_year(int(match[1]))) if match else None


def decade(year: int, end: int) -> When:
    """Reads "1990s"."""
    return When("period", end, Period(date(year, 1, 1), date(year + 9, 12, 31)))


def _then_part(text: Text, year: int, end: int, *, fiscal: bool) -> When | None:
    match = _YEAR_THEN_PART.match(text.low, end)
    if match is None:
        return None
    part, stop = (match[1] or "").upper(), match.end()
    if not part:
        words = _PART_WORDS.match(text.low, stop)
        if words is None or words[3] or (words[2] and _RANKS[match[2]] > 2):
            return None
        part, stop = f"{'Q' if words[1] else 'H'}{_RANKS[match[2]]}", words.end()
    return When("period", stop, part_period(part, year, fiscal=fiscal), part=part)


# Lengths that end on a day.


def ended(text: Text, number: int, unit: str, end: int) -> When | None:
    """Reads "three months ended June 30, 2020": `number` `unit`s, whose words end at `end`."""
    match = _ENDED.match(text.low, end)
    last = date_at(text, match.end()) if match and unit in ("year", "quarter", "month", "week", "day") else None
    if last is None:
        return None
    part = f"{number} {unit}" + "s" * (number != 1)
    if last.period is None:
        return last._replace(kind="period", part=part)
    day = last.period.end
    period = until_day(day, part)
    return When("period", last.end, period, day.month, day.day, part) if period else None


def until_day(day: date, part: str) -> Period | None:
    """The days of a length such as "3 months" that ends on `day`."""
    number, _, unit = part.partition(" ")
    unit = unit.rstrip("s")
    months = _LENGTHS.get(unit)
    start = _months_before(day, int(number) * months) if months else _days_before(day, int(number), unit)
    return Period(start, day) if start else None


def _months_before(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if not 1 <= year <= 9999:
        return None
    length = monthrange(year, month + 1)[1]
    closes = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if closes else min(day.day, length)) + timedelta(1)


def _days_before(day: date, number: int, unit: str) -> date | None:
    days = number * (7 if unit == "week" else 1)
    return day - timedelta(days - 1) if days < 40_000 else None


# Counted from a day the caller knows.


def relative(text: Text, start: int) -> When | None:
    """Reads "last month", "this year", "year-to-date": days only where the caller gave `today`."""
    if match := _RELATIVE.match(text.low, start):
        step = _STEPS.get(match[1], 0)
        part = f"{('last', 'this', 'next')[step + 1]} {match[2]}"
        return When("period", match.end(), _around(text.today, step, match[2]), part=part)
    if match := _TO_DATE.match(text.low, start):
        return When("period", match.end(), _to_date(text.today, match[1]), part=f"{match[1][0].upper()}TD")
    if match := _YEAR_AGO.match(text.low, start):
        return When("period", match.end(), None, part="year earlier")
    return None


def near_today(text: Text, word: str, end: int) -> When:
    """Reads "yesterday", "today", "tomorrow" and "YTD"."""
    if word == "ytd":
        return When("period", end, _to_date(text.today, "year"), part="YTD")
    return When("day", end, _around(text.today, {"yesterday": -1, "today": 0, "tomorrow": 1}[word], "day"), part=word)


def _around(today: date | None, step: int, unit: str) -> Period | None:
    """The day, week, month, quarter or year around `today`, or `step` of them on; None off the calendar."""
    if today is None:
        return None
    try:
        if unit == "day":
            return Period(today + timedelta(step), today + timedelta(step))
        if unit == "week":
            monday = today - timedelta(today.weekday()) + timedelta(7 * step)
            return Period(monday, monday + timedelta(6))
        size = _LENGTHS[unit]
        first = today.year * 12 + (today.month - 1) // size * size + step * size
        last = first + size - 1
        return Period(date(first // 12, first % 12 + 1, 1), month_period(last // 12, last % 12 + 1).end)
    except (ValueError, OverflowError):
        return None


def _to_date(today: date | None, unit: str) -> Period | None:
    whole = _around(today, 0, unit)
    return Period(whole.start, today) if whole and today else None


# Open ends, and the same days of other years.


def bounded(period: Period | None, bound: str) -> Period | None:
    """The days that "since", "until", "before" or "after" a period mean; None where there are none."""
    if period is None or not bound:
        return period
    if bound == "since":
        return period._replace(end=date.max)
    if bound == "until":
        return period._replace(start=date.min)
    if bound == "after":
        return Period(period.end + timedelta(1), date.max, period.fiscal) if period.end < date.max else None
    return Period(date.min, period.start - timedelta(1), period.fiscal) if period.start > date.min else None


def moved(period: Period, year: int) -> Period:
    """The same days as `period`, ending in another year: December 31, 2019 "and 2018"."""
    step = year - period.end.year
    return Period(_in_year(period.start, step), _in_year(period.end, step), period.fiscal)


def _in_year(day: date, step: int) -> date:
    year = min(max(day.year + step, 1), 9999)
    length = monthrange(year, day.month)[1]
    closes = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, length if closes else min(day.day, length))
