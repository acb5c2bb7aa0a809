"""Whether what a text refers to is there, and proves what it stands behind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..source import Source
from ..types import Evidence
from .answers import CONTRADICTION, FABRICATED, SUPPORTED, UNCHECKED, UNSUPPORTED, Answer
from .citations import Citation, Ref, without
from .spans import sentence_spans

MOST_REFS = 1000
_MOST_READ_AGAIN = 200_000
_BETWEEN = re.compile(r"[ \t,;]*")
_STOPS = ' \t\n.!?"”’)'
_TABLE_ROW = re.compile(r":R[0-9]+$")

Reader = Callable[[str, Source], list[Answer]]


class Group(NamedTuple):
    """References that stand together, and the answers to the claims that they stand behind."""

    start: int
    end: int
    refs: tuple[Ref, ...]
    claims: tuple[Answer, ...]
    sentence: tuple[int, int]


def with_citations(text: str, found: Sequence[Citation], source: Source, reader: Reader) -> list[Answer]:
    """The answers to a text that refers to its source, and to each of its references that does not hold.

    A sentence must hold without its references ("$3,350 in total [A1, A3]"), or with them as words where they name
    the record it is about ("Invoice (INV-104) was for $75.10"). A reference to what is not there is
    `FABRICATED`. One to what is no part of the proof is held against the claim alone: the claim may be
    true of several records, and only what the records say otherwise is a `CONTRADICTION`.
    """
    plain = without(text, found)
    spans = list(sentence_spans(plain))
    answers = _better(reader(text, source), reader(plain, source), spans)
    told = [_absent(ref) for citation in found for ref in citation.refs if ref.id is None]
    if sum(len(citation.refs) for citation in found) > MOST_REFS:
        message = f"at most {MOST_REFS:,} references in a text are checked"
        return [*answers, *told, _told(UNSUPPORTED, message, found[0].start, found[-1].end)]
    again = _Again(plain, source, reader)
    for group in groups(plain, found, answers):
        told += again.held(group)
    return answers + told


def groups(plain: str, found: Sequence[Citation], answers: Sequence[Answer]) -> Iterator[Group]:
    """The references of a text in groups, each with the claims of its sentence since the group before it.

    `plain` is the text without its references.
    """
    spans = list(sentence_spans(plain))
    last = 0
    for at, citations in _together(plain, found, spans):
        start, end = spans[at]
        claims = [
            one for one in answers if start <= one.start < end and one.status != UNCHECKED and not one.of_reference
        ]
        before = [one for one in claims if last <= one.start < citations[0].start]
        refs = tuple(ref for citation in citations for ref in citation.refs)
        yield Group(citations[0].start, citations[-1].end, refs, tuple(before or claims), (start, end))
        last = citations[-1].end


def _together(
    plain: str, found: Sequence[Citation], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, list[Citation]]]:
    """Citations of one sentence with nothing but spaces and commas between them, and which sentence it is."""
    starts = [start for start, _ in spans]
    group: list[Citation] = []
    last = -1
    for citation in (one for one in found if not one.note):
        at = bisect_right(starts, citation.start) - 1
        if citation.start >= spans[at][1] and at + 1 < len(spans) and _leads(plain, citation, spans, at, last):
            at += 1
        if group and (at != last or not _BETWEEN.fullmatch(plain, group[-1].end, citation.start)):
            yield last, group
            group = []
        group.append(citation)
        last = at
    if group:
        yield last, group


def _leads(plain: str, citation: Citation, spans: Sequence[tuple[int, int]], at: int, last: int) -> bool:
    """Whether a citation between two sentences belongs to the one that follows: its line, or the first has its own."""
    follows = "\n" in plain[spans[at][1] : citation.start]
    ends = "\n" in plain[citation.end : spans[at + 1][0]]
    return not ends and (follows or last == at)


class _Again:
    """Reads claims again by what they refer to, so much at most that no text takes long."""

    def __init__(self, plain: str, source: Source, reader: Reader) -> None:
        self._plain = plain
        self._source = source
        self._reader = reader
        self._left = _MOST_READ_AGAIN
        self._parts: dict[str, Source] = {}

    def held(self, group: Group) -> Iterator[Answer]:
        """What is wrong with the references of a group whose claims are proven.

        A reference must show one of the claims, and each claim must be shown by one of them.
        """
        proven = [claim for claim in group.claims if claim.proof]
        if not proven or any(claim.status != SUPPORTED for claim in group.claims):
            return
        found = [self._weighed(refs, group, proven) for refs in _by_place(group.refs)]
        wrong = [answer for answer, _ in found if answer]
        bare = [claim for claim in proven if not any(claim.start in starts for _, starts in found)]
        yield from wrong
        if found and bare and not wrong:
            told = f"{self._quoted(bare)} does not follow from what is named here: {bare[0].message}"
            yield _told(UNSUPPORTED, told, group.start, group.end, bare[0].evidence)

    def _weighed(
        self, refs: Sequence[Ref], group: Group, proven: Sequence[Answer]
    ) -> tuple[Answer | None, frozenset[int]]:
        """What is wrong with references written as one, if anything, and where the claims begin that they show."""
        starts = frozenset(claim.start for claim in proven for ref in refs if _rests_on(claim, ref.id))
        if starts:
            return None, starts
        answers = [answer for ref in refs for answer in self._read(group, ref.id or "")]
        again = {one.start for one in answers if one.status == SUPPORTED}
        if starts := frozenset(claim.start for claim in proven if claim.start in again):
            return None, starts
        denied = [one for one in answers if one.status == CONTRADICTION][:1]
        told = f"{refs[0].text!r} does not show {self._quoted(proven)}: {proven[0].message}"
        evidence = tuple(dict.fromkeys(one for answer in (proven[0], *denied) for one in answer.evidence))
        status = CONTRADICTION if denied else UNSUPPORTED
        return _told(status, told, refs[0].start, refs[0].end, evidence), starts

    def _quoted(self, claims: Sequence[Answer]) -> str:
        return repr(self._plain[claims[0].start : claims[0].end]) if len(claims) == 1 else "this"

    def _read(self, group: Group, name: str) -> list[Answer]:
        """The answers to the sentence of a group if only the record, passage or table `name` may prove it."""
        start, end = group.sentence
        sentence = self._plain[start:end].rstrip(_STOPS)
        pinned = self._source.derive(_pinned)
        called = pinned.names.get(name)
        part = pinned.source if called else self._part(name)
        self._left -= len(sentence) + (0 if called else _size(part))
        if self._left < 0:
            return []
        answers = self._reader(f"{sentence} [{called}]." if called else f"{sentence}.", part)
        shown = [one for one in answers if one.status != SUPPORTED or _rests_on(one, called or name)]
        return [pinned.told(answer).moved(start) for answer in shown]

    def _part(self, name: str) -> Source:
        """The passage or the table of a reference alone."""
        if name not in self._parts:
            passages = tuple(one for one in self._source.passages if one.id == name)
            tables = tuple(table for table in self._source.tables if table.id == name.partition(":")[0])
            self._parts[name] = Source(passages=passages, tables=tables, orders=self._source.orders)
        return self._parts[name]


def _by_place(refs: Sequence[Ref]) -> list[list[Ref]]:
    """References to what is there, those written as one ("A1-A3") together."""
    found: dict[int, list[Ref]] = {}
    for ref in refs:
        if ref.id is not None:
            found.setdefault(ref.start, []).append(ref)
    return list(found.values())


def _size(part: Source) -> int:
    return sum(len(one.text) for one in part.passages) + 20 * sum(len(table.figures) for table in part.tables)


class _Pinned(NamedTuple):
    """The records of a source under ids that no sentence takes for a number or a word."""

    source: Source
    names: Mapping[str, str]
    back: Mapping[str, str]

    def told(self, answer: Answer) -> Answer:
        """An answer by these records, whose evidence has the ids of the source."""
        evidence = (replace(one, ref=self.back.get(one.ref, one.ref)) for one in answer.evidence)
        return answer._replace(evidence=tuple(evidence))


def _pinned(source: Source) -> _Pinned:
    names = {record.id: f"zz-{row}" for row, record in enumerate(source.records, 1)}
    records = tuple(record._replace(id=names[record.id]) for record in source.records)
    return _Pinned(Source(records=records, orders=source.orders), names, {new: old for old, new in names.items()})


def _rests_on(answer: Answer, name: str | None) -> bool:
    """Whether a proof uses a record, a cell, or a cell of the table, row or passage called `name`."""
    operands = answer.proof.operands if answer.proof and name else ()
    begins = (f"{name}:", f"{name}C") if name and _TABLE_ROW.search(name) else (f"{name}:",)
    return any(cell == name or cell.startswith(begins) for operand in operands for cell in operand.cells)


def _better(written: Sequence[Answer], plain: Sequence[Answer], spans: Sequence[tuple[int, int]]) -> list[Answer]:
    """The answers to each sentence without its references, or as it is written where only these prove it."""
    starts = [start for start, _ in spans]
    sentences: tuple[dict[int, list[Answer]], ...] = ({}, {})
    for answers, by_sentence in zip((plain, written), sentences, strict=True):
        for answer in answers:
            by_sentence.setdefault(bisect_right(starts, answer.start), []).append(answer)
    found: list[Answer] = []
    for at in range(1, len(spans) + 1):
        without_refs, as_written = (one.get(at, []) for one in sentences)
        found += as_written if _only_as_written(without_refs, as_written) else without_refs
    return found


def _only_as_written(plain: Sequence[Answer], written: Sequence[Answer]) -> bool:
    """Whether a sentence names the one record that it is about by a reference: "Invoice (INV-104) was for $75.10".

    What the source says otherwise stays so, and so does what is said of several: no total is that of one record.
    """
    if any(answer.status == CONTRADICTION for answer in plain) or all(answer.status == SUPPORTED for answer in plain):
        return False
    return bool(written) and all(
        one.status == SUPPORTED and one.proof and one.proof.operation == "value" for one in written
    )


def _absent(ref: Ref) -> Answer:
    return _told(FABRICATED, f"the source has nothing called {ref.text!r}", ref.start, ref.end)


def _told(status: str, message: str, start: int, end: int, evidence: tuple[Evidence, ...] = ()) -> Answer:
    return Answer(status, message, start, end, evidence, of_reference=True)
