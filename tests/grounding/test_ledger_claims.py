"""Texts about one ledger, right and wrong, and what becomes of each.

Catches, row by row: a right text refused, a wrong one accepted, and a finding that does not name what the books say.
"""

from decimal import Decimal

import pytest

from guardrail import Source

from .claim_tables import GUARD, cases, claims, holds, ledger_rows

BOOKS = """
INV-2041  2026-03-02  Gusto              Payroll          18250.00
INV-2042  2026-03-05  WeWork             Rent              3200.00
INV-2043  2026-03-09  Slack              Software           420.00
INV-2044  2026-03-12  Delta Air Lines    Travel            1184.60
INV-2045  2026-03-16  Acme Retail        Sales             9400.00
INV-2046  2026-03-18  Staples            Office Supplies    236.75
INV-2047  2026-03-24  Staples            Office Supplies    -36.75
INV-2048  2026-03-27  GitHub             Software           168.00
INV-2049  2026-04-02  Gusto              Payroll          18910.00
INV-2050  2026-04-06  WeWork             Rent              3200.00
INV-2051  2026-04-09  Slack              Software           455.00
INV-2052  2026-04-14  Northwind Traders  Sales            12350.00
INV-2053  2026-04-15  Delta Air Lines    Travel             640.25
INV-2054  2026-04-20  Delta Air Lines    Travel            -150.00
INV-2055  2026-04-21  Slack              Software            35.00
INV-2056  2026-04-28  Acme Retail        Sales             4100.00
"""


ROLES = {"amount": "amount", "entity": "vendor", "date": "date", "account": "account", "id": "id"}


def as_a_bank_writes_it(row: dict[str, str]) -> dict[str, str]:
    """Money out as a minus, money in as a plus."""
    sign = 1 if row["account"] == "Sales" else -1
    return {**row, "amount": str(sign * Decimal(row["amount"]))}


SOURCE = Source.from_rows(map(as_a_bank_writes_it, ledger_rows(BOOKS)), currency="USD", **ROLES)
PLAIN = Source.from_rows(ledger_rows(BOOKS), currency="USD", **ROLES)

