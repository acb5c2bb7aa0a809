import json
import os
import re
import sqlite3

import pytest
from written_texts import UNKNOWN

from guardrail import Decision, load
from guardrail.cli import demo as demo_command
from guardrail.cli import demo_data as data

RULE = """pack: mine
owner: me
version: '1.0'
about: My own rules.
rules:
  - id: dash
    kind: terms
    category: pattern.dash
    severity: major
    message: A word we do not use.
    terms: [synergy]
    match: [What synergy.]
    pass: [What a day.]
"""


@pytest.fixture
def kept(check, tmp_path):
    """A review file with one case, and its id."""
    db = tmp_path / "reviews.db"
    done = check("--text", UNKNOWN, "--review", db, "--format", "json", code=3)
    return db, json.loads(done.stdout)["case"]


# rules


def test_the_rules_that_ship_are_counted(call):
    shown = call("rules", "check", code=0).stdout
    assert re.search(r"\d+ rules in \d+ packs", shown)
    assert load().fingerprint in shown


def test_rules_of_ones_own_are_counted(call, tmp_path):
    (tmp_path / "mine.yaml").write_text(RULE)
    assert "1 terms" in call("rules", "check", tmp_path, code=0).stdout


def test_every_mistake_of_a_rules_folder_is_listed(call, tmp_path):
    (tmp_path / "mine.yaml").write_text(RULE.replace("message:", "mesage:").replace("severity: major", "severity: bad"))
    done = call("rules", "check", tmp_path, code=4)
    assert "mesage" in done.stderr
    assert "bad" in done.stderr
    assert "^" in done.stderr
    assert re.search(r"guardrail: .*: \d+ mistakes; mend", done.stderr)
    assert done.stdout == ""


def test_a_rules_folder_that_is_missing_is_told(call, tmp_path):
    assert "no such" in call("rules", "check", tmp_path / "gone", code=4).stderr


# review


def test_a_case_is_listed_shown_and_resolved(call, kept):
    db, case = kept
    listed = call("review", "list", "--db", db, code=0).stdout
    assert case in listed
    assert "1 case open" in listed
    assert "Zyntrix" in call("review", "show", case, "--db", db, code=0).stdout
    arguments = ["--decision", "reject", "--reviewer", "R. Osei", "--note", "no such vendor"]
    call("review", "resolve", case, "--db", db, *arguments, code=0)
    assert call("review", "list", "--db", db, code=0).stdout.strip() == "0 cases open"
    assert "reject by R. Osei" in call("review", "show", case, "--db", db, code=0).stdout
    shown = json.loads(call("review", "show", case, "--db", db, "--format", "json", code=0).stdout)
    assert shown["history"][0]["note"] == "no such vendor"


@pytest.mark.parametrize(
    "arguments", [["list"], ["show", "x"], ["resolve", "x", "--decision", "accept", "--reviewer", "R"]]
)
def test_looking_for_a_review_file_does_not_make_one(call, tmp_path, arguments):
    db = tmp_path / "reviews.db"
    done = call("review", *arguments, "--db", db, code=5)
    assert "no such review file" in done.stderr
    assert not db.exists()


ALIASES = """pack: ours
owner: me
version: '1.0'
about: What our merchants are called.
rules:
  - id: ours
    kind: aliases
    aliases:
      Haverley: [HVLY]
    same:
      - [Haverley, HVLY 12]
    different:
      - [Haverley, Haverford Vets]
"""
OTHERWISE = "You paid Zyntrix Holdings $3,200.00 on March 18, 2026."


def test_names_that_reviewers_took_for_one_are_suggested_and_pasted_make_them_one(call, check, tmp_path):
    db, rules = tmp_path / "reviews.db", tmp_path / "rules" / "ours.yaml"
    shown = check("--text", OTHERWISE, "--review", db, "--format", "json", code=3).stdout
    resolve = ["review", "resolve", json.loads(shown)["case"], "--db", db, "--reviewer", "R. Osei", "--decision"]
    call(*resolve, "accept", code=0)
    suggested = call("review", "suggest-aliases", "--db", db, code=0).stdout
    assert "\n      Zyntrix Holdings: [WeWork]\n" in suggested
    rules.parent.mkdir()
    rules.write_text(ALIASES.replace("    aliases:\n", f"    aliases:\n{suggested}"))
    check("--text", OTHERWISE, "--rules", rules.parent, code=0)
    check("--text", OTHERWISE.replace("18, 2026", "15, 2026"), "--rules", rules.parent, code=1)
    call(*resolve, "reject", code=0)
    done = call("review", "suggest-aliases", "--db", db, code=0)
    assert (done.stdout, done.stderr[:18]) == ("", "nothing to suggest")


@pytest.mark.parametrize("text", [UNKNOWN, OTHERWISE + " It was due to fraud."])
def test_a_text_of_which_more_than_a_known_payees_name_was_wrong_suggests_nothing(call, check, tmp_path, text):
    db = tmp_path / "reviews.db"
    case = json.loads(check("--text", text, "--review", db, "--format", "json", code=3).stdout)["case"]
    call("review", "resolve", case, "--db", db, "--reviewer", "R. Osei", "--decision", "accept", code=0)
    assert call("review", "suggest-aliases", "--db", db, code=0).stdout == ""


def test_a_case_that_is_not_there_is_told(call, kept):
    db, _ = kept
    assert "there is no case 'x'" in call("review", "show", "x", "--db", db, code=5).stderr


def test_a_reviewer_has_a_name(call, kept):
    db, case = kept
    call("review", "resolve", case, "--db", db, "--decision", "accept", "--reviewer", " ", code=2)
    call("review", "resolve", case, "--db", db, "--decision", "maybe", "--reviewer", "R", code=2)


def test_a_file_that_is_no_review_file_is_left_alone(call, tmp_path):
    text = tmp_path / "notes.db"
    text.write_text("not a database, only some words" * 10)
    foreign = tmp_path / "foreign.db"
    db = sqlite3.connect(foreign)
    db.execute("CREATE TABLE mine (x)")
    db.close()
    before = foreign.read_bytes()
    for path in (text, foreign, tmp_path):
        done = call("review", "list", "--db", path, code=5)
        assert done.stderr.count("\n") == 1
    assert foreign.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_review_file_is_told(call, kept, check):
    db, _ = kept
    db.chmod(0o400)
    assert "read-only" in check("--text", UNKNOWN + " Again.", "--review", db, code=5).stderr


# demo


def test_the_demo_accepts_what_is_right_and_stops_what_is_wrong(call):
    shown = call("demo", code=0).stdout
    right = len(data.LEDGER_RIGHT) + len(data.STATEMENT_RIGHT)
    wrong = len(data.LEDGER_WRONG) + len(data.STATEMENT_WRONG)
    flat = " ".join(shown.split())
    assert f"{right} of {right} right ones accepted" in flat
    assert f"{wrong} of {wrong} wrong ones stopped" in flat


def test_every_verdict_of_the_demo_is_a_finding_and_no_failure():
    guard = load()
    shown = (
        (demo_command.ledger(), [*data.LEDGER_RIGHT, *data.LEDGER_WRONG]),
        (demo_command.statement(), [*data.STATEMENT_RIGHT, *data.STATEMENT_WRONG]),
    )
    for source, texts in shown:
        for one in texts:
            verdict = guard.check(one.text, source=source, use=demo_command.USE)
            assert not [f for f in verdict.findings if f.category == "error"], one.text
            assert (verdict.decision is Decision.ACCEPT) == (one in [*data.LEDGER_RIGHT, *data.STATEMENT_RIGHT])
