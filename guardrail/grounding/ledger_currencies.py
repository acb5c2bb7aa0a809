"""Money of several currencies: no amount is proven by another currency, and no two are added or compared."""

from __future__ import annotations

from collections.abc import Iterable

from ..source.currencies import SHARED
from .ledger import Ledger, Where, is_money_in
from .mentions import Mention

SEVERAL = "the books have this in several currencies, which are not added up or compared"


def foreign(mention: Mention, ledger: Ledger) -> str:
    """What there is to say of an amount in a currency that the books do not have; "" if they have it."""
    unit = unit_of(mention)
    if not unit or not ledger.currencies or any(is_money_in(code, unit) for code in ledger.currencies):
        return ""
    return f"{mention.text} is in {unit}; the books are in {', '.join(sorted(ledger.currencies))}"


def unit_of(mention: Mention | None) -> str:
    """The code or the sign of the currency that an amount is written in; "" for what is no money."""
    return mention.unit.partition("/")[0] if mention and mention.kind == "amount" else ""


def in_currency(found: Where, mention: Mention | None, ledger: Ledger) -> Where:
    """`found` narrowed to the currency of an amount, in books that keep several; "$" is any dollar of theirs."""
    unit = unit_of(mention)
    known = unit in ledger.currencies or unit in SHARED
    return found._replace(currency=unit) if known and len(ledger.currencies) > 1 else found


def is_otherwise(mention: Mention | None, rows: Iterable[int], ledger: Ledger) -> bool:
    """Whether an amount is written in another currency than some of the rows are in, in books that keep several."""
    unit = unit_of(mention)
    return (
        bool(unit)
        and len(ledger.currencies) > 1
        and any(not is_money_in(ledger.records[row].currency, unit) for row in rows)
    )


def is_incomparable(mention: Mention | None, rows: list[int], ledger: Ledger) -> bool:
    """Whether an amount cannot be held against the rows: they are in several currencies, or in another one."""
    return ledger.is_mixed(rows) or is_otherwise(mention, rows, ledger)
