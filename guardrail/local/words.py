"""Texts as tokens: words of a closed vocabulary and slots. Words say nothing that only a record can say.

A skeleton is a text with slots, such as "You paid [PARTY] [AMOUNT] on [DATE]."; its tokens are in small letters:
`you paid [PARTY] [AMOUNT] on [DATE] .`. Written, a sentence begins with a capital, and marks stand where they belong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..grounding.mentions import find_mentions
from ..grounding.number_words import FRACTIONS, MULTIPLES, ORDINALS, POWERS, SMALL
from ..grounding.units import CENTS, MONEY_WORDS, SCALES
from ..source.currencies import CODES, SIGNS
from ..source.dates import MONTHS
from .slots import SLOTS

END = "<end>"
START = "<start>"
PAD = "<pad>"
SPECIAL = (PAD, START, END)

MARKS = frozenset(". , ; : ? ( ) 's".split())
_TOKEN = re.compile(r"\[[A-Z_]+\]|'s\b|[a-z]+(?:[-'][a-z]+)*|[.,;:?()]|\S", re.IGNORECASE)
_NO_SPACE_BEFORE = frozenset(". , ; : ? ) 's".split())
_STARTS = frozenset({".", "?"})
_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")


def slot_token(slot: str) -> str:
    """`[AMOUNT]` for `AMOUNT`."""
    return f"[{slot}]"


SLOT_OF: Mapping[str, str] = {slot_token(slot): slot for slot in SLOTS}
"""The slot of each slot token."""


def tokens(skeleton: str) -> list[str]:
    """The tokens of a skeleton, slots as they are and words in small letters."""
    return [found if found in SLOT_OF else found.lower() for found in _TOKEN.findall(skeleton.replace("’", "'"))]


def join(written: Sequence[str], values: Mapping[str, str]) -> str:
    """The text of tokens, each slot replaced by its value. What a value holds is never looked at for slots."""
    text = ""
    begins, space = True, False
    for token in written:
        slot = SLOT_OF.get(token)
        piece = token if slot is None else values[slot]
        if (begins and piece[:4] in {"the ", "a"}) or (begins and slot is None):
            piece = piece[:1].upper() + piece[1:]
        if space and token not in _NO_SPACE_BEFORE:
            text += " "
        if not (token == "." and text.endswith(".")):  # noqa: S105 - a full stop
            text += piece
        begins = token in _STARTS
        space = token != "("  # noqa: S105
    return text


def fault(word: str) -> str:
    """Why a word may not be in a vocabulary, "" if it may: it must not state a value, a time, a name or a currency."""
    if word in SPECIAL or word in MARKS or word in SLOT_OF:
        return ""
    if not _WORD.fullmatch(word):
        return "it is no word in small letters"
    if word in _TELLING or word.upper() in CODES - _ALSO_WORDS or word in {sign.lower() for sign in SIGNS}:
        return "it states a number, a time or a currency"
    if any(mention.text for mention in find_mentions(word)):
        return "it is read as a value"
    return ""


_ALSO_WORDS = frozenset({"ALL", "TOP", "TRY", "CUP", "PEN"})
_TABLES = (SMALL, ORDINALS, POWERS, FRACTIONS, MULTIPLES, SCALES, MONEY_WORDS, CENTS, MONTHS)
_TELLING = frozenset(word for table in _TABLES for word in table) | frozenset(
    """dozen couple few several once single both pair halve halved double doubled triple tripled hundredth hundredths
    monday tuesday wednesday thursday friday saturday sunday mon
    tue tues wed thu thur thurs fri sat sun today yesterday tomorrow tonight now week weekly monthly yearly annual
    annually quarterly daily sterling pence penny franc peso pesos real ruble shekel dirham riyal percent""".split()
)
