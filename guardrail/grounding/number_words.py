"""Numbers written in words: "eighteen thousand two hundred fifty", "a dozen", "three and a half million"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from .vocabulary import vocabulary

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_UNITS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
_ORDINAL_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"


def _numbered(units: str, tens: str) -> dict[str, int]:
    return {word: value for value, word in enumerate(units.split())} | {
        word: 10 * value for value, word in enumerate(tens.split(), 2)
    }


SMALL: Mapping[str, int] = MappingProxyType(_numbered(_UNITS, _TENS))
"""Cardinals below a hundred that are one word."""

ORDINALS: Mapping[str, int] = MappingProxyType(
    {word: value for word, value in _numbered(_ORDINAL_UNITS, _ORDINAL_TENS).items() if value}
)
"""Ordinals that are one word."""

POWERS: Mapping[str, int] = MappingProxyType(
    {"thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12}
)
"""Words that multiply what stands before them, as powers of ten."""

_PARTS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100,
}  # fmt: skip
FRACTIONS: Mapping[str, int] = MappingProxyType(_PARTS | {f"{part}s": size for part, size in _PARTS.items()})
"""Parts of one, by the number of them that make it."""

MULTIPLES: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(vocabulary("twice double doubled doubles doubling twofold"), 2),
        **dict.fromkeys(vocabulary("thrice triple tripled triples tripling treble trebled threefold"), 3),
        **dict.fromkeys(vocabulary("quadruple quadrupled quadruples quadrupling fourfold"), 4),
        **dict.fromkeys(vocabulary("quintuple quintupled fivefold"), 5),
        "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "hundredfold": 100,
    }
)  # fmt: skip
"""Words for so many times as much."""

_NEXT = re.compile(r"[\s-]{1,2}([a-z]{2,12})(?![a-z0-9])")
_HALF = re.compile(r"\s{1,2}and a half(?![a-z])")
_DIGIT = "zero|oh|one|two|three|four|five|six|seven|eight|nine"
_POINT = re.compile(rf"\s{{1,2}}point((?:[\s-]{{1,2}}(?:{_DIGIT})){{1,12}})(?![a-z])")


class Words(NamedTuple):
    """A number read from words: its digits, the power of ten of the last one, its scale and its end.

    The value is `base` times ten to the `power`; `power` is 0 where no lone scale word closes the number.
    """

    base: Decimal
    places: int
    power: int
    end: int


def read_words(low: str, word: str, end: int) -> Words:
    """The longest cardinal that begins with `word`, which ends at `end` of the lower-case text `low`.

    "One hundred and twenty-five" is one number, "three and four" are two: "and" joins only what may follow a
    hundred, thousand or million.
    """
    number = _Cardinal(word)
    while (match := _NEXT.match(low, end)) and (stop := number.takes(low, match)):
        end = stop
    if number.last in SMALL and not number.total and number.group < 100:
        return _with_decimals(low, number.group, end)
    total = Decimal(number.total + number.group)
    return Words(_divided(total, number.power), number.places, number.power, end)


class _Cardinal:
    """A cardinal while its words are read: `total` of the closed thousands, and the open `group` below."""

    __slots__ = ("group", "last", "limit", "places", "power", "total")

    def __init__(self, word: str) -> None:
        self.total, self.group, self.places, self.power = 0, SMALL.get(word, 0), 0, 0
        self.last, self.limit = word, 10**15
        if word in POWERS:
            self.group = 1
            self._multiply(word)
        elif word in ("hundred", "dozen"):
            self.group, self.places = (100, 2) if word == "hundred" else (12, 0)

    def takes(self, low: str, match: re.Match[str]) -> int:
        """Where the next word ends if it belongs to the number, else 0."""
        word, stop = match[1], match.end()
        if word == "and":
            after = _NEXT.match(low, stop)
            if after is None or after[1] not in SMALL or not self._continues(low, after.end()):
                return 0
            word, stop = after[1], after.end()
        if not self._take(word):
            return 0
        self.last = word
        return stop

    def _take(self, word: str) -> bool:
        if word in SMALL:
            if not self._fits(SMALL[word]):
                return False
            self.group, self.places, self.power = self.group + SMALL[word], 0, 0
        elif word in ("hundred", "dozen") and self.last in SMALL and 0 < self.group < 100:
            self.group *= 100 if word == "hundred" else 12
            self.places = 2 if word == "hundred" else 0
        elif word in POWERS and self.group and 10 ** POWERS[word] < self.limit:
            self._multiply(word)
        else:
            return False
        return True

    def _multiply(self, word: str) -> None:
        power = POWERS[word]
        self.places = power + (self.places if self.last == "hundred" else 0)
        self.power = 0 if self.total else power
        self.limit = 10**power
        self.total, self.group = self.total + self.group * self.limit, 0

    def _fits(self, small: int) -> bool:
        if self.last in POWERS or self.last == "hundred":
            return small > 0
        return SMALL.get(self.last, 0) >= 20 and 0 < small < 10

    def _continues(self, low: str, end: int) -> bool:
        """Whether what follows "and" is a part of this number: not in "one hundred and two hundred"."""
        if self.last not in POWERS and self.last != "hundred":
            return False
        for _ in range(2):
            match = _NEXT.match(low, end)
            if match is None or match[1] not in SMALL:
                break
            end = match.end()
        after = match[1] if match else ""
        if self.last == "hundred":
            return after != "hundred"
        return POWERS.get(after, 0) < POWERS[self.last]


def _with_decimals(low: str, whole: int, end: int) -> Words:
    """A small number with "and a half" or "point five", and the scale word after it."""
    base, places = Decimal(whole), 0
    if match := _HALF.match(low, end):
        base, places, end = Decimal(f"{whole}.5"), -1, match.end()
    elif match := _POINT.match(low, end):
        spoken = "".join(str(SMALL.get(word, 0)) for word in re.split(r"[\s-]+", match[1].strip()))
        base, places, end = Decimal(f"{whole}.{spoken}"), -len(spoken), match.end()
    scale = _NEXT.match(low, end) if places else None
    if scale is None or scale[1] not in POWERS:
        return Words(base, places, 0, end)
    return Words(base, places + POWERS[scale[1]], POWERS[scale[1]], scale.end())


def _divided(total: Decimal, power: int) -> Decimal:
    """`total` without its `power` zeros."""
    return Decimal(str(total)[:-power]) if power else total
