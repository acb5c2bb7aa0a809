"""Law 2: more findings, a worse severity or a stricter tier never make a decision more lenient."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import strategies as st
from lawful import breaks, law

from guardrail.errors import PolicyError
from guardrail.policy import Policy, Tier
from guardrail.testing.strategies import USES, findings, policies
from guardrail.types import Decision, Severity

FOUND = st.lists(findings(), max_size=4)
USE = st.sampled_from([None, *USES])


def decision(policy, use, found):
    return policy.decide(use, found)[1].rank


@law(policy=policies(), use=USE, found=FOUND, more=findings())
def one_more_finding_is_never_more_lenient(kind, *, policy, use, found, more):
    policy = kind(policy.tiers, policy.uses, policy.severities)
    for at in range(len(found) + 1):
        assert decision(policy, use, [*found[:at], more, *found[at:]]) >= decision(policy, use, found)


@law(policy=policies(), use=USE, found=FOUND, severity=st.sampled_from(Severity))
def a_worse_severity_is_never_more_lenient(kind, *, policy, use, found, severity):
    policy = kind(policy.tiers, policy.uses, policy.severities)
    for at, one in enumerate(found):
        worse = replace(one, severity=max(one.severity, severity))
        assert decision(policy, use, [*found[:at], worse, *found[at + 1 :]]) >= decision(policy, use, found)


@law(policy=policies(min_tiers=2), found=FOUND, pair=st.tuples(st.integers(0, 3), st.integers(0, 3)))
def a_stricter_tier_is_never_more_lenient(kind, *, policy, found, pair):
    mild, strict = sorted(index % len(policy.tiers) for index in pair)
    uses = {"mild": policy.tiers[mild].name, "strict": policy.tiers[strict].name}
    policy = kind(policy.tiers, uses, policy.severities)
    assert decision(policy, "strict", found) >= decision(policy, "mild", found)


@law(policy=policies(min_tiers=2), swap=st.integers(0, 2))
def tiers_out_of_order_cannot_be_built(kind, *, policy, swap):
    tiers = list(policy.tiers)
    swap %= len(tiers) - 1
    first, second = tiers[swap], tiers[swap + 1]
    tiers[swap : swap + 2] = second, first
    same = replace(first, name=second.name) == second
    assert built(kind, tiers) == same


def built(kind, tiers):
    try:
        kind(tiers, {})
    except PolicyError:
        return False
    return True


@law(policy=policies(), use=USE, found=FOUND)
def a_severity_for_a_tier_is_never_more_lenient(kind, *, policy, use, found):
    plain = kind(policy.tiers, policy.uses)
    assert decision(kind(policy.tiers, policy.uses, policy.severities), use, found) >= decision(plain, use, found)


LAWS = [
    a_severity_for_a_tier_is_never_more_lenient,
    one_more_finding_is_never_more_lenient,
    a_worse_severity_is_never_more_lenient,
    a_stricter_tier_is_never_more_lenient,
    tiers_out_of_order_cannot_be_built,
]


@pytest.mark.parametrize("check", LAWS, ids=lambda check: "")
def test_a_decision_never_gets_more_lenient_by_worse_news(check):
    """Catches: a decision by average or by the last finding, a finding that lowers the tier, a rule that reads
    "critical" as a name and not as a rank, and tiers that are not compared with those before them."""
    check(Policy)


class ByAverage(Policy):
    def decide(self, use, findings):
        tier = self.tier(use, findings)
        mean = sum(f.severity.rank for f in findings) / max(1, len(findings))
        return tier, Decision.ESCALATE if mean >= tier.escalate.rank else Decision.ACCEPT


class ByTheLastFinding(Policy):
    def decide(self, use, findings):
        return super().decide(use, findings[-1:])


class OnlyTheNamedSeverity(Policy):
    def decide(self, use, findings):
        tier = self.tier(use, findings)
        hit = any(f.severity is tier.escalate for f in findings)
        return tier, Decision.ESCALATE if hit else Decision.ACCEPT


class LaterTiersAreMilder(Policy):
    def tier(self, use, findings=()):
        return self.tiers[len(self.tiers) - 1 - self.tiers.index(super().tier(use, findings))]


class TakesTheSeverityOfTheTier(Policy):
    def _weighed(self, tier, finding):
        return replace(finding, severity=self.severities[finding.rule].get(tier.name, finding.severity))


@dataclass(frozen=True)
class TakesAnyOrder(Policy):
    def __post_init__(self):
        return


@pytest.mark.parametrize(
    ("check", "mutant"),
    [
        (one_more_finding_is_never_more_lenient, ByAverage),
        (one_more_finding_is_never_more_lenient, ByTheLastFinding),
        (a_worse_severity_is_never_more_lenient, OnlyTheNamedSeverity),
        (a_stricter_tier_is_never_more_lenient, LaterTiersAreMilder),
        (a_severity_for_a_tier_is_never_more_lenient, TakesTheSeverityOfTheTier),
        (a_stricter_tier_is_never_more_lenient, TakesTheSeverityOfTheTier),
        (tiers_out_of_order_cannot_be_built, TakesAnyOrder),
    ],
)
def test_the_law_of_strictness_can_fail(check, mutant):
    assert breaks(check, mutant)


def test_a_tier_that_rejects_before_it_escalates_cannot_be_built():
    with pytest.raises(PolicyError, match="below its escalate level"):
        Tier(name="odd", escalate=Severity.MAJOR, reject=Severity.MINOR)
