"""A student learns from examples: seeded, within a budget of time, and taken up again where it was stopped."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from ..errors import GuardrailError
from ..local.words import END, START
from .examples import Example
from .students import Student, untrained
from .tables import Tables

BATCH = 32
_RATE = {"pointer-gru": 2e-3, "copy-transformer": 1e-3, "linear-recurrence": 2e-3, "cut-decoder": 5e-4}
_TRIAL = 8  # steps that tell how long one takes
_SAVE = 50
_KEPT = ("step", "steps", "seconds", "a_step")
MOST_STEPS = 6000

Clock = Callable[[], float]
"""Seconds: of the wall, or of this process, by which students are compared."""

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
"""A graphics card where there is one; steps are planned by how long they take, so it is given more of them."""

Tell = Callable[[int, int, float, float], None]
"""Told after a step: which one, of how many, the loss so far, and the seconds used."""


@dataclass(frozen=True)
class Lesson:
    """Examples as numbers: inputs, tokens from the start on, and the tokens that come next; 0 is none."""

    rows: Sequence[tuple[list[int], list[int]]]

    @classmethod
    def of(cls, examples: Sequence[Example], known: Tables) -> Lesson:
        """The numbers of examples all of whose words are known."""
        return cls([(known.of_inputs(e.inputs), known.of_tokens([START, *e.tokens, END])) for e in examples])

    def batch(self, places: Sequence[int]) -> tuple[Tensor, Tensor, Tensor]:
        """Inputs, tokens and what comes next of the rows at these places."""
        told = _padded([self.rows[at][0] for at in places])
        written = _padded([self.rows[at][1] for at in places])
        return told, written[:, :-1], written[:, 1:]

    def order(self, steps: int, seed: int) -> Iterator[list[int]]:
        """Places of rows of like length together, pass after pass."""
        rng, made = random.Random(seed), 0  # noqa: S311 - which example comes when is no secret
        while made < steps:
            ranked = sorted(range(len(self.rows)), key=lambda at: len(self.rows[at][1]) + rng.random() * 8)
            groups = [ranked[at : at + BATCH] for at in range(0, len(ranked), BATCH)]
            rng.shuffle(groups)
            yield from groups[: steps - made]
            made += len(groups)


def _padded(rows: Sequence[Sequence[int]]) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])


def loss_of(student: Student, batch: tuple[Tensor, Tensor, Tensor]) -> Tensor:
    """Nats for each token, over what is no padding; worked out where the student is."""
    told, written, following = (each.to(student.copies.device) for each in batch)
    scores = student(told, written)
    kept = following > 0
    return -scores[kept].gather(1, following[kept].unsqueeze(1)).mean()


class Training:
    """A student, how far it is, and where that is kept."""

    def __init__(
        self, architecture: str, known: Tables, path: Path, seed: int, clock: Clock = time.perf_counter, **sizes: Any
    ) -> None:
        student = untrained(architecture, len(known.inputs), len(known.vocabulary), known.copies, seed, **sizes)
        self.student: Student = student.to(DEVICE)
        self.rate, self.path, self.seed, self.clock = _RATE[architecture], path, seed, clock
        self.step, self.steps, self.seconds, self.a_step = 0, 0, 0.0, 0.0
        self.optimiser = torch.optim.AdamW(self.student.parameters(), lr=self.rate, weight_decay=0.01)
        if path.exists():
            kept = torch.load(path, weights_only=True, map_location=DEVICE)
            try:
                self.student.load_state_dict(kept["student"])
            except RuntimeError as error:
                raise GuardrailError(f"{path}: this was learnt from other examples; remove it to begin anew") from error
            self.optimiser.load_state_dict(kept["optimiser"])
            self.step, self.steps, self.seconds, self.a_step = (kept[name] for name in _KEPT)

    def plan(self, lesson: Lesson, budget: float) -> int:
        """How many steps fit into a budget of seconds, told from a few that are not kept; settled once for a run.

        What `steps` already says stays. Afterwards `a_step` is what a step takes, in seconds.
        """
        if not self.a_step:
            before = {name: each.clone() for name, each in self.student.state_dict().items()}
            batches = [lesson.batch(places) for places in lesson.order(_TRIAL, self.seed)]
            self._learn(batches[0], self.step)
            started = self.clock()
            for batch in batches:
                self._learn(batch, 0)
            self.a_step = (self.clock() - started) / len(batches)
            self.steps = self.steps or max(1, min(MOST_STEPS, int(budget / self.a_step)))
            self.student.load_state_dict(before)
            self.optimiser = torch.optim.AdamW(self.student.parameters(), lr=self.rate, weight_decay=0.01)
        return self.steps

    @property
    def left(self) -> float:
        """How many seconds the steps that are left will take."""
        return (self.steps - self.step) * self.a_step

    def run(self, lesson: Lesson, tell: Tell) -> Student:
        """Learn to the last step that was planned."""
        self.student.train()
        mean, started = 0.0, self.clock() - self.seconds
        for step, places in enumerate(lesson.order(self.steps, self.seed)):
            if step < self.step:
                continue
            loss = self._learn(lesson.batch(places), step)
            mean = 0.98 * mean + 0.02 * loss if mean else loss
            self.step, self.seconds = step + 1, self.clock() - started
            tell(self.step, self.steps, mean, self.seconds)
            if self.step % _SAVE == 0 or self.step == self.steps:
                self._save()
        return self.student.eval()

    def _learn(self, batch: tuple[Tensor, Tensor, Tensor], step: int) -> float:
        torch.manual_seed(self.seed + step)
        last = max(1, self.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * min(1.0, (step + 1) / 50, max(0.02, 1.25 * (last - step) / last))
        loss = loss_of(self.student, batch)
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call] # torch has no types for it
        torch.nn.utils.clip_grad_norm_(self.student.parameters(), 1.0)
        self.optimiser.step()
        return loss.item()

    def _save(self) -> None:
        state = {
            "student": self.student.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            **{name: getattr(self, name) for name in _KEPT},
        }
        torch.save(state, self.path.with_suffix(".part"))
        self.path.with_suffix(".part").replace(self.path)
