"""What a regular expression cannot match without: plain letters that are cheap to look for first."""

from __future__ import annotations

import re
from functools import lru_cache

_FLAGS = re.compile(r"\(\?[aimsu]+\)")
_OPENERS = re.compile(r"\((?:\?(?:[aimsu]*:|P?<[A-Za-z_]\w*>|>))?(?!\?)")
_LOOKS = re.compile(r"\(\?<?[=!]")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
_KNOWN_ESCAPES = frozenset("bBAZdDwWsSmMntrfv")

_COMMON = re.compile(r"(?:[a-z ]|e[ds])\Z")  # in nearly every text, such as the end of "paid" or "stored"

_MOST_BRANCHES = 48

Literals = frozenset[frozenset[str]]


class _Unknown(Exception):  # noqa: N818 - never leaves this module
    """The pattern uses something this reader does not follow, so it promises nothing."""


@lru_cache(maxsize=4096)
def required(pattern: str) -> Literals | None:
    """Sets of strings: all of one set are in the folded form of every text that `pattern` matches; None if not known.

    Only the common part of the `regex` syntax is followed; anything else gives None, which is always right. A rule is
    tried alone and then runs with all others, so what was found of a pattern is kept.
    """
    start = _FLAGS.match(pattern)
    reader = _Reader(pattern, start.end() if start else 0)
    try:
        found = reader.alternation()
    except (_Unknown, RecursionError):
        return None
    return found if reader.done() else None


def folded(text: str) -> str:
    """A copy in which a literal is found wherever a case-blind expression would match it."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").replace("ı", "i").casefold()


class _Reader:
    """Walks over a pattern once, from left to right."""

    def __init__(self, pattern: str, start: int) -> None:
        self._pattern = pattern
        self._at = start

    def done(self) -> bool:
        return self._at == len(self._pattern)

    def alternation(self) -> Literals | None:
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        known = [branch for branch in branches if branch is not None]
        return _bounded(_reduced(frozenset().union(*known))) if len(known) == len(branches) else None

    def _sequence(self) -> Literals | None:
        run, clauses = "", list[Literals]()
        while not self.done() and self._pattern[self._at] not in "|)":
            item = self._item()
            least, repeated = self._quantifier()
            if isinstance(item, str) and item and least:
                run += item
                if not repeated:
                    continue
            elif isinstance(item, frozenset) and least:
                clauses.append(item)
            clauses, run = _close(clauses, run), ""
        return _all_of(_close(clauses, run))

    def _item(self) -> str | Literals | None:
        """One literal character, what a group requires, or None for anything that promises nothing."""
        char = self._pattern[self._at]
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        self._at += 1
        if char in "{?*+":
            raise _Unknown
        return None if char in ".^$" else folded(char)

    def _group(self) -> Literals | None:
        look = _LOOKS.match(self._pattern, self._at)
        opener = look or _OPENERS.match(self._pattern, self._at)
        if opener is None:
            raise _Unknown
        self._at = opener.end()
        inside = self.alternation()
        if not self._take(")"):
            raise _Unknown
        return None if look else inside

    def _class(self) -> Literals | None:
        """The characters of a small plain class, such as [$€]; None for any other."""
        start = self._at = self._at + 1
        self._take("^")
        self._take("]")
        while not self._take("]"):
            if self.done() or self._pattern[self._at] == "[":
                raise _Unknown
            self._at += 2 if self._pattern[self._at] == "\\" else 1
        inside = self._pattern[start : self._at - 1]
        plain = len(inside) <= 4 and not set(inside) & set("^\\-]")
        return frozenset(frozenset({folded(char)}) for char in inside) if plain else None

    def _escape(self) -> str | None:
        char = self._pattern[self._at + 1 : self._at + 2]
        self._at += 2
        if char.isascii() and char and not char.isalnum():
            return char
        if char not in _KNOWN_ESCAPES:
            raise _Unknown
        return None

    def _quantifier(self) -> tuple[int, bool]:
        """How often the item before is there at least (0 or 1), and whether it may be there twice."""
        match = _QUANTIFIER.match(self._pattern, self._at)
        if match is None:
            return 1, False
        self._at = match.end()
        least = match["least"]
        if least is None:
            return int(match[0][0] == "+"), True
        return int(least.isdigit() and int(least) > 0), True

    def _take(self, char: str) -> bool:
        taken = self._pattern.startswith(char, self._at)
        self._at += taken
        return taken


def _all_of(clauses: list[Literals]) -> Literals | None:
    """What a text holds that holds all of `clauses`: the rarest, and of the others as many as keep it short."""
    ordered = sorted(clauses, key=_rarity, reverse=True)
    if not ordered:
        return None
    found = ordered[0]
    for clause in ordered[1:]:
        if len(found) * len(clause) <= _MOST_BRANCHES:
            found = _reduced(frozenset(one | other for one in found for other in clause))
    return found


def _reduced(branches: Literals) -> Literals:
    """The same said shorter, so that the forms of a word are one set and not one each.

    No string stays that another of its set holds, no common one beside a rare one, and no set that asks for all that
    another asks for.
    """
    told = sorted({_telling(branch) for branch in branches}, key=lambda branch: sum(map(len, branch)))
    kept = list[frozenset[str]]()
    for branch in told:
        if not any(_asks_for(branch, other) for other in kept):
            kept.append(branch)
    return frozenset(kept)


def _telling(branch: frozenset[str]) -> frozenset[str]:
    """The strings of a set that let it tell texts apart."""
    apart = [one for one in branch if not any(one in other and one != other for other in branch)]
    return frozenset([one for one in apart if not _COMMON.match(one)] or apart)


def _asks_for(branch: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a text that holds all of `branch` holds all of `other`."""
    return all(any(one in longer for longer in branch) for one in other)


def _bounded(branches: Literals) -> Literals:
    """Of too many sets, the rarest string of each alone."""
    if len(branches) <= _MOST_BRANCHES:
        return branches
    return frozenset(frozenset({max(branch, key=rarity)}) for branch in branches)


def _rarity(clause: Literals) -> float:
    """A guess how seldom a clause lets a text through: long and odd is good, many ways is bad."""
    return min(max(map(rarity, branch)) for branch in clause) - len(clause) / 2


def rarity(literal: str) -> float:
    """A guess how seldom a text holds a string."""
    return sum(map(_oddity, literal))


def _oddity(char: str) -> float:
    """How seldom a character is met in texts about money."""
    if char.isalpha() or char in "-$€£":
        return 1
    return 0 if char in " .," else 0.5 if char.isdigit() else 3


def _close(clauses: list[Literals], run: str) -> list[Literals]:
    return [*clauses, frozenset({frozenset({run})})] if run else clauses