SINGLE = """
# one payment
You paid Gusto $18,250.00 on March 2, 2026. | accept | INV-2041
You paid Gusto $18,250.00 on 2 March. | accept | INV-2041
You paid WeWork $3,200.00 on April 6, 2026. | accept | INV-2050
On 2026-03-09 we paid Slack $420. | accept | INV-2043
The Delta Air Lines ticket on March 12 cost $1,184.60. | accept | INV-2044
Staples charged $236.75 for office supplies on March 18. | accept | INV-2046
A payment of $168.00 went to GitHub on March 27, 2026. | accept | INV-2048
$35.00 was paid to Slack on 21 April 2026. | accept | INV-2055
We paid GitHub 168 dollars in March. | accept | INV-2048
We paid Gusto USD 18,910.00 on April 2. | accept | INV-2049
Slack was paid $455.00 on April 9. | accept | INV-2051
The rent paid to WeWork in April was $3,200.00. | accept | INV-2050
GitHub got $168.00 on March 27. | accept | INV-2048
We paid eighteen thousand two hundred fifty dollars to Gusto on March 2. | accept | INV-2041
You paid Delta $640.25 on April 15. | accept | INV-2053
# the right amount on the wrong vendor
You paid WeWork $18,250.00. | reject | Gusto
You paid Slack $3,200.00 on March 5. | reject | WeWork
You paid GitHub $420.00 on March 9. | reject | Slack
Gusto was paid $3,200.00 in April. | reject | WeWork
The Staples ticket on March 12 cost $1,184.60. | refuse
# the wrong amount
You paid Gusto $18,520.00 on March 2, 2026. | reject | 18,250.00
You paid GitHub $186.00 on March 27. | reject | 168.00
You paid Slack $421 on March 9. | reject | 420.00
On March 12 we paid Delta Air Lines $1,184.06. | reject | 1,184.60
We paid eighteen thousand two hundred fifteen dollars to Gusto on March 2. | reject
You paid Gusto $18,250.01 on March 2. | reject
# the wrong account
You paid Gusto $18,250.00 for rent on March 2. | refuse
The travel payment to Slack on March 9 was $420.00. | refuse
Rent cost $18,250.00 in March. | reject
We spent $1,184.60 on software in March. | reject
# the wrong day
You paid Gusto $18,250.00 on March 3, 2026. | reject | 2026-03-02
You paid WeWork $3,200.00 on April 16. | reject
You paid GitHub $168.00 on 27 April 2026. | reject | 2026-03-27
You paid Staples $236.75 on March 24. | refuse
# the wrong month or year
You paid Gusto $18,910.00 in March. | reject
You paid GitHub $168.00 in April. | reject
You paid Gusto $18,250.00 on March 2, 2025. | refuse
You paid Slack $420.00 in May 2026. | refuse
# the wrong currency
You paid Gusto €18,250.00 on March 2. | refuse | USD
You paid GitHub £168.00 in March. | refuse | USD
We paid Slack 420 euros on March 9. | refuse | USD
We paid Gusto CAD 18,910.00 on April 2. | refuse
# the wrong scale
You paid Gusto $18,250 thousand on March 2. | reject
You paid Gusto $18.25 million on March 2. | reject
You paid Gusto $18.25 on March 2. | reject
You paid WeWork $32,000.00 on March 5. | reject
You paid WeWork $3.2k on March 5. | accept | INV-2042
You paid Gusto $18.25K on March 2. | accept | INV-2041
You paid Gusto $0.01825 million on March 2. | accept
# the wrong direction
You received $18,250.00 from Gusto on March 2. | refuse
WeWork paid you $3,200.00 in April. | refuse
We paid Acme Retail $9,400.00 on March 16. | refuse
You paid Northwind Traders $12,350.00 in April. | refuse
Slack refunded $420.00 on March 9. | refuse
We refunded Acme Retail $9,400.00 in March. | refuse
You paid Staples $36.75 on March 24. | refuse
You paid Delta Air Lines $150.00 on April 20. | refuse
# money received, and refunds
You received $9,400.00 from Acme Retail on March 16. | accept | INV-2045
Acme Retail paid $9,400.00 on March 16, 2026. | accept | INV-2045
Northwind Traders paid us $12,350.00 in April. | accept | INV-2052
We received $4,100.00 from Acme Retail on April 28. | accept | INV-2056
Staples refunded $36.75 on March 24. | accept | INV-2047
You received a refund of $36.75 from Staples in March. | accept | INV-2047
Delta Air Lines refunded $150.00 on April 20, 2026. | accept | INV-2054
A $150 refund came from Delta Air Lines in April. | accept | INV-2054
Staples refunded $63.75 on March 24. | reject
Delta Air Lines refunded $36.75 in March. | refuse
You received $12,350.00 from Acme Retail in April. | refuse
Northwind Traders paid us $12,530.00 in April. | reject | 12,350.00
Northwind Traders paid us $12,350.00 in March. | refuse
"""

TOTALS = """
# totals, over vendors, accounts and months
You paid Gusto $37,160.00 in total. | accept
We paid WeWork $6,400.00 in March and April. | accept | | true, but escalated
In total, Slack was paid $910.00. | accept | INV-2055
Payments to Slack in April came to $490.00. | accept
Software cost $588.00 in March. | accept | INV-2048
We spent $490.00 on software in April. | accept
We spent $1,078.00 on software in total. | accept
Total sales were $25,850.00. | accept |
Sales in April came to $16,450.00. | accept | INV-2052
Acme Retail paid us $13,500.00 in total. | accept
Total spending in March was $23,459.35 before refunds. | accept
Total spending in March was $23,422.60, net of refunds. | accept
We paid about $37,000 to Gusto in total. | accept
Payroll came to roughly $37,200 over the two months. | accept
You paid Gusto $37,610.00 in total. | reject
We paid WeWork $3,200.00 in total. | refuse
In total, Slack was paid $875.00. | reject
Software cost $490.00 in March. | reject
We spent $588.00 on software in April. | reject
Total sales were $25,580.00. | reject
Sales in March came to $16,450.00. | reject
Acme Retail paid us $25,850.00 in total. | reject
Total spending in March was $23,240.25. | reject
Total spending in April was $16,450.00. | refuse
# net and gross
Net of the refund, Staples cost $200.00 in March. | accept
Net travel spending in April was $490.25. | accept
Gross travel spending in April was $640.25. | accept
Net of refunds, Delta Air Lines cost $1,674.85 in total. | accept
Net of the refund, Staples cost $236.75 in March. | reject
Gross travel spending in April was $490.25. | refuse
Net travel spending in April was $640.25. | refuse
Net of refunds, Delta Air Lines cost $1,824.85 in total. | refuse
# averages
The average payment to Slack was $303.33. | accept
On average, Gusto was paid $18,580.00. | accept
The average sale was $8,616.67. | accept | | true, but rejected
The average payment to Slack was $330.33. | reject
On average, Gusto was paid $18,250.00. | refuse
The average payment to Slack was $910.00. | reject
# hedges
You paid Gusto nearly $19,000 in April. | accept
You paid Gusto more than $18,000 in March. | accept
You paid Gusto over $18,250 on March 2. | refuse
You paid GitHub at least $168 in March. | accept
You paid Gusto less than $18,000 in March. | refuse
You paid Slack about $500 on March 9. | refuse
You paid Slack at most $400 on March 9. | refuse
You paid WeWork almost $3,200 in April. | refuse
You paid WeWork about $3,300 in April. | refuse
You paid Gusto around $18,300 on March 2. | accept
You paid Gusto $18,300 on March 2. | refuse
"""

