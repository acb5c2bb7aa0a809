"""What one rule does, said from what is written in it."""

from __future__ import annotations

import inspect
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from ..errors import RulesError
from ..policy import Policy
from ..types import Candidate, Finding, Span
from .composer import compose
from .kinds import validators
from .nodes import Entries
from .packs import Placed
from .problems import suggest
from .rule import ExampleRule, Rule
from .rulebook import Rulebook
from .writer import inline

_GIT_SECONDS = 10
_SAID_APART = {"id", "kind", "category", "severity", "message", "match", "pass", "changed"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule in words: what it does, what a hit means in each tier, where it stands and how it came to be.

    `decisions` are (uses, what a hit does there). `history` are its changes, newest first: those under `changed`, else
    those of its lines in git; None if there are neither.
    """

    rule: Rule
    sentence: str
    message: str
    decisions: tuple[tuple[str, str], ...]
    place: str
    pack: str
    history: tuple[str, ...] | None

    def hits(self, candidate: Candidate) -> list[Span | None]:
        """Where it hits in a text; None for the text as a whole."""
        (validator,) = validators([self.rule])
        return [finding.span for finding in validator.check([candidate])[0] if _is_hit(finding)]


def explain(id: str, path: str | PathLike[str] | None = None) -> Explanation:  # noqa: A002 - as in the file
    """The rule called `id` in a folder or file, in those that ship for None; raises `RulesError` if there is none."""
    book = Rulebook.read(path)
    placed = next((one for one in book.placed if one.rule.id == id), None)
    if placed is None:
        raise RulesError(f"there is no rule {id!r}; {suggest(id, [rule.id for rule in book.rules])}")
    root = compose(placed.page, [])
    header = {key: root.text(key) for key in ("pack", "owner", "version")} if isinstance(root, Entries) else {}
    return Explanation(
        rule=placed.rule,
        sentence=_sentence(placed),
        message=placed.rule.message if isinstance(placed.rule, ExampleRule) else "",
        decisions=tuple(_decisions(placed.rule, book.policy)),
        place=f"{placed.page.file}:{placed.node.start.line + 1}",
        pack=f"pack {header.get('pack')}, version {header.get('version')}, owner {header.get('owner')}",
        history=_listed(placed.rule) or _from_git(placed),
    )


def _sentence(placed: Placed) -> str:
    """What rules of its kind do, and what this one does it with."""
    kind = (inspect.getdoc(type(placed.rule)) or "").split("\n\n")[0].replace("\n", " ").rstrip(".")
    own = [(key, node) for key, (_, node) in placed.node.entries.items() if key not in _SAID_APART]
    return ". ".join([kind, *(f"{key.capitalize()}: {_brief(node.value)}" for key, node in own)]) + "."


def _brief(value: object) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(repr(item) for item in value)
    return value if isinstance(value, str) else inline(value)


def _decisions(rule: Rule, policy: Policy) -> Iterator[tuple[str, str]]:
    """What a hit alone does to a text, tier by tier."""
    if not isinstance(rule, ExampleRule):
        return
    finding = Finding(rule=rule.id, category=rule.category, severity=rule.severity, message=rule.message)
    for uses, use in uses_by_tier(policy):
        tier, decision = policy.decide(use, [] if rule.shadow else [finding])
        yield uses, f"{decision} (tier {tier.name})"


def uses_by_tier(policy: Policy) -> Iterator[tuple[str, str | None]]:
    """The uses of each tier in words, with one of them to decide by; None is a use that is not listed."""
    for tier in policy.tiers:
        named = [use for use, name in policy.uses.items() if name == tier.name]
        last = tier is policy.tiers[-1]
        if named or last:
            yield ", ".join([*named, *(["any other use"] if last else [])]), named[0] if named else None


def _listed(rule: Rule) -> tuple[str, ...]:
    """The changes that the rule itself lists."""
    newest_first = sorted(rule.changed, key=lambda change: change.day, reverse=True)
    return tuple(f"{change.day} {change.by}: {change.what}" for change in newest_first)


def _from_git(placed: Placed) -> tuple[str, ...] | None:
    """Day, writer and message of each change of the rule's lines; None where git does not know the file."""
    git, file = shutil.which("git"), Path(placed.page.file).resolve()
    if git is None:
        return None
    end = placed.node.end
    lines = f"{placed.node.start.line + 1},{end.line + 1 if end.column else end.line}"
    command = [git, "-C", str(file.parent), "log", "-s", "--date=short", "--format=%ad %an: %s"]
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [*command, f"-L{lines}:{file.name}"], capture_output=True, text=True, timeout=_GIT_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return tuple(done.stdout.splitlines()) if done.returncode == 0 else None


def _is_hit(finding: Finding) -> bool:
    return finding.category not in {"supported", "error"}
