"""`guardrail write`: texts from records by the local model, each checked before it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import click

from ..errors import SourceError
from ..local import GuardedWriter, Subject
from ..local.columns import find_columns, party_column
from ..local.options import LENGTHS, RECORD_KINDS, SUMMARY_KINDS, TONES, VOICES
from ..local.slots import LOCALES
from ..rulebook import Rulebook
from ..source import Record, Source
from ..types import Decision, Finding, Outcome
from .plain import plain
from .program import CODES, example, tell
from .sources import ROLES, Roles, read_roles, read_sources

_BATCH = 64


@click.command(
    short_help="Write texts from records.",
    epilog=example(
        "guardrail write --source books.csv --use client-note",
        "  guardrail write --source books.csv --period 'March 2026' --tone formal",
        after="An accepted text is written to standard output; of any other only the reason is told.",
    ),
)
@click.option("--source", "source", metavar="FILE", required=True, help="The records: .csv, .json, .jsonl or .parquet.")
@click.option(
    "--roles",
    multiple=True,
    metavar="ROLE=COLUMN,...",
    help="Which column holds what, as in `guardrail check`; told by the columns' names if left out.",
)
@click.option("--id", "ids", multiple=True, metavar="ID", help="Only this record; may be given again.")
@click.option("--period", metavar="PERIOD", help="Sum a period up instead: 'March 2026', 'Q1 2026', '2026'.")
@click.option("--reason", metavar="WHY", help="Explain a flagged record: 'duplicate', 'no receipt', or your own words.")
@click.option("--use", help="What the texts are for, such as client-note; the strictest tier if left out.")
@click.option("--kind", type=click.Choice([*RECORD_KINDS, *SUMMARY_KINDS]), help="What the records are.")
@click.option("--tone", type=click.Choice(TONES), default="plain", show_default=True, help="How it sounds.")
@click.option("--length", type=click.Choice(LENGTHS), default="full", show_default=True, help="How much it says.")
@click.option("--voice", type=click.Choice(VOICES), default="you", show_default=True, help="Who is spoken of.")
@click.option(
    "--locale", type=click.Choice(list(LOCALES)), default="en-US", show_default=True, help="Dates and digits."
)
@click.option(
    "--currency", type=click.Choice(["symbol", "code"]), default="symbol", show_default=True, help="$ or USD."
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Another one, other words.")
@click.option("--most", type=click.IntRange(min=1), metavar="N", help="Only the first N records.")
@click.option(
    "--model", metavar="FOLDER", default="local", show_default=True, help="The model; local is the one that ships."
)
@click.option("--rules", metavar="PATH", help="A folder of rules, or one file; the rules that ship if left out.")
@click.option("--review", metavar="FILE.db", help="Keep escalated texts in this review queue.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write them.",
)
def write(
    source: str,
    roles: tuple[str, ...],
    ids: tuple[str, ...],
    period: str | None,
    reason: str | None,
    use: str | None,
    most: int | None,
    model: str,
    rules: str | None,
    review: str | None,
    form: str,
    **options: Any,
) -> int:
    """Write a sentence about each record, or sum up a period, and show what the guard accepts."""
    if period is not None and (ids or reason):
        raise click.UsageError("--period goes with neither --id nor --reason", click.get_current_context())
    books = _books(source, read_roles(roles))
    writer = Rulebook.read(rules).guard().wrap(model, use=use, review=review)
    worst = Decision.ACCEPT
    for name, outcome in _outcomes(writer, _subjects(books, ids, period, reason, most), options):
        _show(name, outcome, form)
        worst = max(worst, outcome.verdict.decision)
    return CODES[worst]


def _books(path: str, roles: Roles) -> Source:
    """The records of a file; where no roles are given, by what their columns are called."""
    read = read_sources([path], roles)
    if read is None or not read.records:
        raise SourceError(f"{path}: there are no records in it to write about")
    if set(roles) - {"day_first"}:
        return read
    columns = find_columns(read.records[0].cells)
    found = {role: columns[role] for role in ROLES if role in columns}
    party = party_column(columns)
    if party:
        found["entity"] = columns[party]
    if not found:
        raise SourceError(f"{path}: no column's name says what it holds; name them with --roles")
    tell("columns: " + ", ".join(f"{role}={column}" for role, column in found.items()))
    return read_sources([path], {**found, **roles}) or read


def _subjects(
    books: Source, ids: Sequence[str], period: str | None, reason: str | None, most: int | None
) -> Iterator[tuple[str, Subject]]:
    if period is not None:
        yield period, Subject(source=books, period=period)
        return
    known = {record.id: record for record in books.records}
    missing = [each for each in ids if each not in known]
    if missing:
        raise SourceError(f"there is no record {missing[0]!r} among the {len(known)} of the source")
    chosen: Sequence[Record] = [known[each] for each in ids] or books.records
    for record in chosen[:most]:
        yield record.id, Subject(record=record, source=books, reason=reason)


def _outcomes(
    writer: GuardedWriter, subjects: Iterator[tuple[str, Subject]], options: dict[str, Any]
) -> Iterator[tuple[str, Outcome]]:
    while batch := list(islice(subjects, _BATCH)):
        outcomes = writer.many([subject for _, subject in batch], **options)
        yield from ((name, outcome) for (name, _), outcome in zip(batch, outcomes, strict=True))


def _show(name: str, outcome: Outcome, form: str) -> None:
    if form == "json":
        told = {"id": name, "decision": outcome.verdict.decision.word, "text": outcome.text, "case": outcome.case}
        click.echo(json.dumps({**told, "reason": _why(outcome)}))
    elif outcome.text is None:
        tell(f"{name}: {outcome.verdict.decision}: {_why(outcome)}")
    else:
        click.echo(plain(outcome.text))


def _why(outcome: Outcome) -> str | None:
    worst: Finding | None = max(outcome.verdict.findings, key=lambda finding: finding.severity, default=None)
    return None if outcome.text is not None or worst is None else worst.message
