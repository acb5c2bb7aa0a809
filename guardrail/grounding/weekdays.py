"""Takes the weekday written at a day into the day's mention, and tells where the two do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from .mention import Mention, Text

_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS: Mapping[str, int] = MappingProxyType(
    {name: number for number, name in enumerate(_NAMES)}
    | {name[:3]: number for number, name in enumerate(_NAMES)}
    | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
)
"""Weekdays by name and usual short name; Monday is 0."""

_NAME = "(" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + ")"
_ANY = re.compile(rf"(?<![a-z]){_NAME}(?![a-z])")
_BEFORE = re.compile(rf"(?<![a-z]){_NAME}(?:\.?,?\s(?:the\s)?|,\s?)$")
_BEHIND = re.compile(rf"(?:,\sa\s|,?\s\(?(?:a\s)?){_NAME}(?![a-z])\)?")
_FURTHEST = 16


def with_weekdays(text: Text, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, each day with the weekday that stands at it; a day it does not fit is read as none."""
    if not _ANY.search(text.low):
        yield from mentions
        return
    free = 0
    for mention in mentions:
        found = _with_weekday(text, mention, free) if mention.kind == "day" else mention
        free = found.end
        yield found


def _with_weekday(text: Text, mention: Mention, free: int) -> Mention:
    """The day with its weekday, which stands behind `free`, where the mention before ends."""
    start, end = mention.start, mention.end
    if before := _BEFORE.search(text.low, max(free, start - _FURTHEST), start):
        start, name = before.start(), before[1]
    elif behind := _BEHIND.match(text.low, end):
        end, name = behind.end(), behind[1]
    else:
        return mention
    weekday = WEEKDAYS[name]
    found = mention._replace(start=start, end=end, text=text.raw[start:end], weekday=weekday)
    if found.period is None or found.period.start.weekday() == weekday:
        return found
    return found._replace(period=None, month=None, day=None)
