"""The filter's rule: windows over long texts, bands, one reading of the files, and files that are not what they should be."""

import json
import math
import shutil
import threading
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail import Candidate, Decision, Guard, GuardrailError, Policy, Severity, Tier
from guardrail.resources import shipped
from guardrail.validators import nsfw
from guardrail.validators.nsfw import Classifier, Nsfw
from guardrail.validators.nsfw_bands import LEAST, choose
from guardrail.validators.nsfw_model import Card, Model, Reading
from guardrail.validators.unmasking import Unmasking
from guardrail.validators.wordpieces import WordPieces

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "bad", "good", "##ness", "very", "."]


class Counting:
    """A model that rates a window by how many times "bad" is in it, and remembers how many it saw."""

    def __init__(self, share=0.0):
        calibration = {"toxicity": (1.0, 0.0), "sexual": (1.0, 0.0)}
        context = {"toxicity": share, "sexual": 0.0}
        self.card = Card(("toxicity", "sexual"), 10, 3, 0, 0, 0.01, {}, 0, context, -2.0, calibration, {}, "")
        self.unmasking = Unmasking(["good"], ["bad"])
        self.cutter = WordPieces(PIECES)
        self.seen = []

    def read(self, text, pieces):
        self.seen.append(text)
        count = list(pieces).count(4)
        logits = [math.log(p / (1 - p)) for p in (1 - math.exp(-count - 1e-9), 0.1 * (count > 0) + 1e-9)]
        return Reading(logits, close="good" in text)


BANDS = {"toxicity": {Severity.MINOR: 0.3, Severity.CRITICAL: 0.8}, "sexual": {Severity.MAJOR: 0.5}}


def findings(text):
    return Nsfw(bands=BANDS, classifier=Classifier(Counting())).check([Candidate(text=text)])[0]


# What is reported


def test_a_rating_below_every_band_is_no_finding():
    assert findings("good good good") == []


def test_the_worst_band_that_is_reached_gives_the_severity():
    (one,) = findings("a bad thing")
    (two,) = findings("a bad, bad thing")
    assert (one.category, one.severity, one.score) == ("nsfw.toxicity", Severity.MINOR, 0.6321)
    assert (two.severity, two.score) == (Severity.CRITICAL, 0.8647)
    assert one.message == "This reads as rude, hateful or otherwise unfit to be sent (rated 0.63; minor from 0.30 on)."


def test_the_worst_window_of_a_long_text_is_reported_in_the_original():
    text = "Good " * 30 + "ｂａｄ b-a-d " + "good " * 30
    (finding,) = findings(text)
    assert finding.severity is Severity.CRITICAL
    assert "ｂａｄ b-a-d" in text[finding.span.start : finding.span.end]
    assert finding.span.end - finding.span.start < 80


@given(st.integers(0, 200))
def test_windows_overlap_and_cover_every_piece(count):
    ranges = list(nsfw._ranges(count, 10, 3))
    assert {at for first, last in ranges for at in range(first, last)} == set(range(count))
    assert all(0 < last - first <= 10 for first, last in ranges)
    assert all(earlier[1] - later[0] == 3 for earlier, later in pairwise(ranges))


def test_the_work_grows_with_the_length_and_no_faster():
    seen = []
    for words in (1_000, 2_000, 4_000):
        model = Counting()
        Classifier(model).score(["good " * words])
        seen.append(len(model.seen))
    assert seen == [143, 286, 571]


def test_a_text_too_long_to_look_at_closely_is_refused(monkeypatch):
    monkeypatch.setattr(nsfw, "MOST_WINDOWS", 5)
    with pytest.raises(GuardrailError, match="the text has more than 35 words or parts of words; split it"):
        findings("good " * 36)


def test_a_text_without_words_is_rated_zero_and_left_to_the_guard():
    assert Classifier(Counting()).score([""]) == [{"toxicity": 0.0, "sexual": 0.0}]


