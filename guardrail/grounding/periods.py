"""Days and periods as people write them: 15 March 2026, 03/15/26, Q3 FY2024, the year ended June 30, since January."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from ..source.dates import Period
from .mention import Text

_NAMES = "january february march april may june july august september october november december"
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS: Mapping[str, int] = MappingProxyType(
    {name: number for number, name in enumerate(_NAMES.split(), 1)}
    | {name: number for number, name in enumerate(_SHORT.split(), 1)}
    | {"sept": 9}
)
"""Months by name and usual short name."""

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_Y = r"(?:19[0-9]{2}|20[0-9]{2}|2100)"
_NO_UNIT = r"(?![0-9a-z%$€£]|[.,:][0-9]|\s?(?:%|dollars|usd|eur|gbp|euros|pounds|percent|per cent|million|billion|thousand|bn|mn)(?![a-z]))"
_YEAR_TAIL = rf"(?:(?:,?\s{{1,2}}|\s?[-/]\s?)(?:of\s|in\s)?({_Y}){_NO_UNIT}|\s?'([0-9]{{2}})(?![0-9a-z]))"
_DAY = r"(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9a-z%]|[.,:/][0-9]|-[0-9]{3})"
_MONTH_DAY = re.compile(
    rf"\.?\s{{0,2}}-?(?:the\s)?{_DAY}(?:\s?(?:-|to|through|until)\s?{_DAY}(?!\s?%)(?!\s{_MONTH}))?(?:{_YEAR_TAIL})?"
)
_DAY_MONTH = re.compile(
    rf"(?:st|nd|rd|th)?(?:(?:\s?(?:-|to|through|until)\s?){_DAY})?(?:\s{{1,2}}of)?(?:\s{{1,2}}|-)({_MONTH})(?![a-z])\.?"
    rf"(?:{_YEAR_TAIL}|-([0-9]{{2}})(?![0-9a-z]))?"
)
_MONTH_YEAR = re.compile(rf"\.?(?:{_YEAR_TAIL}|-([0-9]{{2}})(?![0-9a-z-]))")
_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_ISO_TIME = re.compile(
    r"(?:t|\s)[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,9})?(?:z|[+-][0-9]{2}:?[0-9]{2})?(?![0-9a-z])"
)
_YEAR_PAIR = re.compile(rf"({_Y})([-/])([0-9]{{4}}|[0-9]{{2}})")
_MONTH_SLASH_YEAR = re.compile(rf"(0?[1-9]|1[0-2])/({_Y})")
_FISCAL = r"(?:fiscal\s{1,2}years?|financial\s{1,2}years?|fiscal|fy|fye|tax\s{1,2}years?)"
_PART_YEAR = re.compile(
    rf"(?:\s{{1,2}}(?:of|in|for))?(?:\s{{1,2}}the)?[\s,/-]{{0,2}}(?:({_FISCAL})[\s-]?)?(?:(?:calendar\s)?year\s)?"
    rf"(?:({_Y})(?:[-/][0-9]{{2}})?{_NO_UNIT}|'([0-9]{{2}})(?![0-9a-z])|(?<=fy)([0-9]{{2}})(?![0-9a-z])|(?<=fy )([0-9]{{2}})(?![0-9a-z]))"
)
_FISCAL_YEAR = re.compile(
    rf"(?:fiscal|financial|tax|fye?)(?:[\s-]{{1,2}}years?)?[\s-]{{0,2}}(?:({_Y})(?:[-/]([0-9]{{4}}|[0-9]{{2}}))?|'?([0-9]{{2}}))(?![0-9a-z%]|[.,][0-9])"
)
_PART = re.compile(r"(?:q([1-4])|([1-4])q|h([12])|([12])h)")
_PART_WORDS = re.compile(
    r"[\s-]{1,2}(?:fiscal\s|calendar\s)?(?:(quarter)s?|(half)(?![\s-](?:a|of\sthe\stotal)\b)|((?:three|six|nine)[\s-]months)|([369])\smonths)(?![a-z])"
)
_PLACES = MappingProxyType(
    {
        "first": 1,
        "1st": 1,
        "second": 2,
        "2nd": 2,
        "third": 3,
        "3rd": 3,
        "fourth": 4,
        "4th": 4,
        "last": 4,
        "final": 4,
    }
)
_YEAR_THEN_PART = re.compile(
    r"[\s-]?(?:(q[1-4]|h[12])(?![0-9a-z])|(first|second|third|fourth|1st|2nd|3rd|4th)(?=[\s-](?:quarter|half)))"
)
_ENDED = re.compile(r"(?:[\s-]period)?s?\s{1,2}(?:ended|ending|to|through|up to)\s{1,2}(?:on\s)?(?!date)")
_LENGTHS = MappingProxyType({"year": 12, "quarter": 3, "month": 1})
_RELATIVE = re.compile(
    r"(last|previous|prior|preceding|this|current|next|same)[\s-](?:fiscal\s|financial\s|calendar\s)?(day|week|month|quarter|year)(?![a-z])"
)
_TO_DATE = re.compile(r"(year|month|quarter|week)[\s-]to[\s-]date(?![a-z])")
_YEAR_AGO = re.compile(r"year[\s-](?:ago|earlier|before)(?![a-z])")
_YEAR_WORD = re.compile(rf"(?:years?)\s(?:of\s)?({_Y}){_NO_UNIT}")
_DATE_START = re.compile(
    rf"([0-9]{{1,2}})(?=(?:st|nd|rd|th)?(?:\sof)?[\s-]{_MONTH})|({_MONTH})(?![a-z])|([0-9][0-9./-]+[0-9])"
)
_LEADS = frozenset(
    """in of during since for until till through by from to and or last this next early late mid each every before
    after between on throughout ending ended & per""".split()
)
_VERBLIKE = frozenset(
    {"march", "may", "mar", "jan", "dec", "jun", "jul", "sep", "oct", "apr", "feb", "aug", "nov", "sept"}
)
_AFTER_MAY = re.compile(
    r"\s(?:was|were|had|saw|brought|ended|closed|is|has|and|to|through|payments?|invoices?|total|sales|spending|revenue|figures)(?![a-z])"
)


class When(NamedTuple):
    """A day or period that was read: its kind, where it ends in the text, its days if told, else what is told."""

    kind: str
    end: int
    period: Period | None
    month: int | None = None
    day: int | None = None
    part: str = ""
    end_month: int | None = None
    end_day: int | None = None


def is_year(digits: str) -> bool:
    """Whether four digits are read as a year when nothing else claims them: 1900 to 2100."""
    return len(digits) == 4 and "1900" <= digits <= "2100"


def year_of(two: str) -> int:
    """The year that two digits mean: 00 to 69 in this century, 70 to 99 in the last."""
    number = int(two)
    return number + (2000 if number < 70 else 1900)


def whole_year(year: int, *, fiscal: bool = False) -> Period:
    """January to December of `year`; `fiscal` where the company's own year may lie elsewhere."""
    return Period(date(year, 1, 1), date(year, 12, 31), fiscal)


