"""A time at the end of a list is of all that it lists, and what is set against what says which way it moved.

Catches: a payment of March or a figure of 2023 that stands in a list which ends in "in April" or "in 2024".
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Decision, Source

from .claim_tables import GUARD, Claim, cases, holds
from .test_ledger_claims import SOURCE
from .test_several_months import SOURCE as MONTHS_SOURCE
from .test_statement_claims import BALANCE_SOURCE, INCOME_SOURCE, NOTES_SOURCE

LEDGER = """
# a list that ends in a time
You paid Gusto $18,910.00 and WeWork $3,200.00 in April. | accept
You paid Gusto $18,250.00 and WeWork $3,200.00 in April. | refuse
You paid Gusto $18,910.00, WeWork $3,200.00 and Slack $490.00 in April. | accept
You paid Gusto $18,250.00, WeWork $3,200.00 and Slack $490.00 in April. | refuse
You spent $3,200.00 on rent, $490.00 on software and $640.25 on travel in April. | accept
You spent $3,200.00 on rent, $588.00 on software and $640.25 on travel in April. | refuse
You spent $18,250.00 on payroll and $490.00 on software in April. | refuse
Payroll was $18,910.00 and rent $3,200.00 in April. | accept
Payroll was $18,250.00 and rent $3,200.00 in April. | refuse
You paid Gusto $18,250.00 in March, and WeWork $3,200.00 in April. | accept
You paid Gusto $18,910.00 in March, and WeWork $3,200.00 in April. | refuse
In April you paid Gusto $18,910.00, WeWork $3,200.00 and Slack $490.00. | accept
You paid Gusto $18,250.00. WeWork was paid $3,200.00 in April. | accept
# more than before
Payroll was 3.6% more in April. | accept
Payroll was 3.6% less in April. | refuse
Slack cost $70.00 more in April. | accept
Slack cost $70.00 less in April. | reject
Slack cost $70.00 more in March. | refuse
Software's share of spending fell from 2.5% in March to 2.1% in April. | escalate
Software's share of spending rose from 2.5% in March to 2.1% in April. | escalate
"""

INCOME = """
# from the earlier to the later
Net income rose from $26.5 million to $45.4 million. | accept
Net income fell from $45.4 million to $26.5 million. | reject
Net income was $45.4 million and gross profit $207.6 million in 2024. | accept
Net income was $26.5 million and gross profit $207.6 million in 2024. | refuse
Net income was $45.4 million and gross profit was $207.6 million in 2024. | accept
Net income was $26.5 million and gross profit was $207.6 million in 2024. | refuse
Net income was $26.5 million in 2023 and gross profit was $207.6 million in 2024. | accept
Net income was $45.4 million, and gross profit was $207.6 million in 2024. | accept
Net income was $26.5 million. Gross profit was $207.6 million in 2024. | accept
In 2024, net income was $45.4 million and gross profit $207.6 million. | accept
In 2024, net income was $26.5 million and gross profit $207.6 million. | reject
Net income in 2024 and 2023 was $45.4 million and $26.5 million. | accept
Net income in 2024 and 2023 was $26.5 million and $45.4 million. | reject
# which of two times is set against which
Net income was 71.1% higher in 2024 than in 2023. | accept
Net income was 71.1% higher in 2023 than in 2024. | refuse
Net income rose 71.1% in 2024 compared with 2023. | accept
Net income rose 71.1% in 2023 compared with 2024. | refuse
Net income rose $18.9 million in 2024 versus 2023. | accept
Net income rose $18.9 million in 2023 versus 2024. | refuse
Net income was higher in 2024 than in 2023. | accept
Net income was higher in 2023 than in 2024. | reject
# above or below nothing
Net income was positive in 2024. | accept
Net income was negative in 2024. | refuse
Net income was positive in 2022. | refuse
Operating income was positive in both 2024 and 2023. | accept
Income before income taxes was a positive $58.2 million in 2024. | accept
Restructuring charges were $0 million in 2024. | accept
Net income was $0 million in 2024. | reject
# one year and the same of another
Net income was $45.4 million in 2024, against $26.5 million in the same period in 2023. | accept
Net income rose from $26.5 million in the same period of 2023 to $45.4 million in 2024. | accept
From 2023 to 2024, net income rose by $18.9 million. | accept
From 2023 to 2024, net income rose by $19.9 million. | refuse
Net income changed by 71.1% from 2023 to 2024. | accept
Net income was up from $26.5 million in 2023 to $45.4 million in 2024. | accept
Net income was up to $45.4 million in 2024 from $26.5 million in 2023. | accept
Net income was up from $45.4 million in 2023 to $26.5 million in 2024. | reject
Net income in fiscal 2023/24 was $45.4 million. | accept
Gross margin was 40.8% in 2024. | accept
The gross margin was 0.41 in 2024. | refuse
Services grew 13.5%, while products grew 6.2% in 2024. | accept
Services grew 6.2%, while products grew 13.5% in 2024. | refuse
R&D fell while SG&A rose in 2024. | accept
R&D rose while SG&A fell in 2024. | reject
Net income rose by more than 70% in 2024. | accept
Net income rose by more than 72% in 2024. | refuse
Net income rose by less than 72% in 2024. | accept
Interest expense rose 15.9% to $8.1 million in 2024. | refuse
"""

NOTES = """
# what was done, where, to what and in which order
We repaid $25.0 million of our term loan in March 2024. | accept
We drew $25.0 million of our term loan in March 2024. | refuse
We had 1,840 employees at December 31, 2024. | accept
We hired 1,840 employees in 2024. | refuse
We had 1,840 stores at December 31, 2024. | refuse
We had 615 employees outside the United States at December 31, 2024. | accept
We had 615 employees in the United States at December 31, 2024. | refuse
We opened three distribution centers in Ohio in 2024. | accept
We opened three stores in Ohio in 2024. | refuse
We sold three distribution centers in Ohio in 2024. | refuse
Our largest customer accounted for 14% of net sales in 2024. | accept
Our second-largest customer accounted for 14% of net sales in 2024. | refuse
The term loan balance fell from $85.0 million to $60.0 million. | accept
The term loan balance rose from $60.0 million to $85.0 million. | reject
"""

BALANCE = """
Short-term debt fell from €400.0 million to €250.0 million. | accept
Short-term debt rose from €250.0 million to €400.0 million. | reject
Short-term debt rose from €150.0 million to €400.0 million. | accept
Short-term debt fell from €400.0 million to €150.0 million. | reject
Shareholders' equity was positive at December 31, 2023. | accept
Total equity was negative at December 31, 2023. | refuse
Short-term debt fell to €250.0 million from €400.0 million a year earlier. | accept
Short-term debt fell from €400.0 million to €250.0 million in 2023. | accept
Inventories were €655.1 million at December 31, 2023, down from €702.4 million a year earlier. | accept
Inventories averaged €648.7 million from 2021 to 2023. | accept
Inventories averaged €658.7 million from 2021 to 2023. | refuse
Inventories totaled €1,946.1 million over the three years. | accept
Between 2021 and 2023 inventories rose by 11.3%. | accept
Between 2021 and 2023 inventories fell by 11.3%. | refuse
The current ratio was 3.14 to 1 at December 31, 2023. | accept
The current ratio was 313.7% at December 31, 2023. | accept
The current ratio was €3.14 million at December 31, 2023. | refuse
Working capital was €1,840.9 million at December 31, 2023. | accept
Working capital was 1,840.9% at December 31, 2023. | refuse
The ratio of total current assets to total current liabilities was 3.1 at December 31, 2023. | accept
The ratio of total current liabilities to total current assets was 3.1 at December 31, 2023. | refuse
Long-term debt was 48.0% of shareholders' equity at December 31, 2023. | accept
Shareholders' equity was 48.0% of long-term debt at December 31, 2023. | refuse
Goodwill made up 19.4% of total assets at December 31, 2023. | accept
Goodwill made up 20.4% of total assets at December 31, 2023. | refuse
Cash and inventories together were €1,859.6 million at December 31, 2023. | accept
Cash and inventories together were €1,869.6 million at December 31, 2023. | refuse
"""


MONTHS = """
# every month, or all but one
Your AWS bill in March was the highest of the quarter. | accept
Your AWS bill in January was the highest of the quarter. | reject
You paid Staples in February and March, but not in January. | accept
You paid Staples in January and March, but not in February. | refuse
You paid Staples in February, but not in March. | refuse
Payroll was $18,250.00 in each of the three months. | refuse
Rent was paid in each of the three months. | accept
Travel was paid in each of the three months. | refuse
You paid WeWork in every month but March. | refuse
Payroll ran at about $18,500 a month. | refuse
Payroll has been $18,250.00 since January. | refuse
Payroll had been $18,250.00 until February. | accept
You paid AWS three times, $845.17, $912.40 and $1,004.88. | accept
You paid AWS three times, $845.17, $912.40 and $1,014.88. | refuse
You paid AWS twice, $845.17 and $912.40. | refuse
Three AWS payments came to $2,762.45. | accept
Four AWS payments came to $2,762.45. | refuse
Three AWS payments came to $2,862.45. | refuse
"""


@pytest.mark.parametrize("claim", cases(MONTHS))
def test_what_is_said_of_every_month_is_so_in_each(claim: Claim) -> None:
    holds(claim, MONTHS_SOURCE)


@pytest.mark.parametrize("claim", cases(LEDGER))
def test_a_time_said_last_is_of_all_payments_of_a_list(claim: Claim) -> None:
    holds(claim, SOURCE)


@pytest.mark.parametrize("claim", cases(INCOME))
def test_a_time_said_last_is_of_all_figures_of_a_list(claim: Claim) -> None:
    holds(claim, INCOME_SOURCE)


@pytest.mark.parametrize("claim", cases(NOTES))
def test_a_passage_proves_what_it_tells_and_no_other_deed(claim: Claim) -> None:
    holds(claim, NOTES_SOURCE)


@pytest.mark.parametrize("claim", cases(BALANCE))
def test_figures_of_a_day_are_held_against_that_day(claim: Claim) -> None:
    holds(claim, BALANCE_SOURCE)


SUMS = {
    "payroll": ("$18,250.00", "$18,910.00"),
    "software": ("$588.00", "$490.00"),
    "travel": ("$1,184.60", "$640.25"),
}


@given(
    order=st.permutations(sorted(SUMS)),
    months=st.lists(st.sampled_from([0, 1]), min_size=3, max_size=3),
    many=st.integers(2, 3),
)
def test_a_list_holds_only_if_all_of_it_is_of_its_time(order: list[str], months: list[int], many: int) -> None:
    said = [f"{SUMS[name][month]} on {name}" for name, month in zip(order[:many], months, strict=False)]
    text = f"You spent {', '.join(said[:-1])} and {said[-1]} in April."
    accepted = GUARD.check(text, source=SOURCE, use="note").decision is Decision.ACCEPT
    assert accepted == all(month == 1 for month in months[:many])


TWICE_A_MONTH = Source.from_rows(
    [
        {"id": f"A{at}", "date": f"2026-0{month}-{day}", "vendor": "Acme", "amount": amount}
        for at, (month, day, amount) in enumerate(
            [(1, "05", "60.00"), (1, "20", "40.00"), (2, "05", "75.00"), (2, "20", "25.00"), (3, "05", "100.00")]
        )
    ],
    id="id", date="date", entity="vendor", amount="amount", currency="USD",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("You paid Acme $100.00 every month.", Decision.ACCEPT),
        ("You paid Acme $100.00 a month.", Decision.ACCEPT),
        ("You paid Acme $60.00 every month.", Decision.REJECT),
        ("You paid Acme $60.00 a month.", Decision.ESCALATE),
    ],
)
def test_what_was_paid_every_month_may_be_paid_in_parts(text: str, decision: Decision) -> None:
    assert GUARD.check(text, source=TWICE_A_MONTH, use="note").decision is decision
