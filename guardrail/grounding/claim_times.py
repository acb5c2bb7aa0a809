"""Which days a time in a text means, in the books at hand: "March" is the only March that they have."""

from __future__ import annotations

import datetime as dt

from .ledger import Ledger
from .mentions import Mention
from .periods import part_period


def days_of(mention: Mention, ledger: Ledger) -> tuple[dt.date, dt.date] | None:
    """First and last day of a time; one without a year is the only such one that the ledger spans."""
    if mention.period:
        return mention.period.start, mention.period.end
    if ledger.span is None:
        return None
    if mention.month is None:
        return _part(mention, ledger.span)
    first, last = ledger.span
    years = [year for year in range(first.year, last.year + 1) if _touches(year, mention, first, last)]
    years = years or [year for year in range(first.year - 1, last.year + 2) if _reaches(year, mention, ledger.span)]
    years = [year for year in years if _on_weekday(year, mention)]
    if len(years) != 1:
        return None
    begin = in_year(years[0], mention.month, mention.day)
    if begin and mention.hedge in _OPEN:
        return _opened(begin, mention.hedge, ledger.span)
    return begin if mention.end_month is None or begin is None else _through(years[0], mention)


def _part(mention: Mention, span: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date] | None:
    """The days of a quarter or a half without its year, if the books reach into only one such."""
    if mention.part[:1] not in {"Q", "H"}:
        return None
    found = [part_period(mention.part, year) for year in range(span[0].year, span[1].year + 1)]
    found = [one for one in found if one.start <= span[1] and span[0] <= one.end]
    if len(found) != 1:
        return None
    days = found[0].start, found[0].end
    return _opened(days, mention.hedge, span) if mention.hedge in _OPEN else days


def _on_weekday(year: int, mention: Mention) -> bool:
    days = in_year(year, mention.month or 1, mention.day)
    return mention.weekday is None or days is None or days[0].weekday() == mention.weekday


_OPEN = frozenset({"since", "until", "before", "after"})


def _through(year: int, mention: Mention) -> tuple[dt.date, dt.date] | None:
    """The days of "December 20 to January 5" that begin in a year."""
    begin = in_year(year, mention.month or 1, mention.day)
    finish = in_year(year, mention.end_month or 1, mention.end_day)
    if begin and finish and finish[1] < begin[0]:
        finish = in_year(year + 1, mention.end_month or 1, mention.end_day)
    return (begin[0], finish[1]) if begin and finish else None


def _reaches(year: int, mention: Mention, span: tuple[dt.date, dt.date]) -> bool:
    """Whether a time that begins outside the books reaches into them, as "since March" does if they begin in May."""
    days = in_year(year, mention.month or 1, mention.day)
    if days is None or mention.hedge in _OPEN:
        early = days is not None and mention.hedge in {"since", "after"}
        return days is not None and 0 < ((span[0] - days[0]) if early else (days[0] - span[1])).days < 366
    through = _through(year, mention) if mention.end_month else None
    return through is not None and through[0] <= span[1] and span[0] <= through[1]


def _opened(days: tuple[dt.date, dt.date], hedge: str, span: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """The days before, until, since or after a time, within the books."""
    one = dt.timedelta(days=1)
    if hedge in {"before", "until"}:
        return span[0], days[0] - one if hedge == "before" else days[1]
    return (days[0] if hedge == "since" else days[1] + one), span[1]


def _touches(year: int, mention: Mention, first: dt.date, last: dt.date) -> bool:
    days = in_year(year, mention.month or 1, None)
    return days is not None and days[0] <= last and first <= days[1]


def in_year(year: int, month: int, day: int | None) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a month or day; None where there is none such, as 31 April."""
    try:
        if day:
            return (dt.date(year, month, day),) * 2
        return month_days(year, month)
    except ValueError:
        return None


def month_days(year: int, month: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of a month."""
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, 1), following - dt.timedelta(days=1)
