"""Drafting rules: what is written loads, and the rest of the file stays as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from guardrail.errors import RulesError
from guardrail.rulebook import Rulebook
from guardrail.rulebook.draft import Draft, write_rule

HEADER = {"pack": "finance", "owner": "Controller", "version": "1.0", "about": "Promises: none."}
DRAFT = Draft(
    id="promise",
    kind="terms",
    category="policy.promise",
    severity="critical",
    message="It promises: a return.",
    looks_for=["risk-free", "no"],
    match=["The bond is risk-free."],
    passes=["Returns were 8%. # good"],
)
KINDS = [
    DRAFT,
    replace(DRAFT, kind="phrase", looks_for=["guarantee"], match=["It guarantees 8%."]),
    replace(DRAFT, kind="regex", looks_for=[r"\brisk[- ]free\b"]),
]


@pytest.mark.parametrize("draft", KINDS, ids=lambda draft: draft.kind)
def test_a_draft_of_any_kind_becomes_a_rule_in_a_new_file(draft: Draft, tmp_path: Path) -> None:
    write_rule(draft, tmp_path / "mine" / "finance.yaml", HEADER)
    (rule,) = [one.rule for one in Rulebook.read(tmp_path / "mine").own]
    written = rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert {key: written[key] for key in draft.keys()} == draft.keys()  # noqa: SIM118


STYLES = {
    "indented": "rules:\n  - id: a\n    kind: terms\n    category: policy.a\n    severity: minor\n    message: a\n"
    "    terms: [a b]\n    match: [a b]\n    pass: [b a]   # why\n\n# the end\n",
    "not indented": "rules:\n- id: a\n  kind: terms\n  category: policy.a\n  severity: minor\n  message: a\n"
    "  terms: [a b]\n  match: [a b]\n  pass:\n  - b a",
    "block text at the end": "rules:\n  - id: a\n    kind: terms\n    category: policy.a\n    severity: minor\n"
    "    message: a\n    terms: [a b]\n    match: [a b]\n    pass:\n      - |\n        b a\n",
    "rules first": "rules:\n  - {id: a, kind: terms, category: policy.a, severity: minor, message: a, terms: [a b], "
    "match: [a b], pass: [b a]}\nextra: 1\n",
}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("style", [style for style in STYLES if style != "rules first"])
def test_a_rule_is_added_to_a_file_as_it_is(style: str, mark: bytes, ending: str, tmp_path: Path) -> None:
    file = tmp_path / "finance.yaml"
    before = ("# ours\npack: x\nowner: y\nversion: '1'\nabout: z\n" + STYLES[style]).replace("\n", ending)
    file.write_bytes(mark + before.encode())
    write_rule(DRAFT, file)
    after = file.read_bytes()
    assert after.startswith(mark + b"# ours")
    left = iter(after.decode("utf-8-sig").splitlines())
    assert all(line in left for line in before.splitlines())
    assert {one.rule.id for one in Rulebook.read(tmp_path).own} == {"a", "promise"}
    assert ending == "\n" or after.count(b"\n") == after.count(b"\r\n")


def test_a_file_with_keys_behind_its_rules_keeps_them(tmp_path: Path) -> None:
    file = tmp_path / "finance.yaml"
    rules = STYLES["rules first"].removesuffix("extra: 1\n")
    file.write_text(rules + "pack: x\nowner: y\nversion: '1'\nabout: z\n")
    write_rule(DRAFT, file)
    assert file.read_text().endswith("\npack: x\nowner: y\nversion: '1'\nabout: z\n")
    assert len(Rulebook.read(tmp_path).own) == 2


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (replace(DRAFT, match=["Returns."]), "does not find this text"),
        (replace(DRAFT, passes=["All is risk-free."]), "which must pass"),
        (replace(DRAFT, id="Promise"), "cannot be an id"),
    ],
)
def test_a_rule_that_does_not_do_what_it_says_is_not_written(draft: Draft, message: str, tmp_path: Path) -> None:
    file = tmp_path / "finance.yaml"
    with pytest.raises(RulesError, match=message) as caught:
        write_rule(draft, file, HEADER)
    assert str(caught.value).startswith(f"{file}:")
    assert not file.exists()
    write_rule(DRAFT, file, HEADER)
    before = file.read_bytes()
    with pytest.raises(RulesError, match=message):
        write_rule(draft, file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["finance.yaml"]


@pytest.mark.parametrize("text", ["rules: [{id: a}]\n", "pack: x\n", "a: [\n", "- a\n"])
def test_a_file_without_a_place_for_a_rule_is_left_alone(text: str, tmp_path: Path) -> None:
    (tmp_path / "finance.yaml").write_text(text)
    with pytest.raises(RulesError):
        write_rule(DRAFT, tmp_path / "finance.yaml")
    assert (tmp_path / "finance.yaml").read_text() == text


def test_only_rule_files_are_made(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"end in \.yaml"):
        write_rule(DRAFT, tmp_path / "finance.txt", HEADER)
