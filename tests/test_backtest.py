"""Two guards held against each other: what is counted, and that nothing else is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.backtest import Past, Recorded, Tally, compare
from guardrail.guard import Guard
from guardrail.policy import Policy, Tier
from guardrail.testing import Answers, Says
from guardrail.testing.strategies import candidates, findings, policies
from guardrail.types import Candidate, Decision, Finding, Severity
from guardrail.validators.grounding import Grounding
from guardrail.validators.set_aside import SetsAside

DAY = date(2026, 3, 1)
DECIDED = st.sampled_from([None, Decision.ACCEPT, Decision.REJECT])
TWO_TIERS = Policy(
    [
        Tier(name="mild", escalate=Severity.MAJOR, reject=Severity.CRITICAL),
        Tier(name="strict", escalate=Severity.MINOR, reject=Severity.MAJOR),
    ],
    {"note": "mild"},
)
HISTORIES = st.lists(
    st.builds(
        Past,
        id=st.just("n"),
        candidate=candidates(),
        decided=DECIDED,
        day=st.none() | st.dates(DAY, DAY + timedelta(60)),
    ),
    max_size=8,
)


def guard(*found, policy=TWO_TIERS, **how):
    return Guard(validators=[Says(*found, **how)], policy=policy, fingerprint=repr(found))


def tallied(past, old, new):
    tally = Tally()
    for change in compare(past, old, new):
        tally.add(change)
    return tally


def hit(severity, rule="promise"):
    return Finding(rule=rule, category="policy.promise", severity=severity, message="promises a return")


def texts(*decided, use="note"):
    return [
        Past(id=str(n), candidate=Candidate(text="It is risk-free.", use=use), decided=d) for n, d in enumerate(decided)
    ]


@given(past=HISTORIES, found=st.lists(findings(), max_size=3), policy=policies())
def test_rules_held_against_themselves_change_nothing(past, found, policy):
    same = guard(*found, policy=policy)
    tally = tallied(past, same, guard(*found, policy=policy))
    assert tally.texts == len(past)
    assert tally.moved == tally.more_cases == 0
    assert not tally.came | tally.went | tally.shadow
    assert all(not change.came and not change.went for change in compare(past, same, same))


@given(past=HISTORIES, old=st.lists(findings(), max_size=3), new=st.lists(findings(), max_size=3), policy=policies())
def test_the_counts_add_up(past, old, new, policy):
    before, after = guard(*old, policy=policy), guard(*new, policy=policy)
    changes = list(compare(past, before, after))
    tally = tallied(past, before, after)
    assert [change.past for change in changes] == past
    assert tally.moves.total() == tally.texts == len(past)
    assert tally.moved == sum(change.moved for change in changes)
    assert tally.people.total() == sum(one.decided is not None for one in past)
    cases = [[v.decision is Decision.ESCALATE for v in (c.old, c.new)] for c in changes]
    assert tally.more_cases == sum(now for _, now in cases) - sum(then for then, _ in cases)
    assert tally.undated + sum(one.day is not None for one in past) == len(past)
    for share in (tally.rejected, tally.escalated, tally.released):
        low, high = share.interval
        assert 0 <= share.right <= share.of <= tally.people.total()
        assert 0 <= low <= high <= 1
        assert not share.of or low <= share.right / share.of <= high


@given(past=HISTORIES, old=st.lists(findings(), max_size=3), new=st.lists(findings(), max_size=3), policy=policies())
def test_the_other_way_round_what_came_went(past, old, new, policy):
    before, after = guard(*old, policy=policy), guard(*new, policy=policy)
    for there, back in zip(compare(past, before, after), compare(past, after, before), strict=True):
        assert there.came == back.went
        assert there.went == back.came
        assert there.moved is back.moved


def test_how_often_people_agreed_is_counted_by_the_direction_of_the_change():
    accept, reject = Decision.ACCEPT, Decision.REJECT
    past = texts(accept, reject, reject, None)
    nothing, major, critical = guard(), guard(hit(Severity.MAJOR)), guard(hit(Severity.CRITICAL))
    rejected = tallied(past, nothing, critical).rejected
    assert (rejected.right, rejected.of) == (2, 3)
    assert rejected.interval == pytest.approx((0.2077, 0.9385), abs=1e-4)
    assert tallied(past, nothing, critical).escalated.of == 0
    assert (tallied(past, nothing, major).escalated.right, tallied(past, nothing, major).escalated.of) == (2, 3)
    assert tallied(past, major, critical).rejected.of == 3
    assert (tallied(past, critical, nothing).released.right, tallied(past, critical, nothing).released.of) == (1, 3)


def test_days_are_counted_from_the_first_to_the_last():
    days = [None, DAY + timedelta(9), DAY, DAY + timedelta(3)]
    past = [Past(id="n", candidate=Candidate(text="x", use="note"), day=day) for day in days]
    tally = tallied(past, guard(), guard(hit(Severity.MAJOR)))
    assert (tally.days, tally.undated, tally.more_cases) == (10, 1, 4)
    assert Tally().days == 0


def test_a_change_says_which_findings_came_and_went():
    both, old, new = hit(Severity.MINOR, "both"), hit(Severity.MINOR), hit(Severity.CRITICAL)
    (change,) = compare(texts(None), guard(both, old), guard(both, new))
    assert (change.went, change.came) == ([old], [new])


def test_good_news_and_other_evidence_are_no_change():
    good = Finding(rule="g", category="supported", severity=Severity.INFO, message="m")
    (change,) = compare(texts(None), guard(), guard(good))
    assert (change.went, change.came) == ([], [])


def test_a_rule_put_in_shadow_is_counted_apart():
    shadowed = Guard(validators=[SetsAside(Says(hit(Severity.CRITICAL)), shadows={"promise": None})], policy=TWO_TIERS)
    tally = tallied(texts(None, None), guard(), shadowed)
    assert tally.moved == 0
    assert (dict(tally.shadow), dict(tally.came)) == ({"promise": 2}, {})


def test_texts_are_taken_as_they_come_and_never_all_at_once():
    taken = []

    def stream():
        for number in range(10_000):
            taken.append(number)
            yield texts(None)[0]

    changes = compare(stream(), guard(), guard())
    assert taken == []
    next(changes)
    assert len(taken) < 200


PROVEN = "You paid Gusto $18,250.00."


def test_what_was_found_of_claims_whose_records_are_gone_is_taken_as_it_was():
    books = Source.from_rows([{"who": "Gusto", "sum": "18,250.00"}], amount="sum", entity="who", currency="USD")
    then = Guard(validators=[Grounding()], policy=TWO_TIERS).check(PROVEN, source=books, use="note")
    assert then.accepted
    old = Guard(validators=[Grounding()], policy=TWO_TIERS)
    new = Guard(validators=[Grounding(), Says(hit(Severity.CRITICAL))], policy=TWO_TIERS)
    kept = Past(id="kept", candidate=Candidate(text=PROVEN, use="note", source=Recorded(then)))
    bare = Past(id="bare", candidate=Candidate(text=PROVEN, use="note"))
    first, second = compare([kept, bare], old, new)
    assert first.old == Guard(validators=[Grounding()], policy=TWO_TIERS).check(PROVEN, source=books, use="note")
    assert first.moved
    assert [finding.rule for finding in second.old.findings] == ["grounding.no-source"]


@pytest.mark.parametrize("answers", [0, 2])
def test_a_grounding_that_answers_for_the_wrong_number_of_texts_is_a_failed_check_here_too(answers):
    short = Answers(lambda batch: [()] * answers, id="grounding")
    (change,) = compare(texts(None), guard(), Guard(validators=[short], policy=TWO_TIERS))
    assert change.new.decision is Decision.ESCALATE
    assert change.came[0].category == "error"
