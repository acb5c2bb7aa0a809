"""`guardrail distil`: teach a small network to write about your own records."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import GuardrailError, MissingExtra
from .plain import plain
from .program import ACCEPTED, example
from .show import console

if TYPE_CHECKING:
    from ..distil.examples import Example
    from ..distil.project import Project
    from ..distil.students import Student
    from ..distil.tables import Tables
    from ..distil.teaching import Accepts

_FEW, _SHOWN = 20, 5
_UNITS = {"s": 1, "m": 60, "h": 3600}
ARCHITECTURES = ("pointer-gru", "copy-transformer", "linear-recurrence", "cut-decoder")


def _seconds(_ctx: click.Context, _param: click.Parameter, value: str) -> float:
    """The seconds in a time such as 90s, 30m or 2h; a usage error for anything else."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh])", value.strip().lower())
    if not found or not float(found[1]):
        raise click.BadParameter(f"{value!r} is no time; write for example 90s, 30m or 2h")
    return float(found[1]) * _UNITS[found[2]]


@click.group(
    short_help="Teach a small model to write about your records.",
    epilog=example(
        "guardrail distil init my-model --records books.csv --texts texts.txt",
        "  guardrail distil train my-model --budget 30m",
        "  guardrail distil evaluate my-model",
        "  guardrail distil export my-model my-model/student",
    ),
)
def distil() -> None:
    """Make a model of your own that writes about your records, from a few hundred texts or from a teacher.

    Every step goes on where it was stopped. What comes out is a folder for `guard.wrap("my-model/student")`.
    """


_folder = click.argument("folder", metavar="FOLDER")
_architecture = click.option(
    "--architecture", type=click.Choice(ARCHITECTURES), default="pointer-gru", show_default=True, help="What learns."
)


@distil.command(
    short_help="Find your records' values in your texts.",
    epilog=example("guardrail distil init my-model --records books.csv --texts texts.txt"),
)
@_folder
@click.option("--records", required=True, metavar="FILE", help="Your records: CSV, JSON, JSON lines or parquet.")
@click.option("--texts", required=True, metavar="FILE", help="Texts about rows of it, one in a line.")
@click.option(
    "--roles", multiple=True, metavar="ROLE=COLUMN,...", help="Which column is which, where names do not tell."
)
@click.option("--kind", help="What all records are, such as payment or invoice; told by each record if left out.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed learns the same.")
def init(folder: str, records: str, texts: str, roles: tuple[str, ...], kind: str | None, seed: int) -> int:
    """Start a model: match each text with the record that it is about, and put slots where its values stand."""
    from ..distil.examples import write_examples
    from ..distil.finding import Finder, find_examples
    from ..distil.project import Project, Settings, read_items

    settings = Settings(records=records, texts=texts, roles=_roles(roles), kind=kind, seed=seed)
    lines = _lines(texts)
    finder = Finder(read_items(records, settings.roles), kind)
    found, unfound = find_examples(lines, finder)
    if not found:
        why = f"; line {unfound[0].line}: {unfound[0].why}" if unfound else ""
        raise GuardrailError(f"{texts}: no text could be matched with a record of {records}{why}")
    project = Project(Path(folder))
    project.write(settings)
    write_examples(project.examples, found)
    click.echo(f"{len(found)} of {len(found) + len(unfound)} texts were matched with a record.")
    for each in unfound[:_SHOWN]:
        click.echo(plain(f"  {texts}:{each.line}: {each.why}"))
    for topic, many in Counter(e.topic for e in found).most_common():
        click.echo(f"  {many} {topic}: {plain(next(e.text for e in found if e.topic == topic))}")
    if len(found) < _FEW:
        click.echo(f"That is little to learn from: some hundred texts write better than {len(found)}.")
    return ACCEPTED


@distil.command(
    short_help="Have a teacher write more texts.",
    epilog=example("guardrail distil teach my-model --teacher my_llm:write --budget 10m"),
)
@_folder
@click.option("--teacher", required=True, metavar="MODULE:FUNCTION", help="Takes a prompt, gives a text.")
@click.option("--texts", "wanted", type=click.IntRange(1), default=500, show_default=True, help="How many to keep.")
@click.option("--budget", callback=_seconds, metavar="TIME", default="10m", show_default=True, help="When to stop.")
def teach(folder: str, teacher: str, wanted: int, budget: float) -> int:
    """Ask a teacher about your records, and keep the texts that say what the record has and that the guard accepts."""
    from ..distil.examples import read_examples, write_examples
    from ..distil.project import Project, read_items
    from ..distil.teaching import teach as ask
    from ..distil.teaching import teacher_named

    project = Project(Path(folder))
    settings = project.settings()
    trusted = _trusted(project)
    kept = read_examples(project.taught) if project.taught.exists() else []
    items, fell, started = read_items(settings.records, settings.roles), Counter[str](), time.monotonic()
    click.echo(f"{len(kept)} texts are there; asking for {max(0, wanted - len(kept))} more, {budget:.0f} s at most.")
    seed = settings.seed + len(kept)
    asked = 0
    for taught in ask(teacher_named(teacher), items, trusted, _accepts(), kind=settings.kind, seed=seed):
        asked += 1
        kept += taught.examples
        fell += taught.fell
        if asked % 20 == 0:
            write_examples(project.taught, kept)
        if len(kept) >= wanted or time.monotonic() - started > budget:
            break
    write_examples(project.taught, kept)
    click.echo(f"{len(kept)} texts are kept; of {asked} asked for, {sum(fell.values())} fell:")
    for why, many in fell.most_common():
        click.echo(f"  {many}: {why}")
    return ACCEPTED


