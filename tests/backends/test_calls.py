"""Plain callables behind a guard, the parts of a prompt, and many calls at once."""

import asyncio
import functools
import importlib.util
import inspect
from pathlib import Path

import pytest

from guardrail import (
    BackendError,
    Budget,
    Decision,
    Finding,
    Generated,
    Guard,
    GuardrailError,
    OutOfBudget,
    Part,
    Policy,
    Severity,
    Source,
    SourceError,
    Tier,
)
from guardrail.backends import AsyncStream, Stream, candidate_of, prompt_of, source_of
from guardrail.testing import Answers, FakeBackend, FakeQueue, Says
from guardrail.validators.grounding import Grounding

POLICY = Policy([Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {})
REFUSED = Finding(rule="stub", category="contradiction", severity=Severity.CRITICAL, message="went to Gusto")
DOUBTFUL = Finding(rule="stub", category="unsupported", severity=Severity.MAJOR, message="not in the books")


def guard_of(*validators):
    return Guard(validators=validators or [Says()], policy=POLICY)


def refuses(word, finding=REFUSED):
    return guard_of(Says(finding, when=lambda c: word in c.text))


def sees():
    """A guard, and what its validator is given."""
    seen = []
    return guard_of(Answers(lambda batch: [seen.append(c) or () for c in batch])), seen


BOOKS, OTHER = Source.from_text("Rent was $3,200.00."), Source.from_text("Payroll was $18,250.00.")


def test_what_the_type_checker_reads_also_runs():
    path = Path(__file__).parent / "typed_calls.py"
    spec = importlib.util.spec_from_file_location("typed_calls", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    asyncio.run(module.awaits())


# Kinds of callables


class Client:
    def __call__(self, prompt):
        return "You paid Gusto."

    def ask(self, prompt, *, model="small"):
        return "You paid Gusto."

    async def aask(self, prompt):
        return "You paid Gusto."

    def stream(self, prompt):
        yield from ["You paid", " Gusto."]

    async def astream(self, prompt):
        for piece in ["You paid", " Gusto."]:
            yield piece


class AsyncClient:
    async def __call__(self, prompt):
        return "You paid Gusto."


@pytest.mark.parametrize(
    "backend",
    [
        Client(),
        Client().ask,
        functools.partial(Client().ask, model="large"),
        lambda prompt: "You paid Gusto.",
        lambda prompt: Generated(text="You paid Gusto."),
    ],
)
def test_a_plain_callable_gives_an_outcome(backend):
    assert guard_of().wrap(backend)("Write.").text == "You paid Gusto."
    assert asyncio.run(guard_of().wrap(backend).agenerate("Write.")).text == "You paid Gusto."


@pytest.mark.parametrize("backend", [Client().aask, AsyncClient(), functools.partial(Client().aask)])
def test_a_coroutine_function_gives_an_outcome_to_await(backend):
    assert asyncio.run(guard_of().wrap(backend)("Write.")).text == "You paid Gusto."


@pytest.mark.parametrize("backend", [Client().stream, functools.partial(Client().stream)])
def test_a_generator_function_gives_a_stream(backend):
    stream = guard_of().wrap(backend)("Write.")
    assert isinstance(stream, Stream)
    assert list(stream) == ["You paid Gusto."]


def test_an_async_generator_function_gives_an_async_stream():
    stream = guard_of().wrap(Client().astream)("Write.")
    assert isinstance(stream, AsyncStream)

    async def collected():
        return [piece async for piece in stream]

    assert asyncio.run(collected()) == ["You paid Gusto."]


def test_a_stream_is_told_the_reasons_as_well():
    prompts = []

    def backend(prompt):
        prompts.append(prompt)
        yield "You paid WeWork." if len(prompts) == 1 else "You paid Gusto."

    stream = refuses("WeWork").wrap(backend, attempts=3)("Write.")
    assert list(stream) == ["You paid Gusto."]
    assert "- went to Gusto" in prompts[1]

    @refuses("WeWork").guarded(attempts=2)
    async def summarise(month, feedback=None):
        yield f"You paid {month if feedback else 'WeWork'}."

    async def collected():
        return [piece async for piece in summarise("Gusto")]

    assert asyncio.run(collected()) == ["You paid Gusto."]


def test_a_coroutine_function_is_told_the_reasons_as_well():
    prompts = []

    async def backend(prompt):
        prompts.append(prompt)
        return "You paid WeWork." if len(prompts) == 1 else "You paid Gusto."

    outcome = asyncio.run(refuses("WeWork").wrap(backend, attempts=3)("Write."))
    assert (outcome.text, len(outcome.attempts)) == ("You paid Gusto.", 2)
    assert "- went to Gusto" in prompts[1]


# The decorator


def test_a_guarded_function_keeps_its_name_its_text_and_its_arguments():
    def summarise(month: str, *, books: Source) -> str:
        """Says what a month cost."""
        return month

    guarded = guard_of().guarded()(summarise)
    assert (guarded.__name__, guarded.__doc__) == ("summarise", "Says what a month cost.")
    assert inspect.signature(guarded) == inspect.signature(summarise)
    with pytest.raises(TypeError, match="missing a required argument: 'books'"):
        guarded("March")


def test_a_guarded_coroutine_function_is_still_one():
    @guard_of().guarded()
    async def summarise(month):
        return month

    assert inspect.iscoroutinefunction(summarise)
    assert asyncio.run(summarise("March")).text == "March"


def test_a_guarded_function_is_told_in_its_parameter_feedback():
    told = []

    @refuses("WeWork").guarded(attempts=3)
    def summarise(month, feedback=None):
        told.append(feedback)
        return "You paid Gusto." if feedback else "You paid WeWork."

    assert summarise("March").text == "You paid Gusto."
    assert told[0] is None
    assert "- went to Gusto" in told[1]


def test_a_function_that_cannot_be_told_has_one_attempt():
    def summarise(month):
        return month

    with pytest.raises(GuardrailError, match="summarise has no parameter 'feedback' to be told why"):
        guard_of().guarded(attempts=2)(summarise)


def test_a_method_can_be_guarded():
    class Accounts:
        books = BOOKS

        @guard_of().guarded(source=lambda self, month: self.books)
        def summarise(self, month):
            return month

    assert Accounts().summarise("March").text == "March"


@pytest.mark.parametrize(
    "make",
    [
        lambda guard: guard.wrap(Client(), atempts=3),
        lambda guard: guard.guarded(atempts=3),
        lambda guard: guard.hold(atempts=3),
    ],
)
def test_an_option_that_nobody_knows_is_refused(make):
    """Catches: `atempts=3` taken for nothing."""
    with pytest.raises(TypeError, match="atempts"):
        make(guard_of())


# Where the source is said


def test_a_source_is_said_at_the_call_when_wrapping_or_by_a_callable_of_the_arguments():
    guard, seen = sees()
    guard.wrap(Client(), source=BOOKS, use="feed")("Write.")
    guard.wrap(Client(), source=BOOKS, use="feed")("Write.", source=OTHER, use="note")
    guard.wrap(Client(), source=lambda prompt: {"Write.": OTHER}[prompt])("Write.")
    guard.guarded(source=lambda month, books: books)(lambda month, books: month)("March", books=OTHER)
    guard.guarded()(lambda prompt: prompt)("Write.")
    assert [c.source for c in seen] == [BOOKS, OTHER, OTHER, OTHER, None]
    assert [c.use for c in seen] == ["feed", "note", None, None, None]
    assert [c.prompt for c in seen] == ["Write.", "Write.", "Write.", None, "Write."]


def test_a_source_that_cannot_be_had_is_told_and_nothing_is_generated():
    backend = FakeBackend("a")
    with pytest.raises(SourceError, match="the source of this call could not be had: KeyError: 'March'"):
        guard_of().wrap(backend, source=lambda prompt: {}["March"])("Write.")
    assert backend.prompts == []


CHUNKS = [
    Part.source("Payroll in March 2026 was $18,250.00.", id="payroll.md#3"),
    Part.source("Rent in March 2026 was $3,200.00.", id="lease.pdf#1"),
]


def test_parts_of_a_prompt_are_the_source_and_supported_claims_cite_them():
    guard = guard_of(Grounding())
    backend = FakeBackend("Rent in March 2026 was $3,200.00.")
    outcome = guard.wrap(backend)([*CHUNKS, Part.query("What was rent?")])
    assert outcome.text == "Rent in March 2026 was $3,200.00."
    (finding,) = outcome.verdict.findings
    assert (finding.category, [e.ref for e in finding.evidence]) == ("supported", ["lease.pdf#1"])
    assert backend.prompts == ["\n\n".join([*(chunk.text for chunk in CHUNKS), "What was rent?"])]


def test_a_claim_that_no_part_shows_is_not_accepted():
    outcome = guard_of(Grounding()).wrap(FakeBackend("Rent in March 2026 was $9,900.00."))(CHUNKS)
    assert outcome.verdict.decision is not Decision.ACCEPT


def test_parts_are_added_to_a_source_that_is_said():
    guard, seen = sees()
    guard.wrap(Client(), source=BOOKS)(CHUNKS)
    assert [p.id for p in seen[0].source.passages] == ["P1", "payroll.md#3", "lease.pdf#1"]
    with pytest.raises(SourceError, match="parts of a prompt cannot be added to list"):
        guard.wrap(Client(), source=[1])(CHUNKS)


def test_a_message_with_its_answer_becomes_a_candidate():
    candidate = candidate_of([*CHUNKS, Part.query("What was rent?"), Part.answer("Rent was $3,200.00.")], use="feed")
    assert (candidate.text, candidate.prompt, candidate.use) == ("Rent was $3,200.00.", "What was rent?", "feed")
    assert candidate.source == source_of(CHUNKS)
    assert prompt_of([Part.answer("Rent.")]) == ""
    assert source_of([Part.query("What?")]) is None


# Many at once


def test_hundreds_of_calls_at_once_do_not_mix():
    """Each is checked against its own source and its own use, and gets its own text and feedback."""
    guard = guard_of(Answers(lambda batch: [[] if c.text in {c.prompt, c.use} else [REFUSED] for c in batch]))

    async def backend(prompt):
        await asyncio.sleep(0)
        return prompt.partition("\n")[0] if "refused" in prompt else f"not {prompt}"

    async def all_of_them():
        write = guard.wrap(backend, attempts=2)
        return await asyncio.gather(*(write(f"prompt {n}") for n in range(300)))

    outcomes = asyncio.run(all_of_them())
    assert [outcome.text for outcome in outcomes] == [f"prompt {n}" for n in range(300)]
    assert all(len(outcome.attempts) == 2 for outcome in outcomes)


def test_hundreds_of_streams_at_once_do_not_mix():
    async def backend(prompt):
        for letter in f"{prompt}. And no more.":
            await asyncio.sleep(0)
            yield letter

    async def one(write, n):
        return "".join([piece async for piece in write(f"prompt {n}")])

    async def all_of_them():
        write = guard_of().wrap(backend)
        return await asyncio.gather(*(one(write, n) for n in range(200)))

    assert asyncio.run(all_of_them()) == [f"prompt {n}. And no more." for n in range(200)]


def test_a_call_that_is_cancelled_releases_nothing_and_the_others_go_on():
    queue = FakeQueue()

    async def main():
        asked, go_on = [], asyncio.Event()

        async def backend(prompt):
            asked.append(prompt)
            await go_on.wait()
            return f"doubt about {prompt}"

        write = refuses("doubt", DOUBTFUL).wrap(backend, review=queue)
        calls = [asyncio.create_task(write(name)) for name in ("first", "second")]
        while len(asked) < 2:
            await asyncio.sleep(0)
        calls[0].cancel()
        go_on.set()
        return await asyncio.gather(*calls, return_exceptions=True)

    cancelled, outcome = asyncio.run(main())
    assert isinstance(cancelled, asyncio.CancelledError)
    assert [case.text for case in queue.cases.values()] == ["doubt about second"]
    assert outcome.case in queue.cases


def test_a_call_that_takes_too_long_is_cancelled_and_told_from_the_backends_own_timeout():
    ended = []

    async def hangs(prompt):
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(prompt)

    async def times_out(prompt):
        raise TimeoutError("read timed out")

    with pytest.raises(OutOfBudget, match=r"no answer in time: its 0\.01 seconds are over"):
        asyncio.run(guard_of().wrap(hangs, budget=Budget(seconds=0.01))("Write."))
    assert ended == ["Write."]
    with pytest.raises(BackendError, match="the backend failed: read timed out") as told:
        asyncio.run(guard_of().wrap(times_out, budget=Budget(seconds=60))("Write."))
    assert not isinstance(told.value, OutOfBudget)


def test_texts_are_checked_off_the_event_loop():
    async def main():
        loop = asyncio.get_running_loop()
        beats = []

        def waits_for_the_loop(batch):
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result(10)
            beats.append(True)
            return [()] * len(batch)

        guard = guard_of(Answers(waits_for_the_loop))
        await guard.acheck("a")
        await guard.wrap(Client().aask)("a")
        await guard.wrap(Client()).agenerate("a")
        async for _ in guard.wrap(Client().astream)("a"):
            pass
        return beats

    assert asyncio.run(main()) == [True] * 4
