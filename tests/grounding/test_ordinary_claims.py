"""What people say most of a ledger or a statement, a right and a wrong one of each, and what becomes of them.

Catches, row by row: a right text refused, and a wrong one accepted. What is right and escalates is not read yet.
"""

import pytest

from .claim_tables import Claim, cases, holds
from .test_ledger_claims import SOURCE
from .test_several_months import SOURCE as MONTHS
from .test_statement_claims import BALANCE_SOURCE, INCOME_SOURCE

TWO_MONTHS = """
You paid Gusto and WeWork $21,450.00 in March. | escalate
You paid Gusto and WeWork $3,200.00 in March. | escalate
You paid Gusto or WeWork $3,200.00 in March. | escalate
Gusto and WeWork cost $18,250.00 and $3,200.00 in March. | escalate
Gusto and WeWork cost $3,200.00 and $18,250.00 in March. | escalate
Gusto and WeWork cost you $3,200.00 and $18,250.00, respectively, in March. | reject
You paid $3,200.00 and $18,250.00 to Gusto and WeWork in March. | escalate
You paid $18,250.00 to Gusto and $420.00 to WeWork in March. | reject
In March and April you paid Slack $420.00 and $490.00. | escalate
In March and April you paid Slack $490.00 and $420.00. | escalate
You paid Slack $420.00 in March and in April. | escalate
You paid Slack $420.00 in both months. | reject
You paid WeWork $3,200.00 in both months. | accept
You paid Slack $455.00 and $35.00 in April. | accept
You paid Slack $455.00, $35.00 and $420.00 in April. | reject
On April 9 and 21 you paid Slack $455.00 and $35.00. | accept | | two days of one month are not read
On April 9 and 21 you paid Slack $35.00 and $455.00. | reject
You paid Slack $35.00 on April 9 and $455.00 on April 21. | reject
Rent and software cost $3,690.00 in April. | escalate
Rent and software cost $490.00 in April. | escalate
Rent cost $490.00 and software $3,200.00 in April. | reject
Of the $23,240.25 spent in April, $18,910.00 was payroll. | accept
Of the $23,240.25 spent in April, $18,910.00 was rent. | reject
Of the $23,459.35 spent in April, $18,910.00 was payroll. | reject
You spent $3,200.00 on rent, $640.25 on software and $490.00 on travel in April. | reject
Software was 2.1% of spending in April. | accept
Software was 2.5% of spending in April. | reject
Software's share of spending was 2.5% in March and 2.1% in April. | escalate
Software's share of spending was 2.1% in March and 2.5% in April. | escalate
Payroll rose 3.6% to $18,910.00 in April. | accept
Payroll rose 3.6% from $18,250.00 in April. | accept
Payroll rose to $18,250.00 from $18,910.00 in April. | reject
Payroll rose by $660.00, or 3.6%, in April. | accept
Payroll rose by $660.00, or 6.3%, in April. | reject
Payroll fell by $660.00, or 3.6%, in April. | reject
Payroll was $660.00 higher in April than in March. | accept
Payroll was $660.00 lower in April than in March. | reject
Payroll was $660.00 higher in March than in April. | reject
Slack cost $322.00 more than GitHub in April. | reject
Slack cost $252.00 more than GitHub in March. | accept
GitHub cost $252.00 more than Slack in March. | reject
GitHub cost $252.00 less than Slack in March. | accept
Income was $9,400.00 in March, all from Acme Retail. | escalate
Income was $16,450.00 in April, all from Northwind Traders. | escalate
Income was $16,450.00 in April, mostly from Acme Retail. | escalate
Your income of $16,450.00 in April came from Acme Retail. | reject
You received $9,400.00 from Northwind Traders in March. | reject
Acme Retail paid you $9,400.00 in April. | reject
Acme Retail paid you $4,100.00 in April, down from $9,400.00 in March. | escalate
Acme Retail paid you $4,100.00 in April, up from $9,400.00 in March. | escalate
Acme Retail paid you $13,500.00 over two months. | escalate
Acme Retail paid you $13,500.00 in April. | reject
You sold Acme Retail goods worth $9,400.00 in March. | accept
You refunded Staples $36.75. | reject
Staples refunded you $36.75 in April. | reject
You got $36.75 back from Staples on March 24. | accept
Two refunds totalled $186.75. | accept
Two refunds totalled $186.75 in April. | escalate
One refund of $150.00 came from Delta in April. | accept
Refunds rose from $36.75 in March to $150.00 in April. | accept
Refunds fell from $150.00 in March to $36.75 in April. | reject
Staples refunded you $36.75 of the $236.75 on March 24. | escalate
After a refund of $36.75, you paid Staples $200.00 net. | escalate
After a refund of $36.75, you paid Staples $236.75 net. | reject
Staples cost you $200.00 after refunds. | accept
Staples cost you $236.75 after refunds. | reject
Staples cost you $236.75 before refunds. | accept
Staples cost you $200.00 before refunds. | reject
You spent $46,699.60 in all. | accept
You spent $46,699.60 in March and April. | escalate
You spent $46,512.85 net of refunds. | accept
Your spending in March was $23,459.35. | accept
Your spending in March was $23,422.60 net of refunds. | accept
Your spending in March was $23,459.35 net of refunds. | reject
You made six payments in March. | accept
You made seven payments in March. | reject
You made six payments to six vendors in March. | accept
You made six payments to five vendors in March. | reject
You paid six vendors in March. | accept
You used five accounts in March. | accept
You used six accounts in March. | accept
There were two payments over $3,000 in March. | accept
There were three payments over $3,000 in March. | reject
There were two payments of more than $3,000 in March and two in April. | escalate
There were two payments of more than $3,000 in March and three in April. | escalate
No payment in April exceeded $19,000. | accept
No payment in April exceeded $18,000. | reject
No payment in April was below $30. | accept
No payment in April was below $100. | reject
Your largest payment was $18,910.00 to Gusto on April 2. | accept
Your largest payment was $18,250.00 to Gusto on March 2. | reject
Your second-largest payment was $18,250.00 to Gusto on March 2. | accept
Your smallest payment was $35.00 to Slack. | accept
Your smallest payment was $168.00 to GitHub. | reject
Your smallest payment in March was $168.00 to GitHub. | accept
Your largest vendor was Gusto. | accept
Your largest vendor was WeWork. | reject
Your second-largest vendor was WeWork. | accept
Your third-largest vendor was Delta. | accept
Your third-largest vendor was Slack. | reject
Your largest account was Payroll. | accept
Your largest expense category was Rent. | reject
Your largest customer was Acme Retail. | accept
Your largest customer was Northwind Traders. | reject
Acme Retail was your largest customer in March. | accept
Acme Retail was your largest customer in April. | reject
Northwind Traders was your only customer in April. | escalate
Acme Retail was your only customer in March. | escalate
Gusto and WeWork accounted for 91.4% of spending in March. | accept
Gusto and WeWork accounted for 81.4% of spending in March. | reject
Payroll was 77.8% of March spending, rent 13.6%. | accept
Payroll was 77.8% of March spending, rent 15.6%. | reject
Payroll is more than three quarters of spending in March. | accept
Payroll is less than three quarters of spending in March. | reject
Payroll is about three quarters of spending in March. | accept
Payroll is half of spending in March. | reject
Rent is 17.5% of payroll in March. | accept
Rent is 17.5% of spending in March. | reject
Rent is about a sixth of payroll in March. | escalate
Payroll is 5.7 times rent in March. | escalate
Payroll is 6.7 times rent in March. | escalate
Delta cost 2.8 times as much as Slack in March. | accept
Delta cost 3.8 times as much as Slack in March. | reject
Delta cost $764.60 more than Slack in March. | accept
Slack cost $764.60 more than Delta in March. | reject
The average payment in March was $3,909.89. | accept
The average payment in March was $3,990.89. | reject
The average payment to Slack was $313.33. | reject
"""

