"""The hand-written texts of seeds.txt, each with the frame it was written for, and how a teacher is asked for more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from guardrail.local.options import REASONS
from guardrail.local.slots import SLOTS

SLOT = re.compile(r"\[([A-Z_]+)\]")
_FILE = Path(__file__).parent / "seeds.txt"


@dataclass(frozen=True)
class Ask:
    """What a text is to say: a frame without its values."""

    task: str
    kind: str
    tone: str
    length: str
    voice: str
    reason: str | None
    slots: tuple[str, ...]

    def inputs(self) -> tuple[str, ...]:
        """As `guardrail.local.frame.Frame.inputs` has them."""
        told = (f"{name}={getattr(self, name)}" for name in ("task", "kind", "tone", "length", "voice", "reason"))
        return (*(each for each in told if not each.endswith("=None")), *(s for s in SLOTS if s in self.slots))


@dataclass(frozen=True)
class Seed:
    """A text with slots, and what it was written for."""

    ask: Ask
    text: str

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with the values of a record."""
        return SLOT.sub(lambda found: values[found[1]], self.text)


def seeds(reasons: int = 3) -> list[Seed]:
    """All of them, in the order of the file; what gives a reason comes once for each of so many reasons."""
    head, _, tail = _FILE.read_text(encoding="utf-8").partition("## reasons\n")
    clauses = {
        reason: [line.partition(": ")[2] for line in tail.splitlines() if line.startswith(f"{reason}: ")]
        for reason in REASONS
    }
    turn, found = count(), []
    for task, kind, voice, tone, length, text in _lines(head):
        for _ in range(reasons if "{why}" in text else 1):
            reason, said = None, text
            if "{why}" in text:
                at = next(turn)
                reason = REASONS[at % len(REASONS)]
                said = text.replace("{why}", clauses[reason][at // len(REASONS) % len(clauses[reason])])
            slots = tuple(dict.fromkeys(SLOT.findall(said)))
            found.append(Seed(Ask(task, kind, tone, length, voice, reason, slots), said))
    return found


def _lines(head: str) -> Iterator[tuple[str, str, str, str, str, str]]:
    task = kind = voice = ""
    for line in head.splitlines():
        if line.startswith("## "):
            task, *words, voice = line[3:].split()
            kind = " ".join(words)
        elif line and not line.startswith("#"):
            how, _, text = line.partition(": ")
            tone, length = how.split()
            yield task, kind, voice, tone, length, text


def prompt(ask: Ask, values: Mapping[str, str]) -> str:
    """What the teacher is given: the frame in a line, the record's values in a line each."""
    head = ", ".join(filter(None, (ask.task, ask.kind, ask.reason, ask.tone, ask.length, ask.voice)))
    lines = (f"{slot.lower().replace('_', ' ')}: {values[slot]}" for slot in SLOTS if slot in ask.slots)
    return "\n".join([head, *lines, "=>"])
