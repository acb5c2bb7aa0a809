"""What rules in shadow find, and what exceptions let pass, stays in the verdict and changes nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail.errors import GuardrailError
from guardrail.guard import Guard
from guardrail.policy import Policy, Tier
from guardrail.testing import Answers, Says
from guardrail.testing.strategies import findings, policies
from guardrail.testing.strategies.values import RULES
from guardrail.types import Candidate, Decision, Finding, SetAside, Severity, Span
from guardrail.validators.patterns import PatternRule, Patterns
from guardrail.validators.set_aside import Allowance, SetsAside

DAY = date(2026, 6, 30)
ONE_TIER = Policy([Tier(name="only", escalate=Severity.MINOR, reject=Severity.CRITICAL)], {})
PROMISE = PatternRule(
    id="promise",
    category="policy.promise",
    severity=Severity.CRITICAL,
    message="promises a return",
    terms=("guaranteed return", "risk-free"),
)
FORM = Allowance(
    id="form-name",
    rule="promise",
    terms=("guaranteed return filing",),
    owner="R. Osei",
    reason="the name of a form",
    since=date(2026, 1, 1),
    until=DAY,
)
TEXT = "The guaranteed return filing is due."


def verdict_of(validator, text="You paid.", day=DAY, policy=ONE_TIER, use=None):
    return Guard(validators=[validator], policy=policy).check(text, day=day, use=use)


def lets_pass(text, day=DAY, allowance=FORM):
    verdict = verdict_of(SetsAside(Patterns([PROMISE]), shadows={}, allowances=[allowance]), text, day)
    return [finding.set_aside is not None for finding in verdict.findings]


@given(
    policy=policies(),
    found=st.lists(findings(), max_size=4),
    shadows=st.dictionaries(st.sampled_from(RULES), st.none() | st.just(DAY)),
    use=st.sampled_from([None, "feed", "payment"]),
)
def test_a_rule_in_shadow_changes_no_decision_and_all_its_findings_are_there(policy, found, shadows, use):
    counts = [f for f in found if f.rule not in shadows or f.category == "error"]
    without = verdict_of(Says(*counts), policy=policy, use=use)
    verdict = verdict_of(SetsAside(Says(*found), shadows=shadows), policy=policy, use=use)
    assert (verdict.decision, verdict.tier) == (without.decision, without.tier)
    assert [f for f in verdict.findings if f.set_aside is None] == list(without.findings)
    aside = [(f.rule, f.category, f.span) for f in verdict.findings if f.set_aside]
    assert sorted(map(repr, aside)) == sorted(repr((f.rule, f.category, f.span)) for f in found if f not in counts)


@given(found=st.lists(findings(), max_size=4), late=st.integers(1, 4000))
def test_the_day_after_its_end_a_rule_in_shadow_counts(found, late):
    validator = SetsAside(Says(*found), shadows=dict.fromkeys(RULES, DAY))
    assert verdict_of(validator, day=DAY + timedelta(late)) == verdict_of(Says(*found))


def test_a_finding_in_shadow_says_how_bad_it_would_be():
    (found,) = verdict_of(SetsAside(Patterns([PROMISE]), shadows={"promise": DAY}), "It is risk-free.").findings
    assert found.severity is Severity.INFO
    assert found.set_aside == SetAside(severity=Severity.CRITICAL, until="2026-06-30")
    assert found.message == "promises a return (in shadow until 2026-06-30, so it does not count yet)"


def test_a_severity_for_a_tier_is_what_a_finding_in_shadow_would_have():
    policy = Policy(ONE_TIER.tiers, {}, {"promise": {"only": Severity.CRITICAL}})
    mild = Finding(rule="promise", category="policy.promise", severity=Severity.MINOR, message="promises a return")
    verdict = verdict_of(SetsAside(Says(mild), shadows={"promise": None}), policy=policy)
    assert verdict.decision is Decision.ACCEPT
    assert verdict.findings[0].set_aside.severity is Severity.CRITICAL


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        (TEXT, [True]),
        ("The GUARANTEED  return\nfiling is due.", [True]),
        ("A guaranteed return of 8%.", [False]),
        ("The guaranteed return filings are due.", [False]),
        ("The guaranteed return filing shows a guaranteed return.", [True, False]),
        ("The guaranteed return filing is risk-free.", [True, False]),
        ("Filing.", []),
    ],
)
def test_an_exception_lets_pass_its_own_words_only(text, aside):
    assert sorted(lets_pass(text), reverse=True) == aside


@pytest.mark.parametrize(
    ("day", "aside"),
    [(FORM.since - timedelta(1), False), (FORM.since, True), (DAY, True), (DAY + timedelta(1), False)],
)
def test_an_exception_acts_from_its_first_to_its_last_day(day, aside):
    assert lets_pass(TEXT, day) == [aside]


def test_what_an_exception_lets_pass_is_reported_with_its_owner_reason_and_end():
    verdict = verdict_of(SetsAside(Patterns([PROMISE]), shadows={}, allowances=[FORM]), TEXT)
    (found,) = verdict.findings
    assert verdict.decision is Decision.ACCEPT
    assert found.set_aside == SetAside(severity=Severity.CRITICAL, exception="form-name", until="2026-06-30")
    assert "exception 'form-name' of R. Osei until 2026-06-30: the name of a form" in found.message


@given(found=st.lists(findings(categories=["error"]), min_size=1, max_size=3))
def test_no_exception_hides_a_failed_check(found):
    everything = [Allowance(**{**_fields(FORM), "id": rule, "rule": rule, "terms": ("filing",)}) for rule in RULES]
    validator = SetsAside(Says(*found), shadows=dict.fromkeys(RULES), allowances=everything)
    assert verdict_of(validator, "filing") == verdict_of(Says(*found), "filing")
    assert not verdict_of(validator, "filing").accepted


def _fields(allowance):
    return {name: getattr(allowance, name) for name in allowance.__slots__}


def test_a_finding_that_is_on_no_words_is_not_let_pass():
    nowhere = Finding(rule="promise", category="policy.promise", severity=Severity.MAJOR, message="m")
    empty = Finding(rule="promise", category="policy.promise", severity=Severity.MAJOR, message="m", span=Span(4, 4))
    verdict = verdict_of(SetsAside(Says(nowhere, empty), shadows={}, allowances=[FORM]), TEXT)
    assert [finding.set_aside for finding in verdict.findings] == [None, None]


def test_a_validator_that_answers_for_the_wrong_number_of_texts_still_fails():
    wrong = Answers(lambda batch: [()] * (len(batch) + 1), id="patterns")
    verdict = verdict_of(SetsAside(wrong, shadows={"promise": None}))
    assert verdict.decision is Decision.ESCALATE
    assert verdict.findings[0].category == "error"


def test_many_texts_at_once_are_each_judged_by_their_own_day():
    guard = Guard(validators=[SetsAside(Patterns([PROMISE]), shadows={"promise": DAY})], policy=ONE_TIER)
    days = [DAY, DAY + timedelta(1), DAY]
    verdicts = guard.check_many([Candidate(text="risk-free", day=day) for day in days])
    assert [verdict.accepted for verdict in verdicts] == [True, False, True]


@pytest.mark.parametrize(("category", "severity"), [("error", Severity.INFO), ("unsupported", Severity.MINOR)])
def test_a_finding_that_counts_cannot_be_called_set_aside(category, severity):
    with pytest.raises(GuardrailError, match="set aside"):
        Finding(rule="r", category=category, severity=severity, message="m", set_aside=SetAside(severity=severity))


def test_no_hit_hides_behind_so_many_that_an_exception_lets_pass():
    """Catches: a rule that reports its first hundred hits, all of them let pass, and never gets to the one that is not."""
    assert lets_pass("The guaranteed return filing is due. " * 10) == [True] * 10
    assert not any(lets_pass("The guaranteed return filing is due. " * 200 + "It is risk-free."))


def test_no_hit_hides_inside_one_that_an_exception_lets_pass():
    """Catches: a search that goes on behind what was let pass, and so misses a hit that begins within it."""
    more = PatternRule(
        id="promise",
        category="policy.promise",
        severity=Severity.CRITICAL,
        message="promises a return",
        terms=("guaranteed return", "return filing bonus"),
    )
    validator = SetsAside(Patterns([more]), shadows={}, allowances=[FORM])
    verdict = verdict_of(validator, "The guaranteed return filing bonus is 8%.")
    assert verdict.decision is Decision.REJECT
    assert [(f.span, f.set_aside is None) for f in verdict.findings] == [(Span(15, 34), True), (Span(4, 21), False)]
    assert verdict_of(validator, TEXT).accepted


SPANS = st.tuples(st.integers(0, 36), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(spans=st.lists(SPANS, max_size=6), late=st.integers(-400, 400))
def test_an_exception_lets_pass_what_lies_in_its_words_on_its_days_and_nothing_else(spans, late):
    found = [Finding(rule="promise", category="policy.x", severity=Severity.MAJOR, message="m", span=s) for s in spans]
    day = DAY + timedelta(late)
    verdict = verdict_of(SetsAside(Says(*found), shadows={}, allowances=[FORM]), TEXT, day)
    holds = FORM.since <= day <= FORM.until
    counted = sorted(repr(span) for span in spans if not (holds and span.start >= 4 and span.end <= 28))
    assert sorted(repr(f.span) for f in verdict.findings if not f.set_aside) == counted
    assert len(verdict.findings) == len(spans)
    assert verdict.accepted == (not counted)