def test_a_word_is_cut_into_the_longest_pieces_and_an_unknown_one_is_one_piece():
    numbers, places = WordPieces(PIECES).pieces("badness, goodish very.")
    assert [PIECES[number] for number in numbers] == ["bad", "##ness", "[UNK]", "[UNK]", "very", "."]
    assert places == [(0, 7), (0, 7), (7, 8), (9, 16), (17, 21), (21, 22)]


# Windows beside each other


def toxicity(text, share=0.4):
    return Classifier(Counting(share)).rate(text)["toxicity"].probability


def test_a_window_counts_for_less_among_fine_ones_that_were_looked_at():
    assert toxicity("bad bad bad") == toxicity("bad bad bad", share=0)
    assert toxicity("bad bad bad " + "good " * 20) < toxicity("bad bad bad " + "good " * 20, share=0)


def test_what_the_first_look_clears_takes_nothing_from_a_rude_window():
    assert toxicity("bad " * 10 + "very " * 400) == pytest.approx(toxicity("bad " * 10))


@given(st.integers(1, 12), st.integers(0, 300), st.integers(0, 300))
def test_padding_takes_a_rude_window_no_lower_than_towards_a_floor(rude, before, after):
    text = "good " * before + "bad " * rude + "good " * after
    worst, rated = (math.log(p / (1 - p)) for p in (toxicity(text, share=0), toxicity(text)))
    assert 0.6 * worst + 0.4 * -2.0 - 1e-6 <= rated <= worst + 1e-6


class Averaging:
    """A first look to which the share of rude words says how rude a text is."""

    def logits(self, text):
        return np.array([80 * text.count("fool") / len(text.split()) - 4] * 8 + [-1.0])


def test_a_text_is_plain_only_if_all_its_sentences_are(monkeypatch):
    model = Model(shipped("models") / "nsfw")
    monkeypatch.setattr(model, "_ngrams", Averaging)
    plain = "revenue rose on higher volumes in the north and on lower costs of freight and of fuel. " * 4
    assert not model.read(plain, [5]).close
    assert not model.read(plain + "a fool of a " + "long line that goes on and on and on and " * 8 + "ends.", [5]).close
    assert max(Averaging().logits(plain + "you are a fool.")[:8]) < model.card.calm_below
    assert model.read(plain + "you are a fool.", [5]).close
    assert model.read(plain + "you are a fool. " + plain, [5]).close


# How bands are chosen


def test_bands_leave_the_share_that_was_asked_for():
    scores = [{"a": n / 1000, "b": 0.0} for n in range(1000)]
    choice = choose(scores, 0.01)
    assert choice.alarms == 10
    assert choice.bands == {"a": 0.99, "b": LEAST}


def test_labels_share_what_is_allowed():
    scores = [{"a": n / 1000, "b": (999 - n) / 1000} for n in range(1000)]
    choice = choose(scores, 0.01)
    assert choice.alarms == 10
    assert choice.bands == {"a": 0.995, "b": 0.995}
    assert choose(scores, 0).alarms == 0


@given(
    st.lists(st.fixed_dictionaries({"a": st.floats(0, 0.998), "b": st.floats(0, 0.998)}), min_size=1, max_size=60),
    st.floats(0, 0.5),
)
def test_no_choice_touches_more_than_allowed_and_its_interval_holds_its_share(scores, rate):
    choice = choose(scores, rate)
    found = sum(any(score[label] >= choice.bands[label] for label in "ab") for score in scores)
    low, high = choice.interval
    assert found == choice.alarms <= rate * len(scores) + 1e-6
    assert 0 <= low <= found / len(scores) <= high <= 1


def test_the_interval_is_the_one_of_the_books():
    low, high = choose([{"a": 0.9}] * 1 + [{"a": 0.0}] * 999, 0.001).interval
    assert (round(low, 5), round(high, 5)) == (0.00018, 0.00564)


