"""Takes a regular expression apart: its alternatives, its groups, and what it repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENERS = re.compile(
    r"\((?:\?(?:(?P<look><?[=!])|[aimsu]*(?:-[imsu]+)?:|P?<[A-Za-z_]\w*>|>|\||(?P<alone>[aimsu]+\)|\#[^)]*\)|P=\w+\))))?"
    r"(?!\?)"
)
_QUANTIFIER = re.compile(r"(?:([?*+])|\{(?:(\d+)(,?)(\d*)|,(\d+))\})[?+]?")
_FUZZY = re.compile(r"\{[a-z]")
_ESCAPE = re.compile(
    r"\\(?:[pP]\{[^}]*\}|[pP].|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|g<\w+>|\d{1,3}|[^LKGRQX])",
    re.DOTALL,
)
_POSIX = re.compile(r"\[:\^?\w+:\]")
_VERBOSE = re.compile(r"\(\?[aimsubflrpV01]*(?:[bflrpexV]|-)")
_DEEPEST = 50


class Unfollowed(Exception):  # noqa: N818 - says what happened
    """The expression uses something this reader does not follow."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One alternative: what stands from `start` to `end`, in order."""

    start: int
    end: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A sign, a class or a group, with how often it may be there; `most` is None without a limit.

    `body` is where the item ends and its quantifier begins. `branches` are the alternatives of a group; a
    group that only looks ahead or behind has `looks` set. What is `blank` matches no signs itself.
    """

    start: int
    body: int
    end: int
    least: int
    most: int | None
    branches: tuple[Branch, ...] = ()
    looks: bool = False
    blank: bool = False


def branches_of(pattern: str) -> tuple[Branch, ...]:
    """The alternatives of a whole expression; raises `Unfollowed` for syntax that is seldom used."""
    if _VERBOSE.match(pattern):
        raise Unfollowed
    reader = _Reader(pattern)
    found = reader.branches(0)
    if not reader.done():
        raise Unfollowed
    return found


def groups_in(branches: tuple[Branch, ...]) -> Iterator[tuple[Branch, ...]]:
    """The alternatives of the whole and of every group in it, from the outside in."""
    yield branches
    for item in items_in(branches):
        if item.branches:
            yield item.branches


def items_in(branches: tuple[Branch, ...]) -> Iterator[Item]:
    """Every item, at whatever depth."""
    for branch in branches:
        for item in branch.items:
            yield item
            yield from items_in(item.branches)


class _Reader:
    """Walks over an expression once, from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def done(self) -> bool:
        return self._at == len(self._pattern)

    def branches(self, depth: int) -> tuple[Branch, ...]:
        if depth > _DEEPEST:
            raise Unfollowed
        found = [self._branch(depth)]
        while not self.done() and self._pattern[self._at] == "|":
            self._at += 1
            found.append(self._branch(depth))
        return tuple(found)

    def _branch(self, depth: int) -> Branch:
        start, items = self._at, list[Item]()
        while not self.done() and self._pattern[self._at] not in "|)":
            items.append(self._item(depth))
        return Branch(start, self._at, tuple(items))

    def _item(self, depth: int) -> Item:
        start, char = self._at, self._pattern[self._at]
        inside: tuple[Branch, ...] = ()
        looks = blank = False
        if char == "(":
            inside, looks, blank = self._group(depth)
        elif char == "[":
            self._class()
        elif char == "\\":
            self._at = self._match(_ESCAPE).end()
            blank = self._pattern[start + 1] in "bBAZmM"
        elif _FUZZY.match(self._pattern, start):
            raise Unfollowed
        else:
            self._at += 1
            blank = char in "^$"
        body = self._at
        least, most = self._quantifier()
        return Item(start, body, self._at, least, most, inside, looks, blank or looks)

    def _group(self, depth: int) -> tuple[tuple[Branch, ...], bool, bool]:
        opener = self._match(_OPENERS)
        self._at = opener.end()
        if opener["alone"]:
            return (), False, True
        inside = self.branches(depth + 1)
        if self.done():
            raise Unfollowed
        self._at += 1
        return inside, bool(opener["look"]), False

    def _class(self) -> None:
        self._at += 1
        self._at += self._pattern.startswith("^", self._at)
        self._at += self._pattern.startswith("]", self._at)
        while not self.done() and self._pattern[self._at] != "]":
            posix = _POSIX.match(self._pattern, self._at)
            escaped = self._pattern[self._at] == "\\"
            self._at = posix.end() if posix else self._match(_ESCAPE).end() if escaped else self._at + 1
        if self.done():
            raise Unfollowed
        self._at += 1

    def _quantifier(self) -> tuple[int, int | None]:
        match = _QUANTIFIER.match(self._pattern, self._at)
        if match is None:
            if _FUZZY.match(self._pattern, self._at):
                raise Unfollowed
            return 1, 1
        self._at = match.end()
        sign, least, comma, most, only_most = match.groups()
        if sign:
            return int(sign == "+"), 1 if sign == "?" else None
        if only_most:
            return 0, int(only_most)
        return int(least), int(most) if most else None if comma else int(least)

    def _match(self, expected: re.Pattern[str]) -> re.Match[str]:
        found = expected.match(self._pattern, self._at)
        if found is None:
            raise Unfollowed
        return found
