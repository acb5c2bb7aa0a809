"""The checker to beat: a number that the source lacks is wrong, and nothing else is.

`python -m benchmarks.grounding.baseline --set tatqa` prints the table that `run` prints for a guard.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from guardrail import Decision, Severity, Source, Verdict
from guardrail.types import Finding

from .run import SETS, load_set, measure, report

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def check(text: str, source: Source) -> str:
    """ "accept" when each number of `text` is printed somewhere in `source`, else "reject"."""
    return "reject" if missing(text, source) else "accept"


def missing(text: str, source: Source) -> list[str]:
    """The numbers of `text` that `source` prints nowhere, signs and separators aside."""
    known = source.derive(_numbers)
    return [number for number in _NUMBER.findall(text) if _plain(number) not in known]


def _numbers(source: Source) -> frozenset[str]:
    texts = [passage.text for passage in source.passages]
    for table in source.tables:
        texts.append(table.caption)
        for figure in table.figures:
            texts += [figure.text, *figure.path, *figure.heads]
    for record in source.records:
        texts += record.cells.values()
    return frozenset(_plain(number) for text in texts for number in _NUMBER.findall(text))


def _plain(number: str) -> str:
    text = number.replace(",", "").lstrip("0")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Lookup:
    """Stands where a guard stands: the same call, the same verdict."""

    def check(self, text: str, *, source: Source, use: str) -> Verdict:
        """Accept or reject; never in doubt."""
        lacking = missing(text, source)
        findings = tuple(
            Finding(
                rule="lookup",
                category="unsupported",
                severity=Severity.MAJOR,
                message=f"{number} is not in the source",
            )
            for number in lacking
        )
        decision = Decision.REJECT if lacking else Decision.ACCEPT
        return Verdict(decision=decision, tier="advise", use=use, findings=findings, fingerprint="lookup")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=sorted(SETS), required=True)
    parser.add_argument("--data", default="../shared/data", help="the folder of development data")
    parser.add_argument("--by", choices=("kind", "change"), default="kind")
    parser.add_argument("--limit", type=int, help="at most so many cases")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    cases = load_set(options.set)(Path(options.data), options.seed, options.limit)
    print(report(measure(Lookup(), cases), options.by))


if __name__ == "__main__":
    main()
