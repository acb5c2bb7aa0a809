"""What a student may write: its words, which of them follow which, and what each of them needs to be told first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..local.frame import MEANINGS
from ..local.words import END, PAD, SLOT_OF, SPECIAL, START
from .examples import Example

CONTEXT = 3
_TELLING = ("voice=", "reason=")
_ENOUGH = 3


@dataclass(frozen=True)
class Tables:
    """The words of a set of examples, in the shape that the card of a student has."""

    vocabulary: tuple[str, ...]
    inputs: tuple[str, ...]
    allowed: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str]
    needs: Mapping[str, Mapping[str, list[str]]]

    def of_inputs(self, told: Iterable[str]) -> list[int]:
        """The numbers of what a network is told; what it does not know is left out."""
        known = {each: at for at, each in enumerate(self.inputs)}
        return [known[each] for each in told if each in known]

    def of_tokens(self, tokens: Iterable[str]) -> list[int]:
        """The numbers of tokens; raises `KeyError` for one that is not in the vocabulary."""
        known = {each: at for at, each in enumerate(self.vocabulary)}
        return [known[each] for each in tokens]

    @property
    def copies(self) -> list[int]:
        """For each input the token that copies it, 0 for one that is no slot."""
        known = {each: at for at, each in enumerate(self.vocabulary)}
        return [known.get(f"[{told}]", 0) for told in self.inputs]


def tables(examples: Sequence[Example], *, context: int = CONTEXT) -> Tables:
    """The tables of examples; those that a word may not be in are refused by `Example.fault` before."""
    counts = Counter(token for example in examples for token in example.tokens)
    slots = [token for token in SLOT_OF if counts[token]]
    plain = sorted(token for token in counts if token not in SLOT_OF)
    told = {each for example in examples for each in example.inputs}
    return Tables(
        vocabulary=(*SPECIAL, *slots, *plain),
        inputs=(PAD, *(each for each in MEANINGS if each in told)),
        allowed=_allowed(examples, context),
        words=_words(examples),
        needs=needs(examples),
    )


def _allowed(examples: Sequence[Example], context: int) -> dict[str, dict[str, str]]:
    """Which tokens followed each run of `context` tokens."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for example in examples:
        run = [START] * context + example.tokens + [END]
        for at in range(context, len(run)):
            found[example.topic][" ".join(run[at - context : at])][run[at]] = None
    return {topic: {run: " ".join(after) for run, after in follow.items()} for topic, follow in found.items()}


def _words(examples: Sequence[Example]) -> dict[str, str]:
    """The words that were ever written with a voice or a reason in a task."""
    found: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for told in example.inputs:
            if told.startswith(_TELLING):
                found[f"{example.inputs[0]} + {told}"].update(example.tokens)
    return {told: " ".join(sorted(words - SLOT_OF.keys())) for told, words in sorted(found.items())}


def needs(examples: Sequence[Example]) -> dict[str, dict[str, list[str]]]:
    """Words that never came without a certain slot, by the task and kind they stand in: "memo" without [MEMO].

    What is needed is told by all examples together: those of one kind are too few, and two values that happen to stand
    together in them would seem to need each other. A slot that nearly every text has needs no word to be held to it.
    """
    slots_of: dict[str, list[frozenset[str]]] = defaultdict(list)
    topics_of: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        slots = frozenset(told for told in example.inputs if "=" not in told)
        for word in set(example.tokens) - SLOT_OF.keys():
            slots_of[word].append(slots)
            topics_of[word].add(example.topic)
    shares = Counter(told for example in examples for told in example.inputs if "=" not in told)
    common = {slot for slot, many in shares.items() if many > 0.6 * len(examples)}
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for word, seen in sorted(slots_of.items()):
        always = frozenset.intersection(*seen) - common
        for topic in sorted(topics_of[word]) if always and len(seen) >= _ENOUGH else ():
            found[topic][word] = sorted(always)
    return dict(found)


def unknown_runs(tokens: Sequence[str], allowed: Mapping[str, str], context: int = CONTEXT) -> int:
    """How many tokens of a text follow a run of tokens that no example of its kind has there."""
    run = [START] * context + list(tokens) + [END]
    return sum(
        run[at] not in allowed.get(" ".join(run[at - context : at]), "").split() for at in range(context, len(run))
    )
