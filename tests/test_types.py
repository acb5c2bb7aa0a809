"""The values that pass between the parts."""

import copy
import json
import pickle
from dataclasses import FrozenInstanceError, replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail.errors import GuardrailError, NotAccepted
from guardrail.testing.strategies import findings, verdicts
from guardrail.types import (
    Candidate,
    Case,
    Decision,
    Evidence,
    Finding,
    Operand,
    Outcome,
    Proof,
    Resolution,
    Severity,
    Span,
    Verdict,
)

MINOR = Finding(rule="money.value", category="unsupported", severity=Severity.MINOR, message="not in the books")
MAJOR = replace(MINOR, severity=Severity.MAJOR, message="went to Gusto")
ACCEPTED = Verdict(decision=Decision.ACCEPT, tier="inform", use="feed", findings=(), fingerprint="f")
REJECTED = replace(ACCEPTED, decision=Decision.REJECT, findings=(MINOR, MAJOR))


# Order


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Severity, ["info", "minor", "major", "critical"]), (Decision, ["accept", "escalate", "reject"])],
)
def test_words_are_ordered_as_the_design_says(kind, words):
    assert [str(member) for member in sorted(kind)] == words
    for milder, worse in combinations(map(kind, words), 2):
        assert milder < worse
        assert milder <= worse
        assert worse > milder
        assert worse >= milder
        assert not worse < milder
    assert all(member <= member and member >= member for member in kind)


@pytest.mark.parametrize("compare", [lambda a, b: a < b, lambda a, b: a <= b, lambda a, b: a > b, lambda a, b: a >= b])
def test_a_severity_is_not_comparable_with_a_decision_or_a_word(compare):
    for other in (Decision.REJECT, "major", 2):
        with pytest.raises(TypeError):
            compare(Severity.MAJOR, other)


# Frozen, plain, picklable


EXAMPLES = [
    Span(0, 4),
    Evidence(ref="A2", text="18,250.00", column="amount"),
    Operand(cells=("A2",), where=(("entity", "Gusto"),)),
    Proof(operation="sum", operands=(Operand(cells=("A2",)),), stated="18250.00"),
    MINOR,
    Candidate(text="You paid."),
    ACCEPTED,
    Case(id="a1", text="You paid.", verdict=REJECTED),
    Resolution(case="a1", decision=Decision.REJECT, reviewer="ann"),
    Outcome(text=None, verdict=REJECTED),
]


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_values_cannot_be_changed_and_hold_nothing_else(value):
    name = value.__slots__[0]
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, None)
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_values_survive_pickling_and_copying_and_can_be_hashed(value):
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value
    assert hash(copy.deepcopy(value)) == hash(value)


# Findings


@pytest.mark.parametrize("severity", ["major", None, 2, Decision.REJECT])
def test_a_finding_needs_a_severity_that_can_be_compared(severity):
    with pytest.raises(GuardrailError, match=r"finding 'money\.value': severity is .* not a Severity"):
        replace(MINOR, severity=severity)


@pytest.mark.parametrize("score", [float("nan"), float("inf"), -float("inf")])
def test_a_score_that_json_cannot_hold_is_refused(score):
    with pytest.raises(GuardrailError, match="not a finite number"):
        replace(MINOR, score=score)


def test_a_finding_reads_as_category_and_sentence():
    assert str(MAJOR) == "unsupported: went to Gusto"


# Verdicts


def test_an_accepted_verdict_lets_its_text_be_used():
    assert ACCEPTED.accepted
    assert ACCEPTED.require_accept() is ACCEPTED


def test_a_verdict_that_is_not_accepted_raises_with_its_worst_reason():
    with pytest.raises(NotAccepted, match=r"^reject: unsupported: went to Gusto$"):
        REJECTED.require_accept()
    with pytest.raises(NotAccepted, match=r"^escalate$"):
        replace(ACCEPTED, decision=Decision.ESCALATE).require_accept()


@given(verdicts())
def test_a_verdict_as_a_dictionary_holds_plain_values_only(verdict):
    assert plain(verdict.to_dict())