COUNTS = """
# counts
There were three payments to Slack. | accept
Slack was paid three times. | accept
We paid Slack twice in April. | accept
You made 2 payments to Gusto. | accept
There were 2 refunds in total. | accept
Gusto was paid once in March. | accept
Acme Retail paid us twice. | accept
There were two payments over $18,000. | accept
There were six payments in March. | accept
There was one refund in April. | accept
There were four payments to Slack. | reject
Slack was paid twice. | reject
We paid Slack three times in April. | reject
You made 3 payments to Gusto. | reject
There were 3 refunds in total. | reject
There were two refunds in March. | reject
Gusto was paid twice in March. | reject
Acme Retail paid us three times. | reject
There were three payments over $18,000. | reject
We paid nine vendors in March. | reject
There were no payments to Slack in March. | refuse
There were no refunds in April. | refuse
We made no payments to GitHub in April. | accept
# only, all, first, last
GitHub was paid only in March. | accept | | true, but escalated
The only payment to GitHub was $168.00. | accept
Slack was the only software vendor in April. | accept
Slack was the only software vendor in March. | refuse
The only payment to Slack was $420.00. | refuse |
WeWork was paid only in March. | refuse
The first payment to Slack was $420.00. | accept
The last payment to Slack was $35.00. | accept
The first payment to Slack was $35.00. | refuse
The last payment to Slack was $455.00. | refuse
The most recent payment to Gusto was $18,250.00. | refuse
The first payment in April went to Gusto. | accept | | true, but escalated
The first payment in April went to WeWork. | refuse
# negation
We did not pay GitHub in April. | accept
We did not pay Gusto in April. | refuse
Gusto was not paid $18,250.00 on March 2. | refuse |
We never paid Slack. | refuse
Acme Retail did not pay us in April. | refuse | | false, but accepted
No refund came from Slack. | accept
No refund came from Staples. | refuse
You have not paid WeWork $3,200.00 in March. | refuse |
"""

