import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from written_texts import RIGHT, UNKNOWN, WRONG

from guardrail import Decision, Evidence, Finding, Severity, Span, Verdict
from guardrail.cli.advice import remedy
from guardrail.cli.plain import plain
from guardrail.cli.show import show_verdict

GUSTO = Evidence(ref="A2", column="amount", text="Gusto, $18,250.00, 2026-03-15, Payroll")
WEWORK = Evidence(ref="A5", column="amount", text="WeWork, $3,200.00, 2026-03-18, Office")


def finding(text, words, *evidence, category="contradiction", severity=Severity.CRITICAL, rule="grounding.x"):
    at = text.index(words)
    span = Span(at, at + len(words))
    return Finding(rule=rule, category=category, severity=severity, message="so it is", span=span, evidence=evidence)


def verdict(*findings, decision=Decision.REJECT):
    return Verdict(decision=decision, tier="advise", use="client-note", findings=findings, fingerprint="f")


def drawn(text, verdict, width=80, **how):
    out = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False, **how)
    show_verdict(out, text, verdict)
    return out.file.getvalue()


def test_the_words_at_fault_are_underlined_without_colour_too(check):
    lines = check("--text", WRONG).stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if WRONG in line)
    assert lines[at + 1].rstrip() == " " * lines[at].index("$18,250.00") + "^" * len("$18,250.00")


def test_a_verdict_shows_the_reason_the_records_and_the_way_out(check):
    shown = " ".join(check("--text", WRONG).stdout.split())
    assert "The records say otherwise" in shown
    assert "A2 Gusto, $18,250.00, 2026-03-15, Payroll" in shown
    assert "To pass: Name Gusto." in shown


def test_an_accepted_text_shows_what_supports_it(check):
    shown = check("--text", RIGHT).stdout
    assert "Supported" in shown
    assert "[A2]" in shown
    assert "^" not in shown


def test_an_unsupported_claim_asks_for_a_record(check):
    assert "Remove it, or add a record that shows it." in check("--text", UNKNOWN).stdout


ADVICE = [
    ([GUSTO, WEWORK], "Change $18,250.00 to $3,200.00, or name Gusto."),
    ([WEWORK], "Change $18,250.00 to $3,200.00."),
    ([GUSTO], "Name Gusto."),
    ([WEWORK, WEWORK], "Say what the records show, or remove it."),
    ([Evidence(ref="T1:R2C2", text="Net income: 136,161")], "Say what the records show, or remove it."),
    ([], "Remove it, or add a record that shows it."),
]


@pytest.mark.parametrize(("evidence", "told"), ADVICE)
def test_advice_says_no_more_than_the_evidence(evidence, told):
    assert remedy(finding(WRONG, "$18,250.00", *evidence), WRONG) == told


def test_a_party_that_the_sentence_names_already_is_not_advised():
    assert remedy(finding(RIGHT, "$18,250.00", GUSTO), RIGHT) == "Say what the records show, or remove it."


def test_a_hit_of_a_pattern_is_to_be_rewritten():
    text = "Gusto received [AMOUNT]."
    hit = finding(text, "[AMOUNT]", category="pattern.placeholder", rule="placeholder")
    assert remedy(hit, text) == 'Rewrite it without "[AMOUNT]".'


def test_a_weak_proof_is_the_reason_where_it_kept_the_text_back():
    weak = finding(RIGHT, "Gusto", GUSTO, category="supported", severity=Severity.MINOR)
    assert "Weak proof" in drawn(RIGHT, verdict(weak, decision=Decision.ESCALATE))
    assert "Weak proof" not in drawn(RIGHT, verdict(weak, decision=Decision.ACCEPT))


HIDDEN = {
    "\x1b[31m": "\\x1b[31m",
    "\u202eabc": "\\u202eabc",
    "\u200b": "\\u200b",
    "\ud800": "\\ud800",
    "\x00": "\\x00",
    "\u2028": "\\u2028",
    "\U000e0001": "\\U000e0001",
    "\ufe0f": "\\ufe0f",
    "\r": "\\r",
    "Café €5": "Café €5",
    "日本": "日本",
}


@pytest.mark.parametrize(("text", "shown"), HIDDEN.items())
def test_what_cannot_be_seen_is_shown_as_its_code(text, shown):
    assert plain(text) == shown


@given(st.text(st.characters()))
def test_nothing_unseen_ever_reaches_the_terminal(text):
    said = Finding(
        rule=text,
        category="contradiction",
        severity=Severity.CRITICAL,
        message=text,
        span=Span(0, len(text)),
        evidence=(Evidence(ref=text, column=text, text=text),),
    )
    shown = drawn(text, verdict(said)).replace("\n", "")
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    shown.encode()


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    text = "Intro. " + "Supercalifragilistic 日本語 " * 30 + WRONG
    shown = drawn(text, verdict(finding(text, "$18,250.00", GUSTO, WEWORK)), width)
    assert max(cell_len(line.rstrip()) for line in shown.splitlines()) <= width


def test_carets_stand_under_wide_characters():
    text = "日本語 paid $5.00 too much."
    lines = drawn(text, verdict(finding(text, "$5.00"))).splitlines()
    at = next(i for i, line in enumerate(lines) if "paid" in line)
    assert cell_len(lines[at + 1].rstrip()) == cell_len(lines[at][: lines[at].index("$5.00")]) + 5


def test_faults_of_one_sentence_are_shown_under_it_once():
    two = verdict(finding(WRONG, "WeWork"), finding(WRONG, "$18,250.00", GUSTO))
    shown = drawn(WRONG, two)
    assert shown.count("You paid") == 1
    assert [len(part) for part in shown.split() if set(part) == {"^"}] == [6, 10]


def test_a_text_of_a_megabyte_shows_its_fault_only():
    text = "Rent was paid. " * 70_000 + WRONG
    shown = drawn(text, verdict(finding(text, "$18,250.00", GUSTO)))
    assert len(shown.splitlines()) < 15
    whole = Finding(rule="r", category="pattern.x", severity=Severity.MAJOR, message="all", span=Span(0, len(text)))
    assert len(drawn(text, verdict(whole)).splitlines()) < 40


def test_colour_is_for_terminals_that_want_it(monkeypatch):
    two = verdict(finding(WRONG, "$18,250.00", GUSTO))
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in drawn(WRONG, two)
    assert "31m" in drawn(WRONG, two, force_terminal=True, color_system="standard", no_color=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in drawn(WRONG, two, force_terminal=True, color_system="standard")
