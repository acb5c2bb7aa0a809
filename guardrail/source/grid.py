"""A table as lines: a label and cells in slots, with "$", "(" and "%" put back to their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..errors import SourceError
from .cells import is_dash, is_year, read_cell
from .currencies import CODE_PATTERN, SIGN_PATTERN
from .rows import as_text

_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_BEFORE = re.compile(rf"(?:{SIGN_PATTERN}|{CODE_PATTERN})?\s*\(?\s*[-−–]?|\(", re.IGNORECASE)
_AFTER = re.compile(r"\)?\s*%?\s*\)?")
_NUMBERLIKE = re.compile(r"[(\s]*[-−–—$£€]?[\s(]*(?:\d|\.\d|[-−–—]$)")


class Cell(NamedTuple):
    """What is printed, and the column of the number in the row as given."""

    text: str
    column: int


@dataclass(slots=True)
class Line:
    """One row: cells by slot, which counts columns the same way in every line of the table.

    `placed` is False where a row without its blanks has too few cells to say which columns they are in.
    """

    row: int
    label: str
    cells: dict[int, Cell]
    placed: bool = True

    @property
    def texts(self) -> list[str]:
        """The cells beside the label, as printed."""
        return [cell.text for cell in self.cells.values()]


def read_lines(rows: object) -> list[Line]:
    """The lines of a table that are not blank; raises `SourceError` for anything but a list of rows."""
    grid = [[_clean(cell) for cell in row] for row in _rows(rows)]
    barred = _is_barred(grid)
    if barred:
        grid = [row[1:-1] if len(row) > 1 else row for row in grid]
    compact, ragged = _lost_blanks(grid)
    merged = [_merged(row, 1 if barred and len(row) > 1 else 0) for row in grid]
    if compact:
        lines = _compact(merged)
    else:
        lines = [_positional(number, row, ragged=ragged) for number, row in enumerate(merged)]
    return [line for line in lines if line.label or line.cells]


def _rows(rows: object) -> list[Sequence[Any]]:
    told = "a table is a list of rows, each a list of cells"
    if not isinstance(rows, (list, tuple)):
        raise SourceError(f"{told}, not {type(rows).__name__}")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, (list, tuple)):
            raise SourceError(f"{told}; row {number} is {type(row).__name__}")
    return list(rows)


def _clean(cell: object) -> str:
    return "" if cell is None else " ".join(_UNSEEN.sub("", as_text(cell)).split())


def _is_barred(grid: Sequence[Sequence[str]]) -> bool:
    """Whether the rows were split at the bars of "| a | b |", which leaves a blank cell at either end."""
    rows = [row for row in grid if len(row) > 1]
    labels = [row[1] for row in rows if row[1]]
    return all(not row[0] and not row[-1] for row in rows) and any(not _reads_as_figure(t) for t in labels)


def _lost_blanks(grid: Sequence[Sequence[str]]) -> tuple[bool, bool]:
    """Whether blank cells were left out when the table was scraped, and whether its rows differ in length."""
    rows = [row for row in grid if sum(map(bool, row)) > 1]
    ragged = len({len(row) for row in rows}) > 1
    return ragged and all(all(row) for row in rows), ragged


def _merged(row: Sequence[str], shift: int) -> list[Cell | None]:
    """The row with signs, brackets and per cents of their own cell joined to their number.

    None is a blank cell; a cell whose text went to its number stays, empty.
    """
    cells: list[Cell | None] = [None] * len(row)
    opener: int | None = None
    last: int | None = None
    for at, text in enumerate(row):
        if not text:
            continue
        before = None if opener is None else cells[opener]
        number = None if last is None else cells[last]
        if number and last and _closes(number.text, text):
            cells[last] = Cell(number.text + text, number.column)
            cells[at] = Cell("", at + shift)
            continue
        if before and opener is not None and (_NUMBERLIKE.match(text) or _opens(before.text + text)):
            cells[opener] = Cell("", before.column)
            text = before.text + text  # noqa: PLW2901 - the cell as it reads now
        cells[at] = Cell(text, at + shift)
        opener, last = (at if _opens(text) else None), at
    return cells


def _opens(text: str) -> bool:
    return bool(_BEFORE.fullmatch(text)) and not is_dash(text)


def _closes(number: str, end: str) -> bool:
    if not _AFTER.fullmatch(end) or not _NUMBERLIKE.match(number) or is_year(number):
        return False
    return (")" in end) == ("(" in number and ")" not in number)


def _positional(number: int, row: Sequence[Cell | None], *, ragged: bool) -> Line:
    """A row whose blank cells are there; where rows differ in length, emptied cells do not count."""
    kept = [cell for cell in row if not (ragged and cell and not cell.text)]
    label = kept[0].text if kept and kept[0] else ""
    return Line(number, label, {slot: cell for slot, cell in enumerate(kept) if slot and cell and cell.text})


def _compact(merged: Sequence[Sequence[Cell | None]]) -> list[Line]:
    """Lines of a table without its blank cells: headings are aligned to the right, where the figures are."""
    rows = [[cell for cell in row if cell and cell.text] for row in merged]
    return [_placed(number, row, width) for number, (row, width) in enumerate(zip(rows, _widths(rows), strict=True))]


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """How many cells a full row has, for each row: anew where headings follow figures."""
    widths: list[int] = []
    start, figures = 0, False
    for at, row in enumerate(rows):
        has_figures = any(_reads_as_figure(cell.text) for cell in row[1:])
        if figures and len(row) > 1 and not has_figures:
            widths += [_width(rows[start:at])] * (at - start)
            start, figures = at, False
        figures = figures or has_figures
    return widths + [_width(rows[start:])] * (len(rows) - start)


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    with_figures = [len(row) for row in rows if any(_reads_as_figure(cell.text) for cell in row[1:])]
    return max(with_figures or map(len, rows), default=0)


def _placed(number: int, row: Sequence[Cell], width: int) -> Line:
    count = len(row)
    figures = [_reads_as_figure(cell.text) for cell in row]
    if not row or (count == 1 and not figures[0]):
        return Line(number, row[0].text if row else "", {})
    if not figures[0] and (count >= width or any(figures)):
        return Line(number, row[0].text, dict(enumerate(row[1:], start=1)), placed=count >= width)
    if not any(figures) and (width - 1) % count == 0:
        step = (width - 1) // count
        return Line(number, "", {1 + at * step: cell for at, cell in enumerate(row)})
    if count == width:
        return Line(number, row[0].text, dict(enumerate(row[1:], start=1)))
    return Line(number, "", dict(enumerate(row, start=1)), placed=count == width - 1)


def _reads_as_figure(text: str) -> bool:
    return not is_year(text) and read_cell(text) is not None
