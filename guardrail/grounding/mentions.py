"""Finds every number, day, period and identifier in a text, with how exactly it says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from ..source.digits import read_digits
from . import periods
from .hedges import hedge_after, hedge_before, words_before
from .identifiers import (
    PREFIXES,
    RECORDS,
    REFERENCES,
    addresses,
    glued_end,
    phone_end,
    record_codes,
    reference_end,
)
from .joins import joined
from .mention import ONE, Mention, Text, fold
from .number_words import FRACTIONS, MULTIPLES, ORDINALS, POWERS, SMALL, read_words
from .periods import BOUNDS, MONTHS, When
from .quantities import TIME, Quantity, shifted
from .units import CAPITAL_CODES, CODES, SIGNS, first_letters

__all__ = ["Mention", "find_mentions"]

_A = r"an?\s(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore|half|third|quarter|fourth|fifth|sixth|eighth|tenth)(?![a-z])"
_RELATIVE = "last previous prior preceding this current next year years quarter month week yesterday today tomorrow ytd fiscal financial tax final".split()
_FIRST_WORDS = frozenset([*SMALL, *ORDINALS, *MULTIPLES, *MONTHS, *RECORDS, *REFERENCES, *_RELATIVE, "half"])
_SIGNS = first_letters(sign for sign in SIGNS if not sign[0].isalpha())
_LETTERS = first_letters(
    [*(sign for sign in SIGNS if sign[0].isalpha()), *CODES, "usd $", "us $", "cad $", "aud $"]
)
_DIGITS = r"(\.[0-9]++|[0-9]++(?:[,.'/:-][0-9]++){0,12}+)"
_CODE = r"[a-z]{1,12}+(?:[-/_][a-z]{1,12}+){0,2}[-#_/]?[0-9]"
_MASTER = re.compile(
    rf"(?:({_SIGNS}|(?<![a-z0-9_])(?:{_LETTERS}))\s{{0,2}}([-(]{{0,2}})\s?|(?<![a-z0-9_])){_DIGITS}"
    rf"|(?<![a-z0-9_])(?:({first_letters(_FIRST_WORDS)})(?![a-z0-9])|({_A})|({_CODE}))"
    r"|(\[[a-z]{0,4}[0-9][^\]\[]{0,60}\])|([½¼¾⅓⅔])"
)
_SPACED = re.compile(r"([0-9]{1,3})((?:[ \xa0][0-9]{3})+)((?:[.,][0-9]{1,2})?)(?![0-9]|[.,][0-9])")
_MONEY_AFTER = re.compile(
    r"\s?(?:[%€£$¥]|usd|eur|gbp|kr|sek|nok|dkk|chf|pln|dollars|euros|pounds|million|billion)(?![a-z])|,[0-9]"
)
_NUMBER_PAIR = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)-([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)")
_OF = re.compile(r"\s(?:of|as|the|more|less|lower|higher|smaller|larger)(?![a-z])")
_ENDS = re.compile(
    r"\s*(?:[.,;:!?)]|$)|\s(?:of|more|less|lower|higher|smaller|larger|bigger|the|as|from|to|in|and|or|its|on|over|by|than|during|since|between)(?![a-z])"
)
_FRACTION = re.compile(
    r"[\s-]{1,2}(half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)(?![a-z])"
)
_FOLD = re.compile(r"[\s-]?fold(?![a-z])")
_HALF_UNIT = re.compile(
    r"\s(?:an?\s)?(?:million|billion|trillion|thousand|dozen|hundred|crore|lakh|percent|per\scent|percentage|point|year|hour|month|day|day|cent)"
)
_NOT_DOUBLE = re.compile(
    r"[\s-](?:check|checked|entry|click|digit|book|booking|count|counting|counted|taxation|spacing|standard|down|edged)"
)
_SPENT = frozenset(
    "paid pay pays spent spend cost costs received receive refunded refund worth totalled totaled totalling totaling charged charges earned = owed owes".split()
)
_YEARLY = frozenset(
    "the in of for during since fiscal by from to and until through year our its this".split()
)
_PLACES_OF = MappingProxyType({"½": ("0.5", -1), "¼": ("0.25", -2), "¾": ("0.75", -2)})


def find_mentions(
    text: str, *, day_first: bool | None = None, today: date | None = None
) -> tuple[Mention, ...]:
    """Every number, day, period and identifier in `text`, in order and without overlap.

    `day_first` says how to read 03/04/26; without it such a day has no period. `today` is the day that "last
    month" and "yesterday" are counted from; without it they have no period either. Never raises on any text.
    """
    low = fold(text)
    hidden = addresses(text)
    for start, end in hidden:
        low = f"{low[:start]}{chr(0) * (end - start)}{low[end:]}"
    page = Text(text, low, day_first, today)
    found: list[Mention] = []
    position = 0
    while match := _MASTER.search(low, position):
        position = _READERS[match.lastindex or 0](page, match, found)
    if hidden:
        found += (_named(page, start, end, "address") for start, end in hidden)
        found.sort(key=lambda mention: mention.start)
    return tuple(found)


# ---- digits ----


def _read_digits(page: Text, match: re.Match[str], found: list[Mention]) -> int:
    sign, inner, blob = match.group(1, 2, 3)
    start, end = match.start(), match.end()
    if sign and not _is_money(page, sign, start):
        sign, inner, start = None, None, match.start(3)
    if sign is None:
        other = _other_than_number(page, blob, start, end, found)
        if other is not None:
            return other
    number, end = _number(page, blob, match.start(3), end, money=bool(sign))
    if number is None:
        return _add(found, _named(page, start, end, ""), page)
    quantity = Quantity(page, start, end, number[0], -number[1])
    if sign:
        quantity.kind, quantity.unit = "amount", _unit_of(sign)
        quantity.signed = "-" in (inner or "")
    quantity.look_back()
    if inner and "(" in inner:
        quantity.open = True
    quantity.look_ahead()
    if quantity.kind == "number" and (special := _special_number(page, quantity, blob, found)) is not None:
        return special
    if inner and "(" in inner:
        return _add_inner(page, quantity, found)
    mention = quantity.mention(found[-1] if found else None)
    return _add(found, mention, page) if mention else quantity.end


def _add_inner(page: Text, quantity: Quantity, found: list[Mention]) -> int:
    """An amount whose parenthesis stands behind the sign: "$(612.40)"."""
    quantity.signed, quantity.open = quantity.close, False
    mention = quantity.mention()
    return _add(found, mention, page) if mention else quantity.end


def _is_money(page: Text, sign: str, start: int) -> bool:
    if sign[:3] in CAPITAL_CODES:
        return page.raw[start : start + 3].isupper()
    return True


def _unit_of(sign: str) -> str:
    return SIGNS.get(sign) or CODES.get(sign[:3]) or "USD"


def _other_than_number(page: Text, blob: str, start: int, end: int, found: list[Mention]) -> int | None:
    """Reads digits that are a date, a time, a telephone number or a code; None if they may be a number."""
    low = page.low
    if len(blob) > 4:
        before = low[start - 1] if start else ""
        if before in "(+" or blob.isdigit() or "-" in blob or "." in blob:
            at = start - 1 if before and before in "(+" else start
            phone = phone_end(low, at)
            if phone is not None:
                return _add(found, _named(page, at, phone, "telephone"), page)
    elif low[start - 1 : start] in ("(", "+") and (phone := phone_end(low, start - 1)) is not None:
        return _add(found, _named(page, start - 1, phone, "telephone"), page)
    if blob.isdigit():
        return _list_marker(page, start, end) if len(blob) < 4 else None
    when = periods.numeric_date(page, blob, end)
    if when is not None:
        return _add_when(page, found, start, when)
    if ":" in blob:
        time = TIME.match(low, end)
        return _add(found, _named(page, start, time.end() if time else end, "time"), page)
    if "/" in blob:
        return _slashed(page, blob, start, end, found)
    if "-" in blob and (blob[0] == "0" or not _NUMBER_PAIR.fullmatch(blob)):
        if re.match(r"[0-9]{1,2}-[0-9]{1,2}(?![0-9-])", blob):
            return None
        return _add(found, _named(page, start, end, ""), page)
    return None


def _list_marker(page: Text, start: int, end: int) -> int | None:
    """Past a marker such as "1." or "2)" where a line starts; None if the digits are none."""
    if page.low[end : end + 2] not in (". ", ") ", ".\t", ")\t"):
        return None
    return (
        end + 1
        if page.raw[max(0, start - 12) : start].rpartition("\n")[2].strip(" \t(") == ""
        and (start < 12 or "\n" in page.raw[start - 12 : start])
        else None
    )


def _slashed(page: Text, blob: str, start: int, end: int, found: list[Mention]) -> int:
    over, _, under = blob.partition("/")
    if (
        over.isdigit()
        and under in ("2", "3", "4", "5", "8", "10")
        and int(over[:3]) < int(under)
        and _OF.match(page.low, end)
    ):
        return _add_fraction(page, found, start, end, int(over), int(under))
    return _add(found, _named(page, start, end, ""), page)


def _number(
    page: Text, blob: str, start: int, end: int, *, money: bool
) -> tuple[tuple[Decimal, int] | None, int]:
    """The value and decimals of a run of digits that begins at `start`, and where it ends; a dash ends it."""
    if blob.isdigit():
        if len(blob) < 4 and page.low[end : end + 1] in (" ", "\xa0"):
            spaced = _SPACED.match(page.low, start)
            if spaced and (
                money
                or "\xa0" in spaced[2]
                or len(spaced[2]) > 4
                or spaced[3]
                or _MONEY_AFTER.match(page.low, spaced.end())
            ):
                return read_digits(spaced.group().replace("\xa0", " ")), spaced.end()
        return ((Decimal(blob), 0) if len(blob) <= 40 else None), end
    for stop in "-/:":
        cut = blob.find(stop)
        if cut > 0:
            blob, end = blob[:cut], start + cut
    read = read_digits(blob) if len(blob) <= 60 else None
    if read is None and "," in blob:
        head = blob.split(",")[0]
        return read_digits(head), start + len(head)
    return read, end


def _special_number(page: Text, quantity: Quantity, blob: str, found: list[Mention]) -> int | None:
    """Reads a bare number that the word after it, or its size, makes a year, day, ordinal or code."""
    low, start, end = page.low, quantity.start, quantity.end
    if quantity.scaled or quantity.unit:
        return None
    if quantity.identifier:
        return _glued_number(page, quantity, blob, found)
    if len(blob) <= 2 and not quantity.signed and (when := periods.day_before_month(page, int(blob), end)):
        return _add_when(page, found, start, when)
    if periods.is_year(blob) and not quantity.signed and not _counts(page, quantity):
        return _add_when(page, found, start, periods.year_alone(page, int(blob), end))
    if low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha():
        return _hyphened(page, quantity, found)
    if len(blob) > 1 and blob[0] == "0" and blob.isdigit():
        return _add(found, _named(page, start, end, ""), page)
    return None


def _counts(page: Text, quantity: Quantity) -> bool:
    from .units import count_noun, is_common_thing  # noqa: PLC0415

    before = quantity.words[-1] if quantity.words else ""
    if before in _SPENT:
        return True
    noun = count_noun(page.low, quantity.end)
    return noun is not None and before not in _YEARLY and is_common_thing(noun[0])


def _glued_number(page: Text, quantity: Quantity, blob: str, found: list[Mention]) -> int:
    """Letters right after digits: "3rd", "15th of March", "1990s", "3Q24", or a code such as "5G"."""
    low, start, end = page.low, quantity.start, quantity.end
    tail = low[end : end + 2]
    after = low[end + 2 : end + 3]
    if tail in ("st", "nd", "rd", "th") and not after.isalnum():
        return _ordinal_digits(page, quantity, blob, found)
    if tail[:1] == "s" and periods.is_year(blob) and blob[-1] == "0" and not tail[1:].isalnum():
        decade = periods.When(
            "period", end + 1, periods.Period(date(int(blob), 1, 1), date(min(int(blob) + 9, 9999), 12, 31))
        )
        return _add_when(page, found, start, decade)
    when = periods.part_of_year(page, start) if len(blob) == 1 else None
    if when is None and periods.is_year(blob):
        alone = periods.year_alone(page, int(blob), end)
        when = alone if alone.end > end else None
    if when is not None:
        return _add_when(page, found, start, when)
    return _add(found, _named(page, start, max(end, glued_end(low, start)), ""), page)


def _ordinal_digits(page: Text, quantity: Quantity, blob: str, found: list[Mention]) -> int:
    start, end = quantity.start, quantity.end
    if not blob.isdigit():
        return end + 2
    day = int(blob) if len(blob) < 3 else 0
    when = periods.day_before_month(page, day, end) or periods.part_in_words(
        page, page.low[start : end + 2], end + 2
    )
    if when is not None:
        return _add_when(page, found, start, when)
    if 0 < day <= 31 and quantity.words[-2:] == ["on", "the"] and _ENDS.match(page.low, end + 2):
        return _add_when(page, found, start, When("day", end + 2, None, None, day))
    return _add(found, _plain(page, "ordinal", start, end + 2, quantity.base), page)


def _hyphened(page: Text, quantity: Quantity, found: list[Mention]) -> int | None:
    """A number tied to a word: "5-vendor" counts vendors, "10-K" and "4-digit" are names."""
    from .units import count_noun  # noqa: PLC0415

    noun = count_noun(page.low, quantity.end, one=True)
    if noun is not None and " " not in page.low[quantity.end : noun[1]]:
        return None
    if page.low.startswith("-odd", quantity.end):
        mention = quantity.mention()
        return _add(found, mention and replace(mention, hedge="about"), page) if mention else quantity.end
    return _add(found, _named(page, quantity.start, glued_end(page.low, quantity.start), ""), page)


# ---- words ----


def _read_word(page: Text, match: re.Match[str], found: list[Mention]) -> int:
    word = match[4]
    for read in _WORD_READERS[word]:
        end = read(page, word, match.start(), match.end(), found)
        if end is not None:
            return end
    return match.end()


def _cardinal(page: Text, word: str, start: int, end: int, found: list[Mention]) -> int | None:
    low = page.low
    words = read_words(low, word, end)
    fraction = _FRACTION.match(low, words.end)
    if fraction is not None and words.value < 100:
        parts = FRACTIONS[fraction[1]]
        sure = fraction[1][0] != "q" or low[words.end] == "-" or _OF.match(low, fraction.end())
        if words.value < parts and sure and (words.value > 1) == (fraction[1][-1] == "s"):
            return _add_fraction(page, found, start, fraction.end(), int(words.value), parts)
    tail = re.match(r"[\s-]([a-z]+)(?![a-z])", low[words.end : words.end + 14])
    if (
        tail
        and tail[1] in ORDINALS
        and ORDINALS[tail[1]] < 10
        and words.value % 10 == 0
        and words.value >= 20
        and word in SMALL
    ):
        return _add(
            found,
            _plain(page, "ordinal", start, words.end + tail.end(), words.value + ORDINALS[tail[1]]),
            page,
        )
    if fold_ := _FOLD.match(low, words.end):
        return _add(found, _plain(page, "multiple", start, fold_.end(), words.value, "x"), page)
    return _quantity(
        page, start, words.end, words.value, words.places, found, power=words.power, lone=word == "one"
    )


def _quantity(
    page: Text,
    start: int,
    end: int,
    value: Decimal,
    places: int,
    found: list[Mention],
    *,
    power: int = 0,
    lone: bool = False,
) -> int | None:
    quantity = Quantity(page, start, end, shifted(value, -power), places)
    quantity.power, quantity.scaled = power, bool(power)
    quantity.look_back()
    if quantity.words[-1:] == ["no"]:
        return None
    quantity.look_ahead()
    mention = quantity.mention(found[-1] if found else None)
    if mention is None or (lone and mention.kind == "number" and mention.value == 1):
        return None
    return _add(found, mention, page)


def _half(page: Text, word: str, start: int, end: int, found: list[Mention]) -> int | None:
    if page.low[end : end + 1] == "-" and not page.low.startswith("-year", end):
        return None
    unit = _HALF_UNIT.match(page.low, end)
    if unit is not None:
        article = re.match(r"\s+an?(?=\s)", page.low[end : end + 6])
        return _quantity(page, start, end + (article.end() if article else 0), Decimal("0.5"), -1, found)
    if page.low.startswith("-year", end):
        return _add(found, _plain(page, "duration", start, end + 5, Decimal("0.5"), "year", -1), page)
    return _add_fraction(page, found, start, end, 1, 2)


def _ordinal(page: Text, word: str, start: int, end: int, found: list[Mention]) -> int | None:
    when = periods.part_in_words(page, word, end)
    if when is not None:
        return _add_when(page, found, start, when)
    if word not in ORDINALS:
        return None
    return _add(found, _plain(page, "ordinal", start, end, Decimal(ORDINALS[word])), page)


def _multiple(page: Text, word: str, start: int, end: int, found: list[Mention]) -> int | None:
    if _NOT_DOUBLE.match(page.low, end):
        return None
    return _add(found, _plain(page, "multiple", start, end, Decimal(MULTIPLES[word]), "x"), page)


def _month(page: Text, word: str, start: int, end: int, found: list[Mention]) -> int | None:
    when = periods.after_month(page, MONTHS[word], end)
    if when is None:
        words = words_before(page.low, start)
        when = periods.bare_month(page, word, start, end, words[-1] if words else "")
    return None if when is None else _add_when(page, found, start, when)


def _relative(page: Text, word: str, start: int, end: int, found: list[Mention]) -> int | None:
    if word == "ytd":
        when: When | None = periods.to_date(page, end)
    elif word in ("yesterday", "today", "tomorrow"):
        when = periods.near_today(page, word, end)
    else:
        when = periods.part_in_words(page, word, end) if word in ("last", "final") else None
        when = when if when and when.period else periods.relative(page, start)
    return None if when is None else _add_when(page, found, start, when)


def _year_word(page: Text, word: str, start: int, end: int, found: list[Mention]) -> int | None:
    when = (
        periods.ended(page, 1, word.rstrip("s"), end)
        or periods.year_word(page, start)
        or periods.relative(page, start)
    )
    return None if when is None else _add_when(page, found, start, when)


def _fiscal(page: Text, word: str, start: int, end: int, found: list[Mention]) -> int | None:
    when = periods.fiscal_year(page, start)
    return None if when is None else _add_when(page, found, start, when)


def _record(page: Text, word: str, start: int, end: int, found: list[Mention]) -> int | None:
    codes = record_codes(page.low, word, end)
    for first, last in codes:
        found.append(_named(page, first, last, RECORDS[word]))
    return codes[-1][1] if codes else None


def _reference(page: Text, word: str, start: int, end: int, found: list[Mention]) -> int | None:
    stop = reference_end(page.low, end)
    return None if stop is None else _add(found, _named(page, start, stop, REFERENCES[word]), page)


def _read_article(page: Text, match: re.Match[str], found: list[Mention]) -> int:
    """ "a hundred", "a dozen", "a third"."""
    start, end = match.span()
    word = match[5].split()[1]
    if word in FRACTIONS:
        if word == "half" or _ENDS.match(page.low, end):
            return _add_fraction(page, found, start, end, 1, FRACTIONS[word])
        return match.start() + 2
    words = read_words(page.low, word, end)
    return _quantity(page, start, words.end, words.value, words.places, found, power=words.power) or end


def _read_code(page: Text, match: re.Match[str], found: list[Mention]) -> int:
    """Letters with digits: "Q3", "FY24", "INV-88213", "mid-2019"."""
    start, end = match.start(), match.end()
    when = periods.part_of_year(page, start) or periods.fiscal_year(page, start)
    if when is not None:
        return _add_when(page, found, start, when)
    head, dash, _ = match[6].rpartition("-")
    if dash and (head in PREFIXES or head in SMALL):
        return end - 1
    if head in MONTHS and (month := periods.after_month(page, MONTHS[head], start + len(head))):
        return _add_when(page, found, start, month)
    return _add(found, _named(page, start, max(end, glued_end(page.low, start)), ""), page)


def _skip(page: Text, match: re.Match[str], found: list[Mention]) -> int:
    return match.end()


def _vulgar(page: Text, match: re.Match[str], found: list[Mention]) -> int:
    over, under = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)}[match[8]]
    return _add_fraction(page, found, match.start(), match.end(), over, under)


# ---- making mentions ----


def _plain(
    page: Text, kind: str, start: int, end: int, value: Decimal, unit: str = "", places: int = 0
) -> Mention:
    hedge = hedge_before(words_before(page.low, start)) or hedge_after(page.low, end)
    return Mention(kind, start, end, page.raw[start:end], value, places, unit, ONE, False, hedge)


def _add_fraction(page: Text, found: list[Mention], start: int, end: int, over: int, under: int) -> int:
    value = Decimal(over) / under
    places = int(value.as_tuple().exponent)
    return _add(found, _plain(page, "multiple", start, end, value, "x", max(places, -2)), page)


def _named(page: Text, start: int, end: int, unit: str) -> Mention:
    return Mention("identifier", start, end, page.raw[start:end], None, 0, unit)


def _add_when(page: Text, found: list[Mention], start: int, when: When) -> int:
    words = words_before(page.low, start)
    while words and words[-1] in ("the", "fiscal"):
        words.pop()
    bound = BOUNDS.get(words[-1], "") if words else ""
    if bound == "until" and words[-1] == "through" and len(words) > 1:
        bound = ""
    hedge = bound or ("about" if hedge_before(words) == "about" else "")
    mention = Mention(
        when.kind, start, when.end, page.raw[start : when.end], None, 0, "", ONE, False, hedge, None,
        periods.bounded(when.period, bound), False, when.month, when.day, when.part, when.end_month, when.end_day,
    )  # fmt: skip
    return _add(found, mention, page)


def _add(found: list[Mention], mention: Mention, page: Text) -> int:
    if found and mention.start - found[-1].end < 12:
        joined(page, found, mention)
    else:
        found.append(mention)
    return mention.end


_Reader = Callable[[Text, "re.Match[str]", "list[Mention]"], int]
_READERS: Mapping[int, _Reader] = MappingProxyType(
    {3: _read_digits, 4: _read_word, 5: _read_article, 6: _read_code, 7: _skip, 8: _vulgar}
)
_WordReader = Callable[[Text, str, int, int, "list[Mention]"], "int | None"]


def _word_readers() -> dict[str, tuple[_WordReader, ...]]:
    kinds: list[tuple[frozenset[str], _WordReader]] = [
        (frozenset(MONTHS), _month),
        (frozenset({"half"}), _half),
        (frozenset(RECORDS), _record),
        (frozenset(REFERENCES), _reference),
        (frozenset(SMALL), _cardinal),
        (frozenset({"fiscal", "financial", "tax"}), _fiscal),
        (frozenset({"year", "years", "quarter", "month", "week"}), _year_word),
        (frozenset(_RELATIVE), _relative),
        (frozenset({*ORDINALS, "last", "final"}), _ordinal),
        (frozenset(MULTIPLES), _multiple),
    ]
    return {word: tuple(read for words, read in kinds if word in words) for word in _FIRST_WORDS}


_WORD_READERS: Mapping[str, tuple[_WordReader, ...]] = MappingProxyType(_word_readers())
