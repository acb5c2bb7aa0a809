"""Hides names and numbers that identify somebody from a backend, and puts them back into what it answers."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from .errors import BackendError, GuardrailError
from .grounding.ledger import Ledger
from .grounding.ledger_cells import CELL, cell_names
from .grounding.listing import Listing
from .grounding.mention import Mention
from .grounding.mentions import find_mentions
from .grounding.name_words import fold, keys, words
from .grounding.names import NameIndex
from .grounding.ordinary_words import is_ordinary
from .grounding.people import find_people
from .grounding.recogniser import CODE, NAME, PERSON, recognise
from .grounding.terms import Synonyms
from .source import Source
from .types import Facts

KINDS = ("NAME", "ACCOUNT", "ID", "EMAIL", "IBAN", "PHONE", "CARD", "NUMBER", "TEXT")

_KIND = "|".join(KINDS)
_LIKE = re.compile(
    rf"«[ \t]?({_KIND})[ \t]?[-_–—‐‑ ]?[ \t]?([0-9]{{0,9}})[ \t]?»?|\b({_KIND})[-‐‑]([0-9]{{1,9}})\b", re.IGNORECASE
)
_LONGEST = 40  # characters of a placeholder, and more than the last one needs to be known as such
_PATTERNS = (
    ("EMAIL", re.compile(r"[\w.+-]+@\w[\w-]*(?:\.[\w-]+)+")),
    ("IBAN", re.compile(r"\b[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ -]?[A-Za-z0-9]{1,3})?\b")),
    ("CARD", re.compile(r"\b(?:[0-9]{4}[ -]){3}[0-9]{1,7}\b|\b[0-9]{4}[ -][0-9]{6}[ -][0-9]{5}\b")),
    ("PHONE", re.compile(r"(?<!\w)\+[0-9](?:[ ()./-]{0,2}[0-9]){6,14}\b")),
    ("PHONE", re.compile(r"(?<![\w.,])(?:\([0-9]{3}\) ?|[0-9]{3}[ .-])[0-9]{3}[ .-][0-9]{4}\b")),
    ("PHONE", re.compile(r"(?<![\w.,])0[0-9]{1,4}[ /-][0-9]{3,4}[ -]?[0-9]{3,5}\b")),
    ("NUMBER", re.compile(r"(?<![\w.,$£€¥])[0-9]{8,}(?![\w%]|[.,][0-9])")),
)
_ROLES = {"entity": "NAME", "row": "NAME", "account": "ACCOUNT", "id": "ID", CELL: "NAME"}
_STAYS = frozenset({"amount", "percent", "points", "day", "period", "duration", "multiple", "ordinal"})
_SHORT_NUMBER = re.compile(r"[0-9]{1,4}")


class Hidden(NamedTuple):
    """A stretch of a text that is not to be sent: what it is, one of `KINDS`, and where."""

    kind: str
    start: int
    end: int


Recogniser = Callable[[str], Iterable[Hidden]]


class Redaction:
    """The placeholders of one call: «NAME-1» stands for the same name in all that is sent, and in the answer.

    Hidden are the vendors, accounts, ids, rows and others that the source names, people whom it does not name, and by
    their form e-mail addresses, IBANs, card, telephone and other long numbers, codes such as INV-1042, and whatever
    looks like a placeholder already. Amounts, shares and dates stay. Make one for each call; it remembers what it has
    hidden and nothing else does.

    Args:
        source: whose names are hidden.
        recognisers: find more to hide, such as `strangers`, companies that the source does not name.
    """

    def __init__(self, source: Facts | None = None, *, recognisers: Sequence[Recogniser] = ()) -> None:
        self._names = source.derive(_names) if isinstance(source, Source) else None
        self._day_first = source.day_first if isinstance(source, Source) else None
        self._recognisers = recognisers
        self._placeholders: dict[tuple[str, str], str] = {}
        self._values: dict[str, str] = {}
        self._count = Counter[str]()

    def hide(self, text: str) -> str:
        """`text` with placeholders.

        Raises `GuardrailError` if a recogniser names a kind or a place that there is not.
        """
        parts, at = [], 0
        for kind, start, end in _apart(self._found(text)):
            parts += [text[at:start], self._placeholder(kind, text[start:end])]
            at = end
        return "".join([*parts, text[at:]])

    def restore(self, text: str) -> str:
        """`text` with every placeholder replaced by what it stands for, as it was first written.

        Case, spaces and missing signs ("name-1") make no difference. Raises `BackendError` for a placeholder that
        stands for nothing that was hidden.
        """
        return _LIKE.sub(self._meant, text)

    def restoring(self) -> Restoring:
        """`restore` for a text that comes in pieces."""
        return Restoring(self.restore)

    def _meant(self, like: re.Match[str]) -> str:
        kind, number = (like[1], like[2]) if like[1] else (like[3], like[4])
        value = self._values.get(f"«{kind.upper()}-{number.lstrip('0')}»")
        if value is None:
            raise BackendError(f"the backend answered with {like[0].strip()!r}, which stands for nothing it was sent")
        return value

    def _placeholder(self, kind: str, value: str) -> str:
        same = " ".join(keys(value)) or value if kind in {"NAME", "ACCOUNT"} else value
        known = self._placeholders.get((kind, same))
        if known is None:
            self._count[kind] += 1
            known = self._placeholders[kind, same] = f"«{kind}-{self._count[kind]}»"
            self._values[known] = value
        return known

    def _found(self, text: str) -> Iterator[Hidden]:
        yield from (Hidden("TEXT", *like.span()) for like in _LIKE.finditer(text))
        mentions = find_mentions(text, day_first=self._day_first)
        folk = [*people(text)]
        stay = [mention for mention in mentions if mention.kind in _STAYS and not _is_somebody(mention, folk)]
        named = [*self._in_source(text), *folk, *_by_form(text), *map(_identifier, _identifiers(mentions))]
        yield from (hidden for hidden in named if not _is_said(hidden, stay))
        for recogniser in self._recognisers:
            yield from (_usable(Hidden(*hidden), text) for hidden in recogniser(text))

    def _in_source(self, text: str) -> Iterator[Hidden]:
        if self._names is None:
            return
        found = words(text)
        for name in self._names.find(found):
            start, end = found[name.first].start, found[name.last].end
            said = text[start:end]
            if said not in name.meant and (possessive := re.fullmatch(r"(.*)['’][sS]", said, re.DOTALL)):
                said = possessive[1]
            if len(fold(said)) > 2 or said in name.meant:
                yield Hidden(_ROLES[name.role], start, start + len(said))


class Restoring:
    """Restores a text that comes in pieces, cut anywhere: what may be half a placeholder waits for the rest of it."""

    def __init__(self, restore: Callable[[str], str]) -> None:
        self._restore = restore
        self._open = ""
        self._at = 0  # what is before it is told already, and kept as a placeholder may not begin within a word

    def add(self, piece: str) -> str:
        """What is certain now; raises as `Redaction.restore` does."""
        self._open += piece
        return self._told(len(self._open) - _LONGEST)

    def end(self) -> str:
        """The rest."""
        return self._told(len(self._open))

    def _told(self, end: int) -> str:
        """Everything up to `end`, or to the end of the placeholder that stands there."""
        parts, end = list[str](), max(end, self._at)
        for like in _LIKE.finditer(self._open, self._at):
            if like.start() >= end:
                break
            parts += [self._open[self._at : like.start()], self._restore(like[0])]
            self._at = like.end()
        parts.append(self._open[self._at : end])
        self._at = max(end, self._at)
        dropped = max(0, self._at - 1)
        self._open, self._at = self._open[dropped:], self._at - dropped
        return "".join(parts)


def people(text: str) -> Iterator[Hidden]:
    """People in a text, and whoever is called by two or three words that may be a person's name."""
    yield from (Hidden("NAME", start, end) for start, end in find_people(text))
    for span in recognise(text):
        telling = [not is_ordinary(word) and word.isalpha() for word in keys(text[span.start : span.end])]
        if span.kind == PERSON or (
            span.kind == NAME and span.rule == "capital" and 1 < len(telling) < 4 and all(telling)
        ):
            yield Hidden("NAME", span.start, span.end)


