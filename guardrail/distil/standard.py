"""What trusted texts show of a kind: which words it has, and which of them need a value. Other texts are held to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..local.words import SLOT_OF
from .examples import Example
from .tables import needs

_COMMON = 3


class Standard:
    """Made of texts that people wrote; says what is wrong with one that a model wrote.

    A word that they use, but never of this task and kind and of fewer than three others, is wrong there: "refunded" in
    a payment. So is one that they never use without a certain value, where the record has no such value: "memo". A word
    that they do not have says nothing.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        self._needs = needs(examples)
        self._of_topic: dict[str, set[str]] = defaultdict(set)
        for example in examples:
            self._of_topic[example.topic].update(example.tokens)
        many = Counter(word for words in self._of_topic.values() for word in words)
        self._known = frozenset(many)
        self._common = frozenset(word for word, topics in many.items() if topics >= _COMMON)

    def fault(self, example: Example) -> str:
        """What is wrong with an example, "" if nothing is."""
        if why := example.fault():
            return why
        needed = self._needs.get(example.topic, {})
        for word in example.tokens:
            if word in SLOT_OF:
                continue
            if lacking := set(needed.get(word, ())) - set(example.inputs):
                return f"it says {word!r} without {', '.join(sorted(lacking)).lower()}"
            if word in self._known - self._common and word not in self._of_topic.get(example.topic, ()):
                return f"it says {word!r}, which no text of this kind does"
        return ""
