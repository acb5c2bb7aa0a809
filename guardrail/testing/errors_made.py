"""Errors by the hundred for a kill score, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from ..source import Source
from .drawn import drawn_source
from .own_texts import own_corruption
from .texts import Corruption, corrupted, true_text


def errors_drawn(count: int, seed: int) -> Iterator[Corruption]:
    """So many errors in texts about drawn ledgers and statements, the same for the same seed everywhere."""
    rng = random.Random(seed)  # noqa: S311 - chooses records, keeps no secret
    given = [drawn_source(rng.randint) for _ in range(max(10, count // 10))]
    yield from _written(given, count, seed)


def errors_about(source: Source, count: int, seed: int, *, texts: Sequence[str] | None = None) -> Iterator[Corruption]:
    """At most so many errors in texts that are true of a source: in those given, or in written ones if None."""
    if texts is None:
        yield from _written([source], count, seed)
        return
    made = 0
    for at in range(20 * count):
        if made == count:
            return
        if found := own_corruption(texts[at % len(texts)], source, seed + at):
            made += 1
            yield found


def _written(given: Sequence[Source], count: int, seed: int) -> Iterator[Corruption]:
    made = 0
    for at in range(20 * count):
        true = true_text(given[at % len(given)], seed + at, claims=1 + (at % 4 == 0))
        if true and (found := corrupted(true, seed + at)):
            made += 1
            yield found
        if made == count:
            return
