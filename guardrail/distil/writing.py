"""What a student writes when nothing holds it: no table, no slots that must come. That shows what it has learnt."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from ..local.words import END, START
from .students import Student
from .tables import Tables

_LONGEST = 90


def written(
    student: Student, known: Tables, told: Sequence[Sequence[str]], *, temperature: float, seed: int
) -> list[list[str]]:
    """Tokens of a text for each list of inputs; one that finds no end is cut after ninety. At 0 the likeliest."""
    with torch.no_grad():
        return _written(student.eval().cpu(), known, told, temperature, seed)


def _written(
    student: Student, known: Tables, told: Sequence[Sequence[str]], temperature: float, seed: int
) -> list[list[str]]:
    rng = torch.Generator().manual_seed(seed)
    rows = [known.of_inputs(each) for each in told]
    longest, end = max(map(len, rows)), known.vocabulary.index(END)
    state = student.start(torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows]))
    now = torch.full((len(rows),), known.vocabulary.index(START))
    texts: list[list[int]] = [[] for _ in rows]
    going = torch.ones(len(rows), dtype=torch.bool)
    for _ in range(_LONGEST):
        scores, state = student.step(now, state)
        scores[:, : known.vocabulary.index(START) + 1] = -1e9
        now = _taken(scores, temperature, rng)
        going &= now != end
        for at in going.nonzero().flatten().tolist():
            texts[at].append(int(now[at]))
        if not going.any():
            break
    return [[known.vocabulary[token] for token in text] for text in texts]


def _taken(scores: torch.Tensor, temperature: float, rng: torch.Generator) -> torch.Tensor:
    if temperature == 0:
        return scores.argmax(-1)
    return torch.multinomial((scores / temperature).softmax(-1), 1, generator=rng).squeeze(1)
