"""Measures what a student writes with nothing to hold it, which is what it has learnt."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..wilson import wilson
from .examples import Example, topic
from .standard import Standard
from .students import Student
from .tables import Tables, unknown_runs
from .variety import distinct, self_bleu
from .writing import written

_WARMTH = 0.8


@dataclass(frozen=True)
class Evaluation:
    """Counts over texts that a student wrote unconstrained.

    `right` has for each task how many say every value once and no other, with words that fit; of `of`. `known_runs` is
    the share of texts all of whose runs of words stand in examples: the others the table of a student would not let it
    write. `distinct` is for two words, `alike` is self-BLEU.
    """

    right: dict[str, int]
    of: dict[str, int]
    known_runs: float
    distinct: float
    alike: float

    @property
    def share(self) -> float:
        """Of all texts, the share that is right."""
        return sum(self.right.values()) / sum(self.of.values())

    def lines(self) -> list[str]:
        """What a person reads."""
        shown = []
        for task in sorted(self.of):
            low, high = wilson(self.right[task], self.of[task])
            share = self.right[task] / self.of[task]
            shown.append(f"{task}: {self.right[task]} of {self.of[task]} right ({share:.1%}, {low:.1%} to {high:.1%})")
        return [
            *shown,
            f"only known runs of words: {self.known_runs:.1%}",
            f"different pairs of words: {self.distinct:.1%}; self-BLEU {self.alike:.3f}",
            "What is not right here cannot get out: an exported model is held to its tables and slots.",
        ]


def evaluate(student: Student, known: Tables, examples: Sequence[Example], *, many: int, seed: int) -> Evaluation:
    """Have a student write `many` texts about what the examples are about, and count."""
    rng, standard = random.Random(seed), Standard(examples)  # noqa: S311 - a sample, no secret
    asked = [rng.choice(examples).inputs for _ in range(many)]
    texts = written(student, known, asked, temperature=_WARMTH, seed=seed)
    return judged(texts, asked, standard, known)


def judged(
    texts: Sequence[Sequence[str]], asked: Sequence[tuple[str, ...]], standard: Standard, known: Tables
) -> Evaluation:
    """The counts over texts in tokens and what each was to say."""
    right: dict[str, int] = defaultdict(int)
    of: dict[str, int] = defaultdict(int)
    ran = 0
    for text, inputs in zip(texts, asked, strict=True):
        task = topic(inputs).partition("/")[0]
        of[task] += 1
        right[task] += not standard.fault(Example(inputs, " ".join(text)))
        ran += not unknown_runs(text, known.allowed.get(topic(inputs), {}))
    return Evaluation(dict(right), dict(of), ran / len(texts), distinct(texts, 2), self_bleu(texts))
