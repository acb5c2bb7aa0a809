"""Proves what came in less what went out: a surplus, a deficit, net income, "we were up"."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from .answers import Answer, Stated, Try, fits, money
from .claims import MONEY, where
from .clause import Slots
from .ledger import INCOME, SPENDING, Ledger, Where
from .ledger_currencies import SEVERAL
from .ledger_proofs import contradict, refuse, supported
from .operations import as_decimal
from .scan import Item


def is_surplus(slots: Slots) -> bool:
    """Whether a clause sets money in against money out, as "income exceeded spending by $300" does."""
    both = slots.cues >= {"received", "paid"} and bool(slots.cues & {"more", "less"})
    named = bool(slots.entities or slots.accounts)
    return (both or "surplus" in slots.cues) and not named


def is_up_or_down(slots: Slots) -> bool:
    """Whether a clause says by how much "we were up" over one time."""
    keys = [item.key for item in slots.items]
    ours = any(a in {"we", "you"} and b in {"were", "are", "ended", "finished"} for a, b in pairwise(keys))
    bare = not (slots.entities or slots.accounts or slots.cues & {"paid", "received", "than", "payment", "charged"})
    return (
        ours
        and bare
        and bool(slots.words & {"up", "down"} or _AHEAD & set(keys))
        and len(slots.times) < 2
        and bool(slots.values)
    )


def prove_surplus(slots: Slots, ledger: Ledger) -> list[Answer]:
    """What came in less what went out, and whether there was more of the one or of the other."""
    found = where(slots, ledger)
    if found is None or slots.unknown or "not" in slots.cues:
        return [refuse(slots, "not every word of this was understood")]
    groups = tuple((w, ledger.rows(w)) for w in (found._replace(side=INCOME), found._replace(side=SPENDING)))
    if not (groups[0][1] and groups[1][1]):
        return [refuse(slots, "the books do not have both money in and money out here")]
    sign = _surplus_sign(slots)
    exact = Try("difference", groups).exact(ledger)
    if exact is None:
        return [refuse(slots, SEVERAL)]
    if exact * sign < 0:
        told = f"what came in less what went out is {money(as_decimal(exact), None)}"
        return [contradict(slots, None, told, ledger, groups[0][1][:4] + groups[1][1][:4])]
    values = [item for item in slots.values if item.key in MONEY]
    if not values or len(values) < len(slots.values):
        return [refuse(slots, "this does not say by how much")]
    return [_surplus_value(item, groups, 1 if exact > 0 else -1, slots, ledger) for item in values]


def _surplus_value(
    item: Item, groups: tuple[tuple[Where, list[int]], ...], sign: int, slots: Slots, ledger: Ledger
) -> Answer:
    attempt = Try("difference", groups)
    signed = item.mention is not None and (item.mention.value or 0) < 0
    stated = Stated.of(item.mention, 1 if signed else sign) if item.mention else Stated(Decimal(0))
    how = "what came in less what went out"
    if fits(attempt, stated, ledger):
        return supported(item, attempt, stated, ledger, 1, how)
    told = f"{how} is {money(as_decimal(attempt.exact(ledger) or 0), None)}"
    return contradict(slots, item, told, ledger, groups[0][1][:4] + groups[1][1][:4])


def _surplus_sign(slots: Slots) -> int:
    """1 where the words say that more came in, -1 where they say that more went out, 0 where they do not say."""
    keys = [item.key for item in slots.items]
    if slots.words & {"up", "down"} or _AHEAD & set(keys):
        return 1 if "up" in slots.words or {"ahead", "black"} & set(keys) else -1
    if "surplus" in slots.cues:
        words = {item.word or item.key for item in slots.items}
        if words & _SHORT:
            return -1
        worth = [item.mention.value or 0 for item in slots.values if item.mention and item.key in MONEY]
        return -1 if any(value < 0 for value in worth) and not words & _PLUS else 1
    first = 1 if keys.index("received") < keys.index("paid") else -1
    return first if "more" in slots.cues else -first


_AHEAD = frozenset({"ahead", "behind", "black", "red"})
_SHORT = frozenset({"negative", "deficit", "deficits", "shortfall", "shortfalls", "net_cash_outflow", "net_loss"})
_PLUS = frozenset({"positive", "surplus", "surpluses", "cash_surplus", "net_cash_inflow", "net_inflow"})
