"""Reads what begins with a word: number words, months, quarters, years, multiples, and named codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from .collect import add, add_fraction, add_name, add_plain, add_when
from .days import MONTHS, after_month, bare_month
from .hedges import words_before
from .identifiers import PREFIXES, RECORDS, REFERENCES, glued_end, record_codes, reference_codes
from .mention import Text
from .number_words import FRACTIONS, MULTIPLES, ORDINALS, SMALL, Words, read_words
from .numerals import read_money_word
from .periods import ended, fiscal_year, near_today, part_in_words, part_of_year, relative, year_word
from .quantities import Quantity, is_unit
from .units import CODES, SIGNS, count_noun
from .vocabulary import vocabulary

ARTICLE = (
    r"an?\s(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore"
    r"|half|third|quarter|fourth|fifth|sixth|eighth|tenth)(?![a-z])"
)
"""What makes a number of an article."""

_FRACTION_ENDS = re.compile(
    r"\s*(?:[.,;:!?)]|$)|\s(?:of|more|less|lower|higher|smaller|larger|bigger|the|as|from|to|in|and|or|its|on|over|by|than|was|were|is|are"
    r"|during|since|between)(?![a-z])"
)
_OF = re.compile(r"\s(?:of|as|the|more|less|lower|higher|smaller|larger)(?![a-z])")
_FRACTION = re.compile(
    r"([\s-]{1,2})(halves|half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)(?![a-z])"
)
_ORDINAL_TAIL = re.compile(r"([\s-])(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)(?![a-z])")
_AFTER_ONE = re.compile(r"[\s-]{1,2}([a-z]+)")
_AFTER_ONES = frozenset({"hundred", "dozen", "point", "and", "to", "or"})
_FOLD = re.compile(r"[\s-]?fold(?![a-z])")
_OF_UNIT = re.compile(
    r"\s(an?\s)?(?:million|billion|trillion|thousand|dozen|hundred|crore|lakh|percent|per\scent|percentage|year|hour|month|day|cent)(?![a-z])"
)
_OF_YEAR = re.compile(r"\sof\s(?:the\s|our\s|this\s|last\s)?(?:fiscal|year|fy|19|20)")
_ONE_TO = re.compile(r"(?:\s(?:to|or|in|of\severy|in\severy)\s|-)(?:[0-9]|two|three|four|five|six|ten|twelve)")
_NOT_RANK = re.compile(r"[\s-](?:party|parties|hand|class)(?![a-z])")
_NOT_DOUBLE = re.compile(
    r"-[a-z]|\s(?:bottom|check|checked|checks|entry|click|digit|digits|book|booking|count|counts|counting|counted|taxation|spacing|standard"
    r"|down|edged)(?![a-z])"
)


def read_word(text: Text, word: str, start: int, end: int) -> int:
    """What begins with one of `FIRST_WORDS`; returns where to go on."""
    for read in _READERS[word]:
        stop = read(text, word, start, end)
        if stop is not None:
            return stop
    return end


def read_article(text: Text, start: int, end: int) -> int:
    """Reads "a hundred", "a dozen", "a third"; `end` is that of the second word."""
    word = text.low[start:end].split()[1]
    if word in FRACTIONS:
        if word == "half" or _FRACTION_ENDS.match(text.low, end):
            return add_fraction(text, start, end, 1, FRACTIONS[word])
        return start + 2
    words = read_words(text.low, word, end)
    return _quantity(text, start, words) or end


def read_code(text: Text, start: int, end: int) -> int:
    """Letters with a digit that ends at `end`: "Q3", "FY24", "INV-88213", "mid-2019", "USD5m"."""
    low = text.low
    when = part_of_year(text, start) or fiscal_year(text, start)
    if when is not None:
        return add_when(text, start, when)
    head = low[start : end - 1]
    if head in CODES or head in SIGNS:
        stop = read_money_word(text, head, start, end - 1)
        if stop is not None:
            return stop
    if head[-1] == "-" and (head[:-1] in PREFIXES or head[:-1] in SMALL or head[:-1] in CODES):
        return end - 1
    if head.rstrip("-") in MONTHS and (
        month := after_month(text, MONTHS[head.rstrip("-")], start + len(head.rstrip("-")))
    ):
        return add_when(text, start, month)
    return add_name(text, start, max(end, glued_end(low, start)))


# Numbers.


def _cardinal(text: Text, word: str, start: int, end: int) -> int | None:
    low = text.low
    if word == "one" and not _is_number(low, end):
        return None
    words = read_words(low, word, end)
    whole, stop = words.base, words.end
    if not words.power and not words.places and whole < 100:
        if fraction := _FRACTION.match(low, stop):
            parts = FRACTIONS[fraction[2]]
            sure = fraction[2][0] != "q" or fraction[1] == "-" or _is_quarter(low, start, whole, fraction.end())
            if 0 < whole < parts and sure and (whole > 1) == (fraction[2][-1] == "s"):
                return add_fraction(text, start, fraction.end(), int(whole), parts)
        if (
            whole >= 20
            and whole % 10 == 0
            and (tail := _ORDINAL_TAIL.match(low, stop))
            and not (tail[1] != "-" and tail[2] == "second")
        ):
            return add_plain(text, "ordinal", start, tail.end(), whole + ORDINALS[tail[2]])
        if fold := _FOLD.match(low, stop):
            return add_plain(text, "multiple", start, fold.end(), whole, unit="x")
    return _quantity(text, start, words, lone=word == "one")


def _is_quarter(low: str, start: int, whole: Decimal, end: int) -> bool:
    """Whether "three quarters" is three fourths, and not nine months: "three quarters of the total"."""
    if whole not in (1, 3) or _OF.match(low, end) is None or _OF_YEAR.match(low, end) is not None:
        return False
    return words_before(low, start)[-1:] not in (["first"], ["last"], ["past"], ["next"], ["previous"])


def _is_number(low: str, end: int) -> bool:
    """Whether a "one" that ends at `end` is a number: of a unit, a thing or a longer number."""
    match = _AFTER_ONE.match(low, end)
    if match is None:
        return False
    word = match[1]
    return is_unit(word) or word in _AFTER_ONES or word in FRACTIONS or count_noun(low, end, one=True) is not None


def _quantity(text: Text, start: int, words: Words, *, lone: bool = False) -> int | None:
    quantity = Quantity(text, start, words.end, words.base, words.places)
    quantity.power, quantity.scaled = words.power, words.power > 0
    quantity.look_back()
    if quantity.words[-1:] == ["no"]:
        return None
    quantity.look_ahead()
    mention = quantity.mention()
    if mention is None:
        return None
    if lone and mention.kind == "number" and mention.value == 1 and _ONE_TO.match(text.low, words.end) is None:
        return None
    return add(text, mention)


def _half(text: Text, _word: str, start: int, end: int) -> int | None:
    low = text.low
    if low.startswith("-year", end):
        return add_plain(text, "duration", start, end + 5, Decimal("0.5"), unit="year", places=-1)
    if low[end : end + 1] == "-":
        return None
    unit = _OF_UNIT.match(low, end)
    if unit is not None:
        return _quantity(text, start, Words(Decimal("0.5"), -1, 0, end + len(unit[1] or "")))
    return add_fraction(text, start, end, 1, 2)


def _halved(text: Text, _word: str, start: int, end: int) -> int:
    return add_fraction(text, start, end, 1, 2)


def _ordinal(text: Text, word: str, start: int, end: int) -> int | None:
    when = part_in_words(text, word, end)
    if when is not None and (word in ORDINALS or when.period is not None):
        return add_when(text, start, when)
    if word not in ORDINALS or _NOT_RANK.match(text.low, end) is not None:
        return None
    return add_plain(text, "ordinal", start, end, Decimal(ORDINALS[word]))


def _multiple(text: Text, word: str, start: int, end: int) -> int | None:
    if _NOT_DOUBLE.match(text.low, end):
        return None
    return add_plain(text, "multiple", start, end, Decimal(MULTIPLES[word]), unit="x")


# Days and periods.


def _month(text: Text, word: str, start: int, end: int) -> int | None:
    when = after_month(text, MONTHS[word], end)
    if when is None:
        words = words_before(text.low, start)
        when = bare_month(text, word, start, end, words[-1] if words else "")
    return None if when is None else add_when(text, start, when)


def _relative(text: Text, _word: str, start: int, _end: int) -> int | None:
    when = relative(text, start)
    return None if when is None else add_when(text, start, when)


def _near_today(text: Text, word: str, start: int, end: int) -> int | None:
    return add_when(text, start, near_today(text, word, end))


def _length(text: Text, word: str, start: int, end: int) -> int | None:
    when = ended(text, 1, word.rstrip("s"), end) or year_word(text, start) or relative(text, start)
    return None if when is None else add_when(text, start, when)


def _fiscal(text: Text, _word: str, start: int, _end: int) -> int | None:
    when = fiscal_year(text, start)
    return None if when is None else add_when(text, start, when)


# Codes.


def _record(text: Text, word: str, start: int, end: int) -> int | None:
    if text.low[end : end + 1] in ("-", "_", "/") and any(
        char.isdigit() for char in text.low[end : glued_end(text.low, start)]
    ):
        return add_name(text, start, glued_end(text.low, start))
    codes = record_codes(text.low, word, end)
    for first, last in codes:
        add_name(text, first, last, RECORDS[word])
    return codes[-1][1] if codes else None


def _reference(text: Text, word: str, start: int, end: int) -> int | None:
    codes = reference_codes(text.low, word, start, end)
    for first, last in codes:
        add_name(text, first, last, REFERENCES[word])
    return codes[-1][1] if codes else None


_Reader = Callable[[Text, str, int, int], "int | None"]
_KINDS: tuple[tuple[frozenset[str], _Reader], ...] = (
    (frozenset(MONTHS), _month),
    (frozenset(RECORDS), _record),
    (frozenset(REFERENCES), _reference),
    (
        frozenset({*CODES, *(sign for sign in SIGNS if sign[0].isalpha() and "$" not in sign)}),
        read_money_word,
    ),
    (frozenset(SMALL), _cardinal),
    (frozenset({"half"}), _half),
    (frozenset({"halved", "halves", "halving"}), _halved),
    (frozenset({*ORDINALS, "last", "final"}), _ordinal),
    (frozenset(MULTIPLES), _multiple),
    (frozenset({"fiscal", "financial", "tax", "fy"}), _fiscal),
    (frozenset({"year", "years", "quarter", "month", "week"}), _length),
    (vocabulary("last previous prior preceding this current next"), _relative),
    (vocabulary("yesterday today tomorrow ytd"), _near_today),
)
_READERS: Mapping[str, tuple[_Reader, ...]] = MappingProxyType(
    {word: tuple(read for words, read in _KINDS if word in words) for words, _ in _KINDS for word in words}
)
FIRST_WORDS = frozenset(_READERS)
"""The words at which something may begin."""
