"""Proves relations over a ledger: more on A than on B, a share of the whole, a rise from month to month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from .answers import Answer, Stated, Try, fits
from .claim_times import days_of
from .claims import MONEY, where
from .clause import Slots
from .ledger import Ledger, Where, readings
from .ledger_comparisons import counts_money, how_it_is
from .ledger_currencies import SEVERAL
from .ledger_proofs import contradict, first_fit, named_several, refuse, supported
from .mentions import Mention
from .operations import as_decimal
from .scan import Item


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
    if pair := _of_another(slots, ledger):
        return [_share(one._replace(side=way), other._replace(side=way), "share", ledger) for one, other, way in pair]
    if len(slots.entities) + len(slots.accounts) > 1 and (several := named_several(slots, ledger)):
        if slots.words & {"each", "respectively"}:
            return []
        bare = several[0]._replace(entity="", account="")
        wheres = [[one._replace(side=way) for one in (*several, bare)] for way in readings(bare.side)]
        return [Try("share_of_sum", tuple((one, ledger.rows(one)) for one in ways)) for ways in wheres]
    sides = _part_and_whole(slots, ledger)
    return [_share(*way, ledger) for way in _share_ways(*sides, slots)] if sides else []


def _of_another(slots: Slots, ledger: Ledger) -> list[tuple[Where, Where, str]]:
    """The two of "rent is 18% of payroll", in which a name is said as a share of another of its kind."""
    after = _after_of(slots)
    for name in ("accounts", "entities"):
        named: tuple[Item, ...] = getattr(slots, name)
        if len(named) == 2 and named[1] in after and named[0] not in after and slots.before(named[1]) in {"of", "the"}:
            pair = [where(replace(slots, **{name: (one,)}), ledger) for one in named]  # type: ignore[arg-type]
            return [(pair[0], pair[1], way) for way in readings(pair[0].side)] if pair[0] and pair[1] else []
    return []


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


def by_more(slots: Slots) -> Slots:
    """`slots` in which "$70 more in April" is a rise: with one time and one name it is more than in the time before."""
    pairs = [(one, two) for one, two in pairwise(slots.items) if one in slots.values and two.key in {"more", "less"}]
    alone = len(slots.times) == 1 and "than" not in slots.cues and max(len(slots.entities), len(slots.accounts)) < 2
    if not pairs or not alone or len(slots.values) > 1 or pairs[0][0].key not in MONEY | {"percent"}:
        return slots
    moved = {"more": "rose", "less": "fell"}[pairs[0][1].key]
    return replace(slots, cues=slots.cues - {"more", "less"} | {moved})


def prove_change(slots: Slots, ledger: Ledger) -> list[Answer]:
    """A rise or fall between two periods; values may be both levels, the step between them, or a percentage."""
    spans = _earlier_and_later(slots, ledger)
    bare = where(replace(slots, times=()), ledger)
    if "share" in slots.cues:
        return [refuse(slots, "how a share changed is not searched for")]
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
    exact = gap.exact(ledger)
    if exact is None:
        return [refuse(slots, SEVERAL)]
    sign = -1 if "fell" in slots.cues else 1
    holds = exact == 0 if "unchanged" in slots.cues else exact * sign > 0
    if not earlier[1] or not later[1]:
        return [refuse(slots, "the books have nothing for one of the two periods")]
    how = how_it_is((earlier, later), "count" if counting else "sum", ledger)
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
    if counts_money(item, gap.operation):
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
