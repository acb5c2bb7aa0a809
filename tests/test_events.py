"""The hook for every verdict: it is told what was decided and never what was said, and it changes nothing."""

import datetime as dt
import json
import logging
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Candidate, Event, Guard, Policy, Severity, Tier
from guardrail.testing import Crashes, Says
from guardrail.testing.strategies import candidates, findings, policies

POLICY = Policy([Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {"note": "only"})


@given(policy=policies(), found=st.lists(findings(), max_size=3), batch=st.lists(candidates(), min_size=1, max_size=4))
def test_a_hook_is_told_of_every_verdict_in_order_and_changes_none(policy, found, batch):
    plain = Guard(validators=[Says(*found)], policy=policy, fingerprint="rules-1")
    events = []
    verdicts = plain.observed(events.append).check_many(batch)
    assert verdicts == plain.check_many(batch)
    for candidate, verdict, event in zip(batch, verdicts, events, strict=True):
        assert (event.decision, event.tier, event.use) == (str(verdict.decision), verdict.tier, verdict.use)
        assert (event.fingerprint, event.characters) == ("rules-1", len(candidate.text))
        assert event.categories == Counter(finding.category for finding in verdict.findings)
        assert event.seconds >= 0
        assert dt.datetime.fromisoformat(event.at).utcoffset() == dt.timedelta(0)


def test_an_event_holds_nothing_of_the_text():
    said = "Gusto was paid 18,250.00"
    events = []
    guard = Guard(validators=[Crashes(ValueError(said)), Says(finding(said))], policy=POLICY)
    guard.observed(events.append).check(said, use="note")
    (event,) = events
    for word in said.split():
        assert word not in event.to_json()
    assert Event(**json.loads(event.to_json())) == event


def finding(message):
    from guardrail import Finding

    return Finding(rule="r", category="unsupported", severity=Severity.MINOR, message=message)


def test_a_hook_that_raises_is_logged_and_neither_loses_nor_changes_the_verdict(caplog):
    def broken(event):
        raise RuntimeError("the log is full")

    events = []
    guard = Guard(validators=[Says()], policy=POLICY).observed(broken).observed(events.append)
    with caplog.at_level(logging.ERROR, logger="guardrail.events"):
        verdicts = guard.check_many([Candidate(text="one"), Candidate(text="two")])
    assert [verdict.accepted for verdict in verdicts] == [True, True]
    assert len(events) == 2
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        "a hook for verdicts failed; the verdict stands"
    ] * 2


def test_a_hook_that_stops_the_program_does_so():
    def stops(event):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Guard(validators=[Says()], policy=POLICY).observed(stops).check("text")


def test_the_guard_that_a_hook_was_added_to_stays_as_it_was():
    events = []
    guard = Guard(validators=[Says()], policy=POLICY)
    guard.observed(events.append)
    guard.check("text")
    assert events == []


def test_a_wrapped_backend_tells_the_hook_of_each_attempt():
    events = []
    bad = Says(finding("bad"), when=lambda candidate: "bad" in candidate.text)
    strict = Policy([Tier(name="only", escalate=Severity.MINOR, reject=Severity.MINOR)], {})
    answers = iter(["bad", "good"])
    write = Guard(validators=[bad], policy=strict).observed(events.append).wrap(lambda _: next(answers), attempts=2)
    assert write("prompt").text == "good"
    assert [event.decision for event in events] == ["reject", "accept"]
