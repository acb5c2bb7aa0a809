"""The words of a text, in the form that names are compared in."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

WORD = re.compile(r"\w+(?:['’]\w+)*|&")
POSSESSIVE = frozenset({"'s", "’s", "'S", "’S"})


class Word(NamedTuple):
    """A word of a text: as written, in the form that names are compared in, and where it stands."""

    text: str
    key: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of `text`, folded for comparison: case, accents and apostrophes do not count."""
    return [
        Word(w := m[0], w.lower() if w.isalpha() and w.isascii() else fold(w), *m.span()) for m in WORD.finditer(text)
    ]


def fold(word: str) -> str:
    """The form of a word in which two spellings of one name are equal."""
    if word == "&":
        return "and"
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).replace("’", "")
    return word.replace("'", "").lower()


def keys(name: str) -> list[str]:
    """A name as the sequence of its folded words."""
    if name.isascii() and "'" not in name and "&" not in name:
        return WORD.findall(name.lower())
    return [fold(word) for word in WORD.findall(name)]


def without_possessive(name: str) -> str:
    """A name without the ending that says whose something is: "Asda's" is Asda."""
    return name[:-2] if name[-2:] in POSSESSIVE else name.removesuffix("'")
