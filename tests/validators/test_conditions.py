"""Conditions: a rule counts only for the records it is for, and says so where that cannot be judged."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.testing import strategies
from guardrail.types import Candidate, Finding, Severity
from guardrail.validators.conditions import Condition, Conditional, Rows

BOOKS = [
    {"id": "A1", "date": "2026-03-05", "entity": "Staples", "account": "Supplies", "amount": "120"},
    {"id": "A2", "date": "2026-03-09", "entity": "Staples", "account": "Supplies", "amount": "-40"},
    {"id": "A3", "date": "2026-04-01", "entity": "Ada Ltd", "account": "Sales", "amount": "900"},
]
ROLES = {role: role for role in ("id", "date", "entity", "account", "amount")}


def source(rows: list[dict[str, Any]]) -> Source:
    return Source.from_rows(rows, **{role: role for role in ROLES if any(role in row for row in rows)})


@pytest.mark.parametrize(
    ("rows", "any_is", "every_is"),
    [
        (Rows(side="refund"), True, False),
        (Rows(side="received"), True, False),
        (Rows(side="paid"), True, False),
        (Rows(accounts=frozenset({"sales"})), True, False),
        (Rows(accounts=frozenset({"sales", "supplies"})), True, True),
        (Rows(accounts=frozenset({"rent"})), False, False),
        (Rows(vendors=frozenset({"ada ltd"}), side="received"), True, False),
        (Rows(vendors=frozenset({"staples"}), over=Decimal(500)), False, False),
        (Rows(over=Decimal(39)), True, True),
        (Rows(over=Decimal(40), under=Decimal(121)), True, False),
        (Rows(start=dt.date(2026, 4, 1)), True, False),
        (Rows(start=dt.date(2026, 3, 1), end=dt.date(2026, 4, 1)), True, True),
    ],
)
def test_rows_are_as_the_condition_says(rows: Rows, any_is: bool, every_is: bool) -> None:
    assert Condition(any_row=rows).holds(source(BOOKS))[0] is any_is
    assert Condition(every_row=rows).holds(source(BOOKS))[0] is every_is


def test_the_number_of_rows_may_be_asked_for() -> None:
    assert Condition(at_least=3, at_most=3).holds(source(BOOKS))[0] is True
    assert Condition(at_least=4).holds(source(BOOKS))[0] is False
    assert Condition(at_most=2).holds(source(BOOKS))[0] is False


@pytest.mark.parametrize("missing", ["date", "account", "entity", "amount"])
def test_what_a_record_lacks_cannot_be_judged(missing: str) -> None:
    asked = {
        "date": Rows(start=dt.date(2026, 3, 1)),
        "account": Rows(accounts=frozenset({"supplies"})),
        "entity": Rows(vendors=frozenset({"staples"})),
        "amount": Rows(over=Decimal(100)),
    }[missing]
    bare = [BOOKS[0] | {missing: None}]
    assert Condition(every_row=asked).holds(Source.from_rows(bare, **ROLES))[0] is None
    assert Condition(any_row=asked).holds(Source.from_rows(bare, **ROLES))[0] is None
    assert Condition(any_row=asked).holds(Source.from_rows([*bare, BOOKS[0]], **ROLES))[0] is True


class Finder:
    """Finds one thing for each rule in every text."""

    id = "finder"
    keeps_time = True

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings

    def check(self, batch: Any, /) -> list[list[Finding]]:
        return [list(self.findings) for _ in batch]


def finding(rule: str, category: str = "policy.refund", severity: Severity = Severity.CRITICAL) -> Finding:
    return Finding(rule=rule, category=category, severity=severity, message="said")


REFUND = Condition(any_row=Rows(side="refund"))


def test_a_finding_counts_where_the_condition_holds_and_only_there() -> None:
    validator = Conditional(Finder(finding("a"), finding("b")), {"a": REFUND})
    batch = [Candidate(text="x", source=source(BOOKS)), Candidate(text="x", source=source(BOOKS[:1]))]
    assert [[f.rule for f in found] for found in validator.check(batch)] == [["a", "b"], ["b"]]
    assert (validator.id, validator.keeps_time) == ("finder", True)


@pytest.mark.parametrize("facts", [None, Source.from_text("A refund came.")])
def test_a_condition_that_cannot_be_judged_is_said_and_never_passed_over(facts: Source | None) -> None:
    (found,) = Conditional(Finder(finding("a")), {"a": REFUND}).check([Candidate(text="x", source=facts)])
    assert [(f.category, f.severity) for f in found] == [("unsupported", Severity.MINOR)]
    assert found[0].message == ("said (whether this rule applies could not be judged: the text came without records)")


def test_what_raises_the_tier_or_failed_stays_as_it_is_where_nobody_can_judge() -> None:
    given_ = [finding("a", "affordance.act"), finding("a", "error"), finding("a", severity=Severity.INFO)]
    (found,) = Conditional(Finder(*given_), {"a": REFUND}).check([Candidate(text="x")])
    assert [f.category for f in found] == ["affordance.act", "error", "unsupported"]
    assert found[2].severity is Severity.INFO


@given(st.lists(strategies.findings(), max_size=4))
def test_findings_of_rules_without_a_condition_are_left_alone(findings: list[Finding]) -> None:
    assert Conditional(Finder(*findings), {"other": REFUND}).check([Candidate(text="x")]) == [findings]
