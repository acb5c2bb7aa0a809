"""A pack: one file of rules on one subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, PlainSerializer, PlainValidator, ValidationError, WithJsonSchema

from ..types import Severity
from .complaints import faulty_keys, validated
from .exceptions import NamedException
from .kinds import KINDS
from .nodes import Entries, Items, Node, Page, find
from .policies import PolicyFile
from .problems import Problem, suggest
from .rule import Rule
from .values import Fault, Strict, Text, complaint


def _levels(value: object) -> object:
    if isinstance(value, dict):
        return {tier: _severity(level) for tier, level in value.items()}
    return _severity(value)


def _severity(value: object) -> Severity:
    known = {str(severity): severity for severity in Severity}
    if isinstance(value, str) and value in known:
        return known[value]
    if isinstance(value, str):
        raise complaint(f"unknown severity {value!r}", suggest(value, known))
    raise complaint("a severity, or lines of 'tier: severity', must be here", _ONLY_WORSE)


def _written(levels: Severity | dict[str, Severity]) -> str | dict[str, str]:
    return {tier: str(level) for tier, level in levels.items()} if isinstance(levels, dict) else str(levels)


_STAND_INS = {
    "id": "this-rule",
    "category": "pattern.any",
    "severity": "minor",
    "message": "It is found.",
    "match": ["It is found."],
    "pass": ["It passes."],
}
_ONLY_WORSE = "a rule cannot be turned off by an import; to let certain words pass, write an exception"
_LEVEL = {"enum": [str(severity) for severity in Severity]}

Levels = Annotated[
    Severity | dict[str, Severity],
    PlainValidator(_levels),
    PlainSerializer(_written),
    WithJsonSchema({"anyOf": [_LEVEL, {"type": "object", "minProperties": 1, "additionalProperties": _LEVEL}]}),
]


class Pack(Strict):
    """Who answers for the rules in a file, and what they are about."""

    pack: Text = Field(description="Name of the pack.")
    owner: Text = Field(description="Who to ask about these rules.")
    version: Text = Field(description="Version of the pack, in quotes: '1.0'.")
    about: Text = Field(description="What the rules are for, in a sentence.")
    imports: list[Text] = Field(
        default=[],
        alias="import",
        description="Packs whose rules count too: files beside this one, or packs that ship.",
    )
    severities: dict[str, Levels] = Field(
        default={}, description="For a rule of an imported pack, how bad its hits are here: only worse than there."
    )
    exceptions: list[NamedException] = Field(
        default=[], description="Words that rules let pass until a day, with who answers for it."
    )


class _PackFile(Pack):
    rules: list[object] = Field(min_length=1, description="The rules.")


@dataclass(frozen=True, slots=True)
class PlacedPack:
    """A pack, its rules, and where it is written."""

    pack: Pack
    rules: Sequence[Placed]
    node: Node
    page: Page

    def problem(self, fault: Fault) -> Problem:
        """What is wrong with the pack, at its place."""
        key, node = find(self.node, fault.path)
        return self.page.about(key if key and isinstance(node, Entries) else node, fault.message, fault.hint)


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
) -> tuple[PlacedPack | None, list[Placed]]:
    """The pack in a file, None if its header is wrong, and those of its rules that can be used.

    What is wrong goes to `problems`. `seen` is where the ids of all rules so far are written.
    """
    if isinstance(root, Entries) and (stray := root.entries.keys() & PolicyFile.model_fields.keys()):
        key = root.entries[min(stray)][0]
        problems.append(page.about(key, f"{key.text!r} belongs in policy.yaml", "move it there"))
        return None, []
    header = validated(_PackFile, root, page, problems)
    listed = root.entries.get("rules") if isinstance(root, Entries) else None
    nodes = listed[1].items if listed and isinstance(listed[1], Items) else []
    rules = [placed for node in nodes if (placed := _read_rule(node, page, problems, seen))]
    if header is None:
        return None, rules
    pack = Pack.model_construct(**{name: getattr(header, name) for name in Pack.model_fields})
    return PlacedPack(pack, rules, root, page), rules


def _read_rule(node: Node, page: Page, problems: list[Problem], seen: dict[str, str]) -> Placed | None:
    if not isinstance(node, Entries):
        problems.append(page.about(node, "a rule is lines of 'key: value'", "start it with '- id: ...'"))
        return None
    before = len(problems)
    _refuse_twin(node, page, problems, seen)
    model = _model(node, page, problems)
    rule = validated(model, node, page, problems) if model else None
    if rule is None:
        problems.extend(_also_wrong(model, node, page) if model else ())
        return None
    placed = Placed(rule, node, page)
    problems.extend(map(placed.problem, rule.faults()))
    return placed if len(problems) == before else None


def _also_wrong(model: type[Rule], node: Entries, page: Page) -> Iterator[Problem]:
    """What else is wrong with a rule that has a wrong value: it is tried with others in the place of those.

    Where a key is left out by which it may look for something, nothing is said of it as a whole and of its examples.
    """
    wrong = faulty_keys(model, node.value)
    kept = {key: child.value for key, (_, child) in node.entries.items() if key not in wrong}
    try:
        rule = model.model_validate(kept | {key: _STAND_INS[key] for key in wrong & _STAND_INS.keys()})
    except ValidationError:
        return
    silent = wrong if wrong <= _STAND_INS.keys() else wrong | {"kind", "match", "pass"}
    placed = Placed(rule, node, page)
    yield from (placed.problem(fault) for fault in rule.faults() if fault.path[0] not in silent)


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
