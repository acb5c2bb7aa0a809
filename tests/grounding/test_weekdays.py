"""The weekday written at a day belongs to it, and a day that it does not fit is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import guardrail
from guardrail import Decision, Source
from guardrail.grounding.mentions import find_mentions

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
FORMS = (
    "{d:%A}, {d:%B} {d.day}, {d.year}",
    "{d:%A} {d.day} {d:%B} {d.year}",
    "{d:%a} {d.day} {d:%b} {d.year}",
    "{d:%A}, {d}",
    "{d:%A} the {d.day} of {d:%B} {d.year}",
    "{d.day} {d:%B} {d.year} ({d:%A})",
    "{d.day} {d:%B} {d.year}, a {d:%A}",
)


@given(day=DAYS, form=st.sampled_from(FORMS))
def test_a_day_is_read_together_with_its_weekday(day: date, form: str) -> None:
    written = form.format(d=day)
    (mention,) = find_mentions(f"Paid on {written}.")
    assert (mention.text.rstrip("."), mention.weekday) == (written, day.weekday())
    assert mention.period is not None
    assert (mention.period.start, mention.period.end) == (day, day)


@given(day=DAYS, other=st.integers(1, 6), form=st.sampled_from(FORMS))
def test_a_day_with_a_wrong_weekday_is_none(day: date, other: int, form: str) -> None:
    wrong = date.fromordinal(day.toordinal() + other)
    written = form.replace("{d:%A}", f"{wrong:%A}").replace("{d:%a}", f"{wrong:%a}").format(d=day)
    (mention,) = find_mentions(f"Paid on {written}.")
    assert (mention.period, mention.month) == (None, None)
    assert "weekday" in mention.unclear


BOOKS = Source.from_rows(
    [{"date": "2026-03-02", "vendor": "WeWork", "amount": "3200.00"}],
    amount="amount",
    entity="vendor",
    date="date",
    currency="USD",
)


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("You paid WeWork $3,200.00 on Monday, March 2, 2026.", Decision.ACCEPT),
        ("You paid WeWork $3,200.00 on Monday, March 2.", Decision.ACCEPT),
        ("On Mon 2 March you paid WeWork $3,200.00.", Decision.ACCEPT),
        ("You paid WeWork $3,200.00 on 2 March 2026, a Monday.", Decision.ACCEPT),
        ("You paid WeWork $3,200.00 on Tuesday, March 2, 2026.", Decision.ESCALATE),
        ("You paid WeWork $3,200.00 on Tuesday, March 2.", Decision.ESCALATE),
        ("You paid WeWork $3,200.00 on 2 March 2026 (Friday).", Decision.ESCALATE),
    ],
)
def test_a_payment_is_accepted_on_its_own_weekday_only(text: str, decision: Decision) -> None:
    assert guardrail.load().check(text, source=BOOKS, use="client-note").decision is decision
