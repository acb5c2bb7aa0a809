"""An index over tables: which row and which column the words and periods of a claim select."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..source import Figure, Period, Source, Table
from .mentions import find_mentions
from .terms import Reading, Synonyms, label_terms


class When(NamedTuple):
    """A time as labels and texts state it: the last day, how many days it spans, and whether only a year is said.

    `fiscal` marks part of a fiscal year, whose months the text does not say: "third quarter of fiscal 2024" ends
    on 30 September 2024 here, and in truth three months before that fiscal year does.
    """

    end: dt.date
    days: int
    bare_year: bool
    fiscal: bool = False

    @property
    def year(self) -> int:
        """The year people call it by."""
        return self.end.year


Key = tuple[str, int | tuple[str, ...]]


class Line(NamedTuple):
    """A row or a column: its own words, those of the headings above it, and the time it is for.

    Rows that differ in nothing but their time ("At 1 January 2018", "At 31 December 2018") share a key. `part` is
    the label of a row for part of a year that another label states: "First quarter".
    """

    key: Key
    label: str
    own: frozenset[str]
    context: frozenset[str]
    when: When | None
    part: str = ""


class Cell(NamedTuple):
    """A figure with its row and column."""

    figure: Figure
    row: Line
    column: Line
    when: When | None

    @property
    def exact(self) -> Fraction:
        """The value with the scale that is stated for it."""
        return Fraction(self.figure.value or 0) * Fraction(self.figure.scale or 1)


_UNREAD = When(dt.date.max, 0, bare_year=False)


def whens(text: str, reading: Reading) -> list[When]:
    """The times that a label names, in order; one that may be two days is no time that anybody asks for."""
    found = []
    for mention in find_mentions(text, day_first=reading.day_first):
        when = when_of(mention.period, dated=mention.month is not None) if mention.period else None
        if when or mention.unclear:
            found.append(when or _UNREAD)
    return found


def when_of(period: Period, *, dated: bool = False) -> When | None:
    """A period as a time to compare, or None where it is open-ended; `dated` if a month or a day is said."""
    if period.end == dt.date.max or period.start == dt.date.min:
        return None
    days = (period.end - period.start).days + 1
    whole_year = (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)
    return When(period.end, days, whole_year and not dated)


def same_time(asked: When, labelled: When) -> bool:
    """Whether a label is for the time asked: a year matches any label that ends in it, a day its own day."""
    if asked.bare_year or (labelled.bare_year and not 1 < asked.days < MOST_OF_A_YEAR):
        return asked.year == labelled.year
    if 1 < asked.days < MOST_OF_A_YEAR <= labelled.days:
        return False
    if asked.end == labelled.end:
        return True
    if asked.fiscal and not labelled.fiscal:
        return _fiscal_year(labelled, asked.end.month) == asked.year and abs(asked.days - labelled.days) <= _WEEK
    spans = asked.days > 1 and labelled.days > 1
    return spans and (asked.year, asked.end.month) == (labelled.year, labelled.end.month)


_WEEK = 8
MOST_OF_A_YEAR = 300  # days


def _fiscal_year(labelled: When, month: int) -> int:
    """The year that a fiscal year is called by if its part up to its `month` ends as labelled."""
    return labelled.year + (labelled.end.month + 12 - month - 1) // 12


class StatementIndex:
    """The rows, columns and cells of every table of a source, and how telling each word is."""

    def __init__(self, source: Source, synonyms: Synonyms) -> None:
        self.reading = Reading(synonyms, source.day_first)
        self.rows: list[Line] = []
        self.columns: list[Line] = []
        self.cells: dict[Key, list[Cell]] = {}
        self.scales = _scales_said(source)
        self.table_scales: dict[str, frozenset[Decimal]] = {}
        said = _scaled_amounts(source)
        for table in source.tables:
            self._enter(table)
            if not self.table_scales[table.id] and not self.scales:
                self.table_scales[table.id] = _corroborated(table, said)
        self.scales = self.scales or frozenset(scale for some in self.table_scales.values() for scale in some)
        self._by_figure = {cell.figure.id: cell for cells in self.cells.values() for cell in cells}
        counts = Counter(term for row in self.rows for term in row.own)
        every = max(len(self.rows), 1)
        self._weights = {term: 0.3 + math.log(1 + every / count) for term, count in counts.items()}
        self._rare = 0.3 + math.log(1 + every)
        self.words = frozenset(counts) | {t for column in self.columns for t in column.own}
        self.headings = frozenset(t for column in self.columns for t in column.own) - frozenset(counts)
        self.said = frozenset(
            synonyms.terms(" ".join([*(p.text for p in source.passages), *(t.caption for t in source.tables)]))
        )
        self.currencies = _currencies(source)

    def weight(self, term: str) -> float:
        """How telling a word is: rare ones are."""
        if term[0].isdigit() and term not in self._weights:
            return 0.0
        return 0.15 if term in _VAGUE else self._weights.get(term, self._rare)

    def named(self, figure: str) -> frozenset[str]:
        """The words of the row and the column of a figure; none if there is no such figure."""
        cell = self._by_figure.get(figure)
        return cell.row.own | cell.column.own if cell else frozenset()

    def when(self, figure: str) -> When | None:
        """The time of a figure, None if it has none or is not there."""
        cell = self._by_figure.get(figure)
        return cell.when if cell else None

    def knows(self, term: str) -> bool:
        """Whether a word occurs in any label, caption, heading or passage."""
        return term in self.words or term in self.said or any(term in row.context for row in self.rows)

    def total(self, some: Iterable[str]) -> float:
        """The weight of several words."""
        return sum(self.weight(term) for term in some)

    def _enter(self, table: Table) -> None:
        above = frozenset(self.reading.synonyms.terms(table.caption))
        columns: dict[int | tuple[str, ...], Line] = {}
        rows: dict[int, Line] = {}
        self.table_scales[table.id] = frozenset(f.scale for f in table.figures if f.scale and f.unit != "%")
        for figure in table.figures:
            if figure.value is None:
                continue
            heads = _heads(figure)
            if heads not in columns:
                columns[heads] = _column(table, figure, self.reading)
            if figure.row not in rows:
                rows[figure.row] = _row(table, figure, above, self.reading)
            self._put(figure, rows[figure.row], columns[heads])
        self.columns += columns.values()

    def _put(self, figure: Figure, row: Line, column: Line) -> None:
        """A figure belongs to its row; where the row is but a time ("First quarter"), to its column."""
        when = column.when or row.when
        if row.part and when and when.bare_year:
            when = next(iter(whens(f"{row.part} {when.year}", self.reading)), when)
        if not row.own and when and column.own and (row.part or row.when):
            own = frozenset(self.reading.synonyms.terms(figure.heads[-1])) - _MONTHS or column.own
            row, column = column._replace(own=own, context=column.own | row.context), row
        cell = Cell(figure, row, column, when)
        if cell.row.key not in self.cells:
            self.rows.append(cell.row)
        self.cells.setdefault(cell.row.key, []).append(cell)


def _heads(figure: Figure) -> int | tuple[str, ...]:
    """What tells columns apart: their headings, for values of one column may stand in several as scraped."""
    return figure.heads or figure.column


_VAGUE = frozenset({"total", "net", "other", "item", "compan", "group", "consolid", "table", "others"})


def _column(table: Table, figure: Figure, reading: Reading) -> Line:
    words = frozenset(term for head in figure.heads for term in reading.synonyms.terms(head) if not term[0].isdigit())
    label = " ".join(figure.heads)
    times = [] if compares(label) else whens(label, reading) or whens("".join(figure.heads[-1:]), reading)
    return Line((table.id, _heads(figure)), label, words - _MONTHS, frozenset(), times[-1] if times else None)


def _row(table: Table, figure: Figure, above: frozenset[str], reading: Reading) -> Line:
    path = figure.path or ("",)
    named = [whens(part, reading) for part in path]
    part = path[-1] if _QUARTER.search(path[-1]) and not named[-1] else ""
    times = next((found for found in reversed(named) if found), [])
    own, *headings = (frozenset(reading.synonyms.terms(text)) for text in reversed(path))
    if times:
        own = frozenset(term for term in own if not term[0].isdigit()) - _MONTHS
    key = tuple(" ".join(_timeless(text)) for text in path) if times and own else figure.row
    context = above.union(*headings)
    return Line((table.id, key), " / ".join(figure.path), own, context, times[-1] if times else None, part)


def _timeless(label: str) -> list[str]:
    """The words of a label, without months and numbers."""
    return [term for term in label_terms(label) if term not in _MONTHS and not term[0].isdigit()]


_QUARTER = re.compile(r"\b(?:quarter|half|Q[1-4])\b", re.IGNORECASE)
_COMPARES = re.compile(r"\b(?:change|variance|increase|decrease|growth|vs)\b|[△Δ]", re.IGNORECASE)


def compares(label: str) -> bool:
    """Whether a column holds changes between others."""
    return _COMPARES.search(label) is not None


_MONTHS = frozenset(
    stem
    for name in [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
    for stem in label_terms(name)
)


def _scales_said(source: Source) -> frozenset[Decimal]:
    """Scales that the passages or captions announce for a table that states none itself."""
    said = set()
    for text in [*(p.text for p in source.passages), *(t.caption for t in source.tables)]:
        low = text.lower()
        for word, scale in _SCALE_WORDS:
            if f"in {word}s" in low or f"in ${word}s" in low or f"({word}s" in low or f"$ {word}s" in low:
                said.add(scale)
    return frozenset(said)


_SCALE_WORDS = (("thousand", Decimal(1000)), ("million", Decimal(10**6)), ("billion", Decimal(10**9)))


def _scaled_amounts(source: Source) -> list[tuple[Decimal, int]]:
    """Values that passages write with a scale word and at least three digits, with their precision."""
    mentions = [mention for passage in source.passages for mention in find_mentions(passage.text)]
    return [(abs(m.value), m.places) for m in mentions if m.scaled and m.value and _digits(m.value) >= 3]


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _corroborated(table: Table, said: Sequence[tuple[Decimal, int]]) -> frozenset[Decimal]:
    """The one scale at which the text quotes figures of this table more often than chance would have it."""
    sizes = {abs(figure.value) for figure in table.figures if figure.value and figure.unit != "%"}
    by_chance = sum(min(1.0, len(sizes) / (9 * 10.0 ** (_digits(value) - 1))) for value, _ in said)
    counts = [(scale, _quoted(sizes, scale, said)) for _, scale in _SCALE_WORDS]
    likely = [scale for scale, count in counts if count and by_chance**count / math.factorial(count) < _CHANCE]
    return frozenset(likely) if len(likely) == 1 else frozenset()


_CHANCE = 0.02


def _quoted(sizes: Iterable[Decimal], scale: Decimal, said: Sequence[tuple[Decimal, int]]) -> int:
    scaled = [size * scale for size in sizes]
    return sum(any(abs(size - value) * 2 <= Decimal(10) ** places for size in scaled) for value, places in said)


def _currencies(source: Source) -> frozenset[str]:
    """Every currency that the tables or passages use."""
    units = {f.unit for table in source.tables for f in table.figures if len(f.unit) == 3 and f.unit.isupper()}
    for passage in source.passages:
        units |= {_code(m.unit) for m in find_mentions(passage.text) if m.kind == "amount"}
    return frozenset(units - {""})


def _code(unit: str) -> str:
    unit = unit.partition("/")[0]
    return "USD" if unit == "$" else unit
