"""Reads the part of YAML that rule files use: one document, no anchors, no tags, every key once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml import events

from .nodes import Entries, Items, Mark, Node, Page, Scalar
from .problems import Problem

_DEEPEST = 12
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOST = re.compile(r"[ \t]+(#[^\s#].*)")
_LOADERS = [getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader]

_SAID: dict[str, tuple[str, str]] = {
    "mapping values are not allowed": (
        "a colon with a space after it is not expected here",
        "put the text in quotes, or check how far the line is indented",
    ),
    "could not find expected ':'": ("this line is not 'key: value'", "is a colon missing?"),
    "expected <block end>": (
        "this line does not fit the lines before it",
        "lines of one list or rule start in the same column",
    ),
    "found unexpected end of stream": ("this quote is never closed", "add the closing quote"),
    "found unknown escape character": (
        "a backslash means something else inside double quotes",
        "put patterns in single quotes",
    ),
    "expected ',' or ']'": ("this list in brackets is not closed, or a comma is missing", "add ',' or ']'"),
    "expected ',' or '}'": ("these braces are not closed, or a comma is missing", "add ',' or '}'"),
    "cannot start any token": ("a text cannot start with this character", "put the text in quotes"),
    "expected alphabetic or numeric": ("a text cannot start with this character", "put the text in quotes"),
}
_AT_START = {
    "could not find expected ':'",
    "found unexpected end of stream",
    "expected ',' or ']'",
    "expected ',' or '}'",
}


class Unreadable(Exception):  # noqa: N818 - reads as what happened
    """The file cannot be read past this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def compose(page: Page, problems: list[Problem]) -> Node:
    """The tree of a file; keys written twice go to `problems`.

    Raises `Unreadable` at the first thing after which the rest cannot be understood.
    """
    strange = _UNPRINTABLE.search(page.text)
    if strange:
        raise Unreadable(_unprintable(page, strange))
    try:
        return _composed(page, problems)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(_syntax(page, error)) from error


def _composed(page: Page, problems: list[Problem]) -> Node:
    """By the fast parser; a file it refuses is read by the slow one, whose errors are the clearer."""
    fast, slow = _LOADERS
    twice: list[Problem] = []
    try:
        node = _Composer(page, twice, fast).document()
    except yaml.YAMLError:
        return _Composer(page, problems, slow).document()
    problems.extend(twice)
    return node


