"""What a backend does not see, and what comes back: placeholders round trip whatever a model does with them."""

import asyncio
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from guardrail import BackendError, Generated, Guard, GuardrailError, Policy, Severity, Source, Tier
from guardrail.grounding.ordinary_words import NO_PART
from guardrail.grounding.people import find_people
from guardrail.redaction import KINDS, Hidden, Redaction, strangers
from guardrail.testing import Says
from guardrail.testing.strategies import texts

VENDORS = ("WeWork", "Gusto", "Cedar Print", "March Books Ltd", "HP", "Macy's", "Target", "Åkesson & Sons")
ACCOUNTS = ("Rent", "Payroll", "Office costs")
IDS = ("A1", "TXN-2041", "88120334")
BOOKS = Source.from_rows(
    [
        {"id": name, "date": "2026-03-02", "vendor": vendor, "account": account, "amount": "3,200.00"}
        for name, vendor, account in zip(
            (*IDS, "4", "5", "6", "7", "8"), VENDORS, (*ACCOUNTS, *ACCOUNTS, *ACCOUNTS), strict=False
        )
    ],
    id="id",
    date="date",
    entity="vendor",
    account="account",
    amount="amount",
    currency="USD",
)
OTHERS = (
    "jo.reyes@example.com",
    "DE89 3704 0044 0532 0130 00",
    "GB29NWBK60161331926819",
    "4111 1111 1111 1111",
    "+1 (555) 010-9999",
    "555-010-9999",
    "020 7946 0958",
    "004417720",
)
SECRETS = (*VENDORS, *ACCOUNTS, *IDS, *OTHERS)
LOOK_ALIKES = ("«NAME-1»", "«name-2»", "« NAME - 1 »", "NAME-1", "«NAME-", "«ID»", "account-7", "««TEXT-1»»", "«")
STAYS = (
    "$18,250.00", "EUR 12345678", "12%", "March 15, 2026", "2026-03-15", "20260315", "in March", "Q3 2025",
    "1,204,310", "$1.2 million", "three months", "3 to 4 days", "(612.40)", "12345678.00",
)  # fmt: skip
WORDS = st.sampled_from([*SECRETS, *LOOK_ALIKES, *STAYS, "was paid", "and", "\n", "of", ":"])
SENTENCES = st.lists(WORDS | texts(max_size=8), max_size=12).map(" ".join)


@given(text=SENTENCES, before=SENTENCES)
def test_what_is_hidden_comes_back_as_it_was(text, before):
    redaction = Redaction(BOOKS)
    redaction.hide(before)
    once = redaction.hide(text)
    assert folded(redaction.restore(once)) == folded(text)
    assert redaction.hide(text) == once


def folded(text):
    """Names come back as they were first written: case, accents and what stands between words may differ."""
    import unicodedata

    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", plain.replace("&", " and ")).casefold().strip()


@given(words=st.lists(st.sampled_from([*SECRETS, *LOOK_ALIKES, *STAYS]), max_size=12))
def test_a_text_that_writes_each_name_one_way_comes_back_to_the_letter(words):
    text = ", ".join(words)
    redaction = Redaction(BOOKS)
    assert redaction.restore(redaction.hide(text)) == text


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("said", ["You paid {} in March 2026.", "{}'s bill: $3,200.00", "{}", 'the "{}" of 12%'])
def test_a_name_a_number_or_an_address_is_not_sent(secret, said):
    redaction = Redaction(BOOKS)
    sent = redaction.hide(said.format(secret))
    assert secret not in sent
    assert redaction.restore(sent) == said.format(secret)


@pytest.mark.parametrize("name", ["WEWORK", "gusto", "cedar print", "Cedar", "target", "akesson and sons"])
def test_a_name_written_another_way_is_not_sent_either(name):
    assert name not in Redaction(BOOKS).hide(f"What did {name} cost?")


@pytest.mark.parametrize("value", STAYS)
def test_amounts_shares_and_dates_stay(value):
    assert value in Redaction(BOOKS).hide(f"Gusto had {value} then.")


def test_the_same_name_has_the_same_placeholder_and_another_name_another():
    redaction = Redaction(BOOKS)
    assert redaction.hide("Gusto, GUSTO and WeWork") == "«NAME-1», «NAME-1» and «NAME-2»"
    assert redaction.hide("WeWork then Gusto") == "«NAME-2» then «NAME-1»"


@given(
    order=st.lists(st.integers(1, 4), max_size=8),
    form=st.sampled_from(["«NAME-{}»", "«name-{}»", "« Name-{} »", "«NAME_{}»", "NAME-{}", "«NAME-0{}»", "«NAME {}»"]),
)
def test_a_model_may_reorder_repeat_drop_and_misspell_placeholders(order, form):
    redaction = Redaction(BOOKS)
    redaction.hide("WeWork, Gusto, Cedar Print, HP")
    answer = "; ".join(form.format(number) for number in order)
    names = ["", "WeWork", "Gusto", "Cedar Print", "HP"]
    assert redaction.restore(answer) == "; ".join(names[number] for number in order)


