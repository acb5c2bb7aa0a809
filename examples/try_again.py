"""Let a model try again: it is told what was wrong and what the books say, within a budget."""

from decimal import Decimal

import guardrail
from guardrail import Budget, Generated, Source

ROWS = [
    {"id": "A1", "date": "2026-03-02", "vendor": "WeWork", "amount": "3,200.00"},
    {"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "amount": "18,250.00"},
]
BOOKS = Source.from_rows(ROWS, amount="amount", entity="vendor", date="date", id="id", currency="USD")


@guardrail.load().guarded(
    source=BOOKS, use="client-note", attempts=3, budget=Budget(seconds=60, tokens=2000, money=Decimal("0.05"))
)
def summarise(month: str, feedback: str | None = None) -> Generated:
    """Stands for a language model, which says what each of its answers cost."""
    print(feedback or f"Summarise {month}.")
    text = f"In {month} you paid Gusto {'$18,250.00' if feedback else '$3,200.00'}."
    return Generated(text=text, tokens_in=400, tokens_out=20, money=Decimal("0.002"))


def main() -> None:
    outcome = summarise("March")
    print([str(verdict.decision) for verdict in outcome.attempts])
    print(f"{outcome.ended} for ${outcome.spent.money} and {outcome.spent.tokens} tokens: {outcome.text}")


if __name__ == "__main__":
    main()
