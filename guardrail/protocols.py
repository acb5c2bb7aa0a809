"""The three seams: who finds (Validator), who writes (Backend), who keeps cases for people (ReviewQueue)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .types import Candidate, Case, Finding, Resolution


class Validator(Protocol):
    """Finds; never decides, never rewrites. Batch in, batch out: answer i belongs to candidate i.

    A validator may carry `keeps_time = True` to say that it bounds its own running time; any other one is
    run under the guard's watch and given up on after the guard's `time_limit`. Several threads may call it at
    once.

    With `of_claims = True` it only looks at what a text claims, and so not at what a workflow is given.

    It may also carry `cost`, a `guardrail.costs.Cost`, by which checks are ordered and fitted into the budget of
    a tier; one without it counts as taking the whole time limit.
    """

    @property
    def id(self) -> str:
        """Stable name; in the fingerprint and in error findings."""
        ...

    def check(self, batch: Sequence[Candidate], /) -> Sequence[Sequence[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        ...


class Backend(Protocol):
    """Generates: any callable from a prompt to a text."""

    def __call__(self, prompt: str, /) -> str:
        """The text for `prompt`."""
        ...


class ReviewQueue(Protocol):
    """Keeps escalated texts until a person has decided; nothing put into it may be lost."""

    def put(self, case: Case, /) -> str:
        """Store `case` and return its id; storing the same case again changes nothing."""
        ...

    def claim(self, reviewer: str, /) -> Case | None:
        """Lease the oldest open case to `reviewer`, or None; an expired lease is open again."""
        ...

    def resolve(self, resolution: Resolution, /) -> None:
        """Append what a reviewer said; earlier resolutions stay."""
        ...
