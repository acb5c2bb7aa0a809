"""`guardrail rules`: what the commands print, write and end with."""

import json

import pytest

from tests.written_pack import PACK


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "rules" / "finance.yaml"
    path.parent.mkdir()
    path.write_text(PACK)
    return path


# lint


def test_rules_without_a_slip_are_said_to_be_so(call, pack):
    assert call("rules", "lint", pack.parent, code=0).stdout.endswith("rules: nothing to say\n")


def test_a_slip_is_shown_with_its_place_and_as_json(call, pack):
    pack.write_text(PACK.replace("risk-free, ", "risk-free, sure thing, "))
    shown = call("rules", "lint", pack, code=3).stdout
    assert f"{pack}:12:24: nothing shows why 'sure thing' is here" in shown
    assert "1 thing to look at\n" in shown
    (notice,) = json.loads(call("rules", "lint", pack, "--format", "json", code=3).stdout)
    assert (notice["check"], notice["line"], notice["column"], notice["fix"]) == ("unshown", 12, 24, False)


def test_a_change_is_shown_first_and_written_only_when_told_to(call, pack):
    twice = PACK.replace("    pass:", "      - The bond is risk-free.\n    pass:")
    pack.write_text(twice)
    done = call("rules", "lint", pack, "--fix", code=3)
    assert "\n-      - The bond is risk-free.\n" in done.stdout
    assert "nothing is written yet" in done.stderr
    assert pack.read_text() == twice
    assert "written: " in call("rules", "lint", pack, "--fix", "--yes", code=3).stderr
    assert pack.read_text() == PACK
    assert "nothing would change" in call("rules", "lint", pack, "--fix", "--yes", code=0).stderr


def test_rules_that_ship_are_not_written_over(call):
    assert "name the folder" in call("rules", "lint", "--fix", code=2).stderr


def test_names_are_held_against_the_books(call, pack, tmp_path):
    (tmp_path / "books.csv").write_text("Vendor,Amount\nGusto,1\n")
    pack.write_text(PACK.replace("risk-free", "Gusot"))
    books = ["--source", tmp_path / "books.csv", "--roles", "entity=Vendor,amount=Amount"]
    assert "did you mean 'Gusto'?" in call("rules", "lint", pack, *books, code=3).stdout


def test_rules_that_cannot_be_used_are_not_linted(call, pack):
    pack.write_text(PACK.replace("mesage", "message").replace("severity: critical", "severity: bad"))
    assert "unknown severity 'bad'" in call("rules", "lint", pack, code=4).stderr


# test


def test_tests_beside_the_rules_are_run(call, pack):
    tests = pack.with_name("finance.tests.yaml")
    tests.write_text("tests:\n  - text: Sales rose.\n    spares: [promise]\n")
    assert call("rules", "test", pack.parent, code=0).stdout == "3 examples and 1 test run, all as expected\n"
    tests.write_text("tests:\n  - text: Sales rose.\n    hits: [promise]\n")
    shown = call("rules", "test", pack.parent, code=4).stdout
    assert f"{tests}:3:12: the rule 'promise' finds nothing in this text" in shown
    assert shown.endswith("3 examples and 1 test run; 1 not as expected, see above\n")


def test_the_rules_that_ship_pass_their_examples(call):
    assert "all as expected" in call("rules", "test", code=0).stdout


# explain


def test_a_rule_is_explained_with_the_texts_it_hit(call, pack, tmp_path):
    texts = tmp_path / "texts.jsonl"
    texts.write_text('{"text": "Sales rose."}\n{"text": "All is risk-free."}\n')
    shown = call("rules", "explain", "promise", pack, "--on", texts, code=0).stdout
    flat = " ".join(shown.split())
    assert "Terms: 'risk-free', 'guaranteed return'." in flat
    assert "It says: It promises a return." in flat
    assert "A hit in a text for client-note, summary: reject (tier advise)." in flat
    assert "No history: git does not know this file, and the rule lists none under 'changed'." in flat
    assert "All is risk-free. ^^^^^^^^^" in flat
    assert "hits 1 of 2 texts" in flat


