"""How varied texts are: the share of runs of words that are different, and how much each is like the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

Words = Sequence[str]
Run = tuple[str, ...]
_ORDERS = (1, 2, 3, 4)


def distinct(texts: Sequence[Words], order: int) -> float:
    """The share of runs of `order` words that are different ones, 0 to 1 (Li et al. 2016); 0 without any."""
    runs = [run for text in texts for run in _runs(text, order)]
    return len(set(runs)) / len(runs) if runs else 0.0


def self_bleu(texts: Sequence[Words]) -> float:
    """The mean BLEU-4 of each text against all others (Zhu et al. 2018), 0 to 1: the lower, the more varied."""
    counts = [[Counter(_runs(text, order)) for order in _ORDERS] for text in texts]
    best = [_two_best(each[at] for each in counts) for at in range(len(_ORDERS))]
    scores = [_bleu(each, best) for each in counts]
    return sum(scores) / len(scores) if scores else 0.0


def _runs(text: Words, order: int) -> list[Run]:
    return [tuple(text[at : at + order]) for at in range(len(text) - order + 1)]


def _two_best(counts: Iterable[Counter[Run]]) -> dict[Run, tuple[int, int]]:
    """For each run how often the two texts that have it most often have it."""
    found: dict[Run, tuple[int, int]] = {}
    for each in counts:
        for run, many in each.items():
            first, second = found.get(run, (0, 0))
            found[run] = (many, first) if many > first else (first, max(second, many))
    return found


def _bleu(own: Sequence[Counter[Run]], best: Sequence[dict[Run, tuple[int, int]]]) -> float:
    logs = []
    for runs, most in zip(own, best, strict=True):
        shared = sum(min(many, _of_others(most[run], many)) for run, many in runs.items())
        logs.append(math.log((shared + 0.1) / (runs.total() + 0.1)))
    return math.exp(sum(logs) / len(logs))


def _of_others(most: tuple[int, int], own: int) -> int:
    """How often another text has a run; of two that have it equally often the other still has it."""
    return most[1] if most[0] == own else most[0]
