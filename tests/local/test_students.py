"""A folder is a student only if everything in it is what its card says."""

from __future__ import annotations

import hashlib
import json

import pytest
from students import card

from guardrail import GuardrailError
from guardrail.local.student import CARD, Card, read_card, read_student


def test_a_student_needs_its_files(tmp_path):
    with pytest.raises(GuardrailError, match="there is no model in"):
        read_student(tmp_path)
    write_card(tmp_path, {})
    with pytest.raises(GuardrailError, match=r"encoder\.onnx cannot be read"):
        read_student(tmp_path)


def test_a_file_that_is_not_the_one_named_is_refused(tmp_path):
    (tmp_path / "encoder.onnx").write_bytes(b"x")
    write_card(tmp_path, {"encoder.onnx": "0" * 64})
    with pytest.raises(GuardrailError, match=r"is not the file that model\.json names"):
        read_student(tmp_path)


def test_a_file_that_is_no_network_is_refused_in_one_line(tmp_path):
    files = {}
    for name in ("encoder.onnx", "decoder.onnx"):
        (tmp_path / name).write_bytes(b"no network")
        files[name] = hashlib.sha256(b"no network").hexdigest()
    write_card(tmp_path, files)
    with pytest.raises(GuardrailError, match="cannot be read") as refused:
        read_student(tmp_path)
    assert "\n" not in str(refused.value)


def test_a_card_is_read_back_as_it_was(tmp_path):
    write_card(tmp_path, {"decoder.onnx": "ab"})
    read = read_card(tmp_path)
    assert (read.vocabulary, read.allowed, read.files) == (card().vocabulary, card().allowed, {"decoder.onnx": "ab"})


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"format": 2}, "its format is 2"),
        ({"vocabulary": ["paid"]}, "lacks '<pad>'"),
        ({"vocabulary": ["<pad>", "<start>", "<end>", "paid", "paid"]}, "twice"),
        ({"vocabulary": ["<pad>", "<start>", "<end>", "seven"]}, "holds 'seven', which it may not"),
        ({"vocabulary": ["<pad>", "<start>", "<end>", "$5"]}, "which it may not"),
        ({"inputs": ["kind=payment"]}, "must begin with"),
        ({"inputs": ["<pad>", "mood=sad"]}, "mood=sad"),
        ({"context": 0}, "context is 0"),
        ({"allowed": None}, "is no card of a student"),
        ({"vocabulary": None}, "is no card of a student"),
    ],
)
def test_a_card_that_is_not_as_it_should_be_is_refused_by_name(tmp_path, changed, told):
    write_card(tmp_path, {}, **changed)
    with pytest.raises(GuardrailError, match=told) as refused:
        read_card(tmp_path)
    assert str(tmp_path / CARD) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_card_that_is_no_json_is_refused(tmp_path):
    (tmp_path / CARD).write_text("{")
    with pytest.raises(GuardrailError, match="is no card"):
        read_card(tmp_path)


def write_card(folder, files, **changed):
    made: Card = card()
    said = {
        "format": 1,
        "architecture": "chatter",
        "vocabulary": list(made.vocabulary),
        "inputs": list(made.inputs),
        "context": made.context,
        "allowed": made.allowed,
        "files": files,
    }
    (folder / CARD).write_text(json.dumps(said | changed))
