"""The frame of a period: totals, the largest party and the change, worked out by the grounding engine."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from ..errors import GuardrailError
from ..grounding.ledger import INCOME, PAID, Ledger, Where
from ..grounding.operations import compute
from ..source import Period, Source
from ..source.dates import read_period
from .frame import Frame
from .options import SUMMARY_KINDS, Options
from .slots import Count, Money, Value

_SHORT = ("PERIOD", "TOTAL", "COUNT")
_SIDES = {"spending": (PAID, "payment"), "income": (INCOME, "receipt")}


def period_of(said: Period | str | tuple[dt.date, dt.date]) -> Period:
    """The days that are meant; raises `GuardrailError` for what names none, or ends before it starts."""
    period = read_period(said) if isinstance(said, str) else Period(*said[:2])
    if period is None:
        raise GuardrailError(f"period {said!r} cannot be read; write for example 'March 2026', 'Q1 2026' or '2026'")
    if period.start > period.end:
        raise GuardrailError(f"the period ends on {period.end}, before it starts on {period.start}")
    return Period(period.start, period.end)


def before(period: Period) -> Period:
    """The month, quarter or year before one; for other stretches as many days as it has itself."""
    last = period.start - dt.timedelta(days=1)
    months = _months(period)
    if months is None:
        return Period(period.start - (period.end - period.start) - dt.timedelta(days=1), last)
    index = period.start.year * 12 + period.start.month - 1 - months
    return Period(dt.date(index // 12, index % 12 + 1, 1), last)


def _months(period: Period) -> int | None:
    """How many whole months a period has, None if it is not made of them."""
    after = period.end + dt.timedelta(days=1)
    if period.start.day != 1 or after.day != 1:
        return None
    return (after.year - period.start.year) * 12 + after.month - period.start.month


def period_frame(source: Source, period: Period, options: Options) -> Frame:
    """What a summary of a period says: total, count, the largest party with its share, and the change.

    Refunds are not counted. The change is against the period before, if the books begin early enough to have all of
    that; of two parties that are equally large none is named.

    Raises:
        GuardrailError: if the books have nothing in the period, or several currencies, or the kind is none of a period.
    """
    kind = options.kind or "spending"
    if kind not in SUMMARY_KINDS:
        raise GuardrailError(f"kind is {kind!r}; a summary is of {' or '.join(SUMMARY_KINDS)}")
    slots = _slots(source.derive(Ledger), period, kind)
    if options.length == "short":
        slots = {slot: value for slot, value in slots.items() if slot in _SHORT}
    return Frame(
        task="summarise", kind=kind, tone=options.tone, length=options.length, voice=options.voice, slots=slots
    )


def _slots(ledger: Ledger, period: Period, kind: str) -> dict[str, Value]:
    side, noun = _SIDES[kind]
    where = Where(start=period.start, end=period.end, side=side)
    rows = ledger.rows(where)
    if not rows:
        raise GuardrailError(f"the books have no {noun} from {period.start} to {period.end}")
    currencies = {ledger.records[row].currency for row in rows}
    if len(currencies) > 1:
        told = " and ".join(sorted(str(code) for code in currencies))
        raise GuardrailError(f"the period has amounts in {told}; give a source of one currency")
    currency = currencies.pop()
    total = ledger.total(where)
    found: dict[str, Value] = {
        "PERIOD": period,
        "TOTAL": _money(ledger, total, currency),
        "COUNT": Count(len(rows), noun),
    }
    return found | _largest(ledger, where, total, currency) | _change(ledger, where, period, total, currency)


def _money(ledger: Ledger, units: int, currency: str | None) -> Money:
    return Money(abs(ledger.amount(units)), currency)


def _largest(ledger: Ledger, where: Where, total: int, currency: str | None) -> dict[str, Value]:
    sums = sorted(((abs(units), name) for name, units in ledger.totals_by("entity", where).items()), reverse=True)
    if len(sums) < 2 or sums[0][0] == sums[1][0]:
        return {}
    units, name = sums[0]
    share = compute("share", ([units], [abs(total)]))
    if share is None or share == 100:
        return {}
    return {"LARGEST_PARTY": name, "LARGEST_AMOUNT": _money(ledger, units, currency), "SHARE": share}


def _change(ledger: Ledger, where: Where, period: Period, total: int, currency: str | None) -> dict[str, Value]:
    prior = before(period)
    earlier = where._replace(start=prior.start, end=prior.end)
    rows, span = ledger.rows(earlier), ledger.span
    if not rows or span is None or not _covers(span[0], prior):
        return {}
    if {ledger.records[row].currency for row in rows} != {currency}:
        return {}
    was = ledger.total(earlier)
    change = compute("percent_change", ([abs(total)], [abs(was)]))
    if not change:
        return {}
    slot = "RISE" if change > 0 else "FALL"
    size: Fraction = abs(change)
    return {slot: size, "PRIOR_PERIOD": prior, "PRIOR_TOTAL": _money(ledger, was, currency)}


def _covers(first: dt.date, prior: Period) -> bool:
    """Whether books that begin on `first` can have all of a period: they begin in its first quarter or before."""
    return first <= prior.start + (prior.end - prior.start) / 4
