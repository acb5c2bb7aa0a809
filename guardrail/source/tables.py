"""A table of an annual report becomes figures: each cell with the labels, unit and scale it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ..errors import SourceError
from .cells import LONGEST, Reading, read_cell, without_marks
from .currencies import is_code
from .facts import Figure, Table
from .grid import Cell, Line, read_lines
from .headings import Block, Column, captions, columns, split, table_unit
from .measures import Place, measure, row_unit
from .sections import Sections, shared_prefixes
from .units import Unit, caption_unit

_NOTES = re.compile(r"notes?", re.IGNORECASE)
_NOT_SAID = re.compile(r"n\.?/?[am]\.?|\*+", re.IGNORECASE)


def read_table(rows: object, *, caption: str, scale: Decimal | int | None, currency: str | None, name: str) -> Table:
    """The table called `name`; `scale` and `currency` go before what its caption says."""
    told = Unit(_checked_currency(currency), _checked_scale(scale))
    blocks = split(read_lines(rows))
    said: list[str] = [caption] if caption.strip() else []
    figures: list[Figure] = []
    unit, above = told.over(caption_unit(caption)), dict[int, Column]()
    for block in blocks:
        unit = told.over(table_unit(block)).over(unit)
        above = columns(block, above)
        read = list(_figures(block, above, unit, name))
        said.extend([*captions(block, above), *_idle_headings(block, read)])
        figures.extend(read)
    return Table(id=name, caption="\n".join(said), figures=tuple(figures))


def _checked_scale(scale: Decimal | int | None) -> Decimal | None:
    if scale is None:
        return None
    if isinstance(scale, bool) or not isinstance(scale, int | Decimal) or not Decimal(scale).is_finite() or scale <= 0:
        raise SourceError(f"scale={scale!r}: give a positive whole number such as 1000, or leave it out")
    return Decimal(scale)


def _checked_currency(currency: str | None) -> str:
    if currency is not None and not is_code(currency):
        raise SourceError(f"currency={currency!r} is not an ISO 4217 code such as 'USD'")
    return currency or ""


def _figures(block: Block, above: Mapping[int, Column], unit: Unit, name: str) -> Iterator[Figure]:
    sections = Sections(shared_prefixes(line.label for line in block.body if line.cells))
    numeric = _numeric_slots(block.body)
    marks: dict[int, str] = {}
    for line in block.body:
        heading = _heading(line)
        if heading:
            sections.heading(heading)
            continue
        around = sections.labels
        said = row_unit(line.label, around)
        path = sections.row(without_marks(line.label))
        for slot, cell in sorted(line.cells.items()):
            column = above.get(slot, Column()) if line.placed else Column()
            reading = _reading(cell, column, numeric=slot in numeric)
            if reading and reading.mark:
                marks[slot] = reading.mark
            place = Place(line.label[:LONGEST], around, column.heads, said.over(column.unit), unit, marks.get(slot, ""))
            yield _figure(cell, (f"{name}:R{line.row + 1}C{cell.column + 1}", line.row), path, reading, place)


def _heading(line: Line) -> str:
    """The label of a row without figures; some tables print it over the first column."""
    if not line.cells:
        return without_marks(line.label)
    if line.label or len(line.cells) > 1:
        return ""
    text = line.texts[0]
    return without_marks(text) if read_cell(text) is None else ""


def _idle_headings(block: Block, figures: Sequence[Figure]) -> list[str]:
    """Lines of the body that head no figures, such as a note under the table."""
    used = {label for figure in figures for label in figure.path}
    headings = filter(None, map(_heading, block.body))
    return [heading for heading in headings if heading.rstrip(": ") not in used]


def _numeric_slots(body: Sequence[Line]) -> set[int]:
    """The columns that hold numbers, or at least no words: there a dash prints a zero."""
    cells = [(slot, cell.text, read_cell(cell.text)) for line in body for slot, cell in line.cells.items()]
    numbers = {slot for slot, _, reading in cells if reading and not reading.dash}
    words = {slot for slot, text, reading in cells if not reading and not _NOT_SAID.fullmatch(text)}
    return numbers | ({slot for slot, _, _ in cells} - words)


def _reading(cell: Cell, column: Column, *, numeric: bool) -> Reading | None:
    reading = read_cell(cell.text)
    if reading is None or (reading.dash and not (numeric or reading.mark or reading.percent)):
        return None
    is_note = any(_NOTES.fullmatch(head) for head in column.heads)
    return None if is_note else reading


def _figure(cell: Cell, where: tuple[str, int], path: tuple[str, ...], reading: Reading | None, place: Place) -> Figure:
    unit, scale = measure(reading, place) if reading else ("", None)
    return Figure(
        id=where[0],
        row=where[1],
        column=cell.column,
        path=path,
        heads=tuple(place.heads),
        text=cell.text,
        value=reading.value if reading else None,
        unit=unit,
        scale=scale,
        places=reading.places if reading else 0,
    )
