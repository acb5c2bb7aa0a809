"""Which tier a use falls in, and the one place where findings become a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .costs import TierBudget
from .errors import PolicyError
from .types import Decision, Finding, Severity, Unit

_RAISES = "affordance."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """How much error a kind of use bears: the severity from which it escalates, and rejects.

    `releases` is what a text is released in while it is still being written.
    `budget`, where there is one, is what the checks of one text may take.
    """

    name: str
    escalate: Severity
    reject: Severity
    releases: Unit = Unit.WHOLE
    budget: TierBudget | None = None

    def __post_init__(self) -> None:
        if self.escalate is Severity.INFO:
            raise PolicyError(f"tier {self.name!r}: 'info' is for good news and cannot escalate")
        if self.reject < self.escalate:
            raise PolicyError(f"tier {self.name!r}: rejects at {self.reject}, below its escalate level")


@dataclass(frozen=True, slots=True)
class Policy:
    """Tiers from mildest to strictest, the tier of every declared use, and severities that depend on the tier.

    `severities` says for a rule, by its id, and a tier how bad a finding of it is there at least; that holds in
    stricter tiers as well. Nothing in it makes a finding milder.

    Raises `PolicyError` if a later tier is more lenient than an earlier one, or a use or severity names no tier.
    """

    tiers: Sequence[Tier]
    uses: Mapping[str, str]
    severities: Mapping[str, Mapping[str, Severity]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tiers", tuple(self.tiers))
        object.__setattr__(self, "uses", dict(self.uses))
        object.__setattr__(self, "severities", {rule: dict(levels) for rule, levels in self.severities.items()})
        _refuse_disorder(self.tiers)
        names = {tier.name for tier in self.tiers}
        for use, name in self.uses.items():
            if name not in names:
                raise PolicyError(f"use {use!r}: there is no tier {name!r}")
        for rule, levels in self.severities.items():
            if unknown := levels.keys() - names:
                raise PolicyError(f"severity of {rule!r}: there is no tier {min(unknown)!r}")

    def tier(self, use: str | None, findings: Iterable[Finding] = ()) -> Tier:
        """The tier of `use`: the strictest if undeclared, or a stricter one that a finding asks for.

        A finding of category `affordance.NAME` says that the text lets its reader do what tier NAME is for; one that
        is set aside says nothing.
        """
        index = self._index(self.uses.get(use) if use is not None else None)
        for finding in findings:
            if finding.category.startswith(_RAISES) and finding.set_aside is None:
                index = max(index, self._index(finding.category.removeprefix(_RAISES)))
        return self.tiers[index]

    def decide(self, use: str | None, findings: Sequence[Finding]) -> tuple[Tier, Decision]:
        """The tier and the decision. Accept exactly when nothing reaches escalate and nothing failed."""
        tier = self.tier(use, findings)
        worst = max((f.severity for f in self.weighed(tier, findings)), default=Severity.INFO)
        if worst >= tier.reject:
            return tier, Decision.REJECT
        if worst >= tier.escalate or any(f.category == "error" for f in findings):
            return tier, Decision.ESCALATE
        return tier, Decision.ACCEPT

    def weighed(self, tier: Tier, findings: Sequence[Finding]) -> list[Finding]:
        """The findings as bad as they are in `tier`; of one that is set aside, what it would be."""
        return [self._weighed(tier, f) if f.rule in self.severities else f for f in findings]

    def _weighed(self, tier: Tier, finding: Finding) -> Finding:
        levels = self.severities[finding.rule]
        upto = self.tiers[: self._index(tier.name) + 1]
        least = max((levels[t.name] for t in upto if t.name in levels), default=Severity.INFO)
        if aside := finding.set_aside:
            return replace(finding, set_aside=replace(aside, severity=max(aside.severity, least)))
        return finding if finding.category == "error" else replace(finding, severity=max(finding.severity, least))

    def _index(self, name: str | None) -> int:
        for index, tier in enumerate(self.tiers):
            if tier.name == name:
                return index
        return len(self.tiers) - 1


def _refuse_disorder(tiers: Sequence[Tier]) -> None:
    if not tiers:
        raise PolicyError("a policy needs at least one tier")
    if len({tier.name for tier in tiers}) < len(tiers):
        raise PolicyError("two tiers have the same name")
    for milder, stricter in pairwise(tiers):
        if stricter.escalate > milder.escalate or stricter.reject > milder.reject:
            raise PolicyError(f"tier {stricter.name!r} is more lenient than {milder.name!r} before it")
        if stricter.releases < milder.releases:
            told = f"tier {stricter.name!r} releases by the {stricter.releases}, {milder.name!r} before it by the "
            raise PolicyError(f"{told}{milder.releases}: a stricter tier cannot release sooner")
