"""What is written is read back as it was."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from guardrail.rulebook.composer import compose
from guardrail.rulebook.nodes import Page
from guardrail.rulebook.problems import Problem
from guardrail.rulebook.writer import block, inline

TRICKY = ["yes", "No", "1.0", "1e5", "0x1f", "null", "~", "", " a ", "a: b", "a #b", "=SUM(A1)", "- x", "'", '"', "\\d"]
TRICKY += [
    "a\nb",
    "a\r\nb",
    "\t",
    "\x00",
    "\x85",
    "\u2028",
    "é",
    "😀",
    "{",
    "[x",
    "&a",
    "*a",
    "!t",
    "%",
    "@",
    "`",
    "|",
    ">",
]

texts = st.sampled_from(TRICKY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = texts | st.integers(-(10**6), 10**6) | st.booleans() | st.decimals(0, 1, places=3).map(float)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8
)


def read(text: str) -> object:
    problems: list[Problem] = []
    value = compose(Page("x.yaml", text), problems).value
    assert problems == []
    return value


@given(st.dictionaries(texts, values, min_size=1, max_size=3), st.integers(0, 4))
@example({"a": {"b": "one\n\ntwo\n"}}, 3)
def test_keys_and_values_are_read_back(value: dict[str, object], indent: int) -> None:
    assert read(block(value, indent)) == value


@given(values)
def test_a_value_on_one_line_is_one_line_and_read_back(value: object) -> None:
    line = inline(value)
    assert not set(line) & set("\n\r\x85\u2028\u2029")
    assert read(f"key: [{line}]\n") == {"key": [value]}
