"""A text cut into sentences, each with the numbers and days that it says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from ..grounding.mention import Mention
from ..grounding.spans import sentence_spans
from ..types import Span

Fault = tuple[Span, str]


class Sentence(NamedTuple):
    """A sentence, where it starts, and what is mentioned in it; mentions have their place in the whole text."""

    start: int
    text: str
    mentions: Sequence[Mention]

    def of_kind(self, kind: str) -> list[Mention]:
        """Its mentions of one kind, such as amounts."""
        return [mention for mention in self.mentions if mention.kind == kind]

    def before(self, mention: Mention) -> str:
        """What it says before a mention."""
        return self.text[: mention.start - self.start]

    def after(self, mention: Mention) -> str:
        """What it says after a mention."""
        return self.text[mention.end - self.start :]


def sentences_of(text: str, mentions: Sequence[Mention]) -> list[Sentence]:
    """The sentences of a text, with `mentions` in order of their place shared out among them."""
    starts = [mention.start for mention in mentions]
    return [
        Sentence(start, text[start:end], mentions[bisect_left(starts, start) : bisect_left(starts, end)])
        for start, end in sentence_spans(text)
    ]
