"""What a call may cost, and what it has cost so far."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..errors import GuardrailError, OutOfBudget
from ..types import Spent
from .tools import Call

if TYPE_CHECKING:
    from ..prices import Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """One answer of a backend: its text, and what is known of its cost.

    `tokens_in`, `tokens_out` and `money` are None where the backend does not say. `response` is the client's own
    answer; it leaves with the outcome if, and only if, the text is accepted. `calls` are tools that the model asks
    for besides: they are judged with the text.
    """

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    money: Decimal | None = None
    response: Any = None
    calls: tuple[Call, ...] = ()


Answer = str | Generated
Chunk = str | bytes | Generated


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that one guarded call may take, all attempts together; None sets no limit.

    `seconds` bounds the waiting for the backend; `characters` one text, since a text is only checked as a whole.
    A limit on tokens or money ends the attempts after the first answer that does not say what it cost. `price` works
    out the money of an answer that says its tokens only, such as `read_prices().of("gpt-4.1-mini")`.

    Raises `GuardrailError` if a limit is not over 0, or `money` is no `Decimal`.
    """

    seconds: float | None = None
    tokens: int | None = None
    money: Decimal | None = None
    characters: int = 1_000_000
    price: Price | None = None

    def __post_init__(self) -> None:
        for name in ("seconds", "tokens", "money", "characters"):
            limit = getattr(self, name)
            if limit is not None and not limit > 0:
                raise GuardrailError(f"budget: {name} is {limit}; it must be over 0")
        if not isinstance(self.money, Decimal | None):
            raise GuardrailError(f"budget: money is a Decimal, not {type(self.money).__name__}")


class Spending:
    """What has been spent of a budget since this was made; several threads may share one.

    `within` is a spending that this one is part of, such as that of a workflow: it pays as well, and what is
    left is the less of both.
    """

    def __init__(self, budget: Budget, *, within: Spending | None = None) -> None:
        self.budget = budget
        self._within = within
        self._began = time.monotonic()
        self._lock = threading.Lock()
        self._tokens: int | None = 0
        self._money: Decimal | None = Decimal(0)

    @property
    def spent(self) -> Spent:
        """All so far; tokens or money None if an answer did not say."""
        return Spent(seconds=time.monotonic() - self._began, tokens=self._tokens, money=self._money)

    def pay(self, generated: Generated) -> None:
        """Count an answer."""
        generated = self._priced(generated)
        with self._lock:
            said = (generated.tokens_in, generated.tokens_out)
            self._tokens = _sum(self._tokens, None if None in said else sum(n for n in said if n is not None))
            self._money = _sum(self._money, generated.money)
        if self._within is not None:
            self._within.pay(generated)

    def _priced(self, generated: Generated) -> Generated:
        price, read, written = self.budget.price, generated.tokens_in, generated.tokens_out
        if price is None or generated.money is not None or read is None or written is None:
            return generated
        return replace(generated, money=price.money(read, written))

    def seconds_left(self) -> float | None:
        """Seconds until the time runs out, at least 0; None if there is no limit."""
        own = math.inf if self.budget.seconds is None else self.budget.seconds - (time.monotonic() - self._began)
        outer = None if self._within is None else self._within.seconds_left()
        left = own if outer is None else min(own, outer)
        return None if left == math.inf else max(left, 0.0)

    def used_up(self) -> str:
        """Which limit is reached, in words; "" if none."""
        if self.budget.seconds is not None and self.seconds_left() == 0:
            return f"its {self.budget.seconds:g} seconds are over"
        if self.budget.tokens is not None and (self._tokens is None or self._tokens >= self.budget.tokens):
            return _told("tokens", self.budget.tokens, self._tokens)
        if self.budget.money is not None and (self._money is None or self._money >= self.budget.money):
            return _told("money", self.budget.money, self._money)
        return "" if self._within is None else self._within.used_up()

    def refuse_more(self) -> None:
        """Raise `OutOfBudget` if more is spent than is allowed, or if nobody knows."""
        for name, limit in (
            ("seconds", self.budget.seconds),
            ("tokens", self.budget.tokens),
            ("money", self.budget.money),
        ):
            spent = getattr(self.spent, name)
            if limit is not None and (spent is None or spent > limit):
                raise OutOfBudget(f"the budget is used up: {_told(name, limit, spent)}")

    def require_some(self) -> None:
        """Raise `OutOfBudget` if a limit is reached."""
        if reached := self.used_up():
            raise OutOfBudget(f"the budget is used up: {reached}")


def _sum(total: Any, more: Any) -> Any:
    return None if total is None or more is None else total + more


def _told(name: str, limit: float | Decimal, spent: float | Decimal | None) -> str:
    if spent is None:
        return f"it allows {name} {limit}, and the backend did not say what it took"
    return f"it allows {name} {limit}, and {spent} are spent"
