"""The packs that ship, held against the checks that their own authors are held to."""

from __future__ import annotations

from pathlib import Path

import pytest

from guardrail.resources import shipped
from guardrail.rulebook.lint.idle import idle_rules
from guardrail.rulebook.lint.shown import unshown
from guardrail.rulebook.lint.twins import repeated_words, twins
from guardrail.rulebook.rulebook import Rulebook

PACKS = sorted(file.stem for file in shipped("rules").glob("*.yaml") if file.stem != "policy")


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Rulebook.read()


def test_no_rule_that_ships_repeats_or_hides_another(book: Rulebook) -> None:
    assert [n.problem for n in [*twins(book.own), *repeated_words(book.own), *idle_rules(book.own, book.policy)]] == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_part_of_a_rule_that_ships_is_shown_by_an_example(pack: str, book: Rulebook) -> None:
    looked_at = [one for one in book.own if Path(one.page.file).stem == pack]
    assert looked_at
    assert [notice.problem for one in looked_at for notice in unshown(one)] == []
