"""Law 7: text that was not accepted cannot be read from an Outcome; an escalation that could not be stored raises."""

import gc
import pickle
from dataclasses import fields, is_dataclass, replace
from types import BuiltinFunctionType, FunctionType, ModuleType

import pytest
from hypothesis import strategies as st
from lawful import breaks, finding, guard_of, law

from guardrail.backends import Gate, GuardedBackend
from guardrail.errors import BackendError, GuardrailError, ReviewError
from guardrail.guard import Guard
from guardrail.policy import Policy, Tier
from guardrail.testing import Answers, Crashes, FakeBackend, FakeQueue, Says
from guardrail.testing.strategies import findings, policies
from guardrail.types import Decision, Ended, Outcome, Severity, Verdict

ESCALATES = finding(Severity.MAJOR)
REJECTS = finding(Severity.CRITICAL)
WATCH = Policy([Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {})
TEXTS = st.integers(10**9, 10**10).map(lambda number: f"You paid\nWeWork “zq{number}”.")


def read_from(value, seen=None):
    """Every string that can be reached from a value without going through code."""
    seen = {} if seen is None else seen
    if id(value) in seen or isinstance(value, type | ModuleType | FunctionType | BuiltinFunctionType):
        return
    seen[id(value)] = value
    if isinstance(value, str):
        yield value
    for inner in gc.get_referents(value):
        yield from read_from(inner, seen)


def shown_by(outcome):
    """What an outcome shows, in every way that Python has to look into it."""
    yield from read_from(outcome)
    yield repr(outcome)
    yield str(outcome)
    yield pickle.dumps(outcome, protocol=0).decode("latin-1")
    for name in dir(outcome):
        if name != "__weakref__":  # listed by some releases of Python that cannot read it
            yield repr(getattr(outcome, name))
    if is_dataclass(outcome):
        yield from (repr(getattr(outcome, field.name)) for field in fields(outcome))
    yield repr(getattr(outcome, "__dict__", {}))


def number_in(text):
    """The part of a text that nothing else can show: letters that no address in memory is printed with."""
    return text[text.index("zq") : -2]


def wrapped(kind, backend, queue, *validators, policy=WATCH, attempts=1):
    """A backend behind a gate of some kind: every adapter has one of these inside."""
    gate = kind(guard_of(Guard, *validators, policy=policy), review=queue, attempts=attempts)
    return GuardedBackend(gate, backend)


@law(policy=policies(), found=st.lists(findings(), max_size=3), text=TEXTS, attempts=st.integers(1, 3))
def only_accepted_text_leaves(kind, *, policy, found, text, attempts):
    quotes = Answers(lambda batch: (_ for _ in ()).throw(ValueError(f"cannot read {batch[0].text!r}")))
    for validators in ([Says(*found)], [Says(*found), quotes]):
        queue = FakeQueue()
        outcome = wrapped(kind, FakeBackend(text), queue, *validators, policy=policy, attempts=attempts)("write")
        if outcome.verdict.accepted:
            assert outcome.text == text
            continue
        assert outcome.text is None
        assert not any(number_in(text) in shown for shown in shown_by(outcome))
        assert [case.text for case in queue.cases.values()] == (
            [text] if outcome.verdict.decision is Decision.ESCALATE else []
        )
        assert [outcome.case or "none"] == (list(queue.cases) or ["none"])


@law(
    text=TEXTS,
    error=st.sampled_from([OSError("disk full"), KeyError(), ReviewError("locked"), TimeoutError()]),
)
def an_escalation_that_could_not_be_stored_raises(kind, *, text, error):
    write = wrapped(kind, FakeBackend(text), FakeQueue(fails=error), Says(ESCALATES))
    told = refusal(write)
    assert "nothing was released" in told
    assert number_in(text) not in told


def refusal(write):
    try:
        write("write")
    except ReviewError as told:
        return str(told)
    return ""


@law(attempts=st.integers(1, 5), texts=st.lists(st.sampled_from("abc"), min_size=1, max_size=6))
def retries_are_bounded(kind, *, attempts, texts):
    backend = FakeBackend(*texts)
    outcome = wrapped(kind, backend, None, Says(REJECTS), attempts=attempts)("write")
    assert len(outcome.attempts) == len(backend.prompts) <= attempts
    assert outcome.attempts[-1] is outcome.verdict


LAWS = [only_accepted_text_leaves, an_escalation_that_could_not_be_stored_raises, retries_are_bounded]


@pytest.mark.parametrize("check", LAWS, ids=["text", "queue", "retries"])
def test_nothing_leaves_that_was_not_accepted(check):
    """Catches: the text kept on the outcome "for debugging", in a private field, in the verdict or in the message of
    a check that failed on it; a queue whose failure is logged and forgotten; a model that is asked for ever."""
    check(Gate)


class Chatty(Outcome):
    """An outcome with a __dict__, in which the text can be kept."""


class KeepsTheTextInAPrivateField(Gate):
    def run(self, generate, request, **more):
        outcome = super().run(generate, request, **more)
        chatty = Chatty(text=outcome.text, verdict=outcome.verdict, case=outcome.case, attempts=outcome.attempts)
        object.__setattr__(chatty, "_raw", generate(None))
        return chatty


class KeepsTheClientsAnswer(Gate):
    def run(self, generate, request, **more):
        outcome = super().run(generate, request, **more)
        object.__setattr__(outcome, "response", [generate(None)])
        return outcome


class QuotesTheTextInAFinding(Gate):
    def run(self, generate, request, **more):
        outcome = super().run(generate, request, **more)
        told = finding(message=f"refused: {generate(None)}")
        verdict = replace(outcome.verdict, findings=(*outcome.verdict.findings, told))
        return replace(outcome, verdict=verdict)


class ForgetsThatTheQueueFailed(Gate):
    def run(self, generate, request, **more):
        try:
            return super().run(generate, request, **more)
        except ReviewError:
            return None


class LeavesTheQueueOut(Gate):
    def __init__(self, checker, *, review, attempts):
        super().__init__(checker, review=None, attempts=attempts)


class AsksOnceMore(Gate):
    def __init__(self, checker, *, review, attempts):
        super().__init__(checker, review=review, attempts=attempts + 1)


@pytest.mark.parametrize(
    ("check", "mutant"),
    [
        (only_accepted_text_leaves, KeepsTheTextInAPrivateField),
        (only_accepted_text_leaves, KeepsTheClientsAnswer),
        (only_accepted_text_leaves, QuotesTheTextInAFinding),
        (only_accepted_text_leaves, LeavesTheQueueOut),
        (an_escalation_that_could_not_be_stored_raises, ForgetsThatTheQueueFailed),
        (an_escalation_that_could_not_be_stored_raises, LeavesTheQueueOut),
        (retries_are_bounded, AsksOnceMore),
    ],
)
def test_the_law_of_release_can_fail(check, mutant):
    assert breaks(check, mutant)


@pytest.mark.parametrize("text", ["You paid.", None])
@pytest.mark.parametrize("decision", Decision)
def test_an_outcome_cannot_be_made_that_carries_text_without_acceptance(decision, text):
    verdict = Verdict(decision=decision, tier="only", use=None, findings=(), fingerprint="f")
    if (text is not None) == (decision is Decision.ACCEPT):
        assert Outcome(text=text, verdict=verdict).text == text
    else:
        with pytest.raises(GuardrailError, match="exactly when the verdict accepts it"):
            Outcome(text=text, verdict=verdict)


# What the wrapper does, one step at a time


def test_a_rejected_text_is_tried_again_with_the_reasons_and_the_better_one_leaves():
    bad = Says(finding(Severity.CRITICAL, message="went to Gusto"), when=lambda c: "WeWork" in c.text)
    backend = FakeBackend("You paid WeWork.", "You paid Gusto.")
    outcome = guard_of(Guard, bad, policy=WATCH).wrap(backend, attempts=3)("Summarise March.")
    assert (outcome.text, len(outcome.attempts)) == ("You paid Gusto.", 2)
    assert backend.prompts[0] == "Summarise March."
    assert backend.prompts[1].startswith("Summarise March.\n")
    assert "- went to Gusto" in backend.prompts[1]


def test_an_escalated_text_waits_for_a_person_and_is_not_tried_again():
    """Catches: a text that a person should see, thrown away because the next attempt came out otherwise."""
    doubtful = Says(ESCALATES, when=lambda c: "WeWork" in c.text)
    backend, queue = FakeBackend("You paid WeWork.", "You paid Gusto."), FakeQueue()
    outcome = guard_of(Guard, doubtful, policy=WATCH).wrap(backend, review=queue, attempts=3)("Summarise March.")
    assert (outcome.text, len(outcome.attempts)) == (None, 1)
    assert queue.cases[outcome.case].text == "You paid WeWork."


def test_the_same_text_again_ends_the_attempts():
    backend = FakeBackend("You paid WeWork.")
    outcome = guard_of(Guard, Says(REJECTS)).wrap(backend, attempts=9)("Summarise March.")
    assert len(outcome.attempts) == len(backend.prompts) == 2
    assert outcome.ended is Ended.REPEATED


@pytest.mark.parametrize("answer", [None, b"You paid.", 7, ["You paid."]])
def test_a_backend_that_answers_no_text_is_named(answer):
    with pytest.raises(BackendError, match=f"answered {type(answer).__name__} instead of text"):
        guard_of(Guard, Says()).wrap(lambda prompt: answer)("Summarise March.")


def test_a_backend_that_fails_is_told_in_one_line():
    def backend(prompt):
        raise ConnectionError("no route\nto host")

    with pytest.raises(BackendError, match=r"^the backend failed: ConnectionError: no route to host$"):
        guard_of(Guard, Says()).wrap(backend)("Summarise March.")


class Digested(list):
    def __init__(self, digest):
        super().__init__()
        self.digest = digest


def test_a_case_is_the_same_for_the_same_text_and_another_for_another_source():
    """Catches: what a reviewer said of a text on March's books taken for what they said of it on April's."""
    queue = FakeQueue()
    write = guard_of(Guard, Says(ESCALATES), policy=WATCH).wrap(FakeBackend("You paid WeWork."), review=queue)
    march, march_again, april = (write("write", source=Digested(m)).case for m in ("march", "march", "april"))
    assert march == march_again != april
    assert list(queue.cases) == [march, april]


def test_a_path_is_opened_by_the_guards_own_opener(tmp_path):
    opened = []

    def open_queue(path):
        opened.append(path)
        return FakeQueue()

    guard = guard_of(Guard, Says(ESCALATES), policy=WATCH, open_queue=open_queue)
    assert guard.wrap(FakeBackend("a"), review=tmp_path / "reviews.db")("write").case
    assert guard.wrap(FakeBackend("a"), review="reviews.db")("write").case
    assert opened == [str(tmp_path / "reviews.db"), "reviews.db"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"backend": 7}, "a backend is a callable"),
        ({"backend": "model"}, "there is no model in model"),
        ({"attempts": 0}, "attempts is 0; it must be 1 or more"),
        ({"review": 7}, "pass a queue or its path"),
        ({"review": "reviews.db"}, "this guard cannot open 'reviews.db'"),
    ],
)
def test_a_wrap_that_cannot_work_is_refused_at_once(arguments, told):
    arguments = {"backend": FakeBackend("a"), **arguments}
    with pytest.raises(GuardrailError, match=told):
        guard_of(Guard, Says()).wrap(**arguments)


def test_stopping_the_program_releases_nothing():
    guard = guard_of(Guard, Crashes(KeyboardInterrupt()))
    queue = FakeQueue()
    with pytest.raises(KeyboardInterrupt):
        guard.wrap(FakeBackend("a"), review=queue)("write")
    assert queue.cases == {}
