"""Every validator that ships is held by drawn texts: true ones and false ones, unfit, disguised and any others.

What all of them owe a guard: an answer for each text, findings that stand in it and can be kept, the same ones whatever
is checked beside it, and no error.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import guardrail.validators
from guardrail.protocols import Validator
from guardrail.rulebook import Rulebook
from guardrail.rulebook.kinds import KINDS
from guardrail.testing import Answers, Crashes
from guardrail.testing import strategies as gs
from guardrail.types import Candidate, Decision, Finding, Severity, Span, Verdict
from guardrail.validators.conditions import Conditional
from guardrail.validators.set_aside import SetsAside
from guardrail.validators.structure import FORBIDDEN, Form, Structure

APART = {"Entities": "needs spaCy, and is held by tests that run where it is installed"}
SHIPPED = Rulebook.read().rules
TOLD: dict[str, Any] = {"id": "drawn", "category": "pattern.form", "severity": Severity.MAJOR, "message": "Not so."}


def of_kind(kind: str) -> Validator:
    """The validator of the rules of a kind that ship."""
    build = KINDS[kind].build
    return build([rule for rule in SHIPPED if type(rule).build is build])


def held() -> dict[str, Validator]:
    made = {kind: of_kind(kind) for kind in KINDS if kind not in {"entity", "structure"}}
    made["structure"] = Structure([Form(**TOLD, limits={"words": (5, 20)}, ends_with=(".",), without=tuple(FORBIDDEN))])
    made["a condition"] = Conditional(of_kind("terms"), {})
    made["a shadow"] = SetsAside(of_kind("terms"), shadows={rule.id: None for rule in SHIPPED})
    return made


HELD = held()
TEXTS = st.one_of(
    gs.nsfw_texts(),
    gs.evasions(gs.nsfw_texts()),
    gs.injections(),
    gs.texts(max_size=60),
    st.sampled_from([example.text for rule in SHIPPED for example in getattr(rule, "match", ())]),
)


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    """What a guard may be asked: a text about a source, true or false, or any other one, with a prompt or without."""
    prompt, use = draw(st.none() | gs.injections()), draw(st.sampled_from((None, *gs.USES)))
    made = draw(st.one_of(gs.true_texts(), gs.corruptions(), TEXTS))
    text, source = (made, draw(st.none() | gs.sources())) if isinstance(made, str) else (made.text, made.source)
    return Candidate(text=text, source=source, prompt=prompt, use=use, day=date(2026, 3, 31))


def check(validator: Validator, *, examples: int = 12, phases: tuple[Phase, ...] = tuple(Phase)) -> None:
    """Fails on the smallest candidates for which a validator does not give what it owes."""

    @settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, phases=phases,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.lists(candidates(), min_size=1, max_size=3))
    def holds(batch: list[Candidate]) -> None:
        together = [list(found) for found in validator.check(tuple(batch))]
        assert len(together) == len(batch)
        for candidate, found in zip(batch, together, strict=True):
            assert [list(alone) for alone in validator.check((candidate,))] == [found]
            for finding in found:
                assert isinstance(finding, Finding)
                if finding.span:
                    assert 0 <= finding.span.start <= finding.span.end <= len(candidate.text), finding
                assert finding.message.strip(), finding
            kept = Verdict(
                decision=Decision.ESCALATE, tier="act", use=candidate.use, findings=tuple(found), fingerprint=""
            )
            assert Verdict.from_dict(kept.to_dict()) == kept

    holds()


@pytest.mark.parametrize("name", HELD)
def test_each_gives_what_it_owes_on_drawn_texts(name: str) -> None:
    check(HELD[name])


def test_none_is_left_out() -> None:
    """One more validator must be held here, or stand under APART with the reason."""
    inner = {type(part) for one in HELD.values() for part in (one, *vars(one).values())}
    named = {made.__name__ for made in inner} | APART.keys()
    there = set()
    for module in pkgutil.iter_modules(guardrail.validators.__path__):
        members = vars(importlib.import_module(f"guardrail.validators.{module.name}")).items()
        there |= {name for name, thing in members if inspect.isclass(thing) and _is_validator(thing)}
    assert there - named == set()
    assert APART.keys() <= there


def _is_validator(thing: type) -> bool:
    check = getattr(thing, "check", None)
    ours = thing.__module__.startswith("guardrail.validators.") and inspect.isfunction(check)
    return ours and list(inspect.signature(check).parameters) == ["self", "batch"]


BAD: Mapping[str, Validator] = {
    "stands outside": Answers(lambda batch: [[_said(Span(0, 10**6))] for _ in batch]),
    "looks beside it": Answers(lambda batch: [[_said()] * (len(batch) - 1) for _ in batch]),
    "answers too little": Answers(lambda batch: [[]] * (len(batch) - 1)),
    "says nothing": Answers(lambda batch: [[_said(message=" ")] for _ in batch]),
}


def _said(span: Span | None = None, message: str = "Not so.") -> Finding:
    return Finding(rule="bad", category="unsupported", severity=Severity.MAJOR, message=message, span=span)


@pytest.mark.parametrize("name", BAD)
def test_a_validator_that_does_not_is_found(name: str) -> None:
    with pytest.raises(AssertionError):
        check(BAD[name], examples=40, phases=(Phase.generate,))


def test_a_validator_that_breaks_is_found() -> None:
    with pytest.raises(ZeroDivisionError):
        check(Crashes(ZeroDivisionError()), phases=(Phase.generate,))
