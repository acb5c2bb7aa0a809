"""The teacher beside the student: the same records, the same strict judge, the same guard.

`python -m models.narrator.measure --work WORK` asks SmolLM2 as it comes, the fine-tuned teacher in floats and in whole
numbers, and the student that ships, about the records of `benchmarks/local_subjects.py`, whose names and columns none of
them learnt from. The teacher writes greedily and is held to nothing; it reads values as the student would write them.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from seeds import Ask, prompt
from teacher import converted

from benchmarks.local import Written, measured, share
from benchmarks.local_subjects import asked
from guardrail.local import Options, load
from guardrail.local.slots import Style
from guardrail.local.writer import Draft

MODELS = (
    ("SmolLM2-135M-Instruct as it comes, 8 bits", "smollm2", "int8"),
    ("the teacher, fine-tuned, floats", "teacher", "float32"),
    ("the teacher, fine-tuned, 8 bits", "teacher", "int8"),
)
Write = Callable[[Draft, Options], str]


def of_teacher(work: Path, name: str, numbers: str) -> tuple[Write, float]:
    """A function that writes, and the megabytes it needs."""
    import ctranslate2
    from transformers import AutoTokenizer

    folder = converted(work / name, numbers)
    tokenizer = AutoTokenizer.from_pretrained(work / name)
    model = ctranslate2.Generator(str(folder), device="cpu", intra_threads=1)

    def write(draft: Draft, options: Options) -> str:
        tokens = tokenizer.convert_ids_to_tokens(tokenizer(question(draft, options.style))["input_ids"])
        found = model.generate_batch(
            [tokens], max_length=120, include_prompt_in_result=False, end_token=tokenizer.eos_token
        )
        return tokenizer.decode(found[0].sequences_ids[0], skip_special_tokens=True).strip()

    return write, sum(file.stat().st_size for file in folder.iterdir()) / 1e6


def question(draft: Draft, style: Style) -> str:
    """The prompt that a frame makes, as the teacher was taught to read it."""
    frame = draft.frame
    ask = Ask(frame.task, frame.kind, frame.tone, frame.length, frame.voice, frame.reason, tuple(frame.slots))
    return prompt(ask, frame.filled(style))


def of_student() -> tuple[Write, float]:
    """The same of the student that ships."""
    writer = load()
    size = sum(file.stat().st_size for file in HERE.iterdir() if file.suffix in {".onnx", ".json"}) / 1e6
    return lambda draft, options: writer.texts([draft.frame], options)[0], size


def row(name: str, write: Write, size: float, drafts: Sequence[tuple[Draft, Options]]) -> str:
    """One line of the table."""
    texts, spent = [], []
    for draft, options in drafts:
        began = time.process_time()
        texts.append(write(draft, options))
        spent.append(1000 * (time.process_time() - began))
    found = measured([Written(text, draft) for text, (draft, _) in zip(texts, drafts, strict=True)])
    right, accepted = [not each.faults for each in found], [each.accepted for each in found]
    let_in = sum(taken and not fine for taken, fine in zip(accepted, right, strict=True))
    late = sorted(spent)[int(0.99 * len(spent))]
    return (
        f"| {name} | {share(sum(right), len(right))} | {sum(len(each.wrong) for each in found)} | "
        f"{share(sum(accepted), len(accepted))} | {let_in} | {statistics.median(spent):,.1f} / {late:,.1f} | {size:,.1f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    writer = load()
    drafts = [(writer.draft(subject, options), options) for subject, options in asked(given.seed, given.count)]
    print(
        "| model | strictly right, % | wrong values | accepted at advise, % | accepted though the judge finds a fault "
        "| ms of processor time a text, median / p99 | MB |\n|---|---|---|---|---|---|---|"
    )
    for name, folder, numbers in MODELS:
        print(row(name, *of_teacher(given.work, folder, numbers), drafts), flush=True)
    print(row("the student that ships", *of_student(), drafts))


if __name__ == "__main__":
    main()
