"""Rule files as a table, for those who live in spreadsheets: a row a rule, and back with nothing lost."""

from .back import from_table
from .sheets import read_sheet, write_sheet
from .there import to_table

__all__ = ["from_table", "read_sheet", "to_table", "write_sheet"]
