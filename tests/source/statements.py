"""Tables as annual reports print them, each with what some of its cells must be read as.

A line "path > row | heads > column | value unit scale" describes one figure; `-` stands for none.
"""

from __future__ import annotations

from typing import NamedTuple


class Statement(NamedTuple):
    caption: str
    rows: list[list[str]]
    figures: list[str]


def statement(text: str, figures: str, caption: str = "") -> Statement:
    """Cells between bars; a row without a bar at its start has its blanks left out, as when scraped."""
    lines = [line.strip() for line in text.strip().splitlines()]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return Statement(caption, rows, [line.strip() for line in figures.strip().splitlines()])


STATEMENTS = {
    "a heading centred over years": statement(
        """
        |  | Years Ended September 30, |
        | 2025 | 2024 | 2023
        Licences | $ 1,452.4 | $ 1,146.2 | $ 1,036.9
        Other | 44.1 | (56.7) | —
        """,
        """
        Licences | Years Ended September 30, > 2025 | 1452.4 USD -
        Other | Years Ended September 30, > 2024 | -56.7 USD -
        Other | Years Ended September 30, > 2023 | 0 USD -
        """,
    ),
    "a unit row and sections": statement(
        """
        |  | Fiscal |
        | 2025 | 2024 | 2023
        |  | (in millions) |
        Harbour Services: |  |  |
        Towing | $ 5,686 | $ 6,092 | $ 5,228
        Total Harbour Services | 7,821 | 8,290 | 7,039
        Total | $ 13,448 | $ 13,988 | $ 12,185
        """,
        """
        Harbour Services > Towing | Fiscal > 2025 | 5686 USD 1000000
        Harbour Services > Total Harbour Services | Fiscal > 2024 | 8290 USD 1000000
        Total | Fiscal > 2023 | 12185 USD 1000000
        """,
    ),
    "two spanning headings over the same dates": statement(
        """
        | Domestic |  | Abroad |
        | June 30, |  | June 30, |
        | 2025 | 2024 | 2025 | 2024
        Discount rate | 4.00% | 3.75% | 1.90% | - - %
        """,
        """
        Discount rate | Domestic > June 30, > 2024 | 3.75 % 1
        Discount rate | Abroad > June 30, > 2025 | 1.90 % 1
        Discount rate | Abroad > June 30, > 2024 | 0 % 1
        """,
    ),
    "a unit in every heading": statement(
        """
        Staff costs |  |
        | 2025 €m | 2024 €m
        Wages | 166 | 178
        Pensions1 | – | 7
        """,
        """
        Wages | 2025 | 166 EUR 1000000
        Pensions | 2025 | 0 EUR 1000000
        """,
    ),
    "a row of units with a note column": statement(
        """
        |  | 2025 | 2024
        | Note | £m | £m
        Fixed assets |  |  |
        Investments | 3 | 1,216.0 | 1,212.9
        |  | 1,216.0 | 1,212.9
        Creditors: amounts falling due within one year | 6 | (411.4) | (288.4)
        """,
        """
        Fixed assets > Investments | Note | - - -
        Fixed assets > Investments | 2025 | 1216.0 GBP 1000000
        Fixed assets > Total Fixed assets | 2024 | 1212.9 GBP 1000000
        Creditors: amounts falling due within one year | 2025 | -411.4 GBP 1000000
        """,
    ),
    "thousands with an apostrophe and a change in per cent": statement(
        """
        | 30 June 2025 | 30 June 2024 | Change
        | $’000 | $’000 | %
        EBITDA | 79,046 | 63,954 | 24
        Net loss | (9,819) | (6,639) | (48%)
        """,
        """
        EBITDA | 30 June 2025 | 79046 USD 1000
        EBITDA | Change | 24 % 1
        Net loss | Change | -48 % 1
        """,
    ),
    "per share rows are not scaled": statement(
        """
        (in millions, except per share amounts) | 2025 | 2024 (4)
        Total revenues | $39,506 | $39,383
        Earnings per share—diluted (1) | $2.97 | $0.85
        Diluted weighted average common shares outstanding | 3,732 | 4,238
        """,
        """
        Total revenues | 2024 | 39383 USD 1000000
        Earnings per share—diluted | 2025 | 2.97 USD 1
        Diluted weighted average common shares outstanding | 2024 | 4238 shares 1000000
        """,
    ),
    "share counts the caption excepts": statement(
        """
        | 2025 | 2024
        Net loss per share: |  |
        Basic | $ (0.54) | $ (1.10)
        Weighted average common shares outstanding |  |
        Basic | 307,571,602 | 293,683,331
        """,
        """
        Net loss per share > Basic | 2025 | -0.54 USD 1
        Weighted average common shares outstanding > Basic | 2024 | 293683331 shares 1
        """,
        caption="Statement of operations\n(in thousands, except shares and per share amounts)",
    ),
    "par value is not an amount per share": statement(
        """
        | 2025 | 2024
        Common stock, par value $ 0.01 per share: 5,000,000 shares authorized | 52 | 51
        """,
        """
        Common stock, par value $ 0.01 per share: 5,000,000 shares authorized | 2025 | 52 - 1000
        """,
        caption="(in thousands, except shares and per share amounts)",
    ),
    "a scraped statement without its blanks": statement(
        """
        December 31, 2025 | June 30, 2025
        Assets
        Cash | $ | 1,036,719 | $ | 892,027
        Allowance for losses | ( 262,204 | ) | ( 204,531 )
        Total assets | $ | 774,515 | $ | 687,496
        Liabilities and equity
        Liabilities:
        Accounts payable | $ | 59,805 | $ | 28,602
        """,
        """
        Assets > Cash | December 31, 2025 | 1036719 USD 1000
        Assets > Allowance for losses | December 31, 2025 | -262204 USD 1000
        Assets > Total assets | June 30, 2025 | 687496 USD 1000
        Liabilities and equity > Liabilities > Accounts payable | June 30, 2025 | 28602 USD 1000
        """,
        caption="CONDENSED BALANCE SHEETS\n(Unaudited)\n(in thousands, except shares and per share amounts)",
    ),
    "scraped headings that each span two columns": statement(
        """
        Three Months Ended December 31, | Six Months Ended December 31,
        2025 | 2024 | 2025 | 2024
        Interest income | $ | 288 | $ | 155 | $ | 551 | $ | 292
        Yield | 0.15 | % | 0.12 | % | 0.31 | % | 0.25 | %
        """,
        """
        Interest income | Three Months Ended December 31, > 2024 | 155 USD -
        Interest income | Six Months Ended December 31, > 2025 | 551 USD -
        Yield | Six Months Ended December 31, > 2024 | 0.25 % 1
        """,
    ),
    "a scraped row that lost a cell is not bound to a column": statement(
        """
        2025 | 2024 | 2023
        Sales | 10 | 9 | 8
        Refunds | 3 | 2
        """,
        """
        Sales | 2023 | 8 - -
        Refunds | - | 3 - -
        """,
    ),
    "signs in cells of their own": statement(
        """
        |  | 2025 |  |  | 2024 |
        Fixed price | $ | 1,452.4 |  | $ | (1,146.2 | )
        Margin |  | 14.1 | % |  | (3.0 | )%
        """,
        """
        Fixed price | 2025 | 1452.4 USD -
        Fixed price | 2024 | -1146.2 USD -
        Margin | 2025 | 14.1 % 1
        Margin | 2024 | -3.0 % 1
        """,
    ),
    "current and deferred before a colon": statement(
        """
        | 2025 | 2024
        Current: Federal | $1,139 | $1,294
        Current: State | 428 | 423
        | 1,567 | 1,717
        Less: credits | (10) | -
        """,
        """
        Current > Federal | 2025 | 1139 USD -
        Current > State | 2024 | 423 USD -
        Current > Total Current | 2025 | 1567 USD -
        Less: credits | 2024 | 0 USD -
        """,
    ),
    "what is taken off after a sub-total": statement(
        """
        | 2025 | 2024
        Property: |  |
        Land | 10,694 | 10,607
        Plant | 2,299 | 3,542
        | 12,993 | 14,149
        Accumulated depreciation | (12,163) | (12,700)
        | 830 | 1,449
        Goodwill | 7 | 7
        """,
        """
        Property > Total Property | 2025 | 12993 - -
        Property > Accumulated depreciation | 2025 | -12163 - -
        Property > Total Property | 2025 | 830 - -
        Goodwill | 2024 | 7 - -
        """,
    ),
    "periods down the side": statement(
        """
        Year | Low | High
        2024: |  |
        First Quarter | $ 5.99 | $ 8.40
        Second Quarter | 4.79 | 6.48
        2025: |  |
        First Quarter | 2.66 | 4.63
        """,
        """
        2024 > First Quarter | Low | 5.99 USD -
        2025 > First Quarter | High | 4.63 USD -
        """,
    ),
    "years as labels": statement(
        """
        Years Ending August 31, | (in thousands)
        2026 | $ | 67,616
        2027 | 1,940
        Thereafter | 1,473
        Total | $ | 71,029
        """,
        """
        2026 | - | 67616 USD 1000
        2027 | - | 1940 USD 1000
        """,
    ),
    "new headings in the middle": statement(
        """
        (In Millions) | Dec 29, 2024 | Acquired | Dec 28, 2025
        Boats | $5,424 | $1,758 | $7,182
        (In Millions) | Dec 30, 2023 | Acquired | Dec 29, 2024
        Boats | $5,421 | $— | $5,421
        """,
        """
        Boats | Dec 28, 2025 | 7182 USD 1000000
        Boats | Dec 30, 2023 | 5421 USD 1000000
        Boats | Acquired | 0 USD 1000000
        """,
    ),
    "amounts and changes side by side": statement(
        """
        |  | Years Ended |  |  | Change |  |
        (Dollars in thousands) | 2025 | 2024 | 2023 | 2025 over 2024 |  | 2024 over 2023 |
        Modules | $ 1,460,116 | $ 502,001 | $ 806,398 | $ 958,115 | 191% | $(304,397) | (38)%
        """,
        """
        Modules | Years Ended > 2023 | 806398 USD 1000
        Modules | Change > 2025 over 2024 | 958115 USD 1000
        Modules | Change > 2024 over 2023 | -38 % 1
        """,
    ),
    "a heading does not reach over other kinds of columns": statement(
        """
        |  | December 31 |
        | Useful life (in years) | 2025 | 2024
        Equipment | 3-5 | 14,689 | 14,058
        Software | 3 | 33,351 | 31,565
        """,
        """
        Software | Useful life (in years) | 3 years 1
        Software | December 31 > 2025 | 33351 - -
        """,
    ),
    "units at the end of labels": statement(
        """
        $ million | 2025 | 2024 | Change (%)
        Revenue | 503.6 | 476.9 | 5.6
        Gross margin (%) | 73.2 | 72.2 | 1.0
        Dividend per share7 (cents) | 3.45 | 2.73 | 26.4
        Gross profit (in thousands) | 222,859 | 361,046 | (38)
        """,
        """
        Revenue | 2025 | 503.6 USD 1000000
        Revenue | Change | 5.6 % 1
        Gross margin (%) | 2024 | 72.2 % 1
        Dividend per share7 (cents) | 2025 | 3.45 cents 1
        Gross profit (in thousands) | 2025 | 222859 USD 1000
        """,
    ),
    "basis points and not meaningful": statement(
        """
        £m | F25 | F24 | CHANGE
        EBIT | 261 | 259 | 1.0%
        Gross margin | 83.6% | 84.2% | (55) bps
        Loss | (3) | - | nm
        """,
        """
        Gross margin | CHANGE | -55 bps 1
        Loss | F24 | 0 GBP 1000000
        Loss | CHANGE | - - -
        """,
    ),
    "a unit that only one column has": statement(
        """
        | Number of Shares | Weighted Average Grant Date Fair Value
        | (in thousands) |
        Granted | 132 | $ 19.74
        Vested | (43) | 20.44
        """,
        """
        Granted | Number of Shares | 132 shares 1000
        Vested | Weighted Average Grant Date Fair Value | 20.44 USD -
        """,
    ),
    "what the caption excepts by name": statement(
        """
        (in thousands of U.S. dollars, except calendar-ship-days) | 2025 | 2024
        Revenues | 601,256 | 510,762
        Calendar-Ship-Days (3) |  |
        Carriers | 11,650 | 10,125
        """,
        """
        Revenues | 2025 | 601256 USD 1000
        Calendar-Ship-Days > Carriers | 2024 | 10125 USD 1
        """,
    ),
    "another dollar": statement(
        """
        (in thousands of Canadian dollars) | 2025 | 2024
        Revenue | $ 5,563 | $ 5,875
        """,
        "Revenue | 2025 | 5563 CAD 1000",
    ),
    "footnote marks behind numbers": statement(
        """
        | 2025 | 2024
        Fully paid | $130,000 (1) | $12,700,000
        Other* | ― | 6,320,000 (2)
        Billed † | 5.6* | -5.2 ( 5.2 )
        """,
        """
        Fully paid | 2025 | 130000 USD -
        Other | 2024 | 6320000 USD -
        Billed | 2025 | 5.6 USD -
        Billed | 2024 | -5.2 USD -
        """,
    ),
    "quarters in two header rows": statement(
        """
        |  |  | Fiscal 2025 |
        | First | Second | Third | Fourth
        | Quarter | Quarter | Quarter | Quarter
        Revenues | $ 94,888 | $ 96,037 | $ 88,495 | $84,380
        Gross margin | 40.1% | 41.5% | 41.1% | 39.7%
        """,
        """
        Revenues | Fiscal 2025 > First > Quarter | 94888 USD -
        Gross margin | Fiscal 2025 > Fourth > Quarter | 39.7 % 1
        """,
    ),
    "the period over the labels": statement(
        """
        For the year ended December 31: | 2025 | 2024
        Shares granted |  |
        Employees | $674 | $583
        """,
        "Shares granted > Employees | For the year ended December 31 > 2024 | 583 USD -",
    ),
    "words in a table of numbers": statement(
        """
        | January 31, 2025 | February 1, 2024
        Dividend yield | None | None
        Expected volatility | 27.4% | 33.5%
        """,
        """
        Dividend yield | January 31, 2025 | - - -
        Expected volatility | February 1, 2024 | 33.5 % 1
        """,
    ),
    "a table of words": statement(
        """
        Name | Title
        Ada Birch | President
        Bo Cedar | Treasurer
        """,
        "Bo Cedar | Title | - - -",
    ),
    "no headings at all": statement(
        """
        Cash | $ 14,863
        Notes | 1,475
        Total paid | $ 16,338
        """,
        "Notes | - | 1475 USD 1000",
        caption="We paid approximately $16.3 million, which consisted of the following (in thousands):",
    ),
    "rows split at bars": statement(
        """
        |  | 2025 | 2024 |
        | Sales | 5 | 4 |
        | Total | 5 | 4 |
        """,
        "Sales | 2024 | 4 - -",
    ),
    "shorter rows are padded": statement(
        """
        | 2025 | 2024
        Sales | 5
        Costs | | 4
        """,
        """
        Sales | 2025 | 5 - -
        Costs | 2024 | 4 - -
        """,
    ),
    "years in a column are not thousands": statement(
        """
        (dollars in thousands) | Last Fiscal Year of Expiration | Amount
        Domestic | 2039 | $57,299
        """,
        """
        Domestic | Last Fiscal Year of Expiration | 2039 - 1
        Domestic | Amount | 57299 USD 1000
        """,
    ),
}
