"""Words and shapes of sentences that other writers use, and what must not be read into those that nobody knows.

Catches: a right text contradicted because of a word that was not understood, and a wrong one proven by reading past it.
"""

import pytest

from guardrail import Source

from .claim_tables import GUARD, Claim, cases, holds
from .test_ledger_claims import ROLES, SOURCE

RIGHT = """
# words of other writers
Slack cost you $490.00 all up in April. | accept
Payments to Slack diminished from $490.00 in April to $420.00 in March. | refuse
Slack spending climbed to $490.00 in April from $420.00 in March. | accept
Our number one vendor in April was Gusto, at $18,910.00. | accept
Our number two vendor in April was WeWork, at $3,200.00. | accept
#2 vendor in April: WeWork at $3,200.00. | accept
The principal payee in April was Gusto, with $18,910.00. | accept
Our largest cost in April was Payroll, at $18,910.00. | accept
The two vendors with the highest spend in April are Gusto and WeWork. | accept
No single payment in April came to more than $20,000. | accept
No, you spent more at Slack than at GitHub. | accept
I've got four transactions between April 15 and April 28. | accept
We paid WeWork on one occasion in April. | accept
1 reversal was identified in April. | accept
# a whole and its part; a change and what it is set against
Spend in April of $23,090.25 includes $3,200.00 of Rent. | accept
Slack: $490.00 in April, up $70.00 vs March. | accept
Slack: 2 payments, $490.00 in total in April. | accept
Slack ran above March in April. | accept
Slack cost $490.00 in April across 2 payments, up 16.7% on March. | accept
Slack cost $490.00 in April, down from $588.00 in March. | refuse
Software was $490.00 in April, down 16.7% from March. | accept
The top vendor in April was Gusto with $18,910.00, followed by WeWork with $3,200.00. | accept
Net income for April was -$6,640.25. | accept
Spending rose between February and March 2026. | refuse
# somebody's sum or one payment: whichever of them is so
Our largest supporter in April was Northwind Traders, with $12,350.00. | accept
"""

WRONG = """
# a word in the place of the verb or of the superlative that nobody knows
Slack kindly zorked $455.00 on April 9. | refuse
Our flumtious payee in April was WeWork, with $3,200.00. | refuse
The principal payee in April was WeWork, with $3,200.00. | reject
Our number one vendor in April was WeWork, at $3,200.00. | reject
#2 vendor in April: Slack at $490.00. | refuse
Slack: $490.00 in April, down $70.00 vs March. | reject
Slack ran below March in April. | reject
Spend in April of $23,090.25 includes $3,300.00 of Rent. | reject
No single payment in April came to more than $15,000. | reject
No, you spent less at Slack than at GitHub. | reject
2 reversals were identified in April. | reject
The top vendor in April was Gusto with $18,910.00, followed by Slack with $490.00. | reject
Net income for April was $6,640.25. | reject
Software fell to $490.00 in April from $588.00 in March, an increase of 16.7%. | refuse
# what belongs to one record, or to all of them
Overall, at $18,910.00, the payment to GitHub was the smallest. | reject
Over the whole time, on average, a payment to Slack was $455.00. | reject
You spent $455.00 at Slack over the whole period. | escalate | one of several payments
Between March 2 and April 28, we spent $455.00 with Slack. | escalate | one of several payments
Spending with Slack was higher in April than in March, and in April, there were 12 payments. | refuse
We spent roughly ten times as much at Slack as at GitHub in March. | refuse
$9,400.00 left for Acme Retail on March 16. | reject
More went on Sales than on Rent overall. | refuse
There was a purchase of $168.00 at GitHub on March 27, and we paid nothing to Slack over the whole period. | refuse
You spent roughly twice as much at Slack in April as at GitHub in March. | refuse
"""


EQUAL = """
# two that are equal, or not
We spent as much with WeWork in March as in April. | accept
We spent as much with Slack in March as in April. | reject | 490.00
You spent as much on Slack as on GitHub in March. | reject | 168.00
You spent as little on Slack as on GitHub in March. | reject
You spent the same on Slack as on GitHub in March. | reject
You paid Gusto and Slack equally in March. | reject
WeWork cost the same in March and April. | accept
Slack cost the same in March and April. | reject
You spent the same $3,200.00 on WeWork in March as in April. | accept
You spent the same $3,300.00 on WeWork in March as in April. | refuse
You paid Slack as often as Gusto in March. | accept
You paid Slack as often as GitHub. | reject
You made as many payments to Slack as to GitHub in March. | accept
You made as many payments to Slack as to WeWork. | reject
You spent almost as much on Slack as on GitHub in March. | refuse
You spent at least as much on Slack as on GitHub in March. | refuse
You did not spend as much on GitHub as on Slack in March. | refuse
Cedar cost as much in March as in April. | refuse
You spent as much on GitHub in April as on Staples in April. | refuse
The largest payment to WeWork was the same in March and April. | refuse
# "as" that compares nothing
As much as $3,200.00 went to WeWork in March. | accept
As of April 9, you paid Slack $455.00. | accept
Slack as well as GitHub was paid in March. | accept
# several that are equal: none is the first
Most payments in March went to Slack. | refuse | come to the same
You paid Slack most often in March. | refuse
Slack had the fewest payments in March. | refuse
Slack had the most payments in April. | accept
Gusto had the most payments in April. | reject
# between two amounts
Two payments in April were between $400 and $700. | accept
There were three payments between $400 and $700 in April. | reject
In April we made two payments of between $400 and $700. | accept
All payments in April were between $35.00 and $18,910.00. | accept
All payments in April were between $100.00 and $18,910.00. | reject | 35.00
"""


@pytest.mark.parametrize("claim", cases(RIGHT))
def test_other_writers_are_understood(claim: Claim) -> None:
    holds(claim, SOURCE)


@pytest.mark.parametrize("claim", cases(EQUAL))
def test_two_that_are_said_to_be_equal_are(claim: Claim) -> None:
    holds(claim, SOURCE)


@pytest.mark.parametrize("claim", cases(WRONG))
def test_what_is_not_understood_proves_nothing(claim: Claim) -> None:
    holds(claim, SOURCE)


@pytest.mark.parametrize(
    "text", ["Acme Retail paid you -$4,100.00 on April 28.", "A receipt of -$9,400.00 from Acme Retail was posted."]
)
def test_a_minus_that_the_books_do_not_have_is_not_proven(text: str) -> None:
    assert str(GUARD.check(text, source=SOURCE, use="note").decision) != "accept"


def test_an_account_that_is_a_word_of_every_ledger_is_no_ground_for_a_contradiction() -> None:
    rows = [
        {"id": "A1", "date": "2026-03-02", "vendor": "Waterstones", "account": "Books", "amount": "80.00"},
        {"id": "A2", "date": "2026-03-09", "vendor": "Gusto", "account": "Payroll", "amount": "900.00"},
        {"id": "A3", "date": "2026-04-09", "vendor": "Waterstones", "account": "Books", "amount": "50.00"},
        {"id": "A4", "date": "2026-04-10", "vendor": "Gusto", "account": "Payroll", "amount": "950.00"},
    ]
    source = Source.from_rows(rows, currency="USD", **ROLES)
    verdict = GUARD.check("Books went down by $30.00 between March and April.", source=source, use="note")
    assert str(verdict.decision) == "escalate"