THREE_MONTHS = """
Your AWS bill rose from $845.17 in January to $912.40 in February and $1,004.88 in March. | escalate
Your AWS bill rose from $845.17 in January to $1,004.88 in March. | accept
Your AWS bill rose by $159.71 from January to March. | accept
Your AWS bill rose 18.9% between January and March. | accept
Your AWS bill rose 18.9% in March. | reject
Your AWS bill rose 10.1% in March. | accept
Your highest AWS bill was in March. | escalate
Your highest AWS bill was in January. | escalate
Your lowest AWS bill was $845.17, in January. | accept
Your lowest AWS bill was $845.17, in March. | reject
March was your most expensive month. | accept
January was your most expensive month. | reject
You spent the most in March. | accept
You spent the least in January. | accept
You spent the least in March. | reject
Spending peaked in March. | accept
Spending peaked in February. | reject
Spending bottomed in January. | escalate
Sales were $22,000.00 in February and $25,000.00 in March. | accept
Sales were $25,000.00 in February and $22,000.00 in March. | reject
Sales rose by $3,000.00 in March. | accept
You had no sales in January. | escalate
You had no sales in February. | escalate
Your only sale in March was $25,000.00 to Northwind Retail. | accept
Travel began in March. | escalate
You first paid Delta on March 9. | accept
You first paid Delta on March 10. | reject
You last paid Delta on March 28. | accept
You have not paid Delta since March 9. | reject
You have not paid Delta since March 28. | accept
You have not paid Staples since March. | reject
You paid Staples every month. | reject
You paid WeWork every month. | accept
WeWork's rent went up by $150.00 in March. | accept
WeWork's rent went up by $150.00 in February. | reject
Rent was $3,200.00 in January and February, then $3,350.00 in March. | escalate
Rent was $3,200.00 in January and February, then $3,200.00 in March. | escalate
Rent was $3,200.00 until February. | accept
Payroll was $55,625.00 in the quarter. | accept
Payroll was $55,625.00 in the first quarter of 2026. | accept
Payroll was $55,625.00 in the second quarter of 2026. | reject
Payroll was $55,625.00 in Q1 2025. | reject
Payroll was $55,625.00 in 2026. | accept
Payroll was $55,625.00 in 2025. | reject
Payroll was $55,625.00 last year. | escalate
Payroll was $19,125.00 last month. | escalate
Payroll averaged $18,541.67 a month. | accept
Payroll averaged $18,541.67. | accept
Payroll averaged $18,641.67 a month. | reject
You paid Gusto three times in the quarter. | accept
You paid Gusto on the 5th of every month. | escalate
You pay Gusto on the 5th. | escalate
You paid Gusto on January 5, February 5 and March 5. | accept
You paid Gusto on January 5, February 5 and March 6. | reject
You paid Gusto $18,250.00 on January 5 and February 5. | escalate
You paid Gusto $18,250.00 on January 5 and March 5. | escalate
You paid AWS three times, for a total of $2,762.45. | accept
You paid AWS three times, for a total of $2,862.45. | reject
You paid AWS four times, for a total of $2,762.45. | reject
You paid AWS $2,762.45 in three payments. | accept
You paid AWS $2,762.45 in four payments. | reject
You paid AWS $2,762.45 over three months. | escalate
You paid AWS $2,762.45 in March. | reject
Three AWS payments of about $920 came to $2,762.45. | reject
You paid AWS $912.40 between January and March. | escalate
"""


