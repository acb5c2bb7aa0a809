"""What the linter says of rules that load, and that what it mends still says the same."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrail import Source
from guardrail.errors import RulesError
from guardrail.rulebook import Rulebook
from guardrail.rulebook.lint import Notice, fixes, lint
from guardrail.rulebook.rehearsal import make
from guardrail.rulebook.writer import block

HEAD = "pack: mine\nowner: Controller\nversion: '1.0'\nabout: What no note may say.\nrules:\n"
PROMISE = {
    "id": "promise",
    "kind": "terms",
    "category": "policy.promise",
    "severity": "critical",
    "message": "It promises a return.",
    "terms": ["guaranteed return"],
    "match": ["A guaranteed return of 8%."],
    "pass": ["Returns were 8%."],
}
POLICY = "tiers:\n  read: {escalate: major, reject: critical}\n  act: {escalate: minor, reject: major}\n"
POLICY += "uses: {feed: read}\n"


def notices(place: Path, *rules: dict[str, object], policy: str = POLICY, source: Source | None = None) -> list[Notice]:
    body = block(list(rules))
    (place / "mine.yaml").write_text(HEAD + body, encoding="utf-8")
    (place / "policy.yaml").write_text(policy, encoding="utf-8")
    return lint(place, source=source)


def told(found: list[Notice]) -> list[tuple[str, str]]:
    return [(notice.check, notice.problem.message) for notice in found]


def changed(**keys: object) -> dict[str, object]:
    return {**PROMISE, **keys}


def pattern(text: str, match: list[str], passes: list[str]) -> dict[str, object]:
    found = {key: value for key, value in PROMISE.items() if key != "terms"}
    return {**found, "kind": "regex", "pattern": text, "match": match, "pass": passes}


def phrase(match: list[object], passes: list[object], **keys: object) -> dict[str, object]:
    found = {key: value for key, value in PROMISE.items() if key != "terms"}
    return {**found, "kind": "phrase", **keys, "match": match, "pass": passes}


def test_a_rule_whose_examples_show_all_of_it_is_left_alone(tmp_path: Path) -> None:
    assert notices(tmp_path, PROMISE) == []


def test_rules_that_cannot_be_used_are_refused_as_ever(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="does not find this text"):
        notices(tmp_path, changed(match=["Returns."]))


SLIPS = [
    (
        [changed(terms=["guaranteed return", "risk-free", "sure thing"])],
        "unshown",
        "nothing shows why these are here: 'risk-free', 'sure thing'; without any one of them",
    ),
    (
        [pattern("(?i)guaranteed (?:return|returns)", ["A guaranteed return."], ["A return."])],
        "unshown",
        "nothing shows why 'returns' is here",
    ),
    ([pattern(r"(?<!no )return", ["A return."], ["A yield."])], "unshown", "nothing shows why '(?<!no )' is here"),
    (
        [pattern("gain|return|gain", ["A return.", "A gain."], ["x"])],
        "repeated",
        "the alternative 'gain' is there twice",
    ),
    ([changed(terms=["return", "guaranteed return"])], "repeated", "'guaranteed return' is found by 'return' already"),
    (
        [changed(match=["A guaranteed return of 8%.", "A guaranteed return of 8%."])],
        "repeated",
        "this example is there twice",
    ),
    (
        [PROMISE, changed(id="twin", terms=["Guaranteed  return"], message="Another.")],
        "duplicate",
        "the rule 'twin' looks for the same as 'promise'",
    ),
    (
        [PROMISE, changed(id="twin", changed=[{"day": "2026-03-02", "by": "R. Osei", "what": "First written."}])],
        "duplicate",
        "the rule 'twin' looks for the same as 'promise'",
    ),
    (
        [phrase(["A return.", "A gain."], ["A yield."], say=["gain", "return", "Gain"])],
        "repeated",
        "'Gain' is there twice",
    ),
    (
        [changed(terms=["guaranteed"]), changed(id="longer", severity="major")],
        "shadowed",
        "every text under 'match' of 'longer' is found by 'promise' already",
    ),
    ([changed(shadow=True)], "idle", "in shadow without an end, the rule never changes a decision"),
    ([changed(severity="info")], "idle", "a hit that is info changes no decision in any tier"),
    (
        [changed(category="affordance.read", severity="info")],
        "idle",
        "'affordance.read' moves a text into the mildest tier",
    ),
    (
        [pattern(r"(\w+\s?)+:", ["Total due:"], ["Total"])],
        "slow",
        "this pattern runs out of time on a text of",
    ),
]


@pytest.mark.parametrize(
    ("rules", "check", "message"), SLIPS, ids=lambda value: value[:40] if isinstance(value, str) else ""
)
def test_a_slip_is_told(rules: list[dict[str, object]], check: str, message: str, tmp_path: Path) -> None:
    found = told(notices(tmp_path, *rules))
    if check != "slow":
        found = [one for one in found if one[0] == check]
    assert len(found) == 1, found
    assert found[0][0] == check
    assert found[0][1].startswith(message)


def test_a_notice_is_at_the_part_it_is_about(tmp_path: Path) -> None:
    (notice,) = notices(tmp_path, pattern("(?i)guaranteed (?:return|returns)", ["A guaranteed return."], ["A return."]))
    assert str(notice.problem) == (
        f"{tmp_path / 'mine.yaml'}:15:37: nothing shows why 'returns' is here: without it every example comes out as it "
        "does now\n"
        "  15 |   pattern: (?i)guaranteed (?:return|returns)\n"
        "     |                                     ^^^^^^^ add an example that needs it, or leave it out"
    )


@pytest.mark.parametrize(
    ("rule", "idle"),
    [
        (phrase(["A sure gain."], ["A gain."], say=[["sure", "safe"], "then", ["gain", "return"]]), []),
        (phrase(["A sure gain."], ["A gain."], say=[["sure", "safe"], "then", ["gain", "gains"]]), ["gains"]),
        (phrase(["A gain."], ["No gain."], **{"say": "gain", "unless after": ["no", "never"]}), []),
        (phrase(["A gain."], ["No gain."], **{"say": "gain", "unless after": ["no", "nowhere near by us"]}), []),
        (phrase(["A gain."], ["A loss."], **{"say": "gain", "unless after": ["not", "cannot"]}), ["cannot"]),
        (pattern("sure (?:gain|yield)", ["A sure gain."], ["A gain."]), []),
        (pattern("sure(?: and| or)? gain", ["A sure gain."], ["A gain."]), []),
        (pattern("sure gain|safe (?:bet|return)", ["A sure gain."], ["A gain."]), []),
        (pattern("sure (?:gain|yi^eld)", ["A sure gain."], ["A gain."]), ["yi^eld"]),
        (pattern("gain(?! (?:tax|duty))", ["A gain."], ["A gain tax."]), []),
        (pattern("gain(?! (?:tax|taxes))", ["A gain."], ["A gain tax."]), ["taxes"]),
        (pattern("(?P<a>the|of) (?P=a)", ["See the the note."], ["See the note."]), []),
    ],
)
def test_a_part_is_shown_where_it_stands_in_for_another_and_makes_the_difference(
    rule: dict[str, object], idle: list[str], tmp_path: Path
) -> None:
    told_of = [message for check, message in told(notices(tmp_path, rule)) if check == "unshown"]
    assert [part for message in told_of for part in re.findall(r"'([^']+)'", message)] == idle


def test_names_of_records_and_of_passages_stand_in_as_well(tmp_path: Path) -> None:
    rows = [{"entity": "Gusto", "account": "Loan", "amount": 40}]
    when = {"any row": {"account": ["Loan", "Mortgage"]}}
    other = {"text": "A cost.", "rows": [rows[0] | {"account": "Rent"}]}
    rule = phrase([{"text": "A cost.", "rows": rows}], [other], say="cost", when=when)
    assert [one for one in told(notices(tmp_path, rule)) if one[0] == "unshown"] == []


def test_a_rule_that_raises_the_tier_is_not_made_needless_by_one_that_does_not(tmp_path: Path) -> None:
    raising = changed(id="orders", category="affordance.act", severity="minor")
    assert [check for check, _ in told(notices(tmp_path, changed(terms=["guaranteed"]), raising))] == []


def test_a_rule_is_not_made_needless_by_one_in_shadow(tmp_path: Path) -> None:
    shadow = changed(terms=["guaranteed"], id="new", shadow="until 2099-01-31")
    assert told(notices(tmp_path, PROMISE, shadow))[0][1].startswith("every text under 'match' of 'new'")
    assert len(told(notices(tmp_path, shadow, PROMISE))) == 1


def test_an_exception_that_lets_all_of_a_rules_texts_pass_is_told(tmp_path: Path) -> None:
    exception = {
        "id": "fund",
        "rule": "promise",
        "terms": ["guaranteed return fund"],
        "owner": "CFO",
        "reason": "a name",
    }
    exception |= {"since": "2026-01-01", "until": "2026-06-30", "match": ["A guaranteed return."]}
    exception |= {"pass": ["The guaranteed return fund."]}
    rule = changed(match=["The guaranteed return fund paid."])
    pack = {"pack": "ours", "owner": "a", "version": "1", "about": "a", "exceptions": [exception], "rules": [rule]}
    (tmp_path / "ours.yaml").write_text(block(pack))
    assert told(lint(tmp_path)) == [("idle", "every text under 'match' is let pass by the exception 'fund'")]
    (tmp_path / "ours.yaml").write_text(block(pack | {"rules": [PROMISE]}))
    assert lint(tmp_path) == []


def test_one_of_two_rules_that_find_each_others_texts_stays(tmp_path: Path) -> None:
    other = changed(id="other", terms=["return of"])
    assert [check for check, _ in told(notices(tmp_path, PROMISE, other))] == ["shadowed"]


TIERS = [
    (
        POLICY.replace("escalate: minor, reject: major", "escalate: major, reject: critical"),
        "decides exactly as 'read'",
    ),
    (POLICY.replace("feed: read", "pay: act"), "no use falls in the tier 'read'"),
    (POLICY.replace("feed: read", "feed: read, Feed: act"), "the uses 'feed' and 'Feed' look the same"),
]


@pytest.mark.parametrize(("policy", "message"), TIERS)
def test_tiers_that_decide_nothing_are_told_at_their_place(policy: str, message: str, tmp_path: Path) -> None:
    (notice,) = notices(tmp_path, PROMISE, policy=policy)
    assert notice.check == "tiers"
    assert message in notice.problem.message
    assert notice.problem.line > 0


BOOKS = Source.from_rows(
    [{"who": "Gusto Payroll", "what": "Wages", "amount": "1"}, {"who": "WeWork", "what": "Rent", "amount": "2"}],
    entity="who",
    account="what",
    amount="amount",
)


@pytest.mark.parametrize(
    ("term", "meant"), [("Gusot", "Gusto"), ("Weework", "WeWork"), ("Gusto Payrol", "Gusto Payroll")]
)
def test_a_name_one_slip_away_from_one_in_the_books_is_told(term: str, meant: str, tmp_path: Path) -> None:
    (notice,) = notices(tmp_path, changed(terms=[term], match=[f"Paid {term}."]), source=BOOKS)
    assert notice.check == "spelling"
    assert notice.problem.hint == f"did you mean {meant!r}?"


@pytest.mark.parametrize("term", ["WeWork", "wages", "Wage", "Stripe", "guaranteed"])
def test_names_in_the_books_and_other_words_are_left_alone(term: str, tmp_path: Path) -> None:
    assert notices(tmp_path, changed(terms=[term], match=[f"Paid {term}."]), source=BOOKS) == []


@pytest.mark.parametrize("expression", [r"\d{1,3}(?:,\d{3})*", r"(?:[a-z]{1,9} ){1,3}returns?", '"[^"]*"'])
def test_a_pattern_that_is_fast_on_every_text_tried_is_left_alone(expression: str, tmp_path: Path) -> None:
    text = next(text for text in ("12,000", "net yearly returns", 'a "b"') if re.search(expression, text))
    assert not [n for n in notices(tmp_path, pattern(expression, [text], ["!"])) if n.check == "slow"]


# What can be mended


MENDED = """\
# ours
pack: mine
owner: Controller
version: '1.0'   # keep
about: What no note may say.
rules:
  - id: promise
    kind: terms
    category: policy.promise
    severity: critical
    message: It promises a return.
    terms:
      - return          # the short one
      # two ways to say it
      - guaranteed return
    match: [A return., 'A return.']
    pass: [Gains.]
  - id: gain
    kind: regex
    category: policy.promise
    severity: critical
    message: It promises a gain.
    pattern: '\\bgain\\b|\\bwin\\b|\\bgain\\b'
    match: [A gain., A win.]
    pass:
      - Again.
      - |
        Again.
      - |
        Again.
