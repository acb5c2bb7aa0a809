"""Statements about ledgers by five people and five machines whose words nobody knew while the engine was written.

They are made like `bookkeepers`: half of the sentence forms, by a hash of their words, make the set `strangers`; of the
other half, `strangers_held`, the misses are not looked at.
"""

from __future__ import annotations

from pathlib import Path

from .bookkeepers import cases_by
from .cases import Case
from .strangers_machines import MACHINES
from .strangers_people import PEOPLE


def cases(data: Path, seed: int, limit: int | None) -> list[Case]:
    """The half that may be looked at."""
    return cases_by(PEOPLE | MACHINES, data, seed, limit, half=0)


def held(data: Path, seed: int, limit: int | None) -> list[Case]:
    """The half that is only counted."""
    return cases_by(PEOPLE | MACHINES, data, seed, limit, half=1)
