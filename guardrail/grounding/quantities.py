"""A number with what stands around it: sign, parentheses, currency, scale, unit, counted noun, hedge."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from .hedges import hedge_after, hedge_before, words_before
from .mention import ONE, Mention, Text, shifted
from .number_words import read_words
from .periods import ended
from .units import (
    CAPITAL_CODES,
    CENTS,
    CODES,
    DURATIONS,
    LOOSE_SCALES,
    MEASURES,
    MONEY_WORDS,
    NATIONS,
    SCALES,
    SIGNS,
    count_noun,
)
from .vocabulary import any_of, vocabulary

_NEXT = re.compile(r"(\)?)([\s-]{0,2})(?:([a-z]++)|([%€£$¥₹₽₩₪₺₫฿₱₦₴¢×]))")
_PER_CENT = re.compile(r"per[\s-]cent(?:age)?(?![a-z])")
_POINTS = re.compile(r"(?:percentage[\s-]points?|(basis)[\s-]points?|(bps?)|ppts?|pps?)(?![a-z])")
_PERCENT_POINTS = re.compile(r"[\s-]points?(?![a-z])")
_PER_SHARE = re.compile(
    r"(?:\sper\s|\sa\s|\s?/\s?|\seach\s)(?:(?:fully|diluted|basic|common|ordinary|class\s[a-z])\s){0,3}(share|unit|ads|adr)s?(?![a-z])"
)
_NATION = re.compile(rf"({any_of(NATIONS)})[a-z]{{0,4}}(?![a-z])")
_CHANGE_DIGITS = re.compile(r",?\s(?:and\s)?([0-9]{1,2})(?:p|\s(?:cents?|pence|pennies))(?![a-z])")
_CHANGE_WORDS = re.compile(r"\s(and\s)?([a-z]{3,9})(?![a-z])")
_CHANGE_UNIT = re.compile(r"\s(?:cents?|pence|pennies)(?![a-z])")
_CHANGE_ENDS = re.compile(r"\s*(?:[.,;:!?)]|$)|\s(?:was|were|is|to|for|on|in|from|and|at|by|each|per)(?![a-z])")
_WORKING = re.compile(r"(?:business|calendar|working|trading|consecutive)\s(days?|weeks?|months?|years?)(?![a-z])")
_GLOSSED = frozenset({"amount", "percent", "points", "number", "count"})


class Quantity:
    """A number while it is being read: the words after it are taken one by one until none fits.

    `base` times ten to the `power` is the value. `glued` tells that letters that mean nothing follow it.
    """

    __slots__ = (
        "base", "closed", "end", "glued", "kind", "opened", "places", "power", "scaled", "signed", "start",
        "text", "unit", "words",
    )  # fmt: skip

    def __init__(self, text: Text, start: int, end: int, base: Decimal, places: int) -> None:
        self.text, self.start, self.end, self.base, self.places = text, start, end, base, places
        self.kind, self.unit, self.power = "number", "", 0
        self.scaled = self.signed = self.opened = self.closed = self.glued = False
        self.words: list[str] = []

    # ---- before ----

    def look_back(self) -> None:
        """Takes in the sign and parenthesis before the number, and remembers the words before it."""
        low, start = self.text.low, self.start
        before = low[start - 1] if start else ""
        if before == "-":
            self._minus(low[start - 2] if start > 1 else "")
        elif before == "+" and not (start > 1 and low[start - 2].isalnum()):
            self.start -= 1
        if self.start and low[self.start - 1] == "(":
            self.opened = True
        self.words = words_before(low, self.start)
        if self.words and self.words[-1] in ("minus", "negative") and low[self.start - 1].isspace():
            self._spoken_minus()

    def _minus(self, before: str) -> None:
        if not (before.isalnum() or before in tuple(")%.$€£-_'\"")):
            self.start, self.signed = self.start - 1, True

    def _spoken_minus(self) -> None:
        word = self.words.pop()
        if word == "minus" and self.words and self.words[-1][-1].isdigit():
            return
        self.start, self.signed = self.text.low.rindex(word, 0, self.start), True

    # ---- after ----

    def look_ahead(self) -> None:
        """Takes in the scale, currency, percent sign and other units after the number."""
        low = self.text.low
        for _ in range(5):
            match = _NEXT.match(low, self.end)
            if match is None or not self._take(match):
                break
        if self.opened and not self.closed and low[self.end : self.end + 1] == ")":
            self.closed, self.end = True, self.end + 1
        if self.kind in ("amount", "number") and low[self.end : self.end + 1] in (" ", "/"):
            share = _PER_SHARE.match(low, self.end)
            if share:
                self.unit, self.end = f"{self.unit}/{share[1]}", share.end()

    def _take(self, match: re.Match[str]) -> bool:
        """Takes one word; False where it does not belong to the number, or closes it."""
        closing, gap, word, sign = match.groups()
        if closing and (not self.opened or self.closed):
            return False
        word = word or sign
        take = _TAKERS.get(word)
        if take is None or not take(self, word, gap, match.end()):
            self.glued = not gap and not closing and word.isalpha() and not self.scaled and not self.unit
            return False
        self.closed = self.closed or bool(closing)
        return self.kind in ("number", "amount")

    def take_scale(self, word: str, gap: str, end: int) -> bool:
        """Takes "million", "bn", or "m" right after the digits."""
        if word in LOOSE_SCALES:
            if self.text.low[end : end + 1].isalnum() or self.power:
                return False
            if gap and (gap == "-" or not self.unit):
                return gap != "-" and word in MEASURES and self.take_measure(word, gap, end)
        power = SCALES[word]
        self.power, self.places, self.scaled, self.end = self.power + power, self.places + power, True, end
        return True

    def take_money(self, word: str, gap: str, end: int) -> bool:
        """Takes "dollars", "USD", "€"."""
        low, raw = self.text.low, self.text.raw
        if (word in CAPITAL_CODES and not raw[end - len(word) : end].isupper()) or low[end : end + 1] == "-":
            return False
        unit = MONEY_WORDS.get(word) or CODES.get(word) or SIGNS[word]
        if (self.unit and self.unit not in (unit, "$")) or ("-" in gap and word not in MONEY_WORDS):
            return False
        if word in SIGNS and low[end : end + 2].lstrip()[:1].isdigit():
            return False
        self._money(unit, end)
        if word in MONEY_WORDS and not self.power and not self.places:
            self._small_change()
        return True

    def take_nation(self, word: str, gap: str, end: int) -> bool:
        """Takes "Canadian dollars"."""
        match = _NATION.match(self.text.low, end - len(word))
        if match is None:
            return word in MONEY_WORDS and self.take_money(word, gap, end)
        self._money(NATIONS[match[1]], match.end())
        return True

    def take_cents(self, word: str, gap: str, end: int) -> bool:
        """Takes "75 cents", "50p"."""
        if self.unit or (word == "p" and gap):
            return False
        self._to_hundredths()
        self._money(CENTS[word], end)
        return True

    def take_percent(self, word: str, gap: str, end: int) -> bool:
        """Takes "%", "per cent", "basis points"."""
        if self.unit or (word == "%" and "-" in gap):
            return False
        low, at = self.text.low, end - len(word)
        points = _POINTS.match(low, at)
        if points is not None:
            if points[1] or points[2]:
                self._to_hundredths()
            return self._measured("points", "pp", points.end())
        if word == "per":
            spelt = _PER_CENT.match(low, at)
            end = spelt.end() if spelt else 0
        elif word not in ("%", "percent", "pct"):
            return False
        if end and (spoken := _PERCENT_POINTS.match(low, end)):
            return self._measured("points", "pp", spoken.end())
        return bool(end) and self._measured("percent", "%", end)

    def take_times(self, word: str, gap: str, end: int) -> bool:
        """Takes "2.5x", "2.5 times", "3-fold"."""
        return not (self.unit or (word == "x" and gap)) and self._measured("multiple", "x", end)

    def take_duration(self, word: str, _gap: str, end: int) -> bool:
        """Takes "12-month", "30 days"."""
        return not self.unit and self._measured("duration", DURATIONS[word], end)

    def take_working(self, word: str, gap: str, end: int) -> bool:
        """Takes "30 business days"."""
        match = _WORKING.match(self.text.low, end - len(word))
        return match is not None and self.take_duration(match[1], gap, match.end())

    def take_measure(self, word: str, _gap: str, end: int) -> bool:
        """Takes "5 km"."""
        if word == "g" and self.text.raw[end - 1] == "G":
            return False
        return not self.unit and self._measured("measure", word, end)

    def _measured(self, kind: str, unit: str, end: int) -> bool:
        self.kind, self.unit, self.end = kind, unit, end
        return True

    def _money(self, unit: str, end: int) -> None:
        self.kind, self.unit, self.end = "amount", unit, end

    def _to_hundredths(self) -> None:
        self.base, self.places = shifted(self.base, -2), self.places - 2

    def _small_change(self) -> None:
        """Takes the cents of "twelve pounds fifty" and "five dollars and 20 cents"."""
        low = self.text.low
        if match := _CHANGE_DIGITS.match(low, self.end):
            self._add_cents(Decimal(match[1]), match.end())
        elif match := _CHANGE_WORDS.match(low, self.end):
            words = read_words(low, match[2], match.end())
            unit = _CHANGE_UNIT.match(low, words.end)
            closes = not match[1] and _CHANGE_ENDS.match(low, words.end) is not None
            if 0 < words.base < 100 and not words.power and (unit or closes):
                self._add_cents(words.base, unit.end() if unit else words.end)

    def _add_cents(self, cents: Decimal, end: int) -> None:
        self.base, self.places, self.end = self.base + shifted(cents, -2), -2, end

    # ---- the result ----

    def mention(self) -> Mention | None:
        """The mention that was read; None for a footnote such as "(1)"."""
        if self.opened and self.closed and not self._close():
            return None
        if self.kind == "duration":
            return self._duration()
        hedge = self.hedge()
        if self.kind == "number" and not self.unit and not self.closed and self.places >= 0:
            self._count()
            hedge = hedge or hedge_after(self.text.low, self.end)
        start, end, power = self.start, self.end, self.power
        kind = "number" if self.kind == "measure" else self.kind
        value = shifted(self.base, power) if power else self.base
        return Mention(
            kind, start, end, self.text.raw[start:end],
            value.copy_negate() if self.signed and value else value, self.places, self.unit,
            shifted(ONE, power) if power else ONE, self.scaled, hedge, None, None, self.signed,
        )  # fmt: skip

    def hedge(self) -> str:
        """How exactly the number is meant."""
        return hedge_before(self.words) or hedge_after(self.text.low, self.end)

    def _close(self) -> bool:
        """Reads the parentheses: a minus, or a gloss of the number before them; False for a footnote mark."""
        if self.kind == "number" and not self.scaled and not self.places and len(self.base.as_tuple().digits) < 3:
            return False
        last = self.text.found[-1] if self.text.found else None
        if (
            last is not None
            and last.kind in _GLOSSED
            and 1 <= self.start - last.end <= 2
            and self.text.low[self.end - 1] == ")"
        ):
            self.end -= 1
        else:
            self.start, self.signed = self.start - 1, True
        return True

    def _count(self) -> None:
        value = shifted(self.base, self.power)
        if value == value.to_integral_value():
            noun = count_noun(self.text.low, self.end, one=value == 1)
            if noun is not None:
                self.kind, (self.unit, self.end) = "count", noun

    def _duration(self) -> Mention:
        raw, start, value = self.text.raw, self.start, shifted(self.base, self.power)
        whole = value < 1000 and value == int(value)
        when = ended(self.text, int(value), self.unit, self.end) if whole else None
        if when is None:
            hedge = self.hedge()
            return Mention(
                "duration", start, self.end, raw[start : self.end], value, self.places, self.unit,
                shifted(ONE, self.power), self.scaled, "" if hedge == "over" else hedge,
            )  # fmt: skip
        return Mention(
            "period", start, when.end, raw[start : when.end], period=when.period, month=when.month,
            day=when.day, part=when.part,
        )  # fmt: skip


def is_unit(word: str) -> bool:
    """Whether a word may follow a number as its scale, currency or other unit."""
    return word in _TAKERS


_Taker = Callable[[Quantity, str, str, int], bool]
_NATION_STARTS = frozenset(name.split()[0] for name in NATIONS) | {"u"}
_TAKERS: Mapping[str, _Taker] = MappingProxyType(
    {
        **dict.fromkeys(DURATIONS, Quantity.take_duration),
        **dict.fromkeys(vocabulary("business calendar working trading consecutive"), Quantity.take_working),
        **dict.fromkeys(MEASURES, Quantity.take_measure),
        **dict.fromkeys(SIGNS, Quantity.take_money),
        **dict.fromkeys(CODES, Quantity.take_money),
        **dict.fromkeys(MONEY_WORDS, Quantity.take_money),
        **dict.fromkeys(_NATION_STARTS, Quantity.take_nation),
        **dict.fromkeys(CENTS, Quantity.take_cents),
        **dict.fromkeys(vocabulary("% percent pct per percentage basis bp bps pp pps ppt ppts"), Quantity.take_percent),
        **dict.fromkeys(("x", "times", "fold", "×"), Quantity.take_times),
        **dict.fromkeys(SCALES, Quantity.take_scale),
    }
)
