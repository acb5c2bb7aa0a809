"""Cells of a statement as evidence, and in words."""

from __future__ import annotations

from collections.abc import Sequence

from ..types import Evidence
from .statement_index import Cell


def shown(cells: Sequence[Cell]) -> str:
    """The first few cells in words: label, column, what is printed."""
    return "; ".join(f"{cell.row.label}, {cell.column.label}: {cell.figure.text}" for cell in cells[:4])


def evidence(cells: Sequence[Cell]) -> tuple[Evidence, ...]:
    """The first few cells as evidence."""
    return tuple(
        Evidence(ref=cell.figure.id, column=cell.column.label, text=f"{cell.row.label}: {cell.figure.text}")
        for cell in cells[:8]
    )
