"""`guardrail rules to-table` and `from-table`: rules in a spreadsheet, and back."""

from __future__ import annotations

from pathlib import Path

import click

from ..rulebook.table import from_table, read_sheet, to_table, write_sheet
from .changes import mend
from .program import ACCEPTED, example, tell


@click.command(
    "to-table",
    short_help="Write rules as a spreadsheet.",
    epilog=example("guardrail rules to-table my-rules/ rules.xlsx"),
)
@click.argument("path")
@click.argument("table")
def to_sheet(path: str, table: str) -> int:
    """Write the rules in the folder or file PATH as TABLE, a .csv or .xlsx file.

    A row for each rule, one for the head of each file; a list has an item on each line of its cell.
    """
    rows = to_table(path)
    write_sheet(rows, Path(table))
    tell(f"{len(rows) - 1} rows written to {table}")
    return ACCEPTED


@click.command(
    "from-table",
    short_help="Take rules back from a spreadsheet.",
    epilog=example("guardrail rules from-table rules.xlsx my-rules/"),
)
@click.argument("table")
@click.argument("folder")
@click.option("--yes", is_flag=True, help="Write without asking.")
def from_sheet(table: str, folder: str, *, yes: bool) -> int:
    """Change the rule files in FOLDER to what TABLE says, and show what changes first.

    What is as it was keeps its comments and layout; files that the table does not name are left alone.
    """
    changes = from_table(read_sheet(Path(table)), table, folder)
    mend(changes, folder, sure=yes)
    return ACCEPTED
