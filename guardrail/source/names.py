"""Names that are taken get a number, so that every fact of a source can be cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container

_NUMBERED = re.compile(r"(.*?)(\d*)", re.DOTALL)


def free_copy(name: str, copies: Counter[str], taken: Callable[[str], bool]) -> str:
    """`name` with the first of "#2", "#3" ... that is free; `copies` remembers how far it counted."""
    copies[name] = max(copies[name], 1) + 1
    while taken(free := f"{name}#{copies[name]}"):
        copies[name] += 1
    return free


def next_free(name: str, taken: Container[str]) -> str:
    """`name` if it is free; otherwise with its last number counted up: T1, T2 ...; Notes, Notes2 ..."""
    while name in taken:
        stem, number = _split(name)
        name = f"{stem}{int(number or 1) + 1}"
    return name


def numbered(name: str, count: int) -> list[str]:
    """`count` names that go on from `name`: P1, P2, P3."""
    stem, number = _split(name)
    first = int(number or 1)
    return [name, *(f"{stem}{n}" for n in range(first + 1, first + count))][:count]


def _split(name: str) -> tuple[str, str]:
    match = _NUMBERED.fullmatch(name)
    return (match.group(1), match.group(2)) if match else (name, "")
