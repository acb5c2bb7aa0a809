"""`when`: the condition on the records under which a rule counts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ..grounding.ledger import PAID, RECEIVED, REFUND
from ..validators.conditions import Condition, Rows
from .example import Day
from .values import Fault, Strict, Text

_SIDES = {"refund": REFUND, "money in": RECEIVED, "money out": PAID}
Names = Annotated[list[Text], Field(min_length=1)]


class RowsWhere(Strict):
    """What a record must be; at least one line."""

    side: Literal["refund", "money in", "money out"] | None = Field(
        default=None, alias="is", description="refund, money in or money out."
    )
    account: Names | None = Field(default=None, description="Accounts, any of which it is booked to.")
    vendor: Names | None = Field(default=None, description="Vendors or customers, any of which it is with.")
    over: float | None = Field(default=None, ge=0, description="Its amount is larger than this, whatever the sign.")
    under: float | None = Field(default=None, ge=0, description="Its amount is smaller than this, whatever the sign.")
    start: Day | None = Field(default=None, alias="from", description="Its day is this one or later.")
    end: Day | None = Field(default=None, alias="until", description="Its day is this one or earlier.")

    def rows(self) -> Rows:
        """The same for the validator."""
        return Rows(
            side=_SIDES[self.side] if self.side else "",
            accounts=frozenset(" ".join(name.casefold().split()) for name in self.account or ()),
            vendors=frozenset(" ".join(name.casefold().split()) for name in self.vendor or ()),
            over=None if self.over is None else Decimal(str(self.over)),
            under=None if self.under is None else Decimal(str(self.under)),
            start=self.start,
            end=self.end,
        )

    def faults(self) -> Iterator[Fault]:
        """Nothing asked for, and limits that no record can be between."""
        if self == RowsWhere():
            yield Fault((), "this condition asks for nothing", "add a line such as 'is: refund'")
        if self.over is not None and self.under is not None and self.over >= self.under:
            yield Fault(("under",), "no amount is over the one and under the other", "swap them")
        if self.start and self.end and self.start > self.end:
            yield Fault(("until",), "no day is from the one until the other", "swap them")


class When(Strict):
    """On which records a rule counts; at least one line, and all of them must hold."""

    any_row: RowsWhere | None = Field(default=None, alias="any row", description="One record at least is so.")
    every_row: RowsWhere | None = Field(default=None, alias="every row", description="All records are so.")
    at_least: int | None = Field(default=None, ge=1, alias="rows at least", description="So many records or more.")
    at_most: int | None = Field(default=None, ge=1, alias="rows at most", description="So many records or fewer.")

    def condition(self) -> Condition:
        """The same for the validator."""
        return Condition(
            any_row=self.any_row.rows() if self.any_row else None,
            every_row=self.every_row.rows() if self.every_row else None,
            at_least=self.at_least,
            at_most=self.at_most,
        )

    def faults(self) -> Iterator[Fault]:
        """Conditions that say nothing or that nothing can meet."""
        if self == When():
            yield Fault((), "'when' says nothing", "add a line such as 'any row: {is: refund}'")
        for key, rows in (("any row", self.any_row), ("every row", self.every_row)):
            for fault in rows.faults() if rows else ():
                yield Fault((key, *fault.path), fault.message, fault.hint)
        if self.at_least and self.at_most and self.at_least > self.at_most:
            yield Fault(("rows at most",), "no number of records is between them", "swap them")
