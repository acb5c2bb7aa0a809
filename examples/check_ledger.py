"""Check three sentences against a ledger: one right, one at the wrong vendor, one about nobody in the books."""

import guardrail
from guardrail import Source

ROWS = [
    {"txn_id": "A1", "date": "2026-03-02", "vendor": "WeWork", "category": "Rent", "amount": "3,200.00"},
    {"txn_id": "A2", "date": "2026-03-15", "vendor": "Gusto", "category": "Payroll", "amount": "18,250.00"},
    {"txn_id": "A3", "date": "2026-03-20", "vendor": "Cedar Print", "category": "Office", "amount": "1,240.50"},
]
TEXTS = [
    "You paid Gusto $18,250.00 on March 15.",
    "You paid WeWork $18,250.00.",
    "You paid Northwind Freight $410.00.",
]


def main() -> None:
    guard = guardrail.load()
    books = Source.from_rows(
        ROWS, amount="amount", entity="vendor", date="date", account="category", currency="USD", id="txn_id"
    )
    for text in TEXTS:
        verdict = guard.check(text, source=books, use="client-note")
        print(f"{verdict.decision}: {text}")
        for finding in verdict.findings:
            print(f"  {finding}")


if __name__ == "__main__":
    main()
