"""Law 1: accept exactly when no finding reaches the tier's escalate level and nothing failed."""

import pytest
from hypothesis import strategies as st
from lawful import breaks, guard_of, law

from guardrail.guard import Guard
from guardrail.policy import Policy
from guardrail.testing import Says
from guardrail.testing.strategies import USES, findings, policies
from guardrail.types import Decision

FAILURES = findings(categories=["error"])


@law(policy=policies(), found=st.lists(findings() | FAILURES, max_size=3), use=st.sampled_from([None, *USES]))
def accepts_exactly_what_is_fine(kinds, *, policy, found, use):
    guard, decider = kinds
    verdict = guard_of(guard, Says(*found), policy=decider(policy.tiers, policy.uses)).check("You paid.", use=use)
    tier = next(tier for tier in policy.tiers if tier.name == verdict.tier)
    serious = any(f.severity.rank >= tier.escalate.rank for f in found)
    failed = any(f.category == "error" for f in found)
    assert verdict.accepted == (not serious and not failed)
    assert sorted(map(repr, verdict.findings)) == sorted(map(repr, found))


def test_a_text_is_accepted_exactly_when_nothing_reaches_the_escalate_level_and_nothing_failed():
    """Catches: a finding at exactly the escalate level that is let pass (`>` where `>=` is meant), a failed check
    that counts as a pass, good news that outweighs bad, and findings lost between validator and verdict."""
    accepts_exactly_what_is_fine((Guard, Policy))


class AboveTheLevelOnly(Policy):
    def decide(self, use, findings):
        tier = self.tier(use, findings)
        serious = any(f.severity > tier.escalate or f.category == "error" for f in findings)
        return tier, Decision.ESCALATE if serious else Decision.ACCEPT


class ForgivesFailures(Policy):
    def decide(self, use, findings):
        tier, _ = super().decide(use, findings)
        return tier, super().decide(use, [f for f in findings if f.category != "error"])[1]


class GoodNewsOutweighs(Policy):
    def decide(self, use, findings):
        tier, decision = super().decide(use, findings)
        return tier, Decision.ACCEPT if any(f.category == "supported" for f in findings) else decision


class AsksAPersonAboutEverything(Policy):
    def decide(self, use, findings):
        tier, decision = super().decide(use, findings)
        return tier, max(decision, Decision.ESCALATE)


class KeepsTheFirstFindingOnly(Guard):
    def _verdict(self, candidate, findings):
        return super()._verdict(candidate, findings[:1])


@pytest.mark.parametrize(
    "mutant",
    [
        (Guard, AboveTheLevelOnly),
        (Guard, ForgivesFailures),
        (Guard, GoodNewsOutweighs),
        (Guard, AsksAPersonAboutEverything),
        (KeepsTheFirstFindingOnly, Policy),
    ],
)
def test_the_law_of_accepting_can_fail(mutant):
    assert breaks(accepts_exactly_what_is_fine, mutant)
