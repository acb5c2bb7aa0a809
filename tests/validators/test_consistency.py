"""What cannot be, whatever the records say: by the calendar, by arithmetic, by the text itself."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail.types import Candidate, Severity
from guardrail.validators.consistency import CHECKS, Consistency, Consistent

TOLD: dict[str, Any] = {"id": "r", "category": "pattern.impossible", "severity": Severity.MAJOR, "message": "no"}
TODAY = date(2026, 6, 30)


def found(what: str, text: str) -> list[str]:
    (findings,) = Consistency([Consistent(**TOLD, what=(what,))]).check([Candidate(text=text, day=TODAY)])
    return [text[f.span.start : f.span.end] if f.span else f.category for f in findings]


@pytest.mark.parametrize(
    ("what", "text", "hits"),
    [
        ("weekday", "On Monday, March 15, 2026 you paid Gusto.", ["Monday, March 15, 2026"]),
        ("weekday", "On Sunday, March 15, 2026 you paid Gusto.", []),
        ("weekday", "On Monday you paid Gusto; on March 15 nobody.", []),
        ("weekday", "Tuesday - 24th March 2026\nWednesday - 25th March 2026", []),
        ("weekday", "You paid Gusto on Monday,\nMarch 15, 2026.", ["Monday,\nMarch 15, 2026"]),
        ("day", "Due on 31 April 2026.", ["31 April 2026"]),
        ("day", "Paid on February 30.", ["February 30"]),
        ("day", "Paid on Feb 29, 2023 and Feb 29, 2024, and every Feb 29.", ["Feb 29, 2023"]),
        ("day", "Paid on 2026-13-01.", ["2026-13-01"]),
        ("day", "Paid on March 15 and 2026-03-15, 15/03/2026.", []),
        ("future", "You paid Gusto on July 4, 2026.", ["July 4, 2026"]),
        ("future", "Rent is due on July 4, 2026. It will rise in 2027.", []),
        ("future", "You paid Gusto on June 30, 2026 and in 2025.", []),
        ("period", "In Q5 2026 sales rose.", ["Q5"]),
        ("period", "Sales rose in the fifth quarter.", ["fifth quarter"]),
        ("period", "Sales rose for the fifth quarter in a row, most in Q4 and H2 2026.", []),
        ("period", "In the third half of 2025 it fell.", ["third half of 2025"]),
        ("total", "Rent was $400, wages $600 and fees $50, for a total of $1,150.", ["$1,150"]),
        ("total", "Rent was $400, wages $600 and fees $50, for a total of $1,050.", []),
        ("total", "A total of $1,050: rent $400, wages $600, fees $60.", ["$1,050"]),
        ("total", "Rent was $400.25 and wages $600.25, $1,000.51 in total.", ["$1,000.51"]),
        ("total", "Rent was $1.2 million and wages $0.9 million, $2.2 million in total.", []),
        ("total", "Rent rose from $400 to $500, for a total of $1,050.", []),
        ("total", "You spent a total of $1,050, including $400 on rent and $50 on fees.", []),
        ("total", "Rent was $400 and wages €600, for a total of $1,150.", []),
        ("total", "The cost totaled $611.1 million in 2023 ($994.2 million in 2022 and $869.9 million in 2021).", []),
        ("total", "The cost in 2023 totaled $611: rent $400 in 2023 and wages $300.", ["$611"]),
        ("shares", "Spending is split 40% rent, 35% wages and 30% fees.", ["40% rent, 35% wages and 30%"]),
        ("shares", "Spending is split 40% rent, 35% wages and 25% fees.", []),
        ("shares", "Spending is split 33% rent, 33% wages and 33% fees.", []),
        ("shares", "Rent rose 40% and wages 35%.", []),
        ("contradiction", "Rent was $400. Wages rose. The rent was $450.", ["$450"]),
        ("contradiction", "Rent was $400 in May. Rent was $450 in June.", []),
        ("contradiction", "Rent was $400. Rent was $400.00.", []),
        ("contradiction", "Revenue was $1.2 million. Revenue was $1,204,310.", []),
        ("contradiction", "It was $400. It was $450.", []),
    ],
)
def test_what_cannot_be_is_found_and_what_may_be_is_not(what: str, text: str, hits: list[str]) -> None:
    assert found(what, text) == hits


def written(day: date) -> str:
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(1, 6))
def test_a_weekday_is_right_on_one_day_of_the_week_only(day: date, off: int) -> None:
    assert found("weekday", f"On {written(day)} you paid Gusto.") == []
    wrong = f"{day + timedelta(off):%A}" + written(day).removeprefix(f"{day:%A}")
    assert found("weekday", f"On {wrong} you paid Gusto.") == [wrong]


@given(st.lists(st.integers(1, 99_999), min_size=2, max_size=6), st.integers(1, 9_999))
def test_a_list_with_its_sum_passes_and_with_another_does_not(cents: list[int], off: int) -> None:
    shown = ", ".join(f"${value / 100:,.2f}" for value in cents)
    assert found("total", f"You paid {shown}, for a total of ${sum(cents) / 100:,.2f}.") == []
    wrong = f"${(sum(cents) + off) / 100:,.2f}"
    assert found("total", f"You paid {shown}, for a total of {wrong}.") == [wrong]


@pytest.mark.parametrize("what", CHECKS)
@pytest.mark.parametrize(
    "part", ["$4, ", "a total of $4. ", "Rent was $4. ", "31 April 2026 ", "5%, split ", "Q5 ", "was "]
)
def test_a_long_text_is_read_in_time(what: str, part: str) -> None:
    start = time.process_time()
    found(what, part * (50_000 // len(part)))
    assert time.process_time() - start < 5


def test_a_text_too_long_to_check_is_an_error() -> None:
    assert found("total", "a " * 100_001) == ["error"]
