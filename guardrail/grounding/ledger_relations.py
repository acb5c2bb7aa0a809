"""Proves relations over a ledger: more on A than on B, a share of the whole, a rise from month to month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from .answers import Answer, Stated, Try, fits, money, refs
from .claim_times import days_of
from .claims import MONEY, side, where
from .clause import Slots
from .ledger import Ledger, Where, readings
from .ledger_proofs import contradict, first_fit, named_several, refuse, supported
from .mentions import Mention
from .operations import as_decimal
from .scan import Item

_BY_COUNT = frozenset({"payment", "charged"})


def prove_share(item: Item, slots: Slots, ledger: Ledger) -> Answer:
    """A percentage or fraction of a whole: the part is what is named first, the whole what comes after "of"."""
    tries = _shares(slots, ledger)
    if not tries or item.mention is None:
        return refuse(slots, "this does not say what it is a share of", item=item)
    stated = _percentage(item.mention)
    fit = None if slots.unknown or "not" in slots.cues else first_fit(tries, stated, ledger)
    if fit:
        return supported(item, fit, stated, ledger, len(tries), "the share")
    exact = tries[0].exact(ledger)
    if exact is None or slots.unknown:
        return refuse(slots, "the books do not show this share", item=item)
    share = as_decimal(exact)
    return contradict(slots, item, f"the share is {share:.2f}%", ledger, tries[0].groups[0][1])


def _shares(slots: Slots, ledger: Ledger) -> list[Try]:
    """What the share may be of: of one name or time, or of several names together."""
    if len(slots.entities) + len(slots.accounts) > 1 and (several := named_several(slots, ledger)):
        if slots.words & {"each", "respectively"}:
            return []
        bare = several[0]._replace(entity="", account="")
        wheres = [[one._replace(side=way) for one in (*several, bare)] for way in readings(bare.side)]
        return [Try("share_of_sum", tuple((one, ledger.rows(one)) for one in ways)) for ways in wheres]
    sides = _part_and_whole(slots, ledger)
    return [_share(*way, ledger) for way in _share_ways(*sides, slots)] if sides else []


def _percentage(mention: Mention) -> Stated:
    """A share as a percentage. A fraction in words is good to a point, or to five points either way if hedged."""
    if mention.kind != "multiple":
        return Stated.of(mention)
    value = 100 * (mention.value or Decimal(0))
    if mention.hedge in {"", "about"}:
        return Stated(value, 1 if mention.hedge else 0)
    return Stated(value, 1, mention.hedge)


def _part_and_whole(slots: Slots, ledger: Ledger) -> tuple[Where, Where] | None:
    """The part is everything named; the whole leaves out the name that is the subject."""
    part = where(slots, ledger)
    if part is None or not (part.entity or part.account or part.start):
        return None
    after = _after_of(slots)
    if part.entity:
        whole = part._replace(entity="") if not part.account or slots.accounts[0] in after else part
        whole = whole._replace(entity="")
        if part.account and slots.accounts[0] not in after:
            whole = whole._replace(account="")
    elif part.account:
        whole = part._replace(account="")
    else:
        return _share_of_time(slots, part, ledger)
    return part, whole


def _share_of_time(slots: Slots, part: Where, ledger: Ledger) -> tuple[Where, Where] | None:
    wider = [days for item in slots.times if (days := item.mention and days_of(item.mention, ledger))]
    widest = max(wider, key=lambda days: days[1] - days[0])
    if (part.start, part.end) == widest:
        return part, part._replace(start=None, end=None)
    return part, part._replace(start=widest[0], end=widest[1])


def _after_of(slots: Slots) -> tuple[Item, ...]:
    at = next((i for i, item in enumerate(slots.items) if item.kind == "plain" and item.key == "of"), -1)
    return slots.items[at + 1 :] if at >= 0 else ()


def _share_ways(part: Where, whole: Where, slots: Slots) -> list[tuple[Where, Where, str]]:
    sides = readings(part.side)
    ways = [(part._replace(side=side), whole._replace(side=side), "share") for side in sides]
    if "payment" in slots.cues:
        return [(part._replace(side=sides[0]), whole._replace(side=sides[0]), "count_share"), *ways]
    return ways


def _share(part: Where, whole: Where, operation: str, ledger: Ledger) -> Try:
    return Try(operation, ((part, ledger.rows(part)), (whole, ledger.rows(whole))))


def prove_comparison(slots: Slots, ledger: Ledger) -> list[Answer]:
    """Two vendors, accounts or periods compared; with a difference, a percentage or a multiple, that too."""
    if slots.unknown or "not" in slots.cues:
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
    relation = next((cue for cue in relations if cue in slots.cues), "")
    values = [item for item in slots.values if item.key in MONEY | {"percent", "multiple", "count"}]
    answers = [_compared(left, right, relation, values, way, slots, ledger) for way in _ways(left, slots)]
    return next((a for a in answers if all(x.status == "supported" for x in a)), answers[0])


def _ways(left: Where, slots: Slots) -> list[tuple[str, str]]:
    """(side, measure) pairs in the order to try."""
    sides = readings(left.side)
    often = {"more_often", "often"} & slots.words or _counts_payments(slots)
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
    if not cut and any(is_multiple(item, slots) for item in slots.values):
        cut = [i for i, item in enumerate(items) if item.key == "as" and _names_after(items[i:])][-1:]
        cut = cut or [i for i, item in enumerate(items) if is_multiple(item, slots)]
    if not cut and "difference" in slots.cues:
        cut = [i for i, item in enumerate(items) if item.key in {"and", "from"} and _names_after(items[i:])]
        cut = [i for i in cut if _names_after(items[:i])]
    if not cut:
        cut = [i for i, item in enumerate(items) if item.kind == "cue" and item.key in {"more", "less", "same"}]
    return cut[0] if cut else -1


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
    exact = gap.exact(ledger) or 0
    holds = {"more": exact > 0, "less": exact < 0, "same": exact == 0}.get(relation, True)
    if "difference" in slots.cues and exact < 0:
        groups, exact = groups[::-1], -exact
        gap = Try(operation, groups)
    rows = groups[0][1] + groups[1][1]
    if not holds:
        return [contradict(slots, None, _how_it_is(groups, measure, ledger), ledger, rows)]
    if not values:
        stated = Stated(as_decimal(exact), min(ledger.exponent, 0))
        return [supported(slots.items[0], gap, stated, ledger, 1, _how_it_is(groups, measure, ledger))]
    levels = _levels(values, groups, ledger) if measure == "sum" else []
    return levels or [_gap_value(item, groups, operation, relation, slots, ledger) for item in values]


def _counts_money(item: Item, operation: str) -> bool:
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
    if item.mention is None or _counts_money(item, operation):
        return refuse(slots, "this does not say what is counted", item=item)
    if item.key == "percent":
        operation = "percent_change"
    elif item.key == "multiple":
        operation, sign = "count_ratio" if operation == "count_difference" else "ratio", 1
    attempt = Try(operation, groups)
    stated = Stated.of(item.mention, sign)
    if fits(attempt, stated, ledger):
        return supported(item, attempt, stated, ledger, 1, _how_it_is(groups, "sum", ledger))
    either = _either_side(item, groups, slots, ledger)
    if either:
        return either
    rows = groups[0][1] + groups[1][1]
    return contradict(slots, item, _how_it_is(groups, "sum", ledger), ledger, rows)


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


def _how_it_is(groups: Sequence[tuple[Where, list[int]]], measure: str, ledger: Ledger) -> str:
    def one(found: Where, rows: list[int]) -> str:
        name = found.entity or found.account or (found.start.isoformat() if found.start else "all")
        if measure == "count":
            return f"{name}: {len(rows)} records"
        code = ledger.records[rows[0]].currency if rows else None
        return f"{name}: {money(ledger.amount(abs(ledger.total(found))), code)} {refs(ledger, rows)}"

    return "; ".join(one(found, rows) for found, rows in groups)


def prove_change(slots: Slots, ledger: Ledger) -> list[Answer]:
    """A rise or fall between two periods; values may be both levels, the step between them, or a percentage."""
    spans = _earlier_and_later(slots, ledger)
    bare = where(replace(slots, times=()), ledger)
    if spans is None or bare is None:
        return [refuse(slots, "this does not say between which periods")]
    if slots.unknown or "not" in slots.cues:
        return [refuse(slots, "not every word of this was understood")]
    if any(slots.cues >= both for both in _BOTH_WAYS):
        return [refuse(slots, "this says both that it rose and that it fell")]
    ways = readings(bare.side)
    answers = [_changed(bare._replace(side=way), spans, slots, ledger) for way in ways]
    return next((a for a in answers if all(x.status == "supported" for x in a)), answers[0])


_BOTH_WAYS = ({"rose", "fell"}, {"rose", "less", "than"}, {"fell", "more", "than"})


def _earlier_and_later(slots: Slots, ledger: Ledger) -> tuple[tuple[dt.date, dt.date], ...] | None:
    spans = {days for item in slots.times if (days := item.mention and days_of(item.mention, ledger))}
    ordered = sorted(spans)
    narrow = [s for s in ordered if not any(o != s and s[0] <= o[0] and o[1] <= s[1] for o in ordered)]
    if len(narrow) == 2:
        mixed = _spans_months(narrow[0]) != _spans_months(narrow[1]) and _is_range(slots)
        return None if mixed else (narrow[0], narrow[1])
    if len(narrow) != 1:
        return None
    if (later := _set_against(slots, narrow[0], ledger)) is not None:
        return narrow[0], later
    start, end = narrow[0]
    if slots.times and _spans_months(narrow[0]) and _is_range(slots):
        last = (end + dt.timedelta(days=1)).day == 1
        return ((start, _month_end(start)), (end.replace(day=1), end)) if last else None
    if start == dt.date.min:
        return None
    before = start - dt.timedelta(days=1)
    if end - start > dt.timedelta(days=31):
        return (dt.date(before.year, 1, 1), before), narrow[0]
    return (before.replace(day=1), before), narrow[0]


def _spans_months(span: tuple[dt.date, dt.date]) -> bool:
    """Whether a time begins with a month and takes up more than that one, as "February and March" does."""
    return span[0].day == 1 and 31 < (span[1] - span[0]).days < 366


def _set_against(slots: Slots, base: tuple[dt.date, dt.date], ledger: Ledger) -> tuple[dt.date, dt.date] | None:
    """What is set against the one time of a clause such as "up 5% from $900 in May": what was spoken of before it."""
    spans = {days for item in slots.spoken_of if (days := item.mention and days_of(item.mention, ledger))} - {base}
    return spans.pop() if len(spans) == 1 and any(_is_base(slots, item) for item in slots.times) else None


def _is_base(slots: Slots, time: Item) -> bool:
    """Whether "from", "on" or the like stands before a time, or before the value that is that time's."""
    link, at = slots.before(time), slots.place(time)
    if link in {"in", "for"}:
        return any(slots.place(v) == at - 2 >= 0 and slots.before(v) in {"from", "than"} for v in slots.values)
    return link in {"from", "against", "than"} or (link == "on" and time.key != "day")


