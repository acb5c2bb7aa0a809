"""What is written leaves only through the gate, like anyone's text."""

from __future__ import annotations

import pytest
from students import student

from guardrail import Decision, GuardrailError, Source
from guardrail.guard import Guard
from guardrail.local.guarded import GuardedWriter
from guardrail.local.options import Options
from guardrail.local.writer import Subject, Writer
from guardrail.policy import Policy, Tier
from guardrail.types import Finding, Severity

ROWS = [
    {"id": "A1", "vendor": "Gusto", "amount": "18250.00", "date": "2026-03-15"},
    {"id": "A2", "vendor": "WeWork", "amount": "3200.00", "date": "2026-03-02"},
]
BOOKS = Source.from_rows(ROWS, amount="amount", entity="vendor", date="date", currency="USD", id="id")


class Watching:
    """Finds what it is told to in the texts that it is told to, and keeps what it saw."""

    id = "watching"
    keeps_time = True

    def __init__(self, severity: Severity = Severity.INFO, among: int = 10**9) -> None:
        self.severity, self.among = severity, among
        self.seen = []

    def check(self, batch):
        self.seen += batch
        return [[Finding(rule="r", category="supported", severity=self._severity(), message="seen")] for _ in batch]

    def _severity(self):
        return self.severity if len(self.seen) <= self.among else Severity.INFO


def wrapped(watching, **options):
    source, use = options.pop("source", None), options.pop("use", None)
    guard = Guard(validators=[watching], policy=POLICY)
    return GuardedWriter(guard.gate(**options), Writer(student()), source=source, use=use)


POLICY = Policy(
    tiers=[Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL)],
    uses={"note": "only"},
)


def test_an_accepted_text_comes_out_and_was_checked_against_its_own_record():
    watching = Watching()
    outcome = wrapped(watching)(ROWS[0], use="note")
    assert outcome.text.startswith("You ")
    (candidate,) = watching.seen
    assert (candidate.text, candidate.use) == (outcome.text, "note")
    assert [record.cells for record in candidate.source.records] == [ROWS[0]]


def test_a_text_that_is_not_accepted_does_not_come_out():
    outcome = wrapped(Watching(Severity.CRITICAL))(ROWS[0], use="note")
    assert (outcome.text, outcome.verdict.decision) == (None, Decision.REJECT)


def test_a_rejected_text_is_written_again_in_other_words():
    watching = Watching(Severity.CRITICAL, among=1)
    record = ROWS[0] | {"method": "card", "category": "Payroll"}
    for seed in range(20):
        outcome = wrapped(watching, attempts=2)(record, use="note", seed=seed)
        if len({candidate.text for candidate in watching.seen}) > 1:
            break
        watching.seen.clear()
    assert len({candidate.text for candidate in watching.seen}) == 2
    assert outcome.text == watching.seen[-1].text


def test_rows_of_a_source_and_periods_of_it_are_checked_against_the_whole_source():
    watching = Watching()
    write = wrapped(watching, source=BOOKS, use="note")
    assert "Gusto" in write("A1").text
    assert "$21,450.00" in write(period="March 2026").text
    assert "WeWork" in write("A2", reason="duplicate").text
    assert all(candidate.source is BOOKS for candidate in watching.seen)


def test_many_are_what_each_would_be():
    write = wrapped(Watching(), use="note")
    subjects = [ROWS[0], Subject(record=ROWS[1]), Subject(source=BOOKS, period="2026")]
    outcomes = write.many(subjects, seed=4)
    assert [o.text for o in outcomes] == [
        write(ROWS[0], seed=4).text,
        write(ROWS[1], seed=4).text,
        write(source=BOOKS, period="2026", seed=4).text,
    ]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ({}, "there is nothing to write about"),
        ({"record": "A1"}, "needs the source"),
        ({"record": ROWS[0], "source": BOOKS}, "a mapping is its own source"),
        ({"period": "March 2026"}, "takes a source and a period"),
        ({"record": "A1", "source": BOOKS, "period": "2026"}, "takes a source and a period"),
        ({"record": ROWS[0], "mood": "sad"}, "there is no option 'mood'"),
        ({"record": ROWS[0], "task": "summarise"}, "task is 'summarise'"),
        ({"record": ROWS[0], "tone": "rude"}, "tone is 'rude'"),
        ({"source": Source.from_text("x"), "period": "2026"}, "has no records"),
        ({"record": {}}, "there is nothing to write"),
    ],
)
def test_a_call_that_cannot_work_is_refused_in_one_line(call, told):
    watching = Watching()
    with pytest.raises(GuardrailError, match=told) as refused:
        wrapped(watching)(call.get("record"), **{name: call[name] for name in call if name != "record"})
    assert "\n" not in str(refused.value)
    assert watching.seen == []


@pytest.mark.parametrize(
    ("model", "options", "told"),
    [
        ("nowhere/", {}, "there is no model in nowhere"),
        ("local", {"redact": True}, "not redacted"),
        ("local", {"source": 5}, "writes from a Source"),
    ],
)
def test_a_model_that_cannot_be_wrapped_is_refused(model, options, told):
    with pytest.raises(GuardrailError, match=told):
        Guard(validators=[Watching()], policy=POLICY).wrap(model, **options)


def test_a_task_may_be_said():
    options = Options(task="narrate")
    assert Writer(student()).write(ROWS[0], options).startswith(("You", "On"))