@distil.command(short_help="Let the model learn.", epilog=example("guardrail distil train my-model --budget 30m"))
@_folder
@_architecture
@click.option(
    "--budget", callback=_seconds, metavar="TIME", default="30m", show_default=True, help="How long it may learn."
)
@click.option("--steps", type=click.IntRange(1), help="Learn so many steps instead: the same ones anywhere.")
def train(folder: str, architecture: str, budget: float, steps: int | None) -> int:
    """Learn from the examples of `init` and `teach`; run again, it goes on where it was stopped."""
    from ..distil.project import Project

    project = Project(Path(folder))
    settings = project.settings()
    examples = _known(project.lessons())
    _torch()
    from rich.progress import Progress

    from ..distil.tables import tables
    from ..distil.training import Lesson, Training

    known = tables(examples)
    training = Training(architecture, known, project.training(architecture), settings.seed)
    lesson = Lesson.of(examples, known)
    training.steps = training.steps or steps or 0
    planned = training.plan(lesson, budget)
    weights = sum(each.numel() for each in training.student.parameters())
    click.echo(
        f"{len(examples)} examples, {len(known.vocabulary)} words and slots, {weights:,} weights; {planned} steps, "
        f"{training.left:.0f} s from here, about {_memory(weights):,} MB of memory."
    )
    with Progress(console=console(sys.stderr), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("learning", total=planned, completed=training.step)
        training.run(
            lesson, lambda step, _total, loss, _s: bar.update(task, completed=step, description=f"loss {loss:.2f}")
        )
    click.echo(f"Learnt in {training.seconds:.0f} s; next: guardrail distil evaluate {plain(folder)}")
    return ACCEPTED


@distil.command(short_help="Measure what it writes.", epilog=example("guardrail distil evaluate my-model"))
@_folder
@_architecture
@click.option("--texts", "many", type=click.IntRange(1), default=300, show_default=True, help="How many to write.")
def evaluate(folder: str, architecture: str, many: int) -> int:
    """Have it write about frames that the examples ask for, unconstrained, and count what is strictly right."""
    from ..distil.project import Project

    project = Project(Path(folder))
    settings = project.settings()
    examples = _known(project.lessons())
    _torch()
    from ..distil.evaluation import evaluate as measure
    from ..distil.tables import tables

    known = tables(examples)
    student = _trained(project, architecture, known, settings.seed)
    for line in measure(student, known, examples, many=many, seed=settings.seed).lines():
        click.echo(line)
    return ACCEPTED


@distil.command(
    short_help="Write the folder that the guard loads.",
    epilog=example("guardrail distil export my-model my-model/student"),
)
@_folder
@click.argument("output", metavar="OUTPUT")
@_architecture
def export(folder: str, output: str, architecture: str) -> int:
    """Write the model as a folder for `guard.wrap`; it needs onnxruntime only, and writes no value by itself."""
    from ..distil.project import Project

    project = Project(Path(folder))
    settings = project.settings()
    examples = _known(project.lessons())
    _torch()
    from ..distil.export import export as write
    from ..distil.tables import tables

    known = tables(examples)
    write(_trained(project, architecture, known, settings.seed), architecture, known, Path(output))
    size = sum(file.stat().st_size for file in Path(output).iterdir() if file.is_file())
    click.echo(f"{plain(output)}: {size / 1e6:.1f} MB; use it with guard.wrap({str(output)!r})")
    return ACCEPTED


def _roles(given: Sequence[str]) -> dict[str, str]:
    pairs = [pair.strip() for text in given for pair in text.split(",")]
    for pair in pairs:
        if not re.fullmatch(r"[^=]+=[^=]+", pair):
            raise click.UsageError(f"--roles: {pair!r}: write role=column")
    return {role.strip(): column.strip() for role, column in (pair.split("=") for pair in pairs)}


def _lines(file: str) -> list[str]:
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GuardrailError(f"{file}: cannot be read as text: {error}") from error
    if not any(line.strip() for line in lines):
        raise GuardrailError(f"{file}: there is no text in it; write one in each line")
    return lines


def _trusted(project: Project) -> list[Example]:
    from ..distil.examples import read_examples

    if not project.examples.exists():
        raise GuardrailError(f"{project.folder}: there are no examples; start with 'guardrail distil init'")
    return read_examples(project.examples)


def _known(examples: Iterable[Example]) -> list[Example]:
    """Examples without fault; raises `GuardrailError` for the first that was changed by hand to one with."""
    found = list(examples)
    for each in found:
        if why := each.fault():
            raise GuardrailError(f"an example cannot be learnt from: {why}: {each.text}")
    return found


def _accepts() -> Accepts:
    from ..rulebook import Rulebook
    from ..types import Decision

    guard = Rulebook.read(None).guard()
    return lambda text, item: guard.check(text, source=item.source, use="client-note").decision is Decision.ACCEPT


def _torch() -> None:
    if find_spec("torch") is None:
        raise MissingExtra("learning needs torch: pip install 'guardrail[distil]'")


def _trained(project: Project, architecture: str, known: Tables, seed: int) -> Student:
    from ..distil.training import Training

    path = project.training(architecture)
    if not path.exists():
        raise GuardrailError(f"{project.folder}: {architecture} has learnt nothing yet; run 'guardrail distil train'")
    student = Training(architecture, known, path, seed).student
    student.eval()
    return student


def _memory(weights: int) -> int:
    """Megabytes: weights, their gradients and two means of them, and what torch itself takes."""
    return 350 + 16 * weights // 1_000_000
