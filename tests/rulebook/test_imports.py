"""Packs that import others: what counts then, what may be changed, and that nothing gets milder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guardrail.errors import RulesError
from guardrail.rulebook import Rulebook
from guardrail.types import Decision, Severity

RULE = """\
  - id: {id}
    kind: terms
    category: policy.promise
    severity: {severity}
    message: promises a return
    terms: ['{id}']
    match: ['It is {id}.']
    pass: [It is safe.]
"""
HEAD = "pack: {name}\nowner: Controller\nversion: '1.0'\nabout: Promises.\n"
EXCEPTION = """\
exceptions:
  - id: form-name
    rule: risk-free
    terms: [risk-free rate]
    owner: R. Osei
    reason: The rate is a term of the trade.
    since: 2026-01-01
    until: 2026-06-30
    match: [It is risk-free.]
    pass: ['The risk-free rate was 4%.']
"""


def pack(folder: Path, name: str, *more: str, severity: str = "minor", rule: str = "") -> Path:
    file = folder / f"{name}.yaml"
    listed = "rules:\n" + RULE.format(id=rule or f"{name}-rule", severity=severity)
    file.write_text("".join([HEAD.format(name=name), *more, listed]), encoding="utf-8")
    return file


def refusal(where: Path) -> str:
    with pytest.raises(RulesError) as caught:
        Rulebook.read(where)
    return str(caught.value)


def test_an_import_makes_the_rules_of_a_file_beside_it_count(tmp_path: Path) -> None:
    pack(tmp_path, "theirs")
    book = Rulebook.read(pack(tmp_path, "ours", "import: [theirs]\n"))
    assert {"ours-rule", "theirs-rule"} <= {rule.id for rule in book.rules}
    assert book == Rulebook.read(tmp_path)


def test_an_import_makes_the_rules_of_a_pack_that_ships_count(tmp_path: Path) -> None:
    book = Rulebook.read(pack(tmp_path, "ours", "import: [hallucinations]\n"))
    shipped = {rule.id for rule in Rulebook.read().rules}
    assert len(shipped & {rule.id for rule in book.rules}) > 20


def test_a_file_beside_takes_the_place_of_a_pack_that_ships(tmp_path: Path) -> None:
    pack(tmp_path, "hallucinations", rule="own")
    book = Rulebook.read(pack(tmp_path, "ours", "import: [hallucinations]\n"))
    assert [rule.id for rule in book.rules if rule.kind == "terms"] == ["ours-rule", "own"]


def test_a_pack_that_two_import_is_read_once(tmp_path: Path) -> None:
    pack(tmp_path, "base")
    pack(tmp_path, "one", "import: [base]\n")
    pack(tmp_path, "two", "import: [base]\n")
    assert len(Rulebook.read(pack(tmp_path, "ours", "import: [one, two]\n")).packs) == 4 + 4


def test_packs_that_import_each_other_are_refused_at_the_place(tmp_path: Path) -> None:
    pack(tmp_path, "a", "import: [b]\n")
    pack(tmp_path, "b", "import: [a]\n")
    assert "b.yaml:5:10: 'a' imports this file again" in refusal(tmp_path)
    pack(tmp_path, "a", "import: [a]\n")
    assert "a.yaml:5:10: 'a' imports this file again" in refusal(tmp_path / "a.yaml")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../secret", "is not the name of a pack"),
        ("theirs.yaml", "is not the name of a pack"),
        ("/etc/theirs", "is not the name of a pack"),
        ("..", "is not the name of a pack"),
        ("policy", "policy.yaml is no pack"),
        ("grounding", "counts without an import"),
        ("synonyms", "counts without an import"),
        ("halucinations", "did you mean 'hallucinations'?"),
        ("their", "did you mean 'theirs'?"),
    ],
)
def test_what_cannot_be_imported_is_refused_at_its_place(name: str, told: str, tmp_path: Path) -> None:
    pack(tmp_path, "theirs")
    answer = refusal(pack(tmp_path, "ours", f"import: [theirs, {name}]\n"))
    assert "ours.yaml:5:18: " in answer
    assert told in answer


def test_a_mistake_in_an_imported_file_is_told_with_that_file(tmp_path: Path) -> None:
    pack(tmp_path, "theirs", severity="bad")
    assert "theirs.yaml:9:15: unknown severity 'bad'" in refusal(pack(tmp_path, "ours", "import: [theirs]\n"))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("major", ["accept", "escalate", "reject"]),
        ("{advise: critical}", ["accept", "reject", "reject"]),
        ("{inform: critical}", ["reject", "reject", "reject"]),
        ("{inform: minor, act: major}", ["accept", "accept", "reject"]),
        ("minor", ["accept", "accept", "escalate"]),
    ],
)
def test_a_severity_for_an_imported_rule_is_what_counts(written: str, wanted: list[str], tmp_path: Path) -> None:
    pack(tmp_path, "theirs", rule="risk-free")
    pack(tmp_path, "ours", f"import: [theirs]\nseverities: {{risk-free: {written}}}\n")
    (tmp_path / "grounding.yaml").write_text(MILD_GROUNDING, encoding="utf-8")
    guard = Rulebook.read(tmp_path).guard()
    verdicts = [guard.check("It is risk-free.", use=use) for use in ("feed", "client-note", "payment")]
    assert [str(verdict.decision) for verdict in verdicts] == wanted


MILD_GROUNDING = HEAD.format(name="grounding") + (
    "rules:\n  - id: grounding\n    kind: grounding\n    luck at most: 0.05\n    severity: {contradiction: critical, "
    "fabricated-reference: major, unsupported: major, unverified: info, weak proof: minor}\n"
)


@pytest.mark.parametrize(
    ("severities", "told"),
    [
        ("{risk-free: minor}", "minor is milder than major, which it is now"),
        ("{risk-free: {act: minor}}", "minor is milder than major, which it is now"),
        ("{risk-free: {advise: critical, act: major}}", "'act' is a stricter tier and must not be milder"),
        ("{risk-free: {act: critical, acct: critical}}", "there is no tier 'acct'"),
        ("{riskfree: critical}", "no pack that this file imports has a rule 'riskfree'"),
        ("{ours-rule: critical}", "rule 'ours-rule' is in this file"),
        ("{risk-free: off}", "a rule cannot be turned off by an import"),
        ("{risk-free: null}", "a rule cannot be turned off by an import"),
        ("{risk-free: ignore}", "unknown severity 'ignore'"),
        ("{grounding: critical}", "no pack that this file imports has a rule 'grounding'"),
    ],
)
def test_what_would_make_an_import_milder_is_refused_at_its_place(severities: str, told: str, tmp_path: Path) -> None:
    pack(tmp_path, "theirs", rule="risk-free", severity="major")
    answer = refusal(pack(tmp_path, "ours", f"import: [theirs]\nseverities: {severities}\n"))
    assert "ours.yaml:6:" in answer
    assert told in answer
    assert "Traceback" not in answer


def test_a_pack_cannot_undo_what_a_pack_between_has_made_stricter(tmp_path: Path) -> None:
    pack(tmp_path, "base", rule="risk-free")
    pack(tmp_path, "middle", "import: [base]\nseverities: {risk-free: critical}\n")
    answer = refusal(pack(tmp_path, "ours", "import: [middle]\nseverities: {risk-free: major}\n"))
    assert "major is milder than critical, which it is now" in answer


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    own=st.sampled_from(Severity),
    levels=st.dictionaries(st.sampled_from(["inform", "advise", "act"]), st.sampled_from(Severity), min_size=1),
    use=st.sampled_from(["feed", "client-note", "payment", None]),
)
def test_a_severity_that_loads_never_makes_a_decision_milder(
    own: Severity, levels: dict[str, Severity], use: str | None, tmp_path: Path
) -> None:
    theirs = pack(tmp_path, "theirs", rule="risk-free", severity=str(own))
    written = ", ".join(f"{tier}: {severity}" for tier, severity in levels.items())
    ours = pack(tmp_path, "ours", f"import: [theirs]\nseverities: {{risk-free: {{{written}}}}}\n")
    try:
        stricter = Rulebook.read(ours).guard()
    except RulesError:
        return
    plain = Rulebook.read(theirs).guard()
    for text in ("It is risk-free.", "It is safe."):
        assert stricter.check(text, use=use).decision >= plain.check(text, use=use).decision


# Exceptions


def test_an_exception_acts_until_its_last_day_and_is_reported(tmp_path: Path) -> None:
    pack(tmp_path, "theirs", rule="risk-free", severity="critical")
    guard = Rulebook.read(pack(tmp_path, "ours", "import: [theirs]\n", EXCEPTION)).guard()
    text = "The risk-free rate was 4%."
    during = guard.check(text, use="feed", day=date(2026, 6, 30))
    assert during.decision is Decision.ACCEPT
    (found,) = [finding for finding in during.findings if finding.set_aside]
    assert "exception 'form-name' of R. Osei until 2026-06-30" in found.message
    assert guard.check(text, use="feed", day=date(2026, 7, 1)).decision is Decision.REJECT


def test_an_exception_is_part_of_the_fingerprint(tmp_path: Path) -> None:
    without = Rulebook.read(pack(tmp_path, "ours", rule="risk-free")).fingerprint
    assert Rulebook.read(pack(tmp_path, "ours", EXCEPTION, rule="risk-free")).fingerprint != without


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("until: 2026-06-30", "until: 2027-01-03", "an exception holds for a year at most"),
        ("until: 2026-06-30", "until: 2025-12-31", "it ends before it starts, on 2026-01-01"),
        ("until: 2026-06-30", "until: 2026-06-31", "there is no day '2026-06-31'"),
        ("    until: 2026-06-30\n", "", "'until' is missing"),
        ("    owner: R. Osei\n", "", "'owner' is missing"),
        ("    reason: The rate is a term of the trade.\n", "", "'reason' is missing"),
        ("    reason: The rate is a term of the trade.\n", "    reason: ' '\n", "the text is blank"),
        ("    terms: [risk-free rate]\n", "", "'terms' is missing"),
        ("terms: [risk-free rate]", "terms: [risk-free rate]\n    pattern: '.*'", "unknown key 'pattern'"),
        ("rule: risk-free", "rule: risk-fre", "did you mean 'risk-free'?"),
        ("rule: risk-free", "rule: grounding", "has a rule 'grounding'"),
        ("match: [It is risk-free.]", "match: [The risk-free rate.]", "the exception lets this text pass"),
        ("match: [It is risk-free.]", "match: [It is safe.]", "or the rule does not find it"),
        ("pass: ['The", "pass: [It is safe., 'The", "lets this text pass without an exception"),
        ("rate was 4%.']", "rate is risk-free.']", "this text is still found"),
    ],
)
def test_a_mistake_in_an_exception_is_told_at_its_place(before: str, after: str, told: str, tmp_path: Path) -> None:
    assert before in EXCEPTION
    answer = refusal(pack(tmp_path, "ours", EXCEPTION.replace(before, after), rule="risk-free"))
    assert told in answer
    assert answer.count("ours.yaml:") == 1


def test_two_exceptions_cannot_have_one_name(tmp_path: Path) -> None:
    twice = EXCEPTION + EXCEPTION.removeprefix("exceptions:\n")
    assert "the exception 'form-name' is there twice" in refusal(pack(tmp_path, "ours", twice, rule="risk-free"))


def test_a_rule_that_looks_for_no_words_has_no_exceptions(tmp_path: Path) -> None:
    (tmp_path / "grounding.yaml").write_text(MILD_GROUNDING, encoding="utf-8")
    excepting = "import: [grounding]\n" + EXCEPTION.replace("rule: risk-free", "rule: grounding")
    answer = refusal(pack(tmp_path, "ours", excepting, rule="risk-free"))
    assert "'grounding' does not look for words in a text" in answer


REFUND = """\
    when:
      any row: {is: refund}
    match:
      - text: It is risk-free.
        rows:
          - {date: 2026-03-05, entity: Staples, account: Office supplies, amount: 120}
          - {date: 2026-03-09, entity: Staples, account: Office supplies, amount: -40}
"""


def test_an_exception_to_a_rule_with_a_condition_is_tried_under_that_condition(tmp_path: Path) -> None:
    file = pack(tmp_path, "ours", EXCEPTION, rule="risk-free")
    paid = "pass: [{text: The risk-free rate was 4%., rows: [{date: 2026-03-05, entity: Staples, amount: 120}]}]"
    written = file.read_text(encoding="utf-8").replace("pass: ['The risk-free rate was 4%.']", paid)
    file.write_text(written.replace("    match: ['It is risk-free.']\n", REFUND), encoding="utf-8")
    assert "lets this text pass without an exception" in refusal(file)
