"""`guardrail nsfw calibrate` writes a rule file that loads, for clean texts of one's own."""

import pytest
from click.testing import CliRunner

from guardrail.cli.app import main
from guardrail.rulebook import Rulebook


def calibrate(*arguments):
    return CliRunner().invoke(main, ["nsfw", "calibrate", *map(str, arguments)])


@pytest.fixture
def notes(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("\n\n".join(f"Paid vendor {n} ${n}.00 in March." for n in range(200)), encoding="utf-8")
    return path


def test_the_rule_file_loads_and_holds_what_it_was_chosen_by(notes, tmp_path):
    rules = tmp_path / "rules"
    rules.mkdir()
    done = calibrate("--clean", notes, "--rate", 0.01, "--output", rules / "nsfw.yaml")
    assert done.exit_code == 0, done.output
    (rule,) = [rule for rule in Rulebook.read(rules).rules if rule.kind == "nsfw"]
    assert rule.chosen_by.texts == 200
    assert rule.chosen_by.alarms <= 2
    assert 0 < rule.chosen_by.at_most < 0.05
    assert "of 200 clean texts reach a band" in done.output


def test_without_a_file_to_write_it_prints_the_rule(notes):
    done = calibrate("--clean", notes)
    assert done.stdout.startswith("# yaml-language-server")
    assert "kind: nsfw" in done.stdout


def test_lines_of_json_are_read_too(tmp_path):
    path = tmp_path / "notes.jsonl"
    path.write_text('{"id": "1", "text": "Paid Gusto."}\n{"text": "Rent was paid."}\n', encoding="utf-8")
    assert "of 2 clean texts" in calibrate("--clean", path).output


@pytest.mark.parametrize(
    ("name", "content", "arguments", "told"),
    [
        ("empty.txt", "\n \n", [], "there are no clean texts to choose bands by"),
        ("bad.jsonl", '{"text": 3}\n', [], "bad.jsonl:1: no text; each line is an object"),
        ("rate.txt", "a\n", ["--rate", "1"], "the rate is 1.0; it must be from 0"),
    ],
)
def test_what_it_cannot_use_is_said_in_one_line(name, content, arguments, told, tmp_path):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    done = calibrate("--clean", path, *arguments)
    assert done.exit_code == 5
    assert told in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_a_file_that_is_not_there_is_said(tmp_path):
    done = calibrate("--clean", tmp_path / "none.txt")
    assert done.exit_code == 5
    assert "none.txt: no such file" in done.output
