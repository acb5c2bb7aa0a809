"""Writes a new rule into a rule file, if it does what its examples say."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import RulesError
from .composer import Unreadable, compose
from .files import read_page
from .nodes import Entries, Items, Mark, Page
from .problems import Problem, RuleProblems
from .rehearsal import Change, make
from .writer import block

LOOKS = {"terms": "terms", "phrase": "say", "regex": "pattern"}
"""The kinds that can be drafted, and the key that holds what they look for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A rule as it is thought of: `looks_for` are words or phrases, or for the kind `regex` one pattern."""

    id: str
    kind: str
    category: str
    severity: str
    message: str
    looks_for: Sequence[str]
    match: Sequence[str]
    passes: Sequence[str]

    def keys(self) -> dict[str, Any]:
        """The rule with the keys of a rule file, in the order in which they are read best."""
        words = list(self.looks_for)
        return {
            "id": self.id,
            "kind": self.kind,
            "category": self.category,
            "severity": self.severity,
            "message": self.message,
            LOOKS[self.kind]: "".join(words) if self.kind == "regex" else words,
            "match": list(self.match),
            "pass": list(self.passes),
        }


def write_rule(draft: Draft, path: str | os.PathLike[str], header: Mapping[str, str] | None = None) -> None:
    """Add a rule at the end of the file `path`, or make the file, with `header`: its pack, owner, version and about.

    Raises `RulesError`, with nothing written, if the rules of the folder could not be used then: an example that does
    not come out as it must, an id that is there already.
    """
    file = Path(path)
    if file.suffix.lower() not in {".yaml", ".yml"}:
        raise RulesError(f"{file}: rule files end in .yaml; name such a file")
    if not file.exists():
        text = block(dict(header or {})) + "\nrules:\n" + block([draft.keys()], 2)
        make([Change(str(file), "", text)], file.parent)
        return
    page = read_page(file, str(file))
    make([Change(str(file), page.text, with_rule(page, draft.keys()))], file.parent)


def with_rule(page: Page, rule: Mapping[str, Any]) -> str:
    """The text of a rule file with one rule more after its last; raises `RulesError` if there is no place for it."""
    try:
        root = compose(page, [])
    except Unreadable as error:
        raise RuleProblems([error.problem]) from error
    listed = root.entries.get("rules") if isinstance(root, Entries) else None
    rules = listed[1] if listed else None
    if not isinstance(rules, Items) or not rules.items or page.line(rules.start)[rules.start.column] != "-":
        told = "there is no list of rules here with each rule on lines of its own"
        raise RuleProblems([Problem(file=page.file, message=told, hint="name another file")])
    at = end_of(page, rules.end)
    ending = "\r\n" if "\r\n" in page.text else "\n"
    new = "\n" + block([dict(rule)], rules.start.column)
    before, after = page.text[:at].rstrip("\r\n"), page.text[at:].lstrip("\r\n")
    return before + ending + new.replace("\n", ending) + (ending if after else "") + after


def end_of(page: Page, end: Mark) -> int:
    """Where the line ends that the last word of something is on, a comment behind it included."""
    return page.offset(Mark(end.line + 1 if end.column else end.line, 0))
