"""Law 4: a validator that crashes, times out or answers wrongly never leads to accept, and harms its own text only."""

import time

import pytest
from hypothesis import strategies as st
from lawful import ONE_TIER, breaks, finding, guard_of, law

from guardrail.errors import GuardrailError
from guardrail.guard import Guard
from guardrail.policy import Policy, Tier
from guardrail.testing import Answers, Crashes, Hangs, Says
from guardrail.testing.strategies import findings, policies
from guardrail.types import Candidate, Severity

MILD = Policy([Tier(name="mild", escalate=Severity.CRITICAL, reject=Severity.CRITICAL)], {})


def bad(candidate):
    return "BAD" in candidate.text


class UnprintableError(Exception):
    def __str__(self):
        raise RuntimeError("and its message cannot be read either")


def answering(wrong):
    """A validator that answers wrongly as soon as a bad text is in the batch."""
    return Answers(lambda batch: wrong(len(batch)) if any(map(bad, batch)) else [()] * len(batch), id="broken")


def generator_that_breaks(count):
    yield from [()] * (count - 1)
    raise ValueError("half way")


def endless():
    while True:
        yield ()


BROKEN = {
    "crashes": Crashes(RuntimeError("no model"), id="broken", when=bad),
    "has no message": Crashes(KeyError(), id="broken", when=bad),
    "cannot be printed": Crashes(UnprintableError(), id="broken", when=bad),
    "runs out of memory": Crashes(MemoryError(), id="broken", when=bad),
    "recurses": Crashes(RecursionError("too deep"), id="broken", when=bad),
    "answers None": answering(lambda count: None),
    "answers nothing": answering(lambda count: []),
    "answers one too few": answering(lambda count: [()] * (count - 1)),
    "answers one too many": answering(lambda count: [()] * (count + 1)),
    "answers without end": answering(lambda count: endless()),
    "answers with words": answering(lambda count: ["fine"] * count),
    "answers with None for a text": answering(lambda count: [None] * count),
    "answers False": answering(lambda count: [[False]] * count),
    "answers with a mapping": answering(lambda count: {"fine": True}),
    "breaks while it answers": answering(generator_that_breaks),
    "breaks within an answer": answering(lambda count: [map(int, ["x"])] * count),
}


@law(
    policy=policies() | st.just(MILD),
    broken=st.sampled_from(sorted(BROKEN)).map(BROKEN.__getitem__),
    also=st.lists(findings(), max_size=2),
    first=st.booleans(),
    texts=st.lists(st.sampled_from(["You paid.", "BAD", "You owe."]), min_size=1, max_size=5),
)
def a_failure_never_leads_to_accept_and_harms_its_own_text_only(guard, *, policy, broken, also, first, texts):
    batch = [Candidate(text=text) for text in texts]
    says = Says(*also)
    validators = [broken, says] if first else [says, broken]
    verdicts = guard_of(guard, *validators, policy=policy).check_many(batch)
    expected = guard_of(Guard, says, policy=policy).check_many(batch)
    for candidate, verdict, without in zip(batch, verdicts, expected, strict=True):
        if not bad(candidate):
            assert verdict == without
            continue
        assert not verdict.accepted
        assert [f for f in verdict.findings if f.rule != "broken.failed"] == list(without.findings)


def test_a_failure_never_leads_to_accept_and_harms_its_own_text_only():
    """Catches: an error that counts as "nothing found", an answer that is cut or filled up to length, something
    that is no finding and is dropped, and a whole batch thrown away for one text."""
    a_failure_never_leads_to_accept_and_harms_its_own_text_only(Guard)


class FailsOpen(Guard):
    def _run(self, validator, batch):
        try:
            return self._answers(validator, batch)
        except Exception:
            return [[] for _ in batch]


class FillsUpMissingAnswers(Guard):
    def _answers(self, validator, batch):
        given = [list(a) for a in list(validator.check(batch))[: len(batch)]]
        return given + [[] for _ in range(len(batch) - len(given))]


class DropsWhatIsNoFinding(Guard):
    def _answers(self, validator, batch):
        answers = [[f for f in answer if not isinstance(f, bool)] for answer in validator.check(batch)]
        if len(answers) != len(batch):
            raise GuardrailError("wrong number")
        return answers


class BlamesTheWholeBatch(Guard):
    def _run(self, validator, batch):
        try:
            return self._answers(validator, batch)
        except Exception:
            return [[finding(category="error")] for _ in batch]


