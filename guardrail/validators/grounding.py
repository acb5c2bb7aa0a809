"""Grounding: every claim of a text proven from its source, contradicted by it, or said to be unproven.

Rules that ask more of the claims are answered from the same reading of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..costs import Cost
from ..grounding import FABRICATED, SUPPORTED, UNCHECKED, UNSUPPORTED, Aliases, Answer, Measures, Synonyms, read
from ..source import Source
from ..types import Candidate, Finding, Severity, Span
from .answered import Answered, Demand

SHIPPED: Mapping[str, Severity] = {
    "contradiction": Severity.CRITICAL,
    FABRICATED: Severity.MAJOR,
    UNSUPPORTED: Severity.MAJOR,
    "unverified": Severity.MAJOR,
    "weak proof": Severity.MINOR,
    UNCHECKED: Severity.MINOR,
}


class Grounding:
    """Reports, for every claim in a text, what its source says to it.

    Args:
        severities: how bad a `contradiction`, a `fabricated-reference`, an `unsupported` claim, an
            `unverified` text (no source, or nothing in it could be checked), a `weak proof` and an
            `unchecked` sentence beside others that were checked are.
        luck_at_most: a proof that a random value would have found with a greater chance is weak.
        synonyms: names that mean the same line of a statement; those that ship if None.
        measures: what is worked out of several lines, such as a gross margin; those that ship if None.
        aliases: other names that vendors and customers go by; those that ship if None.
        demands: what rules ask of the claims besides. With `severities` None only what these find is reported.
    """

    keeps_time = True
    of_claims = True

    def __init__(
        self,
        *,
        severities: Mapping[str, Severity] | None = SHIPPED,
        luck_at_most: float = 0.05,
        synonyms: Synonyms | None = None,
        measures: Measures | None = None,
        aliases: Aliases | None = None,
        demands: Sequence[Demand] = (),
    ) -> None:
        self._reports = severities is not None
        self._severities = {**SHIPPED, **(severities or {})}
        self._luck_at_most = luck_at_most
        self._synonyms = synonyms
        self._measures = measures
        self._aliases = aliases
        self._demands = tuple(demands)
        self.cost = Cost(ms=Decimal(4 if demands else 3))

    @property
    def id(self) -> str:
        """Name of this validator in findings and fingerprints."""
        return "grounding"

    def check(self, batch: Sequence[Candidate], /) -> Sequence[Sequence[Finding]]:
        """Findings for each candidate, in order."""
        return [self._check(candidate) for candidate in batch]

    def _check(self, candidate: Candidate) -> list[Finding]:
        source = candidate.source
        answers: list[Answer] | None = None
        if isinstance(source, Source) and len(source):
            answers = read(candidate.text, source, self._synonyms, self._measures, self._aliases)
        found = self._claims(candidate.text, answers) if self._reports else []
        if self._demands:
            answered = Answered(candidate, answers or [], self._aliases)
            found += [finding for demand in self._demands for finding in demand.findings(answered)]
        return found

    def _claims(self, text: str, answers: list[Answer] | None) -> list[Finding]:
        """What grounding itself reports; `answers` are None where there is no source."""
        if answers is None:
            told = "there is no source to check this text against"
            return [self._unverified("no-source", told)] if text.strip() else []
        if all(answer.status == UNCHECKED for answer in answers) and text.strip():
            return [self._unverified("no-claim", "nothing in this text could be checked against the source")]
        return [self._finding(answer) for answer in answers]

    def _unverified(self, rule: str, message: str) -> Finding:
        severity = self._severities["unverified"]
        return Finding(rule=f"grounding.{rule}", category=UNSUPPORTED, severity=severity, message=message)

    def _finding(self, answer: Answer) -> Finding:
        luck = answer.proof.luck if answer.proof else None
        return Finding(
            rule=f"grounding.{answer.status}",
            category=UNSUPPORTED if answer.status == UNCHECKED else answer.status,
            severity=self._severity(answer),
            message=answer.message,
            span=Span(answer.start, answer.end),
            score=luck,
            evidence=answer.evidence,
            proof=answer.proof,
        )

    def _severity(self, answer: Answer) -> Severity:
        if answer.status != SUPPORTED:
            return self._severities[answer.status]
        weak = answer.proof is not None and answer.proof.luck > self._luck_at_most
        return self._severities["weak proof"] if weak else Severity.INFO
