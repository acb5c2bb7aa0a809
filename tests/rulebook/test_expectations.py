"""Tests beside a pack: what they can expect, and what is said where it comes out otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from guardrail.errors import RulesError
from guardrail.rulebook.expectations import run_tests
from tests.written_pack import PACK

WOW = """\
tests:
  - text: You paid WeWork $3,200.00 on March 3, 2026.
    rows: [{date: 2026-03-03, entity: WeWork, amount: -3200.00, currency: USD}]
    use: client-note
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    (tmp_path / "finance.yaml").write_text(PACK)
    return tmp_path


def expecting(rules: Path, *lines: str, head: str = WOW) -> list[str]:
    (rules / "finance.tests.yaml").write_text(head + "".join(f"    {line}\n" for line in lines))
    return [str(failure).splitlines()[0].partition("finance.tests.yaml")[2] for failure in run_tests(rules).failures]


def test_examples_and_tests_are_counted(rules: Path) -> None:
    assert expecting(rules, "decision: accept", "spares: [promise]", "hits: [grounding.supported]") != []
    assert expecting(rules, "decision: accept", "spares: [promise]") == []
    tested = run_tests(rules)
    assert (tested.examples, tested.tests, tested.failures) == (3, 1, ())
    assert run_tests(rules / "finance.yaml").tests == 1


def test_tests_of_another_file_are_not_those_of_this_one(rules: Path) -> None:
    expecting(rules, "decision: accept")
    (rules / "other.yaml").write_text(PACK.replace("promise", "other"))
    assert run_tests(rules / "other.yaml").tests == 0


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["decision: reject"], ":5:15: this text is accepted: nothing was found"),
        (["hits: [promise]"], ":5:12: the rule 'promise' finds nothing in this text"),
    ],
)
def test_what_comes_out_otherwise_is_told_at_what_was_expected(lines: list[str], message: str, rules: Path) -> None:
    assert expecting(rules, *lines) == [message]


def test_what_was_found_is_told(rules: Path) -> None:
    head = "tests:\n  - text: The bond is risk-free.\n"
    decided, spared = expecting(rules, "decision: accept", "spares: [promise]", head=head)
    assert decided.startswith(
        ":3:15: this text is rejected: promise (critical): It promises a return.; grounding.no-source"
    )
    assert spared == ":4:14: the rule 'promise' finds 'risk-free' in this text"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "this test expects nothing"),
        (["decision: accepted"], "unknown decision 'accepted'"),
        (["spares: [promises]"], "there is no rule 'promises'"),
        (["decisions: accept"], "unknown key 'decisions'"),
    ],
)
def test_a_test_that_could_not_fail_is_refused(lines: list[str], message: str, rules: Path) -> None:
    with pytest.raises(RulesError, match=message):
        expecting(rules, *lines)
