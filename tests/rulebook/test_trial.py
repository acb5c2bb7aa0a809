"""Trying rules while they are written, and what is said of one rule."""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import islice
from pathlib import Path

import pytest

from guardrail import Candidate, Decision, Source
from guardrail.errors import RulesError
from guardrail.rulebook.explanation import explain
from guardrail.rulebook.trial import Trial, changes

PACK = """\
pack: finance
owner: Controller
version: '1.0'
about: Promises that no note may make.
rules:
  - id: promise
    kind: terms
    category: policy.promise
    severity: major
    message: It promises a return.
    terms: [risk-free, sure thing]
    match: [The bond is risk-free.]
    pass: [Returns were 8%.]
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    (tmp_path / "finance.yaml").write_text(PACK)
    return tmp_path


def test_a_trial_tells_what_fires_and_what_each_use_makes_of_it(rules: Path) -> None:
    tried = Trial(rules).run("A sure thing.")
    (finding,) = tried.findings
    assert (finding.rule, finding.span and (finding.span.start, finding.span.end)) == ("promise", (2, 12))
    assert dict(tried.decisions) == {
        "feed, style-tip": Decision.ACCEPT,
        "client-note, summary": Decision.ESCALATE,
        "journal-entry, payment, dosage, any other use": Decision.REJECT,
    }


def test_claims_are_tried_only_against_a_source(rules: Path) -> None:
    books = Source.from_rows([{"who": "WeWork", "paid": "5"}], entity="who", amount="paid")
    assert Trial(rules).run("You paid WeWork $6.00.").findings == ()
    assert [f.rule for f in Trial(rules, source=books).run("You paid WeWork $6.00.").findings] != []


def test_a_change_of_any_file_is_a_turn_and_nothing_else_is(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    done = iter([lambda: None, lambda: one.write_text("ab"), lambda: None, lambda: two.write_text(""), one.unlink])
    waits = []

    def wait() -> None:
        waits.append(1)
        next(done)()

    turns = changes(lambda: [one, two], wait)
    assert [len(waits) for _ in islice(turns, 4)] == [0, 2, 4, 5]


# What is said of a rule


def test_a_rule_is_explained_by_what_is_written_in_it(rules: Path) -> None:
    found = explain("promise", rules)
    assert found.sentence == "Finds words and phrases, whole words only. Terms: 'risk-free', 'sure thing'."
    assert ("client-note, summary", "escalate (tier advise)") in found.decisions
    assert found.place == f"{rules / 'finance.yaml'}:6"
    assert found.pack == "pack finance, version 1.0, owner Controller"


def test_every_rule_that_ships_can_be_explained() -> None:
    from guardrail.rulebook import Rulebook

    for rule in Rulebook.read().rules:
        assert explain(rule.id).sentence.endswith(".")
        break


def test_a_rule_that_is_not_there_is_told_with_the_one_that_was_meant(rules: Path) -> None:
    with pytest.raises(RulesError, match="did you mean 'promise'"):
        explain("promises", rules)


def test_its_hits_are_places_in_a_text(rules: Path) -> None:
    found = explain("promise", rules)
    assert [(s and s.start, s and s.end) for s in found.hits(Candidate(text="A sure thing."))] == [(2, 12)]
    assert found.hits(Candidate(text="A thing.")) == []


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_its_history_is_that_of_its_lines(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=R. Osei", "-c", "user.email=r@example.com"]
        subprocess.run(["git", *who, *arguments], cwd=rules, check=True, capture_output=True)

    assert explain("promise", rules).history is None
    git("init")
    git("add", ".")
    git("commit", "-m", "Add the rule")
    (rules / "finance.yaml").write_text(PACK.replace("Controller", "Board"))
    git("commit", "-am", "Change the owner")
    (rules / "finance.yaml").write_text(PACK.replace("risk-free,", "risk-free, no risk,"))
    git("commit", "-am", "Add a word")
    told = explain("promise", rules).history
    assert told is not None
    assert [line.split(" ", 1)[1] for line in told] == ["R. Osei: Add a word", "R. Osei: Add the rule"]
