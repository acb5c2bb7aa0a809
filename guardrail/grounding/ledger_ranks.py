"""Proves superlatives over a ledger: the largest payment, the vendor paid most, the first and the last."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .answers import Answer, Stated, Try, describe, fits, refs
from .claims import MONEY, Slots, side, where
from .ledger import MONEY_IN, PAID, SPENDING, Ledger, Where
from .ledger_proofs import contradict, in_currency, refuse, supported
from .scan import Item

HIGH = frozenset({"largest", "most"})
LOW = frozenset({"smallest", "fewest"})
_VERBS = frozenset({":", "=", "was", "is", "were", "went", "came", ",", "had", "has", "to", "at", "are"})
_ROLES = {"vendor": "entity", "account": "account", "month": "month", "day": "day"}


def prove_rank(slots: Slots, ledger: Ledger) -> list[Answer]:
    """Answers for a clause with a superlative: of single records, or of vendors, accounts, months or days."""
    scope, told = _scope_and_told(slots)
    found = where(scope, ledger)
    if found is None:
        return [refuse(slots, "this does not say plainly of whom and when")]
    if slots.unknown:
        return [refuse(slots, "not every word of this was understood")]
    found = found._replace(side=side(slots) or PAID)
    role = _role(slots, told)
    if role:
        return _prove_top(role, found, slots, told, ledger)
    return _prove_extreme(found, slots, told, ledger)


def _cue(slots: Slots) -> tuple[int, str]:
    for at, item in enumerate(slots.items):
        if item.kind == "cue" and item.key in HIGH | LOW | {"first", "last"}:
            return at, item.key
    return -1, ""


def _scope_and_told(slots: Slots) -> tuple[Slots, Slots]:
    """The names and times that say among what, and those that say which one it was."""
    at, _ = _cue(slots)
    verb = next((i for i in range(at + 1, len(slots.items)) if _is_verb(slots.items[i])), at)
    dated = slots.items[at].key in {"first", "last"}
    scope: list[Item] = []
    told: list[Item] = []
    for i, item in enumerate(slots.items):
        inside = at < i < verb
        if item.kind == "time":
            (scope if inside or not _is_day(item) else told).append(item)
        elif item.kind in {"entity", "account"}:
            inside = inside or i == at - 1 or (dated and not at < verb < i)
            inside = inside or (item.kind == "account" and slots.before(item) in {"under", "in", "within", "to"})
            (scope if inside else told).append(item)
    scope += [item for item in slots.times if item not in slots.items]
    return _with(slots, scope), _with(slots, told)


def _is_verb(item: Item) -> bool:
    return item.kind in {"plain", "mark"} and item.key in _VERBS - {"to", "at"}


def _is_day(item: Item) -> bool:
    return item.key == "day"


def _with(slots: Slots, items: Sequence[Item]) -> Slots:
    def of(kind: str) -> tuple[Item, ...]:
        return tuple(item for item in items if item.kind == kind)

    return Slots(
        items=slots.items,
        entities=of("entity"),
        accounts=of("account"),
        times=of("time"),
        cues=slots.cues,
        words=slots.words,
    )


def _role(slots: Slots, told: Slots) -> str:
    """What is ranked by its sum: vendors, accounts, months or days; "" for single records."""
    at, cue = _cue(slots)
    for item in slots.items[at + 1 : at + 5]:
        if item.key in {"payment", "charged", "refunded"} or item.word in {"purchase", "purchases"}:
            break
        if item.kind == "cue" and item.key in _ROLES and not (cue in HIGH | LOW and item.key == "day"):
            return _ROLES[item.key]
    following = {item.key for item in slots.items[at + 1 : at + 3] if item.kind == "cue"}
    if cue in {"largest", "smallest", "first", "last"} and "total" not in slots.cues:
        return ""
    if told.entities:
        return "entity"
    if told.accounts:
        return "account"
    return "month" if "payment" not in following and slots.times else ""


def _place(slots: Slots) -> int:
    """1 for "largest", 2 for "second-largest"."""
    for item in slots.values:
        if item.key == "ordinal" and item.mention and item.mention.value:
            return int(item.mention.value)
    return 1


def _prove_extreme(found: Where, slots: Slots, told: Slots, ledger: Ledger) -> list[Answer]:
    """The largest, smallest, first or last record in scope is the one told of."""
    _, cue = _cue(slots)
    rows = ledger.rows(found)
    if not rows:
        return [contradict(slots, None, "the books have no such payment", ledger, [])]
    amounts = [item for item in slots.values if item.key in MONEY]
    scoped = found if not amounts else in_currency(found, amounts[0], ledger)
    place = _place(slots)
    if place > len(rows):
        return [contradict(slots, None, f"there are only {len(rows)}", ledger, rows)]
    best = _best(cue, place, rows, ledger)
    chosen = [row for row in best if _is_told(row, told, ledger) and _has_amounts(row, amounts, ledger)]
    if not (amounts or told.entities or told.accounts or told.times):
        return [refuse(slots, "this does not say which payment it means")]
    if not chosen:
        what = f"it was {describe(ledger, best[0])} {refs(ledger, best[:1])}"
        return [contradict(slots, amounts[0] if amounts else None, what, ledger, best)]
    return [_extreme_proven(cue, place, chosen[0], scoped, rows, slots, ledger)]


def _extreme_proven(
    cue: str, place: int, row: int, found: Where, rows: list[int], slots: Slots, ledger: Ledger
) -> Answer:
    if cue in {"first", "last"}:
        attempt = Try("value", ((None, [row]),))
        stated = Stated(abs(ledger.amount(ledger.units[row])))
        stated = Stated(stated.value, ledger.exponent)
    else:
        attempt = Try("rank" if cue in HIGH else "rank_low", ((None, [row]), (found, rows)))
        stated = Stated(Decimal(place))
    at, _ = _cue(slots)
    return supported(slots.items[at], attempt, stated, ledger, 1, describe(ledger, row))


def _best(cue: str, place: int, rows: Sequence[int], ledger: Ledger) -> list[int]:
    """The rows that hold the place asked for; more than one where they tie."""
    if cue in {"first", "last"}:
        key = ledger.ordinals
        ordered = sorted({key[row] for row in rows}, reverse=cue == "last")
        return [row for row in rows if key[row] == ordered[min(place, len(ordered)) - 1]]
    sizes = sorted((abs(ledger.units[row]) for row in rows), reverse=cue in HIGH)
    return [row for row in rows if abs(ledger.units[row]) == sizes[place - 1]]


def _is_told(row: int, told: Slots, ledger: Ledger) -> bool:
    chosen = where(told, ledger)
    return chosen is not None and ledger.meets(row, chosen._replace(side=""))


def _has_amounts(row: int, amounts: Sequence[Item], ledger: Ledger) -> bool:
    attempt = Try("value", ((None, [row]),))
    return all(item.mention and fits(attempt, Stated.of(item.mention), ledger) for item in amounts)


def _prove_top(role: str, found: Where, slots: Slots, told: Slots, ledger: Ledger) -> list[Answer]:
    """The vendor, account, month or day told of has the greatest (or smallest) sum or count in scope."""
    named = _told_key(role, told)
    if not named:
        return [refuse(slots, f"this does not say which {role} it means")]
    ways = [found] if found.side in MONEY_IN else [found, found._replace(side=SPENDING)]
    answers = [_top(role, named, way, slots, ledger) for way in ways]
    return next(([a] for a in answers if a.status == "supported"), [answers[0]])


def _counting(slots: Slots) -> bool:
    at, cue = _cue(slots)
    words = {"most_often", "most_frequently", "most_frequent", "most_regular", "busiest", "least_often"}
    following = [item for item in slots.items[at + 1 : at + 3] if item.kind == "cue"]
    return bool(words & slots.words) or (cue in {"most", "fewest"} and any(i.key == "payment" for i in following))


def _told_key(role: str, told: Slots) -> str:
    if role == "entity":
        return told.entities[0].key if len(told.entities) == 1 else ""
    if role == "account":
        return told.accounts[0].key if len(told.accounts) == 1 else ""
    return ""


def _narrowed(found: Where, role: str, key: str) -> Where:
    return found._replace(entity=key) if role == "entity" else found._replace(account=key)


def _top(role: str, named: str, found: Where, slots: Slots, ledger: Ledger) -> Answer:
    _, cue = _cue(slots)
    counting = _counting(slots)
    groups = {key: _narrowed(found, role, key) for key in ledger.totals_by(role, found)}
    if named not in groups:
        return contradict(slots, None, f"the books have nothing for {named} here", ledger, [])
    rows = {key: ledger.rows(chosen) for key, chosen in groups.items()}
    operation = ("rank_count" if counting else "rank_total") + ("" if cue in HIGH else "_low")
    others = [(groups[key], rows[key]) for key in groups if key != named]
    attempt = Try(operation, ((groups[named], rows[named]), *others))
    if not fits(attempt, Stated(Decimal(_place(slots))), ledger):
        best = max(groups, key=lambda key: len(rows[key]) if counting else ledger.total(groups[key]))
        return contradict(slots, None, f"the first is {best} {refs(ledger, rows[best])}", ledger, rows[best])
    if any(item.key == "count" and item.mention and item.mention.value != len(rows[named]) for item in slots.values):
        return contradict(
            slots, None, f"{named} has {len(rows[named])} {refs(ledger, rows[named])}", ledger, rows[named]
        )
    worth = [item for item in slots.values if item.key in MONEY]
    own = Try("sum", ((groups[named], rows[named]),))
    wrong = [item for item in worth if item.mention and not fits(own, Stated.of(item.mention), ledger)]
    if wrong:
        return contradict(slots, wrong[0], f"the sum for {named} is another", ledger, rows[named])
    at, _ = _cue(slots)
    return supported(slots.items[at], attempt, Stated(Decimal(_place(slots))), ledger, 1, f"ranked {len(groups)}")


def is_ranked(slots: Slots) -> bool:
    """Whether a clause holds a superlative that ranks something."""
    return _cue(slots)[0] >= 0 and side(slots) is not None
