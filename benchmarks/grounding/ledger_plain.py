"""Statements about ledgers from the grammar that `guardrail.testing` writes true texts with."""

from __future__ import annotations

import random
from pathlib import Path

from guardrail.testing.sentences import sentence, together

from .cases import Case
from .ledgers import BAKERY, STUDIO, card_books, small_books
from .written import write_cases


def cases(data: Path, seed: int, limit: int | None = None) -> list[Case]:
    """About 2,000 statements, half of them true, spread over the kinds."""
    rng = random.Random(f"plain {seed}")
    books = card_books(data, rng, 66) + small_books(rng, 24, (STUDIO, BAKERY))
    return write_cases(rng, books, say=sentence, join=together, limit=limit or 2000)