@given(kind=st.sampled_from(KINDS), number=st.integers(2, 10**8), form=st.sampled_from(["«{}-{}»", "{}-{}", "«{} {}"]))
def test_a_placeholder_that_a_model_invents_is_an_error_and_never_passed_on(kind, number, form):
    redaction = Redaction(BOOKS)
    redaction.hide("WeWork")
    with pytest.raises(BackendError, match="stands for nothing it was sent"):
        redaction.restore(f"You paid {form.format(kind, number)}.")


@pytest.mark.parametrize("broken", ["«NAME»", "«NAME-", "«ID 7", "«name"])
def test_a_placeholder_without_its_number_is_an_error(broken):
    with pytest.raises(BackendError, match="stands for nothing"):
        Redaction(BOOKS).restore(f"You paid {broken}.")


def test_a_quotation_in_the_same_signs_is_left_alone():
    assert Redaction(BOOKS).restore("«merci», said the client") == "«merci», said the client"


@given(text=SENTENCES, data=st.data())
def test_a_recogniser_can_hide_more_and_overlaps_leak_nothing(text, data):
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start + 1, len(text))) if text else 0
    found = [Hidden("NAME", start, end)] if text else []
    redaction = Redaction(recognisers=[lambda given: found if given == text else []])
    hidden = redaction.hide(text)
    assert folded(redaction.restore(hidden)) == folded(text)


def test_what_overlaps_is_hidden_as_one_and_its_end_is_not_sent():
    found = [Hidden("ID", 0, 5), Hidden("NAME", 3, 12)]
    assert Redaction(recognisers=[lambda text: found]).hide("oak-hilllanes, 3") == "«NAME-1»s, 3"


def test_a_name_that_no_source_has_is_hidden_by_a_recogniser():
    def people(text):
        return [Hidden("NAME", m.start(), m.end()) for m in re.finditer("Ana Ruiz", text)]

    assert Redaction(BOOKS, recognisers=[people]).hide("Ana Ruiz of Gusto") == "«NAME-1» of «NAME-2»"


@pytest.mark.parametrize("wrong", [("PERSON", 0, 1), ("NAME", 2, 1), ("NAME", 0, 99)])
def test_a_recogniser_that_names_no_kind_or_place_is_told(wrong):
    with pytest.raises(GuardrailError, match="a recogniser found"):
        Redaction(recognisers=[lambda text: [wrong]]).hide("text")


# People whom no source names

PEOPLE = (
    "Sarah Jones",
    "Ngozi Okafor",
    "Anne-Marie O'Neill",
    "Maria de la Cruz",
    "J. Lindqvist",
    "Dr. Voss",
    "Mark Ruffle",
)
ASKED = (
    "Write a note to {} about Gusto.", "{} and Tom met in May.", "Why was {} paid $3,200.00?", "{}'s card was used.",
    "Approved by {} on March 3, 2026.", "Dear {},", "Regards,\n{}", "({})", "the bill of {}: 12%",
)  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("asked", ASKED)
def test_people_whom_the_source_does_not_name_are_not_sent(name, asked):
    redaction = Redaction(BOOKS)
    text = asked.format(name)
    sent = redaction.hide(text)
    assert name.split()[-1] not in sent
    assert redaction.restore(sent) == text


@given(
    first=st.sampled_from(["Ana", "Yusuf", "Priya", "Tomasz", "Grace", "Mr", "K."]),
    family=st.text("abcdefghijklmnoprstuvwz", min_size=4, max_size=9).map(str.capitalize),
    asked=st.sampled_from(ASKED),
)
@example(first="Ana", family="March", asked=ASKED[0])
@example(first="Ana", family="Ninefold", asked=ASKED[0])
def test_any_family_name_behind_a_given_one_is_hidden_wherever_it_stands_again(first, family, asked):
    assume(family.lower() not in NO_PART)
    redaction = Redaction(BOOKS)
    text = f"{asked.format(f'{first} {family}')} What did {family} cost?"
    sent = redaction.hide(text)
    assert family not in sent
    assert redaction.restore(sent) == text


@given(text=st.text("AaBbJo .,'’-\nSarahMrTom«»1", max_size=60))
def test_people_never_overlap_and_lie_in_the_text(text):
    spans = find_people(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    "text", ["Mark the invoice as paid.", "Use plain words. Summarise the month.", "Will rent go up?", "Jan 5, 2026"]
)
def test_plain_words_and_dates_are_no_people(text):
    assert Redaction().hide(text) == text


def test_names_in_columns_without_a_role_are_hidden():
    rows = [{"vendor": "Gusto", "amount": "40.00", "cardholder": "Xiu Qo", "site": "Kestrelby", "status": "Paid"}]
    books = Source.from_rows(rows, entity="vendor", amount="amount", currency="USD")
    assert Redaction(books).hide("xiu qo of Kestrelby: Paid") == "«NAME-1» of «NAME-2»: Paid"


