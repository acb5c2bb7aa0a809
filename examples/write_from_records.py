"""Write sentences from records with the model that ships: it runs here, and its values are the records' own."""

import guardrail
from guardrail import Source

ROWS = [
    {"id": "A1", "date": "2026-02-02", "vendor": "WeWork", "category": "Rent", "amount": "3,200.00"},
    {"id": "A2", "date": "2026-03-02", "vendor": "WeWork", "category": "Rent", "amount": "3,200.00"},
    {"id": "A3", "date": "2026-03-15", "vendor": "Gusto", "category": "Payroll", "amount": "18,250.00"},
    {"id": "A4", "date": "2026-03-20", "vendor": "Cedar Print", "category": "Printing", "amount": "1,240.50"},
]
BOOKS = Source.from_rows(
    ROWS, amount="amount", entity="vendor", date="date", account="category", id="id", currency="USD"
)


def main() -> None:
    write = guardrail.load().wrap("local", source=BOOKS, use="client-note", attempts=3)
    print("a record:", write("A3").text)
    print("for a British reader:", write("A3", locale="en-GB", currency="code", tone="formal", length="short").text)
    print("a month:", write(period="March 2026", length="short").text)
    print("a flagged item:", write("A4", reason="no receipt", length="short").text)
    refund = {"type": "refund", "supplier": "Adobe", "amount": "52.99", "ccy": "EUR", "booked day": "2026-03-18"}
    print("a record of its own:", write(refund, voice="we").text)


if __name__ == "__main__":
    main()
