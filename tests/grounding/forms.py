"""How the table of forms writes a mention down."""

from __future__ import annotations

from decimal import Decimal

from guardrail.grounding.mention import Mention


def describe(mention: Mention) -> str:
    """One line that says everything a mention holds: `amount '$1.2M' 1200000 e5 $ x1000000`."""
    words = [mention.kind, f"'{mention.text}'"]
    if mention.value is not None:
        number = f"{mention.value}" if mention.high is None else f"{mention.value}..{mention.high}"
        words += [number, f"e{mention.places}"]
    words += [mention.unit] if mention.unit else []
    if mention.scale != 1 or mention.scaled:
        words.append(f"x{mention.scale.adjusted()}" if mention.scale != Decimal(1) else "x")
    words += [f"[{mention.hedge}]"] if mention.hedge else []
    words += ["signed"] if mention.signed else []
    if mention.period:
        start, end, fiscal = mention.period
        words.append(f"{start}/{end}" + "F" * fiscal if start != end else f"{start}")
    words += [f"{mention.month or '?'}-{mention.day or '?'}"] if mention.month or mention.day else []
    words += [f"to {mention.end_month}-{mention.end_day or '?'}"] if mention.end_month else []
    words += [f"<{mention.part}>"] if mention.part else []
    return " ".join(words)
