"""How long it takes to load the rules that ship, and to look for all of them in a text.

Run with `pytest benchmarks/bench_rules.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from guardrail.protocols import Validator
from guardrail.rulebook import Rulebook
from guardrail.rulebook.kinds import validators
from guardrail.types import Candidate

Benchmark = Callable[..., Any]
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


@pytest.mark.parametrize("name", PAGES)
def test_a_million_characters(name: str, patterns: Validator, benchmark: Any) -> None:
    batch = [Candidate(text=PAGES[name])]
    (findings,) = benchmark.pedantic(patterns.check, (batch,), rounds=3)
    assert all(finding.category != "error" for finding in findings)


def test_loading_the_rules(benchmark: Benchmark) -> None:
    assert benchmark(Rulebook.read).rules
