"""What a text must also say: anywhere, or in the same sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail.types import Candidate, Severity
from guardrail.validators.patterns import PatternRule
from guardrail.validators.requires import Requirement, Requires

TOLD = {"id": "r", "category": "omission", "severity": Severity.MAJOR, "message": "left out"}


def requirement(said: str | None, needed: str, *, same_sentence: bool = False) -> Requirement:
    side = None if said is None else PatternRule(**TOLD, pattern=said)
    return Requirement(**TOLD, said=side, needed=PatternRule(**TOLD, terms=(needed,)), same_sentence=same_sentence)


def places(text: str, *rules: Requirement) -> list[str]:
    (findings,) = Requires(rules).check([Candidate(text=text)])
    return [text[f.span.start : f.span.end] if f.span else f.category for f in findings]


@pytest.mark.parametrize(
    ("text", "anywhere", "beside"),
    [
        ("Returns were 8%.", ["Returns"], ["Returns"]),
        ("Returns were 8% after tax.", [], []),
        ("Returns were 8%. It is after tax.", [], ["Returns"]),
        ("After tax, Returns. Then Returns.\nReturns of 3 after tax", [], ["Returns"]),
        ("Rent was 8%.", [], []),
        ("", [], []),
    ],
)
def test_what_is_left_out_is_found_where_it_is_called_for(text: str, anywhere: list[str], beside: list[str]) -> None:
    assert places(text, requirement("Returns", "after tax")) == anywhere
    assert places(text, requirement("Returns", "after tax", same_sentence=True)) == beside


def test_what_every_text_must_say_is_missed_in_the_whole_text() -> None:
    assert places("Rent was 8%.", requirement(None, "unaudited")) == ["omission"]
    assert places("Unaudited: rent was 8%.", requirement(None, "unaudited")) == []


def test_a_pattern_that_runs_away_is_an_error_of_its_rule_alone() -> None:
    slow = requirement(r"^(?:a|aa)+$", "tax")
    assert places("a" * 60 + "b", slow, requirement("b", "tax")) == ["error", "b"]


@given(parts=st.lists(st.sampled_from(["Returns rose.", "It is after tax.", "Returns rose after tax.", "Rent."])))
def test_each_sentence_answers_for_itself(parts: list[str]) -> None:
    found = places(" ".join(parts), requirement("Returns", "after tax", same_sentence=True))
    assert len(found) == parts.count("Returns rose.")
