"""What a source says to each claim of a text: records first, then tables and passages."""

from __future__ import annotations

from ..source import Source
from .answers import Answer
from .ledger_reader import read_ledger
from .statement_reader import read_statements


def read(text: str, source: Source) -> list[Answer]:
    """An answer to every claim that was found in `text`."""
    if source.records:
        return read_ledger(text, source)
    return read_statements(text, source)
