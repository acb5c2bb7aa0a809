"""Whatever a rule file holds: it means what it meant, or the mistake is told with its place; never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrail.errors import RulesError
from guardrail.rulebook import Rulebook, RuleProblems
from guardrail.rulebook.expectations import run_tests
from guardrail.rulebook.nodes import Items, Node, Scalar
from guardrail.rulebook.problems import Problem
from guardrail.rulebook.table import from_table, to_table

PACK = """\
# ours
pack: finance
owner: Controller
version: '1.0'
about: Promises that no note may make.
rules:
  - id: promise
    kind: terms
    category: policy.promise
    severity: critical
    message: It promises a return.
    terms: [risk-free, "guaranteed\\treturn"]   # both
    match: [The bond is risk-free.]
    pass:
      - Returns were 8%.
      - |
        Two lines,
        one text.
  - id: synergy
    kind: regex
    category: pattern.synergy
    severity: minor
    message: 'It''s a word.'
    pattern: '(?i)\\bsynerg(?:y|ies)\\b'
    match:
      - {text: What synergy., day: 2026-03-31}
    pass: ["x"]
    shadow: until 2027-01-31
  - id: ours
    kind: grounding
    severity: {contradiction: critical, fabricated-reference: major, unsupported: major, unverified: major, weak proof: minor}
    luck at most: 0.05
"""
POLICY = """\
tiers:
  read: {escalate: major, reject: critical}
  act:
    escalate: minor
    reject: major
uses:
  feed: read
"""
TESTS = "tests:\n  - text: All is risk-free.\n    use: feed\n    decision: reject\n    hits: [promise]\n"
FILES = {"finance.yaml": PACK, "policy.yaml": POLICY, "finance.tests.yaml": TESTS}

SIGNS = [
    "'",
    '"',
    ":",
    ": ",
    "#",
    " #",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "|",
    ">",
    "%",
    "@",
    "`",
    "?",
]
SIGNS += [
    "\t",
    "\n",
    "\r\n",
    " ",
    "  ",
    "\x00",
    "\x07",
    "\x85",
    "\u2028",
    "\ufeff",
    "\U0001f600",
    "é",
    "\\",
    "---\n",
    "...\n",
]
SIGNS += [
    "<<: ",
    "null",
    "~",
    "yes",
    "1",
    "1e999",
    "(",
    ")",
    "*",
    "+",
    "(a+)+$",
    "\\x",
    "shadow: true\n",
    "severity: info\n",
]
_PLAIN = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the parser that rule files are read by
BYTES = [sign.encode() for sign in SIGNS] + [b"\xff", b"\xe9", b"\xc3", b"\xed\xa0\x80"]


@st.composite
def mutations(draw: st.DrawFn, valid: bytes) -> bytes:
    """The file with some of it left out, said again, exchanged, or with other signs put in."""
    data = valid
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 1, 2, 5, 30, 200])))
        new = draw(st.sampled_from(BYTES) | st.just(b"") | st.just(data[start:end] * 2) | st.binary(max_size=3))
        data = data[:start] + new + data[end:]
    if draw(st.integers(0, 9)) == 0:
        lines = data.splitlines(keepends=True)
        data = b"".join(draw(st.permutations(lines))) if len(lines) < 60 else data
    return data


def texts_of(node: Node) -> Any:
    """Every word of a tree as it is written."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [texts_of(item) for item in node.items]
    return {key: texts_of(value) for key, (_, value) in node.entries.items()}


def refused(read: Callable[..., object], *arguments: object) -> Sequence[Problem]:
    """The mistakes that are told; none if it is read."""
    try:
        read(*arguments)
    except RuleProblems as error:
        return error.problems or pytest.fail("refused without a reason")
    return ()


