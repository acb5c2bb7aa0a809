"""What a sentence about a ledger says: of whom, on what, when, which way the money went, and how much."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from .claim_times import days_of, in_year
from .clause import Slots
from .clause_joins import MOVES, RANKING, added_up, parts
from .exclusions import set_aside
from .ledger import PAID, RECEIVED, REFUND, Ledger, Where
from .lexicon import CUES
from .mentions import Mention
from .scan import Item

MONEY = frozenset({"amount", "number"})
_UNKNOWN = frozenset({"name", "code", "word"})
_RISKY = frozenset({"modal", "except", "owed", "invoice"})


def clauses(sentence: Sequence[Item]) -> list[Slots]:
    """The clauses of a sentence, each with a claim of its own; a later one takes what it leaves out from before."""
    found: list[Slots] = []
    goes_on: list[bool] = []
    for part in parts(sentence):
        slots = _slots(_netted(_ranked_next(part, found)))
        goes_on.append(bool(found) and _ends_a_list(slots))
        found.append(_inherit(slots, found[-1]) if found else slots)
    return added_up(_timed(found, goes_on)) if found else found


def _ends_a_list(slots: Slots) -> bool:
    """Whether a clause has no verb of its own, as "$490 on software in April" behind "you spent $90 on rent and"."""
    return not slots.cues and bool(slots.values) and bool(slots.entities or slots.accounts)


def _timed(found: list[Slots], goes_on: Sequence[bool]) -> list[Slots]:
    """The clauses, those of a list that ends in a time with that time: it is said of them all."""
    times: tuple[Item, ...] = ()
    for at in range(len(found) - 1, 0, -1):
        one, last = found[at - 1], found[at]
        if last.times and "times" not in last.inherited and last.values:
            times = last.times if last.place(last.times[0]) > last.place(last.values[-1]) else ()
        if not (goes_on[at] and one.values and not one.times):
            times = ()
        elif times:
            found[at - 1] = replace(one, times=times, inherited=one.inherited | {"times"})
    return found


def _ranked_next(items: list[Item], found: Sequence[Slots]) -> list[Item]:
    """Items in which "followed by" ranks what it names one place behind what the clause before ranks.

    So does an "and" that only adds a name and a value to such a clause.
    """
    first = next((item for item in found[-1].items if item.key in RANKING), None) if found else None
    at = next((at for at, item in enumerate(items) if item.key == "next"), -1)
    last = next((item.mention for item in found[-1].values if item.key == "ordinal"), None) if found else None
    added = last is not None and last.text == _NEXT and not any(item.kind == "cue" for item in items)
    if first is None or (at < 0 and not added):
        return items
    place = (last.value if last else None) or Decimal(1)
    start, end = (items[at].start, items[at].end) if at >= 0 else (items[0].start, items[0].start)
    mention = Mention(kind="ordinal", start=start, end=end, text=_NEXT, value=place + 1)
    ranked = [Item("value", "ordinal", start, end, mention), first._replace(start=start, end=end)]
    return [*items[: max(at, 0)], *ranked, *items[at + 1 :]]


_NEXT = "next"


def _netted(items: list[Item]) -> list[Item]:
    """Items in which "after a refund" says that what is stated is net."""
    for at, item in enumerate(items):
        if item.key == "refunded" and item.word in _REFUNDS:
            before = {one.key for one in items[max(0, at - 4) : at]}
            if before & {"after", "deducting", "minus"}:
                items[at] = item._replace(key="net")
    return items


_REFUNDS = frozenset({"refund", "refunds", "credit", "credits", "rebate", "rebates", "reimbursement", "reimbursements"})


def parallel(slots: Slots) -> list[Slots]:
    """A clause for each amount, where amounts stand in turn with times or names: "$40 in May and $55 in June"."""
    values = slots.values
    if len(values) == 1 and slots.words & {"both", "each"}:
        several = [name for name in _NAMED if len(getattr(slots, name)) > 1]
        if len(several) == 1:
            return [replace(slots, **{several[0]: (one,)}) for one in getattr(slots, several[0])]  # type: ignore[arg-type]
    if len(values) < 2 or any(item.key not in MONEY for item in values):
        return [slots]
    turns = {name: group for name in _NAMED if _in_turn(values, group := getattr(slots, name), slots)}
    return [
        replace(slots, values=(value,), **{name: (group[at],) for name, group in turns.items()})  # type: ignore[arg-type]
        for at, value in enumerate(values)
        if turns
    ] or [slots]


_NAMED = ("entities", "accounts", "times")


def each_named(slots: Slots) -> list[Slots]:
    """A clause for each name of one that says the same of several: "rent and travel both rose in March"."""
    several = [name for name in _NAMED[:2] if len(getattr(slots, name)) > 1]
    if len(several) != 1 or slots.cues & {"than", "total"}:
        return [slots]
    named: tuple[Item, ...] = getattr(slots, several[0])
    if not slots.values:
        return [replace(slots, **{several[0]: (one,)}) for one in named]  # type: ignore[arg-type]
    return parallel(slots)


def _in_turn(values: Sequence[Item], others: Sequence[Item], slots: Slots) -> bool:
    if len(others) != len(values) or any(slots.place(item) < 0 for item in others):
        return False
    ordered = sorted([*values, *others], key=lambda item: item.start)
    told = any(item.key in {"respectively", "respective"} for item in slots.items)
    return told or all((a.kind == "value") != (b.kind == "value") for a, b in pairwise(ordered))


def _slots(read: Sequence[Item]) -> Slots:
    items, left_out = set_aside(read)
    kinds: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        kinds[item.kind].append(item)
    units = (item.mention.unit.rpartition(" ")[2] for item in items if item.key == "count" and item.mention)
    nouns = frozenset(unit for unit in units if unit in CUES)
    return Slots(
        items=tuple(items),
        entities=tuple(kinds["entity"]),
        accounts=tuple(kinds["account"]),
        ids=tuple(kinds["id"]),
        times=tuple(kinds["time"]),
        values=tuple(kinds["value"]),
        cues=frozenset([item.key for item in kinds["cue"]] + [CUES[noun] for noun in nouns]),
        words=nouns.union([item.word for item in kinds["cue"]]),
        unknown=tuple([item for at, item in enumerate(items) if item.kind in _UNKNOWN and _matters(at, items)]),
        left_out=left_out,
    )


def _inherit(slots: Slots, earlier: Slots) -> Slots:
    taken: dict[str, tuple[Item, ...]] = {}
    for name in _carried(slots, earlier):
        if not getattr(slots, name) and len(getattr(earlier, name)) == 1:
            taken[name] = getattr(earlier, name)
    if slots.entities and "accounts" in taken:
        del taken["accounts"]
    if slots.accounts and slots.items[0] is slots.accounts[0]:
        taken.pop("entities", None)
    cues = slots.cues
    if not cues & MOVES and not slots.words & _OUTGOING:
        moved = earlier.cues & MOVES
        cues = cues | (frozenset({"paid"}) if "received" in moved and side(earlier) == PAID else moved)
    words = slots.words | {"most_often"} if "topmost" in cues and _only_counts(slots, earlier) else slots.words
    times = earlier.times or earlier.spoken_of
    without = slots.left_out or earlier.left_out
    return replace(
        slots, cues=cues, words=words, inherited=frozenset(taken), spoken_of=times, left_out=without, **taken
    )


def _only_counts(slots: Slots, earlier: Slots) -> bool:
    """Whether "more than anyone else" follows how often it was: "you paid them twice, more than anyone else"."""
    return not slots.values and bool(earlier.values) and all(v.key in {"count", "multiple"} for v in earlier.values)


def with_unread(slots: Slots) -> Slots:
    """`slots` in which words that were not understood count as unknown wherever they could change the claim.

    That is anywhere in a comparison, a ranking or a change, once it has begun, and, where no word says which way money
    went, in the place of the verb: between a name and an amount. So does what sort of vendor it is that "was" somebody.
    """
    strays = [at for at, item in enumerate(slots.items) if item.kind == "word" and not item.key.endswith("ly")]
    if not strays:
        return slots
    if slots.cues & _COMPARING:
        begun = next((at for at, item in enumerate(slots.items) if item.kind not in {"plain", "word", "mark"}), 0)
        strays = [at for at in strays if at > begun or _describes(at, slots.items)]
    else:
        spots = [at for at, item in enumerate(slots.items) if _named_or_money(item)]
        mute = bool(slots.entities) and not side(slots)
        strays = [at for at in strays if (mute and spots[0] < at < spots[-1]) or _describes(at, slots.items)]
    more = [slots.items[at] for at in strays if slots.items[at] not in slots.unknown]
    return replace(slots, unknown=(*slots.unknown, *more)) if more else slots


_COMPARING = frozenset({"rose", "fell", "largest", "smallest", "most", "fewest", "more", "less", "first", "last"})
_COPULAS = frozenset({"was", "were", "is", "are", ":", "="})


def _named_or_money(item: Item) -> bool:
    return item.kind in {"entity", "account"} or (item.kind == "value" and item.key in MONEY)


def _describes(at: int, items: Sequence[Item]) -> bool:
    """Whether a word says which vendor or account is meant, of which is then told who it was: "the core payee was"."""
    following = items[at + 1 :]
    if not following or following[0].key not in {"vendor", "account"}:
        return False
    told = next((i for i, item in enumerate(following) if item.key in _COPULAS or _named_or_money(item)), len(items))
    return any(item.kind in {"entity", "account"} for item in following[told + 1 :])


def _matters(at: int, items: Sequence[Item]) -> bool:
    """Whether something not understood could change what is claimed: a name, a code, or a noun in a condition."""
    item = items[at]
    if item.kind != "word":
        return True
    if item.key.endswith("est") or (at + 1 < len(items) and items[at + 1].key == "than"):
        return True
    before = at - 1
    while before >= 0 and items[before].key in {"the", "a", "an", "our", "your", "their", "its", "this"}:
        before -= 1
    if before < 0 or items[before].kind != "plain" or items[before].key not in _CONDITIONS:
        return False
    following = items[at + 1].kind if at + 1 < len(items) else ""
    return following not in {"entity", "account", "time", "value", "id"}


_CONDITIONS = frozenset({"for", "on", "at", "to", "from", "under", "by", "with", "in", "into", "via", "per"})


def _carried(slots: Slots, earlier: Slots) -> list[str]:
    """What a clause may leave out: all if it has no verb of its own; else a time said up front, and what "it" is."""
    if _says_more(slots, earlier):
        return ["entities", "accounts", "times"]
    own = bool(slots.cues & MOVES or slots.words & _OUTGOING or any(item.key == "there" for item in slots.items))
    carried = [] if own and not _refers_back(slots) else ["entities", "accounts"]
    up_front = bool(earlier.times) and all(item.kind in {"time", "plain"} for item in _until(earlier, earlier.times[0]))
    of_which = any(a.key == "of" and b.key == "which" for a, b in pairwise(slots.items[:3]))
    if "whole" not in slots.cues and (not own or up_front or of_which or "times" in earlier.inherited):
        carried.append("times")
    return carried


def _says_more(slots: Slots, earlier: Slots) -> bool:
    """Whether a clause only goes on about the same: "which averages", "or 18% of all", "and the last one was".

    A "which" behind an amount is about that amount, and so about what it is of.
    """
    first = slots.items[0].key
    last = earlier.cues & {"first", "last"} and slots.cues & {"first", "last"}
    counted = first == "with" and earlier.cues & RANKING and slots.cues <= {"payment"}
    more = first in {"which", "or", "averaging"} or counted
    return bool(more or (last and not slots.entities and not slots.accounts))


def _refers_back(slots: Slots) -> bool:
    return any(item.key in {"it", "its", "them", "they", "their", "him", "her", "this"} for item in slots.items)


def _until(slots: Slots, item: Item) -> tuple[Item, ...]:
    return slots.items[: slots.items.index(item)] if item in slots.items else ()


def side(slots: Slots) -> str:
    """Which way the money went, as the words say; "" where they do not.

    Paid, received, refund (came back from a vendor) or income (came in and is no refund).
    """
    if _is_of_bill(slots):
        return ""
    if slots.cues & {"net", "gross"} and slots.cues & {"paid", "charged"}:
        return PAID
    if "refunded" in slots.cues:
        return _refund_side(slots)
    if "received" in slots.cues and not _lacks_receipt(slots):
        return _received_side(slots)
    if slots.cues & {"paid", "charged", "payment"}:
        return _paid_side(slots)
    links = {slots.before(entity) for entity in slots.entities}
    if slots.words & PAYERS:
        return RECEIVED
    if slots.words & {"payee", "payees"}:
        return PAID
    either = any(a.key in {"to", "from"} and b.key == "or" for a, b in pairwise(slots.items))
    if either or (slots.ids and "to" not in links):
        return ""
    return PAID if "to" in links else RECEIVED if "from" in links else ""


def _lacks_receipt(slots: Slots) -> bool:
    """Whether the receipt of a clause is the slip for a payment, as in "... to A, but the receipt is missing"."""
    received = {item.word for item in slots.items if item.key == "received" and item.kind == "cue"}
    return received == {"receipt"} and bool(slots.cues & {"paid", "payment", "charged"})


def _is_of_bill(slots: Slots) -> bool:
    """Whether what is sent or received is a bill or an invoice, of which no money has moved yet."""
    moved = {item.word for item in slots.items if item.key in MOVES and item.kind == "cue"}
    return bool({"bill", "invoice"} & slots.words) and moved <= _SENT_BILLS


_SENT_BILLS = frozenset("sent send sends sending received receive receives bill bills came_in come_in comes_in".split())


def _refund_side(slots: Slots) -> str:
    position = _position(slots, "refunded")
    subject = slots.items[position - 1].key if position > 0 else ""
    given = [entity for entity in slots.entities if slots.before(entity) == "to" and slots.place(entity) > position]
    if given or any(_is_acted_on(slots, entity, {"refunded"}) for entity in slots.entities):
        return PAID
    back = slots.items[position].word in {"back", "paid_back"}
    if _you_did(slots, {"sent", "send", "gave", "give"}) or (back and (_they_got(slots) or _you_did(slots, {"paid"}))):
        return PAID
    to_them = any(slots.before(entity) == "refunded" for entity in slots.entities)
    return PAID if subject in {"you", "we", "i"} and to_them else REFUND


def _you_did(slots: Slots, words: Collection[str]) -> bool:
    """Whether "we billed Acme" or the like stands in the clause."""
    places = [at for entity in slots.entities if (at := slots.place(entity)) > 1]
    return any(slots.items[at - 1].word in words and slots.items[at - 2].key in _WE for at in places)


def _they_got(slots: Slots) -> bool:
    """Whether "Acme got" stands in the clause."""
    places = [slots.place(entity) for entity in slots.entities if _is_subject(slots, entity)]
    return any(item.word in {"got", "received"} for at in places for item in slots.items[at + 1 : at + 2])


_WE = frozenset({"you", "we", "i", "youve", "weve"})


def _is_acted_on(slots: Slots, entity: Item, words: Collection[str]) -> bool:
    """Whether "was refunded" or the like follows a name that it is said of."""
    at = slots.place(entity)
    if at < 0 or not _is_subject(slots, entity):
        return False
    following = slots.items[at + 1 : at + 4]
    return [item.key for item in following[:1]] in (["was"], ["were"]) and any(i.word in words for i in following)


def _received_side(slots: Slots) -> str:
    if "came_in" in slots.words and slots.accounts and slots.cues & {"more", "less"}:
        return PAID  # "rent came in above travel"
    position = _position(slots, "received")
    if position >= 0 and slots.items[position].word not in _RECEIVES:
        return RECEIVED  # "Acme accounted for $900 of sales" is not "Acme received $900"
    for entity in slots.entities:
        if slots.before(entity) in {"from", "by", "via"}:
            return RECEIVED
        place = slots.place(entity)
        if place < position and _is_subject(slots, entity) and not _breaks(slots.items[place:position]):
            return PAID
    return RECEIVED


_RECEIVES = frozenset({"receive", "receives", "received", "receiving", "got", "collected", "collect", "collects"})
_RECEIVES |= {"earned", "earn", "earns"}


def _breaks(items: Sequence[Item]) -> bool:
    """Whether what stands between a name and "received" makes the name not the one that received."""
    return any(item.key in {":", "paid"} for item in items)


def _is_subject(slots: Slots, entity: Item) -> bool:
    """Whether an entity stands where the one who does it stands: no preposition before it."""
    return slots.before(entity) not in {"to", "from", "at", "with", "by", "for", "via", "of", "on"}


def _paid_side(slots: Slots) -> str:
    keys = [item.key for item in slots.items]
    if (slots.words & PAYERS and not {"we", "you", "i", "to"} & set(keys)) or _you_did(slots, {"billed", "invoiced"}):
        return RECEIVED
    for entity in slots.entities:
        at = slots.place(entity)
        link = slots.before(entity)
        if (link == "by" and "paid" in keys[:at]) or _is_acted_on(slots, entity, {"billed", "invoiced"}):
            return RECEIVED
        if link == "from" and "payment" in keys[:at] and not slots.cues & {"paid", "charged"}:
            return "" if slots.words & {"purchase", "purchases"} else RECEIVED
        if (
            [key for key in keys[at + 1 : at + 5] if key not in _HELPERS][:1] == ["paid"]
            and _is_subject(slots, entity)
            and slots.words & _PAYS
        ):
            return RECEIVED
        if _is_subject(slots, entity) and keys[at + 1 : at + 3] == ["made", "payment"]:
            return RECEIVED
        if link == "to":
            return PAID
    if slots.cues & {"paid", "charged"} or slots.words & _OUTGOING:
        return PAID
    return ""


_HELPERS = frozenset({"has", "have", "had", "also", "then", "did", "do", "does", "not"})
PAYERS = frozenset(
    {"source_of_income", "source_of_revenue", "customer", "customers", "client", "clients", "payer", "payers"}
    | set("supporter supporters donor donors funder funders sponsor sponsors backer backers".split())
    | set("buyer buyers purchaser purchasers".split())
)
_PAYS = frozenset({"settled", "settled_up", "paid_up", "paid", "pays", "sent", "transferred", "remitted", "wired"})
_OUTGOING = frozenset(
    {"disbursement", "disbursements", "pymt", "pymts", "pmt", "pmts"}
    | {"payment", "payments", "instalment", "installment", "purchase", "purchases", "card_payment"}
)


def _position(slots: Slots, cue: str) -> int:
    return next((i for i, item in enumerate(slots.items) if item.key == cue), -1)


def risky(slots: Slots) -> str:
    """The cue in a clause that makes it about something other than what happened, or ""."""
    if any(a.key in {"almost", "nearly"} and b.key in MOVES for a, b in pairwise(slots.items)):
        return "almost"
    told = slots.cues - {"invoice"} if slots.ids else slots.cues
    return next((cue for cue in sorted(told) if cue in _RISKY), "")


def period(slots: Slots, ledger: Ledger) -> tuple[dt.date, dt.date] | None:
    """The days that all times together leave, or None where they cannot be told or exclude each other."""
    start, end = dt.date.min, dt.date.max
    spans = _from_to(slots, slots.times, ledger)
    if spans:
        return spans
    for item in slots.times:
        days = item.mention and days_of(item.mention, ledger)
        if not days:
            return None
        start, end = max(start, days[0]), min(end, days[1])
    return (start, end) if start <= end else None


def _from_to(slots: Slots, times: Sequence[Item], ledger: Ledger) -> tuple[dt.date, dt.date] | None:
    """The days of "from October to December 2026", where the first may take its year from the second."""
    if len(times) != 2 or slots.before(times[0]) not in {"from", "between"}:
        return None
    if slots.before(times[1]) not in {"to", "and", "until", "till", "through"}:
        return None
    first, last = times[0].mention, times[1].mention
    finish = last and days_of(last, ledger)
    if not (first and finish):
        return None
    begin = days_of(first, ledger) or in_year(finish[1].year, first.month or 1, first.day)
    return (begin[0], finish[1]) if begin and begin[0] <= finish[1] else None


def where(slots: Slots, ledger: Ledger) -> Where | None:
    """The records that a clause speaks of, or None where a time in it cannot be placed."""
    if len(slots.entities) > 1 or len(slots.accounts) > 1:
        return None
    days = period(slots, ledger) if slots.times else None
    if slots.times and days is None:
        return None
    start, end = days or (None, None)
    entity = slots.entities[0].key if slots.entities else ""
    account = slots.accounts[0].key if slots.accounts else ""
    way = side(slots) or (RECEIVED if account and account in ledger.habits.earning else "")
    record = slots.ids[0].key if slots.ids else ""
    left_out = {item.kind: item.key for item in slots.left_out}
    but = left_out.get("entity", ""), left_out.get("account", "")
    return Where(entity, account, start, end, way, record=record, but_entity=but[0], but_account=but[1])
