"""Names and values listed one after the other, as in "A and B were 1 and 2": which value is of which name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, pairwise

from .answers import SUPPORTED, UNSUPPORTED, Answer
from .statement_claims import LISTING, Clause
from .statement_index import StatementIndex

_MOST_WAYS = 60


def is_list(clause: Clause) -> bool:
    """Whether the values stand together, or each for a name "respectively"."""
    gaps = (clause.text[a.end : b.start] for a, b in pairwise(clause.values))
    return "respectively" in clause.text.lower() or all(LISTING.fullmatch(gap) for gap in gaps)


def sides_of(clause: Clause) -> Iterator[list[tuple[int, int]]]:
    """The places of as many names as there are values, ahead of them, parted at every choice of commas and "and"s."""
    stop = clause.values[0].start
    joins = [match.span() for match in LISTING.finditer(clause.text, 0, stop)]
    for chosen in islice(combinations(joins, len(clause.values) - 1), _MOST_WAYS):
        bounds = [(0, 0), *chosen, (stop, stop)]
        yield [(one[1], other[0]) for one, other in pairwise(bounds)]


def in_order(clause: Clause, answers: list[Answer], index: StatementIndex) -> list[Answer]:
    """The answers, but those that are proven are not where they are listed in another order than their names.

    "A and B were 1 and 2" has an order; of "A was 1 and B 2" the names are not all ahead, unless it is "respectively".
    """
    if not clause.values or len(clause.times) > 1:
        return answers
    until = len(clause.text) if "respectively" in clause.text.lower() else clause.values[0].start
    proven = [answer for answer in answers if answer.status == SUPPORTED]
    named = [index.named(evidence.ref) for answer in proven for evidence in answer.evidence[:1]]
    if len(named) < len(proven) or all(_follow(clause, until, a - b, b - a) for a, b in pairwise(named)):
        return answers
    told = "the values are not in the order of the names"
    return [
        answer._replace(status=UNSUPPORTED, message=told, proof=None) if answer in proven else answer
        for answer in answers
    ]


def _follow(clause: Clause, until: int, first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether the words that only the first line has come before those that only the second has, or none do."""
    words = [word for word in clause.words if word.start < until]
    places = [[word.start for word in words if word.term in some] for some in (first, second)]
    return not places[0] or not places[1] or min(places[0]) < min(places[1])
