"""The command `guardrail` and its nouns."""

from __future__ import annotations

import click

from .check import check
from .cost import cost
from .demo import demo
from .distil import distil
from .killscore import killscore
from .nsfw import nsfw
from .plan import show_plan
from .program import Program, example
from .review import review
from .rules import rules
from .write import write


@click.group(
    epilog=example(
        "guardrail check --text 'You paid WeWork $3,200.00.' --source books.csv \\",
        "    --roles amount=Amount,entity=Vendor --use client-note",
        after="Exit codes: 0 accepted or done, 1 rejected, 2 usage, 3 escalated, 4 bad rules, 5 failed.",
    ),
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--debug", is_flag=True, help="Show where in the program an error came from.")
@click.version_option(package_name="guardrail", message="%(prog)s %(version)s")
def main(debug: bool) -> None:  # noqa: FBT001 - Program reads it
    """Check text that a language model wrote against the records it was written from."""


for command in (check, write, rules, show_plan, cost, killscore, nsfw, review, distil, demo):
    main.add_command(command)
