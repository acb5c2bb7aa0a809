"""A record says itself which way its money went, how it was paid, between which accounts, and when it is due."""

import pytest

import guardrail
from guardrail import Source
from guardrail.grounding import verify

GUARD = guardrail.load()
ROLES = {"amount": "amount", "date": "date", "id": "id", "account": "account", "currency": "USD"}
PAID = {
    "id": "T-104",
    "vendor": "Gusto",
    "date": "2026-03-15",
    "amount": "18250.00",
    "account": "Payroll",
    "method": "bank transfer",
    "memo": "March run 7",
}
CASH = {"id": "T-105", "vendor": "WeWork", "date": "2026-03-16", "amount": "99.50", "account": "Rent", "method": "cash"}
BILLED = {
    "id": "B-1",
    "vendor": "Metro",
    "date": "2026-03-15",
    "amount": "310.40",
    "type": "bill",
    "due_date": "2026-04-14",
}
INVOICED = {
    "id": "INV-7",
    "customer": "Maple Grove",
    "date": "2026-03-15",
    "amount": "1200.00",
    "type": "invoice",
    "due_date": "2026-04-14",
}
ENTERED = {
    "id": "J-9",
    "date": "2026-03-31",
    "amount": "900.00",
    "debit_account": "Prepaid Rent",
    "credit_account": "Cash at Bank",
}
MOVED = {"id": "X-9", "date": "2026-03-31", "amount": "900.00", "from_account": "Operating", "to_account": "Savings"}
WAGES = {"id": "P-9", "date": "2026-03-31", "amount": "4100.00", "employee": "Maria Keller", "pay_period": "2026-02"}


def books(*records):
    party = next((column for column in ("vendor", "customer", "employee") if column in records[0]), None)
    roles = {role: column for role, column in ROLES.items() if role == "currency" or column in records[0]}
    return Source.from_rows(records, entity=party, **roles)


def decide(text, source):
    verdict = GUARD.check(text, source=source, use="client-note")
    assert all(verify(source, finding.proof) for finding in verdict.findings if finding.proof)
    return verdict.decision.word


ACCEPTED = [
    ([PAID], "You paid Gusto $18,250.00 by bank transfer on March 15, 2026."),
    ([PAID, CASH], "You paid WeWork $99.50 by cash."),
    ([PAID], "You paid Gusto $18,250.00. The memo reads “March run 7”."),
    ([{"id": "R", "vendor": "Adobe", "amount": "-52.99", "type": "Refund"}], "Adobe refunded you $52.99."),
    ([{"id": "R", "vendor": "Adobe", "amount": "52.99", "type": "credit note"}], "You received a refund of $52.99 from Adobe."),
    ([{"id": "R", "customer": "Jane Roe", "amount": "500"}], "Jane Roe paid you $500.00."),
    ([{"id": "R", "customer": "Jane Roe", "amount": "40", "type": "refund"}], "You refunded Jane Roe $40.00."),
    ([{"id": "R", "customer": "Jane Roe", "amount": "40", "type": "refund"}], "Jane Roe was refunded $40.00."),
    ([{"id": "R", "customer": "Jane Roe", "amount": "40", "type": "refund"}], "We sent Jane Roe $40.00 back."),
    ([{"id": "R", "customer": "Jane Roe", "amount": "40", "type": "refund"}], "Jane Roe got $40.00 back."),
    ([BILLED], "Metro billed you $310.40 on March 15, 2026, due on April 14, 2026."),
    ([BILLED], "You received a bill from Metro for $310.40."),
    ([INVOICED], "You invoiced Maple Grove $1,200.00 on March 15, 2026, payable by April 14, 2026."),
    ([INVOICED], "You sent Maple Grove an invoice for $1,200.00 on March 15, 2026."),
    ([INVOICED], "We billed Maple Grove $1,200.00."),
    ([ENTERED], "On March 31, 2026 you debited Prepaid Rent and credited Cash at Bank for $900.00."),
    ([ENTERED], "Journal entry J-9 debits Prepaid Rent and credits Cash at Bank with $900.00."),
    ([MOVED], "You transferred $900.00 from Operating to Savings on March 31, 2026."),
    ([WAGES], "Maria Keller was paid $4,100.00 in wages for February 2026 on March 31, 2026."),
]  # fmt: skip

