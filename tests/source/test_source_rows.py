import datetime as dt
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail.errors import SourceError
from guardrail.source import Source
from guardrail.source.rows import as_text

LEDGER = [
    {"txn_id": "A1", "date": "2026-03-15", "vendor": "Gusto", "category": "Payroll", "amount": "$18,250.00"},
    {"txn_id": "A2", "date": "2026-03-17", "vendor": "WeWork", "category": "Rent", "amount": "(612.40)"},
]


def amounts(*cells):
    rows = [{"amount": cell} for cell in cells]
    return [record.amount for record in Source.from_rows(rows, amount="amount").records]


def dates(*cells, day_first=None):
    rows = [{"day": cell} for cell in cells]
    return [record.date for record in Source.from_rows(rows, date="day", day_first=day_first).records]


def test_every_role_is_read_from_its_column():
    source = Source.from_rows(
        LEDGER, amount="amount", entity="vendor", date="date", account="category", currency="GBP", id="txn_id"
    )
    second = source.records[1]
    assert second.id == "A2"
    assert second.date == dt.date(2026, 3, 17)
    assert second.entity == "WeWork"
    assert second.account == "Rent"
    assert second.amount == Decimal("-612.40")
    assert second.currency == "GBP"
    assert second.cells == LEDGER[1]


def test_every_role_may_be_left_out():
    record = Source.from_rows(LEDGER).records[0]
    assert record[:6] == ("1", None, None, None, None, None)
    assert record.cells == LEDGER[0]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (Decimal("1240.50"), "1240.50"),
        (7, "7"),
        (1240.1, "1240.1"),
        ("$1,240.50", "1240.50"),
        (" 1,240.50 ", "1240.50"),
        ("(612.40)", "-612.40"),
        ("-£5", "-5"),
        ("£-5", "-5"),
        ("−5", "-5"),
        ("5-", "-5"),
        ("$(1,234 )", "-1234"),
        ("1.240,50", "1240.50"),
        ("1 240,50 €", "1240.50"),
        ("12,34,567.00", "1234567.00"),
        ("CHF 1'240.50", "1240.50"),
        ("$2.5m", "2500000"),
        ("12345678901234567890123456789012345678.91", "12345678901234567890123456789012345678.91"),
        ("$1.2345678901234567890123456789012345bn", "1234567890.1234567890123456789012345"),
    ],
)
def test_an_amount_is_read_as_written(cell, amount):
    assert amounts(cell) == [Decimal(amount)]


@pytest.mark.parametrize(
    "cell", ["", "n/a", "12 March", "1,2,3", "5%", "((5))", "--5", "5..0", "12 try", True, float("nan"), float("inf"),
             Decimal("NaN"), Decimal("-Infinity"), None, [1], b"5"],
)  # fmt: skip
def test_what_is_no_amount_is_none(cell):
    assert amounts(cell) == [None]


def test_what_is_no_amount_is_kept_as_text():
    rows = [{"amount": cell} for cell in ("n/a", float("nan"), float("-inf"), True)]
    kept = [record.cells["amount"] for record in Source.from_rows(rows, amount="amount").records]
    assert kept == ["n/a", "nan", "-inf", "True"]


def test_a_column_with_decimal_commas_reads_a_point_as_thousands():
    assert amounts("1.240", "612,40") == [Decimal(1240), Decimal("612.40")]
    assert amounts("1.240", "612.40") == [Decimal("1.240"), Decimal("612.40")]


def test_a_column_of_both_styles_leaves_the_doubtful_cells_alone():
    assert amounts("1.240", "1,240", "612,40", "612.40") == [None, None, Decimal("612.40"), Decimal("612.40")]


def test_the_sign_in_the_amount_gives_the_currency():
    rows = [{"amount": "£5"}, {"amount": "5"}, {"amount": "US$5"}]
    assert [r.currency for r in Source.from_rows(rows, amount="amount").records] == ["GBP", None, "USD"]


def test_a_currency_column_goes_before_a_shared_sign():
    rows = [{"amount": "$5", "ccy": "CAD"}, {"amount": "$5", "ccy": ""}, {"amount": "5", "ccy": "eur"}]
    read = Source.from_rows(rows, amount="amount", currency="ccy").records
    assert [r.currency for r in read] == ["CAD", "USD", "EUR"]


def test_a_currency_column_that_contradicts_the_sign_is_not_believed():
    rows = [{"amount": "£5", "ccy": "USD"}, {"amount": "5", "ccy": "gold"}]
    assert [r.currency for r in Source.from_rows(rows, amount="amount", currency="ccy").records] == [
        None,
        None,
    ]


def test_a_currency_code_holds_for_rows_without_a_sign():
    rows = [{"amount": "£5"}, {"amount": "$5"}, {"amount": 5}]
    read = Source.from_rows(rows, amount="amount", currency="CAD").records
    assert [r.currency for r in read] == ["GBP", "CAD", "CAD"]


