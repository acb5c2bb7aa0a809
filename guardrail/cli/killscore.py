"""`guardrail killscore`: how many of the errors that a model could make the rules stop."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from ..errors import GuardrailError
from ..rulebook import Rulebook
from ..testing.errors_made import errors_about, errors_drawn
from ..testing.killscore import KillScore, caught, kill_score, uses_of
from ..types import Decision
from ..wilson import wilson
from .killscore_page import badge, page
from .plain import plain
from .program import ACCEPTED, REJECTED, example
from .show import console
from .sources import read_roles, read_sources

_SHOWN = 10


@click.command(
    "killscore",
    short_help="Count the errors that the rules stop.",
    epilog=example("guardrail killscore --source books.csv --roles amount=Amount,entity=Vendor,date=Date"),
)
@click.option("--rules", metavar="PATH", help="A folder of rules, or one file; the rules that ship if left out.")
@click.option("--source", "sources", multiple=True, metavar="FILE", help="Your own records; drawn ones if left out.")
@click.option("--roles", multiple=True, metavar="ROLE=COLUMN,...", help="Which column of the records is which.")
@click.option(
    "--texts", metavar="FILE", help="Your own true texts about the source, one in a line; written ones if left out."
)
@click.option("--examples", type=click.IntRange(1), default=500, show_default=True, help="How many errors to make.")
@click.option("--use", "uses", multiple=True, help="What the texts are for; a use of each tier if left out.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number makes other errors.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--html", metavar="FILE", help="Also write a page with every error that got through.")
@click.option("--badge", "badge_file", metavar="FILE", help="Also write a badge (SVG).")
@click.option("--fail-under", type=click.FloatRange(0, 100), help="Fail if fewer percent are stopped for some use.")
def killscore(
    rules: str | None,
    sources: Sequence[str],
    roles: Sequence[str],
    texts: str | None,
    examples: int,
    uses: Sequence[str],
    seed: int,
    form: str,
    html: str | None,
    badge_file: str | None,
    fail_under: float | None,
) -> int:
    """Make true texts false in one thing each, and count which errors the rules reject, escalate and let through."""
    guard = Rulebook.read(rules).guard()
    source = read_sources(sources, read_roles(roles))
    if texts is not None and source is None:
        raise click.UsageError("--texts: say with --source what they were written from")
    lines = _lines(texts) if texts is not None else None
    made = errors_drawn(examples, seed) if source is None else errors_about(source, examples, seed, texts=lines)
    score = kill_score(guard, made, uses=list(uses) or uses_of(guard))
    if score.made == 0:
        raise GuardrailError("no error could be made for sure in these texts: give more texts, or more records")
    click.echo(json.dumps(score.to_dict(), indent=2)) if form == "json" else _show(score)
    for file, content in ((html, page(score)), (badge_file, badge(score))):
        if file is not None:
            _write(file, content)
    worst = 100 * min(caught(score.total(use)) for use in score.counts)
    return REJECTED if fail_under is not None and worst < fail_under else ACCEPTED


def _lines(file: str) -> list[str]:
    try:
        lines = [line.strip() for line in Path(file).read_text(encoding="utf-8-sig").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise GuardrailError(f"{file}: cannot be read as text: {error}") from error
    if not any(lines):
        raise GuardrailError(f"{file}: there is no text in it; write a true text in each line")
    return list(filter(None, lines))


def _write(file: str, content: str) -> None:
    try:
        Path(file).write_text(content, encoding="utf-8")
    except OSError as error:
        raise GuardrailError(f"{file}: cannot be written: {error.strerror}") from error


def _show(score: KillScore) -> None:
    out = console(sys.stdout)
    for use in score.counts:
        out.print(_table(score, use))
    accepted, first = score.true - score.refused, next(iter(score.counts))
    out.print(f"\n{accepted:,} of the {score.true:,} true texts were accepted as they were, for use {first}.")
    if score.survivors:
        out.print(f"\nGot through ({len(score.survivors):,}), shortest first:")
    for survivor in score.survivors[:_SHOWN]:
        out.print(Text(f"  {plain(survivor.wrong.text)}", style="bold"))
        out.print(Text(f"    use {survivor.use}; {plain(survivor.wrong.reason)}"))


def _table(score: KillScore, use: str) -> Table:
    title = f"use {use} · tier {score.tiers[use]}"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for name in ("kind of error", "made", "rejected", "escalated", "accepted", "stopped", "95 % interval"):
        table.add_column(name, justify="left" if name == "kind of error" else "right")
    kinds = score.counts[use]
    for kind, decisions in [*sorted(kinds.items()), ("all", score.total(use))]:
        total = decisions.total()
        low, high = wilson(total - decisions[Decision.ACCEPT], total)
        table.add_row(
            kind,
            f"{total:,}",
            *(f"{decisions[decision]:,}" for decision in (Decision.REJECT, Decision.ESCALATE, Decision.ACCEPT)),
            f"{100 * caught(decisions):.1f} %",
            f"{100 * low:.1f} to {100 * high:.1f} %",
        )
    return table
