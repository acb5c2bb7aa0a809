"""Where one clause of a sentence ends and the next begins, and what clauses side by side add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from .clause import Slots
from .lexicon import CUES
from .scan import Item

RANKING = frozenset({"largest", "smallest", "most", "fewest"})
_NAMED = frozenset({"entity", "account"})
_LINKS = frozenset({"and", "but", "while", "whereas", "plus", "whilst", "yet"})
_RELATIONS = frozenset(
    {
        "rose",
        "fell",
        "unchanged",
        "largest",
        "smallest",
        "most",
        "fewest",
        "more",
        "less",
        "average",
        "only",
        "all",
    }
    | {"not", "first", "last"}
)
_NOUNS = frozenset({"payment", "vendor", "account", "day", "month", "week", "whole"})
MOVES = frozenset({"paid", "charged", "received", "refunded"})


def parts(sentence: Sequence[Item]) -> list[list[Item]]:
    """The items of each clause: one ends where what stands before states something, and so does what follows."""
    found: list[list[Item]] = [[]]
    for at, item in enumerate(sentence):
        rest = sentence[at + 1 :]
        ends = (_joins(item) or _counts(item, found[-1]) or _parts_off(item, rest)) and _claims(found[-1])
        ends = ends and not _belongs(rest, found[-1]) and _claims_alone(rest, item.kind == "mark")
        if ends or _denies_another(item, rest, found[-1]):
            found.append([])
        else:
            found[-1].append(item)
    return [part for part in found if part]


def _denies_another(item: Item, rest: Sequence[Item], before: Sequence[Item]) -> bool:
    """Whether "but not in January" follows what is said of other times, which it does not deny."""
    timed = any(one.kind == "time" for one in before) and any(one.kind == "time" for one in rest[1:4])
    return item.key == "but" and bool(rest) and rest[0].key == "not" and timed


def _belongs(rest: Sequence[Item], before: Sequence[Item]) -> bool:
    """Whether what follows a comma or a link says more of the same clause."""
    times = [item.kind == "time" for item in (*before[-1:], *rest[:1])]
    if times == [True, True] and (len(rest) < 2 or rest[1].kind == "mark"):
        return True  # "in January and February, then"
    return _goes_on(rest) or _ranks_several(before) or _only_ranks(rest)


def _counts(item: Item, before: Sequence[Item]) -> bool:
    """Whether a colon follows a count, of which it then gives the parts."""
    return item.key == ":" and any(one.key == "count" and one.kind == "value" for one in before)


def _joins(item: Item) -> bool:
    return (item.kind == "mark" and item.key not in {":", "(", ")"}) or (item.kind == "plain" and item.key in _LINKS)


def _parts_off(item: Item, rest: Sequence[Item]) -> bool:
    """Whether a word such as "includes" goes from a whole to a part of it, whose value follows."""
    return item.kind == "plain" and item.key in _INCLUDES and bool(rest) and rest[0].kind == "value"


_INCLUDES = frozenset({"includes", "including", "include", "included", "incl"})


def _goes_on(rest: Sequence[Item]) -> bool:
    """Whether what follows a comma only says what has just been said is set against: "down $40 vs April", "to $90"."""
    until = next((at for at, item in enumerate(rest) if at and _joins(item)), len(rest))
    keys = [item.key for item in rest[:until]]
    if len(keys) < 2 or any(item.kind in {"entity", "account", "id", "name"} for item in rest[:until]):
        return False
    against = "than" in keys or any(a.key in {"from", "on"} and b.kind == "time" for a, b in pairwise(rest[:until]))
    if rest[0].key in {"rose", "fell"} and rest[0].word in {"up", "down"}:
        return against
    if rest[0].kind == "value" and keys[1] in {"more", "less"}:
        return against
    return (keys[0] == "to" and rest[1].kind == "value") or (keys[0] in {"a", "an"} and keys[1] in _STEPS)


_STEPS = frozenset({"rose", "fell", "difference"})


def _claims(items: Iterable[Item]) -> bool:
    """Whether items say something whole: a value of something named, or a relation."""
    items = list(items)
    stated = any(_is_stated(item) or item.key in _RELATIONS or _is_once(at, items) for at, item in enumerate(items))
    return stated and any(_heads(item) or item.key == "count" for item in items if item.key not in _RELATIONS)


def _is_once(at: int, items: Sequence[Item]) -> bool:
    """Whether "once" there counts payments, and is not "once I take the refunds off"."""
    before = [item.key for item in items[:at]]
    return items[at].key == "once" and bool(MOVES & set(before))


def _heads(item: Item) -> bool:
    named = item.kind in {"entity", "account", "id", "name"}
    return named or (item.kind == "cue" and item.key not in _NOUNS | {"than"})


def _is_stated(item: Item) -> bool:
    return item.kind == "value" and item.key != "ordinal"


def _claims_alone(rest: Sequence[Item], loose: bool) -> bool:  # noqa: FBT001
    """Whether what follows, up to the next link, states something of its own; after a mere comma, with a value."""
    value = head = moves = False
    for item in rest:
        if _joins(item) and value:
            break
        value = value or _is_stated(item) or item.key in _RELATIONS
        moves = moves or item.key in MOVES
        head = head or _heads(item) or item.key == "count"
    return head and (value or (moves and not loose))


def _ranks_several(items: Sequence[Item]) -> bool:
    """Whether a clause has begun to say who several first ones are: "your two biggest suppliers were Gusto at $5"."""
    counts = [item for item in items if item.key == "count" and item.mention and (item.mention.value or 0) > 1]
    nouns = {CUES.get(item.mention.unit.rpartition(" ")[2], "") for item in counts if item.mention}
    nouns |= {b.key for a, b in pairwise(items) if a.key in RANKING and b.kind == "cue"}
    return bool(counts) and bool(nouns & {"vendor", "account"}) and any(item.key in RANKING for item in items)


def _only_ranks(rest: Sequence[Item]) -> bool:
    """Whether all that follows says which one was just spoken of: ", your largest", ", the biggest of the month"."""
    return any(item.key in RANKING for item in rest) and not any(
        item.mention or item.kind in _NAMED | {"name", "code", "word", "mark"} for item in rest
    )


def added_up(found: list[Slots]) -> list[Slots]:
    """The clauses of "A ($40) and B ($55) combine for $95", of which the last adds up what the others name."""
    last = found[-1]
    at = next((n for n, item in enumerate(last.items) if item.kind == "cue" and item.key == "total"), -1)
    own = [item for item in last.values if -1 < last.place(item) < at]
    whole = [item for item in last.values if last.place(item) > at]
    one_each = all(len(slots.entities) + len(slots.accounts) == 1 for slots in found)
    if len(found) < 2 or len(own) != 1 or len(whole) != 1 or not one_each:
        return found
    if any(len(slots.values) != 1 for slots in found[:-1]) or last.inherited & {"entities", "accounts"}:
        return found
    parts = [replace(slots, times=slots.times or last.times) for slots in found[:-1]]
    parts.append(replace(last, items=last.items[:at], values=tuple(own), cues=last.cues - {"total"}))
    names = {name: tuple(item for slots in found for item in getattr(slots, name)) for name in ("entities", "accounts")}
    return [*parts, replace(last, items=last.items[at:], values=tuple(whole), **names)]  # type: ignore[arg-type]
