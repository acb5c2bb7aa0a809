"""The mentions in a text, by a table of forms, and the few things a table cannot say."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from guardrail.grounding.mentions import find_mentions
from guardrail.source.dates import Period

from .forms import describe

_LINES = Path(__file__).with_name("mention_forms.txt").read_text(encoding="utf-8").splitlines()
FORMS = [tuple(line.split(" => ")) for line in _LINES if " => " in line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_a_form_is_read_as_the_table_says(text: str, expected: str) -> None:
    found = find_mentions(text)
    assert (" ; ".join(map(describe, found)) or "nothing") == expected
    for mention in found:
        assert text[mention.start : mention.end] == mention.text


def test_the_table_holds_hundreds_of_different_forms() -> None:
    assert len({text for text, _ in FORMS}) >= 600


def only(text: str, **said: object):
    (mention,) = find_mentions(text, **said)  # type: ignore[arg-type]
    return mention


@pytest.mark.parametrize(
    ("day_first", "day"),
    [(True, date(2026, 4, 3)), (False, date(2026, 3, 4))],
    ids=["day first", "month first"],
)
def test_the_caller_says_the_order_of_day_and_month(day_first: bool, day: date) -> None:
    assert only("on 03/04/26", day_first=day_first).period == Period(day, day)


def test_a_day_that_fits_one_order_only_needs_no_saying() -> None:
    for day_first in (None, True, False):
        assert only("on 03/15/26", day_first=day_first).period == Period(date(2026, 3, 15), date(2026, 3, 15))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("yesterday", date(2026, 3, 14), date(2026, 3, 14)),
        ("today", date(2026, 3, 15), date(2026, 3, 15)),
        ("last week", date(2026, 3, 2), date(2026, 3, 8)),
        ("this week", date(2026, 3, 9), date(2026, 3, 15)),
        ("last month", date(2026, 2, 1), date(2026, 2, 28)),
        ("this month", date(2026, 3, 1), date(2026, 3, 31)),
        ("the previous quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("the current quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("next year", date(2027, 1, 1), date(2027, 12, 31)),
        ("year-to-date", date(2026, 1, 1), date(2026, 3, 15)),
        ("month to date", date(2026, 3, 1), date(2026, 3, 15)),
        ("YTD", date(2026, 1, 1), date(2026, 3, 15)),
    ],
)
def test_relative_periods_are_counted_from_today(text: str, start: date, end: date) -> None:
    assert only(text, today=date(2026, 3, 15)).period == Period(start, end)
    assert only(text).period is None


@pytest.mark.parametrize("today", [date.min, date.max])
def test_a_period_beyond_the_calendar_has_no_days(today: date) -> None:
    for text in ("last year", "next year", "last week", "next week", "yesterday", "tomorrow", "next month"):
        find_mentions(text, today=today)
    assert only("last year", today=date.min).period is None
    assert only("next year", today=date.max).period is None


def test_a_mention_keeps_every_digit_of_a_long_number() -> None:
    assert str(only("$123,456,789,012,345,678,901,234.56").value) == "123456789012345678901234.56"
    assert str(only("1.23456789012345678901234567890 million").value) == "1234567.89012345678901234567890"


def test_a_number_too_long_for_an_amount_is_a_code() -> None:
    assert only("9" * 60).kind == "identifier"


MEGABYTE = 1_000_000
HOSTILE = {
    "digits": "7" * MEGABYTE,
    "wide digits": "７" * MEGABYTE,
    "dollars": "$" * MEGABYTE,
    "ones": "one " * (MEGABYTE // 4),
    "hundreds": "one hundred and " * (MEGABYTE // 16),
    "parentheses": "(" * (MEGABYTE // 2) + ")" * (MEGABYTE // 2),
    "signs with parentheses": "$(" * (MEGABYTE // 2),
    "commas": "1," * (MEGABYTE // 2),
    "dashes": "1-" * (MEGABYTE // 2),
    "slashes": "1/" * (MEGABYTE // 2),
    "letters": "a" * MEGABYTE,
    "hyphened letters": "a-" * (MEGABYTE // 2),
    "codes": "a1" * (MEGABYTE // 2),
    "spaces": " " * MEGABYTE,
    "minuses": "-" * MEGABYTE,
    "mail": "a@" * (MEGABYTE // 2),
    "mail hosts": "a." * (MEGABYTE // 2) + "@",
    "links": "http://" * (MEGABYTE // 7),
    "nulls": "\x00" * MEGABYTE,
}
"""Texts of a megabyte that say little."""
DENSE = {
    "numbers": "[1" * 50_000,
    "groups": "1 000 " * 16_000,
    "twos": "two " * 25_000,
    "months": "May 5 " * 16_000,
    "thousands": "two thousand " * 8_000,
    "years": "2019 and " * 11_000,
    "ranges": "3 to 4 million " * 6_000,
    "invoices": "invoices 1 and 2 and 3 " * 4_000,
}
"""Texts of a tenth of a megabyte with a mention every few letters."""


@pytest.mark.parametrize("text", [*HOSTILE.values(), *DENSE.values()], ids=[*HOSTILE, *DENSE])
def test_a_hostile_text_takes_linear_time(text: str) -> None:
    began = time.process_time()
    find_mentions(text)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "\ud800", "\udfff5%\ud800", "\x005\x00%", "\u200e5%", "$\u00a05", "٣٤٥", "①②", "½½½"],
)
def test_strange_characters_are_read_or_left(text: str) -> None:
    for mention in find_mentions(text):
        assert text[mention.start : mention.end] == mention.text
