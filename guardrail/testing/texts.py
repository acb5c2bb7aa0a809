"""Texts that are true of a source, and texts that are true but for one thing; without Hypothesis.

Whether a fact holds is worked out by `facts` and `statements`, code that shares nothing with the engine that is to be
tested but how a ledger tells money out from money in.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ..errors import GuardrailError
from ..source import Source
from ..types import Span
from .books import Book, book_of
from .changes import CHANGES
from .draws import DRAWS, draw, falsified
from .facts import Fact
from .sentences import written
from .statements import (
    LINE_CHANGES,
    LINE_KINDS,
    Statement,
    draw_line,
    falsified_line,
    line_sentence,
    statement_of,
)

KINDS = (*dict.fromkeys((*CHANGES, *LINE_CHANGES)),)
"""Every kind of error that is injected, the same name in ledgers and statements for the same error."""

_MOST, _LOOKS = 48, 24
Wrong = Callable[[random.Random, Sequence[str]], "tuple[str, str] | None"]


@dataclass(frozen=True)
class TrueText:
    """A text that is true of `source`; `about` are the kinds of fact it states, such as payment or share."""

    text: str
    source: Source
    about: tuple[str, ...]
    wrong: Wrong = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Corruption:
    """A text that is false of `source` in one thing: `kind` is the error, `span` where `text` differs from `true`."""

    text: str
    kind: str
    span: Span
    reason: str
    true: str
    source: Source = field(repr=False)

    def __str__(self) -> str:
        return self.text


def true_text(source: Source, seed: int, *, about: str = "", claims: int = 1) -> TrueText | None:
    """A text that is true of `source`, or None if that seed finds nothing of the kind `about` to say.

    Args:
        source: records of one currency, or a statement with a column for each year.
        seed: chooses what is said and how.
        about: the kind of fact, a name in `draws.DRAWS` or `statements.LINE_KINDS`; any if empty.
        claims: how many facts the text states.

    Raises:
        GuardrailError: for a source that nothing true can be written about for sure.
    """
    rng = random.Random(seed)  # noqa: S311 - chooses texts, keeps no secret
    if not source.records:
        return _line_text(rng, source.derive(statement_of), about or rng.choice(LINE_KINDS))
    book = source.derive(book_of)
    kinds = [about] if about else rng.sample(sorted(DRAWS), min(claims * 4, len(DRAWS)))
    facts = [fact for kind in kinds if (fact := draw(rng, book, kind))][:claims]
    return _ledger_text(book, facts, rng.getrandbits(32)) if facts else None


def corrupted(true: TrueText, seed: int, *, kinds: Sequence[str] = KINDS) -> Corruption | None:
    """The text made false in one way of `kinds`, or None if none of them can make it so.

    It is false for sure: the changed fact is worked out again, and the source denies it however it is read.
    Raises `GuardrailError` for a kind that is none.
    """
    refuse_unknown(kinds)
    found = true.wrong(random.Random(seed), kinds)  # noqa: S311 - chooses errors, keeps no secret
    if found is None or found[1] == true.text:
        return None
    kind, text = found
    return corruption(kind, text, true.text, true.source)


def refuse_unknown(kinds: Sequence[str]) -> None:
    """Raises `GuardrailError` for a kind of error that is none."""
    for kind in kinds:
        if kind not in KINDS:
            raise GuardrailError(f"there is no error of kind {kind!r}; known are {', '.join(KINDS)}")


def wrong_text(source: Source, seed: int, *, kinds: Sequence[str] = KINDS) -> Corruption | None:
    """A text about the source that is false in one way of `kinds`, or None if none was found that can be made so.

    Every kind of fact that can be is tried, and each several times. Raises `GuardrailError` as `true_text` and
    `corrupted` do.
    """
    rng = random.Random(seed)  # noqa: S311 - chooses texts, keeps no secret
    able = {fact for kind in kinds if kind in CHANGES for fact in CHANGES[kind].about}
    about = sorted(able if source.records else LINE_KINDS)
    rounds = -(-_MOST // max(len(about), 1))
    for fact in [fact for _ in range(rounds) for fact in rng.sample(about, len(about))]:
        true = true_text(source, rng.getrandbits(32), about=fact)
        found = corrupted(true, rng.getrandbits(32), kinds=kinds) if true else None
        if found is not None:
            return found
    return None


def bearable(true: TrueText, kinds: Sequence[str] = KINDS) -> tuple[str, ...]:
    """Which of `kinds` the text can be made false by."""
    return tuple(kind for kind in kinds if any(corrupted(true, seed, kinds=[kind]) for seed in range(_LOOKS)))


def corruption(kind: str, text: str, true: str, source: Source) -> Corruption:
    """The two texts compared: where they differ, in whole words, and what stands there in each."""
    span, was = _difference(text, true), _difference(true, text)
    now, then = text[span.start : span.end], true[was.start : was.end]
    reason = f"{kind}: it says {now!r} where {then!r} is true" if now else f"{kind}: it leaves out {then!r}"
    return Corruption(text, kind, span, reason, true, source)


def _line_text(rng: random.Random, statement: Statement, about: str) -> TrueText | None:
    if about not in LINE_KINDS or (fact := draw_line(rng, statement, about)) is None:
        return None
    seed = rng.getrandbits(32)

    def wrong(rng: random.Random, kinds: Sequence[str]) -> tuple[str, str] | None:
        usable = tuple(kind for kind in kinds if kind in LINE_CHANGES)
        found = falsified_line(rng, statement, fact, usable)
        return (found[0], line_sentence(seed, found[1])) if found else None

    return TrueText(line_sentence(seed, fact), statement.source, (fact.kind,), wrong)


def _ledger_text(book: Book, facts: list[Fact], seed: int) -> TrueText:
    def wrong(rng: random.Random, kinds: Sequence[str]) -> tuple[str, str] | None:
        at = rng.randrange(len(facts))
        found = falsified(rng, book, facts[at], [kind for kind in kinds if kind in CHANGES])
        if found is None:
            return None
        return found[0], written(seed, book, [*facts[:at], found[1], *facts[at + 1 :]])

    return TrueText(written(seed, book, facts), book.source, tuple(fact.kind for fact in facts), wrong)


def _difference(text: str, other: str) -> Span:
    """Where `text` differs from `other`, widened to whole words without the punctuation behind them."""
    before = _alike(text, other)
    behind = min(_alike(text[::-1], other[::-1]), min(len(text), len(other)) - before)
    start, end = before, len(text) - behind
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end > start and not text[end - 1].isspace() and not text[end].isspace():
        end += 1
    while end > start and text[end - 1] in " .,;:":
        end -= 1
    return Span(start, end)


def _alike(text: str, other: str) -> int:
    """How many characters at the start of both are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))
