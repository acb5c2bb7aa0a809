"""The demo's records and texts: an invented café's ledger, and a statement of a public company.

The statement is from Alamo Group Inc., Form 10-K for the fiscal year ended 31 December 2023, consolidated
statements of income: public record, some lines left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LEDGER_TITLE = "Ledger: Tidewater Coffee Bar (an invented business), first quarter of 2025"
STATEMENT_TITLE = "Statement: Alamo Group Inc., Form 10-K for the fiscal year ended December 31, 2023"
STATEMENT_UNIT = "Consolidated statements of income (in thousands, except per share amounts)"

COLUMNS = ("id", "date", "vendor", "account", "amount")
LEDGER: Sequence[tuple[str, str, str, str, str]] = (
    ("L01", "2025-01-06", "Harbor Lane Realty", "Rent", "2400.00"),
    ("L02", "2025-01-09", "Blue Heron Roasters", "Coffee beans", "1860.50"),
    ("L03", "2025-01-15", "Gusto", "Payroll", "7312.44"),
    ("L04", "2025-01-21", "Cascade Dairy", "Milk", "412.80"),
    ("L05", "2025-02-03", "Harbor Lane Realty", "Rent", "2400.00"),
    ("L06", "2025-02-10", "Blue Heron Roasters", "Coffee beans", "2045.00"),
    ("L07", "2025-02-14", "Gusto", "Payroll", "7312.44"),
    ("L08", "2025-02-20", "Blue Heron Roasters", "Coffee beans", "-186.00"),
    ("L09", "2025-03-03", "Harbor Lane Realty", "Rent", "2520.00"),
    ("L10", "2025-03-07", "Cascade Dairy", "Milk", "438.15"),
    ("L11", "2025-03-14", "Gusto", "Payroll", "7980.00"),
    ("L12", "2025-03-25", "Pacific Espresso Repair", "Repairs", "615.00"),
)

STATEMENT: Sequence[Sequence[str]] = (
    ("", "2023", "2022", "2021"),
    ("Net sales:", "", "", ""),
    ("Vegetation Management", "$979,040", "$937,065", "$812,676"),
    ("Industrial Equipment", "710,611", "576,551", "521,547"),
    ("Total net sales", "1,689,651", "1,513,616", "1,334,223"),
    ("Cost of sales", "1,236,007", "1,137,098", "999,709"),
    ("Gross profit", "453,644", "376,518", "334,514"),
    ("Income from operations", "197,967", "148,592", "116,938"),
    ("Interest expense", "(26,093)", "(14,361)", "(10,533)"),
    ("Net income", "$136,161", "$101,928", "$80,245"),
)


class Said(NamedTuple):
    """A text of the demo, and what it is an example of."""

    text: str
    about: str


LEDGER_RIGHT: Sequence[Said] = (
    Said("You paid Gusto $7,980.00 on March 14, 2025.", "a payment"),
    Said("Rent came to $7,320.00 from January to March 2025.", "a total"),
    Said("Coffee beans cost $3,719.50 net of refunds.", "a net total"),
    Said("Milk rose 6.1% from January to March 2025.", "a change"),
)
LEDGER_WRONG: Sequence[Said] = (
    Said("You paid Cascade Dairy $7,980.00 on March 14, 2025.", "wrong vendor"),
    Said("You paid Harbor Lane Realty $2,520.00 in January 2025.", "wrong period"),
    Said("Rent came to $7,340.00 from January to March 2025.", "false total"),
    Said("You paid Blue Heron Roasters $186.00 on February 20, 2025.", "wrong direction"),
    Said("You paid Sunrise Syrups $615.00 in March 2025.", "invented vendor"),
    Said("Gusto received [AMOUNT] in March 2025.", "unfilled gap"),
)
STATEMENT_RIGHT: Sequence[Said] = (
    Said("Total net sales were $1,689.7 million in 2023.", "a figure"),
    Said("Total net sales rose 11.6% from 2022 to 2023.", "a change"),
    Said("Vegetation Management made up 57.9% of total net sales in 2023.", "a share"),
)
STATEMENT_WRONG: Sequence[Said] = (
    Said("Net income was $136.2 million in 2022.", "wrong period"),
    Said("Cost of sales was $453.6 million in 2023.", "wrong line"),
    Said("Total net sales were $1,689.7 billion in 2023.", "wrong scale"),
    Said("Total net sales fell 11.6% from 2022 to 2023.", "wrong direction"),
)
