"""Names that are not written as the books write them, and names that the books do not have."""

import string
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.grounding import SUPPORTED, Aliases, read
from guardrail.grounding.aliases import aliases_of
from guardrail.grounding.lexicon import COMMON
from guardrail.grounding.name_forms import form
from guardrail.grounding.name_matches import SURE, SURE_ENOUGH, NameMatches, compare
from guardrail.grounding.names import NameIndex
from guardrail.grounding.recogniser import recognise

WRITTEN = [
    ("form", "Cotton Print", "www.cottonprint.co.u"),
    ("form", "cottonprint.co.uk", "www.cottonprint.co.u"),
    ("form", "Spotify", "PAYPAL *SPOTIFY"),
    ("form", "The Blue Door", "SQ *THE BLUE DOOR 0412 LONDON"),
    ("form", "Crumb and Co", "TST* CRUMB & CO"),
    ("form", "Starbucks", "STARBUCKS 16309 CHICAGO"),
    ("form", "Starbucks Corp.", "Starbucks"),
    ("form", "Müller", "MULLER GMBH"),
    ("form", "JD Sports", "J D SPORTS 150"),
    ("form", "Haldane's", "HALDANE LTD"),
    ("plural", "Orchard Farms Dairy", "Orchard Farm Dairy"),
    ("order", "Ada Quill", "QUILL, ADA"),
    ("cut", "Wetherby Lawnmowers", "WETHERBY LAWNMOWER"),
    ("cut", "Central Parts & Supplies", "central parts and supp"),
    ("short", "Haverley Grange", "HAVERLEY GRANGE HOTEL YORK"),
    ("longer", "Haverley Stores", "Haverley"),
    ("abbreviated", "Harrow Wharf Station", "Harrow Wharf stn"),
    ("abbreviated", "Amazon Marketplace", "AMZN Mktp UK*2K4LR"),
    ("initials", "RSBC", "Rye Sands Boat Club"),
    ("typo", "Wetherbee Lawnmwers", "Wetherbee Lawnmowers"),
]
NOT_THE_SAME = [
    ("Shell Manor Way", "SHELL KINGS 587"),
    ("Asda 4415", "ASDA STORES 4754"),
    ("Royal", "ROYAL GARDENS PLC"),
    ("Kings Norton", "KINGS HEATH KEBABS"),
    ("Wilton Motors", "Wilson Motors"),
    ("Haverley Plumbing", "Haverley"),
    ("Appliance Repair", "Appliance Repairman"),
    ("Boots", "Books"),
    ("Rehmans", "Rehans"),
    ("Hilton Parking", "Hilton Park Farm"),
    ("Marlow", "www.marlowblinds.co.uk"),
]


@pytest.mark.parametrize(("rule", "text", "name"), WRITTEN)
def test_a_name_is_found_as_people_write_it_and_the_rule_is_told(rule, text, name):
    found = NameMatches(["Zebra Crossing Cafe", name, "Ox & Plough"]).match(text)
    assert found is not None
    assert (found.rule, found.meant) == (rule, (name,))


@pytest.mark.parametrize(("text", "name"), NOT_THE_SAME)
def test_a_name_that_only_looks_like_one_is_not_taken_for_it(text, name):
    assert NameMatches([name]).match(text) is None


def test_of_two_names_that_are_meant_as_well_neither_is_chosen():
    found = NameMatches(["ASDA STORES 4415", "ASDA STORES 4754"]).match("Asda")
    assert found is not None
    assert found.meant == ("ASDA STORES 4415", "ASDA STORES 4754")


TELLING = st.lists(st.text(string.ascii_lowercase, min_size=6, max_size=9), min_size=1, max_size=3, unique=True).map(
    lambda words: [f"q{word}x" for word in words]
)
NOISE = st.sampled_from(["{} Ltd", "{} 4415", "PAYPAL *{}", "SQ *{}", "{} GmbH", "www.{}.com", "The {}", "{}*8K2LQ"])


