"""Finds the names of a source in a text: vendors, accounts, ids, as the books write them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

WORD = re.compile(r"\w+(?:['’]\w+)*|&")
_LOOSE = re.compile(r"['’]")

_POSSESSIVE = frozenset({"'s", "’s", "'S", "’S"})


class Word(NamedTuple):
    """A word of a text: as written, in the form that names are compared in, and where it stands."""

    text: str
    key: str
    start: int
    end: int


class Name(NamedTuple):
    """A name found in a text: `meant` are the source's names it may stand for, `exact` if written in full."""

    role: str
    meant: tuple[str, ...]
    exact: bool
    first: int
    last: int


def words(text: str) -> list[Word]:
    """The words of `text`, folded for comparison: case, accents and apostrophes do not count."""
    return [Word(m[0], fold(m[0]), m.start(), m.end()) for m in WORD.finditer(text)]


def fold(word: str) -> str:
    """The form of a word in which two spellings of one name are equal."""
    if word == "&":
        return "and"
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return _LOOSE.sub("", word).lower()


def keys(name: str) -> tuple[str, ...]:
    """A name as the sequence of its folded words."""
    return tuple(fold(word) for word in WORD.findall(name))


class NameIndex:
    """Every name of a source by its first word, longest first, so that a text is read in one pass.

    A name also answers to its leading words ("Tesco" for "TESCO PFS 6119"), as long as these are at least four
    letters; if several names begin so, all of them are meant.
    """

    def __init__(self, names: Mapping[str, Iterable[str]], common: frozenset[str]) -> None:
        entries: dict[tuple[str, tuple[str, ...]], tuple[set[str], bool]] = {}
        for role, values in names.items():
            for value in values:
                _enter(entries, role, value, common)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, tuple[str, ...], bool]]] = defaultdict(list)
        for (role, parts), (meant, exact) in entries.items():
            self._by_first[parts[0]].append((parts, role, tuple(sorted(meant)), exact))
        for found in self._by_first.values():
            found.sort(key=lambda entry: (-len(entry[0]), not entry[3], entry[1] != "entity"))
        self._common = common

    def find(self, text_words: Sequence[Word]) -> list[Name]:
        """The names in a text, in order, without overlap."""
        found, at = [], 0
        while at < len(text_words):
            name = self._at(text_words, at)
            if name is None:
                at += 1
            else:
                found.append(name)
                at = name.last + 1
        return found

    def _at(self, text_words: Sequence[Word], at: int) -> Name | None:
        word = text_words[at]
        entries = self._by_first.get(word.key)
        if entries is None and word.key.endswith("s"):
            return self._possessive(text_words, at)
        for parts, role, meant, exact in entries or ():
            size = len(parts)
            if size > 1 and not _same(text_words, at, parts):
                continue
            if size == 1 and parts[0] in self._common and not _stands_out(text_words, at):
                continue
            return Name(role, meant, exact, at, at + size - 1)
        return self._possessive(text_words, at)

    def _possessive(self, text_words: Sequence[Word], at: int) -> Name | None:
        word = text_words[at]
        if word.text[-2:] not in _POSSESSIVE:
            return None
        for parts, role, meant, exact in self._by_first.get(word.key[:-1], ()):
            if len(parts) == 1:
                return Name(role, meant, exact, at, at)
        return None


def _enter(
    entries: dict[tuple[str, tuple[str, ...]], tuple[set[str], bool]],
    role: str,
    value: str,
    common: frozenset[str],
) -> None:
    parts = keys(value)
    for size in range(len(parts), 0, -1):
        exact = size == len(parts)
        if not exact and (role != "entity" or len(parts[0]) < 4 or (size == 1 and parts[0] in common)):
            continue
        meant, whole = entries.get((role, parts[:size]), (set(), False))
        if exact and not whole:
            meant = {value}
        elif exact or not whole:
            meant = meant | {value}
        entries[role, parts[:size]] = (meant, exact or whole)


def _same(text_words: Sequence[Word], at: int, parts: tuple[str, ...]) -> bool:
    end = at + len(parts)
    if end > len(text_words):
        return False
    last = text_words[end - 1]
    if any(text_words[at + i].key != parts[i] for i in range(1, len(parts) - 1)):
        return False
    return last.key == parts[-1] or (last.text[-2:] in _POSSESSIVE and last.key[:-1] == parts[-1])


def _stands_out(text_words: Sequence[Word], at: int) -> bool:
    return at > 0 and text_words[at].text[0].isupper()
