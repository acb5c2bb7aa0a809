"""Writes tokens for many frames at once: the network says which of the tokens that may come is likely.

It may say anything: of what it says only the order among tokens that `Grammar` allows counts.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .frame import Frame
from .phrases import Context, Grammar, Phrases, Remaining
from .plain import plain_tokens
from .student import Student
from .words import START

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


TEMPERATURE = 0.9
TOP_P = 0.9
BATCH = 64
_LONGEST = 90
_TRIES = 4


@dataclass(slots=True)
class _Draft:
    """One text while it is written."""

    at: int
    grammar: Grammar
    context: Context
    remaining: Remaining
    random: random.Random
    written: list[int] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)

    def take(self, logits: npt.NDArray[np.float32]) -> bool:
        """Writes one more token; whether it was the last."""
        choices = self.grammar.choices(self.context, self.remaining)
        last = self.context[-1]
        fresh = [token for token in choices if (last, token) not in self.used]  # else it could go round for ever
        if not fresh or len(self.written) >= _LONGEST:
            self.written += self.grammar.way_out(self.context, self.remaining)[:-1]
            return True
        token = fresh[0] if len(fresh) == 1 else _drawn(fresh, logits[fresh].tolist(), self.random)
        if token == self.grammar.end:
            return True
        self.used.add((last, token))
        self.written.append(token)
        self.context, self.remaining = self.grammar.after(self.context, token, self.remaining)
        return False


def write_tokens(student: Student, phrases: Phrases, frames: Sequence[Frame], seeds: Sequence[str]) -> list[list[str]]:
    """The tokens of a text about each frame; the same seed and frame give the same.

    A frame that the student has no way to write about is written in the plain words of `plain`. A text that says a word
    twice in a sentence, as one that goes over from one phrase into another does, is written anew, and after `_TRIES` of
    those plainly too.
    """
    written = _write_all(student, phrases, frames, seeds)
    for attempt in range(1, _TRIES):
        again = [at for at, tokens in enumerate(written) if frames[at].task != "summarise" and _stammers(tokens)]
        others = [f"{seeds[at]}/{attempt}" for at in again]
        for at, tokens in zip(again, _write_all(student, phrases, [frames[at] for at in again], others), strict=True):
            written[at] = tokens
    return [
        plain_tokens(frame) if frame.task != "summarise" and _stammers(tokens) else tokens
        for frame, tokens in zip(frames, written, strict=True)
    ]


def _stammers(tokens: Sequence[str]) -> bool:
    """Whether a longer word stands twice in a sentence."""
    said: set[str] = set()
    for token in tokens:
        if token in said:
            return True
        if token == ".":  # noqa: S105 - a full stop
            said.clear()
        elif len(token) > 4 and token.isalpha():
            said.add(token)
    return False


def _write_all(student: Student, phrases: Phrases, frames: Sequence[Frame], seeds: Sequence[str]) -> list[list[str]]:
    """Frames with equally many inputs together: a network that reads from both ends would read padding too."""
    numbers = {told: number for number, told in enumerate(student.card.inputs)}
    inputs = [[numbers[told] for told in frame.inputs() if told in numbers] or [0] for frame in frames]
    alike: dict[int, list[int]] = {}
    for at, told in enumerate(inputs):
        alike.setdefault(len(told), []).append(at)
    written: list[list[str]] = [[]] * len(frames)
    for group in alike.values():
        for first in range(0, len(group), BATCH):
            part = group[first : first + BATCH]
            for at, tokens in zip(part, _write_batch(student, phrases, frames, inputs, seeds, part), strict=True):
                written[at] = tokens
    return written


def _write_batch(
    student: Student,
    phrases: Phrases,
    frames: Sequence[Frame],
    inputs: Sequence[Sequence[int]],
    seeds: Sequence[str],
    part: Sequence[int],
) -> list[list[str]]:
    import numpy as np

    grammars = [phrases.grammar(frames[at]) for at in part]
    drafts = [
        _Draft(at, grammar, grammar.start, phrases.remaining(frames[at]), random.Random(seeds[at]))  # noqa: S311
        for at, grammar in zip(part, grammars, strict=True)
        if grammar is not None
    ]
    if drafts:
        state = student.network.start(np.array([inputs[draft.at] for draft in drafts], dtype=np.int64))
        tokens = np.full(len(drafts), student.card.vocabulary.index(START), dtype=np.int64)
        going = drafts
        while going:
            logits, state = student.network.step(tokens, state)
            on = [row for row, draft in enumerate(going) if not draft.take(logits[row])]
            if len(on) < len(going):
                state = {name: each[on] for name, each in state.items()}
                going = [going[row] for row in on]
            tokens = np.array([draft.written[-1] for draft in going], dtype=np.int64)
    texts = {draft.at: [student.card.vocabulary[token] for token in draft.written] for draft in drafts}
    return [texts[at] if at in texts else plain_tokens(frames[at]) for at in part]


def _drawn(tokens: Sequence[int], logits: Sequence[float], chance: random.Random) -> int:
    """One of the likeliest tokens, which together have `TOP_P` of the chance; any one if the logits say nothing."""
    known = [logit if math.isfinite(logit) else -math.inf for logit in logits]
    most = max(known)
    if most == -math.inf:
        return chance.choice(tokens)
    weights = [math.exp((logit - most) / TEMPERATURE) for logit in known]
    ranked = sorted(zip(weights, tokens, strict=True), reverse=True)
    kept, mass, enough = [], 0.0, TOP_P * sum(weights)
    for weight, token in ranked:
        kept.append((weight, token))
        mass += weight
        if mass >= enough:
            break
    return _pick(kept, chance.random() * mass)


def _pick(kept: Sequence[tuple[float, int]], point: float) -> int:
    for weight, token in kept:
        point -= weight
        if point < 0:
            return token
    return kept[-1][1]
