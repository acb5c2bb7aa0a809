"""Proves or contradicts what a clause says of a ledger: payments, totals, counts and averages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from .answers import (
    CONTRADICTION,
    SUPPORTED,
    UNSUPPORTED,
    Answer,
    Stated,
    Try,
    cite,
    describe,
    fits,
    money,
    proof,
    refs,
)
from .claim_times import month_days
from .claims import PAYERS, where
from .clause import Slots
from .ledger import INCOME, MONEY_IN, PAID, RECEIVED, REFUND, SPENDING, Ledger, Where, readings
from .ledger_currencies import SEVERAL, in_currency, is_incomparable, is_otherwise
from .ledger_qualifiers import FEWEST
from .lexicon import CUES
from .luck import luck
from .mentions import Mention
from .operations import as_decimal
from .scan import Item


def supported(item: Item, attempt: Try, stated: Stated, ledger: Ledger, targets: int, what: str) -> Answer:
    """The answer for a value that a derivation gives, one of `targets` that were tried."""
    rows = list(dict.fromkeys(row for _, group in attempt.groups for row in group))
    if is_otherwise(item.mention, rows, ledger):
        told = f"the books have this in another currency than {item.mention.text if item.mention else ''}"
        return Answer(status=UNSUPPORTED, message=told, start=item.start, end=item.end, evidence=cite(ledger, rows))
    chance = luck(stated.value, stated.places, stated.hedge, targets)
    message = what if "[" in what else f"{what} {refs(ledger, rows)}".strip()
    evidence = cite(ledger, rows)
    return Answer(
        status=SUPPORTED,
        message=message,
        start=item.start,
        end=item.end,
        evidence=evidence,
        proof=proof(attempt, stated, ledger, chance),
    )


def refuse(slots: Slots, message: str, status: str = UNSUPPORTED, item: Item | None = None) -> Answer:
    """The answer for a claim that is not proven, at `item` or over the whole clause."""
    start, end = (item.start, item.end) if item else (slots.start, slots.end)
    return Answer(status=status, message=message, start=start, end=end)


def contradict(slots: Slots, item: Item | None, message: str, ledger: Ledger, rows: Sequence[int]) -> Answer:
    """The answer for a claim of which the source says otherwise, with the records that say so."""
    start, end = (item.start, item.end) if item else (slots.start, slots.end)
    evidence = cite(ledger, rows)
    return Answer(status=CONTRADICTION, message=message, start=start, end=end, evidence=evidence)


def first_fit(tries: Sequence[Try], stated: Stated, ledger: Ledger) -> Try | None:
    """The first derivation that gives the stated value."""
    return next((attempt for attempt in tries if fits(attempt, stated, ledger)), None)


def totals(found: Where, slots: Slots, ledger: Ledger) -> list[Try]:
    """The sums that "total" may mean: as paid, or net of refunds; the words "net" and "gross" choose."""
    sides = [found.side] if found.side in MONEY_IN else [PAID, SPENDING]
    if "net" in slots.cues:
        sides = [SPENDING]
    elif "gross" in slots.cues:
        sides = [PAID]
    if found.side == RECEIVED:
        sides = [RECEIVED, INCOME]
    tries: list[Try] = []
    for way in sides:
        chosen = found._replace(side=way)
        rows = ledger.rows(chosen)
        if (
            rows
            and way_total(ledger, chosen, rows) > 0
            and not any(rows == group for attempt in tries for _, group in attempt.groups)
        ):
            tries.append(Try("sum", ((chosen, rows),)))
    return tries


def way_total(ledger: Ledger, chosen: Where, rows: Sequence[int]) -> int:
    """The sum of rows, counted so that what the side says is positive."""
    total = sum(ledger.units[row] for row in rows)
    return -total if chosen.side in MONEY_IN else total


def prove_amount(item: Item, slots: Slots, ledger: Ledger) -> Answer:
    """A payment of that amount, or a sum of payments, for what the clause names."""
    if item.mention and "total" in slots.cues and (several := named_several(slots, ledger)):
        return _prove_sum_of(item, several, slots, ledger)
    found = where(slots, ledger)
    if found is None or item.mention is None:
        return refuse(slots, "this does not say plainly of whom and when")
    found = in_currency(found, item.mention, ledger)
    stated = Stated.of(item.mention)
    tries = _amount_tries(stated, found, slots, ledger)
    fit = None if slots.unknown else first_fit(tries, stated, ledger)
    if fit and _otherwise_signed(item.mention, fit, ledger):
        return refuse(slots, f"{item.mention.text} has another sign in the books", item=item)
    if fit and fit.operation == "value" and _over_a_stretch(found, slots, ledger):
        told = f"{item.mention.text} is one of several payments here, and this says what was paid over all that time"
        return refuse(slots, told, item=item)
    if fit and fit.operation == "value" and _of_them_all(found, slots, ledger):
        return refuse(
            slots, f"{item.mention.text} is one of several payments here, and this speaks of them all", item=item
        )
    if fit:
        return supported(item, fit, stated, ledger, len(tries) + len(ledger.rows(found)), _said(fit, ledger))
    return _amount_otherwise(item, stated, found, slots, ledger)


def _otherwise_signed(mention: Mention, fit: Try, ledger: Ledger) -> bool:
    """Whether a minus is written where the books have none."""
    amounts = [ledger.records[row].amount or Decimal(0) for _, rows in fit.groups for row in rows]
    return (mention.value or 0) < 0 < sum(amounts)


def _over_a_stretch(found: Where, slots: Slots, ledger: Ledger) -> bool:
    """Whether a clause says what was paid over a time other than a day or a month, with several payments in it."""
    start, end = found.start, found.end
    stretch = start and start != end and (start, end) != month_days(start.year, start.month)
    moved = bool(slots.cues & {"paid", "received"}) and not _one_payment(slots)
    return bool("whole" in slots.cues or stretch) and moved and len(ledger.rows(found)) > 1


def _of_them_all(found: Where, slots: Slots, ledger: Ledger) -> bool:
    """Whether a clause says "payments" of one amount alone where there are several: it is then their sum."""
    alone = len(slots.values) == 1 and not slots.words & _SOME_OF_THEM
    return alone and bool(slots.words & _PAYMENTS) and len(ledger.rows(found)) > 1


_PAYMENTS = frozenset("payments purchases refunds charges receipts deposits transactions orders entries".split())
_SOME_OF_THEM = frozenset("include includes included including among one another payment refund of-which".split())


def named_several(slots: Slots, ledger: Ledger) -> list[Where]:
    """The records of each of several names that a clause adds up; [] if it names no more than one."""
    name = "entities" if len(slots.entities) > 1 else "accounts"
    named: tuple[Item, ...] = getattr(slots, name)
    if len(named) < 2 or len({item.key for item in named}) < len(named) or len(slots.values) > 1:
        return []
    found = [where(replace(slots, **{name: (item,)}), ledger) for item in named]  # type: ignore[arg-type]
    return [one for one in found if one] if None not in found else []


def _prove_sum_of(item: Item, several: Sequence[Where], slots: Slots, ledger: Ledger) -> Answer:
    """What several vendors or accounts come to together."""
    sides = readings(several[0].side)
    tries = [
        _sum_of([in_currency(one, item.mention, ledger)._replace(side=way) for one in several], ledger) for way in sides
    ]
    stated = Stated.of(item.mention) if item.mention else Stated(Decimal(0))
    fit = None if slots.unknown else first_fit(tries, stated, ledger)
    if fit:
        return supported(item, fit, stated, ledger, len(tries), _said(fit, ledger))
    return _valued_otherwise(item, tries, slots, ledger, "sum")


def prove_sum(
    item: Item, group: tuple[Where, list[int]], slots: Slots, ledger: Ledger, how: str, otherwise: str
) -> Answer:
    """That a value is the sum of a group of records, told as `how`, or else `otherwise`."""
    attempt, stated = Try("sum", (group,)), Stated.of(item.mention) if item.mention else Stated(Decimal(0))
    if fits(attempt, stated, ledger):
        return supported(item, attempt, stated, ledger, 1, how)
    if is_incomparable(item.mention, group[1], ledger):
        return refuse(slots, SEVERAL, item=item)
    return contradict(slots, item, otherwise, ledger, group[1])


def _sum_of(several: Sequence[Where], ledger: Ledger) -> Try:
    return Try("sum_of", tuple((one, ledger.rows(one)) for one in several))


def _amount_tries(stated: Stated, found: Where, slots: Slots, ledger: Ledger) -> list[Try]:
    tries: list[Try] = []
    summed = bool(slots.cues & {"total", "net", "gross"}) or _collective(found, slots)
    if not summed:
        tries += [Try("value", ((None, [row]),)) for row in payments_of(stated, found, ledger)]
    if summed or not _one_payment(slots):
        tries += totals(found, slots, ledger)
    return tries


def _collective(found: Where, slots: Slots) -> bool:
    """Whether "takings in May" or "expenses" means all of them, and not one of them."""
    named = found.entity or found.account or found.record or found.start == found.end is not None
    return not named and bool(slots.words & _COLLECTIVE)


_COLLECTIVE = frozenset(
    "income takings outgoings expenses revenue revenues turnover receipts inflows outflows expenditure sales "
    "spending".split()
)


def payments_of(stated: Stated, found: Where, ledger: Ledger) -> list[int]:
    """Rows that meet `found` and could be the payment stated; looked up by size where it is exact."""
    if stated.hedge or stated.places > 0:
        return ledger.rows(found)[:200]
    size = abs(stated.value).scaleb(-ledger.exponent)
    rows = ledger.by_size.get(int(size), []) if size == int(size) else []
    if stated.places > ledger.exponent and not rows:
        return ledger.rows(found)[:200]
    return [row for row in rows if ledger.meets(row, found)]


def _one_payment(slots: Slots) -> bool:
    """Whether the words speak of one payment, so that a sum will not do."""
    singular = {"payment", "transaction", "purchase", "refund", "order", "entry", "charge", "receipt", "deposit"}
    return bool(slots.ids or singular & slots.words)


def _said(fit: Try, ledger: Ledger) -> str:
    rows = [row for _, group in fit.groups for row in group]
    if fit.operation == "value":
        return describe(ledger, rows[0])
    return f"the sum of {len(rows)} records"


def _amount_otherwise(item: Item, stated: Stated, found: Where, slots: Slots, ledger: Ledger) -> Answer:
    """Says what the books do have about it: the same amount elsewhere, or another amount there."""
    text = item.mention.text if item.mention else ""
    rows = ledger.rows(found)
    elsewhere = [] if stated.hedge else ledger.by_size.get(_units(stated, ledger), [])
    if found.record and not rows:
        rows = ledger.rows(Where(record=found.record))
    if not (found.entity or found.account or found.start or found.record or "total" in slots.cues):
        return refuse(slots, f"no payment or total of {text} was found in the books", UNSUPPORTED, item)
    if slots.unknown or "not" in slots.cues:
        return refuse(slots, f"{text} was not found where this says; not every word was understood", item=item)
    if ledger.is_mixed(rows):
        return refuse(slots, SEVERAL, item=item)
    told = f"{text} is not what the books say"
    if elsewhere:
        told = f"the {text} was {describe(ledger, elsewhere[0])} {refs(ledger, elsewhere[:1])}"
    if rows:
        whole = ledger.amount(abs(ledger.total(found)))
        told += f"; here the books have {_few(rows, whole, ledger)}"
    elif not elsewhere:
        told += "; they have nothing for " + named_in(found)
    return contradict(slots, item, told, ledger, [*elsewhere[:2], *rows[:6]])


def _units(stated: Stated, ledger: Ledger) -> int:
    return int(abs(stated.value).scaleb(-ledger.exponent))


def _few(rows: Sequence[int], whole: Decimal, ledger: Ledger) -> str:
    if len(rows) == 1:
        return f"{describe(ledger, rows[0])} {refs(ledger, rows)}"
    code = ledger.records[rows[0]].currency
    return f"{len(rows)} records, {money(whole, code)} in all {refs(ledger, rows)}"


def named_in(found: Where) -> str:
    """What a scope names, in words: vendor, account, record and days."""
    parts = [found.entity, found.account, found.record]
    if found.start and found.end:
        same = found.start == found.end
        parts.append(found.start.isoformat() if same else f"{found.start.isoformat()} to {found.end.isoformat()}")
    parts.append({PAID: "money paid", RECEIVED: "money received"}.get(found.side, ""))
    return ", ".join(part for part in parts if part)


def prove_once(item: Item, slots: Slots, ledger: Ledger) -> Answer:
    """That exactly one record meets the clause."""
    found = where(slots, ledger)
    if found is None or slots.unknown:
        return refuse(slots, "not every word of this was understood")
    found = found._replace(side=found.side or PAID)
    rows = ledger.rows(found)
    attempt, stated = Try("count", ((found, rows),)), Stated(Decimal(1))
    if fits(attempt, stated, ledger):
        return supported(item, attempt, stated, ledger, 1, "counted")
    return contradict(slots, item, f"the books have {len(rows)} {refs(ledger, rows)}", ledger, rows)


def prove_count(item: Item, slots: Slots, ledger: Ledger, limits: Sequence[Item] = ()) -> Answer:
    """How many payments, vendors or accounts there were, under the conditions of the clause."""
    found = where(slots, ledger)
    if found is None or item.mention is None:
        return refuse(slots, "this does not say plainly of whom and when")
    for limit in limits:
        if _is_bound(limit.mention) and is_incomparable(limit.mention, ledger.rows(found), ledger):
            return refuse(slots, SEVERAL, item=limit)
        found = in_currency(_limited(found, limit.mention), limit.mention, ledger) if limit.mention else found
    stated = Stated.of(item.mention)
    tries = _count_tries(item.mention, found, slots, ledger)
    fit = None if slots.unknown else first_fit(tries, stated, ledger)
    if fit:
        return supported(item, fit, stated, ledger, len(tries), "counted")
    if not tries or slots.unknown or "not" in slots.cues:
        return refuse(slots, f"{item.mention.text}: the books do not show this count", item=item)
    rows = [row for _, group in tries[0].groups for row in group]
    count = tries[0].exact(ledger)
    return contradict(
        slots, item, f"the books have {count}, not {item.mention.text} {refs(ledger, rows)}", ledger, rows
    )


def _is_bound(mention: Mention | None) -> bool:
    """Whether payments must be larger or smaller than an amount, not just it."""
    return mention is not None and (mention.hedge != "" or mention.high is not None)


def _limited(found: Where, mention: Mention) -> Where:
    """`found` with "over £100" or "under £100" as a condition."""
    inclusive = mention.hedge in {"at least", "at most", "or more", "or less", "up to"}
    if mention.high is not None:
        return found._replace(over=mention.value, under=mention.high, inclusive=True)
    if mention.hedge in {"over", "more than", "above", "at least", "or more"}:
        return found._replace(over=mention.value, inclusive=inclusive)
    if mention.hedge in {"under", "less than", "below", "at most", "up to", "or less"}:
        return found._replace(under=mention.value, inclusive=inclusive)
    return found._replace(over=mention.value, under=mention.value, inclusive=True)


_DISTINCT = {"vendor": "entity", "account": "account", "day": "day", "month": "month"}


def _count_tries(mention: Mention, found: Where, slots: Slots, ledger: Ledger) -> list[Try]:
    noun = counted(mention, slots)
    role = _DISTINCT.get(noun)
    if role:
        return [_distinct(role, found._replace(side=way), ledger) for way in _sides_of(mention, found)]
    if noun == "refunded":
        return _counts([found._replace(side=REFUND)], ledger)
    if found.side in MONEY_IN:
        return _counts([found._replace(side=way) for way in readings(found.side)], ledger)
    unit = mention.unit.rpartition(" ")[2]
    if not unit and "payments" in slots.words:
        return _counts([found._replace(side=PAID)], ledger)
    neutral = not found.side and unit in _NEUTRAL
    if unit in _NEUTRAL and found.side == PAID:
        return _counts([found._replace(side=""), found], ledger)
    return _counts([found._replace(side="" if neutral else PAID)], ledger)


def _sides_of(mention: Mention, found: Where) -> list[str]:
    """Customers are those who paid, suppliers those who were paid; others may be either."""
    noun = mention.unit.rpartition(" ")[2]
    if noun in PAYERS:
        return readings(RECEIVED) if noun in {"payer", "payers"} else [INCOME]  # a vendor that refunds is no customer
    if noun in _PAYEES and not found.side:
        return readings(PAID)
    return [found.side] if found.side else ["", PAID]


_PAYEES = frozenset({"vendor", "vendors", "supplier", "suppliers", "payee", "payees", "merchant", "merchants"})
_NEUTRAL = frozenset({"transactions", "entries", "records", "lines", "postings", "items", "movements", "bookings", ""})


def counted(mention: Mention, slots: Slots) -> str:
    """What is counted, as a cue: payment, vendor, account, day, month or refunded."""
    if mention.kind == "multiple":
        return "payment"
    noun = CUES.get(mention.unit.rpartition(" ")[2], "")
    if noun:
        return noun
    if mention.kind == "count":
        return "payment"
    return next((cue for cue in ("vendor", "account", "day", "refunded") if cue in slots.cues), "payment")


def _counts(wheres: Sequence[Where], ledger: Ledger) -> list[Try]:
    return [Try("count", ((chosen, ledger.rows(chosen)),)) for chosen in wheres]


def _distinct(role: str, found: Where, ledger: Ledger) -> Try:
    firsts: dict[str, int] = {}
    for row in ledger.rows(found):
        key = ledger.key(row, role)
        if key:
            firsts.setdefault(key, row)
    return Try("distinct", tuple((None, [row]) for row in firsts.values()))


def prove_average(item: Item, slots: Slots, ledger: Ledger) -> Answer:
    """The average payment of what the clause names."""
    found = where(slots, ledger)
    if found is None or item.mention is None:
        return refuse(slots, "this does not say plainly of whom and when")
    stated = Stated.of(item.mention)
    operation = "median" if "median" in slots.cues else "average"
    wheres = [found if found.side in MONEY_IN else found._replace(side=PAID)]
    tries = [Try(operation, ((chosen, ledger.rows(chosen)),)) for chosen in wheres]
    fit = None if slots.unknown else first_fit(tries, stated, ledger)
    if fit:
        return supported(item, fit, stated, ledger, len(tries), f"the {operation}")
    return _valued_otherwise(item, tries, slots, ledger, operation)


def _valued_otherwise(item: Item, tries: Sequence[Try], slots: Slots, ledger: Ledger, what: str) -> Answer:
    text = item.mention.text if item.mention else ""
    exact = tries[0].exact(ledger) if tries else None
    if exact is None or slots.unknown or "not" in slots.cues:
        return refuse(slots, f"{text}: the books do not show this {what}", item=item)
    rows = [row for _, group in tries[0].groups for row in group]
    value = as_decimal(exact)
    told = f"the {what} is {value:,.2f}, not {text} {refs(ledger, rows)}"
    return contradict(slots, item, told, ledger, rows)


def absent_name(slots: Slots, ledger: Ledger) -> str:
    """The one name in a clause that no name in the books has a word of, as folded; "" if there is none such."""
    names = [item.key for item in slots.unknown if item.kind == "name"]
    if not names or slots.entities or any(item.kind == "code" for item in slots.unknown):
        return ""
    return "" if ledger.name_words & set(names) else " ".join(names)


def prove_presence(slots: Slots, ledger: Ledger) -> Answer:
    """That there was, or was not, a payment to whom, on what and when the clause says."""
    found = where(slots, ledger)
    if found is None:
        return refuse(slots, "this does not say plainly of whom and when")
    rows = ledger.rows(found)
    missing = absent_name(slots, ledger)
    if "not" in slots.cues and slots.cues & {"more", "less", "than"}:
        return refuse(slots, "what a sentence denies is not searched for")
    if missing and "not" in slots.cues:
        found = found._replace(entity=missing)
        return _absent(found, [], replace(slots, unknown=()), ledger)
    if "not" in slots.cues:
        found = _after_that_day(found, slots)
        return _absent(found, ledger.rows(found), slots, ledger)
    if not rows:
        if slots.unknown:
            return refuse(slots, "the books show nothing of this")
        return contradict(slots, None, f"the books have nothing for {named_in(found)}", ledger, [])
    if slots.unknown or any(item.kind == "word" and item.key not in FEWEST for item in slots.items):
        return refuse(slots, "not every word of this was understood")
    attempt = Try("count", ((found, rows),))
    stated = Stated(Decimal(len(rows)))
    return supported(slots.items[0], attempt, stated, ledger, 1, "found in the books")


def _after_that_day(found: Where, slots: Slots) -> Where:
    """The conditions without the day itself, where the clause says "not since March 27"."""
    since = [item for item in slots.times if item.key == "day" and item.mention and item.mention.hedge == "since"]
    return found._replace(start=found.start + dt.timedelta(days=1)) if since and found.start else found


def _absent(found: Where, rows: Sequence[int], slots: Slots, ledger: Ledger) -> Answer:
    if slots.unknown:
        return refuse(slots, "not every word of this was understood")
    if rows:
        whole = ledger.amount(abs(ledger.total(found)))
        return contradict(slots, None, f"the books do have {_few(rows, whole, ledger)}", ledger, rows)
    attempt = Try("count", ((found, []),))
    return supported(slots.items[0], attempt, Stated(Decimal(0)), ledger, 1, "nothing in the books")