def plain(value):
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(inner) for key, inner in value.items())
    if isinstance(value, list | tuple):
        return all(map(plain, value))
    return value is None or type(value) in {str, int, float, bool}


def test_the_words_in_json_are_those_of_the_design():
    evidence = Evidence(ref="A2", text="18,250.00", column="amount", span=Span(0, 9))
    verdict = replace(REJECTED, findings=(replace(MAJOR, span=Span(9, 15), evidence=(evidence,)),))
    assert json.loads(verdict.to_json()) == {
        "decision": "reject",
        "tier": "inform",
        "use": "feed",
        "findings": [
            {
                "rule": "money.value",
                "category": "unsupported",
                "severity": "major",
                "message": "went to Gusto",
                "span": {"start": 9, "end": 15},
                "score": None,
                "evidence": [{"ref": "A2", "text": "18,250.00", "column": "amount", "span": {"start": 0, "end": 9}}],
                "proof": None,
                "set_aside": None,
            }
        ],
        "fingerprint": "f",
    }


def test_two_surrogates_that_form_a_pair_come_back_as_their_character():
    verdict = replace(ACCEPTED, tier="\ud83d\ude00")
    assert Verdict.from_json(verdict.to_json()).tier == "\U0001f600"


def without(key):
    data = REJECTED.to_dict()
    del data[key]
    return json.dumps(data)


def changed(**fields):
    return json.dumps({**REJECTED.to_dict(), **fields})


def finding_changed(**fields):
    return changed(findings=[{**REJECTED.to_dict()["findings"][0], **fields}])


NOT_VERDICTS = {
    "nothing": "",
    "no JSON": "reject",
    "cut off": REJECTED.to_json()[:-1],
    "a number": "7",
    "null": "null",
    "a list": "[]",
    "deeply nested": "[" * 100_000,
    **{f"no {key}": without(key) for key in REJECTED.to_dict()},
    "unknown decision": changed(decision="accepted"),
    "no decision in it": changed(decision=None),
    "tier is a number": changed(tier=7),
    "use is a list": changed(use=[]),
    "fingerprint is null": changed(fingerprint=None),
    "findings is text": changed(findings="none"),
    "findings is null": changed(findings=None),
    "a finding is text": changed(findings=["bad"]),
    "unknown severity": finding_changed(severity="worst"),
    "score is NaN": finding_changed(score=float("nan")),
    "score is too large": finding_changed(score=10**400),
    "unknown key": finding_changed(reason="because"),
    "span is a list": finding_changed(span=[1, 2]),
    "span without end": finding_changed(span={"start": 1}),
    "evidence is text": finding_changed(evidence=["A2"]),
    "proof is a list": finding_changed(proof=[]),
    "proof without operands": finding_changed(proof={"operation": "sum"}),
    "operand is text": finding_changed(proof={"operation": "sum", "operands": ["A2"], "stated": "1"}),
}


@pytest.mark.parametrize("text", NOT_VERDICTS.values(), ids=NOT_VERDICTS)
def test_what_is_no_verdict_is_refused_in_one_line(text):
    with pytest.raises(GuardrailError, match=r"^(not a verdict|finding 'money\.value': score)") as caught:
        Verdict.from_json(text)
    assert "\n" not in str(caught.value)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_no_other_json_is_taken_for_a_verdict(value):
    with pytest.raises(GuardrailError, match="not a verdict"):
        Verdict.from_json(json.dumps(value))


MAY_BE_MISSING = {"score", "set_aside"}


@given(findings(), st.sampled_from([field for field in Finding.__slots__ if field not in MAY_BE_MISSING]))
def test_a_finding_without_one_of_its_fields_is_no_finding(finding, field):
    data = replace(ACCEPTED, findings=(finding,)).to_dict()
    del data["findings"][0][field]
    with pytest.raises(GuardrailError, match="not a verdict"):
        Verdict.from_dict(data)


@given(findings().filter(lambda finding: finding.set_aside is None))
def test_a_finding_written_before_rules_could_be_in_shadow_is_read_as_one_that_counts(finding):
    verdict = replace(ACCEPTED, findings=(finding,))
    data = verdict.to_dict()
    del data["findings"][0]["set_aside"]
    assert Verdict.from_dict(data) == verdict
