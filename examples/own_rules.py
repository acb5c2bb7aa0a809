"""Load a folder of rules of your own; `own-rules/finance.yaml` is one that an accountant could have written."""

from pathlib import Path

import guardrail
from guardrail import Source

ROWS = [{"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "amount": "18,250.00"}]
TEXTS = [
    "You paid Gusto $18,250.00 on March 15.",
    "You paid Gusto $18,250.00 on March 15. The rest is in a fund with a guaranteed return.",
]


def main() -> None:
    guard = guardrail.load(Path(__file__).parent / "own-rules")
    books = Source.from_rows(ROWS, amount="amount", entity="vendor", date="date", id="id", currency="USD")
    for text in TEXTS:
        verdict = guard.check(text, source=books, use="client-note")
        print(f"{verdict.decision}: {text}")
        for finding in verdict.findings:
            print(f"  {finding.rule}: {finding.message}")


if __name__ == "__main__":
    main()
