"""Labelled texts about ledgers, in whatever words a set brings: facts are drawn, made false and told."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from guardrail.testing.books import Book
from guardrail.testing.changes import CHANGES
from guardrail.testing.draws import DRAWS, draw, falsified
from guardrail.testing.facts import Fact

from .cases import Case, spread

Say = Callable[[random.Random, Book, Fact], str]
Join = Callable[[random.Random, Book, list[Fact]], str]


def write_cases(
    rng: random.Random,
    books: list[Book],
    *,
    say: Say,
    join: Join,
    kinds: Sequence[str] = tuple(CHANGES),
    limit: int | None = 2000,
) -> list[Case]:
    """A true and a false text of each kind about each book, and texts of several facts, one false or none.

    `kinds` are the errors that `say` can put into words.
    """
    made: list[Case] = []
    for book in books:
        for kind in sorted(DRAWS) * (3 if book.numbered else 1):
            for true in (True, False):
                fact = draw(rng, book, kind)
                change, told = ("", fact) if true or fact is None else falsified(rng, book, fact, kinds) or ("", None)
                if told is not None:
                    made.append(Case(say(rng, book, told), true, kind, book.source, change))
        made.extend(_joined(rng, book, join, kinds))
    return spread(made, rng=rng, limit=limit)


def _joined(rng: random.Random, book: Book, join: Join, errors: Sequence[str]) -> Iterator[Case]:
    """Texts of two to four facts, told in the order drawn."""
    for true in (True, False, True, False):
        kinds = rng.sample(sorted(DRAWS), 8)
        several = [f for f in (draw(rng, book, kind) for kind in kinds) if f][: rng.choice((2, 2, 3, 4))]
        if len(several) < 2:
            continue
        at, change = rng.randrange(len(several)), ""
        if not true:
            found = falsified(rng, book, several[at], errors)
            if found is None:
                continue
            change, several[at] = found
        yield Case(join(rng, book, several), true, "several claims", book.source, change)
