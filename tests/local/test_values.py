"""How values are written, by locale and currency."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import GuardrailError
from guardrail.grounding.mentions import find_mentions
from guardrail.grounding.number_words import FRACTIONS, MULTIPLES, ORDINALS, POWERS, SMALL
from guardrail.grounding.units import CODES as UNIT_CODES
from guardrail.grounding.units import MONEY_WORDS, SCALES
from guardrail.local.slots import LOCALES, Count, Money, Style, one_line, write_value
from guardrail.local.words import fault, join, tokens
from guardrail.source import Period
from guardrail.source.currencies import CODES
from guardrail.source.dates import read_date


@pytest.mark.parametrize(
    ("value", "code", "style", "written"),
    [
        ("18250", "USD", Style(), "$18,250.00"),
        ("18250", "USD", Style("en-GB", "code"), "USD 18,250.00"),
        ("1240", "JPY", Style(), "¥1,240"),
        ("1240.5", "JPY", Style(), "¥1,240.5"),
        ("3.5", "KWD", Style(), "KWD 3.500"),
        ("3", "CAD", Style(), "C$3.00"),
        ("3", "CHF", Style(), "CHF 3.00"),
        ("3", "SEK", Style(), "SEK 3.00"),
        ("1234567.891", "EUR", Style(), "€1,234,567.891"),
        ("1234567", "INR", Style("en-IN"), "₹12,34,567.00"),
        ("0", None, Style(), "0.00"),
        ("-0.00", "USD", Style(), "$0.00"),
        ("1E+3", "GBP", Style("iso"), "£1,000.00"),
        ("999", "INR", Style("en-IN"), "₹999.00"),
    ],
)
def test_amounts(value, code, style, written):
    assert write_value("AMOUNT", Money(Decimal(value), code), style) == written


@given(
    st.decimals(0, 10**15, places=3), st.sampled_from(sorted(CODES)), st.sampled_from(sorted(LOCALES)), st.booleans()
)
def test_an_amount_is_read_back_as_it_was(value, code, locale, as_code):
    text = write_value("AMOUNT", Money(value, code), Style(locale, "code" if as_code else "symbol"))
    digits = "".join(c for c in text.removeprefix(code).lstrip("€£$¥₹₩₽₺₪₱฿₫₦CANZHKSMXRTU ") if c != ",")
    assert Decimal(digits) == value


@given(st.dates(dt.date(1000, 1, 1)), st.sampled_from(sorted(LOCALES)))
def test_a_day_is_read_back_as_it_was(day, locale):
    assert read_date(write_value("DATE", day, Style(locale))) == day


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2026-03-01", "2026-03-31", "March 2026"),
        ("2026-01-01", "2026-03-31", "Q1 2026"),
        ("2026-10-01", "2026-12-31", "Q4 2026"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2026-02-01", "2026-04-30", "the period from 1 February 2026 to 30 April 2026"),
        ("2026-03-02", "2026-03-31", "the period from 2 March 2026 to 31 March 2026"),
    ],
)
def test_periods(start, end, written):
    period = Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert write_value("PERIOD", period, Style("en-GB")) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(849, 10), "84.9%"),
        (Fraction(1, 300), "0.003%"),
        (Fraction(99999, 1000), "99.999%"),
        (Fraction(100), "100.0%"),
    ],
)
def test_percentages_are_never_rounded_to_nothing_or_to_all(share, written):
    assert write_value("SHARE", share, Style()) == written


def test_counts_bring_their_noun():
    assert write_value("COUNT", Count(1, "payment"), Style()) == "1 payment"
    assert write_value("COUNT", Count(1200, "receipt"), Style()) == "1,200 receipts"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Gusto", "Gusto"),
        ("a\nb\u202ec\x00", "a bc"),
        ("He said: pay $5!", "“He said: pay $5!”"),
        ('the "Best" Co', "“the 'Best' Co”"),
        ("x" * 300, "“" + "x" * 300 + "”"),
        ("👩‍👧 Café", "👩‍👧 Café"),
        ("שלום", "שלום"),
    ],
)
def test_names_stand_as_the_record_writes_them_and_in_quotes_if_they_could_be_read_as_text(name, written):
    assert write_value("PARTY", name, Style()) == written


@given(st.text())
def test_a_line_is_one_line_and_holds_nothing_unseen(text):
    line = one_line(text)
    assert line == one_line(line)
    assert not any(c in line for c in "\n\r\t\u202e\u2066\x00\u200b")


@pytest.mark.parametrize("style", [("fr-FR", "symbol"), ("en-US", "sign")])
def test_an_unknown_style_is_refused(style):
    with pytest.raises(GuardrailError, match="must be one of"):
        Style(*style)


VALUE_WORDS = {
    *SMALL,
    *ORDINALS,
    *POWERS,
    *FRACTIONS,
    *MULTIPLES,
    *MONEY_WORDS,
    *(word for word in SCALES if len(word) > 2),
}


@pytest.mark.parametrize("word", sorted(word for word in VALUE_WORDS if word.isalpha()))
def test_words_that_state_a_number_or_a_currency_may_not_be_learnt(word):
    assert fault(word)


@pytest.mark.parametrize(
    "word", ["7", "paid2", "$", "Gusto", "usd", "march", "mon", "<unk>", "[VENDOR]", "%", "", "tuesday"]
)
def test_what_is_no_plain_word_may_not_be_learnt(word):
    assert fault(word)


@pytest.mark.parametrize("word", ["paid", "the", ".", "'s", "[AMOUNT]", "<end>", "follow-up", "we've", "all"])
def test_plain_words_may_be_learnt(word):
    assert not fault(word)
    assert not [found for found in find_mentions(word) if word != "'s"]


def test_unit_codes_may_not_be_learnt():
    assert [code for code in UNIT_CODES if code not in {"all", "try", "pen", "cup"} and not fault(code)] == []


def test_a_skeleton_is_written_with_capitals_and_marks_where_they_belong():
    written = tokens("You paid [PARTY]'s fee ([AMOUNT]); it is booked. [PARTY] is new: is it right?")
    values = {"PARTY": "ing Bank", "AMOUNT": "$5.00"}
    assert join(written, values) == "You paid ing Bank's fee ($5.00); it is booked. ing Bank is new: is it right?"


def test_a_name_that_ends_in_a_full_stop_ends_the_sentence():
    assert join(tokens("You paid [PARTY]."), {"PARTY": "Acme Inc."}) == "You paid Acme Inc."