def _is_range(slots: Slots) -> bool:
    texts = " ".join(item.mention.text.lower() for item in slots.times if item.mention)
    before = {slots.before(item) for item in slots.times}
    return bool(before & {"between", "from"}) or any(word in texts.split() for word in ("between", "from", "to", "and"))


def _month_end(day: dt.date) -> dt.date:
    following = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return following - dt.timedelta(days=1)


def _changed(bare: Where, spans: Sequence[tuple[dt.date, dt.date]], slots: Slots, ledger: Ledger) -> list[Answer]:
    chosen = [bare._replace(start=start, end=end) for start, end in spans]
    earlier, later = ((found, ledger.rows(found)) for found in chosen)
    counting = _counts_subject(slots)
    gap = Try("count_difference" if counting else "difference", (later, earlier))
    exact = gap.exact(ledger) or 0
    sign = -1 if "fell" in slots.cues else 1
    holds = exact == 0 if "unchanged" in slots.cues else exact * sign > 0
    if not earlier[1] or not later[1]:
        return [refuse(slots, "the books have nothing for one of the two periods")]
    how = _how_it_is((earlier, later), "count" if counting else "sum", ledger)
    if not holds:
        return [contradict(slots, None, how, ledger, earlier[1][:4] + later[1][:4])]
    values = [item for item in slots.values if item.key in MONEY | {"percent", "count", "multiple"}]
    if not values:
        stated = Stated(as_decimal(exact), min(ledger.exponent, 0))
        return [supported(slots.items[0], gap, stated, ledger, 1, how)]
    return [_step(item, earlier, later, gap, sign, slots, ledger, how) for item in values]


