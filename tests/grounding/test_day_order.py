"""03/04/2026 in a text is the day that its source says it is, and no day where the source says nothing.

Catches: a date taken month first against the books, one read silently where nothing settles it, and a claim proven
with its date left out.
"""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import guardrail
from guardrail import Decision, Source

GUARD = guardrail.load()
ACCEPT, ESCALATE, REJECT = Decision.ACCEPT, Decision.ESCALATE, Decision.REJECT


def ledger(*, order: str = "{y}-{m}-{d}", day_first: bool | None = None) -> Source:
    paid = [
        ("A1", "04", "03", "Gusto", "412.50"),
        ("A2", "03", "04", "Slack", "96.00"),
        ("A3", "25", "03", "Figma", "45.00"),
    ]
    rows = [{"id": i, "day": order.format(y=2026, m=m, d=d), "to": to, "sum": a} for i, d, m, to, a in paid]
    return Source.from_rows(rows, amount="sum", entity="to", date="day", currency="GBP", id="id", day_first=day_first)


SETTLED = {
    "days first by its column": ledger(order="{d}/{m}/{y}"),
    "days first as stated": ledger(day_first=True),
    "days first by a passage": ledger() + Source.from_text("The audit ended on 31/03/2026."),
}
MONTHS_FIRST = {
    "months first by its column": ledger(order="{m}/{d}/{y}"),
    "months first as stated": ledger(day_first=False),
    "months first by a passage": ledger() + Source.from_text("The audit ended on 03/31/2026."),
}
UNSETTLED = {
    "says nothing": ledger(),
    "says both": ledger(day_first=True) + Source.from_text("Signed.", day_first=False),
    "shows both": ledger(order="{d}/{m}/{y}") + Source.from_text("The audit ended on 03/31/2026."),
    "says both, whatever comes later": ledger(day_first=True)
    + Source.from_text("A", day_first=False)
    + Source.from_text("B", day_first=True),
}
TEXTS = {
    "Slack was paid £96.00 on 03/04/2026.": (ACCEPT, REJECT),
    "Slack was paid £96.00 on 3/4/26.": (ACCEPT, REJECT),
    "Slack was paid £96.00 on 04/03/2026.": (REJECT, ACCEPT),
    "On 04/03/2026 we paid Gusto £412.50.": (ACCEPT, REJECT),
    "Gusto was paid £412.50 on March 4, 2026.": (ACCEPT, ACCEPT),
    "Figma was paid £45.00 on 25/03/2026.": (ACCEPT, ACCEPT),
    "Figma was paid £45.00 on 03/25/2026.": (ACCEPT, ACCEPT),
}


@pytest.mark.parametrize("source", SETTLED.values(), ids=SETTLED)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_day_first_where_the_source_is(text: str, source: Source) -> None:
    assert GUARD.check(text, source=source, use="client-note").decision is TEXTS[text][0]


@pytest.mark.parametrize("source", MONTHS_FIRST.values(), ids=MONTHS_FIRST)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_month_first_where_the_source_is(text: str, source: Source) -> None:
    assert GUARD.check(text, source=source, use="client-note").decision is TEXTS[text][1]


@pytest.mark.parametrize("source", UNSETTLED.values(), ids=UNSETTLED)
@pytest.mark.parametrize("text", TEXTS)
def test_a_date_that_may_be_two_days_is_neither(text: str, source: Source) -> None:
    verdict = GUARD.check(text, source=source, use="client-note")
    if TEXTS[text] == (ACCEPT, ACCEPT):
        assert verdict.accepted
    else:
        assert verdict.decision is ESCALATE
        (finding,) = verdict.findings
        assert "may be March 4, 2026 or April 3, 2026" in finding.message


@pytest.mark.parametrize("day", ["31/02/2026", "00/03/2026", "31.04.2026"])
def test_a_date_that_is_no_day_is_said(day: str) -> None:
    verdict = GUARD.check(f"Slack was paid £96.00 on {day}.", source=ledger(day_first=True), use="client-note")
    assert not verdict.accepted


