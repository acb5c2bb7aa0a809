"""`guardrail rules hits`: how often each rule hit, in the verdicts of a day."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import click
from rich import box
from rich.table import Table
from rich.text import Text

from ..errors import GuardrailError
from ..types import Finding, Verdict
from .plain import plain
from .program import ACCEPTED, FAILED, example, tell
from .show import console
from .texts import opened


@dataclass
class Hits:
    """How many texts each rule hit, and how many findings of it were set aside; grows with rules, not with texts."""

    texts: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    shadow: Counter[str] = field(default_factory=Counter)
    exceptions: Counter[tuple[str, str]] = field(default_factory=Counter)
    verdicts: int = 0

    def add(self, verdict: Verdict) -> None:
        """Count the findings of one text; what the records support is no hit."""
        hits = [finding for finding in verdict.findings if finding.category != "supported"]
        self.verdicts += 1
        self.texts.update({finding.rule for finding in hits})
        self.findings.update(finding.rule for finding in hits)
        self.shadow.update(finding.rule for finding in hits if _in_shadow(finding))
        self.exceptions.update(
            (f.rule, f.set_aside.exception) for f in hits if f.set_aside and f.set_aside.exception is not None
        )

    def aside(self) -> Iterator[str]:
        """A line for each rule in shadow that hit, and each exception that let something pass."""
        for rule, count in sorted(self.shadow.items()):
            yield f"in shadow: {rule} hit {count} {_times(count)} in {self.verdicts} texts and changed nothing"
        for (rule, exception), count in sorted(self.exceptions.items()):
            yield f"exception {exception} let {rule} pass {count} {_times(count)} in {self.verdicts} texts"

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each rule, the one that hit most texts first."""
        for rule, texts in sorted(self.texts.items(), key=lambda pair: (-pair[1], pair[0])):
            passed = {name: count for (of, name), count in sorted(self.exceptions.items()) if of == rule}
            told = {"rule": rule, "texts": texts, "findings": self.findings[rule], "in shadow": self.shadow[rule]}
            yield {**told, "let pass": passed}


@click.command(
    short_help="Count how often each rule hit.",
    epilog=example("guardrail rules hits verdicts.jsonl"),
)
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def hits(file: str, form: str) -> int:
    """Count the hits of each rule in FILE, which has a verdict a line as `check --jsonl` writes them.

    Hits of rules in shadow, and what exceptions let pass, are counted apart. - is standard input.
    """
    counted, failed = Hits(), 0
    with opened(file) as stream:
        for number, line in enumerate(stream, start=1):
            told = _counted(line, counted) if line.strip() else ""
            if told:
                failed += 1
                tell(f"{'stdin' if file == '-' else file}:{number}: {told}")
    if form == "json":
        for row in counted.rows():
            click.echo(json.dumps(row))
    else:
        _draw(counted)
    return FAILED if failed else ACCEPTED


def _counted(line: bytes, hits: Hits) -> str:
    """What is wrong with a line; empty if it was counted."""
    try:
        fields = json.loads(line)
        if isinstance(fields, dict) and "error" in fields and "decision" not in fields:
            return f"was not checked: {fields['error']}"
        hits.add(Verdict.from_dict(fields))
    except (GuardrailError, ValueError, RecursionError):
        return "not a verdict; name a file that 'guardrail check --jsonl' wrote"
    return ""


def _draw(hits: Hits) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("rule", style="cyan", overflow="fold")
    for name in ("texts", "findings", "in shadow"):
        table.add_column(name, justify="right")
    table.add_column("let pass by", overflow="fold")
    for row in hits.rows():
        passed = ", ".join(f"{name} ({count})" for name, count in row["let pass"].items())
        numbers = (f"{row[key]:,}" for key in ("texts", "findings", "in shadow"))
        table.add_row(Text(plain(row["rule"])), *numbers, Text(plain(passed)))
    out = console(sys.stdout)
    if hits.texts:
        out.print(table)
    out.print(f"{hits.verdicts:,} texts")


def _in_shadow(finding: Finding) -> bool:
    return finding.set_aside is not None and finding.set_aside.exception is None


def _times(count: int) -> str:
    return "time" if count == 1 else "times"
