"""How well and how fast the local model writes: `python -m benchmarks.local`; `--model FOLDER` for another than ships.

It prints the table of local.md. Right is what the strict judge finds no fault with; wrong values are those that a text
states and its record does not hold; accepted is what the guard that ships says at tier `advise`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import sqrt
from pathlib import Path

import guardrail
from guardrail.local import load
from guardrail.local.judge import judge, slot_form
from guardrail.local.writer import Draft, Writer
from guardrail.resources import shipped
from guardrail.types import Candidate

from .local_subjects import Asked, asked

USE = "client-note"


def main() -> None:
    """Run all of it, or only the part named by `--only`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="local")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="so many texts of each fault and some that are right")
    parser.add_argument("--only", choices=["quality", "speed"])
    chosen = parser.parse_args()
    writer = load(chosen.model)
    if chosen.only != "speed":
        quality(writer, chosen.count, chosen.seed, chosen.show)
    if chosen.only != "quality":
        speed(writer, chosen.model, chosen.seed)


def quality(writer: Writer, count: int, seed: int, show: int) -> None:
    """Strictly right, wrong values and accepted, by task and kind."""
    subjects = list(asked(seed, count))
    drafts = [writer.draft(subject, options) for subject, options in subjects]
    texts = [writer.texts([draft.frame], options)[0] for draft, (_, options) in zip(drafts, subjects, strict=True)]
    faults = [judge(text, draft.frame) for text, draft in zip(texts, drafts, strict=True)]
    wrong = [slot_form(text, draft.frame)[1] for text, draft in zip(texts, drafts, strict=True)]
    verdicts = guardrail.load().check_many(
        Candidate(text=text, use=USE, source=draft.source) for text, draft in zip(texts, drafts, strict=True)
    )
    groups = Counter(_group(draft) for draft in drafts)
    print(f"{'':28}  texts  strictly right            wrong values  accepted at advise")
    for group in [*sorted(groups), "all"]:
        at = [i for i, draft in enumerate(drafts) if group in ("all", _group(draft))]
        right, taken = sum(not faults[i] for i in at), sum(verdicts[i].accepted for i in at)
        bad = sum(len(wrong[i]) for i in at)
        print(f"{group:28}  {len(at):5}  {_share(right, len(at))}  {bad:12}  {_share(taken, len(at))}")
    plain = sum(writer.has_words_for(draft.frame) is False for draft in drafts)
    print(f"written in plain words, for want of others: {plain} of {len(drafts)}")
    print(
        f"different texts in slot form: {len({slot_form(t, d.frame)[0] for t, d in zip(texts, drafts, strict=True)})}"
    )
    if show:
        _show(texts, drafts, faults, verdicts, show)


def _group(draft: Draft) -> str:
    return f"{draft.frame.task} {draft.frame.kind}"


def _share(part: int, whole: int) -> str:
    """A share with its 95 % interval after Wilson."""
    z, p = 1.96, part / whole
    middle, half = p + z * z / (2 * whole), z * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    low, high = (middle - half) / (1 + z * z / whole), (middle + half) / (1 + z * z / whole)
    return f"{100 * p:6.2f} % ({100 * low:.2f}-{min(100.0, 100 * high):.2f})"


def _show(texts: Sequence[str], drafts: Sequence[Draft], faults, verdicts, show: int) -> None:
    """Texts that have a fault or were not accepted, by why, and then some of every kind."""
    seen: Counter[str] = Counter()
    for text, draft, fault, verdict in zip(texts, drafts, faults, verdicts, strict=True):
        reasons = [*(fault.values + fault.words)[:1]]
        if not verdict.accepted:
            worst = max(verdict.findings, key=lambda finding: finding.severity)
            reasons.append(f"{verdict.decision}: {worst.message}"[:110])
        for reason in reasons:
            kind = f"{_group(draft)} / {reason[:45]}"
            seen[kind] += 1
            if seen[kind] <= show:
                print(f"FAULT {kind}\n   {text}\n   {reason}")
    print(*(f"{count:6} {kind}" for kind, count in seen.most_common(60)), sep="\n")
    shown: Counter[str] = Counter()
    for text, draft in zip(texts, drafts, strict=True):
        shown[_group(draft)] += 1
        if shown[_group(draft)] <= show:
            print(f"{_group(draft):26} {text}")


def speed(writer: Writer, model: str, seed: int) -> None:
    """Time of one narration, of many on two cores, of loading, and the weight."""
    subjects = [pair for pair in asked(seed, 1200) if pair[0].period is None][:1000]
    for subject, options in subjects[:100]:
        writer.write(subject, options)
    clocks = {"": time.perf_counter, " of processor time": time.process_time}
    for name, clock in clocks.items():
        spent = sorted(_timed(writer, pair, clock) for pair in subjects)
        median, late = statistics.median(spent), spent[int(0.99 * len(spent))]
        print(f"one text, one thread: median {median:.2f} ms, p99 {late:.2f} ms{name}")
    rows = [subject for subject, _ in subjects]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_many, [model] * 2, [rows[:128]] * 2))
        begun = time.perf_counter()
        cpu = sum(pool.map(_many, [model] * 4, [rows * 2] * 4))
        took = time.perf_counter() - begun
    print(f"batched, two processes: {8 * len(rows) / took:,.0f}/s ({8 * len(rows) / cpu * 2:,.0f}/s by processor time)")
    print(_loading(model))
    folder = shipped("models") / "narrator" if model == "local" else Path(model)
    weight = sum(file.stat().st_size for file in folder.iterdir() if file.suffix in {".onnx", ".json"})
    print(f"weight: {weight / 1e6:.2f} MB")


def _timed(writer: Writer, pair: Asked, clock: Callable[[], float]) -> float:
    """Milliseconds that one text takes."""
    begun = clock()
    writer.write(*pair)
    return 1000 * (clock() - begun)


_WRITERS: dict[str, Writer] = {}


def _many(model: str, subjects: Sequence[object]) -> float:
    """Writes about all of them in one call; the processor time that took, loading aside."""
    if model not in _WRITERS:
        _WRITERS[model] = load(model)
    begun = time.process_time()
    _WRITERS[model].write_many(subjects)  # type: ignore[arg-type]
    return time.process_time() - begun


def _loading(model: str) -> str:
    """How long `guard.wrap` takes in a program whose guard is loaded, best of five."""
    code = (
        "import json, time; import guardrail; guard = guardrail.load(); "
        "begun = time.perf_counter(), time.process_time(); "
        f"guard.wrap({model!r}); print(json.dumps([time.perf_counter() - begun[0], time.process_time() - begun[1]]))"
    )
    times = [
        json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(5)
    ]
    wall, busy = (min(each) for each in zip(*times, strict=True))
    return f"loading, once the guard is there: {wall:.2f} s, {busy:.2f} s of processor time"


if __name__ == "__main__":
    main()
