"""What the documents say is so: commands, code, exit codes, rule kinds, versions and links."""

import re
import shlex
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

import guardrail
from guardrail import Severity
from guardrail.cli import program
from guardrail.rulebook import Rulebook
from guardrail.rulebook.expectations import run_tests
from guardrail.rulebook.kinds import KINDS
from guardrail.rulebook.rule import ExampleRule, Rule
from guardrail.validators.grounding import SHIPPED

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RULES = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGES = sorted(
    page
    for folder in (".", "docs", "rules", "models", "benchmarks", "examples")
    for page in (ROOT / folder).glob("*.md")
)


def name_of(page):
    return page.relative_to(ROOT).as_posix()


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def rows_of(page, heading):
    """The cells of the table under a heading, without its first two lines."""
    section = re.split(r"^## ", page.partition(f"## {heading}\n")[2], flags=re.MULTILINE)[0]
    table = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in table[2:]]


# Commands


def makefile():
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_make_command_in_the_documents_is_in_the_makefile(page):
    said = set(re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert {target for pair in said for target in pair if target} <= makefile()


def test_the_readme_names_the_two_commands_that_set_everything_up():
    assert {"demo", "test"} <= set(re.findall(r"^make ([a-z]+)", README, re.MULTILINE))


def test_the_verdict_that_the_readme_shows_is_what_the_command_prints(tmp_path):
    (shown,) = blocks(README, "text")
    command, _, wanted = shown.removeprefix("$ ").replace("\\\n", "").partition("\n")
    (note,) = re.findall(r"a model wrote `note\.txt`: \"(.*?)\"\n", README)
    (tmp_path / "note.txt").write_text(note, encoding="utf-8")
    (tmp_path / "books.csv").write_text(blocks(README, "csv")[0], encoding="utf-8")
    name, *arguments = shlex.split(command)
    done = subprocess.run(
        [sys.executable, "-m", name, *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={"COLUMNS": "100", "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )
    printed = [line.rstrip() for line in done.stdout.strip().splitlines()]
    assert printed == wanted.strip().splitlines()
    assert done.returncode == program.REJECTED


@pytest.mark.parametrize("line", re.findall(r"^guardrail .*", "".join(blocks(README, "sh")), re.MULTILINE))
def test_every_command_in_the_readme_is_one_that_the_program_has(line):
    command = [word for word in shlex.split(line)[1:3] if word.islower() and not word.startswith("-")]
    done = subprocess.run(
        [sys.executable, "-m", "guardrail", *command, "--help"],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert all(option in done.stdout for option in re.findall(r"--[a-z-]+", line))


def test_the_exit_codes_of_the_readme_are_those_of_the_program():
    said = {int(code): told for code, told in rows_of(README, "Exit codes")}
    codes = [program.ACCEPTED, program.REJECTED, program.USAGE, program.ESCALATED, program.BAD_RULES, program.FAILED]
    assert sorted(said) == sorted(codes)
    for code, word in zip(codes, ["accepted", "rejected", "command", "escalated", "rules", "failed"], strict=True):
        assert word in said[code]


# Code


def test_the_code_in_the_readme_prints_what_stands_beside_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}
    assert blocks(README, "python")
    for code in blocks(README, "python"):
        printed = StringIO()
        with redirect_stdout(printed):
            exec(compile(code, "README.md", "exec"), names)
        wanted = re.findall(r"^\s*#> (.*)$", code, re.MULTILINE)
        assert printed.getvalue().splitlines() == wanted


def test_the_readers_of_sources_in_the_readme_are_all_there_are():
    readers = {name for name in vars(guardrail.Source) if name.startswith("from_")}
    assert {cells[0].strip("`").removeprefix("Source.") for cells in rows_of(README, "Sources")} == readers


# Rules


def test_the_tiers_of_the_readme_are_those_that_ship():
    policy = Rulebook.read().policy
    said = {
        cells[0].strip("`"): (cells[2], cells[3], set(re.findall(r"`(.*?)`", cells[4])), cells[5])
        for cells in rows_of(README, "Rules and uses")
    }
    assert said == {
        tier.name: (
            str(tier.escalate),
            str(tier.reject),
            {u for u, name in policy.uses.items() if name == tier.name},
            str(tier.releases),
        )
        for tier in policy.tiers
    }


def test_the_severities_of_grounding_in_the_documents_are_those_that_ship():
    (rule,) = [rule for rule in Rulebook.read().rules if rule.kind == "grounding"]
    shipped = dict(rule.severity.model_dump(by_alias=True))
    assert shipped == dict(SHIPPED)
    assert shipped["contradiction"] is Severity.CRITICAL
    assert shipped["unsupported"] is shipped["fabricated-reference"] is shipped["unverified"] is Severity.MAJOR
    assert shipped["weak proof"] is shipped["unchecked"] is Severity.MINOR


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_rule_is_documented_with_all_its_keys(kind):
    section = re.split(r"^##+ ", RULES.partition(f"### `{kind}`\n")[2], flags=re.MULTILINE)[0]
    assert section.strip(), f"rules/README.md has no section on {kind!r}"
    model = KINDS[kind]
    shared = set(Rule.model_fields) | (set(ExampleRule.model_fields) if issubclass(model, ExampleRule) else set())
    for name in set(model.model_fields) - shared:
        key = model.model_fields[name].alias or name
        assert f"`{key}`" in section, f"rules/README.md does not say what {key!r} of {kind!r} is"


@pytest.mark.parametrize("field", sorted({*Rule.model_fields, *ExampleRule.model_fields}))
def test_every_key_that_rules_share_is_documented(field):
    key = ExampleRule.model_fields[field].alias or field
    assert f"| `{key}` |" in RULES


SHOWN = [block for block in blocks(RULES, "yaml") if not block.startswith("tests:")]


@pytest.mark.parametrize("number", range(len(SHOWN)))
def test_the_rules_that_the_documents_show_load(number, tmp_path):
    (tmp_path / "shown.yaml").write_text(SHOWN[number], encoding="utf-8")
    ships = {rule.id for rule in Rulebook.read().rules}
    shown = [rule for rule in Rulebook.read(tmp_path).rules if rule.id not in ships]
    assert shown
    assert all(rule.examples for rule in shown)


def test_the_tests_that_the_documents_show_come_out_as_they_say(tmp_path):
    (tmp_path / "shown.yaml").write_text(SHOWN[0], encoding="utf-8")
    (tests,) = [block for block in blocks(RULES, "yaml") if block.startswith("tests:")]
    (tmp_path / "shown.tests.yaml").write_text(tests, encoding="utf-8")
    assert run_tests(tmp_path).failures == ()


# Versions and links


def test_the_package_and_the_changelog_have_the_version_of_the_project():
    assert guardrail.__version__ == PROJECT["version"]
    newest = re.findall(r"^## \[(.*?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0]
    assert newest == PROJECT["version"]


def anchors(page):
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page):
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{link} leads nowhere"
        assert path.is_relative_to(ROOT), f"{link} leads out of the repository"
        assert not anchor or anchor in anchors(path), f"{link}: there is no such heading"
