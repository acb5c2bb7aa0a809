"""The forms a checked text is written in: for people, as JSON lines, as SARIF."""

from __future__ import annotations

import json
from collections import Counter
from importlib.metadata import version
from typing import IO, Any, Protocol

from rich.console import Console
from rich.text import Text

from ..types import Decision, Outcome
from .plain import plain
from .sarif import Log
from .show import COLOURS, WORDS, show_verdict
from .texts import BadLine, Item


class Report(Protocol):
    """Takes the answers in order, and ends."""

    def add(self, item: Item, outcome: Outcome) -> None:
        """One checked text."""

    def fail(self, bad: BadLine) -> None:
        """A line that could not be checked."""

    def close(self) -> None:
        """All texts have been."""


class TextReport:
    """Verdicts as people read them, with a count at the end if there were several."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._counts: Counter[Decision] = Counter()
        self._failed = 0

    def add(self, item: Item, outcome: Outcome) -> None:
        """Draw one verdict."""
        self._counts[outcome.verdict.decision] += 1
        show_verdict(self._out, item.text, outcome.verdict, name=item.id, case=outcome.case)

    def fail(self, bad: BadLine) -> None:
        """Say which line was not checked."""
        self._failed += 1
        told = Text("NOT CHECKED", style="bold red").append(f"  {plain(bad.where)}", style="not bold default")
        self._out.print(told.append(f"\n  {plain(bad.message)}\n", style="not bold default"))

    def close(self) -> None:
        """Count the decisions."""
        total = self._counts.total() + self._failed
        if total < 2:
            return
        line = Text(f"{total} texts")
        for decision in Decision:
            word = WORDS[decision].lower()
            line.append(" · ").append(f"{self._counts[decision]} {word}", style=COLOURS[decision])
        self._out.print(line.append(f" · {self._failed} not checked") if self._failed else line)


class JsonReport:
    """One line of JSON a text: the verdict and the id."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def add(self, item: Item, outcome: Outcome) -> None:
        """Write one verdict; `case` names it in the review queue."""
        kept = {} if outcome.case is None else {"case": outcome.case}
        self._write({"id": item.id, **outcome.verdict.to_dict(), **kept})

    def fail(self, bad: BadLine) -> None:
        """Write a line in the place of the one that was not checked."""
        self._write({"id": None, "line": bad.line, "error": bad.message})

    def close(self) -> None:
        """Hand over what is still buffered."""
        self._out.flush()

    def _write(self, fields: dict[str, Any]) -> None:
        self._out.write(json.dumps(fields) + "\n")


class SarifReport:
    """One SARIF log of all texts, written at the end."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._log = Log(version("guardrail"))

    def add(self, item: Item, outcome: Outcome) -> None:
        """Keep the findings of one text."""
        self._log.add(item.id, item.text, outcome.verdict)

    def fail(self, bad: BadLine) -> None:
        """Keep what was not checked."""
        self._log.fail(f"{bad.where}: {bad.message}")

    def close(self) -> None:
        """Write the log."""
        json.dump(self._log.to_dict(), self._out, indent=2)
        self._out.write("\n")
