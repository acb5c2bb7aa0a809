"""The same source in another dress: its names, the order of its records or its currency changed throughout."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from ..errors import GuardrailError
from ..source import Record, Source
from .sentences import SIGNS

_FIRST = ("Bal", "Cor", "Dun", "Fen", "Gol", "Hal", "Ket", "Lor", "Nor", "Pel", "Ras", "Tal", "Vor", "Wex", "Zel")
_LAST = ("bix", "dane", "gro", "kell", "moss", "nar", "rix", "tov", "vane", "zet")
_MIDDLE = ("a", "e", "i", "o", "u")


def renamed(source: Source, start: int) -> Source:
    """The source with every entity called otherwise, in its records and their cells.

    The new names stand in the same alphabetical order as the old ones, so that whoever writes about entities in that
    order writes the same of the new source. `start` chooses the names.
    """
    old = sorted({record.entity for record in source.records if record.entity})
    names = dict(zip(old, _names(len(old), start), strict=True))
    anywhere = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(old, key=len, reverse=True)))})(?!\w)")

    def put(record: Record, cell: str) -> str:
        return cell if cell == record.account else anywhere.sub(lambda found: names[found[0]], cell)

    return _with_records(
        source,
        lambda record: record._replace(
            entity=names.get(record.entity or "", record.entity),
            cells={key: put(record, cell) for key, cell in record.cells.items()},
        ),
    )


def reordered(source: Source, order: Sequence[int]) -> Source:
    """The source with its records in another order: first the one that was at `order[0]`, and so on."""
    return replace(source, records=tuple(source.records[at] for at in order))


def in_currency(source: Source, currency: str) -> Source:
    """The source with all its money in `currency`, one of USD, GBP and EUR, and the figures as they were.

    Raises `GuardrailError` for a source with money of several currencies, or of another one than those.
    """
    held = {record.currency for record in source.records if record.currency}
    held |= {
        figure.unit for table in source.tables for figure in table.figures if re.fullmatch("[A-Z]{3}", figure.unit)
    }
    if len(held) != 1 or not held | {currency} <= SIGNS.keys():
        named = ", ".join(sorted(held)) or "none"
        raise GuardrailError(f"only a source in one of {', '.join(SIGNS)} can be put in another; here it is {named}")
    (old,) = held
    written = {old: currency, SIGNS[old]: SIGNS[currency]}
    tables = tuple(
        replace(
            table,
            caption=_put(table.caption, written),
            figures=tuple(
                replace(figure, unit=written.get(figure.unit, figure.unit), text=_put(figure.text, written))
                for figure in table.figures
            ),
        )
        for table in source.tables
    )
    return _with_records(
        replace(source, tables=tables),
        lambda record: record._replace(
            currency=written.get(record.currency or "", record.currency),
            cells={key: _put(cell, written) for key, cell in record.cells.items()},
        ),
    )


def _put(text: str, written: Mapping[str, str]) -> str:
    for old, new in written.items():
        text = text.replace(old, new)
    return text


def _with_records(source: Source, change: Callable[[Record], Record]) -> Source:
    return replace(source, records=tuple(map(change, source.records)))


def _names(count: int, start: int) -> list[str]:
    """So many invented names in alphabetical order, of one length of middle so that none begins another."""
    length = 0
    while len(_FIRST) * len(_MIDDLE) ** length * len(_LAST) < count:
        length += 1
    found = sorted("".join(parts) for parts in product(_FIRST, *[_MIDDLE] * length, _LAST))
    start %= len(found)
    return sorted((found[start:] + found[:start])[:count])
