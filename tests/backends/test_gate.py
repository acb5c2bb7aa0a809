"""The gate: attempts, reasons, budgets, and what a backend may do to it."""

import asyncio
import threading
from datetime import date
from decimal import Decimal

import pytest

from guardrail import (
    BackendError,
    Budget,
    Ended,
    Evidence,
    Finding,
    Generated,
    Guard,
    GuardrailError,
    OutOfBudget,
    Policy,
    Severity,
    Span,
    Tier,
)
from guardrail.backends import Gate, Request, Spending
from guardrail.testing import Answers, FakeBackend, FakeQueue, Says

POLICY = Policy([Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {})
WRONG = Finding(
    rule="grounding.contradiction",
    category="contradiction",
    severity=Severity.CRITICAL,
    message="the $18,250.00 was Gusto",
    span=Span(16, 26),
    evidence=(Evidence(ref="A2", text="Gusto, $18,250.00"), Evidence(ref="A1", text="WeWork, $3,200.00")),
)
BAD, GOOD = "You paid WeWork $18,250.00.", "You paid Gusto $18,250.00."


def guard_of(*validators):
    return Guard(validators=validators or [Says(WRONG, when=lambda c: "WeWork" in c.text)], policy=POLICY)


def gate_of(*validators, **options):
    return Gate(guard_of(*validators), **options)


def test_the_reasons_name_the_finding_the_words_and_what_the_source_says():
    backend = FakeBackend(BAD, GOOD)
    guard_of().wrap(backend, attempts=2)("Summarise March.")
    assert backend.prompts[1] == (
        "Summarise March.\n\n"
        "The previous answer was refused. Write it again without these faults:\n"
        '- the $18,250.00 was Gusto (contradiction, at "$18,250.00", the source says [A2] Gusto, $18,250.00; '
        "[A1] WeWork, $3,200.00)"
    )


def test_reasons_stay_short_however_much_there_is_to_say():
    long = "x" * 10_000
    evidence = tuple(Evidence(ref=str(n), text=long) for n in range(50))
    findings = [
        Finding(rule="r", category="c", severity=Severity.CRITICAL, message=long, span=Span(0, 9), evidence=evidence)
    ] * 100
    backend = FakeBackend(long, GOOD)
    guard_of(Says(*findings, when=lambda c: c.text == long)).wrap(backend, attempts=2)("Write.")
    assert len(backend.prompts[1]) < 5000
    assert backend.prompts[1].endswith("- and 92 more")


def test_an_outcome_keeps_the_verdict_on_every_attempt_and_no_refused_text():
    outcome = guard_of().wrap(FakeBackend(BAD, GOOD), attempts=3)("Write.")
    assert [verdict.accepted for verdict in outcome.attempts] == [False, True]
    assert (outcome.text, outcome.ended) == (GOOD, Ended.ACCEPTED)
    assert "WeWork $18" not in repr(outcome)


@pytest.mark.parametrize(
    ("texts", "attempts", "budget", "ended", "calls"),
    [
        ([GOOD], 3, None, Ended.ACCEPTED, 1),
        (["WeWork a", "WeWork b"], 2, None, Ended.REJECTED, 2),
        (["WeWork a", "WeWork b", "WeWork  a\n"], 9, None, Ended.REPEATED, 3),
        (["WeWork a", "WeWork b"], 9, Budget(tokens=15), Ended.OUT_OF_BUDGET, 2),
        (["WeWork a", "WeWork b"], 9, Budget(money=Decimal("0.02")), Ended.OUT_OF_BUDGET, 2),
        (["WeWork a"], 9, Budget(seconds=0.000001), None, 0),
    ],
)
def test_a_call_ends_where_it_must(texts, attempts, budget, ended, calls):
    backend = FakeBackend(*texts)

    def generate(feedback):
        return Generated(text=backend("Write."), tokens_in=6, tokens_out=4, money=Decimal("0.01"))

    gate = gate_of(attempts=attempts, budget=budget)
    if ended is None:
        with pytest.raises(OutOfBudget):
            gate.run(generate, Request())
    else:
        outcome = gate.run(generate, Request())
        assert outcome.ended is ended
        assert (outcome.spent.tokens, outcome.spent.money) == (10 * calls, Decimal("0.01") * calls)
    assert len(backend.prompts) == calls


@pytest.mark.parametrize("budget", [Budget(tokens=10**9), Budget(money=Decimal(10**9))])
def test_a_limit_that_cannot_be_counted_ends_the_attempts(budget):
    """Catches: a backend that does not say what it costs taken for one that costs nothing."""
    outcome = guard_of().wrap(FakeBackend("WeWork a", "WeWork b"), attempts=9, budget=budget)("Write.")
    assert (len(outcome.attempts), outcome.ended) == (1, Ended.OUT_OF_BUDGET)


def test_several_calls_can_share_one_budget():
    shared = Spending(Budget(tokens=15))
    gate = gate_of()

    def generate(feedback):
        return Generated(text=GOOD, tokens_in=6, tokens_out=4)

    assert gate.run(generate, Request(), within=shared).text == GOOD
    assert gate.run(generate, Request(), within=shared).text == GOOD
    with pytest.raises(OutOfBudget, match="the budget is used up: it allows tokens 15, and 20 are spent"):
        gate.run(generate, Request(), within=shared)
    assert shared.spent.tokens == 20


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"seconds": 0}, "budget: seconds is 0; it must be over 0"),
        ({"tokens": -1}, "budget: tokens is -1"),
        ({"money": 0.5}, "budget: money is a Decimal, not float"),
        ({"characters": 0}, "budget: characters is 0"),
    ],
)
def test_a_budget_that_limits_nothing_sensible_is_refused(limits, told):
    with pytest.raises(GuardrailError, match=told):
        Budget(**limits)


