"""Every kind of rule is documented, has a place in the schema, and says what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from guardrail import Source
from guardrail.resources import shipped
from guardrail.rulebook import schema
from guardrail.rulebook.complaints import validated
from guardrail.rulebook.composer import compose
from guardrail.rulebook.example import Example, Shown
from guardrail.rulebook.kinds import KINDS
from guardrail.rulebook.nodes import Page
from guardrail.rulebook.problems import Problem
from guardrail.rulebook.values import Strict

RULES = shipped("rules")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_named_as_registered_and_explained(kind: str) -> None:
    model = KINDS[kind]
    assert model.model_fields["kind"].annotation.__args__ == (kind,)  # type: ignore[union-attr]
    assert len(model.__doc__ or "") > 40
    readme = (RULES / "README.md").read_text(encoding="utf-8")
    assert f"### `{kind}`" in readme
    for name, field in model.model_fields.items():
        assert f"`{field.alias or name}`" in readme, f"the key {name} of {kind} is not in rules/README.md"


def test_the_rule_in_the_readme_loads(tmp_path: Path) -> None:
    from guardrail.rulebook import Rulebook

    blocks = re.findall(r"```yaml\n(pack:.*?)```", (RULES / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for number, block in enumerate(blocks):
        file = tmp_path / f"{number}.yaml"
        file.write_text(block)
        assert Rulebook.read(file).rules


def test_the_schema_in_the_rules_folder_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert schema.main(["--check"]) == 0
    assert schema.main([]) == 0
    assert capsys.readouterr().out == (RULES / "schema.json").read_text(encoding="utf-8")


def test_an_outdated_schema_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "schema.json").write_text("{}")
    monkeypatch.setattr(schema, "shipped", lambda _: tmp_path)
    assert schema.main(["--check"]) == 1
    assert "is out of date; write it again: python -m guardrail.rulebook.schema" in capsys.readouterr().err
    assert schema.main(["--fix"]) == 2


def test_every_file_that_ships_names_the_schema_in_its_first_line() -> None:
    for file in RULES.glob("*.yaml"):
        assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=schema.json\n")


TYPES: dict[str, Any] = {
    "boolean": bool,
    "integer": int,
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
}
KNOWN = {
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "else",
    "enum",
    "format",
    "if",
    "items",
    "maxItems",
    "maximum",
}
KNOWN |= {"minItems", "minProperties", "minimum", "pattern", "properties", "propertyNames", "required", "then", "type"}
SAYS_NOTHING = {"default", "$defs", "$schema", "description", "title"}


def conforms(value: Any, part: dict[str, Any], root: dict[str, Any]) -> bool:
    """As much of JSON Schema as the schema of rules uses."""
    assert set(part) <= KNOWN | SAYS_NOTHING, set(part) - KNOWN
    assert part.get("format", "date") == "date"
    return value_conforms(value, part) and all(conforms(item, sub, root) for item, sub in below(value, part, root))


def value_conforms(value: Any, part: dict[str, Any]) -> bool:
    if "type" in part and not isinstance(value, TYPES[part["type"]]):
        return False
    if ("const" in part and value != part["const"]) or ("enum" in part and value not in part["enum"]):
        return False
    if isinstance(value, str):
        a_day = part.get("format") != "date" or re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        return bool(a_day and re.search(part.get("pattern", ""), value))
    if isinstance(value, (int, float)):
        return bool(part.get("minimum", value) <= value <= part.get("maximum", value))
    if isinstance(value, list):
        return bool(part.get("minItems", 0) <= len(value) <= part.get("maxItems", len(value)))
    known = part.get("properties", value) if part.get("additionalProperties") is False else value
    return set(part.get("required", [])) <= set(value) <= set(known) and len(value) >= part.get("minProperties", 0)


def below(value: Any, part: dict[str, Any], root: dict[str, Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """What else must conform to what: parts of the value, and other parts of the schema."""
    if "$ref" in part:
        yield value, root["$defs"][part["$ref"].rsplit("/", 1)[1]]
    yield from ((value, one) for one in part.get("allOf", []))
    if "if" in part:
        yield value, part.get("then" if conforms(value, part["if"], root) else "else", {})
    if "anyOf" in part and not any(conforms(value, one, root) for one in part["anyOf"]):
        yield value, {"enum": []}
    if isinstance(value, list):
        yield from ((item, part.get("items", {})) for item in value)
    if isinstance(value, dict):
        yield from ((key, part.get("propertyNames", {})) for key in value)
        others = part.get("additionalProperties") or {}
        yield from ((item, part.get("properties", {}).get(key, others)) for key, item in value.items())


class WithDaysAsText(yaml.SafeLoader):
    """As JSON has it: a day is text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own table, without days
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def test_the_files_that_ship_conform_to_the_schema() -> None:
    root = json.loads((RULES / "schema.json").read_text(encoding="utf-8"))
    for file in RULES.glob("*.yaml"):
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=WithDaysAsText)
        assert conforms(content, root, root), file.name


