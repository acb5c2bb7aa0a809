"""True texts are true, errors are errors, and both are what they say they are."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import guardrail
from guardrail import Decision, GuardrailError, Source
from guardrail.testing import strategies as gs
from guardrail.testing import texts
from guardrail.testing.books import book_of
from guardrail.testing.changes import CHANGES
from guardrail.testing.draws import DRAWS
from guardrail.testing.errors_made import errors_drawn
from guardrail.testing.statements import LINE_KINDS, statement_of
from guardrail.testing.texts import KINDS, corrupted, true_text, wrong_text

GUARD = guardrail.load()
SLOW = settings(derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)

ROWS = [
    {"id": "A1", "date": "2026-03-02", "vendor": "WeWork", "category": "Rent", "amount": "3,200.00"},
    {"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "category": "Payroll", "amount": "18,250.00"},
    {"id": "A3", "date": "2026-03-20", "vendor": "Cedar Print", "category": "Printing", "amount": "1,240.50"},
    {"id": "A4", "date": "2026-03-28", "vendor": "Cedar Print", "category": "Printing", "amount": "(240.50)"},
    {"id": "A5", "date": "2026-04-02", "vendor": "WeWork", "category": "Rent", "amount": "3,300.00"},
    {"id": "A6", "date": "2026-04-15", "vendor": "Gusto", "category": "Payroll", "amount": "18,250.00"},
]
ROLES = {"amount": "amount", "entity": "vendor", "date": "date", "account": "category", "id": "id"}
BOOKS = Source.from_rows(ROWS, currency="USD", **ROLES)


@SLOW
@given(true=gs.true_texts())
def test_a_true_text_is_never_contradicted_but_where_readers_may_differ(true) -> None:
    """The engine and the texts share no code: where the two differ, one of them is wrong."""
    verdict = GUARD.check(true.text, source=true.source, use="client-note")
    if len(true.about) == 1:
        assert verdict.decision is not Decision.REJECT, (true.text, verdict.findings)


@SLOW
@given(wrong=gs.corruptions())
def test_an_error_is_caught_and_points_at_the_words_that_are_wrong(wrong) -> None:
    verdict = GUARD.check(wrong.text, source=wrong.source, use="client-note")
    assert verdict.decision is not Decision.ACCEPT, (wrong.text, wrong.reason)
    assert wrong.kind in KINDS
    assert wrong.text != wrong.true
    assert 0 <= wrong.span.start <= wrong.span.end <= len(wrong.text)
    outside = wrong.text[: wrong.span.start]
    assert wrong.true.startswith(outside)


@given(seed=st.integers(0, 10_000))
def test_a_seed_writes_the_same_text_and_the_same_error_each_time(seed: int) -> None:
    assert true_text(BOOKS, seed) == true_text(BOOKS, seed)
    true = true_text(BOOKS, seed)
    assert true is None or corrupted(true, seed) == corrupted(true, seed)


def test_every_kind_of_fact_is_drawn() -> None:
    facts = Counter()
    for source in (BOOKS, STATEMENT):
        for seed in range(500):
            if true := true_text(source, seed):
                facts.update(true.about)
    assert set(facts) >= {*DRAWS, *LINE_KINDS} - {"income"}


@pytest.mark.parametrize("kind", KINDS)
def test_errors_of_each_kind_are_built_whatever_is_drawn(kind: str) -> None:
    @settings(derandomize=True, max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(wrong=gs.corruptions(kinds=[kind]))
    def holds(wrong) -> None:
        assert wrong.kind == kind
        assert wrong.text != wrong.true

    holds()


def test_a_given_text_is_made_false_in_the_ways_it_can_be() -> None:
    true = true_text(STATEMENT, 3, about="level")
    assert true
    made = set()

    @settings(derandomize=True, max_examples=40, deadline=None)
    @given(wrong=gs.corruptions(true, kinds=["digits", "year", "month"]))
    def gather(wrong) -> None:
        assert wrong.true == true.text
        made.add(wrong.kind)

    gather()
    assert made == {"digits", "year"}


def test_what_a_given_text_or_source_cannot_bear_is_told_at_once() -> None:
    true = true_text(STATEMENT, 3, about="level")
    with pytest.raises(GuardrailError, match=r"no error of kind month, rank can be made .*; possible are digits, "):
        gs.corruptions(true, kinds=["month", "rank"])
    with pytest.raises(GuardrailError, match="no error of kind 'typo'"):
        gs.corruptions(kinds=["typo"])
    with pytest.raises(GuardrailError, match="kinds is empty"):
        gs.corruptions(kinds=[])


@settings(database=None, max_examples=1, phases=[Phase.generate])
@given(data=st.data())
def test_what_no_drawn_source_can_bear_is_told(data: st.DataObject) -> None:
    with pytest.raises(GuardrailError, match="no error of kind month can be made in texts about <Source: "):
        data.draw(gs.corruptions(gs.true_texts(STATEMENT), kinds=["month"]))


@pytest.mark.parametrize(
    ("strategy", "asked", "told"),
    [
        (gs.ledgers, {"min_rows": 1}, "ledgers: from 1 to 24 records is not possible"),
        (gs.ledgers, {"min_rows": 9, "max_rows": 8}, "ledgers: from 9 to 8 records"),
        (gs.ledgers, {"currencies": ["USD", "DEM"]}, "no currency 'DEM' can be drawn; there are USD, GBP, EUR"),
        (gs.ledgers, {"currencies": []}, "currencies is empty"),
        (gs.statements, {"min_years": 1}, "statements: from 1 to 3 years is not possible"),
    ],
)
def test_a_source_that_cannot_be_drawn_is_refused_at_once(strategy, asked, told: str) -> None:
    with pytest.raises(GuardrailError, match=told):
        strategy(**asked)


def test_the_same_seed_makes_the_same_errors_whatever_else_is_loaded() -> None:
    """Hypothesis draws from numbers it finds in the modules that are loaded, so a kill score must not rest on it."""
    made = "[wrong.text for wrong in errors_drawn(25, 7)]"
    alone = "import sys; from guardrail.testing.errors_made import errors_drawn"
    code = f"{alone}; print({made}, 'hypothesis' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{[wrong.text for wrong in errors_drawn(25, 7)]} False\n"


@pytest.mark.parametrize("kind", sorted(CHANGES))
def test_errors_of_one_kind_are_of_that_kind(kind: str) -> None:
    made = [corrupted(true, seed, kinds=[kind]) for seed in range(150) if (true := true_text(BOOKS, seed))]
    assert {wrong.kind for wrong in made if wrong} <= {kind}


@pytest.mark.parametrize("kind", sorted(CHANGES))
def test_for_an_error_only_facts_that_can_have_it_are_drawn(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    monkeypatch.setattr(texts, "draw", lambda _, __, about: drawn.append(about))
    assert wrong_text(BOOKS, 1, kinds=[kind]) is None
    assert set(drawn) == set(CHANGES[kind].about)


def test_an_error_of_an_unknown_kind_is_refused_with_those_there_are() -> None:
    true = true_text(BOOKS, 1)
    with pytest.raises(GuardrailError, match="no error of kind 'typo'; known are digits"):
        corrupted(true, 1, kinds=["typo"])


STATEMENT = Source.from_table(
    [
        ["", "2025", "2024"],
        ["Revenue", "9,120", "8,400"],
        ["Research and development", "1,310", "1,205"],
        ["Sales and marketing", "880", "940"],
        ["Total operating expenses", "2,190", "2,145"],
    ],
    caption="(in thousands of dollars)",
    currency="USD",
)


def test_a_statement_is_read_back_with_its_scale_and_what_adds_up() -> None:
    read = statement_of(STATEMENT)
    assert (read.years, read.scale, read.currency) == ((2025, 2024), "in thousands", "USD")
    assert (read.total, read.parts) == (
        "Total operating expenses",
        ("Research and development", "Sales and marketing"),
    )
    assert read.figure("Revenue", 2025) == 9_120_000


@given(source=gs.statements())
def test_a_drawn_statement_is_read_back_as_it_was_drawn(source: Source) -> None:
    read = statement_of(source)
    assert read.total == "Total operating expenses"
    assert len(read.parts) >= 2
    assert all(
        sum(read.figure(part, year) for part in read.parts) == read.figure(read.total, year) for year in read.years
    )


@given(source=gs.ledgers())
def test_a_drawn_ledger_is_read_back_with_who_is_paid_and_who_pays(source: Source) -> None:
    book = book_of(source)
    assert len(book.rows) == len(source.records)
    assert all(row.out < 0 for row in book.rows if row.entity in book.customers)
    assert {row.entity for row in book.rows if row.out > 0} <= set(book.vendors)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{**ROWS[0], "vendor": ""}], "record A1 has no entity"),
        ([{**ROWS[0], "date": "soon"}], "record A1 has no date"),
        ([{**ROWS[0], "category": "Sales"}], "no payment"),
        ([], "one currency; here it is none"),
    ],
)
def test_records_that_nothing_sure_can_be_said_of_are_refused(rows, told: str) -> None:
    with pytest.raises(GuardrailError, match=told):
        book_of(Source.from_rows(rows, currency="USD", **(ROLES if rows else {})))


def test_a_table_without_two_years_is_refused() -> None:
    with pytest.raises(GuardrailError, match="two or more years"):
        statement_of(Source.from_table([["", "2025"], ["Revenue", "9,120"]], currency="USD"))


def test_what_fails_shrinks_to_what_a_person_can_read() -> None:
    quiet = settings(database=None, max_examples=200, suppress_health_check=list(HealthCheck))
    books = find(gs.ledgers(), lambda source: True, settings=quiet)
    assert [str(record.amount) for record in books.records] == ["2.5"] * 4
    assert {(record.entity, record.currency) for record in books.records} == {("Gusto", "USD")}
    paid = find(gs.ledgers(), lambda source: any(r.amount > 1000 for r in source.records), settings=quiet)
    assert sorted(record.amount for record in paid.records)[:-1] == [Decimal("2.5")] * 3
    wrong = find(gs.corruptions(), lambda wrong: wrong.kind == "digits", settings=quiet)
    assert len(wrong.text) < 120
    assert len(wrong.source) <= 12


# What else is drawn


@given(text=gs.texts(max_size=200), data=st.data())
def test_chunks_are_the_text_in_pieces(text: str, data: st.DataObject) -> None:
    assert "".join(data.draw(gs.chunkings(text))) == text


@settings(max_examples=30, deadline=None)
@given(text=gs.nsfw_texts())
def test_unfit_texts_are_rejected(text: str) -> None:
    assert GUARD.check(text, source=BOOKS, use="client-note").decision is Decision.REJECT


@given(text=gs.injections())
def test_injections_give_an_order(text: str) -> None:
    assert any(word in text for word in ("Ignore", "Disregard", "Forget", "Override"))


@settings(max_examples=30, deadline=None)
@given(pack=gs.rulebooks())
def test_drawn_rulebooks_load_and_find_what_their_rules_must(
    pack: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from guardrail.rulebook import Rulebook

    folder = tmp_path_factory.mktemp("rules")
    (folder / "drawn.yaml").write_text(pack, encoding="utf-8")
    book = Rulebook.read(folder)
    assert book.counts.get("terms", 0) + book.counts.get("regex", 0) >= 1


def _looking() -> list:
    from guardrail.rulebook import Rulebook
    from guardrail.rulebook.rule import ExampleRule

    return [rule for rule in Rulebook.read().rules if isinstance(rule, ExampleRule) and rule.kind in {"terms", "regex"}]


@settings(max_examples=80, deadline=None)
@given(data=st.data(), rule=st.sampled_from(_looking()))
def test_a_rule_finds_the_texts_drawn_from_it(data: st.DataObject, rule) -> None:
    text = data.draw(gs.from_rule(rule))
    found = type(rule).build([rule]).check([guardrail.Candidate(text=text)])[0]
    assert [finding for finding in found if finding.category != "error"], text
