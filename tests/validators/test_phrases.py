"""Phrases: words in any form, near each other in one sentence, unless something denies them."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from guardrail.types import Candidate, Severity
from guardrail.validators.inflection import forms
from guardrail.validators.patterns import PatternRule, Patterns
from guardrail.validators.phrases import Step, phrase_pattern

PROMISE = Step(("guarantee", "promise"))
THEN = [PROMISE, Step(("return", "profit"), within=4)]
NEAR = [PROMISE, Step(("return", "profit"), within=4, ordered=False)]


def found(text: str, steps: list[Step], unless: tuple[str, ...] = ()) -> list[str]:
    rule = PatternRule(
        id="r",
        category="policy.promise",
        severity=Severity.MAJOR,
        message="said",
        plain=phrase_pattern(steps, unless),
    )
    (findings,) = Patterns([rule]).check([Candidate(text=text)])
    return [text[f.span.start : f.span.end] for f in findings if f.span]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("We guarantee you a return.", "guarantee you a return"),
        ("It is GUARANTEEING, as ever, a profit.", "GUARANTEEING, as ever, a profit"),
        ("Promised\nreturns", "Promised\nreturns"),
        ("a guaranteed-return plan", "guaranteed-return"),
        ("guar\u00adanteed re\u200bturns", "guar\u00adanteed re\u200bturns"),
        ("guaranteed a yearly 8.5% return", "guaranteed a yearly 8.5% return"),
        ("We guarantee one two three four five returns.", None),
        ("We guarantee it. Returns were 8%.", None),
        ("We guarantee it\n\nReturns", None),
        ("Returns are guaranteed.", None),
        ("guarantees returnable bottles", None),
    ],
)
def test_what_must_follow_is_found_in_the_same_sentence_within_its_distance(text: str, hit: str | None) -> None:
    assert found(text, THEN) == ([hit] if hit else [])


@pytest.mark.parametrize("text", ["Returns are guaranteed", "guaranteed returns", "profit, we promise"])
def test_within_finds_either_order(text: str) -> None:
    assert found(text, NEAR) == [text]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("We do not guarantee a return.", 0),
        ("We don\u2019t guarantee a return.", 0),
        ("We cannot promise you any profit.", 0),
        ("We can not promise profit.", 0),
        ("Returns are not guaranteed.", 0),
        ("Never was any return guaranteed.", 0),
        ("It was noted that we guarantee a return.", 1),
        ("It is not so. We guarantee a return.", 1),
        ("Nothing is not as it was before when we guarantee a return.", 1),
    ],
)
def test_a_denial_inside_or_up_to_three_words_before_makes_it_harmless(text: str, hits: int) -> None:
    assert len(found(text, NEAR, ("not", "never"))) == hits


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("pay", "pays paid paying"),
        ("tax", "taxes taxed taxing"),
        ("company", "companies"),
        ("plan", "plans planned planning"),
        ("refer", "referred referring"),
        ("total", "totals totalled totaling"),
        ("buy", "bought"),
        ("analysis", "analyses"),
        ("lie", "lies lied lying"),
        ("go", "goes went gone going"),
        ("owe", "owes owed owing"),
        ("person", "people"),
        ("of", "of"),
        ("401", "401"),
    ],
)
def test_the_forms_of_a_word_are_those_people_write(word: str, some: str) -> None:
    assert set(some.split()) <= set(forms(word))
    assert forms(word)[0] == word
    assert len(set(forms(word))) == len(forms(word))


WORDS = st.text(alphabet="abegiknoprstyéß-", min_size=1, max_size=8).filter(lambda word: word.strip("-"))


@given(first=WORDS, second=WORDS, between=st.lists(st.sampled_from(["a", "8.5%", "so", "d'or"]), max_size=4))
def test_whatever_words_are_looked_for_a_text_of_them_is_found(first: str, second: str, between: list[str]) -> None:
    text = " ".join([first, *between, second])
    assert found(text, [Step((first,)), Step((second,), within=4)])
    assert found(text.upper(), [Step((first,)), Step((second,), within=4)])


def test_a_pattern_for_many_words_is_announced_by_what_its_forms_begin_with() -> None:
    assert regex.search(r"guarante\(\?:", phrase_pattern(THEN))
