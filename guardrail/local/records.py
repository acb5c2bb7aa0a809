"""The frame of one record: read from a mapping with any column names, or a row of a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from ..errors import GuardrailError
from ..grounding.record_says import pay_period
from ..source import Period, Record, Source
from ..source.columns import ROLES
from ..source.dates import read_date
from .columns import find_columns, party_column
from .frame import Frame
from .kinds import kind_of
from .options import REASONS, RECORD_KINDS, Options
from .slots import LONGEST_QUOTE, Money, Value, one_line

MOST_DIGITS = 24
_SOURCE_ROLES = ("amount", "date", "account", "currency", "id")
_PER_KIND: Mapping[str, tuple[str, ...]] = {
    "transfer": ("FROM", "TO"),
    "journal entry": ("DEBIT", "CREDIT"),
    "invoice": ("DUE",),
    "bill": ("DUE",),
    "payroll": ("PERIOD",),
    "depreciation": ("PERIOD", "ACCOUNT"),
}
_NO_PARTY = frozenset({"transfer", "journal entry", "depreciation"})
_NO_ACCOUNT = frozenset({"transfer", "payroll", "refund issued"})
_SHORT = ("AMOUNT", "PARTY", "DATE")
_EXPLAINED = ("AMOUNT", "PARTY", "DATE", "ACCOUNT", "REFERENCE")


class Item(NamedTuple):
    """A record, the source it stands in, and which of its columns say what."""

    record: Record
    source: Source
    columns: Mapping[str, str]


class Flagged(NamedTuple):
    """A record that was flagged, and why: one of `options.REASONS`, or the words of whoever flagged it."""

    item: Item
    reason: str


def read_record(record: Mapping[Any, Any], roles: Mapping[str, Any] | None = None) -> Item:
    """One record as its own source.

    Args:
        record: cells by column, as `Source.from_rows` takes them.
        roles: columns by role where their names do not tell: amount, entity, date, account, currency (or an ISO code),
            id, day_first as in `Source.from_rows`, and kind, customer, vendor, employee, method, memo, from, to, debit,
            credit, due, period.

    Raises:
        GuardrailError: if it is no mapping, or a role is not known or names a column that is not there.
    """
    given = {role: column for role, column in (roles or {}).items() if column is not None}
    for role in given:
        if role not in ROLES and role != "day_first":
            raise GuardrailError(f"roles: {role!r} is no role; the roles are {', '.join(ROLES)}, day_first")
    taken = set(map(str, given.values()))
    columns: dict[str, Any] = {r: column for r, column in find_columns(record).items() if str(column) not in taken}
    columns |= {role: column for role, column in given.items() if role != "day_first"}
    source = Source.from_rows([record], **_source_roles(columns), day_first=given.get("day_first"))
    return Item(source.records[0], source, {role: str(column) for role, column in columns.items()})


def row_of(source: Source, record: Record | str) -> Item:
    """A row of a source, by itself or by its id; raises `GuardrailError` if the source has none of that id."""
    if isinstance(record, str):
        found = next((each for each in source.records if each.id == record), None)
        if found is None:
            raise GuardrailError(f"the source has no record {record!r}")
        record = found
    columns = find_columns(record.cells)
    for role, text in (("entity", record.entity), ("account", record.account)):
        columns = {r: c for r, c in columns.items() if r != role}
        column = next((c for c, cell in record.cells.items() if text is not None and cell == text), None)
        if column is not None and column not in columns.values():
            columns[role] = column
    return Item(record, source, columns)


def record_frame(item: Item, options: Options) -> Frame:
    """What a text about one record says. A cell that is missing or cannot be read has no slot.

    Raises `GuardrailError` if nothing is left to say, or the kind asked for is none of a record.
    """
    kind = options.kind or kind_of(*item)
    if kind not in RECORD_KINDS:
        raise GuardrailError(f"kind is {kind!r}; a record is one of {', '.join(RECORD_KINDS)}")
    slots = _slots(item, kind)
    if options.length == "short":
        kept = (*_SHORT, *_PER_KIND.get(kind, ()))
        slots = {slot: value for slot, value in slots.items() if slot in kept}
    return Frame(task="narrate", kind=kind, tone=options.tone, length=options.length, voice=options.voice, slots=slots)


def flagged_frame(flagged: Flagged, options: Options) -> Frame:
    """What is said to a client of a record that was flagged.

    Raises `GuardrailError` as `record_frame` does, and for a reason without words.
    """
    frame = record_frame(flagged.item, options)
    slots = {slot: value for slot, value in frame.slots.items() if slot in _EXPLAINED}
    reason = one_line(flagged.reason)
    if not reason:
        raise GuardrailError("reason is empty; say why the record was flagged")
    if reason not in REASONS:
        slots["REASON"] = reason
    if reason == "no account":
        slots.pop("ACCOUNT", None)
    known = reason if reason in REASONS and reason != "other" else "other"
    return replace(frame, task="explain", reason=known, slots=slots)


def _source_roles(columns: Mapping[str, Any]) -> dict[str, Any]:
    party = party_column(columns)
    return {role: columns.get(role) for role in _SOURCE_ROLES} | {"entity": columns[party] if party else None}


def _slots(item: Item, kind: str) -> dict[str, Value]:
    record, columns = item.record, item.columns
    found: dict[str, Value | None] = {
        "AMOUNT": _amount(record),
        "PARTY": None if kind in _NO_PARTY else _text(record.entity),
        "DATE": record.date,
        "ACCOUNT": None if kind in _NO_ACCOUNT else _text(record.account),
        "REFERENCE": _reference(item),
        "METHOD": _cell(item, "method"),
        "MEMO": _memo(item),
    }
    if "debit" in columns and kind == "journal entry":
        found["ACCOUNT"] = None
    for slot in _PER_KIND.get(kind, ()):
        found[slot] = found.get(slot) or _special(item, slot)
    return {slot: value for slot, value in found.items() if value is not None}


def _special(item: Item, slot: str) -> Value | None:
    if slot == "DUE":
        return read_date(_cell(item, "due") or "", item.source.day_first)
    if slot == "PERIOD":
        days = pay_period(_cell(item, "period") or "")
        return None if days is None else Period(*days)
    return None if slot == "ACCOUNT" else _cell(item, slot.lower())


def _amount(record: Record) -> Money | None:
    if record.amount is None:
        return None
    if len(f"{abs(record.amount):f}") > MOST_DIGITS:
        raise GuardrailError(f"the amount of record {record.id!r} has over {MOST_DIGITS} digits; no text can say it")
    return Money(abs(record.amount), record.currency)


def _cell(item: Item, role: str) -> str | None:
    return _text(item.record.cells.get(str(item.columns.get(role)), ""))


def _text(cell: str | None) -> str | None:
    """A cell that says something, None for one that is blank or says that there is nothing."""
    text = one_line(cell or "")
    return None if text.lower() in _NOTHING or not any(map(str.isalnum, text)) else text


_NOTHING = frozenset({"", "nan", "none", "null", "n/a", "na", "nat", "undefined"})


def _reference(item: Item) -> str | None:
    """The record's number, if it has one that a reader can find it by."""
    text = _cell(item, "id") or (item.record.id if item.record.id in item.record.cells.values() else None)
    return text if text and any(map(str.isdigit, text)) and " " not in text else None


def _memo(item: Item) -> str | None:
    """The memo, if it is short and states no numbers: those would be claims that nobody can check."""
    text = _cell(item, "memo")
    if text is None or len(text) > LONGEST_QUOTE or any(map(str.isdigit, text)):
        return None
    return None if text == _text(item.record.entity) else text
