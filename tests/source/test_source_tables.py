import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statements import STATEMENTS

from guardrail.errors import SourceError
from guardrail.source import Source


def described(figure):
    value = "-" if figure.value is None else str(figure.value)
    scale = "-" if figure.scale is None else f"{figure.scale:f}"
    path, heads = " > ".join(figure.path), " > ".join(figure.heads) or "-"
    return f"{path} | {heads} | {value} {figure.unit or '-'} {scale}"


def figures(rows, **options):
    return [figure for table in Source.from_table(rows, **options).tables for figure in table.figures]


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_is_read_as_printed(name):
    caption, rows, expected = STATEMENTS[name]
    read = [described(figure) for figure in figures(rows, caption=caption)]
    for line in expected:
        assert line in read, "\n".join(read)


def squeezed(text):
    return re.sub(r"[\s\u200b]+", "", text)


def everything(table):
    parts = [table.caption]
    for figure in table.figures:
        parts += [figure.text, *figure.path, *figure.heads]
    return parts


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_cell_of_a_body_is_the_text_of_its_figure(name):
    caption, rows, _ = STATEMENTS[name]
    for figure in figures(rows, caption=caption):
        assert squeezed(rows[figure.row][figure.column]) in squeezed(figure.text)
        assert figure.id == f"T1:R{figure.row + 1}C{figure.column + 1}"


words = st.sampled_from(["Sales", "Costs", "Other, net", "Total", "Cash flow", "Assets:", "LIABILITIES"])
numbers = st.one_of(
    st.integers(-(10**9), 10**9).filter(lambda n: not 1900 <= n <= 2100).map("{:,}".format),
    st.decimals(-(10**6), 10**6, places=1).map("{:,}".format),
    st.integers(1, 10**6).map("({:,})".format),
    st.integers(1, 10**6).map("$ {:,}".format),
    st.sampled_from(["—", "-", "", "14.1%", "(3.0%)", "n/a", "nm", "$", ")", "%", "words"]),
)
grids = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(words | st.just(""), *[numbers] * width).map(list), min_size=1, max_size=6)
)


@given(grids, st.sampled_from([[], [["(in thousands)"]], [["A title"], ["(£m)"]]]))
def test_every_cell_of_any_table_is_found_again(body, title):
    years = [["", *(str(2025 - at) for at in range(len(body[0]) - 1))]]
    (table,) = Source.from_table(title + years + body).tables
    kept = [squeezed(part) for part in everything(table)]
    for row in body:
        for cell in row[1:]:
            assert any(squeezed(cell) in part for part in kept)
        assert not row[0] or any(row[0].rstrip(":") in part for part in everything(table))


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(["{:,}", "${:,}", "{:,} (1)", "{:,}*"]))
def test_any_amount_in_a_table_is_read_back(value, form):
    text = form.format(abs(value))
    text = f"({text})" if value < 0 and form == "{:,}" else text if value >= 0 else f"-{text}"
    (figure,) = figures([["", "2025"], ["Sales", text]])
    assert figure.value == value
    assert figure.places == 2


@given(st.lists(st.lists(st.none() | st.text() | st.integers() | st.floats(), max_size=4), max_size=5))
def test_any_rows_of_any_cells_can_be_read(rows):
    Source.from_table(rows)


def test_a_table_cut_into_cells_says_what_the_whole_one_says():
    rows = [["", "2025", "2024"], ["Cash", "$1,036 ", "$(892)"], ["Yield", "4.1%", "(3.0)%"]]
    cut = [
        ["", "", "2025", "", "", "2024", ""],
        ["Cash", "$", "1,036", "", "$", "(892", ")"],
        ["Yield", "", "4.1", "%", "", "(3.0", ")%"],
    ]
    assert [described(f) for f in figures(rows)] == [described(f) for f in figures(cut)]


def test_what_the_caller_says_goes_before_the_caption():
    rows = [["(in thousands)", "2025"], ["Sales", "$ 5"]]
    (figure,) = figures(rows, caption="(in millions)", scale=10**9, currency="SGD")
    assert (figure.scale, figure.unit) == (Decimal(10**9), "SGD")


def test_the_table_says_what_its_figures_are_called():
    rows = [["Balance sheet", ""], ["(in thousands)", ""], ["", "2025"], ["Sales", "5"], ["Unaudited", ""]]
    source = Source.from_table(rows, caption="Harbour Ltd", name="Balance")
    (table,) = source.tables
    assert table.caption == "Harbour Ltd\nBalance sheet\n(in thousands)\nUnaudited"
    assert [f.id for f in table.figures] == ["Balance:R4C2"]
    both = source + source
    assert [f.id for t in both.tables for f in t.figures] == ["Balance:R4C2", "Balance2:R4C2"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [(None, "not NoneType"), ("a,b", "not str"), ([["a"], "b"], "row 2 is str"), ([{"a": 1}], "row 1 is dict"), (5, "not int")],
)  # fmt: skip
def test_what_is_no_table_is_refused(rows, told):
    with pytest.raises(SourceError, match=told):
        Source.from_table(rows)


@pytest.mark.parametrize("scale", [0, -1, 1.5, True, Decimal("NaN")])
def test_a_scale_that_is_none_is_refused(scale):
    with pytest.raises(SourceError, match="scale="):
        Source.from_table([["a", "1"]], scale=scale)


def test_a_currency_that_is_none_is_refused():
    with pytest.raises(SourceError, match="currency='dollars' is not an ISO 4217 code"):
        Source.from_table([["a", "1"]], currency="dollars")


@pytest.mark.parametrize("rows", [[], [[]], [[""], ["", None]], [[" ", "\u200b"]]])
def test_a_blank_table_is_no_fact(rows):
    assert len(Source.from_table(rows)) == 0


EVIL = [
    "(1)",
    "1(1)",
    " (",
    "((",
    "$ ",
    "1,",
    "number of ",
    "per share ",
    "except ",
    "shares ",
    "Total ",
    "in ",
    "-",
    "2025 ",
    "Q1 ",
    "a: ",
]


@pytest.mark.parametrize("piece", EVIL)
def test_a_very_long_cell_is_read_at_once(piece):
    long = piece * (50_000 // len(piece))
    began = time.perf_counter()
    Source.from_table([["", "2025", long], [long, "5", long + "x"], [long], ["a", "6", "7"]], caption=long)
    Source.from_rows([{"amount": long, "day": long, "ccy": long}], amount="amount", date="day", currency="ccy")
    assert time.perf_counter() - began < 10