def _counts_subject(slots: Slots) -> bool:
    cue = next((i for i, item in enumerate(slots.items) if item.key in {"rose", "fell", "unchanged"}), 0)
    return any(item.key == "count" for item in slots.items[:cue] if item.kind == "cue")


def _step(
    item: Item,
    earlier: tuple[Where, list[int]],
    later: tuple[Where, list[int]],
    gap: Try,
    sign: int,
    slots: Slots,
    ledger: Ledger,
    how: str,
) -> Answer:
    if item.mention is None:
        return refuse(slots, "this does not say what is counted", item=item)
    stated = Stated.of(item.mention)
    if _counts_money(item, gap.operation):
        counted = Try("count", (later,))
        if not fits(counted, stated, ledger):
            return refuse(slots, "this does not say what is counted", item=item)
        return supported(item, counted, stated, ledger, 1, "counted")
    before = slots.before(item)
    level = "count" if gap.operation == "count_difference" else "sum"
    if item.key == "percent":
        attempt, stated = Try("percent_change", (later, earlier)), Stated.of(item.mention, sign)
    elif item.key == "multiple":
        attempt = Try("ratio", (later, earlier))
    elif before == "from":
        attempt = Try(level, (earlier,))
    elif before in {"to", "at"}:
        attempt = Try(level, (later,))
    else:
        attempt, stated = gap, Stated.of(item.mention, sign)
    if fits(attempt, stated, ledger):
        return supported(item, attempt, stated, ledger, 1, how)
    by_time = _level_by_time(item, earlier, later, level, slots, ledger, how)
    return by_time or contradict(slots, item, how, ledger, earlier[1][:4] + later[1][:4])


def _level_by_time(
    item: Item,
    earlier: tuple[Where, list[int]],
    later: tuple[Where, list[int]],
    level: str,
    slots: Slots,
    ledger: Ledger,
    how: str,
) -> Answer | None:
    """A value that stands right before or after a time, without from or to, is the level of that time."""
    if item.mention is None or item.key == "percent":
        return None
    at = slots.items.index(item) if item in slots.items else len(slots.items)
    for near in slots.items[at + 1 : at + 3]:
        days = near.mention and near.kind == "time" and days_of(near.mention, ledger)
        for span in (earlier, later):
            if days and days == (span[0].start, span[0].end):
                attempt, stated = Try(level, (span,)), Stated.of(item.mention)
                fit = fits(attempt, stated, ledger)
                return supported(item, attempt, stated, ledger, 1, how) if fit else None
    return None
