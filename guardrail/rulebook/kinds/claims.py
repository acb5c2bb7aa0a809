"""Rules that ask more of the claims of a text than the check of claims does by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from ...validators.answered import KINDS
from ...validators.claims import Required
from ..problems import suggest
from ..values import Fault, Share
from .grounding import DemandRule


class ClaimsRule(DemandRule):
    """Finds amounts, dates, vendors and the like that the source does not prove, or proves only by luck.

    What the claims of a text are held against is the same for all rules; this one says how bad it is for which of them.
    """

    kind: Literal["claims"]
    every: list[str] = Field(min_length=1, description=f"Which of them: {', '.join(KINDS)}.")
    must_be: Literal["supported"] = Field(alias="must be", description="supported: the source must prove them.")
    luck_at_most: Share = Field(
        default=1, alias="luck at most", description="Chance, 0 to 1, that a wrong value would be proven too."
    )

    def demand(self) -> Required:
        """What the validator looks for."""
        return Required(**self.report, every=tuple(self.every), luck_at_most=self.luck_at_most)

    def faults(self) -> Iterator[Fault]:
        """Kinds of claim that are unknown or there twice; then the examples."""
        unknown = [
            Fault(("every", index), f"{name!r} is no kind of claim", suggest(name, KINDS))
            for index, name in enumerate(self.every)
            if name not in KINDS
        ]
        yield from unknown or super().faults()
