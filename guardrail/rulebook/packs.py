"""A pack: one file of rules on one subject."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from .complaints import validated
from .kinds import KINDS
from .nodes import Entries, Items, Node, Page, find
from .policies import PolicyFile
from .problems import Problem, suggest
from .rule import Rule
from .values import Fault, Strict, Text


class Pack(Strict):
    """Who answers for the rules in a file, and what they are about."""

    pack: Text = Field(description="Name of the pack.")
    owner: Text = Field(description="Who to ask about these rules.")
    version: Text = Field(description="Version of the pack, in quotes: '1.0'.")
    about: Text = Field(description="What the rules are for, in a sentence.")


class _PackFile(Pack):
    rules: list[object] = Field(min_length=1, description="The rules.")


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule and where it is written."""

    rule: Rule
    node: Entries
    page: Page

    def problem(self, fault: Fault) -> Problem:
        """What is wrong with the rule, at its place."""
        _, node = find(self.node, fault.path)
        if fault.offset is None:
            return self.page.about(node, fault.message, fault.hint)
        return self.page.inside(node, fault.offset, fault.message, fault.hint)


def read_pack(
    root: Node, page: Page, problems: list[Problem], seen: dict[str, str]
) -> tuple[Pack | None, list[Placed]]:
    """The pack in a file and those of its rules that can be used; what is wrong goes to `problems`.

    `seen` is where the ids of all rules so far are written.
    """
    if isinstance(root, Entries) and (stray := root.entries.keys() & PolicyFile.model_fields.keys()):
        key = root.entries[min(stray)][0]
        problems.append(page.about(key, f"{key.text!r} belongs in policy.yaml", "move it there"))
        return None, []
    header = validated(_PackFile, root, page, problems)
    listed = root.entries.get("rules") if isinstance(root, Entries) else None
    nodes = listed[1].items if listed and isinstance(listed[1], Items) else []
    rules = [placed for node in nodes if (placed := _read_rule(node, page, problems, seen))]
    return Pack(**header.model_dump(exclude={"rules"})) if header else None, rules


def _read_rule(node: Node, page: Page, problems: list[Problem], seen: dict[str, str]) -> Placed | None:
    if not isinstance(node, Entries):
        problems.append(page.about(node, "a rule is lines of 'key: value'", "start it with '- id: ...'"))
        return None
    before = len(problems)
    _refuse_twin(node, page, problems, seen)
    model = _model(node, page, problems)
    rule = validated(model, node, page, problems) if model else None
    if rule is None:
        return None
    placed = Placed(rule, node, page)
    problems.extend(map(placed.problem, rule.faults()))
    return placed if len(problems) == before else None


def _refuse_twin(node: Entries, page: Page, problems: list[Problem], seen: dict[str, str]) -> None:
    name = node.text("id")
    if name is None:
        return
    here = f"{page.file}:{node['id'].start.line + 1}"
    first = seen.setdefault(name, here)
    if first != here:
        told = f"the id {name!r} is there twice"
        problems.append(page.about(node["id"], told, f"first at {first}; give one another id"))


def _model(node: Entries, page: Page, problems: list[Problem]) -> type[Rule] | None:
    kind = node.text("kind")
    if kind is not None and kind in KINDS:
        return KINDS[kind]
    known = ", ".join(KINDS)
    if "kind" not in node.entries:
        problems.append(page.about(node, "'kind' is missing", f"add a line 'kind: ...', one of {known}"))
    elif kind is None:
        problems.append(page.about(node["kind"], "'kind' must be a word", f"one of {known}"))
    else:
        problems.append(page.about(node["kind"], f"unknown kind {kind!r}", suggest(kind, KINDS)))
    return None
