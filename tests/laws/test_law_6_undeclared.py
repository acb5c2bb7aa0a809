"""Law 6: an undeclared use falls in the strictest tier. (That unknown rules stop loading is the rulebook's to show.)"""

import pytest
from hypothesis import strategies as st
from lawful import breaks, finding, guard_of, law

from guardrail.errors import PolicyError
from guardrail.guard import Guard
from guardrail.policy import Policy, Tier
from guardrail.testing import Says
from guardrail.testing.strategies import USES, findings, policies, texts
from guardrail.types import Severity

UNDECLARED = st.none() | texts(max_size=8).map(lambda text: f"undeclared {text}")
FOUND = st.lists(findings(), max_size=3)


@law(policy=policies(), use=UNDECLARED, found=FOUND)
def an_undeclared_use_is_judged_by_the_strictest_tier(kind, *, policy, use, found):
    policy = kind(policy.tiers, policy.uses)
    verdict = guard_of(Guard, Says(*found), policy=policy).check("You paid.", use=use)
    assert verdict.tier == policy.tiers[-1].name
    assert verdict.use == use
    strictest = Policy(policy.tiers[-1:], {})
    assert verdict.decision == guard_of(Guard, Says(*found), policy=strictest).check("You paid.").decision


@law(policy=policies(), use=st.sampled_from(USES), found=FOUND, asked=texts(max_size=8))
def a_text_that_asks_for_an_unknown_tier_gets_the_strictest(kind, *, policy, use, found, asked):
    policy = kind(policy.tiers, policy.uses)
    asks = finding(Severity.INFO, category=f"affordance.unknown {asked}")
    assert policy.tier(use, [*found, asks]) == policy.tiers[-1]


LAWS = [
    an_undeclared_use_is_judged_by_the_strictest_tier,
    a_text_that_asks_for_an_unknown_tier_gets_the_strictest,
]


@pytest.mark.parametrize("check", LAWS, ids=["use", "affordance"])
def test_what_nobody_declared_is_judged_most_strictly(check):
    """Catches: a use with a typo, or none at all, that falls in the first or a default tier, a use matched by part
    of its name, and a tier that a validator asks for under a name the policy lacks being ignored."""
    check(Policy)


class FallsInTheFirstTier(Policy):
    def _index(self, name):
        names = [tier.name for tier in self.tiers]
        return names.index(name) if name in names else 0


class NoUseIsHarmless(Policy):
    def tier(self, use, findings=()):
        return self.tiers[0] if use is None else super().tier(use, findings)


class MatchesPartOfTheName(Policy):
    def tier(self, use, findings=()):
        near = next((known for known in self.uses if use and known[0] in use), use)
        return super().tier(near, findings)


class IgnoresUnknownTiers(Policy):
    def tier(self, use, findings=()):
        return super().tier(use, [f for f in findings if "unknown" not in f.category])


@pytest.mark.parametrize(
    ("check", "mutant"),
    [
        (an_undeclared_use_is_judged_by_the_strictest_tier, FallsInTheFirstTier),
        (an_undeclared_use_is_judged_by_the_strictest_tier, NoUseIsHarmless),
        (an_undeclared_use_is_judged_by_the_strictest_tier, MatchesPartOfTheName),
        (a_text_that_asks_for_an_unknown_tier_gets_the_strictest, FallsInTheFirstTier),
        (a_text_that_asks_for_an_unknown_tier_gets_the_strictest, IgnoresUnknownTiers),
    ],
)
def test_the_law_of_the_undeclared_can_fail(check, mutant):
    assert breaks(check, mutant)


@pytest.mark.parametrize("use", ["Payment", " payment", "payments", ""])
def test_a_use_is_matched_as_written(use):
    policy = Policy(
        [
            Tier(name="mild", escalate=Severity.CRITICAL, reject=Severity.CRITICAL),
            Tier(name="strict", escalate=Severity.MINOR, reject=Severity.MINOR),
        ],
        {"payment": "mild"},
    )
    assert policy.tier("payment").name == "mild"
    assert policy.tier(use).name == "strict"


def test_a_use_that_names_no_tier_cannot_be_declared():
    with pytest.raises(PolicyError, match="use 'payment': there is no tier 'strickt'"):
        Policy([Tier(name="strict", escalate=Severity.MINOR, reject=Severity.MINOR)], {"payment": "strickt"})
