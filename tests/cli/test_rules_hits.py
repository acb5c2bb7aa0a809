"""`guardrail rules hits`, and what `guardrail check` says of rules in shadow."""

import json

import pytest

PACK = """\
pack: finance
owner: Controller
version: '1.0'
about: Promises that no note may make.
rules:
  - id: promise
    kind: terms
    category: policy.promise
    severity: critical
    shadow: true
    message: promises a return
    terms: [risk-free]
    match: [It is risk-free.]
    pass: [It is safe.]
  - id: advice
    kind: terms
    category: policy.advice
    severity: minor
    message: gives advice
    terms: [you should]
    match: [You should sell.]
    pass: [You could sell.]
"""
TEXTS = ["It is risk-free and risk-free.", "You should sell; it is risk-free.", "It is safe."]


@pytest.fixture
def rules(tmp_path):
    path = tmp_path / "finance.yaml"
    path.write_text(PACK, encoding="utf-8")
    return path


@pytest.fixture
def day(call, rules, tmp_path):
    """The verdicts of a day."""
    notes = "".join(json.dumps({"text": text}) + "\n" for text in TEXTS)
    path = tmp_path / "verdicts.jsonl"
    done = call("check", "--jsonl", "-", "--rules", rules, "--output", path, stdin=notes)
    assert "in shadow: promise hit 3 times in 3 texts and changed nothing" in done.stderr
    return path


def counts(done):
    return {
        row["rule"]: (row["texts"], row["findings"], row["in shadow"])
        for row in map(json.loads, done.stdout.splitlines())
    }


def test_hits_are_counted_by_rule_and_those_in_shadow_apart(call, day):
    found = counts(call("rules", "hits", day, "--format", "json", code=0))
    assert found["promise"] == (2, 3, 3)
    assert found["advice"] == (1, 1, 0)
    drawn = call("rules", "hits", day, code=0).stdout
    assert "promise" in drawn
    assert drawn.endswith("3 texts\n")


def test_a_line_that_is_no_verdict_is_told_and_the_rest_is_counted(call, day):
    lines = day.read_text().splitlines()
    broken = "\n".join([lines[0], "not json", '{"id": null, "line": 3, "error": "no text"}', "", "[]", lines[1]])
    done = call("rules", "hits", "-", "--format", "json", stdin=broken, code=5)
    assert counts(done)["promise"] == (2, 3, 3)
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["stdin:2", "stdin:3", "stdin:5"]
    assert "stdin:3: was not checked: no text" in done.stderr


def test_what_is_in_shadow_is_shown_and_does_not_count(call, rules):
    done = call("check", "--text", "It is risk-free.", "--rules", rules, "--use", "feed", code=0)
    assert done.stdout.startswith("ACCEPTED")
    assert "Does not count" in done.stdout
    assert "in shadow, so it does not count yet); else critical" in " ".join(done.stdout.split())
    assert "in shadow" not in done.stderr


def test_sarif_calls_what_is_in_shadow_suppressed(call, rules):
    done = call("check", "--text", "It is risk-free.", "--rules", rules, "--use", "feed", "--format", "sarif", code=0)
    results = json.loads(done.stdout)["runs"][0]["results"]
    (found,) = [result for result in results if result["ruleId"] == "promise"]
    assert (found["kind"], found["level"]) == ("fail", "error")
    assert [one["kind"] for one in found["suppressions"]] == ["external"]
    assert all("suppressions" not in result for result in results if result is not found)
