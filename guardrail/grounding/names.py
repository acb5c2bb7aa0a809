"""Finds the names of a source in a text: vendors, accounts, ids, as the books write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

WORD = re.compile(r"\w+(?:['’]\w+)*|&")
_POSSESSIVE = frozenset({"'s", "’s", "'S", "’S"})


class Word(NamedTuple):
    """A word of a text: as written, in the form that names are compared in, and where it stands."""

    text: str
    key: str
    start: int
    end: int


class Meaning(NamedTuple):
    """What some words of a text may stand for: names of one role, `exact` if they are written in full."""

    role: str
    meant: tuple[str, ...]
    exact: bool


class Name(NamedTuple):
    """A name found in a text: `meant` are the source's names it may stand for, `exact` if written in full."""

    role: str
    meant: tuple[str, ...]
    exact: bool
    first: int
    last: int


def words(text: str) -> list[Word]:
    """The words of `text`, folded for comparison: case, accents and apostrophes do not count."""
    return [Word(word := m[0], fold(word), *m.span()) for m in WORD.finditer(text)]


def fold(word: str) -> str:
    """The form of a word in which two spellings of one name are equal."""
    if word == "&":
        return "and"
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).replace("’", "")
    return word.replace("'", "").lower()


def keys(name: str) -> list[str]:
    """A name as the sequence of its folded words."""
    return [fold(word) for word in WORD.findall(name)]


class NameIndex:
    """Every name of a source by its folded words, so that a text costs a few look-ups a word at any number of names.

    A name also answers to its leading words ("Tesco" for "TESCO PFS 6119"), as long as these are at least four
    letters; if several names begin so, all of them are meant.
    """

    def __init__(self, names: Mapping[str, Iterable[str]], common: frozenset[str]) -> None:
        self._common = common
        self._meanings: dict[str, list[Meaning]] = {}
        self._longest: dict[str, int] = {}
        for role, values in names.items():
            for folded, meaning in self._answers(role, values):
                self._meanings.setdefault(folded, []).append(meaning)
        for meanings in self._meanings.values():
            if len(meanings) > 1:
                meanings.sort(key=_precedence)

    def _answers(self, role: str, values: Iterable[str]) -> Iterator[tuple[str, Meaning]]:
        """What the names of a role answer to; words that are a whole name mean no longer one."""
        whole: dict[str, list[str]] = {}
        leading: dict[str, list[str]] = {}
        for value in values:
            parts = keys(value)
            if not parts:
                continue
            whole.setdefault(" ".join(parts), []).append(value)
            if len(parts) > 1:
                self._longest[parts[0]] = max(len(parts), self._longest.get(parts[0], 0))
                for begin in self._beginnings(parts) if role == "entity" else ():
                    leading.setdefault(begin, []).append(value)
        for folded, meant in whole.items():
            yield folded, Meaning(role, _each(meant), exact=True)
        for folded in leading.keys() - whole.keys():
            yield folded, Meaning(role, _each(leading[folded]), exact=False)

    def _beginnings(self, parts: Sequence[str]) -> Iterator[str]:
        if len(parts[0]) >= 4:
            first = 2 if parts[0] in self._common else 1
            yield from (" ".join(parts[:size]) for size in range(first, len(parts)))

    def find(self, text_words: Sequence[Word]) -> list[Name]:
        """The names in a text, in order, without overlap."""
        found, at = [], 0
        while at < len(text_words):
            word = text_words[at]
            begins = word.key in self._meanings or word.key in self._longest or word.text[-2:] in _POSSESSIVE
            name = self._at(text_words, at) if begins else None
            if name is None:
                at += 1
            else:
                found.append(name)
                at = name.last + 1
        return found

    def _at(self, text_words: Sequence[Word], at: int) -> Name | None:
        word = text_words[at]
        if word.key in self._longest and (name := self._of_several(text_words, at)):
            return name
        alone = self._meanings.get(word.key)
        if alone and not (word.key in self._common and not _stands_out(text_words, at)):
            return Name(*alone[0], at, at)
        possessed = self._meanings.get(word.key[:-1]) if word.text[-2:] in _POSSESSIVE else None
        return Name(*possessed[0], at, at) if possessed else None

    def _of_several(self, text_words: Sequence[Word], at: int) -> Name | None:
        for size in range(min(self._longest[text_words[at].key], len(text_words) - at), 1, -1):
            parts = text_words[at : at + size]
            if meaning := self._meaning(" ".join([part.key for part in parts]), parts[-1]):
                return Name(*meaning, at, at + size - 1)
        return None

    def _meaning(self, folded: str, last: Word) -> Meaning | None:
        """What words mean whose `last` one may be a possessive."""
        meanings = self._meanings.get(folded, [])
        if last.text[-2:] in _POSSESSIVE:
            meanings = sorted(meanings + self._meanings.get(folded[:-1], []), key=_precedence)
        return meanings[0] if meanings else None


def _each(names: Sequence[str]) -> tuple[str, ...]:
    return (names[0],) if len(names) == 1 else tuple(sorted(set(names)))


def _precedence(meaning: Meaning) -> tuple[bool, bool]:
    return not meaning.exact, meaning.role != "entity"


def _stands_out(text_words: Sequence[Word], at: int) -> bool:
    return at > 0 and text_words[at].text[0].isupper()
