"""Texts about three months of one ledger, right and wrong: what is left out, what every month was, who was first.

Catches, row by row: a right text refused, and a wrong one accepted.
"""

import pytest

from guardrail import Source

from .claim_tables import cases, holds, ledger_rows

BOOKS = """
T1   2026-01-05  Gusto                Payroll          -18250.00
T2   2026-01-12  WeWork               Rent              -3200.00
T3   2026-01-20  Amazon Web Services  Software           -845.17
T4   2026-02-05  Gusto                Payroll          -18250.00
T5   2026-02-11  WeWork               Rent              -3200.00
T6   2026-02-14  Staples              Office Supplies    -129.99
T7   2026-02-20  Amazon Web Services  Software           -912.40
T16  2026-02-26  Northwind Retail     Sales             22000.00
T8   2026-02-27  Staples              Office Supplies      42.50
T9   2026-03-05  Gusto                Payroll          -19125.00
T10  2026-03-09  Delta Air Lines      Travel             -611.30
T11  2026-03-11  WeWork               Rent              -3350.00
T12  2026-03-20  Amazon Web Services  Software          -1004.88
T13  2026-03-24  Staples              Office Supplies     -88.10
T14  2026-03-28  Delta Air Lines      Travel             -240.00
T15  2026-03-30  Northwind Retail     Sales             25000.00
"""


SOURCE = Source.from_rows(
    ledger_rows(BOOKS), amount="amount", entity="vendor", date="date", account="account", id="id", currency="USD"
)

LEFT_OUT = """
Excluding payroll, March spending was $5,294.28. | accept
Excluding payroll, March spending was $5,394.28. | refuse
Four vendors were paid in March besides Gusto. | accept
Five vendors were paid in March besides Gusto. | refuse
Apart from payroll, your largest expense in March was rent. | accept
Apart from payroll, your largest expense in March was travel. | refuse
Other than Gusto, WeWork was the biggest vendor in Q1. | accept
Other than WeWork, Staples was the biggest vendor in Q1. | refuse
Excluding refunds, you spent $175.59 at Staples. | refuse
Excluding payroll, rent made up 63.3% of March spending. | accept
Excluding payroll, rent made up 13.7% of March spending. | refuse
Excluding payroll, March spending was $5,294.28 and February's was $4,199.89. | accept
Excluding rent and payroll, March spending was $5,294.28. | refuse
"""

EVERY_MONTH = """
Your AWS bill has climbed every month: $845.17, $912.40 and $1,004.88. | accept
Your AWS bill has climbed every month: $845.17, $1,004.88 and $912.40. | refuse
Your AWS bill has fallen every month. | refuse
Your average monthly rent was $3,250. | accept
Your average monthly rent was $3,200. | refuse
Software spending grew in each month of the quarter. | accept
Travel spending grew in each month of the quarter. | refuse
Your AWS bill has climbed every month: $845.17, $912.40 and $1,014.88. | refuse
On average you spent $3,250 a month on rent. | accept
Rent averaged $3,250 per month in Q1. | accept
Rent averaged $3,350 per month in Q1. | refuse
Spending on software rose every month from January to March 2026. | accept
Payroll averaged $18,541.67 a month over the quarter. | accept
You paid Staples twice in Q1 for a total of $218.09, which averages out to $109.05 per payment. | accept
You paid Staples twice in Q1 for a total of $218.09, which averages out to $119.05 per payment. | refuse
"""

