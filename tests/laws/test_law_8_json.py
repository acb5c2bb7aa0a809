"""Law 8: a verdict survives JSON, carries the fingerprint, and is the same anywhere for the same input."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import strategies as st
from lawful import breaks, guard_of, law

from guardrail.guard import Guard
from guardrail.testing import Says
from guardrail.testing.strategies import candidates, findings, policies, texts, verdicts
from guardrail.types import Verdict


class Json:
    """A verdict's way into JSON and back."""

    def out(self, verdict):
        return verdict.to_json()

    def back(self, text):
        return Verdict.from_json(text)


@law(verdict=verdicts())
def a_verdict_survives_json(way, *, verdict):
    text = way().out(verdict)
    assert way().back(text) == verdict
    assert text.isascii()
    assert "\n" not in text
    assert way().out(way().back(text)) == text


@law(policy=policies(), found=st.lists(findings(), max_size=3), candidate=candidates(), fingerprint=texts())
def the_fingerprint_is_in_every_verdict(guard, *, policy, found, candidate, fingerprint):
    made = guard_of(guard, Says(*found), policy=policy, fingerprint=fingerprint)
    verdict = made.check_many([candidate])[0]
    assert json.loads(verdict.to_json())["fingerprint"] == fingerprint
    assert verdict.use == candidate.use


@law(policy=policies(), found=st.lists(findings(), max_size=3), candidate=candidates())
def the_same_input_gives_the_same_verdict(guard, *, policy, found, candidate):
    made = guard_of(guard, Says(*found), policy=policy)
    again = guard_of(guard, Says(*found), policy=policy)
    verdicts = [made.check_many([candidate])[0] for _ in range(2)] + again.check_many([candidate])
    assert len({verdict.to_json() for verdict in verdicts}) == 1


@pytest.mark.parametrize(
    ("check", "subject"),
    [
        (a_verdict_survives_json, Json),
        (the_fingerprint_is_in_every_verdict, Guard),
        (the_same_input_gives_the_same_verdict, Guard),
    ],
)
def test_a_verdict_can_be_kept_sent_and_reproduced(check, subject):
    """Catches: lone surrogates replaced or refused by an encoder, tuples that come back as lists, a field that
    `from_json` forgets, a verdict that does not say under which rules it was made, and one that holds the time, a
    counter or whatever a set's order happens to be."""
    check(subject)


class ReplacesSurrogates(Json):
    def out(self, verdict):
        return json.dumps(verdict.to_dict(), ensure_ascii=False).encode("utf-8", "replace").decode()


class ForgetsProofs(Json):
    def back(self, text):
        verdict = super().back(text)
        return replace(verdict, findings=tuple(replace(f, proof=None) for f in verdict.findings))


class LeavesLists(Json):
    def back(self, text):
        verdict = super().back(text)
        return replace(verdict, findings=list(verdict.findings))


class LeavesTheFingerprintOut(Guard):
    def _verdict(self, candidate, findings):
        return replace(super()._verdict(candidate, findings), fingerprint="unversioned")


class CountsItsVerdicts(Guard):
    count = 0

    def _verdict(self, candidate, findings):
        self.count += 1
        return replace(super()._verdict(candidate, findings), fingerprint=f"run {self.count}")


@pytest.mark.parametrize(
    ("check", "mutant"),
    [
        (a_verdict_survives_json, ReplacesSurrogates),
        (a_verdict_survives_json, ForgetsProofs),
        (a_verdict_survives_json, LeavesLists),
        (the_fingerprint_is_in_every_verdict, LeavesTheFingerprintOut),
        (the_same_input_gives_the_same_verdict, CountsItsVerdicts),
    ],
)
def test_the_law_of_json_can_fail(check, mutant):
    assert breaks(check, mutant)


ELSEWHERE = """
from guardrail.guard import Guard
from guardrail.policy import Policy, Tier
from guardrail.testing import Says
from guardrail.types import Finding, Severity

def says(name):
    words = {"gusto", "wework", "dropbox", "stripe"}
    return Says(
        *(Finding(rule="r", category="unsupported", severity=Severity.MINOR, message=word) for word in words),
        *(Finding(rule="r", category="unsupported", severity=Severity.MINOR, message="m", score=len(w)) for w in words),
        id=name,
    )

policy = Policy([Tier(name="only", escalate=Severity.MINOR, reject=Severity.CRITICAL)], {})
print(Guard(validators=[says("a"), says("b")], policy=policy).check("You paid.").to_json())
"""


def test_another_process_gives_the_same_verdict():
    """Catches: an order that hangs on string hashes, which differ from process to process."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", ELSEWHERE],
            env={"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(3)
    ]
    assert len(Verdict.from_json(runs[0].decode()).findings) == 16
    assert runs[0] == runs[1] == runs[2]
