"""Answer from retrieved chunks, asynchronously: every claim cites the chunk that shows it."""

import asyncio

import guardrail
from guardrail import Part

CHUNKS = [
    Part.source("Rent in March 2026 was $3,200.00.", id="lease.pdf#1"),
    Part.source("Payroll in March 2026 was $18,250.00.", id="payroll.md#3"),
]
ANSWERS = {
    "What was rent?": "Rent in March 2026 was $3,200.00.",
    "What was payroll?": "Payroll in March 2026 was $19,250.00.",
}


async def model(prompt: str) -> str:
    """Stands for a client to await; the prompt holds the chunks and then the question."""
    return ANSWERS[prompt.rpartition("\n")[2]]


async def main() -> None:
    write = guardrail.load().wrap(model, use="client-note")
    outcomes = await asyncio.gather(*(write([*CHUNKS, Part.query(question)]) for question in ANSWERS))
    for question, outcome in zip(ANSWERS, outcomes, strict=True):
        cited = [evidence.ref for finding in outcome.verdict.findings for evidence in finding.evidence]
        print(f"{question} {outcome.verdict.decision}: {outcome.text} {cited}")


if __name__ == "__main__":
    asyncio.run(main())
