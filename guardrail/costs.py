"""What checks cost, what a tier allows for them, and the plan that follows: their order, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .errors import GuardrailError, PolicyError
from .protocols import Validator
from .types import Finding, Severity

CHARACTERS = 1_000
_FREE = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a validator typically takes for each thousand characters begun: milliseconds of one core, and money.

    It is stated and never measured, so that the same text always has the same plan. `ms` is over 0; `money` is
    what a remote service charges, in the currency of the table of prices. Raises `GuardrailError` for less.
    """

    ms: Decimal
    money: Decimal = _FREE

    def __post_init__(self) -> None:
        if not all(isinstance(value, Decimal) and value.is_finite() for value in (self.ms, self.money)):
            raise GuardrailError("a cost is stated in Decimals, such as Cost(ms=Decimal('0.5'))")
        if not self.ms > 0 or self.money < 0:
            raise GuardrailError(f"a cost of {self.ms} ms and {self.money} is none: ms is over 0, money 0 or more")

    def of(self, characters: int) -> Cost:
        """The cost of a text of so many characters."""
        begun = max(1, -(-characters // CHARACTERS))
        return Cost(ms=self.ms * begun, money=self.money * begun)


@dataclass(frozen=True, slots=True, kw_only=True)
class TierBudget:
    """What the checks of one text may take in a tier: milliseconds and money; None sets no limit.

    Raises `PolicyError` if a limit is under 0.
    """

    ms: Decimal | None = None
    money: Decimal | None = None

    def __post_init__(self) -> None:
        for name, limit in (("ms", self.ms), ("money", self.money)):
            if limit is not None and not limit >= 0:
                raise PolicyError(f"a budget with {name} {limit} is none: it must be 0 or more")

    def refuses(self, ms: Decimal, money: Decimal) -> str:
        """Why it does not allow so much, in words; "" if it does."""
        if self.ms is not None and ms > self.ms:
            return f"{_plain(ms)} ms with the checks before it, and the budget is {_plain(self.ms)} ms"
        if self.money is not None and money > self.money:
            return f"{_plain(money)} of money with the checks before it, and the budget is {_plain(self.money)}"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One validator in a plan: what it costs for the text, and why it is left out ("" if it runs)."""

    validator: str
    cost: Cost
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which validators look at a text of some length in a tier, cheapest first."""

    tier: str
    budget: TierBudget | None
    characters: int
    steps: tuple[Step, ...]

    @property
    def left_out(self) -> Mapping[str, Finding]:
        """For each validator that does not run, the finding that says so."""
        return {step.validator: _unchecked(step) for step in self.steps if step.left_out}

    @property
    def cost(self) -> Cost | None:
        """What those that run cost together; None if none runs."""
        run = [step.cost for step in self.steps if not step.left_out]
        return Cost(ms=sum((c.ms for c in run), _FREE), money=sum((c.money for c in run), _FREE)) if run else None


def cost_of(validator: Validator, *, time_limit: float) -> Cost:
    """What a validator states; the whole time limit, in seconds, for one that states nothing.

    Raises `GuardrailError` if what it states is no `Cost`.
    """
    stated = getattr(validator, "cost", None)
    if stated is None:
        return Cost(ms=Decimal(str(min(time_limit, 1e9))) * 1000)
    if not isinstance(stated, Cost):
        raise GuardrailError(f"validator {validator.id!r}: its cost is {type(stated).__name__}, not a Cost")
    return stated


def price(cost: Cost) -> tuple[Decimal, Decimal]:
    """What makes one cost dearer than another: the money, then the time."""
    return cost.money, cost.ms


def plan(costs: Mapping[str, Cost], tier: str, budget: TierBudget | None, characters: int) -> Plan:
    """Goes through validators, cheapest first, and leaves out each that the budget has no more room for.

    Of two that cost the same the name decides, so that the order they came in never shows.
    """
    ms = money = _FREE
    steps = []
    for name, each in sorted(costs.items(), key=lambda pair: (price(pair[1]), pair[0])):
        cost = each.of(characters)
        why = budget.refuses(ms + cost.ms, money + cost.money) if budget else ""
        if not why:
            ms, money = ms + cost.ms, money + cost.money
        steps.append(Step(validator=name, cost=cost, left_out=why))
    return Plan(tier=tier, budget=budget, characters=characters, steps=tuple(steps))


def _unchecked(step: Step) -> Finding:
    """A check that is left out is one that failed: whatever else is found, the text is not accepted."""
    told = f"the check {step.validator!r} was left out, so it did not see this text: it would take {step.left_out}"
    return Finding(rule=f"{step.validator}.left-out", category="error", severity=Severity.MAJOR, message=told)


def _plain(value: Decimal) -> str:
    """Without an exponent or zeros at the end: 1 and 0.0005."""
    return f"{value.normalize():f}"
