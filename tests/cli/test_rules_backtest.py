"""`guardrail rules backtest`: where texts come from, what is printed, and the page for a browser."""

import json
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_texts import BOOKS, RIGHT, ROLES

from guardrail.backtest import Change, Past
from guardrail.cli.backtest.page import page
from guardrail.cli.backtest.run import Run
from guardrail.cli.plain import glyph
from guardrail.review import Queue
from guardrail.rulebook import Rulebook
from guardrail.testing.strategies import texts
from guardrail.types import Candidate, Case, Decision, Finding, Resolution, Severity, Span, Verdict

PACK = """\
pack: finance
owner: Controller
version: '1.0'
about: Promises that no note may make.
rules:
  - id: promise
    kind: terms
    category: policy.promise
    severity: {severity}
    message: promises a return
    terms: [risk-free{more}]
    match: [It is risk-free.]
    pass: [It is safe.]
"""
PROMISE = f"{RIGHT} This is risk-free."
SAFE = f"{RIGHT} This cannot fail."
LINES = [
    {"id": "a", "text": PROMISE, "use": "client-note", "day": "2026-03-01", "resolution": "reject"},
    {
        "id": "b",
        "text": SAFE,
        "use": "client-note",
        "day": "2026-03-04T09:30:00Z",
        "resolution": {"decision": "accept"},
    },
    {"id": "c", "text": RIGHT, "use": "client-note", "day": "2026-03-10"},
]


@pytest.fixture
def rules(tmp_path):
    """A file of rules with the given severity."""

    def write(name, severity="critical", more=""):
        path = tmp_path / f"{name}.yaml"
        path.write_text(PACK.format(severity=severity, more=more), encoding="utf-8")
        return path

    return write


@pytest.fixture
def run(call, rules, books):
    """Backtests one rule that gets stricter and finds more, on the given lines."""
    old, new = rules("old", "minor"), rules("new", "critical", ", cannot fail")

    def backtest(lines, *more, **how):
        written = "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines)
        arguments = ("--against", old, "--on", "-", "--source", books, "--roles", ROLES, *more)
        return call("rules", "backtest", new, *arguments, stdin=written, **how)

    return backtest


