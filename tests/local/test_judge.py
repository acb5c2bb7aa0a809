"""The judge finds each thing that can be wrong with a text, and nothing in one that is right."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from guardrail.local.frame import Frame
from guardrail.local.judge import judge, slot_form
from guardrail.local.slots import Count, Money
from guardrail.source import Period

VALUES = {
    "AMOUNT": Money(Decimal(18250), "USD"), "PARTY": "Gusto", "DATE": dt.date(2026, 3, 15), "ACCOUNT": "Office Costs",
    "REFERENCE": "INV-77", "METHOD": "ACH", "MEMO": "March run", "FROM": "Operating", "TO": "Savings",
    "DEBIT": "Prepaid Rent", "CREDIT": "Cash at Bank", "DUE": dt.date(2026, 4, 14),
    "PERIOD": Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31)), "TOTAL": Money(Decimal("21502.99"), "USD"),
    "COUNT": Count(3, "payment"), "LARGEST_PARTY": "WeWork", "LARGEST_AMOUNT": Money(Decimal("3200.5"), "USD"),
    "SHARE": Fraction(849, 10), "RISE": Fraction(65, 10), "FALL": Fraction(65, 10),
    "PRIOR_PERIOD": Period(dt.date(2026, 2, 1), dt.date(2026, 2, 28)), "PRIOR_TOTAL": Money(Decimal(20200), "USD"),
    "REASON": "no approval",
}  # fmt: skip


def frame(kind: str, slots: str, task: str = "narrate", voice: str = "you") -> Frame:
    reason = "duplicate" if task == "explain" else None
    return Frame(task=task, kind=kind, voice=voice, reason=reason, slots={slot: VALUES[slot] for slot in slots.split()})


RIGHT = [
    ("payment", "AMOUNT PARTY DATE", "You paid Gusto $18,250.00 on March 15, 2026."),
    ("payment", "AMOUNT PARTY DATE", "On 15 March 2026 you paid USD 18,250.00 to Gusto."),
    ("payment", "AMOUNT PARTY DATE", "You paid “Gusto” $18,250 on 2026-03-15."),
    ("payment", "AMOUNT METHOD MEMO", "You paid $18,250.00 by ACH. The memo reads “March run”."),
    ("receipt", "AMOUNT PARTY", "Gusto paid you $18,250.00."),
    ("refund", "AMOUNT PARTY", "Gusto refunded you $18,250.00."),
    ("refund issued", "AMOUNT PARTY", "You refunded Gusto $18,250.00."),
    ("invoice", "AMOUNT PARTY DUE REFERENCE", "You sent Gusto invoice INV-77 for $18,250.00, due on April 14, 2026."),
    ("bill", "AMOUNT PARTY DUE", "A bill of $18,250.00 from Gusto is due on April 14, 2026."),
    ("transfer", "AMOUNT FROM TO", "You moved $18,250.00 from Operating to Savings."),
    ("journal entry", "AMOUNT DEBIT CREDIT", "An entry of $18,250.00 debits Prepaid Rent and credits Cash at Bank."),
    ("fee", "AMOUNT PARTY", "Gusto charged you a fee of $18,250.00."),
    ("depreciation", "AMOUNT ACCOUNT", "Depreciation of $18,250.00 was recorded on Office Costs."),
    ("payroll", "AMOUNT PARTY PERIOD", "Gusto was paid $18,250.00 in wages for March 2026."),
]
SUMMARY = "PERIOD TOTAL COUNT LARGEST_PARTY LARGEST_AMOUNT SHARE RISE PRIOR_PERIOD PRIOR_TOTAL"
SUMMED = (
    "In March 2026 you made 3 payments for a total of $21,502.99, of which $3,200.50 (84.9%) went to WeWork. "
    "You spent $20,200.00 in February 2026, so spending rose by 6.5%."
)


@pytest.mark.parametrize(("kind", "slots", "text"), RIGHT)
def test_a_right_text_has_no_faults(kind, slots, text):
    assert not judge(text, frame(kind, slots))


def test_a_right_summary_has_no_faults():
    assert not judge(SUMMED, frame("spending", SUMMARY, "summarise"))


@pytest.mark.parametrize(
    ("kind", "slots", "text"),
    [
        ("payment", "AMOUNT PARTY DATE", "You paid Gusto $18,520.00 on March 15, 2026."),
        ("payment", "AMOUNT PARTY DATE", "You paid Gusto €18,250.00 on March 15, 2026."),
        ("payment", "AMOUNT PARTY DATE", "You paid Gusto 18,250.00 on March 15, 2026."),
        ("payment", "AMOUNT PARTY DATE", "You paid Gusto $18,250.00 on March 16, 2026."),
        ("payment", "AMOUNT PARTY DATE", "You paid WeWork $18,250.00 on March 15, 2026."),
        ("payment", "AMOUNT PARTY", "You paid Gusto $18,250.00 on March 15, 2026."),
        ("payment", "AMOUNT PARTY DATE", "You paid Gusto $18,250.00."),
        ("payment", "AMOUNT PARTY", "You paid Gusto $18,250.00 by card."),
        ("payment", "AMOUNT PARTY", "You paid Gusto $18,250.00 twice."),
        ("payment", "AMOUNT PARTY", "You paid Gusto $18,250.00 and $18,250.00."),
        ("payment", "AMOUNT PARTY", "Gusto paid you $18,250.00."),
        ("payment", "AMOUNT PARTY", "You received $18,250.00 from Gusto."),
        ("payment", "AMOUNT PARTY", "Gusto refunded you $18,250.00."),
        ("receipt", "AMOUNT PARTY", "You paid Gusto $18,250.00."),
        ("refund", "AMOUNT PARTY", "You refunded Gusto $18,250.00."),
        ("refund", "AMOUNT PARTY", "You paid Gusto $18,250.00."),
        ("refund issued", "AMOUNT PARTY", "Gusto refunded you $18,250.00."),
        ("invoice", "AMOUNT PARTY", "Gusto invoiced you $18,250.00."),
        ("invoice", "AMOUNT DATE", "An invoice of $18,250.00 is due on March 15, 2026."),
        ("bill", "AMOUNT PARTY", "You billed Gusto $18,250.00."),
        ("bill", "AMOUNT PARTY", "You paid Gusto's bill of $18,250.00."),
        ("transfer", "AMOUNT FROM TO", "You moved $18,250.00 from Savings to Operating."),
        (
            "journal entry",
            "AMOUNT DEBIT CREDIT",
            "An entry of $18,250.00 debits Cash at Bank and credits Prepaid Rent.",
        ),
        ("payment", "AMOUNT", "Rent of $18,250.00 was paid for Jane."),
        ("depreciation", "AMOUNT ACCOUNT", "We recorded depreciation of $18,250.00 was recorded on Office Costs."),
    ],
)
def test_a_wrong_text_has_faults(kind, slots, text):
    wrong = frame(kind, slots)
    names = judge(text, wrong)
    assert names or "jane" in slot_form(text, wrong)[0]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("rose", "fell"),
        ("so spending rose by 6.5%", "so spending changed by 6.5%"),
        ("6.5%", "6.6%"),
        ("3 payments", "4 payments"),
        ("WeWork", "Gusto"),
        ("in February 2026", "in January 2026"),
        ("(84.9%)", ""),
        ("a total of $21,502.99", "a total of $20,200.00"),
    ],
)
def test_a_summary_with_one_thing_changed_has_faults(was, now):
    assert was in SUMMED
    assert judge(SUMMED.replace(was, now, 1), frame("spending", SUMMARY, "summarise"))


def test_a_neutral_text_speaks_to_nobody():
    told = frame("payment", "AMOUNT PARTY", voice="neutral")
    assert judge("You paid Gusto $18,250.00.", told)
    assert not judge("Gusto was paid $18,250.00.", told)


def test_values_are_read_back_as_slots():
    told = frame("payment", "AMOUNT PARTY DATE")
    assert slot_form("You paid Gusto $18,250.00 on March 15, 2026.", told)[0] == "you paid [PARTY] [AMOUNT] on [DATE] ."


def test_a_name_with_digits_or_brackets_is_a_name_and_states_nothing():
    told = replace(frame("payment", "AMOUNT PARTY"), slots={"AMOUNT": VALUES["AMOUNT"], "PARTY": "Tesco [AMOUNT] 5504"})
    assert not judge("You paid “Tesco [AMOUNT] 5504” $18,250.00.", told)
