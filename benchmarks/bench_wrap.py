"""What a wrapper adds to a call besides the checks, and how soon a stream releases its first sentence.

Run with `make bench`; `python -m benchmarks.bench_wrap` prints the table of wrap.md, with guardrails-ai and llm-guard
where they are installed, and `python -m benchmarks.bench_wrap --memory 1000000` how memory grows over that many calls.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import re
import statistics
import time
import tracemalloc
from collections.abc import Awaitable, Callable, Iterator
from importlib.util import find_spec
from typing import Any

import guardrail
from benchmarks.bench_check import SENTENCES, assert_median_under, build
from guardrail import Budget, Guard, Policy, Severity, Tier, Unit
from guardrail.testing import Says

A_CALL, A_FIRST_SENTENCE = 50e-6, 10e-3  # seconds, what the README and wrap.md promise
ALONE = 10e-6  # what the check that looks at nothing takes by itself
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


def test_a_call_with_a_limit_in_seconds(benchmark: Any) -> None:
    """On another thread, since a function that hangs can only be given up on from outside it."""
    write = unchecked().wrap(model, budget=Budget(seconds=10))
    assert benchmark(write, "Summarise February.").text == TEXT
    assert_median_under(A_CALL + ALONE, benchmark)


def test_an_awaited_call(benchmark: Any) -> None:
    """Its text is checked on another thread while the loop goes on; a hundred calls a round, one after the other."""
    write = unchecked().wrap(amodel)

    async def hundred() -> None:
        for _ in range(100):
            await write("Summarise February.")

    with asyncio.Runner() as runner:
        benchmark(lambda: runner.run(hundred()))
    assert_median_under(100 * (A_CALL + ALONE), benchmark)


def test_the_first_sentence_of_a_stream(benchmark: Any) -> None:
    """From the call to the first sentence, with all rules that ship; the backend answers at once."""
    write, books = guardrail.load().wrap(stream), build()
    next(write("Summarise February.", source=books, use="feed"))
    assert benchmark(lambda: next(write("Summarise February.", source=books, use="feed"))).startswith(TEXT)
    assert_median_under(A_FIRST_SENTENCE, benchmark)


def test_memory_over_many_calls_stays_as_it_is() -> None:
    assert grown(2000) < 20_000


def grown(calls: int) -> int:
    """Bytes that are held after so many wrapped calls more than before, when the first have gone.

    A third each is called plainly, with a limit in seconds, and awaited.
    """
    guard = unchecked()
    plain, limited = guard.wrap(model, attempts=2), guard.wrap(model, budget=Budget(tokens=10, seconds=10))
    awaited = guard.wrap(amodel)

    async def call(times: int) -> None:
        for _ in range(times // 3):
            plain("Summarise February.")
            limited("Summarise February.")
            await awaited("Summarise February.")

    async def measured() -> int:
        await call(3000)
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        await call(calls)
        gc.collect()
        return tracemalloc.get_traced_memory()[0] - before

    tracemalloc.start()
    grew = asyncio.run(measured())
    tracemalloc.stop()
    return grew


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


async def timed_awaited(call: Callable[[], Awaitable[object]], *, calls: int) -> str:
    """`timed` for calls to await, all on one loop that is running already."""
    for _ in range(calls // 10):
        await call()
    took = []
    for _ in range(calls):
        began = time.perf_counter()
        await call()
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
    yield "the same with a limit in seconds (on another thread)", timed(lambda: limited(prompt), calls=calls)
    awaited = plain.wrap(amodel)
    yield "the same awaited, one after the other", asyncio.run(timed_awaited(lambda: awaited(prompt), calls=calls))
    late = plain.wrap(amodel, budget=Budget(seconds=10))
    yield (
        "the same awaited, with a limit in seconds",
        asyncio.run(timed_awaited(lambda: late(prompt), calls=calls)),
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


def guardrails_ai() -> Iterator[tuple[str, str]]:
    """The same call through guardrails-ai, with validators of our own that do next to nothing, told to send nothing."""
    os.environ["OTEL_SDK_DISABLED"] = "true"
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
        guard.configure(allow_metrics_collection=False)
        took = timed(lambda guard=guard: guard(backend, messages=asked), calls=500)  # type: ignore[misc]
        yield f"guardrails-ai, {count} regex as validator{'s' * (count > 1)}", took


def llm_guard() -> Iterator[tuple[str, str]]:
    """The same text through the scanners for regular expressions of llm-guard; it calls no backend itself."""
    from llm_guard import scan_output  # type: ignore[import-not-found]
    from llm_guard.output_scanners import Regex  # type: ignore[import-not-found]
    from llm_guard.util import configure_logger  # type: ignore[import-not-found]

    configure_logger("ERROR")  # it writes a line for every call otherwise

    found = [Regex([r"ssn"], redact=False), Regex(["iban"], redact=False), Regex(["pin code"], redact=False)]
    for count in (1, 3):
        text, *_ = scan_output(found[:count], "Summarise February.", TEXT)
        assert text == TEXT
        took = timed(lambda count=count: scan_output(found[:count], model("Summarise February."), TEXT), calls=2000)  # type: ignore[misc]
        yield f"llm-guard, {count} regex as scanner{'s' * (count > 1)}", took


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
    for name, others in (("guardrails", guardrails_ai), ("llm_guard", llm_guard)):
        for what, took in others() if find_spec(name) else ():
            print(f"| {what} | {took} |")


if __name__ == "__main__":
    main()
