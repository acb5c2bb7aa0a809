"""Proves superlatives over a ledger: the largest payment, the vendor paid most, the first and the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, pairwise

from .answers import CONTRADICTION, SUPPORTED, Answer, Stated, Try, describe, fits, refs
from .claim_times import days_of, month_days
from .claims import MONEY, side, where
from .clause import Slots
from .ledger import PAID, Ledger, Where, readings
from .ledger_currencies import SEVERAL, in_currency, is_incomparable
from .ledger_proofs import contradict, prove_sum, refuse, supported
from .lexicon import CUES
from .scan import Item

HIGH = frozenset({"largest", "most", "ranked", "topmost"})
LOW = frozenset({"smallest", "fewest"})
_TOLD_OF = frozenset({"most", "fewest", "topmost", "ranked"})
_VERBS = frozenset({":", "=", "was", "is", "were", "went", "came", ",", "had", "has", "to", "at", "are"})
_ROLES = {"vendor": "entity", "account": "account", "month": "month", "day": "day"}


def prove_rank(slots: Slots, ledger: Ledger) -> list[Answer]:
    """Answers for a clause with a superlative: of single records, or of vendors, accounts, months or days."""
    if _of_month(slots):
        return _prove_month(slots, ledger)
    scope, told = _scope_and_told(slots)
    found = where(scope, ledger)
    if found is None:
        return [refuse(slots, "this does not say plainly of whom and when")]
    if slots.unknown:
        return [refuse(slots, "not every word of this was understood")]
    if any(a.key == "most" and b.key == "of" for a, b in pairwise(slots.items)):
        return [refuse(slots, "whether this is more than half is not searched for")]
    found = found._replace(side=side(slots) or PAID)
    role = _role(slots, told)
    if role == "month" and (named := _named_role(scope, told)):
        return _prove_named_top(named, scope, slots, ledger)
    if role == "month" and not scope.accounts and not scope.entities:
        return _prove_month(slots, ledger)
    if role:
        return _prove_top(role, found, slots, told, ledger)
    extreme = _prove_extreme(found, slots, told, ledger)
    if _of_its_own(slots):
        return _prove_either(extreme, _prove_month(slots, ledger), slots)
    either = _summed_role(slots, told)
    return _prove_either(extreme, _prove_top(either, found, slots, told, ledger), slots) if either else extreme


def _of_its_own(slots: Slots) -> bool:
    """Whether "the WeWork bill in March was the highest" may mean the highest of WeWork's months."""
    at, cue = _cue(slots)
    before = slots.items[:at]
    named = sum(item.kind in {"entity", "account"} for item in before) == 1
    return cue in {"largest", "smallest"} and named and sum(item.kind == "time" for item in before) == 1


def _named_role(scope: Slots, told: Slots) -> str:
    """The role of the one name of "you paid WeWork most often in March", which is told of and chooses nothing."""
    if len(scope.entities) + len(scope.accounts) != 1 or told.entities or told.accounts:
        return ""
    return "entity" if scope.entities else "account"


def _prove_named_top(role: str, named: Slots, slots: Slots, ledger: Ledger) -> list[Answer]:
    """That the name is the first of all in its time. It may mean its own best month too: nothing is contradicted."""
    found = where(replace(named, entities=(), accounts=()), ledger)
    if found is None:
        return [refuse(slots, "this does not say plainly of whom and when")]
    answers = _prove_top(role, found._replace(side=side(slots) or PAID), slots, named, ledger)
    if any(answer.status == CONTRADICTION for answer in answers):
        return [refuse(slots, "this may mean among all or among months, and is not so among all")]
    return answers


def _summed_role(slots: Slots, told: Slots) -> str:
    """Whose sum "our largest cost was Rent" may mean besides a single payment; "" if it speaks of a payment."""
    at, cue = _cue(slots)
    if cue not in {"largest", "smallest"} or len(told.entities) + len(told.accounts) != 1 or told.times:
        return ""
    noun = next((item for item in slots.items[at + 1 : at + 4] if item.kind in {"cue", "word"}), None)
    single = noun is not None and (noun.key in {"payment", "charged", "refunded"} or noun.word in _SINGLE)
    return "" if single else "entity" if told.entities else "account"


_SINGLE = frozenset({"purchase", "purchases", "outflow", "deposit", "deposits", "receipt", "receipts", "sale", "debit"})


