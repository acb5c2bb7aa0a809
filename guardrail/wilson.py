"""The interval that a share measured on a sample may be taken to lie in."""

from __future__ import annotations

import math

_Z = 1.96


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of the share `part` of `whole`, from 0 to 1, after Wilson; all of it if `whole` is 0."""
    if whole == 0:
        return 0.0, 1.0
    share = part / whole
    middle = (share + _Z**2 / (2 * whole)) / (1 + _Z**2 / whole)
    half = _Z * math.sqrt(share * (1 - share) / whole + _Z**2 / (4 * whole**2)) / (1 + _Z**2 / whole)
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))
