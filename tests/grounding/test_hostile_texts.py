"""Texts made to break the reading: huge, invisible, unpaired, backwards. Each gets a verdict, in time."""

import time

import pytest

from .claim_tables import GUARD
from .test_ledger_claims import SOURCE
from .test_statement_claims import INCOME_SOURCE, NOTES_SOURCE

MILLION = 1_000_000
SECONDS = 20

HUGE = {
    "one letter": "a" * MILLION,
    "one digit": "1" * MILLION,
    "digits and commas": "1," * (MILLION // 2),
    "sentence ends": ". " * (MILLION // 2),
    "lines": "x\n" * (MILLION // 2),
    "brackets": "(" * MILLION,
    "signs": "$" * MILLION,
    "accents": "\u0301" * MILLION,
    "a name": "Gusto's " * (MILLION // 8),
    "a month": "March " * (MILLION // 6),
    "a year": "in 2024 " * (MILLION // 8),
    "a comparison": "more than " * (MILLION // 10),
    "number words": "one thousand and " * (MILLION // 17),
    "percentages": "5% " * (MILLION // 3),
    "a label": "Net income " * (MILLION // 11),
    "ratios": "ratio of " * (MILLION // 9),
    "amounts": " ".join(f"${number}.00" for number in range(10_000)),
    "listed amounts": "You paid Gusto " + ", ".join(f"${number}.00" for number in range(10_000)),
    "claims": " ".join(f"You paid Gusto ${number}.00 on March 2." for number in range(10_000)),
    "clauses": "You paid " + " and ".join(f"${number}.00 to Slack" for number in range(10_000)),
    "figures": " ".join(f"Net income was ${number} million in 2024." for number in range(5_000)),
    "one amount of many digits": "You paid Gusto $" + "9" * 5_000 + " million.",
    "one amount of many places": "You paid Gusto $0." + "0" * 5_000 + "1.",
}
SOURCES = {"ledger": SOURCE, "statement": INCOME_SOURCE, "passage": NOTES_SOURCE}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_huge_text_is_answered_in_time_and_not_accepted(text, source):
    """Catches: a pattern or a loop that takes quadratic time, and a bound that ends the reading in silence."""
    start = time.monotonic()
    verdict = GUARD.check(text, source=source, use="note")
    assert time.monotonic() - start < SECONDS
    assert not verdict.accepted
    assert not [f.message for f in verdict.findings if f.rule == "grounding.failed"]


UNREADABLE = [
    "You paid Gusto \u202e00.052,81$\u202c on March 2.",
    "You paid Gusto $18,2\u200b50.01 on March 2.",
    "You did no\u200bt pay Gusto in March.",
    "You paid Gu\u200bsto $18,520.00 on March 2.",
    "You paid Gusto $18,250.00 \u043en M\u0430rch 3.",
    "You paid Gusto $18,250\0,000.00 on March 2.",
    "You paid Gusto $1\ud8008,520.00 on March 2.",
    "You paid Gusto $1e999999999 on March 2.",
    "You paid Gusto $Infinity on March 2.",
    "You paid Gusto $NaN on March 2.",
    "In 0000 you paid Gusto $18,250.00.",
    "On 99/99/9999 you paid Gusto $18,250.00.",
    "On February 30, 2026 you paid Gusto $18,250.00.",
    "{0} was paid %s on {date}.",
    "\ufeff\u202e\u2066$\u2069",
    "\ud83d",
    "$",
    "%",
    "1" + "\u0301" * 50,
]


@pytest.mark.parametrize("text", UNREADABLE, ids=ascii)
def test_a_text_that_does_not_read_as_it_looks_is_not_accepted(text):
    """Catches: invisible or look-alike characters that cut a word or a number in two, and an error that a
    number out of bounds raises."""
    for source in SOURCES.values():
        verdict = GUARD.check(text, source=source, use="note")
        assert not verdict.accepted
        assert not [f.message for f in verdict.findings if f.rule == "grounding.failed"]


GLUED = [
    "You paid Gusto $18,250.00e3 on March 2.",
    "You paid Gusto $18,250.00\u00b2 million on March 2.",
    "You paid Gusto \u066118,250.00 on March 2.",
]


@pytest.mark.xfail(reason="a number is read out of what stands glued to it")
@pytest.mark.parametrize("text", GLUED, ids=ascii)
def test_a_number_glued_to_more_digits_is_not_read_without_them(text):
    """Catches: an exponent, a raised digit or a digit of another script left out of the number."""
    assert not GUARD.check(text, source=SOURCE, use="note").accepted


READABLE = [
    "You paid Gusto \uff04\uff11\uff18\uff0c\uff12\uff15\uff10.\uff10\uff10 on March 2.",
    "\ufeffYou paid Gusto $18,250.00 on March 2.",
    "You\u00a0paid\u00a0Gusto\u00a0$18,250.00 on March\u00a02.",
    "You paid Gusto\t$18,250.00\r\non March 2.",
]


@pytest.mark.parametrize("text", READABLE, ids=ascii)
def test_a_text_with_other_spaces_or_digits_is_read_all_the_same(text):
    """Catches: a text from a spreadsheet or a web page taken for another one."""
    assert GUARD.check(text, source=SOURCE, use="note").accepted
