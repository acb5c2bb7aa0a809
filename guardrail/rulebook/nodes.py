"""What a YAML file holds, every part with the place it is at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .problems import Problem

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\Z")
_BOOLEANS = {"true": True, "false": False}
_YES_OR_NO = frozenset({"yes", "no", "on", "off"})

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """`yes`, `no`, `on` or `off` without quotes: text to people, true or false to YAML, and so refused."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; both count from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `style` is the quote or block sign it was written with, empty for none."""

    text: str
    style: str
    start: Mark
    end: Mark

    @property
    def value(self) -> object:
        """The value: text, number, true or false, None, or a word that could be either."""
        if self.style:
            return self.text
        return _plain(self.text)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    start: Mark
    end: Mark
    items: list[Node] = field(default_factory=list)

    @property
    def value(self) -> object:
        """A list of the values."""
        return [item.value for item in self.items]


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys with values, in the order written, each key once."""

    start: Mark
    end: Mark
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)

    @property
    def value(self) -> object:
        """A dict of the values."""
        return {key: node.value for key, (_, node) in self.entries.items()}

    def __getitem__(self, key: str) -> Node:
        return self.entries[key][1]

    def text(self, key: str) -> str | None:
        """The value of `key` if it is there and is text."""
        value = self.entries[key][1].value if key in self.entries else None
        return value if isinstance(value, str) else None


Node = Scalar | Items | Entries


class Page:
    """A rule file as text: makes problems that show the line they are about."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._lines = _LINE_END.split(text)

    def line(self, mark: Mark) -> str:
        """The line that `mark` is on; empty past the end of the file."""
        return self._lines[mark.line] if mark.line < len(self._lines) else ""

    def problem(self, mark: Mark, message: str, hint: str = "", *, width: int = 1) -> Problem:
        """A problem at a place."""
        return Problem(
            file=self.file,
            message=message,
            line=mark.line + 1,
            column=mark.column + 1,
            excerpt=self.line(mark),
            width=width,
            hint=hint,
        )

    def about(self, node: Node, message: str, hint: str = "") -> Problem:
        """A problem with the whole of a node, or with its first line."""
        if isinstance(node, Entries) and node.entries:
            node = next(iter(node.entries.values()))[0]
        start, end = node.start, node.end
        same_line = start.line == end.line and not isinstance(node, Items)
        rest = len(self.line(start).rstrip()) - start.column
        return self.problem(start, message, hint, width=end.column - start.column if same_line else rest)

    def inside(self, node: Node, offset: int, message: str, hint: str = "") -> Problem:
        """A problem at one character of a text; with the whole text where that cannot be told."""
        mark = self.place(node, offset) if isinstance(node, Scalar) else None
        return self.problem(mark, message, hint) if mark else self.about(node, message, hint)

    def offset(self, mark: Mark) -> int:
        """How many characters of the file stand before a place."""
        starts = [0, *(end.end() for end in _LINE_END.finditer(self.text))]
        return min(starts[mark.line] + mark.column, len(self.text)) if mark.line < len(starts) else len(self.text)

    def place(self, node: Scalar, offset: int) -> Mark | None:
        """Where the character of a text at `offset` is written; None where that cannot be told."""
        if node.style in {"|", ">"} or node.start.line != node.end.line:
            return None
        written = self.line(node.start)[node.start.column : node.end.column]
        places = [node.start.column + place for place in _characters(written, node.style)]
        return Mark(node.start.line, places[offset]) if offset < len(places) else None


def find(node: Node, path: Path) -> tuple[Scalar | None, Node]:
    """The node at `path`, and its key; the nearest one above it if the path leads nowhere."""
    key: Scalar | None = None
    for step in path:
        if isinstance(node, Entries) and step in node.entries:
            key, node = node.entries[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            key, node = None, node.items[step]
        else:
            break
    return key, node


def _plain(text: str) -> object:
    word = text.lower()
    if word in {"", "~", "null"}:
        return None
    if word in _BOOLEANS:
        return _BOOLEANS[word]
    if word in _YES_OR_NO:
        return YesOrNo(text)
    if _NUMBER.match(text):
        return int(text) if len(text) < 20 and text.lstrip("+-").isdigit() else float(text)
    return text


def _characters(written: str, quote: str) -> Iterator[int]:
    """Where each character of a one-line value stands in what was written, and where it ends."""
    step = {"'": r"''|.", '"': r"\\(?:x..|u.{4}|U.{8}|.)|.", "": "."}[quote]
    inner = written[len(quote) : len(written) - len(quote)]
    at = len(quote)
    for match in re.finditer(step, inner):
        yield at
        at += len(match[0])
    yield at
