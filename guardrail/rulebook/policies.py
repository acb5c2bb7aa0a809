"""`policy.yaml`: the tiers, and the tier of every use."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..costs import TierBudget
from ..errors import PolicyError
from ..policy import Policy, Tier
from ..types import Unit as _Unit
from .complaints import validated
from .nodes import Entries, Node, Page
from .problems import Problem, suggest
from .values import Exact, Severity, Strict, Unit


class Budget(Strict):
    """What the checks of one text may take; a check that does not fit is left out, and the text is not accepted."""

    ms: Exact | None = Field(default=None, description="Milliseconds of one core, by what each check states.")
    money: Exact | None = Field(default=None, description="Money for remote checks, in the currency of prices.yaml.")


class TierLevels(Strict):
    """From which severity on a text is escalated or rejected, what it streams in, and what checks may take."""

    escalate: Severity = Field(description="The mildest severity that a person must look at.")
    reject: Severity = Field(description="The mildest severity that is never released.")
    releases: Unit = Field(default=_Unit.WHOLE, description="What a text that is still being written is released in.")
    budget: Budget | None = Field(
        default=None, description="What the checks of one text may take; no limit if left out."
    )

    @property
    def allowed(self) -> TierBudget | None:
        """The budget as the guard knows it."""
        return TierBudget(ms=self.budget.ms, money=self.budget.money) if self.budget else None


class PolicyFile(Strict):
    """How much error each use of a text bears."""

    tiers: Annotated[dict[str, TierLevels], Field(min_length=1)] = Field(
        description="From the mildest to the strictest."
    )
    uses: dict[str, str] = Field(description="Which tier each use falls in; any other use: the strictest.")


def read_policy(root: Node, page: Page, problems: list[Problem]) -> Policy | None:
    """The policy in a file, or None with what is wrong added to `problems`."""
    parsed = validated(PolicyFile, root, page, problems)
    if parsed is None or not isinstance(root, Entries):
        return None
    before = len(problems)
    tiers = _tiers(parsed, root["tiers"], page, problems)
    _check_uses(parsed, root["uses"], page, problems)
    return Policy(tiers, parsed.uses) if len(problems) == before else None


def _tiers(parsed: PolicyFile, node: Node, page: Page, problems: list[Problem]) -> list[Tier]:
    """Adds one tier after the other, so that a mistake is shown at the tier that makes it."""
    tiers: list[Tier] = []
    for name, levels in parsed.tiers.items():
        hint = "the order is info < minor < major < critical"
        try:
            tier = Tier(
                name=name,
                escalate=levels.escalate,
                reject=levels.reject,
                releases=levels.releases,
                budget=levels.allowed,
            )
            hint = "write the mildest tier first, the strictest last"
            Policy([*tiers, tier], {})
        except PolicyError as error:
            problems.append(page.about(_key(node, name), str(error), hint))
        else:
            tiers.append(tier)
    return tiers


def _check_uses(parsed: PolicyFile, node: Node, page: Page, problems: list[Problem]) -> None:
    for use, tier in parsed.uses.items():
        if tier not in parsed.tiers and isinstance(node, Entries):
            told = f"use {use!r}: there is no tier {tier!r}"
            problems.append(page.about(node[use], told, suggest(tier, parsed.tiers)))


def _key(node: Node, name: str) -> Node:
    return node.entries[name][0] if isinstance(node, Entries) else node
