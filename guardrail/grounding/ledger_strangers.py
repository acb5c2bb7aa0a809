"""The answer where a clause names somebody or something that the books do not have."""

from __future__ import annotations

from dataclasses import replace

from ..source import Record
from ..types import Evidence
from .answers import FABRICATED, UNSUPPORTED, Answer, Stated
from .claims import MONEY, risky, where
from .clause import Slots
from .ledger import Ledger, loose
from .ledger_currencies import in_currency
from .ledger_proofs import payments_of, refuse
from .name_words import without_possessive
from .record_says import BILL, INVOICE, due_day, says
from .scan import Item


def not_understood(slots: Slots, ledger: Ledger) -> Answer | None:
    """The answer where a clause names something that the books do not have, or speaks of what may be."""
    for item in slots.items:
        if item.mention and (why := item.mention.unclear):
            return refuse(slots, why, UNSUPPORTED, item)
        if item.kind == "code" and item.mention and loose(item.mention.text) not in ledger.references:
            return refuse(slots, f"{item.mention.text!r} is not in the books", FABRICATED, item)
        if item.kind == "name":
            return _stranger(slots, item, ledger)
        if item.name and len(item.name.meant) > 1:
            options = ", ".join(item.name.meant[:4])
            return refuse(slots, f"this name could be any of: {options}", UNSUPPORTED, item)
    stated = slots.values or slots.entities or slots.accounts
    cue = risky(slots) if stated else ""
    if cue == "invoice" and _of_invoice(slots, ledger):
        cue = risky(replace(slots, cues=slots.cues - {"invoice"}))
    return refuse(slots, f"the books cannot tell this ({cue})") if cue else None


def _of_invoice(slots: Slots, ledger: Ledger) -> bool:
    """Whether a clause states one amount that the books have for an invoice or a bill, and for nothing else."""
    found = where(slots, ledger)
    mention = slots.values[0].mention if len(slots.values) == 1 else None
    if found is None or mention is None or mention.kind not in MONEY:
        return False
    rows = payments_of(Stated.of(mention), in_currency(found, mention, ledger), ledger)
    return bool(rows) and all(_is_owed(ledger.records[row], ledger) for row in rows)


def _is_owed(record: Record, ledger: Ledger) -> bool:
    return says(record) in {INVOICE, BILL} or due_day(record, ledger.day_first) is not None


def _stranger(slots: Slots, first: Item, ledger: Ledger) -> Answer:
    """The answer for a name that the books do not have; its evidence is whose the payment is there, if that is one."""
    parts = _whole_name(slots, first)
    told = f"the books do not have {' '.join(item.word for item in parts)!r}"
    name = without_possessive(parts[-1].word)
    answer = refuse(slots, told, UNSUPPORTED, first._replace(end=parts[-1].start + len(name)))
    whose = _whose_payment(slots, ledger)
    if whose is None:
        return answer
    return answer._replace(message=f"{told}; they have this payment for {whose.text} [{whose.ref}]", evidence=(whose,))


def _whole_name(slots: Slots, first: Item) -> list[Item]:
    """The items of a name that is not in the books: the first, and those that follow it without a gap."""
    at = slots.items.index(first)
    parts = [first]
    for item in slots.items[at + 1 :]:
        if item.kind != "name" or item.start > parts[-1].end + 1:
            break
        parts.append(item)
    return parts


def _whose_payment(slots: Slots, ledger: Ledger) -> Evidence | None:
    """Whose the one amount of a clause is in the books, on the days that it says; None if nobody's, or several."""
    found = where(slots, ledger)
    mention = slots.values[0].mention if len(slots.values) == 1 else None
    if found is None or found.entity or mention is None or mention.kind != "amount" or mention.hedge:
        return None
    rows = payments_of(Stated.of(mention), in_currency(found, mention, ledger), ledger)
    if len({ledger.records[row].entity for row in rows}) != 1:
        return None
    record = ledger.records[rows[0]]
    return Evidence(ref=record.id, column="entity", text=record.entity) if record.entity else None
