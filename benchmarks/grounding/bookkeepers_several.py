"""More kinds for `strangers`: several claims in a sentence, who is paid most often, and in how many months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from .bookkeepers_books import Ledger, Line, Period, month
from .bookkeepers_kinds import KINDS, Kind, Slots


def _of_period(book: Ledger, s: Slots, flows: Iterable[str], **told: str) -> list[Line]:
    period = s.get("period", book.whole)
    lines = [x for x in book.lines if x.flow in flows and period.covers(x.date)]
    return [x for x in lines if all(getattr(x, key) == value for key, value in told.items())]


def _readings(book: Ledger, s: Slots, **told: str) -> list[tuple[int, Decimal]]:
    """How many lines and how much: payments alone, or with refunds counted and taken off."""
    paid, both = (_of_period(book, s, flows, **told) for flows in (("paid",), ("paid", "refund")))
    counts, sums = {len(paid), len(both)}, {_net(paid), _net(both)}
    return [(n, total) for n in counts for total in sums if n]


def _net(lines: Iterable[Line]) -> Decimal:
    return sum((-x.amount if x.flow == "refund" else x.amount for x in lines), Decimal(0))


def _top_share(book: Ledger, s: Slots) -> list[Slots]:
    share = KINDS["share_name"].answers
    return [top | part for top in KINDS["top_name"].answers(book, s) for part in share(book, s | top)]


def _share_two(book: Ledger, s: Slots) -> list[Slots]:
    """Only where both were paid something."""
    both = {s["name"], s["b"]} <= {x.name for x in _of_period(book, s, ("paid",))}
    return _any_share_two(book, s) if both and s["name"] != s["b"] else []


def _any_share_two(book: Ledger, s: Slots) -> list[Slots]:
    sides = [_of_period(book, s, flows) for flows in (("paid",), ("paid", "refund"))]
    parts = [[x for x in side if x.name in {s["name"], s["b"]}] for side in sides]
    return [{"share": 100 * _net(p) / _net(side)} for p, side in zip(parts, sides, strict=True) if _net(side) > 0]


def _all_count(book: Ledger, s: Slots) -> list[Slots]:
    return [{"n": n, "amount": total} for n, total in _readings(book, s)]


def _counted_average(book: Ledger, s: Slots) -> list[Slots]:
    readings = _readings(book, s, name=s["name"])
    return [{"n": n, "amount": total, "amount2": total / n} for n, total in readings if n > 1]


def _all_largest(book: Ledger, s: Slots) -> list[Slots]:
    largest = KINDS["largest"].answers(book, s)
    return [x | {"amount": total, "amount2": x["amount"]} for _, total in _readings(book, s) for x in largest]


def _in_out(book: Ledger, s: Slots) -> list[Slots]:
    came = _net(_of_period(book, s, ("received",)))
    outs = {total for _, total in _readings(book, s)}
    return [{"amount": came, "amount2": out, "diff": abs(came - out), "up": came > out} for out in outs if came]


def _top_two(book: Ledger, s: Slots) -> list[Slots]:
    second = KINDS["second_name"].answers(book, s)
    return [
        top | {"b": other["name"], "amount2": other["amount"]}
        for top in KINDS["top_name"].answers(book, s)
        for other in second
        if other["name"] != top["name"]
    ]


def _most_often(book: Ledger, s: Slots) -> list[Slots]:
    found: list[Slots] = []
    for flows in (("paid",), ("paid", "refund")):
        counts = Counter(x.name for x in _of_period(book, s, flows))
        found += [{"name": name, "n": n} for name, n in counts.items() if n == max(counts.values())]
    return found if any(x["n"] > 1 for x in found) else []


def _months_paid(book: Ledger, s: Slots) -> list[Slots]:
    sides = (_of_period(book, s, flows, name=s["name"]) for flows in (("paid",), ("paid", "refund")))
    counts = [len({month(x.date) for x in side}) for side in sides]
    return [{"n": n} for n in counts] if max(counts) > 1 else []


def _first_last(book: Ledger, s: Slots) -> list[Slots]:
    sides = [_of_period(book, s, flows, name=s["name"]) for flows in (("paid",), ("paid", "refund"))]
    ends = [{"date": side[0].date, "date2": side[-1].date} for side in sides if side]
    return ends if any(x["date"] != x["date2"] for x in ends) else []


def _day_all(book: Ledger, s: Slots) -> list[Slots]:
    return KINDS["total_all"].answers(book, s | {"period": Period(s["date"], s["date"], "day")})


SEVERAL: dict[str, Kind] = {
    "top_share": Kind(_top_share, "period"),
    "share_two": Kind(_share_two, "name b period", loosely=_any_share_two),
    "all_count": Kind(_all_count, "period"),
    "counted_average": Kind(_counted_average, "name period"),
    "all_largest": Kind(_all_largest, "period"),
    "in_out": Kind(_in_out, "period", "received"),
    "top_two": Kind(_top_two, "period"),
    "most_often": Kind(_most_often, "period"),
    "months_paid": Kind(_months_paid, "name"),
    "first_last": Kind(_first_last, "name"),
    "day_all": Kind(_day_all, "date"),
}
