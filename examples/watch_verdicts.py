"""A log line for every verdict, and a model that sees placeholders instead of names."""

import guardrail
from guardrail import Event, Source

books = Source.from_rows(
    [{"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "category": "Payroll", "amount": "18,250.00"}],
    amount="amount",
    entity="vendor",
    date="date",
    account="category",
    id="id",
    currency="USD",
)


def log(event: Event) -> None:
    print(f"log: {event.decision} in tier {event.tier}, findings {dict(event.categories)}")


def model(prompt: str) -> str:
    print(f"sent: {prompt}")
    return "You paid «NAME-1» $18,250.00 on March 15."


write = guardrail.load().observed(log).wrap(model, redact=True)
outcome = write("What did Gusto cost in March?", source=books, use="client-note")
print(f"{outcome.verdict.decision}: {outcome.text}")
