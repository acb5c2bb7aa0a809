"""What `bookkeepers` can say of a ledger, and what is true of it: each kind computed on its own, on plain lines."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .bookkeepers_books import DAY, Ledger, Line, Period, month, quarter, year

Slots = dict[str, Any]
"""What a statement says: name, b, c, account, account2, date, date2, period, period2, amount, amount2, diff,
limit, n, share, pct, times, id, and `up`, which of two opposite words stands in it."""

Answers = Callable[[Ledger, Slots], list[Slots]]


@dataclass(frozen=True)
class Kind:
    """A kind of statement: `free` slots are picked around a line of `flow`, `answers` says the others.

    `loosely` are the answers of a generous reader, by which false statements must be false too.
    Several answers that differ mean that the books can be read in several ways; then no true statement is
    made, unless `some`: it is enough that one line is as said. `turned` names kinds of the same slots that say
    the opposite direction.
    """

    answers: Answers
    free: str
    flow: str = "paid"
    some: bool = False
    turned: tuple[str, ...] = ()
    loosely: Answers | None = None


def _chosen(book: Ledger, s: Slots, *keys: str, flow: str = "") -> list[Line]:
    period: Period | None = s.get("period")
    lines = [x for x in book.lines if (not flow or x.flow == flow) and (period is None or period.covers(x.date))]
    return [x for x in lines if all(getattr(x, key) == s[key] for key in keys)]


def _sum(lines: Iterable[Line]) -> Decimal:
    return sum((x.amount for x in lines), Decimal(0))


def _net(lines: Iterable[Line]) -> Decimal:
    return sum((x.amount * {"paid": 1, "refund": -1}.get(x.flow, 0) for x in lines), Decimal(0))


def _line(flow: str, *keys: str, said: Sequence[str] = ("amount",)) -> Answers:
    """One line that has `keys` as said."""
    return lambda book, s: [{k: getattr(x, k) for k in said} for x in _chosen(book, s, *keys, flow=flow)]


def _total(*keys: str, flow: str = "paid") -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        lines = _chosen(book, s, *keys, flow=flow)
        sums = {_sum(lines)} | ({_net(_chosen(book, s, *keys))} if flow == "paid" else set())
        return [{"amount": value} for value in sums] if lines else []

    return answers


def _after_refunds(*keys: str) -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        lines = [x for x in _chosen(book, s, *keys) if x.flow != "received"]
        return [{"amount": _net(lines)}] if any(x.flow == "refund" for x in lines) and _net(lines) > 0 else []

    return answers


def _before_refunds(*keys: str) -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        refunds = _chosen(book, s, *keys, flow="refund")
        return [{"amount": _sum(_chosen(book, s, *keys, flow="paid"))}] if refunds else []

    return answers


def _share(key: str) -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        lines, part = _chosen(book, s, flow="paid"), _chosen(book, s, key, flow="paid")
        net, net_part = _net(_chosen(book, s)), _net(_chosen(book, s, key))
        if not part or net <= 0:
            return []
        return [{"share": value} for value in {100 * _sum(part) / _sum(lines), 100 * net_part / net}]

    return answers


def _count(*keys: str, flow: str = "paid", least: str = "") -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        lines = _chosen(book, s, *keys)
        flows = [flow] if flow == "refund" or (flow == "paid" and least) else [flow, ""]
        counts = {sum((not f or x.flow == f) and (not least or x.amount > s[least]) for x in lines) for f in flows}
        return [{"n": n} for n in counts if n]

    return answers


def _vendors(book: Ledger, s: Slots) -> list[Slots]:
    lines = _chosen(book, s)
    return [{"n": len({x.name for x in lines if x.flow in flows})} for flows in ({"paid"}, {"paid", "refund"})]


def _average(*keys: str) -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        lines = _chosen(book, s, *keys)
        if len(lines) < 2 or any(x.flow != "paid" for x in lines):
            return []
        return [{"amount": _sum(lines) / len(lines)}]

    return answers


def _of(book: Ledger, s: Slots, key: str, value: str, period: str = "period") -> set[Decimal]:
    """What went to a name or an account, before and after refunds."""
    lines = _chosen(book, {key: s[value], "period": s.get(period)}, key)
    return {_sum(x for x in lines if x.flow == "paid"), _net(lines)}


def _compared(key: str, other: str, *, months: bool = False) -> Answers:
    """Whether more went one way than the other, and by how much, before and after refunds."""

    def answers(book: Ledger, s: Slots) -> list[Slots]:
        left = _of(book, s, key, key)
        right = _of(book, s, key, key, "period2") if months else _of(book, s, key, other)
        return [_relation(a, b) for a in left for b in right if a != b]

    return answers


def _relation(a: Decimal, b: Decimal) -> Slots:
    return {"up": a > b, "diff": abs(a - b), "amount": a, "amount2": b}


def _trend(*keys: str, flow: str = "paid") -> Answers:
    """From `period` to the later `period2`."""

    def answers(book: Ledger, s: Slots) -> list[Slots]:
        sides = [_chosen(book, s | {"period": s[p]}, *keys) for p in ("period", "period2")]
        if any(x.flow == "refund" for side in sides for x in side):
            return []
        before, after = (_sum(x for x in side if x.flow == flow) for side in sides)
        if not (before and after) or before == after or s["period2"].start <= s["period"].start:
            return []
        pct = abs(100 * (after - before) / before)
        return [{"up": after > before, "diff": abs(after - before), "amount": before, "amount2": after, "pct": pct}]

    return answers


def _extreme(best: Callable[..., Line], said: Sequence[str] = ("name", "amount", "date")) -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        lines = _chosen(book, s, flow="paid")
        if not lines:
            return []
        found = best(lines, key=lambda x: x.amount)
        return [{k: getattr(x, k) for k in said} for x in lines if x.amount == found.amount]

    return answers


def _any_average(*keys: str) -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        paid, all_ = _chosen(book, s, *keys, flow="paid"), [x for x in _chosen(book, s, *keys) if x.flow != "received"]
        sums = [(_sum(paid), len(paid)), (_net(all_), len(all_)), (_net(all_), len(paid)), (_sum(all_), len(all_))]
        return [{"amount": total / n} for total, n in sums if n]

    return answers


def _ranked(key: str, place: int, flow: str = "paid") -> Answers:
    """Who or what is at a place by total, if gross and net agree and nothing ties."""

    def answers(book: Ledger, s: Slots) -> list[Slots]:
        found: list[Slots] = []
        for places in _rankings(book, s, key, flow):
            if len(places) > max(1, place):
                found += [{key: who, "amount": value} for who, value in places if value == places[place][1]]
        return found

    return answers


def _rankings(book: Ledger, s: Slots, key: str, flow: str = "paid") -> list[list[tuple[str, Decimal]]]:
    """Totals from the greatest, before and after refunds."""
    gross: dict[str, Decimal] = defaultdict(Decimal)
    net: dict[str, Decimal] = defaultdict(Decimal)
    for x in _chosen(book, s):
        if x.flow in {flow, "refund"}:
            gross[getattr(x, key)] += x.amount if x.flow == flow else 0
            net[getattr(x, key)] += x.amount if x.flow == flow else -x.amount
    return [sorted(totals.items(), key=lambda item: -item[1]) for totals in (gross, net)]


def _three(book: Ledger, s: Slots) -> list[Slots]:
    tops = [[name for name, _ in places] for places in _rankings(book, s, "name")]
    return [dict(zip(("name", "b", "c"), names, strict=False)) for names in tops if len(names) > 3]


def _any_trend(*keys: str, flow: str = "paid") -> Answers:
    """The trend before or after refunds, from nothing too."""

    def answers(book: Ledger, s: Slots) -> list[Slots]:
        sides = [_chosen(book, s | {"period": s[p]}, *keys) for p in ("period", "period2")]
        readings = [[_sum(x for x in side if x.flow == flow) for side in sides]]
        readings += [[_net(side) for side in sides]] if flow == "paid" else []
        return [_relation(b, a) | {"amount": a, "amount2": b, "pct": 100 * abs(b - a) / (a or 1)} for a, b in readings]

    return answers


def _peak(book: Ledger, _s: Slots) -> list[Slots]:
    found: list[Slots] = []
    for flows in ({"paid"}, {"paid", "refund"}):
        sums: dict[Period, Decimal] = defaultdict(Decimal)
        for x in book.lines:
            if x.flow in flows:
                sums[month(x.date)] += _net([x])
        found += [{"period": p, "amount": v} for p, v in sums.items() if v == max(sums.values()) and len(sums) > 1]
    return found


def _edge(index: int) -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        lines = _chosen(book, s, "name")
        if len(lines) < 2 or any(x.flow != "paid" for x in lines):
            return []
        edge = lines[index].date
        return [{"date": edge, "amount": x.amount} for x in lines if x.date == edge]

    return answers


def _any_edge(index: int) -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        edges = {lines[index].date for flow in ("", "paid") if (lines := _chosen(book, s, "name", flow=flow))}
        return [{"date": x.date, "amount": x.amount} for x in _chosen(book, s, "name") if x.date in edges]

    return answers


def _nothing(*keys: str, flow: str = "") -> Answers:
    return lambda book, s: [] if _chosen(book, s, *keys, flow=flow) else [{}]


def _nothing_over(*keys: str) -> Answers:
    def answers(book: Ledger, s: Slots) -> list[Slots]:
        lines = _chosen(book, s, *keys, flow="paid")
        return [{}] if all(x.amount < s["limit"] for x in lines) else []

    return answers


def _alike(book: Ledger, s: Slots) -> list[Slots]:
    lines = _chosen(book, s, "name", "amount", flow="paid")
    return [{"n": len(lines)}] if len(lines) > 1 else []


def _only(book: Ledger, s: Slots) -> list[Slots]:
    lines = _chosen(book, s, "name")
    return [{"amount": x.amount, "date": x.date} for x in lines if len(lines) == 1 and x.flow == "paid"]


def _any_only(book: Ledger, s: Slots) -> list[Slots]:
    lines = _chosen(book, s, "name", flow="paid")
    return [{"amount": x.amount, "date": x.date} for x in lines if len(lines) == 1]


def _profit(book: Ledger, s: Slots) -> list[Slots]:
    came, went = _sum(_chosen(book, s, flow="received")), _net(_chosen(book, s))
    return [{"up": came > went, "amount": abs(came - went)}] if came != went else []


def _counted_total(book: Ledger, s: Slots) -> list[Slots]:
    lines = _chosen(book, s, "name")
    if len(lines) < 2 or any(x.flow != "paid" for x in lines):
        return []
    return [{"n": len(lines), "amount": _sum(lines)}]


def _any_counted(book: Ledger, s: Slots) -> list[Slots]:
    paid, all_ = _chosen(book, s, "name", flow="paid"), _chosen(book, s, "name")
    return [{"n": n, "amount": total} for n in (len(paid), len(all_)) for total in (_sum(paid), _net(all_))]


def _together(book: Ledger, s: Slots) -> list[Slots]:
    sums = [_of(book, s, "name", who) for who in ("name", "b")]
    return [{"amount": a, "amount2": b, "diff": a + b} for a in sums[0] for b in sums[1]]


def _of_which(book: Ledger, s: Slots) -> list[Slots]:
    wholes = {_sum(_chosen(book, s, flow="paid")), _net(_chosen(book, s))}
    parts = {_sum(_chosen(book, s, "account", flow="paid")), _net(_chosen(book, s, "account"))}
    return [{"amount": whole, "amount2": part} for whole in wholes for part in parts]


def _two_days(book: Ledger, s: Slots) -> list[Slots]:
    first, second = (
        _chosen(book, {"name": s["name"], "date": s[d]}, "name", "date", flow="paid") for d in ("date", "date2")
    )
    return [{"amount": a.amount, "amount2": b.amount} for a in first for b in second]


KINDS: dict[str, Kind] = {
    "payment": Kind(_line("paid", "name", "date"), "name date", some=True, turned=("refund", "received")),
    "payment_account": Kind(_line("paid", "name", "date", "account"), "name date account", some=True),
    "payment_month": Kind(_line("paid", "name"), "name month", some=True, turned=("refund_month",)),
    "refund": Kind(_line("refund", "name", "date"), "name date", "refund", some=True, turned=("payment",)),
    "refund_month": Kind(_line("refund", "name"), "name month", "refund", some=True, turned=("payment_month",)),
    "received": Kind(
        _line("received", "name", "date"),
        "name date",
        "received",
        some=True,
        turned=("payment", "refund"),
        loosely=lambda book, s: [{"amount": x.amount} for x in _chosen(book, s, "name", "date") if x.flow != "paid"],
    ),
    "total_name": Kind(_total("name"), "name period", turned=("income_name",)),
    "total_account": Kind(_total("account"), "account period"),
    "total_all": Kind(_total(), "period", turned=("income_all",)),
    "income_name": Kind(_total("name", flow="received"), "name period", "received", turned=("total_name",)),
    "income_all": Kind(_total(flow="received"), "period", "received", turned=("total_all",)),
    "refunds_all": Kind(_total(flow="refund"), "period", "refund", turned=("total_all",)),
    "net_name": Kind(_after_refunds("name"), "name period", "refund"),
    "net_all": Kind(_after_refunds(), "period", "refund"),
    "gross_name": Kind(_before_refunds("name"), "name period", "refund"),
    "share_name": Kind(_share("name"), "name period"),
    "share_account": Kind(_share("account"), "account period"),
    "count_name": Kind(_count("name"), "name period"),
    "count_account": Kind(_count("account"), "account period"),
    "count_lines": Kind(lambda book, s: [{"n": n} for n in (len(_chosen(book, s)),) if n > 1], "period"),
    "count_over": Kind(_count(flow="paid", least="limit"), "limit period"),
    "count_refunds": Kind(_count(flow="refund"), "period", "refund"),
    "count_vendors": Kind(_vendors, "period"),
    "average_name": Kind(_average("name"), "name period", loosely=_any_average("name")),
    "average_account": Kind(_average("account"), "account period", loosely=_any_average("account")),
    "average_all": Kind(_average(), "period", loosely=_any_average()),
    "more_names": Kind(_compared("name", "b"), "name b period"),
    "more_accounts": Kind(_compared("account", "account2"), "account account2 period"),
    "more_months": Kind(_compared("name", "name", months=True), "name month period2"),
    "more_account_months": Kind(_compared("account", "account", months=True), "account month period2"),
    "trend_account": Kind(_trend("account"), "account month period2", loosely=_any_trend("account")),
    "trend_name": Kind(_trend("name"), "name month period2", loosely=_any_trend("name")),
    "trend_all": Kind(_trend(), "month period2", loosely=_any_trend()),
    "trend_income": Kind(_trend(flow="received"), "month period2", "received", loosely=_any_trend(flow="received")),
    "largest": Kind(_extreme(max), "period"),
    "smallest": Kind(_extreme(min), "period"),
    "top_name": Kind(_ranked("name", 0), "period"),
    "second_name": Kind(_ranked("name", 1), "period"),
    "top_account": Kind(_ranked("account", 0), "period"),
    "top_customer": Kind(_ranked("name", 0, "received"), "period", "received"),
    "top_three": Kind(_three, "period"),
    "peak_month": Kind(_peak, ""),
    "first": Kind(_edge(0), "name", loosely=_any_edge(0)),
    "last": Kind(_edge(-1), "name", loosely=_any_edge(-1)),
    "none_name": Kind(_nothing("name"), "name empty", loosely=_nothing("name", flow="paid")),
    "none_account": Kind(_nothing("account"), "account empty", loosely=_nothing("account", flow="paid")),
    "none_over": Kind(_nothing_over(), "high period"),
    "all_under": Kind(_nothing_over("name"), "name high period"),
    "id": Kind(_line("paid", "id", said=("name", "amount", "date", "account")), "id"),
    "alike": Kind(_alike, "name amount period"),
    "only": Kind(_only, "name period", loosely=_any_only),
    "profit": Kind(_profit, "period", "received"),
    "count_total": Kind(_counted_total, "name period", loosely=_any_counted),
    "together": Kind(_together, "name b period"),
    "of_which": Kind(_of_which, "account period"),
    "two_days": Kind(_two_days, "name date date2", some=True),
}


def picked(kind: Kind, book: Ledger, rng: random.Random) -> Slots | None:
    """Free slots around a line of the books; None if there is none."""
    lines = [x for x in book.lines if x.flow == kind.flow]
    if not lines:
        return None
    line = rng.choice(lines)
    s: Slots = {}
    for slot in kind.free.split():
        _PICKS[slot](s, line, book, rng)
    return s


def _period(s: Slots, line: Line, book: Ledger, rng: random.Random) -> None:
    grain = rng.choices(("month", "quarter", "year", "whole", "between", "since", "before"), (50, 10, 7, 14, 9, 6, 4))[
        0
    ]
    fixed = {"month": month, "quarter": quarter, "year": year}
    if grain in fixed:
        s["period"] = fixed[grain](line.date)
    elif grain == "whole":
        s["period"] = book.whole
    else:
        start = book.whole.start if grain == "before" else _quiet(line.date, -DAY, book, rng)
        end = book.whole.end if grain == "since" else _quiet(line.date, DAY, book, rng)
        s["period"] = Period(start, end, grain)


def _quiet(day: dt.date, step: dt.timedelta, book: Ledger, rng: random.Random) -> dt.date:
    """A day some way off on which nothing is booked, so that it does not matter whether it counts."""
    day += step * rng.randint(1, 25)
    while day in book.days:
        day += step
    return day


def _month(s: Slots, line: Line, _book: Ledger, _rng: random.Random) -> None:
    s["period"] = month(line.date)


def _period2(s: Slots, line: Line, book: Ledger, rng: random.Random) -> None:
    later = [p for p in book.months if p.start > line.date] or book.months
    s["period2"] = later[0] if rng.random() < 0.7 else rng.choice(later)


def _other(slot: str, key: str) -> Callable[[Slots, Line, Ledger, random.Random], None]:
    def pick(s: Slots, line: Line, book: Ledger, rng: random.Random) -> None:
        others = [getattr(x, key) for x in book.lines if x.flow == line.flow and getattr(x, key) != getattr(line, key)]
        s[slot] = rng.choice(others) if others else getattr(line, key)

    return pick


def _limit(s: Slots, line: Line, _book: Ledger, _rng: random.Random) -> None:
    s["limit"] = _round(line.amount)


def _high(s: Slots, _line: Line, book: Ledger, _rng: random.Random) -> None:
    top = max(x.amount for x in book.lines if x.name == s.get("name", x.name))
    s["limit"] = _round(top) + Decimal(10) ** _round(top).adjusted()


def _round(value: Decimal) -> Decimal:
    step = Decimal(10) ** max(value.adjusted(), 0)
    return max(value // step, Decimal(1)) * step


def _empty(s: Slots, _line: Line, book: Ledger, rng: random.Random) -> None:
    s["period"] = rng.choice(book.months)


def _date2(s: Slots, line: Line, book: Ledger, rng: random.Random) -> None:
    days = [x.date for x in book.lines if x.name == line.name and x.flow == "paid" and x.date > line.date]
    s["date2"] = rng.choice(days) if days else line.date + DAY


def _copied(key: str) -> Callable[[Slots, Line, Ledger, random.Random], None]:
    def pick(s: Slots, line: Line, _book: Ledger, _rng: random.Random) -> None:
        s[key] = getattr(line, key)

    return pick


_PICKS: dict[str, Callable[[Slots, Line, Ledger, random.Random], None]] = {
    **{key: _copied(key) for key in ("name", "date", "account", "id", "amount")},
    "period": _period,
    "month": _month,
    "period2": _period2,
    "b": _other("b", "name"),
    "account2": _other("account2", "account"),
    "limit": _limit,
    "high": _high,
    "empty": _empty,
    "date2": _date2,
}
