"""Proves what is said of two: that one was more than the other, as much, or so many times as much."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from .answers import Answer, Stated, Try, fits, money, refs
from .claims import MONEY, side, where
from .clause import Slots
from .ledger import Ledger, Where, readings
from .ledger_currencies import SEVERAL
from .ledger_proofs import contradict, refuse, supported
from .operations import as_decimal
from .scan import Item

_BY_COUNT = frozenset({"payment", "charged"})


def prove_comparison(slots: Slots, ledger: Ledger) -> list[Answer]:
    """Two vendors, accounts or periods compared; with a difference, a percentage or a multiple, that too."""
    ranked = slots.cues & {"largest", "smallest"}
    if slots.unknown or "not" in slots.cues or ranked or (is_as_much(slots) and _is_rough(slots)):
        return [refuse(slots, "not every word of this was understood")]
    pair = _two_sides(slots)
    wheres = pair and [where(half, ledger) for half in pair]
    if not wheres or None in wheres:
        return [refuse(slots, "this does not say which two are compared")]
    way = side(slots)
    left, right = (found._replace(side=way or found.side) for found in wheres if found)
    if left == right:
        return [refuse(slots, "this does not say which two are compared")]
    relations = ("less", "more") if any(item.key == "multiple" for item in slots.values) else ("less", "more", "same")
    relation = "same" if is_as_much(slots) else next((cue for cue in relations if cue in slots.cues), "")
    values = [item for item in slots.values if item.key in MONEY | {"percent", "multiple", "count"}]
    if not relation and not values:
        return [refuse(slots, "this does not say how the two compare")]
    answers = [_compared(left, right, relation, values, way, slots, ledger) for way in _ways(left, slots)]
    return next((a for a in answers if all(x.status == "supported" for x in a)), answers[0])


def _ways(left: Where, slots: Slots) -> list[tuple[str, str]]:
    """(side, measure) pairs in the order to try."""
    sides = readings(left.side)
    often = {"more_often", "often"} & slots.words or _counts_payments(slots)
    often = often or (is_as_much(slots) and _says(slots.items[_degree_at(slots)], _OFTEN))
    return [(which, "count" if often else "sum") for which in sides]


def _counts_payments(slots: Slots) -> bool:
    """Whether "more", "fewer" or "as many" is followed by payments, rather than by money."""
    for at, item in enumerate(slots.items[:-1]):
        if (item.kind == "cue" and item.key in {"more", "less"}) or item.key == "many":
            following = slots.items[at + 1]
            return following.kind == "cue" and following.key in _BY_COUNT
    return False


def _two_sides(slots: Slots) -> tuple[Slots, Slots] | None:
    """What stands before and after "than" (or the verb), each completed by what the other alone has."""
    at = _divide(slots)
    if at < 0:
        return None
    left, right = _half(slots, slots.items[:at]), _half(slots, slots.items[at + 1 :])
    if not left.times and len(right.times) == 2 and slots.before(right.times[1]) in {"in", "for", "during"}:
        left, right = replace(left, times=right.times[1:]), replace(right, times=right.times[:1])
    return _completed(left, right), _completed(right, left)


def _divide(slots: Slots) -> int:
    """The place that parts the two things compared, or -1."""
    items = slots.items
    cut = [i for i, item in enumerate(items) if item.kind == "cue" and item.key == "than"]
    multiples = [i for i, item in enumerate(items) if is_multiple(item, slots)]
    if not cut and (multiples or "same" in slots.cues or is_as_much(slots)):
        cut = [i for i, item in enumerate(items) if item.key == "as" and _names_after(items[i:])][-1:] or multiples
    if not cut and slots.cues & {"difference", "same"}:
        cut = [i for i, item in enumerate(items) if item.key in {"and", "from"} and _names_after(items[i:])]
        cut = [i for i in cut if _names_after(items[:i])]
    if not cut:
        cut = [i for i, item in enumerate(items) if item.kind == "cue" and item.key in {"more", "less", "same"}]
    return cut[0] if cut else -1


def is_as_much(slots: Slots) -> bool:
    """Whether a clause says that two are equal: "as much on fuel as on food", "as often as"."""
    at = _degree_at(slots)
    multiple = any(is_multiple(item, slots) for item in slots.values)
    return at > 0 and any(item.key == "as" for item in slots.items[at:]) and not multiple


def _degree_at(slots: Slots) -> int:
    """The place of "much" or the like behind "as", 0 if there is none."""
    pairs = enumerate(pairwise(slots.items), 1)
    return next((at for at, (one, two) in pairs if one.key == "as" and _says(two, _DEGREES | _OFTEN)), 0)


def _says(item: Item, words: Collection[str]) -> bool:
    return item.key in words or item.word in words


_DEGREES = frozenset({"much", "little"})
_OFTEN = frozenset("many few often frequently regularly".split())
_ROUGHLY = frozenset("nearly almost about roughly around approximately just half least practically".split())


def _is_rough(slots: Slots) -> bool:
    """Whether "almost" or the like stands before "as much as": how near that must be is not said."""
    return _says(slots.items[max(_degree_at(slots) - 2, 0)], _ROUGHLY)


def _names_after(items: Sequence[Item]) -> bool:
    return any(item.kind in {"entity", "account", "time"} for item in items)


def is_multiple(item: Item, slots: Slots) -> bool:
    """Whether a value is "three times as much", not how often something was."""
    if item.key != "multiple" or item not in slots.items:
        return False
    following = slots.items[slots.items.index(item) + 1 :][:1]
    return bool(following) and following[0].key in {
        "as",
        "the",
        "more",
        "what",
        "that",
        "higher",
        "spending",
        "paid",
    }


def _half(slots: Slots, items: Sequence[Item]) -> Slots:
    def of(kind: str) -> tuple[Item, ...]:
        return tuple(item for item in items if item.kind == kind)

    return replace(slots, entities=of("entity"), accounts=of("account"), times=of("time"))


def _completed(half: Slots, other: Slots) -> Slots:
    contrast = {name for name in ("entities", "accounts", "times") if getattr(half, name) and getattr(other, name)}
    filled = {}
    for name in ("entities", "accounts", "times"):
        if not getattr(half, name) and getattr(other, name) and (contrast or name == "times"):
            filled[name] = getattr(other, name)
    return replace(half, **filled)


def _compared(
    left: Where,
    right: Where,
    relation: str,
    values: Sequence[Item],
    way: tuple[str, str],
    slots: Slots,
    ledger: Ledger,
) -> list[Answer]:
    which, measure = way
    groups = tuple((w._replace(side=which), ledger.rows(w._replace(side=which))) for w in (left, right))
    operation = "count_difference" if measure == "count" else "difference"
    gap = Try(operation, groups)
    exact = gap.exact(ledger)
    if exact is None:
        return [refuse(slots, SEVERAL)]
    if relation == "same" and not (groups[0][1] and groups[1][1]):
        return [refuse(slots, "the books have nothing for one of the two")]
    holds = {"more": exact > 0, "less": exact < 0, "same": exact == 0}.get(relation, True)
    if "difference" in slots.cues and exact < 0:
        groups, exact = groups[::-1], -exact
        gap = Try(operation, groups)
    rows = groups[0][1] + groups[1][1]
    if not holds:
        return [contradict(slots, None, how_it_is(groups, measure, ledger), ledger, rows)]
    if not values:
        stated = Stated(as_decimal(exact), min(ledger.exponent, 0))
        return [supported(slots.items[0], gap, stated, ledger, 1, how_it_is(groups, measure, ledger))]
    if relation == "same":
        return [_same_value(item, groups, measure, slots, ledger) for item in values]
    levels = _levels(values, groups, ledger) if measure == "sum" else []
    return levels or [_gap_value(item, groups, operation, relation, slots, ledger) for item in values]


def _same_value(
    item: Item, groups: tuple[tuple[Where, list[int]], ...], measure: str, slots: Slots, ledger: Ledger
) -> Answer:
    """A value beside "the same": what either side came to."""
    stated = Stated.of(item.mention) if item.mention else Stated(Decimal(0))
    attempt = Try("sum" if item.key in MONEY else measure, groups[:1])
    if (
        item.key in MONEY | {"count"}
        and (item.key == "count") == (measure == "count")
        and fits(attempt, stated, ledger)
    ):
        return supported(item, attempt, stated, ledger, 1, how_it_is(groups, measure, ledger))
    return refuse(slots, "what this is a value of is not said plainly", item=item)


def counts_money(item: Item, operation: str) -> bool:
    """Whether a count of payments stands where an amount is worked out, which it cannot be."""
    return item.key == "count" and not operation.startswith("count")


def _levels(values: Sequence[Item], groups: tuple[tuple[Where, list[int]], ...], ledger: Ledger) -> list[Answer]:
    """Two amounts in the order of the two sides: "less in May than in June, $40 against $55"; [] if they are not."""
    if len(values) != len(groups) or any(item.key not in MONEY for item in values):
        return []
    told = zip(values, groups, strict=True)
    pairs = [(item, Try("sum", (group,)), Stated.of(item.mention)) for item, group in told if item.mention]
    if not all(fits(attempt, stated, ledger) for _, attempt, stated in pairs):
        return []
    return [supported(item, attempt, stated, ledger, 1, "the sum") for item, attempt, stated in pairs]


def _gap_value(
    item: Item,
    groups: tuple[tuple[Where, list[int]], ...],
    operation: str,
    relation: str,
    slots: Slots,
    ledger: Ledger,
) -> Answer:
    sign = -1 if relation == "less" else 1
    if item.mention is None or counts_money(item, operation):
        return refuse(slots, "this does not say what is counted", item=item)
    if item.key == "percent":
        operation = "percent_change"
    elif item.key == "multiple":
        operation, sign = "count_ratio" if operation == "count_difference" else "ratio", 1
    attempt = Try(operation, groups)
    stated = Stated.of(item.mention, sign)
    if fits(attempt, stated, ledger):
        return supported(item, attempt, stated, ledger, 1, how_it_is(groups, "sum", ledger))
    either = _either_side(item, groups, slots, ledger)
    if either:
        return either
    rows = groups[0][1] + groups[1][1]
    return contradict(slots, item, how_it_is(groups, "sum", ledger), ledger, rows)


def _either_side(
    item: Item, groups: tuple[tuple[Where, list[int]], ...], slots: Slots, ledger: Ledger
) -> Answer | None:
    """The value may be that of the side it stands next to: "£500 on food, more than the £300 on fuel"."""
    if item.mention is None or item.key not in MONEY or len(slots.values) < 2:
        return None
    than = next((i.start for i in slots.items if i.kind == "cue" and i.key in {"than", "more", "less"}), 0)
    own = Try("sum", (groups[0] if item.start < than else groups[1],))
    stated = Stated.of(item.mention)
    return supported(item, own, stated, ledger, 1, "the sum") if fits(own, stated, ledger) else None


def how_it_is(groups: Sequence[tuple[Where, list[int]]], measure: str, ledger: Ledger) -> str:
    """What each of some groups of records comes to, by sum or by count, in words with the records."""

    def one(found: Where, rows: list[int]) -> str:
        name = found.entity or found.account or (found.start.isoformat() if found.start else "all")
        if measure == "count":
            return f"{name}: {len(rows)} records"
        code = ledger.records[rows[0]].currency if rows else None
        return f"{name}: {money(ledger.amount(abs(ledger.total(found))), code)} {refs(ledger, rows)}"

    return "; ".join(one(found, rows) for found, rows in groups)
