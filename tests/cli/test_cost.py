"""`guardrail cost`: the sum before anything is bought."""

import json

import pytest

ASKED = ("cost", "--calls", 100_000_000, "--tokens-in", 300, "--tokens-out", 60)


def rows(call, *more):
    table = json.loads(call(*ASKED, "--format", "json", *more, code=0).output)
    return {row["what"]: row for row in table["rows"]}


def test_a_hundred_million_calls_a_day_cost_what_the_table_says(call):
    model = rows(call, "--model", "gpt-4.1-mini")["gpt-4.1-mini"]
    assert (model["call"], model["day"], model["month"]) == ("0.000216", "21600.000000", "648000.000000")


def test_self_hosting_is_cores_by_hours_by_the_price_of_an_hour(call):
    own = rows(call, "--texts-per-second", "0.5")["a model of your own"]
    assert own["rests_on"] == "2,315 cores, each 0.5 texts a second"
    assert own["day"] == "2266.8480"


def test_the_guard_itself_is_in_the_sum(call):
    guard = rows(call, "--use", "feed")["the guard"]
    assert " cores, " in guard["rests_on"]
    assert float(guard["day"]) > 0


def test_the_table_is_clear_and_says_on_which_day_the_prices_stood(call):
    shown = call(*ASKED, "--model", "gpt-4.1-mini", code=0).output
    assert "100,000,000 calls a day, 300 tokens in and 60 out each, in USD" in shown
    assert "21,600.00" in shown
    assert "648,000.00" in shown
    assert "2026-" in shown
    assert "say with --texts-per-second" in shown


def test_all_models_of_the_table_are_shown_if_none_is_named(call):
    assert {"gpt-4.1-nano", "claude-haiku-4-5", "the guard"} <= set(rows(call))


def test_a_model_nobody_knows_is_told(call):
    assert "did you mean 'gpt-4.1-mini'?" in call(*ASKED, "--model", "gpt4.1-mini", code=5).output


@pytest.mark.parametrize("pace", ["0", "-1", "fast", "nan"])
def test_a_pace_that_is_none_is_told(call, pace):
    assert "usage: Invalid value for '--texts-per-second'" in call(*ASKED, "--texts-per-second", pace, code=2).output


def test_a_table_of_ones_own_with_a_mistake_is_told_with_its_place(call, tmp_path):
    (tmp_path / "mine.yaml").write_text("currency: EUR\nmodels: {}\n", encoding="utf-8")
    assert (
        "mine.yaml:2:9: 'models' needs at least one item"
        in call(*ASKED, "--prices", tmp_path / "mine.yaml", code=4).output
    )
