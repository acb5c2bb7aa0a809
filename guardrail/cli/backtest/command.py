"""`guardrail rules backtest`: what new rules would have said of the texts of the past."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from ...backtest import Change, compare
from ...guard import Guard
from ...rulebook import Rulebook
from ...types import Candidate, Finding
from ..program import example
from ..show import console
from ..sources import read_roles, read_sources
from .history import History
from .page import page
from .run import Run
from .summary import show, summary

_SHIPPED = "shipped"


@click.command(
    short_help="Say what new rules change.",
    epilog=example(
        "guardrail rules backtest my-rules/ --against shipped --on march.jsonl --html march.html",
    ),
)
@click.argument("new")
@click.option(
    "--against",
    "old",
    default=_SHIPPED,
    show_default=True,
    metavar="PATH",
    help="The rules in use: a folder, a file, or the word shipped.",
)
@click.option(
    "--on",
    "history",
    metavar="FILE",
    help='Texts of the past: .parquet, or a file with one {"id", "text", "use", "source", "source_file", "prompt", '
    '"day", "resolution"} a line; all but the text may be left out. resolution is what a person decided: accept or '
    "reject. - is standard input.",
)
@click.option("--db", metavar="FILE.db", help="Instead of --on: the cases of a review queue, with what people said.")
@click.option(
    "--source", "sources", multiple=True, metavar="FILE", help="The records of texts that bring none; as for check."
)
@click.option("--roles", multiple=True, metavar="ROLE=COLUMN,...", help="Which column holds what; as for check.")
@click.option(
    "--minutes",
    type=click.FloatRange(min=0),
    default=3.0,
    show_default=True,
    help="How long a person needs for one escalated text.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--html", metavar="FILE", help="Also write a report with the changed texts, to open in a browser.")
def backtest(
    new: str,
    old: str,
    history: str | None,
    db: str | None,
    sources: tuple[str, ...],
    roles: tuple[str, ...],
    minutes: float,
    form: str,
    html: str | None,
) -> int:
    """Say which texts of the past the rules in NEW would decide otherwise, and why.

    Counts the changes, says how often people had agreed with them, and how much longer reviewers would need. JSON has
    a line for each changed text and the counts in the last one; the other forms show the first 50 of each kind.
    """
    if (history is None) == (db is None):
        raise click.UsageError("name one of --on and --db", click.get_current_context())
    columns = read_roles(roles)
    before, after = _guard(old), _guard(new)
    past = History(roles=columns, books=read_sources(sources, columns), today=Candidate(text="").day)
    items = past.from_file(history) if history is not None else past.from_queue(str(db))
    tiers = [tier.name for tier in after.policy.tiers]
    run = Run(new, old, minutes, tiers=tiers, recalled=db is not None and not sources)
    for change in compare(run.readable(items), before, after):
        run.add(change)
        if form == "json" and change.moved:
            click.echo(json.dumps(_fields(change)))
    if html is not None:
        Path(html).write_text(page(run), encoding="utf-8")
    if form == "json":
        click.echo(json.dumps(summary(run)))
    else:
        show(console(sys.stdout), run)
    return run.code


def _guard(rules: str) -> Guard:
    return Rulebook.read(None if rules == _SHIPPED else rules).guard()


def _fields(change: Change) -> dict[str, Any]:
    return {
        "id": change.past.id,
        "old": str(change.old.decision),
        "new": str(change.new.decision),
        "tier": change.new.tier,
        "decided": str(change.past.decided) if change.past.decided else None,
        "came": [_finding(finding) for finding in change.came],
        "went": [_finding(finding) for finding in change.went],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    span = [finding.span.start, finding.span.end] if finding.span else None
    told = {"rule": finding.rule, "severity": str(finding.severity), "message": finding.message, "span": span}
    return {**told, "set aside": finding.set_aside is not None}
