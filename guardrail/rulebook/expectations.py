"""Files of tests beside a pack: texts, and what the rules as a whole must say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from typing import Annotated

from pydantic import AfterValidator, Field

from ..guard import Guard
from ..resources import shipped
from ..types import Decision, Finding, Verdict
from .complaints import validated
from .composer import Unreadable, compose
from .example import Shown
from .files import read_page, test_files
from .nodes import Node, Page, find
from .problems import Problem, RuleProblems, suggest
from .rulebook import Rulebook
from .values import Fault, Id, Strict, Text, complaint

_GROUNDING = "grounding."


def _decision(value: str) -> str:
    if value in map(str, Decision):
        return value
    raise complaint(f"unknown decision {value!r}", suggest(value, map(str, Decision)))


class Expectation(Shown):
    """A text with what it is about, and what must come out for it."""

    use: Text | None = Field(default=None, description="What the text is for; the strictest tier if left out.")
    decision: Annotated[str, AfterValidator(_decision)] | None = Field(
        default=None, description="accept, escalate or reject."
    )
    hits: list[Id] = Field(default=[], description="Rules that must find something in it.")
    spares: list[Id] = Field(default=[], description="Rules that must find nothing in it.")

    def misses(self, guard: Guard) -> Iterator[Fault]:
        """What comes out differently."""
        verdict = guard.check_many([replace(self.candidate(), use=self.use)])[0]
        found = [finding for finding in verdict.findings if _counts(finding)]
        if self.decision is not None and str(verdict.decision) != self.decision:
            yield Fault(("decision",), f"this text is {_DONE[verdict.decision]}: {_reasons(verdict)}", _CHANGE)
        for index, rule in enumerate(self.hits):
            if rule not in {finding.rule for finding in found}:
                yield Fault(("hits", index), f"the rule {rule!r} finds nothing in this text", _CHANGE)
        for index, rule in enumerate(self.spares):
            for finding in [finding for finding in found if finding.rule == rule][:1]:
                what = f"{self.text[finding.span.start : finding.span.end]!r}" if finding.span else "something"
                yield Fault(("spares", index), f"the rule {rule!r} finds {what} in this text", _CHANGE)


_CHANGE = "change a rule, or the test"
_DONE = {Decision.ACCEPT: "accepted", Decision.ESCALATE: "escalated", Decision.REJECT: "rejected"}


class _TestsFile(Strict):
    tests: list[Expectation] = Field(min_length=1, description="The tests.")


@dataclass(frozen=True, slots=True)
class Tested:
    """How many examples and tests were run, and the tests that came out otherwise."""

    examples: int
    tests: int
    failures: tuple[Problem, ...]


def run_tests(path: str | PathLike[str] | None = None) -> Tested:
    """Run every example of the rules in a folder or file, and the tests in `NAME.tests.yaml` beside them.

    Raises `RulesError` for rules that cannot be used, among them those with an example that does not come out as it
    must, and for tests that cannot be read.
    """
    book = Rulebook.read(path)
    guard, known = book.guard(), [rule.id for rule in book.rules]
    problems, failures = list[Problem](), list[Problem]()
    count = 0
    for file in test_files(shipped("rules") if path is None else path):
        page = read_page(file, str(file))
        for test, node in _read(page, problems):
            count += 1
            problems.extend(_placed(page, node, fault) for fault in _slips(test, known))
            failures.extend([] if problems else (_placed(page, node, fault) for fault in test.misses(guard)))
    if problems:
        raise RuleProblems(problems)
    return Tested(sum(one.rule.examples for one in book.own), count, tuple(failures))


def _read(page: Page, problems: list[Problem]) -> list[tuple[Expectation, Node]]:
    try:
        root = compose(page, problems)
    except Unreadable as error:
        problems.append(error.problem)
        return []
    parsed = validated(_TestsFile, root, page, problems)
    if parsed is None:
        return []
    return [(test, find(root, ("tests", index))[1]) for index, test in enumerate(parsed.tests)]


def _slips(test: Expectation, known: Sequence[str]) -> Iterator[Fault]:
    """What would make a test pass whatever the rules say."""
    yield from test.faults()
    if test.decision is None and not test.hits and not test.spares:
        yield Fault((), "this test expects nothing", "add 'decision', 'hits' or 'spares'")
    for key, names in (("hits", test.hits), ("spares", test.spares)):
        for index, name in enumerate(names):
            if name not in known and not name.startswith(_GROUNDING):
                yield Fault((key, index), f"there is no rule {name!r}", suggest(name, known))


def _placed(page: Page, node: Node, fault: Fault) -> Problem:
    key, part = find(node, fault.path)
    return page.about(part if fault.path else key or part, fault.message, fault.hint)


def _counts(finding: Finding) -> bool:
    return finding.category not in {"supported", "error"}


def _reasons(verdict: Verdict) -> str:
    worst = sorted((f for f in verdict.findings if f.category != "supported"), key=lambda f: f.severity, reverse=True)
    told = "; ".join(f"{finding.rule} ({finding.severity}): {finding.message}" for finding in worst[:3])
    return told or "nothing was found"
