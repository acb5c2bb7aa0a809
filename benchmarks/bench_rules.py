"""How long it takes to load the rules that ship, and to look for all of them, and for a thousand others, in a text.

Run with `pytest benchmarks/bench_rules.py`. What is measured is processor time, of all threads.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from guardrail.protocols import Validator
from guardrail.rulebook import Rulebook
from guardrail.rulebook.kinds import validators
from guardrail.rulebook.kinds.phrase import plain_of
from guardrail.types import Candidate, Severity
from guardrail.validators.patterns import PatternRule, Patterns

pytestmark = pytest.mark.benchmark(timer=time.process_time)
Benchmark = Callable[..., Any]
A_THOUSAND_RULES = 200e-6  # seconds for a text of 300 characters
WORDS = """
account amount annual approve asset audit balance bank bill bonus budget buyer card carrier cash charge claim
client credit customer damage deal debit debt deduct defer deliver demand deposit discount dividend donor
draft drawing due duty earn equity escrow estate estimate excise expense factor fee file fine fiscal fleet
forecast fraud freight fund gain gift goods grant gross growth hedge hire import income index inflow insure
interest invest invoice issue journal labour landlord lease ledger lender levy liable licence loan loss margin
market merge mortgage net notice offer offset order outlay overdraft owner parcel partner patent payee payroll
penalty pension permit policy premium price profit project promise rebate receipt refund rent repair report
reserve retail return revenue risk royalty salary sale saving secure settle share ship stock store subsidy
supplier surplus tariff tax tenant tender tenure trade transfer travel trust union unit utility vendor vessel
voucher wage warrant wealth yield
""".split()
LETTERS = {
    "silent": (
        "Over the spring the studio moved to the second floor, where it is quieter and there is more light. "
        "Nobody was sorry to leave. The lift works again since Tuesday, the two new colleagues have settled "
        "in, and the kitchen is nearly done; only the blinds are missing. We hope to see you all there before "
        "summer."
    ),
    "money": (
        "You paid the landlord $3,200.00 in rent on March 3, 2026, and Gusto $18,250.00 for payroll on March "
        "15, which is 12% more than in February. Office supplies came to $412.66 at three vendors. The "
        "insurance premium of $940.00 was charged twice and one charge was refunded on March 20; see [A2] and "
        "[A7]."
    ),
    "signs": (
        "You paid Café Río €3,200.00 in rent on 3 March 2026 – and Gusto €18,250.00 for payroll on 15 March, "
        "that’s 12 % more than in February. Office supplies came to €412.66 at three vendors. The insurance "
        "premium of €940.00 was charged twice – one charge was refunded on 20 March; see [A2] and [A7]."
    ),
}
SENTENCES = {
    "plain": "You paid Gusto $18,250.00 on March 15, which is 12% more than in February; see [A2].",
    "signs": "You paid Café Río €18,250.00 on March 15 – that’s 12% more than in February; see [A2].",
}
PAGES = {
    "words": "You paid the landlord of the second shop a rent that is higher than in the year before. " * 11_000,
    "amounts": "Gusto $18,250.00 on 2024-03-15; " * 31_000,
    "signs": "Café Río – €18,250.00 – that’s it; " * 28_000,
}


@pytest.fixture(scope="module")
def patterns() -> Validator:
    (found,) = [validator for validator in validators(Rulebook.read().rules) if validator.id == "patterns"]
    return found


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence(name: str, patterns: Validator, benchmark: Benchmark) -> None:
    assert benchmark(patterns.check, [Candidate(text=SENTENCES[name])]) == [[]]


def _drawn(number: int, rng: random.Random) -> PatternRule:
    """A rule as people write them: a list of terms, words near each other, or an expression; a third of each."""
    report = {"id": f"r{number}", "category": "policy.drawn", "severity": Severity.MINOR, "message": "It says so."}
    one, two, three, four = rng.sample(WORDS, 4)
    if number % 3 == 0:
        return PatternRule(**report, terms=(f"{one} {two}", f"{three} of {four}", f"un{one}ed {three}"))
    if number % 3 == 1:
        return PatternRule(**report, plain=plain_of([[one, two], "then within 4 words", [three, four]], ["not"]))
    return PatternRule(
        **report, pattern=rf"(?i)\b(?:{one}|{two})s? (?:of|for) (?:the )?{three}\b|\b{four} no\.? \d{{4,}}"
    )


@pytest.mark.parametrize("name", LETTERS)
def test_a_thousand_rules(name: str, benchmark: Any) -> None:
    rng = random.Random(7)
    many = Patterns([_drawn(number, rng) for number in range(1_000)])
    assert 280 <= len(LETTERS[name]) <= 320
    benchmark(many.check, [Candidate(text=LETTERS[name])])
    assert benchmark.disabled or benchmark.stats.stats.median < A_THOUSAND_RULES


@pytest.mark.parametrize("name", PAGES)
def test_a_million_characters(name: str, patterns: Validator, benchmark: Any) -> None:
    batch = [Candidate(text=PAGES[name])]
    (findings,) = benchmark.pedantic(patterns.check, (batch,), rounds=3)
    assert all(finding.category != "error" for finding in findings)


def test_loading_the_rules(benchmark: Benchmark) -> None:
    assert benchmark(Rulebook.read).rules
