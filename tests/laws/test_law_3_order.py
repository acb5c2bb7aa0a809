"""Law 3: the order of validators is irrelevant, and a batch equals its texts one by one."""

import pytest
from hypothesis import strategies as st
from lawful import breaks, finding, guard_of, law

from guardrail.guard import Guard
from guardrail.testing import Answers, Crashes, Says
from guardrail.testing.strategies import candidates, findings, policies, texts

WORDS = ("paid", "owed", "WeWork")
TEXT = st.lists(st.sampled_from([*WORDS, "\0", "$5.00"]), max_size=4).map(" ".join) | texts()


def on(word):
    return lambda candidate: word in candidate.text


def makers():
    """Validators that speak on some texts only, with findings that may look alike, and one that fails on some."""
    speaks = st.builds(
        lambda found, word: lambda name: Says(*found, id=name, when=on(word)),
        st.lists(findings(), max_size=2),
        st.sampled_from(WORDS),
    )
    alike = st.floats(0, 1).map(lambda score: lambda name: Says(scored(score), id=name))
    crashes = st.sampled_from(WORDS).map(
        lambda word: lambda name: Crashes(ValueError("broken"), id=name, when=on(word))
    )
    return st.lists(speaks | alike | crashes, min_size=1, max_size=4)


def scored(score):
    return type(finding())(
        rule="same", category="unsupported", severity=finding().severity, message="same", score=score
    )


def named(made):
    return [make(f"validator-{number}") for number, make in enumerate(made)]


@law(policy=policies(), made=makers(), candidate=candidates(text=TEXT), order=st.randoms())
def the_order_of_validators_is_irrelevant(guard, *, policy, made, candidate, order):
    validators = named(made)
    shuffled = order.sample(validators, len(validators))
    first, second = (guard_of(guard, *some, policy=policy) for some in (validators, shuffled))
    assert first.check_many([candidate]) == second.check_many([candidate])


@law(policy=policies(), made=makers(), batch=st.lists(candidates(text=TEXT), max_size=5))
def a_batch_equals_its_texts_one_by_one(guard, *, policy, made, batch):
    whole = guard_of(guard, *named(made), policy=policy)
    alone = [whole.check(c.text, source=c.source, use=c.use) for c in batch]
    assert whole.check_many(iter(batch)) == alone


LAWS = [the_order_of_validators_is_irrelevant, a_batch_equals_its_texts_one_by_one]


@pytest.mark.parametrize("check", LAWS, ids=["order", "batch"])
def test_neither_the_order_of_validators_nor_the_batch_shows_in_a_verdict(check):
    """Catches: findings left in the order they came in (also those that differ in their score only), results kept
    under a key that two validators share, a finding that lands on the neighbour, a failure that harms the batch."""
    check(Guard)


class LeavesFindingsAsTheyCame(Guard):
    def _verdict(self, candidate, findings):
        verdict = super()._verdict(candidate, list(findings))
        return type(verdict)(**{**{k: getattr(verdict, k) for k in verdict.__slots__}, "findings": tuple(findings)})


class SortsByRuleOnly(Guard):
    def _verdict(self, candidate, findings):
        verdict = super()._verdict(candidate, list(findings))
        ordered = tuple(sorted(findings, key=lambda f: f.rule))
        return type(verdict)(**{**{k: getattr(verdict, k) for k in verdict.__slots__}, "findings": ordered})


class FirstValidatorWins(Guard):
    def _check(self, batch):
        spoke = [v for v in self.validators if any(self._run(v, batch))]
        return Guard(validators=spoke[:1] or self.validators, policy=self.policy)._check(batch)


class MixesUpNeighbours(Guard):
    def _run(self, validator, batch):
        return super()._run(validator, batch)[::-1]


class OneFailureHarmsTheBatch(Guard):
    def _run(self, validator, batch):
        alone = [super(OneFailureHarmsTheBatch, self)._run(validator, (c,))[0] for c in batch]
        failed = next((a for a in alone if any(f.rule.endswith(".failed") for f in a)), None)
        return [failed or answer for answer in alone]


@pytest.mark.parametrize(
    ("check", "mutant"),
    [
        (the_order_of_validators_is_irrelevant, LeavesFindingsAsTheyCame),
        (the_order_of_validators_is_irrelevant, SortsByRuleOnly),
        (the_order_of_validators_is_irrelevant, FirstValidatorWins),
        (a_batch_equals_its_texts_one_by_one, MixesUpNeighbours),
        (a_batch_equals_its_texts_one_by_one, OneFailureHarmsTheBatch),
    ],
)
def test_the_law_of_order_can_fail(check, mutant):
    assert breaks(check, mutant)


@pytest.mark.parametrize("mess", [list.clear, list.reverse, list.pop])
def test_a_validator_cannot_change_what_the_next_one_sees(mess):
    """Catches: one list handed to every validator, which the first one empties or turns round."""

    def meddle(batch):
        answer = [()] * len(batch)
        mess(batch)
        return answer

    seen = Answers(lambda batch: [[finding(message=c.text)] for c in batch], id="seen")
    verdicts = guard_of(Guard, Answers(meddle, id="meddles"), seen).check_many(
        candidate for candidate in map(typed, "abc")
    )
    assert [v.findings[-1].message for v in verdicts] == ["a", "b", "c"]


def typed(text):
    from guardrail.types import Candidate

    return Candidate(text=text)


def test_a_batch_longer_than_the_guard_takes_at_once_is_checked_whole():
    """Catches: a last part, or all after the first part, that is never checked."""
    seen = Answers(lambda batch: [[finding(message=c.text)] for c in batch], id="seen")
    verdicts = guard_of(Guard, seen).check_many(typed(str(number)) for number in range(600))
    assert [v.findings[0].message for v in verdicts] == list(map(str, range(600)))
