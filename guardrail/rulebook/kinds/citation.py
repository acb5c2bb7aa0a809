"""Rules on what a text refers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from ...validators.cites import MUST, Cites
from ..problems import suggest
from ..values import Fault
from .grounding import DemandRule


class CitationRule(DemandRule):
    """Finds references such as "[A2]" that the source does not have or that prove something else, and claims without.

    Which reference shows what is the same for all rules; this one says how bad it is where it does not.
    """

    kind: Literal["citation"]
    must: list[str] = Field(min_length=1, description=f"What references must do: {', '.join(MUST)}.")

    def demand(self) -> Cites:
        """What the validator looks for."""
        return Cites(**self.report, must=tuple(self.must))

    def faults(self) -> Iterator[Fault]:
        """What no reference can be asked to do; then the examples."""
        unknown = [
            Fault(("must", index), f"a reference cannot be asked to {name!r}", suggest(name, MUST))
            for index, name in enumerate(self.must)
            if name not in MUST
        ]
        yield from unknown or super().faults()
