"""How long finding the mentions of a sentence takes: the aim is 40 µs for a hundred characters."""

from __future__ import annotations

import pytest

from guardrail.grounding.mentions import find_mentions

SENTENCES = {
    "five mentions": (
        "You paid Gusto $18,250.00 on March 15, which was 12 percent more than in February 2026, over 3 payments."
    ),
    "change between years": "The percentage change in net income from 2018 to 2019 was -7.95%.",
    "ledger": ("In March 2026 you paid Slack $1,240.50, about 12% more than in February, on invoice INV-88213."),
    "filing": (
        "Revenue was $296.3 million and $278.4 million for the three months ended June 30, 2020 and 2019, respectively."
    ),
    "words": (
        "Eighteen thousand two hundred fifty dollars went to three vendors, twice as much as a third of the budget."
    ),
    "no mention": ("Nothing at all is said about any figure in a sentence of the same length as the ones above it."),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_finding_mentions(benchmark, name: str) -> None:
    sentence = SENTENCES[name]
    found = benchmark(find_mentions, sentence)
    assert bool(found) == (name != "no mention")


def test_finding_mentions_in_a_long_text(benchmark) -> None:
    text = " ".join(sentence for sentence in SENTENCES.values()) * 200
    assert len(benchmark.pedantic(find_mentions, (text,), rounds=3)) > 4_000