def rows(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_changes_and_the_counts_are_printed(run):
    *changes, counts = rows(run(LINES, "--format", "json", code=0))
    assert [(row["id"], row["new"], row["decided"]) for row in changes] == [
        ("a", "reject", "reject"),
        ("b", "reject", "accept"),
    ]
    assert [found["rule"] for found in changes[0]["came"]] == ["promise"]
    assert (counts["texts"], counts["changed"], counts["days"]) == (3, 2, 10)
    assert sum(move["texts"] for move in counts["moves"]) == 3
    assert (counts["people"]["rejected"]["right"], counts["people"]["rejected"]["of"]) == (1, 2)


def test_the_counts_are_told_in_sentences(run):
    shown = " ".join(run(LINES, code=0).stdout.split())
    assert "3 texts, 2026-03-01 to 2026-03-10: 2 with another decision" in shown
    assert (
        "of 2 texts newly rejected that a person had decided, the person rejected 1 (50%, 95% interval 9% to 91%)"
        in shown
    )
    assert "+ promise (critical): promises a return" in shown
    assert "a person said reject" in shown


def test_what_reviewers_need_longer_is_told_by_the_day(call, rules):
    lines = "".join(
        json.dumps({"text": f"It is risk-free, {n}.", "use": "feed", "day": f"2026-03-{n + 1:02}"}) + "\n"
        for n in range(10)
    )
    policy = "tiers:\n  only: {escalate: critical, reject: critical}\nuses: {feed: only}\n"
    softer = policy.replace("escalate: critical", "escalate: major")
    folders = []
    for name, tiers in (("a", policy), ("b", softer)):
        file = rules(name, "major")
        folder = file.parent / name
        folder.mkdir()
        file.rename(folder / "finance.yaml")
        (folder / "policy.yaml").write_text(tiers, encoding="utf-8")
        folders.append(folder)
    arguments = ("--against", folders[0], "--on", "-", "--minutes", "4", "--format", "json")
    counts = rows(call("rules", "backtest", folders[1], *arguments, stdin=lines, code=0))[-1]
    assert (counts["more cases"], counts["minutes a day"]) == (10, 4.0)


def test_tiers_are_counted_from_the_mildest(run):
    lines = [{"text": PROMISE, "use": use} for use in ("payment", "feed", "client-note")]
    counts = rows(run(lines, "--format", "json", code=0))[-1]
    assert [move["tier"] for move in counts["moves"]] == ["inform", "advise", "act"]


def test_rules_against_themselves_change_nothing(call, rules):
    same = rules("same")
    done = call("rules", "backtest", same, "--against", same, "--on", "-", stdin=json.dumps(LINES[0]), code=0)
    assert done.stdout.splitlines()[0] == "1 text, 2026-03-01 to 2026-03-01: 0 with another decision"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("not json\n", "not JSON at column 1"),
        ('{"id": "x"}\n', "no text"),
        ('{"text": "x", "resolved": "accept"}\n', "unknown key 'resolved'; known are id, text, use"),
        ('{"text": "x", "resolution": "escalate"}\n', "resolution is not accept or reject"),
        ('{"text": "x", "resolution": {"decision": []}}\n', "resolution is not accept or reject"),
        ('{"text": "x", "day": "yesterday"}\n', "day is not a day; write it as 2026-03-31"),
        ('{"text": "x", "day": 20260301}\n', "day is not a day"),
        ('{"text": "x", "prompt": 7}\n', "prompt is not text"),
        ('{"text": "x", "source_file": "gone.csv"}\n', "gone.csv"),
        ('{"text": "x", "source_file": 7}\n', "source_file is not a path"),
        ('{"text": "x", "source": "y", "source_file": "z.csv"}\n', "both source and source_file; keep one"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_by_its_number_and_the_rest_goes_on(run, line, told):
    done = run([LINES[0], line, LINES[1]], "--format", "json", code=5)
    assert done.stderr.startswith("guardrail: stdin:2: ")
    assert told in done.stderr
    assert rows(done)[-1]["texts"] == 2
    assert rows(done)[-1]["unread"] == 1


def test_a_source_is_read_from_a_file_beside_the_history(call, rules, tmp_path):
    (tmp_path / "march.csv").write_text(BOOKS, encoding="utf-8")
    history = tmp_path / "history.jsonl"
    history.write_text(json.dumps({"text": RIGHT, "use": "client-note", "source_file": "march.csv"}), encoding="utf-8")
    same = rules("same")
    done = call(
        "rules", "backtest", same, "--against", same, "--on", history, "--roles", ROLES, "--format", "json", code=0
    )
    assert rows(done)[-1]["moves"] == [{"tier": "advise", "old": "accept", "new": "accept", "texts": 1}]


def test_parquet_says_the_same_as_json_lines(run, call, rules, books, tmp_path):
    arrow = pytest.importorskip("pyarrow", reason="reading parquet needs pyarrow")
    from pyarrow import parquet

    lines = [{**line, "resolution": "reject", "day": datetime(2026, 3, 4, tzinfo=UTC)} for line in LINES]
    parquet.write_table(arrow.Table.from_pylist(lines), tmp_path / "past.parquet")
    arguments = ("--against", tmp_path / "old.yaml", "--source", books, "--roles", ROLES, "--format", "json")
    done = call("rules", "backtest", tmp_path / "new.yaml", "--on", tmp_path / "past.parquet", *arguments, code=0)
    texts = [{**line, "day": "2026-03-04"} for line in lines]
    assert done.stdout == run(texts, "--format", "json", code=0).stdout
    (tmp_path / "bad.parquet").write_text("no")
    assert "not a parquet file" in call("rules", "backtest", "shipped", "--on", tmp_path / "bad.parquet", code=5).stderr


def test_a_review_queue_is_a_history_with_what_people_said(call, rules, tmp_path, books):
    old, new = rules("old", "minor"), rules("new", "critical")
    guard = Rulebook.read(old).guard()
    start = datetime(2026, 3, 1, 9, tzinfo=UTC)
    days = iter([start, start + timedelta(days=1)])
    queue = Queue(tmp_path / "reviews.db", clock=lambda: next(days, start))
    for number, (text, decision) in enumerate(
        ((f"{PROMISE} You paid Zyntrix $5.10.", "reject"), ("It rained.", "accept"))
    ):
        verdict = guard.check(text, use="client-note")
        queue.put(Case(id=str(number), text=text, verdict=verdict))
        queue.resolve(
            Resolution(case=str(number), decision=Decision("accept"), reviewer="R.", at="2026-03-09T00:00:00+00:00")
        )
        queue.resolve(
            Resolution(case=str(number), decision=Decision(decision), reviewer="R.", at="2026-03-09T00:00:00+00:00")
        )
    arguments = ("--against", old, "--db", tmp_path / "reviews.db")
    *changes, counts = rows(call("rules", "backtest", new, *arguments, "--format", "json", code=0))
    assert [(row["id"], row["old"], row["new"], row["decided"]) for row in changes] == [
        ("0", "escalate", "reject", "reject")
    ]
    assert (counts["texts"], counts["days"]) == (2, 2)
    assert "a review queue keeps no sources" in call("rules", "backtest", new, *arguments, code=0).stdout
    assert "no such review file" in call("rules", "backtest", new, "--db", tmp_path / "gone.db", code=5).stderr


def test_one_history_is_named(call):
    assert "name one of --on and --db" in call("rules", "backtest", "shipped", code=2).stderr
    assert "name one of --on and --db" in call("rules", "backtest", "shipped", "--on", "a", "--db", "b", code=2).stderr


def test_rules_that_do_not_load_are_told_before_any_text_is_read(call, rules):
    assert "unknown severity 'bad'" in call("rules", "backtest", rules("new", "bad"), "--on", "gone", code=4).stderr


# The page


class Reader(HTMLParser):
    """The text inside each element of a kind, and every tag there is."""

    def __init__(self):
        super().__init__()
        self.tags, self.text, self.marked, self._open = [], "", "", []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._open += [] if tag == "meta" else [tag]

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if "blockquote" in self._open and "sup" not in self._open:
            self.text += data
            self.marked += data if "mark" in self._open else ""


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def change(text, *spans, name="n"):
    found = tuple(
        Finding(rule="r", category="policy.r", severity=Severity.CRITICAL, message=text, span=Span(*span))
        for span in spans
    )
    old = Verdict(decision=Decision.ACCEPT, tier=text, use=text, findings=found[:1], fingerprint="")
    new = Verdict(decision=Decision.REJECT, tier=text, use=text, findings=found[1:], fingerprint="")
    return Change(past=Past(id=name, candidate=Candidate(text=text, use=text)), old=old, new=new)


def page_of(*changes, name="new"):
    run = Run(name, "old", 3.0, tiers=[one.new.tier for one in changes])
    for one in changes:
        run.add(one)
    return page(run)


PLACES = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: tuple(sorted(pair)))


@given(text=texts() | st.text("<>&\"'/x\n", max_size=30), spans=st.lists(PLACES, max_size=4))
def test_any_text_is_shown_as_it_is_with_just_its_findings_marked(text, spans):
    reader = read(page_of(change(text, *spans, name=text), name=text))
    assert reader.text == "".join(char if char == "\n" else glyph(char) for char in text)
    told = {place for start, end in spans[1:] + spans[:1] for place in range(start, min(end, len(text)))}
    if len(set(spans)) == len(spans):
        assert reader.marked == "".join(c if c == "\n" else glyph(c) for n, c in enumerate(text) if n in told)


def test_the_page_needs_nothing_from_elsewhere_and_runs_no_script():
    reader = read(page_of(change("<script src='http://x'>alert(1)</script><img src=x onerror=y>", (0, 8))))
    assert {tag for tag, _ in reader.tags}.isdisjoint({"script", "img", "link", "iframe", "object"})
    assert not any({"src", "href", "onerror", "onload"} & attributes.keys() for _, attributes in reader.tags)


def test_the_page_can_be_read_aloud_and_in_the_dark():
    html = page_of(change("It is risk-free.", (6, 15)))
    reader = read(html)
    tags = [tag for tag, _ in reader.tags]
    assert ("html", {"lang": "en"}) in reader.tags
    assert tags.count("h1") == tags.count("main") == 1
    assert tags.count("table") == tags.count("caption")
    assert all(attributes.get("scope") in {"row", "col"} for tag, attributes in reader.tags if tag == "th")
    assert "prefers-color-scheme: dark" in html
    assert "No longer:" in html


def test_a_long_text_is_shown_around_its_findings():
    text = "x" * 50_000 + " risk-free " + "y" * 50_000
    html = page_of(change(text, (0, 0), (50_001, 50_010)))
    assert len(read(html).text) < 5000
    assert read(html).marked == "risk-free"


def test_of_each_kind_of_change_fifty_texts_are_listed_and_the_others_counted(run, tmp_path):
    shown = run([{**LINES[0], "id": f"n{n}"} for n in range(60)], "--html", tmp_path / "page.html", code=0)
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert html.count("<article") == 50
    assert "And 10 more" in html
    assert "and 40 texts more" in shown.stdout


def test_what_a_rule_finds_at_many_places_is_told_once_with_their_number():
    html = page_of(change("It is risk-free, yes, risk-free, risk-free.", (0, 2), (6, 15), (22, 31), (33, 42)))
    assert html.count("<li ") == 2
    assert "(3 places)" in html
    assert html.count("<sup>1</sup>") == 3
    assert read(html).marked == "Itrisk-freerisk-freerisk-free"
