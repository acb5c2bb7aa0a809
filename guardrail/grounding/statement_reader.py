"""Reads a text about tables clause by clause, and has each value it states proven."""

from __future__ import annotations

from ..source import Source
from .answers import UNCHECKED, Answer
from .statement_claims import Clause, clauses
from .statement_index import StatementIndex
from .statement_proofs import prove
from .terms import Indexed, Synonyms

SAYS_SOMETHING = 3


def read_statements(text: str, source: Source, synonyms: Synonyms) -> list[Answer]:
    """What the tables and passages of `source` say to each clause of `text`."""
    index = source.derive(Indexed(StatementIndex, synonyms))
    return [
        answer for clause in clauses(text, synonyms) for answer in prove(clause, index, source) or _unchecked(clause)
    ]


def _unchecked(clause: Clause) -> list[Answer]:
    """Says that a clause made no claim that was read, if it has more in it than courtesies."""
    if sum(not word.term[0].isdigit() for word in clause.words) < SAYS_SOMETHING:
        return []
    told = "this could not be checked against the source"
    return [Answer(status=UNCHECKED, message=told, start=clause.start, end=clause.start + len(clause.text))]
