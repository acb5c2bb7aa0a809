"""Makes texts that parts of a regular expression match."""

from __future__ import annotations

import regex

from .expressions import Branch, Item

_PROBES = "aA1 .,-_$%/@\né"


class Samples:
    """Texts that parts of one expression match, as short and plain as they come."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._flags = regex.compile(pattern).flags & (regex.IGNORECASE | regex.DOTALL)
        self._known: dict[str, list[str]] = {}

    def around(self, branches: tuple[Branch, ...], item: Item, *, least: int = 0) -> tuple[str, str] | None:
        """What stands before and after an item in a text that the whole matches; `least` as for `row`."""
        for branch in branches:
            for index, other in enumerate(branch.items):
                inside = ("", "") if other is item else self.around(other.branches, item, least=least)
                if inside is not None:
                    before = self.row(branch.items[:index], least=least) + inside[0]
                    return before, inside[1] + self.row(branch.items[index + 1 :], least=least)
        return None

    def row(self, items: tuple[Item, ...], *, least: int = 0) -> str:
        """A text that items match one after the other, each as seldom as may be, but `least` times."""
        return "".join(self._once(item) * max(item.least, least) for item in items)

    def _once(self, item: Item) -> str:
        if item.looks or item.blank:
            return ""
        if item.branches:
            return self.row(item.branches[0].items)
        return next(iter(self.signs(item)), "")

    def signs(self, item: Item) -> list[str]:
        """Single characters that an item without alternatives matches, one of each sort."""
        body = self._pattern[item.start : item.body]
        if item.blank:
            return []
        if body not in self._known:
            try:
                one = regex.compile(body, self._flags)
            except regex.error:
                return []
            self._known[body] = [char for char in dict.fromkeys(body + _PROBES) if one.fullmatch(char)][:6]
        return self._known[body]
