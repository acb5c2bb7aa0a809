"""`guardrail review`: the texts that wait for a person."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.table import Table
from rich.text import Text

from ..errors import ReviewError
from ..review import Queue, as_yaml, suggested_aliases
from ..types import Case, Decision, Resolution, Severity
from .plain import plain
from .program import ACCEPTED, example
from .show import COLOURS, console, show_verdict

_DB = click.option(
    "--db", default="reviews.db", show_default=True, metavar="FILE", help="The file of the review queue."
)
_FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_BEGINNING = 400


@click.group(short_help="See and decide escalated texts.", epilog=example("guardrail review list"))
def review() -> None:
    """See and decide the texts that wait for a person."""


@review.command("list", short_help="The texts that wait.", epilog=example("guardrail review list --db reviews.db"))
@_DB
@_FORM
@click.option(
    "--status",
    type=click.Choice(["open", "claimed", "resolved", "all"]),
    default="open",
    show_default=True,
    help="Which of them to show.",
)
def list_cases(db: str, form: str, status: Any) -> int:
    """List the texts that wait, oldest first."""
    cases = existing_queue(db).list(status)
    if form == "json":
        for case in cases:
            click.echo(json.dumps(_fields(case)))
        return ACCEPTED
    out = console(sys.stdout)
    if cases:
        out.print(_table(cases))
    out.print(f"{len(cases)} {'case' if len(cases) == 1 else 'cases'}" + ("" if status == "all" else f" {status}"))
    return ACCEPTED


@review.command(
    "show",
    short_help="One text, why it waits, and what was said.",
    epilog=example("guardrail review show 3f2a9c0d1e4b5a67 --db reviews.db"),
)
@click.argument("id")
@_DB
@_FORM
def show_case(id: str, db: str, form: str) -> int:  # noqa: A002 - the argument is called ID
    """Show one text with its verdict, and what reviewers said of it."""
    queue = existing_queue(db)
    case, said = queue.get(id), queue.history(id)
    if form == "json":
        click.echo(json.dumps({**_fields(case), "history": [_said(resolution) for resolution in said]}))
        return ACCEPTED
    out = console(sys.stdout)
    show_verdict(out, case.text, case.verdict, name=case.id)
    for resolution in said:
        line = Text(str(resolution.decision), style=f"bold {COLOURS[resolution.decision]}")
        note = f": {resolution.note}" if resolution.note else ""
        told = plain(f" by {resolution.reviewer} at {resolution.at[:19]}{note}")
        out.print(line.append(told, style="not bold default"))
    return ACCEPTED


@review.command(
    "resolve",
    short_help="Accept or reject one text.",
    epilog=example(
        "guardrail review resolve 3f2a9c0d1e4b5a67 --decision accept \\",
        '    --reviewer "R. Osei" --note "seen on the bank statement"',
    ),
)
@click.argument("id")
@click.option("--decision", type=click.Choice(["accept", "reject"]), required=True, help="What you decide.")
@click.option("--reviewer", required=True, metavar="NAME", help="Who decides.")
@click.option("--note", default="", help="Why.")
@_DB
def resolve_case(id: str, decision: str, reviewer: str, note: str, db: str) -> int:  # noqa: A002
    """Accept or reject one text; what was said before stays, and the last word counts."""
    if not reviewer.strip():
        raise click.UsageError("--reviewer is empty; name who decides", click.get_current_context())
    said = Resolution(case=id, decision=Decision(decision), reviewer=reviewer, note=note)
    existing_queue(db).resolve(said)
    click.echo(f"{plain(id)}: {decision}ed by {plain(reviewer)}")
    return ACCEPTED


@review.command(
    "suggest-aliases",
    short_help="Names that reviewers took for one.",
    epilog=example("guardrail review suggest-aliases --db reviews.db"),
)
@_DB
def suggest_aliases(db: str) -> int:
    """Print lines for a rule file of kind aliases: names that may be one merchant.

    They come from texts that a person accepted, and of which only a name was not in the books.
    """
    aliases = suggested_aliases((case, said) for case, _, said in existing_queue(db).past())
    if aliases:
        click.echo(as_yaml(aliases), nl=False)
    else:
        click.echo("nothing to suggest: no accepted text had a name that the books have otherwise", err=True)
    return ACCEPTED


def existing_queue(db: str) -> Queue:
    """The queue in a file that is there: looking at one must not make one."""
    if not Path(db).exists():
        raise ReviewError(f"{db}: there is no such review file; name one with --db")
    return Queue(db)


def _table(cases: Any) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("id", no_wrap=True, style="cyan")
    table.add_column("use", overflow="fold")
    table.add_column("text", ratio=3, overflow="fold")
    table.add_column("why", ratio=2, overflow="fold")
    for case in cases:
        use = plain(case.verdict.use or "-")
        table.add_row(Text(plain(case.id)), Text(use), Text(_cut(case.text)), Text(_cut(_why(case))))
    return table


def _why(case: Case) -> str:
    worst = max(case.verdict.findings, key=lambda finding: finding.severity, default=None)
    return worst.message if worst and worst.severity > Severity.INFO else "-"


def _cut(text: str) -> str:
    shown = plain(" ".join(text[:_BEGINNING].split()))
    return shown if len(shown) <= 120 else shown[:119] + "…"


def _fields(case: Case) -> dict[str, Any]:
    return {"id": case.id, "text": case.text, "verdict": case.verdict.to_dict()}


def _said(resolution: Resolution) -> dict[str, str]:
    return {
        "decision": str(resolution.decision),
        "reviewer": resolution.reviewer,
        "note": resolution.note,
        "at": resolution.at,
    }
