"""The guard's own manners: what it refuses, how it takes many texts, and what it does off the main thread."""

import asyncio
import gc
import importlib
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from guardrail.costs import TierBudget
from guardrail.errors import GuardrailError
from guardrail.guard import Guard
from guardrail.policy import Policy, Tier
from guardrail.source import Source
from guardrail.testing import Answers, Crashes, Says
from guardrail.types import Candidate, Decision, Finding, Severity, Span

POLICY = Policy([Tier(name="only", escalate=Severity.MINOR, reject=Severity.CRITICAL)], {"feed": "only"})
FAULT = Finding(rule="stub.rule", category="unsupported", severity=Severity.MAJOR, message="not in the books")


def guard_of(*validators, **more):
    return Guard(validators=validators, policy=POLICY, **more)


class Nameless:
    def check(self, batch):
        return [()] * len(batch)


@pytest.mark.parametrize(
    ("validators", "told"),
    [
        ([Says(), Says()], "two validators are called 'says'; give one another id"),
        ([Nameless()], "Nameless is no validator; it needs an id and a check method"),
        (["grounding"], "str is no validator"),
        ([SimpleNamespace(id="checks-nothing")], "SimpleNamespace is no validator; it needs an id and a check method"),
    ],
)
def test_validators_that_cannot_be_told_apart_or_called_are_refused(validators, told):
    with pytest.raises(GuardrailError, match=told):
        guard_of(*validators)


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_time_limit_that_no_validator_can_keep_is_refused(seconds):
    with pytest.raises(GuardrailError, match=r"time_limit is .*; it must be over 0 seconds"):
        guard_of(Says(), time_limit=seconds)


def test_a_validator_may_be_given_all_the_time_there_is():
    stub = Says()
    stub.keeps_time = False
    assert guard_of(stub, time_limit=float("inf")).check("You paid.").accepted


@pytest.mark.parametrize(
    ("candidate", "told"),
    [
        ("You paid.", "a Candidate is needed, not str"),
        (None, "a Candidate is needed, not NoneType"),
        (Candidate(text=b"You paid."), "a text is needed, not bytes; decode bytes first"),
        (Candidate(text=None), "a text is needed, not NoneType"),
        (Candidate(text="You paid.", use=["feed"]), "a use is a name from the policy, not list"),
    ],
)
def test_what_is_no_candidate_is_refused_in_one_line(candidate, told):
    with pytest.raises(GuardrailError, match=told):
        guard_of(Says()).check_many([candidate])


def test_no_candidates_give_no_verdicts():
    assert guard_of(Says()).check_many([]) == []


def test_many_candidates_are_taken_as_they_come():
    """Not all at once: the first are checked before the last have been asked for."""
    taken = []

    def candidates():
        for number in range(1000):
            taken.append(number)
            yield Candidate(text=str(number))

    seen = []
    counts = Answers(lambda batch: [seen.append(len(taken)) or ()] * len(batch))
    assert len(guard_of(counts).check_many(candidates())) == 1000
    assert seen[0] < 1000
    assert seen == sorted(set(seen))


def test_answers_may_come_from_generators():
    def answer(batch):
        return ((FAULT for _ in range(2)) for _ in batch)

    for keeps_time in (True, False):
        stub = Answers(answer)
        stub.keeps_time = keeps_time
        verdicts = guard_of(stub).check_many([Candidate(text="a"), Candidate(text="b")])
        assert [verdict.findings for verdict in verdicts] == [(FAULT, FAULT)] * 2


def test_what_a_validator_does_to_its_answer_later_does_not_show():
    kept = [FAULT]
    verdict = guard_of(Answers(lambda batch: [kept])).check("You paid.")
    kept.clear()
    assert verdict.findings == (FAULT,)


def test_the_worst_finding_is_read_first():
    minor = Finding(rule="a", category="unsupported", severity=Severity.MINOR, message="a")
    assert guard_of(Says(minor, FAULT)).check("You paid.").findings == (FAULT, minor)


