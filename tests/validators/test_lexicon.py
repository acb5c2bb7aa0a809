"""Listed words are found however they are disguised, as whole words only, and not in names that are allowed."""

import pytest

from guardrail import Candidate, Severity
from guardrail.resources import shipped
from guardrail.rulebook import Rulebook
from guardrail.validators.lexicon import Lexicon
from guardrail.validators.patterns import PatternRule

RULE = PatternRule(
    id="swearing",
    category="nsfw.obscene",
    severity=Severity.CRITICAL,
    message="It swears.",
    terms=("shit", "kill you", "ass"),
)
LEXICON = Lexicon([RULE], allowed=["Big Ass Fans", "Ass Creek"])


def found(text, lexicon=LEXICON):
    return [text[f.span.start : f.span.end] for f in lexicon.check([Candidate(text=text)])[0]]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Oh shit, late again.", ["shit"]),
        ("Oh $h1t, late again.", ["$h1t"]),
        ("Paid for s h i t in June", ["s h i t"]),
        ("Café: ѕhit", ["ѕhit"]),
        ("I will k1ll\nyou", ["k1ll\nyou"]),
        ("Shitake House, Scunthorpe, assessment of assets", []),
        ("Big Ass Fans was paid, what an a$$", ["a$$"]),
        ("BIG  ASS FANS and Ass Creek", []),
        ("Ass Creekside", ["Ass"]),
    ],
)
def test_whole_words_are_found_outside_allowed_names(text, hits):
    assert found(text) == hits


def test_answers_belong_to_their_texts():
    texts = ["fine", "shit", "fine", "sh!t sh1t"]
    assert [len(hits) for hits in LEXICON.check([Candidate(text=text) for text in texts])] == [0, 1, 0, 2]


def test_a_finding_keeps_what_its_rule_says():
    ((finding,),) = LEXICON.check([Candidate(text="shit")])
    assert (finding.rule, finding.category, finding.message) == ("swearing", "nsfw.obscene", "It swears.")


@pytest.fixture(scope="module")
def shipping():
    rules = [rule for rule in Rulebook.read(shipped("rules") / "lexicon.yaml").rules if rule.kind == "lexicon"]
    return type(rules[0]).build(rules)


@pytest.mark.parametrize("category", ["obscene", "sexual", "identity-hate", "self-harm", "threat"])
def test_the_pack_that_ships_has_words_for(category):
    rules = [rule for rule in Rulebook.read(shipped("rules") / "lexicon.yaml").rules if rule.kind == "lexicon"]
    assert any(rule.category == f"nsfw.{category}" and rule.severity is Severity.CRITICAL for rule in rules)


@pytest.mark.parametrize(
    "name",
    """Dick's Sporting Goods; Cockburn & Sons; Sussex Catering; Scunthorpe Steel; The Cock Inn; Moby Dick Ltd; Essex Tyres; Penistone
    Garage; Shitake House; Arsenal FC; Hooker Furniture; Cumming & Co; Titmuss Legal; Hancock Timber; Hitchcock Films; Babcock; Bass Pro
    Shops; Virgin Media; Wang Electronics; Big Ass Fans; Kum & Go; Fannie Mae; Phuket Travel; Lickey Hills; Slaughter & May; Tuck Shop;
    Screwfix; Butts Plumbing; Niger Delta Power; Montenegro Air; Gay Hussar; Van Dyke Parts; Pussy Willow Florist; Spotted Dick Bakery""".split(
        ";"
    ),
)
def test_the_pack_that_ships_passes_merchants(name, shipping):
    assert shipping.check([Candidate(text=f"You paid {' '.join(name.split())} $318.00 on March 3.")]) == [[]]