TIMES = """
There were no travel expenses in January or February. | accept
Payroll was flat in January and February, then rose by $875 in March. | accept
Payroll was flat in January and February, then rose by $785 in March. | refuse
March's net cash flow was $580.72. | accept
March's net cash flow was negative. | refuse
You paid WeWork on the 12th of January, the 11th of February and the 11th of March. | accept
You paid WeWork on the 12th of January, the 12th of February and the 11th of March. | refuse
Gusto got more than five times what WeWork got in Q1. | accept
Gusto got more than six times what WeWork got in Q1. | refuse
March's total spending was $24,419.28. | accept
Gusto received more than five times as much as WeWork in Q1. | accept
You paid Gusto more than five times what you paid WeWork in Q1. | accept
Payroll was unchanged between January and February. | accept
You did not pay Delta Air Lines in January or February. | accept
You did not pay Staples in January or February. | refuse
You paid Staples in February and March. | accept
You paid Staples in January and February. | refuse
Payroll was flat in January and February. | accept
Payroll was unchanged in January and February. | accept
Payroll was the same in January and February. | accept
Payroll was flat in January and February, then rose in March. | accept
3 payments were superior to $18,000 in Q1 2026. | accept
4 payments were superior to $18,000 in Q1 2026. | refuse
All payments to Staples in Q1 2026 fall below $200.00. | accept
All payments to Staples in Q1 2026 fall below $100.00. | refuse
You paid WeWork in three different months. | accept
You paid WeWork in two different months. | refuse
You received 2 payments until today. | accept
Northwind Retail shows up as a payee in two different months. | refuse
WeWork shows up as a payee in three different months. | accept
Before any refunds, Staples charged you $218.09 in Q1. | accept
Counting refunds, Staples has really cost you $175.59 in Q1. | accept
"""

SEVERAL = """
Rent and payroll rose in March by $150 and $875 respectively. | accept
Staples and Delta Air Lines combined represent 3.8% of total spending in March 2026. | accept
Staples and Delta Air Lines combined represent 4.8% of total spending in March 2026. | refuse
Between them, Gusto and WeWork make up 92.0% of your outgoings in March. | accept
Between them, Gusto and WeWork make up 82.0% of your outgoings in March. | refuse
Gusto ($19,125.00) and WeWork ($3,350.00) combine for $22,475.00 in March 2026. | accept
Gusto ($19,125.00) and WeWork ($3,350.00) combine for $22,575.00 in March 2026. | refuse
Gusto ($19,125.00) and WeWork ($3,250.00) combine for $22,475.00 in March 2026. | refuse
Your two biggest suppliers in March were Gusto at $19,125.00 and WeWork at $3,350.00. | accept
Your two biggest suppliers in March were Gusto at $19,125.00 and WeWork at $3,250.00. | refuse
Your two biggest suppliers in March were Gusto at $19,125.00 and Staples at $88.10. | refuse
- **Top 3 vendors by total spend** in March: 1. Gusto, 2. WeWork, 3. Amazon Web Services | accept
- **Top 3 vendors by total spend** in March: 1. Gusto, 2. WeWork, 3. Staples | refuse
Top three vendors by dollars paid in March 2026 are Gusto, then WeWork, then Amazon Web Services. | accept
"""

RANKED = """
You paid Staples once in March, more than anyone. | reject
You paid Delta Air Lines twice in March, more than anyone. | accept
Gusto was your biggest expense in Q1 2026, at $55,625.00. | accept
WeWork was your biggest expense in Q1 2026, at $55,625.00. | refuse
January's largest payment was $18,250.00 to Gusto. | accept
For WeWork, the first payment was January 12 and the most recent one was March 11. | accept
For WeWork, the first payment was January 12 and the most recent one was March 12. | refuse
Gusto was your biggest vendor during March, with $19,125.00 in total, or 78.3% of everything you spent. | accept
Gusto was your biggest vendor during March, with $19,125.00 in total, or 68.3% of everything you spent. | refuse
# each of three was paid once, so that none was paid most often
WeWork was paid most often in January: once. | refuse
The largest expense over the period tested was Payroll. | accept
Second most went to WeWork in March: $3,350.00. | accept
Second most went to WeWork in March: $3,250.00. | refuse
Second most went to Staples in March: $88.10. | refuse
The highest total income in March 2026 comes from Northwind Retail, which is USD 25,000.00. | escalate | nothing but Northwind Retail
You paid Delta Air Lines most often in March: twice. | accept
You paid Delta Air Lines most often in February: twice. | refuse
Your go-to merchant in March is Delta Air Lines: you paid them twice, more than anyone else. | accept
Your go-to merchant in March is Staples: you paid them once, more than anyone else. | refuse
DELTA AIR LINES got the most payments of any vendor in March 2026, 2 in all. | accept
DELTA AIR LINES got the most payments of any vendor in March 2026, 3 in all. | refuse
The vendor you paid most frequently in March was Delta Air Lines, with two payments. | accept
The vendor you paid most frequently in March was Delta Air Lines, with three payments. | refuse
$24,419.28 spent in March, with $19,125.00 going on one payment to Gusto, your largest. | accept
$24,419.28 spent in March, with $3,350.00 going on one payment to WeWork, your largest. | refuse
Your single largest expense in February 2026 was an $18,250.00 payment to Gusto on February 6, 2026. | refuse
Your single largest expense in February 2026 was an $18,250.00 payment to Gusto on February 5, 2026. | accept
"""

