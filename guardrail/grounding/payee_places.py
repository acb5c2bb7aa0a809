"""Finds who is paid by the place in a sentence alone, where a name of plain words has no letter to show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .names import NameIndex
from .ordinary_words import NO_PART

if TYPE_CHECKING:
    from .scan import Item

_PAYS = frozenset({"paid", "charged"})
_WAS = frozenset({"was", "were", "is"})


def with_payees(text: str, items: list[Item], names: NameIndex) -> list[Item]:
    """`items` with two or more plain words as a name where only a payee stands: "You paid book life £6.99"."""
    if not any(map(_pays, items)):
        return items
    found: list[Item] = []
    at = 0
    while at < len(items):
        last = _last(text, items, at)
        if last > at and _is_payee(items, at, last):
            found += _named(text, items[at : last + 1], names)
        else:
            found += items[at : last + 1]
        at = last + 1
    return found


def _last(text: str, items: Sequence[Item], first: int) -> int:
    """The last item of the stretch of plain words that begins at `first`; `first` itself if it is none."""
    last = first
    while last < len(items) and _may_name(items[last]):
        if last + 1 < len(items) and text[items[last].end : items[last + 1].start].strip(" -/"):
            return last
        last += 1
    return max(first, last - 1)


def _may_name(item: Item) -> bool:
    return item.kind in {"word", "plain"} and item.key not in NO_PART


def _pays(item: Item) -> bool:
    return item.kind == "cue" and item.key in _PAYS


def _is_payee(items: Sequence[Item], first: int, last: int) -> bool:
    """Whether a stretch stands between "paid" and an amount, or is what was paid an amount, or charged one."""
    before = items[first - 1] if first else None
    after = items[last + 1 : last + 4]
    if before is not None and _pays(before):
        return bool(after) and _is_amount(after[0])
    if before is not None and before.kind not in {"stop", "mark"}:
        return False
    if len(after) > 1 and after[0].key in _WAS:
        after = after[1:]
    return len(after) > 1 and _pays(after[0]) and any(map(_is_amount, after[1:]))


def _is_amount(item: Item) -> bool:
    return item.kind == "value" and item.mention is not None and item.mention.kind == "amount"


def _named(text: str, stretch: Sequence[Item], names: NameIndex) -> list[Item]:
    """The stretch as a name of the source, or else as a stranger's."""
    first, last = stretch[0], stretch[-1]
    if found := names.match(text[first.start : last.end]):
        return [first._replace(kind=found.role, key=found.meant[0], end=last.end, mention=None, name=found, word="")]
    return [item._replace(kind="name", word=text[item.start : item.end]) for item in stretch]
