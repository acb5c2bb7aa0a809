"""A strict judge: whether a text says what its frame holds, all of it, the right way round, and nothing else.

It knows nothing of how the text was written: it reads names, amounts and days back out of the text, and then looks at
the words that are left. It measures, and chooses texts to learn from; what is released is the guard's to say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..grounding.operations import agrees
from ..source import Period
from ..source.currencies import code_of
from ..source.dates import read_date, read_period
from .frame import Frame
from .judge_words import word_faults
from .slots import Count, Money, one_line
from .words import tokens

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"\d{{4}}-\d\d-\d\d|(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{_MONTHS}) \d{{4}}"
_VALUES = re.compile(
    rf"(?P<span>the period from (?P<first>{_DAY}) to (?P<last>{_DAY}))|(?P<day>{_DAY})"
    rf"|(?P<period>Q[1-4] \d{{4}}|(?:{_MONTHS}) \d{{4}})"
    r"|(?P<percent>\d+(?:\.\d+)?)%"
    r"|(?P<count>\d[\d,]*) (?P<noun>payments?|receipts?)\b"
    r"|(?P<year>(?<![\d.,])\d{4}(?![\d.,]*\d))"
    r"|(?:(?P<mark>[^\s\w⟦⟧()“”\"',.;:-]{1,3}|\b[A-Z]{1,3}[^\w\s]|\b[A-Z]{3}(?= \d)) ?)?(?P<amount>\d[\d,]*(?:\.\d+)?)",
)
_SLOT = re.compile(r"⟦([A-Z_]+)⟧")


class Faults(NamedTuple):
    """What is wrong with a text: `values` that are missing, wrong or made up, and `words` that say something else."""

    values: tuple[str, ...]
    words: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.values or self.words)


def judge(text: str, frame: Frame) -> Faults:
    """The faults of a text about a frame; none if it is strictly right."""
    slotted, wrong = slot_form(text, frame)
    missing = [f"it does not say {slot}" for slot in frame.slots if f"[{slot}]" not in slotted.split()]
    return Faults((*wrong, *missing), tuple(word_faults(slotted, frame)))


def slot_form(text: str, frame: Frame) -> tuple[str, list[str]]:
    """The tokens of a text with its values as slots, one space apart, and what it states that the frame does not hold.

    `you paid [PARTY] [AMOUNT] on [DATE] .`: for "You paid Gusto $18,250.00 on March 15, 2026."
    """
    left = dict(frame.slots)
    names = {slot: one_line(value) for slot, value in left.items() if isinstance(value, str)}
    for slot, name in sorted(names.items(), key=lambda item: -len(item[1])):
        text, found = _named(text, slot, name)
        if found:
            del left[slot]
    strange: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        slot = next((slot for slot, value in left.items() if _states(match, value)), None)
        if slot is None:
            strange.append(f"it states {match.group().strip()!r}, which the record does not")
            return " "
        del left[slot]
        return f" ⟦{slot}⟧ "

    text = _VALUES.sub(replaced, text)
    return " ".join(tokens(_SLOT.sub(r"[\1]", text))), strange


def _named(text: str, slot: str, name: str) -> tuple[str, bool]:
    """The text with a name as a slot, in its quotes if it has some."""
    plain = re.escape(name)
    quoted = re.escape(re.sub('["“”]', "'", name))
    pattern = rf"“{quoted}”|(?<![\w⟦]){plain}(?![\w⟧])|{plain}(?![\w⟧])"
    text, times = re.subn(pattern, f" ⟦{slot}⟧ ", text, count=1)
    return text, times > 0


def _states(match: re.Match[str], value: object) -> bool:
    said = match.groupdict()
    if isinstance(value, Money):
        return bool(said["amount"] or said["year"]) and _is_money(said["amount"] or said["year"], said["mark"], value)
    if isinstance(value, Count):
        return bool(said["count"]) and _is_count(said["count"], said["noun"], value)
    if isinstance(value, Fraction):
        return bool(said["percent"]) and _is_percent(said["percent"], value)
    if isinstance(value, Period):
        return _period(said) == value
    return isinstance(value, dt.date) and bool(said["day"]) and read_date(said["day"]) == value


def _is_money(digits: str, mark: str | None, money: Money) -> bool:
    known = code_of((mark or "").strip(), money.currency or "") if mark else ""
    return Decimal(digits.replace(",", "")) == money.value and (known or None) == money.currency


def _is_count(digits: str, noun: str, count: Count) -> bool:
    plural = noun.endswith("s")
    return (
        int(digits.replace(",", "")) == count.number and noun.startswith(count.noun) and plural != (count.number == 1)
    )


def _is_percent(digits: str, share: Fraction) -> bool:
    stated = Decimal(digits)
    exponent = stated.as_tuple().exponent
    return agrees("share", abs(share), stated, exponent if isinstance(exponent, int) else 0)


def _period(said: Mapping[str, str | None]) -> Period | None:
    if said["span"]:
        first, last = read_date(said["first"] or ""), read_date(said["last"] or "")
        return Period(first, last) if first and last else None
    text = said["period"] or said["year"]
    return read_period(text) if text else None
