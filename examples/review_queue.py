"""Put a guard around whatever generates the text, keep doubtful texts for a person, and decide one of them."""

import tempfile
from pathlib import Path

import guardrail
from guardrail import Decision, Resolution, Source
from guardrail.review import Queue

ROWS = [
    {"id": "A1", "date": "2026-03-02", "vendor": "WeWork", "amount": "3,200.00"},
    {"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "amount": "18,250.00"},
]
ANSWERS = {
    "What did Gusto cost?": "You paid Gusto $18,250.00 on March 15.",
    "What about freight?": "You paid Northwind Freight $410.00.",
}


def model(prompt: str) -> str:
    """Stands for a language model: any callable from a prompt to a text will do."""
    return ANSWERS[prompt]


def main() -> None:
    books = Source.from_rows(ROWS, amount="amount", entity="vendor", date="date", id="id", currency="USD")
    with tempfile.TemporaryDirectory() as folder:
        queue = Queue(Path(folder) / "reviews.db")
        write = guardrail.load().wrap(model, review=queue)
        for prompt in ANSWERS:
            outcome = write(prompt, source=books, use="client-note")
            print(f"{prompt} {outcome.verdict.decision}: {outcome.text}")

        case = queue.claim("R. Osei")
        assert case is not None
        print(f"R. Osei reads: {case.text}")
        said = Resolution(case=case.id, decision=Decision.REJECT, reviewer="R. Osei", note="not in our books")
        queue.resolve(said)
        print(f"still open: {len(queue.list())}; said: {queue.history(case.id)[-1].note}")


if __name__ == "__main__":
    main()
