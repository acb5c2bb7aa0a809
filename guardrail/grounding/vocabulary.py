"""Lists of words, and patterns that find any word of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable


def vocabulary(words: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(words.split())


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, as a tree of letters: a text is compared with all of them at once."""
    tree: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        tree.setdefault(word[:1], []).append(word[1:])
    branches = [re.escape(letter) + (any_of(rest) if any(rest) else "") for letter, rest in tree.items() if letter]
    return f"(?:{'|'.join(branches)}){'?' if '' in tree else ''}"
