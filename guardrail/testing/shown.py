"""What an assertion that failed tells a person: the source as rows, the text with its fault, the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..source import Record, Source, Table
from ..types import Finding, Span, Verdict

_MOST = 40


def shown_source(source: Source) -> str:
    """The records, tables and passages of a source, one in a line, the first 40 of each."""
    parts = [*_records(source)]
    for table in source.tables:
        parts += [f"  table {table.id}: {table.caption}".rstrip(), *_lines(table)]
    parts += [f"  passage {passage.id}: {passage.text}" for passage in source.passages[:_MOST]]
    return "\n".join(["the source:", *(parts or ["  it is empty"])])


def shown_text(text: str, span: Span | None = None) -> str:
    """The text in a line, with `^^^` under the part that is meant."""
    line = f"the text:   {text}"
    if span is None or "\n" in text or span.end <= span.start:
        return line
    return f"{line}\n{' ' * (len('the text:   ') + span.start)}{'^' * (span.end - span.start)}"


def shown_verdict(verdict: Verdict) -> str:
    """The decision with the reasons for it, worst first."""
    use = f"use {verdict.use}" if verdict.use else "no declared use"
    told = [f"the verdict: {verdict.decision} ({use}, tier {verdict.tier})"]
    return "\n".join([*told, *(f"  {_finding(one)}" for one in _worst_first(verdict.findings)[:_MOST])])


def shown_difference(first: Verdict, second: Verdict) -> str:
    """The findings that stand in one of two verdicts only, each behind `first` or `second`."""
    told = [f"the verdicts: first {first.decision}, second {second.decision}"]
    for name, one, other in (("first", first, second), ("second", second, first)):
        told += [f"  {name} only: {_finding(f)}" for f in _worst_first(one.findings) if f not in other.findings]
    return "\n".join(told)


def _finding(finding: Finding) -> str:
    aside = " (set aside)" if finding.set_aside else ""
    return f"{finding.severity}: {finding.rule}: {finding.message}{aside}"


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity, reverse=True)


def _records(source: Source) -> Iterator[str]:
    rows = [_cells(record) for record in source.records[:_MOST]]
    yield from _aligned([["id", "date", "entity", "account", "amount", "currency"], *rows] if rows else [])
    if len(source.records) > _MOST:
        yield f"  ... and {len(source.records) - _MOST} more"


def _cells(record: Record) -> list[str]:
    amount = "" if record.amount is None else f"{record.amount:,}"
    return [record.id, str(record.date or ""), record.entity or "", record.account or "", amount, record.currency or ""]


def _lines(table: Table) -> Iterator[str]:
    """The lines of a table as printed, under the heads of their columns."""
    columns = sorted({figure.column for figure in table.figures})
    heads = {figure.column: " ".join(figure.heads) for figure in table.figures}
    lines: dict[int, list[str]] = {}
    for figure in table.figures:
        line = lines.setdefault(figure.row, [" > ".join(figure.path), *[""] * len(columns)])
        line[1 + columns.index(figure.column)] = figure.text
    yield from _aligned([["", *(heads[column] for column in columns)], *list(lines.values())[:_MOST]])


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  " + " | ".join(cells).rstrip()
