"""Fuzzing by atheris: `python tests/fuzz/run.py TARGET [--seconds 30] [--runs N] [--seed 1]`; it fails with the bytes that did.

The same seed tries the same bytes on the same machine and versions. What is found is put into the corpus, where
`test_targets.py` tries it in every run.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import mkdtemp

import atheris

sys.path.insert(0, str(Path(__file__).parent))
with atheris.instrument_imports(include=["guardrail"]):
    from targets import TARGETS, corpus


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("target", choices=sorted(TARGETS))
    arguments.add_argument("--seconds", type=int, default=30)
    arguments.add_argument("--runs", type=int, default=-1, help="at most so many inputs, the same on every machine")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    begun, made, failed = (Path(mkdtemp(prefix=f"fuzz-{given.target}-{name}-")) for name in ("begun", "made", "failed"))
    for at, data in enumerate(corpus(given.target)):
        (begun / f"{at:04d}").write_bytes(data)
    options = {
        "max_total_time": given.seconds,
        "runs": given.runs,
        "seed": given.seed,
        "max_len": 4000,
        "timeout": 20,
        "rss_limit_mb": 3000,
        "artifact_prefix": f"{failed}/",
        "print_final_stats": 1,
        "verbosity": 0,
    }
    flags = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([sys.argv[0], *flags, str(made), str(begun)], TARGETS[given.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
