"""Turns a text into the items that claims are read from: values, times, names, cues and plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from .lexicon import COMMON, CUES, PHRASES, PLAIN
from .mentions import Mention, find_mentions
from .name_runs import with_names
from .name_words import WORD, Word, fold, words
from .names import Name, NameIndex
from .payee_places import with_payees

_MARK = re.compile(
    r"([.!?\n,;:()\u2013\u2014-])(?:(?<=[,;:()\u2013\u2014])|(?<=\s-)(?=\s)|(?<=\n)\n*"
    r"|(?<=[.!?])[.!?]*(?=[\"'”’)\]]*(?:\s+[\"'“‘(]*[^\sa-z]|\s*$)))"
)
_HEDGE = re.compile(
    r"\b(?:(?:just |slightly |well |a little |only |no |not )?(?:more|less|fewer|greater|higher|lower) than"
    r"|at least|at most"
    r"|(?:just |only )?(?:over|under|above|below|about|around|approximately|roughly|nearly|almost|circa|some|up to)"
    r"|exceed(?:s|ed|ing)?|pass(?:es|ed|ing)?|superior to|inferior to|in excess of|upwards of|north of)"
    r"\s+(?:the\s+|a\s+)?$",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b(\d{1,2})\.(?=\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)", re.IGNORECASE)
_SHORT = re.compile(
    r"\b(?:approx|ca|no|vs|dept|acct|mr|mrs|ms|dr|st|incl|excl|est|ref|inv|pymt|avg|max|min|c|i\.e|e\.g|rs)$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?<![\w'’])[A-Z]$")
_NO_HEDGE = re.compile(
    r"\b(?:(?:add|adds|added|adding|sums?|summed|summing) up to|(?:handed|hand|signed|turned|carried|moved) over)\s+$",
    re.IGNORECASE,
)
_CRY = re.compile(r"(?:^|(?<=[.!?\n] )|(?<=[.!?\n]))[^\w\n]*([A-Za-z]+(?:[ -][A-Za-z]+)?)(?=!)")
_DISTINCT = re.compile(r"[*_]*\s(?:different|distinct|separate|calendar) (months|days)\b", re.IGNORECASE)
_ENUMERATOR = re.compile(r"(?:(?<=[:,;])|(?<=\n)|^)[ *_-]*(\d{1,2}[.)])(?=\s)")
_ON = re.compile(r"\bon (?:the )?$", re.IGNORECASE)  # "on the 1st" is a day of no month
_GOES_ON = re.compile(r"\.\s+(?:[A-Z]{3}\s?\d|[^\w\s]{0,3}\d|[A-Z]{1,2}[$]\d)")  # "You sent Alder Co. £40 back"
_NUMBER = re.compile(r"\bnumber $", re.IGNORECASE)
_RANKED = frozenset({"vendor", "account"})
_TIMES = frozenset({"day", "period"})
_SUPERLATIVES = frozenset({"largest", "smallest", "most", "fewest", "first", "last"})
_PLACE = attrgetter("start", "end")
_TAKEN = b"\1"


class Item(NamedTuple):
    """One meaningful stretch of a text.

    `kind` is value, time, code, entity, account, id, cell, cue, plain, word (not understood), name (capitalised and not
    known to the source), mark (punctuation inside a sentence) or stop (its end). `key` is the cue or the word.
    """

    kind: str
    key: str
    start: int
    end: int
    mention: Mention | None = None
    name: Name | None = None
    word: str = ""


def scan(text: str, names: NameIndex, day_first: bool | None = None) -> list[Item]:  # noqa: FBT001
    """The items of `text`, in order; `day_first` says what 03/04/2026 means."""
    found = words(text)
    named = names.find(found)
    hidden = _hide(text, found, named)
    items = [_named(text, found, name) for name in named]
    hidden = _DOTTED.sub(lambda match: f"{match[1]} ", hidden)
    for mention in find_mentions(hidden, day_first=day_first):
        items += _mentioned(mention, text)
    taken = bytearray(len(text))
    for item in items:
        taken[item.start : item.end] = _TAKEN * (item.end - item.start)
    numbered = _enumerated(text)
    for start, end in (*_cries(text, taken), *numbered, *_stops_of_names(text, items)):
        taken[start:end] = _TAKEN * (end - start)
    if numbered:
        items = [item for item in items if not any(start <= item.start < end for start, end in numbered)]
    items += _marks(text, taken)
    for item in items:
        if item.mention and item.mention.hedge and (span := _hedge(text, item.start)):
            taken[span[0] : span[1]] = _TAKEN * (span[1] - span[0])
    begins = {item.start: item.key if item.kind == "value" else item.kind for item in items}
    items += _rest(text, [word for word in found if taken.find(1, word.start, word.end) < 0], begins)
    items.sort(key=_PLACE)
    return with_payees(text, with_names(text, items, names), names)


def _hedge(text: str, start: int) -> tuple[int, int] | None:
    """Where the hedge before a value stands, so that "more than" there is not read as a comparison."""
    match = _HEDGE.search(text, max(0, start - 30), start)
    return match.span() if match and match.end() == start else None


def sentences(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items of each sentence."""
    sentence: list[Item] = []
    for item in items:
        if item.kind != "stop":
            sentence.append(item)
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _hide(text: str, found: Sequence[Word], named: Sequence[Name]) -> str:
    """The text with names blotted out, so that no number or date is read inside one."""
    if not named:
        return text
    parts, at = [], 0
    for name in named:
        start, end = found[name.first].start, found[name.last].end
        parts += [text[at:start], "x" * (end - start)]
        at = end
    return "".join(parts) + text[at:]