# Faults: whatever a backend does becomes a typed error or a verdict that does not accept


@pytest.fixture
def hangs():
    released = threading.Event()

    def backend(prompt):
        released.wait()
        return GOOD

    yield backend
    released.set()


def raises(prompt):
    raise ConnectionError("no route\nto host")


class Later:
    """What a client answers whose method was to be awaited."""

    def __await__(self):
        yield


FAULTS = [
    pytest.param(raises, BackendError, r"^the backend failed: ConnectionError: no route to host$", id="raises"),
    pytest.param(lambda prompt: next(iter(())), BackendError, "the backend failed: StopIteration", id="stops"),
    pytest.param(lambda prompt: None, BackendError, "answered NoneType instead of text", id="none"),
    pytest.param(lambda prompt: b"You paid.", BackendError, "answered bytes instead of text", id="bytes"),
    pytest.param(lambda prompt: iter(["abc"]), BackendError, "which says 'yield'", id="iterator"),
    pytest.param(lambda prompt: Later(), BackendError, "is an async function", id="future"),
    pytest.param(lambda prompt: "x" * 10**7, OutOfBudget, "longer than 1,000,000 characters", id="10 MB"),
]


@pytest.mark.parametrize(("backend", "error", "told"), FAULTS)
def test_what_is_no_answer_is_a_typed_error_and_nothing_is_kept(backend, error, told):
    queue = FakeQueue()
    with pytest.raises(error, match=told):
        guard_of(Says()).wrap(backend, review=queue, attempts=3)("Write.")

    async def other(prompt):
        return backend(prompt)

    with pytest.raises(error, match="RuntimeError" if "Stop" in told else told):
        asyncio.run(guard_of(Says()).wrap(other, review=queue, attempts=3)("Write."))
    assert queue.cases == {}


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\ud800"])
def test_an_answer_without_anything_to_read_is_never_accepted_and_is_kept_once(text):
    queue = FakeQueue()
    outcome = guard_of(Says()).wrap(lambda prompt: text, review=queue, attempts=3)("Write.")
    assert (outcome.text, list(queue.cases)) == (None, [outcome.case])


def test_a_backend_that_hangs_is_given_up_on_within_the_budget(hangs):
    with pytest.raises(OutOfBudget, match=r"no answer in time: its 0\.02 seconds are over"):
        guard_of(Says()).wrap(hangs, attempts=3, budget=Budget(seconds=0.02))("Write.")


def test_time_that_runs_out_after_the_first_attempt_leaves_its_verdict(monkeypatch):
    clock = iter(range(0, 10_000, 20))
    monkeypatch.setattr("guardrail.backends.budget.time.monotonic", lambda: next(clock))
    outcome = guard_of().wrap(FakeBackend(BAD, GOOD), attempts=3, budget=Budget(seconds=70))("Write.")
    assert (outcome.text, outcome.ended, len(outcome.attempts)) == (None, Ended.OUT_OF_BUDGET, 1)


def test_backends_that_hang_do_not_pile_up(hangs, monkeypatch):
    monkeypatch.setattr("guardrail.watch._LOST_AT_MOST", 2)
    write = guard_of(Says()).wrap(hangs, budget=Budget(seconds=0.01))
    for _ in range(2):
        with pytest.raises(OutOfBudget):
            write("Write.")
    with pytest.raises(BackendError, match="2 earlier calls never came back, so it is not called again"):
        write("Write.")


def test_a_backends_own_timeout_is_told_from_the_budgets():
    def slow(prompt):
        raise TimeoutError("read timed out")

    with pytest.raises(BackendError, match="the backend failed: read timed out") as told:
        guard_of(Says()).wrap(slow, budget=Budget(seconds=60))("Write.")
    assert not isinstance(told.value, OutOfBudget)


def test_a_typed_error_of_an_adapter_stays_what_it_is():
    class RefusedError(BackendError):
        pass

    def backend(prompt):
        raise RefusedError("the model refused to answer")

    for budget in (None, Budget(seconds=60)):
        with pytest.raises(RefusedError, match=r"^the model refused to answer$"):
            guard_of(Says()).wrap(backend, budget=budget)("Write.")


def test_the_clients_answer_leaves_only_with_an_accepted_text():
    def generate(feedback):
        return Generated(text=GOOD if feedback else BAD, response=["the client's own"])

    assert gate_of(attempts=2).run(generate, Request()).response == ["the client's own"]
    assert gate_of().run(generate, Request()).response is None


def test_the_check_is_told_the_prompt_and_the_day():
    seen = []
    guard = guard_of(Answers(lambda batch: [seen.append((c.prompt, c.use, str(c.day))) or () for c in batch]))
    guard.wrap(FakeBackend(GOOD))("Summarise March.", use="feed", day=date(2026, 3, 31))
    assert seen == [("Summarise March.", "feed", "2026-03-31")]