def month_period(year: int, month: int) -> Period:
    """The days of a month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def part_period(part: str, year: int, *, fiscal: bool = False) -> Period:
    """The calendar days of "Q3", "H1" or "M9" of a year."""
    size = {"Q": 3, "H": 6, "M": 0}[part[0]]
    number = int(part[1])
    last = number * size or number
    first = last - (size or number) + 1
    return Period(date(year, first, 1), month_period(year, last).end, fiscal)


# ---- days ----


def day_before_month(text: Text, day: int, end: int) -> When | None:
    """A day whose number ends at `end` and whose month follows: "15 March 2026", "15th of March", "3-9 March"."""
    match = _DAY_MONTH.match(text.low, end)
    if match is None or not 1 <= day <= 31:
        return None
    last, name, long, short, dashed = match.groups()
    return _days(MONTHS[name], day, int(last) if last else None, _year(long, short or dashed), match.end())


def after_month(text: Text, month: int, end: int) -> When | None:
    """What follows a month's name: "March 15th, 2026", "March 3-9", "March 2026", "Mar-26"; None if nothing."""
    match = _MONTH_DAY.match(text.low, end)
    if match is not None:
        day, last, long, short = match.groups()
        return _days(month, int(day), int(last) if last else None, _year(long, short), match.end())
    match = _MONTH_YEAR.match(text.low, end)
    if match is not None:
        year = _year(match[1], match[2] or match[3])
        return When("period", match.end(), month_period(year or 0, month), month)
    return None


