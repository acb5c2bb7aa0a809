"""Where the sentences of a text stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE = r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[^\sa-z])|\n+"
_END = re.compile(SENTENCE)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, in order; the last one ends with the text."""
    last = 0
    for match in _END.finditer(text):
        yield last, match.start()
        last = match.end()
    yield last, len(text)
