"""One clause of a sentence about a ledger, with what was read in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .scan import Item

_ARTICLES = frozenset("the a an our your both vendor account".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What one clause holds: the names, times, values and cues that were read, and what was not understood.

    `spoken_of` are the times that the clauses before it are about; `left_out` are names that "excluding" sets aside.
    """

    items: tuple[Item, ...]
    entities: tuple[Item, ...] = ()
    accounts: tuple[Item, ...] = ()
    ids: tuple[Item, ...] = ()
    times: tuple[Item, ...] = ()
    values: tuple[Item, ...] = ()
    cues: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    unknown: tuple[Item, ...] = ()
    inherited: frozenset[str] = field(default_factory=frozenset)
    spoken_of: tuple[Item, ...] = ()
    left_out: tuple[Item, ...] = ()

    @property
    def start(self) -> int:
        """Where the clause begins in the text."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where the clause ends in the text."""
        return self.items[-1].end

    def place(self, item: Item) -> int:
        """Where `item` stands in the clause; -1 for one taken from an earlier clause."""
        return self.items.index(item) if item in self.items else -1

    def before(self, item: Item, passed: frozenset[str] = frozenset()) -> str:
        """The plain word or cue that stands before `item`, articles and words to be `passed` aside."""
        at = self.place(item) - 1
        while at >= 0 and self.items[at].key in _ARTICLES | passed:
            at -= 1
        return self.items[at].key if at >= 0 else ""
