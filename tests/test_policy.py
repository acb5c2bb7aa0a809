"""Tiers and uses: what cannot be built, and which tier a text falls in."""

from dataclasses import replace

import pytest

from guardrail.errors import PolicyError
from guardrail.policy import Policy, Tier
from guardrail.types import Decision, Finding, SetAside, Severity, Unit

INFORM = Tier(name="inform", escalate=Severity.CRITICAL, reject=Severity.CRITICAL)
ADVISE = Tier(name="advise", escalate=Severity.MAJOR, reject=Severity.CRITICAL)
ACT = Tier(name="act", escalate=Severity.MINOR, reject=Severity.MAJOR)
POLICY = Policy([INFORM, ADVISE, ACT], {"feed": "inform", "client-note": "advise", "payment": "act"})


def finding(severity=Severity.INFO, category="unsupported"):
    return Finding(rule="stub.rule", category=category, severity=severity, message="said")


@pytest.mark.parametrize(
    ("tiers", "uses", "told"),
    [
        ([], {}, "a policy needs at least one tier"),
        ([ADVISE, ADVISE], {}, "two tiers have the same name"),
        ([ACT, ADVISE], {}, "tier 'advise' is more lenient than 'act' before it"),
        ([INFORM, ACT, ADVISE], {}, "tier 'advise' is more lenient than 'act' before it"),
        ([ADVISE], {"feed": "inform"}, "use 'feed': there is no tier 'inform'"),
        (
            [ACT, replace(ACT, name="late", reject=Severity.CRITICAL)],
            {},
            "tier 'late' is more lenient than 'act' before it",
        ),
        (
            [ACT, replace(ACT, name="late", escalate=Severity.MAJOR)],
            {},
            "tier 'late' is more lenient than 'act' before it",
        ),
        (
            [ADVISE, replace(ACT, releases=Unit.SENTENCE)],
            {},
            "tier 'act' releases by the sentence, 'advise' before it by the whole: a stricter tier cannot release sooner",
        ),
    ],
)
def test_tiers_and_uses_that_contradict_each_other_cannot_be_built(tiers, uses, told):
    with pytest.raises(PolicyError) as caught:
        Policy(tiers, uses)
    assert str(caught.value) == told


def test_good_news_cannot_escalate():
    with pytest.raises(PolicyError, match="tier 'all': 'info' is for good news and cannot escalate"):
        Tier(name="all", escalate=Severity.INFO, reject=Severity.MINOR)


@pytest.mark.parametrize(
    ("use", "severity", "decision"),
    [
        ("feed", Severity.MAJOR, Decision.ACCEPT),
        ("feed", Severity.CRITICAL, Decision.REJECT),
        ("client-note", Severity.MINOR, Decision.ACCEPT),
        ("client-note", Severity.MAJOR, Decision.ESCALATE),
        ("client-note", Severity.CRITICAL, Decision.REJECT),
        ("payment", Severity.INFO, Decision.ACCEPT),
        ("payment", Severity.MINOR, Decision.ESCALATE),
        ("payment", Severity.MAJOR, Decision.REJECT),
        (None, Severity.MINOR, Decision.ESCALATE),
    ],
)
def test_the_tier_says_what_a_severity_costs(use, severity, decision):
    assert POLICY.decide(use, [finding(severity)])[1] is decision


@pytest.mark.parametrize(
    ("use", "asked", "tier"),
    [
        ("feed", "act", "act"),
        ("feed", "advise", "advise"),
        ("payment", "inform", "act"),
        ("client-note", "no such tier", "act"),
    ],
)
def test_a_text_that_instructs_raises_its_own_tier_and_never_lowers_it(use, asked, tier):
    assert POLICY.tier(use, [finding(category=f"affordance.{asked}")]).name == tier


def test_a_policy_keeps_its_own_copy_of_what_it_was_built_from():
    uses = {"feed": "inform"}
    policy = Policy([INFORM, ACT], uses)
    uses["payment"] = "inform"
    assert policy.tier("payment") == ACT


def test_a_severity_for_a_tier_that_is_not_there_is_refused():
    with pytest.raises(PolicyError, match="severity of 'promise': there is no tier 'advice'"):
        Policy(POLICY.tiers, {}, {"promise": {"advice": Severity.MAJOR}})


BY_TIER = Policy(POLICY.tiers, POLICY.uses, {"stub.rule": {"advise": Severity.MAJOR}})


@pytest.mark.parametrize(
    ("tier", "stated", "weighed"),
    [
        (INFORM, Severity.MINOR, Severity.MINOR),
        (ADVISE, Severity.MINOR, Severity.MAJOR),
        (ACT, Severity.MINOR, Severity.MAJOR),
        (ACT, Severity.CRITICAL, Severity.CRITICAL),
    ],
)
def test_a_severity_for_a_tier_holds_there_and_in_stricter_ones_and_makes_nothing_milder(tier, stated, weighed):
    assert BY_TIER.weighed(tier, [finding(stated)]) == [finding(weighed)]
    aside = replace(finding(), set_aside=SetAside(severity=stated, exception="ours", until="2026-12-31"))
    expected = replace(aside, set_aside=replace(aside.set_aside, severity=weighed))
    assert BY_TIER.weighed(tier, [aside]) == [expected]


def test_the_severities_of_other_rules_and_of_failed_checks_stay_as_they_are():
    other = Finding(rule="other.rule", category="unsupported", severity=Severity.MINOR, message="said")
    failed = finding(Severity.MINOR, category="error")
    assert BY_TIER.weighed(ACT, [other, failed]) == [other, failed]
