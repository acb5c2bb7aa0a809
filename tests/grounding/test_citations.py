"""References to the source: found however they are written, there or not, and held against what they stand behind."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.grounding import CONTRADICTION, FABRICATED, SUPPORTED, UNSUPPORTED, read, verify
from guardrail.grounding.citations import citations, without
from tests.laws.drawn import Books, Row, ledgers

COLUMNS = {"id": "id", "date": "date", "entity": "who", "account": "what", "amount": "sum"}
BOOKS = Source.from_rows(
    [
        {"id": "A1", "date": "2026-03-03", "who": "WeWork", "what": "Rent", "sum": "3200", "bill": "BILL-77"},
        {"id": "A2", "date": "2026-03-09", "who": "Gusto", "what": "Payroll", "sum": "18250", "bill": "BILL-78"},
        {"id": "A3", "date": "2026-03-12", "who": "WeWork", "what": "Rent", "sum": "150", "bill": ""},
        {"id": "INV-104", "date": "2026-03-14", "who": "Staples", "what": "Office", "sum": "75.10", "bill": ""},
        {"id": "A7", "date": "2026-03-20", "who": "WeWork", "what": "Rent", "sum": "3200", "bill": ""},
    ],
    currency="USD",
    **COLUMNS,
)
NUMBERED = Source.from_rows(
    [{"who": "WeWork", "sum": "3200"}, {"who": "Gusto", "sum": "18250"}, {"who": "WeWork", "sum": "3200"}],
    entity="who",
    amount="sum",
    currency="USD",
)
LEASE = Source.from_chunks(
    [
        ("lease.pdf#1", "The lease began on March 1, 2026. Rent is $3,200.00 a month."),
        ("lease.pdf#2", "The deposit was $6,400.00."),
        ("memo", "As agreed, rent is $3,200.00 a month."),
    ]
)
STATEMENT = Source.from_table(
    [["", "2025", "2024"], ["Revenue", "120.5", "110.0"], ["Net income", "20.1", "18.0"]],
    caption="In millions",
    currency="USD",
)
SOURCES = {"books": BOOKS, "numbered": NUMBERED, "lease": LEASE, "statement": STATEMENT}


@pytest.mark.parametrize(
    ("source", "text", "refs"),
    [
        (BOOKS, "Rent [A1].", ["A1"]),
        (BOOKS, "Rent (A1).", ["A1"]),
        (BOOKS, "Rent 【A1†source】.", ["A1"]),
        (BOOKS, "Rent [a1; a3].", ["A1", "A3"]),
        (BOOKS, "Rent [A1 and A3].", ["A1", "A3"]),
        (BOOKS, "Rent [A1-A3].", ["A1", "A2", "A3"]),
        (BOOKS, "Rent (see records A1, A3).", ["A1", "A3"]),
        (BOOKS, "Rent [ref: inv 104].", ["INV-104"]),
        (BOOKS, "Rent [BILL-77].", ["A1"]),
        (BOOKS, "Rent [A9].", [None]),
        (BOOKS, "Rent [12].", [None]),
        (BOOKS, "Rent (INV-999).", [None]),
        (BOOKS, "Rent [ledger.pdf].", [None]),
        (BOOKS, "Rent [^1].\n\n[^1]: A1", ["A1", "A1"]),
        (BOOKS, "Rent.¹\n\n¹ INV-104", ["INV-104", "INV-104"]),
        (BOOKS, "Rent [1].\n\nSources:\n[1] A1, of March", ["A1", "A1"]),
        (BOOKS, "Rent [^2].", [None]),
        (NUMBERED, "Rent [3].", ["3"]),
        (NUMBERED, "Rent [row 3].", ["3"]),
        (NUMBERED, "Rent [rows 1-3].", ["1", "2", "3"]),
        (NUMBERED, "Rent [4].", [None]),
        (LEASE, "Rent [lease.pdf#1].", ["lease.pdf#1"]),
        (LEASE, "Rent [memo].", ["memo"]),
        (LEASE, "Rent (lease.pdf#9).", [None]),
        (Source.from_text("Rent is $3,200.00."), "Rent [1].", ["P1"]),
        (STATEMENT, "Revenue [T1:R2C2].", ["T1:R2C2"]),
        (STATEMENT, "Revenue [T1:R2].", ["T1:R2"]),
        (STATEMENT, "Revenue [Table 1].", ["T1"]),
        (STATEMENT, "Revenue [T4].", [None]),
        (BOOKS, "In [2025] and [Q3], on [March 3, 2026] and [2026-03-03].", []),
        (BOOKS, "Rent [sic] of [$3,200] rose [12%] (see below) (3) (B2B) (Q3).", []),
        (BOOKS, "Dear [Client Name], see [the ledger](https://books.test/A1).", []),
        (BOOKS, "It covers 12 m² and 3 items.", []),
    ],
)
def test_a_reference_is_found_as_people_and_models_write_it(source: Source, text: str, refs: list[str | None]) -> None:
    assert [ref.id for citation in citations(text, source) for ref in citation.refs] == refs


def statuses(text: str, source: Source) -> dict[str, str]:
    return {text[one.start : one.end]: one.status for one in read(text, source)}


def wrong(text: str, source: Source) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.status) for one in read(text, source) if one.status != SUPPORTED]


PROVEN = [
    (BOOKS, "You paid WeWork $3,200.00 [A1]."),
    (BOOKS, "You paid WeWork $3,200.00.[A1]"),
    (BOOKS, "You paid WeWork $3,200.00. [A1] You paid Gusto $18,250.00. [A2]"),
    (BOOKS, "- [A1] You paid WeWork $3,200.00.\n- [A2] You paid Gusto $18,250.00."),
    (BOOKS, "[A1] You paid WeWork $3,200.00. [A2] You paid Gusto $18,250.00."),
    (BOOKS, "You paid WeWork $3,200.00.\n[A1]\nYou paid Gusto $18,250.00.\n[A2]"),
    (BOOKS, "You paid WeWork $3,200.00 on March 20, 2026 [A7]."),
    (BOOKS, "You paid WeWork $3,200.00 in March [A7]."),
    (BOOKS, "You paid WeWork $6,550.00 in total [A1, A3, A7]."),
    (BOOKS, "You paid WeWork $6,550.00 in total [A1][A3][A7]."),
    (BOOKS, "You paid Staples $75.10 (INV-104) and Gusto $18,250.00 (A2)."),
    (BOOKS, "You paid Staples $75.10 and Gusto $18,250.00 [INV-104, A2]."),
    (BOOKS, "You paid WeWork $3,200.00.¹ You paid Gusto $18,250.00.²\n\n¹ A1\n² A2"),
    (BOOKS, "You paid WeWork $3,200.00 [BILL-77]."),
    (NUMBERED, "You paid WeWork $3,200.00 [1]."),
    (NUMBERED, "You paid WeWork $3,200.00 [3]."),
    (LEASE, "Rent is $3,200.00 a month [lease.pdf#1]."),
    (LEASE, "Rent is $3,200.00 a month [memo]."),
    (STATEMENT, "Revenue was $120.5 million in 2025 [T1:R2C2]."),
    (STATEMENT, "Revenue was $120.5 million in 2025 [T1:R2]."),
    (STATEMENT, "Revenue was $120.5 million in 2025 [Table 1]."),
]


@pytest.mark.parametrize(("source", "text"), PROVEN)
def test_a_text_that_refers_to_what_proves_it_is_proven(source: Source, text: str) -> None:
    assert wrong(text, source) == []
    assert SUPPORTED in statuses(text, source).values()


WRONG = [
    (BOOKS, "You paid WeWork $3,200.00 [A9].", [("A9", FABRICATED)]),
    (BOOKS, "You paid WeWork $6,550.00 in total [A1, A9].", [("A9", FABRICATED)]),
    (BOOKS, "You paid WeWork $3,200.00 [^1].\n\n[^1]: INV-999", [("INV-999", FABRICATED)]),
    (BOOKS, "You paid WeWork $3,200.00 [A2].", [("A2", CONTRADICTION)]),
    (BOOKS, "You paid WeWork $3,200.00.[A2]", [("A2", CONTRADICTION)]),
    (BOOKS, "You paid WeWork $3,200.00 on March 3, 2026 [A7].", [("A7", CONTRADICTION)]),
    (BOOKS, "You paid WeWork $3,200.00 [A1, A2].", [("A2", CONTRADICTION)]),
    (BOOKS, "You paid WeWork $6,550.00 in total [A2].", [("A2", CONTRADICTION)]),
    (BOOKS, "You paid WeWork $3,200.00 and Gusto $18,250.00 [A1].", [("[A1]", UNSUPPORTED)]),
    (BOOKS, "- [A1] You paid WeWork $3,200.00.\n- [A1] You paid Gusto $18,250.00.", [("A1", CONTRADICTION)]),
    (BOOKS, "You paid WeWork $3,200.00.¹\n\n¹ A2", [("¹", CONTRADICTION)]),
    (NUMBERED, "You paid WeWork $3,200.00 [2].", [("2", CONTRADICTION)]),
    (NUMBERED, "You paid WeWork $3,200.00 [7].", [("7", FABRICATED)]),
    (LEASE, "Rent is $3,200.00 a month [lease.pdf#2].", [("lease.pdf#2", UNSUPPORTED)]),
    (LEASE, "Rent is $3,200.00 a month [lease.pdf#7].", [("lease.pdf#7", FABRICATED)]),
    (STATEMENT, "Revenue was $120.5 million in 2025 [T1:R3C2].", [("T1:R3C2", UNSUPPORTED)]),
    (STATEMENT, "Revenue was $120.5 million in 2025 [T2].", [("T2", FABRICATED)]),
]


@pytest.mark.parametrize(("source", "text", "told"), WRONG)
def test_a_reference_that_does_not_hold_is_told_where_it_stands(
    source: Source, text: str, told: list[tuple[str, str]]
) -> None:
    assert wrong(text, source) == told


def test_references_given_the_wrong_way_round_are_both_told() -> None:
    told = wrong("You paid Staples $75.10 (A2) and Gusto $18,250.00 (INV-104).", BOOKS)
    assert [place for place, _ in told] == ["A2", "INV-104"]


def test_the_records_decide_on_a_claim_whatever_it_refers_to() -> None:
    assert ("$3,200.00", CONTRADICTION) in wrong("You paid WeWork $3,200.00 in total in March 2026 [A1].", BOOKS)


def test_a_wrong_reference_comes_with_what_does_prove_the_claim_and_what_it_is_itself() -> None:
    (told,) = [one for one in read("You paid WeWork $3,200.00 [A2].", BOOKS) if one.status != SUPPORTED]
    assert told.message == "'A2' does not show '$3,200.00': WeWork, $3,200.00, 2026-03-03, Rent [A1]"
    assert {one.ref for one in told.evidence} == {"A1", "A7", "A2"}


def test_a_note_is_read_like_any_other_text() -> None:
    text = "You paid WeWork $3,200.00 [^1].\n\n[^1]: A1. You paid Gusto $18,205.00."
    assert wrong(text, BOOKS) == [("$18,205.00", CONTRADICTION)]


@given(st.text(alphabet="A1 []()【】^¹².,;:-#†INVsee\n", max_size=80))
def test_taking_references_out_moves_nothing_and_never_raises(text: str) -> None:
    found = citations(text, BOOKS)
    plain = without(text, found)
    assert len(plain) == len(text)
    gone = {at for one in found for start, end in one.blank for at in range(start, end)}
    assert all(plain[at] == (" " if at in gone else text[at]) for at in range(len(text)))
    assert all(text[ref.start : ref.end].strip() for one in found for ref in one.refs)


def told_of(row: Row, ref: str) -> str:
    verb = "You paid {%d}" % row.vendor if row.amount > 0 else "{%d} refunded" % row.vendor  # noqa: UP031
    return f"{verb} ¤{abs(row.amount):,.2f} on {row.date:%B} {row.date.day}, 2026 [{ref}]."


@st.composite
def referred(draw: st.DrawFn) -> tuple[Books, Row, Row]:
    """Books, a row of which a sentence is proven, and a row of another vendor."""
    books = draw(ledgers())
    row, other = (draw(st.sampled_from(books.rows)) for _ in range(2))
    answers = read(books.write(told_of(row, "sic")), books.source())
    proofs = [one.proof for one in answers if one.proof]
    assume(row.vendor != other.vendor and [proof.operands[0].cells for proof in proofs] == [(row.id,)])
    return books, row, other


@given(referred())
def test_in_any_books_the_right_reference_holds(drawn: tuple[Books, Row, Row]) -> None:
    books, row, _ = drawn
    answers = read(books.write(told_of(row, row.id)), books.source())
    assert [one.status for one in answers] == [SUPPORTED]
    assert all(verify(books.source(), one.proof) for one in answers if one.proof)


@given(referred())
def test_in_any_books_an_invented_reference_is_told_and_the_claim_stays_proven(drawn: tuple[Books, Row, Row]) -> None:
    books, row, _ = drawn
    answers = read(books.write(told_of(row, "TX-999")), books.source())
    assert [one.status for one in answers] == [SUPPORTED, FABRICATED]


@given(referred())
def test_in_any_books_a_record_of_another_vendor_proves_nothing(drawn: tuple[Books, Row, Row]) -> None:
    books, row, other = drawn
    claim, told = read(books.write(told_of(row, other.id)), books.source())
    assert (claim.status, told.of_reference) == (SUPPORTED, True)
    assert told.status in {CONTRADICTION, UNSUPPORTED}


def test_more_references_than_a_text_can_need_are_refused_in_the_end() -> None:
    text = "You paid WeWork $3,200.00 [A2]. " * 1_001
    told = [one for one in read(text, BOOKS) if one.of_reference]
    assert [one.message for one in told] == ["at most 1,000 references in a text are checked"]
    assert [text[one.start : one.end] for one in told] == [text[text.index("[A2]") : text.rindex("[A2]") + 4]]
