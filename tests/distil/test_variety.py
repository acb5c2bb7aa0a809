"""Variety is measured as it is defined."""

import pytest

from guardrail.distil.variety import distinct, self_bleu

SAME = [["you", "paid", "a", "fee", "."]] * 3
DIFFERENT = [
    ["you", "paid", "a", "fee", "."],
    ["we", "sent", "it", "back", "then"],
    ["that", "came", "in", "by", "card"],
]


def test_distinct_is_the_share_of_different_runs():
    assert distinct(SAME, 2) == pytest.approx(4 / 12)
    assert distinct(DIFFERENT, 2) == 1
    assert distinct([], 2) == 0


def test_texts_that_are_alike_have_a_self_bleu_of_one_and_others_near_none():
    assert self_bleu(SAME) == pytest.approx(1)
    assert self_bleu(DIFFERENT) < 0.2
    assert self_bleu([*DIFFERENT, DIFFERENT[0]]) > self_bleu(DIFFERENT)
