"""Reports instructions to a model: in a text, in its source (a memo, a passage) or in the prompt, and if it obeyed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..costs import Cost
from ..source import Source
from ..types import Candidate, Evidence, Finding
from .folding import Folding
from .patterns import PatternRule, Patterns
from .reports import Report
from .runs import Words, repeated

_MOST = 20
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


class Injection:
    """Reports instructions, at most 20 a rule and place; those outside the text with the words as evidence.

    A place that is not there (no source, no prompt) holds none. A pattern that runs out of time is an `error`.
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
        text = Words.of(candidate.text, self._folding)
        for place, ref, column, words in _places(candidate):
            for hit in self._patterns.check([Candidate(text=words)])[0]:
                number = int(hit.rule)
                rule = self._rules[number]
                if place not in rule.places or counts[number] == _MOST:
                    continue
                counts[number] += 1
                if hit.span is None:
                    yield rule.error(f"the rule {rule.id!r} needed too long, so the text is not checked by it")
                elif place == TEXT:
                    yield rule.finding(hit.span)
                else:
                    shown = words[hit.span.start :][:_LONGEST_SHOWN]
                    evidence = Evidence(ref=ref, text=shown, column=column)
                    yield from self._outside(rule, words[hit.span.start :], text, evidence)

    def _outside(self, rule: Instruction, order: str, text: Words, evidence: Evidence) -> Iterator[Finding]:
        where = f"in {evidence.ref}" + (f", {evidence.column}" if evidence.column else "")
        if not rule.repeated:
            yield rule.finding(None, where, evidence=(evidence,))
            return
        told = Words.of(order, self._folding).stretches(rule.repeated)
        for span in repeated(text, told, rule.repeated):
            yield rule.finding(span, f"as told {where}", evidence=(evidence,))


def _places(candidate: Candidate) -> Iterator[tuple[str, str, str | None, str]]:
    """Every text to look at: the place it counts as, its name, its column, and what it says."""
    yield TEXT, "the text", None, candidate.text
    if candidate.prompt is not None:
        yield PROMPT, "the prompt", None, candidate.prompt
    source = candidate.source
    if not isinstance(source, Source):
        return
    for record in source.records:
        yield from ((SOURCE, record.id, column, cell) for column, cell in record.cells.items() if " " in cell)
    for table in source.tables:
        yield from ((SOURCE, table.id, None, words) for words in dict.fromkeys(table.texts) if " " in words)
    yield from ((SOURCE, passage.id, None, passage.text) for passage in source.passages)
