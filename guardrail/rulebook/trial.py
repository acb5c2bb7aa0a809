"""Tries texts on rules while they are written: which rules fire, and what each use would make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

from ..source import Source
from ..types import Decision, Finding
from .explanation import uses_by_tier
from .files import rule_files
from .kinds.grounding import GroundingRule
from .rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Tried:
    """What came out for one text: what was found, worst first, and the decision for each tier's uses."""

    text: str
    findings: tuple[Finding, ...]
    decisions: tuple[tuple[str, Decision], ...]


class Trial:
    """The rules of a folder or file, ready for texts; those that ship for None.

    Without a `source` the claims of a text are not checked, only what its words show. Raises `RulesError` if the rules
    cannot be used.
    """

    def __init__(self, path: str | PathLike[str] | None = None, *, source: Source | None = None) -> None:
        book = Rulebook.read(path)
        kept = book.rules if source else tuple(r for r in book.rules if type(r).build is not GroundingRule.build)
        self._policy = book.policy
        self._guard = replace(book, rules=kept).guard()
        self._source = source

    def run(self, text: str) -> Tried:
        """What the rules make of a text."""
        verdict = self._guard.check(text, source=self._source)
        decisions = [(uses, self._policy.decide(use, verdict.findings)[1]) for uses, use in uses_by_tier(self._policy)]
        found = [finding for finding in verdict.findings if finding.category != "supported"]
        return Tried(text, tuple(sorted(found, key=lambda f: f.severity, reverse=True)), tuple(decisions))


def changes(files: Callable[[], Sequence[Path]], wait: Callable[[], None]) -> Iterator[None]:
    """One turn at once, and one whenever a file was changed, came or went; `wait` is called between looks."""
    seen: object = None
    while True:
        now = {file: _stamp(file) for file in files()}
        if now != seen:
            seen = now
            yield
        wait()


def files_of(path: str | PathLike[str] | None) -> list[Path]:
    """The rule files to watch: none for the rules that ship, those of a folder or file otherwise."""
    return [] if path is None else rule_files(path)


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
