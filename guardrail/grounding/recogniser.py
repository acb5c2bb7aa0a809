"""Finds who and what a text names: names of its source, however written, and strangers to it.

`recognise(text, names)` is all there is to call. Whatever else can find names (a model, a list) may add spans of the
same form; what a source knows always comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .lexicon import COMMON
from .name_forms import GENERIC, LEGAL
from .name_words import POSSESSIVE, keys
from .names import NameIndex
from .people import ALSO_WORDS, GIVEN, HONORIFICS
from .scan import Item, scan

PERSON, ORGANISATION, NAME, CODE = "person", "organisation", "name", "code"


class NameSpan(NamedTuple):
    """A name at `start` to `end` of a text.

    `kind` is entity, account, id or cell (of another column) for one of the source, and person, organisation, name or
    code for a stranger.
    `rule` says how it was found, and `sure`, 0 to 1, how sure that is; `meant` are the source's names it may be:
    one, or several where it cannot be told which, or none for a stranger.
    """

    start: int
    end: int
    kind: str
    rule: str
    sure: float
    meant: tuple[str, ...] = ()


def recognise(text: str, names: NameIndex | None = None, day_first: bool | None = None) -> list[NameSpan]:  # noqa: FBT001
    """The names in `text`, in order and without overlap; all are strangers where there are no `names` of a source."""
    items = scan(text, names or NameIndex({}, COMMON), day_first)
    return [_span(group) for group in _groups(text, items)]


def _groups(text: str, items: list[Item]) -> Iterator[list[Item]]:
    """Items that are one name: what the source knows alone, a stranger's words together."""
    group: list[Item] = []
    for item in items:
        named = item.name is not None or item.kind in {"name", "code"}
        joins = group and item.kind == group[-1].kind == "name" and not text[group[-1].end : item.start].strip(" .-/'&")
        if group and not joins:
            yield group
            group = []
        if named:
            group.append(item)
    if group:
        yield group


def _span(group: list[Item]) -> NameSpan:
    first, last = group[0], group[-1]
    if first.name is not None:
        return NameSpan(first.start, last.end, first.kind, first.name.rule, first.name.sure, first.name.meant)
    if first.kind == CODE:
        return NameSpan(first.start, last.end, CODE, "code", 1.0)
    end = last.end - 2 if last.word[-2:].lower() in POSSESSIVE else last.end
    return NameSpan(first.start, end, *_stranger([item.key for item in group], first.word))


def stranger_kind(name: str) -> str:
    """What kind of stranger would bear a name: person, organisation or name, if that cannot be told."""
    return _stranger(keys(name) or [""], name)[0]


def _stranger(words: list[str], written: str) -> tuple[str, str, float]:
    """What kind of stranger bears a name, by which rule, and how sure that is."""
    if words[0] in HONORIFICS and len(words) > 1:
        return PERSON, "honorific", 0.95
    if words[-1] in LEGAL:
        return ORGANISATION, "company form", 0.95
    if words[0] in GIVEN | ALSO_WORDS and not GENERIC.intersection(words):
        return PERSON, "given name", 0.9 if len(words) > 1 else 0.7
    if GENERIC.intersection(words):
        return ORGANISATION, "business word", 0.8
    if len(words) > 1 and any(len(one) == 1 < len(other) for one, other in pairwise(words)):
        return PERSON, "initial", 0.7
    return NAME, "capital" if written[:1].isupper() else "place", 0.6