@pytest.mark.parametrize("claim", cases(TWO_MONTHS))
def test_an_ordinary_claim_of_two_months_gets_its_decision(claim: Claim) -> None:
    holds(claim, SOURCE)


@pytest.mark.parametrize("claim", cases(THREE_MONTHS))
def test_an_ordinary_claim_of_three_months_gets_its_decision(claim: Claim) -> None:
    holds(claim, MONTHS)


INCOME = """
Meridian's net sales were $508.8 million in 2024. | accept
Net sales grew 7.6% in 2024, outpacing cost of sales, which grew 4.2%. | escalate
Net sales grew 4.2% in 2024, outpacing cost of sales, which grew 7.6%. | escalate
Cost of sales was 59.2% of net sales in 2024. | accept
Cost of sales was 61.1% of net sales in 2024. | escalate
Cost of sales was 61.1% of net sales in 2023 and 59.2% in 2024. | escalate
Operating margin improved from 8.9% to 13.3%. | escalate
Operating margin improved from 13.3% to 8.9%. | escalate
Operating margin declined from 13.3% to 8.9%. | escalate
Operating margin was 13.3% in 2024, up from 8.9% in 2023. | accept
Operating margin was 8.9% in 2024, up from 13.3% in 2023. | reject
Gross margin widened by 1.9 percentage points in 2024. | escalate
Gross margin narrowed by 1.9 percentage points in 2024. | escalate
EPS rose 71.7% to $1.82. | escalate
EPS rose 71.7% to $1.06. | escalate
EPS fell 71.7% to $1.82. | escalate
EPS of $1.82 compares with $1.06 a year earlier. | escalate
EPS of $1.06 compares with $1.82 a year earlier. | escalate
SG&A rose by $7.1 million while R&D fell by $2.8 million in 2024. | accept
SG&A rose by $2.8 million while R&D fell by $7.1 million in 2024. | escalate
SG&A rose by $7.1 million and R&D by $2.8 million in 2024. | reject
Of net sales, $412.4 million came from products and $96.5 million from services in 2024. | accept
Of net sales, $96.5 million came from products and $412.4 million from services in 2024. | reject
Products brought in $412.4 million and services $96.5 million in 2024. | accept
Products brought in $388.1 million and services $85.0 million in 2024. | reject
Income taxes took $12.8 million of pre-tax income of $58.2 million in 2024. | escalate
Income taxes took $12.8 million of pre-tax income of $34.0 million in 2024. | escalate
Interest expense of $9.4 million was 13.9% of operating income in 2024. | accept
Interest expense of $9.4 million was 23.9% of operating income in 2024. | escalate
Net income was $45.4 million, or $1.82 per diluted share, in 2024. | escalate
Net income was $45.4 million, or $1.06 per diluted share, in 2024. | escalate
Net income was $26.5 million, or $1.06 per diluted share, in 2024. | escalate
Net income was $26.5 million, or $1.06 per diluted share, in 2023. | escalate
Net income was $45.4 million in 2024 ($26.5 million in 2023). | accept
Net income was $45.4 million in 2023 ($26.5 million in 2024). | reject
Net income: $45.4 million (2023: $26.5 million). | escalate
Net income: $26.5 million (2023: $45.4 million). | escalate
Net income (2024): $45.4 million. | accept
Net income (2024): $26.5 million. | reject
Net income increased $18.9 million, or 71.1%, to $45.4 million. | accept
Net income increased $18.9 million, or 17.1%, to $45.4 million. | escalate
Net income increased $18.9 million, or 71.1%, to $26.5 million. | reject
Net income decreased $18.9 million, or 71.1%, to $45.4 million. | escalate
Meridian was profitable in 2024. | escalate
Meridian made a loss in 2024. | escalate
Meridian turned a profit of $45.4 million in 2024. | accept
Meridian turned a profit of $26.5 million in 2024. | escalate
Meridian posted a net loss of $45.4 million in 2024. | escalate
Meridian swung from a loss of $26.5 million in 2023 to a profit of $45.4 million in 2024. | escalate
Net income increased 71.1% to $26.5 million. | reject
Net income increased 71.1% from $26.5 million. | accept
Net income increased 71.1% from $45.4 million. | reject
Net income increased to $26.5 million. | reject
Net income increased to $45.4 million. | accept
R&D fell to $41.2 million. | accept
R&D fell to $44.0 million. | reject
Net income was $26.5 million, up from $45.4 million. | reject
Net income was $26.5 million, down from $45.4 million. | reject
"""

