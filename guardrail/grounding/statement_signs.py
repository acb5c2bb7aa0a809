"""Whether the words of a claim allow the sign of the figure it is held against: "loss" where the books have a gain."""

from __future__ import annotations

import re

from .mentions import Mention
from .statement_claims import Clause
from .statement_index import Cell, compares
from .statement_rows import Derived
from .terms import Reading, stem

_INSIDE_LAST = re.compile(r"(?P<plus>[^()]+)\((?P<minus>[^()]+)\)")
_INSIDE_FIRST = re.compile(
    r"^\W*\((?P<minus>[^()]+)\)\s*(?P<plus>[^()/]+)|/\s*\((?P<minus2>[^()]+)\)\s*(?P<plus2>[^()/]+)"
)
_GOOD = frozenset(map(stem, ("income", "profit", "earnings", "gain", "surplus")))
_LOSS = frozenset(map(stem, ("loss", "losses", "deficit", "shortfall")))
_BAD = frozenset(map(stem, ("loss", "losses", "deficit", "negative", "expense", "tax", "shortfall", "charge")))

# Lists of what is taken out of a profit again, where a gain stands as a minus.
_FLIPPED = frozenset(map(stem, ("adjustments", "reconcile", "changes", "reconciliation")))


def same_sign(derived: Derived, clause: Clause, value: Mention, reading: Reading) -> bool:
    """Whether a figure, taken as it stands, has the sign that the words say; derived values say theirs themselves."""
    cell = derived.cells[0]
    if derived.operation != "value" or value.signed or not cell.figure.value:
        return True
    negative = cell.figure.value < 0
    said = _negative_said(cell, clause, reading)
    return said is None or said == negative


def _negative_said(cell: Cell, clause: Clause, reading: Reading) -> bool | None:
    """Whether the words call the figure negative; None where they do not tell."""
    cues = clause.cues_beyond(cell.row.own)
    up, down = "up" in cues, "down" in cues
    if compares(cell.column.label) and up != down:
        return down
    words = clause.terms()
    label = cell.row.label.rpartition(" / ")[2]
    either = _alternatives(label, reading)
    if either:
        plus, minus = (one in words for one in either)
        return minus if plus != minus else None
    plain = cell.row.own & _GOOD and not (cell.row.own & _BAD or cell.row.context & _FLIPPED)
    if not plain:
        return None
    return False if words & _GOOD and not words & _BAD else True if words & _LOSS and not cell.row.own & _LOSS else None


def _alternatives(label: str, reading: Reading) -> tuple[str, str] | None:
    """The words for a positive and for a negative figure: of "net income (loss)", income and loss."""
    terms = reading.synonyms.terms
    match = _INSIDE_FIRST.search(label)
    if match:
        plus, minus = (
            terms(match["plus"] or match["plus2"] or "")[:1],
            terms(match["minus"] or match["minus2"] or "")[:1],
        )
    else:
        match = _INSIDE_LAST.search(label)
        plus, minus = (terms(match["plus"])[-1:], terms(match["minus"])[:1]) if match else ([], [])
    return (plus[0], minus[0]) if plus and minus and minus[0] in _NEGATIVES else None


_NEGATIVES = frozenset(
    map(
        stem,
        (
            "loss",
            "losses",
            "used",
            "decrease",
            "deficit",
            "benefit",
            "expense",
            "charge",
            "outflow",
            "provision",
            "credit",
        ),
    )
)
