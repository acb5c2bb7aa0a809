"""The assertions hold where all is well, and fail with what a person needs where a bug is planted."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import guardrail
from guardrail import Decision, Finding, Guard, GuardrailError, Policy, Severity, Source, Tier
from guardrail.testing import Answers, Says
from guardrail.testing.properties import assert_never_accepts, assert_stable, guardrail_property
from guardrail.testing.shown import shown_source, shown_text
from guardrail.testing.strategies import corruptions, ledgers, sources, statements, true_texts
from guardrail.testing.texts import true_text
from guardrail.testing.variants import in_currency, renamed, reordered

GUARD = guardrail.load()
POLICY = Policy([Tier(name="advise", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {})


@pytest.fixture(autouse=True)
def nothing_is_kept_on_disk():
    settings.register_profile("unkept", database=None, derandomize=True)
    settings.load_profile("unkept")
    yield
    settings.load_profile("default")


def finding(severity=Severity.MAJOR):
    return Finding(rule="planted", category="unsupported", severity=severity, message="A planted finding.")


def guard_of(*validators):
    return Guard(validators=validators, policy=POLICY)


def on(wrong):
    """A guard that reports a text for which `wrong` holds."""
    return guard_of(Says(finding(), when=wrong))


def says_a_payment(source):
    row = next(record for record in source.records if record.amount and record.entity)
    return f"{row.id} was {abs(row.amount):,.2f} {row.currency} on {row.date}, {row.entity}."


def no_more(source, text, verdict):
    """Nothing beyond what the property itself asserts."""


def told(assertion):
    with pytest.raises(AssertionError) as caught:
        assertion()
    return str(caught.value), "\n".join(getattr(caught.value, "__notes__", ()))


# A generator of one's own


def test_a_generator_that_tells_the_truth_passes_and_its_own_assertions_see_each_text():
    seen = []

    @guardrail_property(GUARD, says_a_payment, sources=ledgers(), use="client-note", max_examples=20)
    def a_payment_is_told(source, text, verdict):
        """What a reader of the report sees."""
        seen.append(verdict.decision)
        assert text == says_a_payment(source)

    a_payment_is_told()
    assert len(seen) >= 10
    assert set(seen) == {Decision.ACCEPT}
    assert (a_payment_is_told.__name__, a_payment_is_told.__doc__) == (
        "a_payment_is_told",
        "What a reader of the report sees.",
    )


def test_a_generator_that_drops_a_digit_fails_with_the_smallest_source_the_text_and_the_reason():
    def drops_a_digit(source):
        return says_a_payment(source).replace("0", "", 1)

    check = guardrail_property(GUARD, drops_a_digit, sources=ledgers(), use="client-note")(no_more)
    message, _ = told(check)
    assert message.startswith("your generator wrote a text that gets ")
    assert "id   | date       | entity" in message
    assert len([line for line in message.splitlines() if " | " in line]) <= 6
    assert "\nthe text:   A" in message
    assert "grounding." in message


def test_a_text_that_goes_to_a_person_passes_where_that_is_well():
    maybe = on(lambda candidate: True)
    for worst, well in ((Decision.ACCEPT, False), (Decision.ESCALATE, True)):
        check = guardrail_property(maybe, says_a_payment, sources=ledgers(), at_worst=worst)(no_more)
        if well:
            check()
        else:
            assert "gets escalate" in told(check)[0]


def test_an_assertion_of_ones_own_fails_with_the_source_and_the_text_beside_it():
    @guardrail_property(GUARD, says_a_payment, sources=ledgers())
    def check(source, text, verdict):
        assert Decimal(2000) > max(abs(record.amount) for record in source.records), "too large for a note"

    message, notes = told(check)
    assert message.startswith("too large for a note")
    assert "the text:   A" in notes
    assert "the source:\n" in notes


# Errors that are never accepted


@pytest.mark.parametrize("kind", ["invented vendor", "digits", "year"])
def test_the_rules_that_ship_never_accept_an_error_of_a_kind(kind):
    assert_never_accepts(GUARD, corruptions(true_texts(ledgers()), kinds=[kind]), use="client-note", max_examples=30)


def test_a_guard_that_lets_an_error_through_fails_with_kind_place_and_reason():
    message, _ = told(lambda: assert_never_accepts(guard_of(Says()), corruptions(kinds=["digits"])))
    lines = message.splitlines()
    assert lines[0] == "the guard accepts a text that is false of its source"
    assert lines[1].startswith("the text:   ")
    assert set(lines[2].strip()) == {"^"}
    assert lines[3].startswith("the error:  digits: it says ")
    marked = lines[1][lines[2].index("^") : lines[2].rindex("^") + 1]
    assert repr(marked) in lines[3]


# What must not matter


def test_the_rules_that_ship_are_stable():
    assert_stable(GUARD, use="client-note", max_examples=25)


def counts_its_texts():
    """A validator whose answer depends on how many texts came at once."""
    return Answers(lambda batch: [[finding()] * (len(batch) > 1) for _ in batch])


class AfterAnother:
    """Speaks only when another validator looked first, through what they share."""

    keeps_time = True
    id = "after"

    def __init__(self, shared):
        self.shared = shared

    def check(self, batch, /):
        late, self.shared[:] = list(self.shared), []
        return [[finding()] if late else [] for _ in batch]


def depends_on_order():
    shared = []
    first = Answers(lambda batch: shared.append(1) or [()] * len(batch), id="first")
    return guard_of(first, AfterAnother(shared))


PLANTED = {
    "order": (depends_on_order, "the order of the validators changes the verdict"),
    "batch": (lambda: guard_of(counts_its_texts()), "another verdict alone (first) than beside others"),
    "names": (
        lambda: on(lambda c: any(r.entity and r.entity > "S" and r.entity in c.text for r in c.source.records)),
        "other names for all entities change the decision",
    ),
    "rows": (
        lambda: on(lambda c: bool(c.source.records) and (c.source.records[0].entity or "") in c.text),
        "another order of the records changes the decision",
    ),
    "currency": (
        lambda: on(lambda c: any(r.currency == "USD" for r in c.source.records)),
        "another currency changes the decision",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_validator_that_depends_on_what_must_not_matter_is_found(name):
    made, expected = PLANTED[name]
    message, _ = told(lambda: assert_stable(made(), sources=ledgers(max_rows=4), max_examples=200))
    assert expected in message.splitlines()[0]
    assert "the verdicts: first " in message
    assert "planted: A planted finding." in message
    assert "\nthe text:   " in message
    assert "the source:\n" in message


def test_a_source_that_nothing_can_be_said_of_is_an_error_and_no_pass():
    notes = st.just(Source.from_text("Rent is paid on the first."))
    with pytest.raises(GuardrailError):
        assert_stable(guard_of(Says()), sources=notes, max_examples=2)


# The same source in another dress


@given(ledgers(), st.integers(0, 10**6), st.integers(0, 200))
def test_a_renamed_ledger_tells_the_same_under_other_names(source, seed, start):
    other = renamed(source, start)
    old, new = (sorted({r.entity for r in one.records}) for one in (source, other))
    assert len(old) == len(new)
    assert not set(old) & set(new)
    one, two = (true_text(s, seed) for s in (source, other))
    assert (one and one.about) == (two and two.about)
    if one and two:
        text = one.text
        for was, now in sorted(zip(old, new, strict=True), key=lambda pair: -len(pair[0])):
            text = text.replace(was, now)
        assert text == two.text
    for record, was in zip(other.records, source.records, strict=True):
        assert record.cells["merchant"] == record.entity
        assert record._replace(entity=was.entity, cells=was.cells) == was


@given(sources(), st.sampled_from(["USD", "GBP", "EUR"]), st.integers(0, 10**6))
def test_a_source_in_another_currency_tells_the_same(source, currency, seed):
    other = in_currency(source, currency)
    assert {r.currency for r in other.records} <= {currency}
    assert {f.unit for t in other.tables for f in t.figures if len(f.unit) == 3} <= {currency}
    one, two = (true_text(s, seed) for s in (source, other))
    assert (one and one.about) == (two and two.about)
    back = in_currency(other, next(iter({r.currency for r in source.records}), source_currency(source)))
    assert back == source


def source_currency(source):
    return next((f.unit for t in source.tables for f in t.figures if len(f.unit) == 3), "USD")


def test_a_source_in_two_currencies_is_put_in_no_other():
    rows = [{"who": "A", "sum": "$5.00"}, {"who": "B", "sum": "£5.00"}]
    with pytest.raises(GuardrailError, match="here it is GBP, USD"):
        in_currency(Source.from_rows(rows, amount="sum", entity="who"), "EUR")


@given(ledgers(), st.data())
def test_reordered_records_are_the_same_records(source, data):
    order = data.draw(st.permutations(range(len(source.records))))
    other = reordered(source, order)
    assert sorted(other.records, key=lambda r: r.id) == sorted(source.records, key=lambda r: r.id)


# What a person is shown


@given(statements())
def test_a_statement_is_shown_line_by_line(source):
    shown = shown_source(source).splitlines()
    labels = {figure.path[-1] for figure in source.tables[0].figures}
    assert all(any(line.strip().startswith(label) for line in shown) for label in labels)


def test_an_empty_source_and_a_text_of_several_lines_are_shown_without_ado():
    assert shown_source(Source()) == "the source:\n  it is empty"
    assert shown_text("one\ntwo") == "the text:   one\ntwo"
