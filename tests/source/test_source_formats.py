import builtins
import datetime as dt
import json
import math
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from guardrail.errors import MissingExtra, SourceError
from guardrail.source import Source

ROWS = [
    {"id": "A1", "day": "2026-03-15", "who": "Gusto", "paid": 18250.0},
    {"id": "A2", "day": None, "who": "Müller & Söhne", "paid": -612.4},
]
ROLES = {"id": "id", "date": "day", "entity": "who", "amount": "paid"}
FROM_ROWS = Source.from_rows(ROWS, **ROLES)


def leaves(data):
    return {f.path: (f.value, f.text, f.places) for t in Source.from_json(data).tables for f in t.figures}


class Streamed:
    """A frame that has the Arrow stream and nothing else."""

    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


class Interchanged:
    """A frame that has the interchange protocol and nothing else."""

    def __init__(self, frame):
        self.frame = frame

    def __dataframe__(self, nan_as_null=False, allow_copy=True):
        return self.frame.__dataframe__(nan_as_null, allow_copy)


FRAMES = {
    "pandas": pd.DataFrame,
    "pandas with missing values of its own": lambda rows: pd.DataFrame(rows).convert_dtypes(),
    "polars": pl.DataFrame,
    "polars, lazily": pl.LazyFrame,
    "Arrow table": pa.Table.from_pylist,
    "Arrow record batch": pa.RecordBatch.from_pylist,
    "Arrow stream": lambda rows: Streamed(pa.Table.from_pylist(rows)),
    "interchange": lambda rows: Interchanged(pa.Table.from_pylist(rows)),
}


@pytest.mark.parametrize("kind", FRAMES)
def test_a_data_frame_is_read_like_its_rows(kind):
    assert Source.from_dataframe(FRAMES[kind](ROWS), **ROLES) == FROM_ROWS


def test_missing_cells_of_a_frame_are_left_out():
    frame = pd.DataFrame(
        {"day": [pd.NaT, pd.Timestamp("2026-03-15")], "paid": [1.5, math.nan], "who": [pd.NA, "Gusto"]}
    )
    first, second = Source.from_dataframe(frame, date="day", amount="paid", entity="who").records
    assert first.cells == {"paid": "1.5"}
    assert (first.date, first.entity) == (None, None)
    assert (second.date, second.amount, second.entity) == (dt.date(2026, 3, 15), None, "Gusto")


def test_a_frame_of_exact_numbers_stays_exact():
    frame = pa.table({"paid": pa.array([Decimal("0.10")], pa.decimal128(10, 2))})
    assert Source.from_dataframe(frame, amount="paid").records[0].amount == Decimal("0.10")


@pytest.mark.parametrize("frame", [None, 5, "text", [{"a": 1}], pd.DataFrame, pa.array([1])])
def test_what_is_no_frame_is_refused(frame):
    with pytest.raises(SourceError, match="frame"):
        Source.from_dataframe(frame)


def test_a_frame_with_two_columns_of_one_name_is_refused():
    with pytest.raises(SourceError, match="same name"):
        Source.from_dataframe(pd.DataFrame([[1, 2]], columns=["a", "a"]))


@pytest.fixture
def without_pyarrow(monkeypatch):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)