RELATIONS = """
# shares
Payroll made up 78% of spending in March. | accept
Sales to Acme Retail were 52.2% of total sales. | accept
Acme Retail accounted for 100% of sales in March. | accept
Slack accounted for 71% of software spending in March. | accept
Slack made up 100% of software spending in April. | accept
Payroll made up 87% of spending in March. | reject
Northwind Traders accounted for 52.2% of total sales. | reject |
Slack accounted for 29% of software spending in March. | reject
Rent made up 78% of spending in March. | reject
GitHub accounted for half of software spending in March. | reject
# comparisons
You paid Gusto more than WeWork in March. | accept
You spent more on payroll than on rent. | accept
We spent less on software than on rent in April. | accept
Acme Retail paid more than Northwind Traders. | accept
Gusto was paid $15,050.00 more than WeWork in March. | accept
We paid Slack more often than Gusto. | accept | | true, but escalated
You paid WeWork more than Gusto in March. | reject
You spent more on rent than on payroll. | reject
We spent less on rent than on software in April. | reject
Acme Retail paid less than Northwind Traders. | reject
Gusto was paid $15,500.00 more than WeWork in March. | reject
We paid Gusto more often than Slack. | reject | | false, and only escalated
WeWork received the same amount in March and April. | accept
Gusto received the same amount in March and April. | reject | 18,910
WeWork was paid twice as much as Gusto in March. | reject
# ranks
Gusto was the largest vendor in March. | accept
The largest payment in March was $18,250.00 to Gusto. | accept
Payroll was the largest account in April. | accept
The smallest payment in April was $35.00 to Slack. | accept
WeWork was the second largest vendor in March. | accept
The largest sale was $12,350.00, to Northwind Traders. | accept |
WeWork was the largest vendor in March. | reject | Gusto
The largest payment in March was $3,200.00 to WeWork. | reject
Rent was the largest account in April. | reject
The smallest payment in April was $455.00 to Slack. | reject
Delta Air Lines was the second largest vendor in March. | reject
The largest sale was $9,400.00, to Acme Retail. | reject
Slack was paid most often. | accept
Slack was paid most often, once. | reject
Slack was paid most often, three times. | accept
Slack was paid most often, 17 times. | reject
Payroll was 80% of spending, and there were 12 payments. | refuse
Payroll was 80% of spending; we made 12 payments in April. | refuse
Payroll was 80% of spending, and the average payment was $77.77. | refuse
The sum of all payments to Slack was $910.00. | accept | 3 records
Gusto was not the largest vendor. | refuse | denies
Gusto was never the largest vendor in April. | refuse
The largest payment was not $18,910.00 to Gusto. | refuse
The first payment to Slack was not on March 9. | refuse
GitHub was not paid only once. | refuse
Payroll hardly rose from March to April. | refuse
The sum of all payments to Slack was $455.00. | reject
The sum of everything paid out in March was $455.00. | refuse
You paid Slack the sum of $455.00. | accept
WeWork was paid most often. | reject
# changes
Payroll rose from $18,250.00 in March to $18,910.00 in April. | accept
Payroll rose by $660.00 from March to April. | accept
Payroll rose by 3.6% from March to April. | accept
Sales rose by 75% from March to April. | accept
Software spending fell from March to April. | accept
Rent was unchanged from March to April. | accept
Software spending fell by $98.00 from March to April. | accept
Payroll fell from March to April. | reject
Payroll rose by $606.00 from March to April. | reject
Payroll rose by 6.3% from March to April. | reject
Payroll fell by 3.6% from March to April. | reject
Sales fell by 75% from March to April. | reject |
Software spending rose from March to April. | reject
Rent rose from March to April. | reject
Payroll rose from $18,910.00 in March to $18,250.00 in April. | refuse
Payroll was unchanged from March to April. | reject
"""

UNKNOWN = """
# names, invoices and things the books do not have
You paid Zenefits $18,250.00. | refuse | Zenefits
We paid Datadog $420.00 on March 9. | refuse | Datadog
You received $9,400.00 from Globex on March 16. | refuse | Globex
We paid Gusto and Zenefits $18,250.00 in March. | refuse
Zenefits was paid in March. | refuse
We paid Slack. | accept
Invoice INV-2044 was for $1,184.60. | accept
Invoice INV-2044 was for $1,148.60. | reject
Invoice INV-2041 was paid to WeWork. | refuse
Invoice INV-9999 was for $1,184.60. | refuse | INV-9999
Invoice INV-2099 was paid on March 2. | refuse | INV-2099
We paid invoice INV-2041 on March 2. | accept
We paid invoice INV-2041 on April 2. | refuse
We spent $420.00 on marketing in March. | refuse |
# what the books cannot tell
We should pay Gusto $18,250.00 on March 2. | refuse
We owe Gusto $18,250.00. | refuse
You will pay WeWork $3,200.00 in May. | refuse
If Slack had charged $420.00 on March 9, we would have paid. | refuse
Everything but the $18,250.00 to Gusto was paid in March. | refuse |
Gusto's $18,250.00 was paid by cheque 1021. | refuse
Our balance is $18,250.00. | refuse |
The profit in March was $18,250.00. | refuse |
Thank you for your patience. | refuse
# more than one claim in a text
You paid Gusto $18,250.00 on March 2 and WeWork $3,200.00 on March 5. | accept | INV-2042
You paid Gusto $3,200.00 on March 2 and WeWork $18,250.00 on March 5. | reject
You paid Gusto $18,250.00 on March 2. You paid WeWork $3,200.00 on March 5. | accept
You paid Gusto $18,250.00 on March 2. You paid WeWork $3,300.00 on March 5. | reject
In March you paid Slack $420.00 and GitHub $168.00, $588.00 in all. | accept | | true, but rejected
In March you paid Slack $420.00 and GitHub $168.00, $598.00 in all. | refuse
Slack was paid $420.00 in March, $455.00 on April 9 and $35.00 on April 21. | accept
Slack was paid $420.00 in March, $455.00 on April 9 and $53.00 on April 21. | reject
"""