def _named(text: str, found: Sequence[Word], name: Name) -> Item:
    """A name as an item; of several that fold to it, the one that is written just so."""
    start, end = found[name.first].start, found[name.last].end
    written = text[start:end].lower()
    same = tuple(meant for meant in name.meant if meant.lower() == written)
    if len(same) == 1:
        name = name._replace(meant=same)
    return Item(name.role, name.meant[0], start, end, None, name)


def _mentioned(mention: Mention, text: str) -> list[Item]:
    if text[mention.start - 1 : mention.start] == "#":
        return _numbered(mention, text)
    if mention.kind in {"count", "number"} and (placed := _placed(mention, text)):
        return placed
    if mention.kind == "count" and (worded := _superlative(mention)):
        return worded
    if mention.kind in {"number", "count"} and (noun := _DISTINCT.match(text, mention.end)):
        mention = mention._replace(kind="count", end=noun.end(), unit=noun[1].lower(), places=0)
    if mention.part == "today" and text[max(0, mention.start - 6) : mention.start].lower().endswith(("until ", "to ")):
        return [Item("cue", "whole", mention.start, mention.end, None, None, "to_date")]
    return [_item(mention, text)]


def _numbered(mention: Mention, text: str) -> list[Item]:
    """The largest for "#1 vendor", a code for "#88213"."""
    following = WORD.search(text, mention.end)
    if len(mention.text) < 3 and mention.text.isdigit() and following and CUES.get(following[0].lower()) in _RANKED:
        return _ranked_as(mention._replace(value=Decimal(mention.text)), mention.start - 1)
    return [Item("code", "identifier", mention.start - 1, mention.end, mention)]


def _ranked_as(mention: Mention, start: int) -> list[Item]:
    """What "number two" says of a vendor: "second" and "largest"."""
    largest = Item("cue", "largest", start, mention.end, None, None, "largest")
    if mention.value == 1:
        return [largest]
    ordinal = mention._replace(kind="ordinal", text=mention.text.split()[0])
    return [Item("value", "ordinal", start, start, ordinal), largest]


def _placed(mention: Mention, text: str) -> list[Item]:
    """The items of "number two vendor", which counts nothing; [] where a number is no place."""
    before = _NUMBER.search(text, max(0, mention.start - 8), mention.start)
    number = WORD.match(text, mention.start)
    noun = WORD.search(text, number.end()) if number else None
    if not (before and number and noun and (key := CUES.get(noun[0].lower())) in _RANKED):
        return []
    ranked = _ranked_as(mention._replace(end=number.end(), text=number[0]), before.start())
    return [*ranked, Item("cue", key, noun.start(), noun.end(), None, None, noun[0].lower())]


