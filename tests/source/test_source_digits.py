from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guardrail.source.currencies import CODES, SHARED, SIGNS, code_of, find_currency
from guardrail.source.digits import read_digits, read_number


@pytest.mark.parametrize(
    ("text", "value", "places", "currency"),
    [
        ("$1,240.50", "1240.50", 2, "USD"), ("C$ 5", "5", 0, "CAD"), ("A$5", "5", 0, "AUD"), ("US$5", "5", 0, "USD"),
        ("HK$5", "5", 0, "HKD"), ("R$5,00", "5.00", 2, "BRL"), ("£5", "5", 0, "GBP"), ("5 €", "5", 0, "EUR"),
        ("¥500", "500", 0, "JPY"), ("₹12,34,567.00", "1234567.00", 2, "INR"), ("Rs. 500", "500", 0, "INR"),
        ("RMB 500", "500", 0, "CNY"), ("CHF 1'240.50", "1240.50", 2, "CHF"), ("kr 500", "500", 0, "SEK"),
        ("500 usd", "500", 0, "USD"), ("-$5", "-5", 0, "USD"), ("$-5", "-5", 0, "USD"), ("+5", "5", 0, ""),
        ("($ 172,151 )", "-172151", 0, "USD"), ("$ ( 172,151 )", "-172151", 0, "USD"), ("(0)", "0", 0, ""),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_sign_decimals_and_currency(text, value, places, currency):
    number = read_number(text)
    assert number is not None
    assert (number.value, number.places, number.currency) == (Decimal(value), places, currency)
    assert not number.percent


@pytest.mark.parametrize("text", ["14.1%", "14.1 %", "(14.1%)", "(14.1)%", "-14.1%"])
def test_a_percentage_is_known_as_one(text):
    number = read_number(text)
    assert number is not None
    assert number.percent
    assert abs(number.value) == Decimal("14.1")


@pytest.mark.parametrize(
    ("text", "scale"),
    [("$5k", 10**3), ("5m", 10**6), ("£5 million", 10**6), ("US$5bn", 10**9), ("5 crore", 10**7), ("5", 1)],
)
def test_a_suffix_is_the_scale(text, scale):
    assert read_number(text).scale == scale


@pytest.mark.parametrize(
    "text",
    ["", "$", "A2", "1,2,3", "($5", "5)", "--5", "$5 USD", "5 apples", "1..2", "5%%", "3-5", "1/2", "12 all"],
)
def test_what_is_no_number_is_none(text):
    assert read_number(text) is None


def test_a_long_run_of_spaces_is_read_at_once():
    assert read_number("(" + " " * 100_000 + "5") is None


STYLES = {
    "plain": ("", "."), "english": (",", "."), "continental": (".", ","), "spaced": (" ", ","), "thin": ("\u202f", ","),
    "swiss": ("'", "."), "french": ("\u00a0", ","),
}  # fmt: skip


def written(value, style):
    group, point = STYLES[style]
    return f"{value:,}".replace(",", "G").replace(".", point).replace("G", group)


@given(st.decimals(min_value=0, max_value=10**15, places=2), st.sampled_from(sorted(STYLES)))
def test_any_amount_in_any_style_is_read_back(value, style):
    assert read_digits(written(value, style)) == (value, 2)


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    st.sampled_from(["-{}", "({})", "{}-", "-{s}{}", "{s}({})", "({s}{})", "{s}-{}", "({} )"]),
    st.sampled_from(["$", "£", "€", "HK$", "Rs. ", "CHF ", "RMB "]),
    st.sampled_from(sorted(STYLES)),
)
def test_any_negative_in_any_style_is_read_back(value, form, sign, style):
    assume(value < 0)
    number = read_number(form.format(written(-value, style), s=sign))
    assert number.value == value
    assert number.currency == (code_of(sign.strip()) if "{s}" in form else "")


@given(st.text())
def test_any_text_is_a_number_or_none(text):
    read_number(text)
    read_digits(text)
    find_currency(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(in thousands of Canadian dollars)", "CAD"), ("US$’000", "USD"), ("€ million", "EUR"), ("$ in thousands", "USD"),
        ("RMB’Million", "CNY"), ("USDm", "USD"), ("in millions of U.S. dollars", "USD"), ("NT dollars", "TWD"),
        ("(in CAD $ thousands)", "CAD"), ("£m and €m", ""), ("USD and EUR", ""), ("in thousands", ""), ("(%)", ""),
        ("S$ million", "SGD"), ("TRYING", ""), ("Euro", "EUR"), ("£ (USD)", ""),
    ],
)  # fmt: skip
def test_a_heading_states_one_currency_or_none(text, code):
    assert find_currency(text) == code


def test_a_shared_sign_means_the_currency_that_is_stated():
    assert code_of("$", "CAD") == "CAD"
    assert code_of("$", "EUR") == "USD"
    assert code_of("£", "") == "GBP"


def test_every_sign_stands_for_a_listed_currency():
    assert set(SIGNS.values()) <= CODES
    assert {code for codes in SHARED.values() for code in codes} <= CODES
