"""The patterns validator: what regular expressions and terms find, where, and in what time."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrail.errors import GuardrailError
from guardrail.protocols import Validator
from guardrail.rulebook import Rulebook
from guardrail.rulebook.kinds import KINDS, validators
from guardrail.types import Candidate, Finding, Severity
from guardrail.validators.folding import Folding
from guardrail.validators.literals import folded, required
from guardrail.validators.patterns import MOST_PLACES, PatternRule, Patterns

RUNAWAY = r"^(?:a|aa)+$"
RUNAWAY_TEXT = "a" * 60 + "b"


def rule(*, id: str = "r", pattern: str | None = None, terms: tuple[str, ...] = ()) -> PatternRule:  # noqa: A002
    return PatternRule(
        id=id,
        category="pattern.test",
        severity=Severity.MAJOR,
        message="said so",
        pattern=pattern,
        terms=terms,
    )


def found(text: str, *rules: PatternRule) -> list[Finding]:
    (findings,) = Patterns(rules).check([Candidate(text=text)])
    return findings


def places(text: str, *rules: PatternRule) -> list[str]:
    return [text[f.span.start : f.span.end] for f in found(text, *rules) if f.span]


def shipped_patterns() -> Validator:
    (patterns,) = [found for found in validators(Rulebook.read().rules) if found.id == "patterns"]
    return patterns


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("As an AI, I see.", ["As an AI"]),
        ("as  an\n\tai", ["as  an\n\tai"]),
        ("AS AN AI as an ai", ["AS AN AI", "as an ai"]),
        ("a\u200bs an A\u00adI!", ["a\u200bs an A\u00adI"]),
        ("\uff21\uff53 an \uff21\uff29", ["\uff21\uff53 an \uff21\uff29"]),
        ("as\u00a0an\u2003AI", ["as\u00a0an\u2003AI"]),
        ("_as an AI_", ["as an AI"]),
        ("Was an AI", []),
        ("as an AIRLINE", []),
        ("as an AI2", []),
        ("as a AI", []),
        ("As an \u202eAI\u202c", ["As an \u202eAI"]),
    ],
)
def test_a_term_is_found_as_whole_words_however_it_is_written(text: str, hits: list[str]) -> None:
    assert places(text, rule(terms=("as an AI",))) == hits


@pytest.mark.parametrize(
    ("term", "text", "hit"),
    [
        ("I'm unable", "I\u2019m unable", "I\u2019m unable"),
        ("café", "Cafe\u0301", "Cafe\u0301"),
        ("café", "CAFÉ", "CAFÉ"),
        ("Straße", "STRASSE", "STRASSE"),
        ("cut-off", "cut\u2013off", "cut\u2013off"),
        ("#REF!", "is #REF!.", "#REF!"),
        ("123 Main St.", "at 123 Main St.", "123 Main St."),
        ("401(k)", "a 401(k) plan", "401(k)"),
        ("[x]", "[x]y", "[x]"),
        ("ＴＢＤ", "tbd", "tbd"),
    ],
)
def test_a_term_may_hold_any_sign(term: str, text: str, hit: str) -> None:
    assert places(text, rule(terms=(term,))) == [hit]


def test_the_longest_of_several_terms_is_reported() -> None:
    assert places("risk-free return", rule(terms=("risk", "risk-free return", "risk-free"))) == ["risk-free return"]


def test_a_regular_expression_sees_the_text_as_it_is() -> None:
    assert places("TBD tbd", rule(pattern="TBD")) == ["TBD"]
    assert places("T\u200bBD", rule(pattern="TBD")) == []


def test_a_match_looks_at_what_stands_before_it() -> None:
    assert places("ababab xab", rule(pattern=r"(?<!x)\Bab|^ab")) == ["ab", "ab", "ab"]


def test_a_finding_says_what_its_rule_says() -> None:
    assert found("TBD", rule(id="tbd", pattern="TBD")) == [
        Finding(
            rule="tbd",
            category="pattern.test",
            severity=Severity.MAJOR,
            message="said so",
            span=found("TBD", rule(pattern="TBD"))[0].span,
        )
    ]


def test_findings_belong_to_their_text() -> None:
    patterns = Patterns([rule(pattern="x")])
    batch = [Candidate(text=text) for text in ("x", "", "axx")]
    assert [len(findings) for findings in patterns.check(batch)] == [1, 0, 2]


def test_a_rule_that_runs_away_is_an_error_that_names_it_and_the_others_still_run() -> None:
    start = time.process_time()
    findings = found(RUNAWAY_TEXT, rule(id="slow", pattern=RUNAWAY), rule(id="quick", pattern="b"))
    assert time.process_time() - start < 2
    slow, quick = sorted(findings, key=lambda f: f.rule, reverse=True)
    assert (slow.rule, slow.category, slow.severity) == ("slow", "error", Severity.MAJOR)
    assert slow.message.startswith("the rule 'slow' needed more than 50 ms for this text")
    assert (quick.rule, quick.category) == ("quick", "pattern.test")


def test_a_rule_that_runs_away_after_a_hit_reports_both() -> None:
    hit, slow = found("x" + RUNAWAY_TEXT, rule(pattern=r"^x|(?<=x)(?:a|aa)+$"))
    assert (hit.category, slow.category) == ("pattern.test", "error")


class Interrupted:
    """A pattern whose time is used up twice by other threads: `regex` counts the time of the process."""

    def __init__(self, pattern: str) -> None:
        self.real, self.calls = regex.compile(pattern), 0

    def search(self, text: str, at: int = 0, *, timeout: float) -> regex.Match[str] | None:
        self.calls += 1
        if self.calls < 3:
            raise TimeoutError
        return self.real.search(text, at, timeout=timeout)


def test_time_that_other_threads_use_is_not_counted_against_a_rule() -> None:
    patterns = Patterns([rule(pattern="TBD")])
    patterns._searches[0]._regex = Interrupted("TBD")  # type: ignore[assignment]
    (findings,) = patterns.check([Candidate(text="TBD")])
    assert [finding.category for finding in findings] == ["pattern.test"]


def test_of_very_many_places_the_first_hundred_are_reported() -> None:
    findings = found("TBD " * 10_000, rule(pattern="TBD"))
    assert len(findings) == MOST_PLACES
    assert findings[-1].span
    assert findings[-1].span.start == 4 * (MOST_PLACES - 1)


def test_a_pattern_that_matches_nothing_ends() -> None:
    assert [f.span for f in found("ab", rule(pattern="x*"))] != []


def test_a_rule_has_a_pattern_or_terms() -> None:
    with pytest.raises(GuardrailError, match="either a pattern or terms"):
        rule()
    with pytest.raises(GuardrailError, match="either a pattern or terms"):
        rule(pattern="x", terms=("y",))


def test_what_cannot_be_looked_for_is_refused() -> None:
    with pytest.raises(GuardrailError, match="cannot read the pattern: missing \\)"):
        Patterns([rule(pattern="(x")])
    with pytest.raises(GuardrailError, match="a term is blank"):
        Patterns([rule(terms=("x", "\u200b "))])


@pytest.mark.parametrize("pattern", ["(?:(?:a{9999}){9999}){9999}", "(" * 100_000, "(?:" * 3000 + "a" + ")" * 3000])
def test_a_pattern_that_would_take_all_memory_is_refused(pattern: str) -> None:
    with pytest.raises(GuardrailError, match=r"it (repeats too often|is nested too deep)"):
        Patterns([rule(pattern=pattern)])


@given(text=st.text(max_size=60), end=st.text(max_size=10))
def test_spans_hold_the_term_whatever_stands_around_it(text: str, end: str) -> None:
    hits = places(f"{text} T\u200bBd {end}", rule(terms=("tbd",)))
    assert "T\u200bBd" in hits
    assert {Folding().fold(hit) for hit in hits} == {"tbd"}


Pair = tuple[str, str]
SAME = {"k": "kK\u212a", "s": "sS\u017f", "i": "iI\u0130\u0131"}


def sequence(pairs: list[Pair]) -> Pair:
    return "".join(pattern for pattern, _ in pairs), "".join(text for _, text in pairs)


def choice(pairs: list[Pair]) -> Pair:
    return f"(?:{'|'.join(pattern for pattern, _ in pairs)})", pairs[-1][1]


def repeats(pair: Pair) -> st.SearchStrategy[Pair]:
    forms = [
        ("?", 0),
        ("*", 0),
        ("*", 2),
        ("+", 1),
        ("+", 2),
        ("{2}", 2),
        ("{0,2}", 0),
        ("{1,}", 1),
        ("??", 1),
    ]
    return st.sampled_from([(f"(?:{pair[0]}){sign}", pair[1] * times) for sign, times in forms])


LEAVES = st.text(alphabet="abksiIß€.$ ", min_size=1, max_size=3).map(lambda t: (regex.escape(t), t)) | (
    st.sampled_from([(r"\b", ""), (r"\d", "1"), (".", "x"), ("[ab]", "b"), ("[^a]", "k"), ("b?", ""), ("k*", "kk")])
)
PAIRS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(sequence),
        st.lists(inner, min_size=1, max_size=3).map(choice),
        inner.flatmap(repeats),
        inner.map(lambda pair: (f"(?={pair[0]}){pair[0]}", pair[1])),
        inner.map(lambda pair: (f"({pair[0]})", pair[1])),
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(pair=PAIRS, blind=st.booleans(), data=st.data())
def test_no_text_that_matches_is_passed_over_for_want_of_a_literal(
    pair: Pair, blind: bool, data: st.DataObject
) -> None:
    pattern, text = pair
    if blind:
        pattern = f"(?i){pattern}"
        text = "".join(data.draw(st.sampled_from(SAME.get(char.lower(), char))) for char in text)
    literals = required(pattern)
    if literals is not None and regex.search(pattern, text):
        assert any(all(literal in folded(text) for literal in branch) for branch in literals)


def test_case_blind_expressions_and_folding_agree_on_every_character() -> None:
    cased = [chr(c) for c in range(0x110000) if chr(c).lower() != chr(c) or chr(c).upper() != chr(c)]
    line = "".join(cased)
    for char in cased:
        for same in regex.findall(f"(?i){char}", line):
            assert folded(char) == folded(same), (char, same)


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"(?i)\bcut-?off\b", ["cut off"]),
        (r"<\|[a-z_]+\|>", ["<| |>"]),
        (r"(?:abc|de)+x?", ["abc", "de"]),
        (r"(?:abc|de)-x(?:yz)?", ["abc -x", "de -x"]),
        (r"a||b", None),
        (r"(?x)a b", None),
        (r"\x41b", None),
        (r"(?r)ab", None),
        (r"(?:cats){e<=1}", None),
        (r"(?!ab)", None),
        (r"(?<=x)yes", ["yes"]),
        (r"[$€]\d", ["$", "€"]),
        (r"ab{0,3}c*d", ["a d"]),
        (r"abc??", ["ab"]),
        (r"ab+cd", ["ab cd"]),
    ],
)
def test_the_literals_of_a_pattern_are_what_it_cannot_do_without(pattern: str, literals: list[str] | None) -> None:
    regex.compile(pattern)
    found_literals = required(pattern)
    told = None if found_literals is None else sorted(" ".join(sorted(branch)) for branch in found_literals)
    assert told == (None if literals is None else sorted(" ".join(sorted(one.split(" "))) for one in literals))


HOSTILE = {
    "spaces": " " * 1_000_000,
    "words": "a " * 500_000,
    "digits": "1234567890" * 100_000,
    "amounts": "$1,2 " * 200_000,
    "brackets": "[" * 1_000_000,
    "braces": "{{a" * 330_000,
    "angles": "<a " * 330_000,
    "dates": "31 June feb 30 2024-13 " * 43_000,
    "marks": "é – ’ " * 170_000,
    "headings": "\n## " * 250_000,
    "lines": "\n" * 1_000_000,
    "roles": "\nUser " * 160_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_of_a_million_characters_is_read_in_time_by_every_shipped_rule(name: str) -> None:
    start = time.process_time()
    (findings,) = shipped_patterns().check([Candidate(text=HOSTILE[name])])
    assert time.process_time() - start < 4
    assert [finding.message for finding in findings if finding.category == "error"] == []


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "\u202e\u200b", "\ufeff"])
def test_strange_texts_are_read(text: str) -> None:
    (findings,) = shipped_patterns().check([Candidate(text=text)])
    assert [finding for finding in findings if finding.category == "error"] == []


def test_kinds_that_use_this_validator_share_one() -> None:
    assert KINDS["regex"].build is KINDS["terms"].build
