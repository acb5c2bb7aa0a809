"""Names that the source does not have, as spaCy sees them: by patterns, and by a pipeline that is made here."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from guardrail import GuardrailError, MissingExtra, Source
from guardrail.errors import RulesError
from guardrail.redaction import Redaction
from guardrail.resources import shipped
from guardrail.rulebook import Rulebook
from guardrail.types import Candidate, Severity
from guardrail.validators import entities
from guardrail.validators.entities import Entities, NamePattern, Strangers

needs_spacy = pytest.mark.skipif(find_spec("spacy") is None, reason="the extra spacy is not installed")

BOOKS = Source.from_rows(
    [
        {"vendor": "PAYPAL *SPOTIFY", "amount": "9.99", "memo": "card of Ines Albright"},
        {"vendor": "Gusto Inc", "amount": "40.00", "memo": ""},
    ],
    entity="vendor",
    amount="amount",
    currency="USD",
)
NAMES = [
    {"label": "ORG", "pattern": name} for name in ("Slack", "Spotify", "Gusto", "Gusto Travel", "Cedar Bakery", "Ltd")
]
NAMES += [
    {"label": "PERSON", "pattern": "Ines Albright"},
    {"label": "GPE", "pattern": "Leeds"},
    {"label": "CLIENT", "pattern": "Orsted"},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline on disk that marks some names, as one that somebody trained would."""
    spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")
    made = spacy.blank("en")
    made.add_pipe("entity_ruler").add_patterns(NAMES)
    to = tmp_path_factory.mktemp("pipeline") / "books"
    made.to_disk(to)
    return str(to)


def strangers(**more: object) -> Strangers:
    return Strangers(id="stranger", category="unsupported", severity=Severity.MAJOR, message="Not in the books", **more)  # type: ignore[arg-type]


def told(text: str, source: Source | None = BOOKS, **more: object) -> list[str]:
    (findings,) = Entities([strangers(**more)]).check([Candidate(text=text, source=source)])
    for finding in findings:
        assert finding.span
        assert repr(text[finding.span.start : finding.span.end]) in finding.message
    return [finding.message.removeprefix("Not in the books: ") for finding in findings]


@needs_spacy
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("You paid Slack $40.", ["'Slack' (organisation)"]),
        ("You paid Spotify $9.99.", []),
        ("You paid Gusto $40.00.", []),
        ("Gusto Travel charged $40.00.", ["'Gusto Travel' (organisation)"]),
        ("Ines Albright bought it.", []),
        ("Slack and Spotify, in Leeds.", ["'Slack' (organisation)", "'Leeds' (place)"]),
        ("Nobody was paid.", []),
        ("", []),
    ],
)
def test_a_name_is_reported_unless_the_source_has_it_however_written(folder: str, text: str, names: list[str]) -> None:
    assert told(text, pipeline=folder) == names


@needs_spacy
def test_without_a_source_every_name_is_reported(folder: str) -> None:
    assert told("Gusto was paid.", None, pipeline=folder) == ["'Gusto' (organisation)"]


@needs_spacy
def test_only_the_labels_that_are_asked_for_count(folder: str) -> None:
    text = "Slack paid Orsted in Leeds."
    assert told(text, pipeline=folder, labels=("place",)) == ["'Leeds' (place)"]
    assert told(text, pipeline=folder, labels=("CLIENT",)) == ["'Orsted' (CLIENT)"]


@needs_spacy
def test_a_name_that_is_allowed_passes_as_people_write_it(folder: str) -> None:
    assert told("Cedar Bakery paid Slack.", pipeline=folder, allowed=("CEDAR BAKERY LTD",)) == [
        "'Slack' (organisation)"
    ]


@needs_spacy
def test_patterns_need_no_pipeline_and_count_before_what_one_marks(folder: str) -> None:
    patterns = (
        NamePattern(label="fund", tokens=({"IS_TITLE": True, "OP": "+"}, {"LOWER": "fund"})),
        NamePattern(label="rival", text="slack technologies"),
    )
    text = "Blue Heron fund is held at SLACK Technologies."
    wanted = ["'Blue Heron fund' (fund)", "'SLACK Technologies' (rival)"]
    assert told(text, patterns=patterns) == wanted
    assert told(text, pipeline=folder, patterns=patterns) == wanted


@needs_spacy
def test_findings_belong_to_their_text_and_their_rule(folder: str) -> None:
    one, two = strangers(pipeline=folder), strangers(patterns=(NamePattern(label="rival", text="Leeds"),))
    found = Entities([one, two]).check([Candidate(text=text) for text in ("Leeds", "none", "Slack")])
    assert [[f.message.split(": ")[1] for f in findings] for findings in found] == [
        ["'Leeds' (place)", "'Leeds' (rival)"],
        [],
        ["'Slack' (organisation)"],
    ]


@needs_spacy
def test_no_more_than_a_hundred_names_are_reported(folder: str) -> None:
    assert len(told("Slack, " * 300, pipeline=folder)) == 100


@needs_spacy
def test_the_fingerprint_changes_with_any_file_of_the_pipeline_and_not_with_its_place(
    folder: str, tmp_path: Path
) -> None:
    copy = tmp_path / "books"
    shutil.copytree(folder, copy)
    before = entities.fingerprint(str(copy))
    assert before == entities.fingerprint(str(copy))
    meta = copy / "meta.json"
    meta.write_text(meta.read_text(encoding="utf-8").replace("0.0.0", "0.0.1"), encoding="utf-8")
    assert entities.fingerprint(str(copy)) != before
    assert entities.fingerprint("") not in {before, entities.fingerprint(str(copy))}


