"""Sentences that say several things of a statement: levels, steps, lists and reasons, each held against its own cell.

Catches, row by row: a value proven by the cell of another time, line or column; a rise called a fall; and a clause
read with the words of another.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.grounding.read import read
from guardrail.grounding.statement_clauses import clauses
from guardrail.grounding.terms import Reading, shipped_synonyms
from guardrail.grounding.verify import verify

from .claim_tables import Claim, cases, holds
from .test_statement_claims import INCOME_SOURCE, grid

READING = Reading(shipped_synonyms())

STEPS = """
# a step and its levels
Net income rose 71.1% to $45.4 million in 2024 from $26.5 million in 2023. | accept | 45,409
Net income rose to $45.4 million in 2024, compared with $26.5 million in 2023. | accept | 26,540
Cost of sales increased by $12.3 million to $301.3 million in 2024 from $289.0 million in 2023. | accept
Gross profit was $207.6 million in 2024, up 12.8% from $184.1 million in 2023. | accept
Gross profit was $207.6 million in 2024, an increase of 12.8% from 2023. | accept
Operating income increased to $67.6 million in 2024, compared with $42.1 million in the prior year. | accept | 42,141
Interest expense was $9.4 million in 2024 versus $8.1 million the year before. | accept | 8,115
Net income fell 71.1% to $45.4 million in 2024 from $26.5 million in 2023. | refuse
Net income rose 61.1% to $45.4 million in 2024 from $26.5 million in 2023. | refuse
Net income rose to $26.5 million in 2024, compared with $45.4 million in 2023. | refuse
Net income decreased from $26.5 million in 2023 to $45.4 million in 2024. | reject | not the way
Gross profit was $207.6 million in 2024, up 12.8% from $189.0 million in 2023. | refuse
Interest expense was $9.4 million in 2024 versus $8.4 million the year before. | reject | 8,115
Interest expense was $8.1 million in 2024 versus $9.4 million the year before. | reject
Net income was $45.4 million in 2024, up from $26.5 million in 2023. | accept | 26,540
Net income was $45.4 million in 2024, up from $26.5 million. | accept | 26,540
Net income of $45.4 million in 2024 was up from $26.5 million in 2023. | accept | 26,540
Net income was $45.4 million in 2024 (up 71.1% from $26.5 million in 2023). | accept
Net income was $45.4 million in 2024, an increase from $26.5 million in 2023. | accept | 26,540
Net income was $45.4 million in 2024, down from $26.5 million in 2023. | reject | not the way
Net income was $45.4 million in 2024, down from $26.5 million. | reject | not the way
Net income was $45.4 million in 2024, up from $36.5 million in 2023. | reject | 26,540
Net income was $45.4 million, down 71.1% from $26.5 million in 2023. | reject | not the way
# a list
In 2024, net income came to $45.4 million and gross profit to $207.6 million. | accept | 207,564
We had gross profit of $207.6 million, operating income of $67.6 million and net income of $45.4 million in 2024. | accept
In 2024, net income came to $207.6 million and gross profit to $45.4 million. | refuse
Gross profit and net income were $207.6 million and $45.4 million in 2024, respectively. | accept
Gross profit and net income were $45.4 million and $207.6 million in 2024, respectively. | refuse
# two times of one line
Research and development was lower in 2024 than in 2023. | accept | 41,205
Research and development was higher in 2024 than in 2023. | reject | 43,980
Research and development was higher in 2023 than in 2024. | accept | 43,980
Net income was not lower than gross profit in 2024. | refuse
Net income wasn't $45.4 million in 2024. | refuse | denies
Net income hardly rose in 2024. | refuse
Net income didn't rise from 2023 to 2024. | refuse
# reasons
Net income rose 71.1% in 2024, driven by higher product sales. | accept
Net income rose 61.1% in 2024, driven by higher product sales. | refuse
Product sales rose 6.2% in 2024, primarily due to a $9.4 million increase in interest expense. | refuse
# words that only look like a direction
Net income added up to $71.9 million over 2023 and 2024. | accept
Net income added up to $45.4 million over 2023 and 2024. | refuse
"""

CASH_FLOWS = """
Harbour Freight Lines Statements of Cash Flows | | |
(in thousands) | | |
 | Nine months ended December 31, | |
 | 2024 | 2023 | $ Change
