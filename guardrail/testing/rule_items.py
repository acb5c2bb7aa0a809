"""The rules of a folder as tests of pytest: one for each file as a whole, and one for each example of a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from ..rulebook import Problem, Rulebook, RuleProblems
from ..rulebook.composer import Unreadable, compose
from ..rulebook.files import read_page, rule_files
from ..rulebook.nodes import Entries, Items, Node

_PROBLEMS = pytest.StashKey[tuple[Problem, ...]]()
_KEYS = ("match", "pass")


def rules_file(parent: pytest.Collector, path: Path, rules: str) -> RulesFile | None:
    """The tests in `path`, None if it is no file of these rules."""
    try:
        named = {file.resolve(): str(file) for file in rule_files(rules)}
    except RuleProblems as error:
        raise pytest.UsageError(f"--guardrail-rules: {error}") from error
    if path.resolve() not in named:
        return None
    return RulesFile.from_parent(parent, path=path, rules=rules, files=named)


class Wrong(Exception):  # noqa: N818 - never seen but as a failed test
    """Mistakes in a rule file."""


class RulesFile(pytest.File):
    """A file of rules; `files` are all of them, and the first also answers for mistakes in files that it imports."""

    def __init__(self, *, rules: str, files: dict[Path, str], **given: Any) -> None:
        super().__init__(**given)
        self.rules = rules
        self.shown = files[self.path.resolve()]
        self._files = files

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """The file as a whole, then its rules."""
        rules = list(self._rules())
        examples = [node for rule in rules for _, node in _examples(rule)]
        mine = [one for one in self.problems if self._answers_for(one)]
        elsewhere = [one for one in mine if not any(_inside(one, node, self.shown) for node in examples)]
        yield Check.from_parent(self, name="rules", problems=elsewhere, line=0)
        for rule in rules:
            yield RuleTests.from_parent(self, name=rule.text("id"), node=rule)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All mistakes of the rules, as `guardrail rules check` lists them; read once in a session."""
        stash = self.config.stash
        if _PROBLEMS not in stash:
            try:
                Rulebook.read(self.rules)
                stash[_PROBLEMS] = ()
            except RuleProblems as error:
                stash[_PROBLEMS] = error.problems
        return stash[_PROBLEMS]

    def _answers_for(self, problem: Problem) -> bool:
        names = list(self._files.values())
        return problem.file == self.shown or (self.shown == names[0] and problem.file not in names)

    def _rules(self) -> Iterator[Entries]:
        """The rules with an id that stand in the file; none if it cannot be read, which its problems say."""
        try:
            root = compose(read_page(self.path, self.shown), [])
        except (Unreadable, RuleProblems):
            return
        listed = root.entries.get("rules") if isinstance(root, Entries) else None
        for node in listed[1].items if listed and isinstance(listed[1], Items) else []:
            if isinstance(node, Entries) and node.text("id"):
                yield node


class RuleTests(pytest.Collector):
    """A rule with its examples."""

    def __init__(self, *, node: Entries, **given: Any) -> None:
        super().__init__(**given)
        self._node = node

    def collect(self) -> Iterator[pytest.Item]:
        """Its examples; where the rule itself is wrong they were not tried, and fail."""
        file = self.getparent(RulesFile)
        assert file is not None  # noqa: S101 - a rule is made by its file only
        examples = list(_examples(self._node))
        mine = [problem for problem in file.problems if _inside(problem, self._node, file.shown)]
        of_rule = [p for p in mine if not any(_inside(p, node, file.shown) for _, node in examples)]
        for name, node in examples:
            own = [problem for problem in mine if _inside(problem, node, file.shown)]
            yield Check.from_parent(self, name=name, problems=own or of_rule, line=node.start.line)


class Check(pytest.Item):
    """A test that was run when the rules were read: it fails with the mistakes that were found there."""

    def __init__(self, *, problems: Sequence[Problem], line: int, **given: Any) -> None:
        super().__init__(**given)
        self._problems = problems
        self._line = line

    def runtest(self) -> None:
        """Fail with the mistakes."""
        if self._problems:
            raise Wrong("\n".join(map(str, self._problems)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The mistakes in the words of `guardrail rules check`, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, Wrong) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line from 0, and the name."""
        return self.path, self._line, "::".join(self.nodeid.split("::")[1:])


def _examples(rule: Entries) -> Iterator[tuple[str, Node]]:
    """The examples of a rule by their names, such as match[0]."""
    for key in _KEYS:
        listed = rule.entries.get(key)
        for at, node in enumerate(listed[1].items if listed and isinstance(listed[1], Items) else []):
            yield f"{key}[{at}]", node


def _inside(problem: Problem, node: Node, file: str) -> bool:
    """Whether a mistake is at a node: from its start to its end, lines and columns counted from 0."""
    at = (problem.line - 1, problem.column - 1)
    start, end = (node.start.line, node.start.column), (node.end.line, node.end.column)
    return problem.file == file and start <= at < max(end, (start[0], start[1] + 1))