def _prove_either(one: list[Answer], all_: list[Answer], slots: Slots) -> list[Answer]:
    """Whichever reading is proven; nothing is contradicted where one reading might have been meant and the other."""
    for answers in (one, all_):
        if answers and all(answer.status == SUPPORTED for answer in answers):
            return answers
    if any(answer.status == CONTRADICTION for answer in all_):
        return one
    return [refuse(slots, "this may mean one payment or all of them, and neither is so")]


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
            inside = (
                inside
                or (i == at - 1 and slots.items[at].key not in {"ranked", "topmost"})
                or (dated and not at < verb < i)
            )
            inside = inside or (item.kind == "account" and slots.before(item) in {"under", "in", "within", "to"})
            (scope if inside else told).append(item)
    scope += [item for item in slots.times if item not in slots.items]
    spoken_of = [item for item in (*slots.entities, *slots.accounts) if item not in slots.items]
    (told if slots.items[at].key in _TOLD_OF else scope).extend(spoken_of)
    return _with(slots, scope), _with(slots, told)


def _is_verb(item: Item) -> bool:
    return item.kind in {"plain", "mark"} and item.key in _VERBS - {"to", "at"}


def _is_day(item: Item) -> bool:
    return item.key == "day" and bool(item.mention and item.mention.hedge not in {"since", "after", "before", "until"})


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
        left_out=slots.left_out,
    )


def _role(slots: Slots, told: Slots) -> str:
    """What is ranked by its sum: vendors, accounts, months or days; "" for single records."""
    at, cue = _cue(slots)
    if role := _role_with(slots.items[max(0, at - 5) : at]):
        return role
    for item in slots.items[at + 1 : at + 5]:
        if item.key in {"payment", "charged", "refunded", "received"} or item.word in {"purchase", "purchases"}:
            break
        if _counted(item) in {"vendor", "account"}:
            return _ROLES[_counted(item)]
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


def _role_with(before: Sequence[Item]) -> str:
    """The role in "the vendors with the highest spend", of what stands before the superlative; "" if there is none."""
    if not any(item.key == "with" for item in before):
        return ""
    nouns = [_counted(item) or (item.key if item.kind == "cue" else "") for item in before]
    return next((_ROLES[noun] for noun in nouns if noun in {"vendor", "account"}), "")


def _counted(item: Item) -> str:
    """What a count counts, as a cue: "vendor" for "three vendors"."""
    return CUES.get(item.mention.unit.rpartition(" ")[2], "") if item.key == "count" and item.mention else ""


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
    scoped = found if not amounts else in_currency(found, amounts[0].mention, ledger)
    if cue in {*HIGH, *LOW} and ledger.is_mixed(rows):
        return [refuse(slots, SEVERAL)]
    many = next((int(i.mention.value or 1) for i in slots.values if i.key == "count" and i.mention), 1)
    if many > 1:
        return [_first_few(many, found, rows, slots, told, ledger)]
    place = _place(slots)
    if place > len(rows):
        return [contradict(slots, None, f"there are only {len(rows)}", ledger, rows)]
    best = _best(cue, place, rows, ledger)
    chosen = [
        row
        for row in best
        if _is_told(row, told, ledger) and _has_amounts(row, amounts, ledger) and ledger.meets(row, scoped)
    ]
    if not (amounts or told.entities or told.accounts or told.times):
        return [refuse(slots, "this does not say which payment it means")]
    if chosen and cue in {*HIGH, *LOW} and any(not _is_told(row, told, ledger) for row in best):
        return [refuse(slots, _TIED)]
    if not chosen:
        what = f"it was {describe(ledger, best[0])} {refs(ledger, best[:1])}"
        return [contradict(slots, amounts[0] if amounts else None, what, ledger, best)]
    return [_extreme_proven(cue, place, chosen[0], scoped, rows, slots, ledger)]


def _first_few(many: int, found: Where, rows: list[int], slots: Slots, told: Slots, ledger: Ledger) -> Answer:
    """That "the two largest payments" were all to whom the clause says: the smallest of them has that place."""
    _, cue = _cue(slots)
    if len(slots.values) > 1 or cue not in {"largest", "smallest"} or not (told.entities or told.accounts):
        return refuse(slots, "this does not say plainly which payments it means")
    first = sorted(rows, key=lambda row: abs(ledger.units[row]), reverse=cue == "largest")[:many]
    others = [row for row in first if not _is_told(row, told, ledger)]
    if others or len(first) < many:
        return contradict(slots, None, f"the books have {describe(ledger, (others or first)[0])}", ledger, first)
    return _extreme_proven(cue, _rank_of(first[-1], rows, cue, ledger), first[-1], found, rows, slots, ledger)


def _rank_of(row: int, rows: Sequence[int], cue: str, ledger: Ledger) -> int:
    size, sizes = abs(ledger.units[row]), [abs(ledger.units[other]) for other in rows]
    return 1 + sum(other > size if cue == "largest" else other < size for other in sizes)


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
    if not named and len(_told_all(role, told)) > 1:
        return _prove_tops(role, found, slots, _told_all(role, told), ledger)
    if not named:
        return [refuse(slots, f"this does not say which {role} it means")]
    ways = [found._replace(side=way) for way in readings(found.side)]
    answers = [_top(role, named, way, slots, ledger) for way in ways]
    return next(([a] for a in answers if a.status == "supported"), [answers[0]])


