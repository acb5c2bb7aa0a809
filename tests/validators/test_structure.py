"""The form of a text: length, JSON, edges, language, and what it must do without."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail.types import Candidate, Finding, Severity
from guardrail.validators.structure import Form, Structure, schema_fault

TOLD: dict[str, Any] = {"id": "r", "category": "pattern.form", "severity": Severity.MAJOR, "message": "form"}


def findings(text: str, **form: Any) -> list[Finding]:
    (found,) = Structure([Form(**TOLD, **form)]).check([Candidate(text=text)])
    return found


def told(text: str, **form: Any) -> list[str]:
    return [finding.message.removeprefix("form: ") for finding in findings(text, **form)]


def shown(text: str, **form: Any) -> list[str]:
    return [text[f.span.start : f.span.end] for f in findings(text, **form) if f.span]


def test_too_long_and_too_short_are_said_with_the_count() -> None:
    text = "Rent was $1,200.50. It rose."
    assert told(text, limits={"words": (6, None)}) == ["5 words where at least 6 are asked for"]
    assert told(text, limits={"sentences": (None, 1)}) == ["2 sentences where at most 1 are allowed"]
    assert told(text, limits={"characters": (28, 28)}) == []


@pytest.mark.parametrize(
    ("name", "text", "hits"),
    [
        ("markdown", "Rent was **$400** in May.", ["**$400**"]),
        ("markdown", "# Summary\nRent", ["# "]),
        ("markdown", "- rent\n- wages", ["- ", "- "]),
        ("markdown", "See [here](https://a.example).", ["[here](https://a.example)"]),
        ("markdown", "| a | b |", ["| a | b |"]),
        ("markdown", "5 * 3 * 2 is #1 - see [A2] (rent) for 2_000_000", []),
        ("html", "<b>Rent</b>", ["<b>", "</b>"]),
        ("html", "rent < 5 and wages > 3", []),
        ("line breaks", "a\n\nb", ["\n\n"]),
        ("emoji", "Rent \U0001f600", ["\U0001f600"]),
    ],
)
def test_what_a_text_must_do_without_is_shown(name: str, text: str, hits: list[str]) -> None:
    assert shown(text, without=(name,)) == hits


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("You paid Gusto $400 in May, which is more than in April.", None),
        ("Die Miete wurde nicht von der Firma bezahlt.", "German"),
        ("Rent rose. Le loyer est plus cher que les autres.", "French"),
        ("You paid Café de la Paix and El Corte Inglés in March.", None),
        ("Аренда выросла в мае.", "another script"),
        ("Rent 租金上涨了", "another script"),
        ("Société Générale and Banco Santander del Norte", None),
        ("€ 400 – 500 µ Ω", None),
    ],
)
def test_another_language_is_told_by_its_script_or_its_commonest_words(text: str, other: str | None) -> None:
    assert told(text, language="english") == ([f"this reads as {other}"] if other else [])


def test_the_edges_of_a_text_may_be_asked_for() -> None:
    assert told(" Dear Ada,\n", starts_with=("Dear", "Hello"), ends_with=(".", "!")) == [
        "it does not end with '.' or '!'"
    ]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_whatever_is_json_passes_as_json(value: Any) -> None:
    assert told(json.dumps(value), is_json=True) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{'a': 1}", "it is not JSON: Expecting property name enclosed in double quotes"),
        ('{"a": 1} and more', "it is not JSON: Extra data"),
        ('{"a": 1, "a": 2}', "it is not JSON: a field is there twice"),
        ('{"a": NaN}', "it is not JSON: NaN is no number"),
        ("", "it is not JSON: Expecting value"),
        ('{"b": 1}', "the field 'a' is missing"),
        ("[1]", "the field 'a' is missing"),
    ],
)
def test_what_is_no_json_or_lacks_a_field_is_said(text: str, why: str) -> None:
    assert told(text, is_json=True, fields=("a",)) == [why]


def test_json_too_deep_to_read_is_a_finding() -> None:
    assert len(told("[" * 200_000, is_json=True)) == 1


def test_a_schema_is_held_against_the_value() -> None:
    pytest.importorskip("jsonschema", reason="the extra jsonschema is not installed")
    schema = {"type": "object", "properties": {"pattern": {"type": "integer"}}, "required": ["pattern"]}
    assert schema_fault(schema) == ""
    assert told('{"pattern": 3}', is_json=True, schema=schema) == []
    assert told('{"pattern": "x"}', is_json=True, schema=schema) == ["at $.pattern: 'x' is not of type 'integer'"]


@pytest.mark.parametrize("word", ["pattern", "patternProperties", "$ref"])
def test_a_schema_that_could_run_away_or_fetch_is_refused(word: str) -> None:
    pytest.importorskip("jsonschema", reason="the extra jsonschema is not installed")
    value = {"x": {}} if word == "patternProperties" else "https://a.example/x"
    assert schema_fault({"properties": {"a": {"anyOf": [{word: value}]}}}) == f"the schema may not have {word!r}"


@pytest.mark.parametrize(
    "part", ["a ", "**a", "<a ", "[a](b", "`", "|", "# ", "\n\n", "é ", "a. B", "__a", "\U0001f600"]
)
def test_a_long_text_of_any_kind_is_read_in_time(part: str) -> None:
    from guardrail.validators.structure import FORBIDDEN

    start = time.process_time()
    findings(part * (300_000 // len(part)), without=FORBIDDEN, language="english", limits={"words": (1, 9)})
    assert time.process_time() - start < 4
