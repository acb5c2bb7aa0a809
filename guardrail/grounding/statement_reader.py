"""Reads a text about tables clause by clause, and has each value it states proven."""

from __future__ import annotations

import re

from ..source import Source
from .answers import UNCHECKED, UNSUPPORTED, Answer
from .measures import Measures
from .statement_claims import Clause
from .statement_clauses import clauses
from .statement_index import StatementIndex
from .statement_levels import with_steps
from .statement_measures import with_measures
from .statement_proofs import prove
from .statement_trends import unproven
from .terms import Indexed, Reading, Synonyms

SAYS_SOMETHING = 3
_DENIES = re.compile(r"n['’]t\b|\b(?:hardly|barely|scarcely|never|cannot)\b", re.IGNORECASE)


def read_statements(text: str, source: Source, synonyms: Synonyms, measures: Measures) -> list[Answer]:
    """What the tables and passages of `source` say to each clause of `text`."""
    index = source.derive(Indexed(StatementIndex, synonyms))
    read = clauses(text, Reading(synonyms, source.day_first))
    answers = with_measures([(clause, _answers(clause, index, source)) for clause in read], index, measures)
    return with_steps(read, answers, source, index)


def _answers(clause: Clause, index: StatementIndex, source: Source) -> list[Answer]:
    if clause.aside or (clause.levels and not clause.values):
        return []  # a reason is not read; a bare "rose" is answered by the levels it goes from and to
    return _unread(clause) or _denied(clause) or prove(clause, index, source) or _unchecked(clause)


def _unread(clause: Clause) -> list[Answer]:
    """Says that a day of a clause could not be read: nothing else in it is then proven for that day."""
    start = clause.start
    return [
        Answer(
            status=UNSUPPORTED,
            message=day.unclear or f"{day.text!r} is no day of the calendar",
            start=start + day.start,
            end=start + day.end,
        )
        for day in clause.unread
    ]


def _denied(clause: Clause) -> list[Answer]:
    """Says that a clause denies what it says: the figures of what it denies would prove it."""
    if not _DENIES.search(clause.text, clause.lead) or not (clause.values or clause.cues):
        return []
    told = "what a sentence denies is not searched for"
    return [unproven(clause, told)]


def _unchecked(clause: Clause) -> list[Answer]:
    """Says that a clause made no claim that was read, if it has more in it than courtesies."""
    if sum(not word.term[0].isdigit() for word in clause.words) < SAYS_SOMETHING:
        return []
    told = "this could not be checked against the source"
    return [Answer(status=UNCHECKED, message=told, start=clause.span[0], end=clause.span[1])]