def is_unsurpassed(slots: Slots) -> bool:
    """Whether a clause says that no other vendor or account had more, or less, than the one it names."""
    relation = slots.cues & {"more", "less"} and "not" in slots.cues and "than" in slots.cues
    return bool(relation and slots.cues & {"vendor", "account"}) and not slots.values


def prove_unsurpassed(slots: Slots, ledger: Ledger) -> list[Answer]:
    """That the one named has the greatest sum, where "no vendor received more than" it."""
    role = "entity" if "vendor" in slots.cues else "account"
    named, found = _told_key(role, slots), where(_with(slots, slots.times), ledger)
    if not named or found is None or slots.unknown or (slots.entities and slots.accounts):
        return [refuse(slots, "this does not say plainly which two are compared")]
    cue = "largest" if "more" in slots.cues else "smallest"
    ranked = replace(slots, items=(slots.items[0]._replace(kind="cue", key=cue), slots.items[-1]))
    given = any(slots.before(item) == "from" for item in slots.entities)
    ways = readings(side(slots) if given or "received" not in slots.cues else PAID)
    answers = [_top(role, named, found._replace(side=way), ranked, ledger) for way in ways]
    return next(([a] for a in answers if a.status == "supported"), [answers[0]])


def _counting(slots: Slots) -> bool:
    at, cue = _cue(slots)
    words = {"most_often", "most_frequently", "most_frequent", "most_regular", "busiest", "least_often"}
    following = [item for item in slots.items[at + 1 : at + 3] if item.kind == "cue"]
    return bool(words & slots.words) or (cue in {"most", "fewest"} and any(i.key == "payment" for i in following))


def _told_all(role: str, told: Slots) -> list[str]:
    return [item.key for item in (told.entities if role == "entity" else told.accounts)]


def _told_key(role: str, told: Slots) -> str:
    named = _told_all(role, told) if role in {"entity", "account"} else []
    return named[0] if len(named) == 1 else ""


def _narrowed(found: Where, role: str, key: str) -> Where:
    if role == "month":
        days = month_days(int(key[:4]), int(key[5:]))
        return found._replace(start=days[0], end=days[1])
    return found._replace(entity=key) if role == "entity" else found._replace(account=key)


def _prove_tops(role: str, found: Where, slots: Slots, named: Sequence[str], ledger: Ledger) -> list[Answer]:
    """The first few by sum are those told of, in whatever order."""
    counts = [item.mention.value for item in slots.values if item.key == "count" and item.mention]
    if any(count != len(named) for count in counts) or _place(slots) > 1 or len(set(named)) < len(named):
        return [refuse(slots, "this does not say plainly how many are meant")]
    groups = {key: _narrowed(found, role, key) for key in ledger.totals_by(role, found)}
    worth = [item for item in slots.values if item.key in MONEY]
    if worth and not _alternate(slots, worth):
        return [refuse(slots, "this does not say plainly whose amounts these are")]
    answers = [_among_first(name, len(named), groups, slots, ledger) for name in named]
    told = [(item, name) for item, name in zip(worth, named, strict=False) if name in groups]
    return answers + [_sum_of_ranked(item, groups[name], slots, ledger) for item, name in told]


def _alternate(slots: Slots, worth: Sequence[Item]) -> bool:
    """Whether names and amounts stand in turn, a name first."""
    names = [item for item in slots.items if item in slots.entities or item in slots.accounts]
    ordered = [item for pair in zip(names, worth, strict=False) for item in pair]
    return len(names) == len(worth) and ordered == sorted(ordered, key=lambda item: item.start)


def _sum_of_ranked(item: Item, chosen: Where, slots: Slots, ledger: Ledger) -> Answer:
    rows = ledger.rows(chosen)
    other = f"the sum for {chosen.entity or chosen.account} is another"
    return prove_sum(item, (chosen, rows), slots, ledger, f"the sum of {len(rows)} records", other)


def _among_first(name: str, many: int, groups: dict[str, Where], slots: Slots, ledger: Ledger) -> Answer:
    rows = {key: ledger.rows(chosen) for key, chosen in groups.items()}
    if name not in groups:
        return contradict(slots, None, f"the books have nothing for {name} here", ledger, [])
    if ledger.is_mixed(chain.from_iterable(rows.values())):
        return refuse(slots, SEVERAL)
    others = [(groups[key], rows[key]) for key in groups if key != name]
    operation = "rank_total" + ("" if _cue(slots)[1] in HIGH else "_low")
    attempt = Try(operation, ((groups[name], rows[name]), *others))
    place = attempt.exact(ledger) or 0
    if place > many:
        return contradict(slots, None, f"{name} is number {place} {refs(ledger, rows[name])}", ledger, rows[name])
    at, _ = _cue(slots)
    return supported(slots.items[at], attempt, Stated(Decimal(int(place))), ledger, 1, f"ranked {len(groups)}")


