"""Reads a text about tables clause by clause, and has each value it states proven."""

from __future__ import annotations

from ..source import Source
from .answers import UNCHECKED, UNSUPPORTED, Answer
from .statement_claims import Clause, clauses
from .statement_index import StatementIndex
from .statement_proofs import prove
from .terms import Indexed, Synonyms

SAYS_SOMETHING = 3


def read_statements(text: str, source: Source, synonyms: Synonyms) -> list[Answer]:
    """What the tables and passages of `source` say to each clause of `text`."""
    index = source.derive(Indexed(StatementIndex, synonyms))
    found: list[Answer] = []
    for clause in clauses(text, synonyms, source.day_first):
        found += _unread(clause) or prove(clause, index, source) or _unchecked(clause)
    return found


def _unread(clause: Clause) -> list[Answer]:
    """Says that a day of a clause could not be read: nothing else in it is then proven for that day."""
    start = clause.start
    return [
        Answer(status=UNSUPPORTED, message=day.unclear, start=start + day.start, end=start + day.end)
        for day in clause.unread
    ]


def _unchecked(clause: Clause) -> list[Answer]:
    """Says that a clause made no claim that was read, if it has more in it than courtesies."""
    if sum(not word.term[0].isdigit() for word in clause.words) < SAYS_SOMETHING:
        return []
    told = "this could not be checked against the source"
    return [Answer(status=UNCHECKED, message=told, start=clause.start, end=clause.start + len(clause.text))]