def test_a_rule_tells_its_own_history_newest_first_where_git_does_not(call, pack):
    told = """    changed:
      - {day: 2026-01-12, by: R. Osei, what: First written after the letter of January.}
      - {day: 2026-03-02, by: M. Lind, what: 'Takes "guaranteed return" too.'}
    match:"""
    pack.write_text(pack.read_text().replace("    match:", told, 1))
    flat = " ".join(call("rules", "explain", "promise", pack, code=0).stdout.split())
    newest = flat.index('changed 2026-03-02 M. Lind: Takes "guaranteed return" too.')
    assert newest < flat.index("changed 2026-01-12 R. Osei: First written after the letter of January.")
    assert "Changed:" not in flat
    assert call("rules", "lint", pack.parent, code=0).stdout.endswith("rules: nothing to say\n")


def test_a_change_on_a_day_that_never_was_is_a_mistake_with_its_place(call, pack):
    pack.write_text(
        pack.read_text().replace("    match:", "    changed: [{day: 2026-02-30, by: R. Osei}]\n    match:", 1)
    )
    told = call("rules", "check", pack.parent, code=4).stderr
    assert "there is no day '2026-02-30'" in told
    assert "'what' is missing" in told


def test_a_rule_is_run_on_the_texts_that_wait_for_review(call, check, pack, tmp_path):
    db = tmp_path / "reviews.db"
    check("--text", "The Zyntrix bond is risk-free.", "--review", db, code=3)
    assert "hits 1 of 1 texts" in " ".join(call("rules", "explain", "promise", pack, "--db", db, code=0).stdout.split())
    assert "no such review file" in call("rules", "explain", "promise", pack, "--db", tmp_path / "no.db", code=5).stderr


def test_a_rule_that_is_not_there_is_told(call, pack):
    assert "did you mean 'promise'?" in call("rules", "explain", "promis", pack, code=4).stderr


# try


def test_texts_are_tried_line_by_line(call, pack):
    shown = call("rules", "try", pack, stdin="All is risk-free. Yes.\n\nSales rose.\n", code=0).stdout
    first, second, _ = shown.split("\n\n")
    assert "  All is risk-free.\n         ^^^^^^^^^\n  promise (critical): It promises a return." in first
    assert "client-note, summary: reject" in first
    assert "no rule fires" in second


def test_a_watched_text_is_tried_again_when_it_or_a_rule_is_saved(call, pack, tmp_path, monkeypatch):
    note = tmp_path / "note.txt"
    note.write_text("All is well.")

    def call_off():
        raise KeyboardInterrupt

    saves = iter(
        [
            lambda: note.write_text("All is risk-free."),
            lambda: pack.write_text(PACK.replace("promises", "speaks of")),
            lambda: pack.write_text(PACK.replace("terms:", "words:")),
            lambda: pack.write_text(PACK),
            lambda: note.write_bytes(b"All is risk-free. \xff"),
            note.unlink,
            lambda: note.write_text("All is risk-free."),
            call_off,
        ]
    )

    monkeypatch.setattr("guardrail.cli.try_texts.time.sleep", lambda _: next(saves)())
    done = call("rules", "try", pack.parent, "--watch", note, code=130)
    said = [line.strip() for line in done.stdout.splitlines() if "fires" in line or "promise (" in line]
    assert said == [
        "no rule fires",
        "promise (critical): It promises a return.",
        "promise (critical): It speaks of a return.",
        "promise (critical): It promises a return.",
        "promise (critical): It promises a return.",
    ]
    assert "unknown key 'words'" in done.stderr
    assert f"{note}:1: the byte 0xff is not UTF-8" in done.stderr
    assert f"{note}: cannot be opened; it is looked at again once it is saved" in done.stderr


def test_a_text_to_watch_that_is_not_there_is_told_at_once(call, pack, tmp_path):
    assert "no such file" in call("rules", "try", pack.parent, "--watch", tmp_path / "no.txt", code=5).stderr


