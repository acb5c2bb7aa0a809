"""Words of a rule that are one slip away from a name in the books, and not in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ...source import Source
from ..nodes import Scalar
from ..packs import Placed
from ..rule import ExampleRule
from ..values import folded
from .notice import COMMON, Notice, values_of

_SHORTEST = 5


def misspelt(placed: Sequence[Placed], source: Source) -> Iterator[Notice]:
    """Words and names in rules that are almost those of a vendor or account."""
    names = _Names(source)
    for one in placed:
        if not isinstance(one.rule, ExampleRule):
            continue
        for key, (_, node) in one.node.entries.items():
            if key not in COMMON | {"pattern"}:
                yield from (found for value in values_of(node) for found in _slips(one, value, names))


def _slips(one: Placed, node: Scalar, names: _Names) -> Iterator[Notice]:
    if isinstance(node.value, str) and (meant := names.meant(node.value)):
        told = f"{node.value!r} is not in the books, which have {meant!r}"
        yield Notice("spelling", one.page.about(node, told, f"did you mean {meant!r}?"))


class _Names:
    """The vendors and accounts of a source, by what they are with one character left out."""

    def __init__(self, source: Source) -> None:
        found = dict.fromkeys(name for r in source.records for name in (r.entity, r.account) if name)
        words = dict.fromkeys(word for name in found for word in name.split())
        self._known = {folded(name) for name in (*found, *words)}
        self._near: dict[str, str] = {}
        for name in (*found, *words):
            if len(name) >= _SHORTEST:
                for form in (folded(name), *_shorter(folded(name))):
                    self._near.setdefault(form, name)

    def meant(self, text: str) -> str | None:
        """The name a text is one slip away from: a letter too many, too few, another, or two exchanged."""
        plain = folded(text)
        if len(plain) < _SHORTEST or plain in self._known or plain.rstrip("s") in {n.rstrip("s") for n in self._known}:
            return None
        for form in (plain, *_swapped(plain), *_shorter(plain)):
            name = self._near.get(form)
            if name and _one_slip(plain, folded(name)):
                return name
        return None


def _shorter(text: str) -> Iterable[str]:
    return (text[:at] + text[at + 1 :] for at in range(len(text)))


def _swapped(text: str) -> Iterable[str]:
    return (text[:at] + b + a + text[at + 2 :] for at, (a, b) in enumerate(pairwise(text)))


def _one_slip(one: str, other: str) -> bool:
    """Whether the texts are one letter, or one exchange of two neighbours, apart."""
    if other in _swapped(one):
        return True
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    long, short = sorted((one, other), key=len, reverse=True)
    return len(long) == len(short) + 1 and short in _shorter(long)
