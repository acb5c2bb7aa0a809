"""Words around a number that say how exactly it is meant: "about", "at least", "or more"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

_ONE_WORD: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys("about around approximately approx approx. roughly circa c. ca. some ~ ≈ estimated".split(), "about"),
        **dict.fromkeys("nearly almost".split(), "nearly"),
        **dict.fromkeys("over above exceeding exceeded exceeds topping topped >".split(), "over"),
        **dict.fromkeys("under below <".split(), "under"),
        **dict.fromkeys("≥ >= minimum".split(), "at least"),
        **dict.fromkeys("≤ <= maximum".split(), "at most"),
    }
)  # fmt: skip
_ENDINGS: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = MappingProxyType(
    {
        "than": (
            (("no", "less"), "at least"), (("not", "less"), "at least"), (("no", "fewer"), "at least"),
            (("not", "fewer"), "at least"), (("no", "more"), "at most"), (("not", "more"), "at most"),
            (("no", "greater"), "at most"), (("more",), "over"), (("greater",), "over"), (("higher",), "over"),
            (("larger",), "over"), (("less",), "under"), (("fewer",), "under"), (("lower",), "under"), (("smaller",), "under"),
        ),
        "least": ((("at",), "at least"),),
        "most": ((("at",), "at most"),),
        "to": ((("up",), "up to"), (("close",), "nearly")),
        "as": ((("as", "much"), "up to"), (("as", "many"), "up to"), (("as", "high"), "up to"), (("as", "little"), "at least"),
               (("as", "few"), "at least")),
        "of": ((("in", "excess"), "over"), (("upwards",), "over"), (("upward",), "over"), (("short",), "nearly"), (("shy",), "nearly"),
               (("minimum",), "at least"), (("maximum",), "at most"), (("region",), "about"), (("neighbourhood",), "about"),
               (("neighborhood",), "about"), (("order",), "about")),
    }
)  # fmt: skip
_AFTER = re.compile(
    r"\s?(\+)(?![0-9])|\s(or so|give or take|or thereabouts)(?![a-z])"
    r"|,?\s(?:(or more|or higher|or above|or over|or greater|and above|and over|and up|plus)|(or less|or fewer|or below|or under|or lower))(?![a-z])"
)
_AFTER_NAMES = ("", "at least", "about", "at least", "at most")


def words_before(low: str, start: int) -> list[str]:
    """The last few words before `start`."""
    return low[start - 32 if start > 32 else 0 : start].split()


def hedge_before(words: Sequence[str]) -> str:
    """The hedge that the words before a number end with, in its normal form; "" if there is none."""
    if not words:
        return ""
    last = words[-1]
    if last in ("a", "an") and len(words) > 1:
        words = words[:-1]
        last = words[-1]
    if last[-1] in "~≈<>≥≤":
        last = last[-1]
    elif last[0] in "(\"'[" and len(last) > 1:
        last = last[1:]
    if last in _ONE_WORD:
        return _ONE_WORD[last]
    for ending, hedge in _ENDINGS.get(last, ()):
        if tuple(words[-1 - len(ending) : -1]) == ending:
            return hedge
    return ""


def hedge_after(low: str, end: int) -> str:
    """The hedge right after a number: "or so", "or more", "+"; "" if there is none."""
    match = _AFTER.match(low, end)
    return _AFTER_NAMES[match.lastindex or 0] if match else ""