def check_problem(problem: Problem, folder: str) -> None:
    assert problem.message
    assert str(problem).startswith(folder)
    if problem.line:
        lines = Path(problem.file).read_bytes().count(b"\n") + Path(problem.file).read_bytes().count(b"\r") + 500
        assert 1 <= problem.line <= lines
        assert problem.column >= 1


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_changed_file_means_what_it_says_or_is_refused_at_a_place(name: str, data: st.DataObject) -> None:
    changed = data.draw(mutations(FILES[name].encode()))
    with TemporaryDirectory() as folder:
        for other, text in FILES.items():
            (Path(folder) / other).write_bytes(text.encode())
        (Path(folder) / name).write_bytes(changed)
        if problems := refused(run_tests, folder):
            for problem in problems:
                check_problem(problem, folder)
            return
        book = Rulebook.read(folder)
        if name == "finance.yaml":
            plainly = yaml.load(changed.decode("utf-8-sig"), Loader=yaml.BaseLoader)
            assert [texts_of(one.node) for one in book.own] == plainly["rules"]


@pytest.mark.parametrize(
    "same",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\n# said before\n\n" + text.replace("\n  - id", "\n\n  # and between\n  - id"),
        lambda text: "---\n" + text + "...\n",
        lambda text: text.replace("kind: terms", "'kind': \"terms\""),
        lambda text: text.replace("    ", "      ").replace("  - id", "  -   id"),
    ],
    ids=["mark", "crlf", "cr", "comments", "one document", "quotes", "indentation"],
)
def test_how_a_file_is_saved_and_set_out_makes_no_difference(same: Any, tmp_path: Path) -> None:
    for name, text in (("plain", PACK), ("other", same(PACK))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "finance.yaml").write_bytes(text.encode())
    assert Rulebook.read(tmp_path / "plain").fingerprint == Rulebook.read(tmp_path / "other").fingerprint


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
HOSTILE = [
    ("10 MB", PACK.encode() * 10_000, "larger than 500,000 bytes; split it"),
    ("latin-1", "owner: Café\n".encode("latin-1"), ":1:11: the byte 0xe9 is not UTF-8 text"),
    ("utf-16", PACK.encode("utf-16"), "written as UTF-16"),
    ("bomb of aliases", BOMB.encode(), ":1:4: '&' starts an anchor, which rules do not use"),
    ("alias", b"a: *a\n", ":1:4: '*' starts a reference"),
    ("object", b"a: !!python/object/apply:os.system [ls]\n", ":1:4: '!' starts a tag"),
    ("merge", b"<<: {pack: x}\n", "unknown key '<<'"),
    ("brackets", b"a: " + b"[" * 400_000, ":1:16: more than 12 levels"),
    ("braces", b"a: " + b"{" * 400_000, ":1:16: more than 12 levels"),
    ("question marks", b"? " * 200_000, "more than 12 levels"),
    ("one line", b"a: [" + b"1," * 240_000 + b"]", "'pack' is missing"),
    ("nothing", b"", "the file is empty"),
    ("NUL", b"pack: \x00", ":1:7: an unprintable character"),
    ("two documents", b"pack: a\n---\npack: b\n", ":2:1: a second document starts here"),
]


@pytest.mark.parametrize(("data", "message"), [pytest.param(*case[1:], id=case[0]) for case in HOSTILE])
def test_a_hostile_file_is_refused_in_a_word(data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(data)
    with pytest.raises(RulesError) as caught:
        Rulebook.read(tmp_path)
    assert message in str(caught.value)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 4), st.integers(0, 30), st.sampled_from(SIGNS) | st.text(max_size=5))
def test_a_changed_cell_of_a_table_is_taken_or_refused_at_its_place(row: int, column: int, text: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "finance.yaml").write_text(PACK)
        rows = to_table(folder)
        row, column = row % len(rows), column % len(rows[0])
        rows[row][column] = text
        problems = refused(from_table, rows, "t.csv", folder)
        assert all(problem.file.startswith("t.csv") for problem in problems), problems
