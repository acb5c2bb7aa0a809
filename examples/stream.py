"""Guard a text while it is being written: by the sentence where it is only read, whole where it is carried out."""

from collections.abc import Iterator

import guardrail
from guardrail import Source

ROWS = [
    {"id": "A1", "date": "2026-03-02", "vendor": "WeWork", "amount": "3,200.00"},
    {"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "amount": "18,250.00"},
]


def model(prompt: str) -> Iterator[bytes]:  # noqa: ARG001 - stands for a client that streams
    """Pieces as they come over a wire: amounts are cut in two."""
    yield from [
        b"You paid WeWork $3,2",
        b"00.00. You paid Gusto $18,250.",
        b"00 on March 15. ",
        b"You paid Gusto $9.00.",
    ]


def main() -> None:
    books = Source.from_rows(ROWS, amount="amount", entity="vendor", date="date", id="id", currency="USD")
    write = guardrail.load().wrap(model, source=books)
    for use in ("feed", "payment"):
        stream = write("Summarise March.", use=use)
        for piece in stream:
            print(f"{use}: {piece}")
        print(f"{use} ends: {stream.outcome.verdict.decision}, {len(stream.released)} characters were released")


if __name__ == "__main__":
    main()
