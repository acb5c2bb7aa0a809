"""What texts are asked for: frames as records of every kind give them, with all their values or only some."""

from __future__ import annotations

import random

from seeds import Ask

from guardrail.local.options import REASONS, RECORD_KINDS, TONES, VOICES

_SLOTS = {
    "transfer": "AMOUNT DATE FROM TO REFERENCE METHOD MEMO",
    "payroll": "AMOUNT PARTY DATE PERIOD REFERENCE METHOD MEMO",
    "depreciation": "AMOUNT DATE ACCOUNT PERIOD REFERENCE MEMO",
    "invoice": "AMOUNT PARTY DATE DUE ACCOUNT REFERENCE MEMO",
    "bill": "AMOUNT PARTY DATE DUE ACCOUNT REFERENCE MEMO",
}
_USUAL = "AMOUNT PARTY DATE ACCOUNT REFERENCE METHOD MEMO"
_SHORT = {"AMOUNT", "PARTY", "DATE", "FROM", "TO", "DEBIT", "CREDIT", "DUE", "PERIOD"}
_EXPLAINED = {"AMOUNT", "PARTY", "DATE", "ACCOUNT", "REFERENCE"}
_OFTEN = {"AMOUNT": 0.97, "PARTY": 0.94, "DATE": 0.95, "ACCOUNT": 0.6, "REFERENCE": 0.5, "METHOD": 0.35, "MEMO": 0.3}
_KINDS = [*RECORD_KINDS, "payment", "payment", "payment", "bill", "invoice", "receipt", "refund"]


def drawn(rng: random.Random) -> Ask:
    """One of them; the same numbers draw the same."""
    task = rng.choices(("narrate", "explain", "summarise"), (5, 2, 2))[0]
    return _summary(rng) if task == "summarise" else _record(rng, task)


def _record(rng: random.Random, task: str) -> Ask:
    kind, length = rng.choice(_KINDS), rng.choice(("short", "full", "full"))
    possible = _SLOTS.get(kind, _USUAL).split()
    if kind == "journal entry":
        sides = ["DEBIT", "CREDIT"] if rng.random() < 0.6 else ["ACCOUNT"]
        possible = ["AMOUNT", "DATE", *sides, "REFERENCE", "MEMO"]
    kept = [slot for slot in possible if (length == "full" or slot in _SHORT) and rng.random() < _OFTEN.get(slot, 0.8)]
    if kind == "depreciation" and length == "short" and "ACCOUNT" not in kept:
        kept.append("ACCOUNT")
    reason = None
    if task == "explain":
        reason = rng.choice(REASONS)
        kept = [slot for slot in kept if slot in _EXPLAINED and not (reason == "no account" and slot == "ACCOUNT")]
        kept += ["REASON"] if reason == "other" else []
    slots = tuple(kept) if set(kept) - {"REASON"} else ("AMOUNT", *kept)
    return Ask(task, kind, rng.choice(TONES), length, rng.choice(VOICES), reason, slots)


def _summary(rng: random.Random) -> Ask:
    kind, length = rng.choice(("spending", "spending", "income")), rng.choice(("short", "full", "full", "full"))
    slots = ["PERIOD", "TOTAL", "COUNT"]
    if length == "full":
        slots += ["LARGEST_PARTY", "LARGEST_AMOUNT", "SHARE"] if rng.random() < 0.85 else []
        slots += [rng.choice(("RISE", "FALL")), "PRIOR_PERIOD", "PRIOR_TOTAL"] if rng.random() < 0.7 else []
    return Ask("summarise", kind, rng.choice(TONES), length, rng.choice(VOICES), None, tuple(slots))
