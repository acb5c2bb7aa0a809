"""Finds the values of a record in a text, and puts slots in their places; what is left over is told, never kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..grounding.mention import Mention
from ..grounding.mentions import find_mentions
from ..local.slots import Count, Money, Value, one_line
from ..local.words import fault, slot_token, tokens
from ..source.dates import Period

_QUOTES = "“”\"'‘’«»"
_PLAIN = re.compile(r"[a-z]")


class Match(NamedTuple):
    """A text with slots, or why there is none ("" if there is)."""

    text: str
    why_not: str


class _Piece(NamedTuple):
    start: int
    end: int
    slot: str


def matched(text: str, values: Mapping[str, Value | str], written: Mapping[str, str] | None = None) -> Match:
    """`text` with a slot for each value of a record that it states.

    Args:
        text: a sentence or a few.
        values: what each slot of the record holds; amounts and days are found however they are written.
        written: how values were shown to whoever wrote the text; found as they stand, before all others.

    A value that is stated twice, a number, day or name that is none of the record's, or a word that no vocabulary may
    hold is the reason why not.
    """
    text = one_line(text).replace("’", "'")
    pieces: list[_Piece] = []
    names = {slot: value for slot, value in values.items() if isinstance(value, str)}
    for slot, value in _longest_first({**names, **(written or {})}):
        places = [place for place in _found(text, value) if not _taken(pieces, *place)]
        if len(places) > 1:
            return Match("", f"it says {value!r} twice")
        pieces += [_Piece(*place, slot) for place in places]
    for mention in find_mentions(text):
        if _taken(pieces, mention.start, mention.end):
            continue
        slot = _slot_of(mention, values, {piece.slot for piece in pieces})
        if not slot:
            return Match("", f"it says {mention.text!r}, which the record does not")
        pieces.append(_Piece(mention.start, mention.end, slot))
    skeleton = _replaced(text, pieces)
    return Match("", why) if (why := _left_over(skeleton)) else Match(skeleton, "")


def _longest_first(values: Mapping[str, str]) -> list[tuple[str, str]]:
    shown = {slot: one_line(value).replace("’", "'") for slot, value in values.items()}
    return sorted(((slot, value) for slot, value in shown.items() if value), key=lambda pair: -len(pair[1]))


def _found(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Where `value` stands in `text` as a word of its own, with quotes around it; capitals make no difference."""
    bare = value.strip(_QUOTES)
    for found in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", text, re.IGNORECASE):
        start, end = found.span()
        quoted = start > 0 and end < len(text) and text[start - 1] in _QUOTES and text[end] in _QUOTES
        yield (start - 1, end + 1) if quoted else (start, end)


def _taken(pieces: list[_Piece], start: int, end: int) -> bool:
    return any(start < piece.end and piece.start < end for piece in pieces)


def _slot_of(mention: Mention, values: Mapping[str, Value | str], used: set[str]) -> str:
    free = (slot for slot, value in values.items() if slot not in used and _says(mention, value))
    return next(free, "")


def _says(mention: Mention, value: Value | str) -> bool:
    """Whether a mention states a value exactly."""
    if mention.high is not None or (mention.hedge and not (mention.hedge == "over" and isinstance(value, Count))):
        return False  # "over 12 payments" says of what, "over $12" says that it is more
    if isinstance(value, Money):
        return mention.kind in {"amount", "number"} and mention.value is not None and abs(mention.value) == value.value
    if isinstance(value, Count):
        return mention.kind in {"count", "number"} and mention.value == value.number
    if isinstance(value, Fraction):
        return mention.kind == "percent" and mention.value == round(Decimal(value.numerator) / value.denominator, 1)
    if isinstance(value, str) or mention.period is None:
        return False
    return mention.period == value if isinstance(value, Period) else mention.period == Period(value, value)


def _replaced(text: str, pieces: list[_Piece]) -> str:
    ordered = [_Piece(0, 0, ""), *sorted(pieces), _Piece(len(text), len(text), "")]
    return "".join(
        (slot_token(before.slot) if before.slot else "") + text[before.end : after.start]
        for before, after in pairwise(ordered)
    )


def _left_over(skeleton: str) -> str:
    """What in a skeleton is no plain word: a number, a name, a sign that texts are not written with."""
    begins = True
    for word in re.findall(r"\[[A-Z_]+\]|[^\s\[]+", skeleton):
        plain = word.startswith("[")
        for token in () if plain else tokens(word):
            if why := fault(token):
                return f"{word!r} may not be a word of it: {why}"
        if not plain and not begins and word != word.lower() and word.strip(".,;:?()") != "I":
            return f"{word!r} looks like a name that the record does not have"
        begins = word.endswith((".", "?", ":"))
    return "" if "[" in skeleton else "it states no value of the record"
