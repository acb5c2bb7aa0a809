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
from pathlib import Path
from typing import NamedTuple

import guardrail
from guardrail.local import load
from guardrail.local.judge import Faults, judge, slot_form
from guardrail.local.writer import Draft, Writer
from guardrail.resources import shipped
from guardrail.types import Candidate, Verdict
from guardrail.wilson import wilson

from .local_subjects import TRAITS, Asked, asked

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


class Written(NamedTuple):
    """A text, and what it was to say."""

    text: str
    draft: Draft


class Measured(NamedTuple):
    """What the strict judge minds, the values that the record does not have, and whether the guard accepts."""

    faults: Faults
    wrong: Sequence[str]
    verdict: Verdict

    @property
    def accepted(self) -> bool:
        return self.verdict.accepted


def measured(texts: Sequence[Written]) -> list[Measured]:
    """Each of them judged, and checked for a note to a client."""
    verdicts = guardrail.load().check_many(
        Candidate(text=each.text, use=USE, source=each.draft.source) for each in texts
    )
    return [
        Measured(judge(text, draft.frame), slot_form(text, draft.frame)[1], verdict)
        for (text, draft), verdict in zip(texts, verdicts, strict=True)
    ]


def quality(writer: Writer, count: int, seed: int, show: int) -> None:
    """Strictly right, wrong values and accepted, by task and kind and by what is unusual about the record."""
    subjects = list(asked(seed, count))
    drafts = [writer.draft(subject, options) for subject, options in subjects]
    texts = [
        Written(writer.texts([draft.frame], options)[0], draft)
        for draft, (_, options) in zip(drafts, subjects, strict=True)
    ]
    found = measured(texts)
    kinds = [_kind(draft) for draft in drafts]
    print(f"{'':34}  texts  strictly right            wrong values  accepted at advise")
    for kind in sorted(set(kinds)):
        _row(kind, [each for each, own in zip(found, kinds, strict=True) if own == kind])
    for trait, has in TRAITS.items():
        _row(trait, [each for each, subject in zip(found, subjects, strict=True) if has(*subject)])
    _row("all", found)
    plain = sum(writer.has_words_for(draft.frame) is False for draft in drafts)
    print(f"written in plain words, for want of others: {plain} of {len(drafts)}")
    print(f"different texts in slot form: {len({slot_form(text, draft.frame)[0] for text, draft in texts})}")
    if show:
        _show(texts, found, show)


def _row(name: str, found: Sequence[Measured]) -> None:
    right, taken = sum(not each.faults for each in found), sum(each.accepted for each in found)
    bad, many = sum(len(each.wrong) for each in found), len(found)
    print(f"{name:34}  {many:5}  {share(right, many)}  {bad:12}  {share(taken, many)}")


def _kind(draft: Draft) -> str:
    return f"{draft.frame.task} {draft.frame.kind}"


def share(part: int, whole: int) -> str:
    """A share in percent with its 95 % interval."""
    low, high = wilson(part, whole)
    return f"{100 * part / whole:6.2f} % ({100 * low:.2f}-{100 * high:.2f})" if whole else "none"


def _show(texts: Sequence[Written], found: Sequence[Measured], show: int) -> None:
    """Texts that have a fault or were not accepted, by why, and then some of every kind."""
    seen: Counter[str] = Counter()
    for (text, draft), each in zip(texts, found, strict=True):
        reasons = [*(each.faults.values + each.faults.words)[:1]]
        if not each.accepted:
            worst = max(each.verdict.findings, key=lambda finding: finding.severity)
            reasons.append(f"{each.verdict.decision}: {worst.message}"[:110])
        for reason in reasons:
            kind = f"{_kind(draft)} / {reason[:45]}"
            seen[kind] += 1
            if seen[kind] <= show:
                print(f"FAULT {kind}\n   {text}\n   {reason}")
    print(*(f"{count:6} {kind}" for kind, count in seen.most_common(60)), sep="\n")
    shown: Counter[str] = Counter()
    for text, draft in texts:
        shown[_kind(draft)] += 1
        if shown[_kind(draft)] <= show:
            print(f"{_kind(draft):26} {text}")


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
