"""Law 5: an empty text, or one that nobody could check, is said and never passed as fine."""

from dataclasses import replace

import pytest
from hypothesis import strategies as st
from lawful import breaks, guard_of, law

from guardrail.guard import Guard
from guardrail.policy import Policy, Tier
from guardrail.source import Source
from guardrail.testing import Says
from guardrail.testing.strategies import candidates, findings, policies
from guardrail.types import Candidate, Severity
from guardrail.validators.grounding import Grounding

INVISIBLE = "\0\t\n\r \x7f\xa0\xad\u034f\u200b\u200d\u200e\u200f\u202e\u2028\u2060\u3000\ufe0f\ufeff\ud800\udfff"
MILD = Policy([Tier(name="mild", escalate=Severity.CRITICAL, reject=Severity.CRITICAL)], {})

POLICY = policies() | st.just(MILD)
GOOD_NEWS = st.lists(findings(severities=[Severity.INFO], categories=["supported"]), max_size=2)


@law(policy=POLICY, found=GOOD_NEWS, candidate=candidates(text=st.text(INVISIBLE, max_size=8)))
def a_text_with_nothing_to_read_in_it_is_said(guard, *, policy, found, candidate):
    verdict = guard_of(guard, Says(*found), policy=policy).check_many([candidate])[0]
    assert not verdict.accepted
    assert any("nothing to check" in f.message and f.category == "error" for f in verdict.findings)


@law(policy=POLICY, candidate=candidates())
def a_text_that_nobody_checked_is_said(guard, *, policy, candidate):
    verdict = guard_of(guard, policy=policy).check_many([candidate])[0]
    assert not verdict.accepted
    assert any("nobody checked" in f.message and f.category == "error" for f in verdict.findings)


LAWS = [a_text_with_nothing_to_read_in_it_is_said, a_text_that_nobody_checked_is_said]

LEVEL = st.sampled_from(tuple(Severity)[1:])
NO_SOURCE = [None, Source(), ["a list is no source"]]
NO_CLAIM = Source.from_text("Gusto runs our payroll.")


@law(
    policy=POLICY,
    severity=LEVEL,
    source=st.sampled_from(NO_SOURCE),
    text=st.sampled_from(["$5.00", "Thank you."]),
)
def a_text_without_a_source_is_said_and_costs_what_the_tier_says(kind, *, policy, severity, source, text):
    guard = guard_of(Guard, kind(severities={"unverified": severity}), policy=policy)
    verdict = guard.check_many([Candidate(text=text, source=source)])[0]
    assert [(f.rule, f.severity) for f in verdict.findings] == [("grounding.no-source", severity)]
    tier = next(tier for tier in policy.tiers if tier.name == verdict.tier)
    assert verdict.accepted == (severity < tier.escalate)


@law(policy=POLICY, severity=LEVEL)
def a_text_without_a_claim_is_said_and_costs_what_the_tier_says(kind, *, policy, severity):
    guard = guard_of(Guard, kind(severities={"unverified": severity}), policy=policy)
    verdict = guard.check("Thank you for your patience.", source=NO_CLAIM)
    assert [(f.rule, f.severity) for f in verdict.findings] == [("grounding.no-claim", severity)]
    tier = next(tier for tier in policy.tiers if tier.name == verdict.tier)
    assert verdict.accepted == (severity < tier.escalate)


SOURCE_LAWS = [
    a_text_without_a_source_is_said_and_costs_what_the_tier_says,
    a_text_without_a_claim_is_said_and_costs_what_the_tier_says,
]


@pytest.mark.parametrize("check", SOURCE_LAWS, ids=["source", "claim"])
def test_a_text_with_nothing_to_check_it_against_is_said(check):
    """Catches: a check that returns "no fault found" where it had nothing to compare with, and a severity that is
    fixed in code so that the tier cannot say what it costs."""
    check(Grounding)


class FindsNoFault(Grounding):
    def check(self, batch):
        return [[f for f in found if not f.rule.startswith("grounding.no-")] for found in super().check(batch)]


class OnlyWarns(Grounding):
    def _unverified(self, rule, message):
        return replace(super()._unverified(rule, message), severity=Severity.INFO)


@pytest.mark.parametrize("mutant", [FindsNoFault, OnlyWarns])
@pytest.mark.parametrize("check", SOURCE_LAWS, ids=["source", "claim"])
def test_the_law_of_the_missing_source_can_fail(check, mutant):
    assert breaks(check, mutant)


@pytest.mark.parametrize("check", LAWS, ids=["empty", "nobody"])
def test_what_could_not_be_checked_is_said(check):
    """Catches: "" passed because no validator found a fault in it, also when the emptiness is zero-width, NUL or a
    lone surrogate, or when a validator had good news; and a guard without validators that finds all texts fine."""
    check(Guard)


class NothingFoundIsFine(Guard):
    def _unchecked(self, text):
        return []


class SeesSpacesOnly(Guard):
    def _unchecked(self, text):
        return super()._unchecked(text.strip() or "") if not text.strip() or not self.validators else []


class WarnsAndPasses(Guard):
    def _verdict(self, candidate, found):
        told = [f for f in found if not f.rule.startswith("guard.")]
        verdict = super()._verdict(candidate, told)
        return type(verdict)(**{**{k: getattr(verdict, k) for k in verdict.__slots__}, "findings": tuple(found)})


