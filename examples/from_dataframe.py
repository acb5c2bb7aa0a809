"""Check sentences against a pandas data frame; polars and Arrow frames are read the same way."""

import pandas as pd

import guardrail
from guardrail import Source

TEXTS = [
    "You paid Cedar Print $1,240.50 in March 2026.",
    "Cedar Print refunded $240.50 on March 28, 2026.",
    "You paid Cedar Print $240.50 in March 2026.",
]


def main() -> None:
    frame = pd.DataFrame(
        {
            "id": ["A2", "A3", "A4"],
            "date": pd.to_datetime(["2026-03-15", "2026-03-20", "2026-03-28"]),
            "vendor": ["Gusto", "Cedar Print", "Cedar Print"],
            "amount": [18250.00, 1240.50, -240.50],
        }
    )
    books = Source.from_dataframe(frame, amount="amount", entity="vendor", date="date", id="id", currency="USD")
    guard = guardrail.load()
    for text in TEXTS:
        verdict = guard.check(text, source=books, use="client-note")
        print(f"{verdict.decision}: {text}")
        for finding in verdict.findings:
            print(f"  {finding}")


if __name__ == "__main__":
    main()
