"""The packs that ship, held against the checks that their own authors are held to."""

from __future__ import annotations

import pytest

from guardrail.rulebook.lint.idle import idle_rules
from guardrail.rulebook.lint.shown import unshown
from guardrail.rulebook.lint.twins import repeated_words, twins
from guardrail.rulebook.rulebook import Rulebook

# Of long lists of words in `say`, of what makes a phrase harmless, of patterns and of swear words not every part has an
# example of its own: benchmarks/packs.md says why.
_ALL_SHOWN = ("terms", "consistency", "repetition", "structure", "pii", "secrets", "prompt-leak")


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Rulebook.read()


def test_no_rule_that_ships_repeats_or_hides_another(book: Rulebook) -> None:
    assert [n.problem for n in [*twins(book.own), *repeated_words(book.own), *idle_rules(book.own, book.policy)]] == []


def test_every_word_and_setting_of_these_kinds_has_an_example_that_needs_it(book: Rulebook) -> None:
    looked_at = [one for one in book.own if one.rule.kind in _ALL_SHOWN]
    assert len(looked_at) > 40
    assert [notice.problem for one in looked_at for notice in unshown(one)] == []
