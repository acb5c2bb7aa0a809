"""Labels that mean one line, and labels that share words and not a line.

Catches: an abbreviation that misses its spelled-out label, either way round; a name read inside a longer one; a
synonym that joins two lines of one statement; an index kept from other synonyms.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.grounding import SUPPORTED, Synonyms, read
from guardrail.grounding.terms import shipped_synonyms, synonyms_of

SAME = """
Revenue | Sales
Total revenues | Total sales
Net sales | Net revenue
Turnover | Revenues
Top line | Revenue
Net income | Net profit
Net income | Net earnings
Bottom line | Net income
Profit for the year | Net income
Profit after tax | Net profit
Gross profit | Gross earnings
Operating income | Operating profit
Income from operations | Operating income
Profit from operations | Operating profit
Income before income taxes | Profit before tax
Pre-tax income | Income before income taxes
Earnings per share | EPS
Diluted EPS | Diluted earnings per share
Basic income per share | Basic EPS
Net income per share | Net EPS
Cost of sales | COGS
Cost of goods sold | Cost of revenue
Costs of sales | Cost of sales
Costs and expenses | Expenses
SG&A | Selling, general and administrative
SG & A expenses | Selling, general & administrative expenses
SG&A | Selling, general, and administrative
G&A | General and administrative
R&D | Research and development
R & D costs | Research & development expenses
D&A | Depreciation and amortization
D&A | Depreciation & amortisation
DD&A | Depreciation, depletion and amortization
EBITDA | Earnings before interest, taxes, depreciation and amortization
Adjusted EBITDA | Adjusted earnings before interest, taxes, depreciation, and amortization
Stock-based compensation | Share-based compensation
PP&E | Property, plant and equipment
PP & E, net | Property, plant & equipment, net
PPE | Property and equipment
A/R | Accounts receivable
Trade receivables | Accounts receivable, trade
A/P | Accounts payable
Inventories | Stocks
Long-term debt | Long-term borrowings
Total debt | Total loans
Stockholders' equity | Shareholders’ equity
Common stock | Ordinary shares
Capex | Capital expenditures
Purchases of property and equipment | Capital expenditure
Free cash flow | FCF
Cash flow from operations | Net cash provided by operating activities
FX losses | Foreign exchange losses
Foreign currency translation | FX translation
YoY change in revenue | Year-over-year change in sales
Minority interest | Non-controlling interests
Other comprehensive income | OCI
Headcount | Employees
M&A costs | Mergers and acquisitions expenses
"""

DIFFERENT = """
Revenue | Cost of revenue
Sales | Cost of sales
Sales | Sales and marketing
Interest income | Interest expense
Net income | Operating income
Net income | Gross profit
Gross profit | Operating profit
Income before income taxes | Income taxes
EBIT | EBITDA
Net income | EPS
Basic EPS | Diluted EPS
SG&A | G&A
SG&A | S&M
R&D | D&A
D&A | DD&A
Depreciation | Amortization
A/R | A/P
Trade receivables | Trade payables
Current assets | Current liabilities
Total assets | Total liabilities
Short-term debt | Long-term debt
Property | Equipment
Plant | Property
Common stock | Inventory
Equity | Equity method investments
Other income | Other comprehensive income
Other comprehensive income | Accumulated other comprehensive income
Net cash provided by operating activities | Net cash used in investing activities
Free cash flow | Operating cash flow
Capital expenditures | Expenses
Deferred revenue | Revenue
Sale of subsidiary | Revenue of subsidiary
Share capital | Market share
Foreign exchange | Stock exchange
Dividends paid | Dividends received
"""


def pairs(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


def meant(label: str, synonyms: Synonyms | None = None) -> frozenset[str]:
    return frozenset((synonyms or shipped_synonyms()).terms(label))


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_two_names_of_one_line_are_read_alike(one: str, other: str) -> None:
    assert meant(one) - {"trad"} == meant(other) - {"trad"}


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_two_lines_that_share_words_are_not_read_alike(one: str, other: str) -> None:
    assert meant(one) != meant(other)


OTHERS = [
    ["Goodwill", "1,450.0", "1,433.0"],
    ["Restructuring charges", "6.3", "5.1"],
    ["Provision for warranties", "77.2", "70.9"],
    ["Deposits with suppliers", "15.5", "14.2"],
    ["Lease liabilities", "88.1", "93.0"],
]


def is_proven(said: str, label: str) -> bool:
    """Whether the value of a line is proven under another name, in a statement with no better line."""
    source = Source.from_table([["", "2024", "2023"], [label, "512.4", "498.6"], *OTHERS])
    answers = read(f"{said} was 512.4 in 2024.", source)
    return bool(answers) and all(answer.status == SUPPORTED for answer in answers)


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_a_line_is_found_under_either_name(one: str, other: str) -> None:
    assert is_proven(one, other)
    assert is_proven(other, one)


KNOWN = pytest.mark.xfail(reason="nothing but a share tells the two apart, and 'shares' are spoken of everywhere")


@pytest.mark.parametrize(
    ("one", "other"),
    [pytest.param(*pair, marks=[KNOWN] if pair == ("Net income", "EPS") else []) for pair in pairs(DIFFERENT)],
)
def test_a_line_does_not_prove_what_is_said_of_another_even_if_it_is_all_there_is(one: str, other: str) -> None:
    assert not is_proven(one, other)
    assert not is_proven(other, one)


STATEMENT = Source.from_table(
    [["(in millions)", "2024", "2023"], ["PP&E, net", "812.4", "790.1"], ["Revenue", "55.2", "41.0"]]
)
SPELLED_OUT = Source.from_table(
    [
        ["(in millions)", "2024", "2023"],
        ["Property, plant and equipment, net", "812.4", "790.1"],
        ["Cost of revenue", "31.9", "30.2"],
        ["Interest income", "4.4", "3.9"],
        ["Interest expense", "6.1", "7.7"],
    ]
)


@pytest.mark.parametrize(
    ("text", "source", "proven"),
    [
        ("Property, plant and equipment was $812.4 million in 2024.", STATEMENT, True),
        ("PP&E was $812.4 million in 2024.", SPELLED_OUT, True),
        ("COGS was $31.9 million in 2024.", SPELLED_OUT, True),
        ("Turnover was $55.2 million in 2024.", STATEMENT, True),
        ("Turnover was $31.9 million in 2024.", SPELLED_OUT, False),
        ("Interest income was $6.1 million in 2024.", SPELLED_OUT, False),
        ("Interest expense was $4.4 million in 2024.", SPELLED_OUT, False),
    ],
)
def test_a_name_finds_its_line_and_no_other(text: str, source: Source, proven: bool) -> None:
    answers = read(text, source)
    assert answers
    assert all(answer.status == SUPPORTED for answer in answers) is proven


def test_other_synonyms_give_the_same_source_another_answer_at_once() -> None:
    text = "Takings was $55.2 million in 2024."
    ours = synonyms_of([{"revenue": ["takings"]}])
    statuses = [[answer.status for answer in read(text, STATEMENT, by)] for by in (Synonyms(), ours, Synonyms())]
    assert statuses[1] == [SUPPORTED]
    assert statuses[0] == statuses[2] != [SUPPORTED]


def test_groups_that_share_a_name_are_one_in_whatever_order_they_come() -> None:
    tables = [{"revenue": ["sales", "turnover"]}, {"takings": ["till receipts"]}, {"sales": ["takings"]}]
    for order in (tables, tables[::-1], tables[1:] + tables[:1]):
        synonyms = synonyms_of(order)
        assert synonyms == synonyms_of(tables)
        assert len({meant(name, synonyms) for name in ("revenue", "turnover", "takings", "till receipts")}) == 1


def test_the_longest_name_at_a_place_is_the_one_that_counts() -> None:
    synonyms = synonyms_of([{"revenue": ["sales"]}, {"cogs": ["cost of sales"]}])
    assert synonyms.terms("cost of sales") == ["cogs"]
    assert synonyms.terms("sales, and cost of sales") == ["revenu", "cogs"]
    assert synonyms.terms("cost, sales") == ["cost", "revenu"]


def test_a_name_in_the_singular_stands_for_the_plural_and_not_the_other_way() -> None:
    synonyms = synonyms_of([{"revenue": ["sales", "takings", "levy"]}])
    assert meant("levies", synonyms) == meant("levy", synonyms) == meant("sales", synonyms) == {"revenu"}
    assert meant("sale", synonyms) == {"sale"}


names = st.lists(
    st.sampled_from(["net", "cost of sales", "sales", "fee", "profit & loss", "share"]), min_size=1, max_size=4
)
tables = st.dictionaries(names.map(" ".join), st.lists(names.map(" ".join), min_size=1, max_size=3), max_size=4)


@given(st.lists(tables, max_size=3), st.data())
def test_every_name_of_a_group_is_read_alike_and_order_never_matters(
    groups: list[dict[str, list[str]]], data: st.DataObject
) -> None:
    synonyms = synonyms_of(groups)
    assert synonyms_of(data.draw(st.permutations(groups))) == synonyms
    for group in groups:
        for plain, others in group.items():
            assert len({tuple(synonyms.terms(name)) for name in (plain, *others)}) == 1


@given(st.text(max_size=60))
def test_any_text_is_read_and_every_term_stands_where_it_says(text: str) -> None:
    low = text.lower()
    for term in shipped_synonyms().read(low):
        assert term.stem
        assert low[term.start].isalnum()
