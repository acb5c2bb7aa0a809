"""Texts about a list of shops, right and wrong, and what becomes of each.

Catches: a value given to another row or another column, a total taken for one row, a figure of a time that the
table is not for, and a proof that does not hold by itself.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import guardrail
from guardrail import Decision, Source
from guardrail.grounding import CONTRADICTION, SUPPORTED, UNSUPPORTED, read, verify
from guardrail.grounding.listing import Listing
from guardrail.grounding.terms import Synonyms, shipped_synonyms, synonyms_of

from .claim_tables import cases, claims, holds

ROWS = [
    ["Shop", "Employees", "Tills", "Sales (£ million)", "Returns rate", "Orders packed", "Orders sent"],
    ["Leeds Central", "31", "6", "4.2", "3.1%", "120", "118"],
    ["York", "18", "4", "2.9", "2.4%", "95", "95"],
    ["Hull Docks", "12", "3", "1.7", "5.0%", "60", "41"],
    ["Hull Station", "9", "2", "0.8", "4.4%", "33", "—"],
]
SHOPS = Source.from_table(ROWS, caption="Shops of Meridian Tools at December 31, 2025")

TEXTS = """
# one value of one row
Leeds Central has 31 employees. | accept | 31
Leeds Central has 18 employees. | reject | 31
York has four tills. | accept
York has three tills. | reject | Tills: 4
The returns rate at Hull Docks was 5%. | accept | 5.0%
The returns rate at Hull Docks was 3.1%. | reject | 5.0%
Sales at York were £2.9 million. | accept
Sales at York were £2.9 thousand. | refuse
Sales at York were $2.9 million. | refuse
York had no tills. | reject | Tills: 4
The 12-employee Hull Docks shop has 3 tills. | accept
The 9-employee Hull Docks shop has 3 tills. | refuse | 12
Docks has 12 employees. | accept
# several values, each with its own column
Leeds Central has 31 employees and six tills. | accept
Leeds Central has six employees and 31 tills. | reject
York has 18 employees, four tills and sales of £2.9 million. | accept
York has 18 employees, four tills and sales of £4.2 million. | reject | 2.9
Leeds Central packed 120 orders. | accept
# pairs
York sent 95 of 95 orders. | accept
Leeds Central sent 118 of 120 orders. | accept
Leeds Central sent 118 of 130 orders. | refuse | 120
Leeds Central sent 118 of 120 tills. | refuse
# which row
York's 18 employees share four tills. | accept
York was followed by Hull Docks, which has 12 employees. | accept
York was followed by Hull Docks, which has 18 employees. | refuse | 12
Leeds Central led York with 31 employees. | accept
Leeds Central led York with 18 employees. | refuse | 31
York has 18 employees, while Hull Docks has 12 employees. | accept
York has 12 employees, while Hull Docks has 18 employees. | refuse
There are 12 employees at Hull Docks. | accept
York has four tills. It has 18 employees. | accept
York has four tills. It has 12 employees. | refuse | 18
Hull has 12 employees. | refuse | Hull Docks, Hull Station
Bradford has 12 employees. | refuse
# several rows
York and Hull Docks have 30 employees combined. | accept
York and Hull Docks have 31 employees combined. | refuse
York and Hull Docks have 18 employees each. | refuse | 12
York and Hull Docks have 18 employees. | refuse | which row
# what the table does not have
York has 12 warehouses. | refuse
York has 18 employees in March 2024. | refuse | that time
York had 18 employees at December 31, 2025. | accept
York had 18 employees in the second quarter. | refuse | that time
York had 18 employees in 2025. | accept
York had 18 employees in 2024. | refuse
York had 18 employees in December 2025. | accept
York had 18 employees in November 2025. | refuse
York had 18 employees on December 30, 2025. | refuse
York (the northern shop) has 18 employees. | accept
York (31 employees) has four tills. | refuse
York has about 18 employees. | accept
York has about 20 employees. | accept
York has over 18 employees. | refuse
York has nearly 20 employees. | accept
York has at least 18 employees. | accept
York has at least 19 employees. | refuse
York has 18 employees and is run by Dana Whitfield. | refuse | Dana Whitfield
York has between 15 and 18 employees. | refuse
Hull Station sent 33 of 30 orders. | refuse
# what is denied, expected or worked out
York does not have 18 employees. | refuse
York should have 18 employees. | refuse
York is expected to reach 18 employees. | refuse
York averages 18 employees. | refuse
York has 18 more employees than Leeds Central. | refuse
"""


@pytest.mark.parametrize("claim", cases(TEXTS))
def test_a_text_about_a_listing_is_held_against_its_cells(claim) -> None:
    holds(claim, SHOPS)


def test_no_text_of_the_table_is_there_twice() -> None:
    texts = [claim.text for claim in claims(TEXTS)]
    assert len(texts) == len(set(texts))


def test_a_supported_value_cites_its_cell_and_its_proof_holds_by_itself() -> None:
    for claim in claims(TEXTS):
        for answer in read(claim.text, SHOPS):
            assert (answer.status == SUPPORTED) == (answer.proof is not None)
            assert answer.proof is None or verify(SHOPS, answer.proof)


def test_a_finding_stands_at_the_number_it_is_about() -> None:
    text = "York has four tills. Leeds Central sent 118 of 130 orders."
    found = {text[answer.start : answer.end]: answer.status for answer in read(text, SHOPS)}
    assert found == {"four": SUPPORTED, "118": SUPPORTED, "130": UNSUPPORTED}


@pytest.mark.parametrize("values", ["18 " * 1500, "6-4 " * 1100, "a till, " * 500])
def test_a_sentence_with_too_many_values_is_said_not_to_be_read(values: str) -> None:
    (answer,) = read(f"York has {values}", SHOPS)
    assert (answer.status, answer.start) == (UNSUPPORTED, 0)
    assert "more than 40 values" in answer.message


def test_only_one_name_and_the_whole_of_a_heading_are_ground_for_a_contradiction() -> None:
    statuses = [read(text, SHOPS)[0].status for text in ("York has 31 employees.", "York packed 31 orders.")]
    assert statuses[0] == CONTRADICTION
    assert statuses[1] != CONTRADICTION


def test_a_row_answers_to_another_name_that_the_synonyms_give_it() -> None:
    text = "Head office has 31 employees."
    by_name = synonyms_of([{"Leeds Central": ["head office"], "employee": ["staff"]}])
    assert [answer.status for answer in read(text, SHOPS, by_name)] == [SUPPORTED]
    assert SUPPORTED not in {answer.status for answer in read(text, SHOPS)}


@pytest.mark.parametrize(
    "rows",
    [
        [["", "2024", "2023"], ["Revenue", "55.2", "41.0"], ["Net income", "4.1", "3.3"]],
        [["", "Amount"], ["Leeds", "31"], ["York", "18"]],
        [["", "Employees", "Tills"], ["2024", "31", "6"], ["2023", "18", "4"]],
        [["", "Employees", "Tills"], ["Leeds", "31", "6"], ["Leeds", "18", "4"]],
    ],
    ids=["times in the headings", "one column", "times in the rows", "a name twice"],
)
def test_what_is_no_list_of_named_things_is_not_read_as_one(rows: list[list[str]]) -> None:
    assert not Listing(Source.from_table(rows), Synonyms()).rows
    assert Listing(SHOPS, Synonyms()).rows


names = st.lists(
    st.from_regex(r"[A-Z][a-z]{4,7}ville", fullmatch=True), min_size=2, max_size=5, unique_by=lambda name: name.lower()
)


@settings(deadline=None)
@given(names, st.data())
def test_any_cell_said_of_its_row_is_proven_and_any_other_number_is_not(found: list[str], data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(10, 999), min_size=2 * len(found), max_size=2 * len(found), unique=True))
    rows = [[name, str(counts[2 * i]), str(counts[2 * i + 1])] for i, name in enumerate(found)]
    source = Source.from_table([["", "Employees", "Machines"], *rows])
    name, employees, machines = data.draw(st.sampled_from(rows))
    (right,) = read(f"{name} has {employees} employees.", source)
    assert right.status == SUPPORTED
    assert right.proof
    assert verify(source, right.proof)
    moved = [[row[0], *row[:0:-1]] for row in rows]
    assert not verify(Source.from_table([["", "Employees", "Machines"], *moved]), right.proof)
    for wrong in (machines, str(Decimal(employees) + 1)):
        assert all(answer.status != SUPPORTED for answer in read(f"{name} has {wrong} employees.", source))


def test_a_guard_refuses_a_wrong_list_and_releases_a_right_one() -> None:
    guard = guardrail.load()
    right = "York has 18 employees and four tills. Leeds Central has 31 employees."
    assert guard.check(right, source=SHOPS, use="client-note").decision is Decision.ACCEPT
    assert guard.check(right.replace("31", "18"), source=SHOPS, use="client-note").decision is Decision.REJECT
    assert shipped_synonyms().terms("headcount") == shipped_synonyms().terms("employees")
