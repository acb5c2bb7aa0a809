"""Makes true texts that somebody else wrote false in one thing, and keeps only what is false for sure.

Nothing is known of such a text but that it is true. So a changed value counts as an error only if it is no natural
value of the source at all: no cell, and no total, count or average of an entity, an account or a month. A word that
is turned round ("rose", "more", "did not") makes a true sentence false by itself.
"""

from __future__ import annotations

import random
import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from ..grounding.mentions import Mention, find_mentions
from ..source import Source
from .books import INVENTED
from .texts import Corruption, corruption

Edit = tuple[int, int, str]
Make = Callable[[random.Random, str, Source, Sequence[Mention]], "Edit | None"]

_MONTHS = tuple(month_name)[1:]
_TURNED = {
    "direction": (("paid", "received"), ("received", "paid"), ("refunded", "charged"), ("charged", "refunded")),
    "comparison": (
        ("rose", "fell"), ("fell", "rose"), ("increased", "decreased"), ("decreased", "increased"), ("more", "less"),
        ("less", "more"), ("higher", "lower"), ("lower", "higher"), ("up", "down"), ("down", "up"),
    ),
    "superlative": (
        ("largest", "smallest"), ("smallest", "largest"), ("highest", "lowest"), ("lowest", "highest"),
        ("first", "last"), ("last", "first"), ("biggest", "smallest"),
    ),
    "negation": (("was", "was not"), ("were", "were not"), ("is", "is not"), ("paid", "did not pay")),
}  # fmt: skip


def own_corruption(text: str, source: Source, seed: int, *, kinds: Sequence[str] = ()) -> Corruption | None:
    """The text with one error, or None if none can be made that is one for sure.

    Args:
        text: a text that is true of `source`.
        source: what it was written from.
        seed: chooses the error; the same seed makes the same one.
        kinds: the errors to make, names in `OWN_KINDS`; any if empty.
    """
    rng = random.Random(seed)  # noqa: S311 - chooses errors, keeps no secret
    mentions = find_mentions(text, day_first=source.day_first)
    for kind in rng.sample(OWN_KINDS, len(OWN_KINDS)):
        if kinds and kind not in kinds:
            continue
        edit = _MAKERS[kind](rng, text, source, mentions)
        if edit is not None:
            start, end, put = edit
            return corruption(kind, text[:start] + put + text[end:], text, source)
    return None


def _digits(rng: random.Random, _: str, source: Source, mentions: Sequence[Mention]) -> Edit | None:
    """One digit of an amount or percentage another one."""
    stated = [m for m in mentions if m.kind in {"amount", "percent"} and any(c.isdigit() for c in m.text)]
    if not stated:
        return None
    mention = rng.choice(stated)
    at = rng.choice([i for i, c in enumerate(mention.text) if c.isdigit()])
    digit = rng.choice([d for d in "123456789" if d != mention.text[at]])
    return _kept(mention, mention.text[:at] + digit + mention.text[at + 1 :], source)


def _scale(rng: random.Random, _: str, source: Source, mentions: Sequence[Mention]) -> Edit | None:
    """A zero more before the decimals, or thousands for ones."""
    amounts = [m for m in mentions if m.kind == "amount" and not m.scaled and re.search(r"\d", m.text)]
    if not amounts:
        return None
    mention = rng.choice(amounts)
    return _kept(mention, re.sub(r"(\d[\d,]*)", r"\g<1>,000", mention.text, count=1), source)


def _kept(mention: Mention, put: str, source: Source) -> Edit | None:
    """The edit, if the new value is natural nowhere in the source."""
    (read, *_) = find_mentions(put) or (None,)
    if read is None or read.value is None or read.value == mention.value:
        return None
    unit = Decimal(1).scaleb(read.places)
    if any(abs(abs(natural) - abs(read.value)) <= unit for natural in source.derive(_naturals)):
        return None
    return mention.start, mention.end, put


def _naturals(source: Source) -> tuple[Decimal, ...]:
    """Every value that an honest sentence about the source is likely to state: cells, sums, counts and averages."""
    groups: dict[tuple[str, ...], list[Decimal]] = defaultdict(list)
    for record in source.records:
        amount = record.amount
        if amount is not None:
            month = record.date.isoformat()[:7] if record.date else ""
            for key in (("",), (record.entity or "",), (record.account or "",), (month,)):
                groups[key].append(amount)
            groups[record.entity or "", month].append(amount)
            groups[record.account or "", month].append(amount)
    found = [figure.value * (figure.scale or 1) for table in source.tables for figure in table.figures if figure.value]
    sums = [sum(values, Decimal(0)) for values in groups.values()]
    gross = [sum((value for value in values if value > 0), Decimal(0)) for values in groups.values()]
    found += [*sums, *gross, *(value for values in groups.values() for value in values)]
    found += [Decimal(len(values)) for values in groups.values()]
    found += [sum(values, Decimal(0)) / len(values) for values in groups.values()]
    whole = sum(groups.get(("",), []), Decimal(0))
    found += [100 * part / whole for part in sums if whole]
    return tuple(set(found))