class _Composer:
    """Builds the tree from the events of the YAML parser, which know where they are."""

    def __init__(self, page: Page, problems: list[Problem], loader: type[yaml.SafeLoader]) -> None:
        self._page = page
        self._problems = problems
        self._events: Iterator[events.Event] = yaml.parse(page.text, Loader=loader)

    def document(self) -> Node:
        self._next(), self._next()
        if isinstance(self._last, events.StreamEndEvent):
            raise Unreadable(Problem(file=self._page.file, message=_EMPTY))
        node = self._node(0, self._next())
        self._next(), self._next()
        if isinstance(self._last, events.DocumentStartEvent):
            told = "a second document starts here"
            raise self._stop(self._last, told, "put it into a file of its own", width=3)
        if isinstance(node, Scalar) and node.value is None:
            raise Unreadable(Problem(file=self._page.file, message=_EMPTY))
        return node

    def _next(self) -> events.Event:
        self._last = next(self._events)
        return self._last

    def _node(self, depth: int, event: events.Event) -> Node:
        self._refuse(event, depth)
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        if isinstance(event, events.ScalarEvent):
            style = event.style if event.style in {"'", '"', "|", ">"} else ""
            node = Scalar(event.value, style, start, end)
            self._refuse_lost_text(node)
            return node
        if isinstance(event, events.SequenceStartEvent):
            items = list(self._items(depth))
            return Items(start, self._end(event, items[-1:]), items)
        entries = self._entries(depth)
        return Entries(start, self._end(event, [node for _, node in list(entries.values())[-1:]]), entries)

    def _end(self, event: events.Event, last: list[Node]) -> Mark:
        """Where a collection ends: behind its bracket, or where its last part does."""
        bracketed = getattr(event, "flow_style", False)
        return _mark(self._last.end_mark) if bracketed or not last else last[0].end

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), events.SequenceEndEvent):
            yield self._node(depth + 1, event)

    def _entries(self, depth: int) -> dict[str, tuple[Scalar, Node]]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := self._next(), events.MappingEndEvent):
            key = self._key(depth, event)
            value = self._node(depth + 1, self._next())
            if key.text in entries:
                first = entries[key.text][0].start.line + 1
                told = f"the key {key.text!r} is there twice"
                self._problems.append(self._page.about(key, told, f"first in line {first}; keep one"))
            else:
                entries[key.text] = (key, value)
        return entries

    def _key(self, depth: int, event: events.Event) -> Scalar:
        node = self._node(depth + 1, event)
        if not isinstance(node, Scalar):
            raise self._stop(event, "a key must be a word", "braces or brackets in a text need quotes")
        if not isinstance(node.value, str):
            told = f"the key {node.text!r} is not text to YAML"
            self._problems.append(self._page.about(node, told, f"write it in quotes: '{node.text}'"))
        return node

    def _refuse(self, event: events.Event, depth: int) -> None:
        if isinstance(event, events.AliasEvent):
            raise self._stop(event, "'*' starts a reference, which rules do not use", "put the text in quotes")
        if getattr(event, "anchor", None) is not None:
            raise self._stop(event, "'&' starts an anchor, which rules do not use", "put the text in quotes")
        if getattr(event, "tag", None) is not None:
            raise self._stop(event, "'!' starts a tag, which rules do not use", "put the text in quotes")
        if depth > _DEEPEST:
            raise self._stop(event, f"more than {_DEEPEST} levels inside each other", "rules need only a few")

    def _refuse_lost_text(self, node: Scalar) -> None:
        """A '#' right before a word was meant as text: 'order #1204' must not become 'order'."""
        line = self._page.line(node.end)
        if lost := None if node.style else _LOST.match(line, node.end.column):
            mark = Mark(node.end.line, lost.start(1))
            told = "YAML leaves out everything after this '#'"
            hint = "put the text in quotes; or, for a comment, write a space after '#'"
            self._problems.append(self._page.problem(mark, told, hint, width=len(lost[1])))

    def _stop(self, event: events.Event, message: str, hint: str, *, width: int = 1) -> Unreadable:
        return Unreadable(self._page.problem(_mark(event.start_mark), message, hint, width=width))


_EMPTY = "the file is empty; write something into it, or delete it"


def _mark(mark: Any) -> Mark:
    return Mark(mark.line, mark.column)


def _unprintable(page: Page, strange: re.Match[str]) -> Problem:
    before = Page(page.file, page.text[: strange.start()] + "|").text
    line = len(re.findall("\r\n|[\n\r]", before))
    column = len(re.split("[\n\r]", before)[-1]) - 1
    told = f"an unprintable character (code {ord(strange[0]):#04x})"
    return page.problem(Mark(line, column), told, "delete it")


def _syntax(page: Page, error: yaml.MarkedYAMLError) -> Problem:
    mark = _mark(error.problem_mark or error.context_mark)
    text = error.problem or "cannot be read"
    indent = re.match(r"[ \t]*", page.line(mark))
    if indent and "\t" in indent[0] + page.line(mark)[mark.column : mark.column + 1]:
        column = page.line(mark).index("\t")
        return page.problem(Mark(mark.line, column), "a tab where YAML wants spaces", "use spaces")
    for part, (message, hint) in _SAID.items():
        if part in text:
            if error.context_mark and part in {
                "could not find expected ':'",
                "found unexpected end of stream",
            }:
                mark = _mark(error.context_mark)
            return page.problem(mark, message, hint)
    return page.problem(mark, f"not valid YAML: {text}")
