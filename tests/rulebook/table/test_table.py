"""Rules as a table: there and back with nothing lost, and mistakes told by row and column."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrail.errors import GuardrailError, RulesError
from guardrail.resources import shipped
from guardrail.rulebook import Rulebook
from guardrail.rulebook.rehearsal import make
from guardrail.rulebook.table import from_table, read_sheet, to_table, write_sheet
from guardrail.rulebook.writer import block

Rows = list[list[str]]

PACK = """\
# ours
pack: finance
owner: Controller   # until June
version: '1.0'
about: Promises that no note may make.

rules:
  # the first one
  - id: promise
    kind: terms
    category: policy.promise
    severity: critical
    message: It promises a return.
    terms:   # both ways
      - risk-free
      - "=guaranteed"   # quoted
    match: [The bond is risk-free., "It is =guaranteed"]
    pass: [Returns were 8%.]

  - id: other
    kind: regex
    category: policy.other
    severity: minor
    message: Another.
    pattern: '\\bsynergy\\b'
    match:
      - |
        What synergy,
        what a day.
      - {text: Synergy?  synergy!, day: 2026-03-31}
    pass: ['What a day.', "1.0", 'no']
"""


def through_csv(rows: Rows, place: Path) -> Rows:
    write_sheet(rows, place / "t.csv")
    return read_sheet(place / "t.csv")


def through_xlsx(rows: Rows, place: Path) -> Rows:
    pytest.importorskip("openpyxl", reason="the extra 'spreadsheet' is not installed")
    write_sheet(rows, place / "t.xlsx")
    return read_sheet(place / "t.xlsx")


SHEETS = [through_csv, through_xlsx]


def back(rows: Rows, folder: Path) -> Rulebook:
    make(from_table(rows, "t.csv", folder), folder)
    return Rulebook.read(folder)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    place = tmp_path / "rules"
    place.mkdir()
    (place / "finance.yaml").write_text(PACK)
    return place


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_rules_that_ship_come_back_the_same(sheet: Callable[[Rows, Path], Rows], tmp_path: Path) -> None:
    assert back(sheet(to_table(), tmp_path), tmp_path / "new").fingerprint == Rulebook.read().fingerprint


@pytest.mark.parametrize("file", sorted(shipped("rules").glob("*.yaml")), ids=lambda file: file.name)
def test_a_file_that_ships_is_not_changed_by_its_own_table(file: Path, tmp_path: Path) -> None:
    for name in shipped("rules").glob("*.yaml"):
        (tmp_path / name.name).write_bytes(name.read_bytes())
    rows = to_table(tmp_path)
    assert from_table([rows[0], *(row for row in rows[1:] if row[0] == file.stem)], "t.csv", tmp_path) == []


TRICKY = [
    "yes",
    "no",
    "null",
    "1",
    "1.0",
    "007",
    "1e5",
    "-5",
    "=SUM(A1)",
    "+1",
    "@x",
    "-",
    '"',
    "{",
    "[a",
    "' ",
    " x ",
    "a #b",
]
TRICKY += ["a\nb", "a\r\nb", "\tx", "é", "😀", "true", "3/4", "a: b", "\\d", "\x07", "x\u2028y", "&a", "*a"]
texts = st.sampled_from(TRICKY) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
nonblank = texts.map(lambda text: text if text.strip() else f"{text}x")
words = st.lists(
    st.text(st.sampled_from("abcdefg hij-"), min_size=1, max_size=9).map(lambda t: f"w{t}w"), min_size=1, max_size=4
)


@st.composite
def rule(draw: st.DrawFn, number: int) -> dict[str, Any]:
    terms = list({" ".join(term.lower().split()): term for term in draw(words)}.values())
    kind = draw(st.sampled_from(["terms", "phrase", "regex"]))
    marker = f"Zz{number}zz"
    looks = {"terms": {"terms": [marker, *terms]}, "phrase": {"say": draw(st.sampled_from([marker, [marker, "qqq"]]))}}
    looks["regex"] = {"pattern": rf"\b{marker}\b"}
    passes = [text for text in draw(st.lists(nonblank, min_size=1, max_size=3)) if not set("wWZzｗＷＺｚ") & set(text)]
    return {
        "id": f"rule-{number}",
        "kind": kind,
        "category": "pattern.drawn",
        "severity": draw(st.sampled_from(["minor", "major", "critical"])),
        "message": draw(nonblank),
        **looks[kind],
        "match": [f"{marker}", *draw(st.just([]) | nonblank.map(lambda text: [f"{marker} {text}"]))],
        "pass": [*passes, "harmless"],
        **draw(st.sampled_from([{}, {"shadow": True}, {"shadow": "until 2027-01-31"}])),
    }


@st.composite
def packs(draw: st.DrawFn) -> str:
    count = draw(st.integers(1, 3))
    head = {key: draw(nonblank) for key in ("pack", "owner", "version", "about")}
    return block({**head, "rules": [draw(rule(number)) for number in range(count)]})


@settings(max_examples=60, deadline=None)
@given(packs(), st.sampled_from(SHEETS))
def test_drawn_rules_come_back_the_same_and_change_no_file(text: str, sheet: Callable[[Rows, Path], Rows]) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "rules"
        place.mkdir()
        (place / "drawn.yaml").write_text(text, encoding="utf-8", newline="")
        rows = sheet(to_table(place), Path(folder))
        assert back(rows, Path(folder) / "new").fingerprint == Rulebook.read(place).fingerprint
        assert from_table(rows, "t.csv", place) == []


def cell(rows: Rows, row: int, column: str) -> str:
    return rows[row][rows[0].index(column)]


def test_a_row_is_what_a_person_would_write(rules: Path) -> None:
    rows = to_table(rules)
    assert rows[0][:10] == [
        "file",
        "pack",
        "owner",
        "version",
        "about",
        "id",
        "kind",
        "category",
        "severity",
        "message",
    ]
    assert [row[0] for row in rows[1:]] == ["finance"] * 3
    assert cell(rows, 1, "version") == '"1.0"'
    assert cell(rows, 2, "terms") == 'risk-free\n"=guaranteed"'
    assert cell(rows, 3, "match").splitlines() == [
        '"What synergy,\\nwhat a day.\\n"',
        "{text: 'Synergy?  synergy!', day: '2026-03-31'}",
    ]
    assert cell(rows, 3, "pass") == 'What a day.\n"1.0"\nno'


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_cell_is_a_formula(sheet: Callable[[Rows, Path], Rows], rules: Path, tmp_path: Path) -> None:
    text = PACK.replace("It promises a return.", "'=HYPERLINK(\"http://x\")'").replace("risk-free\n", "'@risk-free'\n")
    (rules / "finance.yaml").write_text(text.replace("The bond is risk-free.", "'-risk-free and @risk-free'"))
    rows = to_table(rules)
    assert not [one for row in rows for one in row if one[:1] in set("=+-@\t\r")]
    assert sheet(rows, tmp_path) == rows


def test_only_what_the_table_changed_is_changed_in_the_file(rules: Path) -> None:
    rows = to_table(rules)
    names = rows[0]
    rows[1][names.index("owner")] = "Board"
    rows[2][names.index("terms")] += "\nsure thing"
    rows[2][names.index("match")] += "\nA sure thing."
    rows[3][names.index("severity")] = "major"
    new = ["" for _ in names]
    for name, value in {**dict(zip(names, rows[2], strict=True)), "id": "third", "terms": "no loss"}.items():
        new[names.index(name)] = value
    new[names.index("match")] = "There is no loss."
    back([*rows, new], rules)
    after = (rules / "finance.yaml").read_text()
    wanted = PACK.replace("Controller   #", "Board   #").replace("severity: minor", "severity: major")
    for line in wanted.splitlines():
        if "terms" not in line and "- " not in line and "match: [" not in line:
            assert line in after
    assert "# both ways" not in after
    assert "# the first one" in after
    assert "- sure thing" in after
    assert [one.rule.id for one in Rulebook.read(rules).own] == ["promise", "other", "third"]


def test_a_rule_that_is_taken_out_of_the_table_is_taken_out_of_the_file(rules: Path) -> None:
    back([row for row in to_table(rules) if "promise" not in row], rules)
    assert (rules / "finance.yaml").read_text() == PACK[: PACK.index("  - id: promise")] + PACK[
        PACK.index("\n  - id: other") :
    ]


def test_files_that_the_table_does_not_name_are_left_alone(rules: Path) -> None:
    rows = to_table(rules)
    (rules / "more.yaml").write_text(PACK.replace("id: promise", "id: a").replace("id: other", "id: b"))
    assert from_table(rows, "t.csv", rules) == []


def test_a_folder_that_is_not_there_is_made(rules: Path, tmp_path: Path) -> None:
    assert back(to_table(rules), tmp_path / "a" / "b").fingerprint == Rulebook.read(rules).fingerprint


MISTAKES = [
    (
        "severity",
        2,
        "criticl",
        "t.csv, row 3, column I (severity): unknown severity 'criticl'; did you mean 'critical'?",
    ),
    ("match", 2, "Never.", "t.csv, row 3, column M (match): rule 'promise' does not find this text"),
    ("terms", 2, '"open', "t.csv, row 3, column K (terms): this quote is never closed"),
    ("terms", 2, "=A1", "t.csv, row 3, column K (terms): a formula"),
    ("message", 2, "", "t.csv, row 3, column F (id): 'message' is missing"),
    ("owner", 1, "", "t.csv, row 2, column B (pack): 'owner' is missing"),
    ("id", 3, "promise", "t.csv, row 4, column F (id): the id 'promise' is there twice"),
    ("id", 3, "", "t.csv, row 4, column F (id): this rule has no id"),
    ("kind", 3, "regexp", "t.csv, row 4, column G (kind): unknown kind 'regexp'; did you mean 'regex'?"),
    ("file", 2, "", "t.csv, row 3, column A (file): no file is named"),
    ("file", 2, "../x", "t.csv, row 3, column A (file): '../x' is not the name of a rule file"),
    ("file", 2, "tax", "t.csv, row 3, column A (file): the file 'tax' has no row of its own"),
    ("pattern", 2, "x", "t.csv, row 3, column L (pattern): unknown key 'pattern'"),
]


@pytest.mark.parametrize(("column", "row", "text", "message"), MISTAKES)
def test_a_mistake_is_told_by_row_and_column(column: str, row: int, text: str, message: str, rules: Path) -> None:
    rows = to_table(rules)
    rows[row][rows[0].index(column)] = text
    before = (rules / "finance.yaml").read_text()
    with pytest.raises(RulesError) as caught:
        back(rows, rules)
    assert message in str(caught.value)
    assert (rules / "finance.yaml").read_text() == before


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "the first row names no column 'file'"),
        ([["file", "ids"]], "the first row names no column 'id'; did you mean 'ids'?"),
        ([["file", "id"]], "t.csv: no rows"),
        ([["file", "id", "id"]], "t.csv, row 1, column B (id): the column 'id' is there twice"),
    ],
)
def test_a_table_without_what_it_needs_is_refused(rows: Rows, message: str, tmp_path: Path) -> None:
    with pytest.raises(RulesError) as caught:
        from_table(rows, "t.csv", tmp_path)
    assert message in str(caught.value)


# Files


@pytest.mark.parametrize(("sign", "mark"), [(",", ""), (";", "\ufeff"), ("\t", "")])
def test_a_csv_is_read_as_spreadsheets_anywhere_write_it(sign: str, mark: str, rules: Path, tmp_path: Path) -> None:
    rows = to_table(rules)
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as stream:
        stream.write(mark)
        csv.writer(stream, delimiter=sign).writerows([*rows, ["" for _ in rows[0]]])
    assert from_table(read_sheet(tmp_path / "t.csv"), "t.csv", rules) == []


def test_what_excel_makes_of_cells_is_read_as_in_a_rule_file(tmp_path: Path) -> None:
    from datetime import date, datetime, time

    openpyxl = pytest.importorskip("openpyxl", reason="the extra 'spreadsheet' is not installed")
    book = openpyxl.Workbook()
    day = date(2026, 3, 31)
    midnight = datetime.combine(day, time())
    book.active.append(["a", 1, 1.0, 0.05, True, None, day, midnight])
    book.active.append([None, ""])
    book.save(tmp_path / "t.xlsx")
    assert read_sheet(tmp_path / "t.xlsx") == [["a", "1", "1", "0.05", "true", "", "2026-03-31", "2026-03-31"]]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("t.txt", b"", "ends in .csv or .xlsx"),
        ("t.csv", b"file,id\ncaf\xe9,x", "line 2: the byte 0xe9 is not UTF-8"),
        ("t.csv", b'"' + b"x" * 200_000, "field larger"),
        ("t.csv", b"x" * 20_000_001, "larger than"),
        ("t.xlsx", b"not a workbook", "not a workbook that can be read"),
    ],
)
def test_a_file_that_is_no_table_is_refused(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RulesError, match=message):
        read_sheet(tmp_path / name)


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="cannot be opened"):
        read_sheet(tmp_path / "t.csv")
    with pytest.raises(RulesError, match=r"ends in \.csv or \.xlsx"):
        write_sheet([["a"]], tmp_path / "t.ods")


def test_a_cell_too_long_for_a_workbook_is_told(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="the extra 'spreadsheet' is not installed")
    with pytest.raises(RulesError, match="row 2, column 'a': longer than 32,767 characters"):
        write_sheet([["a"], ["x" * 40_000]], tmp_path / "t.xlsx")


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(GuardrailError, match=r"guardrail\[spreadsheet\]"):
        write_sheet([["a"]], tmp_path / "t.xlsx")
