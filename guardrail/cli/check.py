"""`guardrail check`: texts in, verdicts out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import click
from rich.progress import Progress

from ..backends import Budget, GuardedBackend
from ..protocols import ReviewQueue
from ..rulebook import Rulebook
from ..source import Source
from ..types import Decision, Outcome
from .hits import Hits
from .program import ACCEPTED, CODES, example, tell
from .reports import JsonReport, Report, SarifReport, TextReport
from .show import console
from .sources import Roles, read_roles, read_sources
from .texts import BadLine, Item, file_text, given_text, lines, opened

_LONG = 500
_ANY_LENGTH = Budget(characters=sys.maxsize)  # what lies in a file is no endless answer of a model


@click.command(
    short_help="Check texts against their records.",
    epilog=example(
        "guardrail check --file note.txt --source books.csv --use client-note \\",
        "    --roles amount=Amount,entity=Vendor,date=Date,currency=USD",
    ),
)
@click.option("--text", help="The text itself.")
@click.option("--file", "file", metavar="FILE", help="A file that holds one text; - is standard input.")
@click.option(
    "--jsonl",
    metavar="FILE",
    help='A file with one {"id", "text", "use", "source"} a line; the last two may be left out; a source is '
    "written out: rows, a table or text. - is standard input.",
)
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="FILE",
    help="What the text was written from: .csv, .json, .jsonl, .parquet, .txt or .md; may be given again. A "
    ".json file with rows of cells is read as a printed table.",
)
@click.option(
    "--roles",
    multiple=True,
    metavar="ROLE=COLUMN,...",
    help="Which column holds the amount, entity, date, account, currency (or an ISO code) and id; "
    "day_first=yes|no says how to read 03/04/2026.",
)
@click.option("--use", help="What the text is for, such as client-note; the strictest tier if left out.")
@click.option("--rules", metavar="PATH", help="A folder of rules, or one file; the rules that ship if left out.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    help="How to write the verdicts; text, but json for --jsonl.",
)
@click.option("--output", metavar="FILE", help="Write there instead of to standard output.")
@click.option("--review", metavar="FILE.db", help="Keep escalated texts in this review queue.")
def check(
    text: str | None,
    file: str | None,
    jsonl: str | None,
    sources: tuple[str, ...],
    roles: tuple[str, ...],
    use: str | None,
    rules: str | None,
    form: str | None,
    output: str | None,
    review: str | None,
) -> int:
    """Check texts against the records they were written from."""
    if sum(option is not None for option in (text, file, jsonl)) != 1:
        raise click.UsageError("name one of --text, --file and --jsonl", click.get_current_context())
    columns = read_roles(roles)
    alone = _alone(text, file)
    write = Rulebook.read(rules).guard().wrap(_itself, review=_queue(review), budget=_ANY_LENGTH)
    books = read_sources(sources, columns)
    with ExitStack() as stack:
        items = [alone] if alone else stack.enter_context(_from_lines(jsonl or "-", columns))
        out = stack.enter_context(_output(output))
        report = _report(form or ("json" if jsonl else "text"), out)
        code = _check_all(items, write, books, use, report)
        report.close()
    return code


def _itself(text: str) -> str:
    """The backend of a text that is already written."""
    return text


def _alone(text: str | None, file: str | None) -> Item | None:
    if text is not None:
        return given_text(text)
    return None if file is None else file_text(file)


def _queue(path: str | None) -> ReviewQueue | None:
    from ..review import Queue

    return None if path is None else Queue(path)


def _check_all(
    items: Iterable[Item | BadLine],
    write: GuardedBackend[Outcome],
    books: Source | None,
    use: str | None,
    report: Report,
) -> int:
    """The exit code: that of the worst decision, unless a line could not be checked."""
    worst, failed, hits = Decision.ACCEPT, ACCEPTED, Hits()
    for item in items:
        if isinstance(item, BadLine):
            tell(f"{item.where}: {item.message}")
            report.fail(item)
            failed = max(failed, item.code)
            continue
        source = books if item.source is None else item.source
        outcome = write(item.text, source=source, use=use if item.use is None else item.use)
        report.add(item, outcome)
        hits.add(outcome.verdict)
        worst = max(worst, outcome.verdict.decision)
    if hits.verdicts > 1:
        for line in hits.aside():
            tell(line)
    return failed or CODES[worst]


@contextmanager
def _from_lines(path: str, roles: Roles) -> Iterator[Iterable[Item | BadLine]]:
    """The lines of a file, with a bar on standard error if it is long and somebody looks at it."""
    name = "stdin" if path == "-" else path
    size = None if path == "-" else Path(path).stat().st_size
    looks = console(sys.stderr)
    bar = Progress(console=looks, transient=True, disable=not looks.is_terminal)
    with opened(path) as stream:
        try:
            yield _watched(lines(stream, name, roles), bar, size)
        finally:
            bar.stop()


def _watched(items: Iterable[Item | BadLine], bar: Progress, size: int | None) -> Iterator[Item | BadLine]:
    done, task = 0, None
    for number, item in enumerate(items, start=1):
        yield item
        done += item.size
        if number == _LONG:
            bar.start()
            task = bar.add_task("checking", total=size)
        if task is not None:
            bar.update(task, completed=done, description=f"checking, {number:,} texts")


@contextmanager
def _output(path: str | None) -> Iterator[IO[str]]:
    if path is None:
        yield sys.stdout
        return
    with Path(path).open("w", encoding="utf-8", errors="backslashreplace") as stream:
        yield stream


def _report(form: str, out: IO[str]) -> Report:
    if form == "json":
        return JsonReport(out)
    if form == "sarif":
        return SarifReport(out)
    return TextReport(console(out))
