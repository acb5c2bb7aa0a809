"""Parties that a text describes instead of naming, such as "the landlord", and payments between others."""

from __future__ import annotations

from collections.abc import Sequence

from .answers import Answer
from .claims import PAYERS
from .clause import Slots
from .ledger import Ledger, Where
from .ledger_proofs import refuse
from .name_words import keys
from .party_nouns import PARTIES
from .scan import Item

DETERMINERS = frozenset({"the", "this", "that", "same", "said", "a", "an", "our", "your", "their", "my"})
_MOVES = frozenset({"paid", "charged", "refunded"})


def described(items: Sequence[Item], at: int) -> bool:
    """Whether an item is a noun for a party, with an article before it and no noun behind that it belongs to."""
    if _noun(items[at]) not in PARTIES or at == 0 or items[at - 1].key not in DETERMINERS:
        return False
    return at + 1 == len(items) or items[at + 1].kind not in {"word", "name", "entity", "account"}


def who_is(noun: Item, before: Sequence[Item], ledger: Ledger) -> str:
    """The one name that has to do with the accounts of such a party: of those named before, or else of the books."""
    stems = PARTIES[_noun(noun)]
    accounts = [name for name in ledger.accounts if any(key.startswith(stems) for key in keys(name))] if stems else []
    found = {ledger.records[row].entity or "" for name in accounts for row in ledger.rows(Where(account=name))}
    named = found & {item.key for item in before}
    chosen = named or found
    return chosen.pop() if len(chosen) == 1 else ""


def other_party(slots: Slots) -> Answer | None:
    """The answer where a vendor is said to have paid or charged somebody else than whose books these are."""
    items = slots.items
    for at, item in enumerate(items):
        if item.kind != "cue" or item.key not in _MOVES or not any(one in items[:at] for one in slots.entities):
            continue
        to = [one for one in range(at + 1, len(items)) if items[one].key == "to"]
        for begin in [at, *to]:
            object_at = begin + 1 + (begin + 1 < len(items) and items[begin + 1].key in DETERMINERS)
            if object_at < len(items) and object_at > begin + 1 and _is_other(items[object_at]):
                return refuse(slots, "the books do not show payments between others", item=items[object_at])
    return None


def _is_other(item: Item) -> bool:
    return item.word in PAYERS or _noun(item) in PARTIES


def _noun(item: Item) -> str:
    return (item.word or item.key).lower() if item.kind in {"word", "plain", "cue"} else ""
