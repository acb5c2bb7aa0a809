"""How long the filter for unfit text takes, beside the architecture of detoxify's `original` and alt-profanity-check.

Run with `make bench`, or `pytest benchmarks/bench_nsfw.py`; the two others are measured where they are installed
(`pip install torch transformers alt-profanity-check`). One thread each, in processor time, so that other work on the
machine does not count.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from guardrail.types import Candidate
from guardrail.validators import nsfw
from guardrail.validators.lexicon import Lexicon

NOTE = "You paid Dick's Sporting Goods $1,204.50 on March 3, 2026, booked to Office Supplies."
CLEAN = (
    "The refund of the deposit for the second shop was booked twice, once in March and once in April, so the "
    "landlord will settle the difference with the next rent that is due in the first week of June."
)
RUDE = (
    "You people are a complete disgrace and whoever wrote this report about the second shop should be ashamed of "
    "himself, because there is not one line in it that a child would not have done better than you."
)
pytestmark = pytest.mark.benchmark(timer=time.process_time)
LONGEST_MEDIAN, LONGEST_P99 = 5e-3, 8e-3  # seconds, for a sentence of forty pieces


def timed(call: Callable[[], Any], rounds: int = 400) -> list[float]:
    """Processor seconds of each call, shortest first."""
    for _ in range(10):
        call()
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return sorted(taken)


@pytest.fixture(scope="module")
def classifier() -> nsfw.Classifier:
    return nsfw.load()


@pytest.mark.parametrize("text", [NOTE, CLEAN, RUDE], ids=["note", "clean sentence", "rude sentence"])
def test_one_text(text: str, classifier: nsfw.Classifier, benchmark: Any) -> None:
    assert benchmark(classifier.rate, text)
    if not benchmark.disabled:
        assert benchmark.stats.stats.median < LONGEST_MEDIAN


def test_the_slowest_of_a_hundred_sentences(classifier: nsfw.Classifier) -> None:
    taken = timed(lambda: classifier.rate(RUDE))
    assert taken[int(0.99 * len(taken))] < LONGEST_P99


def test_a_long_clean_text(classifier: nsfw.Classifier, benchmark: Any) -> None:
    assert benchmark(classifier.rate, CLEAN * 100)


def test_the_lexicon(benchmark: Any) -> None:
    from guardrail.rulebook import Rulebook

    rules = [rule for rule in Rulebook.read().rules if rule.kind == "lexicon"]
    lexicon = type(rules[0]).build(rules)
    assert isinstance(lexicon, Lexicon)
    assert benchmark(lexicon.check, [Candidate(text=NOTE)]) == [[]]


def bert_base() -> Callable[[str], Any]:
    """BERT-base with random weights, which take as long as trained ones, and a tokenizer that gives as many pieces."""
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    torch.set_num_threads(1)
    network = transformers.BertForSequenceClassification(transformers.BertConfig(num_labels=6)).eval()

    def score(text: str) -> Any:
        ids = torch.tensor([[101, *(1000 + n for n in range(len(text.split()) * 5 // 4)), 102]])
        with torch.inference_mode():
            return network(ids).logits

    return score


def test_bert_base(benchmark: Any) -> None:
    assert benchmark.pedantic(bert_base(), (RUDE,), rounds=20) is not None


def test_alt_profanity_check(benchmark: Any) -> None:
    other = pytest.importorskip("profanity_check")
    assert benchmark(other.predict_prob, [RUDE]) is not None


def notes(count: int) -> list[str]:
    names = ("Gusto", "WeWork", "Cockburn & Sons", "Sussex Catering", "The Cock Inn", "Harbour Power", "Cedar Print")
    return [
        f"You paid {names[n % 7]} ${n * 37 % 9000 + 10:,}.{n % 100:02d} in March, booked to Rent." for n in range(count)
    ]


def rate_notes(count: int) -> float:
    """Texts a second, in this process."""
    classifier, texts = nsfw.load(), notes(count)
    classifier.score(texts[:10])
    start = time.perf_counter()
    classifier.score(texts)
    return count / (time.perf_counter() - start)


def main() -> None:
    """Print the table of `benchmarks/nsfw.md`, all in one run."""
    classifier = nsfw.load()
    rows: list[tuple[str, Callable[[], Any], int]] = [
        (f"ours, {name}", lambda text=text: classifier.rate(text), 400)  # type: ignore[misc]
        for name, text in (("note", NOTE), ("clean sentence", CLEAN), ("rude sentence", RUDE))
    ]
    for name, make in (("BERT-base (torch)", bert_base), ("alt-profanity-check", _alternative)):
        try:
            other = make()
        except BaseException as error:  # a skip is not an Exception
            print(f"{name}: not measured, {error}")
            continue
        rows.append((f"{name}, rude sentence", lambda other=other: other(RUDE), 60))  # type: ignore[misc]
    for name, call, rounds in rows:
        taken = timed(call, rounds)
        print(f"{name}: median {statistics.median(taken) * 1e3:.2f} ms, p99 {taken[int(0.99 * rounds)] * 1e3:.2f} ms")
    with ProcessPoolExecutor(2) as pool:
        print(f"notes on {min(2, os.cpu_count() or 1)} cores: {sum(pool.map(rate_notes, [5000, 5000])):,.0f} a second")


def _alternative() -> Callable[[str], Any]:
    other = pytest.importorskip("profanity_check")
    return lambda text: other.predict_prob([text])


if __name__ == "__main__":
    main()
