"""Where a text says, word for word, what another text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..types import Span
from .folding import Folding

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in folded form, each with its place in the text as it is."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str, folding: Folding) -> Words:
        """Capital letters, full-width forms and unseen characters make no difference; signs are no words."""
        plain = folding.fold(text)
        matches = list(_WORD.finditer(plain))
        spans = tuple(match.span() for match in matches)
        if not text.isascii():
            origins = folding.origins(text)
            spans = tuple((origins[start], origins[end - 1] + 1) for start, end in spans)
        return cls(tuple(match[0] for match in matches), spans)

    def stretches(self, size: int) -> frozenset[tuple[str, ...]]:
        """Every stretch of `size` words in a row."""
        return frozenset(self.words[at : at + size] for at in range(len(self.words) - size + 1))


def repeated(text: Words, stretches: frozenset[tuple[str, ...]], size: int) -> Iterator[Span]:
    """Where `text` says `size` words or more in a row that are among `stretches`, each place as long as it goes."""
    start, end = 0, -1
    for at in range(len(text.words) - size + 1):
        if text.words[at : at + size] not in stretches:
            continue
        if at > end:
            if end >= 0:
                yield Span(text.spans[start][0], text.spans[end - 1][1])
            start = at
        end = at + size
    if end >= 0:
        yield Span(text.spans[start][0], text.spans[end - 1][1])
