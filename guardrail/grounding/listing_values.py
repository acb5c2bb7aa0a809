"""What a sentence says of the rows of a listing: values with the words of their measure, and pairs such as 11-of-20."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from .answers import Stated
from .listing import Listing
from .mentions import Mention, find_mentions

_KINDS = frozenset({"number", "count", "percent", "amount", "points"})
_OF = r"(?:\s?-\s?(?:of|for)\s?-\s?|\s(?:of|for)\s)"
_PAIR = re.compile(
    rf"(?<![\w.,$€£#/-])(?P<first>\d{{1,3}})(?:{_OF}|\s?[-–]\s?)(?P<second>\d{{1,3}})(?![\w%/]|[.,]\d|\s?-\s?\d)"
)
_GLUED = re.compile(r"(?<![\w.,$€£#/-])(?P<number>\d[\d,]*)\s?-\s?(?P<noun>[a-z]+)(?![\w-])", re.IGNORECASE)
_FEW = re.compile(
    r"\b(?P<few>no|one|an?(?:\s+(?:pair|couple|trio)\s+of)?)\s+(?P<noun>[a-z]+(?:-[a-z]+)?)\b", re.IGNORECASE
)
_HOW_MANY = {"no": 0, "pair": 2, "couple": 2, "trio": 3}
_STOP = re.compile(r"[,;:()]|[.!?](?:\s|$)|\b(?:and|while|but|with|to|as|from (?=[A-Z])|by (?=[A-Z]))\b")
_LEADS = re.compile(
    r"(?:\b(?:of|was|were|is|are|at|to|total(?:l?ed)?|reached|stood at|came to|only|just|about|over)|[:=])+\s*$"
)
_ASIDE = re.compile(r"\s*\([^()]{0,20}\)|\)")
_LONGEST = 60
MOST_VALUES = 40

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One or two values that stand together, where, and the words behind them that say of what."""

    start: int
    end: int
    values: tuple[Stated, ...]
    spans: tuple[Span, ...]
    terms: tuple[str, ...]
    ahead: tuple[str, ...] = ()
    kind: str = "number"
    part: bool = False

    unit: str = ""

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.kind in {"percent", "points"}


def values_in(text: str, listing: Listing, named: Sequence[Span]) -> list[Said]:
    """Every value of a sentence, in order; `named` is where its names stand, in which no value is read."""
    mentions = find_mentions(text, day_first=listing.day_first)
    taken = [*named, *_names_of_measures(text, listing)]
    found: list[Said] = []
    for said in (*_pairs(text), *_glued(text, listing), *_mentioned(mentions), *_few(text, listing)):
        if not any(said.start < end and start < said.end for start, end in taken):
            found.append(said)
            taken.append((said.start, said.end))
    found.sort(key=lambda said: said.start)
    times = [mention for mention in mentions if mention.kind in {"day", "period"}]
    return [_with_terms(said, text, found, named, times, listing) for said in found[: MOST_VALUES + 1]]


def _with_terms(
    said: Said, text: str, found: Sequence[Said], named: Sequence[Span], times: Sequence[Mention], listing: Listing
) -> Said:
    """With the words that say what it is of: those behind it, or those before it in "sales of £4.2 million"."""
    behind = _behind(text, said.end, [start for start, _ in named] + [other.start for other in found])
    before = _before(text, said.start, [other.end for other in found], named)
    terms = said.terms or tuple(listing.synonyms.terms(behind))
    ahead = tuple(listing.synonyms.terms(before))
    if listing.terms.isdisjoint(terms) and _LEADS.search(before):
        terms = terms if listing.terms.isdisjoint(ahead) else ahead
    return replace(said, terms=terms, ahead=ahead, part=_part(said, times, len(behind), terms, listing))


def _behind(text: str, end: int, starts: Sequence[int]) -> str:
    """The words from a value to the next value, name or stop."""
    aside = _ASIDE.match(text, end)  # "12 (15%) shops", where both are of shops
    begin = aside.end() if aside else end
    bound = min([len(text), begin + _LONGEST, *(start for start in starts if start >= begin)])
    stop = _STOP.search(text, begin, bound)
    return text[begin : stop.start() if stop else bound].strip(" -")


def _before(text: str, start: int, ends: Sequence[int], named: Sequence[Span]) -> str:
    """The words from the last value or stop to a value, names left out."""
    begin = max([0, start - _LONGEST, *(end for end in ends if end <= start)])
    begin = max([begin, *(match.end() for match in _STOP.finditer(text, begin, start))])
    blank = list(text)
    for first, last in named:
        blank[first:last] = " " * (last - first)
    return "".join(blank[begin:start])


def _part(said: Said, times: Sequence[Mention], reach: int, terms: Sequence[str], listing: Listing) -> bool:
    """Whether a value is said for a time that the source is not for: "in March 2024", or "in the first half"."""
    if any(time.unclear or (time.period and not listing.is_time(time.period)) for time in times):
        return True
    near = [time for time in times if not time.period and 0 <= time.start - said.end <= reach]
    return bool(near) and listing.time_terms.isdisjoint(terms)


def _names_of_measures(text: str, listing: Listing) -> Iterator[Span]:
    """Names of measures that hold a number themselves: "three-pointers"."""
    for term in listing.synonyms.read(text):
        if term.named and not term.word and term.stem in listing.terms:
            yield term.start, term.end


def _pairs(text: str) -> Iterator[Said]:
    for match in _PAIR.finditer(text):
        spans = match.span("first"), match.span("second")
        values = tuple(Stated(Decimal(match[name])) for name in ("first", "second"))
        yield Said(match.start(), match.end(), values, spans, ())


def _glued(text: str, listing: Listing) -> Iterator[Said]:
    """Values written with their noun: "a 12-store chain"."""
    for match in _GLUED.finditer(text):
        terms = tuple(listing.synonyms.terms(match["noun"]))
        if terms and set(terms) <= listing.terms:
            value = Stated(Decimal(match["number"].replace(",", "")))
            yield Said(match.start(), match.end(), (value,), (match.span("number"),), terms)


def _few(text: str, listing: Listing) -> Iterator[Said]:
    """Values said without a number: "a store", "a pair of stores", "no stores"."""
    for match in _FEW.finditer(text):
        terms = tuple(listing.synonyms.terms(match["noun"]))
        if terms and frozenset(terms) in listing.measures:
            few = next((count for word, count in _HOW_MANY.items() if word in match["few"].lower()), 1)
            yield Said(match.start(), match.end("few"), (Stated(Decimal(few)),), (match.span("few"),), terms)


def _mentioned(mentions: Sequence[Mention]) -> Iterator[Said]:
    for mention in mentions:
        if mention.kind in _KINDS and mention.value is not None:
            end = _end_of_number(mention)
            kind = "range" if mention.high is not None else mention.kind
            spans = ((mention.start, end),)
            unit = mention.unit if kind == "amount" else ""
            yield Said(mention.start, end, (Stated.of(mention),), spans, (), kind=kind, unit=unit)


def _end_of_number(mention: Mention) -> int:
    """Where the number ends and its noun begins."""
    noun = mention.unit if mention.kind in {"count", "number"} else ""
    if noun and mention.text.lower().endswith(noun.lower()):
        return mention.start + len(mention.text[: -len(noun)].rstrip())
    return mention.end