@pytest.mark.parametrize(("scores", "rate"), [([], 0.001), ([{"a": 0.1}], 1.0), ([{"a": 0.1}], -0.1)])
def test_what_bands_cannot_be_chosen_by_is_said(scores, rate):
    with pytest.raises(GuardrailError, match=r"clean texts|the rate is"):
        choose(scores, rate)


# The model that ships


def test_it_is_read_once_whatever_thread_asks():
    found = []
    threads = [threading.Thread(target=lambda: found.append(nsfw.load())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(map(id, found))) == 1


def test_texts_score_alone_as_they_do_together_and_again():
    texts = ["You are an idiot.", "Paid Gusto $18,250.00.", "I hate women. " * 40, "so what", "Moby Dick, $4.10"]
    together = nsfw.load().score(texts)
    assert together == [nsfw.load().score([text])[0] for text in reversed(texts)][::-1]
    assert all(set(scores) == set(nsfw.load().labels) for scores in together)
    assert all(0 <= score <= 1 for scores in together for score in scores.values())


def test_it_is_small_enough_for_the_wheel():
    size = sum((shipped("models") / "nsfw" / name).stat().st_size for name in nsfw.shipped_card().files)
    assert size < 25e6


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(shipped("models") / "nsfw", tmp_path / "nsfw")
    return tmp_path / "nsfw"


@pytest.mark.parametrize("name", sorted(nsfw.shipped_card().files))
def test_a_file_that_is_damaged_is_said_and_nothing_is_rated(name, copied):
    raw = bytearray((copied / name).read_bytes())
    raw[len(raw) // 2] ^= 1
    (copied / name).write_bytes(raw)
    with pytest.raises(GuardrailError, match=rf"the model file .*{name} is damaged; install guardrail again"):
        Classifier(Model(copied)).score(["you are a complete and utter moron"])


@pytest.mark.parametrize("name", sorted(nsfw.shipped_card().files))
def test_a_file_that_is_missing_is_said_when_the_model_is_read(name, copied):
    (copied / name).unlink()
    with pytest.raises(GuardrailError, match=rf"the model file .*{name} is missing; install guardrail again"):
        Model(copied)


def test_a_damaged_model_never_leads_to_accept(copied):
    (copied / "encoder.onnx").write_bytes(b"not a model")
    validator = Nsfw(bands={"toxicity": {Severity.CRITICAL: 0.5}}, classifier=Classifier(Model(copied)))
    policy = Policy([Tier(name="inform", escalate=Severity.CRITICAL, reject=Severity.CRITICAL)], {})
    verdict = Guard(validators=[validator], policy=policy).check("You are a complete and utter moron.")
    assert verdict.decision is Decision.ESCALATE
    assert "encoder.onnx is damaged; install guardrail again" in verdict.findings[0].message


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"labels": 3}', '{"labels": ["a"], "window": "x"}'])
def test_a_card_that_cannot_be_read_is_said(card, copied):
    (copied / "model.json").write_text(card, encoding="utf-8")
    with pytest.raises(GuardrailError, match=r"the model card .*model\.json cannot be read"):
        Model(copied)


@pytest.mark.parametrize("part", ["blend", "calibration"])
def test_a_card_that_says_nothing_of_a_label_is_said(part, copied):
    card = json.loads((copied / "model.json").read_text(encoding="utf-8"))
    del card[part]["threat"]
    (copied / "model.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(GuardrailError, match=r"the model card .*model\.json cannot be read"):
        Model(copied)


def test_the_card_names_every_file_by_its_hash(copied):
    card = json.loads((copied / "model.json").read_text(encoding="utf-8"))
    card["files"]["watched.txt"] = "0" * 64
    (copied / "model.json").write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(GuardrailError, match=r"watched\.txt is damaged"):
        Model(copied)


def test_a_span_is_in_the_text():
    text = "  Dear all,\n\nyou are a b a s t a r d.  "
    for rated in nsfw.load().rate(text).values():
        assert 0 <= rated.span.start < rated.span.end <= len(text)
