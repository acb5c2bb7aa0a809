"""Who paid whom, and whom "it", "the landlord" and "the latter" mean: bound where that is certain, else not accepted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.grounding import CONTRADICTION, SUPPORTED, read

ROWS = [
    ("A1", "2026-03-02", "WeWork", "Rent", "3200.00"),
    ("A2", "2026-03-09", "WeWork", "Rent", "150.00"),
    ("A3", "2026-03-15", "Gusto", "Payroll", "900.00"),
    ("A4", "2026-03-20", "Cedar Bakery", "Sales", "500.00"),
    ("A5", "2026-03-22", "PAYPAL *SPOTIFY", "Software", "9.99"),
    ("A6", "2026-03-25", "Gusto", "Payroll", "-40.00"),
    ("A7", "2026-03-28", "Sarah Jones", "Consulting", "610.00"),
]
BOOKS = Source.from_rows(
    [dict(zip(("id", "date", "vendor", "account", "amount"), row, strict=True)) for row in ROWS],
    id="id", date="date", entity="vendor", account="account", amount="amount", currency="USD",
)  # fmt: skip

TRUE = [
    "WeWork was paid $3,200.00 on March 2, 2026. It also charged $150.00.",
    "You paid Gusto $900.00. On March 25, 2026 it refunded $40.00.",
    "WeWork was paid $3,200.00 on March 2, 2026. The firm also charged $150.00 on March 9, 2026.",
    "WeWork was paid $3,200.00. You paid it $150.00 on March 9, 2026.",
    "WeWork was paid $3,200.00. Two payments were made to them.",
    "WeWork was paid $3,200.00. Payments to the supplier totalled $3,350.00 in March 2026.",
    "WeWork was paid $3,200.00. In total they received $3,350.00 in March 2026.",
    "WeWork was paid $3,200.00 on March 2, 2026. There were 5 payments. They charged $150.00 on March 9, 2026.",
    "WeWork's charge was $3,200.00 on March 2, 2026. Its charge of March 9, 2026 was $150.00.",
    "WeWork was the largest vendor. It accounts for 68.8% of spending in March 2026.",
    "You paid WeWork $3,200.00 and Gusto $900.00. The latter refunded $40.00.",
    "You paid Gusto $900.00 and WeWork $3,200.00. The former refunded $40.00.",
    "Sarah Jones was paid $610.00 on March 28, 2026. She was paid once.",
    "You received $500.00 from Cedar Bakery. The customer paid $500.00 on March 20, 2026.",
    "WeWork was paid $3,200.00. It was booked to Rent.",
    "You paid WeWork $3,200.00. It was paid on March 2, 2026.",
    "WeWork received two payments in March 2026, $3,350.00 in all. They were booked to Rent.",
    "You paid WeWork $3,200.00 for Rent. The landlord then charged $150.00 on March 9, 2026.",
    "You paid the landlord $3,200.00.",
    "You paid Spotify $9.99 via PayPal.",
    "Hello Sarah, you paid WeWork $3,200.00 on March 2, 2026.",
    "WeWork was paid $3,200.00 and Gusto $900.00. The business made two payments to WeWork.",
    "You paid Gusto $900.00 on March 15, 2026. There were 5 payments in March 2026; they came to $4,869.99.",
    "You paid Gusto $900.00 on March 15, 2026. It is worth noting that WeWork was paid $3,200.00.",
    "Gusto refunded you $40.00.",
]
NOT_CERTAIN_OR_FALSE = [
    "WeWork was paid $3,200.00 on March 2, 2026. It also charged $900.00.",
    "You paid Gusto $900.00 and WeWork $3,200.00. It refunded $40.00.",
    "WeWork was paid $3,200.00. You paid it $900.00 on March 15, 2026.",
    "WeWork was paid $3,200.00. The firm also charged $900.00.",
    "WeWork was paid $3,200.00. There were 5 payments in March 2026. They charged $900.00 on March 15, 2026.",
    "You paid WeWork $3,200.00. Its charge of March 15, 2026 was $900.00.",
    "WeWork cost more than Gusto. Its charges came to $900.00.",
    "Gusto was paid $900.00. Their bill was $3,200.00.",
    "Gusto was paid $900.00. It was paid twice.",
    "Gusto was paid $900.00. They charged $150.00 for Rent.",
    "You paid Gusto $900.00 and WeWork $3,200.00. The latter refunded $40.00.",
    "You paid WeWork $3,200.00 and Gusto $900.00. The former refunded $40.00.",
    "WeWork was paid $3,200.00. She charged $610.00 on March 28, 2026.",
    "You paid Sarah Jones $610.00. She charged $900.00 on March 15, 2026.",
    "WeWork was paid $3,200.00. It was booked to Payroll.",
    "WeWork was paid $3,200.00 on March 2, 2026. This payment was made on March 9, 2026.",
    "WeWork received two payments in March 2026, $3,350.00 in all. They were booked to Payroll.",
    "The landlord was paid $900.00.",
    "You paid Gusto $900.00. The landlord then refunded $40.00.",
    "The plumber charged $150.00.",
    "You paid Gusto $900.00. Slack was told. They refunded $40.00 on March 25, 2026.",
    "Gusto refunded the client $40.00.",
    "Gusto refunded $40.00 to the client.",
    "Gusto charged the customer $900.00.",
    "You paid WeWork $3,200.00 on behalf of Gusto.",
    "You paid WeWork $3,200.00 on behalf of the client.",
    "You paid Gusto $900.00 via WeWork.",
    "Gusto paid WeWork $3,200.00.",
    "WeWork was paid $3,200.00 by Gusto.",
    "You paid WeWork $3,200.00 for Payroll.",
]


def statuses(text: str, books: Source = BOOKS) -> list[str]:
    return [answer.status for answer in read(text, books)]


@pytest.mark.parametrize("text", TRUE)
def test_whom_a_word_means_is_bound_where_it_is_certain(text: str) -> None:
    assert set(statuses(text)) <= {SUPPORTED, "unchecked"}
    assert SUPPORTED in statuses(text)


@pytest.mark.parametrize("text", NOT_CERTAIN_OR_FALSE)
def test_what_is_said_of_another_or_of_nobody_certain_is_not_supported(text: str) -> None:
    assert set(statuses(text)) - {SUPPORTED, "unchecked"}


@pytest.mark.parametrize(
    "text",
    [
        "WeWork was paid $3,200.00. It also charged $900.00.",
        "WeWork was paid $3,200.00. Its charge was $900.00.",
        "The landlord was paid $900.00.",
        "You paid Sarah Jones $610.00. She charged $900.00.",
    ],
)
def test_a_guess_at_whom_is_meant_contradicts_nothing(text: str) -> None:
    assert CONTRADICTION not in statuses(text)


NAMES = ("Arbour Tools", "Brightling", "Corvo Press", "Dunmere")


@given(
    first=st.sampled_from(NAMES),
    second=st.sampled_from(NAMES),
    word=st.sampled_from(["It", "They", "The supplier", "The firm", "The latter"]),
    between=st.sampled_from(["", "There were 2 payments. ", "Thank you. "]),
)
def test_a_charge_of_one_is_never_supported_of_another(first: str, second: str, word: str, between: str) -> None:
    rows = [
        {"date": "2026-03-02", "vendor": first, "amount": "310.00"},
        {"date": "2026-03-09", "vendor": second, "amount": "87.50"},
    ]
    books = Source.from_rows(rows, date="date", entity="vendor", amount="amount", currency="USD")
    answers = read(f"You paid {first} $310.00. {between}{word} charged $87.50 on March 9, 2026.", books)
    assert (answers[-1].status == SUPPORTED) == (first == second)


def test_what_was_said_before_counts_beside_tables_and_passages_too() -> None:
    records = [dict(zip(("id", "date", "vendor", "account", "amount"), row, strict=True)) for row in ROWS]
    roles = {"id": "id", "date": "date", "entity": "vendor", "account": "account", "amount": "amount"}
    books = Source.from_rows(records, currency="USD", **roles) + Source.from_text("WeWork is in the High Street.")
    assert statuses("You paid WeWork $3,200.00. They charged $150.00 on March 9, 2026.", books) == [SUPPORTED] * 2
    assert statuses("You paid WeWork $3,200.00. They charged $900.00 on March 15, 2026.", books)[-1] != SUPPORTED
