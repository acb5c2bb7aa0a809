from pathlib import Path

import click
import pytest

from guardrail.cli import main
from guardrail.cli.help import page

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


def commands(command, *names):
    yield names
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from commands(child, *names, name)


def test_the_page_of_commands_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m guardrail.cli.help > docs/cli.md"


@pytest.mark.parametrize("names", list(commands(main)), ids=lambda names: " ".join(names) or "guardrail")
def test_every_help_has_one_example_that_calls_it(call, names):
    shown = call(*names, "--help", code=0).stdout
    assert shown.count("Example:") == 1
    example = shown.partition("Example:")[2].strip()
    assert example.startswith(" ".join(["guardrail", *names]))


def test_a_command_that_is_mistyped_is_one_line(call):
    assert call("chek", code=2).stderr.count("\n") == 1


@pytest.mark.parametrize("names", [[], ["rules"], ["review"]])
def test_a_noun_alone_shows_its_commands(call, names):
    assert "Commands:\n" in call(*names, code=2).stderr