def bare_month(text: Text, name: str, start: int, end: int, before: str) -> When | None:
    """A month alone, unless it is rather a word ("may", "march"): the word `before` it or its capital decides."""
    if name in _VERBLIKE and before not in _LEADS:
        capital = text.raw[start].isupper()
        starts = not before or text.raw[:start].rstrip()[-1:] in ".!?:\n"
        if not capital or name not in ("march", "may") or (starts and not _AFTER_MAY.match(text.low, end)):
            return None
    return When("period", end, None, MONTHS[name])


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
        return _pair(int(match[1]), match[3], end, dash=match[2] == "-")
    if match := _MONTH_SLASH_YEAR.fullmatch(blob):
        return When("period", end, month_period(int(match[2]), int(match[1])), int(match[1]))
    return None


def _in_order(match: re.Match[str], day_first: bool | None, end: int) -> When | None:
    first, second = int(match[1]), int(match[3])
    year = int(match[4]) if len(match[4]) == 4 else year_of(match[4])
    days = {
        order: day
        for order, day in ((True, _date(year, second, first)), (False, _date(year, first, second)))
        if day is not None
    }
    if match[2] == ".":
        days.pop(False, None)
    if not days:
        return None
    if len(days) == 2 and days[True] != days[False]:
        if day_first is None:
            return When("day", end, None)
        day = days[day_first]
    else:
        day = next(iter(days.values()))
    return When("day", end, Period(day, day), day.month, day.day)


def _pair(year: int, second: str, end: int, *, dash: bool) -> When | None:
    last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    if len(second) == 2 and last < year:
        last += 100
    if last == year + 1 and (len(second) == 2 or not dash):
        return When("period", end, Period(date(year, 1, 1), date(last, 12, 31), fiscal=True))
    if len(second) == 2 and 1 <= int(second) <= 12:
        return When("period", end, month_period(year, int(second)), int(second))
    if year < last <= 2100 and (dash or len(second) == 4):
        return When("period", end, Period(date(year, 1, 1), date(last, 12, 31)))
    return None


def _days(month: int, day: int, last: int | None, year: int | None, end: int) -> When | None:
    if not 1 <= day <= monthrange(year or 2024, month)[1]:
        return None
    if last is not None and not day < last <= monthrange(year or 2024, month)[1]:
        return None
    kind = "day" if last is None else "period"
    period = Period(date(year, month, day), date(year, month, last or day)) if year else None
    return When(kind, end, period, month, day, "", month if last else None, last)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(long: str | None, short: str | None) -> int | None:
    return int(long) if long else year_of(short) if short else None


# ---- parts of years ----


def part_of_year(text: Text, start: int) -> When | None:
    """A quarter or half in letters at `start`: "Q3 2024", "Q3 FY24", "3Q24", "H1"."""
    match = _PART.match(text.low, start)
    if match is None:
        return None
    letter = "Q" if match[1] or match[2] else "H"
    digit = match[1] or match[2] or match[3] or match[4]
    return _with_year(text, f"{letter}{digit}", match.end(), tight=True)