def _superlative(mention: Mention) -> list[Item]:
    """A count, a superlative and a noun for "three largest vendors"; [] for a count without a superlative."""
    number, *middle, noun = mention.text.split()
    worded = [word.lower() for word in middle if CUES.get(word.lower()) in _SUPERLATIVES]
    if not worded or noun.lower() not in CUES:
        return []
    end, last = mention.start + len(number), mention.end - len(noun)
    return [
        Item("value", "count", mention.start, end, mention._replace(end=end, text=number)),
        Item("cue", CUES[worded[0]], end + 1, last - 1, None, None, worded[0]),
        Item("cue", CUES[noun.lower()], last, mention.end, None, None, noun.lower()),
    ]


def _item(mention: Mention, text: str) -> Item:
    if mention.hedge in {"up to", "over"} and _NO_HEDGE.search(text, max(0, mention.start - 20), mention.start):
        mention = mention._replace(hedge="")
    if (
        mention.kind == "ordinal"
        and mention.value == 1
        and not _ON.search(text, max(0, mention.start - 8), mention.start)
    ):
        return Item("cue", "first", mention.start, mention.end, word="first")
    if mention.text.startswith("(") and mention.value is not None:
        mention = mention._replace(value=abs(mention.value))
    if mention.kind == "number" and _idle(mention, text):
        return Item("plain", "them", mention.start, mention.end)
    if mention.kind in _TIMES:
        kind = "time"
    elif mention.kind == "identifier":
        kind = "code"
    else:
        kind = "value"
    return Item(kind, mention.kind, mention.start, mention.end, mention)


def _idle(mention: Mention, text: str) -> bool:
    """Whether a number in words counts nothing: "the two"."""
    return mention.text.isalpha() and text[max(0, mention.start - 4) : mention.start].lower() == "the "


def _cries(text: str, taken: bytearray) -> list[tuple[int, int]]:
    """Where words stand that only cry out, and are no name: "Ka-ching!"."""
    return [cry.span(1) for cry in _CRY.finditer(text) if taken.find(1, *cry.span(1)) < 0]


def _stops_of_names(text: str, items: Sequence[Item]) -> list[tuple[int, int]]:
    """Where the full stop of a name that ends in one stands before an amount, and ends no sentence."""
    ends = [item.end for item in items if item.name and item.name.meant[0].endswith(".")]
    return [(end, end + 1) for end in ends if _GOES_ON.match(text, end)]


def _enumerated(text: str) -> list[tuple[int, int]]:
    """Where the numbers of a list stand that is written in one line, from 1 on: "1. Gusto, 2. WeWork"."""
    found = list(_ENUMERATOR.finditer(text))
    counted = [int(match[1][:-1]) for match in found]
    return [match.span(1) for match in found] if len(found) > 1 and counted == [*range(1, len(found) + 1)] else []


def _rest(text: str, free: Sequence[Word], begins: Mapping[int, str]) -> Iterator[Item]:
    keys, at = tuple([word.key for word in free]), 0
    while at < len(free):
        for parts, cue in PHRASES.get(keys[at], ()):
            after = keys[at + len(parts) : at + len(parts) + 1]
            if keys[at : at + len(parts)] == parts and _stands(free[at : at + len(parts)], after, cue, begins):
                yield _phrase(parts, cue, free[at].start, free[at + len(parts) - 1].end)
                at += len(parts)
                break
        else:
            yield _alone(free, at, text)
            at += 1


def _stands(group: Sequence[Word], after: tuple[str, ...], cue: str, begins: Mapping[int, str]) -> bool:
    """Whether words are a phrase: no date is between them or takes the "in" of "our money in July", no value the "to".

    "The sum of" says nothing before a value, and adds up what is named otherwise.
    """
    last, following = group[-1], begins.get(group[-1].end + 1)
    if cue == "plain" and [word.key for word in group[-2:]] == ["sum", "of"] and following not in _VALUES:
        return False
    if cue == "modal" and last.key == "to" and following in _VALUES:
        return False  # "declined to $40" is a fall
    if cue == "plain" and last.key == "got" and following != "count":
        return False  # "I've got ten payments" has them, "I've got $40" received it
    timed = following == "time" or (after and after[0] in _EACH)
    opens = cue != "plain" and last.key == "in" and timed
    return not opens and all(next_.start - word.end < 4 for word, next_ in pairwise(group))


_EACH = frozenset({"each", "every", "both", "all"})


_VALUES = frozenset({"amount", "number", "percent", "points", "count", "multiple", "duration"})


