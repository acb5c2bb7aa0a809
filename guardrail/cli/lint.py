"""`guardrail rules lint`: what looks like a slip in rules that load."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from ..rulebook.lint import Notice, fixes
from ..rulebook.lint import lint as noticed
from .changes import mend
from .plain import plain
from .program import ACCEPTED, ESCALATED, example
from .sources import read_roles, read_sources


@click.command(
    "lint",
    short_help="Say what looks like a slip.",
    epilog=example(
        "guardrail rules lint my-rules/ --source books.csv --roles entity=Vendor,account=Account",
        "guardrail rules lint my-rules/ --fix",
        after="Exit codes: 0 nothing to say, 3 something to look at, 4 the rules cannot be used.",
    ),
)
@click.argument("path", required=False)
@click.option("--fix", is_flag=True, help="Show the changes that are safe, and write them when told to.")
@click.option("--yes", is_flag=True, help="With --fix: write them without asking.")
@click.option(
    "--source", "sources", multiple=True, metavar="FILE", help="Books whose vendors and accounts rules may misspell."
)
@click.option("--roles", multiple=True, metavar="ROLE=COLUMN,...", help="Which column of the books holds what.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def lint(path: str | None, *, fix: bool, yes: bool, sources: tuple[str, ...], roles: tuple[str, ...], form: str) -> int:
    """Say what looks like a slip in rules that load.

    Parts of a rule that no example shows; rules that others make needless, or that can never change a decision;
    patterns that run out of time on some text; tiers without a use; with --source, misspelt names.

    Without PATH: the rules that ship.
    """
    if fix and path is None:
        raise click.UsageError("--fix: name the folder or file to mend", click.get_current_context())
    found = noticed(path, source=read_sources(sources, read_roles(roles)))
    if form == "json":
        click.echo(json.dumps([notice.to_dict() for notice in found], indent=2))
    else:
        _show_notices(found, path)
    if fix and path is not None:
        mend(fixes(found), path, sure=yes)
    return ESCALATED if found else ACCEPTED


def _show_notices(found: Sequence[Notice], path: str | None) -> None:
    for notice in found:
        click.echo("\n".join(map(plain, str(notice.problem).split("\n"))))
    safe = sum(notice.edit is not None for notice in found)
    things = f"{len(found)} thing{'s' * (len(found) != 1)} to look at" if found else "nothing to say"
    told = f"; --fix can mend {safe} of them" if safe else ""
    click.echo(f"{path or 'the rules that ship'}: {things}{told}")
