"""Reads a text about tables clause by clause, and has each value it states proven."""

from __future__ import annotations

from ..source import Source
from .answers import Answer
from .statement_claims import clauses
from .statement_index import StatementIndex
from .statement_proofs import prove


def read_statements(text: str, source: Source) -> list[Answer]:
    """What the tables of `source` say to each value of `text`."""
    index = source.derive(StatementIndex)
    return [answer for clause in clauses(text) for answer in prove(clause, index, source)]