MUTANTS = [FailsOpen, BlamesTheWholeBatch]
FINITE = {name: stub for name, stub in BROKEN.items() if name != "answers without end"}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_law_of_failure_can_fail(mutant):
    assert breaks(a_failure_never_leads_to_accept_and_harms_its_own_text_only, mutant)


@pytest.mark.parametrize(
    ("mutant", "name"),
    [
        (FillsUpMissingAnswers, "answers nothing"),
        (DropsWhatIsNoFinding, "answers False"),
        (FailsOpen, "crashes"),
    ],
)
def test_the_answer_that_a_lenient_guard_would_let_pass_is_not_accepted(mutant, name):
    verdicts = [guard_of(kind, BROKEN[name], policy=MILD).check("BAD") for kind in (mutant, Guard)]
    assert [verdict.accepted for verdict in verdicts] == [True, False]


# Time


@pytest.fixture
def hangs():
    stub = Hangs(when=bad)
    yield stub
    stub.release()


class LetsPassWhenTimeIsUp(Guard):
    def _answers(self, validator, batch):
        if isinstance(validator, Hangs) and any(map(bad, batch)):
            return [[] for _ in batch]
        return super()._answers(validator, batch)


def harm_of_hanging(guard, hangs):
    batch = [Candidate(text=text) for text in ("You paid.", "BAD", "You owe.")]
    return [v.accepted for v in guard_of(guard, hangs, policy=MILD, time_limit=0.3).check_many(batch)]


def test_a_validator_that_hangs_is_given_up_on_and_harms_its_own_text_only(hangs):
    """Catches: a text that passes when time is up, and one that is escalated because its neighbour hung."""
    assert harm_of_hanging(Guard, hangs) == [True, False, True]
    assert harm_of_hanging(LetsPassWhenTimeIsUp, hangs) == [True, True, True]


def test_a_text_that_could_not_be_checked_in_time_says_so(hangs):
    verdict = guard_of(Guard, hangs, time_limit=0.05).check("BAD")
    assert [f.category for f in verdict.findings] == ["error"]
    assert verdict.findings[0].message == (
        "the check 'hangs' failed, so this text is not checked by it: no answer within 0.05 s"
    )


def test_calls_that_never_come_back_do_not_pile_up(hangs, monkeypatch):
    """Catches: a thread lost for every text for ever, until the process can start no more."""
    monkeypatch.setattr("guardrail.watch._LOST_AT_MOST", 3)
    guard = guard_of(Guard, hangs, time_limit=0.01)
    called, check = [], hangs.check
    monkeypatch.setattr(hangs, "check", lambda batch: called.append(batch) or check(batch))
    verdicts = [guard.check("BAD") for _ in range(10)]
    assert len(called) <= 3
    assert not any(verdict.accepted for verdict in verdicts)
    assert "3 earlier calls never came back" in verdicts[-1].findings[0].message


def test_a_validator_that_came_back_is_asked_again(hangs, monkeypatch):
    monkeypatch.setattr("guardrail.watch._LOST_AT_MOST", 1)
    guard = guard_of(Guard, hangs, time_limit=0.5)
    assert not guard.check("BAD").accepted
    assert "never came back" in guard.check("BAD").findings[0].message
    hangs.release()
    until = time.monotonic() + 5
    while not guard.check("BAD").accepted:
        assert time.monotonic() < until


@pytest.mark.parametrize("keeps_time", [True, False])
def test_stopping_the_program_is_no_failure_of_a_validator(keeps_time):
    """Catches: Ctrl-C swallowed as an error finding. In a watched thread it can only be the validator's own doing."""
    stub = Crashes(KeyboardInterrupt())
    stub.keeps_time = keeps_time
    guard = guard_of(Guard, stub)
    if keeps_time:
        with pytest.raises(KeyboardInterrupt):
            guard.check("You paid.")
    else:
        assert "ended with KeyboardInterrupt" in guard.check("You paid.").findings[0].message


def test_a_batch_that_fails_is_checked_text_by_text_once():
    """Catches: a failing batch halved or retried so often that one bad text costs more than twice the work."""
    sizes = []

    def answer(batch):
        sizes.append(len(batch))
        return None if any(map(bad, batch)) else [()] * len(batch)

    batch = [Candidate(text="BAD" if number == 7 else "fine") for number in range(20)]
    verdicts = guard_of(Guard, Answers(answer), policy=ONE_TIER).check_many(batch)
    assert [v.accepted for v in verdicts] == [number != 7 for number in range(20)]
    assert sizes == [20] + [1] * 20