NOT_ACCEPTED = [
    ([PAID], "You paid Gusto $18,250.00 by cheque."),
    ([PAID, CASH], "You paid Gusto $18,250.00 by cash."),
    ([PAID, CASH], "You paid WeWork $99.50 by bank transfer."),
    ([PAID, CASH], "You paid WeWork $99.50. The memo reads “March run 8”."),
    ([{"id": "R", "vendor": "Adobe", "amount": "52.99", "type": "refund"}], "You paid Adobe $52.99."),
    ([{"id": "R", "vendor": "Adobe", "amount": "52.99", "type": "refund"}], "You refunded Adobe $52.99."),
    ([{"id": "R", "customer": "Jane Roe", "amount": "500"}], "You paid Jane Roe $500.00."),
    ([{"id": "R", "customer": "Jane Roe", "amount": "40", "type": "refund"}], "Jane Roe refunded you $40.00."),
    ([{"id": "R", "customer": "Jane Roe", "amount": "40", "type": "refund"}], "Jane Roe paid you $40.00."),
    ([{"id": "R", "vendor": "Cafe", "amount": "4", "type": "receipt"}], "Cafe paid you $4.00."),
    ([BILLED], "Metro billed you $310.40, due on April 15, 2026."),
    ([BILLED], "You invoiced Metro $310.40 on March 16, 2026."),
    ([PAID], "You invoiced Gusto $18,250.00."),
    ([INVOICED], "Maple Grove billed you $1,200.00."),
    ([ENTERED], "You debited Cash at Bank and credited Prepaid Rent for $900.00."),
    ([ENTERED], "Journal entry J-9 debits Petty Cash and credits Cash at Bank with $900.00."),
    ([MOVED], "You transferred $900.00 from Savings to Operating."),
    ([MOVED, dict(MOVED, id="X-10", amount="5.00", to_account="Reserve")], "You transferred $5.00 from Operating to Savings."),
    ([WAGES], "Maria Keller was paid $4,100.00 in wages for January 2026."),
]  # fmt: skip


@pytest.mark.parametrize(("records", "text"), ACCEPTED)
def test_what_a_record_says_of_itself_is_proven(records, text):
    assert decide(text, books(*records)) == "accept"


@pytest.mark.parametrize(("records", "text"), NOT_ACCEPTED)
def test_what_a_record_says_otherwise_is_not_accepted(records, text):
    assert decide(text, books(*records)) != "accept"


CHANGED = [
    {"id": "1", "vendor": "Gusto", "date": "2026-03-15", "amount": "18250.00"},
    {"id": "2", "vendor": "WeWork", "date": "2026-03-02", "amount": "3200.00"},
    {"id": "3", "vendor": "Gusto", "date": "2026-02-15", "amount": "17000.00"},
    {"id": "4", "vendor": "WeWork", "date": "2026-02-02", "amount": "3200.00"},
]


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("You spent $21,450.00 in March 2026, up 6.2% from $20,200.00 in February 2026.", "accept"),
        ("You spent $21,450.00 in March 2026, up 6.2% on February 2026.", "accept"),
        ("In March 2026 you spent $21,450.00, of which $18,250.00 (85.1%) went to Gusto; spending rose by 6.2% from $20,200.00 in February 2026.", "accept"),
        ("You spent $21,450.00 in March 2026, up 6.3% from $20,200.00 in February 2026.", "reject"),
        ("You spent $21,450.00 in March 2026, down 6.2% from $20,200.00 in February 2026.", "reject"),
        ("You spent $21,450.00 in March 2026, up 6.2% from $20,300.00 in February 2026.", "reject"),
        ("You spent $20,200.00 in February 2026, up 6.2% from $21,450.00 in March 2026.", "reject"),
    ],
)  # fmt: skip
def test_a_change_is_set_against_the_period_spoken_of_before(text, decision):
    assert decide(text, books(*CHANGED)) == decision


def test_of_which_speaks_of_the_time_of_the_total_before_it():
    text = "You spent $21,450.00 in March 2026, of which Gusto received $18,250.00 (85.1%)."
    assert decide(text, books(*CHANGED)) == "accept"
