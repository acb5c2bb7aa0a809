"""Reads a text about a listing sentence by sentence: of which row each value is said, and whether its cell says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .answers import UNSUPPORTED, Answer
from .listing import Listing
from .listing_proofs import prove_pair, prove_value, unproven
from .listing_values import MOST_VALUES, Said, values_in
from .name_words import keys, words
from .spans import sentence_spans

_TAKES_OVER = re.compile(
    r"(?:\b(?:by|from|behind|as|while|whereas|but|and|when|with)|[,;:(])\s*(?:the\s+)?$", re.IGNORECASE
)
_JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|&))\s*(?:the\s+)?", re.IGNORECASE)
_GOES_ON = re.compile(r",?\s+(?:who|which|whose)\b", re.IGNORECASE)
_POSSESSES = re.compile(r"['’](?:s\b|\s)")
_GIVEN_BY = re.compile(r"\s*|[^,;:()]{0,40}\b(?:from|by|at|in)\s+(?:the\s+)?", re.IGNORECASE)
_CAPITAL = r"(?:[A-Z]\w*(?:['’][A-Z]\w*)?|\d+[a-z]+)"
_NAME = re.compile(rf"(?<![\w'’.])(?!\d)(?:The\s+)?(?P<name>{_CAPITAL}(?:\.?\s+{_CAPITAL})*)")
_HELD = re.compile(r"\s*(?:to|into|for)\s+(?:\w+\s+){0,2}", re.IGNORECASE)
_DERIVES = re.compile(
    r"\b(?:not|never|neither|without|would|could|might|may|should|expect\w*|forecast|planned"
    r"|differ\w*|averag\w+|mean|median|ratio|share|proportion|percentage of|percentage points?|respectively"
    r"|increas\w+|decreas\w+|rose|fell|grew|change[ds]?|(?:more|less|fewer|higher|lower|larger|smaller)\b[^,;]*\bthan"
    r"|twice|times)\b|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:]?\s+(?:but|while|whereas|which|though|although|so|as)\s|,\s+(?:and|with)\s|;")
WORKED_OUT = "this is not a figure of the table but is denied, expected or worked out"
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())


class Named(NamedTuple):
    """Where a sentence names a row, and the rows it may mean."""

    start: int
    end: int
    labels: tuple[str, ...]


def read_listing(text: str, listing: Listing) -> Iterator[tuple[int, int, list[Answer]]]:
    """Each sentence with what the listing says to it; nothing where it says no value of a row."""
    carried: tuple[Named, ...] = ()
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        names = [Named(*found) for found in listing.names(words(sentence))]
        if not names and not carried:
            yield start, end, []
            continue
        said = values_in(sentence, listing, [(name.start, name.end) for name in names])
        if len(said) > MOST_VALUES:
            told = f"more than {MOST_VALUES} values in one sentence are not read"
            yield start, end, [Answer(status=UNSUPPORTED, message=told, start=start, end=end)]
            continue
        subjects = _subjects(sentence, names, said, carried)
        found = [*_values(sentence, names, said, subjects, listing), *_strangers(sentence, listing)]
        yield start, end, [answer.moved(start) for answer in sorted(found, key=lambda answer: answer.start)]
        carried = subjects[-1] if subjects and subjects[-1] else tuple(names[:1]) or carried


def _values(
    text: str, names: Sequence[Named], said: Sequence[Said], subjects: Sequence[tuple[Named, ...]], listing: Listing
) -> Iterator[Answer]:
    for value, subject in zip(said, subjects, strict=True):
        before = [name.labels for name in names if name.end <= value.start]
        if _is_worked_out(text, value):
            yield from unproven(value, WORKED_OUT)
        elif len(value.values) > 1:
            yield from prove_pair(value, [name.labels for name in subject], before, listing)
        else:
            yield from prove_value(value, [name.labels for name in subject], text, listing, sure=len(names) == 1)


def _is_worked_out(text: str, value: Said) -> bool:
    """Whether the clause of a value denies, expects or derives it, so that it does not simply stand in a cell."""
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, value.start)]
    end = _CLAUSE.search(text, value.end)
    return _DERIVES.search(text, max([0, *starts]), end.start() if end else len(text)) is not None


def _subjects(
    text: str, names: Sequence[Named], said: Sequence[Said], carried: tuple[Named, ...]
) -> list[tuple[Named, ...]]:
    """Of which rows each value is said: as a rule the first that its clause names."""
    subject: tuple[Named, ...] = carried
    own = False
    at = 0
    found = []
    for value in said:
        while at < len(names) and names[at].start < value.start:
            subject, own = _next_subject(text, subject, names[at], own=own), True
            at += 1
        held = at and _HELD.fullmatch(text, names[at - 1].end, value.start)
        later = names[at] if at < len(names) else None
        given = later is not None and _GIVEN_BY.fullmatch(text, value.end, later.start)  # "12 tills at York"
        found.append((later,) if later and given else (names[at - 1],) if held else subject)
    return found


def _next_subject(text: str, subject: tuple[Named, ...], name: Named, *, own: bool) -> tuple[Named, ...]:
    """The rows spoken of once `name` is said: itself, with those it is joined to, or still those before."""
    if not own or not subject:
        return (name,)
    if _JOINED.fullmatch(text, subject[-1].end, name.start):
        return (*subject, name)
    starts = _TAKES_OVER.search(text[max(0, name.start - 20) : name.start])
    if starts or _GOES_ON.match(text, name.end) or _POSSESSES.match(text, name.end):
        return (name,)
    return subject


def _strangers(text: str, listing: Listing) -> Iterator[Answer]:
    """The names of a sentence that stand nowhere in the source."""
    for match in _NAME.finditer(text):
        parts = keys(match["name"])
        unknown = [part for part in parts if not _is_known(part, listing)]
        if unknown and not (match.start("name") == 0 and (len(parts) == 1 or unknown == parts[:1])):
            told = f"the source does not name {match['name']!r}"
            yield Answer(status=UNSUPPORTED, message=told, start=match.start("name"), end=match.end())


def _is_known(word: str, listing: Listing) -> bool:
    if word in _WEEKDAYS:
        return listing.is_weekday(word)
    return word in listing.words or word in _MONTHS or word.isdigit()
