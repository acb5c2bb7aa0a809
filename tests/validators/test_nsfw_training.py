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
    import talk
    from test_nsfw_cases import PASS, STOP

    held = {line.strip(" ?").lower() for block in (*STOP.values(), *PASS.values()) for line in block.splitlines()}
    texts = {example.text.lower() for example in talk.talk(random.Random(2))}
    assert len(texts) > 5000
    assert held & texts == set()
