"""Tables of texts with the decision each must get, and how they are read and held against the guard.

A line is `text | decision | what a finding must say | why it is known to fail`, the last two left out where there
is nothing to say. `refuse` means escalate or reject: it must not be accepted, and which of the two is not fixed.
"""

from typing import Any, NamedTuple

import pytest

from guardrail import Guard, Policy, Severity, Source, Tier
from guardrail.validators.grounding import Grounding

from .answers import pinned, said

GUARD = Guard(
    validators=[Grounding()],
    policy=Policy([Tier(name="advise", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {}),
)


class Claim(NamedTuple):
    """A text, the decision it must get and words that one of its findings must hold."""

    text: str
    decision: str
    says: str = ""
    fails: str = ""


def claims(table: str) -> list[Claim]:
    lines = [line.strip() for line in table.splitlines()]
    kept = [line for line in lines if line and not line.startswith("#")]
    return [Claim(*(cell.strip() for cell in line.split("|"))) for line in kept]


def cases(table: str) -> list[Any]:
    """The lines as parameters; one that is known to fail must fail."""
    return [
        pytest.param(claim, id=claim.text, marks=[pytest.mark.xfail(reason=claim.fails)] if claim.fails else [])
        for claim in claims(table)
    ]


def ledger_rows(books: str) -> list[dict[str, str]]:
    """The rows of books written as lines of id, day, vendor, account and amount, two spaces or more apart."""
    columns = ("id", "date", "vendor", "account", "amount")
    lines = ([cell.strip() for cell in line.split("  ") if cell.strip()] for line in books.strip().splitlines())
    return [dict(zip(columns, cells, strict=True)) for cells in lines]


def holds(claim: Claim, source: Source) -> None:
    verdict = GUARD.check(claim.text, source=source, use="note")
    told = "\n".join(f"{finding.severity} {finding}" for finding in verdict.findings)
    allowed = {"escalate", "reject"} if claim.decision == "refuse" else {claim.decision}
    assert str(verdict.decision) in allowed, told
    assert claim.says in told, told
    assert pinned(claim.text, verdict), f"not what answers.txt has:\n{said(verdict)}"
