"""A linear model over hashed runs of characters: a fraction of a millisecond, and no library but numpy."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint32]
SIZES = (2, 3, 4, 5)
_PRIME, _MIX = np.uint32(0x01000193), np.uint32(0x9E3779B1)


def hashed(text: str, bits: int) -> Numbers:
    """A number below 2**bits for every run of `SIZES` characters."""
    codes = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    grams, run = [], codes
    for size in range(2, max(SIZES) + 1):
        if len(codes) < size:
            break
        run = run[:-1] * _PRIME ^ codes[size - 1 :]
        grams.append(run * _MIX + np.uint32(size))
    every: Numbers = np.concatenate(grams) if grams else codes[:0]
    every ^= every >> np.uint32(15)
    every *= _MIX
    return every >> np.uint32(32 - bits)


class Ngrams:
    """Scores texts by the runs of characters in them, one logit for each column of `weights`."""

    def __init__(self, weights: npt.NDArray[Any], scales: npt.NDArray[Any], offsets: npt.NDArray[Any]) -> None:
        self._weights = weights  # int8, a row for each hash
        self._scales, self._offsets = scales, offsets
        self._bits = len(weights).bit_length() - 1

    def logits(self, text: str) -> npt.NDArray[np.float64]:
        """One logit a column."""
        found = hashed(text, self._bits)
        total = self._weights[found].sum(axis=0, dtype=np.int64)
        logits: npt.NDArray[np.float64] = total * self._scales / np.sqrt(max(1, len(found))) + self._offsets
        return logits