Net income (loss) | $ (4,310) | $ 2,875 | $ (7,185)
Net cash provided by (used for) investing activities | (18,240) | 6,120 | (24,360)
Gain on sale of vessels | 1,455 | 990 | 465
"""

SIGNS = """
The net loss was $4,310 thousand in the nine months ended December 31, 2024. | accept | 4,310
Net income was $4,310 thousand in the nine months ended December 31, 2024. | refuse
Net income was $2,875 thousand in the nine months ended December 31, 2023. | accept | 2,875
The net loss was $2,875 thousand in the nine months ended December 31, 2023. | refuse
There was a loss of $1,455 thousand on the sale of vessels in the nine months ended December 31, 2024. | refuse
Net income was $2.9 million for the first nine months of fiscal 2024. | accept | 2,875
Net income was $2.9 million for the first nine months of fiscal 2025. | refuse
Gain on sale of vessels increased $465 thousand. | accept | 1,455
Gain on sale of vessels decreased $465 thousand. | refuse
"""

SCATTERED = [
    ["", "Years ended June 30,", "", "", ""],
    ["(in millions)", "2024", "2023", "", ""],
    ["Freight revenue", "$", "812.4", "$", "790.1"],
    ["Storage revenue", "96.5", "101.3", "", ""],
]

PRICES = [
    ["", "2024", ""],
    ["", "Low", "High"],
    ["First quarter", "$ 10.15", "$ 12.40"],
    ["Second quarter", "11.05", "13.90"],
]

HOLDINGS = [
    ["", "Shares"],
    ["Nonvested at January 1, 2024", "4,210"],
    ["Granted", "1,305"],
    ["Nonvested at December 31, 2024", "4,995"],
]

UNDATED = [
    ["", "Shares", "Price", "", ""],
    ["Granted", "1,305", "$ 4.10", "", ""],
    ["Net interest margin", "4.97%", "4.82%", "", ""],
]


@pytest.mark.parametrize("claim", cases(STEPS))
def test_each_clause_is_held_against_its_own_cells(claim):
    holds(claim, INCOME_SOURCE)


@pytest.mark.parametrize("claim", cases(SIGNS))
def test_a_figure_has_the_sign_that_its_words_say(claim):
    holds(claim, Source.from_table(grid(CASH_FLOWS)))


PLACES = """
    SCATTERED | Storage revenue was $96.5 million in the year ended June 30, 2024. | accept
    SCATTERED | Storage revenue was $101.3 million in the year ended June 30, 2024. | refuse
    SCATTERED | Storage revenue was $101.3 million in the year ended June 30, 2023. | accept
    PRICES | The low was $11.05 in the second quarter of 2024. | accept
    PRICES | The high was $12.40 in the first quarter of 2024. | accept
    PRICES | The high was $12.40 in the second quarter of 2024. | refuse
    PRICES | The low was $12.40 in the first quarter of 2024. | refuse
    HOLDINGS | At December 31, 2024, 4,995 shares were nonvested. | accept
    HOLDINGS | At January 1, 2024, 4,995 shares were nonvested. | refuse
    UNDATED | In 2024, 1,305 shares were granted. | accept
    UNDATED | The net interest margin was 4.97% in 2024. | refuse
    UNDATED | The net interest margin was 4.82% in 2024. | refuse
"""


@pytest.mark.parametrize("line", [line.strip() for line in PLACES.splitlines() if line.strip()])
def test_figures_stand_under_the_headings_they_belong_to(line):
    table, text, decision = line.split(" | ")
    holds(
        Claim(text, decision), Source.from_table({"S": SCATTERED, "P": PRICES, "H": HOLDINGS, "U": UNDATED}[table[0]])
    )


def test_a_step_is_proven_by_the_levels_that_a_passage_states():
    source = Source.from_text("Backlog was $125.0 million at June 30, 2023 and $150.0 million at June 30, 2024.")
    text = "Backlog increased 20% to $150.0 million at June 30, 2024 from $125.0 million at June 30, 2023."
    holds(Claim(text, "accept", "from $125.0 million to $150.0 million"), source)
    holds(Claim(text.replace("20%", "25%"), "refuse"), source)
    proofs = [answer.proof for answer in read(text, source) if answer.proof]
    assert any(proof.operation == "percent_change" for proof in proofs)
    assert all(verify(source, proof) for proof in proofs)


def test_a_compared_clause_takes_over_what_it_speaks_of_but_not_its_place():
    text = "Rent was $5 million in 2024, compared with $4 million in 2023."
    first, second = clauses(text, READING)
    assert second.terms() == first.terms()
    assert text[slice(*second.span)] == ", compared with $4 million in 2023."
    assert [when.year for when in second.whens] == [2023]


PARTS = st.sampled_from(
    ["Rent", " rose", " fell 5%", " to $5 million", " from $4 million", ", compared with $3", " in 2024", " in 2023",
     " and payroll to $9", ", an increase of 2%", ", due to higher wages", ", respectively", ". ", "; but", " was 7"]
)  # fmt: skip


@given(st.lists(PARTS, min_size=1, max_size=14).map("".join))
def test_every_value_of_a_clause_stands_where_the_text_has_it(text):
    for clause in clauses(text, READING):
        assert 0 <= clause.span[0] <= clause.span[1] <= len(text)
        for value in clause.values:
            assert text[clause.start + value.start : clause.start + value.end] == value.text


@pytest.mark.parametrize(
    ("note", "decision"),
    [
        ("All amounts are in thousands of dollars.", "accept"),
        ("All amounts are in millions.", "refuse"),
        ("", "refuse"),
    ],
)
def test_a_table_without_a_scale_has_the_one_that_the_text_beside_it_announces(note, decision):
    source = Source.from_table([["", "2024"], ["Storage revenue", "96,512"]], currency="USD")
    source = source + Source.from_text(note) if note else source
    holds(Claim("Storage revenue was $96.5 million in 2024.", decision), source)
