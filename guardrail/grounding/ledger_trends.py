"""Proves what is said of month after month: that something rose every month, what it was a month on average."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from .answers import SUPPORTED, Answer, Stated, Try, fits, money, refs
from .claim_times import month_days
from .claims import MONEY, period, where
from .clause import Slots
from .ledger import PAID, Ledger, Where, readings
from .ledger_currencies import SEVERAL
from .ledger_limits import in_each, months
from .ledger_proofs import contradict, first_fit, prove_sum, refuse, supported
from .operations import as_decimal
from .scan import Item

_FEWEST = 3
_RUNS = frozenset("run runs ran running span spans spanned spanning range ranges ranged".split())
_MONTHLY = frozenset({"monthly", "mthly"})
_EACH = frozenset({"all", "per", "a"})

Span = tuple[dt.date, dt.date]
Group = tuple[Where, list[int]]


def by_month(slots: Slots) -> bool:
    """Whether a clause speaks of every month: "monthly", "a month", "in each month"."""
    words = any(item.key in _MONTHLY or item.word in _MONTHLY for item in slots.items)
    return words or any(a.key in _EACH and b.key == "month" for a, b in pairwise(slots.items))


def is_run(slots: Slots) -> bool:
    """Whether a clause says that something runs from one time to another."""
    return bool(slots.times) and any(item.word in _RUNS or item.key in _RUNS for item in slots.items)


def is_trend(slots: Slots) -> bool:
    """Whether a clause says that something rose, or fell, in every month."""
    return in_each(slots, {"month"}) and len(slots.cues & {"rose", "fell"}) == 1


def prove_trend(slots: Slots, ledger: Ledger) -> list[Answer]:
    """That each month's sum is greater, or less, than that of the month before; values are those sums in turn.

    Without a time it is every month of the books. Where the first of the months did not rise against the one before
    it, which may or may not be meant, the books cannot tell.
    """
    found = where(slots, ledger)
    values = [item for item in slots.values if item.key in MONEY]
    if found is None or slots.unknown or "not" in slots.cues or len(values) < len(slots.values):
        return [refuse(slots, "not every word of this was understood")]
    spans = _spans(found, ledger)
    if len(spans) < _FEWEST or (values and len(values) != len(spans)):
        return [refuse(slots, "this does not say plainly which months are meant")]
    answers = [_followed(found._replace(side=way), spans, values, slots, ledger) for way in readings(found.side)]
    return next((a for a in answers if all(one.status == SUPPORTED for one in a)), answers[0])


def prove_run(slots: Slots, ledger: Ledger) -> Answer:
    """That the first and the last record of what is named stand at the two ends of the time that it is said to run."""
    days, named = period(slots, ledger), where(replace(slots, times=()), ledger)
    scope = named and named._replace(side=named.side or PAID)
    rows = ledger.rows(scope) if scope else []
    dates = [date for row in rows if (date := ledger.records[row].date)]
    if days is None or scope is None or slots.unknown or "not" in slots.cues or not dates:
        return refuse(slots, "this does not say plainly of whom and when")
    if (dates[0], dates[-1]) != days:
        told = f"the first is of {dates[0].isoformat()} and the last of {dates[-1].isoformat()}"
        return contradict(slots, None, f"{told} {refs(ledger, [rows[0], rows[-1]])}", ledger, [rows[0], rows[-1]])
    attempt, stated = Try("count", ((scope, rows),)), Stated(Decimal(len(rows)))
    return supported(slots.items[0], attempt, stated, ledger, 1, "the first and the last are of these days")


def prove_monthly_average(item: Item, slots: Slots, ledger: Ledger) -> Answer:
    """What the sums of the months come to on average: of all months, or of those in which there was anything."""
    found = where(slots, ledger)
    if found is None or item.mention is None or slots.unknown or "not" in slots.cues:
        return refuse(slots, "this does not say plainly of whom and when")
    spans, stated = _spans(found, ledger), Stated.of(item.mention)
    tries = []
    for way in readings(found.side):
        groups = _groups(found._replace(side=way), spans, ledger)
        some = tuple(group for group in groups if group[1])
        tries += [Try("average_sum", chosen) for chosen in (groups, some) if chosen]
    if fit := first_fit(tries, stated, ledger):
        return supported(item, fit, stated, ledger, len(tries), "the average of the months")
    rows = [row for one in tries[:1] for _, group in one.groups for row in group]
    exact = tries[0].exact(ledger) if rows else None
    if exact is None:
        return refuse(slots, "the books have nothing of this", item=item)
    told = f"the average of {len(spans)} months is {money(as_decimal(exact), None)}"
    return contradict(slots, item, f"{told} {refs(ledger, rows)}", ledger, rows)


def _spans(found: Where, ledger: Ledger) -> list[Span]:
    """The months of the time that a clause names, or else of the books."""
    first, last = ledger.span or (None, None)
    start, end = found.start or first, found.end or last
    return list(months(max(start, first), min(end, last))) if start and end and first and last else []


def _groups(found: Where, spans: Sequence[Span], ledger: Ledger) -> tuple[Group, ...]:
    scopes = [found._replace(start=start, end=end) for start, end in spans]
    return tuple((scope, ledger.rows(scope)) for scope in scopes)


def _followed(
    found: Where, spans: Sequence[Span], values: Sequence[Item], slots: Slots, ledger: Ledger
) -> list[Answer]:
    groups = _groups(found, spans, ledger)
    if not all(rows for _, rows in groups):
        return [refuse(slots, "the books have nothing for some of these months")]
    operation = "rising" if "rose" in slots.cues else "falling"
    attempt, holds = Try(operation, groups), Stated(Decimal(1))
    sums = "; ".join(f"{scope.start:%Y-%m}: {_sum((scope, rows), ledger)}" for scope, rows in groups)
    rows = [row for _, group in groups for row in group]
    if ledger.is_mixed(rows):
        return [refuse(slots, SEVERAL)]
    if not fits(attempt, holds, ledger):
        return [contradict(slots, None, sums, ledger, rows)]
    before = _groups(found, [_month_before(spans[0][0])], ledger)
    if before[0][1] and not fits(Try(operation, (*before, *groups)), holds, ledger):
        return [refuse(slots, f"the first of these months is not so against the one before it ({sums})")]
    told = [supported(slots.items[0], attempt, holds, ledger, 1, sums)]
    return told + [_level(item, group, slots, ledger) for item, group in zip(values, groups, strict=False)]


def _sum(group: Group, ledger: Ledger) -> str:
    scope, rows = group
    return money(ledger.amount(abs(ledger.total(scope))), ledger.records[rows[0]].currency)


def _level(item: Item, group: Group, slots: Slots, ledger: Ledger) -> Answer:
    other = f"in {group[0].start:%Y-%m} it was {_sum(group, ledger)} {refs(ledger, group[1])}"
    return prove_sum(item, group, slots, ledger, "the sum of the month", other)


def _month_before(day: dt.date) -> Span:
    last = day - dt.timedelta(days=1)
    return month_days(last.year, last.month)
