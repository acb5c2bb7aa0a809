"""Files of records: CSV, JSON, JSON lines and parquet, told apart by their endings."""

from __future__ import annotations

import csv
import io
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from ..errors import SourceError
from .frames import frame_rows, read_parquet
from .nested import load_json

_DELIMITERS = (",", ";", "\t", "|")
_FIELD_LIMIT = 2**31 - 1


def read_file(path: str | PathLike[str]) -> object:
    """What the file holds: rows, or any value for JSON; raises `SourceError` or `MissingExtra`."""
    content, name = read_bytes(path), fspath(path)
    ending = Path(path).suffix.lower()
    if ending == ".parquet":
        return frame_rows(read_parquet(content, name))
    text = decode(content, name)
    if ending in {".jsonl", ".ndjson"}:
        return json_lines(text, name)
    if ending != ".json":
        return csv_rows(text, name)
    try:
        return load_json(text)
    except SourceError as error:
        raise SourceError(f"{name}: {error}") from error


def read_bytes(path: str | PathLike[str]) -> bytes:
    """The content of a file; raises `SourceError` that says why it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise SourceError(f"{fspath(path)}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise SourceError(f"{fspath(path)!r}: not a file name: {error}") from error


def decode(content: bytes, path: str) -> str:
    """UTF-8, UTF-16 if a byte-order mark says so, Latin-1 otherwise; a NUL is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "latin-1"]
        if b"\0" in content:
            raise SourceError(f"{path}: a binary file, not text; CSV, JSON, JSON lines and parquet can be read")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError(f"{path}: not text in UTF-8, UTF-16 or Latin-1")


def csv_rows(text: str, path: str) -> list[dict[str, str]]:
    """The rows of a CSV file by its header; raises `SourceError` where a row does not fit it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    old_limit = csv.field_size_limit(_FIELD_LIMIT)
    try:
        lines = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise SourceError(f"{path}:{reader.line_num}: not CSV that can be read: {error}") from error
    finally:
        csv.field_size_limit(old_limit)
    if not lines:
        return []
    header = _header(lines[0][1], path)
    return [_row(header, row, f"{path}:{line}") for line, row in lines[1:]]


def json_lines(text: str, path: str) -> list[Any]:
    """The value of each line that is not blank; raises `SourceError` that names the line."""
    values = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                values.append(load_json(line))
            except SourceError as error:
                raise SourceError(f"{path}:{number}: {error}") from error
    return values


def _delimiter(text: str) -> str:
    """The one of , ; tab | that most evenly divides the first lines, the comma if none does."""
    sample = text[:100_000].splitlines()[:20]

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
        return (widths.count(widths[0]) if widths and widths[0] > 1 else 0, widths[0] if widths else 0)

    return max(_DELIMITERS, key=evenness)


def _header(names: list[str], path: str) -> list[str]:
    header = [name.strip() for name in names]
    for name in header:
        if name and header.count(name) > 1:
            raise SourceError(f"{path}:1: two columns are called {name!r}; rename one")
    return [name or f"column {number}" for number, name in enumerate(header, start=1)]


def _row(header: list[str], row: list[str], place: str) -> dict[str, str]:
    if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
        raise SourceError(f"{place}: {len(row)} cells, but the header names {len(header)} columns")
    return dict(zip(header, row, strict=False))
