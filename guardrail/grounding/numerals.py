"""Reads what begins with digits: numbers and amounts, and the dates, times and codes that look like them."""

from __future__ import annotations

import re
from decimal import Decimal

from ..source.digits import read_digits
from .collect import add, add_fraction, add_name, add_plain, add_when
from .days import When, day_before_month, is_year, numeric_date
from .identifiers import glued_end, phone_end
from .mention import Text
from .periods import decade, part_in_words, part_of_year, year_alone
from .quantities import Quantity
from .units import CAPITAL_CODES, CODES, SIGNS, count_noun, is_common_thing
from .vocabulary import vocabulary

DIGITS = r"(?:(?<![^\s(\[$£€~<>=+-])\.[0-9]++|[0-9]++(?>(?:[,.'/:-][0-9]++){0,12}))"
"""A run of digits with what may stand inside it; what it is, is decided later."""

SLICES = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)}
"""Fractions that are one character."""

_AFTER_SIGN = re.compile(rf"\s{{0,2}}\$?\s?([-(]{{0,2}})\s?({DIGITS})")
_SIGN_PREFIX = re.compile(r"(?<![a-z0-9])(?:u\.s\.|us|usd|ca|cad|cdn|c|au|aud|a|nz|hk|sg|s|nt|mx|r|cn|jp)\s?$")
_SPACED = re.compile(r"[0-9]{1,3}((?:[ \xa0][0-9]{3})+)([.,][0-9]{1,2})?(?![0-9]|[.,][0-9])")
_MONEY_AFTER = re.compile(r"\s?(?:[%€£$¥]|(?:usd|eur|gbp|kr|sek|nok|dkk|chf|pln|dollars|euros|pounds)(?![a-z]))")
_PAIR = re.compile(r"[0-9]{1,3}(?:,?[0-9]{3}){0,4}(?:\.[0-9]+)?-[0-9]{1,3}(?:,?[0-9]{3}){0,4}(?:\.[0-9]+)?")
_RATIO = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?):1")
_TO_ONE = re.compile(r"\sto\s1(?:\.0{1,2})?(?![0-9a-z%]|[.,][0-9]|\s?%|\s(?:million|billion|percent))")
_CLOCK = re.compile(r"\s?(?:[ap]m|[ap]\.m\.?)(?![a-z])|\so'clock")
_OF = re.compile(r"\s(?:of|as|the|more|less|lower|higher|smaller|larger)(?![a-z])")
_DAY_ENDS = re.compile(r"\s*(?:[.,;:!?)]|$)|\s(?:of|for|and|or|to|by|we|you|they|it|at|with)(?![a-z])")
_MARKER = re.compile(r"[.)][ \t]")
_MARGIN = re.compile(r"(?:^|\n)[ \t(]{0,8}$")
_LONGEST = 40
_SPENT = vocabulary(
    """paid pay pays spent spend cost costs received receive refunded refund worth totalled totaled
    totalling totaling charged charges earned owed owes ="""
)
_BEFORE_YEARS = vocabulary("the in of for during since fiscal by from to and until through our year its this")


def read_mark(text: Text, start: int) -> int:
    """An amount that begins with a sign such as "$" at `start`, with the letters before it: "US$5m"."""
    low = text.low
    match = _AFTER_SIGN.match(low, start + 1)
    if match is None:
        return start + 1
    unit, begin = SIGNS[low[start]], start
    prefix = _SIGN_PREFIX.search(low[start - 5 if start > 5 else 0 : start]) if start else None
    if prefix is not None:
        lead = prefix.group()
        named = SIGNS.get(lead.strip() + low[start])
        if lead == "us " and not text.raw[start - 3 : start - 1].isupper():
            named = None  # "refunded us $5"
        if named and (not lead.endswith(" ") or lead.strip() in ("us", "u.s.", "usd", "cad", "aud")):
            unit, begin = named, start - len(lead)
    return _amount(text, begin, unit, match)


def read_money_word(text: Text, word: str, start: int, end: int) -> int | None:
    """An amount that begins with a code or name such as "USD" or "Rs."; None if no digits follow."""
    if text.low[end : end + 1] == "." and f"{word}." in SIGNS:
        end += 1
    match = _AFTER_SIGN.match(text.low, end)
    if match is None or (word in CAPITAL_CODES and not text.raw[start:end].isupper()):
        return None
    if match.start(2) == end and word not in SIGNS and not text.raw[start:end].isupper():
        return None
    return _amount(text, start, CODES.get(word) or SIGNS[word], match)


