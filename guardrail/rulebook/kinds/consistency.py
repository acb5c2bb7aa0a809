"""Rules on what cannot be, whatever the records say: by the calendar, by arithmetic, by the text itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from ...protocols import Validator
from ...validators.consistency import CHECKS, Consistency, Consistent
from ..problems import suggest
from ..rule import ExampleRule
from ..values import Fault


def _consistency(rules: Sequence[ConsistencyRule]) -> Validator:
    return Consistency([rule.consistent() for rule in rules])


class ConsistencyRule(ExampleRule):
    """Finds what a text says that cannot be: a Tuesday that was a Friday, Q5, parts that do not add up to their total.

    Only what is plain counts: a sentence that speaks of changes, refunds or a choice of parts is not added up.
    """

    build = _consistency

    kind: Literal["consistency"]
    what: list[str] = Field(min_length=1, description=f"What to look at: {', '.join(CHECKS)}.")

    def consistent(self) -> Consistent:
        """What the validator looks at."""
        return Consistent(**self.report, what=tuple(self.what))

    def faults(self) -> Iterator[Fault]:
        """Checks that are unknown; then the examples."""
        unknown = [
            Fault(("what", index), f"{name!r} cannot be checked", suggest(name, CHECKS))
            for index, name in enumerate(self.what)
            if name not in CHECKS
        ]
        yield from unknown or super().faults()