SUBTLE = """
# true numbers with a word that makes them false
You failed to pay Gusto $18,250.00 on March 2. | refuse |
You forgot to pay Gusto $18,250.00 on March 2. | refuse |
You tried to pay Gusto $18,250.00 on March 2. | refuse |
You almost paid Gusto $18,250.00 on March 2. | refuse
It is false that you paid Gusto $18,250.00 on March 2. | refuse |
Gusto was denied the $18,250.00 on March 2. | refuse |
Gusto was overpaid by $18,250.00. | refuse |
You paid Gusto and WeWork $18,250.00 each in March. | refuse |
You paid $18,250.00 twice to Gusto. | refuse |
You paid Slack three payments of $455.00. | refuse |
Two payments of $3,200.00 went to WeWork. | accept
Three payments of $3,200.00 went to WeWork. | reject
You paid Gusto $18,250.00 every month. | refuse
You paid Slack weekly. | refuse
Rent doubled from March to April. | refuse |
You paid Gusto half of $18,250.00. | refuse
You paid Gusto double the $18,250.00 of March 2. | refuse
You paid WeWork $3,200.00 in March for the second quarter. | refuse
The $18,250.00 paid to Gusto was refunded. | refuse
# several names
You paid Slack, GitHub and Gusto in March. | accept
You paid Slack, GitHub and Gusto in April. | refuse |
You paid Gusto $18,250.00 on March 2, and Zenefits too. | refuse | Zenefits
GitHub, not Slack, was paid $168.00 in March. | accept | | true, but rejected
Slack, not GitHub, was paid $168.00 in March. | refuse
Slack rather than GitHub was paid $168.00 in March. | refuse
No vendor received more than Gusto in March. | accept
No vendor received more than WeWork in March. | refuse
We paid six vendors in March. | accept
We paid seven vendors in March. | reject |
We paid at least three vendors in March. | accept |
We paid at least seven vendors in March. | refuse |
Your two largest payments were to Gusto. | accept
Your three largest payments were to Gusto. | refuse
The median payment in March was $802.30. | accept
The median payment in March was $420.00. | refuse |
Nothing was paid to Slack in March. | refuse
# before, after, since, until
You paid Gusto $18,250.00 before April 2. | accept |
You paid Gusto $18,910.00 after March 2. | accept |
Since April, you paid Gusto $18,910.00. | accept
Before March 2, you paid Gusto $18,250.00. | refuse |
After April 2, you paid Gusto $18,910.00. | refuse |
You paid Gusto $18,250.00 in Q1 2026. | accept
You paid Gusto $37,160.00 in Q1 2026. | refuse
# what stands beside a proven claim is not proven by it
Slack has been fined for fraud. You paid Slack $420.00 on March 9. | refuse | fined
Zenefits was the largest vendor. You paid Gusto $18,250.00 on March 2. | refuse
You paid Gusto $18,250.00 on March 2 for 12 employees. | escalate | | unknown, and rejected
You paid Gusto $18,250.00, which is 40% of sales. | refuse
You paid Gusto $18,250.00 on March 2. Rent fell from March to April. | reject
"""

