"""Measures how often true texts are accepted and false ones are not: `python -m benchmarks.grounding.run`."""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import guardrail
from guardrail import Decision, Guard, Severity, Verdict

from .cases import Case

SETS = {
    "plain": "ledger_plain:cases",
    "voices": "ledger_voices:cases",
    "bookkeepers": "bookkeepers:cases",
    "bookkeepers_held": "bookkeepers:held",
    "newcomers": "newcomers:cases",
    "newcomers_held": "newcomers:held",
    "strangers": "strangers:cases",
    "strangers_held": "strangers:held",
    "tatqa": "statements:tatqa",
    "tatqa_hard": "statements_hard:tatqa_hard",
    "llm_answers": "statements:llm_answers",
    "convfinqa": "statements_convfinqa:convfinqa",
    "filings": "statements_filings:filings",
}
GROUPS = ("kind", "change")


@dataclass(frozen=True)
class Result:
    """A case, the verdict on it, and how long that took in microseconds."""

    case: Case
    verdict: Verdict
    micros: float


WANTED: dict[str, Callable[[Result], bool]] = {
    "true-refused": lambda r: r.case.true and not r.verdict.accepted,
    "true-rejected": lambda r: r.case.true and r.verdict.decision is Decision.REJECT,
    "false-accepted": lambda r: not r.case.true and r.verdict.accepted,
}


def main(arguments: list[str] | None = None) -> None:
    options = _options().parse_args(arguments)
    cases = load_set(options.set)(Path(options.data), options.seed, None if options.kind else options.limit)
    cases = [case for case in cases if options.kind in {None, case.kind}][: options.limit]
    if not cases:
        raise SystemExit(f"no cases of kind {options.kind!r} in {options.set!r}")
    results = measure(guardrail.load(), cases)
    print(report(results, options.by))
    if options.show:
        print("\n" + failures(results, options.what, options.show, options.seed))


def load_set(name: str) -> Callable[[Path, int, int | None], list[Case]]:
    """The maker of a set; its module is read only when asked for."""
    module, _, function = SETS[name].partition(":")
    made: Callable[[Path, int, int | None], list[Case]] = getattr(import_module(f".{module}", __package__), function)
    return made


def measure(guard: Guard, cases: Iterable[Case]) -> list[Result]:
    """The verdict on each case. Each source is used once before the clock runs, so that it is indexed."""
    warmed: set[int] = set()
    results = []
    for case in cases:
        if id(case.source) not in warmed:
            warmed.add(id(case.source))
            guard.check("Nothing was paid.", source=case.source, use="client-note")
        start = time.perf_counter_ns()
        verdict = guard.check(case.text, source=case.source, use="client-note")
        results.append(Result(case, verdict, (time.perf_counter_ns() - start) / 1000))
    return results


def report(results: list[Result], by: str) -> str:
    """A table of rates, and the overall accuracy and speed."""
    names = sorted({getattr(r.case, by) for r in results})
    lines = [_row("", "true", "acc%", "esc%", "rej%", "false", "acc%", "esc%", "rej%")]
    lines += [_rates(n or "(true)", [r for r in results if getattr(r.case, by) == n]) for n in names]
    lines.append(_rates("ALL", results))
    true = [r.verdict.accepted for r in results if r.case.true]
    false = [not r.verdict.accepted for r in results if not r.case.true]
    balanced = statistics.mean(100 * statistics.mean(side) for side in (true, false) if side)
    plain = 100 * statistics.mean([*true, *false])
    lines.append(f"accuracy {plain:.1f} %, balanced {balanced:.1f} % (accepted against true)")
    micros = sorted(r.micros for r in results)
    p99 = micros[min(len(micros) - 1, int(len(micros) * 0.99))]
    lines.append(f"median {statistics.median(micros):.0f} µs, p99 {p99:.0f} µs a check")
    return "\n".join(lines)


def _rates(name: str, results: list[Result]) -> str:
    cells: list[str] = []
    for truth in (True, False):
        side = Counter(r.verdict.decision for r in results if r.case.true is truth)
        count = side.total()
        cells.append(str(count))
        cells += [f"{100 * side[d] / count:.1f}" if count else "-" for d in Decision]
    return _row(name, *cells)


def _row(name: str, *cells: str) -> str:
    return f"{name:<24}" + "".join(f"{cell:>7}" for cell in cells)


def failures(results: list[Result], what: str, count: int, seed: int) -> str:
    """Up to `count` texts that went wrong in the way asked for, with the findings on each."""
    wrong = [r for r in results if WANTED[what](r)]
    chosen = random.Random(seed).sample(wrong, min(count, len(wrong)))
    head = f"{what}: {len(wrong)}, of which {len(chosen)}"
    return "\n\n".join([head, *(_shown(r) for r in chosen)])


def _shown(result: Result) -> str:
    label = f"{result.case.kind}; {result.case.change}" if result.case.change else result.case.kind
    lines = [f"[{label}] {result.verdict.decision}: {result.case.text}"]
    for finding in result.verdict.findings:
        mark = "+" if finding.severity is Severity.INFO else "!"
        lines.append(f"    {mark} {finding}")
    return "\n".join(lines)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=sorted(SETS), required=True)
    parser.add_argument("--data", default="../shared/data", help="the folder of development data")
    parser.add_argument("--kind", help="only this kind of statement")
    parser.add_argument("--by", choices=GROUPS, default="kind", help="what the rows of the table are")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N texts that went wrong")
    parser.add_argument("--what", choices=sorted(WANTED), default="true-refused", help="which of them")
    parser.add_argument("--limit", type=int, help="at most so many cases")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    main()
