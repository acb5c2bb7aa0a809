"""A word beside the name of a line, a verb or a part of a year makes it another claim than the statement can prove."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Decision, Source

from .claim_tables import GUARD

LINES = ("Revenue", "Gross profit", "Inventories", "Research and development", "Trade receivables")
ROWS = [["", "2025", "2024"], *([name, f"{412 + 7 * at}.5", f"{390 + 9 * at}.1"] for at, name in enumerate(LINES))]
YEARS = Source.from_table(ROWS, caption="Brook Foods (in millions)", currency="USD")
DAYS = Source.from_table(
    [["", "December 31, 2025", "December 31, 2024"], *ROWS[1:]], caption="Brook Foods (in millions)", currency="USD"
)
VALUES = {name: Decimal(row[1]) for name, row in zip(LINES, ROWS[1:], strict=True)}


def decision(text: str, source: Source = YEARS) -> Decision:
    return GUARD.check(text, source=source, use="note").decision


@given(line=st.sampled_from(LINES), verb=st.sampled_from(["was", "came to", "totalled", "reached", "stood at"]))
def test_any_line_said_plainly_is_proven(line: str, verb: str) -> None:
    assert decision(f"{line} {verb} ${VALUES[line]} million in 2025.") is Decision.ACCEPT


@given(
    line=st.sampled_from(LINES),
    word=st.sampled_from(["Adjusted", "Core", "Underlying", "Organic", "Pro-forma", "European", "Recurring", "Target"]),
)
def test_no_line_is_proven_for_a_word_before_its_name_that_the_statement_does_not_have(line: str, word: str) -> None:
    text = f"{word} {line[0].lower()}{line[1:]} was ${VALUES[line]} million in 2025."
    assert decision(text) is not Decision.ACCEPT


@given(line=st.sampled_from(LINES), noun=st.sampled_from(["impairment", "backlog", "provision", "guidance", "targets"]))
def test_no_line_is_proven_for_a_noun_after_its_name_that_the_statement_does_not_have(line: str, noun: str) -> None:
    assert decision(f"{line} {noun} was ${VALUES[line]} million in 2025.") is not Decision.ACCEPT


@given(line=st.sampled_from(LINES), word=st.sampled_from(["Total", "Overall", "Our", "Annual"]))
def test_the_whole_of_a_line_is_the_line(line: str, word: str) -> None:
    text = f"{word} {line[0].lower()}{line[1:]} was ${VALUES[line]} million in 2025."
    assert decision(text) is Decision.ACCEPT


@pytest.mark.parametrize("verb", ["paid", "bought", "sold", "wrote off", "collected"])
def test_what_was_there_on_a_day_does_not_prove_what_happened(verb: str) -> None:
    happened = f"Brook Foods {verb} $426.5 million of inventories in 2025."
    assert decision(happened, DAYS) is not Decision.ACCEPT
    assert decision("Inventories were $426.5 million in 2025.", DAYS) is Decision.ACCEPT


@pytest.mark.parametrize("when", ["for the quarter", "per month", "each quarter", "for the half-year"])
def test_a_figure_of_a_year_does_not_prove_one_of_a_part_of_it(when: str) -> None:
    assert decision(f"Revenue was $412.5 million {when}.") is not Decision.ACCEPT
    assert decision("Revenue was $412.5 million in the first quarter of 2025.") is not Decision.ACCEPT
    assert decision("Revenue was $412.5 million for the year 2025.") is Decision.ACCEPT


@pytest.mark.parametrize("said", ["a record", "the highest in its history", "the highest ever", "an all-time high"])
def test_a_superlative_beside_a_right_figure_needs_a_proof_of_its_own(said: str) -> None:
    assert decision(f"Revenue was $412.5 million in 2025, {said}.") is not Decision.ACCEPT


@pytest.mark.parametrize(
    "said",
    [
        "wrongly reported as $412.5 million", "a disputed $412.5 million", "estimated at $412.5 million",
        "$412.5 million, ahead of forecasts", "$412.5 million, beating expectations", "restated to $412.5 million",
    ],
)  # fmt: skip
def test_a_right_figure_carries_no_claim_that_the_statement_does_not_have(said: str) -> None:
    assert decision(f"Revenue was {said} in 2025.") is not Decision.ACCEPT
    assert decision("Revenue was reported as $412.5 million in 2025.") is Decision.ACCEPT


COSTS = Source.from_table(
    [["", "Year ended December 31, 2025", "Year ended December 31, 2024"], ["Interest expense", "9.4", "8.1"],
     ["Research and development", "41.2", "43.9"], ["Net income", "45.4", "26.5"]],
    caption="Brook Foods (in millions)", currency="USD",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "proven"),
    [
        ("Brook Foods paid $9.4 million of interest in 2025.", True),
        ("Brook Foods received $9.4 million of interest in 2025.", False),
        ("Brook Foods spent $41.2 million on research and development in 2025.", True),
        ("Brook Foods wrote off $41.2 million of research and development in 2025.", False),
        ("Brook Foods capitalized $41.2 million of research and development in 2025.", False),
        ("Net income was $45.4 million for the year ended December 31, 2025.", True),
        ("Net income was $45.4 million for the year ended June 30, 2025.", False),
        ("Net income was $45.4 million for the year to June 2025.", False),
        ("Net income was $45.4 million in the twelve months to December 2025.", True),
        ("Net income was $45.4 million in Q4 2025.", False),
        ("Net income was $45.4 million in the fourth quarter of 2025.", False),
        ("Net income was $45.4 million in December 2025.", False),
        ("Net income was $45.4 million in the three months ended December 31, 2025.", False),
        ("Net income rose 71.3% in the year ended December 31, 2025.", True),
    ],
)
def test_a_figure_is_of_its_own_time_and_its_own_direction(text: str, proven: bool) -> None:
    assert (decision(text, COSTS) is Decision.ACCEPT) == proven
