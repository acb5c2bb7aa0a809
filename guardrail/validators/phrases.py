"""Makes a regular expression of what people say in words: these, then within four words those, unless after "not"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import regex

from .folding import Folding
from .inflection import forms

_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_WORD = r"[^\W_]++(?:[.,'\-][^\W_]++)*+"
_BETWEEN = r"(?:[^\w.!?\n]|_|\n(?!\s*\n)|[.!?](?!\s|\Z))++"
_JOINED = r"[\s\-]++"
_REACH = 3
_SHORTEST_STEM = 4
_DENIALS = (r"can[ ]?not", r"[^\W_]+n't")


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a phrase: any of some `words`, and how it stands to the part before.

    At most `within` words are between the two; `ordered` says that it comes after, and not on either side.
    """

    words: tuple[str, ...]
    within: int = 0
    ordered: bool = True


def phrase_pattern(steps: Sequence[Step], unless: Sequence[str] = ()) -> str:
    """What finds `steps` in a folded text, in one sentence, in any form that the words take.

    It finds nothing where a word of `unless` is inside the phrase or up to three words before it; "not" stands for
    "cannot" and "n't" as well.
    """
    denied = _denial(unless) if unless else ""
    before = rf"(?<!{denied}(?:{_BETWEEN}{_WORD}){{0,{_REACH - 1}}}{_BETWEEN})" if denied else ""
    if all(step.ordered for step in steps[1:]):
        first = _begin(steps[0].words, before)
        return first + "".join(_gap(step.within, denied) + _any_of(step.words) for step in steps[1:])
    found = _any_of(steps[0].words)
    for step in steps[1:]:
        words, gap = _any_of(step.words), _gap(step.within, denied)
        found = found + gap + words if step.ordered else f"(?:{found}{gap}{words}|{words}{gap}{found})"
    return before + found


def _begin(phrases: Sequence[str], before: str) -> str:
    """Any of some phrases, with `before` where it begins.

    What stands before is looked at last: an expression that begins with words is only tried where one of them is.
    """
    words = f"(?:{'|'.join(_written(phrases))})"
    return f"{words}{_AFTER}(?<={before}{_BEFORE}{words})"


def any_form_of(words: Sequence[str]) -> str:
    """What finds any of some words, in any form, in a folded text."""
    return _any_of([word for word in words if has_words(word)]) or r"(?!)"


def has_words(phrase: str) -> bool:
    """Whether there is a letter or digit to look for."""
    return bool(_parts(phrase))


def _any_of(phrases: Sequence[str]) -> str:
    """Any of some phrases in any form."""
    return _whole(_written(phrases))


def _written(phrases: Sequence[str]) -> list[str]:
    """What finds each of some phrases in any form, the longest first."""
    return [_JOINED.join(map(_any_form, _parts(phrase))) for phrase in sorted(phrases, key=len, reverse=True)]


def _denial(words: Sequence[str]) -> str:
    """Any of some words as they stand: "noted" is no "not"."""
    written = [_JOINED.join(map(regex.escape, _parts(word))) for word in words]
    return _whole([*written, *(_DENIALS if "not" in words else ())])


def _whole(patterns: Iterable[str]) -> str:
    return f"{_BEFORE}(?:{'|'.join(patterns)}){_AFTER}"


def _parts(phrase: str) -> list[str]:
    return [part for part in regex.split(r"[\s\-]+", Folding().fold(phrase)) if any(map(str.isalnum, part))]


def _any_form(word: str) -> str:
    """Every form of a word; what they begin with stands once, as the texts without it are then passed over."""
    every = forms(word)
    stem = _shared(min(every), max(every))
    if len(every) == 1:
        return regex.escape(word)
    if len(stem) < _SHORTEST_STEM:
        return f"(?:{'|'.join(every)})"
    return f"{stem}(?:{'|'.join(form[len(stem) :] for form in every)})"


def _shared(one: str, other: str) -> str:
    """What two words begin with; of the first and the last in order it is what all between begin with."""
    return "".join(char for char, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _gap(within: int, denied: str) -> str:
    if not within:
        return _BETWEEN
    refused = f"(?!{denied})" if denied else ""
    return f"(?:{_BETWEEN}{refused}{_WORD}){{0,{within}}}{_BETWEEN}"
