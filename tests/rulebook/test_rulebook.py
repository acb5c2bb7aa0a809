"""Reading a rules folder as a whole: what is found, what is refused, and what names it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import guardrail
from guardrail import Source
from guardrail.errors import RulesError
from guardrail.grounding.measures import shipped_measures
from guardrail.grounding.terms import shipped_synonyms
from guardrail.resources import shipped
from guardrail.rulebook import Rulebook
from guardrail.rulebook.files import LARGEST
from guardrail.rulebook.kinds.grounding import all_measures, all_synonyms
from guardrail.types import Decision, Severity

PACK = """\
pack: finance
owner: Controller
version: '1.0'
about: Promises that no note may make.
rules:
  - id: promise
    kind: regex
    category: policy.promise
    severity: critical
    message: promises a return
    pattern: '(?i)guaranteed returns?'
    match: [A guaranteed return of 8%.]
    pass: [Returns were 8%.]
"""


def folder(place: Path, **files: str | bytes) -> Path:
    place.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (place / f"{name}.yaml").write_bytes(data)
    return place


def refusal(where: object) -> str:
    with pytest.raises(RulesError) as caught:
        Rulebook.read(where)  # type: ignore[arg-type]
    return str(caught.value)


def test_the_rules_that_ship_load_with_their_examples() -> None:
    book = Rulebook.read()
    assert [pack.pack for pack in book.packs] == [
        "aliases",
        "bookkeeping",
        "compliance",
        "grounding",
        "hallucinations",
        "impossible",
        "injection",
        "lexicon",
        "measures",
        "medical",
        "nsfw",
        "privacy",
        "references",
        "retail",
        "secrets",
        "synonyms",
    ]
    assert book.counts["regex"] + book.counts["terms"] >= 25
    assert book.counts["grounding"] == 1
    assert book.borrowed == ()
    assert f"{book.examples} examples" in book.summary()


def test_the_policy_that_ships_has_three_tiers_and_the_promised_uses() -> None:
    policy = Rulebook.read().policy
    levels = {tier.name: (str(tier.escalate), str(tier.reject), str(tier.releases)) for tier in policy.tiers}
    assert list(levels) == ["inform", "advise", "act"]
    assert levels == {
        "inform": ("critical", "critical", "sentence"),
        "advise": ("major", "critical", "paragraph"),
        "act": ("minor", "major", "whole"),
    }
    assert policy.uses == {
        "feed": "inform",
        "style-tip": "inform",
        "client-note": "advise",
        "summary": "advise",
        "journal-entry": "act",
        "payment": "act",
        "dosage": "act",
    }


def test_the_grounding_that_ships_is_as_severe_as_promised() -> None:
    (rule,) = [rule for rule in Rulebook.read().rules if rule.kind == "grounding"]
    assert rule.model_dump(mode="json", by_alias=True)["severity"] == {
        "contradiction": "critical",
        "fabricated-reference": "major",
        "unsupported": "major",
        "unverified": "major",
        "weak proof": "minor",
        "unchecked": "minor",
    }


def test_a_rule_in_a_folder_reaches_the_verdict(tmp_path: Path) -> None:
    guard = guardrail.load(folder(tmp_path / "rules", finance=PACK))
    verdict = guard.check("A guaranteed return.", use="feed")
    assert verdict.decision is Decision.REJECT
    (hit,) = [finding for finding in verdict.findings if finding.rule == "promise"]
    assert (hit.category, hit.severity, hit.message) == (
        "policy.promise",
        Severity.CRITICAL,
        "promises a return",
    )
    assert verdict.fingerprint == Rulebook.read(tmp_path / "rules").fingerprint


def test_a_guard_of_rules_opens_a_review_queue_from_a_path(tmp_path: Path) -> None:
    guard = Rulebook.read(folder(tmp_path / "rules", finance=PACK)).guard()
    outcome = guard.wrap(lambda _: "It may rain.", review=str(tmp_path / "cases.db"))("?", use="client-note")
    assert outcome.text is None
    assert outcome.case
    assert (tmp_path / "cases.db").exists()


def test_a_folder_without_policy_grounding_or_synonyms_uses_those_that_ship_and_says_so(tmp_path: Path) -> None:
    book = Rulebook.read(folder(tmp_path / "rules", finance=PACK))
    assert book.borrowed == ("policy.yaml", "synonyms.yaml", "measures.yaml", "aliases.yaml", "grounding.yaml")
    assert book.policy == Rulebook.read().policy
    assert [validator.id for validator in book.guard().validators] == ["patterns", "grounding"]
    assert "policy.yaml, synonyms.yaml, measures.yaml, aliases.yaml and grounding.yaml as shipped" in book.summary()


def test_a_single_file_is_read_like_a_folder_of_one(tmp_path: Path) -> None:
    where = folder(tmp_path / "rules", finance=PACK)
    assert Rulebook.read(where / "finance.yaml") == Rulebook.read(where)
    assert Rulebook.read(str(where / "finance.yaml")) == Rulebook.read(where)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "rulez").startswith(f"{tmp_path / 'rulez'}: there is no such folder; name a folder")


def test_a_file_that_is_not_a_rule_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text("a,b")
    assert "a file, but not a rule file; rule files end in .yaml" in refusal(tmp_path / "ledger.csv")


def test_a_folder_without_rule_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    assert refusal(tmp_path).endswith("no rule files in this folder; rule files end in .yaml")


def test_rule_files_one_folder_further_down_are_not_passed_over(tmp_path: Path) -> None:
    folder(folder(tmp_path / "rules", finance=PACK) / "more", tax=PACK)
    assert "are not read; move them one folder up" in refusal(tmp_path / "rules")


def test_a_path_that_is_none_is_answered_in_one_line() -> None:
    assert "not a path" in refusal(42)
    assert "not a path" in refusal("ru\0les")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(folder(tmp_path / "rules", finance=PACK) / "pipe.yaml")
    assert "not a file that can be read" in refusal(tmp_path / "rules")


def test_a_broken_link_is_refused(tmp_path: Path) -> None:
    (folder(tmp_path / "rules", finance=PACK) / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert "gone.yaml: not a file that can be read" in refusal(tmp_path / "rules")


@pytest.mark.parametrize("locked", ["rules", "rules/finance.yaml"])
def test_rules_that_may_not_be_read_are_refused(locked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    where = folder(tmp_path / "rules", finance=PACK)
    monkeypatch.setattr(Path, "iterdir" if locked == "rules" else "read_bytes", refuse)
    assert refusal(where) == f"{tmp_path / locked}: cannot be opened: Permission denied; ask for the right to read it"


def test_a_byte_order_mark_is_tolerated(tmp_path: Path) -> None:
    plain = Rulebook.read(folder(tmp_path / "a", finance=PACK))
    assert Rulebook.read(folder(tmp_path / "b", finance="\ufeff" + PACK)) == plain


def test_bytes_that_are_not_utf8_are_shown(tmp_path: Path) -> None:
    latin = PACK.replace("Controller", "Müller").encode("latin-1")
    where = folder(tmp_path / "rules", finance=latin)
    assert refusal(where).startswith(f"{where / 'finance.yaml'}:2:9: the byte 0xfc is not UTF-8 text\n")


def test_an_unprintable_character_is_shown(tmp_path: Path) -> None:
    where = folder(tmp_path / "rules", finance=PACK.replace("promises a", "promises\0a"))
    assert refusal(where).split(":", 1)[1].startswith("10:22: an unprintable character (code 0x00)\n")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    where = folder(tmp_path / "rules", finance=PACK + "# x\n" * (LARGEST // 4))
    assert "larger than 500,000 bytes; split it" in refusal(where)


def test_an_id_is_unique_across_files(tmp_path: Path) -> None:
    where = folder(tmp_path / "rules", a=PACK, b=PACK)
    told = refusal(where)
    assert told.startswith(f"{where / 'b.yaml'}:6:9: the id 'promise' is there twice\n")
    assert f"first at {where / 'a.yaml'}:6" in told


def test_two_policies_are_one_too_many(tmp_path: Path) -> None:
    policy = (shipped("rules") / "policy.yaml").read_text()
    where = folder(tmp_path / "rules", finance=PACK, policy=policy)
    (where / "policy.yml").write_text(policy)
    assert "policy.yml: a second policy; the first is" in refusal(where)


def test_all_mistakes_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    where = folder(
        tmp_path / "rules",
        a=PACK.replace("kind: regex", "kind: rgex"),
        b="",
        c=PACK.replace("id: promise", "id: other").replace("severity: critical", "severity: huge"),
        policy="tiers: []\nuses: {}\n",
    )
    with pytest.raises(RulesError) as caught:
        Rulebook.read(where)
    problems = caught.value.problems  # type: ignore[attr-defined]
    assert [(Path(p.file).name, p.line, p.column) for p in problems] == [
        ("a.yaml", 7, 11),
        ("b.yaml", 0, 0),
        ("c.yaml", 9, 15),
        ("policy.yaml", 1, 8),
    ]
    assert all(str(problem) in str(caught.value) for problem in problems)


def test_of_very_many_mistakes_the_first_twenty_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    where = folder(tmp_path / "rules", a=PACK.split("rules:", maxsplit=1)[0] + "rules:\n" + "  - {}\n" * 33)
    told = refusal(where)
    assert told.count("'kind' is missing") == 20
    assert told.endswith("... and 13 more")


def test_a_rule_file_of_nested_brackets_does_not_hang(tmp_path: Path) -> None:
    where = folder(tmp_path / "rules", a="[" * (LARGEST - 1))
    assert "more than 12 levels inside each other" in refusal(where)


def test_the_fingerprint_is_the_same_wherever_the_rules_lie(tmp_path: Path) -> None:
    one = Rulebook.read(folder(tmp_path / "a", x=PACK))
    other = Rulebook.read(folder(tmp_path / "b", y=PACK))
    assert one.fingerprint == other.fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("critical", "major"),
        ("promises a return", "promises returns"),
        ("returns?'", "returns?\\b'"),
        ("'1.0'", "'1.1'"),
        ("Returns were 8%.", "Returns were 9%."),
    ],
)
def test_whatever_a_rule_says_is_in_the_fingerprint(old: str, new: str, tmp_path: Path) -> None:
    one = Rulebook.read(folder(tmp_path / "a", x=PACK))
    assert old in PACK
    other = Rulebook.read(folder(tmp_path / "b", x=PACK.replace(old, new)))
    assert one.fingerprint != other.fingerprint


def test_the_classifier_that_a_rule_uses_is_in_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    from guardrail.validators import nsfw

    with_this_model = Rulebook.read().fingerprint
    other = replace(nsfw.shipped_card(), sha256="0" * 64)
    monkeypatch.setattr(nsfw, "shipped_card", lambda: other)
    assert Rulebook.read().fingerprint != with_this_model


def test_the_policy_is_in_the_fingerprint(tmp_path: Path) -> None:
    policy = (shipped("rules") / "policy.yaml").read_text()
    one = Rulebook.read(folder(tmp_path / "a", x=PACK, policy=policy))
    other = Rulebook.read(folder(tmp_path / "b", x=PACK, policy=policy.replace("feed: inform", "feed: advise")))
    assert one.fingerprint != other.fingerprint


def shuffled(value: object, draw: st.DataObject) -> object:
    if isinstance(value, dict):
        keys = draw.draw(st.permutations(list(value)))
        return {key: shuffled(value[key], draw) for key in keys}
    if isinstance(value, list):
        return [shuffled(item, draw) for item in value]
    return value


@settings(max_examples=20, deadline=None)
@given(draw=st.data(), ending=st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_order_of_keys_and_the_line_endings_do_not_matter(
    draw: st.DataObject, ending: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mixed = yaml.safe_dump(shuffled(yaml.safe_load(PACK), draw), sort_keys=False)
    place = tmp_path_factory.mktemp("rules")
    plain = Rulebook.read(folder(place / "a", x=PACK))
    other = Rulebook.read(folder(place / "b", x=mixed.replace("\n", ending)))
    assert other.fingerprint == plain.fingerprint


def test_the_order_of_files_and_rules_does_not_matter(tmp_path: Path) -> None:
    head, first = PACK.split("rules:\n")
    second = first.replace("id: promise", "id: another")
    one = Rulebook.read(folder(tmp_path / "a", x=f"{head}rules:\n{first}{second}"))
    other = Rulebook.read(folder(tmp_path / "b", x=f"{head}rules:\n{second}{first}"))
    assert one.fingerprint == other.fingerprint


def test_no_passing_example_of_one_rule_is_a_hit_of_another() -> None:
    book = Rulebook.read()
    (patterns,) = [v for v in book.guard().validators if v.id == "patterns"]
    shown = [example.candidate() for rule in book.rules for example in getattr(rule, "passes", [])]
    assert len(shown) > 90
    hits = {
        (candidate.text, finding.rule)
        for candidate, findings in zip(shown, patterns.check(shown), strict=True)
        for finding in findings
    }
    assert hits == set()


EDITS = st.tuples(
    st.integers(0, len(PACK)),
    st.integers(0, 12),
    st.sampled_from(["", "\t", "\n", ":", "- ", "'", '"', "{", "[", "]", "&a ", "*a", "!x ", "#", "|\n", "? ", "---\n"])
    | st.sampled_from(["\0", "\ud7ff", "%", "null", "no", "9" * 5000, "1e999", "(?<x", "\\", "{{", "<<: ", "=", ">-"]),
)


@settings(max_examples=300, deadline=None)
@given(edits=st.lists(EDITS, min_size=1, max_size=3))
def test_whatever_is_mistyped_the_answer_is_rules_or_a_place(
    edits: list[tuple[int, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = PACK
    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]
    where = folder(tmp_path_factory.getbasetemp() / "mistyped", finance=text)
    try:
        assert Rulebook.read(where).rules
    except RulesError as error:
        assert str(error).startswith(str(where / "finance.yaml"))  # noqa: PT017 - either way is an answer


WORDS = """\
pack: words
owner: Controller
version: '1.0'
about: What our reports call things.
rules:
  - id: ours
    kind: synonyms
    synonyms:
      revenue: [takings]
    same: [[Takings, Revenue]]
    different: [[Takings, Costs]]
