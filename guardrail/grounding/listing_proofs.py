"""Proves what is said of the rows of a listing: the value of a measure, a sum over rows, a pair of measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations

from ..types import Evidence, Operand, Proof
from .answers import CONTRADICTION, SUPPORTED, UNSUPPORTED, Answer, Stated
from .listing import Leaf, Listing
from .listing_values import Said
from .luck import luck
from .operations import agrees, compute

_TOGETHER = re.compile(r"\b(?:combined|together|in total|altogether|between them)\b", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|apiece|both)\b", re.IGNORECASE)
_DOLLARS = frozenset({"USD", "CAD", "AUD", "HKD", "SGD", "NZD"})
_NO_ROW = "this does not say plainly of which row"
_NO_COLUMN = "no column of the table was found for this"

Rows = Sequence[tuple[str, ...]]


def prove_value(said: Said, rows: Rows, text: str, listing: Listing, *, sure: bool) -> Iterator[Answer]:
    """The answer to a value said of one row, of each of several, or of several together."""
    if not rows or any(len(labels) != 1 for labels in rows):
        yield _unsupported(said, _which(rows))
        return
    chosen = [columns(said, listing.rows[labels[0]]) for labels in rows]
    if said.kind == "range" or any(len(leaves) != 1 for leaves in chosen):
        yield _unsupported(said, _NO_COLUMN)
    elif said.part:
        yield _unsupported(said, "the table does not say this for that time", chosen[0])
    elif len(rows) > 1 and _TOGETHER.search(text):
        yield _judged(said, "sum", [leaves[0] for leaves in chosen], sure=False)
    elif len(rows) > 1 and not _EACH.search(text):
        yield _unsupported(said, _NO_ROW)
    else:
        for leaves in chosen:
            yield _judged(said, "value", leaves, sure=sure and _is_plain(said, leaves[0]))


def columns(said: Said, leaves: Sequence[Leaf]) -> list[Leaf]:
    """The columns that the words behind a value name: all of whose words are there, else that have all of these."""
    asked = frozenset(said.terms)
    pool = [leaf for leaf in leaves if leaf.is_rate == said.is_rate and _same_unit(said.unit, leaf.figure.unit)]
    within = [leaf for leaf in pool if leaf.terms <= asked]
    if within:
        best = max(within, key=lambda leaf: (len(leaf.terms), -min(said.terms.index(term) for term in leaf.terms)))
        return [leaf for leaf in within if leaf.terms == best.terms]
    over = [leaf for leaf in pool if asked and asked <= leaf.terms]
    return [leaf for leaf in over if leaf.terms <= asked | set(said.ahead)] or over


def _is_plain(said: Said, leaf: Leaf) -> bool:
    """Whether the words behind a value begin with those of the column, and the column states its unit."""
    first = said.terms[: len(leaf.terms)]
    return frozenset(first) == leaf.terms and (not said.unit or bool(leaf.figure.unit))


def _same_unit(said: str, printed: str) -> bool:
    """Whether a value in one currency may be a figure in another: "$" is any dollar, and a table may state none."""
    unit = said.partition("/")[0]
    return not (unit and printed) or unit == printed or (unit == "$" and printed in _DOLLARS)


def prove_pair(said: Said, rows: Rows, before: Rows, listing: Listing) -> Iterator[Answer]:
    """The answers to "11-of-20": two columns by the words behind, or neighbours where there are none."""
    if not rows or any(len(labels) != 1 for labels in rows):
        yield from unproven(said, _which(rows))
        return
    known = frozenset(said.terms) & listing.terms
    named = [leaf for leaf in listing.rows[rows[-1][0]] if known and known <= leaf.terms and not leaf.is_rate]
    pairs = [*permutations(named, 2), *_across(before, listing, known)] if known else list(_beside(before, listing))
    if said.part or not pairs:
        yield from unproven(said, _NO_COLUMN)
        return
    best = max(pairs, key=lambda pair: sum(map(_agrees, pair, said.values)))
    chance = min(1.0, len(pairs) * _chance(said.values[0]) * _chance(said.values[1]))
    if all(map(_agrees, best, said.values)):
        yield from map(_supported, best, said.values, said.spans, (chance, chance))
    elif len(named) == 2:
        yield from (_number_of_pair(*one) for one in zip(best, said.values, said.spans, strict=True))
    else:
        yield from unproven(said, f"the table does not have these two together: {_shown(named)}".removesuffix(": "))


def _number_of_pair(leaf: Leaf, value: Stated, span: tuple[int, int]) -> Answer:
    """The answer to one number of a pair that does not hold as a whole."""
    if _agrees(leaf, value):
        return _supported(leaf, value, span, min(1.0, 2 * _chance(value)))
    told = f"this is not what the table says: {_shown([leaf])}"
    return Answer(status=UNSUPPORTED, message=told, start=span[0], end=span[1], evidence=_evidence([leaf]))


def _across(before: Rows, listing: Listing, known: frozenset[str]) -> Iterator[tuple[Leaf, Leaf]]:
    """The same column in the two rows last named, if its words are those behind the pair."""
    for first, second in permutations(_told(before), 2):
        heads = {leaf.head: leaf for leaf in listing.rows[second]}
        yield from (
            (leaf, heads[leaf.head]) for leaf in listing.rows[first] if leaf.head in heads and known <= leaf.terms
        )


def _beside(before: Rows, listing: Listing) -> Iterator[tuple[Leaf, Leaf]]:
    """Pairs that may stand together without a word: columns side by side, or a column of the two rows last named."""
    for label in _told(before)[-1:]:
        yield from pairwise(leaf for leaf in listing.rows[label] if _is_count(leaf))
    yield from _across(before, listing, frozenset())


def _is_count(leaf: Leaf) -> bool:
    return not (leaf.is_rate or leaf.figure.unit or leaf.figure.places)


def _told(before: Rows) -> list[str]:
    return list(dict.fromkeys(labels[0] for labels in before if len(labels) == 1))[-2:]


def _judged(said: Said, operation: str, leaves: Sequence[Leaf], *, sure: bool) -> Answer:
    (value,), (span,) = said.values, said.spans
    numbers = [_number(leaf) for leaf in leaves]
    exact = compute(operation, [[number for number in numbers if number is not None]])
    if exact is None or None in numbers:
        return _unsupported(said, f"the table has no number there: {_shown(leaves)}")
    if not agrees(operation, exact, value.value, value.places, value.hedge):
        status = CONTRADICTION if sure else UNSUPPORTED
        told = f"this is not what the table says: {_shown(leaves)}"
        return Answer(status=status, message=told, start=span[0], end=span[1], evidence=_evidence(leaves))
    chance = luck(value.value, value.places, value.hedge, 1)
    return _supported(leaves[0], value, span, chance, operation, leaves)


def _supported(
    leaf: Leaf,
    value: Stated,
    span: tuple[int, int],
    chance: float,
    operation: str = "value",
    leaves: Sequence[Leaf] = (),
) -> Answer:
    cells = tuple(leaf.figure.id for leaf in leaves or (leaf,))
    proof = Proof(
        operation=operation,
        operands=(Operand(cells=cells),),
        stated=str(value.value),
        places=value.places,
        hedge=value.hedge,
        luck=chance,
    )
    told = _shown(leaves or (leaf,))
    return Answer(
        status=SUPPORTED, message=told, start=span[0], end=span[1], evidence=_evidence(leaves or (leaf,)), proof=proof
    )


def _number(leaf: Leaf) -> Fraction | None:
    figure = leaf.figure
    return None if figure.value is None else Fraction(figure.value) * Fraction(figure.scale or Decimal(1))


def _agrees(leaf: Leaf, value: Stated) -> bool:
    number = _number(leaf)
    return number is not None and agrees("value", number, value.value, value.places, value.hedge)


def _chance(value: Stated) -> float:
    return luck(value.value, value.places, value.hedge, 1)


def _which(rows: Rows) -> str:
    unclear = next((labels for labels in rows if len(labels) > 1), None)
    return f"this name could be any of: {', '.join(unclear[:4])}" if unclear else _NO_ROW


def unproven(said: Said, message: str) -> Iterator[Answer]:
    """That no value of what is said was proven, and why."""
    for start, end in said.spans:
        yield Answer(status=UNSUPPORTED, message=message, start=start, end=end)


def _unsupported(said: Said, message: str, leaves: Sequence[Leaf] = ()) -> Answer:
    start, end = said.spans[0]
    return Answer(status=UNSUPPORTED, message=message, start=start, end=end, evidence=_evidence(leaves))


def _shown(leaves: Sequence[Leaf]) -> str:
    return "; ".join(f"{leaf.label}, {leaf.head}: {leaf.figure.text}" for leaf in leaves[:4])


def _evidence(leaves: Sequence[Leaf]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(ref=leaf.figure.id, column=leaf.head, text=f"{leaf.label}: {leaf.figure.text}") for leaf in leaves[:8]
    )
