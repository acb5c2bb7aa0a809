"""`guardrail cost`: what a day and a month of calls cost, before they are made."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import NamedTuple

import click
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..guard import Guard
from ..prices import Prices, cores_for
from ..rulebook import Rulebook, read_prices
from .plain import plain
from .program import ACCEPTED, example
from .show import console

MONTH = 30
CHARACTERS_A_TOKEN = 4


class Row(NamedTuple):
    """One way to spend money: what it is, what it rests on, and the money of a call and of a day."""

    what: str
    basis: str
    call: Decimal
    day: Decimal


def _pace(context: click.Context, parameter: click.Parameter, value: str | None) -> Decimal | None:
    """A number over 0, exactly as written."""
    try:
        number = None if value is None else Decimal(value)
    except InvalidOperation as error:
        raise click.BadParameter(f"{value!r} is not a number", context, parameter) from error
    if number is not None and not (number.is_finite() and number > 0):
        raise click.BadParameter(f"{value} must be over 0", context, parameter)
    return number


@click.command(
    short_help="Work out what calls will cost.",
    epilog=example("guardrail cost --calls 100000000 --tokens-in 300 --tokens-out 60 --model gpt-4.1-mini"),
)
@click.option("--calls", type=click.IntRange(1), required=True, help="Calls a day.")
@click.option("--tokens-in", type=click.IntRange(0), required=True, help="Tokens of a prompt.")
@click.option("--tokens-out", type=click.IntRange(0), required=True, help="Tokens of an answer.")
@click.option("--model", "models", multiple=True, help="A model of the table; may be given again; all if left out.")
@click.option(
    "--texts-per-second",
    "pace",
    callback=_pace,
    metavar="NUMBER",
    help="What one core of yours writes with a model of your own; without it, self-hosting is left out.",
)
@click.option("--use", help="What the texts are for, which decides what checks run; the strictest tier if left out.")
@click.option("--prices", "table", metavar="FILE", help="A table of prices; the one that ships if left out.")
@click.option("--rules", metavar="PATH", help="A folder of rules, or one file; the rules that ship if left out.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def cost(
    calls: int,
    tokens_in: int,
    tokens_out: int,
    models: tuple[str, ...],
    pace: Decimal | None,
    use: str | None,
    table: str | None,
    rules: str | None,
    form: str,
) -> int:
    """Work out what a day and a month of calls cost: by tokens, on cores of your own, and for the guard.

    A back-of-the-envelope sum: calls are spread evenly over the day, nothing is tried again, and prices are those of
    the table.
    """
    prices = read_prices(table)
    guard = Rulebook.read(rules).guard()
    rows = [
        *_bought(prices, models or tuple(prices.models), calls, tokens_in, tokens_out),
        *_hosted(prices, calls, pace),
        _guarded(prices, guard, calls, tokens_out, use),
    ]
    if form == "json":
        click.echo(json.dumps({"currency": prices.currency, "calls": calls, "rows": [_plain(row) for row in rows]}))
        return ACCEPTED
    out = console(sys.stdout)
    asked = f"{calls:,} calls a day, {tokens_in:,} tokens in and {tokens_out:,} out each, in {prices.currency}"
    out.print(Text(asked, style="bold"))
    out.print(Padding.indent(_drawn(rows), 2))
    core = prices.core_hour
    out.print(f"A core costs {core.price:f} an hour ({core.as_of}, {plain(core.source)}). A month has {MONTH} days.")
    if pace is None:
        out.print("Self-hosting: say with --texts-per-second what one core of yours writes.")
    out.print("Prices change: check them in the table, and name yours with --prices.")
    return ACCEPTED


def _bought(prices: Prices, models: tuple[str, ...], calls: int, tokens_in: int, tokens_out: int) -> Iterator[Row]:
    for name in models:
        price = prices.of(name)
        call = price.money(tokens_in, tokens_out)
        basis = f"{price.input:f} in, {price.output:f} out a million tokens, {price.as_of}"
        yield Row(name, basis, call, call * calls)


def _hosted(prices: Prices, calls: int, pace: Decimal | None) -> Iterator[Row]:
    if pace is not None:
        cores = cores_for(calls, 1 / Fraction(pace))
        day = prices.cores_a_day(cores)
        yield Row("a model of your own", f"{_cores(cores)}, each {pace:f} texts a second", day / calls, day)


def _guarded(prices: Prices, guard: Guard, calls: int, tokens_out: int, use: str | None) -> Row:
    """What the guard itself takes, by what its checks state."""
    planned = guard.plan(use, characters=max(1, tokens_out * CHARACTERS_A_TOKEN)).cost
    ms, money = (planned.ms, planned.money) if planned else (Decimal(0), Decimal(0))
    cores = cores_for(calls, Fraction(ms) / 1000)
    day = prices.cores_a_day(cores) + money * calls
    return Row("the guard", f"{_cores(cores)}, {ms:f} ms a text", day / calls, day)


def _cores(count: int) -> str:
    return f"{count:,} core{'s' * (count != 1)}"


def _drawn(rows: list[Row]) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column("")
    grid.add_column("rests on", style="dim")
    for title in ("a call", "a day", "a month"):
        grid.add_column(title, justify="right", no_wrap=True)
    for row in rows:
        grid.add_row(plain(row.what), row.basis, f"{row.call:.8f}", f"{row.day:,.2f}", f"{row.day * MONTH:,.2f}")
    return grid


def _plain(row: Row) -> dict[str, str]:
    money = {"call": f"{row.call:f}", "day": f"{row.day:f}", "month": f"{row.day * MONTH:f}"}
    return {"what": row.what, "rests_on": row.basis, **money}
