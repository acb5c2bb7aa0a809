"""Finds which record each of a user's texts is about, and what it says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..grounding.mentions import find_mentions
from ..local.options import Options
from ..local.records import Item, record_frame
from ..local.slots import Money, one_line
from ..local.words import tokens
from .examples import Example
from .matching import matched

_SHORT = frozenset({"AMOUNT", "PARTY", "DATE", "FROM", "TO", "DEBIT", "CREDIT", "DUE", "PERIOD"})
_WE = frozenset("we our us ours we've we're we'll".split())
_YOU = frozenset("you your yours you've you're you'll".split())


@dataclass(frozen=True)
class Unfound:
    """A text that nothing can be learnt from, its line, and why."""

    line: int
    text: str
    why: str


class Finder:
    """Records by their amounts and parties. `kind` is what all of them are, None to tell it by each record."""

    def __init__(self, items: Iterable[Item], kind: str | None = None) -> None:
        self._frames = [record_frame(item, Options(kind=kind)) for item in items]
        self._by_amount: dict[Decimal, list[int]] = defaultdict(list)
        self._by_party: dict[str, list[int]] = defaultdict(list)
        for at, frame in enumerate(self._frames):
            amount, party = frame.slots.get("AMOUNT"), frame.slots.get("PARTY")
            if isinstance(amount, Money):
                self._by_amount[amount.value].append(at)
            if isinstance(party, str):
                self._by_party[one_line(party).casefold()].append(at)

    def example(self, text: str) -> Example | str:
        """The example that a text makes with the record that it says most of; or why it makes none."""
        best: Example | None = None
        why = "no record has its amount or its party"
        for at in self._candidates(text):
            frame = self._frames[at]
            match = matched(text, frame.slots)
            if match.why_not:
                why = match.why_not
                continue
            example = _example(frame.kind, frame.slots, match.text)
            if fault := example.fault():
                why = fault
            elif best is None or len(example.inputs) > len(best.inputs):
                best = example
        return best or why

    def _candidates(self, text: str) -> Sequence[int]:
        """Records with an amount that stands in the text first, else those whose party does."""
        amounts = [abs(mention.value) for mention in find_mentions(text) if mention.value is not None]
        found = [at for amount in amounts for at in self._by_amount.get(amount, ())]
        low = one_line(text).casefold()
        named = [at for party, places in self._by_party.items() if party in low for at in places[:50]]
        return list(dict.fromkeys([*sorted(set(found) & set(named)), *found, *named]))[:500]


def _example(kind: str, slots: Iterable[str], skeleton: str) -> Example:
    written = tokens(skeleton)
    said = [slot for slot in slots if f"[{slot}]" in written]
    length = "short" if set(said) <= _SHORT else "full"
    told = ("task=narrate", f"kind={kind}", "tone=plain", f"length={length}", f"voice={voice_of(written)}")
    return Example((*told, *said), skeleton)


def voice_of(written: Iterable[str]) -> str:
    """Whom a text speaks to or for: you, we or neutral."""
    words = set(written)
    return "you" if words & _YOU else "we" if words & _WE else "neutral"


def find_examples(texts: Sequence[str], finder: Finder) -> tuple[list[Example], list[Unfound]]:
    """What texts, one a line, make with their records; blank lines are none."""
    found: list[Example] = []
    unfound: list[Unfound] = []
    for line, text in enumerate(texts, 1):
        if not text.strip():
            continue
        example = finder.example(text.strip())
        if isinstance(example, str):
            unfound.append(Unfound(line, text.strip(), example))
        else:
            found.append(example)
    return found, unfound
