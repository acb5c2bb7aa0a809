"""What training goes on from is what was written before, and its composed texts keep what is kept for tests out."""

import random
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "models" / "nsfw"


@pytest.fixture(autouse=True)
def beside(monkeypatch):
    """Training's modules find each other in their own folder."""
    monkeypatch.setattr(sys, "path", [str(FOLDER), *sys.path])


def test_what_is_read_from_a_graph_is_what_was_written(tmp_path):
    torch = pytest.importorskip("torch", reason="training needs torch")
    pytest.importorskip("onnx", reason="training needs onnx")
    import export
    import network

    torch.manual_seed(3)
    state = network.Encoder(50, 3, 8, 16).state_dict()
    export.write(state, 3, tmp_path / "encoder.onnx")
    again = export.read(tmp_path / "encoder.onnx")
    assert set(again) == set(state)
    for name, values in state.items():
        assert again[name].shape == tuple(values.shape)
        assert abs(again[name] - values.numpy()).max() <= abs(values).max() / 120 + 1e-6


def test_no_composed_text_is_one_that_tests_hold_against_the_filter():
    import people
    import talk
    from test_nsfw_cases import PASS, STOP

    held = {line.strip(" ?.!").lower() for block in (*STOP.values(), *PASS.values()) for line in block.splitlines()}
    composed = (*talk.talk(random.Random(2)), *people.people(random.Random(2)), *people.remarks(random.Random(2)))
    texts = {example.text.lower().strip(" .!") for example in composed}
    assert len(texts) > 10_000
    assert held & texts == set()


def test_a_name_cut_short_and_sentences_of_filings_stand_beside_their_like():
    import corpus
    from composed import LABELS, Example

    rng, fine, rude = random.Random(2), dict.fromkeys(LABELS, 0.0), {"toxicity": 1.0, "insult": 1.0}
    filed = Example("The lease of the second plant was renewed in March, " * 3 + "on like terms.", fine, "paragraphs")
    found = [filed, Example("You are a disgrace.", rude, "talk-jab")]
    made = list(corpus.among(found * 4, 40, rng))
    assert {e.source: e.known["toxicity"] for e in made} == {"among-rude": 1.0, "among-fine": 0.0}
    assert all(("disgrace" in e.text) == (e.source == "among-rude") for e in made)
    names = ["Harbour Power and Light", "Sp Cedar Furniture", "Www.Alder-Office.Com"]
    notes = list(corpus.cut(names * 10, 60, rng))
    assert all(e.known["toxicity"] == 0.0 for e in notes)
    assert any("cedar f" in e.text.lower() and "furniture" not in e.text.lower() for e in notes)
