"""Words around a number that say how exactly it is meant: "about", "at least", "or more"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .vocabulary import vocabulary

_ONE_WORD: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(vocabulary("about around approximately approx approx. roughly circa c."), "about"),
        **dict.fromkeys(vocabulary("ca. some estimated ~ ≈"), "about"),
        **dict.fromkeys(vocabulary("nearly almost"), "nearly"),
        **dict.fromkeys(vocabulary("over above exceeding exceeded exceeds exceed topping topped >"), "over"),
        **dict.fromkeys(vocabulary("passes passed passing"), "over"),
        **dict.fromkeys(vocabulary("under below <"), "under"),
        **dict.fromkeys(vocabulary("≥ >= minimum"), "at least"),
        **dict.fromkeys(vocabulary("≤ <= maximum"), "at most"),
    }
)  # fmt: skip
_PHRASES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("more than", "greater than", "higher than", "larger than"), "over"),
        **dict.fromkeys(("in excess of", "upwards of", "upward of", "superior to", "north of"), "over"),
        **dict.fromkeys(("inferior to", "south of"), "under"),
        **dict.fromkeys(("less than", "fewer than", "lower than", "smaller than"), "under"),
        **dict.fromkeys(("no less than", "not less than", "no fewer than", "not fewer than"), "at least"),
        **dict.fromkeys(("at least", "as little as", "as few as", "minimum of"), "at least"),
        **dict.fromkeys(("no more than", "not more than", "no greater than", "at most", "maximum of"), "at most"),
        **dict.fromkeys(("up to", "as much as", "as many as", "as high as"), "up to"),
        **dict.fromkeys(("close to", "short of", "shy of"), "nearly"),
        **dict.fromkeys(("region of", "neighbourhood of", "neighborhood of", "order of"), "about"),
    }
)
_ADD_UP = frozenset(vocabulary("add adds added adding sum sums summed"))
_LONGEST_FIRST = sorted(_PHRASES, key=len, reverse=True)
_ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        last: tuple(phrase for phrase in _LONGEST_FIRST if phrase.endswith(f" {last}"))
        for last in {phrase.split()[-1] for phrase in _PHRASES}
    }
)
_AFTER = re.compile(
    r"\s?(\+)(?![0-9])|\s(or so|give or take|or thereabouts)(?![a-z])"
    r"|,?\s(?:(or (?:more|higher|above|over|greater)|and (?:above|over|up)(?!\s[a-z0-9$£€])|plus)"
    r"|(or (?:less|fewer|below|under|lower)))(?![a-z])"
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
    if last == "to" and len(words) > 2 and words[-2] == "up" and words[-3] in _ADD_UP:
        return ""  # "added up to 9" says that it is 9
    for phrase in _ENDINGS.get(last, ()):
        if f" {' '.join(words)}".endswith(f" {phrase}"):
            return _PHRASES[phrase]
    return ""


def hedge_after(low: str, end: int) -> str:
    """The hedge right after a number: "or so", "or more", "+"; "" if there is none."""
    match = _AFTER.match(low, end)
    return _AFTER_NAMES[match.lastindex or 0] if match else ""
