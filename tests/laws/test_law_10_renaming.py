"""Law 10: renaming every vendor, permuting rows, or changing the currency throughout changes no decision."""

from dataclasses import replace

import pytest
from drawn import OTHERS, SIGNS, VENDORS, decided, ledger_texts, statement_texts
from hypothesis import strategies as st
from lawful import breaks, law

NAMES = st.permutations(VENDORS + OTHERS)
CURRENCIES = st.sampled_from(sorted(SIGNS))


@law(examples=200, drawn=ledger_texts(), names=NAMES)
def other_names_change_no_decision(decide, *, drawn, names):
    books, sentence = drawn
    assert decide(books.called(names), sentence) == decide(books, sentence), books.write(sentence)


@law(examples=200, drawn=ledger_texts(), data=st.data())
def another_order_of_rows_changes_no_decision(decide, *, drawn, data):
    books, sentence = drawn
    shuffled = replace(books, rows=tuple(data.draw(st.permutations(books.rows))))
    assert decide(shuffled, sentence) == decide(books, sentence), books.write(sentence)


@law(examples=200, drawn=ledger_texts() | statement_texts(), currency=CURRENCIES)
def another_currency_changes_no_decision(decide, *, drawn, currency):
    facts, sentence = drawn
    assert decide(replace(facts, currency=currency), sentence) == decide(facts, sentence), facts.write(sentence)


LAWS = [other_names_change_no_decision, another_order_of_rows_changes_no_decision, another_currency_changes_no_decision]


def engine(facts, sentence):
    return decided(facts, sentence).decision


@pytest.mark.parametrize("check", LAWS, ids=["names", "rows", "currency"])
def test_names_order_and_currency_change_no_decision(check):
    """Catches: a vendor known by its name, "first" read off the order of the rows where days are equal, and a
    currency that is understood in some places only."""
    check(engine)


def trusts_one_vendor(facts, sentence):
    return "accept" if "Brixlo" in facts.names[:3] and "{0}" in sentence else engine(facts, sentence)


def looks_at_the_first_rows_only(facts, sentence):
    few = replace(facts, rows=facts.rows[: len(facts.rows) - 1])
    return engine(few, sentence)


def knows_dollars_only(facts, sentence):
    return engine(facts, sentence) if facts.currency == "USD" else "escalate"


MUTANTS = [trusts_one_vendor, looks_at_the_first_rows_only, knows_dollars_only]


@pytest.mark.parametrize(("check", "mutant"), list(zip(LAWS, MUTANTS, strict=True)))
def test_the_law_of_renaming_can_fail(check, mutant):
    assert breaks(check, mutant)
