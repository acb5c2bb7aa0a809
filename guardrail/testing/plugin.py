"""A plugin of pytest: the fixture `guard`, rule packs as tests, and the kill score under the summary.

It imports nothing heavy until one of them is used. Its entry point bears this module's name, so that naming it once
more with `-p` changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ..errors import GuardrailError
from ..guard import Guard

if TYPE_CHECKING:
    from .rule_items import RulesFile

_SEED = 1


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options that the plugin adds."""
    group = parser.getgroup("guardrail", "rules for texts about money")
    group.addoption("--guardrail-rules", metavar="PATH", help="Rules for the fixture 'guard', also run as tests.")
    group.addoption("--guardrail-examples", metavar="N", type=int, help="Make N errors, and say how many are stopped.")


def pytest_configure(config: pytest.Config) -> None:
    """Have the rules collected beside the tests; without such rules there is nothing to do."""
    rules, examples = _rules(config), config.getoption("--guardrail-examples")
    if rules is not None and not Path(rules).exists():
        raise pytest.UsageError(f"--guardrail-rules: there is no folder or file {rules}")
    if examples is not None and examples < 1:
        raise pytest.UsageError(f"--guardrail-examples: {examples} is not a number of errors to make; 1 or more is")
    if rules is not None and rules not in config.args:
        config.args.append(rules)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RulesFile | None:
    """The tests in a file of the rules that were named."""
    rules = _rules(parent.config)
    if rules is None or file_path.suffix.lower() not in {".yaml", ".yml"}:
        return None
    from .rule_items import rules_file

    return rules_file(parent, file_path, rules)


@pytest.fixture(scope="session")
def guard(pytestconfig: pytest.Config) -> Guard:
    """The guard that the rules of `--guardrail-rules` make; that of the rules that ship if none are named."""
    try:
        return _guard(pytestconfig)
    except GuardrailError as error:
        told = str(error)
    pytest.fail(told, pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The kill score, if `--guardrail-examples` asks for it: the same errors in every run."""
    count = config.getoption("--guardrail-examples")
    if count is not None:
        for line in _score(config, count):
            terminalreporter.write_line(f"guardrail: {line}")


def _score(config: pytest.Config, count: int) -> Iterable[str]:
    from .killscore import kill_score, summary, uses_of

    try:
        from .errors_made import errors_drawn

        guard = _guard(config)
        return summary(kill_score(guard, errors_drawn(count, _SEED), uses=uses_of(guard)))
    except GuardrailError as error:
        return [f"no kill score: {line}" for line in str(error).splitlines()[:1]]


def _guard(config: pytest.Config) -> Guard:
    from ..rulebook import Rulebook

    return Rulebook.read(_rules(config)).guard()


def _rules(config: pytest.Config) -> str | None:
    named: str | None = config.getoption("--guardrail-rules")
    return named
