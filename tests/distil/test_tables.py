"""Tables say which words may follow which, and which words need a value."""

import pytest

from guardrail.distil.examples import Example, read_examples, write_examples
from guardrail.distil.standard import Standard
from guardrail.distil.tables import tables, unknown_runs
from guardrail.errors import GuardrailError

PLAIN = ("task=narrate", "kind=payment", "tone=plain", "length=full", "voice=you")
REFUND = ("task=narrate", "kind=refund", "tone=plain", "length=full", "voice=you")


def example(text, *slots, told=PLAIN):
    return Example((*told, *slots), text)


EXAMPLES = [
    *[example("You paid [PARTY] [AMOUNT].", "AMOUNT", "PARTY")] * 9,
    *[example("You paid [PARTY] [AMOUNT]; the memo reads [MEMO].", "AMOUNT", "PARTY", "MEMO")] * 3,
    *[example("[PARTY] refunded you [AMOUNT].", "AMOUNT", "PARTY", told=REFUND)] * 3,
]


@pytest.mark.parametrize(
    ("text", "slots", "why"),
    [
        ("You paid [PARTY].", ("AMOUNT", "PARTY"), "does not say amount"),
        ("You paid [PARTY] [AMOUNT].", ("PARTY",), "says amount, which was not asked"),
        ("You paid [PARTY] and [PARTY].", ("PARTY",), "more than once"),
        ("You paid [PARTY] in march.", ("PARTY",), "'march' may not be"),
        ("You paid [PARTY] 5.", ("PARTY",), "'5' may not be"),
    ],
)
def test_an_example_that_does_not_say_what_it_should_is_refused(text, slots, why):
    assert why in example(text, *slots).fault()


def test_only_what_followed_a_run_of_words_may_follow_it():
    known = tables(EXAMPLES)
    allowed = known.allowed["narrate/payment"]
    assert allowed["<start> <start> <start>"] == "you"
    assert allowed["paid [PARTY] [AMOUNT]"].split() == [".", ";"]
    assert unknown_runs("you paid [PARTY] [AMOUNT] .".split(), allowed) == 0
    assert unknown_runs("you paid [AMOUNT] .".split(), allowed) > 0
    assert "refunded" not in " ".join(allowed.values())


def test_a_word_that_never_came_without_a_value_needs_it():
    known = tables(EXAMPLES)
    assert known.needs["narrate/payment"]["memo"] == ["MEMO"]
    assert "paid" not in known.needs["narrate/payment"]


def test_every_slot_is_copied_from_the_input_of_its_name():
    known = tables(EXAMPLES)
    for told, token in zip(known.inputs, known.copies, strict=True):
        assert token == 0 or known.vocabulary[token] == f"[{told}]"
    assert sum(token > 0 for token in known.copies) == 3


@pytest.mark.parametrize(
    ("text", "told", "why"),
    [
        ("You paid [PARTY] [AMOUNT]; the memo reads nothing.", PLAIN, "without memo"),
        ("[PARTY] paid you [AMOUNT].", REFUND, "'paid', which no text of this kind does"),
    ],
)
def test_a_teachers_text_is_held_to_the_words_of_texts_by_people(text, told, why):
    assert why in Standard(EXAMPLES).fault(example(text, "AMOUNT", "PARTY", told=told))


def test_a_word_that_nobody_has_used_says_nothing():
    assert Standard(EXAMPLES).fault(example("You promptly paid [PARTY] [AMOUNT].", "AMOUNT", "PARTY")) == ""


def test_examples_survive_the_file_and_a_bad_line_is_named(tmp_path):
    file = tmp_path / "examples.jsonl"
    write_examples(file, EXAMPLES)
    assert read_examples(file) == EXAMPLES
    file.write_text(file.read_text() + "{}\n", encoding="utf-8")
    with pytest.raises(GuardrailError, match=r"examples\.jsonl:16: this is no example"):
        read_examples(file)
