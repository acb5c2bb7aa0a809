"""Detoxify's models from disk, on a checkpoint of the real architecture that is made here, small and untrained."""

from itertools import pairwise

import pytest

from guardrail import GuardrailError, MissingExtra, Severity
from guardrail.types import Candidate
from guardrail.validators import detoxify
from guardrail.validators.detoxify import Detoxify
from guardrail.validators.nsfw import Nsfw

CLASSES = ["toxic", "severe_toxic", "obscene", "threat", "insult", "identity_hate"]
LABELS = ("toxicity", "severe_toxicity", "obscene", "threat", "insult", "identity_attack")


def test_without_the_package_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(detoxify, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'guardrail\[detoxify\]'"):
        Detoxify()


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """A folder with a configuration and a tokenizer, and a checkpoint as detoxify writes them."""
    pytest.importorskip("detoxify", reason="needs guardrail[detoxify]")
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    folder = tmp_path_factory.mktemp("detoxify")
    pieces = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *"abcdefghijklmnopqrstuvwxyz.",
        *("##" + c for c in "abcdefghijklmnopqrstuvwxyz"),
    ]
    (folder / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(pieces),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        num_labels=6,
    )
    config.save_pretrained(folder)
    torch.manual_seed(1)
    network = transformers.BertForSequenceClassification(config)
    arch = {"model_type": "bert-base-uncased", "model_name": "BertForSequenceClassification"}
    checkpoint = {
        "config": {
            "arch": {"args": {**arch, "tokenizer_name": "BertTokenizer", "num_classes": 6}},
            "dataset": {"args": {"classes": CLASSES}},
        },
        "state_dict": network.state_dict(),
    }
    torch.save(checkpoint, folder / "small.ckpt")
    return folder


@pytest.fixture(scope="module")
def model(disk):
    return Detoxify(checkpoint=disk / "small.ckpt", config=disk, threads=1, batch=2)


def test_a_checkpoint_on_disk_is_used_without_a_download(model):
    (scores,) = model.score(["hello there"])
    assert tuple(scores) == model.labels == LABELS
    assert all(0 < score < 1 for score in scores.values())


def test_the_weights_are_those_of_the_checkpoint(disk, model):
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    saved = torch.load(disk / "small.ckpt", weights_only=True)["state_dict"]
    network = transformers.BertForSequenceClassification(transformers.BertConfig.from_pretrained(disk))
    network.load_state_dict(saved)
    tokens = transformers.BertTokenizer.from_pretrained(disk)("hello there", return_tensors="pt")
    wanted = network.eval()(**tokens).logits.sigmoid()[0].tolist()
    assert list(model.score(["hello there"])[0].values()) == pytest.approx(wanted, abs=1e-5)


def test_many_texts_score_as_they_do_alone(model):
    texts = ["one", "two words", "", "a somewhat longer text. " * 90, "three"]
    together = model.score(texts)
    for text, scores in zip(texts, together, strict=True):
        assert scores == pytest.approx(model.score([text])[0], abs=1e-5)


def test_the_end_of_a_long_text_is_read_too(model):
    text = "plain words here. " * 400
    ends = {rated.span.end for rated in model.rate(text + "zzzz qqqq").values()}
    assert max(span.end for span in detoxify._windows(text, model._loaded().tokenizer)) == len(text.rstrip())
    assert all(end <= len(text) + 9 for end in ends)
    unbroken = "x" * 3000
    spans = list(detoxify._windows(unbroken, model._loaded().tokenizer))
    assert spans[0].start == 0
    assert spans[-1].end == 3000
    assert all(later.start < earlier.end for earlier, later in pairwise(spans))


def test_it_serves_as_the_classifier_of_the_rule(model):
    validator = Nsfw(bands={label: {Severity.MAJOR: 0.0} for label in LABELS}, classifier=model)
    (findings,) = validator.check([Candidate(text="hello there")])
    assert {finding.category for finding in findings} == {f"nsfw.{label}" for label in LABELS}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"name": "orignal"}, "there is no detoxify model 'orignal'; known are original"),
        ({"checkpoint": "a.ckpt"}, "a checkpoint and its config folder go together"),
        ({"batch": 0}, "1 or more"),
        ({"threads": 0}, "1 or more"),
    ],
)
def test_what_makes_no_sense_is_said_at_once(asked, told, monkeypatch):
    monkeypatch.setattr(detoxify, "find_spec", lambda name: name)
    with pytest.raises(GuardrailError, match=told):
        Detoxify(**asked)


def test_weights_that_cannot_be_had_are_said_with_the_remedy(disk, tmp_path, monkeypatch):
    with pytest.raises(GuardrailError, match=r"there is no checkpoint .*none\.ckpt; download it once and pass"):
        Detoxify(checkpoint=tmp_path / "none.ckpt", config=disk).score(["a"])
    (tmp_path / "bad.ckpt").write_bytes(b"no checkpoint")
    with pytest.raises(GuardrailError, match=r"bad\.ckpt cannot be read; download it again"):
        Detoxify(checkpoint=tmp_path / "bad.ckpt", config=disk).score(["a"])
    with pytest.raises(GuardrailError, match=r"there is no config\.json in"):
        Detoxify(checkpoint=disk / "small.ckpt", config=tmp_path).score(["a"])


def test_a_model_that_cannot_be_fetched_is_said_with_the_remedy(disk, monkeypatch):
    torch = pytest.importorskip("torch")

    def refuse(*arguments, **more):
        raise OSError("no network")

    monkeypatch.setattr(torch.hub, "load_state_dict_from_url", refuse)
    with pytest.raises(GuardrailError, match=r"'unbiased' could not be fetched; download it once and pass checkpoint="):
        Detoxify("unbiased").score(["a"])
