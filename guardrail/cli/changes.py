"""Shows what would change in rule files, and writes it when told to."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from ..rulebook.rehearsal import Change, make
from .plain import plain
from .program import tell


def mend(changes: Sequence[Change], path: str, *, sure: bool) -> None:
    """Show the changes as a diff, and write them if that is wanted."""
    if not changes:
        tell("nothing would change")
        return
    for change in changes:
        click.echo("\n".join(map(plain, change.diff.splitlines())))
    if not sure and not sys.stdin.isatty():
        tell("nothing is written yet; run it again with --yes to write this")
    elif sure or click.confirm("Write this?", err=True):
        make(changes, path)
        tell(f"written: {', '.join(change.file for change in changes)}")