def test_findings_as_bad_as_each_other_are_read_in_the_order_of_the_text_and_those_of_all_of_it_first():
    spans = [None, Span(0, 3), Span(0, 8), Span(4, 8)]
    placed = [replace(FAULT, span=span, message=message) for span, message in zip(spans, "dcba", strict=True)]
    assert list(guard_of(Says(*reversed(placed))).check("You paid.").findings) == placed


def test_an_async_caller_gets_the_same_verdict():
    guard = guard_of(Says(FAULT))

    async def both():
        return await asyncio.gather(guard.acheck("You paid.", use="feed"), guard.acheck(""))

    assert asyncio.run(both()) == [guard.check("You paid.", use="feed"), guard.check("")]


def test_threads_may_share_a_guard():
    stub = Says(FAULT, when=lambda candidate: "WeWork" in candidate.text)
    stub.keeps_time = False
    guard = guard_of(stub)
    texts = ["You paid WeWork.", "You paid Gusto."] * 20
    with ThreadPoolExecutor(8) as pool:
        decisions = [verdict.decision for verdict in pool.map(guard.check, texts)]
    assert decisions == [Decision.ESCALATE, Decision.ACCEPT] * 20


LONG_AND_BROKEN = "no model\n  at " + "x" * 5000


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("no model"), "ValueError: no model"),
        (KeyError("gusto"), "KeyError: 'gusto'"),
        (ValueError(), "ValueError"),
        (ValueError("cannot read 'You paid WeWork.'"), "ValueError"),
        (GuardrailError("answered nothing"), "answered nothing"),
        (GuardrailError(LONG_AND_BROKEN), f"no model at {'x' * 288}"),
        (ValueError(LONG_AND_BROKEN), f"ValueError: no model at {'x' * 288}"),
    ],
)
def test_a_failed_check_says_why_in_one_line_and_does_not_quote_the_text(error, told):
    (finding,) = guard_of(Crashes(error)).check("You paid WeWork.").findings
    assert finding.message == f"the check 'crashes' failed, so this text is not checked by it: {told}"
    assert (finding.rule, finding.category) == ("crashes.failed", "error")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ([], "answered 0 texts instead of 1"),
        ([(), ()], "answered more texts instead of 1"),
        ([["fine"]], "answered with something that is not a Finding"),
    ],
)
def test_an_answer_that_does_not_fit_is_told(answer, told):
    (finding,) = guard_of(Answers(lambda batch: answer)).check("You paid WeWork.").findings
    assert finding.message == f"the check 'answers' failed, so this text is not checked by it: {told}"


def test_a_guard_of_ones_own_has_no_version_and_ten_seconds_for_each_check():
    guard = guard_of(Says())
    assert (guard.check("Paid.").fingerprint, guard.time_limit) == ("unversioned", 10.0)


@pytest.mark.parametrize("keeps_time", [True, False])
def test_a_verdict_does_not_keep_its_text_alive(keeps_time):
    class Text(str):
        pass

    stub = Says()
    stub.keeps_time = keeps_time
    guard, text = guard_of(stub), Text("You paid WeWork.")
    verdict = guard.check(text)
    del text
    gc.collect()
    assert verdict.accepted
    assert not [thing for thing in gc.get_objects() if type(thing) is Text]


