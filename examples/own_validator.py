"""Add a check of your own: it reports what it finds, and the policy of the rules decides as before."""

from collections.abc import Sequence

import guardrail
from guardrail import Candidate, Finding, Guard, Severity, Source

ROWS = [{"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "amount": "18,250.00"}]
TEXTS = [
    "You paid Gusto $18,250.00 on March 15.",
    "YOU PAID GUSTO $18,250.00 ON MARCH 15.",
]


class NoShouting:
    """Reports texts written in capitals."""

    id = "no-shouting"

    def check(self, batch: Sequence[Candidate], /) -> Sequence[Sequence[Finding]]:
        return [[self._found()] if candidate.text.isupper() else [] for candidate in batch]

    def _found(self) -> Finding:
        return Finding(
            rule=self.id,
            category="pattern.shouting",
            severity=Severity.MAJOR,
            message="The text is written in capitals.",
        )


def main() -> None:
    shipped = guardrail.load()
    guard = Guard(
        validators=[*shipped.validators, NoShouting()],
        policy=shipped.policy,
        fingerprint=f"{shipped.fingerprint} no-shouting 1",
    )
    books = Source.from_rows(ROWS, amount="amount", entity="vendor", date="date", id="id", currency="USD")
    for text in TEXTS:
        verdict = guard.check(text, source=books, use="client-note")
        print(f"{verdict.decision}: {text}")
        for finding in verdict.findings:
            print(f"  {finding}")


if __name__ == "__main__":
    main()