@given(words=TELLING, noise=NOISE, upper=st.booleans())
def test_what_networks_and_company_law_add_to_a_name_changes_nothing(words, noise, upper):
    name = noise.format(("" if "www" in noise else " ").join(words))
    found = NameMatches([name.upper() if upper else name]).match(" ".join(words).title())
    assert found is not None
    assert (found.rule, found.sure) == ("form", SURE["form"])


@given(one=TELLING, other=TELLING, noise=NOISE)
def test_two_names_with_no_word_in_common_are_never_taken_for_one(one, other, noise):
    if any(a[:5] == b[:5] for a in one for b in other):
        return
    assert NameMatches([noise.format(" ".join(one))]).match(" ".join(other).title()) is None


@given(text=st.text(string.ascii_letters + " .'&*-0123456789", max_size=40), names=st.lists(st.text(max_size=30)))
def test_every_match_can_be_made_again_from_the_two_names_alone(text, names):
    found = NameMatches(names).match(text)
    for name in found.meant if found else ():
        assert compare(form(text), form(name))[1] >= SURE_ENOUGH or text.endswith(("'", "'s", "'S"))


# Strangers

LEDGER = [
    {"id": "A1", "date": date(2026, 3, 2), "vendor": "WeWork", "account": "Rent", "amount": "3200.00"},
    {"id": "A2", "date": date(2026, 3, 15), "vendor": "SQ *THE BLUE DOOR 0412 LONDON", "account": "Meals", "amount": "18.20"},
    {"id": "A3", "date": date(2026, 3, 20), "vendor": "Gusto", "account": "Payroll", "amount": "900.00"},
]  # fmt: skip
BOOKS = Source.from_rows(
    LEDGER, amount="amount", entity="vendor", date="date", account="account", currency="USD", id="id"
)


def supported(text):
    answers = read(text, BOOKS)
    return bool(answers) and all(answer.status == SUPPORTED for answer in answers)


@pytest.mark.parametrize("name", ["Slack", "Mr. Okafor", "T. Lindqvist", "Best Price", "Quill & Quire", "O'Hanlon's"])
@pytest.mark.parametrize(
    "text",
    [
        "You paid {} $3,200.00.",
        "{} was paid $3,200.00 on March 2, 2026.",
        "$3,200.00 went to {} on March 2, 2026.",
        "March 2, 2026: {}, $3,200.00.",
        'A payment of $3,200.00 to "{}" was made.',
        "You paid $3,200.00 to {} for Rent.",
    ],
)
def test_a_payment_to_somebody_whom_the_books_do_not_have_is_not_supported(text, name):
    assert not supported(text.format(name))


@pytest.mark.parametrize("name", ["Slack", "Quill & Quire", "Lumen Dental", "grant haze"])
@pytest.mark.parametrize("text", ["paid {} 3,200", "{} charged us $3,200.00", "$3,200.00 to {} on march 2, 2026"])
def test_small_letters_do_not_hide_a_stranger(text, name):
    assert not supported(text.format(name).lower())


@pytest.mark.parametrize(
    "text",
    [
        "You paid The Blue Door $18.20.",
        "Blue Door Ltd was paid $18.20 on March 15, 2026.",
        "you paid blue door $18.20",
        "Wework Inc. charged $3,200.00 for Rent.",
        "You paid a whopping $3,200.00 to WeWork.",
        "Unfortunately, WeWork charged a hefty $3,200.00.",
    ],
)
def test_a_name_of_the_books_is_bound_however_it_is_written(text):
    assert supported(text)


def test_a_name_that_may_be_two_is_not_supported_and_both_are_told():
    rows = [{**LEDGER[0], "vendor": "ASDA STORES 4415"}, {**LEDGER[1], "vendor": "ASDA STORES 4754"}]
    books = Source.from_rows(rows, amount="amount", entity="vendor", date="date", currency="USD")
    (answer,) = read("You paid Asda's $3,200.00.", books)
    assert "ASDA STORES 4415, ASDA STORES 4754" in answer.message


# Aliases

SAID = aliases_of([{"Haverley": ["HVLY", "HVLY Foods"], "Foods of Haverley": ["Haverley"]}])