"""
TAKINGS = Source.from_table([["(in millions)", "2024", "2023"], ["Net sales", "55.2", "41.0"], ["Other", "3.1", "2.9"]])


def said_of_takings(rules: Path | None) -> Decision:
    return guardrail.load(rules).check("Net takings were $55.2 million in 2024.", source=TAKINGS).decision


def test_a_name_in_a_file_of_ones_own_changes_the_verdict_and_the_fingerprint(tmp_path: Path) -> None:
    without, extended = folder(tmp_path / "a", finance=PACK), folder(tmp_path / "b", finance=PACK, words=WORDS)
    assert said_of_takings(without) == said_of_takings(None) != Decision.ACCEPT
    assert said_of_takings(extended) is Decision.ACCEPT
    assert Rulebook.read(without).fingerprint != Rulebook.read(extended).fingerprint
    assert "synonyms.yaml" in Rulebook.read(extended).borrowed


def test_a_file_called_synonyms_takes_the_place_of_the_one_that_ships(tmp_path: Path) -> None:
    replaced = folder(tmp_path / "rules", finance=PACK, synonyms=WORDS)
    assert said_of_takings(replaced) is not Decision.ACCEPT
    assert "synonyms.yaml" not in Rulebook.read(replaced).borrowed


def test_pairs_are_tried_on_the_names_of_all_files_together(tmp_path: Path) -> None:
    crossing = WORDS.replace("id: ours", "id: theirs").replace("[takings]", "[till money, costs]")
    where = folder(tmp_path / "rules", a=WORDS, b=crossing.replace("[[Takings, Costs]]", "[[Revenue, Assets]]"))
    assert refusal(where).startswith(f"{where / 'a.yaml'}:11:17: these must be different: 'Takings' is read as")


def test_names_count_together_whatever_files_they_stand_in(tmp_path: Path) -> None:
    chained = WORDS.replace("id: ours", "id: more").replace("revenue: [takings]", "till money: [takings]")
    one = Rulebook.read(folder(tmp_path / "a", a=WORDS, b=chained))
    other = Rulebook.read(folder(tmp_path / "b", a=chained, b=WORDS))
    assert one.fingerprint == other.fingerprint
    assert all_synonyms(one.rules) == all_synonyms(other.rules)


def test_the_synonyms_that_ship_are_those_that_the_engine_takes_without_rules() -> None:
    assert all_synonyms(Rulebook.read().rules) == shipped_synonyms()


MEASURES = """\
pack: our-measures
owner: Controller
version: '1.0'
about: What our board looks at.
rules:
  - id: board
    kind: measures
    measures:
      till cover:
        names: [till coverage]
        in: times
        is: [net sales / other]
    statement: {Net sales: 552, Other: 31}
    proven: [The till cover was 17.8.]
    unproven: [The till cover was 18.7.]
