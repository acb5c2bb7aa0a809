"""Details that a text may speak of though they are no vendor and no account: how it was paid, from where to where.

They say nothing on their own: they must stand in the record that the rest of the clause is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..source import Record
from ..source.columns import role_of
from .answers import UNSUPPORTED, Answer, Stated
from .claim_times import days_of
from .claims import where
from .clause import Slots
from .ledger import Ledger
from .ledger_currencies import in_currency
from .ledger_proofs import payments_of, refuse
from .name_words import keys
from .record_says import Cells, due_day, stated_period
from .scan import Item

DETAIL = "detail"
"""The kind of an item that says such a cell."""

_WORDS = frozenset({"word", "name", "plain", "cue"})


def with_details(items: list[Item], ledger: Ledger) -> list[Item]:
    """The items, those that together are a cell as one: `bank` and `transfer` where a record was paid so.

    A day that something is due and the period that it is for are cells too, where a record has them. Beside cells
    "debited" and "credited" say which account an entry is in, and not which way money went.
    """
    found: list[Item] = []
    at = 0
    while at < len(items):
        size, cell = _cell_at(items, at, ledger.spoken_cells) if ledger.spoken_cells else (0, "")
        if size:
            found.append(Item(DETAIL, cell, items[at].start, items[at + size - 1].end))
        else:
            found.append(items[at])
        at += size or 1
    if ledger.due_days or ledger.stated_periods:
        found = _with_times(found, ledger)
    if ledger.pays_employees:
        found = [item._replace(kind="plain") if item.kind == "word" and item.key in _PAY else item for item in found]
    if not any(item.kind == DETAIL for item in found):
        return found
    return [item._replace(kind="plain", key=item.word) if item.word in _ENTERED else item for item in found]


_ENTERED = frozenset("debit debits debited debiting credit credits credited crediting".split())
_PAY = frozenset("payroll wages wage salary salaries".split())
_DUE = frozenset("due payable".split())


def _with_times(items: list[Item], ledger: Ledger) -> list[Item]:
    """The items, a day behind "due" and a period behind "for" as the cells that they stand in.

    "Due" is then a word that claims nothing more.
    """
    for at, item in enumerate(items):
        if item.kind != "time" or item.mention is None:
            continue
        days = days_of(item.mention, ledger)
        before = next((back for back in range(at - 1, max(-1, at - 3), -1) if _is_due(items, back)), -1)
        if before >= 0 and days and days[0] == days[1] and days[0] in ledger.due_days:
            items[before] = items[before]._replace(kind="plain", key=items[before].word)
            items[at] = Item(DETAIL, days[0].isoformat(), item.start, item.end)
        elif days and days in ledger.stated_periods and items[at - 1].key in {"for", "period"}:
            items[at] = Item(DETAIL, f"{days[0]} to {days[1]}", item.start, item.end)
    return items


def _is_due(items: Sequence[Item], at: int) -> bool:
    return items[at].word in _DUE or (items[at].word == "paid" and at > 0 and items[at - 1].key == "be")


def _cell_at(items: Sequence[Item], at: int, cells: Cells) -> tuple[int, str]:
    """How many items from one on are a cell, and which; 0 if none."""
    for words, cell in cells.get(next(iter(_words(items[at])), ""), ()):
        size, seen = 0, tuple[str, ...]()
        while len(seen) < len(words) and at + size < len(items) and _words(items[at + size]):
            seen += _words(items[at + size])
            size += 1
        if seen == words and _stands_as_cell(items, at, size):
            return size, cell
    return 0, ""


def _stands_as_cell(items: Sequence[Item], at: int, size: int) -> bool:
    """Whether items stand where a cell does: in quotes, behind "by", or with a word that nothing else explains."""
    part = items[at : at + size]
    if _in_quotes(items, at, size):
        return True
    if any(item.mention for item in part):
        return False
    return any(item.kind in {"word", "name"} for item in part) or (at > 0 and items[at - 1].key in {"by", "via"})


def _in_quotes(items: Sequence[Item], at: int, size: int) -> bool:
    """Whether a sign that is no item of its own stands on either side: of these only quotes and dots there are."""
    first, last = items[at], items[at + size - 1]
    before = at == 0 or first.start - items[at - 1].end > 1
    behind = at + size == len(items) or items[at + size].start - last.end > 0
    return before and behind


def _words(item: Item) -> tuple[str, ...]:
    """The words of an item; of a value or a time those that it is written in."""
    if item.mention:
        return tuple(keys(item.mention.text))
    if item.kind == "cue":
        return tuple(item.word.split("_"))
    return tuple(keys(item.word or item.key)) if item.kind in _WORDS else ()


def told_otherwise(slots: Slots, ledger: Ledger) -> Answer | None:
    """The answer where a clause speaks of cells that are not in the one record that it is about."""
    cells = {item.key for item in slots.items if item.kind == DETAIL}
    if not cells:
        return None
    found = where(slots, ledger)
    values = [item for item in slots.values if item.mention]
    if found is not None and len(values) == 1 and values[0].mention:
        stated = Stated.of(values[0].mention)
        rows = payments_of(stated, in_currency(found, values[0].mention, ledger), ledger)
    else:
        rows = [] if found is None or values else ledger.rows(found._replace(side=""))
    records = [r for r in (ledger.records[row] for row in rows) if cells <= _told_by(r, ledger)]
    if any(not _turned(slots, record) for record in records):
        return None
    if records:
        return refuse(slots, "the record has these accounts the other way round", UNSUPPORTED)
    told = " and ".join(sorted(cells))
    return refuse(slots, f"no record that this is about has {told!r}", UNSUPPORTED)


def _told_by(record: Record, ledger: Ledger) -> set[str]:
    """The cells of a record, and the day it is due."""
    due, period = due_day(record, ledger.day_first), stated_period(record)
    times = [due.isoformat()] if due else []
    return {*record.cells.values(), *times, *([f"{period[0]} to {period[1]}"] if period else [])}


_WAYS = {"from": {"to", "debit"}, "out": {"to", "debit"}, "to": {"from", "credit"}, "into": {"from", "credit"}}


def _turned(slots: Slots, record: Record) -> bool:
    """Whether a clause has money leave the account that it went to, or debits the one that is credited."""
    roles: dict[str, set[str]] = {}
    for column, cell in record.cells.items():
        roles.setdefault(cell, set()).add(role_of(column))
    entered = any(item.key in _ENTERED for item in slots.items)
    for at, item in enumerate(slots.items):
        if item.kind != DETAIL:
            continue
        wrong = _opposite(slots.items, at) if entered else _WAYS.get(slots.before(item), set())
        if roles.get(item.key, set()) & wrong and not roles[item.key] - wrong - {""}:
            return True
    return False


def _opposite(items: Sequence[Item], at: int) -> set[str]:
    """The role that a cell must not have beside "debited" or "credited": just before it, or else just behind."""
    before = [item.key for item in items[max(0, at - 3) : at] if item.key not in {"to", "the"}][-1:]
    behind = [item.key for item in items[at + 1 : at + 4] if item.key not in {"was", "is", "being"}][:1]
    for key in (*before, *behind):
        if key in _ENTERED:
            return {"credit"} if key.startswith("debit") else {"debit"}
    return set()
