"""Trains the linear model over runs of characters: a score a label, and whether the encoder must look at all."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parents[2]))

from guardrail.validators.ngrams import hashed

BITS, EPOCHS, BATCH, RATE = 18, 4, 256, 0.01


Fitted = tuple[np.ndarray, np.ndarray, np.ndarray]


def fit(texts: Sequence[str], targets: np.ndarray, seed: int, begin: Fitted | None = None) -> Fitted:
    """Weights as int8, a scale and an offset for each column of `targets`; a target below 0 is unknown.

    From `begin`, what was fitted before, it takes one pass instead of four, and at half the rate.
    """
    epochs, rate = (1, RATE / 2) if begin else (EPOCHS, RATE)
    torch.manual_seed(seed)
    bag = nn.EmbeddingBag(2**BITS, targets.shape[1], mode="sum", sparse=True)
    nn.init.zeros_(bag.weight)
    offset = nn.Parameter(torch.full((targets.shape[1],), -2.0))
    if begin:
        weights, scales, offsets = begin
        bag.weight.data.copy_(torch.from_numpy(weights * scales))
        offset.data.copy_(torch.from_numpy(offsets))
    slow, quick = torch.optim.SparseAdam(bag.parameters(), lr=rate), torch.optim.Adam([offset], lr=rate)
    grams = [torch.from_numpy(hashed(text[:600], BITS).astype(np.int64)) for text in texts]
    wanted, order = torch.from_numpy(targets.astype(np.float32)), list(range(len(texts)))
    for epoch in range(epochs):
        random.Random(seed + epoch).shuffle(order)
        for at in range(0, len(order), BATCH):
            for group in slow.param_groups:
                group["lr"] = rate * (1 - (epoch + at / len(order)) / epochs)
            batch = order[at : at + BATCH]
            parts = [grams[n] for n in batch]
            sizes = torch.tensor([len(part) for part in parts])
            total = bag(torch.cat(parts), torch.cat([torch.zeros(1, dtype=torch.int64), sizes.cumsum(0)[:-1]]))
            logits = total / sizes.clamp(min=1).sqrt().unsqueeze(1) + offset
            known = wanted[batch] >= 0
            each = functional.binary_cross_entropy_with_logits(logits, wanted[batch].clamp(min=0), reduction="none")
            loss = (each * known).sum() / known.sum()
            slow.zero_grad()
            quick.zero_grad()
            loss.backward()
            slow.step()
            quick.step()
        print(f"linear epoch {epoch} loss {loss.item():.4f}", flush=True)
    weights = bag.weight.detach().numpy()
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
    return (
        np.rint(weights / scales).astype(np.int8),
        scales.astype(np.float64),
        offset.detach().numpy().astype(np.float64),
    )
