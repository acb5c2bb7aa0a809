"""What the engine says of texts that are drawn, right ones and the same with an error, does not change unseen."""

import random

import pytest

from benchmarks.grounding.bookkeepers import cases_about
from benchmarks.grounding.bookkeepers_books import shops
from benchmarks.grounding.bookkeepers_people import PEOPLE
from benchmarks.grounding.ledger_voices import SAYABLE, paragraph, sentence
from benchmarks.grounding.ledgers import CLINIC, PLUMBER, small_books
from benchmarks.grounding.newcomers_people import PEOPLE as NEWCOMERS
from benchmarks.grounding.strangers_machines import MACHINES
from benchmarks.grounding.strangers_people import PEOPLE as STRANGERS
from benchmarks.grounding.written import write_cases
from guardrail.testing.errors_made import errors_drawn

from .drawn_answers import assert_as_before

WRITERS = PEOPLE | NEWCOMERS | STRANGERS | MACHINES


@pytest.mark.parametrize("seed", range(25))
def test_what_is_said_of_drawn_texts_is_what_it_was(seed: int) -> None:
    drawn = [(text, one.source) for one in errors_drawn(16, seed) for text in (one.true, one.text)]
    assert_as_before(f"drawn {seed:02}", drawn)


@pytest.mark.parametrize("who", WRITERS)
def test_what_is_said_of_the_texts_of_writers_is_what_it_was(who: str) -> None:
    rng = random.Random(who)
    made = [c for half in (0, 1) for c in cases_about(shops(rng, 8), {who: WRITERS[who]}, rng, half=half)]
    assert_as_before(who, [(case.text, case.source) for case in made])


@pytest.mark.parametrize("seed", range(8))
def test_what_is_said_in_longer_words_is_what_it_was(seed: int) -> None:
    rng = random.Random(seed)
    books = small_books(rng, 2, (PLUMBER, CLINIC))
    made = write_cases(rng, books, say=sentence, join=paragraph, kinds=SAYABLE, limit=80)
    assert_as_before(f"voices {seed}", [(case.text, case.source) for case in made])
