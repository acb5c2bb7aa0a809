"""Whom "they", "it", "the same supplier" and "the landlord" mean, where that was said before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from .answers import SUPPORTED, UNSUPPORTED, Answer
from .clause import Slots
from .ledger import Ledger
from .ledger_parties import DETERMINERS, described, other_party, who_is
from .ledger_proofs import prove_presence, refuse
from .recogniser import PERSON, stranger_kind
from .scan import Item

_THEY = frozenset({"they", "them", "their", "theirs"})
_IT = frozenset({"it", "its"})
_SHE = frozenset({"he", "she", "him", "her", "his", "hers"})
_POSSESSIVE = frozenset({"its", "their", "his", "her"})
_VENDORS = frozenset(
    {"vendor", "supplier", "merchant", "payee", "retailer", "seller", "provider", "company", "shop", "store", "firm"}
    | {"customer", "client", "payer", "business", "trader", "latter", "former"}
)
_OWNERS = frozenset({"company", "business", "firm", "shop", "store"})
_POINTS = frozenset({"the", "this", "that", "same", "said"})
_MOVES = frozenset({"paid", "charged", "received", "refunded"})
_CHOOSES = frozenset({"largest", "smallest", "most", "fewest", "first", "last", "only", "all", "ranked"})
_STATED = _CHOOSES | {"rose", "fell", "unchanged", "more", "less", "same", "share", "average", "once"}
_DESCRIBED_FURTHER = frozenset({"that", "which", "who", "whom", "with", "count", "than"})
_TOWARDS = frozenset({"to", "from", "with", "at", "by", "of"})
_HELPERS = frozenset(
    {"has", "have", "had", "also", "then", "later", "again", "subsequently", "still", "further", "too"}
)
_IS = frozenset({"was", "is", "were", "are", "has", "had"})
_OF_THEIRS = frozenset({"payment", "charged", "refunded", "received", "invoice", "paid"})
_GREETINGS = frozenset({"hi", "hello", "dear"})
_LONGEST_GREETING = 5
_PAYMENTS = frozenset({"payment", "charged", "invoice", "refunded"})
_OPENS = frozenset({"and", "but", "which", "so", "also", "then"})


class Spoken(NamedTuple):
    """What was said before a clause.

    `names` are those of the last sentence that named anybody, strangers among them; `topics` what the last one was
    about, names and accounts; `record` is the one that proved what was said last, if one alone did.
    """

    names: tuple[Item, ...] = ()
    topics: tuple[Item, ...] = ()
    record: str = ""

    def after(self, items: Sequence[Item]) -> Spoken:
        """What was said once `items` of a sentence were."""
        names = tuple(item for item in items if item.kind in {"entity", "name"})
        topics = tuple(item for item in items if item.kind in {"entity", "account"})
        return self._replace(names=names or self.names, topics=topics) if items else self

    def proven(self, answers: Iterable[Answer]) -> Spoken:
        """The same with the record that alone proved the answers to a clause."""
        cells = [o.cells for a in answers if a.status == SUPPORTED and a.proof for o in a.proof.operands]
        return self._replace(record=cells[0][0] if len(cells) == 1 and len(cells[0]) == 1 else "")


class Bound(NamedTuple):
    """A clause in which whom it means stands instead of "they"; `sure` if it can be nobody else."""

    slots: Slots
    sure: bool = True


def bound(slots: Slots, spoken: Spoken, ledger: Ledger) -> Bound | Answer:
    """A clause with the one whom it means by a pronoun or a noun, as far as that is certain.

    Where it could be several, or nobody whom the books have, the answer says so.
    """
    slots = _once(slots)
    if slots.ids or any(item in slots.items for item in slots.entities):
        return other_party(slots) or Bound(slots)
    if (payment := _payment(slots)) is not None:
        return _of_payment(slots, payment, spoken, ledger)
    at = _reference(slots)
    if at is None or slots.entities or not (slots.values or slots.cues):
        return Bound(slots)
    return _resolved(slots, at, spoken, ledger)


def addressed(sentence: list[Item]) -> list[Item]:
    """A sentence without the name of whom it greets: "Hello Sarah, you paid WeWork" says nothing of Sarah."""
    if sentence[0].key not in _GREETINGS:
        return sentence
    end = next((at for at, item in enumerate(sentence) if item.kind == "mark"), len(sentence))
    named = {"name", "entity", "word", "plain"}
    if not (1 < end <= _LONGEST_GREETING and all(item.kind in named for item in sentence[1:end])):
        return sentence
    greeted = [item for item in sentence[1:end] if item.kind == "entity"]
    ours = any(item.key in {"we", "our", "i", "my"} for item in sentence[end:])
    return _to_them(sentence[end:], greeted[0]) if len(greeted) == 1 and ours else sentence[end:]


def _to_them(items: Sequence[Item], whom: Item) -> list[Item]:
    """The items of a letter to a vendor, whose name stands for its "you": "Hi Gusto, we paid you $40"."""
    found: list[Item] = []
    for item in items:
        if item.word in _PAID_YOU:
            middle = item.end - len(" you")
            found.append(Item("cue", "paid", item.start, middle, word=item.word.partition("_")[0]))
            found.append(whom._replace(start=middle + 1, end=item.end))
        else:
            found.append(whom._replace(start=item.start, end=item.end) if item.key == "you" else item)
    return found


_PAID_YOU = frozenset({"paid_you", "pays_you"})


def _once(slots: Slots) -> Slots:
    """A clause without the name that a payment went through, where the books write it with whom it went to."""
    keys = [item.key for item in slots.entities]
    kept = tuple(
        item for item in slots.entities if keys.count(item.key) == 1 or slots.before(item) not in {"via", "through"}
    )
    return replace(slots, entities=kept) if 0 < len(kept) < len(keys) else slots


# A party


def _reference(slots: Slots) -> int | None:
    """Where a clause has a word for somebody who was spoken of; None if nowhere."""
    return next((at for at in range(len(slots.items)) if _refers(slots, at)), None)


def _refers(slots: Slots, at: int) -> bool:
    items, key = slots.items, slots.items[at].key
    before = items[at - 1].key if at else ""
    if key in _THEY | _IT | _SHE:
        return before != "the" and (key != "it" or _is_party(items, at) or _is_topic(items, at))
    if described(items, at):
        return _is_party(items, at, _HELPERS | _IS)
    noun = items[at].word
    if (
        noun not in _VENDORS
        or before not in _POINTS
        or slots.cues & _CHOOSES
        or not slots.cues & (_MOVES | {"payment"})
    ):
        return False
    if noun in _OWNERS:
        return _acts(items, at, _HELPERS) in {"charged", "refunded"} or _is_object(items, at)
    return at + 1 == len(items) or items[at + 1].key not in _DESCRIBED_FURTHER


def _is_party(items: Sequence[Item], at: int, helpers: frozenset[str] = _HELPERS) -> bool:
    """Whether who is paid or pays stands there: before "charged", with `helpers` between, behind it, or behind "to"."""
    return _acts(items, at, helpers) in _MOVES or _is_object(items, at)


def _acts(items: Sequence[Item], at: int, helpers: frozenset[str]) -> str:
    """What somebody at a place does, as a cue; "" if that is not said right there."""
    following = [item for item in items[at + 1 : at + 5] if item.key not in helpers][:1]
    return following[0].key if following and following[0].kind == "cue" else ""


def _is_object(items: Sequence[Item], at: int) -> bool:
    """Whether something is done to whom stands at a place: "charged them", "to the firm"."""
    back = at - 1
    while back > 0 and items[back].key in DETERMINERS:
        back -= 1
    before = items[back] if at else None
    return before is not None and ((before.kind == "cue" and before.key in _MOVES) or before.key in _TOWARDS)


def _is_topic(items: Sequence[Item], at: int) -> bool:
    """Whether "it" begins its clause and something is said of it besides "it is worth noting"."""
    opens = all(item.key in _OPENS or item.kind in {"time", "mark"} for item in items[:at])
    following = items[at + 1] if at + 1 < len(items) else None
    return opens and following is not None and following.kind in {"cue", "plain"}


def _resolved(slots: Slots, at: int, spoken: Spoken, ledger: Ledger) -> Bound | Answer:
    item = slots.items[at]
    if described(slots.items, at):
        name = who_is(item, spoken.names, ledger)
        told = f"the books do not say who the {item.word or item.key} is"
        return _with(slots, at, Item("entity", name, 0, 0), sure=False) if name else refuse(slots, told, item=item)
    owns = item.key in _POSSESSIVE and any(one.key in _OF_THEIRS for one in slots.items[at + 1 : at + 4])
    acts = item.key in _THEY and slots.cues & _MOVES
    strong = bool(
        owns or acts or item.key in _SHE or item.word in _VENDORS or _is_party(slots.items, at, _HELPERS | _IS)
    )
    if not strong and item.key in _IT and not slots.values and not slots.cues & _STATED:
        return Bound(slots)  # "it has been flagged" says nothing that the books could tell
    meant = _chosen(item, spoken.names if strong else spoken.topics)
    if item.key in _SHE and not any(map(_is_person, meant)):
        return refuse(slots, f"whom {item.key!r} means is not certain", item=item) if meant else Bound(slots)
    names = sorted({one.key for one in meant})
    if len(names) > 1:
        return refuse(slots, f"who is meant here could be any of: {', '.join(names[:4])}", item=item)
    if not meant:
        return Bound(slots)
    if meant[0].kind == "name":
        return refuse(slots, f"the books do not have {meant[0].word!r}, who may be meant here", item=item)
    return _with(slots, at, meant[0], sure=item.key not in _IT | _SHE and strong)


def _chosen(item: Item, before: Sequence[Item]) -> Sequence[Item]:
    """Those spoken of before who may be meant: of two, "the latter" is the second."""
    if item.word not in {"latter", "former"}:
        return before
    names = list({one.key: one for one in before}.values())
    return names[item.word == "latter" :][:1] if len(names) == 2 else before


def _is_person(item: Item) -> bool:
    return item.kind == "entity" and stranger_kind(item.key) == PERSON


def _with(slots: Slots, at: int, meant: Item, *, sure: bool) -> Bound:
    """The clause with who is meant in the place of the word for it."""
    there = meant._replace(start=slots.items[at].start, end=slots.items[at].end)
    items = (*slots.items[:at], there, *slots.items[at + 1 :])
    if meant.kind == "account":
        return Bound(slots if slots.accounts else replace(slots, items=items, accounts=(there,)), sure)
    unknown = tuple(item for item in slots.unknown if item is not slots.items[at])
    return Bound(replace(slots, items=items, entities=(there,), unknown=unknown), sure)


# A payment


def _payment(slots: Slots) -> int | None:
    """Where a clause without a value says "it" or "these payments", to add a day or an account to what was said."""
    items = slots.items
    if slots.values or "not" in slots.cues or not any(one in items for one in (*slots.accounts, *slots.times)):
        return None
    at = next((at for at, item in enumerate(items) if item.key not in _OPENS and item.kind != "mark"), len(items))
    if at + 1 < len(items) and items[at].key in _POINTS and items[at + 1].key in _PAYMENTS:
        at += 1
    told = at + 1 < len(items) and items[at].key in {"it", "they", "this", "that", "these", *_PAYMENTS}
    return at if told and items[at + 1].key in _IS else None


def _of_payment(slots: Slots, at: int, spoken: Spoken, ledger: Ledger) -> Bound | Answer:
    """What the books say to more of the payment that was proven last, or else of the one whom that was about."""
    plain = replace(slots, cues=slots.cues - _MOVES)
    if spoken.record and slots.items[at].key != "they":
        record = Item("id", spoken.record, slots.items[at].start, slots.items[at].end)
        return prove_presence(replace(plain, ids=(record,)), ledger)
    meant = {item.key: item for item in spoken.topics if item.kind == "entity"}
    if not slots.accounts or not meant:
        return Bound(slots)
    if len(meant) > 1:
        return refuse(slots, "which payment is meant is not certain")
    answer = prove_presence(replace(plain, entities=tuple(meant.values())), ledger)
    return answer if answer.status == SUPPORTED else answer._replace(status=UNSUPPORTED)
