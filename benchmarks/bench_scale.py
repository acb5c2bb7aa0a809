"""Times a check of the claims of one sentence on ledgers of 40 to 100,000 rows, and reading and indexing these.

The claims alone, and then everything that the rules which ship look for: all in processor time, so that what else
runs on the machine counts less.

python -m benchmarks.bench_scale
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import time
import tracemalloc

import guardrail
from guardrail import Guard, Source
from guardrail.validators.grounding import Grounding

VENDORS = 400
ACCOUNTS = 30
SIZES = (40, 1_000, 10_000, 100_000)


def ledger(rows: int, seed: int = 1) -> list[dict[str, str]]:
    """Rows of invented spending over two years."""
    draw = random.Random(seed)
    first = dt.date(2024, 1, 1)
    return [
        {
            "id": f"R{number}",
            "vendor": f"Vendor {draw.randrange(VENDORS)} Works",
            "account": f"Account {draw.randrange(ACCOUNTS)}x",
            "date": (first + dt.timedelta(days=draw.randrange(730))).isoformat(),
            "amount": f"{draw.randrange(100, 900_000) / 100:.2f}",
        }
        for number in range(rows)
    ]


def texts(row: dict[str, str]) -> list[str]:
    """Sentences of several kinds about one row."""
    vendor, day, month = row["vendor"], row["date"], row["date"][:7]
    return [
        f"You paid {vendor} ${row['amount']} on {day}.",
        f"{vendor} was paid 3 times in {month}.",
        f"Spending on {row['account']} came to $12,345.67 in total on {day}.",
        f"You spent more on {row['account']} than with {vendor} on {day}.",
    ]


def median_and_p99(guard: Guard, source: Source, sentences: list[str]) -> tuple[float, float]:
    """Microseconds a check, after every sentence was checked once."""
    for sentence in sentences:
        guard.check(sentence, source=source, use="client-note")
    taken = [check_micros(guard, source, sentence) for sentence in sentences * 50]
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.99)]


def check_micros(guard: Guard, source: Source, sentence: str) -> float:
    """Microseconds one check takes."""
    start = time.thread_time_ns()
    guard.check(sentence, source=source, use="client-note")
    return (time.thread_time_ns() - start) / 1000


def read(rows: list[dict[str, str]]) -> Source:
    """The rows as a source."""
    roles = {"amount": "amount", "entity": "vendor", "date": "date", "account": "account", "id": "id"}
    return Source.from_rows(rows, currency="USD", **roles)


def build_micros(guard: Guard, rows: list[dict[str, str]]) -> tuple[float, float]:
    """Microseconds a row to read a ledger, and what its first check takes longer than the next: the index."""
    start = time.thread_time_ns()
    source = read(rows)
    built = (time.thread_time_ns() - start) / 1000
    first, again = (check_micros(guard, source, "You paid nobody $1.00.") for _ in range(2))
    return built / len(rows), (first - again) / len(rows)


def main() -> None:
    """Print one line a size."""
    everything = guardrail.load()
    guard = Guard(validators=[Grounding()], policy=everything.policy)
    build_micros(guard, ledger(40))
    for size in SIZES:
        rows = ledger(size)
        built, index = build_micros(guard, rows)
        tracemalloc.start()
        source = read(rows)
        guard.check("You paid nobody $1.00.", source=source, use="client-note")
        held = tracemalloc.get_traced_memory()[0] / size
        tracemalloc.stop()
        sentences = [text for row in rows[:10] for text in texts(row)]
        (median, p99), (whole, _) = (median_and_p99(g, source, sentences) for g in (guard, everything))
        told = f"claims median {median:4.0f} µs, p99 {p99:4.0f} µs; all that ships median {whole:4.0f} µs"
        cost = f"source {built:4.1f} and index {index:4.1f} µs a row"
        print(f"{size:>7,} rows: {told}; {cost}; both hold {held:5.0f} bytes a row")


if __name__ == "__main__":
    main()