@pytest.mark.parametrize(
    "case",
    [
        "grounding-unknown-outcome",
        "luck-above-one",
        "measures-formula-missing",
        "measures-unit",
        "measures-unknown-key",
        "missing-pass",
        "no-rules",
        "policy-no-tiers",
        "policy-unknown-key",
        "policy-unknown-unit",
        "synonyms-pair-of-one",
        "synonyms-pair-of-three",
        "synonyms-text-for-list",
        "synonyms-unknown-key",
        "unknown-category",
        "unknown-key",
        "unknown-kind",
        "unknown-severity",
        "version-as-number",
    ],
)
def test_an_editor_with_the_schema_sees_the_mistake_too(case: str) -> None:
    root = json.loads((RULES / "schema.json").read_text(encoding="utf-8"))
    file = Path(__file__).parent / "bad" / f"{case}.yaml"
    assert not conforms(yaml.safe_load(file.read_text(encoding="utf-8")), root, root)


class Switch(Strict):
    """A model with a yes-or-no key, as later kinds have."""

    loud: bool


@pytest.mark.parametrize(("word", "meant"), [("no", "false"), ("Off", "false"), ("YES", "true"), ("on", "true")])
def test_yes_and_no_are_not_taken_for_true_and_false(word: str, meant: str) -> None:
    page, problems = Page("a.yaml", f"loud: {word}\n"), list[Problem]()
    assert validated(Switch, compose(page, problems), page, problems) is None
    (problem,) = problems
    assert str(problem) == (
        f"a.yaml:1:7: 'loud' must be true or false, not '{word}', which YAML reads as true or false\n"
        f"  1 | loud: {word}\n"
        f"    |       {'^' * len(word)} write {meant}"
    )


def test_true_and_false_are_read_as_such() -> None:
    page, problems = Page("a.yaml", "loud: true\n"), list[Problem]()
    assert validated(Switch, compose(page, problems), page, problems) == Switch(loud=True)
    assert problems == []


def test_an_example_gives_a_rule_all_that_a_guard_is_given() -> None:
    shown = Shown(
        text="Paid Gusto.",
        rows=[{"entity": "Gusto", "amount": 18250.1, "date": "2026-03-15"}],
        table=[["", "2025"], ["Revenue", 17]],
        passage="Rent rose.",
        prompt="Write a note.",
        day="2026-03-31",
    )
    candidate = shown.candidate()
    assert (candidate.text, candidate.prompt, candidate.day) == ("Paid Gusto.", "Write a note.", date(2026, 3, 31))
    assert isinstance(candidate.source, Source)
    assert [record.amount for record in candidate.source.records] == [Decimal("18250.10")]
    assert (len(candidate.source.tables), len(candidate.source.passages)) == (1, 1)


def test_an_example_that_is_only_a_text_is_kept_as_one() -> None:
    text, more = TypeAdapter(list[Example]).validate_python(["Paid Gusto.", {"text": "Paid Gusto.", "prompt": "Who?"}])
    assert text.model_dump() == "Paid Gusto."
    assert more.model_dump() == {"text": "Paid Gusto.", "prompt": "Who?"}
