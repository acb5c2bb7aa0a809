"""What neighbouring mentions tell each other: ranges, shared units and shared years."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..source.dates import Period
from .days import is_year, month_period
from .hedges import words_before
from .mention import ONE, Mention, Text, shifted
from .periods import PARTS, moved, part_period, until_day

_LINKS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("to", "through", "thru", "until", "till"), "to"),
        **dict.fromkeys(("and", "&"), "and"),
        **dict.fromkeys(("or", ",", ", and", ", or", "and in", "and of"), "list"),
        **dict.fromkeys(("versus", "vs", "vs.", "compared to"), "list"),
        "-": "-",
    }
)
_TIMES = frozenset({"day", "period"})
_NUMBERS = frozenset({"amount", "percent", "points", "number", "count", "multiple", "duration"})
_SHARES = frozenset({"percent", "points"})
_RANGING = frozenset({"ranging", "ranged", "ranges", "range", "vary", "varied", "varies", "anywhere"})
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD"})
_SKIPPED = frozenset({"the", "a", "about", "around", "approximately", "roughly", "~"})


def join(text: Text, new: Mention) -> None:
    """Adds `new` to what was found, as the upper end of a range or with what it and its neighbour share."""
    last = text.found[-1]
    link = _LINKS.get(text.low[last.end : new.start].strip(), "")
    if link and new.kind == "period" and last.kind in ("number", "ordinal"):
        _complete(text, new)
        text.found.append(new)
    elif link and last.kind in _TIMES and new.kind in _TIMES:
        text.found[-1:] = _times(text, last, new, link)
    elif link and last.kind in _NUMBERS and new.kind in _NUMBERS:
        text.found[-1:] = _numbers(text, last, new, link)
    else:
        text.found.append(new)


# Numbers.


def _numbers(text: Text, last: Mention, new: Mention, link: str) -> list[Mention]:
    if last.high is not None or last.hedge not in ("", "about", "nearly") or (new.hedge and new.hedge != last.hedge):
        return [last, new]
    if _is_range(text, last, new, link):
        merged = _range(text, _with_unit(last, new), _with_unit(new, last))
        return [last, new] if merged is None else [merged]
    bare = last.kind == "number" and not last.unit
    if bare and (new.kind in _SHARES or (link == "to" and (new.kind == "amount" or new.scaled))):
        last = _with_unit(last, new)
        return [_with_scale(last, new) if link == "to" else last, new]
    return [last, new]


def _is_range(text: Text, last: Mention, new: Mention, link: str) -> bool:
    """Whether two numbers bound one value: "between 3 and 4", "3-4 million"; "from 3 to 4" is a change."""
    if link == "-":
        return text.low[last.end] != " " or (last.kind == "number" and not last.unit and new.unit != "")
    before = _words(text, last)
    if link == "and":
        return before[-1:] == ["between"] and "difference" not in before
    if link != "to":
        return False
    if before[-1:] == ["from"]:
        return before[-2:-1] != [] and before[-2] in _RANGING
    if before and before[-1] in _RANGING:
        return True
    unfinished = not last.scaled and (last.kind == "amount" or (last.kind == "number" and not last.unit))
    return unfinished and (new.scaled or (new.kind, new.unit) != (last.kind, last.unit))


def _range(text: Text, low: Mention, high: Mention) -> Mention | None:
    """One mention from `low` to `high`; None where they are of different things or out of order."""
    low = _with_scale(low, high)
    if (
        low.value is None
        or high.value is None
        or (low.kind, low.unit) != (high.kind, high.unit)
        or low.value >= high.value
    ):
        return None
    return high._replace(
        start=low.start, text=text.raw[low.start : high.end], value=low.value, high=high.value,
        hedge=low.hedge, places=min(low.places, high.places), scaled=low.scaled or high.scaled,
        signed=low.signed or high.signed,
    )  # fmt: skip


def _with_unit(mention: Mention, other: Mention) -> Mention:
    """`mention` with the unit of its neighbour where it has none: the 3 of "3 to 4 percent"."""
    if mention.kind == "number" and not mention.unit:
        return mention._replace(kind=other.kind, unit=other.unit)
    if mention.unit == "$" and other.unit in _DOLLARS:
        return mention._replace(unit=other.unit)
    return mention


def _with_scale(low: Mention, high: Mention) -> Mention:
    """`low` with the scale of `high` where it leaves that unsaid: the 3 of "3 to 4 million"."""
    if low.value is None or low.scaled or high.scale == ONE or low.places < -1 or abs(low.value) >= 1000:
        return low
    power = high.scale.adjusted()
    return low._replace(value=shifted(low.value, power), places=low.places + power, scale=high.scale)


# Days and periods.


def _complete(text: Text, new: Mention) -> None:
    """Makes periods of what leaves its noun to `new`: "first and third quarter", "three and six months ended"."""
    found, start = text.found, new.start
    for at in range(len(found) - 1, max(-1, len(found) - 4), -1):
        last = found[at]
        whole = _like(last, new) if text.low[last.end : start].strip() in _LINKS else None
        if whole is None:
            return
        found[at], start = whole, last.start


def _like(last: Mention, new: Mention) -> Mention | None:
    """The quarter or length that a bare "first" or "three" means before the quarter or length `new`."""
    value, period = int(last.value or 0), new.period
    if last.kind == "ordinal" and new.part[:1] == "Q" and 1 <= value <= 4:
        part = f"Q{value}"
        days = part_period(part, period.start.year, fiscal=period.fiscal) if period else None
    elif last.kind == "number" and not last.unit and new.part.endswith(("months", "weeks")) and 0 < value < 100:
        part = f"{value} {new.part.partition(' ')[2]}"
        days = until_day(period.end, part) if period else None
    else:
        return None
    return new._replace(start=last.start, end=last.end, text=last.text, period=days, part=part)


def _times(text: Text, last: Mention, new: Mention, link: str) -> list[Mention]:
    if is_year(new.text) and link in ("and", "list") and not last.hedge and last.period and _carries(last):
        days = moved(last.period, int(new.text))
        return [last, last._replace(start=new.start, end=new.end, text=new.text, period=days)]
    if last.period is None and new.period is not None and not new.hedge:
        year = new.period.start.year if link in ("to", "-") else new.period.end.year
        last = _in_year(last, year, fiscal=new.period.fiscal)
    return _span(text, last, new) if _is_span(text, last, new, link) else [last, new]


def _carries(mention: Mention) -> bool:
    """Whether a year after `mention` stands for the same days of that year: "December 31, 2019 and 2018"."""
    if mention.period is not None and mention.period.fiscal:
        return True
    return mention.month is not None or mention.part in PARTS or mention.part.endswith(("week", "weeks"))


def _is_span(text: Text, last: Mention, new: Mention, link: str) -> bool:
    if (last.kind == "day") != (new.kind == "day"):
        return False
    before = _words(text, last)[-1:]
    if link == "and":
        return before == ["between"] and not (is_year(last.text) and is_year(new.text))
    return link == "-" or (link == "to" and (before != ["from"] or last.kind == "day"))


def _in_year(mention: Mention, year: int, *, fiscal: bool) -> Mention:
    """`mention` with the year that its neighbour says: the March of "March and April 2026"."""
    if mention.hedge:
        return mention
    if mention.part in PARTS:
        return mention._replace(period=part_period(mention.part, year, fiscal=fiscal))
    if mention.month is None or mention.part or mention.end_day:
        return mention
    whole = month_period(year, mention.month)
    if mention.day is None:
        return mention._replace(period=whole)
    if mention.day > whole.end.day:
        return mention
    day = whole.start.replace(day=mention.day)
    return mention._replace(period=Period(day, day))


def _span(text: Text, last: Mention, new: Mention) -> list[Mention]:
    if last.period and new.period and not last.hedge and last.period.start <= new.period.start:
        period = Period(
            last.period.start, max(new.period.end, last.period.end), last.period.fiscal or new.period.fiscal
        )
    elif last.month and new.month and not last.period and not new.period and not last.hedge:
        period = None
    else:
        return [last, new]
    written = text.raw[last.start : new.end]
    return [
        Mention(
            "period", last.start, new.end, written, period=period, month=last.month, day=last.day,
            end_month=new.month, end_day=new.day,
        )
    ]  # fmt: skip


def _words(text: Text, mention: Mention) -> list[str]:
    words = words_before(text.low, mention.start)
    while words and words[-1] in _SKIPPED:
        words.pop()
    return words