BALANCE = """
Cash was higher than inventories at December 31, 2023. | accept
Total assets fell every year from 2021 to 2023. | escalate
Inventories rose every year from 2021 to 2023. | escalate
Goodwill was unchanged from 2021 to 2023. | escalate
Goodwill rose from 2021 to 2023. | reject
Total liabilities were higher in 2022 than in 2023. | accept
Total liabilities were highest in 2022. | accept
Total liabilities were highest in 2023. | escalate
Short-term debt peaked at €400.0 million in 2022. | accept
Short-term debt peaked at €250.0 million in 2023. | escalate
Long-term debt was at its lowest in 2022. | accept
Long-term debt was at its lowest in 2021. | escalate
Inventories were the smallest current asset at December 31, 2023. | accept
Cash was the largest current asset at December 31, 2023. | accept
Accounts receivable was the largest current asset at December 31, 2023. | escalate
Cash and receivables made up 75.8% of current assets at December 31, 2023. | escalate
Cash made up 44.6% of current assets at December 31, 2023. | accept
Cash made up 44.6% of total assets at December 31, 2023. | escalate
Cash made up 16.1% of total assets at December 31, 2023. | accept
Total debt was €2,390.0 million at December 31, 2023. | escalate
Equity exceeded total liabilities at December 31, 2023. | accept
Total liabilities exceeded equity at December 31, 2023. | reject
Total assets grew 4.8% in 2023. | accept
Total assets grew 2.8% in 2023. | escalate
Total assets grew 4.8% in 2022. | escalate
Total assets grew 7.6% over two years. | escalate
Total assets grew 7.6% from 2021 to 2023. | accept
Total assets grew by €339.0 million in 2023. | accept
Total assets grew by €339.0 million to €7,462.9 million in 2023. | accept
Total assets grew by €339.0 million to €7,123.9 million in 2023. | reject
Total assets grew from €7,123.9 million to €7,462.9 million. | accept
Total assets were €7.46 billion at December 31, 2023. | accept
Total assets were €7.46 million at December 31, 2023. | reject
Total assets were $7.46 billion at December 31, 2023. | escalate
Total assets were over €7 billion at the end of each year but 2021. | escalate
Total assets were over €7 billion at December 31, 2023 and 2022. | accept
Total assets were below €7 billion at December 31, 2021. | accept
Total assets were below €7 billion at December 31, 2023. | escalate
Inventories fell 6.7% in 2023 after rising 19.3% in 2022. | escalate
Inventories rose 6.7% in 2023 after falling 19.3% in 2022. | escalate
Inventories fell 6.7% in 2023 after rising 9.3% in 2022. | escalate
Accounts payable fell by €23.4 million in 2023 to €611.4 million. | accept
Accounts payable rose by €23.4 million in 2023 to €611.4 million. | escalate
Accounts payable fell by €23.4 million in 2023 to €634.8 million. | reject
Equity was €4,461.5 million, up 8.8% from 2022. | escalate
Equity was €4,461.5 million, up 8.8% from 2021. | escalate
Equity was €4,461.5 million, down 8.8% from 2022. | escalate
Equity was €4,099.1 million, up 8.8% from 2022. | escalate
The equity ratio was 59.8% at December 31, 2023. | accept
The equity ratio was 57.5% at December 31, 2023. | escalate
Short-term debt reached a peak of €250.0 million in 2023. | escalate
Short-term debt reached a peak of €400.0 million in 2022. | accept
"""


@pytest.mark.parametrize("claim", cases(INCOME))
def test_an_ordinary_claim_of_two_years_gets_its_decision(claim: Claim) -> None:
    holds(claim, INCOME_SOURCE)


@pytest.mark.parametrize("claim", cases(BALANCE))
def test_an_ordinary_claim_of_three_days_gets_its_decision(claim: Claim) -> None:
    holds(claim, BALANCE_SOURCE)
