"""Numbers written in words: "eighteen thousand two hundred fifty", "a dozen", "three and a half million"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
SMALL: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate(_UNITS.split())}
    | {
        word: 10 * value
        for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
    }
    | {"fourty": 40}
)
"""Cardinals below a hundred that are one word."""

POWERS: Mapping[str, int] = MappingProxyType(
    {"thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12}
)
"""Words that multiply what stands before them, as powers of ten."""

_ORDINAL_UNITS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
ORDINALS: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate(_ORDINAL_UNITS.split()) if value}
    | {
        word: 10 * value
        for value, word in enumerate(
            "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(), 2
        )
    }
)
"""Ordinals that are one word."""

FRACTIONS: Mapping[str, int] = MappingProxyType(
    {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
     "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
     "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "hundredth": 100, "hundredths": 100}
)  # fmt: skip
"""Parts of one, by the number of them that make it."""

MULTIPLES: Mapping[str, int] = MappingProxyType(
    {"twice": 2, "thrice": 3, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3, "tripled": 3,
     "triples": 3, "tripling": 3, "treble": 3, "trebled": 3, "quadruple": 4, "quadrupled": 4, "quadrupling": 4,
     "quintupled": 5, "quintuple": 5, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6,
     "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "hundredfold": 100}
)  # fmt: skip
"""Words for so many times as much."""

_NEXT = re.compile(r"[\s-]{1,2}([a-z]{2,12})(?![a-z0-9])")
_HALF = re.compile(r"\s{1,2}and a half(?![a-z])")
_POINT = re.compile(
    r"\s{1,2}point((?:[\s-]{1,2}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)){1,12})(?![a-z])"
)
_HUNDRED = 100


class Words(NamedTuple):
    """A number read from words: its value, the power of ten of its last digit, its scale word, and its end."""

    value: Decimal
    places: int
    power: int
    end: int


def read_words(low: str, word: str, end: int) -> Words:
    """The longest cardinal that begins with `word`, which ends at `end` of the lower-case text `low`.

    "One hundred and twenty-five" is one number, "three and four" are two: "and" joins only what may follow a
    hundred, thousand or million. `power` is that of a lone scale word ("eighteen thousand" has 3), else 0.
    """
    total, group, places, power = 0, _start(word), 0, 0
    last, limit = word, 10**15
    if word in POWERS:
        group, power, places = 1, POWERS[word], POWERS[word]
        total, group, limit = 10**power, 0, 10**power
    elif word == "hundred":
        group, places = 100, 2
    elif word == "dozen":
        group = 12
    half = False
    while True:
        fraction = _point(low, end) if not total and group < _HUNDRED else None
        if fraction is not None:
            return _scaled(Decimal(f"{group}.{fraction[0]}"), -len(fraction[0]), low, fraction[1])
        if (halved := _HALF.match(low, end)) and not total and places == 0:
            return _scaled(Decimal(f"{group}.5"), -1, low, halved.end())
        match = _NEXT.match(low, end)
        if match is None:
            break
        nxt, stop = match[1], match.end()
        if nxt == "and":
            if last not in POWERS and last != "hundred":
                break
            match = _NEXT.match(low, stop)
            if match is None or (nxt := match[1]) not in SMALL:
                break
            stop = match.end()
            if not _may_follow(low, stop, last):
                break
        if nxt in SMALL:
            small = SMALL[nxt]
            if not _fits(last, small):
                break
            group, places, power = group + small, 0, 0
        elif nxt == "hundred" and 0 < group < _HUNDRED and last in SMALL:
            group, places = group * _HUNDRED, 2
        elif nxt == "dozen" and last in SMALL and 0 < group < _HUNDRED:
            group, places = group * 12, 0
        elif nxt in POWERS and group and 10 ** POWERS[nxt] < limit:
            limit = 10 ** POWERS[nxt]
            power = 0 if total else POWERS[nxt]
            total, group, places = (
                total + group * limit,
                0,
                POWERS[nxt] + (places if last == "hundred" else 0),
            )
        else:
            break
        last, end = nxt, stop
    del half
    return Words(Decimal(total + group), places, power, end)


def _start(word: str) -> int:
    return SMALL.get(word, 0)


def _fits(last: str, small: int) -> bool:
    if last in POWERS or last == "hundred":
        return small > 0
    return SMALL.get(last, 0) >= 20 and 0 < small < 10


def _may_follow(low: str, end: int, last: str) -> bool:
    """Whether the word after "and" starts a smaller part of the same number: not in "one hundred and two hundred"."""
    for _ in range(2):
        match = _NEXT.match(low, end)
        if match is None:
            return True
        if match[1] == "hundred":
            return last != "hundred"
        if match[1] in POWERS:
            return last in POWERS and POWERS[match[1]] < POWERS[last]
        if match[1] not in SMALL:
            return True
        end = match.end()
    return True


def _point(low: str, end: int) -> tuple[str, int] | None:
    match = _POINT.match(low, end)
    if match is None:
        return None
    return "".join(
        "0" if word == "oh" else str(SMALL[word]) for word in re.split(r"[\s-]+", match[1].strip())
    ), match.end()


def _scaled(value: Decimal, places: int, low: str, end: int) -> Words:
    match = _NEXT.match(low, end)
    if match is None or match[1] not in POWERS:
        return Words(value, places, 0, end)
    power = POWERS[match[1]]
    return Words(Decimal(f"{value}E{power}").quantize(Decimal(1)), places + power, power, match.end())