"""


def test_mending_leaves_comments_and_everything_else_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode())
    make(fixes(lint(tmp_path)), tmp_path)
    wanted = MENDED.replace("      - guaranteed return\n", "").replace(", 'A return.'", "").replace("|\\bgain\\b", "")
    wanted = wanted.replace("      - |\n        Again.\n      - |", "      - |")
    assert file.read_bytes() == b"\xef\xbb\xbf" + wanted.replace("\n", "\r\n").encode()


def test_nothing_is_written_that_could_not_be_used(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(MENDED)
    found = fixes(lint(tmp_path))
    (tmp_path / "other.yaml").write_text("pack: other\n")
    with pytest.raises(RulesError):
        make(found, tmp_path)
    assert (tmp_path / "mine.yaml").read_text() == MENDED


OF_ONES_OWN = st.sampled_from(["gain", "return", "no loss", "sure", "risk-free", "all"])
phrases = st.lists(OF_ONES_OWN, min_size=1, max_size=3).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(phrases, min_size=1, max_size=5, unique=True),
    st.lists(phrases, min_size=1, max_size=4, unique=True),
    st.lists(phrases, min_size=8, max_size=8),
)
def test_what_is_mended_decides_as_before(terms: list[str], branches: list[str], texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        decides_as_before(Path(folder), terms, branches, texts)


def decides_as_before(place: Path, terms: list[str], branches: list[str], texts: list[str]) -> None:
    twice = [*branches, *branches]
    expression = pattern(rf"\b(?:{'|'.join(twice)})\b", [branches[0]], ["x"])
    found = fixes(notices(place, changed(terms=terms, match=[terms[0]], id="words"), expression))
    before = Rulebook.read(place).guard()
    make(found, place)
    after = Rulebook.read(place).guard()
    assert found
    for text in texts:
        assert before.check(text).decision is after.check(text).decision
    assert not any(notice.edit for notice in lint(place))


def test_a_word_that_is_there_twice_is_taken_out_and_nothing_else_is_said(tmp_path: Path) -> None:
    say: list[object] = [["gain", "return", "Gain"], "then within 2 words", ["sure", "safe"], "then", "sure"]
    found = notices(tmp_path, phrase(["A return is safe, sure.", "A gain is sure, sure."], ["A yield."], say=say))
    assert told(found) == [("repeated", "'Gain' is there twice")]
    make(fixes(found), tmp_path)
    assert "Gain" not in (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert lint(tmp_path) == []
