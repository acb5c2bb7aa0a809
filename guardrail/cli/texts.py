"""Where the texts to check come from: an option, a file, standard input, or JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import click

from ..errors import SourceError
from ..source import Source
from .program import FAILED, USAGE
from .sources import Roles, read_data

KEYS = ("id", "text", "use", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One text to check. `source` is what its line brings along; `size` is how many bytes it took."""

    id: str
    text: str
    use: str | None = None
    source: Source | None = None
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that holds no text to check, where it is and what is wrong with it."""

    line: int
    where: str
    message: str
    code: int = FAILED
    size: int = 0


def given_text(text: str) -> Item:
    """The text of `--text`; raises `UsageError` if the shell handed over bytes that are not UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        told = f"--text: character {error.start + 1} is not valid UTF-8; write it in UTF-8, or use --jsonl"
        raise click.UsageError(told, click.get_current_context(silent=True)) from error
    return Item(id="text", text=text)


def file_text(path: str) -> Item:
    """The whole of a text file, "-" for standard input; raises `UsageError` if it is not UTF-8."""
    name = "stdin" if path == "-" else path
    with opened(path) as stream:
        data = stream.read()
    return Item(id=name, text=_decoded(data, name))


def opened(path: str) -> BinaryIO:
    """The bytes of a file, or of standard input for "-"."""
    return sys.stdin.buffer if path == "-" else Path(path).open("rb")


def lines(stream: BinaryIO, name: str, roles: Roles) -> Iterator[Item | BadLine]:
    """One item a line, blank lines left out; a line that cannot be used is told and the rest goes on."""
    for number, data in enumerate(stream, start=1):
        if data.strip():
            yield _item(data, number, name, roles)


def _item(data: bytes, number: int, name: str, roles: Roles) -> Item | BadLine:
    where = f"{name}:{number}"
    try:
        fields = checked(json_object(data, number), KEYS)
        source = None
        if fields.get("source") is not None:
            source = read_data(fields["source"], roles)
    except UnicodeDecodeError as error:
        told = f"byte {error.start + 1} ({data[error.start]:#04x}) is not UTF-8; save the file as UTF-8"
        return BadLine(line=number, where=where, message=told, code=USAGE, size=len(data))
    except (ValueError, RecursionError, SourceError) as error:
        return BadLine(line=number, where=where, message=" ".join(str(error).split()), size=len(data))
    return Item(
        id=str(fields.get("id", number)),
        text=fields["text"],
        use=fields.get("use"),
        source=source,
        size=len(data),
    )


def json_object(data: bytes, number: int) -> object:
    """What a line holds; raises `ValueError` with what to do if it is not JSON, `UnicodeDecodeError` if not UTF-8."""
    line = data.decode("utf-8-sig" if number == 1 else "utf-8")
    try:
        return json.loads(line, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise ValueError(f'not JSON at column {error.colno}; write {{"id": ..., "text": ...}}') from error


def checked(fields: object, keys: Collection[str]) -> dict[str, Any]:
    """The fields of one text, of which `keys` are known; raises `ValueError` with what to do for anything else."""
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise ValueError('no text; each line is an object such as {"id": "1", "text": "..."}')
    unknown = [key for key in fields if key not in keys]
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}; known are {', '.join(keys)}")
    if not isinstance(fields.get("use"), str | None):
        raise ValueError("use is not a word; name a use of the policy, such as client-note")
    if not isinstance(fields.get("source"), str | list | dict | None):
        raise ValueError("source is not written out; give rows, a table or text")
    if isinstance(fields.get("id"), dict | list):
        raise ValueError("id is not a word or a number; give each text an id of its own")
    return fields


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = f"{name}:{line}: the byte {data[error.start]:#04x} is not UTF-8; save it as UTF-8"
        raise click.UsageError(told, click.get_current_context(silent=True)) from error