@pytest.mark.parametrize("text", ["Haverley", "HVLY", "Haverley Ltd", "Foods of Haverley"])
def test_a_name_stands_for_another_that_somebody_said_is_one(text):
    found = NameIndex({"entity": ["HVLY FOODS 0412", "Gusto"]}, COMMON, SAID).match(text)
    assert found is not None
    assert found.meant == ("HVLY FOODS 0412",)


def test_the_aliases_that_ship_are_used_where_none_are_given():
    rows = [{**LEDGER[0], "vendor": "AMZN DIGITAL*8K2LQ"}]
    books = Source.from_rows(rows, amount="amount", entity="vendor", date="date", currency="USD")
    (answer,) = read("You paid Amazon $3,200.00.", books)
    assert answer.status == SUPPORTED
    (refused,) = read("You paid Amazon $3,200.00.", books, aliases=Aliases())
    assert refused.status != SUPPORTED


def test_two_names_of_the_books_that_are_one_by_an_alias_are_both_told():
    found = NameIndex({"entity": ["HVLY FOODS", "HVLY 12"]}, COMMON, SAID).match("Haverley")
    assert found is not None
    assert found.meant == ("HVLY 12", "HVLY FOODS")


SHORT = "Haverley"
LIKEWISE = {
    "by its first word": "HAVERLEY WEB HOSTING",
    "by an alias": "HVLY FOODS 0412",
    "without a network's words": "PAYPAL *HAVERLEY",
}


@given(
    names=st.sets(st.sampled_from([*LIKEWISE.values()]), min_size=1),
    others=st.sets(st.sampled_from(["Gusto", "WeWork"])),
)
@pytest.mark.parametrize(
    "text", ["You paid Haverley $3,200.00.", "you paid haverley's $3,200.00", "HAVERLEY: $3,200.00"]
)
def test_a_short_name_means_every_name_of_the_books_that_it_may_and_none_before_the_others(text, names, others):
    index = NameIndex({"entity": [*names, *others]}, COMMON, SAID)
    (found,) = [span for span in recognise(text, index) if span.kind == "entity"]
    assert found.meant == tuple(sorted(names))


@pytest.mark.parametrize("names", [[], [*LIKEWISE.values()]])
def test_a_name_that_is_written_just_so_is_that_one_whatever_else_it_may_mean(names):
    found = recognise("You paid Haverley $3,200.00.", NameIndex({"entity": [SHORT, *names]}, COMMON, SAID))
    assert found[0].meant == (SHORT,)


def test_a_payment_to_a_name_that_is_two_by_an_alias_is_not_supported_and_both_are_told():
    rows = [{**LEDGER[0], "vendor": "Amazon Web Services"}, {**LEDGER[1], "vendor": "AMZN Mktp UK*2K4LR"}]
    books = Source.from_rows(rows, amount="amount", entity="vendor", date="date", currency="USD")
    (answer,) = read("You paid Amazon $3,200.00.", books)
    assert answer.status != SUPPORTED
    assert "could be any of: AMZN Mktp UK*2K4LR, Amazon Web Services" in answer.message


# Names of plain words, told by where they stand

PLAIN_NAMES = ["book life", "national trust", "catering equipment", "best price", "simply be internet"]
PLACES = ["You paid {} $3,200.00.", "{} charged $3,200.00.", "{} was paid $3,200.00 on March 2, 2026."]


@pytest.mark.parametrize("name", PLAIN_NAMES)
@pytest.mark.parametrize("text", PLACES)
@pytest.mark.parametrize("case", [str, str.lower, str.upper])
def test_plain_words_where_a_payee_stands_are_a_name(text, name, case):
    assert not supported(case(text.format(name)))


@pytest.mark.parametrize(
    "text", ["You paid just about $3,200.00.", "You also paid back then $3,200.00.", "In all, you paid out $900.00."]
)
def test_words_that_only_join_a_sentence_are_no_name_where_a_payee_stands(text):
    assert not [span for span in recognise(text) if not span.meant]


BEHIND_THE = ["the entertainer", "the gregory", "the killyhevlin hotel", "the kings head", "the speech house hotel"]


