"""Nested data becomes figures named by their keys; a list of flat objects may be rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..errors import SourceError
from .digits import read_number
from .facts import Figure, Table
from .rows import as_text

_NAMES = ("id", "name", "key", "label", "title", "code")
_DEEPEST = 200


def load_json(data: object) -> object:
    """The value that a string or bytes of JSON writes, exactly; anything else as it is.

    Raises `SourceError` with line and column for a string that is not JSON.
    """
    if isinstance(data, bytes):
        try:
            data = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceError(f"not JSON: not UTF-8 at byte {error.start + 1}") from error
    if not isinstance(data, str):
        return data
    try:
        return json.loads(data.removeprefix("\ufeff"), parse_float=Decimal, parse_constant=str)
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"not JSON that can be read: {error}") from error


def is_ledger(data: object) -> bool:
    """Whether the value is a list of flat objects, which roles can make records of."""
    return isinstance(data, Sequence) and not isinstance(data, str) and all(map(_is_flat, data))


def read_nested(data: object, name: str) -> Table:
    """Every leaf as a figure whose path is the keys that lead to it; a string or a boolean has no value."""
    leaves = [(path, leaf) for path, leaf in _leaves(data, ()) if leaf is not None]
    figures = tuple(_figure(name, number, path, leaf) for number, (path, leaf) in enumerate(leaves))
    return Table(id=name, caption="", figures=figures)


def _is_flat(item: object) -> bool:
    return isinstance(item, Mapping) and not any(isinstance(v, Mapping | list | tuple) for v in item.values())


def _leaves(data: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    if len(path) > _DEEPEST:
        raise SourceError(f"the data is nested more than {_DEEPEST} deep, at {'.'.join(path[:5])}...")
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value, (*path, str(key)))
    elif isinstance(data, Sequence) and not isinstance(data, str | bytes):
        for label, item in zip(_labels(data), data, strict=True):
            yield from _leaves(item, (*path, label))
    else:
        yield path, data


def _labels(items: Sequence[Any]) -> list[str]:
    """What the items of a list are called: by id or name where that tells them apart, else by number."""
    for name in _NAMES:
        found = [as_text(i[name]) if isinstance(i, Mapping) and i.get(name) is not None else "" for i in items]
        if all(found) and len(set(found)) == len(found):
            return found
    return [str(number) for number in range(1, len(items) + 1)]


def _figure(name: str, number: int, path: tuple[str, ...], leaf: object) -> Figure:
    text = as_text(leaf)
    read = None if isinstance(leaf, str | bool) else read_number(_plain(leaf))
    return Figure(
        id=f"{name}:R{number + 1}C1",
        row=number,
        column=0,
        path=path,
        heads=(),
        text=text,
        value=read.value if read else None,
        places=read.places if read else 0,
    )


def _plain(leaf: object) -> str:
    """A number without an exponent, so that its decimals can be counted."""
    if isinstance(leaf, float):
        leaf = Decimal(float.__repr__(leaf))
    if isinstance(leaf, Decimal):
        return f"{leaf:f}" if leaf.is_finite() and abs(leaf.adjusted()) < 1000 else ""
    return str(leaf)