def strangers(text: str) -> list[Hidden]:
    """Every name in a text, of whatever kind: a recogniser for names that neither the source nor people bear."""
    return [Hidden("NAME", span.start, span.end) for span in recognise(text) if span.kind != CODE]


def _names(source: Source) -> NameIndex:
    """Every name of a source; ids that are short numbers say nothing and read like amounts."""
    records = source.records
    named = {
        "entity": sorted({record.entity for record in records if record.entity}),
        "account": sorted({record.account for record in records if record.account}),
        "id": [record.id for record in records if not _SHORT_NUMBER.fullmatch(record.id)],
        "row": sorted(Listing(source, Synonyms()).rows),
        CELL: sorted(cell_names(Ledger(source))),
    }
    return NameIndex(named, frozenset())


def _by_form(text: str) -> Iterator[Hidden]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _is_day(match[0]):
                yield Hidden(kind, *match.span())


def _is_day(digits: str) -> bool:
    """Whether it is a day as computers write it: 20260315."""
    try:
        return len(digits) == 8 and 1900 <= dt.datetime.strptime(digits, "%Y%m%d").year < 2100  # noqa: DTZ007 - a day
    except ValueError:
        return False


def _identifiers(mentions: Iterable[Mention]) -> Iterator[Mention]:
    return (m for m in mentions if m.kind == "identifier" and not _SHORT_NUMBER.fullmatch(m.text))


def _identifier(mention: Mention) -> Hidden:
    return Hidden("ID", mention.start, mention.end)


def _is_somebody(mention: Mention, folk: Iterable[Hidden]) -> bool:
    """Whether a word for a number or a month is what somebody is called: Ana Ninefold, and then "Ninefold"."""
    worded = mention.kind in {"multiple", "ordinal", "period"} and mention.text.isalpha()
    return worded and any((each.start, each.end) == (mention.start, mention.end) for each in folk)


def _is_said(hidden: Hidden, stay: Iterable[Mention]) -> bool:
    """Whether it is an amount or a date, or part of one: "March" is, the shop "March Books" is not."""
    return any(
        hidden.start < m.end
        and m.start < hidden.end
        and not (hidden.start <= m.start and m.end <= hidden.end and hidden[1:] != (m.start, m.end))
        for m in stay
    )


def _usable(hidden: Hidden, text: str) -> Hidden:
    if hidden.kind not in KINDS or not 0 <= hidden.start < hidden.end <= len(text):
        raise GuardrailError(f"a recogniser found {hidden}: it needs one of {', '.join(KINDS)} and a place in the text")
    return hidden


def _apart(found: Iterable[Hidden]) -> list[Hidden]:
    """In order and without overlap: what overlaps is hidden as one, of the kind of the longest."""
    joined: list[Hidden] = []
    longest = 0
    for hidden in sorted(found, key=lambda h: (h.start, -h.end)):
        size = hidden.end - hidden.start
        if not joined or hidden.start >= joined[-1].end:
            joined.append(hidden)
            longest = size
            continue
        kind = hidden.kind if size > longest else joined[-1].kind
        longest = max(size, longest)
        joined[-1] = Hidden(kind, joined[-1].start, max(hidden.end, joined[-1].end))
    return joined
