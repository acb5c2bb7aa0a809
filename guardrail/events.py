"""What is told of every verdict: an event for logs, metrics and traces, which never holds the text."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from .types import Candidate, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One verdict as it may be logged: what was decided, by which rules and how fast, and nothing of what was said.

    `at` is when, in UTC and ISO 8601; `seconds` is what the check took, for texts checked together an even
    share of it. `characters` is the length of the text, `categories` how many findings there are of each.
    """

    at: str
    seconds: float
    decision: str
    tier: str
    use: str | None
    fingerprint: str
    characters: int
    categories: Mapping[str, int]

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))


Hook = Callable[[Event], object]


def tell(hooks: Sequence[Hook], verdicts: Sequence[tuple[Candidate, Verdict]], *, seconds: float) -> None:
    """Call every hook with an event for each verdict; a hook that raises is logged, and the verdict stands."""
    at = dt.datetime.now(dt.UTC).isoformat()
    for candidate, verdict in verdicts:
        event = _event(candidate, verdict, at, seconds / len(verdicts))
        for hook in hooks:
            try:
                hook(event)
            except Exception:
                _log_failure(event)


def _log_failure(event: Event) -> None:
    import logging

    logging.getLogger(__name__).exception("a hook for verdicts failed; the verdict stands: %s", event.to_json())


def _event(candidate: Candidate, verdict: Verdict, at: str, seconds: float) -> Event:
    return Event(
        at=at,
        seconds=seconds,
        decision=str(verdict.decision),
        tier=verdict.tier,
        use=verdict.use,
        fingerprint=verdict.fingerprint,
        characters=len(candidate.text),
        categories=dict(sorted(Counter(finding.category for finding in verdict.findings).items())),
    )
