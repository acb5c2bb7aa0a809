"""Names in columns without a role, such as cost centres and cardholders: a claim holds only of records that have them."""

import pytest

from guardrail import Source
from guardrail.grounding import CONTRADICTION, FABRICATED, SUPPORTED, UNSUPPORTED, read

COLUMNS = ("id", "date", "vendor", "account", "amount", "cost_centre", "place", "cardholder", "status")
ROWS = [
    ("A1", "2026-03-02", "WeWork", "Rent", "3200.00", "Reservoir Road", "Leeds", "Ines Albright", "Paid"),
    ("A2", "2026-03-05", "Gusto", "Payroll", "900.00", "Kings Norton", "Bath", "Tom Reyes", "Paid"),
    ("A3", "2026-03-09", "Gusto", "Payroll", "40.00", "Reservoir Road", "Leeds", "Ines Albright", "Paid"),
]
BOOKS = Source.from_rows(
    [dict(zip(COLUMNS, row, strict=True)) for row in ROWS],
    id="id", date="date", entity="vendor", account="account", amount="amount", currency="USD",
)  # fmt: skip

HELD = [
    "You paid WeWork $3,200.00 for Reservoir Road.",
    "You paid WeWork $3,200.00 in Leeds.",
    "Ines Albright paid WeWork $3,200.00.",
    "WeWork was paid $3,200.00 by Ines Albright.",
    "Reservoir Road spent $3,200.00 on Rent.",
    "You paid WeWork $3,200.00 in Leeds and Gusto $900.00 in Bath.",
]
OF_SOME = [
    "You paid Tom Reyes $900.00.",
    "$900.00 went to Tom Reyes.",
    "Tom Reyes was paid $900.00.",
    "Tom Reyes charged $900.00.",
    "Spending in Leeds came to $4,140.00.",
    "Gusto was paid $940.00 in Leeds.",
    "The largest payment in Leeds was $3,200.00 to WeWork.",
    "There were 3 payments in Bath.",
    "In Leeds you paid WeWork $3,200.00 and Gusto $900.00.",
]
OF_ANOTHER = ["You paid WeWork $3,200.00 for Kings Norton.", "Tom Reyes paid WeWork $3,200.00."]


def statuses(text: str) -> list[str]:
    return [answer.status for answer in read(text, BOOKS)]


@pytest.mark.parametrize("text", HELD)
def test_a_name_of_another_column_holds_where_the_record_has_it(text: str) -> None:
    assert set(statuses(text)) == {SUPPORTED}


@pytest.mark.parametrize("text", OF_ANOTHER)
def test_a_record_that_has_another_name_there_contradicts(text: str) -> None:
    assert statuses(text) == [CONTRADICTION]


@pytest.mark.parametrize("text", OF_SOME)
def test_what_only_some_of_the_records_have_is_not_supported(text: str) -> None:
    assert set(statuses(text)) - {SUPPORTED}


def test_a_column_of_plain_words_names_nobody() -> None:
    assert statuses("The $3,200.00 for WeWork is Paid.") != [UNSUPPORTED]


# Invoice numbers in a column of their own

INVOICED = Source.from_rows(
    [
        {"date": "2026-03-02", "vendor": "WeWork", "amount": "12.00", "invoice": "INV-10045"},
        {"date": "2026-03-05", "vendor": "Gusto", "amount": "900.00", "invoice": "INV-10052"},
    ],
    date="date", entity="vendor", amount="amount", currency="USD",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("You paid invoice INV-10045 of $12.00 on March 2, 2026.", SUPPORTED),
        ("$900.00 was paid on March 5, 2026 against order INV-10052.", SUPPORTED),
        ("Invoice INV-10052 for $12.00 was settled on March 2, 2026.", UNSUPPORTED),
        ("WeWork was paid $12.00 against INV-10052.", UNSUPPORTED),
        ("You paid invoice INV-99999 of $12.00.", FABRICATED),
    ],
)
def test_an_invoice_number_of_the_books_holds_only_of_its_own_payment(text: str, status: str) -> None:
    assert [answer.status for answer in read(text, INVOICED)] == [status]
