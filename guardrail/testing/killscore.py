"""How many of the errors that a model could make a guard stops: the kill score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..guard import Guard
from ..types import Decision, Verdict
from ..wilson import wilson
from .texts import Corruption


@dataclass(frozen=True)
class Survivor:
    """An error that a guard let through, for one use."""

    wrong: Corruption
    use: str
    verdict: Verdict


@dataclass
class KillScore:
    """What became of errors, counted by use and kind; `survivors` are those that were accepted, shortest first.

    `unmade` is the number of true texts in which no error could be made for sure, `refused` of true texts that were not
    accepted either: what their errors show is not counted as a merit.
    """

    counts: dict[str, dict[str, Counter[Decision]]] = field(default_factory=dict)
    survivors: list[Survivor] = field(default_factory=list)
    tiers: dict[str, str] = field(default_factory=dict)
    made: int = 0
    unmade: int = 0
    true: int = 0
    refused: int = 0

    def total(self, use: str) -> Counter[Decision]:
        """All decisions for a use."""
        return sum(self.counts.get(use, {}).values(), Counter[Decision]())

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: shares from 0 to 1, each with its 95 % interval."""
        return {
            "made": self.made,
            "unmade": self.unmade,
            "true": self.true,
            "refused": self.refused,
            "uses": {
                use: {"tier": self.tiers[use], "all": _plain(self.total(use)), "kinds": _by_kind(kinds)}
                for use, kinds in self.counts.items()
            },
            "survivors": [
                {
                    "use": s.use,
                    "kind": s.wrong.kind,
                    "text": s.wrong.text,
                    "reason": s.wrong.reason,
                    "true": s.wrong.true,
                }
                for s in self.survivors
            ],
        }


def caught(decisions: Counter[Decision]) -> float:
    """The share of errors that were not accepted, from 0 to 1; 1 if there are none."""
    total = decisions.total()
    return 1 - decisions[Decision.ACCEPT] / total if total else 1.0


def kill_score(guard: Guard, errors: Iterable[Corruption], *, uses: Sequence[str]) -> KillScore:
    """Check each error for each use, and count what became of it.

    The true text of each error is checked as well, for the first use: a guard that refuses all is no good one.
    """
    score = KillScore(counts={use: {} for use in uses})
    seen: set[str] = set()
    for wrong in errors:
        score.made += 1
        if wrong.true not in seen:
            seen.add(wrong.true)
            score.true += 1
            score.refused += not guard.check(wrong.true, source=wrong.source, use=uses[0]).accepted
        for use in uses:
            verdict = guard.check(wrong.text, source=wrong.source, use=use)
            score.tiers[use] = verdict.tier
            score.counts[use].setdefault(wrong.kind, Counter())[verdict.decision] += 1
            if verdict.accepted:
                score.survivors.append(Survivor(wrong, use, verdict))
    score.survivors.sort(key=lambda survivor: (len(survivor.wrong.text), survivor.wrong.text))
    return score


def summary(score: KillScore) -> list[str]:
    """A line for each use, and one for the true texts: what was stopped, in percent with its 95 % interval."""
    lines = []
    for use, tier in score.tiers.items():
        decisions = score.total(use)
        total, stopped = decisions.total(), decisions.total() - decisions[Decision.ACCEPT]
        low, high = (f"{100 * share:.1f}" for share in wilson(stopped, total))
        share = f"{100 * caught(decisions):.1f} %, 95 % interval {low} to {high} %"
        lines.append(f"{stopped:,} of {total:,} errors stopped for use {use}, tier {tier} ({share})")
    return [*lines, f"{score.true - score.refused:,} of {score.true:,} true texts accepted"]


def uses_of(guard: Guard) -> list[str]:
    """A use for each tier, from the mildest to the strictest: the first that the policy declares."""
    found = {tier: use for use, tier in reversed(list(guard.policy.uses.items()))}
    return [found[tier.name] for tier in guard.policy.tiers if tier.name in found]


def _by_kind(kinds: Mapping[str, Counter[Decision]]) -> dict[str, Any]:
    return {kind: _plain(decisions) for kind, decisions in sorted(kinds.items())}


def _plain(decisions: Counter[Decision]) -> dict[str, Any]:
    total = decisions.total()
    low, high = wilson(total - decisions[Decision.ACCEPT], total)
    counted = {str(decision): decisions[decision] for decision in Decision}
    return {**counted, "caught": round(caught(decisions), 4), "interval": [round(low, 4), round(high, 4)]}
