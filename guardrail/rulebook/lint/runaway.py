"""Looks for a text on which a regular expression takes too long, by trying those that its own structure suggests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from .expressions import Branch, Item, Unfollowed, branches_of, items_in
from .samples import Samples

LONGEST = 8000
_SHORTEST = 25
_MANY = 8
_MOST_TRIED = 300


@dataclass(frozen=True, slots=True)
class Attack:
    """A text that may make an expression slow: `before`, then `pump` again and again, then `after`."""

    before: str
    pump: str
    after: str

    def text(self, length: int) -> str:
        """The text, with a repeated part of about `length` characters."""
        return self.before + self.pump * self.times(length) + self.after

    def times(self, length: int) -> int:
        """How often `pump` stands in that text."""
        return max(1, length // len(self.pump))

    def told(self, length: int) -> str:
        """The text in words."""
        before = f"{self.before!r}, then " if self.before else ""
        after = f", then {self.after!r}" if self.after else ""
        return f"{before}{self.pump!r} {self.times(length):,} times{after}"


def runaway(pattern: str, too_slow: Callable[[str], bool]) -> tuple[Attack, int] | None:
    """What makes the expression too slow, and the least length, in doublings, at which it does; None if nothing did.

    `too_slow` runs the expression on a text. Nothing is said of an expression whose syntax `expressions` does not
    follow.
    """
    for attack in attacks(pattern):
        if too_slow(attack.text(LONGEST)):
            length = _SHORTEST
            while length < LONGEST and not too_slow(attack.text(length)):
                length *= 2
            return attack, min(length, LONGEST)
    return None


def attacks(pattern: str) -> Iterator[Attack]:
    """Texts worth trying: what a repeat matches, many times over, and then something it does not match."""
    try:
        branches = branches_of(pattern)
    except Unfollowed:
        return
    yield from islice(dict.fromkeys(_Attacks(pattern).attacks(branches)), _MOST_TRIED)


class _Attacks(Samples):
    """Makes texts worth trying of samples of what an expression matches."""

    def attacks(self, branches: tuple[Branch, ...]) -> Iterator[Attack]:
        for item in items_in(branches):
            if item.most is not None and item.most < _MANY:
                continue
            before, after = self.around(branches, item) or ("", "")
            for pump in self._pumps(item):
                yield from (Attack(before, pump, end) for end in ("\0", "\0" + after, "", after))

    def _pumps(self, item: Item) -> list[str]:
        """What the item matches once: short and long, by each alternative, and each sign within."""
        whole = [self.row(b.items, least=least) for b in item.branches for least in (0, 1)]
        leaves = [leaf for leaf in items_in(item.branches) if not leaf.branches] if item.branches else [item]
        signs = [sign for leaf in leaves for sign in self.signs(leaf)]
        return [pump for pump in dict.fromkeys([*whole, *signs]) if pump]
