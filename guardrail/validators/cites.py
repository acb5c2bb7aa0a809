"""Reports references of a text that lead nowhere or prove nothing, and claims without any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..grounding import FABRICATED
from ..types import Finding, Span
from .answered import Answered
from .reports import Report

EXIST, SUPPORT, BE_GIVEN = "exist", "support", "be given"
MUST = (EXIST, SUPPORT, BE_GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cites(Report):
    """What references such as "[A2]" must do, of `MUST`.

    They must name something in the source, show what they stand behind, or stand behind every claim.
    """

    must: tuple[str, ...]

    def findings(self, read: Answered) -> Iterator[Finding]:
        """A finding for each reference that does not, and for each claim without one."""
        text = read.candidate.text
        if EXIST in self.must:
            missing = [ref for citation in read.citations for ref in citation.refs if ref.id is None]
            for ref in missing:
                yield self.finding(Span(ref.start, ref.end), f"the source has nothing called {ref.text!r}")
        if SUPPORT in self.must:
            for one in read.answers:
                if one.of_reference and one.status != FABRICATED:
                    yield self.finding(Span(one.start, one.end), one.message, evidence=one.evidence)
        if BE_GIVEN in self.must:
            for claim in read.uncited:
                yield self.finding(Span(claim.start, claim.end), repr(text[claim.start : claim.end]))