# new


GIVEN = ["--kind", "terms", "--category", "policy.promise", "--severity", "major", "--message", "It promises."]
GIVEN += ["--find", "sure thing", "--match", "A sure thing.", "--pass", "Are you sure?"]


def test_a_rule_is_written_from_options_alone(call, pack):
    call("rules", "new", pack, "--id", "sure", *GIVEN, code=0)
    assert pack.read_text().startswith(PACK)
    assert "sure (terms)" in call("rules", "explain", "sure", pack, code=0).stdout


def test_a_rule_that_does_not_behave_is_not_written(call, pack):
    done = call("rules", "new", pack, "--id", "sure", *GIVEN, "--match", "Never.", code=4)
    assert "does not find this text" in done.stderr
    assert pack.read_text() == PACK


def test_what_is_not_given_is_asked_for_and_asked_again_until_it_fits(call, tmp_path):
    file = tmp_path / "mine" / "tone.yaml"
    answers = [
        "",
        "Controller",
        "How notes sound.",
        "terms",
        "synergy",
        "synergies",
        "",
        "What a day.",
        "",
        "A good day.",
    ]
    answers += ["", "It says nothing.", "pattern.tone", "minor", "empty-word"]
    again = ["", "", "", "What synergy.", "Synergies!", "", ""]
    done = call("rules", "new", file, stdin="\n".join(answers + again) + "\n", code=0)
    assert "does not find this text" in done.stderr
    assert "pack: tone" in file.read_text()
    assert "- Synergies!" in file.read_text()
    assert "1 terms" in call("rules", "check", file, code=0).stdout


def test_a_name_or_category_that_cannot_be_is_asked_for_again_at_once(call, tmp_path):
    file = tmp_path / "tone.yaml"
    answers = ["", "Controller", "How notes sound.", "terms", "synergy", "", "What synergy.", "", "A good day.", ""]
    answers += ["It says nothing.", "tone", "pattern.tone", "minor", "Empty Word", "empty-word"]
    done = call("rules", "new", file, stdin="\n".join(answers) + "\n", code=0)
    assert "unknown category 'tone'; known are" in done.stderr
    assert "'Empty Word' cannot be an id; use small letters" in done.stderr
    assert "Give these again" not in done.stderr
    assert "- id: empty-word" in file.read_text()


def test_answers_that_end_early_write_nothing(call, tmp_path):
    done = call("rules", "new", tmp_path / "tone.yaml", stdin="tone\nme\n", code=2)
    assert "nothing is written" in done.stderr
    assert not (tmp_path / "tone.yaml").exists()


# to-table, from-table


def test_rules_go_into_a_table_and_what_changed_there_comes_back(call, pack, tmp_path):
    table = tmp_path / "rules.csv"
    assert "2 rows written" in call("rules", "to-table", pack.parent, table, code=0).stderr
    assert "nothing would change" in call("rules", "from-table", table, pack.parent, code=0).stderr
    table.write_text(table.read_text(encoding="utf-8").replace("It promises a return.", "Promised."), encoding="utf-8")
    done = call("rules", "from-table", table, pack.parent, code=0)
    assert "+    message: Promised." in done.stdout
    assert "nothing is written yet" in done.stderr
    assert pack.read_text() == PACK
    call("rules", "from-table", table, pack.parent, "--yes", code=0)
    assert pack.read_text() == PACK.replace("It promises a return.", "Promised.")


def test_a_mistake_in_a_table_is_told_by_its_cell(call, pack, tmp_path):
    table = tmp_path / "rules.csv"
    call("rules", "to-table", pack.parent, table, code=0)
    table.write_text(table.read_text(encoding="utf-8").replace("critical", "critcal"), encoding="utf-8")
    done = call("rules", "from-table", table, pack.parent, "--yes", code=4)
    assert f"{table}, row 3, column I (severity): unknown severity 'critcal'" in done.stderr
