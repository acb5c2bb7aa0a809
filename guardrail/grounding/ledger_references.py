"""Whom "they" and "the same supplier" mean, where a sentence before named somebody."""

from __future__ import annotations

from dataclasses import replace

from .answers import Answer
from .claims import Slots
from .ledger_proofs import refuse
from .scan import Item

_PRONOUNS = frozenset({"they", "them"})
_NOUNS = frozenset(
    {"vendor", "supplier", "merchant", "payee", "retailer", "seller", "provider", "company", "shop", "store", "firm"}
    | {"customer", "client", "payer", "business", "trader"}
)
_POINTS = frozenset({"the", "this", "that", "same"})
_MOVES = frozenset({"paid", "charged", "received", "refunded"})
_CHOOSES = frozenset(
    {"largest", "smallest", "most", "fewest", "first", "last", "only", "all", "ranked", "count", "not"}
)


def bound(slots: Slots, before: tuple[Item, ...]) -> Slots | Answer:
    """A clause with the one whom its "they" means: the only name of the last sentence that had any.

    Where that sentence named several, the answer says so.
    """
    if slots.entities or slots.accounts or slots.ids or not before or not _refers(slots):
        return slots
    names = sorted({item.key for item in before})
    if len(names) > 1:
        return refuse(slots, f"who is meant here could be any of: {', '.join(names[:4])}")
    return replace(slots, entities=before[:1])


def _refers(slots: Slots) -> bool:
    if not slots.cues & _MOVES or slots.cues & _CHOOSES:
        return False
    return any(
        item.key in _PRONOUNS or (item.word in _NOUNS and at > 0 and slots.items[at - 1].key in _POINTS)
        for at, item in enumerate(slots.items)
    )
