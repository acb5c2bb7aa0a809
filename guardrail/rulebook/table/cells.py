"""One value of a rule file as the text of a cell, and back."""

from __future__ import annotations

import re
from typing import Any, get_args, get_origin

from ..composer import Unreadable, compose
from ..nodes import Items, Mark, Page, Scalar
from ..problems import Problem
from ..writer import inline, quoted

_YAML = ('"', "{", "[")
_FORMULA = ("=", "+", "-", "@")
_RETYPED = re.compile(r"[\d.,:/%$€£-]+\Z")
_HERE = Mark(0, 0)


class CellError(Exception):
    """What is wrong with the text of a cell, and what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def written(value: object, annotation: Any) -> str:
    """A value as the text of a cell: texts as they are, an item of a list on each line, anything else as YAML.

    A text stands in quotes where a spreadsheet, or the way back, would take it for something else.
    """
    if isinstance(value, list) and value and _lines_of(annotation) is not False:
        lines = "\n".join(_line(item, annotation) for item in value)
        if read(lines, annotation) == value:
            return lines
    return _line(value, annotation)


def read(text: str, annotation: Any) -> Any:
    """The value of a cell that is not empty; raises `CellError` for YAML in it that cannot be read."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    listed = _lines_of(annotation)
    if listed:
        return [] if lines == ["[]"] else [_value(line, annotation) for line in lines]
    if len(lines) == 1:
        return _value(lines[0], annotation)
    return "\n".join(lines) if listed is False else [_value(line, annotation) for line in lines]


def _line(value: object, annotation: Any) -> str:
    if not isinstance(value, str):
        return inline(value)
    if value.startswith((*_YAML, *_FORMULA)) or _RETYPED.match(value) or not value.isprintable():
        return quoted(value)
    return value if value and value == value.strip() and _plain(value, annotation) == value else quoted(value)


def _value(line: str, annotation: Any) -> Any:
    if line.startswith(_YAML):
        return _yaml(line)
    if line.startswith("="):
        raise CellError("a formula", "write the value itself; a text that begins with '=' stands in double quotes")
    return _plain(line, annotation)


def _yaml(line: str) -> Any:
    problems: list[Problem] = []
    try:
        node = compose(Page("", f"- {line}"), problems)
    except Unreadable as error:
        problems.append(error.problem)
    if problems:
        raise CellError(problems[0].message, problems[0].hint)
    if not isinstance(node, Items) or len(node.items) != 1:
        raise CellError(f"{line!r} cannot be read", "close the quote or the bracket that it begins with")
    return node.items[0].value


def _plain(text: str, annotation: Any) -> Any:
    """A text, or the number, true or false that it is where the key takes one."""
    value, taken = Scalar(text, "", _HERE, _HERE).value, _leaves(annotation)
    if isinstance(value, bool):
        return value if taken & {bool, Any, object} else text
    if isinstance(value, int | float):
        return value if taken & {int, float, Any, object} else text
    return text


def _lines_of(annotation: Any) -> bool | None:
    """Whether a key takes a list; None if it takes both a list and a single value."""
    leaves = _branches(annotation)
    if list not in leaves:
        return None if Any in leaves or object in leaves else False
    return True if leaves <= {list, type(None)} else None


def _branches(annotation: Any) -> set[Any]:
    """What a value may be at its outermost."""
    origin = get_origin(annotation)
    if origin is None:
        return {annotation}
    if isinstance(origin, type):
        return {origin}
    first = get_args(annotation)[:1] if hasattr(annotation, "__metadata__") else get_args(annotation)
    return {leaf for part in first for leaf in _branches(part)}


def _leaves(annotation: Any) -> set[Any]:
    """What a value may be at its innermost."""
    parts = get_args(annotation)
    return {leaf for part in parts for leaf in _leaves(part)} if parts else {annotation}
