"""Source: everything a text was written from, and the ways to read it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Self, TypeVar, cast

from ..errors import SourceError
from .dates import orders_shown
from .facts import Passage, Record, Table
from .files import read_file
from .frames import frame_rows
from .nested import is_ledger, load_json, read_nested
from .rows import Roles, read_rows
from .sums import add_passages, add_records, add_tables
from .text import read_chunks, read_text

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Source:
    """What texts are checked against: records, tables and passages. Immutable once read.

    `orders` says whether its dates in digits have the day first (True) or the month (False): as stated where it
    was read, or as its own dates show; with neither or both, "03/04/2026" is not read in it or in texts about it.

    Build one with `from_rows`, `from_table`, `from_text`, `from_chunks`, `from_json`, `from_dataframe` or
    `from_file`; add them with `+`. Whatever cannot be read as a number or a date is kept as text; nothing is guessed.
    """

    records: tuple[Record, ...] = ()
    tables: tuple[Table, ...] = ()
    passages: tuple[Passage, ...] = ()
    orders: frozenset[bool] = frozenset()
    _derived: dict[Callable[[Source], Any], Any] = field(default_factory=dict, init=False, compare=False)

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Mapping[Any, Any]],
        *,
        amount: str | None = None,
        entity: str | None = None,
        date: str | None = None,
        account: str | None = None,
        currency: str | None = None,
        id: str | None = None,  # noqa: A002 - the role is called id
        day_first: bool | None = None,
    ) -> Self:
        """Rows of a ledger: each a mapping from column to cell. A role names a column; any may be left out.

        Args:
            rows: cells may be numbers, dates, text ("$1,240.50", "(612.40)", "15 March 2026") or None.
            amount: signed as in the books.
            entity: the vendor, payee or customer.
            date: the day of the transaction.
            account: the account or category.
            currency: a column, or an ISO 4217 code for rows whose amount has no sign of its own.
            id: names a row when it is cited; "1", "2" ... where there is none, "A2#2" for the second "A2".
            day_first: what "03/04/2026" means; if None, only a column that settles it is read.

        Raises:
            SourceError: for a row that is no mapping, or a role whose column does not exist.
        """
        roles = Roles(amount, entity, date, account, currency, id, day_first)
        records, orders = read_rows(rows, roles)
        return cls(records=records, orders=orders)

    @classmethod
    def from_table(
        cls,
        rows: Sequence[Sequence[Any]],
        *,
        caption: str = "",
        scale: Decimal | int | None = None,
        currency: str | None = None,
        day_first: bool | None = None,
        name: str = "T1",
    ) -> Self:
        """A table as annual reports print it: rows of cells, titles, unit lines and headings among them.

        Every cell that is no heading becomes a figure with the labels of its row and column. A lone dash in
        a column of numbers is zero. `(1,234)` is negative.

        Args:
            rows: lists of strings, as printed; a "$", "%" or ")" may have a cell of its own.
            caption: what stands above the table; a unit in it ("in thousands") holds for the table.
            scale: 1000 for a table in thousands, before what the caption says; None if only that counts.
            currency: the ISO 4217 code of the amounts, before what the caption says.
            day_first: what "03/04/2026" means; if None, what other dates in the table show.
            name: what the table is called when a figure is cited: "T1:R3C2" is row 3, column 2.

        Raises:
            SourceError: if `rows` is not a list of rows, or `scale` or `currency` is none.
        """
        from .tables import read_table  # its many patterns take 40 ms to compile, which not everyone needs

        table = read_table(rows, caption=caption, scale=scale, currency=currency, name=name)
        tables = (table,) if table.figures or table.caption else ()
        return cls(tables=tables, orders=_orders(day_first, table.texts))

    @classmethod
    def from_text(cls, text: str | Sequence[str], *, day_first: bool | None = None, name: str = "P1") -> Self:
        """A text, or a list of paragraphs named on from `name`. Blank ones are left out.

        `day_first` says what "03/04/2026" means; if None, other dates in the text do.

        Raises `SourceError` for anything that is not text.
        """
        passages = read_text(text, name)
        return cls(passages=passages, orders=_orders(day_first, (passage.text for passage in passages)))

    @classmethod
    def from_chunks(cls, chunks: Iterable[tuple[str, str]], *, day_first: bool | None = None) -> Self:
        """Retrieved chunks as (id, text), each a passage that findings cite by its id.

        A chunk without an id is named P1, P2 ...; the same text under the same id counts once, another text under
        an id that is taken gets "#2", "#3" ... behind it. Blank ones are left out. `day_first` as in `from_text`.

        Raises `SourceError` for a chunk that is no pair of texts.
        """
        passages = read_chunks(chunks)
        return cls(passages=passages, orders=_orders(day_first, (passage.text for passage in passages)))

    @classmethod
    def from_json(
        cls,
        data: object,
        *,
        amount: str | None = None,
        entity: str | None = None,
        date: str | None = None,
        account: str | None = None,
        currency: str | None = None,
        id: str | None = None,  # noqa: A002
        day_first: bool | None = None,
        name: str = "T1",
    ) -> Self:
        """Nested data, or a string of JSON: a list of flat objects with roles is read as rows.

        Anything else becomes a table `name` of its leaves, each with the keys that lead to it as its path;
        an item of a list is called by its id or name, or by its position from 1. Numbers are exact.

        Raises:
            SourceError: for a string that is not JSON (with line and column), or roles as in `from_rows`.
        """
        data = load_json(data)
        roles = Roles(amount, entity, date, account, currency, id, day_first)
        if any(roles[:6]):
            if not is_ledger(data):
                raise SourceError("roles need a list of flat objects; leave them out for nested data")
            return cls.from_rows(cast("list[dict[str, Any]]", data), **roles._asdict())
        table = read_nested(data, name)
        return cls(tables=(table,) if table.figures else (), orders=_orders(day_first, table.texts))

    @classmethod
    def from_dataframe(
        cls,
        frame: object,
        *,
        amount: str | None = None,
        entity: str | None = None,
        date: str | None = None,
        account: str | None = None,
        currency: str | None = None,
        id: str | None = None,  # noqa: A002
        day_first: bool | None = None,
    ) -> Self:
        """The rows of a pandas, polars or Arrow frame.

        Anything else with `__arrow_c_stream__` or `__dataframe__` can be read if pyarrow is installed.
        Missing cells (NaN, NaT, NA, null) are left out. Roles as in `from_rows`.

        Raises:
            SourceError: if it is no data frame, or a role names no column.
            MissingExtra: if only pyarrow could read it and it is not installed.
        """
        roles = Roles(amount, entity, date, account, currency, id, day_first)
        return cls.from_rows(frame_rows(frame), **roles._asdict())

    @classmethod
    def from_file(
        cls,
        path: str | PathLike[str],
        *,
        amount: str | None = None,
        entity: str | None = None,
        date: str | None = None,
        account: str | None = None,
        currency: str | None = None,
        id: str | None = None,  # noqa: A002
        day_first: bool | None = None,
    ) -> Self:
        """A file by its ending: .json, .jsonl or .ndjson, .parquet; anything else is CSV.

        CSV is UTF-8 (with or without a byte-order mark), UTF-16 with one, or else Latin-1; its delimiter
        is the one of comma, semicolon, tab and bar that divides its first lines evenly. Roles as in
        `from_rows`.

        Raises:
            SourceError: for a file that is missing, binary or not what its ending says.
            MissingExtra: for parquet without pyarrow.
        """
        roles = Roles(amount, entity, date, account, currency, id, day_first)
        data = read_file(path)
        if any(roles[:6]) or Path(path).suffix.lower() != ".json":
            if not is_ledger(data):
                raise SourceError(f"{fspath(path)}: its values are not rows; each must be a flat object")
            return cls.from_rows(cast("list[dict[str, Any]]", data), **roles._asdict())
        return cls.from_json(data, day_first=day_first)

    def __add__(self, other: Source) -> Source:
        """Both together. Names that are taken get the next number: T1 and T1 become T1 and T2."""
        if not isinstance(other, Source):
            return NotImplemented
        return Source(
            records=add_records(self.records, other.records),
            tables=add_tables(self.tables, other.tables),
            passages=add_passages(self.passages, other.passages),
            orders=self.orders | other.orders,
        )

    def __len__(self) -> int:
        """How many facts there are to check against."""
        return len(self.records) + sum(len(table.figures) for table in self.tables) + len(self.passages)

    @property
    def day_first(self) -> bool | None:
        """Whether its dates in digits have the day first; None if nothing says, or not all the same."""
        return next(iter(self.orders)) if len(self.orders) == 1 else None

    def __repr__(self) -> str:
        sizes = f"{len(self.records)} records, {len(self.tables)} tables, {len(self.passages)} passages"
        return f"<Source: {sizes}>"

    def __hash__(self) -> int:
        """By size, so that it is cheap; cells are mappings and have no hash."""
        return hash((len(self.records), len(self.tables), len(self.passages)))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles the facts; what was derived from them is made again."""
        return _rebuild, (self.records, self.tables, self.passages, self.orders)

    def derive(self, build: Callable[[Source], T]) -> T:
        """What `build` makes of this source, made once: an index belongs to the source it was built from."""
        if build not in self._derived:
            self._derived[build] = build(self)
        found: T = self._derived[build]
        return found


def _orders(stated: bool | None, texts: Iterable[str]) -> frozenset[bool]:  # noqa: FBT001
    return orders_shown(texts) if stated is None else frozenset({stated})


def _rebuild(
    records: tuple[Record, ...], tables: tuple[Table, ...], passages: tuple[Passage, ...], orders: frozenset[bool]
) -> Source:
    return Source(records=records, tables=tables, passages=passages, orders=orders)
