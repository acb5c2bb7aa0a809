"""Texts about books in several currencies: no amount is proven by another currency, and no two are added or compared.

Catches: euros proven by dollars, a sum or a rank over several currencies, and a count that left some of them out.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.grounding import SUPPORTED, read, verify
from guardrail.types import Operand, Proof

from .claim_tables import Claim, cases, holds

BOOKS = """
F1  2026-03-02  Gusto            Payroll   18250.00  USD
F2  2026-03-03  Maple Freight    Freight     640.00  CAD
F3  2026-03-05  Maple Freight    Freight     640.00  CAD
F4  2026-03-09  Rheinwerk        Software    420.00  EUR
F5  2026-03-11  Slack            Software    420.00  USD
F6  2026-04-02  Maple Freight    Freight     715.50  CAD
F7  2026-04-09  Rheinwerk        Software    420.00  EUR
F8  2026-04-11  Slack            Software    455.00  USD
F9  2026-04-20  Rheinwerk        Software    -60.00  EUR
"""
COLUMNS = ("id", "date", "vendor", "account", "amount", "currency")
ROWS = [
    dict(zip(COLUMNS, (cell.strip() for cell in line.split("  ") if cell.strip()), strict=True))
    for line in BOOKS.strip().splitlines()
]
ROLES = {"id": "id", "date": "date", "entity": "vendor", "account": "account", "amount": "amount"}
SOURCE = Source.from_rows(ROWS, currency="currency", **ROLES)

TEXTS = """
# one payment, in its own currency; "$" is any dollar of the books
You paid Maple Freight C$640.00 on March 3, 2026. | accept
You paid Maple Freight CAD 640.00 on March 3, 2026. | accept
You paid Maple Freight $640.00 on March 3, 2026. | accept
You paid Maple Freight €640.00 on March 3, 2026. | reject | 640.00 CAD
You paid Maple Freight £640.00 on March 3, 2026. | reject | is in GBP
You paid Rheinwerk €420.00 on March 9, 2026. | accept
You paid Rheinwerk $420.00 on March 9, 2026. | reject | €420.00
You paid Slack $420.00 on March 11, 2026. | accept
You paid Slack €420.00 on March 11, 2026. | reject | €420.00
You received a refund of €60.00 from Rheinwerk on April 20. | accept
You received a refund of $60.00 from Rheinwerk on April 20. | refuse
420.00 was paid to Rheinwerk on March 9. | accept
# sums
You spent €840.00 with Rheinwerk, €780.00 net of refunds. | accept
You spent CAD 1,280.00 on freight in March. | accept
Software cost you $875.00 and €840.00. | accept
Software cost you $1,715.00. | refuse
Software cost 1,715.00. | refuse | several currencies
Software spending came to $420.00 and €420.00 in March. | accept
Software spending came to $840.00 in March. | refuse
Total spending in March was $18,670.00. | refuse | several currencies
Total spending in March was $20,370.00. | refuse
Slack and Gusto together cost $18,670.00 in March. | accept
Slack and Rheinwerk together cost $840.00 in March. | refuse
Excluding freight, you spent $18,670.00 in March. | accept
Excluding payroll, March spending was $1,700.00. | refuse
The average payment to Maple Freight was CAD 665.17. | accept
The average payment to Slack was $437.50. | accept
The average payment to Slack was €437.50. | refuse
The average payment in March was $4,074.00. | refuse
The median payment in March was $640.00. | refuse
Freight accounted for 6.3% of spending in March. | refuse
Slack accounted for half of software spending. | refuse
# changes, comparisons and ranks
Freight fell from CAD 1,280.00 in March to CAD 715.50 in April. | accept
Freight rose by CAD 75.50 between March and April. | reject
Freight fell from €1,280.00 in March to €715.50 in April. | refuse
Software spending rose between March and April. | refuse | several currencies
Software spending fell between March and April. | refuse | several currencies
You spent more on Slack than on Rheinwerk. | refuse | several currencies
You spent as much on Slack as on Rheinwerk in March. | refuse | several currencies
You spent twice as much on Maple Freight as on Slack. | refuse
Gusto was the largest vendor in March. | refuse | several currencies
Gusto was your top vendor in March at €18,250.00. | refuse
The two largest vendors in March were Gusto and Maple Freight. | refuse
The largest payment in March was $18,250.00 to Gusto. | refuse | several currencies
The largest payment in March was CAD 640.00 to Maple Freight. | refuse
The largest payment to Maple Freight was CAD 715.50. | accept
The largest payment to Maple Freight was €715.50. | refuse
The largest payment to Slack was €455.00. | refuse
The first payment in March was $18,250.00 to Gusto. | accept
The first payment in March was €18,250.00 to Gusto. | refuse
# counts
You made five payments in March. | accept
You paid three vendors in April. | accept
You paid Maple Freight three times. | accept
You paid €420.00 twice. | accept
You paid $420.00 twice. | reject
There were two payments of $640.00 in March. | accept
There were three payments of $420.00. | reject
Two payments in March were over €400.00. | refuse | several currencies
One payment in March was over €400.00. | refuse | several currencies
There were two payments under CAD 700.00. | refuse | several currencies
Two payments to Maple Freight were under CAD 700.00. | accept
Two payments to Maple Freight were under €700.00. | refuse
Two payments to Maple Freight were between CAD 600.00 and CAD 700.00. | accept
No payment in April to Slack exceeded $500. | accept
No payment in April to Slack exceeded €500. | refuse
No payment in March exceeded €500. | refuse | several currencies
All payments in March were over €400. | refuse
All payments in March were CAD 640.00. | refuse
Every payment to Maple Freight in March was CAD 640.00. | accept
Each payment to Maple Freight was CAD 640.00. | reject | 715.50
"""


@pytest.mark.parametrize("claim", cases(TEXTS))
def test_a_text_about_several_currencies_gets_its_decision(claim: Claim) -> None:
    holds(claim, SOURCE)


SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


@given(
    amounts=st.lists(st.integers(1, 5), min_size=2, max_size=5),
    codes=st.lists(st.sampled_from(sorted(SIGNS)), min_size=5, max_size=5),
    said=st.sampled_from(sorted(SIGNS)),
    total=st.integers(1, 25),
    verb=st.sampled_from(["You paid Acme {} in all in March 2026.", "Acme was paid {} on March 2, 2026."]),
)
def test_what_is_proven_of_an_amount_is_in_its_currency(
    amounts: list[int], codes: list[str], said: str, total: int, verb: str
) -> None:
    rows = [
        {"id": f"A{at}", "date": "2026-03-02", "vendor": "Acme", "amount": f"{100 * amount}.00", "currency": code}
        for at, (amount, code) in enumerate(zip(amounts, codes, strict=False))
    ]
    books = Source.from_rows(rows, id="id", date="date", entity="vendor", amount="amount", currency="currency")
    for answer in read(verb.format(f"{SIGNS[said]}{100 * total}.00"), books):
        if answer.status == SUPPORTED and answer.proof:
            cells = {cell for operand in answer.proof.operands for cell in operand.cells}
            assert {record.currency for record in books.records if record.id in cells} == {said}


def test_a_proof_that_adds_up_several_currencies_is_none() -> None:
    dollars, mixed = (Operand(cells=cells, where=()) for cells in (("F5", "F8"), ("F4", "F5")))
    assert verify(SOURCE, Proof(operation="sum", operands=(dollars,), stated="875.00", places=-2))
    assert not verify(SOURCE, Proof(operation="sum", operands=(mixed,), stated="840.00", places=-2))
    assert verify(SOURCE, Proof(operation="count", operands=(mixed,), stated="2"))
    assert sum(Decimal(row["amount"]) for row in ROWS[3:5]) == 840