@pytest.mark.parametrize("name", BEHIND_THE)
@pytest.mark.parametrize(
    "text", ["You paid {} $3,200.00.", "{} was paid $3,200.00.", "{} charged $3,200.00.", "$3,200.00 went to {}."]
)
def test_an_article_does_not_hide_who_was_paid(text, name):
    said = text.format(name)
    assert not supported(said[0].upper() + said[1:])


@pytest.mark.parametrize("name", ["party delights limited", "best price ltd", "best-price.co.uk", "same-day.com"])
@pytest.mark.parametrize(
    "text", ["You paid {} $3,200.00.", "March 2, 2026: {}, $3,200.00.", "We spent $3,200.00 at {}."]
)
def test_a_company_form_or_a_site_makes_plain_words_a_name(text, name):
    assert not supported(text.format(name))


@pytest.mark.parametrize(
    "text",
    ["You paid the monthly fee of $3,200.00.", "You paid the rent, $3,200.00.", "You paid the council tax $3,200.00."],
)
def test_things_that_are_paid_are_nobody(text):
    assert not [span for span in recognise(text) if not span.meant]


@pytest.mark.parametrize("said", ["tts-groups.co.uk", "TTS-Groups.co.uk", "www.tts-groups.co.uk"])
def test_a_site_is_one_name_with_or_without_its_www(said):
    index = NameIndex({"entity": ["www.tts-groups.co.uk"]}, COMMON)
    (span,) = [span for span in recognise(f"$9 went to {said}.", index) if span.kind != "code"]
    assert span.meant == ("www.tts-groups.co.uk",)


# What the recogniser tells

SPANS = [
    ("You paid Slack $3,200.00.", "Slack", "name", "capital"),
    ("paid slack 3,200", "slack", "name", "place"),
    ("Mr. Okafor was paid $5.", "Mr. Okafor", "person", "honorific"),
    ("$5 went to Sarah Connor.", "Sarah Connor", "person", "given name"),
    ('You paid "Northwind Traders Ltd" $5.', "Northwind Traders Ltd", "organisation", "company form"),
    ("Slack's charge was $9.", "Slack", "name", "capital"),
    ("You paid Blue Door $18.20.", "Blue Door", "entity", "form"),
    ("You paid WeWork $3,200.00.", "WeWork", "entity", "full"),
    ("Invoice INV-88213 was paid.", "INV-88213", "code", "code"),
]


@pytest.mark.parametrize(("text", "name", "kind", "rule"), SPANS)
def test_a_name_is_told_with_its_kind_and_rule(text, name, kind, rule):
    index = NameIndex({"entity": [row["vendor"] for row in LEDGER]}, COMMON)
    spans = recognise(text, index)
    assert (name, kind, rule) in [(text[span.start : span.end], span.kind, span.rule) for span in spans]


def test_two_strangers_in_a_list_are_two():
    text = "Zoom and Slack charged $40 each."
    assert [text[span.start : span.end] for span in recognise(text)] == ["Zoom", "Slack"]


@given(text=st.text(max_size=120))
def test_names_never_overlap_and_lie_in_the_text(text):
    spans = recognise(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


# Who "they" are

FOLLOWED = ["They also charged {}.", "The vendor also charged {}.", "You also paid the same supplier {}."]


@pytest.mark.parametrize("text", FOLLOWED)
def test_they_are_who_was_named_last_and_nobody_else(text):
    books = Source.from_rows(
        [LEDGER[0], {**LEDGER[0], "id": "A4", "amount": "150.00"}, LEDGER[2]],
        amount="amount", entity="vendor", date="date", currency="USD", id="id",
    )  # fmt: skip
    first = "You paid WeWork $3,200.00. "
    assert [answer.status for answer in read(first + text.format("$150.00"), books)] == [SUPPORTED, SUPPORTED]
    assert [answer.status for answer in read(first + text.format("$900.00"), books)] != [SUPPORTED, SUPPORTED]
    assert (
        "could be any of: Gusto, WeWork"
        in read(f"WeWork cost more than Gusto. {text.format('$150.00')}", books)[-1].message
    )
