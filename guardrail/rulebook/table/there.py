"""Rule files into rows: one for the head of each file, one for each rule."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ...resources import shipped
from ..composer import compose
from ..files import read_page, rule_files
from ..kinds import KINDS
from ..nodes import Entries, Items, Node
from ..packs import Pack
from ..policies import PolicyFile
from ..rulebook import Rulebook
from .cells import written

FILE = "file"
FIRST = (FILE, "pack", "owner", "version", "about", "id", "kind", "category", "severity", "message")
LAST = ("match", "pass")


def to_table(path: str | os.PathLike[str] | None = None) -> list[list[str]]:
    """The rules in a folder or file, those that ship for None, as rows of cells; the first row names the columns.

    A cell is empty where a rule does not have the key. Raises `RulesError` if the rules cannot be used.
    """
    Rulebook.read(path)
    rows = [row for file in rule_files(shipped("rules") if path is None else path) for row in _rows(file)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    between = [name for name in names if name not in FIRST + LAST]
    columns = [name for name in (*FIRST, *between, *LAST) if name in names]
    return [columns, *([row.get(name, "") for name in columns] for row in rows)]


def annotation(model: type[BaseModel], key: str) -> Any:
    """What a key of a file or rule takes; anything for a key it does not have."""
    return next((f.annotation for name, f in model.model_fields.items() if key == (f.alias or name)), Any)


def model_of(stem: str, kind: object) -> type[BaseModel]:
    """What a row describes: a rule of a kind, or the head of the file called `stem`."""
    if kind is None:
        return PolicyFile if stem == "policy" else Pack
    return KINDS.get(str(kind), KINDS["terms"])


def _rows(file: Path) -> list[dict[str, str]]:
    root = compose(read_page(file, str(file)), [])
    if not isinstance(root, Entries):
        return []
    head = {key: node for key, (_, node) in root.entries.items() if key != "rules"}
    listed = root.entries["rules"][1] if "rules" in root.entries else None
    rules = [rule for rule in listed.items if isinstance(rule, Entries)] if isinstance(listed, Items) else []
    rows = [_row(file.stem, None, head)]
    return rows + [_row(file.stem, rule.text("kind"), {k: n for k, (_, n) in rule.entries.items()}) for rule in rules]


def _row(stem: str, kind: object, nodes: dict[str, Node]) -> dict[str, str]:
    model = model_of(stem, kind)
    return {FILE: stem} | {key: written(node.value, annotation(model, key)) for key, node in nodes.items()}
