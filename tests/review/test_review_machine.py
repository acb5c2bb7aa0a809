"""The review queue in any order of calls, restarts of the program and passing of time, held against a model of it."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from guardrail.errors import ReviewError
from guardrail.review import Queue
from guardrail.testing.strategies import verdicts
from guardrail.types import Case, Decision, Resolution

LEASE = timedelta(minutes=30)
IDS = st.sampled_from(["a", "b"])
REVIEWERS = st.sampled_from(["ann", "ben"])
DECISIONS = st.sampled_from([Decision.ACCEPT, Decision.REJECT])


class Reviews(RuleBasedStateMachine):
    """What must be in the file: the cases in order, until when each is claimed, and all that was said of it."""

    @initialize(verdict=verdicts())
    def begin(self, verdict):
        self.folder = tempfile.TemporaryDirectory()
        self.now = datetime(2026, 3, 15, 12, tzinfo=UTC)
        self.cases, self.claimed, self.said = {}, {}, {}
        self.reopen()
        self.put("a", "a text", verdict)

    @rule()
    def reopen(self):
        path = Path(self.folder.name) / "reviews.db"
        self.queue = Queue(path, lease=LEASE, clock=lambda: self.now)

    @rule(id_=IDS, text=st.sampled_from(["a text", "\ud800\0"]), verdict=verdicts())
    def put(self, id_, text, verdict):
        case = Case(id=id_, text=text, verdict=verdict)
        if id_ in self.cases and self.cases[id_].text != text:
            with pytest.raises(ReviewError, match="another text"):
                self.queue.put(case)
            return
        assert self.queue.put(case) == id_
        self.cases.setdefault(id_, case)

    @rule(reviewer=REVIEWERS, minutes=st.sampled_from([0, 15, 30, 31]))
    def time_passes_and_somebody_claims(self, reviewer, minutes):
        self.now += timedelta(minutes=minutes)
        first = next(iter(self.open()), None)
        assert self.queue.claim(reviewer) == (self.cases[first] if first else None)
        if first:
            self.claimed[first] = self.now + LEASE

    @rule(id_=IDS)
    def release(self, id_):
        if self.is_known(id_, lambda: self.queue.release(id_)):
            self.claimed.pop(id_, None)

    @rule(id_=IDS, decision=DECISIONS, reviewer=REVIEWERS, note=st.text(max_size=5))
    def resolve(self, id_, decision, reviewer, note):
        said = Resolution(case=id_, decision=decision, reviewer=reviewer, note=note, at=self.now.isoformat())
        if self.is_known(id_, lambda: self.queue.resolve(said)):
            self.said.setdefault(id_, []).append(said)
            self.claimed.pop(id_, None)

    def is_known(self, id_, call):
        if id_ not in self.cases:
            with pytest.raises(ReviewError, match="there is no case"):
                call()
            return False
        call()
        return True

    def open(self):
        return [i for i in self.cases if i not in self.said and self.claimed.get(i, self.now) <= self.now]

    @invariant()
    def every_case_is_there_as_it_was_put_and_where_it_belongs(self):
        waiting = self.open()
        held = [i for i in self.cases if i not in self.said and i not in waiting]
        parts = {"open": waiting, "claimed": held, "resolved": [i for i in self.cases if i in self.said]}
        for status, ids in {**parts, "all": list(self.cases)}.items():
            assert list(self.queue.list(status)) == [self.cases[i] for i in ids]

    @invariant()
    def nothing_that_was_said_is_lost(self):
        for id_ in self.cases:
            assert list(self.queue.history(id_)) == self.said.get(id_, [])
        last = [(case, said[-1] if (said := self.said.get(id_)) else None) for id_, case in self.cases.items()]
        assert [(case, said) for case, _, said in self.queue.past()] == last

    def teardown(self):
        self.folder.cleanup()


Reviews.TestCase.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
test_the_queue_does_what_its_model_does = Reviews.TestCase
