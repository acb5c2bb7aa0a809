"""What became of a claim: supported with its proof, contradicted, or not provable, in words an accountant reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from ..types import Evidence, Operand, Proof
from .ledger import MONEY_IN, Ledger, Where
from .mentions import Mention
from .operations import COUNTING, IN_UNITS, agrees, compute, power_of_ten

SUPPORTED, CONTRADICTION, UNSUPPORTED = "supported", "contradiction", "unsupported"
FABRICATED = "fabricated-reference"
UNCHECKED = "unchecked"
_SHOWN = 8
_CENT = Decimal("0.01")
_SYMBOLS: Mapping[str, str] = MappingProxyType({"USD": "$", "GBP": "£", "EUR": "€"})


class Answer(NamedTuple):
    """What the source says to one claim at `start` to `end` of the text, or to a reference to the source there."""

    status: str
    message: str
    start: int
    end: int
    evidence: tuple[Evidence, ...] = ()
    proof: Proof | None = None
    of_reference: bool = False

    def moved(self, by: int) -> Answer:
        """The same answer for a text that stands `by` characters further on."""
        return self._replace(start=self.start + by, end=self.end + by)


class Try(NamedTuple):
    """A derivation that the words call for: an operation over groups of records."""

    operation: str
    groups: tuple[tuple[Where | None, list[int]], ...]

    def exact(self, ledger: Ledger) -> Fraction | None:
        """What it comes to, with money out positive; None if it makes no sense, as with several currencies."""
        if self.operation not in COUNTING and ledger.is_mixed(row for _, rows in self.groups for row in rows):
            return None
        found = compute(self.operation, [_units(where, rows, ledger.units) for where, rows in self.groups])
        if found is None or self.operation not in IN_UNITS:
            return found
        return found * power_of_ten(ledger.exponent)


def _units(where: Where | None, rows: Sequence[int], units: Sequence[int]) -> list[int]:
    """The units of rows, those of money received negated, so that what came in is counted as positive."""
    if where and where.side in MONEY_IN:
        return [-units[row] for row in rows]
    return [units[row] for row in rows]


class Stated(NamedTuple):
    """A value as the text has it, with the sign that the words give it."""

    value: Decimal
    places: int = 0
    hedge: str = ""

    @classmethod
    def of(cls, mention: Mention, sign: int = 1) -> Stated:
        """The value of a mention, negated where the words say a decrease."""
        worded = not any(char.isdigit() for char in mention.text)
        places = min(mention.places, 0) if worded and not mention.hedge else mention.places
        return cls(sign * (mention.value or Decimal(0)), places, mention.hedge)


def proof(attempt: Try, stated: Stated, ledger: Ledger, luck: float) -> Proof:
    """The re-checkable form of a derivation that came out as stated."""
    operands = tuple(
        Operand(
            cells=tuple(ledger.records[row].id for row in rows),
            where=where.pairs() if where else (),
        )
        for where, rows in attempt.groups
    )
    return Proof(
        operation=attempt.operation,
        operands=operands,
        stated=str(stated.value),
        places=stated.places,
        hedge=stated.hedge,
        luck=luck,
    )


def fits(attempt: Try, stated: Stated, ledger: Ledger) -> bool:
    """Whether a derivation comes out as stated."""
    exact = attempt.exact(ledger)
    if exact is None:
        return False
    return agrees(attempt.operation, exact, stated.value, stated.places, stated.hedge)


def cite(ledger: Ledger, rows: Iterable[int]) -> tuple[Evidence, ...]:
    """The first few of `rows` as evidence, each as the books have it."""
    return tuple(_cell(ledger, row) for row in list(rows)[:_SHOWN])


def _cell(ledger: Ledger, row: int) -> Evidence:
    record = ledger.records[row]
    return Evidence(ref=record.id, column="amount", text=describe(ledger, row))


def describe(ledger: Ledger, row: int) -> str:
    """A record in a few words: who, how much, when, on what."""
    record = ledger.records[row]
    parts = [record.entity or "", money(record.amount, record.currency)]
    parts += [record.date.isoformat() if record.date else "", record.account or ""]
    return ", ".join(part for part in parts if part)


def money(amount: Decimal | None, currency: str | None) -> str:
    """An amount as people write it."""
    if amount is None:
        return ""
    symbol = _SYMBOLS.get(currency or "", "")
    sign = "-" if amount < 0 else ""
    body = f"{abs(amount):,.2f}" if amount == amount.quantize(_CENT) else f"{abs(amount):,}"
    return f"{sign}{symbol}{body}" + (f" {currency}" if currency and not symbol else "")


def refs(ledger: Ledger, rows: Sequence[int]) -> str:
    """The ids of rows in brackets, for a message."""
    shown = ", ".join(ledger.records[row].id for row in rows[:3])
    more = f" and {len(rows) - 3} more" if len(rows) > 3 else ""
    return f"[{shown}{more}]" if rows else ""
