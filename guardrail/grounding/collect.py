"""Puts what was read into a text's list of mentions, each with its hedge and joined to its neighbour."""

from __future__ import annotations

from decimal import Decimal

from .days import When
from .hedges import hedge_after, hedge_before, words_before
from .joins import join
from .mention import Mention, Text
from .periods import BOUNDS, bounded


def add(text: Text, mention: Mention) -> int:
    """Adds a mention after those found so far; returns where it ends."""
    found = text.found
    if found and mention.start - found[-1].end < 12:
        join(text, mention)
    else:
        found.append(mention)
    return mention.end


def add_when(text: Text, start: int, when: When) -> int:
    """Adds a day or period that begins at `start`, open-ended after "since", "until", "before" or "after"."""
    words = words_before(text.low, start)
    while words and words[-1] == "the":
        words.pop()
    hedge = BOUNDS.get(words[-1], "") if words else ""
    if hedge == "until" and text.found and text.low[text.found[-1].end : start].strip() == words[-1]:
        hedge = ""  # "March 3 through March 9" is a span with two ends
    if not hedge and hedge_before(words) == "about":
        hedge = "about"
    period = bounded(when.period, "" if hedge == "about" else hedge)
    kind, end, _, month, day, part, end_month, end_day = when
    return add(text, Mention(
        kind, start, end, text.raw[start:end], hedge=hedge, period=period, month=month, day=day, part=part,
        end_month=end_month, end_day=end_day,
    ))  # fmt: skip


def add_plain(text: Text, kind: str, start: int, end: int, value: Decimal, *, unit: str = "", places: int = 0) -> int:
    """Adds a number without sign, scale or currency: an ordinal, a multiple."""
    hedge = hedge_before(words_before(text.low, start)) or hedge_after(text.low, end)
    return add(text, Mention(kind, start, end, text.raw[start:end], value, places, unit, hedge=hedge))


def add_fraction(text: Text, start: int, end: int, over: int, under: int) -> int:
    """Adds `over` of `under` equal parts: "half", "two-thirds"."""
    value = Decimal(over) / under
    exponent = value.as_tuple().exponent
    places = max(exponent, -2) if isinstance(exponent, int) else -2
    return add_plain(text, "multiple", start, end, value, unit="x", places=places)


def add_name(text: Text, start: int, end: int, unit: str = "") -> int:
    """Adds an identifier; `unit` is what it names."""
    text.found.append(Mention("identifier", start, end, text.raw[start:end], None, 0, unit))
    return end
