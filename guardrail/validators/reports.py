"""What a rule reports where it finds something."""

from __future__ import annotations

from dataclasses import dataclass

from ..types import Evidence, Finding, Severity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The part that every rule that looks for something has: who found it, what it is, how bad, and what to say."""

    id: str
    category: str
    severity: Severity
    message: str

    def finding(self, span: Span | None = None, detail: str = "", *, evidence: tuple[Evidence, ...] = ()) -> Finding:
        """A finding at `span`; `detail` follows the message, to say what was found there."""
        told = f"{self.message.removesuffix('.')}: {detail}" if detail else self.message
        return Finding(
            rule=self.id, category=self.category, severity=self.severity, message=told, span=span, evidence=evidence
        )

    def error(self, message: str) -> Finding:
        """A finding that says why this rule could not check the text."""
        return Finding(rule=self.id, category="error", severity=Severity.MAJOR, message=message)
