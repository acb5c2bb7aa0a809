"""Assertions for the tests of whoever generates text; Hypothesis draws what they are tried on, and shrinks failures.

Each raises an AssertionError that a person can read: the source as rows, the text, the verdict, and what differed.
They follow the profile of Hypothesis that is loaded, but for the number of examples, and set no deadline: a model may
be slow. A generator must give the same text for the same source, or Hypothesis will call the test flaky.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ..errors import GuardrailError
from ..guard import Guard
from ..source import Source
from ..types import Candidate, Decision, Verdict
from .sentences import SIGNS
from .shown import shown_difference, shown_source, shown_text, shown_verdict
from .strategies import sources as any_sources
from .texts import Corruption, corrupted, true_text
from .variants import in_currency, renamed, reordered

Generate = Callable[[Source], str]
Check = Callable[[Source, str, Verdict], None]
_TRIES = 12


def guardrail_property(
    guard: Guard,
    generate: Generate,
    *,
    sources: SearchStrategy[Source] | None = None,
    use: str | None = None,
    at_worst: Decision = Decision.ACCEPT,
    max_examples: int = 100,
) -> Callable[[Check], Callable[[], None]]:
    """A decorator: what `generate` writes about drawn sources must get no worse decision than `at_worst`.

    The decorated function is called with source, text and verdict, for assertions of its own; what it leaves is a test
    without arguments.

    Args:
        guard: what the texts go through in production.
        generate: your generator: a text about a source, the same for the same source.
        sources: what is drawn from; ledgers and statements if None.
        use: what the texts are for; the strictest tier if None.
        at_worst: the worst decision that is well: `Decision.ESCALATE` if a text may go to a person.
        max_examples: how many sources are drawn.
    """

    def decorate(check: Check) -> Callable[[], None]:
        def holds(source: Source) -> None:
            text = generate(source)
            verdict = guard.check(text, source=source, use=use)
            told = "\n".join([shown_source(source), shown_text(text), shown_verdict(verdict)])
            if verdict.decision > at_worst:
                raise AssertionError(f"your generator wrote a text that gets {verdict.decision}\n{told}")
            try:
                check(source, text, verdict)
            except AssertionError as error:
                error.add_note(told)
                raise

        for name in ("__name__", "__qualname__", "__module__", "__doc__"):
            setattr(holds, name, getattr(check, name))
        return _drawn(holds, max_examples, source=any_sources() if sources is None else sources)

    return decorate


def assert_never_accepts(
    guard: Guard, corruptions: SearchStrategy[Corruption], *, use: str | None = None, max_examples: int = 100
) -> None:
    """Fail with the smallest text found that is false of its source and that the guard accepts.

    Args:
        guard: what is tested.
        corruptions: the errors, such as `corruptions()`, or `corruptions(true_texts(ledgers()), kinds=["month"])`
            for a kind that only texts about a ledger can have.
        use: what the texts are for; the strictest tier if None.
        max_examples: how many errors are drawn.
    """

    def no_false_text_is_accepted(wrong: Corruption) -> None:
        verdict = guard.check(wrong.text, source=wrong.source, use=use)
        if verdict.accepted:
            told = [
                "the guard accepts a text that is false of its source",
                shown_text(wrong.text, wrong.span),
                f"the error:  {wrong.reason}",
                f"true is:    {wrong.true}",
                shown_source(wrong.source),
                shown_verdict(verdict),
            ]
            raise AssertionError("\n".join(told))

    _drawn(no_false_text_is_accepted, max_examples, wrong=corruptions)()


@dataclass(frozen=True)
class _Case:
    """A source, the seeds of true and false texts about it, and how source and validators are changed."""

    source: Source
    seeds: tuple[int, ...]
    wrong: bool
    names: int
    rows: Sequence[int]
    validators: Sequence[int]
    currency: str

    def text(self, seed: int, source: Source | None = None) -> str:
        """What one seed writes about the source, or about another one that says the same."""
        about = self.source if source is None else source
        for extra in range(_TRIES):
            if true := true_text(about, seed + extra):
                false = corrupted(true, seed) if self.wrong else None
                return (false or true).text
        raise GuardrailError(f"nothing sure can be said about {about!r}")


def assert_stable(
    guard: Guard, *, use: str | None = None, sources: SearchStrategy[Source] | None = None, max_examples: int = 50
) -> None:
    """Fail with the smallest text whose verdict changes with something that must not matter.

    Neither the order of the validators nor the texts beside it may change a verdict in anything (law 3); neither other
    names for all entities, nor another order of the records, nor another currency throughout may change its decision
    (law 10). What is tried are your own validators and rules, on true texts and on false ones.

    Args:
        guard: what is tested.
        use: what the texts are for; the strictest tier if None.
        sources: what is drawn from; ledgers and statements if None. Their currency is USD, GBP or EUR.
        max_examples: how many sources are drawn.
    """

    def nothing_beside_the_point_matters(case: _Case) -> None:
        for look in (_order, _batch, _names, _rows, _currency):
            look(guard, use, case)

    cases = _cases(any_sources() if sources is None else sources, len(guard.validators))
    _drawn(nothing_beside_the_point_matters, max_examples, case=cases)()


@st.composite
def _cases(draw: st.DrawFn, sources: SearchStrategy[Source], validators: int) -> _Case:
    source = draw(sources)
    return _Case(
        source=source,
        seeds=tuple(draw(st.lists(st.integers(0, 2**16), min_size=2, max_size=3))),
        wrong=draw(st.booleans()),
        names=draw(st.integers(0, 149)),
        rows=draw(st.permutations(range(len(source.records)))),
        validators=draw(st.permutations(range(validators))),
        currency=draw(st.sampled_from(sorted(SIGNS))),
    )


def _order(guard: Guard, use: str | None, case: _Case) -> None:
    other = copy.copy(guard)
    other.validators = tuple(guard.validators[at] for at in case.validators)
    text = case.text(case.seeds[0])
    first, second = (one.check(text, source=case.source, use=use) for one in (guard, other))
    if first != second:
        was, now = (", ".join(v.id for v in one.validators) for one in (guard, other))
        told = f"the order of the validators changes the verdict\nfirst:  {was}\nsecond: {now}"
        raise AssertionError(_changed(told, first, second, text, case.source))


def _batch(guard: Guard, use: str | None, case: _Case) -> None:
    texts = [case.text(seed) for seed in case.seeds]
    together = guard.check_many(Candidate(text=text, use=use, source=case.source) for text in texts)
    for text, second in zip(texts, together, strict=True):
        first = guard.check(text, source=case.source, use=use)
        if first != second:
            told = "a text gets another verdict alone (first) than beside others (second)"
            beside = "\n".join(f"beside it:  {other}" for other in texts if other != text)
            raise AssertionError(_changed(f"{told}\n{beside}".rstrip(), first, second, text, case.source))


def _names(guard: Guard, use: str | None, case: _Case) -> None:
    if any(record.entity for record in case.source.records):
        _same(guard, use, case, renamed(case.source, case.names), "other names for all entities change the decision")


def _rows(guard: Guard, use: str | None, case: _Case) -> None:
    other, text = reordered(case.source, case.rows), case.text(case.seeds[0])
    _compared(guard, use, (case.source, text), (other, text), "another order of the records changes the decision")


def _currency(guard: Guard, use: str | None, case: _Case) -> None:
    _same(guard, use, case, in_currency(case.source, case.currency), "another currency changes the decision")


def _same(guard: Guard, use: str | None, case: _Case, other: Source, told: str) -> None:
    seed = case.seeds[0]
    _compared(guard, use, (case.source, case.text(seed)), (other, case.text(seed, other)), told)


def _compared(guard: Guard, use: str | None, one: tuple[Source, str], other: tuple[Source, str], told: str) -> None:
    first, second = (guard.check(text, source=source, use=use) for source, text in (one, other))
    if first.decision is not second.decision:
        raise AssertionError(
            "\n".join([_changed(told, first, second, one[1], one[0]), "changed, second:", *_said(*other)])
        )


def _changed(told: str, first: Verdict, second: Verdict, text: str, source: Source) -> str:
    return "\n".join([told, shown_difference(first, second), *_said(source, text)])


def _said(source: Source, text: str) -> tuple[str, str]:
    return shown_text(text), shown_source(source)


def _drawn(holds: Callable[..., None], max_examples: int, **drawn: SearchStrategy[Any]) -> Callable[[], None]:
    """The check as a test of its own, run on so many draws and shrunk to the smallest that fails.

    Hypothesis does not explain which lines of ours ran: the message says what differed.
    """
    chosen = settings(
        max_examples=max_examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=[phase for phase in Phase if phase is not Phase.explain],
    )
    return chosen(given(**drawn)(holds))
