"""A table as a file that spreadsheets open: CSV, or XLSX with the extra `spreadsheet`."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ...errors import MissingExtra, RulesError

_LARGEST = 20_000_000
_UNPACKED = 200_000_000
_LONGEST_CELL = 32_767
_LEAST_WIDTH, _MOST_WIDTH = 10, 60


def write_sheet(rows: Sequence[Sequence[str]], file: Path) -> None:
    """Write rows of cells; the ending `.csv` or `.xlsx` says as what. Raises `RulesError` for another ending."""
    if file.suffix.lower() == ".csv":
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
    elif file.suffix.lower() == ".xlsx":
        _write_workbook(rows, file)
    else:
        raise RulesError(f"{file}: a table ends in .csv or .xlsx; name such a file")


def read_sheet(file: Path) -> list[list[str]]:
    """The rows of cells in a file, with empty cells as ""; raises `RulesError` if it cannot be read."""
    if file.suffix.lower() not in {".csv", ".xlsx"}:
        raise RulesError(f"{file}: a table ends in .csv or .xlsx; name such a file")
    try:
        if file.stat().st_size > _LARGEST:
            raise RulesError(f"{file}: larger than {_LARGEST:,} bytes; split it into several tables")
        return _read_csv(file) if file.suffix.lower() == ".csv" else _read_workbook(file)
    except OSError as error:
        raise RulesError(f"{file}: cannot be opened: {error.strerror or error}; name a table that is there") from error


def _read_csv(file: Path) -> list[list[str]]:
    """Parted by ',' or, as in much of Europe, by ';' or tabs: whichever the first line has most of."""
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = f"line {line}: the byte {data[error.start]:#04x} is not UTF-8; save it as 'CSV UTF-8'"
        raise RulesError(f"{file}, {told}") from error
    first = text.partition("\n")[0]
    parted = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        return [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in parted]
    except csv.Error as error:
        raise RulesError(f"{file}, line {parted.line_num}: {error}; save it again as CSV") from error


def _write_workbook(rows: Sequence[Sequence[str]], file: Path) -> None:
    openpyxl = _openpyxl()
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "rules"
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if len(text) > _LONGEST_CELL:
                raise RulesError(
                    f"{file}, row {number}, column {rows[0][column - 1]!r}: longer than {_LONGEST_CELL:,} characters, "
                    "the most a workbook's cell holds; write a .csv instead"
                )
            if text:
                cell = sheet.cell(number, column, text)
                cell.data_type, cell.number_format = "s", "@"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(rows[0], start=1):
        widest = max(len(line) for row in rows for line in (*row[column - 1].split("\n"), name))
        letter = openpyxl.utils.get_column_letter(column)
        sheet.column_dimensions[letter].width = min(_MOST_WIDTH, max(_LEAST_WIDTH, widest + 2))
        sheet.cell(1, column).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    book.save(file)


def _read_workbook(file: Path) -> list[list[str]]:
    """The first sheet; what Excel made a number, a day or a truth value of is written as in a rule file."""
    openpyxl = _openpyxl()
    try:
        with zipfile.ZipFile(file) as parts:
            if sum(part.file_size for part in parts.infolist()) > _UNPACKED:
                raise RulesError(f"{file}: larger than {_UNPACKED:,} bytes inside; split it into several tables")
        book = openpyxl.load_workbook(file, read_only=True, data_only=False)
        rows = [[_text(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise RulesError(f"{file}: not a workbook that can be read; save it again as .xlsx") from error
    return list(_without_end(rows))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value).replace("\r\n", "\n")


def _without_end(rows: list[list[str]]) -> Iterator[list[str]]:
    """Rows up to the last that has a cell: sheets remember cells that were emptied."""
    last = max((number for number, row in enumerate(rows) if any(row)), default=-1)
    yield from rows[: last + 1]


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtra("an .xlsx file needs openpyxl; pip install 'guardrail[spreadsheet]'") from error
    return openpyxl
