"""What `--source` and `--roles` name, read into one source."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from ..errors import SourceError
from ..source import Source

Roles = Mapping[str, Any]

ROLES = ("amount", "entity", "date", "account", "currency", "id", "day_first")
_TEXTS = frozenset({".txt", ".md"})
_DAY_FIRST = {"yes": True, "no": False}


def read_roles(given: Sequence[str]) -> Roles:
    """The columns that `--roles amount=Amount,entity=Vendor` names; raises `UsageError` for a slip."""
    roles: dict[str, Any] = {}
    for pair in (pair.strip() for text in given for pair in text.split(",")):
        role, equals, column = (part.strip() for part in pair.partition("="))
        if role not in ROLES or not equals or not column:
            raise _usage(f"--roles: {pair!r}: write role=column; the roles are {', '.join(ROLES)}")
        if role in roles:
            raise _usage(f"--roles: {role!r} is named twice; name one column for it")
        roles[role] = _day_first(column) if role == "day_first" else column
    return roles


def read_sources(paths: Sequence[str], roles: Roles) -> Source | None:
    """All files as one source, None if there are none; raises `SourceError` for one that cannot be read."""
    read = [_read(path, roles) for path in paths]
    if set(roles) - {"day_first"} and read and not any(source.records for source in read):
        raise _usage("--roles: none of the sources has rows with columns; leave the roles out")
    return sum(read[1:], start=read[0]) if read else None


def read_data(data: object, roles: Roles) -> Source:
    """A source written in JSON: rows of cells are a table, objects are rows, a string is text."""
    day_first = roles.get("day_first")
    if isinstance(data, str):
        return Source.from_text(data, day_first=day_first)
    if _is_table(data):
        return Source.from_table(data, day_first=day_first)  # type: ignore[arg-type] # _is_table has looked at every row
    return Source.from_json(data, **(roles if _is_rows(data) else {"day_first": day_first}))


def _read(path: str, roles: Roles) -> Source:
    file, day_first = Path(path), roles.get("day_first")
    ending = file.suffix.lower()
    if ending in _TEXTS:
        return Source.from_text(_text(file), day_first=day_first)
    if ending == ".json":
        data = _json(file)
        if _is_table(data):
            return Source.from_table(data, day_first=day_first)
        if not _is_rows(data):
            return Source.from_file(file, day_first=day_first)
    return Source.from_file(file, **roles)


def _json(file: Path) -> Any:
    """What a file holds, None if it is not JSON: `Source.from_file` says then what is wrong with it."""
    try:
        return json.loads(file.read_bytes(), parse_float=Decimal)
    except (OSError, ValueError, RecursionError):
        return None


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{file}: byte {error.start + 1} is not UTF-8; save the file as UTF-8") from error


def _is_table(data: object) -> bool:
    return isinstance(data, list) and bool(data) and all(isinstance(row, list) for row in data)


def _is_rows(data: object) -> bool:
    return isinstance(data, list) and bool(data) and all(isinstance(row, dict) for row in data)


def _day_first(word: str) -> bool:
    if word not in _DAY_FIRST:
        raise _usage(f"--roles: day_first={word}: write yes or no")
    return _DAY_FIRST[word]


def _usage(message: str) -> click.UsageError:
    return click.UsageError(message, click.get_current_context(silent=True))
