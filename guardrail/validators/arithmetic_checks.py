"""What a text's own figures say against each other: parts and their total, shares of a whole, one thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..grounding.mention import Mention
from ..types import Span
from .sentences import Fault, Sentence

_FEWEST_PARTS, _FEWEST_SHARES = 2, 2
_LONGEST_NAME = 200
_VALUES = frozenset({"amount", "percent", "count"})
_TOTAL_BEFORE = re.compile(
    r"(?:\btotal(?:s|ed|led|ing|ling)?(?:\s(?:of|is|was|were|to|at|came\sto|comes\sto))?|\b(?:adds?|added|adding|sums?)\s(?:up\s)?to"
    r"|\bsum\s(?:of|is|was)|\bcombined|\baltogether|\bin\s(?:all|total)|\bgrand\stotal(?:\s(?:of|is|was))?)[\s:,]{0,3}$",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(r"^\s(?:in\s(?:all|total)|altogether|combined|total)\b", re.IGNORECASE)
_LISTED = re.compile(r"[:(–—]|\b(?:consisting|made\sup|comprising|being|namely)\b", re.IGNORECASE)
_OF_A_YEAR = re.compile(r"^\s(?:in|for)\s(?:fiscal\s)?(?:19|20)\d\d\b", re.IGNORECASE)
_NO_SUM = re.compile(
    r"\b(?:rose|fell|from|up|down|increas\w*|decreas\w*|declin\w*|grew|compared|versus|vs|than|average|less|minus|after|net|refund\w*"
    r"|discount\w*|offset\w*|except|excluding|includ\w*|of\swhich|among|such\sas|mainly|largest|biggest|most|each|per|every|over"
    r"|under|about|nearly|almost|approximately|between|remaining|balance|change|difference|credit\w*|deduct\w*|ranging|respectively)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:split|breakdown|broken\sdown|breaks\sdown|divided|made\sup\sof|consists?\sof|composed\sof|remaining|the\srest"
    r"|the\sremainder|respectively\sof\sthe\swhole|all\sof\sit)\b",
    re.IGNORECASE,
)
_NO_WHOLE = re.compile(
    r"\b(?:rose|fell|up|down|increas\w*|decreas\w*|grew|declin\w*|than|margin|rate|growth|change|from|includ\w*|mainly|other)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:^|[.;!?\n]\s*|,\s(?:and|while|but)\s)((?:[^\W\d_][\w&'’\-]*\s){1,8})"
    r"(?:was|were|is|are|totaled|totalled|came\sto|amounted\sto|stood\sat|reached|equaled|equalled)\s$",
    re.IGNORECASE,
)
_NAMELESS = frozenset(
    """difference change increase decrease average percentage net result answer value figure amount total
    it this that which they these those he she there the your our their its""".split()
)
_CLAUSE_END = re.compile(r"[,;.!?\n](?!\d)")


def wrong_totals(sentences: Sequence[Sentence]) -> Iterator[Fault]:
    """Totals that the amounts in the same sentence do not add up to, each at the precision it is written in.

    Only plain lists count: two parts or more in the currency of the total, all on one side of it, and no word of a
    change, a refund or a choice ("including") in the sentence. What is said each of another year is no list.
    """
    for sentence in sentences:
        amounts = sentence.of_kind("amount")
        totals = [m for m in amounts if _is_total(m, sentence)]
        if len(totals) != 1 or len(amounts) <= _FEWEST_PARTS or _NO_SUM.search(sentence.text):
            continue
        total, parts = totals[0], [m for m in amounts if m is not totals[0]]
        if all(_OF_A_YEAR.match(sentence.after(m)) for m in parts):
            continue
        if _is_list(total, parts, sentence) and not _adds_up(parts, total):
            added = sum((m.value or Decimal(0) for m in parts), Decimal(0))
            yield Span(total.start, total.end), f"the parts add up to {added:,}"


def shares_not_whole(sentences: Sequence[Sentence]) -> Iterator[Fault]:
    """Percentages in a sentence that says they make up the whole, and do not come to 100."""
    for sentence in sentences:
        shares = [m for m in sentence.of_kind("percent") if m.value != 100]
        if len(shares) < _FEWEST_SHARES or not _WHOLE.search(sentence.text) or _NO_WHOLE.search(sentence.text):
            continue
        if all(_plain(m, "%") for m in shares) and not _near(shares, Decimal(100), Decimal(0)):
            added = sum((m.value or Decimal(0) for m in shares), Decimal(0))
            yield Span(shares[0].start, shares[-1].end), f"the shares add up to {added}%, not 100%"


def said_twice(sentences: Sequence[Sentence]) -> Iterator[Fault]:
    """The same thing of the same time with two values, such as a rent of $400 and further down of $450."""
    first: dict[tuple[str, ...], Mention] = {}
    for sentence in sentences:
        for mention in sentence.mentions:
            key = _thing(mention, sentence) if mention.kind in _VALUES else ()
            before = first.setdefault(key, mention)
            if key and before.unit == mention.unit and not _same(before, mention):
                yield Span(mention.start, mention.end), f"above it is {before.text}"


def _thing(mention: Mention, sentence: Sentence) -> tuple[str, ...]:
    """The words before a value that say of what it is, and those after it up to the end of the clause."""
    if mention.value is None or mention.hedge or mention.high is not None:
        return ()
    match = _SAID.search(sentence.before(mention)[-_LONGEST_NAME:])
    if match is None:
        return ()
    after = _CLAUSE_END.split(sentence.after(mention)[:_LONGEST_NAME], maxsplit=1)[0].lower().split()
    words = [word for word in match[1].lower().split() if word not in {"the", "your", "our", "their"}]
    return () if not set(words) - _NAMELESS else (*words, "|", *after)


def _same(one: Mention, other: Mention) -> bool:
    places = max(one.places, other.places)
    gap = abs((one.value or Decimal(0)) - (other.value or Decimal(0)))
    return gap <= Decimal(1).scaleb(places) / 2


def _is_total(mention: Mention, sentence: Sentence) -> bool:
    return bool(_TOTAL_BEFORE.search(sentence.before(mention)[-40:]) or _TOTAL_AFTER.match(sentence.after(mention)))


def _is_list(total: Mention, parts: Sequence[Mention], sentence: Sentence) -> bool:
    """Whether plain amounts of one currency stand before their total, or behind it after a colon or its like."""
    if not all(_plain(m, total.unit) for m in (total, *parts)):
        return False
    if parts[0].start > total.end:
        return _LISTED.search(sentence.after(total)[: parts[0].start - total.end]) is not None
    return parts[-1].start < total.start


def _plain(mention: Mention, unit: str) -> bool:
    return mention.unit == unit and mention.value is not None and not mention.hedge and mention.high is None


def _adds_up(parts: Sequence[Mention], total: Mention) -> bool:
    return _near(parts, total.value or Decimal(0), Decimal(1).scaleb(total.places) / 2)


def _near(parts: Sequence[Mention], total: Decimal, slack: Decimal) -> bool:
    """Whether parts come to a total, each within half of its last digit."""
    added = sum((m.value or Decimal(0) for m in parts), Decimal(0))
    exact = all(m.places <= -2 for m in parts)
    room = Decimal(0) if exact else sum((Decimal(1).scaleb(m.places) / 2 for m in parts), Decimal(0))
    return abs(added - total) <= room + (Decimal(0) if exact and slack < 1 else slack)
