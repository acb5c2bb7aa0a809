"""Amounts, dates, vendors and the like that must be proven, whatever else grounding makes of the text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.grounding import SUPPORTED
from guardrail.types import Candidate, Finding, Severity
from guardrail.validators.answered import KINDS
from guardrail.validators.claims import Required
from guardrail.validators.conditions import Conditional
from guardrail.validators.grounding import Grounding
from guardrail.validators.set_aside import SetsAside
from tests.laws.drawn import Books, ledgers, sentences

TOLD: dict[str, Any] = {"id": "r", "category": "unsupported", "severity": Severity.CRITICAL, "message": "no"}
BOOKS = Source.from_rows(
    [
        {"id": "INV-7", "date": "2026-03-03", "who": "WeWork", "sum": "3200"},
        {"id": "INV-8", "date": "2026-03-09", "who": "Gusto", "sum": "18250"},
    ],
    id="id",
    date="date",
    entity="who",
    amount="sum",
    currency="USD",
)


def found(text: str, *every: str, source: Source | None = BOOKS, luck: float = 1) -> list[Finding]:
    only = Grounding(severities=None, demands=[Required(**TOLD, every=every, luck_at_most=luck)])
    (findings,) = only.check([Candidate(text=text, source=source)])
    return list(findings)


def shown(text: str, *every: str, **options: Any) -> list[str]:
    return [text[f.span.start : f.span.end] if f.span else f.category for f in found(text, *every, **options)]


@pytest.mark.parametrize(
    ("text", "every", "hits"),
    [
        ("You paid WeWork $3,200.00.", "amount", []),
        ("You paid WeWork $3,250.00.", "amount", ["$3,250.00"]),
        ("You paid WeWork $3,200.00 and Gusto $18,205.00.", "amount", ["$18,205.00"]),
        ("You paid WeWork $3,250.00 on March 3, 2026.", "vendor", ["WeWork"]),
        ("You paid WeWork $3,200.00 on March 3, 2026.", "date", []),
        ("You paid WeWork $3,200.00 on March 4, 2026.", "date", ["March 4, 2026"]),
        ("You paid Staples $3,200.00.", "vendor", ["Staples"]),
        ("You paid WeWork $3,200.00.", "vendor", []),
        ("The payment in May is late.", "date", ["May"]),
        ("There were 2 payments.", "count", []),
        ("There were 3 payments.", "count", ["3 payments"]),
        ("WeWork was 14.9% of spending.", "percentage", []),
        ("WeWork was 41.9% of spending.", "percentage", ["41.9%"]),
        ("INV-7 was a payment of $3,200.00 to WeWork.", "identifier", []),
        ("INV-9 was a payment of $3,200.00 to WeWork.", "identifier", ["INV-9"]),
        ("See https://books.test/7 for WeWork.", "identifier", []),
        ("Rent is high.", "amount", []),
    ],
)
def test_what_is_not_proven_is_found_where_it_stands(text: str, every: str, hits: list[str]) -> None:
    assert shown(text, every) == hits


def test_a_finding_says_what_is_not_proven_and_why() -> None:
    (finding,) = found("You paid WeWork $3,250.00.", "amount")
    assert (finding.rule, finding.category, finding.severity) == ("r", "unsupported", Severity.CRITICAL)
    assert finding.message.startswith("no: amount '$3,250.00', since $3,250.00 is not what the books say")


def test_a_proof_by_luck_is_none_where_the_rule_allows_less() -> None:
    text = "WeWork was 15% of spending."
    assert shown(text, "percentage", luck=1) == []
    (finding,) = found(text, "percentage", luck=0.0001)
    assert "a wrong value would have been proven as well with a chance of" in finding.message


@pytest.mark.parametrize("source", [None, Source.from_text("")])
def test_without_a_source_nothing_is_proven(source: Source | None) -> None:
    text = "You paid WeWork $3,200.00 on March 3, 2026, invoice INV-7."
    assert shown(text, "amount", "date", "identifier", source=source) == ["$3,200.00", "March 3, 2026", "INV-7"]


def test_a_text_too_long_to_look_at_is_an_error() -> None:
    assert [finding.category for finding in found("Rent. " * 40_000, "amount")] == ["error"]


DRAWN = ledgers().flatmap(lambda books: st.tuples(st.just(books), st.lists(sentences(books), min_size=1, max_size=3)))


@given(DRAWN, st.sampled_from(KINDS))
def test_such_a_rule_takes_nothing_away_from_what_grounding_reports(drawn: tuple[Books, list[str]], kind: str) -> None:
    books, said = drawn
    candidate = Candidate(text=books.write(" ".join(said)), source=books.source())
    (plain,) = Grounding().check([candidate])
    (both,) = Grounding(demands=[Required(**TOLD, every=(kind,), luck_at_most=1)]).check([candidate])
    assert list(both[: len(plain)]) == list(plain)
    assert {finding.rule for finding in both[len(plain) :]} <= {"r"}


@given(DRAWN)
def test_an_amount_passes_exactly_if_grounding_supports_it(drawn: tuple[Books, list[str]]) -> None:
    books, said = drawn
    text = books.write(" ".join(said))
    (plain,) = Grounding().check([Candidate(text=text, source=books.source())])
    supported = {finding.span for finding in plain if finding.category == SUPPORTED}
    refused = {finding.span for finding in plain if finding.category != SUPPORTED}
    hits = {finding.span for finding in found(text, "amount", source=books.source())}
    assert not hits & (supported - refused)
    if not refused:
        assert not hits


@given(ledgers())
def test_a_wrong_amount_is_found_in_any_books(books: Books) -> None:
    wrong = replace(books.rows[0], amount=sum((abs(row.amount) for row in books.rows), Decimal(1)) * 7)
    text = books.write(f"You paid {{{wrong.vendor}}} ¤{wrong.amount:,.2f}.")
    assert len(shown(text, "amount", source=books.source())) == 1


@pytest.mark.parametrize("wrapped", [Conditional(Grounding(), {}), SetsAside(Grounding(), shadows={})])
def test_a_condition_or_a_shadow_does_not_make_data_be_checked_for_claims(wrapped: Conditional | SetsAside) -> None:
    assert wrapped.of_claims
