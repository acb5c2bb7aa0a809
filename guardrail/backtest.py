"""Holds two guards against each other on texts of the past: what changes, and what people had said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from .guard import Guard
from .protocols import Validator
from .types import Candidate, Decision, Finding, Severity, Verdict
from .wilson import wilson

_BATCH = 64
_GROUNDING = "grounding"
_ESCALATE = Decision.ESCALATE
_Counts = Callable[[Decision, Decision], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A text of the past. `decided` is what a person said of it, `day` when it was written, if either is known."""

    id: str
    candidate: Candidate
    decided: Decision | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the old and the new rules say of one text; they may say the same."""

    past: Past
    old: Verdict
    new: Verdict

    @property
    def moved(self) -> bool:
        """Whether the decision is another one."""
        return self.old.decision is not self.new.decision

    @property
    def came(self) -> list[Finding]:
        """What only the new rules find."""
        return _without(self.new.findings, self.old.findings)

    @property
    def went(self) -> list[Finding]:
        """What only the old rules find."""
        return _without(self.old.findings, self.new.findings)


@dataclass(frozen=True, slots=True)
class Share:
    """So many `right` out of `of`."""

    right: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share, after Wilson."""
        return wilson(self.right, self.of)


@dataclass
class Tally:
    """Counts over all texts; what it holds grows with the rules and tiers, not with the texts."""

    texts: int = 0
    moves: Counter[tuple[str, Decision, Decision]] = field(default_factory=Counter)
    people: Counter[tuple[Decision, Decision, Decision]] = field(default_factory=Counter)
    came: Counter[str] = field(default_factory=Counter)
    went: Counter[str] = field(default_factory=Counter)
    shadow: Counter[str] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    undated: int = 0

    def add(self, change: Change) -> None:
        """Count one text, changed or not. `moves` has its new tier, the old and the new decision."""
        old, new = change.old.decision, change.new.decision
        self.texts += 1
        self.moves[change.new.tier, old, new] += 1
        if change.past.decided is not None:
            self.people[old, new, change.past.decided] += 1
        self.came.update({finding.rule for finding in change.came if finding.set_aside is None})
        self.shadow.update({finding.rule for finding in change.came if finding.set_aside})
        self.went.update({finding.rule for finding in change.went})
        self._on(change.past.day)

    @property
    def moved(self) -> int:
        """How many texts have another decision."""
        return sum(count for (_, old, new), count in self.moves.items() if old is not new)

    @property
    def days(self) -> int:
        """From the first to the last day, both included; 0 if no text says its day."""
        return (self.last - self.first).days + 1 if self.first and self.last else 0

    @property
    def more_cases(self) -> int:
        """How many more texts go to a person; below 0 if fewer do."""
        return sum(count * ((new is _ESCALATE) - (old is _ESCALATE)) for (_, old, new), count in self.moves.items())

    @property
    def rejected(self) -> Share:
        """Of the texts that only the new rules reject and a person decided, those the person rejected."""
        return self._share(Decision.REJECT, lambda old, new: new is Decision.REJECT and old is not new)

    @property
    def escalated(self) -> Share:
        """Of the texts let out before that now go to a person, and one decided, those the person rejected."""
        return self._share(Decision.REJECT, lambda old, new: (old, new) == (Decision.ACCEPT, _ESCALATE))

    @property
    def released(self) -> Share:
        """Of the texts that only the new rules let out and a person decided, those the person accepted."""
        return self._share(Decision.ACCEPT, lambda old, new: new is Decision.ACCEPT and old is not new)

    def _share(self, right: Decision, counts: _Counts) -> Share:
        told = [(said, count) for (old, new, said), count in self.people.items() if counts(old, new)]
        return Share(sum(count for said, count in told if said is right), sum(count for _, count in told))

    def _on(self, day: date | None) -> None:
        if day is None:
            self.undated += 1
            return
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)


class Recorded:
    """Stands for records that are gone: what was said of the claims when the text was first checked."""

    def __init__(self, verdict: Verdict) -> None:
        self.findings = tuple(f for f in verdict.findings if f.rule.startswith(f"{_GROUNDING}."))

    def __len__(self) -> int:
        return len(self.findings)


def compare(past: Iterable[Past], old: Guard, new: Guard) -> Iterator[Change]:
    """What both guards say of each text, in order; only a few texts are held at once.

    Where the source of a text is `Recorded`, its claims are not checked again: both guards take what was found then.
    """
    old, new = _recalling(old), _recalling(new)
    texts = iter(past)
    while batch := list(islice(texts, _BATCH)):
        candidates = [one.candidate for one in batch]
        verdicts = zip(old.check_many(candidates), new.check_many(candidates), strict=True)
        for one, (before, after) in zip(batch, verdicts, strict=True):
            yield Change(past=one, old=before, new=after)


def _recalling(guard: Guard) -> Guard:
    validators = [_Recalling(one) if one.id == _GROUNDING else one for one in guard.validators]
    return Guard(validators=validators, policy=guard.policy, fingerprint=guard.fingerprint, time_limit=guard.time_limit)


class _Recalling:
    """Grounding, but for texts whose source is what was found then."""

    id = _GROUNDING

    def __init__(self, validator: Validator) -> None:
        self.keeps_time = getattr(validator, "keeps_time", False)
        self._validator = validator

    def check(self, batch: Sequence[Candidate], /) -> list[Sequence[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        asked = [candidate for candidate in batch if not isinstance(candidate.source, Recorded)]
        fresh = zip(asked, self._validator.check(asked), strict=True)
        answers = [c.source.findings if isinstance(c.source, Recorded) else next(fresh)[1] for c in batch]
        next(fresh, None)  # tells a validator that answered for too many
        return answers


def _without(findings: Sequence[Finding], others: Sequence[Finding]) -> list[Finding]:
    """The findings that the others lack; good news and what a finding rests on are no change."""
    left = Counter(map(_told, others))
    left.subtract(map(_told, findings))
    found = []
    for finding in findings:
        if left[_told(finding)] < 0 and (finding.severity > Severity.INFO or finding.set_aside):
            left[_told(finding)] += 1
            found.append(finding)
    return found


def _told(finding: Finding) -> tuple[object, ...]:
    aside = finding.set_aside
    severity = aside.severity if aside else finding.severity
    return finding.rule, finding.category, severity, finding.span, finding.message, aside is None
