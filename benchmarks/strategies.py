"""How long 1,000 draws take for each strategy of `guardrail.testing`: `python -m benchmarks.strategies`.

Ends with 1 if one takes longer than the bound.
"""

from __future__ import annotations

import sys
import time

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from guardrail.rulebook import Rulebook
from guardrail.testing import strategies as gs
from guardrail.testing.texts import KINDS

DRAWS, BOUND = 1000, 20.0
RULE = next(rule for rule in Rulebook.read().rules if rule.kind == "terms")
STRATEGIES: dict[str, SearchStrategy] = {
    "ledgers": gs.ledgers(),
    "statements": gs.statements(),
    "sources": gs.sources(),
    "true_texts": gs.true_texts(),
    "corruptions": gs.corruptions(),
    **{f"corruptions of {kind}": gs.corruptions(kinds=[kind]) for kind in KINDS},
    "nsfw_texts": gs.nsfw_texts(),
    "evasions": gs.evasions(gs.nsfw_texts()),
    "injections": gs.injections(),
    "chunkings": gs.chunkings(gs.texts(max_size=200)),
    "verdicts": gs.verdicts(),
    "policies": gs.policies(),
    "candidates": gs.candidates(),
    "findings": gs.findings(),
    "rulebooks": gs.rulebooks(),
    "from_rule": gs.from_rule(RULE),
}


def took(strategy: SearchStrategy) -> tuple[int, float]:
    """How many examples were drawn, and in how many seconds of processor time."""
    drawn = []

    @seed(1)
    @settings(
        max_examples=DRAWS,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(example: object) -> None:
        drawn.append(example)

    begun = time.process_time()
    draw()
    return len(drawn), time.process_time() - begun


def main() -> int:
    slow = 0
    for name, strategy in STRATEGIES.items():
        count, seconds = took(strategy)
        slow += seconds > BOUND
        print(f"{name:42} {count:5,} draws {seconds:6.2f} s of processor time (bound {BOUND:.0f})")
    return min(slow, 1)


if __name__ == "__main__":
    sys.exit(main())