def _amount(text: Text, start: int, unit: str, match: re.Match[str]) -> int:
    inner, blob, at = match[1], match[2], match.start(2)
    base, places, end = _number(text, blob, at, money=True)
    if base is None:
        return add_name(text, at, end)
    quantity = Quantity(text, start, end, base, places)
    quantity.kind, quantity.unit = "amount", unit
    quantity.look_back()
    quantity.opened = quantity.opened or "(" in inner
    quantity.look_ahead()
    if "(" in inner:
        quantity.signed, quantity.closed = quantity.closed, False
    elif "-" in inner:
        quantity.signed = True
    mention = quantity.mention()
    return add(text, mention) if mention else quantity.end


def read_number(text: Text, start: int, blob: str, end: int) -> int:
    """A number without a currency before it, or the day, year, time or code that the digits are."""
    other = _short(text, blob, start, end) if len(blob) < 7 and blob.isdigit() else _shaped(text, blob, start, end)
    if other is not None:
        return other
    base, places, end = _number(text, blob, start, money=False)
    if base is None:
        return add_name(text, start, end)
    quantity = Quantity(text, start, end, base, places)
    quantity.look_back()
    quantity.look_ahead()
    bare = not quantity.unit and not quantity.scaled
    special = _special(text, quantity, blob, start) if bare else None
    if special is not None:
        return special
    mention = quantity.mention()
    return add(text, mention) if mention else quantity.end


def _short(text: Text, blob: str, start: int, end: int) -> int | None:
    """Passes the "1." of a list and reads a code after "#"; None if the few digits may be a number."""
    before = text.low[start - 1] if start else ""
    if before == "#":
        return add_name(text, start, end, "number")
    if before and before in "(+" and (phone := phone_end(text.low, start - 1)):
        return add_name(text, start - 1, phone, "telephone")
    marks = len(blob) < 3 and text.low[end : end + 1] in (".", ")") and _is_marker(text, start, end)
    return end + 1 if marks else None


def _shaped(text: Text, blob: str, start: int, end: int) -> int | None:
    """Reads digits whose shape says that they are no number; None if they may be one."""
    low = text.low
    if start and low[start - 1] == "#":
        return add_name(text, start, end, "number")
    at = start - 1 if start and low[start - 1] in "(+" else start
    phone = phone_end(low, at)
    if phone is not None:
        return add_name(text, at, phone, "telephone")
    if blob.isdigit():
        return None
    head, dash, _ = blob.partition("-")
    if dash and len(head) < 3 and head.isdigit() and (when := day_before_month(text, int(head), start + len(head))):
        return add_when(text, start, when)
    when = numeric_date(text, blob, end)
    return _joined(text, blob, start, end) if when is None else add_when(text, start, when)


def _joined(text: Text, blob: str, start: int, end: int) -> int | None:
    """Reads digits joined by marks that no number has: a time, a ratio, a fraction, a code."""
    if ":" in blob:
        return _with_colon(text, blob, start, end)
    if "/" in blob:
        return _slashed(text, blob, start, end)
    coded = "-" in blob and (blob[0] == "0" or not _PAIR.fullmatch(blob))
    dotted = blob.count(".") > 1 and read_digits(blob) is None
    return add_name(text, start, end) if coded or dotted else None


def _with_colon(text: Text, blob: str, start: int, end: int) -> int:
    ratio = _RATIO.fullmatch(blob)
    if ratio is not None:
        return add_plain(
            text, "multiple", start, end, Decimal(ratio[1]), unit="x", places=-len(ratio[1].partition(".")[2])
        )
    clock = _CLOCK.match(text.low, end)
    return add_name(text, start, clock.end() if clock else end, "time")


def _slashed(text: Text, blob: str, start: int, end: int) -> int:
    over, _, under = blob.partition("/")
    if (
        under in ("2", "3", "4", "5", "8", "10")
        and len(over) == 1
        and over < under[0].ljust(2, "0")
        and _OF.match(text.low, end)
    ):
        return add_fraction(text, start, end, int(over), int(under))
    return add_name(text, start, end)


def _is_marker(text: Text, start: int, end: int) -> bool:
    """Whether digits are the "1." or "2)" at the start of a line."""
    margin = text.raw[max(0, start - 9) : start]
    if _MARKER.match(text.low, end) is None or (start > 8 and "\n" not in margin):
        return False
    return _MARGIN.search(margin) is not None


def _number(text: Text, blob: str, start: int, *, money: bool) -> tuple[Decimal | None, int, int]:
    """The value of a run of digits, the power of ten of its last digit, and where it ends; a dash ends it."""
    low, end = text.low, start + len(blob)
    if len(blob) < 4 and low[end : end + 1] in (" ", "\xa0") and blob.isdigit():
        spaced = _SPACED.match(low, start)
        if spaced and (
            money or len(spaced[1]) > 4 or spaced[2] or "\xa0" in spaced[1] or _MONEY_AFTER.match(low, spaced.end())
        ):
            blob, end = spaced.group(), spaced.end()
    if blob.isdigit():
        if low[end : end + 1] in SLICES:
            over, under = SLICES[low[end]]
            value = Decimal(blob) + Decimal(over) / under if len(blob) < 10 else None
            return value, -1 if under == 2 else -2, end + 1
        return (Decimal(blob) if end - start <= _LONGEST else None), 0, end
    for stop in "-/:":
        cut = blob.find(stop)
        if cut > 0:
            blob, end = blob[:cut], start + cut
    read = read_digits(blob) if len(blob) <= 2 * _LONGEST else None
    if read is None and blob.count(",") == 1:
        blob = blob.partition(",")[0]
        read, end = read_digits(blob), start + len(blob)
    return (None, 0, end) if read is None else (read[0], -read[1], end)


