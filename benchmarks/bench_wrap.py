"""What a wrapper adds to a call besides the checks, and how soon a stream releases its first sentence.

Run with `make bench`; `python -m benchmarks.bench_wrap` prints the table of wrap.md, with guardrails-ai where it is
installed, and `python -m benchmarks.bench_wrap --memory 1000000` how memory grows over that many calls.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import guardrail
from benchmarks.bench_check import SENTENCES, assert_median_under, build
from guardrail import Budget, Guard, Policy, Severity, Tier, Unit
from guardrail.testing import Says

A_CALL, A_FIRST_SENTENCE = 50e-6, 10e-3  # seconds, what the README and wrap.md promise
TEXT = SENTENCES["payment"][0]
TIERS = [Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL, releases=Unit.SENTENCE)]


def model(prompt: str) -> str:  # noqa: ARG001 - a backend that answers at once
    return TEXT


async def amodel(prompt: str) -> str:
    return model(prompt)


def stream(prompt: str) -> Iterator[str]:  # noqa: ARG001
    """A long answer, in pieces of four characters."""
    text = f"{TEXT} " * 50
    yield from (text[at : at + 4] for at in range(0, len(text), 4))


def unchecked() -> Guard:
    """A guard whose one check looks at nothing, so that only the wrapper is measured."""
    return Guard(validators=[Says()], policy=Policy(TIERS, {}))


def test_a_wrapped_call_besides_its_checks(benchmark: Any) -> None:
    write = unchecked().wrap(model)
    assert benchmark(write, "Summarise February.").text == TEXT
    assert_median_under(A_CALL, benchmark)


def test_the_first_sentence_of_a_stream(benchmark: Any) -> None:
    """From the call to the first sentence, with all rules that ship; the backend answers at once."""
    write, books = guardrail.load().wrap(stream), build()
    next(write("Summarise February.", source=books, use="feed"))
    assert benchmark(lambda: next(write("Summarise February.", source=books, use="feed"))).startswith(TEXT)
    assert_median_under(A_FIRST_SENTENCE, benchmark)


def test_memory_over_many_calls_stays_as_it_is() -> None:
    assert grown(2000) < 20_000


def grown(calls: int) -> int:
    """Bytes that are held after so many wrapped calls more than before, when the first have gone."""
    write = unchecked().wrap(model, attempts=2, budget=Budget(tokens=10))
    tracemalloc.start()
    for _ in range(1000):
        write("Summarise February.")
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(calls):
        write("Summarise February.")
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return after - before


def timed(call: Callable[[], object], *, calls: int) -> str:
    """Median and 99th percentile of single calls, in microseconds."""
    for _ in range(calls // 10):
        call()
    took = []
    for _ in range(calls):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1e6)
    return " | ".join(map(told, (statistics.median(took), statistics.quantiles(took, n=100)[98])))


def told(microseconds: float) -> str:
    return f"{microseconds:.1f} µs" if microseconds < 1000 else f"{microseconds / 1000:.1f} ms"


def table() -> Iterator[tuple[str, str]]:
    prompt = "Summarise February."
    plain, shipped, books = unchecked(), guardrail.load(), build()
    calls = 20_000
    yield "the check that looks at nothing, alone", timed(lambda: plain.check(TEXT, prompt=prompt), calls=calls)
    write = plain.wrap(model)
    yield "the same wrapped", timed(lambda: write(prompt), calls=calls)
    decorated = plain.guarded()(model)
    yield "the same as a decorated function", timed(lambda: decorated(prompt), calls=calls)
    limited = plain.wrap(model, budget=Budget(seconds=10))
    yield "the same with a limit in seconds (a thread a call)", timed(lambda: limited(prompt), calls=calls // 10)
    awaited = plain.wrap(amodel)
    with asyncio.Runner() as runner:
        yield (
            "the same awaited, one after the other, with the loop's own share",
            timed(lambda: runner.run(awaited(prompt)), calls=calls // 10),
        )
    shipped.check(TEXT, source=books, use="feed")
    yield (
        "all rules that ship, a check alone",
        timed(lambda: shipped.check(TEXT, source=books, use="feed"), calls=calls // 20),
    )
    streams = shipped.wrap(stream)
    yield (
        "all rules that ship, from the call to the first sentence of a stream",
        timed(lambda: next(streams(prompt, source=books, use="feed")), calls=calls // 40),
    )
    yield (
        "all rules that ship, that stream of 50 sentences to its end",
        timed(lambda: list(streams(prompt, source=books, use="feed")), calls=20),
    )
    yield (
        "all rules that ship, a check of the 50 sentences",
        timed(lambda: shipped.check(f"{TEXT} " * 50, source=books, use="feed"), calls=20),
    )


def others() -> Iterator[tuple[str, str]]:
    """The same call through guardrails-ai, with validators of our own that do next to nothing."""
    from guardrails import Guard as Other  # type: ignore[import-not-found]
    from guardrails.validators import PassResult, Validator, register_validator  # type: ignore[import-not-found]

    def validator(name: str, pattern: str) -> Any:
        @register_validator(name=f"bench/{name}", data_type="string")
        class Finds(Validator):  # type: ignore[misc]
            def validate(self, value: str, metadata: object) -> object:  # noqa: ARG002
                assert re.search(pattern, value)
                return PassResult()

        return Finds()

    def backend(*, messages: object, **more: object) -> str:  # noqa: ARG001
        return TEXT

    found = [validator("digit", r"\d"), validator("letter", "[a-z]"), validator("stop", r"\.")]
    asked = [{"role": "user", "content": "Summarise February."}]
    for count in (1, 3):
        guard = Other().use(*found[:count])
        took = timed(lambda guard=guard: guard(backend, messages=asked), calls=500)  # type: ignore[misc]
        yield f"guardrails-ai, {count} regex as validator{'s' * (count > 1)}", took


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--memory", type=int, metavar="CALLS", help="print how memory grows over so many calls")
    calls = arguments.parse_args().memory
    if calls:
        print(f"{grown(calls):,} bytes more after {calls:,} calls")
        return
    print("| what | median | p99 |\n|---|---|---|")
    for what, took in table():
        print(f"| {what} | {took} |")
    for what, took in others() if find_spec("guardrails") else ():
        print(f"| {what} | {took} |")


if __name__ == "__main__":
    main()