WORDED = """
You paid Gusto $55,625.00 over the quarter. | accept
Rent went up from $3,200 in February to $3,350 in March. | accept
Rent went up from $3,200 in February to $3,250 in March. | refuse
Staples issued a refund of $42.50 on February 27. | accept
Staples issued a refund of $129.99 on February 27. | refuse
Two trips with Delta Air Lines in March cost $851.30 altogether. | accept
You flew with Delta twice in March for a total of $851.30. | accept
You flew with Delta three times in March for a total of $851.30. | refuse
In March, payroll made up 78.3% of your spending. | accept
In March, payroll made up 68.3% of your spending. | refuse
There were no travel expenses in February or March. | refuse
There were no software expenses in January. | refuse
Sales came to $25,000 in March, compared with $22,000 in February. | accept
Sales came to $22,000 in March, compared with $25,000 in February. | refuse
Income from Northwind Retail rose 13.6% month over month in March. | accept
Income from Northwind Retail rose 12.6% month over month in March. | refuse
After the refund, you spent a net $175.59 at Staples. | accept
After the refund, you spent a net $218.09 at Staples. | refuse
The smallest payment of the quarter was $88.10 to Staples on March 24. | accept
The smallest payment of the quarter was $129.99 to Staples on February 14. | refuse
You received $47,000 from Northwind Retail. | accept
You paid $47,000 to Northwind Retail. | refuse
The March Gusto payment was 4.8% higher than February's. | accept
The March Gusto payment was 5.8% higher than February's. | refuse
Nothing was paid to Delta Air Lines before March 9. | accept
Nothing was paid to Staples before March 9. | refuse
Net cash flow in March was $580.72. | accept
The net cash flow for March was $580.72. | accept
Payroll was flat from January to February. | accept
Payroll stayed flat in February. | accept
Rent and payroll both rose in March. | accept
Rent rose in March. | accept
Both rent and payroll went up in March. | accept | | both before two names is read as all
Both rent and travel went down in March. | refuse
- **3** payments to WeWork in 2026 | accept
- **4** payments to WeWork in 2026 | refuse
No payment in February 2026 passes $20,000. | accept
No payment in February 2026 passes $10,000. | refuse
1 disbursement in March 2026 exceeded $5,000.00. | accept
2 disbursements in March 2026 exceeded $5,000.00. | refuse
Woohoo! Staples has refunded you $42.50 (27 February). | accept
Ka-ching! You paid WeWork $3,350.00 on 11 March. | accept
The $88.10 you paid Staples on March 24, 2026 falls under Office Supplies. | accept
The $88.10 you paid Staples on March 24, 2026 falls under Rent. | refuse
I've put the $88.10 paid to Staples on March 24, 2026 down to Office Supplies. | accept
Staples gave you $42.50 back in February 2026, which shows up as a refund. | accept
Document T11, dated 11 Mar 2026, agrees to the ledger at USD 3,350.00. | accept
Document T11, dated 11 Mar 2026, agrees to the ledger at USD 3,550.00. | refuse
Spending is up 21% from January. | accept | | the later of the two months is not said
Spending was up in March. | accept
Rent up in March. | accept
Rent down in March. | refuse
Your payments to WeWork run from January 12, 2026 through March 11, 2026. | accept
Your payments to WeWork run from January 11, 2026 through March 11, 2026. | refuse
Your payments to WeWork run from January 12 through March 12. | refuse
Nothing got coded to Travel in March. | refuse
Nothing got coded to Travel in January. | accept
The $88.10 to Staples on March 24 got coded to Office Supplies. | accept
$3,350 has come into your account in March. | refuse
$25,000 has come into your account in March. | accept
Nothing to or from WeWork in March! | refuse
Nothing to or from Delta Air Lines in January! | accept
Hi WeWork team, our records show we paid you $3,350.00 on Mar 11, 2026. | accept
Hi WeWork team, our records show we paid you $3,250.00 on Mar 11, 2026. | refuse
Hi Gusto, we paid you a total of $55,625.00 in 2026. | accept
In March 2026, $580.72 more came in than went out. | accept
In March 2026, $580.72 more went out than came in. | refuse
Travel takes up 3.5% of what you spent in March. | accept
T11 is from WeWork and coded to Rent. | accept
T11 is from WeWork and coded to Travel. | refuse
Allowing for refunds, your outgoings in February were $22,449.89. | accept
"""

