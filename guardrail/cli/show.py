"""How a verdict is drawn: the decision, the sentence with its fault underlined, the records, the way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..types import Decision, Evidence, Finding, Severity, Span, Verdict
from .advice import reason, remedy
from .plain import plain
from .sentences import drawn, sentence

COLOURS: Mapping[Decision, str] = {
    Decision.ACCEPT: "green",
    Decision.ESCALATE: "yellow",
    Decision.REJECT: "red",
}
WORDS: Mapping[Decision, str] = {
    Decision.ACCEPT: "ACCEPTED",
    Decision.ESCALATE: "ESCALATED",
    Decision.REJECT: "REJECTED",
}
_BEGINNING = 400
_LISTED = 12


def console(out: IO[str]) -> Console:
    """Where to draw: as wide as the terminal, 80 columns if there is none, coloured if it takes it."""
    return Console(file=out, highlight=False, markup=False, emoji=False)


def show_verdict(out: Console, text: str, verdict: Verdict, *, name: str = "", case: str | None = None) -> None:
    """Draw all that a reader needs of one verdict."""
    out.print(_headline(verdict, name, case))
    faults = [f for f in verdict.findings if not (f.set_aside or _good(f, verdict))]
    groups = _by_sentence(text, faults)
    if not groups or all(where is None for where, _ in groups):
        _sentence(out, text, (0, min(len(text), _BEGINNING)), [], "")
    for where, findings in groups:
        if where is not None:
            spans = [f.span for f in findings if f.span]
            _sentence(out, text, where, spans, COLOURS[verdict.decision])
        for finding in findings[:_LISTED]:
            _fault(out, text, finding)
        _more(out, len(findings) - _LISTED)
    _supported(out, text, [f for f in verdict.findings if _good(f, verdict)])
    _set_aside(out, text, [f for f in verdict.findings if f.set_aside])
    out.print()


def show_line(out: Console, text: str, verdict: Verdict, *, about: str) -> None:
    """Draw a short text with its decision and the reason for it; `about` says what the text is."""
    colour = COLOURS[verdict.decision]
    faults = [f for f in verdict.findings if not (f.set_aside or _good(f, verdict))][:1]
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, min_width=9)
    grid.add_column()
    spans = [f.span for f in faults if f.span]
    lines = drawn(text, (0, len(text)), spans, max(20, out.width - 11), colour)
    grid.add_row(Text(WORDS[verdict.decision], style=f"bold {colour}"), Text("\n").join(lines))
    for finding in faults or verdict.findings[:1]:
        told = Text(f"{about}: ", style="bold" if faults else "dim")
        grid.add_row("", told.append(_proof(finding), style="not bold" if faults else "dim"))
    out.print(grid)


def _headline(verdict: Verdict, name: str, case: str | None) -> Text:
    line = Text(WORDS[verdict.decision], style=f"bold {COLOURS[verdict.decision]}")
    use = f"use {plain(verdict.use)}" if verdict.use is not None else "no use named"
    parts = [plain(name), use, f"tier {plain(verdict.tier)}", f"kept for review as {case}" if case else ""]
    return line.append("  " + " · ".join(part for part in parts if part), style="not bold default")


def _good(finding: Finding, verdict: Verdict) -> bool:
    """Whether a finding only tells what was proven; a weak proof is a fault where it kept the text back."""
    harmless = finding.severity is Severity.INFO or verdict.accepted
    return finding.category == "supported" and harmless


def _by_sentence(text: str, faults: Sequence[Finding]) -> list[tuple[tuple[int, int] | None, list[Finding]]]:
    """Faults of one sentence together, worst first as the verdict has them."""
    groups: dict[tuple[int, int] | None, list[Finding]] = {}
    for finding in faults:
        where = sentence(text, finding.span) if finding.span else None
        groups.setdefault(where, []).append(finding)
    return list(groups.items())


def _sentence(out: Console, text: str, where: tuple[int, int], spans: Sequence[Span], colour: str) -> None:
    out.print()
    for line in drawn(text, where, spans, max(20, out.width - 2), colour):
        out.print(Padding.indent(line, 2))


def _fault(out: Console, text: str, finding: Finding) -> None:
    told = Text(f"{reason(finding)}: ", style="bold").append(plain(finding.message), style="not bold")
    out.print(Padding.indent(told, 2))
    if finding.evidence:
        out.print(Padding.indent(_records(finding.evidence), 4))
    way = Text("To pass: ", style="dim").append(remedy(finding, text), style="not dim")
    out.print(Padding.indent(way, 4))


def _records(evidence: Sequence[Evidence]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", overflow="fold")
    grid.add_column(overflow="fold")
    grid.add_row(Text("record", style="dim"), Text("what it says", style="dim"))
    for row in evidence[:_LISTED]:
        grid.add_row(Text(plain(row.ref)), Text(_said(row)))
    if len(evidence) > _LISTED:
        grid.add_row("", Text(f"and {len(evidence) - _LISTED} more"))
    return grid


def _said(row: Evidence) -> str:
    """The cell as the finding has it, with its column where that tells more."""
    column = plain(row.column) if row.column and row.column != "amount" else ""
    return plain(row.text) + (f" ({column})" if column else "")


def _supported(out: Console, text: str, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    out.print()
    out.print(Padding.indent(Text("Supported", style="green"), 2))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(overflow="fold", max_width=max(12, out.width // 3))
    grid.add_column(overflow="fold")
    for finding in findings[:_LISTED]:
        grid.add_row(Text(_claim(finding, text)), Text(_proof(finding)))
    out.print(Padding.indent(grid, 4))
    _more(out, len(findings) - _LISTED)


def _set_aside(out: Console, text: str, findings: Sequence[Finding]) -> None:
    """What was found and does not count, so that nobody forgets that it was."""
    if not findings:
        return
    out.print()
    out.print(Padding.indent(Text("Does not count", style="cyan"), 2))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(overflow="fold", max_width=max(12, out.width // 3))
    grid.add_column(overflow="fold")
    for finding in findings[:_LISTED]:
        would = f"; else {finding.set_aside.severity}" if finding.set_aside else ""
        grid.add_row(Text(_claim(finding, text)), Text(plain(finding.message) + would))
    out.print(Padding.indent(grid, 4))
    _more(out, len(findings) - _LISTED)


def _claim(finding: Finding, text: str) -> str:
    found = text[finding.span.start : finding.span.end] if finding.span else ""
    return plain(found if len(found) <= 60 else found[:59] + "…")


def _proof(finding: Finding) -> str:
    refs = [row.ref for row in finding.evidence]
    missing = [ref for ref in refs[:3] if ref not in finding.message]
    weak = " (weak proof)" if finding.category == "supported" and finding.severity > Severity.INFO else ""
    return plain(finding.message + (f" [{', '.join(missing)}]" if missing else "")) + weak


def _more(out: Console, count: int) -> None:
    if count > 0:
        out.print(Padding.indent(Text(f"and {count} more", style="dim"), 4))
