"""All that a source says in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..source import Source


def said_in(source: object) -> Iterator[str]:
    """Every cell of its records, every label and cell of its tables, every passage; nothing if it is no source."""
    if not isinstance(source, Source):
        return
    for record in source.records:
        yield from record.cells.values()
    for table in source.tables:
        yield from table.texts
    yield from (passage.text for passage in source.passages)
