"""Reports instructions to a model: in a text, in its source (a memo, a passage) or in the prompt, and if it obeyed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..costs import Cost
from ..source import Source
from ..types import Candidate, Evidence, Finding, Span
from .folding import Folding
from .patterns import PatternRule, Patterns, together
from .reports import Report
from .runs import Words, repeated

_MOST = 20
_AT_ONCE = 200
_LONGEST_SHOWN = 200

TEXT, SOURCE, PROMPT = "text", "source", "prompt"
PLACES = (TEXT, SOURCE, PROMPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction(Report):
    """What an instruction looks like, and in which of `places` to look for it.

    With `repeated` over 0, one outside the text counts only if the text says so many words in a row of what it, and
    all after it in that cell or passage, says: the model did as it was told.
    """

    sought: PatternRule
    places: frozenset[str]
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class _Hit:
    """Where a rule found an instruction: in the text, or in `evidence`, which says all that follows it as well."""

    number: int
    place: str
    span: Span | None
    order: str
    evidence: Evidence | None = None


class Injection:
    """Reports instructions, at most 20 a rule and place; those outside the text with the words as evidence.

    A place that is not there (no source, no prompt) holds none. A pattern that runs out of time is an `error`, and so
    is a source for which all patterns together need more than half a second and 3 s for each million characters. What
    a source holds is found once, for all texts about it.
    """

    id = "injection"
    keeps_time = True
    cost = Cost(ms=Decimal("0.5"))

    def __init__(self, rules: Sequence[Instruction]) -> None:
        self._rules = tuple(rules)
        self._patterns = Patterns([replace(rule.sought, id=str(number)) for number, rule in enumerate(rules)])
        self._folding = Folding()

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        return [list(self._findings(candidate)) for candidate in batch]

    def _findings(self, candidate: Candidate) -> Iterator[Finding]:
        counts = [0] * len(self._rules)
        text: Words | None = None
        for hit in self._hits(candidate):
            rule = self._rules[hit.number]
            if hit.place not in rule.places or counts[hit.number] == _MOST:
                continue
            counts[hit.number] += 1
            if hit.span is None:
                yield rule.error(hit.order)
            elif hit.evidence is None:
                yield rule.finding(hit.span)
            else:
                text = text or Words.of(candidate.text, self._folding)
                yield from self._outside(rule, hit.order, text, hit.evidence)

    def _hits(self, candidate: Candidate) -> Iterator[_Hit]:
        yield from self._found(TEXT, candidate.text)
        if candidate.prompt is not None:
            yield from self._found(PROMPT, candidate.prompt, "the prompt")
        if isinstance(candidate.source, Source):
            yield from candidate.source.derive(self._found_in)

    def _found(self, place: str, words: str, ref: str = "", column: str | None = None) -> Iterator[_Hit]:
        for found in self._patterns.check([Candidate(text=words)])[0]:
            number, span = int(found.rule), found.span
            if span is None:
                told = f"the rule {self._rules[number].id!r} needed too long, so the text is not checked by it"
                yield _Hit(number, place, None, told)
            else:
                order = words[span.start :]
                evidence = Evidence(ref=ref, text=order[:_LONGEST_SHOWN], column=column) if ref else None
                yield _Hit(number, place, span, order, evidence)

    def _found_in(self, source: Source) -> list[_Hit]:
        """The instructions in a source; cells are looked at one by one only where some literal of a rule occurs."""
        cells = list(_cells(source).items())
        budget = together(sum(len(words) for words, _ in cells))
        hits, begun = list[_Hit](), time.thread_time()
        for at in range(0, len(cells), _AT_ONCE):
            if time.thread_time() - begun > budget:
                return [*hits, *self._too_long(budget)]
            some = cells[at : at + _AT_ONCE]
            if self._patterns.may_match("\n".join(words for words, _ in some)):
                hits += (hit for words, (ref, column) in some for hit in self._found(SOURCE, words, ref, column))
        return hits

    def _too_long(self, budget: float) -> Iterator[_Hit]:
        told = f"the source took more than {budget:.1f} s, so not all of it was looked at for instructions"
        return (_Hit(number, SOURCE, None, told) for number in range(len(self._rules)))

    def _outside(self, rule: Instruction, order: str, text: Words, evidence: Evidence) -> Iterator[Finding]:
        where = f"in {evidence.ref}" + (f", {evidence.column}" if evidence.column else "")
        if not rule.repeated:
            yield rule.finding(None, where, evidence=(evidence,))
            return
        told = Words.of(order, self._folding).stretches(rule.repeated)
        for span in repeated(text, told, rule.repeated):
            yield rule.finding(span, f"as told {where}", evidence=(evidence,))


def _cells(source: Source) -> dict[str, tuple[str, str | None]]:
    """Every text of a source that could be an instruction, with the place and column where it stands first."""
    cells = dict[str, tuple[str, str | None]]()
    for record in source.records:
        for column, cell in record.cells.items():
            if " " in cell:
                cells.setdefault(cell, (record.id, column))
    for table in source.tables:
        for cell in table.texts:
            if " " in cell:
                cells.setdefault(cell, (table.id, None))
    for passage in source.passages:
        cells.setdefault(passage.text, (passage.id, None))
    return cells
