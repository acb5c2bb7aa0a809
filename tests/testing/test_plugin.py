"""The plugin of pytest, run as a team runs it: rules as tests, the fixture, the kill score, and no cost unused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from guardrail.rulebook import Rulebook, RuleProblems

pytest_plugins = ["pytester"]

PACK = """\
pack: house
owner: A. Reader
version: '1.0'
about: House rules.
rules:
  - id: no-tbd
    kind: terms
    category: pattern.placeholder
    severity: critical
    message: A gap was left open.
    terms:
      - TBD
    match:
      - You paid TBD.
      - Rent is TBD.
    pass:
      - You paid Gusto.
"""
HEAVY = ("pydantic", "yaml", "regex", "hypothesis", "numpy", "rich", "click")


@pytest.fixture
def team(pytester, monkeypatch):
    """A team's folder, with rules of its own, where the plugin is named once more than its entry point does."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    pytester.plugins = []
    pytester.mkdir("rules").joinpath("house.yaml").write_text(PACK)
    pytester.makepyfile(test_own="def test_own():\n    pass\n")
    return pytester


def run(team, *arguments):
    return team.runpytest_subprocess("-p", "guardrail.testing.plugin", "-p", "no:cacheprovider", *arguments)


def test_each_example_of_a_rule_is_a_test_with_a_name(team):
    done = run(team, "--guardrail-rules", "rules", "-v")
    done.assert_outcomes(passed=5)
    names = ["rules", "no-tbd::match[[]0]", "no-tbd::match[[]1]", "no-tbd::pass[[]0]"]
    done.stdout.fnmatch_lines([f"rules/house.yaml::{name} PASSED*" for name in names])


def test_one_example_can_be_run_alone(team):
    run(team, "--guardrail-rules", "rules", "-k", "match").assert_outcomes(passed=2, deselected=3)


def test_an_example_that_comes_out_otherwise_fails_in_the_words_of_rules_check(team):
    file = team.path / "rules" / "house.yaml"
    file.write_text(PACK.replace("Rent is TBD.", "Rent is open."))
    with pytest.raises(RuleProblems) as caught:
        Rulebook.read(file)
    (problem,) = caught.value.problems
    done = run(team, "--guardrail-rules", "rules")
    done.assert_outcomes(passed=4, failed=1)
    said = str(problem).replace(str(file), "rules/house.yaml")
    assert said in done.stdout.str()
    assert "house.yaml:15:9: rule 'no-tbd' does not find this text" in said
    assert "Traceback" not in done.stdout.str()
    done.stdout.fnmatch_lines(["FAILED rules/house.yaml::no-tbd::match[[]1]*"])


def test_the_examples_of_a_rule_that_is_wrong_itself_were_not_tried_and_fail(team):
    (team.path / "rules" / "house.yaml").write_text(PACK.replace("severity: critical", "severity: dreadful"))
    done = run(team, "--guardrail-rules", "rules")
    done.assert_outcomes(passed=1, failed=4)
    done.stdout.fnmatch_lines(["*unknown severity 'dreadful'*"])


def test_a_file_that_cannot_be_read_fails_as_a_whole(team):
    (team.path / "rules" / "house.yaml").write_text("rules: [\n")
    done = run(team, "--guardrail-rules", "rules")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["*house.yaml:*", "FAILED rules/house.yaml::rules*"])


def test_a_folder_that_is_not_there_is_told_in_a_line(team):
    done = run(team, "--guardrail-rules", "ruels")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(["*--guardrail-rules: there is no folder or file ruels*"])


def test_the_fixture_checks_by_the_rules_named(team):
    team.makepyfile(
        test_own="def test_own(guard):\n"
        "    found = {finding.rule for finding in guard.check('You paid TBD.').findings}\n"
        "    assert 'no-tbd' in found\n"
    )
    run(team, "--guardrail-rules", "rules").assert_outcomes(passed=5)
    run(team).assert_outcomes(failed=1)


def test_the_fixture_fails_in_plain_words_where_the_rules_cannot_be_used(team):
    (team.path / "rules" / "house.yaml").write_text(PACK.replace("severity: critical", "severity: dreadful"))
    team.makepyfile(test_own="def test_own(guard):\n    pass\n")
    done = run(team, "--guardrail-rules", "rules", "test_own.py", "-k", "own")
    done.assert_outcomes(errors=1, deselected=4)
    assert "Traceback" not in done.stdout.str()
    assert "another exception" not in done.stdout.str()


def test_the_kill_score_is_told_under_the_summary_and_is_the_same_each_time(team):
    first, second = (run(team, "--guardrail-examples", "12").stdout.str() for _ in range(2))
    lines = [line for line in first.splitlines() if line.startswith("guardrail: ")]
    assert lines == [line for line in second.splitlines() if line.startswith("guardrail: ")]
    assert [line.split(" of 12 errors stopped for use ")[1].split(",")[0] for line in lines[:-1]]
    assert lines[-1].endswith(" true texts accepted")


@pytest.mark.parametrize("count", ["0", "-3"])
def test_no_errors_cannot_be_made(team, count):
    done = run(team, f"--guardrail-examples={count}")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines([f"*{count} is not a number of errors to make*"])


def test_nothing_heavy_is_imported_in_a_run_that_does_not_use_it(tmp_path):
    (tmp_path / "test_one.py").write_text("def test_one():\n    pass\n")
    code = (
        "import json, sys, pytest\n"
        "done = pytest.main(['-q', '-p', 'guardrail.testing.plugin', '-p', 'no:cacheprovider'])\n"
        "print(json.dumps([int(done), sorted(sys.modules)]))\n"
    )
    environment = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path, env=environment
    )
    status, loaded = json.loads(done.stdout.splitlines()[-1])
    assert status == 0
    assert "guardrail.testing.plugin" in loaded
    assert [name for name in HEAVY if name in loaded] == []
