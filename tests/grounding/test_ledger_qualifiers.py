"""Words that say more of a payment than that it was made must be so too, or the text is not accepted.

Catches: a right amount that carries "fraudulent", "in full", "late in March", "twice a month" or "before Gusto" past the guard.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Decision

from .claim_tables import GUARD, Claim, cases, holds
from .test_ledger_claims import SOURCE

TEXTS = """
# what a payment was, beside being made
A fraudulent payment of $3,200.00 went to WeWork in April. | refuse | fraudulent
The $3,200.00 payment to WeWork bounced. | refuse
The $3,200.00 payment to WeWork on April 6 was voided. | refuse
The $3,200.00 payment to WeWork on April 6 was shady. | refuse
The payment to WeWork in April was rejected. | refuse
A pending payment of $3,200.00 to WeWork is dated April 6. | refuse
A duplicate payment of $3,200.00 to WeWork was made on April 6. | refuse
You paid WeWork a fine of $3,200.00 on April 6. | refuse
You paid WeWork a retainer of $3,200.00 on April 6. | refuse
You paid WeWork the sum of $3,200.00 on April 6. | accept
You paid WeWork a hefty $3,200.00 on April 6. | accept
You lent WeWork $3,200.00 on April 6. | refuse
You bribed WeWork with $3,200.00 on April 6. | refuse
You gave WeWork $3,200.00 on April 6. | accept
You paid WeWork $3,200.00 in cash on April 6. | refuse
You paid WeWork $3,200.00 plus tax on April 6. | refuse
Slack has been fined. You paid Slack $420.00 on March 9. | refuse
# how much of it, and how
You paid the rent in full in April. | refuse | in full
You paid part of the rent in April. | refuse
You paid part of the rent in part of April. | refuse
You paid WeWork in instalments in April. | refuse
You paid WeWork upfront in April. | refuse
The March rent was paid on time. | refuse
The March rent was paid late. | refuse
Acme Retail paid $9,400.00 late on March 16. | refuse | late
The majority of payments in March went to Gusto. | refuse
The bulk of spending in March went to Slack. | refuse
The rest of March spending went to Slack. | refuse
You paid Gusto regularly. | refuse
You split the payment to WeWork in April. | refuse
You paid a new vendor, Slack, in April. | refuse | new
# how many
You made several payments to Gusto in March. | refuse | several
You made several payments to Slack. | accept
You made multiple payments to Slack in April. | accept
You made a few payments to Slack in April. | refuse
You made many payments to Slack. | refuse
You paid Gusto again in March. | refuse | again
You paid Gusto again in April. | accept
# which part of a month
You paid WeWork $3,200.00 in early March. | accept
You paid WeWork $3,200.00 in late March. | refuse | late
You paid WeWork $3,200.00 late in March. | refuse
You paid WeWork $3,200.00 at the end of March. | refuse | end
You paid WeWork $3,200.00 in mid-March. | refuse
You paid GitHub $168.00 in late March. | accept
You paid GitHub $168.00 at the end of March. | accept
You paid Delta $1,184.60 in mid-March. | accept
You paid GitHub at the start of March. | refuse
By the end of March you had paid WeWork $3,200.00. | accept
# how often
You paid WeWork $3,200.00 a month. | accept
You paid Slack $455.00 a month. | refuse
You paid Slack $910.00 a month. | refuse
You paid WeWork $3,200.00 a week. | refuse
You paid WeWork $3,200.00 per quarter. | refuse
Your payroll runs twice a month. | refuse
You paid Slack three times a month. | refuse
Slack spending went from $420.00 in March to $490.00 in April. | accept
Slack spending went from $490.00 in March to $420.00 in April. | reject
Slack spending went from $420.00 to $490.00. | escalate
Slack spending moved from $420.00 to $490.00 in April. | escalate
# who paid
Two customers paid you in April. | accept
Three customers paid you in April. | reject
Your income of $16,450.00 in April came from two customers. | accept
Your income of $16,450.00 in April came from three customers. | refuse
Income was $16,450.00 in April, mostly from Northwind Traders. | escalate
# what came first
You paid Gusto before WeWork in March. | accept
You paid WeWork before Gusto in March. | refuse | before
You paid WeWork after Gusto in March. | accept
You paid Gusto after WeWork in March. | refuse
You paid Gusto, then WeWork in March. | accept
You paid WeWork, then Gusto in March. | refuse | then
You paid WeWork earlier than Gusto in March. | refuse
The two vendors with the highest spend in April are Gusto, then WeWork. | accept
"""


@pytest.mark.parametrize("claim", cases(TEXTS))
def test_a_word_that_says_more_is_proven_or_the_text_is_not_accepted(claim: Claim) -> None:
    holds(claim, SOURCE)


PAYMENTS = [("WeWork", "$3,200.00", "April 6"), ("GitHub", "$168.00", "March 27"), ("Gusto", "$18,910.00", "April 2")]
BAD = ["fraudulent", "disputed", "unauthorised", "pending", "duplicate", "suspicious", "illegal", "erroneous"]


@given(paid=st.sampled_from(PAYMENTS), word=st.sampled_from(BAD), at=st.integers(0, 2))
def test_no_bad_word_goes_through_beside_a_right_payment(paid: tuple[str, str, str], word: str, at: int) -> None:
    who, amount, day = paid
    plain = f"A payment of {amount} went to {who} on {day}."
    told = (
        plain.replace("A payment", f"A {word} payment"),
        f"The payment of {amount} to {who} on {day} was {word}.",
        f"You made a {word} {amount} payment to {who} on {day}.",
    )[at]
    assert GUARD.check(plain, source=SOURCE, use="note").decision is Decision.ACCEPT
    assert GUARD.check(told, source=SOURCE, use="note").decision is not Decision.ACCEPT
