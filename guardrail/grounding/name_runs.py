"""Puts the words of a text together that name somebody: a name of the source written otherwise, or a stranger's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .name_forms import GENERIC, LEGAL
from .names import Name, NameIndex
from .ordinary_words import is_ordinary

if TYPE_CHECKING:
    from .scan import Item

_BETWEEN = re.compile(r"|[ \u00a0]{1,3}|[.'’/&+@*#-]{1,2} ?| [/+*@-] |, (?=(?i:ltd|inc|llc|plc)\b)")
_SITE = re.compile(
    r"(?<![\w@.-])[\w-]+(?:\.[\w-]+)*?\.(?i:co\.uk|com|org\.uk|org|net|eu|io|de|fr|info|biz|gov\.uk)(?![\w-])"
)
_ACTS = frozenset({"paid", "charged", "received", "refunded", "payment"})
_TOWARDS = frozenset({"to", "from", "at", "with", "by", "via"})
_VERBS = frozenset("was is were has had got did does will".split())
_ARTICLES = frozenset({"the", "a", "an", "our", "your", "their", "my"})
_JOINED = frozenset({"name", "word", "entity", "account", "code"})
_BACK = 3
_COMPANY = GENERIC - {"a", "an", "the", "of", "and", "for", "payment", "payments", "one", "first", "total"}


def with_names(text: str, items: list[Item], names: NameIndex) -> list[Item]:
    """`items` with those that name somebody put together: as a name of the source, or one that it does not have.

    A word is part of a name by its capital letter, by its place (what was paid, and who charged) or, in a text
    without capitals, because it is no plain English.
    """
    writing = _Writing(text, items)
    if not (writing.sites or writing.has_titles or any(map(writing.is_strange, range(len(items))))):
        return items
    found: list[Item] = []
    at = 0
    for first, last in writing.runs():
        found += items[at:first]
        found += _named(writing, first, last, names)
        at = last + 1
    return found + items[at:]


class _Writing:
    """A text and its items, with what its capitals tell."""

    def __init__(self, text: str, items: Sequence[Item]) -> None:
        self.text = text
        self.items = items
        self.shouts = text.isupper()
        self.small = not self.shouts and not any(map(str.isupper, text))
        self.plain = self.shouts or self.small
        self.sites = [match.span() for match in _SITE.finditer(text)] if "." in text else []
        self.has_titles = not self.plain and any(self.is_title(at) for at in range(len(items)))

    def is_strange(self, at: int) -> bool:
        """Whether an item was not understood and is no plain English word."""
        item = self.items[at]
        if item.kind == "name":
            return not (self.shouts and is_ordinary(item.key))
        return item.kind == "word" and not is_ordinary(item.key)

    def is_title(self, at: int) -> bool:
        """Whether an item is a word of English that is written as a name: with a capital inside a sentence."""
        item = self.items[at]
        if item.kind not in {"cue", "plain", "word", "value", "time"} or not self.text[item.start].isupper():
            return False
        if item.kind in {"value", "time"} and not (item.kind == "value" and self.text[item.start : item.end].isalpha()):
            return False
        return self.items[at - 1].kind not in {"stop", "mark"} if at else False

    def are_titles(self, first: int, last: int) -> bool:
        """Whether a stretch is two or more words, all with a capital, of which the first may begin its sentence."""
        return last > first and all(self.is_title(at) for at in range(first + 1, last + 1)) and self.is_capital(first)

    def is_capital(self, at: int) -> bool:
        """Whether an item begins with a capital letter."""
        return self.text[self.items[at].start].isupper()

    def joins(self, at: int) -> bool:
        """Whether an item may be part of a name."""
        item = self.items[at]
        if item.kind in _JOINED:
            return item.kind != "word" or self.plain or self.is_strange(at) or self.is_title(at)
        if self.plain:
            return item.key in _COMPANY and item.kind in {"plain", "cue"}
        return self.is_title(at) or self._opens_a_name(at)

    def _opens_a_name(self, at: int) -> bool:
        """Whether a word that begins a sentence also begins a name of plain words: "Best Price charged"."""
        if at + 2 >= len(self.items) or not self.is_capital(at) or self.items[at].kind not in {"cue", "plain", "word"}:
            return False
        verb = self.items[at + 2]
        does = verb.key in _ACTS or verb.key in _VERBS or (at > 0 and verb.kind in {"mark", "value"})
        return does and self.is_title(at + 1) and self.touches(at)

    def touches(self, at: int) -> bool:
        """Whether nothing but a space or a sign of a name stands between an item and the next."""
        return _BETWEEN.fullmatch(self.text, self.items[at].end, self.items[at + 1].start) is not None

    def runs(self) -> Iterator[tuple[int, int]]:
        """First and last item of each stretch that may be one name."""
        at, size = 0, len(self.items)
        while at < size:
            if not (self.joins(at) or self.in_site(at)):
                at += 1
                continue
            last = at
            while last + 1 < size and self.touches(last) and self._goes_on(last + 1):
                last += 1
            if any(self.is_strange(one) or self.is_title(one) or self.in_site(one) for one in range(at, last + 1)):
                yield at, last
            at = last + 1

    def _goes_on(self, at: int) -> bool:
        """Whether an item belongs to the name before it."""
        return self.joins(at) or self._binds(at) or (self.in_site(at) and self.in_site(at - 1))

    def in_site(self, at: int) -> bool:
        """Whether an item is part of a web site's name, such as the "groups" of "tts-groups.co.uk"."""
        return any(start <= self.items[at].start < end for start, end in self.sites)

    def _binds(self, at: int) -> bool:
        """Whether an item is an "and" or "of" between two words of a name."""
        item = self.items[at]
        if item.key not in {"and", "of", "the"} or item.kind != "plain" or at + 1 >= len(self.items):
            return False
        return self.joins(at + 1) and self.touches(at)


