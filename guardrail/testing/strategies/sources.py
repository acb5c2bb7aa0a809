"""Strategies for what texts are written from: ledgers, and statements as annual reports print them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...errors import GuardrailError
from ...source import Source
from ..drawn import CURRENCIES, drawn_ledger, drawn_statement


def ledgers(
    *, min_rows: int = 4, max_rows: int = 24, currencies: Sequence[str] = CURRENCIES, signed: bool | None = None
) -> SearchStrategy[Source]:
    """Ledgers of a small business: payments over up to three months, refunds, and income where money in is told apart.

    Args:
        min_rows: at least so many records, 2 or more.
        max_rows: at most about so many.
        currencies: the ISO codes that are drawn from; one ledger has one.
        signed: whether money out is written with a minus; either if None.

    Raises:
        GuardrailError: if no ledger can be so.
    """
    if not 2 <= min_rows <= max_rows:
        raise GuardrailError(
            f"ledgers: from {min_rows} to {max_rows} records is not possible; give 2 or more, in order"
        )
    if unknown := [code for code in currencies if code not in CURRENCIES]:
        raise GuardrailError(f"ledgers: no currency {unknown[0]!r} can be drawn; there are {', '.join(CURRENCIES)}")
    if not currencies:
        raise GuardrailError("ledgers: currencies is empty; name one or more")
    asked = {"min_rows": min_rows, "max_rows": max_rows, "currencies": currencies, "signed": signed}
    return _drawn(drawn_ledger, asked)


def statements(*, min_years: int = 2, max_years: int = 3) -> SearchStrategy[Source]:
    """Statements of a company: lines with a figure for each year, and a total of some of them.

    Args:
        min_years: at least so many columns, 2 or more.
        max_years: at most so many.

    Raises:
        GuardrailError: if no statement can be so.
    """
    if not 2 <= min_years <= max_years:
        raise GuardrailError(
            f"statements: from {min_years} to {max_years} years is not possible; give 2 or more, in order"
        )
    return _drawn(drawn_statement, {"min_years": min_years, "max_years": max_years})


def sources() -> SearchStrategy[Source]:
    """Ledgers and statements."""
    return ledgers() | statements()


@st.composite
def _drawn(draw: st.DrawFn, drawn: Callable[..., Source], asked: Mapping[str, Any]) -> Source:
    return drawn(lambda low, high: draw(st.integers(low, high)) if low < high else low, **asked)
