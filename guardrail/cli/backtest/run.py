"""What a backtest gathers while the texts go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ...backtest import Change, Past, Tally
from ...types import Decision
from ..program import ACCEPTED, tell
from ..texts import BadLine

_LISTED = 50


class Run:
    """One backtest: its counts, and of each kind of change the first fifty texts.

    `tiers` are those of the new rules, the mildest first. `recalled` says that claims were not checked again, since a
    review queue keeps no sources.
    """

    def __init__(
        self, new: str, old: str, minutes: float, *, tiers: Sequence[str] = (), recalled: bool = False
    ) -> None:
        self.new, self.old, self.minutes, self.recalled = new, old, minutes, recalled
        self.tiers = tuple(tiers)
        self.tally = Tally()
        self.unread = 0
        self.code = ACCEPTED
        self.listed: list[Change] = []
        self._kinds: Counter[tuple[Decision, Decision]] = Counter()

    def readable(self, items: Iterable[Past | BadLine]) -> Iterator[Past]:
        """The texts among the lines; each other line is told."""
        for item in items:
            if isinstance(item, BadLine):
                tell(f"{item.where}: {item.message}")
                self.unread += 1
                self.code = max(self.code, item.code)
            else:
                yield item

    def add(self, change: Change) -> None:
        """Count a text, and keep it if it shows a change."""
        self.tally.add(change)
        kind = change.old.decision, change.new.decision
        if change.moved and self._kinds[kind] < _LISTED:
            self.listed.append(change)
        self._kinds[kind] += change.moved

    @property
    def left_out(self) -> int:
        """How many changed texts are not listed."""
        return self._kinds.total() - len(self.listed)

    @property
    def minutes_a_day(self) -> float | None:
        """How much longer reviewers need each day; None if the history does not say over how many days."""
        return self.tally.more_cases * self.minutes / self.tally.days if self.tally.days else None
