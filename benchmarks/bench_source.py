"""How fast a source is built, and how much it holds: `pytest benchmarks/bench_source.py`."""

import tracemalloc

from guardrail.source import Source

ROLES = {"amount": "amount", "entity": "vendor", "date": "date", "account": "category", "id": "txn_id"}
VENDORS = ["Gusto", "WeWork", "Birch & Sons", "Harbour Power", "Cedar Print"] * 20
STATEMENT = [
    ["", "", "Years Ended June 30,", ""],
    ["(in thousands)", "2025", "2024", "2023"],
    *[[f"Line {n}", f"$ {n * 1237:,}", f"({n * 911:,})", "—"] for n in range(1, 31)],
]


def ledger(size):
    return [
        {
            "txn_id": f"A{n}",
            "date": f"2026-{1 + n % 12:02d}-{1 + n % 28:02d}",
            "vendor": VENDORS[n % 100],
            "amount": f"{(n * 7919) % 10**7 / 100:.2f}",
            "category": "Payroll" if n % 3 else "Rent",
            "memo": f"invoice {n}",
            "cost centre": "CC12",
            "directorate": "Works",
        }
        for n in range(size)
    ]


def build(rows):
    return Source.from_rows(rows, currency="USD", **ROLES)


def test_forty_rows(benchmark):
    rows = ledger(40)
    assert len(benchmark(build, rows)) == 40


def test_a_statement_of_thirty_lines(benchmark):
    assert len(benchmark(Source.from_table, STATEMENT)) == 90


def test_a_hundred_thousand_rows(benchmark):
    rows = ledger(100_000)
    assert len(benchmark.pedantic(build, args=(rows,), rounds=5, warmup_rounds=1)) == 100_000
    tracemalloc.start()
    source = build(rows)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    micros = benchmark.stats.stats.median / len(source) * 1e6
    held, peak = held / len(source), peak / len(source)
    print(f"\n{micros:.1f} µs a row, {held:.0f} bytes a row held, {peak:.0f} at the peak")
    assert held < 1200
