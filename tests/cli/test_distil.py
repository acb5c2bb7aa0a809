"""`guardrail distil` says in one line what is wrong, before anything is learnt."""

import json

import pytest

BOOKS = "Ref,Paid on,Supplier,Total GBP\nP1,2026-03-12,Harbour Print,18.50\nP2,2026-03-13,Alder Dental,44.00\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "books.csv").write_text(BOOKS, encoding="utf-8")
    (tmp_path / "texts.txt").write_text("We paid Harbour Print £18.50.\nNothing of note.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def init(call, files):
    def run(*more, code=None):
        given = ("--records", files / "books.csv", "--texts", files / "texts.txt", "--kind", "payment")
        return call("distil", "init", files / "mine", *given, *more, code=code)

    return run


def test_texts_are_matched_and_those_that_are_not_are_named(init, files):
    shown = init(code=0).output
    assert "1 of 2 texts were matched with a record." in shown
    assert "texts.txt:2: no record has its amount or its party" in shown
    assert "[PARTY] [AMOUNT]." in (files / "mine" / "examples.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("lines", [True, False])
def test_records_may_stand_in_json(call, files, lines):
    rows = [{"Ref": "P1", "Paid on": "2026-03-12", "Supplier": "Harbour Print", "Total GBP": 18.5}]
    books = files / ("books.jsonl" if lines else "books.json")
    books.write_text(json.dumps(rows[0] if lines else rows), encoding="utf-8")
    shown = call("distil", "init", files / "new", "--records", books, "--texts", files / "texts.txt", code=0).output
    assert "1 of 2 texts were matched with a record." in shown


def test_a_file_of_something_else_than_records_is_named(call, files):
    (files / "books.json").write_text('{"total": 18.5}', encoding="utf-8")
    given = ("--records", files / "books.json", "--texts", files / "texts.txt")
    assert "it must be a list of records" in call("distil", "init", files / "new", *given, code=5).output


def test_a_folder_keeps_to_what_it_was_made_for(init):
    init(code=0)
    init(code=0)
    assert "was made for other records, texts or roles" in init("--seed", 2, code=5).output


def test_texts_about_other_records_are_refused_with_the_first_reason(init, files):
    (files / "texts.txt").write_text("We paid Harbour Print £99.00.\n", encoding="utf-8")
    shown = init(code=5).output
    assert "no text could be matched" in shown
    assert "line 1: it says '£99.00', which the record does not" in shown


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("books.csv", None), "cannot be read: No such file"),
        (("books.csv", "Ref,Total\n"), "there is no record in it"),
        (("texts.txt", None), "cannot be read as text"),
        (("texts.txt", "\n\n"), "there is no text in it"),
    ],
)
def test_a_file_that_is_missing_or_empty_is_named(init, files, change, told):
    name, text = change
    (files / name).unlink() if text is None else (files / name).write_text(text, encoding="utf-8")
    shown = init(code=5).output
    assert told in shown
    assert name in shown


@pytest.mark.parametrize("command", [("train",), ("evaluate",), ("teach", "--teacher", "json:loads")])
def test_a_step_that_comes_too_soon_says_where_to_start(call, tmp_path, command):
    name, *more = command
    assert "start with 'guardrail distil init'" in call("distil", name, tmp_path / "none", *more, code=5).output


@pytest.mark.parametrize("budget", ["soon", "0m", "-3m", "30"])
def test_a_budget_is_a_time(call, tmp_path, budget):
    shown = call("distil", "train", tmp_path, f"--budget={budget}", code=2).output
    assert "write for example 90s, 30m or 2h" in shown


@pytest.mark.parametrize(
    ("teacher", "told"),
    [
        ("my_llm", "write module:function"),
        ("no_such_module_here:write", "cannot be loaded"),
        ("json:no_such_function", "cannot be loaded"),
        ("json:__doc__", "is no function"),
        ("json:loads", "the teacher failed"),
        ("json:dumps", "values that do not match the record"),
    ],
)
def test_a_teacher_that_is_none_is_told(init, call, files, teacher, told):
    init(code=0)
    shown = call("distil", "teach", files / "mine", "--teacher", teacher, "--budget", "0.2s").output
    assert told in shown


@pytest.mark.parametrize("roles", ["amount", "amount=Total GBP,=x"])
def test_roles_are_pairs(init, roles):
    assert "write role=column" in init("--roles", roles, code=2).output


def test_a_role_without_its_column_is_told_with_its_record(init):
    assert "books.csv: record 1:" in init("--roles", "amount=Nothing", code=5).output
