"""Parties that a text describes instead of naming, such as "the landlord", and payments between others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .answers import Answer
from .claims import PAYERS, Slots
from .ledger import Ledger, Where
from .ledger_proofs import refuse
from .name_words import keys
from .scan import Item

PARTIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        noun: tuple(stems.split())
        for nouns, stems in (
            ("landlord landlady lessor", "rent lease premis"),
            ("tenant lodger subtenant", "rent"),
            ("insurer underwriter", "insur premium"),
            ("lender mortgagee", "loan interest mortgage"),
            ("bank", "bank loan interest"),
            ("employee employees staff worker workers apprentice intern manager director", "payroll wage salar staff"),
            ("lawyer lawyers solicitor solicitors attorney barrister notary", "legal"),
            ("courier carrier haulier shipper", "courier post delivery freight shipping carriage"),
            ("caterer caterers restaurant", "catering meal food hospitality"),
            ("airline", "travel flight air"),
            ("hotel", "hotel accommodation travel lodging"),
            (
                "consultant consultants adviser advisor freelancer contractor subcontractor",
                "consult professional contract",
            ),
            ("designer photographer", "design photo marketing"),
            ("plumber electrician builder builders carpenter roofer decorator handyman", "repair maint building"),
            ("cleaner cleaners", "clean"),
            ("gardener landscaper", "garden ground landscap"),
            ("garage mechanic", "vehicle motor car repair"),
            ("publisher", "book publication subscription"),
            ("dentist doctor clinic", "medical health dental"),
            ("wholesaler distributor manufacturer", ""),
            ("broker franchisor donor sponsor shareholder", ""),
        )
        for noun in nouns.split()
    }
)
"""What a party may be called, with the beginnings of words in accounts that such a one is paid, or pays, under."""

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
