"""Names in the other columns of a ledger: cost centres, places, products, people; and what claims say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..source.columns import role_of
from ..source.currencies import CODES
from .answers import CONTRADICTION, SUPPORTED, UNSUPPORTED, Answer
from .clause import Slots
from .ledger import Ledger, loose
from .lexicon import COMMON
from .name_words import keys
from .ordinary_words import is_ordinary
from .record_says import SPOKEN_OF
from .scan import Item

CELL = "cell"
"""The kind of a name, or of a code, that stands in a column which is neither vendor, account nor id."""

MOST_VALUES = 5000
_LONGEST = 5
_CHOOSES = frozenset("largest smallest most fewest first last only all ranked more less rose fell average not".split())
_TOWARDS = frozenset({"paid", "charged", "refunded", "received", "to", "from", "with", "via", "through"})
_OF_ROWS = frozenset({"value", "sum", "count"})


def cell_names(ledger: Ledger) -> Mapping[str, frozenset[str]]:
    """The names in columns without a role, each with the columns it stands in.

    A column of over 5,000 different values is one of notes or numbers, and is not looked at.
    """
    taken = {*ledger.entities, *ledger.accounts}
    columns = dict.fromkeys(column for record in ledger.records[:50] for column in record.cells)
    columns = {column: None for column in columns if role_of(column) not in SPOKEN_OF}
    found: dict[str, set[str]] = {}
    for column in columns:
        values = {record.cells.get(column, "") for record in ledger.records}
        for value in values - taken if len(values) <= MOST_VALUES else ():
            if _is_name(value):
                found.setdefault(value, set()).add(column)
    return {value: frozenset(columns) for value, columns in found.items()}


def _is_name(value: str) -> bool:
    """Whether a cell holds a name: a few words without digits, one of which is no plain English."""
    if not value[:1].isupper() or any(map(str.isdigit, value)) or sum(map(str.isalpha, value)) < 3 or value in CODES:
        return False
    words = keys(value)
    return len(words) <= _LONGEST and not all(word in COMMON or is_ordinary(word) for word in words)


def held_to_cells(answers: Iterable[Answer], slots: Slots, said: Sequence[Item], books: CellBooks) -> list[Answer]:
    """Answers of a clause held against the names of cells in it, and in `said`, what its sentence said before it."""
    own = [item for item in slots.items if item.kind == CELL]
    columns = frozenset[str]().union(*(books.columns.get(item.key, ()) for item in own))
    before = [item for item in said if item.kind == CELL and not books.columns.get(item.key, columns) & columns]
    named = [*before, *own]
    return [_held(answer, slots, named, books) for answer in answers] if named else list(answers)


class CellBooks:
    """A ledger with the columns of the names in its cells."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.columns = cell_names(ledger)


def _held(answer: Answer, slots: Slots, named: Sequence[Item], books: CellBooks) -> Answer:
    told = " and ".join(sorted({item.key for item in named}))
    if answer.status == CONTRADICTION:
        return answer._replace(status=UNSUPPORTED)
    if answer.status != SUPPORTED:
        return answer
    doubted = answer._replace(status=UNSUPPORTED, message=f"the books do not show this for {told}", proof=None)
    if answer.proof is None or answer.proof.operation not in _OF_ROWS or slots.cues & _CHOOSES:
        return doubted
    if paid := next((item for item in named if _is_paid(slots, item)), None):
        return doubted._replace(message=f"the books have {paid.key} in another column, not as who was paid")
    ids = [cell for operand in answer.proof.operands for cell in operand.cells]
    wrong = [(one, item) for one in ids for item in named if not _stands(one, item.key, books)]
    if not ids or not wrong:
        return answer if ids else doubted
    record, item = wrong[0]
    other = _other(record, item.key, books)
    if len(ids) > 1 or not other:
        return doubted
    return doubted._replace(status=CONTRADICTION, message=f"the books have {other} here, not {item.key} [{record}]")


def _is_paid(slots: Slots, item: Item) -> bool:
    """Whether a name stands where a vendor or a customer does: "paid Ada", "to Ada", "Ada charged"."""
    at = slots.place(item)
    if at < 0:
        return False
    following = [one.key for one in slots.items[at + 1 : at + 4] if one.key not in {"also", "then", "has", "had"}]
    acts = following[:1] and following[0] in {"charged", "refunded", "received"}
    passive = following[:1] and following[0] in {"was", "were", "is"} and following[1:2] == ["paid"]
    return bool(acts or passive) or slots.before(item) in _TOWARDS


def _stands(record: str, name: str, books: CellBooks) -> bool:
    """Whether a record has a name in one of the columns where it is found, or a code in any."""
    cells = books.ledger.records[books.ledger.by_id[record]].cells
    if name not in books.columns:
        return any(loose(cell) == loose(name) for cell in cells.values())
    return any(keys(cells.get(column, "")) == keys(name) for column in books.columns[name])


def _other(record: str, name: str, books: CellBooks) -> str:
    """What a record has in the one column where a name is found; "" if nothing, or if there are several columns."""
    columns = books.columns.get(name, frozenset())
    cells = books.ledger.records[books.ledger.by_id[record]].cells
    return cells.get(next(iter(columns)), "").strip() if len(columns) == 1 else ""
