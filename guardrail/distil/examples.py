"""Examples to learn from: what a network is told, and the text with slots that it is to write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import GuardrailError
from ..local.words import SLOT_OF, fault, tokens


@dataclass(frozen=True)
class Example:
    """`inputs` as `guardrail.local.frame.Frame.inputs` has them; `text` is a skeleton: "You paid [PARTY] [AMOUNT]."."""

    inputs: tuple[str, ...]
    text: str

    @property
    def tokens(self) -> list[str]:
        """The words and slots of the text."""
        return tokens(self.text)

    @property
    def topic(self) -> str:
        """Task and kind, such as "narrate/payment": what tables of words are kept by."""
        return topic(self.inputs)

    def fault(self) -> str:
        """Why it cannot be learnt from, "" if it can."""
        written = self.tokens
        slots = [SLOT_OF[token] for token in written if token in SLOT_OF]
        asked = {each for each in self.inputs if "=" not in each}
        if len(slots) != len(set(slots)):
            return "a value is said more than once"
        if missing := asked - set(slots):
            return f"it does not say {', '.join(sorted(missing)).lower()}"
        if more := set(slots) - asked:
            return f"it says {', '.join(sorted(more)).lower()}, which was not asked for"
        for word in written:
            if why := fault(word):
                return f"{word!r} may not be a word of it: {why}"
        return ""


def topic(inputs: Iterable[str]) -> str:
    """Task and kind of what a network is told."""
    told = dict(each.split("=", 1) for each in inputs if "=" in each)
    return f"{told['task']}/{told['kind']}"


def write_examples(path: Path, examples: Iterable[Example]) -> None:
    """One JSON object a line; the file is there whole or not at all."""
    lines = (json.dumps({"inputs": e.inputs, "text": e.text}, ensure_ascii=False) + "\n" for e in examples)
    part = path.with_suffix(".part")
    part.write_text("".join(lines), encoding="utf-8")
    part.replace(path)


def read_examples(path: Path) -> list[Example]:
    """What `write_examples` wrote; raises `GuardrailError` with the line for anything else."""
    found = []
    try:
        lines: Sequence[str] = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GuardrailError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            item = json.loads(line)
            found.append(Example(tuple(map(str, item["inputs"])), str(item["text"])))
        except (ValueError, KeyError, TypeError) as error:
            raise GuardrailError(f"{path}:{number}: this is no example; make the file again ({error})") from error
    return found
