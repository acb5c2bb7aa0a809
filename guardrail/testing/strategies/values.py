"""Hypothesis strategies for the values that pass between the parts; they build, they never filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...policy import Policy, Tier
from ...types import (
    Candidate,
    Decision,
    Evidence,
    Facts,
    Finding,
    Operand,
    Proof,
    SetAside,
    Severity,
    Span,
    Unit,
    Verdict,
)

CATEGORIES = (
    "contradiction",
    "unsupported",
    "supported",
    "fabricated-reference",
    "omission",
    "pattern.placeholder",
    "policy.promise",
    "affordance.tier-0",
    "affordance.payment",
    "error",
)
RULES = ("money.value", "money.binding", "grounding.unchecked")
USES = ("feed", "client-note", "summary", "payment")

_AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2).map(str)


def texts(*, max_size: int = 40) -> SearchStrategy[str]:
    """Any text: NUL, right-to-left marks and lone surrogates as well, but no surrogates that form a pair."""
    return st.text(st.characters(), max_size=max_size).map(_paired)


def findings(
    *,
    severities: Sequence[Severity] = tuple(Severity),
    categories: Sequence[str] = CATEGORIES,
) -> SearchStrategy[Finding]:
    """Findings of the given severities and categories, with and without span, score, evidence and proof."""
    return st.builds(
        Finding,
        rule=st.sampled_from(RULES),
        category=st.sampled_from(categories),
        severity=st.sampled_from(severities),
        message=texts(),
        span=st.none() | _spans(),
        score=st.none() | st.floats(allow_nan=False, allow_infinity=False),
        evidence=st.lists(_evidence(), max_size=2).map(tuple),
        proof=st.none() | _proofs(),
    )


def set_aside() -> SearchStrategy[Finding]:
    """Findings that are reported and do not count, in shadow or by an exception."""
    aside = st.builds(
        SetAside,
        severity=st.sampled_from(Severity),
        exception=st.none() | texts(max_size=5),
        until=st.none() | st.dates().map(str),
    )
    counted = [category for category in CATEGORIES if category != "error"]
    good = findings(severities=[Severity.INFO], categories=counted)
    return st.builds(lambda finding, aside: replace(finding, set_aside=aside), good, aside)


def verdicts() -> SearchStrategy[Verdict]:
    """Verdicts of any content; the decision need not follow from the findings."""
    return st.builds(
        Verdict,
        decision=st.sampled_from(Decision),
        tier=texts(max_size=10),
        use=st.none() | texts(max_size=10),
        findings=st.lists(findings() | set_aside(), max_size=3).map(tuple),
        fingerprint=texts(max_size=10),
    )


@st.composite
def policies(draw: st.DrawFn, *, min_tiers: int = 1, max_tiers: int = 4, uses: Sequence[str] = USES) -> Policy:
    """Policies of `tier-0` (mildest), `tier-1`, ... in order; each of `uses` is declared or not.

    Some rules of `findings` have a severity in some tiers.
    """
    if not 1 <= min_tiers <= max_tiers:
        raise ValueError(f"from {min_tiers} to {max_tiers} tiers is not possible")
    count = draw(st.integers(min_tiers, max_tiers))
    escalates = draw(_falling(count))
    rejects = [max(pair) for pair in zip(escalates, draw(_falling(count)), strict=True)]
    units = sorted(draw(st.lists(st.sampled_from(Unit), min_size=count, max_size=count)))
    tiers = [
        Tier(name=f"tier-{index}", escalate=escalate, reject=reject, releases=unit)
        for index, (escalate, reject, unit) in enumerate(zip(escalates, rejects, units, strict=True))
    ]
    names = st.sampled_from([tier.name for tier in tiers])
    declared = draw(st.dictionaries(st.sampled_from(uses), names)) if uses else {}
    levels = st.dictionaries(names, st.sampled_from(Severity), max_size=2)
    return Policy(tiers, declared, draw(st.dictionaries(st.sampled_from(RULES), levels, max_size=2)))


def candidates(
    *,
    text: SearchStrategy[str] | None = None,
    uses: Sequence[str | None] = (None, *USES),
    sources: SearchStrategy[Facts | None] | None = None,
) -> SearchStrategy[Candidate]:
    """Candidates of any text for any of `uses`, without a source unless `sources` gives some."""
    return st.builds(
        Candidate,
        text=texts() if text is None else text,
        use=st.sampled_from(uses),
        source=st.none() if sources is None else sources,
    )


def _falling(count: int) -> SearchStrategy[list[Severity]]:
    """Severities at which something happens, the later ones never milder to the writer."""
    chosen = st.lists(st.sampled_from(tuple(Severity)[1:]), min_size=count, max_size=count)
    return chosen.map(lambda levels: sorted(levels, reverse=True))


def _spans() -> SearchStrategy[Span]:
    sizes = st.integers(0, 50)
    return st.builds(lambda start, length: Span(start, start + length), sizes, sizes)


def _evidence() -> SearchStrategy[Evidence]:
    return st.builds(
        Evidence,
        ref=texts(max_size=5),
        text=texts(max_size=10),
        column=st.none() | texts(max_size=5),
        span=st.none() | _spans(),
    )


def _proofs() -> SearchStrategy[Proof]:
    cells = st.lists(texts(max_size=5), max_size=3).map(tuple)
    where = st.lists(st.tuples(texts(max_size=5), texts(max_size=5)), max_size=2).map(tuple)
    return st.builds(
        Proof,
        operation=st.sampled_from(["value", "sum", "share"]),
        operands=st.lists(st.builds(Operand, cells=cells, where=where), max_size=2).map(tuple),
        stated=_AMOUNTS,
        places=st.integers(-2, 6),
        hedge=st.sampled_from(["", "about", "over"]),
        luck=st.floats(0, 1),
    )


def _paired(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