@pytest.mark.parametrize(
    "cell",
    [dt.date(2026, 3, 5), dt.datetime(2026, 3, 5, 23, 59, tzinfo=dt.UTC), "2026-03-05", "2026-03-05T23:59:00Z", "5 March 2026",
     "March 5, 2026", "5-Mar-26", "05.03.2026", "20260305", 20260305, " 2026/3/5 ", "Thu, 5 Mar 2026"],
)  # fmt: skip
def test_a_date_is_read_in_the_usual_forms(cell):
    assert dates(cell) == [dt.date(2026, 3, 5)]


@pytest.mark.parametrize("cell", ["", None, "soon", "30/02/2026", 45000, 1.5, float("nan"), "2026-13-01", "03/04/2026"])
def test_what_is_no_day_or_two_days_is_none(cell):
    assert dates(cell) == [None]


def test_the_column_settles_an_ambiguous_date():
    assert dates("03/04/2026", "15/04/2026")[0] == dt.date(2026, 4, 3)
    assert dates("03/04/2026", "04/15/2026")[0] == dt.date(2026, 3, 4)


def test_a_column_that_contradicts_itself_settles_nothing():
    assert dates("03/04/2026", "15/04/2026", "04/15/2026")[0] is None


def test_day_first_settles_an_ambiguous_date():
    assert dates("03/04/2026", day_first=True) == [dt.date(2026, 4, 3)]
    assert dates("03/04/2026", day_first=False) == [dt.date(2026, 3, 4)]


def test_a_missing_id_is_the_row_number_and_a_second_one_is_told_apart():
    rows = [{"id": i} for i in ("A2", None, "A2", " ", "A2", "4")]
    ids = [record.id for record in Source.from_rows(rows, id="id").records]
    assert ids == ["A2", "2", "A2#2", "4#2", "A2#3", "4"]


@pytest.mark.parametrize("role", ["amount", "entity", "date", "account", "currency", "id"])
def test_a_role_without_its_column_names_the_columns_and_a_likely_one(role):
    with pytest.raises(SourceError, match=rf"^{role}='ammount'.*'txn_id', .*did you mean 'amount'\?$"):
        Source.from_rows(LEDGER, **{role: "ammount"})


@pytest.mark.parametrize("rows", [5, None, "rows", b"rows", {"a": 1}])
def test_rows_that_are_no_list_are_refused(rows):
    with pytest.raises(SourceError, match="rows must be a list of mappings"):
        Source.from_rows(rows)


def test_a_row_that_is_no_mapping_is_named():
    with pytest.raises(SourceError, match="row 2 is list"):
        Source.from_rows([{"a": 1}, [2]])


def test_no_rows_are_an_empty_source():
    assert len(Source.from_rows([], amount="amount", currency="USD")) == 0


def test_rows_may_differ_in_their_columns():
    records = Source.from_rows([{"a": 1}, {"b": 2, 3: "x"}], amount="b").records
    assert [r.amount for r in records] == [None, Decimal(2)]
    assert records[1].cells == {"b": "2", "3": "x"}


cells = st.one_of(
    st.text(), st.integers(), st.floats(), st.decimals(), st.booleans(), st.dates(), st.datetimes(), st.none(), st.binary(),
    st.lists(st.integers(), max_size=2),
)  # fmt: skip
tables = st.lists(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), cells))


@given(tables, st.booleans() | st.none())
def test_every_cell_of_every_row_is_found_again(rows, day_first):
    have = {key for row in rows for key in row}
    wanted = {"amount": "a", "entity": "b", "date": "c", "id": "d", "currency": "e"}
    roles = {role: name for role, name in wanted.items() if name in have}
    source = Source.from_rows(rows, day_first=day_first, **roles)
    assert len(source) == len(rows)
    for row, record in zip(rows, source.records, strict=True):
        assert record.cells == {key: as_text(cell) for key, cell in row.items() if cell is not None}
    assert len({record.id for record in source.records}) == len(rows)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_any_decimal_is_read_back_exactly(value):
    assert amounts(value, str(value), f"${value:,}") == [value] * 3


def test_a_source_survives_pickling_without_what_was_derived():
    source = Source.from_rows(LEDGER, amount="amount")
    assert source.derive(len) == 2
    copy = pickle.loads(pickle.dumps(source))
    assert copy == source
    assert copy.derive(len) == 2


def test_a_source_cannot_be_changed():
    with pytest.raises(AttributeError):
        Source.from_rows(LEDGER).records = ()


def test_what_is_derived_is_made_once():
    calls = []
    source = Source.from_rows(LEDGER)

    def index(given):
        calls.append(given)
        return len(given)

    assert source.derive(index) == source.derive(index) == 2
    assert calls == [source]


def test_a_source_shows_what_it_holds():
    assert repr(Source.from_rows(LEDGER)) == "<Source: 2 records, 0 tables, 0 passages>"
