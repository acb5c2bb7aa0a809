"""Names that a clause sets aside: "excluding payroll", "besides Gusto", "other than rent"."""

from __future__ import annotations

from collections.abc import Sequence

from .scan import Item

_SET_ASIDE = frozenset(
    "except excluding exclude excludes besides apart_from other_than aside_from but_for excepting".split()
)
_ARTICLES = frozenset("the our your my all vendor account".split())
_NAMES = frozenset({"entity", "account"})


def set_aside(items: Sequence[Item]) -> tuple[list[Item], tuple[Item, ...]]:
    """The items without the one name that is set aside, and that name; as they are where several could be meant.

    "Besides" and the like stay among the items, and say that the clause is not understood, before anything but a name,
    before two of them, and where something is denied: "nobody other than Gusto was paid" says two things.
    """
    at = next((at for at, item in enumerate(items) if item.kind == "cue" and item.word in _SET_ASIDE), -1)
    if at < 0 or any(item.kind == "cue" and item.key in {"not", "only"} for item in items):
        return list(items), ()
    name = next((n for n in range(at + 1, len(items)) if items[n].key not in _ARTICLES), len(items))
    if name == len(items) or items[name].kind not in _NAMES or _goes_on(items[name + 1 : name + 4]):
        return list(items), ()
    plain = [item._replace(kind="plain", key="without") for item in items[at : name + 1]]
    return [*items[:at], *plain, *items[name + 1 :]], (items[name],)


def _goes_on(following: Sequence[Item]) -> bool:
    """Whether another name may be set aside with the first: "excluding rent and travel", "excluding rent, travel,"."""
    if len(following) < 2 or following[1].kind not in _NAMES:
        return False
    listed = following[0].kind == "mark" and (len(following) < 3 or _joins(following[2]))
    return listed or following[0].key in {"and", "or"}


def _joins(item: Item) -> bool:
    return item.kind == "mark" or item.key in {"and", "or"}
