"""What models and cores cost: exact sums, a table with its day and source, and mistakes in it told by place."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Budget, Generated, Guard, GuardrailError, Policy, RulesError, Severity, Tier
from guardrail.prices import Price, cores_for
from guardrail.rulebook import read_prices
from guardrail.testing import Says

PAGE = """\
currency: EUR
models:
  ours:
    input: 0.1
    output: 0.35
    as of: '2026-11-24'
    source: our contract
core hour: {price: 0.05, as of: '2026-11-24', source: our bill}
"""
PRICE = Price(input=Decimal("0.1"), output=Decimal("0.35"), as_of=date(2026, 11, 24), source="our contract")


@given(calls=st.integers(0, 10**9), read=st.integers(0, 10**6), written=st.integers(0, 10**6))
def test_a_sum_of_calls_is_exact_and_the_same_as_one_call_of_all_tokens(calls, read, written):
    assert PRICE.money(read, written) * calls == PRICE.money(read * calls, written * calls)


def test_the_price_of_a_call_is_worked_out_per_million():
    assert PRICE.money(300, 60) == Decimal("0.000051")


@given(calls=st.integers(1, 10**10), ms=st.fractions(Fraction(1, 1000), 10**5))
def test_there_are_enough_cores_and_not_one_too_many(calls, ms):
    cores = cores_for(calls, ms / 1000)
    assert cores * 86_400 >= calls * ms / 1000 > (cores - 1) * 86_400


def test_a_table_is_read_as_written(tmp_path):
    (tmp_path / "mine.yaml").write_text(PAGE, encoding="utf-8")
    prices = read_prices(tmp_path / "mine.yaml")
    assert prices.currency == "EUR"
    assert prices.of("ours") == PRICE
    assert prices.cores_a_day(2) == Decimal("2.4")


def test_the_table_that_ships_says_of_every_price_the_day_and_who_says_so():
    prices = read_prices()
    assert prices.currency == "USD"
    for price in [*prices.models.values(), prices.core_hour]:
        assert price.source.startswith("https://")
        assert price.as_of.year >= 2026


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("input: 0.1", "input: $0.1", "mine.yaml:4:12: this must be a number, 0 or more"),
        ("'2026-11-24'\n    source", "last week\n    source", "mine.yaml:6:12: 'last week' is no day"),
        ("source: our contract", "sauce: our contract", "mine.yaml:7:5: unknown key 'sauce'"),
        ("currency: EUR", "currency: euro", "mine.yaml:1:11: 'euro' is no currency code"),
        ("  ours:\n", "  ours\n", "mine.yaml:4:10: a colon with a space after it"),
        ("core hour", "cors", "mine.yaml:8:1: unknown key 'cors'"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_place(tmp_path, old, new, told):
    assert old in PAGE
    (tmp_path / "mine.yaml").write_text(PAGE.replace(old, new), encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        read_prices(tmp_path / "mine.yaml")
    assert told in str(caught.value)


def test_a_table_that_is_missing_is_told(tmp_path):
    with pytest.raises(RulesError, match=r"mine\.yaml: not a file that can be read"):
        read_prices(tmp_path / "mine.yaml")


def test_a_model_without_a_price_is_told_with_one_that_may_be_meant():
    with pytest.raises(GuardrailError, match=r"did you mean 'gpt-4\.1-mini'"):
        read_prices().of("gpt4.1-mini")


# The budget of a wrapped backend

POLICY = Policy([Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {})


def wrapped(answer, **budget):
    return Guard(validators=[Says()], policy=POLICY).wrap(lambda _: answer, budget=Budget(price=PRICE, **budget))


def test_money_is_worked_out_where_a_backend_tells_its_tokens():
    outcome = wrapped(Generated(text="fine", tokens_in=300, tokens_out=60))("Write.")
    assert outcome.spent.money == Decimal("0.000051")


def test_money_that_a_backend_tells_itself_counts():
    outcome = wrapped(Generated(text="fine", tokens_in=300, tokens_out=60, money=Decimal(7)))("Write.")
    assert outcome.spent.money == 7


def test_money_stays_unknown_where_tokens_are():
    assert wrapped(Generated(text="fine", tokens_in=300))("Write.").spent.money is None