@pytest.mark.parametrize(
    ("check", "mutant"),
    [
        (a_text_with_nothing_to_read_in_it_is_said, NothingFoundIsFine),
        (a_text_with_nothing_to_read_in_it_is_said, SeesSpacesOnly),
        (a_text_with_nothing_to_read_in_it_is_said, WarnsAndPasses),
        (a_text_that_nobody_checked_is_said, NothingFoundIsFine),
        (a_text_that_nobody_checked_is_said, WarnsAndPasses),
    ],
)
def test_the_law_of_the_unchecked_can_fail(check, mutant):
    assert breaks(check, mutant)


@pytest.mark.parametrize("text", [".", "½", "€", "ا", "👍", "\u202e5", "\0a"])
def test_a_single_visible_character_is_something_to_check(text):
    """Catches: text in another script, or with a direction mark in it, taken for empty."""
    assert guard_of(Guard, Says(), policy=MILD).check(text).accepted


BOOKS = Source.from_rows(
    [
        {"id": "INV-301", "who": "Brixlo", "day": "2026-03-02", "what": "Rent", "sum": "1,250.00"},
        {"id": "INV-302", "who": "Zumeki", "day": "2026-03-09", "what": "Travel", "sum": "418.20"},
    ],
    amount="sum", entity="who", date="day", account="what", id="id", currency="USD",
)  # fmt: skip
ADVISE = Policy([Tier(name="advise", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {})
PROVEN = "You paid Brixlo $1,250.00 on March 2, 2026."
SYLLABLES = st.lists(st.sampled_from(["vor", "quin", "zab", "mel", "dro", "pex"]), min_size=2, max_size=3)
STRANGERS = SYLLABLES.map("".join).map(str.capitalize)
AMOUNTS = st.sampled_from(["$1,250.00", "$418.20", "$1,668.20"])


@law(
    stranger=STRANGERS,
    amount=AMOUNTS,
    form=st.sampled_from(["You paid {0} {1}.", "{0} was paid {1} on March 2, 2026.", "You received {1} from {0}."]),
    beside=st.booleans(),
)
def a_vendor_that_the_books_do_not_have_is_not_accepted(kind, *, stranger, amount, form, beside):
    text = form.format(stranger, amount) + (f" {PROVEN}" if beside else "")
    assert not guard_of(Guard, kind(), policy=ADVISE).check(text, source=BOOKS).accepted, text


@law(
    number=st.integers(303, 99_999),
    form=st.sampled_from(
        ["Invoice INV-{0} was paid.", "You paid Brixlo $1,250.00 for INV-{0}.", "INV-{0} was $418.20."]
    ),
    beside=st.booleans(),
)
def an_invoice_that_the_books_do_not_have_is_not_accepted(kind, *, number, form, beside):
    text = form.format(number) + (f" {PROVEN}" if beside else "")
    assert not guard_of(Guard, kind(), policy=ADVISE).check(text, source=BOOKS).accepted, text


@law(text=st.text(max_size=60), amount=AMOUNTS)
def a_text_that_says_nothing_readable_is_not_accepted(kind, *, text, amount):
    """Unless it happens to name a vendor, it can be no claim that these books prove."""
    if not any(name in text.lower() for name in ("brixlo", "zumeki", "rent", "travel")):
        assert not guard_of(Guard, kind(), policy=ADVISE).check(text, source=BOOKS).accepted, text


NO_FACTS = [None, Source(), Source.from_rows([]), Source.from_text(""), Source.from_table([])]


@law(source=st.sampled_from(NO_FACTS), text=st.sampled_from([PROVEN, "You paid nobody.", "$0.00"]) | st.text())
def nothing_is_accepted_where_there_is_nothing_to_check_against(kind, *, source, text):
    assert not guard_of(Guard, kind(), policy=ADVISE).check(text, source=source).accepted


BLANK = Source.from_rows([{"who": "Brixlo", "sum": ""}], amount="sum", entity="who", currency="USD")


@law(amount=AMOUNTS)
def rows_without_an_amount_prove_no_amount(kind, *, amount):
    assert not guard_of(Guard, kind(), policy=ADVISE).check(f"You paid Brixlo {amount}.", source=BLANK).accepted


UNPROVEN_LAWS = [
    a_vendor_that_the_books_do_not_have_is_not_accepted,
    an_invoice_that_the_books_do_not_have_is_not_accepted,
    a_text_that_says_nothing_readable_is_not_accepted,
    nothing_is_accepted_where_there_is_nothing_to_check_against,
    rows_without_an_amount_prove_no_amount,
]


@pytest.mark.parametrize("check", UNPROVEN_LAWS, ids=["vendor", "invoice", "noise", "no facts", "no amounts"])
def test_a_claim_that_nobody_could_prove_is_not_accepted(check):
    """Catches: a name or a number that the books lack passed over because an amount beside it is right."""
    check(Grounding)


class SaysNothingOfTheUnproven(Grounding):
    def check(self, batch):
        found = super().check(batch)
        return [[f for f in answers if f.category in {"supported", "contradiction"}] for answers in found]


@pytest.mark.parametrize("check", UNPROVEN_LAWS, ids=["vendor", "invoice", "noise", "no facts", "no amounts"])
def test_the_law_of_the_unproven_can_fail(check):
    assert breaks(check, SaysNothingOfTheUnproven)


def test_the_claim_beside_which_others_are_tried_is_proven_itself():
    """Catches: the laws above kept because nothing is accepted at all."""
    assert guard_of(Guard, Grounding(), policy=ADVISE).check(PROVEN, source=BOOKS).accepted
