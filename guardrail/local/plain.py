"""A plain text about any frame, without a network: what is written where a student has no words for a frame."""

from __future__ import annotations

from .frame import Frame
from .words import slot_token

_WORDS = {
    "AMOUNT": "of [AMOUNT]",
    "DATE": "on [DATE]",
    "FROM": "from [FROM]",
    "TO": "to [TO]",
}
_PARTY = {"receipt": "from [PARTY]", "refund": "from [PARTY]", "bill": "from [PARTY]"}
_NOUNS = {"refund issued": "refund", "spending": "summary", "income": "summary"}
_LABELS = {
    "ACCOUNT": "account", "REFERENCE": "reference", "METHOD": "method", "MEMO": "memo", "DEBIT": "debit",
    "CREDIT": "credit", "DUE": "due", "PERIOD": "period", "TOTAL": "total", "COUNT": "count",
    "LARGEST_PARTY": "largest", "LARGEST_AMOUNT": "amount", "SHARE": "share of the total", "RISE": "up by",
    "FALL": "down by", "PRIOR_PERIOD": "period before", "PRIOR_TOTAL": "total before", "REASON": "reason",
}  # fmt: skip


def plain_tokens(frame: Frame) -> list[str]:
    """Such as `payment of [AMOUNT] to [PARTY] on [DATE] ; reference : [REFERENCE] .`: every slot once."""
    words = _WORDS | {"PARTY": _PARTY.get(frame.kind, "to [PARTY]")}
    said = [slot for slot in ("AMOUNT", "PARTY", "FROM", "TO", "DATE") if slot in frame.slots]
    tokens = _NOUNS.get(frame.kind, frame.kind).split()
    for slot in said:
        tokens += words[slot].split()
    for slot in frame.slots:
        if slot not in said:
            tokens += [";", *_LABELS[slot].split(), ":", slot_token(slot)]
    return [*tokens, "."]
