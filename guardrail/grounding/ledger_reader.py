"""Reads a text about a ledger clause by clause, and has each thing it says proven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..source import Source
from .answers import Answer
from .claims import MONEY, Slots, clauses
from .ledger import Ledger
from .ledger_proofs import (
    counted,
    currency,
    not_understood,
    prove_amount,
    prove_average,
    prove_count,
    prove_presence,
    refuse,
)
from .ledger_ranks import is_ranked, prove_rank
from .ledger_relations import prove_change, prove_comparison, prove_share
from .lexicon import COMMON
from .names import NameIndex
from .scan import Item, scan, sentences

_COUNTS = frozenset({"count", "number", "multiple"})
_MOVES = frozenset({"paid", "charged", "received", "refunded", "payment"})
_LIMITS = frozenset({"over", "under", "at least", "at most", "more than", "less than", "above", "below", "up to"})


class Books:
    """A ledger with its names, built once for a source."""

    def __init__(self, source: Source) -> None:
        self.ledger = Ledger(source)
        names = {"id": _telling(self.ledger), "entity": self.ledger.entities, "account": self.ledger.accounts}
        self.names = NameIndex(names, COMMON)


def _telling(ledger: Ledger) -> list[str]:
    """Record ids that cannot be taken for a number in a sentence."""
    return [record.id for record in ledger.records if not record.id.isdecimal()]


def read_ledger(text: str, source: Source) -> list[Answer]:
    """What the records of `source` say to each claim of `text`."""
    books = source.derive(Books)
    answers: list[Answer] = []
    for sentence in sentences(scan(text, books.names)):
        for slots in clauses(sentence):
            answers += _answers(slots, books.ledger)
    return answers


def _answers(slots: Slots, ledger: Ledger) -> Iterator[Answer] | list[Answer]:
    refused = not_understood(slots, ledger)
    if refused:
        return [refused]
    for item in slots.values:
        wrong = currency(item, slots, ledger)
        if wrong:
            return [wrong]
    return _proven(slots, ledger)


def _proven(slots: Slots, ledger: Ledger) -> list[Answer]:
    """One family of claims a clause, chosen by its cues."""
    cues = slots.cues
    if cues & {"rose", "fell", "unchanged"}:
        return prove_change(slots, ledger)
    if _compares(slots):
        return prove_comparison(slots, ledger)
    shares = [item for item in slots.values if _is_share(item, slots)]
    if shares:
        return [prove_share(item, slots, ledger) for item in shares]
    if is_ranked(slots):
        return prove_rank(slots, ledger)
    return _plain(slots, ledger)


def _compares(slots: Slots) -> bool:
    if not slots.cues & {"more", "less", "same"} and not {"than", "difference"} & slots.cues:
        return False
    doubles = max(len(slots.entities), len(slots.accounts), len(slots.times))
    return doubles >= 2


def _is_share(item: Item, slots: Slots) -> bool:
    if item.key == "percent":
        return True
    fraction = item.key == "multiple" and item.mention is not None and (item.mention.value or 0) < 1
    return fraction and bool(slots.cues & {"share", "total", "paid", "payment", "charged"})


def _plain(slots: Slots, ledger: Ledger) -> list[Answer]:
    values = [item for item in slots.values if item.key != "ordinal"]
    counts = [item for item in values if _is_count(item, slots)]
    money = [item for item in values if item.key in MONEY and item not in counts]
    limits = [item for item in money if counts and item.mention and item.mention.hedge in _LIMITS]
    if not values:
        return _without_value(slots, ledger)
    left = [item for item in values if item not in counts and item not in money]
    if left:
        return [refuse(slots, "the books cannot tell this", item=left[0])]
    answers = [prove_count(item, slots, ledger, limits) for item in counts]
    prove = prove_average if slots.cues & {"average", "median"} else prove_amount
    return answers + [prove(item, slots, ledger) for item in money if item not in limits]


def _is_count(item: Item, slots: Slots) -> bool:
    mention = item.mention
    if mention is None or item.key not in _COUNTS or mention.places < 0:
        return False
    if item.key == "multiple":
        return (mention.value or 0) >= 1
    if item.key == "count":
        return True
    return not slots.cues & {"average"} and counted(mention, slots) != "" and "count" in slots.cues


def _without_value(slots: Slots, ledger: Ledger) -> list[Answer]:
    """A clause without a number: it still claims that a payment was, or was not, made."""
    names = slots.entities or slots.accounts or slots.ids
    own = [name for name in ("entities", "accounts", "times") if getattr(slots, name) and name not in slots.inherited]
    if not (slots.cues & _MOVES and names) or (not own and "not" not in slots.cues):
        return []
    if slots.cues & {"only", "all", "first", "last"}:
        return [refuse(slots, "the books were not searched for this")]
    return [prove_presence(slots, ledger)]


def said_nothing(answers: Sequence[Answer]) -> bool:
    """Whether a text held no claim that was read."""
    return not answers
