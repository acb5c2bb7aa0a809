"""A labelled text about a source, and what makers of such texts share."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from guardrail import Source


@dataclass(frozen=True)
class Case:
    """A text, whether it is true of `source`, and the kind of statement it is. Cases share sources.

    `change` names what was changed to make a false text, where the maker knows.
    """

    text: str
    true: bool
    kind: str
    source: Source
    change: str = ""


Maker = Callable[[Path, int, int | None], list[Case]]
"""What every set module calls `cases`: the data folder, a seed, and how many cases at most."""


def spread(cases: Iterable[Case], *, rng: random.Random, limit: int | None) -> list[Case]:
    """At most `limit` cases, as many of each kind and truth as there are, in a random order."""
    groups: dict[tuple[str, bool], list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.kind, case.true].append(case)
    for group in groups.values():
        rng.shuffle(group)
    chosen: list[Case] = []
    for depth in range(max(map(len, groups.values()), default=0)):
        chosen.extend(group[depth] for group in groups.values() if depth < len(group))
    chosen = chosen[:limit]
    rng.shuffle(chosen)
    return chosen