ALL_OF_THEM = """
Slack is a software vendor, and it was paid $455.00 on April 9. | accept
They paid you $9,400.00 on March 16: Acme Retail. | accept
You paid "Slack" $420.00 on March 9. | accept
You paid 'Slack' $421.00 on March 9. | reject
The 1st payment was to Gusto on the 2nd of March. | accept
On the 1st of March you paid Gusto $18,250.00. | reject
You paid Gusto half a million dollars. | reject
You paid Gusto two and a half thousand dollars on March 2. | reject
Net of refunds, software came to $1,078.00 in all, and travel to $1,674.85. | accept
# a plural of one amount is all of them
Payments to Slack in April were $455.00. | refuse | one of several payments
Payments to Slack in April were $490.00. | accept
You made payments of $455.00 to Slack. | refuse | one of several payments
You made payments of $35.00 and $455.00 to Slack. | accept
Refunds from Staples in March were $36.75. | accept
Slack was the only software refund in March. | reject
# no payment, or every payment, on one side of an amount
No payment to Slack exceeded $500.00. | accept
No payment to Slack exceeded $450.00. | reject | 455.00
All payments in March were under $1,000.00. | reject
All payments to Slack in April were below $455.00. | refuse
# several names together, and each with its own value
Together, Gusto and Slack come to $19,400 in April. | accept
Gusto and WeWork received $3,200.00 and $18,250.00 respectively in March. | reject
You were charged $420.00 by Slack on March 9, and $455.00 on April 9. | accept
You were charged $455.00 by Slack on March 9, and $420.00 on April 9. | reject
Slack was paid $420.00 in both March and April. | reject
You paid WeWork $3,200.00 every month. | accept
Northwind Traders was our biggest source of income in April. | accept
The top three vendors in April were Gusto, WeWork and Delta Air Lines. | accept
After the refund, Staples cost us $200.00. | accept
Acme Retail generated $9,400.00 of revenue in March. | accept
Both Slack payments in April were $455.00. | reject
I couldn't find a payment to Gusto in March. | reject
We stopped paying Gusto in April. | refuse
You were $14,022.60 down in March. | accept
INV-2041 is for payroll. | accept
INV-2041 is for rent. | reject
GitHub has not been paid since March 27. | accept
# the first few
The three largest vendors in April were Gusto, WeWork and Delta Air Lines. | accept
The three largest vendors in April were Gusto, WeWork and Slack. | refuse
Your #1 vendor in April was Gusto ($18,910.00). | accept
WeWork ranked second among vendors in April with $3,200.00. | accept
Slack ranked second among vendors in April with $490.00. | refuse
More of your money went on Payroll than on anything else in March. | accept
More of your money went on Rent than on anything else in March. | refuse
March was the month with the highest spending on Software. | accept
The most recent payment to Slack is dated April 21. | accept
# money in against money out
In March, income exceeded spending by $9,400.00. | reject
Net cash flow in March was positive at $14,022.60. | reject
# numbers without a unit
Refunds in March: 1 | accept
Four of the payments in March were above $1,000. | refuse
0.7 per cent of our money in March went to GitHub. | accept
When comparing the two, Slack received less than GitHub in March. | reject
When comparing the two, Slack received more than GitHub in March. | accept
"""

TABLES = (SINGLE, TOTALS, COUNTS, RELATIONS, UNKNOWN, SUBTLE, ALL_OF_THEM)


@pytest.mark.parametrize("claim", cases(SINGLE))
def test_a_payment_is_held_against_its_record(claim):
    holds(claim, SOURCE)


@pytest.mark.parametrize("claim", cases(TOTALS))
def test_totals_and_averages_are_held_against_the_records_they_cover(claim):
    holds(claim, SOURCE)


@pytest.mark.parametrize("claim", cases(COUNTS))
def test_counts_and_what_did_not_happen_are_held_against_the_books(claim):
    holds(claim, SOURCE)


@pytest.mark.parametrize("claim", cases(RELATIONS))
def test_shares_comparisons_ranks_and_changes_are_held_against_the_books(claim):
    holds(claim, SOURCE)


@pytest.mark.parametrize("claim", cases(UNKNOWN))
def test_what_the_books_do_not_know_is_not_accepted(claim):
    holds(claim, SOURCE)


@pytest.mark.parametrize("claim", cases(SUBTLE))
def test_a_true_number_in_a_false_sentence_is_not_accepted(claim):
    holds(claim, SOURCE)


@pytest.mark.parametrize("claim", cases(ALL_OF_THEM))
def test_what_is_said_of_several_records_is_held_against_each_of_them(claim):
    holds(claim, SOURCE)


def test_a_company_that_ends_in_a_dot_does_not_swallow_the_next_sentence():
    """Catches: "Ltd." read as an abbreviation, so that of two claims one is never answered."""
    names = {"Slack": "Slack Ltd", "GitHub": "GitHub Ltd"}
    told = [
        {**row, "vendor": names.get(row["vendor"], row["vendor"])}
        for row in map(as_a_bank_writes_it, ledger_rows(BOOKS))
    ]
    source = Source.from_rows(told, currency="USD", **ROLES)
    text = "You paid GitHub more than Slack Ltd. Rent was unchanged from March to April."
    assert str(GUARD.check(text, source=source, use="note").decision) == "reject"


def test_books_that_write_every_amount_plain_say_the_same():
    """Catches: the sign of payments guessed from the sign of refunds."""
    texts = [claim.text for table in TABLES for claim in claims(table)]
    signed = [GUARD.check(text, source=SOURCE, use="note").decision for text in texts]
    plain = [GUARD.check(text, source=PLAIN, use="note").decision for text in texts]
    assert dict(zip(texts, plain, strict=True)) == dict(zip(texts, signed, strict=True))


def test_no_text_stands_twice():
    texts = [claim.text for table in TABLES for claim in claims(table)]
    assert len(texts) == len(set(texts))