def table(*heads: str, day_first: bool | None = None) -> Source:
    rows = [["", *heads], ["Cash", "$ 512", "$ 612"][: len(heads) + 1], ["Debt", "$ 400", "$ 500"][: len(heads) + 1]]
    return Source.from_table(rows, day_first=day_first)


@pytest.mark.parametrize(
    ("text", "source", "accepted"),
    [
        ("Cash was $512 at 03/04/2026.", table("March 4, 2026"), False),
        ("Cash was $512 at 04/03/2026.", table("March 4, 2026"), False),
        ("Cash was $512 at 04/03/2026.", table("March 4, 2026", day_first=True), True),
        ("Cash was $512 at 03/04/2026.", table("March 4, 2026", day_first=True), False),
        ("Cash was $512 at 03/04/2026.", table("March 4, 2026", "April 3, 2026", day_first=False), True),
        ("Cash was $612 at 03/04/2026.", table("March 4, 2026", "April 3, 2026", day_first=False), False),
        ("Cash was $512 at March 4, 2026.", table("03/04/2026", "12/31/2025"), True),
        ("Cash was $512 at April 3, 2026.", table("03/04/2026", "12/31/2025"), False),
        ("Cash was $512 at April 3, 2026.", table("03/04/2026", "31/12/2025"), True),
        ("Cash was $512 at March 4, 2026.", table("03/04/2026", "04/03/2026"), False),
        ("Cash was $512 at March 4, 2026.", table("03/04/2026"), False),
        ("Cash was $512 on 4 March 2026.", Source.from_text("Cash was $512 on 03/04/2026."), False),
        ("Cash was $512 on 4 March 2026.", Source.from_text("Cash was $512 on 03/04/2026.", day_first=False), True),
        ("Cash was $512 on 3 April 2026.", Source.from_text("Cash was $512 on 03/04/2026.", day_first=False), False),
        ("Cash was $512 on 3 April 2026.", Source.from_text("Cash was $512 on 03/04/2026, not on 28/02/2026."), False),
    ],
)  # fmt: skip
def test_days_in_tables_and_passages_are_read_in_their_order(text: str, source: Source, accepted: bool) -> None:
    assert GUARD.check(text, source=source, use="client-note").accepted is accepted


@pytest.mark.parametrize(
    ("text", "day_first"),
    [
        ("Due 25/12/2026.", True),
        ("Due 12/25/2026.", False),
        ("Due 12/25/26 or so", False),
        ("Due 25-12-2026", True),
        ("Due 12/11/2026.", None),
        ("Due 25.12.2026.", None),
        ("Due 2026-12-25.", None),
        ("Version 1.25.2026, sizes 10-15-20, ratio 24/7/365, path 1/25/2026/4", None),
        ("Due 25/12/2026, paid 12/25/2026.", None),
        ("Due 45/12/2026.", None),
    ],
)
def test_what_a_text_shows_of_the_order_of_its_dates(text: str, day_first: bool | None) -> None:
    assert Source.from_text(text).day_first is day_first
    assert Source.from_text(text, day_first=True).day_first is True


def test_the_order_is_kept_by_sums_and_copies() -> None:
    stated = Source.from_text("A", day_first=True)
    assert (ledger() + stated).day_first is (stated + ledger()).day_first is True
    assert pickle.loads(pickle.dumps(stated)) == stated
    assert stated != Source.from_text("A")
    assert Source.from_json({"due": "25/12/2026"}).day_first is True
    assert Source.from_json({"due": "05/12/2026"}, day_first=False).day_first is False


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 1, 1)), st.booleans())
def test_a_day_written_in_the_order_of_the_source_is_read_back(day: dt.date, day_first: bool) -> None:
    written = f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}"
    source = Source.from_rows(
        [{"id": "A1", "day": day, "to": "Gusto", "sum": "41.50"}],
        amount="sum",
        entity="to",
        date="day",
        currency="USD",
        day_first=day_first,
    )
    assert GUARD.check(f"Gusto was paid $41.50 on {written}.", source=source, use="client-note").accepted
