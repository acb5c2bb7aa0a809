"""Proves that no payment, or every payment, was over or under an amount."""

from __future__ import annotations

from decimal import Decimal

from .answers import Answer, Stated, Try, describe, refs
from .claims import MONEY, Slots, where
from .ledger import PAID, Ledger, Where
from .ledger_proofs import contradict, in_currency, refuse, supported
from .mentions import Mention
from .operations import LESS, MORE, OR_EQUAL
from .scan import Item

_ROUGH = frozenset({"about", "nearly", "almost"})


def within_limit(item: Item, slots: Slots) -> bool:
    """Whether a clause says of all payments, or denies of any, that they were over or under an amount."""
    hedge = item.mention.hedge if item.mention and item.key in MONEY else ""
    summed = slots.cues & {"total", "average", "median", "net", "gross", "received", "refunded"}
    return hedge in (MORE | LESS) - _ROUGH and bool(slots.cues & {"not", "all"}) and not summed


def prove_limit(item: Item, slots: Slots, ledger: Ledger) -> Answer:
    """That no payment in scope is on the wrong side of the amount."""
    found = where(slots, ledger)
    if found is None or item.mention is None or slots.unknown or slots.cues >= {"not", "all"}:
        return refuse(slots, "this does not say plainly which payments it means", item=item)
    found = in_currency(found, item, ledger)._replace(side=found.side or PAID)
    if not ledger.rows(found):
        return refuse(slots, "the books have no such payments", item=item)
    wrong = _beyond(found, item.mention, denied="not" in slots.cues)
    rows = ledger.rows(wrong)
    if rows:
        told = f"the books have {describe(ledger, rows[0])} {refs(ledger, rows[:1])}"
        return contradict(slots, item, told, ledger, rows)
    return supported(item, Try("count", ((wrong, rows),)), Stated(Decimal(0)), ledger, 1, "none in the books")


def _beyond(found: Where, mention: Mention, *, denied: bool) -> Where:
    """The payments that must not be: those over the amount if "over" is denied or "under" is said of all."""
    over = (mention.hedge in MORE) == denied
    inclusive = (mention.hedge in OR_EQUAL) == denied
    limits = {"over": mention.value} if over else {"under": mention.value}
    return found._replace(**limits, inclusive=inclusive)  # type: ignore[arg-type]
