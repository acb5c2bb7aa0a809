"""What a backtest takes as the history grows: `python -m benchmarks.backtest --texts 10000 --texts 100000`.

Writes drawn histories about forty payments, true texts and texts with an error, runs `guardrail rules backtest` over
each in a process of its own, and prints its time for a text and its peak of memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from guardrail import Source
from guardrail.testing.texts import true_text

_RULES = """pack: bench
owner: Controller's office
version: '1.0'
about: What the old rules did not say.
import: [hallucinations]
rules:
  - id: no-wework
    kind: terms
    category: policy.vendor
    severity: major
    message: It names a vendor under review.
    terms: [WeWork]
    match: [WeWork was paid.]
    pass: [Gusto was paid.]
"""
_VENDORS = ("WeWork", "Gusto", "Staples", "Cedar Print", "Harbour Kitchens")


def _books() -> list[dict[str, str]]:
    rng = random.Random(5)
    return [
        {
            "id": f"TX-{row}",
            "date": f"2026-{rng.randint(1, 6):02}-{rng.randint(1, 28):02}",
            "entity": rng.choice(_VENDORS),
            "amount": f"{rng.randint(1_000, 900_000) / 100:.2f}",
            "currency": "USD",
        }
        for row in range(40)
    ]


def _texts() -> list[str]:
    roles = {"id": "id", "date": "date", "entity": "entity", "amount": "amount", "currency": "currency"}
    source = Source.from_rows(_books(), **roles)
    drawn = [found.text for seed in range(400) if (found := true_text(source, seed))]
    return drawn + [text.replace("$1", "$9") for text in drawn]


def _history(folder: Path, texts: int) -> Path:
    rows = _books()
    (folder / "books.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "new.yaml").write_text(_RULES, encoding="utf-8")
    drawn, rng = _texts(), random.Random(9)
    path = folder / "history.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(texts):
            line = {"id": f"n-{number}", "text": rng.choice(drawn), "use": "client-note"}
            line |= {"source_file": "books.jsonl", "day": f"2026-0{1 + number % 6}-15"}
            line |= {"resolution": rng.choice(["accept", "reject"])} if number % 10 == 0 else {}
            stream.write(json.dumps(line) + "\n")
    return path


def main() -> None:
    """Run one backtest for each number of texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--texts", type=int, action="append", help="how many; may be given again")
    for texts in parser.parse_args().texts or [1_000, 10_000]:
        with TemporaryDirectory() as name:
            folder = Path(name)
            path = _history(folder, texts)
            command = [sys.executable, "-m", "guardrail", "rules", "backtest", str(folder / "new.yaml")]
            command += ["--against", "shipped", "--on", str(path), "--html", str(folder / "page.html")]
            command += ["--roles", "id=id,date=date,entity=entity,amount=amount,currency=currency"]
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            taken, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            size = (folder / "page.html").stat().st_size
        told = next((line for line in done.stdout.splitlines() if "text" in line), done.stderr.strip())
        print(
            f"{texts:,} texts: {worked / texts * 1000:.2f} ms of processor time a text, {taken:.0f} s in all; "
            f"peak {after.ru_maxrss / 1024:.0f} MB, page {size / 1024:.0f} KB; exit {done.returncode}: {told.strip()}"
        )


if __name__ == "__main__":
    main()