@needs_spacy
def test_a_pipeline_that_was_trained_anew_is_loaded_anew(folder: str, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    copy = tmp_path / "books"
    shutil.copytree(folder, copy)
    assert told("Kestrel was paid.", pipeline=str(copy)) == []
    other = spacy.blank("en")
    other.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Kestrel"}])
    other.to_disk(copy)
    assert told("Kestrel was paid.", pipeline=str(copy)) == ["'Kestrel' (organisation)"]


@needs_spacy
@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("./none", GuardrailError, "no spaCy pipeline in the folder ./none: it has no config.cfg"),
        ("en_core_none_sm", MissingExtra, "run: python -m spacy download en_core_none_sm"),
        ("pytest", MissingExtra, "no spaCy pipeline 'pytest' is installed; run: pip install pytest"),
    ],
)
def test_a_pipeline_that_cannot_be_had_is_said_with_the_remedy(name: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        Entities([strangers(pipeline=name)])


@needs_spacy
def test_a_folder_that_holds_something_else_is_said(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("nothing")
    with pytest.raises(GuardrailError, match="cannot be loaded"):
        Entities([strangers(pipeline=str(tmp_path))])


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entities, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'guardrail\[spacy\]'"):
        Entities([strangers()])


# The pipeline that ships


@needs_spacy
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("You paid Kelvane Logistics Ltd $40.00 on March 3, 2026.", ["'Kelvane Logistics Ltd' (organisation)"]),
        ("Marta Okonkwo approved the payment of $40.00.", ["'Marta Okonkwo' (person)"]),
        ("Hotel in Lisbon, $40.00.", ["'Lisbon' (place)"]),
        ("You paid Gusto $40.00 and Spotify $9.99.", []),
        ("Total spending on rent rose 4% in March.", []),
    ],
)
def test_the_pipeline_that_ships_finds_who_is_not_in_the_books(text: str, names: list[str]) -> None:
    assert told(text, pipeline="names") == names


@needs_spacy
def test_the_pipeline_that_ships_can_hide_people_from_a_backend() -> None:
    redaction = Redaction(BOOKS, recognisers=[entities.masks()])
    text = "Marta Okonkwo approved the payment to Gusto."
    assert "Okonkwo" not in redaction.hide(text)
    assert redaction.restore(redaction.hide(text)) == text


@needs_spacy
def test_a_pipeline_that_ships_with_another_file_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(shipped("models") / "names", tmp_path / "names")
    monkeypatch.setattr(entities, "shipped", lambda name: tmp_path)
    (tmp_path / "names" / "pipeline" / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GuardrailError, match=r"pipeline/meta\.json is not the file that the model's card names"):
        Entities([strangers(pipeline="names")])


@needs_spacy
def test_a_rule_names_the_pipeline_that_ships(tmp_path: Path) -> None:
    pack = documented().replace(
        "    patterns:", "    pipeline: names\n    labels: [person, organisation]\n    patterns:"
    )
    (rule,) = [rule for rule in Rulebook.read(rule_file(tmp_path, pack)).rules if rule.kind == "entity"]
    assert rule.rests_on() == entities.fingerprint("names")


def rule_file(where: Path, pack: str) -> Path:
    """A pack in a file."""
    file = where / "names.yaml"
    file.write_text(pack, encoding="utf-8")
    return file


def documented() -> str:
    """The pack of rules/README.md that needs spaCy."""
    readme = (shipped("rules") / "README.md").read_text(encoding="utf-8")
    (pack,) = re.findall(r"```text\n(pack: names.*?)```", readme, re.DOTALL)
    return pack


@needs_spacy
def test_the_rule_in_the_readme_loads(tmp_path: Path) -> None:
    (rule,) = [rule for rule in Rulebook.read(rule_file(tmp_path, documented())).rules if rule.kind == "entity"]
    assert len(rule.rests_on()) == 64


def test_a_rule_that_needs_what_is_not_installed_is_told_at_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entities, "find_spec", lambda name: None)
    with pytest.raises(RulesError, match=r"names\.yaml:8:11: rules of kind entity need spaCy; run: pip install"):
        Rulebook.read(rule_file(tmp_path, documented()))


@needs_spacy
@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ("{LOWER: fund}", "{LOWR: fund}", "spaCy cannot use these tokens: "),
        ("{LOWER: fund}", "{POS: NOUN}", "spaCy cannot use these tokens: "),
        ("{LOWER: fund}", "{LOWER: funds}", "the pattern 'fund' does not find this text"),
        ("    patterns:", "    pipeline: ./none\n    patterns:", "there is no spaCy pipeline in the folder ./none"),
    ],
)
def test_a_pattern_or_pipeline_that_cannot_be_used_is_told_at_its_place(
    tmp_path: Path, was: str, becomes: str, message: str
) -> None:
    with pytest.raises(RulesError, match=rf"names\.yaml:\d+:\d+: {re.escape(message)}"):
        Rulebook.read(rule_file(tmp_path, documented().replace(was, becomes)))


@needs_spacy
def test_a_label_that_the_pipeline_does_not_give_is_told_with_the_nearest(tmp_path: Path, folder: str) -> None:
    rule = documented().replace("    patterns:", f"    pipeline: {folder}\n    labels: [organization]\n    patterns:")
    with pytest.raises(RulesError, match=r"has no label 'organization'\n(?s:.*)did you mean 'organisation'"):
        Rulebook.read(rule_file(tmp_path, rule))