def _phrase(parts: tuple[str, ...], cue: str, start: int, end: int) -> Item:
    if cue == "plain":
        return Item("plain", parts[0], start, end)
    return Item("cue", cue, start, end, None, None, "_".join(parts))


def _alone(free: Sequence[Word], at: int, text: str) -> Item:
    written, key, start, end = free[at]
    if key in _ANSWERS and text[end : end + 1] == "," and _begins(text, start):
        return Item("plain", "yes", start, end)
    if key == "got" and (following := _PARTICIPLE.match(text, end)) and following[1].lower() != "paid":
        return Item("plain", key, start, end)
    if key in CUES and not _moves_nothing(free, at, text):
        return Item("cue", CUES[key], start, end, None, None, key)
    if key in PLAIN or key in CUES or (key[-1:] == "s" and key[:-1] in PLAIN):
        return Item("plain", key, start, end)
    return Item(_unknown(free, at, text), key, start, end, None, None, written)


def _moves_nothing(free: Sequence[Word], at: int, text: str) -> bool:
    """Whether "up", "down" or "fall" there is no change: "shows up as", "put down to Rent", "falls under Rent"."""
    word = free[at]
    if word.key in _FALLS:
        return _NO_FALL.match(text, word.end) is not None
    if word.key not in {"up", "down"} or _BY_HOW_MUCH.match(text, word.end):
        return False
    if _DOWN_TO.match(text, word.end):
        return True
    before = free[at - 1] if at and word.start - free[at - 1].end == 1 else None
    return before is not None and before.key not in _ARE and before.key not in CUES


_PARTICIPLE = re.compile(r"\s([a-z]+ed|put|paid)\b", re.IGNORECASE)
_FALLS = frozenset({"fall", "falls", "fell", "falling"})
_NO_FALL = re.compile(r"\s(?:under|below|within|into|on|outside|short|behind)\b")
_BY_HOW_MUCH = re.compile(
    r"\s(?:by|from|on|against|versus|vs|again|slightly|sharply|a bit|another|some|about|around|over|nearly|almost|more"
    r"|compared|to\s)?\s?[^\sa-zA-Z]*\d|\s(?:by|from|on|against|versus|vs|compared)\b"
)
_DOWN_TO = re.compile(r"\sto\s(?!\S*\d)")
_ARE = frozenset("was were is are am be been being im youre were theyre its and or".split())


def _unknown(free: Sequence[Word], at: int, text: str) -> str:
    """What a word is that is not understood: a code, a name (capitalised, and not just for the sentence), a word."""
    word = free[at]
    if word.text[0].isdigit():
        return "code"
    if not word.text[0].isupper():
        return "word"
    if not _begins(text, word.start):
        return "name"
    following = free[at + 1] if at + 1 < len(free) else None
    beside = following is not None and following.start - word.end <= 1
    acts = beside and following is not None and (following.key in _ACTS or following.text[0].isupper())
    return "name" if acts or word.text[-2:] in {"'s", "’s"} else "word"


_ANSWERS = frozenset({"no", "yes", "nope", "yep"})  # "No, you paid more to A" denies what was asked, not that
_ACTS = frozenset(
    [
        "was",
        "is",
        "paid",
        "received",
        "refunded",
        "charged",
        "got",
        "came",
        "accounted",
        "made",
        "had",
        "has",
        "sent",
        "returned",
        "billed",
        "gave",
        "reimbursed",
        "credited",
        "took",
        "represented",
        "cost",
        "earned",
    ]
)


def _shortened(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop only shortens a word ("approx. 8%")."""
    if match[0] != "." or not text[match.start() - 1].isalpha():
        return False
    if _INITIAL.search(text, max(0, match.start() - 2), match.start()):
        following = WORD.search(text, match.end())
        return following is not None and fold(following[0]) not in COMMON
    return _SHORT.search(text, max(0, match.start() - 8), match.start()) is not None


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \"'“‘(*#-")
    return not before or before[-1] in ".!?:\n"


def _marks(text: str, taken: bytearray) -> Iterator[Item]:
    for match in _MARK.finditer(text):
        start, end = match.span()
        if taken.find(1, start, end) < 0:
            if match[1] not in ".!?\n":
                yield Item("mark", match[1], start, end)
            elif not _shortened(text, match):
                yield Item("stop", ".", start, end)
