"""A team's tests of the notes it generates: `pytest test_notes.py` finds the bug that is planted in `note`."""

import guardrail
from guardrail.testing.properties import assert_never_accepts, assert_stable, guardrail_property
from guardrail.testing.strategies import corruptions, ledgers, true_texts

GUARD = guardrail.load()


def note(source):
    """Stands for your model. The bug: the amount is that of another record."""
    first, last = source.records[0], source.records[-1]
    return f"{last.id}, {last.entity}, {last.date}: {abs(first.amount):,.2f} {first.currency}."


@guardrail_property(GUARD, note, sources=ledgers(max_rows=6), use="client-note")
def test_every_note_is_accepted(source, text, verdict):
    assert text.startswith(source.records[-1].id), verdict


def test_no_note_about_somebody_else_is_accepted():
    wrong = corruptions(true_texts(ledgers()), kinds=["invented vendor"])
    assert_never_accepts(GUARD, wrong, use="client-note", max_examples=10)


def test_names_order_and_currency_do_not_matter():
    assert_stable(GUARD, use="client-note", max_examples=5)