PLAIN = """
You paid Staples in every month from February to March 2026. | accept
You did not pay WeWork every month. | refuse
3 payments above $18,000 in Q1 2026. | accept
A purchase of $218.09 at Staples in Q1 2026. | refuse
In January there were 3 payments in March. | refuse
You paid WeWork once for zorbing in March. | refuse
No vendor got more than anybody. | refuse
Zenith Partners is not a vendor that you paid. | accept
The number of payments to WeWork in Q1 was 3. | accept
The number of payments to WeWork in Q1 was 4. | refuse
The only payment over $10,000 in March was to Gusto. | escalate
Dear valued client, you paid WeWork $3,350.00 in March. | accept
Dear valued client, you paid WeWork $3,250.00 in March. | refuse
There were twice as many payments to Delta Air Lines as to Gusto in March. | accept
There were three times as many payments to Delta Air Lines as to Gusto in March. | refuse
March accounted for 35.3% of Q1 2026 spending. | accept
March accounted for 45.3% of Q1 2026 spending. | refuse
Rent rose from $3,200 to $3,350 in March. | accept
Rent rose from $3,100 to $3,350 in March. | refuse
You did not pay Gusto more than WeWork in March. | refuse
That is 12% of it. | refuse
In March 2026 you ended up $580.72 ahead. | accept
In March 2026 you ended up $580.72 behind. | refuse
You did not pay WeWork for zorbing in March. | refuse
You paid WeWork once in March. | accept
The payment of $88.10 went to Staples. | accept
No payment to Staples in Q1 2026 was above $200. | accept
No payment to Staples in Q1 2026 was above $100. | refuse
Every payment to Gusto in January was $18,250.00. | escalate
WeWork, then Staples, were paid in March. | accept
Your last payment to Delta Air Lines was $240.00 on March 28. | accept
Your last payment to Delta Air Lines was $611.30 on March 9. | refuse
The first payment of the year was $18,250.00 to Gusto. | accept
The smallest refund was $42.50 from Staples. | accept
Delta Air Lines was paid less than WeWork in March. | accept
Delta Air Lines was paid more than WeWork in March. | refuse
The average payment to Staples was $109.05. | accept
The average payment to Staples was $119.05. | refuse
The vendors with the highest spend in March were Gusto and WeWork. | accept
Spending in March exceeded spending in February. | accept
Spending in March trailed spending in February. | refuse
Refunds came to $42.50. | accept
Refunds came to $45.20. | refuse
"""


TABLES = (LEFT_OUT, EVERY_MONTH, TIMES, SEVERAL, RANKED, WORDED, PLAIN)


@pytest.mark.parametrize("claim", [case for table in TABLES for case in cases(table)])
def test_a_text_about_several_months_gets_its_decision(claim):
    holds(claim, SOURCE)
