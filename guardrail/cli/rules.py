"""`guardrail rules`: look at rule files without checking a text."""

from __future__ import annotations

from datetime import date

import click

from ..rulebook import NamedException, Rulebook, RuleProblems
from ..rulebook.expectations import run_tests
from ..types import Candidate
from .backtest import backtest
from .explain import explain
from .hits import hits
from .lint import lint
from .new import new
from .plain import plain
from .program import ACCEPTED, BAD_RULES, example, tell
from .table import from_sheet, to_sheet
from .try_texts import try_texts


@click.group(short_help="Write rules, try them, look at them.", epilog=example("guardrail rules check"))
def rules() -> None:
    """Write rules, try them out, and look at what they do."""


@rules.command(
    "check",
    short_help="Say what is loaded, or list every mistake.",
    epilog=example("guardrail rules check my-rules/"),
)
@click.argument("path", required=False)
def check_rules(path: str | None) -> int:
    """Say how many packs and rules a folder or file holds, or list every mistake in it.

    Without PATH: the rules that ship.
    """
    try:
        book = Rulebook.read(path)
    except RuleProblems as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        count = len(error.problems)
        tell(f"{path or 'the rules that ship'}: {count} mistake{'s' * (count != 1)}; mend what is listed above")
        return BAD_RULES
    click.echo(book.summary())
    for one in book.exceptions:
        click.echo(plain(_exception(one, Candidate(text="").day)))
    click.echo(f"fingerprint {book.fingerprint}")
    return ACCEPTED


def _exception(one: NamedException, today: date) -> str:
    """What an exception lets pass, by whom, and whether it does so today."""
    holds = f"until {one.until}" if today <= one.until else f"is over since {one.until}; take it out"
    if today < one.since:
        holds = f"from {one.since} until {one.until}"
    words = ", ".join(repr(term) for term in one.terms)
    return f"exception {one.id} ({one.owner}) lets {one.rule} pass {words}: {holds}"


@rules.command(
    "test",
    short_help="Run all examples and tests.",
    epilog=example(
        "guardrail rules test my-rules/",
        after="Exit codes: 0 all as they must be, 4 a test or the rules are not.",
    ),
)
@click.argument("path", required=False)
def test_rules(path: str | None) -> int:
    """Run every example of every rule, and the tests in the files NAME.tests.yaml beside the rules.

    Without PATH: the rules that ship.
    """
    tested = run_tests(path)
    for failure in tested.failures:
        click.echo("\n".join(map(plain, str(failure).split("\n"))))
    failed = f"; {len(tested.failures)} not as expected, see above" if tested.failures else ", all as expected"
    tests = f"{tested.tests} test{'s' * (tested.tests != 1)}"
    click.echo(f"{tested.examples} examples and {tests} run{failed}")
    return BAD_RULES if tested.failures else ACCEPTED


for command in (lint, explain, try_texts, new, to_sheet, from_sheet, backtest, hits):
    rules.add_command(command)