def test_validators_are_given_the_prompt_and_the_day() -> None:
    seen: list[Candidate] = []
    guard = guard_of(Answers(lambda batch: (seen.extend(batch), [()] * len(batch))[1]))
    guard.check("Paid.", prompt="Who?", day=date(2026, 3, 31))
    guard.check("Paid.")
    assert (seen[0].prompt, seen[0].day) == ("Who?", date(2026, 3, 31))
    assert seen[1].prompt is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"prompt": b"Who?"}, "a prompt is text, not bytes"),
        ({"day": "2026-03-31"}, r"a day is a datetime\.date, not str"),
        ({"day": datetime(2026, 3, 31, tzinfo=UTC)}, r"a day is a datetime\.date, not datetime"),
    ],
)
def test_a_prompt_that_is_no_text_and_a_day_that_is_none_are_refused(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(GuardrailError, match=told):
        guard_of(Says()).check("Paid.", **wrong)


@pytest.mark.parametrize(
    ("validators", "text", "rule", "told"),
    [
        (
            [Says()],
            " \u200b",
            "guard.empty",
            "the text is empty or holds no visible character, so there is nothing to check",
        ),
        ([], "Paid.", "guard.unchecked", "this guard has no validators, so nobody checked the text"),
    ],
)
def test_what_was_not_checked_says_so(validators, text, rule, told) -> None:
    (finding,) = guard_of(*validators).check(text).findings
    assert (finding.rule, finding.message) == (rule, told)


def test_a_check_is_left_out_by_the_budget_of_its_own_use() -> None:
    roomy = Tier(name="roomy", escalate=Severity.MAJOR, reject=Severity.CRITICAL)
    strict = Tier(name="strict", escalate=Severity.MINOR, reject=Severity.CRITICAL, budget=TierBudget(ms=Decimal(1)))
    tiers = {"feed": "roomy", "act": "strict"}
    guard = Guard(validators=[Says()], policy=Policy([roomy, strict], tiers))
    assert [guard.check("Paid.", use=use).accepted for use in ("feed", "act")] == [True, False]
    roomy, strict = replace(roomy, budget=strict.budget), replace(strict, budget=None)
    guard = Guard(validators=[Says()], policy=Policy([roomy, strict], tiers))
    assert [guard.check("Paid.", use=use).accepted for use in ("feed", "act")] == [False, True]


def test_a_hook_is_told_a_time_that_is_no_more_than_has_passed() -> None:
    told: list[float] = []
    begun = time.perf_counter()
    guard_of(Says()).observed(lambda event: told.append(event.seconds)).check("Paid.")
    assert 0 <= told[0] <= time.perf_counter() - begun


def test_an_async_caller_and_one_that_writes_hand_on_all_they_were_given() -> None:
    seen: list[Candidate] = []
    guard = guard_of(Answers(lambda batch: (seen.extend(batch), [()] * len(batch))[1]))
    asked = {"source": Source.from_text("Rent is paid."), "use": "feed", "prompt": "Who?", "day": date(2026, 3, 31)}
    asyncio.run(guard.acheck("Paid.", **asked))
    with guard.hold(**asked) as held:
        held.write("Paid.")
    assert held.outcome.text == "Paid."
    assert len(seen) >= 2
    assert set(seen) == {Candidate(text="Paid.", **asked)}


def test_a_decorated_function_writes_for_the_use_that_was_said() -> None:
    outcome = guard_of(Says()).guarded(use="feed")(lambda: "Paid.")()
    assert (outcome.verdict.use, outcome.text) == ("feed", "Paid.")


def test_a_plan_is_that_of_the_tier_of_the_use() -> None:
    roomy = Tier(name="roomy", escalate=Severity.MAJOR, reject=Severity.CRITICAL, budget=TierBudget(ms=Decimal(60_000)))
    strict = Tier(name="strict", escalate=Severity.MINOR, reject=Severity.CRITICAL, budget=TierBudget(ms=Decimal(1)))
    guard = Guard(validators=[Says()], policy=Policy([roomy, strict], {"feed": "roomy"}))
    plans = [guard.plan(use, characters=50) for use in ("feed", None)]
    assert [(plan.tier, plan.characters, set(plan.left_out)) for plan in plans] == [
        ("roomy", 50, set()),
        ("strict", 50, {"says"}),
    ]


def test_a_backend_sees_placeholders_only_where_that_was_asked_for() -> None:
    asked: list[str] = []
    rows = [{"who": "Gusto", "sum": "$5.00"}]
    source = Source.from_rows(rows, amount="sum", entity="who")

    def backend(prompt: str) -> str:
        asked.append(prompt)
        return "Paid."

    for redact in (False, True):
        guard_of(Says()).wrap(backend, source=source, use="feed", redact=redact)("Did we pay Gusto?")
    assert ["Gusto" in prompt for prompt in asked] == [True, False]


def test_what_a_workflow_is_given_is_not_read_as_a_claim_and_keeps_its_day() -> None:
    seen: dict[str, list[Candidate]] = {"claims": [], "words": []}
    looks = [
        Answers(lambda batch, name=name: (seen[name].extend(batch), [()] * len(batch))[1], id=name) for name in seen
    ]
    looks[0].of_claims = True
    day = date(2026, 3, 31)
    with guard_of(*looks).workflow("note", use="feed", day=day) as work:
        work.prompt("Write a note.")
        assert work.final("Paid.").text == "Paid."
    assert {candidate.text for candidate in seen["claims"]} == {"Paid."}
    assert "Write a note." in {candidate.text for candidate in seen["words"]}
    assert {candidate.day for candidate in seen["claims"]} == {day}


@pytest.mark.parametrize(
    ("name", "module", "function", "given"),
    [
        ("openai", "openai", "guarded", ["client"]),
        ("anthropic", "anthropic", "guarded", ["client"]),
        ("litellm", "litellm", "guarded", []),
        ("langchain", "langchain", "runnable", ["model"]),
        ("langchain_middleware", "langchain", "middleware", []),
        ("llama_index", "llama_index", "guarded", ["llm"]),
        ("transformers", "transformers", "guarded", ["pipeline"]),
        ("llama_cpp", "llama_cpp", "guarded", ["llama"]),
    ],
)
def test_each_client_is_handed_on_with_what_was_said(monkeypatch, name, module, function, given) -> None:
    """Without the client's library: its adapter is a stand-in that shows what it was given."""
    adapter = importlib.import_module(f"guardrail.backends.{module}")
    monkeypatch.setattr(adapter, function, lambda *handed: handed)
    guard = guard_of(Says())
    *handed, calls = getattr(guard, name)(*given, use="feed", attempts=2)
    assert (handed, calls.use, calls.gate.attempts, calls.redact) == (given, "feed", 2, False)


def test_a_client_is_hidden_from_and_traced_where_that_was_said(monkeypatch) -> None:
    adapter = importlib.import_module("guardrail.backends.litellm")
    monkeypatch.setattr(adapter, "guarded", lambda calls: calls)
    telemetry = object()
    calls = guard_of(Says()).litellm(redact=True, telemetry=telemetry)
    assert (calls.redact, calls.telemetry) == (True, telemetry)


def test_the_local_model_is_handed_what_was_said(monkeypatch) -> None:
    monkeypatch.setattr("guardrail.local.wrapped", lambda *handed, **more: (*handed, more))
    source = Source.from_text("Rent is paid.")
    model, gate, *said = guard_of(Says()).wrap("local", source=source, use="feed", attempts=2)
    assert (model, gate.attempts, said) == ("local", 2, [source, "feed", {"redact": False}])


def test_a_source_may_be_made_for_each_text_that_is_held() -> None:
    source = Source.from_text("Rent is paid.")
    seen: list[Candidate] = []
    guard = guard_of(Answers(lambda batch: (seen.extend(batch), [()] * len(batch))[1]))
    with guard.hold(source=lambda: source) as held:
        held.write("Paid.")
    assert {candidate.source for candidate in seen} == {source}


def test_what_cannot_keep_cases_is_named() -> None:
    with pytest.raises(GuardrailError, match="cannot keep cases in int: pass a queue or its path"):
        guard_of(Says()).gate(review=7)
