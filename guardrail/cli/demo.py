"""`guardrail demo`: a ledger, a statement, and texts about them, right and wrong."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..guard import Guard
from ..rulebook import Rulebook
from ..source import Source
from ..types import Decision
from . import demo_data as data
from .program import ACCEPTED, example
from .show import console, show_line

USE = "client-note"
Tally = Counter[tuple[bool, Decision]]
RightAndWrong = tuple[Sequence[data.Said], Sequence[data.Said]]


@click.command(short_help="See it work on a small ledger and a real statement.", epilog=example("guardrail demo"))
def demo() -> int:
    """Check texts, right and wrong, about a small ledger and a real company's statement."""
    out = console(sys.stdout)
    guard = Rulebook.read().guard()
    tally: Tally = Counter()
    out.print(Text(data.LEDGER_TITLE, style="bold"), _ledger_table())
    _show_all(out, guard, ledger(), (data.LEDGER_RIGHT, data.LEDGER_WRONG), tally)
    out.print(Text(f"{data.STATEMENT_TITLE}\n{data.STATEMENT_UNIT}", style="bold"), _statement_table())
    _show_all(out, guard, statement(), (data.STATEMENT_RIGHT, data.STATEMENT_WRONG), tally)
    out.print(_summary(tally))
    return ACCEPTED


def ledger() -> Source:
    """The ledger of the demo."""
    rows = [dict(zip(data.COLUMNS, row, strict=True)) for row in data.LEDGER]
    return Source.from_rows(
        rows, id="id", date="date", entity="vendor", account="account", amount="amount", currency="USD"
    )


def statement() -> Source:
    """The statement of the demo."""
    return Source.from_table(data.STATEMENT, caption=data.STATEMENT_UNIT, currency="USD")


def _show_all(out: Console, guard: Guard, source: Source, texts: RightAndWrong, tally: Tally) -> None:
    for right, said in zip((True, False), texts, strict=True):
        out.print(Text("Right texts" if right else "Wrong texts", style="bold"))
        for one in said:
            verdict = guard.check(one.text, source=source, use=USE)
            tally[right, verdict.decision] += 1
            show_line(out, one.text, verdict, about=one.about)
        out.print()


def _ledger_table() -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in data.COLUMNS:
        table.add_column(name, justify="right" if name == "amount" else "left")
    for *cells, amount in data.LEDGER:
        table.add_row(*cells, f"{Decimal(amount):,.2f}")
    return table


def _statement_table() -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(data.STATEMENT[0]):
        table.add_column(name, justify="right" if number else "left")
    for row in data.STATEMENT[1:]:
        table.add_row(*row)
    return table


def _summary(tally: Tally) -> Text:
    """The count of both kinds, told the same way whatever it is."""
    right = sum(count for (is_right, _), count in tally.items() if is_right)
    wrong = tally.total() - right
    rejected, escalated = tally[False, Decision.REJECT], tally[False, Decision.ESCALATE]
    told = f"{tally.total()} texts checked as {USE}. "
    told += f"{tally[True, Decision.ACCEPT]} of {right} right ones accepted, "
    told += f"{rejected + escalated} of {wrong} wrong ones stopped "
    return Text(f"{told}({rejected} rejected, {escalated} escalated to a person).", style="bold")