def _named(writing: _Writing, first: int, last: int, names: NameIndex) -> Iterator[Item]:
    """The items of a stretch, with what it names put together."""
    items, text = writing.items, writing.text
    for start, end in _parts(first, last):
        if start == end and items[start].kind in {"entity", "account"}:
            continue
        found = names.match(text[items[start].start : items[end].end])
        if found:
            yield from items[first:start]
            yield _item(items[start], items[end], found)
            yield from (_stranger(writing, at, first, last) for at in range(end + 1, last + 1))
            return
    yield from (_stranger(writing, at, first, last) for at in range(first, last + 1))


def _parts(first: int, last: int) -> Iterator[tuple[int, int]]:
    """The whole of a stretch, and then what is left without the words at its beginning or at its end."""
    yield first, last
    for cut in range(1, min(last - first, 4) + 1):
        yield first + cut, last
        yield first, last - cut


def _item(first: Item, last: Item, name: Name) -> Item:
    return first._replace(
        kind=name.role, key=name.meant[0], end=last.end, mention=None, name=name, word="",
    )  # fmt: skip


def _stranger(writing: _Writing, at: int, first: int, last: int) -> Item:
    """An item of a stretch that names nobody of the source: a name if its letters or its place make it one."""
    item = writing.items[at]
    if item.kind in {"entity", "account"}:
        return item
    if item.kind not in {"word", "name"} and not writing.is_title(at) and not writing.in_site(at):
        return item
    if _is_name(writing, at, first, last):
        return item._replace(kind="name", mention=None, word=writing.text[item.start : item.end])
    return item._replace(kind="word") if item.kind == "name" else item


def _is_name(writing: _Writing, at: int, first: int, last: int) -> bool:
    """Whether an item is part of a stranger's name: by its letters, or by where it stands."""
    item = writing.items[at]
    if writing.plain:
        return writing.is_strange(at)
    if item.kind == "name" or item.key in LEGAL or writing.in_site(at):
        return True
    if item.kind == "word" and not is_ordinary(item.key):
        return writing.text[item.start].isupper() or _in_place(writing, at, first)
    if any(writing.is_capital(one) and writing.is_strange(one) for one in range(first, last + 1)):
        return True
    return writing.are_titles(first, last) and _in_place(writing, at, first)


def _in_place(writing: _Writing, at: int, first: int) -> bool:
    """Whether a stretch stands where a name does: behind what was paid or done, or at the beginning of a line."""
    items = writing.items
    before, adjectives = first - 1, 0
    while before >= 0 and adjectives < _BACK and _describes(items[before]):
        before, adjectives = before - 1, adjectives + 1
    if before < 0 or items[before].kind == "mark":
        return all(item.key in _COMPANY for item in items[before + 1 : first])
    following = items[at + 1] if at + 1 < len(items) else None
    return items[before].key in _TOWARDS | _ACTS and not (adjectives and following and following.kind == "value")


def _describes(item: Item) -> bool:
    """Whether a word may stand between a verb and what it is about: "a", "our local"."""
    return item.kind in {"plain", "word"} and item.key not in _TOWARDS
