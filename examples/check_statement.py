"""Check sentences against a statement as an annual report prints it: unit line, "$" cells, parentheses."""

import guardrail
from guardrail import Source

STATEMENT = [
    ["", "", "2025", "", "2024"],
    ["Revenue", "$", "1,204,310", "$", "1,102,500"],
    ["Cost of sales", "", "(722,586)", "", "(683,550)"],
    ["Gross profit", "$", "481,724", "$", "418,950"],
]
TEXTS = [
    "Revenue was $1,204.3 million in 2025.",
    "Gross profit rose 15.0% from 2024 to 2025.",
    "Gross profit was $481.7 million in 2024.",
    "Revenue was $1,204.3 billion in 2025.",
]


def main() -> None:
    guard = guardrail.load()
    statement = Source.from_table(STATEMENT, caption="Statements of income (in thousands)", currency="USD")
    for text in TEXTS:
        verdict = guard.check(text, source=statement, use="summary")
        print(f"{verdict.decision}: {text}")
        for finding in verdict.findings:
            cells = ", ".join(evidence.ref for evidence in finding.evidence)
            print(f"  {finding} ({cells})")


if __name__ == "__main__":
    main()
