"""One thing the linter has to say, and the change that would settle it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..nodes import Items, Mark, Node, Page, Scalar
from ..packs import Placed
from ..problems import Problem
from ..rule import ExampleRule

COMMON = {field.alias or name for name, field in ExampleRule.model_fields.items()} - {"when"}
"""The keys that say of a rule what it is called, how bad a hit is and what shows it, not what it looks for."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` up to, not including, `end` of a rule file, which may be left out."""

    page: Page
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What the check `check` found, where, and what to do; `edit` is set where a change is safe."""

    check: str
    problem: Problem
    edit: Edit | None = None

    def to_dict(self) -> dict[str, str | int | bool]:
        """Plain values, for JSON."""
        at = self.problem
        return {
            "check": self.check,
            "file": at.file,
            "line": at.line,
            "column": at.column,
            "message": at.message,
            "hint": at.hint,
            "fix": self.edit is not None,
        }


def about(check: str, placed: Placed, key: str, message: str, hint: str) -> Notice:
    """A notice about one key of a rule, at its value."""
    node: Node = placed.node[key] if key in placed.node.entries else placed.node
    return Notice(check, placed.page.about(node, message, hint))


def part_of_text(placed: Placed, node: Node, start: int, end: int, message: str, hint: str) -> Problem:
    """A problem with some characters of a text."""
    problem = placed.page.inside(node, start, message, hint)
    whole = isinstance(node, Scalar) and placed.page.place(node, start) is not None
    return replace(problem, width=end - start) if whole else problem


def without_item(page: Page, items: Items, index: int) -> Edit | None:
    """The edit that leaves out one item of a list; None where something else stands on its lines."""
    item = items.items[index]
    before = page.line(item.start)[: item.start.column]
    if before.strip() == "-" and not page.line(items.start).startswith("[", items.start.column):
        last = item.end.line if item.end.column else item.end.line - 1
        return Edit(page, page.offset(Mark(item.start.line, 0)), page.offset(Mark(max(last, item.start.line) + 1, 0)))
    if items.start.line != items.end.line:
        return None
    if index + 1 < len(items.items):
        return Edit(page, page.offset(item.start), page.offset(items.items[index + 1].start))
    previous = items.items[index - 1] if index else item
    return Edit(page, page.offset(previous.end if index else item.start), page.offset(item.end))


def lists_of(placed: Placed) -> list[tuple[str, Items]]:
    """The lists of a rule, by key."""
    return [(key, node) for key, (_, node) in placed.node.entries.items() if isinstance(node, Items)]


def values_of(node: Node) -> list[Scalar]:
    """Every single value in a node, at whatever depth."""
    if isinstance(node, Scalar):
        return [node]
    inside = node.items if isinstance(node, Items) else [value for _, value in node.entries.values()]
    return [scalar for child in inside for scalar in values_of(child)]
