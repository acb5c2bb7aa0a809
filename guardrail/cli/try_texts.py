"""`guardrail rules try`: type a text and see at once which rules fire."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..errors import RulesError
from ..rulebook.trial import Trial, Tried, changes, files_of
from ..source import Source
from ..types import Finding
from .plain import plain
from .program import ACCEPTED, example, tell
from .sentences import drawn, sentence
from .show import console
from .sources import read_roles, read_sources
from .texts import file_text

_LOOK_EVERY = 0.5
_COLOUR = "yellow"


@click.command(
    "try",
    short_help="Type texts and see which rules fire.",
    epilog=example(
        "guardrail rules try my-rules/",
        "guardrail rules try my-rules/ --watch note.txt",
    ),
)
@click.argument("path", required=False)
@click.option("--watch", metavar="FILE", help="A text to try again whenever it, or a rule file, is saved.")
@click.option("--source", "sources", multiple=True, metavar="FILE", help="What the texts were written from.")
@click.option("--roles", multiple=True, metavar="ROLE=COLUMN,...", help="Which column of the source holds what.")
def try_texts(path: str | None, watch: str | None, sources: tuple[str, ...], roles: tuple[str, ...]) -> int:
    """Try texts, one a line, as you type them or from standard input.

    Shows which rules fire, where, and what each use would make of the text. Claims are checked only with --source.

    Without PATH: the rules that ship.
    """
    source = read_sources(sources, read_roles(roles))
    if watch is not None:
        _watch(path, watch, source)
        return ACCEPTED
    trial = Trial(path, source=source)
    for text in _typed():
        _show(console(sys.stdout), trial.run(text))
    return ACCEPTED


def _typed() -> Iterator[str]:
    """The lines of standard input, with a prompt where a person types them; an empty one ends that."""
    asks = sys.stdin.isatty()
    if asks:
        click.echo("Type a text and press Enter; an empty line ends.", err=True)
    while True:
        click.echo("> " if asks else "", nl=False, err=True)
        line = sys.stdin.readline()
        if not line or (asks and not line.strip()):
            return
        if line.strip():
            yield line.rstrip("\r\n")


def _watch(path: str | None, file: str, source: Source | None) -> None:
    """Try the text in `file` at each change; what is wrong with it or with rules is told, and it goes on."""
    file_text(file)
    for _ in changes(lambda: [Path(file), *_rule_files(path)], lambda: time.sleep(_LOOK_EVERY)):
        try:
            _show(console(sys.stdout), Trial(path, source=source).run(file_text(file).text))
        except RulesError as error:
            tell(f"the rules cannot be used; mend them and save\n{error}")
        except (OSError, click.UsageError) as error:
            told = error.message if isinstance(error, click.UsageError) else f"{file}: cannot be opened"
            tell(f"{told}; it is looked at again once it is saved")


def _rule_files(path: str | None) -> list[Path]:
    """The files to look at; none as long as they cannot be listed."""
    try:
        return files_of(path)
    except RulesError:
        return []


def _show(out: Console, tried: Tried) -> None:
    spans = {id(f): sentence(tried.text, f.span) if f.span else None for f in tried.findings}
    for part, group in groupby(sorted(tried.findings, key=lambda f: spans[id(f)] or (0, 0)), lambda f: spans[id(f)]):
        found = list(group)
        where = part or (0, min(len(tried.text), 200))
        for line in drawn(tried.text, where, [f.span for f in found if f.span], max(20, out.width - 2), _COLOUR):
            out.print(Padding.indent(line, 2))
        for finding in found:
            out.print(Padding.indent(_told(finding), 2))
    if not tried.findings:
        out.print(Padding.indent(Text("no rule fires", style="green"), 2))
    for uses, decision in tried.decisions:
        out.print(Padding.indent(Text(f"{plain(uses)}: {decision}", style="dim"), 2))
    out.print()


def _told(finding: Finding) -> Text:
    told = Text(f"{plain(finding.rule)} ({finding.severity}): ", style="bold")
    return told.append(plain(finding.message), style="not bold")
