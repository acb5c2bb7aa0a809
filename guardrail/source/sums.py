"""What happens to names when two sources are added: the left one keeps its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .facts import Passage, Record, Table
from .names import free_copy, next_free

_COPY = re.compile(r"(.+)#\d+", re.DOTALL)


def add_records(left: Sequence[Record], right: Sequence[Record]) -> tuple[Record, ...]:
    """All records; an id on the right that is taken gets "#2", "#3" ... behind it, the first that is free."""
    taken = {record.id for record in left}
    theirs = {record.id for record in right}
    if taken.isdisjoint(theirs):
        return (*left, *right)
    names = taken | theirs
    copies: Counter[str] = Counter()
    added = []
    for record in right:
        name = record.id
        if name in taken:
            name = free_copy(_original(name, names), copies, taken.__contains__)
        taken.add(name)
        added.append(record._replace(id=name))
    return (*left, *added)


def add_tables(left: Sequence[Table], right: Sequence[Table]) -> tuple[Table, ...]:
    """All tables; T1 on the right becomes T2 where T1 is taken, and its figures with it."""
    added = list(left)
    for table in right:
        added.append(renamed(table, next_free(table.id, {t.id for t in added})))
    return tuple(added)


def add_passages(left: Sequence[Passage], right: Sequence[Passage]) -> tuple[Passage, ...]:
    """All passages; P1 on the right becomes P2 where P1 is taken."""
    taken = {passage.id for passage in left}
    added = list(left)
    for passage in right:
        name = next_free(passage.id, taken)
        taken.add(name)
        added.append(passage if name == passage.id else replace(passage, id=name))
    return tuple(added)


def renamed(table: Table, name: str) -> Table:
    """The table under another name; its figures are named after it."""
    if name == table.id:
        return table
    figures = tuple(replace(f, id=name + f.id.removeprefix(table.id)) for f in table.figures)
    return replace(table, id=name, figures=figures)


def _original(name: str, names: set[str]) -> str:
    """The id that "A2#2" is a copy of, if that one is there too; so adding is associative."""
    match = _COPY.fullmatch(name)
    return match.group(1) if match and match.group(1) in names else name
