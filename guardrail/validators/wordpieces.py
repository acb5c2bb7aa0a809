"""Cuts a text into the pieces that a BERT vocabulary knows."""

from __future__ import annotations

from collections.abc import Sequence

import regex

_WORD = regex.compile(r"[^\W_]+|[^\s\w]|_")
_LONGEST = 40


class WordPieces:
    """Greedy longest match, word by word, of a text that is folded already.

    Args:
        vocabulary: the pieces in the order of their numbers; a piece inside a word starts with "##".
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._number["[UNK]"]

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The numbers of the pieces, and for each the place in `text` of the word it belongs to."""
        numbers, places = list[int](), list[tuple[int, int]]()
        for match in _WORD.finditer(text):
            number = self._number.get(match[0])
            found = self._split(match[0]) if number is None else [number]
            numbers += found
            places += [match.span()] * len(found)
        return numbers, places

    def _split(self, word: str) -> list[int]:
        found, start = list[int](), 0
        while start < len(word):
            number = end = None
            for end in range(min(len(word), start + _LONGEST), start, -1):
                number = self._number.get(("##" if start else "") + word[start:end])
                if number is not None:
                    break
            if number is None or end is None:
                return [self._unknown]
            found.append(number)
            start = end
        return found
