"""The kill score counts what became of errors, on drawn records and on a user's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import guardrail
from guardrail import Decision, Guard, Policy, Severity, Source, Tier
from guardrail.cli import main
from guardrail.testing import Says
from guardrail.testing.killscore import kill_score, uses_of
from guardrail.testing.own_texts import OWN_KINDS, own_corruption
from guardrail.testing.texts import KINDS, corrupted, true_text
from guardrail.types import Finding

ROWS = """id,date,vendor,category,amount
A1,2026-03-02,WeWork,Rent,"3,200.00"
A2,2026-03-15,Gusto,Payroll,"18,250.00"
A3,2026-03-20,Cedar Print,Printing,"1,240.50"
A4,2026-03-28,Cedar Print,Printing,(240.50)
A5,2026-04-02,WeWork,Rent,"3,300.00"
"""
ROLES = "amount=amount,entity=vendor,date=date,account=category,id=id,currency=USD"
TRUE = """You paid WeWork $3,200.00 on March 2, 2026.
Gusto was paid $18,250.00 in March 2026.
Spending on Rent rose by $100.00 from March to April.
The largest payment in March 2026 was $18,250.00 to Gusto.
Cedar Print refunded $240.50 in March.
"""


@pytest.fixture
def books(tmp_path: Path) -> Path:
    (tmp_path / "books.csv").write_text(ROWS)
    (tmp_path / "true.txt").write_text(TRUE)
    return tmp_path


def source_of(folder: Path) -> Source:
    roles = dict(pair.split("=") for pair in ROLES.split(","))
    return Source.from_file(folder / "books.csv", **roles)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["killscore", *arguments])
    return done.exit_code, done.output


def test_a_guard_that_sees_nothing_lets_every_error_through(books: Path) -> None:
    blind = Guard(validators=[Says()], policy=guardrail.load().policy)
    errors = [wrong for seed in range(40) if (wrong := corrupted(true_text(source_of(books), seed), seed))]
    score = kill_score(blind, errors, uses=["client-note"])
    assert score.total("client-note") == {Decision.ACCEPT: len(errors)}
    assert [s.wrong.text for s in score.survivors] == sorted((e.text for e in errors), key=lambda t: (len(t), t))
    assert score.refused == 0


def test_a_guard_that_refuses_everything_is_told_by_the_true_texts(books: Path) -> None:
    finding = Finding(rule="no", category="pattern.no", severity=Severity.CRITICAL, message="No.")
    policy = Policy([Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {"note": "only"})
    errors = [wrong for seed in range(40) if (wrong := corrupted(true_text(source_of(books), seed), seed))]
    score = kill_score(Guard(validators=[Says(finding)], policy=policy), errors, uses=["note"])
    assert score.total("note") == {Decision.REJECT: len(errors)}
    assert score.refused == score.true > 0


def test_each_tier_has_a_use_in_order() -> None:
    guard = guardrail.load()
    assert [guard.policy.uses[use] for use in uses_of(guard)] == [tier.name for tier in guard.policy.tiers]


def test_the_shipped_rules_stop_the_errors_in_a_users_own_texts(books: Path) -> None:
    source, guard = source_of(books), guardrail.load()
    made = [own_corruption(text, source, seed) for text in TRUE.splitlines() for seed in range(40)]
    errors = [wrong for wrong in made if wrong]
    assert len(errors) > 180
    assert {wrong.kind for wrong in errors} == {*OWN_KINDS}
    score = kill_score(guard, errors, uses=["client-note"])
    assert [(s.wrong.text, s.wrong.reason) for s in score.survivors] == []
    assert (score.true, score.refused) == (5, 0)


def test_the_command_scores_own_texts_and_writes_a_page_and_a_badge(books: Path) -> None:
    code, out = run(
        "--source", str(books / "books.csv"), "--roles", ROLES, "--texts", str(books / "true.txt"), "--examples", "60",
        "--use", "client-note", "--html", str(books / "k.html"), "--badge", str(books / "k.svg"), "--fail-under", "95",
    )  # fmt: skip
    assert code == 0, out
    assert "use client-note · tier advise" in out
    assert "5 of the 5 true texts were accepted" in out
    page = (books / "k.html").read_text()
    assert "<script" not in page
    assert "use client-note, tier advise" in page
    assert "kill score: " in (books / "k.svg").read_text()


def test_the_command_fails_below_the_share_asked_for(books: Path) -> None:
    arguments = ("--source", str(books / "books.csv"), "--roles", ROLES, "--examples", "60", "--use", "feed")
    assert run(*arguments, "--fail-under", "100")[0] == 1


def test_the_command_tells_json_the_same_twice() -> None:
    first, again = run("--examples", "40", "--format", "json"), run("--examples", "40", "--format", "json")
    assert first == again
    told = json.loads(first[1])
    assert told["made"] == 40
    assert set(told["uses"]["client-note"]["all"]) == {"accept", "escalate", "reject", "caught", "interval"}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--texts", "true.txt"), 2, "say with --source"),
        (("--source", "books.csv", "--roles", ROLES, "--texts", "none.txt"), 5, "cannot be read as text"),
        (("--source", "books.csv"), 5, "one currency; here it is none"),
        (("--source", "books.csv", "--roles", ROLES, "--texts", "empty.txt"), 5, "there is no text in it"),
        (("--source", "books.csv", "--roles", ROLES, "--texts", "vague.txt"), 5, "no error could be made"),
    ],
)
def test_what_cannot_be_scored_is_told_in_a_line(
    books: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, told: str
) -> None:
    monkeypatch.chdir(books)
    (books / "empty.txt").write_text("\n")
    (books / "vague.txt").write_text("Thank you.\n")
    done, out = run(*arguments)
    assert (done, out.count("\n")) == (code, 1), out
    assert told in out


def test_the_table_in_the_readme_is_whole() -> None:
    """Its figures are those of a long run; what is held here is that a run wrote it."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    part = readme.split("<!-- kill score: start -->\n")[1].split("<!-- kill score: end -->")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in part.splitlines() if line.startswith("|")]
    uses = uses_of(guardrail.load())
    assert [head.split(" (")[0] for head in rows[0]] == ["error", "made", *uses]
    kinds, counts = (
        [row[0] for row in rows[2:]],
        [[int(c.split(" ")[0].replace(",", "")) for c in r[1:]] for r in rows[2:]],
    )
    assert set(kinds[:-1]) <= set(KINDS)
    assert kinds[-1] == "**all**"
    assert [sum(column) for column in zip(*counts[:-1], strict=True)] == counts[-1]
