"""Texts about two statements and a passage, right and wrong, and what becomes of each.

Catches, row by row: a right text refused, a wrong one accepted, and a finding that does not name what the source
says.
"""

import pytest

from guardrail import Source

from .claim_tables import cases, claims, holds


def grid(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


INCOME_STATEMENT = """
Meridian Tools, Inc. Consolidated Statements of Income | |
(in thousands, except per share data) | |
 | Year ended December 31, |
 | 2024 | 2023
Net sales: | |
Products | $ 412,350 | $ 388,120
Services | 96,480 | 84,975
Total net sales | 508,830 | 473,095
Cost of sales | 301,266 | 289,004
Gross profit | 207,564 | 184,091
Operating expenses: | |
Selling, general and administrative | 98,740 | 91,655
Research and development | 41,205 | 43,980
Restructuring charges | — | 6,315
Total operating expenses | 139,945 | 141,950
Operating income | 67,619 | 42,141
Interest expense | (9,402) | (8,115)
Income before income taxes | 58,217 | 34,026
Provision for income taxes | 12,808 | 7,486
Net income | $ 45,409 | $ 26,540
Diluted earnings per share | $ 1.82 | $ 1.06
"""

BALANCE_SHEET = """
 | December 31, 2023 | December 31, 2022 | December 31, 2021
Current assets: | | |
Cash and cash equivalents | 1,204.5 | 986.2 | 1,110.8
Accounts receivable, net | 842.7 | 797.3 | 731.9
Inventories | 655.1 | 702.4 | 588.6
Total current assets | 2,702.3 | 2,485.9 | 2,431.3
Property, plant and equipment, net | 3,310.6 | 3,188.0 | 3,051.7
Goodwill | 1,450.0 | 1,450.0 | 1,450.0
Total assets | 7,462.9 | 7,123.9 | 6,933.0
Current liabilities: | | |
Accounts payable | 611.4 | 634.8 | 540.2
Short-term debt | 250.0 | 400.0 | 150.0
Total current liabilities | 861.4 | 1,034.8 | 690.2
Long-term debt | 2,140.0 | 1,990.0 | 2,310.0
Total liabilities | 3,001.4 | 3,024.8 | 3,000.2
Shareholders' equity | 4,461.5 | 4,099.1 | 3,932.8
Total liabilities and equity | 7,462.9 | 7,123.9 | 6,933.0
"""

NOTES = (
    "As of December 31, 2024, we had 1,840 employees, of whom 615 worked outside the United States. "
    "In March 2024 we repaid $25.0 million of our term loan. "
    "The outstanding balance of the term loan was $60.0 million and $85.0 million as of December 31, 2024 and "
    "December 31, 2023, respectively. "
    "Our largest customer accounted for 14% of net sales in 2024, compared with 11% in 2023. "
    "We opened three distribution centers in Ohio during 2024."
)

INCOME_SOURCE = Source.from_table(grid(INCOME_STATEMENT))
BALANCE_SOURCE = Source.from_table(
    grid(BALANCE_SHEET), caption="Lakeview Foods plc. Consolidated balance sheets (in millions of euros)"
)
NOTES_SOURCE = Source.from_text(NOTES)

INCOME = """
# one figure
Net income was $45,409 thousand in 2024. | accept | 45,409
Net income was $45.4 million in 2024. | accept | 45,409
Net income for 2023 was $26,540,000. | accept | 26,540
Net income for the year ended December 31, 2024 was $45.409 million. | accept
Total net sales were $508.8 million in 2024. | accept | 508,830
Revenue came to $508.83 million in 2024. | accept | 508,830
Product sales were $412.4 million in 2024. | accept | 412,350
Services brought in $96,480 thousand in 2024. | accept | 96,480
Gross profit in 2023 was $184.1 million. | accept | 184,091
Research and development expense was $41.2 million in 2024. | accept | 41,205
R&D cost $43,980 thousand in 2023. | accept | 43,980
SG&A was $98.7 million in 2024. | accept | 98,740
Interest expense was $9.4 million in 2024. | accept | 9,402
Diluted earnings per share were $1.82 in 2024. | accept | 1.82
Diluted EPS was $1.06 in 2023. | accept | 1.06
Restructuring charges were $6.3 million in 2023. | accept | 6,315
There were no restructuring charges in 2024. | accept | | true, but escalated
Income taxes came to $12.8 million in 2024. | accept
Operating income was about $68 million in 2024. | accept
Net income was over $45 million in 2024. | accept
Net income was nearly $46 million in 2024. | accept
# the wrong year
Net income was $45.4 million on February 30, 2024. | escalate
Net income was $45.4 million in 2024 and $26.5 million on June 31, 2023. | escalate
Net income was $45.4 million in 2023. | reject | 26,540
Total net sales were $473.1 million in 2024. | reject | 508,830
Research and development expense was $43,980 thousand in 2024. | reject
Diluted earnings per share were $1.06 in 2024. | reject | 1.82
Net income was $45.4 million in 2022. | refuse
Restructuring charges were $6.3 million in 2024. | reject
# the wrong line
Gross profit was $45.4 million in 2024. | reject | 207,564
Operating income was $58,217 thousand in 2024. | reject | 67,619
Total net sales were $412.4 million in 2024. | reject
Services brought in $412,350 thousand in 2024. | refuse | 96,480
Cost of sales was $289.0 million in 2024. | reject
# digits
Net income was $45,490 thousand in 2024. | reject | 45,409
Total net sales were $580.8 million in 2024. | reject
Diluted earnings per share were $1.28 in 2024. | reject
Gross profit in 2023 was $184.19 million. | reject
Operating income was $67.7 million in 2024. | reject
# scale and currency
Net income was $45.4 billion in 2024. | reject
Net income was $45,409 in 2024. | refuse
Net income was $45,409 million in 2024. | reject
Diluted earnings per share were $1.82 million in 2024. | refuse
Diluted earnings per share were $1,820 in 2024. | refuse
Net income was €45.4 million in 2024. | refuse
Total net sales were £508.8 million in 2024. | refuse
# sign
The net loss was $45.4 million in 2024. | refuse
Interest income was $9.4 million in 2024. | refuse
Net income was -$45.4 million in 2024. | refuse
# hedges
Net income was over $46 million in 2024. | refuse
Net income was nearly $45 million in 2024. | refuse
Net income was about $60 million in 2024. | refuse
Net income was at least $46 million in 2024. | refuse
"""

CHANGES = """
Net income came in at $45.4 million in 2024. | accept
Net income came in at $26.5 million in 2024. | reject
Net income comes in at $45.4 million for 2024, up from $26.5 million in 2023. | accept
Net income changed from $26.5 million in 2023 to $45.4 million in 2024. | escalate
Research and development fell from $43.98 million in 2023 to $41.2 million in 2024. | accept
Research and development fell from $41.2 million in 2023 to $43.98 million in 2024. | reject | not the way
# rises and falls, and by how much
Net income rose from 2023 to 2024. | accept
Net sales increased by $35,735 thousand from 2023 to 2024. | accept
Net sales grew 7.6% in 2024. | accept
Net income increased 71.1% from 2023 to 2024. | accept
Research and development expense decreased by 6.3% in 2024. | accept
R&D fell by $2.8 million in 2024. | accept
The change in net income from 2023 to 2024 was $18,869 thousand. | accept
The percentage change in net income from 2023 to 2024 was 71.10%. | accept
Services revenue grew by 13.5% in 2024. | accept
Operating income rose from $42.1 million in 2023 to $67.6 million in 2024. | accept
Diluted earnings per share rose by $0.76 in 2024. | accept
Net income fell from 2023 to 2024. | reject
Net sales decreased by $35,735 thousand from 2023 to 2024. | refuse | 508,830
Net sales grew 6.7% in 2024. | refuse | 508,830
Net sales grew 7.0% in 2024. | refuse | 508,830
Net income increased 41.6% from 2023 to 2024. | refuse | 45,409
Research and development expense increased by 6.3% in 2024. | refuse | 41,205
R&D fell by $2.1 million in 2024. | refuse | 41,205
The percentage change in net income from 2023 to 2024 was -71.10%. | refuse | 45,409
Operating income rose from $67.6 million in 2023 to $42.1 million in 2024. | reject
Net income rose by 71.1 percentage points in 2024. | refuse
Net income rose by $71.1 million in 2024. | refuse | 45,409
Services revenue grew by 6.2% in 2024. | refuse | 96,480
# shares, ratios and margins
Services accounted for 19.0% of total net sales in 2024. | accept
Products made up 81% of total net sales in 2024. | accept
The gross margin was 40.8% in 2024. | accept
Gross profit was 40.8% of net sales in 2024. | accept
Income taxes were 22.0% of income before income taxes in 2024. | accept
Services accounted for 81.0% of total net sales in 2024. | refuse | 96,480
Services accounted for 18.0% of total net sales in 2024. | refuse | 508,830
Gross profit was 38.9% of net sales in 2024. | refuse | 207,564
The gross margin was 40.8% in 2023. | refuse | Gross profit
# comparisons, sums, averages and ranks
Products sold more than services in 2024. | accept
Selling, general and administrative expense was higher than research and development in 2024. | accept
Cost of sales exceeded gross profit by $93,702 thousand in 2024. | accept
Average net income over 2023 and 2024 was $35,974.5 thousand. | accept
The sum of products and services was $508.8 million in 2024. | accept
Net income was higher in 2024 than in 2023. | accept
Services sold more than products in 2024. | refuse | 96,480
Research and development expense was higher than selling, general and administrative in 2024. | reject
Cost of sales exceeded gross profit by $39,702 thousand in 2024. | refuse | 301,266
Average net income over 2023 and 2024 was $45,409 thousand. | refuse | 26,540
Net income was lower in 2024 than in 2023. | reject
# lines it does not have, and what nobody can tell
Advertising expense was $9.4 million in 2024. | refuse
Net income in Europe was $45.4 million in 2024. | refuse |
Net income attributable to Northwind was $45.4 million in 2024. | refuse
Net income could reach $45.4 million in 2024. | refuse
Net income was not $45.4 million in 2024. | refuse
We expect net income of $45.4 million in 2024. | refuse |
Net income for the first quarter of 2024 was $45.4 million. | refuse
Adjusted net income was $45.4 million in 2024. | refuse
Net income was $45.4 million in 2024 and $26.5 million in 2023. | accept
Net income was $26.5 million in 2024 and $45.4 million in 2023. | reject
Net income was $45.4 million and $26.5 million in 2024 and 2023, respectively. | accept
Net income was $26.5 million and $45.4 million in 2024 and 2023, respectively. | reject
Net sales were $508.8 million in 2024. Gross profit was $207.6 million. | accept
Net sales were $508.8 million in 2024. Gross profit was $270.6 million. | refuse | 207,564
"""

BALANCE = """
# one figure
Total assets were €7,462.9 million at December 31, 2023. | accept | 7,462.9
Total assets were €7.46 billion at the end of 2023. | accept | 7,462.9
Cash and cash equivalents were €986.2 million at December 31, 2022. | accept | 986.2
Goodwill was €1,450.0 million at December 31, 2021. | accept
Inventories stood at €655 million at December 31, 2023. | accept
Long-term debt was €2.31 billion at December 31, 2021. | accept | 2,310.0
PP&E, net was €3,188.0 million at December 31, 2022. | accept
Accounts receivable came to €842.7 million in 2023. | accept
Equity was €4,461.5 million in 2023. | accept
Short-term debt was €400 million at December 31, 2022. | accept
# wrong period, line, digits, scale, currency
Total assets were €7,462.9 million at December 31, 2022. | reject | 7,123.9
Cash and cash equivalents were €1,110.8 million at December 31, 2022. | reject | 986.2
Total assets were €7,462.9 million at December 31, 2020. | refuse
Total assets were €7,462.9 million at June 30, 2023. | refuse
Total liabilities were €4,461.5 million at December 31, 2023. | reject
Accounts payable came to €842.7 million in 2023. | reject | 611.4
Short-term debt was €2,140.0 million at December 31, 2023. | reject
Total assets were €7,642.9 million at December 31, 2023. | reject
Total assets were €7.46 million at the end of 2023. | reject
Total assets were €7,462.9 thousand at December 31, 2023. | reject
Total assets were $7,462.9 million at December 31, 2023. | refuse
Long-term debt was £2,140.0 million at December 31, 2023. | refuse
# changes, sums, shares, ranks and trends
Inventories fell by €47.3 million in 2023. | accept
Cash rose 22.1% in 2023. | accept
Total assets rose from 2021 to 2023. | accept
Total assets rose every year from 2021 to 2023. | accept
Total liabilities fell by €23.4 million in 2023. | accept
Goodwill was unchanged from 2022 to 2023. | accept | | true, but escalated
Inventories were highest in 2022. | accept
Average total assets over 2021, 2022 and 2023 were €7,173.3 million. | accept
Total debt, the sum of short-term debt and long-term debt, was €2,390.0 million in 2023. | accept
Goodwill made up 19.4% of total assets at December 31, 2023. | accept
Long-term debt was higher in 2021 than in 2023. | accept
The current ratio, total current assets to total current liabilities, was 3.1 in 2023. | accept | | true, but escalated
Inventories rose by €47.3 million in 2023. | refuse | 655.1
Cash rose 12.2% in 2023. | refuse | 1,204.5
Total assets fell from 2021 to 2023. | reject
Cash rose every year from 2021 to 2023. | refuse
Total liabilities rose by €23.4 million in 2023. | refuse | 3,001.4
Inventories were unchanged from 2022 to 2023. | refuse
Inventories were highest in 2023. | refuse | 655.1
Average total assets over 2021, 2022 and 2023 were €7,713.3 million. | refuse | 6,933.0
Goodwill made up 91.4% of total assets at December 31, 2023. | refuse | 1,450.0
Long-term debt was higher in 2023 than in 2021. | reject
Inventories were lower than accounts payable at December 31, 2023. | reject
"""

PASSAGE = """
We had 1,840 employees at December 31, 2024. | accept | 1,840
At December 31, 2024, 615 employees worked outside the United States. | accept | 615
We repaid $25.0 million of our term loan in March 2024. | accept
Our largest customer's share rose to 14% of net sales in 2024. | escalate
The outstanding balance of the term loan rose to $60.0 million as of December 31, 2024. | refuse
The outstanding balance of the term loan was $60.0 million as of December 31, 2024. | accept
The outstanding balance of the term loan was $85.0 million as of December 31, 2023. | accept
Our largest customer accounted for 14% of net sales in 2024. | accept
The largest customer made up 11% of net sales in 2023. | accept | | true, but escalated
The company opened three distribution centers in Ohio during 2024. | accept
We had 1,480 employees at December 31, 2024. | refuse
We had 615 employees at December 31, 2024. | refuse
We had 1,840 employees at December 31, 2023. | refuse
We repaid $25.0 million of our term loan in March 2023. | refuse
We repaid $25.0 billion of our term loan in March 2024. | refuse
We repaid €25.0 million of our term loan in March 2024. | refuse
We borrowed $25.0 million of our term loan in March 2024. | refuse
The outstanding balance of the term loan was $60.0 million as of December 31, 2023. | refuse
The outstanding balance of the term loan was $85.0 million as of December 31, 2024. | refuse
Our largest customer accounted for 11% of net sales in 2024. | refuse
Our largest customer accounted for 14% of net income in 2024. | refuse
Our largest supplier accounted for 14% of net sales in 2024. | refuse
The company opened four distribution centers in Ohio during 2024. | refuse
The company opened three distribution centers in Texas during 2024. | refuse
The company closed three distribution centers in Ohio during 2024. | refuse
The company opened three distribution centers in Ohio during 2022. | refuse
We did not repay $25.0 million of our term loan in March 2024. | refuse
"""


SUBTLE_INCOME = """
# a right figure with a word that makes it wrong
Net income rose to $45.4 million in 2024. | accept
Net income fell to $45.4 million in 2024. | refuse |
Interest expense rose to $9.4 million in 2024. | accept
Interest expense fell to $9.4 million in 2024. | refuse |
Interest expense rose by 15.9% in 2024. | accept
Interest expense fell by 15.9% in 2024. | refuse
The operating loss was $67.6 million in 2024. | refuse |
Basic earnings per share were $1.82 in 2024. | refuse
Quarterly net income was $45.4 million in 2024. | refuse
Monthly net income was $45.4 million in 2024. | refuse
Deferred income taxes were $12.8 million in 2024. | refuse
Acme Corporation's net income was $45.4 million in 2024. | refuse
It is false that net income was $45.4 million in 2024. | refuse |
Net income failed to reach $45.4 million in 2024. | refuse
Net income before restructuring charges was $45.4 million in 2024. | refuse
Net income was $45.4 million in 2024, the highest in its history. | refuse
Net sales reached a record $508.8 million in 2024. | refuse
Net income was $45.4 million in 2024, down. | reject
Net income was $45.4 million in 2024, down on the year before. | reject
Net income was $45.4 million in 2024, up year over year. | accept
Net income was highest in 2024, at $45.4 million. | accept
Net income was lowest in 2024, at $45.4 million. | reject
Quarterly net income was $45.4 million. | refuse
Net income for the quarter was $45.4 million. | refuse | part of a year
Net income was $45.4 million in the first quarter of 2024. | refuse
Core net sales came to $508.8 million in 2024. | refuse | is not quite this
Adjusted income was $45.4 million in 2024. | refuse
Net income was $45.4 million in 2024. Net income tripled in 2024. | refuse
Net income was $45.4 million in 2024. The company was acquired by Acme. | refuse | | false, but accepted
# figures in apposition
Net income was $45.4 million in 2024, up 71.1% from 2023. | accept
Net income was $45.4 million in 2024, up 17.1% from 2023. | refuse
Net income was $45.4 million in 2024, down from $26.5 million in 2023. | refuse
Net income was $45.4 million in 2024, compared with $26.5 million in 2023. | accept
Net income was $45.4 million in 2024, compared with $62.5 million in 2023. | refuse
Net income was $45.4 million in 2024 (2023: $26.5 million). | accept
Net income was $45.4 million in 2024 (2023: $25.6 million). | reject | 26,540
Net sales exceeded $508 million in 2024. | accept | | true, but escalated
Net sales exceeded $509 million in 2024. | refuse
Net income per share was $1.82 in 2024. | accept | | true, but rejected
Restructuring charges fell in 2024. | accept
Restructuring charges rose in 2024. | refuse
Meridian Tools earned $45.4 million in 2024. | accept | | true, but escalated
"""

SUBTLE_BALANCE = """
Goodwill impairment was €1,450.0 million in 2023. | refuse
Inventories were impaired by €655.1 million in 2023. | refuse
Accounts receivable, gross, were €842.7 million in 2023. | refuse
Non-current assets were €2,702.3 million at December 31, 2023. | refuse
Total debt was €2,140.0 million at December 31, 2023. | refuse
Restricted cash was €1,204.5 million at December 31, 2023. | refuse
Lakeview borrowed €2,140.0 million of long-term debt in 2023. | refuse
Lakeview paid €611.4 million of accounts payable in 2023. | refuse
Lakeview had €1,204.5 million in cash at the end of 2023. | accept
Short-term debt was the largest current liability in 2022. | reject | Accounts payable
Accounts payable was the largest current liability in 2022. | accept
Short-term debt was the smallest current liability in 2022. | accept
Cash was the largest current asset in 2023. | accept
Inventories were the largest current asset in 2023. | refuse
Short-term debt was at its highest in 2022. | accept
Total assets grew at an annual rate of 7.6% from 2021 to 2023. | refuse
Total assets grew by 7.6% annually from 2021 to 2023. | refuse
Total assets grew 3.8% a year from 2021 to 2023. | accept
Goodwill impairment: €1,450.0 million in 2023. | refuse
Lakeview paid €611.4 million of accounts payable. | refuse | what happened
Short-term debt grew in both 2022 and 2023. | refuse
Total assets grew in both 2022 and 2023. | accept
Short-term debt more than doubled in 2022. | accept | | true, but escalated
Short-term debt tripled in 2022. | refuse
Goodwill did not change from 2021 to 2023. | accept | | true, but escalated
Goodwill changed from 2021 to 2023. | refuse
Total assets grew at a compound annual rate of 3.8% from 2021 to 2023. | accept | 7,462.9
Total assets grew at a compound annual rate of 4.8% from 2021 to 2023. | refuse
Total assets fell at a compound annual rate of 3.8% from 2021 to 2023. | refuse
Total assets grew at a compound annual rate of 7.6% from 2021 to 2023. | refuse
The CAGR of accounts receivable between 2021 and 2023 was 7.3%. | accept
Cash was lowest in 2022. | accept
Cash was lowest in 2021. | refuse
Total assets rose by €529.9 million from 2021 to 2023. | accept
Total assets rose by €339.0 million from 2021 to 2023. | refuse
Inventories were at least €655 million in 2023. | accept
Inventories were at least €656 million in 2023. | refuse
"""

SUBTLE_PASSAGE = """
615 employees worked in the United States at December 31, 2024. | refuse
We had fewer than 1,840 employees at December 31, 2024. | refuse
We laid off 1,840 employees in 2024. | refuse
We had 1,840 customers at December 31, 2024. | refuse
Our largest customer accounted for more than 14% of net sales in 2024. | refuse
We opened three stores in Ohio during 2024. | refuse
The outstanding balance of the credit card was $60.0 million as of December 31, 2024. | refuse
The term loan fell by $25.0 million from 2023 to 2024. | accept | | true, but escalated
"""


@pytest.mark.parametrize("claim", cases(INCOME + SUBTLE_INCOME))
def test_a_figure_of_an_income_statement_is_held_against_its_cell(claim):
    holds(claim, INCOME_SOURCE)


@pytest.mark.parametrize("claim", cases(CHANGES))
def test_what_is_derived_from_an_income_statement_is_held_against_its_cells(claim):
    holds(claim, INCOME_SOURCE)


@pytest.mark.parametrize("claim", cases(BALANCE + SUBTLE_BALANCE))
def test_a_balance_sheet_in_millions_of_euros_is_held_against_its_cells(claim):
    holds(claim, BALANCE_SOURCE)


@pytest.mark.parametrize("claim", cases(PASSAGE + SUBTLE_PASSAGE))
def test_what_a_passage_says_is_held_against_its_words(claim):
    holds(claim, NOTES_SOURCE)


def test_no_text_stands_twice():
    for tables in ((INCOME, CHANGES, SUBTLE_INCOME), (BALANCE, SUBTLE_BALANCE), (PASSAGE, SUBTLE_PASSAGE)):
        texts = [claim.text for table in tables for claim in claims(table)]
        assert len(texts) == len(set(texts))
