"""Texts about less, made of texts about more: a phrase that holds one value is left out, and the rest still reads.

A student meets records that lack any of their values, more of them than anybody writes examples for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from .examples import Example

# Each holds one slot, and a sentence is whole without it; the first that fits is left out.
_PHRASES: Mapping[str, tuple[str, ...]] = {
    "MEMO": (r"[.;] (?:the|its) (?:memo|note)(?: on it)? (?:reads|says) \[MEMO\]",),
    "REFERENCE": (
        r" \((?:reference|bill) \[REFERENCE\]\)",
        r", (?:reference|bill|invoice) \[REFERENCE\](?:,(?= and))?",
        r" (?:under|with) (?:the )?reference \[REFERENCE\]",
        r"(?<=your invoice) \[REFERENCE\]",
        r"\b(?P<thing>invoice|bill|journal entry) \[REFERENCE\]",
    ),
    "METHOD": (r" (?:by|via) \[METHOD\]",),
    "ACCOUNT": (
        r",? (?:and )?(?:booked|recorded|posted)(?: for you)? (?:to|under|in) \[ACCOUNT\]",
        r",? and (?:it is|it's|the \w+ is) (?:booked|filed|in|under)(?: to| under)? \[ACCOUNT\]",
        r", and we've put it (?:under|in) \[ACCOUNT\](?: for you)?",
        r" and (?:booked|posted|recorded) it (?:to|under) \[ACCOUNT\]",
        r" (?:for|on) \[ACCOUNT\]",
    ),
    "DUE": (
        r",? (?:and )?(?:it's |which is |it is |is )?(?:due|payable) (?:on|by) \[DUE\](?: and(?= booked| recorded))?",
    ),
    "DATE": (r"\bon \[DATE\],? (?!due)", r" on \[DATE\]", r", dated \[DATE\],?"),
    "PERIOD": (r" for \[PERIOD\]",),
    "PARTY": (r"\[PARTY\] (?=\[AMOUNT\])", r" (?:to|from|by) \[PARTY\]"),
    "AMOUNT": (
        r"(?<=(?:paid|bill|back) \[PARTY\]) \[AMOUNT\]",
        r"(?<=refunded \[PARTY\]) \[AMOUNT\]",
        r" (?:of|for) \[AMOUNT\]",
        r"(?<=you) \[AMOUNT\]",
        r"(?<=us) \[AMOUNT\]",
    ),
}
_COMPILED = {slot: re.compile("|".join(forms), re.IGNORECASE) for slot, forms in _PHRASES.items()}
_BROKEN = re.compile(
    r"\b(?:is|was|are|were|be|and|of|in|the|a|for|off|with)(?: on \[DATE\])? ?[.,;:]|\b(?:a|of) (?:of|on|to|by)\b"
)
_TASKS = ("task=narrate", "task=explain")


def thinner(example: Example, rng: random.Random, most: int) -> list[Example]:
    """Up to `most` different texts about less than an example, each of a value in a sentence of its own or more.

    What is given still has to be looked at: whether it is told by whoever knows the kind of record.
    """
    if not example.inputs[0].startswith(_TASKS):
        return []
    slots = [told for told in example.inputs if told in _COMPILED]
    found: dict[Example, None] = {}
    for _ in range(4 * most):
        dropped = [slot for slot in slots if rng.random() < _CHANCE.get(slot, 0.45)]
        made = _without(example, dropped)
        if made and made != example and len(found) < most:
            found[made] = None
    return list(found)


_CHANCE = {"AMOUNT": 0.12, "PARTY": 0.15, "DATE": 0.25}


def _instead(found: re.Match[str]) -> str:
    """What stands where a phrase was: "invoice 12" becomes "an invoice", all others go."""
    thing = found.groupdict().get("thing")
    return "" if thing is None else f"{'an' if thing[0] in 'iI' else 'a'} {thing.lower()}"


def _without(example: Example, dropped: Sequence[str]) -> Example | None:
    text = example.text
    for slot in dropped:
        text, times = _COMPILED[slot].subn(_instead, text, count=1)
        if not times:
            return None
    told = tuple(each for each in example.inputs if each not in dropped)
    text = re.sub(r",(?=[.;])", "", re.sub(r"\s+", " ", text)).strip()
    made = Example(told, text[:1].upper() + text[1:])
    return None if _BROKEN.search(text) or made.fault() or not any(f"[{each}]" in text for each in told) else made
