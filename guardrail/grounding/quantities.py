"""Numbers with what stands around them: sign, currency, scale, unit, hedge."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from .hedges import hedge_after, hedge_before, words_before
from .mention import ONE, Mention, Text
from .number_words import read_words
from .periods import ended
from .units import (
    CAPITAL_CODES, CENTS, CODES, DURATIONS, LOOSE_SCALES, MEASURES, MONEY_WORDS, NATIONS, SCALES, SIGNS, count_noun, singular,
)  # fmt: skip

_NEXT = re.compile(r"(\)?)([\s-]{0,2})(?:([a-z]+)|([%€£$¥₹₽₩₪₺₫฿₱₦₴¢×]))")
_PER_CENT = re.compile(r"per[\s-]cent(?![a-z])")
_POINTS = re.compile(
    r"(?:percentage[\s-]points?|(basis)[\s-]points?|%[\s-]?points?|(bps?)|ppts?|pps?|p\.p\.)(?![a-z])"
)
_PER_SHARE = re.compile(
    r"(?:\sper\s|\sa\s|\s?/\s?|\seach\s)(?:(?:fully|diluted|basic|common|ordinary|class\s[a-z])\s){0,3}(share|unit|ads|adr)s?(?![a-z])"
)
_NATION = re.compile(
    rf"({'|'.join(re.escape(n) for n in sorted(NATIONS, key=len, reverse=True))})[a-z]{{0,4}}(?![a-z])"
)
_SMALL_CHANGE = re.compile(
    r"(?:,?\s(?:and\s)?([0-9]{1,2})(?:p|\s(?:cents?|pence|pennies))(?![a-z])|,?\s(?:and\s)?([a-z]+)(?![a-z]))"
)
_CHANGE_WORD = re.compile(r"\s(?:cents?|pence|pennies)(?![a-z])")
_TIME = re.compile(r"\s?(?:[ap]m|[ap]\.m\.?)(?![a-z])|\so'clock")
_NATION_STARTS = frozenset(name.split()[0] for name in NATIONS) | {"u", "pounds", "british"}
_FOLDS = frozenset({"x", "times", "fold", "×"})


def shifted(value: Decimal, power: int) -> Decimal:
    """`value` times ten to the `power`, exactly and without an exponent in its text."""
    if not power:
        return value
    sign, digits, exponent = value.as_tuple()
    moved = int(exponent) + power
    return Decimal((sign, digits + (0,) * moved, 0) if moved > 0 else (sign, digits, moved))


class Quantity:
    """A number while it is being read: the words after it are taken one by one until none fits."""

    __slots__ = ("base", "close", "decimals", "end", "identifier", "kind", "open", "places", "power", "scaled", "signed",
                 "start", "text", "unit", "whole", "words")  # fmt: skip

    def __init__(self, text: Text, start: int, end: int, base: Decimal, places: int) -> None:
        self.text, self.start, self.end, self.base, self.places = text, start, end, base, places
        self.kind, self.unit, self.power = "number", "", 0
        self.scaled = self.signed = self.open = self.close = self.identifier = False
        self.words: list[str] = []

    # ---- before ----

    def look_back(self) -> None:
        """Takes in the sign and parenthesis before the number, and the words before it."""
        low, start = self.text.low, self.start
        before = low[start - 1] if start else ""
        if before == "-" or (before == " " and low[start - 2 : start - 1] == "-" and self.unit):
            self._minus(start - (1 if before == "-" else 2))
        if self.start and low[self.start - 1] == "(":
            self.open = True
        elif before == "+" and not low[start - 2 : start - 1].isalnum():
            self.start -= 1
        self.words = words_before(low, self.start)
        if self.words and self.words[-1] in ("minus", "negative"):
            word = self.words.pop()
            at = low.rindex(word, 0, self.start)
            if not low[self.start - 1].isalnum() and (word == "negative" or not self._subtracted()):
                self.start, self.signed = at, True

    def _minus(self, at: int) -> None:
        before = self.text.low[at - 1] if at else ""
        tight = at + 1 == self.start
        if (tight and not (before.isalnum() or (before and before in ")%.$€£-"))) or (not tight and at == 0):
            self.start, self.signed = at, True

    def _subtracted(self) -> bool:
        return bool(self.words) and self.words[-1][-1].isdigit()

    # ---- after ----

    def look_ahead(self) -> None:
        """Takes in the scale, currency, percent sign and other units after the number."""
        low = self.text.low
        for _ in range(5):
            match = _NEXT.match(low, self.end)
            if match is None or not self._take(match):
                break
        if self.open and not self.close and low[self.end : self.end + 1] == ")":
            self.close, self.end = True, self.end + 1
        if self.kind in ("amount", "number") and low[self.end : self.end + 1] in (" ", "/"):
            share = _PER_SHARE.match(low, self.end)
            if share:
                self.unit, self.end = f"{self.unit}/{share[1]}", share.end()

    def _take(self, match: re.Match[str]) -> bool:
        closing, gap, word, sign = match.groups()
        if closing and (not self.open or self.close):
            return False
        taker = _TAKERS.get(word or sign)
        if taker is None:
            self.identifier = bool(word) and not gap and not closing and not self.scaled
            return False
        if not taker(self, word or sign, gap, match.end()):
            return False
        if closing:
            self.close = True
        return self.kind in ("number", "amount")

    def take_scale(self, word: str, gap: str, end: int) -> bool:
        if word in LOOSE_SCALES:
            if gap == "-" or (gap and not self.unit):
                return self.take_measure(word, gap, end) if word in MEASURES and gap != "-" else False
            if self.text.low[end : end + 1].isalnum():
                return False
        power = SCALES[word]
        self.power, self.places, self.scaled, self.end = self.power + power, self.places + power, True, end
        return True

    def take_money(self, word: str, gap: str, end: int) -> bool:
        if word in CAPITAL_CODES and not self.text.raw[end - len(word) : end].isupper():
            return False
        if "-" in gap and word not in MONEY_WORDS:
            return False
        unit = MONEY_WORDS.get(word) or CODES.get(word) or SIGNS[word]
        if self.unit and self.unit != unit and self.unit != "$":
            return False
        if word in SIGNS and self.text.low[end : end + 1].isdigit():
            return False
        self._money(unit, end)
        if word in MONEY_WORDS and not self.power and not self.places:
            self._small_change()
        return True

    def take_nation(self, word: str, gap: str, end: int) -> bool:
        match = _NATION.match(self.text.low, end - len(word))
        if match is None:
            return self.take_money(word, gap, end) if word in MONEY_WORDS else False
        self._money(NATIONS[match[1]], match.end())
        return True

    def _money(self, unit: str, end: int) -> None:
        self.kind, self.unit, self.end = "amount", unit, end

    def _small_change(self) -> None:
        low = self.text.low
        match = _SMALL_CHANGE.match(low, self.end)
        if match is None:
            return
        if match[1]:
            cents, end = Decimal(match[1]), match.end()
        else:
            words = read_words(low, match[2], match.end())
            cents, end = words.value, words.end
            spoken = _CHANGE_WORD.match(low, end)
            joined = "and " in match.group()
            if not 0 < cents < 100 or (
                spoken is None
                and (joined or "," in match.group() or low[end : end + 2].strip()[:1].isalnum())
            ):
                return
            end = spoken.end() if spoken else end
        self.base, self.places, self.end = self.base + shifted(cents, -2), -2, end

    def take_cents(self, word: str, gap: str, end: int) -> bool:
        if self.unit or (word == "p" and gap):
            return False
        self.base, self.places = shifted(self.base, -2), self.places - 2
        self._money(CENTS[word], end)
        return True

    def take_percent(self, word: str, gap: str, end: int) -> bool:
        low = self.text.low
        at = end - len(word)
        if self.unit or ("-" in gap and word == "%"):
            return False
        if match := _POINTS.match(low, at):
            if match[1] or match[2]:
                self.base, self.places = shifted(self.base, -2), self.places - 2
            self.kind, self.unit, self.end = "points", "pp", match.end()
            return True
        if word == "per":
            if (spelt := _PER_CENT.match(low, at)) is None:
                return False
            end = spelt.end()
        elif word not in ("%", "percent", "pct", "pc"):
            return False
        self.kind, self.unit, self.end = "percent", "%", end
        return True

    def take_times(self, word: str, gap: str, end: int) -> bool:
        if self.unit or (word == "x" and gap):
            return False
        self.kind, self.unit, self.end = "multiple", "x", end
        return True

    def take_duration(self, word: str, gap: str, end: int) -> bool:
        if self.unit:
            return False
        self.kind, self.unit, self.end = "duration", DURATIONS[word], end
        return True

    def take_measure(self, word: str, gap: str, end: int) -> bool:
        if self.unit:
            return False
        self.kind, self.unit, self.end = "measure", word, end
        return True

    # ---- the result ----

    def mention(self, after: Mention | None = None) -> Mention | None:
        """The mention that was read; `after` is the one before it, of which a parenthesis may be a gloss."""
        text = self.text
        negative = self.signed
        if self.open and self.close:
            self.start -= 1
            if (
                not self.unit
                and not self.scaled
                and self.places == 0
                and len(self.base.as_tuple().digits) < 3
            ):
                return None
            gloss = after is not None and 0 <= self.start - after.end <= 1 and after.value is not None
            if gloss:
                self.start, self.end = self.start + 1, self.end - 1
            negative = negative or not gloss
            if low_end(text.low, self.end) == "%" and self.kind == "number":
                self.kind, self.unit, self.end = "percent", "%", self.end + 1
        kind, unit, end = self.kind, self.unit, self.end
        value = shifted(self.base, self.power)
        if kind == "number" and not unit and not self.close and self.base >= 0:
            noun = (
                count_noun(text.low, end, one=value == 1)
                if value == value.to_integral_value() and self.places >= 0
                else None
            )
            if noun is not None:
                kind, (unit, end) = "count", noun
        hedge = hedge_before(self.words) or hedge_after(text.low, end)
        if kind == "duration":
            if hedge == "over":
                hedge = ""
            when = ended(text, int(value), unit, end) if value == int(value) and value < 1000 else None
            if when is not None:
                return Mention("period", self.start, when.end, text.raw[self.start : when.end], None, 0, "", ONE, False, "",
                               None, when.period, False, when.month, when.day, when.part)  # fmt: skip
        return Mention(
            "number" if kind == "measure" else kind, self.start, end, text.raw[self.start : end],
            value.copy_negate() if negative and value else value, self.places, unit,
            shifted(ONE, self.power) if self.power else ONE, self.scaled, hedge, None, None, negative,
        )  # fmt: skip


def low_end(low: str, end: int) -> str:
    """The character at `end`, past one space."""
    return low[end : end + 2].lstrip()[:1]


_Taker = Callable[[Quantity, str, str, int], bool]
_TAKERS: Mapping[str, _Taker] = MappingProxyType(
    {
        **dict.fromkeys(DURATIONS, Quantity.take_duration),
        **dict.fromkeys(MEASURES, Quantity.take_measure),
        **dict.fromkeys(SIGNS, Quantity.take_money),
        **dict.fromkeys(CODES, Quantity.take_money),
        **dict.fromkeys(MONEY_WORDS, Quantity.take_money),
        **dict.fromkeys(_NATION_STARTS, Quantity.take_nation),
        **dict.fromkeys(CENTS, Quantity.take_cents),
        **dict.fromkeys(
            "% percent pct pc per percentage basis bp bps pp pps ppt ppts".split(), Quantity.take_percent
        ),
        **dict.fromkeys(_FOLDS, Quantity.take_times),
        **dict.fromkeys(SCALES, Quantity.take_scale),
    }
)
TIME = _TIME
