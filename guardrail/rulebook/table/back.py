"""Rows back into rule files; what is wrong is told by the row and column of the sheet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..composer import Unreadable, compose
from ..files import read_page
from ..nodes import Entries, Items, Node
from ..nodes import Path as Steps
from ..problems import Problem, RuleProblems, suggest
from ..rehearsal import Change, rehearse
from .cells import CellError, read
from .merge import merged, whole
from .there import FILE, annotation, model_of

_RULE = "id"


@dataclass
class _File:
    """What the rows say of one file; rows and columns are counted from 1, as sheets do."""

    head: dict[str, Any] = field(default_factory=dict)
    head_row: int = 0
    rules: list[dict[str, Any]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


def from_table(rows: Sequence[Sequence[str]], name: str, folder: str | os.PathLike[str]) -> list[Change]:
    """The rule files that a table makes in a folder, as far as they differ from those that are there.

    Files that are there keep their comments and layout; those that the table does not name are left alone. `name` is
    that of the table, for messages. Raises `RulesError` with every mistake, at its row and column.
    """
    place = Path(folder)
    sheet = _Sheet(rows, name)
    files = sheet.files()
    if sheet.problems:
        raise RuleProblems(sheet.problems)
    changes = [change for stem, file in files.items() if (change := _change(_path(place, stem), file))]
    plain = {place / f"{stem}.yaml": whole(file.head, file.rules).encode() for stem, file in files.items()}
    try:
        rehearse(place, plain | {_path(place, stem): None for stem in files if _path(place, stem) not in plain})
    except RuleProblems as error:
        trees = {str(path): _tree(data) for path, data in plain.items()}
        raise RuleProblems([sheet.placed(problem, files, trees) for problem in error.problems]) from error
    return changes


def _path(folder: Path, stem: str) -> Path:
    return next((p for p in (folder / f"{stem}.yaml", folder / f"{stem}.yml") if p.exists()), folder / f"{stem}.yaml")


def _change(path: Path, file: _File) -> Change | None:
    """The file as it is and as it would be; None if it stays."""
    if not path.exists():
        return Change(str(path), "", whole(file.head, file.rules))
    page = read_page(path, str(path))
    try:
        after = merged(page, file.head, file.rules)
    except (Unreadable, RuleProblems):
        after = whole(file.head, file.rules)
    return Change(str(path), page.text, after) if after != page.text else None


def _tree(data: bytes) -> Node:
    from ..nodes import Page

    return compose(Page("", data.decode()), [])


class _Sheet:
    """The rows of a table, and every mistake in them."""

    def __init__(self, rows: Sequence[Sequence[str]], name: str) -> None:
        self._name = name
        self._columns = [cell.strip() for cell in rows[0]] if rows else []
        self._rows = rows[1:]
        self.problems: list[Problem] = []

    def files(self) -> dict[str, _File]:
        """What the rows say, by file."""
        self._check_columns()
        found: dict[str, _File] = {}
        for number, row in enumerate([] if self.problems else self._rows, start=2):
            cells = {c: cell for c, cell in zip(self._columns, row, strict=False) if c and cell.strip()}
            if not cells:
                continue
            stem = cells.pop(FILE, "").strip()
            if not stem or not stem.replace("-", "").replace("_", "").isalnum():
                told = f"{stem!r} is not the name of a rule file" if stem else "no file is named"
                self._tell(number, FILE, told, "write its name without folder and ending, such as finance")
            else:
                self._add(found.setdefault(stem, _File()), stem, number, cells)
        if not found and not self.problems:
            self.problems.append(Problem(file=self._name, message="no rows", hint="write a row for each rule"))
        for stem, file in found.items():
            if not file.head_row and not self.problems:
                told = f"the file {stem!r} has no row of its own, with pack, owner, version and about"
                self._tell(file.rows[0], FILE, told, "add one, with 'id' left empty")
        return found

    def placed(self, problem: Problem, files: dict[str, _File], trees: dict[str, Node]) -> Problem:
        """A problem of the files that a table makes, at its row and column."""
        tree = trees.get(problem.file)
        if tree is None:
            return problem
        file = files[Path(problem.file).stem]
        steps = _steps_to(tree, problem.line - 1)
        number, column = file.head_row, str(steps[0]) if steps else FILE
        if steps[:1] == ("rules",) and len(steps) > 1 and isinstance(steps[1], int):
            number, column = file.rows[steps[1]], str(steps[2]) if len(steps) > 2 else _RULE
        return Problem(file=self._where(number, column), message=problem.message, hint=problem.hint)

    def _check_columns(self) -> None:
        for needed in (FILE, _RULE):
            if needed not in self._columns:
                close = suggest(needed, self._columns)
                told = f"the first row names no column {needed!r}"
                self.problems.append(
                    Problem(file=self._name, message=told, hint=close if "mean" in close else "add it")
                )
        for column in {column for column in self._columns if column and self._columns.count(column) > 1}:
            self._tell(1, column, f"the column {column!r} is there twice", "keep one")

    def _add(self, file: _File, stem: str, number: int, cells: dict[str, str]) -> None:
        kind = cells.get("kind", "").strip()
        is_rule = _RULE in cells or "kind" in cells
        values = self._values(cells, number, stem, kind if is_rule else None)
        if is_rule:
            file.rules.append(values)
            file.rows.append(number)
            if _RULE not in cells:
                self._tell(number, _RULE, "this rule has no id", "give it one")
        elif file.head_row:
            self._tell(
                number, FILE, f"a second row for the file {stem!r}", f"keep one; the first is row {file.head_row}"
            )
        else:
            file.head, file.head_row = values, number

    def _values(self, cells: dict[str, str], number: int, stem: str, kind: str | None) -> dict[str, Any]:
        model, values = model_of(stem, kind), dict[str, Any]()
        for column, cell in cells.items():
            try:
                values[column] = read(cell, annotation(model, column))
            except CellError as error:
                self._tell(number, column, error.message, error.hint)
        return values

    def _tell(self, number: int, column: str, message: str, hint: str) -> None:
        self.problems.append(Problem(file=self._where(number, column), message=message, hint=hint))

    def _where(self, number: int, column: str) -> str:
        if column not in self._columns:
            return f"{self._name}, row {number}"
        return f"{self._name}, row {number}, column {_letters(self._columns.index(column))} ({column})"


def _steps_to(node: Node, line: int) -> Steps:
    """The keys that lead to what stands in a line of a file written anew."""
    for step, key_line, child in _children(node):
        if key_line <= line <= max(child.end.line, key_line):
            return (step, *_steps_to(child, line))
    return ()


def _children(node: Node) -> Iterator[tuple[str | int, int, Node]]:
    if isinstance(node, Entries):
        yield from ((key, name.start.line, child) for key, (name, child) in node.entries.items())
    elif isinstance(node, Items):
        yield from ((index, child.start.line, child) for index, child in enumerate(node.items))


def _letters(index: int) -> str:
    """The letters that sheets give a column: A to Z, then AA."""
    return ("" if index < 26 else _letters(index // 26 - 1)) + chr(ord("A") + index % 26)