def part_in_words(text: Text, word: str, end: int) -> When | None:
    """A quarter, half or run of months in words: "third quarter of 2019", "first half", "first nine months of 2019"."""
    number = _PLACES.get(word)
    match = _PART_WORDS.match(text.low, end) if number else None
    if match is None or number is None:
        return None
    if match[1]:
        part = f"Q{number}"
    elif match[2]:
        part = "H2" if number in (2, 4) else "H1" if number == 1 else ""
    else:
        months = (match[3] or match[4])[:1]
        part = (
            {"t": "M3", "s": "M6", "n": "M9", "3": "M3", "6": "M6", "9": "M9"}[months] if number == 1 else ""
        )
    return _with_year(text, part, match.end()) if part else None


def _with_year(text: Text, part: str, end: int, *, tight: bool = False) -> When | None:
    match = _PART_YEAR.match(text.low, end)
    if match is None:
        tail = re.match(r"(20[0-9]{2}|[0-9]{2})(?![0-9a-z])", text.low[end : end + 5]) if tight else None
        if tail:
            year = int(tail[1]) if len(tail[1]) == 4 else year_of(tail[1])
            return When("period", end + tail.end(), part_period(part, year), part=part)
        if text.low[end : end + 1].isalnum():
            return None
        return When("period", end, None, part=part)
    fiscal = match[1] is not None
    short = match[3] or match[4] or match[5]
    year = int(match[2]) if match[2] else year_of(short)
    return When("period", match.end(), part_period(part, year, fiscal=fiscal), part=part)


def fiscal_year(text: Text, start: int) -> When | None:
    """A company's own year at `start`: "FY2024", "fiscal year 2019", "FY24 Q3", "FY2018-19"."""
    match = _FISCAL_YEAR.match(text.low, start)
    if match is None:
        return None
    if match[3] and match.group().startswith(("fiscal", "financial", "tax")) and "'" not in match.group():
        return None
    year = int(match[1]) if match[1] else year_of(match[3])
    if match[2]:
        pair = _pair(year, match[2], match.end(), dash=True)
        return pair and pair._replace(period=pair.period and pair.period._replace(fiscal=True))
    return _then_part(text, year, match.end(), fiscal=True) or When(
        "period", match.end(), whole_year(year, fiscal=True)
    )


def year_alone(text: Text, year: int, end: int) -> When:
    """A year that ends at `end`, with the quarter or half that may follow: "2019", "2024-Q3"."""
    return _then_part(text, year, end, fiscal=False) or When("period", end, whole_year(year))


def _then_part(text: Text, year: int, end: int, *, fiscal: bool) -> When | None:
    match = _YEAR_THEN_PART.match(text.low, end)
    if match is None:
        return None
    if match[1]:
        part, stop = match[1].upper(), match.end()
    else:
        words = _PART_WORDS.match(text.low, match.end())
        if words is None:
            return None
        part = f"{'Q' if words[1] else 'H'}{_PLACES[match[2]]}"
        stop = words.end()
    if part in ("H3", "H4"):
        return None
    return When("period", stop, part_period(part, year, fiscal=fiscal), part=part)


# ---- lengths that end on a day ----


def ended(text: Text, number: int, unit: str, end: int) -> When | None:
    """ "three months ended June 30, 2020" and "the year to 31 March": `number` `unit`s, whose words end at `end`."""
    match = _ENDED.match(text.low, end)
    if match is None or unit not in ("year", "quarter", "month", "week", "day"):
        return None
    last = date_at(text, match.end())
    if last is None:
        return None
    part = f"{number} {unit}" + "s" * (number != 1)
    if last.period is None:
        return last._replace(kind="period", part=part)
    day = last.period.end
    start = (
        _months_before(day, number * _LENGTHS[unit]) if unit in _LENGTHS else _days_before(day, number, unit)
    )
    if start is None:
        return None
    return When("period", last.end, Period(start, day), day.month, day.day, part)


def date_at(text: Text, pos: int) -> When | None:
    """The day, month or year that begins at `pos`, if one does."""
    match = _DATE_START.match(text.low, pos)
    if match is None:
        return None
    if match[1]:
        return day_before_month(text, int(match[1]), match.end())
    if match[2]:
        month = MONTHS[match[2]]
        return after_month(text, month, match.end()) or When("period", match.end(), None, month)
    return numeric_date(text, match[3], match.end())


