"""Measures that no line of a statement states: worked out by their formulas where every line is there, else left open.

Catches: a formula taken for another; a line of another year; a segment's or adjusted measure taken for the whole's;
a loss taken for a profit; costs printed in parentheses added instead of taken away; a contradiction by formula.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.grounding import CONTRADICTION, SUPPORTED, Measures, read, verify
from guardrail.grounding.measures import FormulaError, Part, formula_of, measures_of

STATEMENT = Source.from_table(
    [
        ["(in millions)", "2023", "2022"],
        ["Net sales", "3,214", "2,987"],
        ["Cost of goods sold", "(1,986)", "(1,911)"],
        ["Depreciation and amortization", "141", "133"],
        ["Operating income", "402", "367"],
        ["Interest expense", "(38)", "(41)"],
        ["Income before income taxes", "364", "326"],
        ["Provision for income taxes", "83", "79"],
        ["Net income (loss)", "281", "247"],
        ["Cash and cash equivalents", "512", "433"],
        ["Inventories", "377", "391"],
        ["Other current assets", "94", "88"],
        ["Total current assets", "1,421", "1,297"],
        ["Total assets", "4,866", "4,702"],
        ["Accounts payable", "319", "301"],
        ["Total current liabilities", "827", "786"],
        ["Total debt", "1,190", "1,275"],
        ["Total liabilities", "2,538", "2,591"],
        ["Total stockholders' equity", "2,328", "2,111"],
        ["Net cash provided by operating activities", "498", "455"],
        ["Purchases of property and equipment", "(167)", "(149)"],
        ["Dividends paid", "(90)", "(82)"],
    ],
    caption="Larkmill Corporation",
    currency="USD",
)

TRUE = """
The current ratio was 1.72 in 2023.
The current ratio was 1.65 in 2022.
In 2023, the company's current ratio stood at 1.72x.
Larkmill reported a current ratio of 1.7 times in 2023.
The current ratio improved from 1.65 to 1.72 in 2023.
The current ratio rose from 1.65 in 2022 to 1.72 in 2023.
Gross margin was 38.2% in 2023.
Gross profit margin was 36.0% in 2022.
Gross margin was 38.2% in 2023, compared with 36.0% in 2022.
Gross margin rose by 2.2 percentage points in 2023.
Gross margin rose 2.2 percentage points to 38.2% in 2023 from 36.0% in 2022.
The operating margin came to 12.5% in 2023.
Operating margin was 12.3% in 2022. In 2023 it was 12.5%.
Net margin was about 8.7% in 2023.
The net profit margin was 8.3% in 2022.
EBITDA was $543 million in 2023.
The EBITDA margin was 16.9% in 2023.
Working capital was $594 million in 2023.
Working capital increased from $511 million in 2022 to $594 million in 2023.
Free cash flow was $331 million in 2023.
FCF came to $306 million in 2022.
Net debt was $678 million in 2023.
Net debt fell from $842 million in 2022 to $678 million in 2023.
The quick ratio was 1.26 in 2023.
The debt-to-equity ratio was 0.51 in 2023.
The debt-to-equity ratio was 51.1% in 2023.
The effective tax rate was 22.8% in 2023.
Return on equity was 12.1% in 2023.
ROE was 11.7% in 2022.
Return on assets was 5.77% in 2023.
Interest coverage was 10.6 times in 2023.
The equity ratio was 47.8% in 2023.
Asset turnover was 0.66 in 2023.
Inventory turnover was 5.27 in 2023.
The dividend payout ratio was 32.0% in 2023.
"""

FALSE = """
The current ratio was 1.65 in 2023.
The current ratio was 1.27 in 2023.
The current ratio was 1.72 in 2022.
The current ratio was 1.72 in 2021.
The current ratio was not 1.72 in 2023.
The current ratio could reach 1.72 in 2023.
The current ratio fell from 1.65 to 1.72 in 2023.
The current ratio improved from 1.72 to 1.65 in 2023.
The current ratio was 1.72% in 2023.
The average current ratio was 1.72 in 2023.
The segment's current ratio was 1.72 in 2023.
The current ratio of the retail unit was 1.72 in 2023.
Harrow's current ratio was 1.72 in 2023.
The adjusted gross margin was 38.2% in 2023.
Gross margin excluding depreciation was 38.2% in 2023.
Gross margin was 32.8% in 2023.
Gross margin was 12.5% in 2023.
Gross margin was 161.8% in 2023.
Gross margin fell by 2.2 percentage points in 2023.
Gross margin rose by 2.2 percentage points in 2022.
Gross margin rose by 2.2% in 2023.
Gross margin was -38.2% in 2023.
Gross margin was $38.2 million in 2023.
The operating margin was 38.2% in 2023.
Net margin was 12.5% in 2023.
EBITDA was $402 million in 2023.
EBITDA was $261 million in 2023.
EBITDA was €543 million in 2023.
EBITDA was $543 thousand in 2023.
Working capital was $511 million in 2023.
Working capital was -$594 million in 2023.
Free cash flow was $665 million in 2023.
Free cash flow was $498 million in 2023.
Net debt was $1,190 million in 2023.
The quick ratio was 1.72 in 2023.
The debt-to-equity ratio was 1.09 in 2023.
The effective tax rate was 29.5% in 2023.
Return on equity was 5.77% in 2023.
Return on assets was 12.1% in 2023.
The forecast gross margin was 38.2% in 2023.
"""


def statuses(text: str, source: Source = STATEMENT, measures: Measures | None = None) -> set[str]:
    return {answer.status for answer in read(text, source, measures=measures)}


@pytest.mark.parametrize("text", TRUE.strip().splitlines())
def test_a_measure_is_proven_by_its_formula(text: str) -> None:
    answers = read(text, STATEMENT)
    assert {answer.status for answer in answers} == {SUPPORTED}
    assert all(answer.proof and answer.evidence and verify(STATEMENT, answer.proof) for answer in answers)


@pytest.mark.parametrize("text", FALSE.strip().splitlines())
def test_what_the_formula_does_not_give_is_not_proven(text: str) -> None:
    assert statuses(text) - {SUPPORTED}


@pytest.mark.parametrize("text", TRUE.strip().splitlines())
def test_without_measures_nothing_is_worked_out(text: str) -> None:
    assert statuses(text, measures=Measures()) - {SUPPORTED}


@given(st.integers(100, 999))
def test_no_formula_contradicts(digits: int) -> None:
    assert CONTRADICTION not in statuses(f"The current ratio was {digits / 100:.2f} in 2023.")
    assert (SUPPORTED in statuses(f"The current ratio was {digits / 100:.2f} in 2023.")) == (digits == 172)


def test_the_answer_names_the_formula_and_its_cells() -> None:
    (answer,) = read("The current ratio was 1.72 in 2023.", STATEMENT)
    assert answer.message.startswith("current ratio = total current assets / total current liabilities: ")
    assert {cell.text for cell in answer.evidence} == {
        "Total current assets: 1,421",
        "Total current liabilities: 827",
    }


def statement(*rows: tuple[str, str]) -> Source:
    return Source.from_table([["(in millions)", "2023"], *map(list, rows)], currency="USD")


ASSETS, DEBTS = ("Total current assets", "1,421"), ("Total current liabilities", "827")
CLAIM = "The current ratio was 1.72 in 2023."


def test_a_line_that_the_statement_prints_wins() -> None:
    printed = statement(ASSETS, DEBTS, ("Current ratio", "1.80"))
    assert statuses(CLAIM, printed) - {SUPPORTED}
    assert statuses(CLAIM.replace("1.72", "1.80"), printed) == {SUPPORTED}


def test_a_line_that_is_missing_or_there_twice_with_two_values_leaves_the_claim_open() -> None:
    assert statuses(CLAIM, statement(ASSETS)) - {SUPPORTED}
    assert statuses(CLAIM, statement(ASSETS, DEBTS, ("Current liabilities", "501"))) == {SUPPORTED}
    assert statuses(CLAIM, statement(ASSETS, DEBTS, ("Total current liabilities", "501"))) - {SUPPORTED}
    assert statuses(CLAIM, statement(ASSETS, DEBTS) + statement(ASSETS, DEBTS)) == {SUPPORTED}


def test_lines_may_stand_in_several_tables() -> None:
    assert statuses(CLAIM, statement(ASSETS) + statement(DEBTS)) == {SUPPORTED}


@pytest.mark.parametrize(("said", "proven"), [("-8.7%", True), ("8.7%", False)])
def test_a_loss_is_no_profit(said: str, proven: bool) -> None:
    loss = statement(("Revenue", "3,214"), ("Net income (loss)", "(281)"))
    assert (statuses(f"Net margin was {said} in 2023.", loss) == {SUPPORTED}) is proven


def test_a_tax_benefit_is_no_tax() -> None:
    benefit = statement(("Income before income taxes", "364"), ("Income tax expense (benefit)", "(83)"))
    assert statuses("The effective tax rate was 22.8% in 2023.", benefit) - {SUPPORTED}


def test_ones_own_measure_is_worked_out_as_it_says() -> None:
    told = {"cash cover": {"in": "times", "is": ["cash and equivalents / (total debt - net sales)", "cash / payables"]}}
    own = measures_of([(told, {"cash": ["cash and cash equivalents"], "payables": ["accounts payable"]})])
    assert statuses("Cash cover was 1.61 in 2023.", measures=own) - {SUPPORTED}
    told["cash cover"]["is"].pop(0)
    own = measures_of([(told, {"cash": ["cash and cash equivalents"], "payables": ["accounts payable"]})])
    assert statuses("Cash cover was 1.61 in 2023.", measures=own) == {SUPPORTED}


def test_a_formula_is_read_part_by_part() -> None:
    formula = formula_of("(revenue - cost of revenue + long-term fees) / (assets)")
    assert formula.above == (Part("revenue"), Part("cost of revenue", -1), Part("long-term fees"))
    assert formula.below == (Part("assets"),)


@pytest.mark.parametrize(
    ("text", "at", "told"),
    [
        ("", 0, "a name of a line is missing here"),
        ("a / ", 3, "a name of a line is missing here"),
        ("a / b / c", 6, "'/' cannot stand here"),
        ("a + b / c", 0, "lines that are added before they are divided stand in ( )"),
        ("a / b + c", 4, "lines that are added before they are divided stand in ( )"),
        ("(a + b / c", 7, "a ( is not closed"),
        ("a) / b", 1, "')' cannot stand here"),
        ("a * b", 2, "'*' is no part of a name"),
        ("a + 365", 4, "'365' is no name of a line"),
        ("a +b", 2, "'+' is no part of a name"),
        ("- a", 0, "'-' is no part of a name"),
        ("a - - b", 4, "a name of a line is missing here"),
        ("((a + b) + c) / d", 1, "a name of a line is missing here"),
    ],
)
def test_a_formula_that_cannot_be_read_says_where_and_why(text: str, at: int, told: str) -> None:
    with pytest.raises(FormulaError) as caught:
        formula_of(text)
    assert (caught.value.at, str(caught.value)) == (at, told)


@given(st.text(alphabet="ab+-/() *1", max_size=20))
def test_any_text_is_a_formula_or_says_where_it_is_none(text: str) -> None:
    try:
        formula = formula_of(text)
    except FormulaError as error:
        assert 0 <= error.at <= len(text)  # noqa: PT017 - either way is an answer
    else:
        assert formula.above