def _of_month(slots: Slots) -> bool:
    """Whether months are ranked: "the month with the highest spending", "spending peaked in May"."""
    at, _ = _cue(slots)
    return slots.items[at].word == "peaked" or any(item.key == "month" for item in slots.items[max(0, at - 3) : at])


def _prove_month(slots: Slots, ledger: Ledger) -> list[Answer]:
    """The month told of is the one in which most (or least) was paid."""
    found = where(replace(slots, times=()), ledger)
    if found is None or slots.unknown:
        return [refuse(slots, "not every word of this was understood")]
    found = found._replace(side=found.side or PAID)
    spans = sorted(
        {d for i in slots.times if i.mention and (d := days_of(i.mention, ledger))}, key=lambda d: d[1] - d[0]
    )
    if not spans or spans[0] != month_days(spans[0][0].year, spans[0][0].month) or len(spans) > 2:
        return [refuse(slots, "this does not say which month it means")]
    start, end = spans[1] if len(spans) > 1 else (None, None)
    whole = found._replace(start=start, end=end)
    ways = [whole._replace(side=way) for way in readings(found.side)]
    answers = [_top("month", f"{spans[0][0]:%Y-%m}", way, slots, ledger) for way in ways]
    return next(([a] for a in answers if a.status == "supported"), [answers[0]])


def _top(role: str, named: str, found: Where, slots: Slots, ledger: Ledger) -> Answer:
    _, cue = _cue(slots)
    counting = _counting(slots)
    groups = {key: _narrowed(found, role, key) for key in ledger.totals_by(role, found)}
    if named not in groups:
        return contradict(slots, None, f"the books have nothing for {named} here", ledger, [])
    if len(groups) < 2:
        return refuse(slots, f"here the books have nothing but {named} to rank")
    rows = {key: ledger.rows(chosen) for key, chosen in groups.items()}
    if not counting and ledger.is_mixed(chain.from_iterable(rows.values())):
        return refuse(slots, SEVERAL)
    operation = ("rank_count" if counting else "rank_total") + ("" if cue in HIGH else "_low")
    others = [(groups[key], rows[key]) for key in groups if key != named]
    attempt = Try(operation, ((groups[named], rows[named]), *others))
    if not fits(attempt, Stated(Decimal(_place(slots))), ledger):
        best = max(groups, key=lambda key: len(rows[key]) if counting else abs(ledger.total(groups[key])))
        return contradict(slots, None, f"the first is {best} {refs(ledger, rows[best])}", ledger, rows[best])
    if _is_tied(named, groups, rows, ledger, counting=counting):
        return refuse(slots, _TIED)
    stated = [item.mention.value for item in slots.values if item.mention and item.key in {"count", "multiple"}]
    stated += [Decimal(1)] * ("once" in slots.cues)
    if any(count != len(rows[named]) for count in stated):
        return contradict(
            slots, None, f"{named} has {len(rows[named])} {refs(ledger, rows[named])}", ledger, rows[named]
        )
    worth = [item for item in slots.values if item.key in MONEY]
    own = Try("sum", ((groups[named], rows[named]),))
    wrong = [item for item in worth if item.mention and not fits(own, Stated.of(item.mention), ledger)]
    if any(is_incomparable(item.mention, rows[named], ledger) for item in worth):
        return refuse(slots, SEVERAL)
    if wrong:
        return contradict(slots, wrong[0], f"the sum for {named} is another", ledger, rows[named])
    at, _ = _cue(slots)
    return supported(slots.items[at], attempt, Stated(Decimal(_place(slots))), ledger, 1, f"ranked {len(groups)}")


_TIED = "others come to the same here, so that it is not this one alone"


def _is_tied(
    named: str, groups: dict[str, Where], rows: dict[str, list[int]], ledger: Ledger, *, counting: bool
) -> bool:
    """Whether another name has as many records, or comes to the same sum."""
    sizes = {key: len(rows[key]) if counting else abs(ledger.total(groups[key])) for key in groups}
    return any(size == sizes[named] for key, size in sizes.items() if key != named)


def is_ranked(slots: Slots) -> bool:
    """Whether a clause holds a superlative that ranks something."""
    return _cue(slots)[0] >= 0 and side(slots) is not None
