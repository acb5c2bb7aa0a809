"""What is read out of records, periods and flagged items: only what is there, and exactly."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import GuardrailError, Source
from guardrail.local.options import REASONS, Options
from guardrail.local.periods import before, period_frame, period_of
from guardrail.local.records import Flagged, flagged_frame, read_record, record_frame, row_of
from guardrail.local.slots import Style
from guardrail.source import Period

# A record, the kind that it is, and its slots as they are written for en-GB.
RECORDS = [
    ({"vendor": "Gusto", "amount": "18250", "date": "2026-03-15", "currency": "USD"}, "payment", "AMOUNT=$18,250.00 PARTY=Gusto DATE=15 March 2026"),
    ({"Vendor Name": "Gusto", "amount_gbp": "$5.10", "posting_date": "15/03/2026", "GL Account": "Rent", "VAT amount": "1", "txnId": "A-1"}, "payment", "AMOUNT=$5.10 PARTY=Gusto DATE=15 March 2026 ACCOUNT=Rent REFERENCE=A-1"),
    ({"betrag": 12.5, "an": "Telekom", "wann": dt.date(2026, 1, 1)}, "payment", "AMOUNT=12.50 PARTY=Telekom DATE=1 January 2026"),
    ({"type": "Refund", "merchant": "Adobe", "amount": "-52.99"}, "refund", "AMOUNT=52.99 PARTY=Adobe"),
    ({"type": "refund", "customer": "Jane", "amount": "40"}, "refund issued", "AMOUNT=40.00 PARTY=Jane"),
    ({"type": "credit note", "merchant": "Adobe", "amount": "5"}, "refund", "AMOUNT=5.00 PARTY=Adobe"),
    ({"client": "Jane", "amount": "40"}, "receipt", "AMOUNT=40.00 PARTY=Jane"),
    ({"customer": "HOA", "total": "1200", "due date": "2026-04-14", "invoice no": "INV-7"}, "invoice", "AMOUNT=1,200.00 PARTY=HOA REFERENCE=INV-7 DUE=14 April 2026"),
    ({"supplier": "Metro", "total": "310.4", "due": "2026-04-14"}, "bill", "AMOUNT=310.40 PARTY=Metro DUE=14 April 2026"),
    ({"debit account": "Rent", "credit account": "Cash", "amount": 9}, "journal entry", "AMOUNT=9.00 DEBIT=Rent CREDIT=Cash"),
    ({"from": "Main", "to": "Savings", "amount": 9, "memo": "rainy days"}, "transfer", "AMOUNT=9.00 MEMO=“rainy days” FROM=Main TO=Savings"),
    ({"employee": "Maria", "net pay": "4100", "pay period": "2026-03"}, "payroll", "AMOUNT=4,100.00 PARTY=Maria PERIOD=March 2026"),
    ({"vendor": "Bank", "category": "Bank Fees", "amount": "15"}, "fee", "AMOUNT=15.00 PARTY=Bank ACCOUNT=Bank Fees"),
    ({"asset": "Van", "type": "Depreciation", "amount": "250"}, "depreciation", "AMOUNT=250.00 ACCOUNT=Van"),
    ({"vendor": "Gusto", "payment_method": "ACH", "amount": "5", "currency": "JPY"}, "payment", "AMOUNT=¥5 PARTY=Gusto METHOD=ACH"),
    # what cannot be read is left out
    ({"vendor": "Gusto", "amount": float("nan"), "date": "2026-02-30"}, "payment", "PARTY=Gusto"),
    ({"vendor": "Gusto", "amount": None, "date": None, "memo": "n/a", "category": " "}, "payment", "PARTY=Gusto"),
    ({"vendor": "Gusto", "amount": "-0.00", "currency": "XXQ"}, "payment", "AMOUNT=0.00 PARTY=Gusto"),
    ({"vendor": "Gusto", "amount": "12", "date": "03/04/2026"}, "payment", "AMOUNT=12.00 PARTY=Gusto"),
    ({"vendor": "???", "amount": "12"}, "payment", "AMOUNT=12.00"),
    ({"vendor": "Gusto", "amount": "12", "memo": "x" * 121}, "payment", "AMOUNT=12.00 PARTY=Gusto"),
    ({"[AMOUNT]": "7", "PARTY": "Gusto", "{DATE}": "2026-01-02"}, "payment", "AMOUNT=7.00 PARTY=Gusto DATE=2 January 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "kind", "slots"), RECORDS)
def test_a_record_gives_the_slots_that_its_cells_fill(record, kind, slots):
    frame = record_frame(read_record(record), Options())
    filled = frame.filled(Style("en-GB"))
    assert (frame.kind, " ".join(f"{slot}={text}" for slot, text in filled.items())) == (kind, slots)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({}, "there is nothing to write"),
        ({"vendor": None, "amount": float("nan")}, "there is nothing to write"),
        (["vendor", 5], "a record is a mapping from column to cell, not list"),
        ({"vendor": "A", "amount": Decimal("1E+60")}, "over 24 digits"),
    ],
)
def test_a_record_that_says_nothing_is_refused_in_one_line(record, told):
    with pytest.raises(GuardrailError, match=told) as refused:
        record_frame(read_record(record), Options())
    assert "\n" not in str(refused.value)


def test_roles_say_what_columns_are_where_their_names_do_not():
    record = {"x": "Gusto", "y": "9.50", "z": "card", "d": "03/04/2026"}
    roles = {"vendor": "x", "amount": "y", "method": "z", "date": "d", "currency": "CHF", "day_first": True}
    filled = record_frame(read_record(record, roles), Options()).filled(Style("iso", "code"))
    assert filled == {"AMOUNT": "CHF 9.50", "PARTY": "Gusto", "DATE": "2026-04-03", "METHOD": "card"}


@pytest.mark.parametrize(
    ("roles", "told"),
    [({"payee": "x"}, "'payee' is no role"), ({"amount": "q"}, "there is no such column")],
)
def test_a_role_that_is_none_is_refused(roles, told):
    with pytest.raises(GuardrailError, match=told):
        read_record({"x": 1}, roles)


def test_a_short_text_says_who_when_and_how_much():
    record = RECORDS[1][0]
    assert list(record_frame(read_record(record), Options(length="short")).slots) == ["AMOUNT", "PARTY", "DATE"]


def test_the_kind_asked_for_counts_and_must_be_one_of_a_record():
    item = read_record({"vendor": "Gusto", "amount": 5})
    assert record_frame(item, Options(kind="bill")).kind == "bill"
    with pytest.raises(GuardrailError, match="a record is one of"):
        record_frame(item, Options(kind="spending"))


ROWS = [
    {"id": str(i), "party": party, "date": date, "account": account, "amount": amount}
    for i, (party, date, account, amount) in enumerate(
        [
            ("Gusto", "2026-03-15", "Payroll", "18250.00"),
            ("WeWork", "2026-03-02", "Rent", "3200.00"),
            ("Adobe", "2026-03-05", "Software", "52.99"),
            ("Gusto", "2026-02-01", "Payroll", "17000.00"),
            ("WeWork", "2026-02-02", "Rent", "3200.00"),
        ]
    )
]
ROLES = {"amount": "amount", "entity": "party", "date": "date", "account": "account", "currency": "USD", "id": "id"}
BOOKS = Source.from_rows(ROWS, **ROLES)


def test_a_row_of_a_source_is_narrated_with_the_roles_of_the_source():
    filled = record_frame(row_of(BOOKS, "2"), Options()).filled(Style())
    assert filled == {
        "AMOUNT": "$52.99", "PARTY": "Adobe", "DATE": "March 5, 2026", "ACCOUNT": "Software", "REFERENCE": "2",
    }  # fmt: skip
    with pytest.raises(GuardrailError, match="no record 'Z'"):
        row_of(BOOKS, "Z")


def test_a_refund_among_payments_is_one_by_its_sign():
    books = Source.from_rows([*ROWS, dict(ROWS[2], id="9", amount="-5.00")], **ROLES)
    assert record_frame(row_of(books, "9"), Options()).kind == "refund"
    assert record_frame(row_of(books, "2"), Options()).kind == "payment"


def test_a_period_gives_total_count_largest_share_and_change():
    frame = period_frame(BOOKS, period_of("March 2026"), Options())
    assert frame.filled(Style()) == {
        "PERIOD": "March 2026", "TOTAL": "$21,502.99", "COUNT": "3 payments", "LARGEST_PARTY": "Gusto",
        "LARGEST_AMOUNT": "$18,250.00", "SHARE": "84.9%", "RISE": "6.5%", "PRIOR_PERIOD": "February 2026",
        "PRIOR_TOTAL": "$20,200.00",
    }  # fmt: skip
    assert list(period_frame(BOOKS, period_of("March 2026"), Options(length="short")).slots) == [
        "PERIOD",
        "TOTAL",
        "COUNT",
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.integers(1, 59), st.decimals("0.01", "99999.99", places=2)),
        min_size=1,
        max_size=30,
    )
)
def test_a_summary_is_what_adding_up_by_hand_gives(drawn):
    first = dt.date(2026, 1, 1)
    rows = [
        {"p": p, "d": first + dt.timedelta(days=day - 1), "a": a} for p, day, a in [("A", 1, Decimal("1.00")), *drawn]
    ]
    books = Source.from_rows(rows, amount="a", entity="p", date="d", currency="EUR")
    now = [row for row in rows if row["d"].month == 2]
    if not now:
        with pytest.raises(GuardrailError, match="the books have no payment"):
            period_frame(books, period_of("February 2026"), Options())
        return
    slots = period_frame(books, period_of("February 2026"), Options()).slots
    total, was = sum(row["a"] for row in now), sum(row["a"] for row in rows if row["d"].month == 1)
    by_party = defaultdict(Decimal)
    for row in now:
        by_party[row["p"]] += row["a"]
    assert (slots["TOTAL"].value, slots["COUNT"].number, slots["TOTAL"].currency) == (total, len(now), "EUR")
    most = sorted(by_party.values())[-2:]
    assert ("LARGEST_PARTY" in slots) == (len(most) == 2 and most[0] != most[1])
    if "LARGEST_PARTY" in slots:
        assert by_party[slots["LARGEST_PARTY"]] == slots["LARGEST_AMOUNT"].value == most[1]
        assert slots["SHARE"] == Fraction(most[1]) / Fraction(total) * 100
    change = (Fraction(total) - Fraction(was)) / Fraction(was) * 100
    assert slots.get("RISE", -slots.get("FALL", 0)) == change


def test_a_change_is_not_said_against_a_period_that_the_books_only_have_the_end_of():
    books = Source.from_rows(
        [*[row for row in ROWS if row["id"] != "3"][:3], dict(ROWS[4], date="2026-02-20")], **ROLES
    )
    assert "RISE" not in period_frame(books, period_of("March 2026"), Options()).slots


def test_amounts_of_several_currencies_are_not_added_up():
    books = Source.from_rows(
        [{"a": "1", "c": "USD", "d": "2026-03-01"}, {"a": "1", "c": "EUR", "d": "2026-03-01"}],
        amount="a",
        currency="c",
        date="d",
    )
    with pytest.raises(GuardrailError, match="EUR and USD"):
        period_frame(books, period_of("March 2026"), Options())


@pytest.mark.parametrize(
    ("said", "told"),
    [("sometime", "cannot be read"), ((dt.date(2026, 2, 1), dt.date(2026, 1, 1)), "before it starts")],
)
def test_a_period_that_is_none_is_refused(said, told):
    with pytest.raises(GuardrailError, match=told):
        period_of(said)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 400))
def test_the_period_before_ends_the_day_before_and_is_as_long(start, length):
    period = Period(start, start + dt.timedelta(days=length))
    prior = before(period)
    assert prior.end == start - dt.timedelta(days=1)
    assert abs((prior.end - prior.start).days - length) <= 3


def test_a_flagged_item_is_told_with_its_reason():
    item = row_of(BOOKS, "2")
    for reason in REASONS[:-1]:
        frame = flagged_frame(Flagged(item, reason), Options())
        assert (frame.task, frame.reason) == ("explain", reason)
        assert ("ACCOUNT" in frame.slots) == (reason != "no account")
    own = flagged_frame(Flagged(item, 'not "approved"\n'), Options())
    assert (own.reason, own.filled(Style())["REASON"]) == ("other", "“not 'approved'”")
    with pytest.raises(GuardrailError, match="reason is empty"):
        flagged_frame(Flagged(item, " \n"), Options())


@pytest.mark.parametrize(
    "wrong", [{"tone": "rude"}, {"length": "long"}, {"voice": "they"}, {"kind": "gift"}, {"task": "sing"}]
)
def test_an_unknown_option_is_refused(wrong):
    with pytest.raises(GuardrailError, match="must be one of"):
        Options(**wrong)


@pytest.mark.parametrize("seed", [-1, True, 1.5])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(GuardrailError, match="whole number"):
        Options(seed=seed)
