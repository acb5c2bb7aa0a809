"""How long a check takes, with the rules that ship and a ledger of forty rows, and what goes before it.

Run with `make bench`, or `pytest benchmarks/bench_check.py`. What is measured is processor time, of all threads: a
check waits for nothing, and on a machine with other work the clock would count that work too.
"""

from __future__ import annotations

import time
from typing import Any

import pytest

import guardrail
from guardrail import Decision, Guard, Source

pytestmark = pytest.mark.benchmark(timer=time.process_time)
A_CHECK, A_SOURCE = 1e-3, 2e-3  # seconds, what the README promises
VENDORS = ("Gusto", "WeWork", "Birch & Sons", "Harbour Power", "Cedar Print")
ACCOUNTS = ("Payroll", "Rent", "Legal", "Utilities", "Office")
ROWS = [
    {
        "id": f"A{number}",
        "date": f"2026-{1 + number % 3:02d}-{1 + number % 28:02d}",
        "vendor": VENDORS[number % 5],
        "account": ACCOUNTS[number % 5],
        "amount": f"{1000 + number * 379 % 9000}.{number * 17 % 100:02d}",
    }
    for number in range(40)
]
SENTENCES = {
    "payment": ("You paid WeWork $3,749.27 on February 4, 2026.", Decision.ACCEPT),
    "total": ("Legal came to $7,781.63 in January 2026.", Decision.ACCEPT),
    "wrong vendor": ("You paid Gusto $3,749.27 on February 4, 2026.", Decision.REJECT),
    "no such vendor": ("You paid Northwind Freight $3,749.27.", Decision.ESCALATE),
}


def build() -> Source:
    return Source.from_rows(
        ROWS, id="id", date="date", entity="vendor", account="account", amount="amount", currency="USD"
    )


def assert_median_under(seconds: float, benchmark: Any) -> None:
    assert benchmark.disabled or benchmark.stats.stats.median < seconds


@pytest.fixture(scope="module")
def guard() -> Guard:
    return guardrail.load()


@pytest.mark.parametrize("name", SENTENCES)
def test_checking_a_sentence(name: str, guard: Guard, benchmark: Any) -> None:
    """Against books that were checked before: the index over them is built by their first check."""
    text, decision = SENTENCES[name]
    books = build()
    guard.check(text, source=books, use="client-note")
    verdict = benchmark(guard.check, text, source=books, use="client-note")
    assert verdict.decision is decision, [str(finding) for finding in verdict.findings]
    assert_median_under(A_CHECK, benchmark)


def test_building_the_source(benchmark: Any) -> None:
    assert len(benchmark(build)) == 40
    assert_median_under(A_SOURCE, benchmark)


def test_building_the_source_and_its_first_check(guard: Guard, benchmark: Any) -> None:
    text, decision = SENTENCES["payment"]
    verdict = benchmark(lambda: guard.check(text, source=build(), use="client-note"))
    assert verdict.decision is decision


def test_loading_the_rules_into_a_guard(benchmark: Any) -> None:
    assert benchmark(guardrail.load).validators
