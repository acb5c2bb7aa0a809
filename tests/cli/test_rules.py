"""`guardrail rules`: what the commands print, write and end with."""

import json

import pytest

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
    terms: [risk-free, guaranteed return]
    match:
      - The bond is risk-free.
      - A guaranteed return of 8%.
    pass:
      - Returns were 8%.
"""


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
    assert "nothing here can be mended" in call("rules", "lint", pack, "--fix", "--yes", code=0).stderr


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
