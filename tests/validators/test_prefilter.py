"""What is left out before any expression runs is only what could not match."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrail.types import Candidate, Finding, Severity
from guardrail.validators import patterns as module
from guardrail.validators.folding import Folding
from guardrail.validators.literals import folded, required
from guardrail.validators.patterns import LONGEST, PatternRule, Patterns
from guardrail.validators.phrases import Step, phrase_pattern
from guardrail.validators.prefilter import Prefilter

SIGNS = "aAkKsSiIß\u0130\u0131\u017f\u212aéE\u0301ﬁΣς\uff21\u00ad\ud800 -.5"
WORDS = st.text(SIGNS, min_size=1, max_size=4)
SPOKEN = WORDS.filter(lambda word: bool(Folding().fold(word).strip()) and any(map(str.isalnum, Folding().fold(word))))
TOLD = {"category": "pattern.test", "severity": Severity.MAJOR, "message": "said"}

EXPRESSIONS = st.one_of(
    WORDS.map(regex.escape),
    WORDS.map(lambda word: "(?i)" + regex.escape(word)),
    st.tuples(WORDS, WORDS).map(lambda pair: rf"(?i)\b{regex.escape(pair[0])}.*(?:{regex.escape(pair[1])}|\d)"),
    st.sampled_from([r"(?i)[sk]i+", "k|", r"(?i)ﬁ", r"\ba", r"(?s:.)\d", "(?i)ß{2}", "(?i)I\u0307?"]),
)
RULES = st.one_of(
    EXPRESSIONS.map(lambda pattern: {"pattern": pattern}),
    st.lists(SPOKEN, min_size=1, max_size=3).map(lambda terms: {"terms": tuple(terms)}),
    st.tuples(st.lists(SPOKEN, min_size=1, max_size=2), SPOKEN, st.booleans()).map(
        lambda parts: {
            "plain": phrase_pattern([Step(tuple(parts[0])), Step((parts[1],), within=2, ordered=parts[2])], ("not",))
        }
    ),
)


class Everything:
    """A filter that leaves nothing out."""

    def __init__(self, count: int) -> None:
        self._numbers = list(range(count))

    def possible(self, _: str) -> list[int]:
        return self._numbers


@settings(max_examples=400, deadline=None)
@given(rules=st.lists(RULES, min_size=1, max_size=6), parts=st.lists(WORDS, max_size=8))
def test_the_prefilter_hides_no_hit_that_running_every_rule_would_give(
    rules: list[dict[str, object]], parts: list[str]
) -> None:
    patterns = Patterns([PatternRule(id=f"r{n}", **TOLD, **rule) for n, rule in enumerate(rules)])  # type: ignore[arg-type]
    batch = [Candidate(text="".join(parts)), Candidate(text=" ".join(parts))]
    filtered = patterns.check(batch)
    patterns._prefilter = Everything(len(rules))  # type: ignore[assignment]
    assert filtered == patterns.check(batch)


@given(
    branches=st.lists(st.none() | st.frozensets(st.frozensets(WORDS, min_size=1, max_size=2), min_size=1, max_size=3)),
    text=st.text(SIGNS, max_size=30),
)
def test_one_walk_finds_what_looking_for_each_literal_finds(
    branches: list[frozenset[frozenset[str]] | None], text: str
) -> None:
    def possible(sets: frozenset[frozenset[str]] | None) -> bool:
        return sets is None or any(all(literal in text for literal in one) for one in sets)

    found = set(Prefilter(branches).possible(text))
    assert found >= {number for number, sets in enumerate(branches) if possible(sets)}
    half = any("\ud800" in literal for sets in branches for one in sets or () for literal in one)
    assert half or "\ud800" in text or found == {number for number, sets in enumerate(branches) if possible(sets)}


@pytest.mark.parametrize("at", [0, 65_530, 65_535, 65_536, 65_540, 131_071])
def test_a_literal_is_found_across_the_parts_of_a_long_text(at: str) -> None:
    text = "x" * int(at) + "placeholder" + "x" * 70_000
    assert Prefilter([frozenset({frozenset({"placeholder"})})]).possible(text) == [0]


def test_a_pattern_that_could_be_told_in_very_many_ways_is_still_found() -> None:
    ways = "|".join(f"a{n}b" for n in range(60))
    pattern = f"(?:{ways})-(?:{ways})-(?:{ways})"
    literals = required(pattern)
    assert literals is not None
    assert all(any(all(word in folded(text) for word in one) for one in literals) for text in ["a3b-a4b-a59b"])


SLOW = r"^(?:a|aa)+$"
SLOW_TEXT = "a" * 60 + "b"


def slow(count: int) -> list[Finding]:
    rules = [PatternRule(id=f"r{n}", **TOLD, pattern=SLOW) for n in range(count)]
    (findings,) = Patterns(rules).check([Candidate(text=SLOW_TEXT)])
    return findings


def test_many_slow_rules_together_have_a_budget_and_the_rest_is_an_error() -> None:
    start = time.process_time()
    findings = slow(200)
    assert time.process_time() - start < 2.5
    assert {finding.category for finding in findings} == {"error"}
    assert "together for this text, so it is not checked by" in findings[-1].message
    tried = len(findings) - 1
    assert f"by {200 - tried} of them, 'r{tried}' first" in findings[-1].message


def test_a_text_longer_than_can_be_looked_at_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 10)
    patterns = Patterns([PatternRule(id="r", **TOLD, pattern="b")])
    short, long = patterns.check([Candidate(text="ab" * 5), Candidate(text="ab" * 5 + "b")])
    assert [finding.category for finding in short] == ["pattern.test"] * 5
    assert [(finding.rule, finding.category) for finding in long] == [("r", "error")]
    assert LONGEST > 10


def test_no_rules_find_nothing_in_any_text() -> None:
    assert Patterns([]).check([Candidate(text="a" * 6_000_000)]) == [[]]


def test_the_forms_of_a_word_are_looked_for_by_what_they_begin_with() -> None:
    steps = [Step(("charge", "buyer")), Step(("insure", "settle"), within=4)]
    literals = required(phrase_pattern(steps, ("not",)))
    told = [["buyer", "insur"], ["buyer", "settl"], ["charg", "insur"], ["charg", "settl"]]
    assert sorted(map(sorted, literals or ())) == told
