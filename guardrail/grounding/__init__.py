"""Finds what a text says, and proves or contradicts it from the source."""

from .aliases import Aliases
from .answers import CONTRADICTION, FABRICATED, SUPPORTED, UNCHECKED, UNSUPPORTED, Answer
from .measures import Measures
from .read import read
from .terms import Synonyms
from .verify import verify

__all__ = [
    "CONTRADICTION",
    "FABRICATED",
    "SUPPORTED",
    "UNCHECKED",
    "UNSUPPORTED",
    "Aliases",
    "Answer",
    "Measures",
    "Synonyms",
    "read",
    "verify",
]