def _special(text: Text, quantity: Quantity, blob: str, start: int) -> int | None:
    """Reads a bare number that the word after it, or its size, makes a year, day, ordinal, time or code."""
    low, end = text.low, quantity.end
    if quantity.glued:
        return _glued(text, quantity, blob, start)
    ratio = _TO_ONE.match(low, end)
    if ratio is not None and (quantity.places < 0 or quantity.words[-2:] == ["ratio", "of"]):
        return add_plain(text, "multiple", start, ratio.end(), quantity.base, unit="x", places=quantity.places)
    if not blob.isdigit():
        return None
    if len(blob) < 3:
        if when := day_before_month(text, int(blob), end):
            return add_when(text, start, when)
        if clock := _CLOCK.match(low, end):
            return add_name(text, start, clock.end(), "time")
    elif is_year(blob) and not quantity.signed and not _counts(text, quantity):
        return add_when(text, start, year_alone(text, int(blob), start + 4))
    if low[end : end + 1] in ("-", "(") and low[end + 1 : end + 2].isalpha():
        return _hyphened(text, quantity, start)
    return add_name(text, start, end) if len(blob) > 1 and blob[0] == "0" else None


def _counts(text: Text, quantity: Quantity) -> bool:
    """Whether a number that could be a year is rather a number: "paid 2000", "2019 invoices"."""
    before = quantity.words[-1].lstrip("(\"'") if quantity.words else ""
    if before in _SPENT:
        return True
    noun = count_noun(text.low, quantity.end)
    if noun is None or before in _BEFORE_YEARS:
        return False
    return is_common_thing(noun[0]) and text.raw[noun[1] - len(noun[0])].islower()


def _glued(text: Text, quantity: Quantity, blob: str, start: int) -> int:
    """Letters right after digits: "3rd", "15th of March", "1990s", "3Q24", or a code such as "5G"."""
    low, end = text.low, quantity.end
    tail = low[end : end + 3]
    if blob.isdigit():
        if tail[:2] in ("st", "nd", "rd", "th") and not tail[2:].isalnum():
            return _ordinal(text, quantity, blob, start)
        if is_year(blob) and blob[-1] == "0" and tail[0] == "s" and not tail[1:2].isalnum():
            return add_when(text, start, decade(int(blob), end + 1))
        when = part_of_year(text, start) if len(blob) == 1 else None
        if when is None and is_year(blob) and tail[0] in "qh":
            alone = year_alone(text, int(blob), end)
            when = alone if alone.end > end else None
        if when is not None:
            return add_when(text, start, when)
    return add_name(text, start, max(end, glued_end(low, start)))


def _ordinal(text: Text, quantity: Quantity, blob: str, start: int) -> int:
    end = start + len(blob) + 2
    day = int(blob) if len(blob) < 3 else 0
    when = day_before_month(text, day, end) or part_in_words(text, text.low[start:end], end)
    if when is not None:
        return add_when(text, start, when)
    if 0 < day <= 31 and _after_day(text, quantity) and _DAY_ENDS.match(text.low, end):
        return add_when(text, start, When("day", end, None, None, day))
    return add_plain(text, "ordinal", start, end, quantity.base)


def _after_day(text: Text, quantity: Quantity) -> bool:
    """Whether "the 15th" is a day of a month: "on the 15th", "on the 3rd and the 15th"."""
    words, found = quantity.words, text.found
    if words[-2:] == ["on", "the"]:
        return True
    listed = words[-1:] == ["and"] or words[-2:] == ["and", "the"]
    return listed and bool(found) and found[-1].kind == "day" and quantity.start - found[-1].end < 12


def _hyphened(text: Text, quantity: Quantity, start: int) -> int | None:
    """A number tied to a word: "5-vendor" counts vendors; "10-K" and "4-digit" are names."""
    low, end = text.low, quantity.end
    noun = count_noun(low, end, one=True)
    if noun is not None and " " not in low[end : noun[1]]:
        return add_plain(text, "count", start, noun[1], quantity.base, unit=noun[0])
    if low.startswith("-odd", end):
        quantity.end = end + 4
        mention = quantity.mention()
        return add(text, mention._replace(hedge="about")) if mention else quantity.end
    code = glued_end(low, start)
    return add_name(text, start, code) if code > end else None