def test_companies_that_the_source_does_not_name_are_hidden_where_that_is_asked_for():
    text = "Compare Gusto with Northwind Traders Ltd."
    assert "Northwind" in Redaction(BOOKS).hide(text)
    redaction = Redaction(BOOKS, recognisers=[strangers])
    sent = redaction.hide(text)
    assert "Northwind" not in sent
    assert redaction.restore(sent) == text


# Behind a guard

POLICY = Policy([Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {})
GUARD = Guard(validators=[Says()], policy=POLICY)


def test_a_wrapped_backend_sees_placeholders_and_the_guard_checks_names():
    asked, checked = [], []

    class Looks(Says):
        def check(self, batch, /):
            checked.extend(candidate.text for candidate in batch)
            return super().check(batch)

    def model(prompt):
        asked.append(prompt)
        return "«NAME-1» cost $3,200.00."

    write = Guard(validators=[Looks()], policy=POLICY).wrap(model, redact=True)
    outcome = write("What did WeWork cost?", source=BOOKS)
    assert asked == ["What did «NAME-1» cost?"]
    assert outcome.text == "WeWork cost $3,200.00."
    assert checked == ["WeWork cost $3,200.00."]


def test_the_reasons_of_a_refused_text_are_redacted_as_well():
    asked = []

    def model(prompt):
        asked.append(prompt)
        return "Gusto cost $1." if len(asked) == 1 else "«NAME-1» cost $3,200.00."

    import guardrail

    write = guardrail.load().wrap(model, redact=True, attempts=2)
    outcome = write("What did Gusto cost?", source=BOOKS, use="client-note")
    assert outcome.text == "Gusto cost $3,200.00."
    assert len(asked) == 2
    assert "Gusto" not in asked[1]


def test_what_a_backend_says_of_its_cost_is_kept_and_its_own_answer_is_not():
    answer = Generated(text="«NAME-1»!", tokens_in=3, tokens_out=2, money=Decimal("0.1"), response={"raw": "«NAME-1»!"})
    outcome = GUARD.wrap(lambda prompt: answer, redact=True)("Gusto?", source=BOOKS)
    assert (outcome.text, outcome.spent.tokens, outcome.response) == ("Gusto!", 5, None)


def test_an_invented_placeholder_is_the_error_of_the_backend():
    with pytest.raises(BackendError, match="'«NAME-9»', which stands for nothing"):
        GUARD.wrap(lambda prompt: "«NAME-9»", redact=True)("Gusto?", source=BOOKS)


def test_a_coroutine_function_is_redacted_too():
    async def model(prompt):
        return prompt.replace("?", "!")

    outcome = asyncio.run(GUARD.wrap(model, redact=True)("Gusto?", source=BOOKS))
    assert outcome.text == "Gusto!"


def test_calls_share_no_placeholders():
    asked = []
    write = GUARD.wrap(lambda prompt: asked.append(prompt) or "fine", redact=True)
    write("WeWork?", source=BOOKS)
    write("Gusto?", source=BOOKS)
    assert asked == ["«NAME-1»?", "«NAME-1»?"]


@given(
    words=st.lists(st.sampled_from([*LOOK_ALIKES, "xNAME-1", "«NAME-12»", "«", "»", "\t", "n", "1"]), max_size=12),
    cuts=st.lists(st.integers(0, 99), max_size=20),
)
def test_a_text_in_pieces_is_restored_as_the_whole_is(words, cuts):
    """Cut anywhere, within a placeholder and within what only looks like the beginning of one."""
    redaction = Redaction(BOOKS)
    redaction.hide("WeWork, Gusto")
    text = "".join(words)
    at = sorted({cut % (len(text) + 1) for cut in cuts} | {0, len(text)})

    def in_pieces():
        restoring = redaction.restoring()
        return "".join(restoring.add(text[a:b]) for a, b in pairwise(at)) + restoring.end()

    assert told(in_pieces) == told(lambda: redaction.restore(text))


def told(read):
    try:
        return read()
    except BackendError:
        return None


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("encode", [str, str.encode])
def test_a_stream_is_redacted_and_restored(size, encode):
    asked = []

    def model(prompt):
        asked.append(prompt)
        text = encode("You paid «NAME-1» $3,200.00 – to «NAME-2», café.")
        yield from (text[at : at + size] for at in range(0, len(text), size))

    async def amodel(prompt):
        for piece in model(prompt):
            yield piece

    async def collected(stream):
        return "".join([piece async for piece in stream])

    said = "You paid WeWork $3,200.00 – to Gusto, café."
    stream = GUARD.wrap(model, redact=True)("WeWork and Gusto?", source=BOOKS)
    assert "".join(stream) == stream.outcome.text == said
    assert asyncio.run(collected(GUARD.wrap(amodel, redact=True)("WeWork and Gusto?", source=BOOKS))) == said
    assert asked == ["«NAME-1» and «NAME-2»?"] * 2


def test_a_stream_that_invents_a_placeholder_is_the_error_of_the_backend():
    def model(prompt):
        yield "You paid «NA"
        yield "ME-7»."

    stream = GUARD.wrap(model, redact=True)("Gusto?", source=BOOKS)
    with pytest.raises(BackendError, match="stands for nothing"):
        list(stream)
