"""Spelling as people bend it: slips, gaps, doubled and missing letters, digits for letters."""

from __future__ import annotations

import random

_SIGNS = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "u": "*", "g": "9"}


def _swap(word: str, at: int, rng: random.Random) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drop(word: str, at: int, rng: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _double(word: str, at: int, rng: random.Random) -> str:
    return word[:at] + word[at] * rng.randint(2, 4) + word[at + 1 :]


def _gap(word: str, at: int, rng: random.Random) -> str:
    return word[:at] + rng.choice(" -.") + word[at:]


def _spread(word: str, at: int, rng: random.Random) -> str:
    return rng.choice(" .-").join(word)


def _sign(word: str, at: int, rng: random.Random) -> str:
    return "".join(rng.choice(_SIGNS[char]) if char in _SIGNS and rng.random() < 0.7 else char for char in word)


_WAYS = (_swap, _drop, _double, _gap, _spread, _sign, _sign)


def bent(text: str, rng: random.Random) -> str:
    """The text with one or two of its longer words bent."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    for at in rng.sample(long, min(len(long), rng.randint(1, 2))):
        words[at] = rng.choice(_WAYS)(words[at], rng.randint(1, len(words[at]) - 2), rng)
    if len(words) > 2 and rng.random() < 0.1:
        at = rng.randrange(len(words) - 1)
        words[at : at + 2] = [words[at] + words[at + 1]]
    return " ".join(words)
