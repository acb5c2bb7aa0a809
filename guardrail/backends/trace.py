"""What happened in a workflow, step by step, as values that can be kept; never a text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ..types import Spent, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """One step: what it was, its verdict, its case in the review queue if it has one, and what it took.

    `kind` is prompt, call, result, text or final. A step that broke off has no verdict; `error` is then the kind of
    error that was raised.
    """

    number: int
    kind: str
    tool: str | None
    verdict: Verdict | None
    case: str | None
    spent: Spent
    error: str = ""

    def __str__(self) -> str:
        what = f"{self.kind} of {self.tool}" if self.tool else self.kind
        return f"step {self.number}, {what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """All steps of a workflow in order, the strictest tier that they reached, and what they took together."""

    workflow: str
    use: str | None
    tier: str
    steps: tuple[TraceStep, ...]
    spent: Spent

    def to_dict(self) -> dict[str, Any]:
        """Plain values that survive JSON; money is text."""
        return {
            "workflow": self.workflow,
            "use": self.use,
            "tier": self.tier,
            "steps": [_step(step) for step in self.steps],
            "spent": _spent(self.spent),
        }

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(self.to_dict())


def _step(step: TraceStep) -> dict[str, Any]:
    return {
        "number": step.number,
        "kind": step.kind,
        "tool": step.tool,
        "verdict": step.verdict.to_dict() if step.verdict else None,
        "case": step.case,
        "spent": _spent(step.spent),
        "error": step.error or None,
    }


def _spent(spent: Spent) -> dict[str, Any]:
    money = None if spent.money is None else str(spent.money)
    return {"seconds": spent.seconds, "tokens": spent.tokens, "money": money}
