import json

import pytest
from written_texts import BOOKS, RIGHT, ROLES, UNKNOWN, WRONG


def rows(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def jsonl(*items):
    return "".join(json.dumps(item) + "\n" for item in items)


# The decision and the exit code


@pytest.mark.parametrize(
    ("text", "code", "word"), [(RIGHT, 0, "ACCEPTED"), (WRONG, 1, "REJECTED"), (UNKNOWN, 3, "ESCALATED")]
)
def test_the_decision_is_the_exit_code(check, text, code, word):
    assert check("--text", text, code=code).stdout.startswith(word)


def test_the_worst_decision_of_many_is_the_exit_code(check):
    many = jsonl({"text": UNKNOWN}, {"text": WRONG}, {"text": RIGHT})
    done = check("--jsonl", "-", stdin=many, code=1)
    assert [row["decision"] for row in rows(done)] == ["escalate", "reject", "accept"]
    check("--jsonl", "-", stdin=jsonl({"text": RIGHT}, {"text": UNKNOWN}), code=3)


def test_a_text_without_records_is_not_accepted(call):
    done = call("check", "--text", RIGHT, "--use", "client-note", code=3)
    assert "--source" in done.stdout


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\u202e"])
def test_a_text_with_nothing_to_read_is_not_accepted(check, text):
    assert check("--text", text).exit_code in {1, 3}


def test_a_use_that_is_not_named_falls_in_the_strictest_tier(call, books):
    done = call("check", "--text", UNKNOWN, "--source", books, "--roles", ROLES, "--format", "json", code=1)
    assert rows(done)[0]["tier"] == "act"


# Where texts come from


def test_a_text_is_read_from_a_file_and_from_standard_input(check, tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(b"\xef\xbb\xbf" + WRONG.encode())
    from_file = check("--file", path, code=1).stdout
    assert "You paid WeWork" in from_file
    assert "ufeff" not in from_file
    assert check("--file", "-", stdin=WRONG, code=1).stdout.startswith("REJECTED  stdin")


def test_json_lines_keep_their_order_ids_and_uses(check):
    many = jsonl({"id": "b", "text": WRONG}, {"id": 7, "text": UNKNOWN, "use": "feed"}, {"text": RIGHT})
    told = rows(check("--jsonl", "-", stdin=many))
    assert [(row["id"], row["use"]) for row in told] == [
        ("b", "client-note"),
        ("7", "feed"),
        ("3", "client-note"),
    ]


def test_json_lines_go_to_a_file(check, tmp_path):
    path = tmp_path / "out.jsonl"
    assert check("--jsonl", "-", "--output", path, stdin=jsonl({"text": RIGHT}), code=0).stdout == ""
    assert json.loads(path.read_text())["decision"] == "accept"


def test_a_line_may_bring_its_own_records(check):
    own = [{"Id": "Z1", "Date": "2026-04-01", "Vendor": "Aldine Press", "Category": "Print", "Amount": "812.40"}]
    columns = [{**row, "Id": "Z1"} for row in own]
    text = "You paid Aldine Press $812.40 on April 1, 2026."
    done = check("--jsonl", "-", stdin=jsonl({"text": text, "source": columns}, {"text": text}))
    assert [row["decision"] for row in rows(done)] == ["accept", "escalate"]


BAD_LINES = [
    ("{not json", "not JSON at column 2"),
    ('{"id": "x"}', "no text"),
    ('["a"]', "no text"),
    ('{"text": "a", "txet": 1}', "unknown key 'txet'"),
    ('{"text": "a", "use": 5}', "use is not a word"),
    ('{"text": "a", "id": []}', "id is not a word"),
    ('{"text": "a", "source": 5}', "source is"),
    ("[" * 100_000, ""),
]


@pytest.mark.parametrize(("line", "told"), BAD_LINES)
def test_a_bad_line_is_told_and_nothing_else_is_lost(check, line, told):
    many = jsonl({"text": RIGHT}) + line + "\n" + jsonl({"text": WRONG})
    done = check("--jsonl", "-", stdin=many, code=5)
    first, bad, last = rows(done)
    assert (first["decision"], last["decision"]) == ("accept", "reject")
    assert bad["line"] == 2
    assert told in bad["error"]
    assert done.stderr == f"guardrail: stdin:2: {bad['error']}\n"


def test_a_lone_surrogate_in_a_line_is_checked_and_comes_back_whole(check):
    done = check("--jsonl", "-", stdin='{"id": "\\ud800", "text": "You paid Gusto \\ud800 $1.00."}\n')
    assert done.exit_code in {1, 3}
    assert rows(done)[0]["id"] == "\ud800"


def test_bytes_that_are_not_utf_8_are_an_error_of_usage(check, tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(b"You paid\nGus\xffto $1.00.")
    assert check("--file", path, code=2).stderr == (
        f"guardrail: usage: {path}:2: the byte 0xff is not UTF-8; save it as UTF-8; see 'guardrail check --help'\n"
    )
    check("--file", "-", stdin=b"\xff", code=2)
    done = check("--jsonl", "-", stdin=b'{"text": "\xff"}\n' + jsonl({"text": RIGHT}).encode(), code=2)
    assert "not UTF-8" in done.stderr
    assert [row.get("decision") for row in rows(done)] == [None, "accept"]


# Where records come from


def test_sources_are_added(call, books, tmp_path):
    table = tmp_path / "statement.json"
    table.write_text(json.dumps([["", "2025", "2024"], ["Total revenue", "$4,210", "$3,980"]]))
    note = tmp_path / "note.md"
    note.write_text("The lease runs until 2029.")
    arguments = [
        "--source",
        books,
        "--source",
        table,
        "--source",
        note,
        "--roles",
        ROLES,
        "--use",
        "client-note",
    ]
    call("check", "--text", RIGHT, *arguments, code=0)
    assert call("check", "--text", "Total revenue was $3,980 in 2025.", *arguments).exit_code in {1, 3}
    arguments = ["--source", note, "--source", table, "--use", "client-note"]
    call("check", "--text", "Total revenue was $4,210 in 2025.", *arguments, code=0)


@pytest.mark.parametrize("ending", ["csv", "json", "jsonl", "parquet"])
def test_a_ledger_is_read_from_every_kind_of_file(call, tmp_path, ending):
    names, *lines = [line.split(",") for line in BOOKS.splitlines()]
    records = [dict(zip(names, line, strict=True)) for line in lines]
    path = tmp_path / f"books.{ending}"
    if ending == "parquet":
        arrow = pytest.importorskip("pyarrow")
        pytest.importorskip("pyarrow.parquet").write_table(arrow.Table.from_pylist(records), path)
    else:
        path.write_text({"csv": BOOKS, "json": json.dumps(records), "jsonl": jsonl(*records)}[ending])
    call("check", "--text", RIGHT, "--source", path, "--roles", ROLES, "--use", "client-note", code=0)
    call("check", "--text", WRONG, "--source", path, "--roles", ROLES, "--use", "client-note", code=1)


def test_roles_may_be_given_one_by_one(call, books):
    roles = [word for pair in ROLES.split(",") for word in ("--roles", pair)]
    call("check", "--text", RIGHT, "--source", books, *roles, "--use", "client-note", code=0)


USAGE = [
    ([], "name one of --text, --file and --jsonl"),
    (["--text", "a", "--file", "b"], "name one of"),
    (["--text", "a", "--roles", "vendor=V"], "'vendor=V': write role=column"),
    (["--text", "a", "--roles", "amount"], "'amount': write role=column"),
    (["--text", "a", "--roles", "amount=A,amount=B"], "'amount' is named twice"),
    (["--text", "a", "--roles", "day_first=maybe"], "write yes or no"),
    (["--txt", "a"], "No such option"),
    (["--text", "a", "--format", "yaml"], "yaml"),
    (["--text", "\udcff"], "not valid UTF-8"),
]


@pytest.mark.parametrize(("arguments", "told"), USAGE)
def test_a_slip_in_the_arguments_is_one_line(call, arguments, told):
    done = call("check", *arguments, code=2)
    assert told in done.stderr
    assert done.stderr.startswith("guardrail: usage: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_roles_that_no_source_can_use_are_refused(call, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("The lease runs until 2029.")
    done = call("check", "--text", "a", "--source", path, "--roles", "amount=A", code=2)
    assert "none of the sources has rows" in done.stderr


# Files that cannot be used


def test_what_is_missing_is_one_line(call, books, tmp_path):
    gone = tmp_path / "gone"
    for arguments in (
        ["--file", gone],
        ["--jsonl", gone],
        ["--text", "a", "--source", gone.with_suffix(".csv")],
        ["--text", "a", "--source", gone.with_suffix(".txt")],
        ["--text", "a", "--source", gone.with_suffix(".json")],
        ["--text", "a", "--source", tmp_path],
        ["--text", "a", "--output", gone / "out.txt"],
        ["--text", "a", "--review", gone / "reviews.db"],
        ["--text", "a", "--source", books, "--roles", "amount=Betrag"],
    ):
        done = call("check", *arguments, code=5)
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("guardrail: ")


def test_a_rules_folder_that_cannot_be_used_has_its_own_code(call, tmp_path, books):
    for path in (tmp_path / "gone", tmp_path, books):
        done = call("check", "--text", "a", "--rules", path, code=4)
        assert str(path) in done.stderr


def test_a_fault_of_the_program_is_one_line_that_asks_for_a_report(call, monkeypatch):
    monkeypatch.setattr("guardrail.cli.check.read_sources", lambda *_: 1 / 0)
    done = call("check", "--text", "a", code=5)
    assert done.stderr.startswith("guardrail: unexpected ZeroDivisionError")
    assert "report" in done.stderr
    assert done.stderr.count("\n") == 1


def test_debug_shows_where_it_happened(monkeypatch):
    from click.testing import CliRunner

    from guardrail.cli import main

    monkeypatch.setattr("guardrail.cli.check.read_sources", lambda *_: 1 / 0)
    done = CliRunner().invoke(main, ["--debug", "check", "--text", "a"])
    assert done.exit_code == 5
    assert "Traceback" in done.stderr


# Review, JSON and SARIF


def test_escalated_texts_are_kept_for_review_and_no_others(check, call, tmp_path):
    db = tmp_path / "reviews.db"
    many = jsonl({"text": RIGHT}, {"text": UNKNOWN}, {"text": WRONG})
    kept = [row.get("case") for row in rows(check("--jsonl", "-", "--review", db, stdin=many, code=1))]
    assert kept[0] is kept[2] is None
    cases = rows(call("review", "list", "--db", db, "--format", "json", code=0))
    assert [(case["id"], case["text"]) for case in cases] == [(kept[1], UNKNOWN)]


def test_json_is_the_verdict_and_its_id(check):
    from guardrail import Verdict

    row = rows(check("--text", WRONG, "--format", "json"))[0]
    assert row.pop("id") == "text"
    assert Verdict.from_dict(row).decision.value == "reject"


def test_sarif_points_at_the_characters(check):
    done = check("--text", WRONG, "--format", "sarif", code=1)
    log = json.loads(done.stdout)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    result = run["results"][0]
    assert (result["level"], result["kind"]) == ("error", "fail")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = result["locations"][0]["physicalLocation"]
    region = place["region"]
    assert WRONG[region["charOffset"] :][: region["charLength"]] == "$18,250.00"
    assert run["artifacts"][place["artifactLocation"]["index"]]["contents"]["text"] == WRONG
    assert result["relatedLocations"][0]["logicalLocations"][0]["fullyQualifiedName"].startswith("A2")


def test_sarif_of_a_proven_text_holds_passes_only(check):
    results = json.loads(check("--text", RIGHT, "--format", "sarif", code=0).stdout)["runs"][0]["results"]
    assert {(result["kind"], result["level"]) for result in results} == {("pass", "none")}


def test_sarif_says_which_line_was_not_checked(check):
    done = check("--jsonl", "-", "--format", "sarif", stdin="{\n" + jsonl({"text": RIGHT}), code=5)
    invocation = json.loads(done.stdout)["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert "stdin:1" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_names_a_text_once_however_often_it_comes(check):
    twice = jsonl({"id": "a", "text": WRONG}, {"id": "a", "text": WRONG}, {"id": "b", "text": WRONG})
    (run,) = json.loads(check("--jsonl", "-", "--format", "sarif", stdin=twice, code=1).stdout)["runs"]
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["a", "b"]
    places = [r["locations"][0]["physicalLocation"]["artifactLocation"] for r in run["results"]]
    assert [place["index"] for place in places] == [0, 0, 1]
