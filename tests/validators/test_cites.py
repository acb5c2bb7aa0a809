"""Rules on references to the source: that they exist, that they show what they stand behind, that they are given."""

from __future__ import annotations

from typing import Any

import pytest

from guardrail import Source
from guardrail.types import Candidate, Finding, Severity
from guardrail.validators.cites import BE_GIVEN, EXIST, MUST, SUPPORT, Cites
from guardrail.validators.grounding import Grounding

TOLD: dict[str, Any] = {"id": "r", "category": "fabricated-reference", "severity": Severity.CRITICAL, "message": "no"}
BOOKS = Source.from_rows(
    [
        {"id": "A1", "date": "2026-03-03", "who": "WeWork", "sum": "3200"},
        {"id": "A2", "date": "2026-03-09", "who": "Gusto", "sum": "18250"},
    ],
    id="id",
    date="date",
    entity="who",
    amount="sum",
    currency="USD",
)


def found(text: str, *must: str, source: Source | None = BOOKS) -> list[Finding]:
    only = Grounding(severities=None, demands=[Cites(**TOLD, must=must)])
    (findings,) = only.check([Candidate(text=text, source=source)])
    return list(findings)


def shown(text: str, *must: str, source: Source | None = BOOKS) -> list[str]:
    return [text[one.span.start : one.span.end] for one in found(text, *must, source=source) if one.span]


@pytest.mark.parametrize(
    ("text", "must", "hits"),
    [
        ("You paid WeWork $3,200.00 [A1].", MUST, []),
        ("You paid WeWork $3,200.00 [A9].", (EXIST,), ["A9"]),
        ("You paid WeWork $3,200.00 [A9].", (SUPPORT,), []),
        ("You paid WeWork $3,200.00 [A2].", (EXIST,), []),
        ("You paid WeWork $3,200.00 [A2].", (SUPPORT,), ["A2"]),
        ("You paid WeWork $3,200.00 and Gusto $18,250.00 [A1].", (SUPPORT,), ["[A1]"]),
        ("You paid WeWork $3,200.00.", (EXIST, SUPPORT), []),
        ("You paid WeWork $3,200.00.", (BE_GIVEN,), ["$3,200.00"]),
        ("You paid WeWork $3,205.00.", (BE_GIVEN,), ["$3,205.00"]),
        ("You paid WeWork $3,200.00 [A1] and Gusto $18,250.00.", (BE_GIVEN,), ["$18,250.00"]),
        ("You paid WeWork $3,200.00. [A1] You paid Gusto $18,250.00.", (BE_GIVEN,), ["$18,250.00"]),
        ("Thank you for your patience.", MUST, []),
    ],
)
def test_a_reference_does_what_the_rule_asks_of_it(text: str, must: tuple[str, ...], hits: list[str]) -> None:
    assert shown(text, *must) == hits


def test_without_a_source_no_reference_exists() -> None:
    assert shown("You paid WeWork $3,200.00 [A1].", EXIST, source=None) == ["A1"]


def test_a_finding_says_what_does_show_it() -> None:
    (finding,) = found("You paid WeWork $3,200.00 [A2].", SUPPORT)
    assert (finding.rule, finding.category, finding.severity) == ("r", "fabricated-reference", Severity.CRITICAL)
    assert finding.message == "no: 'A2' does not show '$3,200.00': WeWork, $3,200.00, 2026-03-03 [A1]"
    assert [one.ref for one in finding.evidence] == ["A1", "A2"]


@pytest.mark.parametrize(("text", "category"), [("[A2]", "contradiction"), ("[A9]", "fabricated-reference")])
def test_grounding_itself_reports_references_that_do_not_hold(text: str, category: str) -> None:
    (findings,) = Grounding().check([Candidate(text=f"You paid WeWork $3,200.00 {text}.", source=BOOKS)])
    assert [one.category for one in findings] == ["supported", category]
