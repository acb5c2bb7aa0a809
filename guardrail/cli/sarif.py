"""Findings as SARIF 2.1.0, which editors and code hosts read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ..types import Evidence, Finding, Severity, Verdict

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "warning",
    Severity.MINOR: "note",
    Severity.INFO: "none",
}


@dataclass(slots=True)
class Log:
    """One run: every text is an artifact, every finding a result."""

    version: str
    _rules: dict[str, int] = field(default_factory=dict)
    _indexes: dict[tuple[str, str], int] = field(default_factory=dict)
    _artifacts: list[dict[str, Any]] = field(default_factory=list)
    _results: list[dict[str, Any]] = field(default_factory=list)
    _faults: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, text: str, verdict: Verdict) -> None:
        """The findings of one text; offsets count characters of it."""
        uri = quote(name, safe="/.-_~", errors="backslashreplace")
        index = self._indexes.setdefault((uri, text), len(self._artifacts))
        if index == len(self._artifacts):
            self._artifacts.append({"location": {"uri": uri}, "contents": {"text": text}})
        place = {"uri": uri, "index": index}
        for finding in verdict.findings:
            self._results.append(self._result(finding, place, len(text), verdict))

    def fail(self, message: str) -> None:
        """Something that kept a text from being checked."""
        self._faults.append({"level": "error", "message": {"text": message}})

    def to_dict(self) -> dict[str, Any]:
        """The log as plain values."""
        driver = {
            "name": "guardrail",
            "version": self.version,
            "rules": [{"id": rule} for rule in self._rules],
        }
        invocation = {
            "executionSuccessful": not self._faults,
            "toolExecutionNotifications": self._faults,
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "artifacts": self._artifacts,
            "results": self._results,
        }
        return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}

    def _result(self, finding: Finding, place: dict[str, Any], size: int, verdict: Verdict) -> dict[str, Any]:
        start, end = (finding.span.start, finding.span.end) if finding.span else (0, size)
        region = {"charOffset": start, "charLength": end - start}
        aside = finding.set_aside
        severity = aside.severity if aside else finding.severity
        return {
            "ruleId": finding.rule,
            "ruleIndex": self._rules.setdefault(finding.rule, len(self._rules)),
            "kind": "pass" if severity is Severity.INFO else "fail",
            "level": _LEVELS[severity],
            **({"suppressions": [{"kind": "external", "justification": finding.message}]} if aside else {}),
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": {"artifactLocation": place, "region": region}}],
            "relatedLocations": _related(finding.evidence),
            "properties": {
                "category": finding.category,
                "decision": str(verdict.decision),
                "tier": verdict.tier,
                "fingerprint": verdict.fingerprint,
            },
        }


def _related(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    """The records a finding rests on; the same one twice would not be valid."""
    found = [
        {
            "logicalLocations": [{"fullyQualifiedName": f"{row.ref}.{row.column}" if row.column else row.ref}],
            "message": {"text": row.text},
        }
        for row in evidence
    ]
    return [row for number, row in enumerate(found) if row not in found[:number]]
