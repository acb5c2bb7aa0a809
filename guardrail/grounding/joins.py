"""What neighbouring mentions tell each other: ranges, shared units and shared years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from ..source.dates import Period
from .hedges import words_before
from .mention import Mention, Text
from .periods import is_year, month_period, moved, part_period

_LINKS: Mapping[str, str] = MappingProxyType(
    {
        "to": "to", "-": "-", "and": "and", ",": "list", ", and": "list", "or": "or", "through": "to", "until": "to",
        "&": "and", "till": "to", "- ": "-", "compared to": "list", "versus": "list", "vs": "list", "vs.": "list", "thru": "to",
        "and in": "list", "and to": "to", ", or": "or", "and of": "list",
    }
)  # fmt: skip
_TIMES = frozenset({"day", "period"})
_NUMBERS = frozenset({"amount", "percent", "points", "number", "count", "multiple", "duration"})
_SHARED = frozenset({"percent", "points"})


def joined(page: Text, found: list[Mention], new: Mention) -> None:
    """Adds `new` to `found`, as the upper end of a range or with what it and its neighbour share."""
    last = found[-1]
    link = _LINKS.get(page.low[last.end : new.start].strip(), "")
    if link and last.kind in _TIMES and new.kind in _TIMES:
        found[-1:] = _times(page, last, new, link)
    elif link and last.kind in _NUMBERS and new.kind in _NUMBERS:
        found[-1:] = _numbers(page, last, new, link)
    else:
        found.append(new)


def _numbers(page: Text, last: Mention, new: Mention, link: str) -> list[Mention]:
    if last.value is None or new.value is None or last.high is not None or new.signed != last.signed:
        return [last, new]
    before = _before(page, last)
    range_ = (link == "and" and before == "between") or (link == "-" and page.low[last.end] != " ")
    if link == "to":
        range_ = (
            before in ("ranging", "ranged", "ranges")
            or (
                before != "from"
                and last.kind == "number"
                and (new.kind != "number" or new.scaled)
                and not last.scaled
            )
            or (before == "from" and _ranging(page, last))
        )
    bare = last.kind == "number" and not last.unit
    if not range_ and not (bare and link in ("to", "and", "or", "list")):
        return [last, new]
    first = _shared(last, new, link, range_=range_)
    if not range_:
        return [first, new]
    low, high = first.value, new.value
    same = first.kind == new.kind and first.unit == new.unit
    if low is None or not same or low >= high:
        return [last, new]
    hedge = last.hedge if last.hedge in ("about", "nearly") else ""
    end = new.end
    return [replace(
        new, start=last.start, text=page.raw[last.start : end], value=low, high=high, hedge=hedge,
        places=min(first.places, new.places), scaled=last.scaled or new.scaled,
    )]  # fmt: skip


def _shared(last: Mention, new: Mention, link: str, *, range_: bool) -> Mention:
    """`last` with the unit and scale that it leaves to `new`: "3 to 4 million", "from 18 to 20 percent"."""
    bare = last.kind == "number" and not last.unit
    takes_unit = bare and (range_ or new.kind in _SHARED or (link == "to" and new.kind == "amount"))
    kind, unit = (new.kind, new.unit) if takes_unit else (last.kind, last.unit)
    if (
        last.kind == "amount"
        and new.kind == "amount"
        and last.unit == "$"
        and new.unit in ("USD", "CAD", "AUD")
    ):
        unit = new.unit if range_ else unit
    value, places, scale = last.value, last.places, last.scale
    comparable = value is not None and abs(value) < 1000 and places > -2
    if (
        new.scale != 1
        and not last.scaled
        and comparable
        and value is not None
        and (range_ or (link == "to" and takes_unit))
    ):
        power = len(str(new.scale)) - 1
        from .quantities import shifted  # noqa: PLC0415

        value, places, scale = shifted(value, power), places + power, new.scale
    if range_ and bare and new.kind == "number" and not unit:
        kind = new.kind
    return replace(last, kind=kind, unit=unit, value=value, places=places, scale=scale)


def _times(page: Text, last: Mention, new: Mention, link: str) -> list[Mention]:
    if (
        is_year(new.text)
        and last.period
        and last.period.end.year < 9999
        and not is_year(last.text)
        and not last.hedge
        and last.part != "year earlier"
        and link in ("and", "list", "or")
    ):
        if last.kind == "day" or last.part or last.month:
            return [last, replace(new, kind=last.kind, period=moved(last.period, int(new.text)), month=last.month,
                                  day=last.day, part=last.part, end_month=last.end_month, end_day=last.end_day)]  # fmt: skip
    if (
        last.period is None
        and new.period is not None
        and (last.month or last.part in _PARTS)
        and not new.hedge
    ):
        last = _with_year(
            last, new.period.start.year if link == "to" else new.period.end.year, fiscal=new.period.fiscal
        )
    before = _before(page, last)
    span = (
        link == "and" and before == "between" and not (is_year(last.text) and is_year(new.text))
    ) or link == "-"
    if link == "to":
        span = before != "from" or (last.kind == "day" and new.kind == "day")
    if not span or (last.kind == "day") != (new.kind == "day"):
        return [last, new]
    return _span(page, last, new) or [last, new]


_PARTS = frozenset({"Q1", "Q2", "Q3", "Q4", "H1", "H2", "M3", "M6", "M9"})


def _with_year(mention: Mention, year: int, *, fiscal: bool) -> Mention:
    if mention.hedge:
        return mention
    if mention.part in _PARTS:
        return replace(mention, period=part_period(mention.part, year, fiscal=fiscal))
    if mention.month is None or mention.part:
        return mention
    whole = month_period(year, mention.month)
    if mention.day is None:
        return replace(mention, period=whole)
    if not mention.day <= whole.end.day or mention.end_day:
        return mention
    day = whole.start.replace(day=mention.day)
    return replace(mention, period=Period(day, day))


def _span(page: Text, last: Mention, new: Mention) -> list[Mention] | None:
    end = new.end
    text = page.raw[last.start : end]
    if last.period and new.period and not last.hedge and not new.hedge:
        if last.period.start > new.period.end:
            return None
        period = Period(last.period.start, new.period.end, last.period.fiscal or new.period.fiscal)
        return [Mention("period", last.start, end, text, period=period, month=last.month, day=last.day,
                        end_month=new.month, end_day=new.day)]  # fmt: skip
    if last.month is None or new.month is None or last.period or last.hedge:
        return None
    return [
        Mention(
            "period",
            last.start,
            end,
            text,
            month=last.month,
            day=last.day,
            end_month=new.month,
            end_day=new.day,
        )
    ]


def _before(page: Text, mention: Mention) -> str:
    words = words_before(page.low, mention.start)
    while words and (words[-1] in ("the", "a", "about", "around", "approximately", "roughly")):
        words.pop()
    return words[-1] if words else ""


def _ranging(page: Text, mention: Mention) -> bool:
    words = words_before(page.low, mention.start)
    return len(words) > 1 and words[-2] in (
        "ranging",
        "ranged",
        "ranges",
        "range",
        "vary",
        "varied",
        "anywhere",
    )
