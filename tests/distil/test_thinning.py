"""A text about more gives texts about less, and each of them reads."""

import random

import pytest

from guardrail.distil.examples import Example
from guardrail.distil.thinning import thinner

TOLD = ("task=narrate", "kind=payment", "tone=plain", "length=full", "voice=you")
FULL = "On [DATE] you paid [PARTY] [AMOUNT] by [METHOD], booked to [ACCOUNT] under reference [REFERENCE]; the memo reads [MEMO]."
SLOTS = ("AMOUNT", "PARTY", "DATE", "ACCOUNT", "REFERENCE", "METHOD", "MEMO")


@pytest.mark.parametrize(
    "text",
    [
        "On [DATE] you paid [PARTY] [AMOUNT], booked to [ACCOUNT] under reference [REFERENCE]; the memo reads [MEMO].",
        "You paid [PARTY] [AMOUNT] by [METHOD], booked to [ACCOUNT] under reference [REFERENCE]; the memo reads [MEMO].",
        "On [DATE] you paid [PARTY] [AMOUNT] by [METHOD] under reference [REFERENCE].",
        "On [DATE] you paid [AMOUNT] by [METHOD], booked to [ACCOUNT].",
        "You paid [PARTY] [AMOUNT].",
    ],
)  # fmt: skip
def test_phrases_are_left_out_whole(text):
    assert text in {each.text for each in thinner(Example((*TOLD, *SLOTS), FULL), random.Random(1), 300)}


def test_what_is_left_says_what_it_is_told_to_and_nothing_else():
    made = thinner(Example((*TOLD, *SLOTS), FULL), random.Random(2), 40)
    assert len(made) == 40
    for each in made:
        assert each.fault() == ""
        assert set(each.inputs) < {*TOLD, *SLOTS}
        assert not {"  ", " .", ",.", ",;", "; ;"} & {each.text[at : at + 2] for at in range(len(each.text))}


def test_summaries_stay_as_they_are():
    told = ("task=summarise", "kind=spending", "tone=plain", "length=full", "voice=you", "PERIOD", "TOTAL")
    assert thinner(Example(told, "You spent [TOTAL] in [PERIOD]."), random.Random(1), 9) == []
