"""Loops and stutter: what stands too often, and what may."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail.types import Candidate, Severity
from guardrail.validators.repetition import Repeats, Repetition
from guardrail.validators.reports import Report

TOLD: dict[str, Any] = {"id": "r", "category": "pattern.loop", "severity": Severity.MINOR, "message": "again"}


def places(text: str, **sought: Any) -> list[str]:
    (findings,) = Repetition([Repeats(**TOLD, **sought)]).check([Candidate(text=text)])
    return [text[f.span.start : f.span.end] for f in findings if f.span]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("You paid the the rent.", ["the the"]),
        ("You paid The  the the rent.", ["The  the the"]),
        ("LEASES\nLeases are long.", []),
        ("He had had enough.", []),
        ("Duran Duran played in Pago Pago.", []),
        ("RENT RENT", ["RENT RENT"]),
        ("It rose 5 5 times; 12% 12%.", []),
        ("Was it paid? Paid in full.", []),
        ("over, over", []),
        ("therapist the rapist", []),
    ],
)
def test_a_word_twice_in_a_row_is_stutter(text: str, hits: list[str]) -> None:
    assert places(text, word=2, but=frozenset({"had"})) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("It was paid in full was paid in full.", ["was paid in full was paid in full"]),
        ("rent rose and rent rose and rent rose and", ["rent rose and rent rose and rent rose and"]),
        ("Rent was $400, rent was $500.", []),
        ("$400 $400 12 12 12 12", []),
        ("a b a b", ["a b a b"]),
        ("no no no no", []),
        ("Rent rose.\nRent rose.\nWages fell.", ["Rent rose.\nRent rose.\n"]),
        ("Advertising Costs\nAdvertising costs rose.", []),
        ("| Class A | Class B | Class A | Class B |", []),
    ],
)
def test_a_phrase_twice_in_a_row_is_a_loop(text: str, hits: list[str]) -> None:
    assert places(text, phrase=2) == hits


def test_the_same_sentence_again_counts_wherever_it_stands() -> None:
    text = "Rent rose by $40. Wages fell. Rent  rose by $40. See below. See below. Rent rose by $50."
    assert places(text, sentence=2) == ["Rent  rose by $40."]
    assert places(text, sentence=3) == []


def test_a_letter_again_and_again_is_found() -> None:
    assert places("sooooo good, $100,000,000 ------", character=5) == ["ooooo"]


@given(words=st.lists(st.sampled_from("ab"), max_size=30), times=st.integers(2, 4))
def test_every_stutter_is_found_and_nothing_else(words: list[str], times: int) -> None:
    text = " ".join(words)
    stutters = any(len(set(words[at : at + times])) == 1 for at in range(len(words) - times + 1))
    assert bool(places(text, word=times)) == stutters


@given(loop=st.lists(st.sampled_from("abcdef"), min_size=2, max_size=25, unique=False), times=st.integers(2, 4))
def test_every_loop_of_up_to_twenty_five_words_is_found(loop: list[str], times: int) -> None:
    if len(set(loop)) > 1:
        assert places("x " + " ".join(loop * times) + " y", phrase=2)


@pytest.mark.parametrize("part", ["the ", "a b ", "rent was paid. ", "x", "5 ", "\n"])
def test_a_long_text_is_read_in_time(part: str) -> None:
    start = time.process_time()
    places(part * (500_000 // len(part)), word=2, phrase=2, sentence=2, character=3)
    assert time.process_time() - start < 5


def test_a_message_that_is_a_sentence_is_joined_to_what_was_found_without_its_full_stop() -> None:
    report = Report(id="r", category="pattern.r", severity=Severity.MINOR, message="It comes twice.")
    assert report.finding(detail="the same sentence").message == "It comes twice: the same sentence"
    assert report.finding().message == "It comes twice."
