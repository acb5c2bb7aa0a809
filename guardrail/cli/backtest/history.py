"""Texts of the past: JSON lines, Parquet, or a review queue with what people said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...backtest import Past, Recorded
from ...errors import MissingExtra, SourceError
from ...source import Source
from ...types import Candidate, Decision
from ..program import FAILED, USAGE
from ..review import existing_queue
from ..sources import Roles, read_data, read_sources
from ..texts import KEYS, BadLine, checked, json_object, opened

_KEYS = (*KEYS, "source_file", "prompt", "day", "resolution")
_ROWS = 256
_FILES = 8
_DECIDED = {"accept": Decision.ACCEPT, "reject": Decision.REJECT}


class History:
    """Reads texts one at a time. `today` is the day of those that have none, `books` the source of those without one.

    A source named by `source_file` is looked for from the folder of the history; the last eight are kept.
    """

    def __init__(self, *, roles: Roles, books: Source | None, today: date) -> None:
        self._roles = roles
        self._books = books
        self._today = today
        self._read = lru_cache(_FILES)(lambda path: read_sources([path], roles))

    def from_file(self, path: str) -> Iterator[Past | BadLine]:
        """A text a line or row; one that cannot be used is told and the rest goes on."""
        if path.lower().endswith(".parquet"):
            return self._from_parquet(path)
        return self._from_lines(path)

    def from_queue(self, path: str) -> Iterator[Past | BadLine]:
        """The cases of a review queue. It keeps no sources: what was found of the claims then is taken as it was."""
        for case, at, said in existing_queue(path).past():
            candidate = Candidate(
                text=case.text,
                use=case.verdict.use,
                source=Recorded(case.verdict) if self._books is None else self._books,
                day=at.date(),
            )
            yield Past(id=case.id, candidate=candidate, decided=said.decision if said else None, day=at.date())

    def _from_lines(self, path: str) -> Iterator[Past | BadLine]:
        name, folder = ("stdin", Path()) if path == "-" else (path, Path(path).parent)
        with opened(path) as stream:
            for number, data in enumerate(stream, start=1):
                if data.strip():
                    yield self._line(data, number, name, folder)

    def _line(self, data: bytes, number: int, name: str, folder: Path) -> Past | BadLine:
        where = f"{name}:{number}"
        try:
            return self._past(json_object(data, number), number, folder)
        except UnicodeDecodeError as error:
            told = f"byte {error.start + 1} ({data[error.start]:#04x}) is not UTF-8; save the file as UTF-8"
            return BadLine(line=number, where=where, message=told, code=USAGE)
        except (ValueError, RecursionError, SourceError, OSError) as error:
            return _bad(number, where, error)

    def _from_parquet(self, path: str) -> Iterator[Past | BadLine]:
        for number, row in enumerate(_rows(path), start=1):
            try:
                yield self._past(row, number, Path(path).parent)
            except (ValueError, RecursionError, SourceError, OSError) as error:
                yield _bad(number, f"{path}: row {number}", error)

    def _past(self, line: object, number: int, folder: Path) -> Past:
        fields = checked(line, _KEYS)
        day = _day(fields.get("day"))
        if not isinstance(fields.get("prompt"), str | None):
            raise ValueError("prompt is not text; leave it out, or write what the model was asked")
        candidate = Candidate(
            text=fields["text"],
            use=fields.get("use"),
            source=self._source(fields, folder),
            prompt=fields.get("prompt"),
            day=day or self._today,
        )
        name = fields.get("id")
        decided = _decided(fields.get("resolution"))
        return Past(id=str(number if name is None else name), candidate=candidate, decided=decided, day=day)

    def _source(self, fields: Mapping[str, Any], folder: Path) -> Source | None:
        written, file = fields.get("source"), fields.get("source_file")
        if written is not None and file is not None:
            raise ValueError("both source and source_file; keep one")
        if file is None:
            return self._books if written is None else read_data(written, self._roles)
        if not isinstance(file, str) or not file.strip():
            raise ValueError("source_file is not a path; name a file such as books.csv")
        return self._read(str(folder / file))


def _rows(path: str) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, a few hundred in memory at a time."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("a parquet file needs pyarrow: pip install 'guardrail[parquet]'") from error
    with opened(path) as stream:
        try:
            for batch in parquet.ParquetFile(stream).iter_batches(batch_size=_ROWS):
                yield from batch.to_pylist()
        except (OSError, ValueError) as error:
            raise SourceError(f"{path}: not a parquet file that can be read: {error}") from error


def _day(value: object) -> date | None:
    """A day, or the day of a time; raises `ValueError` for anything else."""
    if value is None or type(value) is date:
        return value
    if isinstance(value, datetime):
        return value.date()
    try:
        return datetime.fromisoformat(value).date()  # type: ignore[arg-type] # what is no text raises TypeError
    except (TypeError, ValueError) as error:
        raise ValueError("day is not a day; write it as 2026-03-31") from error


def _decided(value: object) -> Decision | None:
    said = value.get("decision") if isinstance(value, dict) else value
    if said is None:
        return None
    if not isinstance(said, str) or said not in _DECIDED:
        raise ValueError("resolution is not accept or reject; leave it out where no person decided")
    return _DECIDED[said]


def _bad(number: int, where: str, error: Exception) -> BadLine:
    return BadLine(line=number, where=where, message=" ".join(str(error).split()), code=FAILED)
