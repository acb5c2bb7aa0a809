"""How a law is checked, and how its check is shown to be able to fail.

A law is a function of a subject (the guard, the policy, a way through JSON) and of drawn values. `law` makes of it
a check of one subject; `breaks` tells whether the check finds the fault that a mutant of the subject has.
"""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from guardrail.guard import Guard
from guardrail.policy import Policy, Tier
from guardrail.types import Finding, Severity

Check = Callable[[Any], None]

ONE_TIER = Policy([Tier(name="only", escalate=Severity.MINOR, reject=Severity.CRITICAL)], {})


def law(*, examples: int = 100, **strategies: Any) -> Callable[[Callable[..., None]], Check]:
    def made(holds: Callable[..., None]) -> Check:
        def check(subject: Any, *, hunting: bool = False) -> None:
            @settings(
                max_examples=examples * 20 if hunting else examples,
                phases=[Phase.generate] if hunting else tuple(Phase),
                derandomize=hunting,
                deadline=None,
                database=None,
                report_multiple_bugs=False,
                suppress_health_check=[HealthCheck.too_slow],
            )
            @given(**strategies)
            def once(**drawn: Any) -> None:
                holds(subject, **drawn)

            once()

        return check

    return made


def breaks(check: Check, mutant: Any) -> bool:
    """Whether the law's check fails on a mutant, as it must; an error that is no failed assertion does not count."""
    try:
        check(mutant, hunting=True)
    except AssertionError:
        return True
    return False


def finding(severity: Severity = Severity.MAJOR, category: str = "unsupported", message: str = "said") -> Finding:
    return Finding(rule="stub.rule", category=category, severity=severity, message=message)


def guard_of(guard: type[Guard], *validators: Any, policy: Policy = ONE_TIER, **more: Any) -> Guard:
    return guard(validators=validators, policy=policy, **more)
