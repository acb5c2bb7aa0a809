"""A teacher, which is any callable from a prompt to a text, writes about records; what agrees with them is kept."""

from __future__ import annotations

import importlib
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import BackendError, GuardrailError
from ..local.frame import Frame
from ..local.judge import judge
from ..local.options import LENGTHS, Options
from ..local.records import Item, record_frame
from ..local.slots import Style
from ..local.words import join
from .examples import Example
from .finding import voice_of
from .matching import matched
from .standard import Standard

Teacher = Callable[[str], str]
Accepts = Callable[[str, Item], bool]
"""Whether the guard accepts a text about a record."""

_SHOWN = 5


@dataclass
class Taught:
    """What came of asking: examples, and how many texts fell for which reason."""

    examples: list[Example] = field(default_factory=list)
    fell: Counter[str] = field(default_factory=Counter)


def teacher_named(name: str) -> Teacher:
    """The callable that `module:function` names, looked for in the current folder too.

    Raises `GuardrailError` if there is none; whatever its module raises is said in one line.
    """
    module, colon, function = name.partition(":")
    if not colon or not module or not function:
        raise GuardrailError(f"teacher {name!r}: write module:function, such as my_model:write")
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        found = getattr(importlib.import_module(module), function)
    except Exception as error:
        raise GuardrailError(f"teacher {name!r} cannot be loaded: {type(error).__name__}: {error}") from error
    if not callable(found):
        raise GuardrailError(f"teacher {name!r} is no function that takes a prompt and gives a text")
    return found  # type: ignore[no-any-return] # its answers are looked at one by one


def prompt_for(frame: Frame, examples: Sequence[Example]) -> str:
    """What a teacher is asked: how to write, some texts by people, and the record's values."""
    values = frame.filled(Style())
    shown = "\n".join(f"- {example.text}" for example in examples)
    record = "\n".join(f"{slot.lower().replace('_', ' ')}: {value}" for slot, value in values.items())
    return (
        f"Write one sentence about a {frame.kind}, in the manner of these, where [NAMES] stand for values:\n{shown}\n\n"
        f"Say every value below exactly once and exactly as it is written, and nothing else.\n{record}\nSentence:"
    )


def teach(
    teacher: Teacher,
    items: Sequence[Item],
    trusted: Sequence[Example],
    accepts: Accepts,
    *,
    kind: str | None,
    seed: int,
) -> Iterator[Taught]:
    """Asks about one record after the other, without end; gives after each what came of it.

    Raises `BackendError` if the teacher fails or does not answer with a text.
    """
    rng, standard = random.Random(seed), Standard(trusted)  # noqa: S311 - which record comes next is no secret
    while True:
        item = rng.choice(items)
        frame = record_frame(item, Options(kind=kind, length=rng.choice(LENGTHS), seed=seed))
        prompt = prompt_for(frame, rng.sample(list(trusted), min(_SHOWN, len(trusted))))
        taught = Taught()
        example = _example(frame, _answer(teacher, prompt))
        if isinstance(example, str):
            taught.fell[example] += 1
        elif why := _why_not(example, frame, standard, item, accepts):
            taught.fell[why] += 1
        else:
            taught.examples.append(example)
        yield taught


def _answer(teacher: Teacher, prompt: str) -> str:
    try:
        text = teacher(prompt)
    except Exception as error:
        raise BackendError(f"the teacher failed: {type(error).__name__}: {error}") from error
    if not isinstance(text, str):
        raise BackendError(f"the teacher answered with {type(text).__name__}, not with a text")
    return text.strip()


def _example(frame: Frame, text: str) -> Example | str:
    match = matched(text, frame.slots, frame.filled(Style()))
    if match.why_not:
        return "values that do not match the record"
    told = [each for each in frame.inputs() if not each.startswith("voice=")]
    at = next(n for n, each in enumerate(told) if each.startswith("length=")) + 1
    example = Example((*told[:at], f"voice={voice_of(Example((), match.text).tokens)}", *told[at:]), match.text)
    return "a value left out, said twice or not asked for" if example.fault() else example


def _why_not(example: Example, frame: Frame, standard: Standard, item: Item, accepts: Accepts) -> str:
    if standard.fault(example):
        return "words that do not fit what the record has"
    text = join(example.tokens, frame.filled(Style()))
    if judge(text, frame):
        return "the strict judge"
    return "" if accepts(text, item) else "the guard does not accept it"
