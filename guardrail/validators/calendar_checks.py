"""What a text says of days and periods that cannot be, told from the calendar alone."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from ..grounding.mention import Mention
from ..types import Span
from .sentences import Fault, Sentence

_LEAP_YEAR = 2024
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NEXT_LINE = re.compile(r"\n\s*[^\W\d_]+\.?\Z")
_IN_YEAR = re.compile(r"\b(?:in|during|for|of|fiscal|year|through)\s$", re.IGNORECASE)
_DASHED = re.compile(r"(?:19|20)\d{2}([-/.])\d{2}\1\d{2}")
_PERIOD = re.compile(
    r"(?<![a-z0-9])(?:q(?:[5-9]|0|\d{2,3})(?=[ ,.;:)]|\s|\Z)|h[03-9](?=\s(?:of\s)?(?:19|20)\d{2})"
    r"|(?:fifth|sixth|seventh|eighth|ninth|5th|6th|7th|8th|9th)\s(?:fiscal\s)?quarter(?!\sin\sa\srow|\srunning|\sof\s[a-z])"
    r"|(?:third|3rd|fourth)\shalf\sof\s(?:the\s(?:fiscal\s)?year|(?:19|20)\d{2})"
    r"|(?:thirteenth|13th|fourteenth|14th)\smonth\sof\s(?:the\s(?:fiscal\s)?year|(?:19|20)\d{2})"
    r"|month\s(?:0|1[3-9]|[2-9]\d)\sof\s(?:the\syear|(?:19|20)\d{2}))",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|could|should|may|might|due|expects?|expected|forecasts?|plans?|planned|planning|budget\w*|project\w*"
    r"|schedul\w*|upcoming|next|by|until|before|deadline|matur\w*|expir\w*|renew\w*|goal|target\w*|estimat\w*|if"
    r"|intend\w*|anticipat\w*|going\sto|ahead|future|from|starting|begin\w*|effective|outlook|guidance|reminder|tomorrow)\b",
    re.IGNORECASE,
)


def wrong_weekdays(mentions: Sequence[Mention]) -> Iterator[Fault]:
    """Days with a weekday that they do not fall on; one that begins the line after belongs to what follows it there."""
    for mention in mentions:
        if _NEXT_LINE.search(mention.text):
            continue
        if mention.weekday is not None and mention.period is None and "weekday" in mention.unclear:
            yield Span(mention.start, mention.end), "the weekday does not fit the date"


def days_that_are_none(mentions: Sequence[Mention]) -> Iterator[Fault]:
    """Days that are in no calendar, such as 31 April."""
    for mention in mentions:
        if mention.weekday is None and _is_none(mention):
            yield Span(mention.start, mention.end), "there is no such day"


def _is_none(mention: Mention) -> bool:
    if mention.kind == "identifier":
        return _DASHED.fullmatch(mention.text) is not None
    if mention.kind != "day" or mention.part:
        return False
    if mention.month and mention.day:
        year = _YEAR.search(mention.text)
        return mention.day > monthrange(int(year[0]) if year else _LEAP_YEAR, mention.month)[1]
    return mention.unclear.endswith("is no day of the calendar")


def future_days(sentences: Sequence[Sentence], today: date) -> Iterator[Fault]:
    """Days and periods after `today`, in sentences that do not speak of what is to come and are no table."""
    for sentence in sentences:
        if "|" in sentence.text or _AHEAD.search(sentence.text):
            continue
        for mention in sentence.mentions:
            begins = mention.period.start if mention.period and not mention.hedge else None
            named = _YEAR.fullmatch(mention.text) and not _IN_YEAR.search(sentence.before(mention)[-20:])
            if begins and begins > today and not named:
                yield Span(mention.start, mention.end), f"that is after {today.isoformat()}"


def periods_that_are_none(text: str) -> Iterator[Fault]:
    """Periods that no year has, such as Q5."""
    for match in _PERIOD.finditer(text):
        yield Span(*match.span()), "no year has such a period"
