"""`guardrail plan`: which checks a text goes through, what they cost, and what a budget leaves out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..costs import CHARACTERS, Plan, Step
from ..guard import Guard
from ..rulebook import Rulebook
from ..types import Decision
from .plain import plain
from .program import ACCEPTED, example
from .show import console

_BEST = {
    Decision.ACCEPT: "Nothing is left out.",
    Decision.ESCALATE: "What is left out is not checked, so no such text is accepted: a person must look at each.",
    Decision.REJECT: "What is left out is not checked, so no such text is accepted: each is rejected.",
}


@click.command(
    "plan", short_help="Show which checks run, and what they cost.", epilog=example("guardrail plan --use client-note")
)
@click.option("--rules", metavar="PATH", help="A folder of rules, or one file; the rules that ship if left out.")
@click.option("--use", help="What the text is for; every declared use if left out.")
@click.option(
    "--characters",
    type=click.IntRange(1),
    default=CHARACTERS,
    show_default=True,
    help="The length of the text.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show_plan(rules: str | None, use: str | None, characters: int, form: str) -> int:
    """Show the checks of a text in their order, what they cost, and which the budget of its tier leaves out.

    The figures are those that each check states; `policy.yaml` sets the budgets.
    """
    guard = Rulebook.read(rules).guard()
    out = console(sys.stdout)
    told = []
    for uses in _uses(guard, use):
        plan = guard.plan(uses[0], characters=characters)
        _, best = guard.policy.decide(uses[0], list(plan.left_out.values()))
        told.append(_plain(uses, plan, best))
        if form == "text":
            _show(out, uses, plan, best)
    if form == "json":
        click.echo(json.dumps(told))
    return ACCEPTED


def _uses(guard: Guard, use: str | None) -> Iterator[list[str]]:
    """Uses of one tier together, from the mildest tier to the strictest."""
    if use is not None:
        yield [use]
        return
    for tier in guard.policy.tiers:
        if uses := [name for name, of in guard.policy.uses.items() if of == tier.name]:
            yield uses


def _show(out: Console, uses: list[str], plan: Plan, best: Decision) -> None:
    size = f"texts of up to {-(-plan.characters // CHARACTERS) * CHARACTERS:,} characters"
    line = Text(f"tier {plain(plan.tier)}", style="bold")
    out.print(line.append(f" · {plain(', '.join(uses))} · {size} · {_budget(plan)}", style="not bold"))
    grid = Table.grid(padding=(0, 2))
    for justify in ("right", "left", "right", "right", "left"):
        grid.add_column(justify=justify)
    for number, step in enumerate(plan.steps, start=1):
        grid.add_row(str(number), plain(step.validator), f"{step.cost.ms:f} ms", _money(step), _fate(step))
    out.print(Padding.indent(grid, 2))
    total = plan.cost
    together = f"Together {total.ms:f} ms" + (f" and {total.money:f}" if total.money else "") + ". " if total else ""
    out.print(Padding.indent(Text(together + _BEST[best]), 2))
    out.print()


def _budget(plan: Plan) -> str:
    limits = plan.budget
    told = [f"{limits.ms:f} ms"] if limits and limits.ms is not None else []
    told += [f"{limits.money:f} of money"] if limits and limits.money is not None else []
    return f"budget {' and '.join(told)}" if told else "no budget"


def _money(step: Step) -> str:
    return f"{step.cost.money:f}" if step.cost.money else "free"


def _fate(step: Step) -> Text:
    return Text(f"left out: it would take {step.left_out}", style="red") if step.left_out else Text("runs", "green")


def _plain(uses: list[str], plan: Plan, best: Decision) -> dict[str, object]:
    return {
        "tier": plan.tier,
        "uses": uses,
        "characters": plan.characters,
        "budget": plan.budget and {"ms": _number(plan.budget.ms), "money": _number(plan.budget.money)},
        "steps": [
            {
                "validator": step.validator,
                "ms": _number(step.cost.ms),
                "money": _number(step.cost.money),
                "left_out": step.left_out or None,
            }
            for step in plan.steps
        ],
        "best": str(best),
    }


def _number(value: object) -> str | None:
    """Decimals as text, which JSON keeps exactly."""
    return None if value is None else f"{value:f}"
