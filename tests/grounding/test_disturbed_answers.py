"""What the engine says of the texts of the tables with words left out, exchanged and cut off does not change unseen.

Such texts come to the places where the engine gives up, and say why, which well-formed ones seldom do.
"""

import random
from collections.abc import Iterator, Sequence

import pytest

from guardrail import Source

from . import test_cells as cells
from . import test_citations as citations
from . import test_ledger_claims as ledger
from . import test_ledger_qualifiers as qualifiers
from . import test_ledger_words as words_of_ledgers
from . import test_listing as listing
from . import test_record_says as records
from . import test_references as references
from . import test_several_currencies as currencies
from . import test_several_months as months
from . import test_statement_claims as statements
from . import test_statement_clauses as clauses
from . import test_statement_lists as lists
from . import test_statement_measures as measures
from . import test_statement_scales as scales
from . import test_times_said_last as lasting
from .claim_tables import claims
from .drawn_answers import assert_as_before

TABLES = {
    "ledger": (ledger.SOURCE, ledger.TABLES),
    "words": (words_of_ledgers.SOURCE, (words_of_ledgers.RIGHT, words_of_ledgers.WRONG, words_of_ledgers.EQUAL)),
    "qualifiers": (ledger.SOURCE, (qualifiers.TEXTS, lasting.LEDGER)),
    "months": (months.SOURCE, (*months.TABLES, lasting.MONTHS)),
    "currencies": (currencies.SOURCE, (currencies.TEXTS,)),
    "listing": (listing.SHOPS, (listing.TEXTS,)),
    "income": (
        statements.INCOME_SOURCE,
        (statements.INCOME, statements.SUBTLE_INCOME, statements.CHANGES, clauses.STEPS, lists.INCOME, lasting.INCOME),
    ),
    "balance": (
        statements.BALANCE_SOURCE,
        (statements.BALANCE, statements.SUBTLE_BALANCE, lists.BALANCE, lasting.BALANCE),
    ),
    "printed": (scales.PLAIN, (scales.AS_PRINTED,)),
    "quoted": (scales.BESIDE_A_TEXT, (scales.TEXT,)),
    "euros": (scales.IN_EUROS, (scales.EUROS,)),
    "passage": (statements.NOTES_SOURCE, (statements.PASSAGE, statements.SUBTLE_PASSAGE, lasting.NOTES)),
}
_SMALL_WORDS = """
    not no never only just all both each every any some none more less fewer most least higher lower over under about
    nearly almost exactly up down rose fell unchanged increased decreased total average median net gross together
    respectively same twice half largest smallest second first last next previous since until between from to by of for
    per within before after during it they them its their this that these you we us our paid received refunded charged
    spent booked and or but than as with without excluding including except besides other another payment payments
    vendors month week quarter year $ % : ( ) 2 3 10 2025
""".split()


CITING = {
    name: [text for source, text, *_ in (*citations.PROVEN, *citations.WRONG) if source is given]
    for name, given in citations.SOURCES.items()
}


def disturbed(text: str, others: Sequence[str]) -> Iterator[str]:
    """The text as it is and damaged in twelve ways; two of them bring words of another text, four small words."""
    rng = random.Random(text)
    words, strange = text.split(), rng.choice(others).split()
    yield text
    for _ in range(3):
        at = rng.randrange(len(words))
        yield " ".join(words[:at] + words[at + 1 :])
    for _ in range(2):
        at = rng.randrange(len(words))
        yield " ".join([*words[:at], rng.choice(strange), *words[at + 1 :]])
    at = rng.randrange(len(words))
    yield " ".join([*words[:at], *words[at : at + 2][::-1], *words[at + 2 :]])
    yield " ".join(words[: rng.randint(1, len(words))])
    yield " ".join([*words[: rng.randint(1, len(words))], *strange[rng.randrange(len(strange)) :]])
    for instead in (0, 0, 0, 1):
        at = rng.randrange(len(words))
        yield " ".join([*words[:at], rng.choice(_SMALL_WORDS), *words[at + instead :]])


def assert_disturbed_as_before(name: str, texts: Sequence[str], source: Source) -> None:
    assert_as_before(name, [(each, source) for text in texts for each in disturbed(text, texts)])


@pytest.mark.parametrize(("name", "number"), [(name, at) for name in TABLES for at in range(len(TABLES[name][1]))])
def test_what_is_said_of_damaged_texts_is_what_it_was(name: str, number: int) -> None:
    source, tables = TABLES[name]
    assert_disturbed_as_before(f"damaged {name} {number}", [claim.text for claim in claims(tables[number])], source)


@pytest.mark.parametrize("name", CITING)
def test_what_is_said_of_damaged_references_is_what_it_was(name: str) -> None:
    assert_disturbed_as_before(f"damaged references {name}", CITING[name], citations.SOURCES[name])


PLAIN = {
    "cells": (cells.BOOKS, [*cells.HELD, *cells.OF_ANOTHER, *cells.OF_SOME]),
    "words for others": (references.BOOKS, references.TRUE),
    "words for nobody certain": (references.BOOKS, references.NOT_CERTAIN_OR_FALSE),
    "measures": (measures.STATEMENT, measures.TRUE.strip().splitlines()),
    "wrong measures": (measures.STATEMENT, measures.FALSE.strip().splitlines()),
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_said_of_damaged_lines_is_what_it_was(name: str) -> None:
    source, texts = PLAIN[name]
    assert_disturbed_as_before(f"damaged {name}", texts, source)


@pytest.mark.parametrize("true", [True, False])
def test_what_is_said_of_damaged_texts_about_what_records_say_is_what_it_was(true: bool) -> None:
    cases = records.ACCEPTED if true else records.NOT_ACCEPTED
    texts = [text for _, text in cases]
    drawn = [(each, records.books(*rows)) for rows, text in cases for each in disturbed(text, texts)]
    assert_as_before(f"damaged texts about records {true}", drawn)
