"""Of names and values that are listed, each value is of the name in its place, and of no other."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Decision

from .claim_tables import Claim, cases, holds
from .test_statement_claims import BALANCE_SOURCE, INCOME_SOURCE
from .test_statement_qualifiers import LINES, VALUES, decision

LISTS = st.lists(st.sampled_from(LINES), min_size=2, max_size=4, unique=True)


def listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}"


def told(names: Sequence[str], valued: Sequence[str], how: str = "") -> str:
    return f"{listed(names)} were {listed([f'${VALUES[name]} million' for name in valued])} in 2025{how}."


@given(names=LISTS, how=st.sampled_from(["", ", respectively"]))
def test_values_in_the_order_of_the_names_are_proven(names: list[str], how: str) -> None:
    assert decision(told(names, names, how)) is Decision.ACCEPT


@given(names=LISTS, how=st.sampled_from(["", ", respectively"]), data=st.data())
def test_values_in_another_order_are_not(names: list[str], how: str, data: st.DataObject) -> None:
    valued = data.draw(st.permutations(names).filter(lambda order: order != names))
    assert decision(told(names, valued, how)) is not Decision.ACCEPT


INCOME = """
Net income and operating income were $45.4 million and $67.6 million in 2024. | accept
Net income and operating income were $67.6 million and $45.4 million in 2024. | refuse
Net income and gross profit rose to $45.4 million and $207.6 million in 2024. | accept
Net income and gross profit fell to $45.4 million and $207.6 million in 2024. | reject
Net income and gross profit fell to $45.4 million and $207.6 million in 2024, respectively. | reject
Net income and gross profit rose by 71.1% and 12.8% in 2024. | accept
Net income and gross profit rose by 12.8% and 71.1% in 2024. | refuse
Net income and gross profit rose by $18.9 million and $23.5 million in 2024. | accept
Net income and gross profit rose by $45.4 million and $207.6 million in 2024. | refuse
Net income and gross profit were not $45.4 million and $207.6 million in 2024, respectively. | refuse
Net income and gross profit will be $45.4 million and $207.6 million in 2024, respectively. | refuse
Net income and adjusted gross profit were $45.4 million and $207.6 million in 2024. | refuse
Net income and gross profit of Acme were $45.4 million and $207.6 million in 2024. | refuse
Net income and gross profit were at record levels of $45.4 million and $207.6 million in 2024. | refuse
Net income and gross profit were $45.4 million and $207.6 million in 2023. | refuse
Average net income and gross profit were $45.4 million and $207.6 million in 2024. | refuse
"""

BALANCE = """
Goodwill and inventories were €1,450.0 million and €655.1 million at December 31, 2023. | accept
Goodwill and inventories were €655.1 million and €1,450.0 million at December 31, 2023. | refuse
Total assets include goodwill of €1,450.0 million and inventories of €655.1 million at December 31, 2023. | accept
"""


@pytest.mark.parametrize("claim", cases(INCOME))
def test_lists_of_a_year(claim: Claim) -> None:
    holds(claim, INCOME_SOURCE)


@pytest.mark.parametrize("claim", cases(BALANCE))
def test_lists_of_a_day(claim: Claim) -> None:
    holds(claim, BALANCE_SOURCE)
