"""Finds who is paid by the place in a sentence alone, where a name of plain words has no letter to show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .name_words import POSSESSIVE, without_possessive
from .names import NameIndex
from .ordinary_words import NO_PART, is_ordinary
from .party_nouns import PARTIES
from .vocabulary import vocabulary

if TYPE_CHECKING:
    from .scan import Item

_PAYS = frozenset({"paid", "charged"})
_QUOTES = frozenset("\"“”„«»'‘’")
_FORMS = frozenset({"ltd", "plc", "llp", "llc", "gmbh"})
_TOWARDS = frozenset({"to", "at", "from", "with"})
_THEIRS = frozenset({"charged", "payment", "invoice", "refunded"})
_BUSINESSES = vocabulary(
    """hotel hotels shop shops store stores inn pub bar cafe restaurant house market garage club centre center school
    college bakery kitchen studio theatre museum library agency company depot warehouse lodge farm gym salon clinic"""
)
_NOBODY = frozenset("tax taxes vat levy latter former bill fee premium deposit aforementioned abovementioned".split())
_LONGEST = 4
_WAS = frozenset({"was", "were", "is"})


def with_payees(text: str, items: list[Item], names: NameIndex) -> list[Item]:
    """`items` with two or more plain words as a name where only a payee stands: "You paid book life £6.99"."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        last = _last(text, items, at)
        stretch = items[at : last + 1]
        placed = (last > at and _is_payee(items, at, last)) or _is_the_payee(text, items, at, last)
        if placed or _is_company(stretch) or _is_quoted(text, items, at, last):
            found += _named(text, stretch, names)
        else:
            found += stretch
        at = last + 1
    return found


def _last(text: str, items: Sequence[Item], first: int) -> int:
    """The last item of the stretch of plain words that begins at `first`; `first` itself if it is none."""
    last = first
    while last < len(items) and _may_name(items[last]):
        if last + 1 < len(items) and text[items[last].end : items[last + 1].start].strip(" -/"):
            return last
        last += 1
    return max(first, last - 1)


def _may_name(item: Item) -> bool:
    return item.kind in {"word", "plain"} and item.key not in NO_PART


def _pays(item: Item) -> bool:
    return item.kind == "cue" and item.key in _PAYS


def _is_payee(items: Sequence[Item], first: int, last: int) -> bool:
    """Whether a stretch stands between "paid" and an amount, or is what was paid an amount, or charged one."""
    before = items[first - 1] if first else None
    after = items[last + 1 : last + 4]
    if before is not None and _pays(before):
        return bool(after) and _is_amount(after[0])
    if before is not None and before.kind not in {"stop", "mark"}:
        return False
    if len(after) > 1 and after[0].key in _WAS:
        after = after[1:]
    return len(after) > 1 and _pays(after[0]) and any(map(_is_amount, after[1:]))


def _is_company(stretch: Sequence[Item]) -> bool:
    """Whether plain words end in a company form, as in "party delights limited"."""
    last = without_possessive(stretch[-1].key)
    if len(stretch) < 2 or stretch[-1].kind != "word":
        return False
    return last in _FORMS or (last == "limited" and not all(is_ordinary(item.key) for item in stretch[:-1]))


def _is_quoted(text: str, items: Sequence[Item], first: int, last: int) -> bool:
    """Whether plain words in quotation marks stand where a payee does: 'the payment was to "Best Price"'."""
    start, end = items[first].start, items[last].end
    if not first or not _may_name(items[first]) or text[start - 1 : start] not in _QUOTES:
        return False
    before = items[first - 1]
    return text[end : end + 1] in _QUOTES and (before.key in _TOWARDS or _pays(before))


def _is_the_payee(text: str, items: Sequence[Item], first: int, last: int) -> bool:
    """Whether a stretch behind "the" stands where a payee does and says who that is: "You paid the entertainer £9"."""
    if not first or items[first - 1].key != "the" or not _says_who(items[first : last + 1]):
        return False
    before = items[first - 2] if first > 1 else None
    after = items[last + 1 : last + 3]
    if text[items[last].start : items[last].end][-2:] in POSSESSIVE:
        return bool(after) and after[0].key in _THEIRS
    if after and after[0].kind in {"word", "plain"} and after[0].key not in NO_PART:
        return False
    if before is None or before.kind in {"stop", "mark"}:
        was = len(after) > 1 and after[0].key in _WAS and after[1].key == "paid"
        listed = before is not None and before.key == ":" and bool(after) and after[0].kind == "mark"
        return was or listed or (bool(after) and after[0].key == "charged")
    if _pays(before):
        return bool(after) and _is_amount(after[0])
    near = [*items[max(0, first - 4) : first - 2], *after[:1]]
    ends = not after or after[0].kind != "cue"
    return ends and before.key in _TOWARDS and any(map(_is_amount, near))


def _says_who(stretch: Sequence[Item]) -> bool:
    """Whether plain words are who somebody is: one is no plain English, or they are a kind of business and more."""
    if len(stretch) > _LONGEST or stretch[-1].key in _NOBODY or (len(stretch) == 1 and stretch[0].key in PARTIES):
        return False
    strange = any(item.kind == "word" and not is_ordinary(item.key) for item in stretch)
    return strange or (len(stretch) > 1 and stretch[-1].key in _BUSINESSES)


def _is_amount(item: Item) -> bool:
    return item.kind == "value" and item.mention is not None and item.mention.kind == "amount"


def _named(text: str, stretch: Sequence[Item], names: NameIndex) -> list[Item]:
    """The stretch as a name of the source, or else as a stranger's."""
    first, last = stretch[0], stretch[-1]
    if found := names.match(text[first.start : last.end]):
        return [first._replace(kind=found.role, key=found.meant[0], end=last.end, mention=None, name=found, word="")]
    return [item._replace(kind="name", word=text[item.start : item.end]) for item in stretch]