def _months_before(day: date, months: int) -> date | None:
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    if not 1 <= year <= 9999:
        return None
    length = monthrange(year, month + 1)[1]
    if day.day == monthrange(day.year, day.month)[1]:
        return date(year, month + 1, length) + timedelta(1)
    return date(year, month + 1, min(day.day, length)) + timedelta(1)


def _days_before(day: date, number: int, unit: str) -> date | None:
    days = number * (7 if unit == "week" else 1)
    return day - timedelta(days - 1) if days < 40_000 else None


# ---- relative to a day the caller knows ----


def relative(text: Text, start: int) -> When | None:
    """ "last month", "this year", "year-to-date", "a year earlier": days only where the caller gave `today`."""
    if match := _RELATIVE.match(text.low, start):
        which = {"last": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1}.get(match[1], 0)
        if match[1] == "same":
            return None
        part = f"{('last', 'this', 'next')[which + 1]} {match[2]}"
        return When("period", match.end(), _around(text.today, which, match[2]), part=part)
    if match := _TO_DATE.match(text.low, start):
        return When("period", match.end(), _to_date(text.today, match[1]), part=f"{match[1][0].upper()}TD")
    if match := _YEAR_AGO.match(text.low, start):
        return When("period", match.end(), None, part="year earlier")
    return None


def near_today(text: Text, word: str, end: int) -> When:
    """ "yesterday", "today" or "tomorrow"."""
    step = {"yesterday": -1, "today": 0, "tomorrow": 1}[word]
    day = text.today + timedelta(step) if text.today else None
    return When("day", end, Period(day, day) if day else None, part=word)


def to_date(text: Text, end: int) -> When:
    """ "YTD"."""
    return When("period", end, _to_date(text.today, "year"), part="YTD")


def year_word(text: Text, start: int) -> When | None:
    """ "year 2019", "years 2018"."""
    match = _YEAR_WORD.match(text.low, start)
    return When("period", match.end(), whole_year(int(match[1]))) if match else None


def _around(today: date | None, step: int, unit: str) -> Period | None:
    if today is None:
        return None
    if unit == "day":
        return Period(today + timedelta(step), today + timedelta(step))
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(7 * step)
        return Period(monday, monday + timedelta(6))
    size = _LENGTHS[unit]
    first = today.year * 12 + (today.month - 1) // size * size + step * size
    start = date(first // 12, first % 12 + 1, 1)
    last = first + size - 1
    return Period(start, month_period(last // 12, last % 12 + 1).end)


def _to_date(today: date | None, unit: str) -> Period | None:
    whole = _around(today, 0, unit)
    return Period(whole.start, today) if whole and today else None


# ---- open ends and spans ----

BOUNDS: Mapping[str, str] = MappingProxyType(
    {
        "since": "since",
        "until": "until",
        "till": "until",
        "before": "before",
        "after": "after",
        "through": "until",
    }
)
"""Words before a day or period that leave one end of it open."""


def bounded(period: Period | None, bound: str) -> Period | None:
    """The days that "since", "until", "before" or "after" a period mean."""
    if period is None or not bound:
        return period
    if bound == "since":
        return period._replace(end=date.max)
    if bound == "until":
        return period._replace(start=date.min)
    if bound == "after":
        return period._replace(start=min(period.end, date.max - timedelta(1)) + timedelta(1), end=date.max)
    return period._replace(start=date.min, end=max(period.start, date.min + timedelta(1)) - timedelta(1))


def moved(period: Period, year: int) -> Period:
    """The same days as `period`, ending in another year: December 31, 2019 "and 2018"."""
    step = year - period.end.year
    return Period(_in_year(period.start, step), _in_year(period.end, step), period.fiscal)


def _in_year(day: date, step: int) -> date:
    year = min(max(day.year + step, 1), 9999)
    last = day.day == monthrange(day.year, day.month)[1]
    length = monthrange(year, day.month)[1]
    return date(year, day.month, length if last else min(day.day, length))
