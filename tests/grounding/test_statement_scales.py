"""What a table without a stated scale or currency proves: its figures as printed, or as the text beside it quotes them.

Catches: thousands taken for millions, an amount per share taken for millions, and dollars proven by euros.
"""

import pytest

from guardrail import Source

from .claim_tables import Claim, cases, holds

ROWS = [
    ["", "2023", "2022"],
    ["Revenue", "3,214", "2,987"],
    ["Net income", "281", "247"],
    ["Total assets", "4,866", "4,702"],
    ["Total debt", "1,190", "1,275"],
    ["Diluted earnings per share", "1.82", "1.64"],
]
IN_FULL = [[f"{cell},000" if "," in cell else cell for cell in row] for row in ROWS]
QUOTED = "Revenue reached $3,214 million in 2023, net income was $281 million and total assets stood at $4,866 million."
PLAIN = Source.from_table(ROWS, currency="USD")
PRINTED_IN_FULL = Source.from_table(IN_FULL, currency="USD")
BESIDE_A_TEXT = Source.from_table(ROWS, currency="USD") + Source.from_text(QUOTED)
IN_EUROS = Source.from_table(ROWS) + Source.from_text(QUOTED.replace("$", "€"))

AS_PRINTED = """
Revenue was $3,214 in 2023. | accept
Revenue was 3,214 in 2023. | accept
Net income was $281 in 2023. | accept
Revenue was $3,214 million in 2023. | refuse
Revenue was $3,214 thousand in 2023. | refuse
Revenue was $3.2 billion in 2023. | refuse
Net income was $281 million in 2023. | refuse
"""

FULL = """
Revenue was $3,214,000 in 2023. | accept
Revenue was $3.2 million in 2023. | accept
Revenue was $3.214 million in 2023. | accept
Revenue was $3,214 thousand in 2023. | accept
Revenue was $3,214 in 2023. | refuse
Revenue was $3.2 billion in 2023. | refuse
Net income was $281 in 2023. | accept
Net income was $281 thousand in 2023. | refuse
Diluted earnings per share were $1.82 in 2023. | accept
Diluted earnings per share were $1.82 million in 2023. | refuse
"""

TEXT = """
Revenue was $3,214 million in 2023. | accept
Total debt was $1,190 million in 2023. | accept
Total debt was $1.19 billion in 2023. | accept
Total debt was $1,275 million in 2022. | accept
Total debt was $1,275 million in 2023. | refuse
Net income was $247 million in 2022. | accept
Total debt was $1,190 thousand in 2023. | refuse
Net income was $247 thousand in 2022. | refuse
Diluted earnings per share were $1.82 in 2023. | accept
Diluted earnings per share were $1.82 million in 2023. | refuse
"""

EUROS = """
Total debt was €1,190 million in 2023. | accept
Total debt was 1,190 million in 2023. | accept
Total debt was $1,190 million in 2023. | refuse
Total debt was £1,190 million in 2023. | refuse
Revenue was €3,214 million in 2023. | accept
Revenue was $3,214 million in 2023. | refuse
Diluted earnings per share were €1.82 in 2023. | accept
"""


@pytest.mark.parametrize("claim", cases(AS_PRINTED))
def test_a_figure_without_a_scale_is_as_it_is_printed(claim: Claim) -> None:
    holds(claim, PLAIN)


@pytest.mark.parametrize("claim", cases(FULL))
def test_a_figure_printed_in_full_may_be_said_in_millions(claim: Claim) -> None:
    holds(claim, PRINTED_IN_FULL)


@pytest.mark.parametrize("claim", cases(TEXT))
def test_a_text_that_quotes_figures_tells_the_scale_of_the_others(claim: Claim) -> None:
    holds(claim, BESIDE_A_TEXT)


@pytest.mark.parametrize("claim", cases(EUROS))
def test_a_text_tells_the_currency_of_a_table_that_has_none(claim: Claim) -> None:
    holds(claim, IN_EUROS)