def _entity(rng: random.Random, text: str, source: Source, names: Sequence[str]) -> Edit | None:
    known = sorted({record.entity for record in source.records if record.entity}, key=len, reverse=True)
    places = [found.span() for name in known if (found := re.search(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", text))]
    others = [name for name in names if name.lower() not in text.lower()]
    if len(places) != 1 or not others:
        return None
    return *places[0], rng.choice(others)


def _other_vendor(rng: random.Random, text: str, source: Source, mentions: Sequence[Mention]) -> Edit | None:
    """Another name of the source, with which none of the amounts stated has anything to do."""
    stated = {abs(m.value) for m in mentions if m.kind == "amount" and m.value is not None and not m.hedge}
    if not stated or any(m.kind not in {"amount", "day"} for m in mentions):
        return None
    amounts: dict[str, set[Decimal]] = defaultdict(set)
    for record in source.records:
        if record.entity and record.amount is not None:
            amounts[record.entity].add(abs(record.amount))
    free = [
        name for name, own in amounts.items() if not any(abs(a - b) < 1 for a in own for b in stated) and len(own) == 1
    ]
    return _entity(rng, text, source, sorted(free))


def _invented_vendor(rng: random.Random, text: str, source: Source, _: Sequence[Mention]) -> Edit | None:
    return None if re.search(r"(?i)\b(?:no|not|never|nothing)\b", text) else _entity(rng, text, source, INVENTED)


def _year(rng: random.Random, _: str, source: Source, mentions: Sequence[Mention]) -> Edit | None:
    """Another year, in which the source has nothing."""
    held = " ".join(_times(source))
    for mention in mentions:
        found = re.search(r"\b(?:19|20)\d\d\b", mention.text) if mention.kind in {"day", "period"} else None
        years = [str(int(found[0]) + step) for step in (-3, -2, 2, 3)] if found else []
        if found and (free := [year for year in years if year not in held]):
            return mention.start + found.start(), mention.start + found.end(), rng.choice(free)
    return None


def _times(source: Source) -> Iterator[str]:
    yield from (str(record.date) for record in source.records)
    yield from (text for table in source.tables for text in table.texts)
    yield from (passage.text for passage in source.passages)


def _month(rng: random.Random, text: str, source: Source, _: Sequence[Mention]) -> Edit | None:
    """Another month, in which the books have nothing."""
    held = {_MONTHS[record.date.month - 1] for record in source.records if record.date}
    found = re.search(rf"\b(?:{'|'.join(_MONTHS)})\b", text)
    free = [month for month in _MONTHS if month not in held]
    once = found is not None and len(re.findall(rf"\b(?:{'|'.join(_MONTHS)})\b", text)) == 1
    return (*found.span(), rng.choice(free)) if found and once and free else None


def _currency(rng: random.Random, _: str, source: Source, mentions: Sequence[Mention]) -> Edit | None:
    """The sign of a currency that the source does not have."""
    held = {record.currency for record in source.records} | {f.unit for table in source.tables for f in table.figures}
    signs = [(sign, iso) for sign, iso in (("$", "USD"), ("£", "GBP"), ("€", "EUR")) if iso not in held]
    amounts = [m for m in mentions if m.kind == "amount" and m.text[:1] in "$£€"]
    if not amounts or not signs:
        return None
    mention = rng.choice(amounts)
    return mention.start, mention.start + 1, rng.choice(signs)[0]


def _turned(kind: str) -> Make:
    def make(rng: random.Random, text: str, source: Source, mentions: Sequence[Mention]) -> Edit | None:
        del source, mentions
        pairs = [(found, put) for word, put in _TURNED[kind] if (found := re.search(_word(word), text))]
        single = [(found, put) for found, put in pairs if len(re.findall(_word(found[0]), text)) == 1]
        if len(single) != 1 or (kind != "negation" and re.search(r"(?i)\b(?:not?|never)\b", text)):
            return None
        found, put = rng.choice(single)
        return found.start(), found.end(), put

    return make


def _word(word: str) -> str:
    """The word where it acts: "paid", but not in "was paid"."""
    return rf"(?<!was )(?<!were )(?<!been )(?<!is )\b{word}\b"


_MAKERS: dict[str, Make] = {
    "digits": _digits,
    "scale": _scale,
    "currency": _currency,
    "other vendor": _other_vendor,
    "invented vendor": _invented_vendor,
    "month": _month,
    "year": _year,
    **{kind: _turned(kind) for kind in _TURNED},
}
OWN_KINDS = tuple(_MAKERS)
"""The errors that can be made in a text of which nothing is known but that it is true."""