def test_a_missing_extra_names_what_to_install(without_pyarrow, tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1")
    told = r"pip install 'guardrail\[parquet\]'"
    with pytest.raises(MissingExtra, match=told):
        Source.from_file(path)
    with pytest.raises(MissingExtra, match=told):
        Source.from_dataframe(Streamed(None))


def test_nested_data_becomes_figures_named_by_their_keys():
    read = leaves(
        '{"income": {"2025": 1.50, "2024": -2e3}, "items": [{"id": "X", "qty": 3}, {"id": "Y", "qty": 4}],'
        ' "tags": ["a", true, null], "rate": NaN}'
    )
    assert read == {
        ("income", "2025"): (Decimal("1.50"), "1.50", 2),
        ("income", "2024"): (Decimal(-2000), "-2E+3", 0),
        ("items", "X", "id"): (None, "X", 0),
        ("items", "X", "qty"): (Decimal(3), "3", 0),
        ("items", "Y", "id"): (None, "Y", 0),
        ("items", "Y", "qty"): (Decimal(4), "4", 0),
        ("tags", "1"): (None, "a", 0),
        ("tags", "2"): (None, "True", 0),
        ("rate",): (None, "NaN", 0),
    }


def test_a_list_of_flat_objects_with_roles_is_rows():
    assert Source.from_json(json.dumps(ROWS), **ROLES) == FROM_ROWS


def test_roles_on_nested_data_are_refused():
    with pytest.raises(SourceError, match="roles need a list of flat objects"):
        Source.from_json({"a": {"paid": 5}}, amount="paid")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1,\n "b" 2}', "line 2, column 6"),
        ("", "line 1, column 1"),
        (b"\xff{}", "UTF-8"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_json_is_told_by_line_and_column(text, told):
    with pytest.raises(SourceError, match=told):
        Source.from_json(text)


def test_data_nested_without_end_is_refused():
    data = []
    data.append(data)
    with pytest.raises(SourceError, match="nested more than"):
        Source.from_json(data)


values = st.recursive(
    st.integers() | st.text() | st.booleans() | st.floats(allow_nan=False) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_every_leaf_of_any_data_is_found_again(data):
    def count(value):
        if isinstance(value, dict):
            return sum(map(count, value.values()))
        return sum(map(count, value)) if isinstance(value, list) else value is not None

    given_once, reloaded = Source.from_json([data]), Source.from_json(json.dumps([data]))
    assert len(given_once) == len(reloaded) == count(data)
    numbers = [f.value for t in given_once.tables for f in t.figures]
    assert numbers == [f.value for t in reloaded.tables for f in t.figures]


CSV = "id,day,who,paid\nA1,2026-03-15,Gusto,18250.0\nA2,,Müller & Söhne,-612.4\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_file_is_read_in_any_usual_form(tmp_path, encoding, delimiter):
    path = tmp_path / "books.csv"
    path.write_bytes(CSV.replace(",", delimiter).encode(encoding))
    records = Source.from_file(path, **ROLES).records
    assert [record[:6] for record in records] == [record[:6] for record in FROM_ROWS.records]


def test_commas_and_line_ends_in_quotes_stay_in_their_cell(tmp_path):
    path = tmp_path / "books.csv"
    path.write_text('who,paid\n"Birch, Ada\nand sons","1,240.50"\n\n')
    (record,) = Source.from_file(path, entity="who", amount="paid").records
    assert record.entity == "Birch, Ada\nand sons"
    assert record.amount == Decimal("1240.50")


@pytest.mark.parametrize("ending", ["json", "jsonl", "ndjson", "parquet"])
def test_other_files_are_read_by_their_ending(tmp_path, ending):
    path = tmp_path / f"books.{ending}"
    if ending == "parquet":
        parquet.write_table(pa.Table.from_pylist(ROWS), path)
    else:
        path.write_text(json.dumps(ROWS) if ending == "json" else "\n".join(map(json.dumps, ROWS)))
    assert Source.from_file(str(path), **ROLES) == FROM_ROWS


def test_a_json_file_without_roles_is_nested_data(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"a": {"b": 5}}')
    assert Source.from_file(path) == Source.from_json({"a": {"b": 5}})


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"a\0b", "binary file"),
        ("a.csv", b"a,a\n1,2\n", "two columns are called 'a'"),
        ("a.csv", b"a,b\n1,2\n1,2,3\n", "a.csv:3: 3 cells, but the header names 2"),
        ("a.csv", b'a,b\n"1,2\n', "not CSV"),
        ("a.json", b"{", "a.json: not JSON: line 1, column 2"),
        ("a.jsonl", b"{}\n{\n", "a.jsonl:2: not JSON"),
        ("a.jsonl", b"5\n", "each must be a flat object"),
        ("a.parquet", b"PAR1", "not a parquet file"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_why(tmp_path, name, content, told):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=told):
        Source.from_file(path)


@pytest.mark.parametrize("name", ["missing.csv", "", "nul\0.csv"])
def test_a_file_that_is_not_there_is_told(tmp_path, name):
    with pytest.raises(SourceError, match=r"cannot be read|not a file name"):
        Source.from_file(f"{tmp_path}/{name}")


def test_an_empty_csv_file_is_an_empty_source(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    assert len(Source.from_file(path, amount="paid")) == 0


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.integers()), min_size=1))
def test_any_rows_written_as_csv_are_read_back(tmp_path_factory, rows):
    import csv

    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([("who", "paid"), *rows])
    records = Source.from_file(path, amount="paid").records
    assert [(r.cells["who"], r.amount) for r in records] == [(who.strip(), paid) for who, paid in rows]
