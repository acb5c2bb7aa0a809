"""Where a text refers to its source, as "[A2]", "(INV-104)", "[lease.pdf#1; T1:R3C2]" or a footnote, and to what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ..source import Source
from .ledger import loose
from .mentions import find_mentions
from .vocabulary import vocabulary

_BRACKETS = re.compile(r"\[([^\[\]\n]{1,200})\](?!\()|【([^【】\n]{1,200})】|\(([^()\n]{1,200})\)")
_RAISED = re.compile("[⁰¹²³⁴-⁹]{1,3}")
_PARTS = re.compile(r"[^,;|]+")
_TOKEN = re.compile(r"[^\s,;|]+")
_SHAPE = re.compile(r"(?=.*[0-9]|.*\.[a-z]{2,4}$)[\w^][\w.#:/-]{0,79}", re.IGNORECASE)
_NOTE = re.compile(r"^[ \t]*(?:\[(\^?\w{1,20})\]:?|([⁰¹²³⁴-⁹]{1,3}):?|([0-9]{1,3})[.)])[ \t]+(\S[^\n]*)", re.MULTILINE)
_RANGE = re.compile(r"([A-Za-z_-]{0,20}?)([0-9]{1,9})[-–]\1([0-9]{1,9})")
_ROW = re.compile(r"(.+:R[0-9]+)C[0-9]+")
_CHARACTERS = re.compile(r":[0-9]+-[0-9]+$")
_DIGITS = re.compile(r"[0-9]+")
_LONGEST_RANGE = 200
_TABLES = vocabulary("table tables")
_PASSAGES = vocabulary("passage passages paragraph paragraphs chunk chunks source sources document documents doc docs")
_ROWS = vocabulary("record records row rows line lines entry entries transaction transactions")
_LABELS = (_TABLES | _PASSAGES | _ROWS) | vocabulary(
    "see cf cf. ref ref. refs reference references and & footnote in invoice invoices receipt receipts id ids no. nos."
)


class Ref(NamedTuple):
    """One thing that a text refers to: as written, and what it is called in the source; None if it is not there."""

    start: int
    end: int
    text: str
    id: str | None


class Citation(NamedTuple):
    """A place at which a text refers to its source; `blank` are the stretches of it that say nothing else.

    A `note` only explains the marks that refer to it, and stands behind no claim.
    """

    start: int
    end: int
    refs: tuple[Ref, ...]
    blank: tuple[tuple[int, int], ...]
    note: bool = False


class Names:
    """What can be referred to in a source: records, tables with their rows and cells, and passages."""

    def __init__(self, source: Source) -> None:
        self._records = source.records
        self._lone = "p" if source.passages and not source.records else "t" if not source.records else ""
        self._exact: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        for name in _called(source):
            self._exact.setdefault(name.lower(), name)
            self._loose.setdefault(loose(name), name)
        self._shapes = {_shape(name) for name in self._exact if _tells(name)}

    def find(self, word: str, label: str = "") -> list[str]:
        """What `word` names: "inv 104" is INV-104, "table 1" T1, the number of an invoice the records that hold it."""
        plain = _CHARACTERS.sub("", word.lower().strip("^"))
        prefix = self._lone if not label or label in _ROWS else "t" if label in _TABLES else "p"
        numbered = self._exact.get(prefix + plain) if plain.isdigit() else None
        found = self._exact.get(plain) or numbered or self._loose.get(loose(plain))
        if found and loose(plain):
            return [found]
        return self._held.get(loose(plain), []) if _tells(plain) else []

    @cached_property
    def _held(self) -> dict[str, list[str]]:
        """Records by what their cells hold that is written like a reference."""
        found: dict[str, list[str]] = defaultdict(list)
        for record in self._records:
            for word in {word for cell in record.cells.values() for word in (cell, *cell.split()) if _tells(word)}:
                found[loose(word)].append(record.id)
        return found

    def between(self, word: str) -> list[str]:
        """What "A1-A3" covers; [] if it is no range, or not all of it is in the source."""
        match = _RANGE.fullmatch(word)
        if not match or not 0 < int(match[3]) - int(match[2]) < _LONGEST_RANGE:
            return []
        width = len(match[2]) if match[2][0] == "0" else 0
        found = [self.find(f"{match[1]}{number:0{width}}") for number in range(int(match[2]), int(match[3]) + 1)]
        return [name for names in found for name in names] if all(found) else []

    def looks_like_one(self, word: str) -> bool:
        """Whether a word is written like the names of this source, letters and digits in the same order."""
        return _tells(word) and _shape(word.lower()) in self._shapes


def citations(text: str, source: Source) -> list[Citation]:
    """Where `text` refers to its source, in order.

    In square brackets whatever is written like a reference is one, whether the source has it or not; in round ones
    what the source has, or is written like what it has. A mark that a note explains ("[^1]: A2") refers to what
    stands there. A day, a year or an amount in brackets is none, unless the source has something of that name.
    """
    if not _BRACKETS.search(text) and not _RAISED.search(text):
        return []
    names = source.derive(Names)
    notes = _notes(text, names)
    explained = {citation.start for citation in notes.values()}
    found = list(notes.values())
    for match in _BRACKETS.finditer(text):
        inside = match[1] or match[2]
        note = notes.get((inside or "").strip().lower())
        if match.start() in explained:
            continue
        if note and (inside.startswith("^") or not names.find(inside.strip())):
            found.append(_mark(match.start(), match.end(), note))
        elif citation := _bracketed(match, names, square=inside is not None):
            found.append(citation)
    found += [
        _mark(match.start(), match.end(), notes[match[0]])
        for match in _RAISED.finditer(text)
        if match[0] in notes and match.start() not in explained
    ]
    return sorted(found)


def without(text: str, found: Sequence[Citation]) -> str:
    """`text` with spaces where it refers to its source, so that each word keeps its place."""
    parts, last = [], 0
    for start, end in sorted(span for citation in found for span in citation.blank):
        if start >= last:
            parts += [text[last:start], " " * (end - start)]
            last = end
    return "".join([*parts, text[last:]])


def _mark(start: int, end: int, note: Citation) -> Citation:
    """A mark in the text, which refers to what its note does; what is not there is told at the note."""
    refs = tuple(ref._replace(start=start, end=end) for ref in note.refs if ref.id)
    return Citation(start, end, refs, ((start, end),))


def _bracketed(match: re.Match[str], names: Names, *, square: bool) -> Citation | None:
    """What stands in a pair of brackets, if it refers to anything."""
    refs: list[Ref] = []
    blank: list[tuple[int, int]] = []
    start, end = match.start() + 1, match.end() - 1
    parts = list(_PARTS.finditer(match.string, start, end))
    label = ""
    for part in parts:
        told, label = _refs(part, names, label, square=square)
        refs += told
        blank += [part.span()] if told else []
    if not refs or (len(blank) < len(parts) and not any(ref.id for ref in refs)):
        return None
    whole = ((match.start(), match.end()),) if len(blank) == len(parts) else tuple(blank)
    return Citation(match.start(), match.end(), tuple(refs), whole)


def _refs(part: re.Match[str], names: Names, label: str, *, square: bool) -> tuple[list[Ref], str]:
    """What one part of a bracket refers to, [] unless all its words do; a label holds for the parts that follow."""
    words = list(_TOKEN.finditer(part.string, part.start(), part.end()))
    while words and (word := words[0][0].lower().rstrip(":#")) in _LABELS:
        label = word if word in _TABLES | _PASSAGES | _ROWS else label
        del words[0]
    whole = part.string[words[0].start() : words[-1].end()] if words else ""
    if whole and (square or _tells(whole)) and (known := names.find(whole, label)):
        return [Ref(words[0].start(), words[-1].end(), whole, name) for name in known], label
    found: list[Ref] = []
    for token in words:
        written = token[0].partition("†")[0].strip("\"'`*.")
        if written.lower().rstrip(":#") in _LABELS:
            continue
        word = written.rpartition(":")[2] if written.partition(":")[0].lower() in _LABELS else written.strip("#")
        told = _named(word, names, label, square=square)
        if not told:
            return [], ""
        found += [Ref(token.start(), token.end(), word, name) for name in told]
    return found, label


def _named(word: str, names: Names, label: str, *, square: bool) -> Sequence[str | None]:
    """What a word is called in the source, [None] if it is a reference to nothing there, [] if it is no reference."""
    known = names.find(word, label)
    if known and (square or label or _tells(word)):
        return known
    if covered := names.between(word):
        return covered
    if names.looks_like_one(word) or (square and _is_written_as_one(word)):
        return [None]
    return []


def _is_written_as_one(word: str) -> bool:
    """Whether a word in square brackets can only be a reference: no day, year, period, amount or share."""
    if not _SHAPE.fullmatch(word):
        return False
    said = [one for one in find_mentions(word) if one.end - one.start == len(word)]
    return all(one.kind == "identifier" or (one.kind in {"number", "count"} and word.isdigit()) for one in said)


def _notes(text: str, names: Names) -> Mapping[str, Citation]:
    """The notes that explain a mark ("[^1]: A2", "¹ INV-104", "[1] lease.pdf"), by the mark."""
    found: dict[str, Citation] = {}
    for match in _NOTE.finditer(text):
        mark = (match[1] or match[2] or match[3]).lower()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        before = text[:start].lower()
        if mark in found or not (f"[{mark}]" in before or (match[2] and mark in before)):
            continue
        refs = tuple(_noted(match, names))
        blank = ((start, match.start(4)), *((ref.start, ref.end) for ref in refs))
        found[mark] = Citation(start, match.start(4), refs, blank, note=True)
    return found


def _noted(match: re.Match[str], names: Names) -> Iterator[Ref]:
    """What a note refers to: each word of it that names something in the source or is written like it."""
    for token in _TOKEN.finditer(match.string, match.start(4), match.end(4)):
        word = token[0].strip("()[]\"'`*.:")
        start = token.start() + token[0].find(word)
        known = names.find(word) if _tells(word) else []
        first = token.start() == match.start(4) and not word.isdigit() and _is_written_as_one(word)
        if known or first or names.looks_like_one(word):
            missing: list[str | None] = [None]
            yield from (Ref(start, start + len(word), word, name) for name in known or missing)


def _called(source: Source) -> Iterator[str]:
    yield from (record.id for record in source.records)
    yield from (passage.id for passage in source.passages)
    for table in source.tables:
        yield table.id
        for figure in table.figures:
            yield figure.id
            if row := _ROW.fullmatch(figure.id):
                yield row[1]


def _tells(name: str) -> bool:
    """Whether a name cannot be a plain word or number: it has letters, and digits or the ending of a file."""
    word = name.strip()
    return any(map(str.isalpha, word)) and _SHAPE.fullmatch(word) is not None


def _shape(name: str) -> str:
    return _DIGITS.sub("9", name)
