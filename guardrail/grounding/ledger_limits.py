"""Proves what is said of all payments: none over an amount, one in every month, only those of one name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from .answers import Answer, Stated, Try, describe, fits, refs
from .claim_times import month_days
from .claims import MONEY, where
from .clause import Slots
from .ledger import PAID, Ledger, Where
from .ledger_currencies import SEVERAL, is_incomparable
from .ledger_proofs import contradict, named_in, refuse, supported
from .mentions import Mention
from .operations import LESS, MORE, OR_EQUAL
from .scan import Item

_ROUGH = frozenset({"about", "nearly", "almost"})


def within_limit(item: Item, slots: Slots) -> bool:
    """Whether a clause says of all payments, or denies of any, that they were over or under an amount."""
    hedge = item.mention.hedge if item.mention and item.key in MONEY else ""
    summed = slots.cues & {"average", "median", "net", "gross", "received", "refunded"} or _totals(slots)
    return hedge in (MORE | LESS) - _ROUGH and bool(slots.cues & {"not", "all"}) and not summed


def _totals(slots: Slots) -> bool:
    """Whether a clause speaks of a total; "no payment came to more than" does not."""
    words = [item.word for item in slots.items if item.key == "total"]
    singular = slots.words & {"payment", "purchase", "transaction", "charge", "bill"}
    return any(word not in _CAME_TO or not singular for word in words)


_CAME_TO = frozenset({"came_to", "come_to", "comes_to"})


def is_uniform(item: Item, slots: Slots) -> bool:
    """Whether a clause says that every payment was of one amount."""
    exact = item.mention is not None and item.key in MONEY and not item.mention.hedge
    summed = slots.cues & {"total", "average", "median", "net", "gross", "not"}
    ahead = slots.items[: slots.place(item)] if slots.place(item) > 0 else ()
    places = [at for at, one in enumerate(ahead) if one.key == "all" and slots.before(one) not in _ACROSS]
    payments = any(one.word in _PLURALS for at in places for one in slots.items[at + 1 : at + 4])
    return exact and not summed and payments


_ACROSS = frozenset({"across", "over", "in", "of", "for", "from", "on", "with", "at"})
_PLURALS = frozenset("payment payments charge charges purchase purchases bill bills transaction transactions".split())


def prove_uniform(item: Item, slots: Slots, ledger: Ledger) -> Answer:
    """That no payment in scope is of another amount, or outside of two."""
    found = where(slots, ledger)
    if found is None or item.mention is None or item.mention.value is None or slots.unknown:
        return refuse(slots, "this does not say plainly which payments it means", item=item)
    found = found._replace(side=found.side or PAID)
    if is_incomparable(item.mention, ledger.rows(found), ledger):
        return refuse(slots, SEVERAL, item=item)
    high = item.mention.value if item.mention.high is None else item.mention.high
    such = found._replace(over=item.mention.value, under=high, inclusive=True)
    rows, same = ledger.rows(found), ledger.rows(such)
    attempt, stated = Try("count_share", ((such, same), (found, rows))), Stated(Decimal(100))
    if len(rows) > 1 and fits(attempt, stated, ledger):
        return supported(item, attempt, stated, ledger, 1, "all of them")
    others = [row for row in rows if row not in set(same)]
    if not others:
        return refuse(slots, "the books have no such payments", item=item)
    return contradict(slots, item, f"not all of them: {describe(ledger, others[0])}", ledger, others)


def prove_limit(item: Item, slots: Slots, ledger: Ledger) -> Answer:
    """That no payment in scope is on the wrong side of the amount."""
    found = where(slots, ledger)
    if found is None or item.mention is None or slots.unknown or slots.cues >= {"not", "all"}:
        return refuse(slots, "this does not say plainly which payments it means", item=item)
    found = found._replace(side=found.side or PAID)
    if is_incomparable(item.mention, ledger.rows(found), ledger):
        return refuse(slots, SEVERAL, item=item)
    if not ledger.rows(found):
        return refuse(slots, "the books have no such payments", item=item)
    wrong = _beyond(found, item.mention, denied="not" in slots.cues)
    rows = ledger.rows(wrong)
    if rows:
        told = f"the books have {describe(ledger, rows[0])} {refs(ledger, rows[:1])}"
        return contradict(slots, item, told, ledger, rows)
    return supported(item, Try("count", ((wrong, rows),)), Stated(Decimal(0)), ledger, 1, "none in the books")


def is_regular(slots: Slots) -> bool:
    """Whether a clause says that something was paid every month, or in other equal steps."""
    pairs = pairwise([*slots.items, slots.items[-1]])
    return in_each(slots, {"month", "week", "day"}) or any(a.key in _STEPS and b.key not in _REPORTS for a, b in pairs)


def in_each(slots: Slots, units: Collection[str]) -> bool:
    """Whether a clause speaks of every one of some times: "every month", "in each of the two months"."""
    each = [at for at, item in enumerate(slots.items) if item.key == "all" and item.word in _EACH]
    several = any(_says_unit(item, units) for at in each for item in slots.items[at + 1 : at + 5])
    return several or any(a.key == "all" and b.key in units for a, b in pairwise(slots.items))


_EACH = frozenset({"each", "every"})


def _says_unit(item: Item, units: Collection[str]) -> bool:
    unit = item.mention.unit if item.mention and item.key == "duration" else ""
    return item.key in units or unit in units


def _keys(slots: Slots) -> set[str]:
    return {item.key for item in slots.items}


def prove_regular(slots: Slots, ledger: Ledger) -> list[Answer]:
    """That there is such a payment in every month of the books, or of the time that the clause names."""
    found = where(slots, ledger)
    monthly = any(_says_unit(item, {"month"}) for item in slots.items) or "monthly" in _keys(slots)
    slots = replace(slots, values=tuple(item for item in slots.values if item.key != "duration"))
    amounts = [item for item in slots.values if item.mention and item.key in MONEY]
    if found is None or not monthly or slots.unknown or len(amounts) < len(slots.values) or len(amounts) > 1:
        return [refuse(slots, "how regularly this was is not searched for")]
    if not (found.entity or found.account) or "not" in slots.cues or ledger.span is None:
        return [refuse(slots, "this does not say plainly which payments it means")]
    start, end = found.start or ledger.span[0], found.end or ledger.span[1]
    return [_in_month(found, days, amounts, slots, ledger) for days in months(start, end)]


_REPORTS = frozenset("report summary statement overview recap review update file figures total average".split())
_STEPS = frozenset({"monthly", "weekly", "daily", "yearly", "annually", "quarterly"})


def months(start: dt.date, end: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """The first and last day of each month from one day to another."""
    first = start.replace(day=1)
    while first <= end:
        yield month_days(first.year, first.month)
        first = (first + dt.timedelta(days=32)).replace(day=1)


def _in_month(
    found: Where, days: tuple[dt.date, dt.date], amounts: Sequence[Item], slots: Slots, ledger: Ledger
) -> Answer:
    scope = found._replace(start=days[0], end=days[1], side=found.side or PAID)
    rows = ledger.rows(scope)
    stated = [Stated.of(item.mention) for item in amounts if item.mention]
    tries = [Try("value", ((None, [row]),)) for row in rows] + [Try("sum", ((scope, rows),))]
    fit = next((one for one in tries if all(fits(one, value, ledger) for value in stated)), None) if rows else None
    at = amounts[0] if amounts else slots.items[0]
    if fit is None:
        return contradict(slots, at, f"the books have no such payment in {days[0]:%Y-%m}", ledger, rows)
    if not stated:
        return supported(
            at, Try("count", ((scope, rows),)), Stated(Decimal(len(rows))), ledger, 1, "found in the books"
        )
    return supported(at, fit, stated[0], ledger, len(tries), "found in the books")


def _beyond(found: Where, mention: Mention, *, denied: bool) -> Where:
    """The payments that must not be: those over the amount if "over" is denied or "under" is said of all."""
    over = (mention.hedge in MORE) == denied
    inclusive = (mention.hedge in OR_EQUAL) == denied
    limits = {"over": mention.value} if over else {"under": mention.value}
    return found._replace(**limits, inclusive=inclusive)  # type: ignore[arg-type]


def prove_only(slots: Slots, ledger: Ledger) -> Answer:
    """That all of what one name says belongs to the other: the only vendor under an account, or the reverse."""
    found = where(slots, ledger)
    if found is None or not (found.entity and found.account) or slots.unknown or "not" in slots.cues:
        return refuse(slots, "the books were not searched for this")
    found = found._replace(side=found.side or PAID)
    whole = found._replace(account="") if _about_entity(slots) else found._replace(entity="")
    rows, every = ledger.rows(found), ledger.rows(whole)
    attempt = Try("count_share", ((found, rows), (whole, every)))
    stated = Stated(Decimal(100))
    if fits(attempt, stated, ledger):
        return supported(slots.items[0], attempt, stated, ledger, 1, "all of them")
    others = [row for row in every if row not in set(rows)]
    told = (
        f"not all of them: {describe(ledger, others[0])}" if others else f"the books have nothing for {named_in(found)}"
    )
    return contradict(slots, None, told, ledger, others)


def _about_entity(slots: Slots) -> bool:
    """Whether "all" or "only" is said of one vendor's payments, rather than of an account's vendors."""
    if "all" in slots.cues:
        return slots.entities[0].start < slots.accounts[0].start
    at = next(i for i, item in enumerate(slots.items) if item.key == "only")
    following = [item for item in slots.items[at + 1 :] if item.kind in {"entity", "account"} or item.key == "vendor"]
    return (
        bool(following)
        and following[0].kind == "account"
        and slots.entities[0].start < slots.items[at].start
        and "vendor" not in slots.cues
    )
