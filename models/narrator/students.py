"""The students: the same texts, the same time of one core each, the same strict test.

`python -m models.narrator.students train NAME --work WORK --seconds 150` teaches one; run again, it goes on where it
was. `... compare --work WORK` measures all that have learnt and writes `students.json` and `students.svg` here;
`... ship NAME --work WORK` writes the one that ships.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

import torch

from guardrail.distil.evaluation import judged
from guardrail.distil.examples import Example, read_examples
from guardrail.distil.export import export
from guardrail.distil.standard import Standard
from guardrail.distil.students import ARCHITECTURES
from guardrail.distil.tables import Tables, tables
from guardrail.distil.training import Lesson, Training, loss_of
from guardrail.distil.writing import written

SEED, TEXTS, RUNS = 7, 200, 30
REFUSED = re.compile(  # seen on reading what was written; the guard reads each of them as something else
    r"in payroll to|fee of \[AMOUNT\] from|falls due|has to be paid|over \[COUNT\]"
    r"|disbursed|off to|hopped|[Qq]uick question|ring a bell|for you\b|on your behalf|flagged with the words"
    r"|[Ww]e posted journal entry|show a journal entry|^\[AMOUNT\] of depreciation|^Your payment of|^Our payment of"
    r"|posted journal entry \[REFERENCE\] of|from \[COUNT\], and|^Journal entry of|^(?:Invoice|Bill) (?:to|from|for)"
    r"|\b(?:[Yy]our|[Oo]ur|[Tt]he|[Aa]n?|its) (?:an?|the|your|our|its)\b|, debits"
    r"|(?:sent|issued|received|posted|booked|debits|books)(?: \[PARTY\])? (?:invoice|bill|journal entry)(?! \[REFERENCE\])"
)


def lessons(work: Path) -> tuple[list[Example], list[Example]]:
    """What is learnt from and what is kept to measure: one combination of task, kind and slots in eight is never taught."""
    everything = [*read_examples(work / "trusted.jsonl"), *read_examples(work / "examples.jsonl")]
    frames = sorted({_frame(e) for e in everything})
    held = set(random.Random(SEED).sample(frames, len(frames) // 8))
    return [e for e in everything if _frame(e) not in held], [e for e in everything if _frame(e) in held]


def _frame(example: Example) -> tuple[str, ...]:
    return (example.topic, *(told for told in example.inputs if "=" not in told))


def known(work: Path) -> Tables:
    """The words and tables of everything, held or not: what a student is asked must be in its vocabulary."""
    return tables([e for part in lessons(work) for e in part])


def start(name: str, work: Path, words: Tables) -> Training:
    training = Training(name, words, work / f"{name}.pt", SEED, clock=time.process_time)
    if name == "cut-decoder" and not training.step:
        from cutting import begin_with

        begin_with(training.student, words, work / "smollm2")
    return training


def train(name: str, work: Path, seconds: float) -> None:
    torch.set_num_threads(1)
    words, lesson = known(work), Lesson.of(lessons(work)[0], known(work))
    training = start(name, work, words)
    training.plan(lesson, seconds)
    if name == "cut-decoder" and not training.step:
        training = start(name, work, words) if not training.steps else _again(training, name, work, words)
    training.run(
        lesson,
        lambda step, of, loss, used: (
            print(f"{name} {step}/{of} {loss:.3f} {used:.0f} s", flush=True) if step % 25 == 0 or step == of else None
        ),
    )


def _again(training: Training, name: str, work: Path, words: Tables) -> Training:
    fresh = start(name, work, words)
    fresh.steps, fresh.a_step = training.steps, training.a_step
    return fresh


def measured(name: str, work: Path) -> dict[str, object]:
    """One row of the table."""
    torch.set_num_threads(1)
    words, (taught, held) = known(work), lessons(work)
    training = start(name, work, words)
    student, standard = training.student.eval(), Standard([*taught, *held])
    rng = random.Random(SEED)
    row: dict[str, object] = {"architecture": name, "weights": sum(p.numel() for p in student.parameters())}
    row |= {"steps": training.step, "seconds": round(training.seconds)}
    row["tokens seen"] = training.step * 32 * round(statistics.mean(len(e.tokens) + 1 for e in taught))
    with torch.no_grad():
        row["nats a token, unseen frames"] = round(
            loss_of(student, Lesson.of(held, words).batch(range(len(held)))).item(), 3
        )
    for title, part in (("seen frames", taught), ("unseen frames", held)):
        asked = [rng.choice(part).inputs for _ in range(TEXTS)]
        found = judged(written(student, words, asked, temperature=0.8, seed=SEED), asked, standard, words)
        row[f"right, {title}"] = round(found.share, 4)
        row[f"known runs, {title}"] = round(found.known_runs, 4)
        row[f"self-BLEU, {title}"] = round(found.alike, 3)
        row[f"distinct-2, {title}"] = round(found.distinct, 3)
    with tempfile.TemporaryDirectory() as folder:
        export(student, name, words, Path(folder))
        row["MB"] = round(sum(f.stat().st_size for f in Path(folder).glob("*.onnx")) / 1e6, 2)
        told = subprocess.run(
            [sys.executable, __file__, "time", name, "--work", str(work), "--folder", folder],
            capture_output=True,
            text=True,
            check=True,
        )
        row |= json.loads(told.stdout.splitlines()[-1])
    return row


def resident() -> int:
    """The bytes of memory that this process holds now (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def timed(folder: Path, work: Path) -> None:
    """In a process of its own: what 25 tokens take one at a time and 64 texts at once, and the memory that is needed."""
    import numpy as np

    from guardrail.local.student import read_student

    before = resident()
    student = read_student(folder)
    inputs = np.arange(1, 11, dtype=np.int64)[None]

    def narration(many: int) -> float:
        began = time.process_time()
        state, tokens = student.network.start(np.repeat(inputs, many, 0)), np.ones(many, dtype=np.int64)
        for _ in range(25):
            _, state = student.network.step(tokens, state)
        return time.process_time() - began

    narration(1), narration(64)
    one, many = [narration(1) for _ in range(RUNS)], [narration(64) for _ in range(10)]
    memory = resident() - before
    print(
        json.dumps(
            {
                "ms a narration": round(1e3 * statistics.median(one), 2),
                "narrations a second, batches of 64": round(64 / statistics.median(many)),
                "MB of memory": round(memory / 1e6, 1),
            }
        )
    )


def compare(work: Path) -> None:
    rows = [measured(name, work) for name in ARCHITECTURES if (work / f"{name}.pt").exists()]
    (HERE / "students.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(json.dumps(row))
    from picture import draw

    draw(rows, HERE / "students.svg")


def ship(name: str, work: Path) -> None:
    """Write the weights and the card that ship. What reads badly may not be written, though it was learnt from."""
    words = known(work)
    fine = tables([e for part in lessons(work) for e in part if not REFUSED.search(e.text)])
    card = replace(words, allowed=fine.allowed, words=fine.words, needs=fine.needs)
    export(start(name, work, words).student, name, card, HERE)
    for file in ("encoder.onnx", "decoder.onnx", "model.json"):
        print(f"{file}: {(HERE / file).stat().st_size:,} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["train", "compare", "time", "ship"])
    parser.add_argument("name", nargs="?")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=150)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.step == "train":
        train(asked.name, asked.work, asked.seconds)
    elif asked.step == "ship":
        ship(asked.name, asked.work)
    elif asked.step == "time":
        timed(asked.folder, asked.work)
    else:
        compare(asked.work)


if __name__ == "__main__":
    main()
