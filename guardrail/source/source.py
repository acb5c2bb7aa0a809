"""Source: everything a text was written from, and the ways to read it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from .facts import Passage, Record, Table

T = TypeVar("T")


class Source:
    """What texts are checked against: records, tables and passages. Immutable once read.

    Build one with `from_rows`, `from_table`, `from_text`, `from_json` or `from_dataframe`; add them with `+`.
    """

    __slots__ = ("_derived", "passages", "records", "tables")

    def __init__(
        self,
        *,
        records: tuple[Record, ...] = (),
        tables: tuple[Table, ...] = (),
        passages: tuple[Passage, ...] = (),
    ) -> None:
        self.records = records
        self.tables = tables
        self.passages = passages
        self._derived: dict[Callable[[Source], Any], Any] = {}

    def __len__(self) -> int:
        """How many facts there are to check against."""
        return len(self.records) + sum(len(table.figures) for table in self.tables) + len(self.passages)

    def derive(self, build: Callable[[Source], T]) -> T:
        """What `build` makes of this source, made once: an index belongs to the source it was built from."""
        if build not in self._derived:
            self._derived[build] = build(self)
        found: T = self._derived[build]
        return found
