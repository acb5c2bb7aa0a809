"""`guardrail plan`: order, costs, what a budget leaves out and what that does to a verdict."""

import json

import pytest

POLICY = """\
tiers:
  inform: {escalate: critical, reject: critical, budget: {ms: 5}}
  act: {escalate: minor, reject: major, budget: {ms: 2.5, money: 0}}
uses: {feed: inform, payment: act}
"""


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "policy.yaml").write_text(POLICY, encoding="utf-8")
    return folder


def test_the_rules_that_ship_leave_nothing_out(call):
    shown = call("plan", code=0).output
    assert shown.count("Nothing is left out.") == 3
    assert "tier inform · feed, style-tip" in shown
    assert "left out:" not in shown


def test_a_check_over_the_budget_is_shown_with_the_reason_and_what_becomes_of_the_text(call, rules):
    shown = " ".join(call("plan", "--rules", rules, "--characters", 2000, code=0).output.split())
    assert "1 grounding 6 ms free left out: it would take 6 ms with the checks before it" in shown
    assert "and the budget is 5 ms" in shown
    assert "a person must look at each" in shown
    assert "each is rejected" in shown


def test_the_plan_of_one_use_as_json_is_what_the_guard_does(call, rules):
    (plan,) = json.loads(call("plan", "--rules", rules, "--use", "feed", "--format", "json", code=0).output)
    assert plan["steps"] == [{"validator": "grounding", "ms": "3", "money": "0", "left_out": None}]
    assert (plan["tier"], plan["budget"], plan["best"]) == ("inform", {"ms": "5", "money": None}, "accept")


def test_a_use_nobody_declared_is_planned_in_the_strictest_tier(call, rules):
    (plan,) = json.loads(call("plan", "--rules", rules, "--use", "poem", "--format", "json", code=0).output)
    assert (plan["tier"], plan["best"]) == ("act", "reject")


def test_a_budget_that_is_no_number_is_told_with_its_place(call, rules):
    (rules / "policy.yaml").write_text(POLICY.replace("ms: 5", "ms: five"), encoding="utf-8")
    told = call("plan", "--rules", rules, code=4).output
    assert "policy.yaml:2:63: this must be a number, 0 or more" in told
