"""Personal data and secrets: found by form and check digit, at their place, and never repeated."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Source
from guardrail.types import Candidate, Severity
from guardrail.validators import pii, secrets
from guardrail.validators.sensitive import Sensitive, Sought, bare

TOLD: dict[str, Any] = {"id": "r", "category": "policy.data", "severity": Severity.MAJOR, "message": "holds"}


def found(text: str, finders: Any, source: Source | None = None, **more: Any) -> list[tuple[str, str]]:
    folds = finders is not secrets.FINDERS
    validator = Sensitive("pii", [Sought(**TOLD, finders=finders, **more)], folds=folds)
    (findings,) = validator.check([Candidate(text=text, source=source)])
    return [(f.message.removeprefix("holds: "), text[f.span.start : f.span.end]) for f in findings if f.span]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Pay GB82 WEST 1234 5698 7654 32 now.", "iban", "GB82 WEST 1234 5698 7654 32"),
        ("to DE89370400440532013000, please", "iban", "DE89370400440532013000"),
        ("to nl91-abna-0417-1643-00", "iban", "nl91-abna-0417-1643-00"),
        ("GB82 WEST 1234 5698 7654 33", "iban", None),
        ("GB82 WEST 1234 5698 7654 321", "iban", None),
        ("card 4111 1111 1111 1111.", "card", "4111 1111 1111 1111"),
        ("card 4\u200b111-1111-1111-1111", "card", "4\u200b111-1111-1111-1111"),
        ("card \uff14111111111111111", "card", "\uff14111111111111111"),
        ("3782-822463-10005", "card", "3782-822463-10005"),
        ("4111 1111 1111 1112", "card", None),
        ("invoice 9000000000000001", "card", None),
        ("an old card 4222222222222", "card", "4222222222222"),
        ("bar code 4053671435233", "card", None),
        ("to de62 5048 8672 9441 3285 76", "card", None),
        ("to de62 5048 8672 9441 3285 76 or card 4111 1111 1111 1111", "card", "4111 1111 1111 1111"),
        ("4111111111111111.00", "card", None),
        ("SSN 219-09-9999", "us ssn", "219-09-9999"),
        ("219-09 9999, 000-12-3456, 912-12-3456, 219-09-99991", "us ssn", None),
        ("NI QQ 12 34 56 C and AB 12 34 56 C", "uk national insurance", "AB 12 34 56 C"),
        ("VAT GB 980780684", "vat id", "GB 980780684"),
        ("USt-IdNr. DE136695976", "vat id", "DE136695976"),
        ("DE136695977", "vat id", None),
        ("write to a.b+c@mail.example.co.uk.", "email", "a.b+c@mail.example.co.uk"),
        ("@ada on a@b", "email", None),
    ],
)
def test_personal_data_is_known_by_form_and_check_digit(text: str, kind: str, value: str | None) -> None:
    assert found(text, {kind: pii.FINDERS[kind]}) == ([(kind, value)] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Call +44 20 7946 0958.", "+44 20 7946 0958"),
        ("Call (212) 736-5000 today", "(212) 736-5000"),
        ("Call 020 7946 0958", "020 7946 0958"),
        ("On 2026-03-15 11:34 you paid", None),
        ("You paid $2,127,365,000 or 2127365000.00", None),
        ("at 172.61.42.192", None),
        ("invoice 1234567", None),
    ],
)
def test_telephone_numbers_are_those_of_the_countries_asked_for(text: str, value: str | None) -> None:
    pytest.importorskip("phonenumbers", reason="the extra phone is not installed")
    assert [shown for _, shown in found(text, {"phone": pii.phones(["US", "GB"])})] == ([value] if value else [])


def test_what_stands_in_the_source_or_is_allowed_passes_if_the_rule_says_so() -> None:
    text = "Write to ada@mail.example or ops@mail.example."
    finders = {"email": pii.FINDERS["email"]}
    rows = Source.from_rows([{"vendor": "Ada", "memo": "paid, see Ada@mail.example"}], entity="vendor")
    assert len(found(text, finders, rows)) == 2
    assert found(text, finders, rows, unless_in_source=True) == [("email", "ops@mail.example")]
    assert found(text, finders, None, unless_in_source=True, allowed=bare(["OPS@mail.example"])) == [
        ("email", "ada@mail.example")
    ]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("-----BEGIN RSA PRIVATE KEY-----\nMII", "private key", "-----BEGIN RSA PRIVATE KEY-----"),
        ("key AKIA" + "IOSFODNN7EXAMPLE", "service token", "AKIA" + "IOSFODNN7EXAMPLE"),
        ("ghp_" + "a1B2" * 9, "service token", "ghp_" + "a1B2" * 9),
        ("sk_live_" + "a1B2" * 6, "service token", "sk_live_" + "a1B2" * 6),
        (
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
            "json web token",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        ),
        ("eyJhbGciOiJIUzI1.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "json web token", None),
        ("postgres://ada:lovelace@db.example/x", "password in url", "lovelace"),
        ("https://a.example:8080/x@y", "password in url", None),
        ("The password is hunter2x.", "named password", "hunter2x"),
        ("API key: 'abc-123-def'", "named password", "abc-123-def"),
        ("The secret is compounding interest", "named password", None),
        ("password: 100000000", "named password", None),
        ("random 9fQz3kLmX8vBt2YwR7pA1cDe", "random string", "9fQz3kLmX8vBt2YwR7pA1cDe"),
        ("d41d8cd98f00b204e9800998ecf8427e", "random string", "d41d8cd98f00b204e9800998ecf8427e"),
        ("AccountsReceivableAndOtherCurrentAssets", "random string", None),
        ("https://www.example.com/reports/2024/annual-report-q3-2024.pdf", "random string", None),
        ("INV-2024-000123-2024-000124-000125", "random string", None),
        ("11111111222222223333333344444444", "random string", None),
    ],
)
def test_secrets_are_known_by_their_form(text: str, kind: str, value: str | None) -> None:
    hits = [shown for name, shown in found(text, secrets.FINDERS) if name == kind]
    assert hits == ([value] if value else [])


def with_check_digit(digits: str) -> str:
    return next(digits + last for last in "0123456789" if pii.luhn(digits + last))


@given(st.text("0123456789", min_size=14, max_size=14), st.sampled_from(["", " ", "-"]))
def test_every_card_with_its_check_digit_is_found_and_no_other(digits: str, between: str) -> None:
    card = with_check_digit("4" + digits)
    written = between.join(card[at : at + 4] for at in range(0, 16, 4))
    assert found(f"card {written} ok", {"card": pii.cards}) == [("card", written)]
    wrong = written[:-1] + str((int(written[-1]) + 1) % 10)
    assert found(f"card {wrong} ok", {"card": pii.cards}) == []


@pytest.mark.parametrize(
    "part", ["1", "1 ", "a1-", "gb82", "eyJ", "a@", "a.", "x://", "password:", "A1b/", "-----BEGIN "]
)
def test_a_long_text_of_any_kind_is_read_in_time(part: str) -> None:
    text = part * (200_000 // len(part))
    start = time.process_time()
    found(text, pii.FINDERS)
    found(text, secrets.FINDERS)
    assert time.process_time() - start < 4
