"""What checks cost, what a tier's budget leaves out, and that what is left out never leads to accept."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import guardrail
from guardrail import (
    Candidate,
    Cost,
    Decision,
    Finding,
    Guard,
    GuardrailError,
    Policy,
    PolicyError,
    Severity,
    TierBudget,
)
from guardrail.rulebook import Rulebook
from guardrail.rulebook.kinds import KINDS
from guardrail.testing import Answers, Says
from guardrail.testing.strategies import USES, policies
from guardrail.validators.conditions import Conditional
from guardrail.validators.set_aside import SetsAside

AMOUNTS = st.decimals(min_value="0.1", max_value=30, places=1)
COSTS = st.builds(Cost, ms=AMOUNTS, money=st.just(Decimal(0)) | AMOUNTS)
BUDGETS = st.builds(TierBudget, ms=st.none() | AMOUNTS, money=st.none() | AMOUNTS)


def looker(name, cost=None):
    """A validator that finds nothing and remembers what it saw."""
    seen = []
    validator = Answers(lambda batch: [seen.append(c.text) or () for c in batch], id=name)
    validator.seen = seen
    if cost is not None:
        validator.cost = cost
    return validator


@st.composite
def budgeted(draw):
    """A policy whose tiers have budgets, or none."""
    policy = draw(policies())
    return Policy([replace(t, budget=draw(st.none() | BUDGETS)) for t in policy.tiers], policy.uses)


def guard_of(costs, policy):
    return Guard(validators=[looker(f"v{n}", cost) for n, cost in enumerate(costs)], policy=policy)


LOOKERS = st.lists(st.none() | COSTS, min_size=1, max_size=4)
TEXTS = st.integers(1, 3000).map(lambda size: "x" * size)
USE = st.sampled_from([None, *USES])


@given(costs=LOOKERS, policy=budgeted(), text=TEXTS, use=USE)
def test_a_text_is_accepted_only_if_no_check_was_left_out(costs, policy, text, use):
    guard = guard_of(costs, policy)
    left_out = guard.plan(use, characters=len(text)).left_out
    verdict = guard.check(text, use=use)
    assert verdict.accepted == (not left_out)
    assert sorted(verdict.findings, key=str) == sorted(left_out.values(), key=str)
    assert all(validator.seen == ([] if validator.id in left_out else [text]) for validator in guard.validators)


FOUND = st.lists(st.sampled_from(Severity), max_size=2)


@given(costs=LOOKERS, policy=budgeted(), text=TEXTS, found=FOUND, data=st.data())
def test_what_a_stricter_tier_accepts_a_milder_one_accepts_that_looks_as_closely(costs, policy, text, found, data):
    """A budget may leave more out in a milder tier, which then escalates: nobody looked. It never hides a fault."""
    mild, strict = sorted(data.draw(st.lists(st.integers(0, len(policy.tiers) - 1), min_size=2, max_size=2)))
    findings = [Finding(rule="r", category="c", severity=severity, message="") for severity in found]
    room = policy.tiers[strict].budget
    tiers = [replace(tier, budget=room) if at == mild else tier for at, tier in enumerate(policy.tiers)]
    uses = {"mild": tiers[mild].name, "strict": tiers[strict].name}
    lookers = [looker(f"v{n}", cost) for n, cost in enumerate(costs)]
    says = Says(*findings)
    says.cost = Cost(ms=Decimal("0.1"))
    guard = Guard(validators=[*lookers, says], policy=Policy(tiers, uses))
    assert guard.check(text, use="strict").decision >= guard.check(text, use="mild").decision


@given(costs=LOOKERS, policy=budgeted(), text=TEXTS, use=USE)
def test_what_runs_keeps_within_the_budget_and_what_is_left_out_would_not(costs, policy, text, use):
    plan = guard_of(costs, policy).plan(use, characters=len(text))
    run = [step.cost for step in plan.steps if not step.left_out]
    assert not plan.budget or not plan.budget.refuses(sum(c.ms for c in run), sum(c.money for c in run))
    assert plan.budget or not plan.left_out
    for step in plan.steps:
        if step.left_out:
            cheaper = run[: sum(c in run for c in run)]
            assert plan.budget.refuses(
                sum(c.ms for c in cheaper) + step.cost.ms, sum(c.money for c in cheaper) + step.cost.money
            )


@given(costs=LOOKERS, policy=budgeted(), texts=st.lists(TEXTS, min_size=1, max_size=3), use=USE, order=st.randoms())
def test_neither_the_order_of_validators_nor_the_batch_changes_a_plan(costs, policy, texts, use, order):
    guard = guard_of(costs, policy)
    shuffled = Guard(validators=order.sample(guard.validators, len(guard.validators)), policy=policy)
    alone = [guard.check(text, use=use) for text in texts]
    assert shuffled.check_many(Candidate(text=text, use=use) for text in texts) == alone


def test_checks_run_cheapest_first():
    ran = []
    costs = {
        "remote": Cost(ms=Decimal(1), money=Decimal("0.1")),
        "slow": Cost(ms=Decimal(9)),
        "fast": Cost(ms=Decimal(1)),
    }
    validators = []
    for name, cost in costs.items():
        validator = Answers(lambda batch, name=name: ran.append(name) or [()], id=name)
        validator.cost = cost
        validators.append(validator)
    Guard(validators=validators, policy=Policy([tier()], {})).check("text")
    assert ran == ["fast", "slow", "remote"]


def tier(**budget):
    made = TierBudget(**budget) if budget else None
    return guardrail.Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL, budget=made)


def test_a_long_text_goes_to_a_person_where_a_short_one_is_accepted():
    guard = guard_of([Cost(ms=Decimal(2))], Policy([tier(ms=Decimal(5))], {}))
    assert guard.check("x" * 2_000).accepted
    verdict = guard.check("x" * 2_001)
    assert verdict.decision is Decision.ESCALATE
    (finding,) = verdict.findings
    assert finding.category == "error"
    assert finding.rule == "v0.left-out"
    assert finding.message == (
        "the check 'v0' was left out, so it did not see this text: it would take 6 ms with the checks before it, "
        "and the budget is 5 ms"
    )


def test_a_check_that_states_no_cost_counts_as_taking_the_whole_time_limit():
    guard = Guard(validators=[looker("silent")], policy=Policy([tier(ms=Decimal(9_999))], {}), time_limit=10)
    assert guard.plan().steps[0].cost == Cost(ms=Decimal(10_000))
    assert not guard.check("text").accepted


@pytest.mark.parametrize("stated", [5, "cheap", Decimal(1)])
def test_a_cost_that_is_none_is_refused_with_the_name_of_the_check(stated):
    with pytest.raises(GuardrailError, match="validator 'odd': its cost is"):
        Guard(validators=[looker("odd", stated)], policy=Policy([tier()], {}))


@pytest.mark.parametrize(
    "wrong", [{"ms": 1}, {"ms": Decimal(0)}, {"ms": Decimal("NaN")}, {"ms": Decimal(1), "money": Decimal(-1)}]
)
def test_a_cost_of_nothing_less_or_no_decimal_cannot_be_stated(wrong):
    with pytest.raises(GuardrailError, match="cost"):
        Cost(**wrong)


def test_a_budget_under_nothing_cannot_be_built():
    with pytest.raises(PolicyError, match="0 or more"):
        TierBudget(money=Decimal(-1))


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_rules_make_states_its_cost_also_under_a_condition_and_in_shadow(kind):
    """Some kinds need the rules that ship; a validator that none of them makes is made of no rules at all."""
    build = KINDS[kind].build
    validator = build([rule for rule in Rulebook.read().rules if type(rule).build is build])
    stated = validator.cost
    assert isinstance(stated, Cost)
    assert Conditional(validator, {}).cost is stated
    assert SetsAside(validator, shadows={"any": None}).cost is stated


def test_a_check_that_states_no_cost_states_none_under_a_condition_or_in_shadow_either():
    assert Conditional(looker("silent"), {}).cost is None
    assert SetsAside(looker("silent"), shadows={}).cost is None


def test_a_failing_check_leaves_the_plan_as_it_is():
    says = Says(id="says")
    says.cost = Cost(ms=Decimal(1))
    guard = Guard(validators=[says], policy=Policy([tier(ms=Decimal(1))], {}))
    assert guard.plan() == guard.plan("anything")
    assert guard.check("text").accepted
