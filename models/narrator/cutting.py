"""Begins a cut decoder with layers of SmolLM2-135M and the means of its pieces for our words."""

from __future__ import annotations

import re
from pathlib import Path

import torch

from guardrail.distil.students import Student
from guardrail.distil.tables import Tables

LAYERS = (0, 1, 28, 29)
_NAMES = {
    "before.weight": "input_layernorm.weight",
    "after.weight": "post_attention_layernorm.weight",
    "ask.weight": "self_attn.q_proj.weight",
    "keys.weight": "self_attn.k_proj.weight",
    "values.weight": "self_attn.v_proj.weight",
    "out.weight": "self_attn.o_proj.weight",
    "gate.weight": "mlp.gate_proj.weight",
    "up.weight": "mlp.up_proj.weight",
    "down.weight": "mlp.down_proj.weight",
}


@torch.no_grad()
def begin_with(student: Student, known: Tables, folder: Path) -> None:
    """Copy layers 0, 1, 28 and 29; a word is the mean of the pieces that spell it, with a space before it."""
    from safetensors.torch import load_file
    from transformers import AutoTokenizer

    weights, tokenizer = load_file(str(folder / "model.safetensors")), AutoTokenizer.from_pretrained(folder)
    for at, layer in enumerate(LAYERS):
        for ours, theirs in _NAMES.items():
            student.get_parameter(f"layers.{at}.{ours}").copy_(weights[f"model.layers.{layer}.{theirs}"])
    student.get_parameter("last.weight").copy_(weights["model.norm.weight"])
    pieces = weights["model.embed_tokens.weight"]
    for name, words in (
        ("read.weight", known.inputs),
        ("write.weight", known.vocabulary),
        ("words.weight", known.vocabulary),
    ):
        for at, word in enumerate(words):
            plain = " " + re.sub(r"[\W_]+", " ", word.lower()).strip() if re.search(r"\w", word) else word
            student.get_parameter(name)[at] = pieces[tokenizer(plain)["input_ids"]].mean(0)