"""
COVER = "The till cover was 17.8 in 2024."


def said_of_cover(rules: Path | None, text: str = COVER) -> Decision:
    return guardrail.load(rules).check(text, source=TAKINGS).decision


def test_a_measure_of_ones_own_changes_the_verdict_and_the_fingerprint(tmp_path: Path) -> None:
    without, extended = folder(tmp_path / "a", finance=PACK), folder(tmp_path / "b", finance=PACK, ours=MEASURES)
    assert said_of_cover(without) == said_of_cover(None) != Decision.ACCEPT
    assert said_of_cover(extended) is Decision.ACCEPT
    assert said_of_cover(extended, COVER.replace("cover", "coverage")) is Decision.ACCEPT
    assert said_of_cover(extended, COVER.replace("17.8", "18.7")) is not Decision.ACCEPT
    assert Rulebook.read(without).fingerprint != Rulebook.read(extended).fingerprint
    assert "measures.yaml" in Rulebook.read(extended).borrowed


def test_a_measure_of_ones_own_takes_the_place_of_the_one_that_ships(tmp_path: Path) -> None:
    own = folder(tmp_path / "rules", finance=PACK, ours=MEASURES.replace("till cover", "net profit margin"))
    assert said_of_cover(own, COVER.replace("till cover", "net profit margin")) is Decision.ACCEPT


def test_a_file_called_measures_takes_the_place_of_the_one_that_ships(tmp_path: Path) -> None:
    replaced = Rulebook.read(folder(tmp_path / "rules", finance=PACK, measures=MEASURES))
    assert "measures.yaml" not in replaced.borrowed
    assert [measure.name for measure in all_measures(replaced.rules).each] == ["till cover"]


def test_a_measure_in_two_files_is_refused_whatever_synonym_it_is_written_in(tmp_path: Path) -> None:
    other = MEASURES.replace("till coverage", "takings to loans")
    twin = MEASURES.replace("id: board", "id: bank").replace("till coverage", "takings to debt")
    refused = refusal(folder(tmp_path / "rules", a=other, b=twin.replace("till cover", "drawer cover")))
    assert refused.startswith(f"{tmp_path / 'rules' / 'b.yaml'}:10:17: the measure 'takings to debt' is there twice")


def test_the_measures_that_ship_are_those_that_the_engine_takes_without_rules() -> None:
    assert all_measures(Rulebook.read().rules) == shipped_measures()


def test_no_two_measures_that_ship_have_one_name(tmp_path: Path) -> None:
    text = (shipped("rules") / "measures.yaml").read_text(encoding="utf-8")
    assert Rulebook.read(folder(tmp_path / "rules", finance=PACK, measures=text)).rules
