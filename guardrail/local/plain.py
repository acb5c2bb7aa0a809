"""A plain text about any frame, without a network: what is written where a student has no words for a frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .frame import Frame
from .words import SLOT_OF, tokens

# How a text begins, and what is then said of each slot that the frame has; a part without its slot is left out.
_HEADS: Mapping[str, tuple[str, str, str]] = {
    "payment": ("a payment", "was made", "to [PARTY]"),
    "receipt": ("a payment", "was received", "from [PARTY]"),
    "refund": ("a refund", "was received", "from [PARTY]"),
    "refund issued": ("a refund", "was made", "to [PARTY]"),
    "invoice": ("an invoice", "was sent", "to [PARTY]"),
    "bill": ("a bill", "was received", "from [PARTY]"),
    "journal entry": ("a journal entry", "was posted", ""),
    "transfer": ("a transfer", "was made", ""),
    "payroll": ("payroll", "was paid", "to [PARTY]"),
    "fee": ("a fee", "was charged", "by [PARTY]"),
    "depreciation": ("depreciation", "was recorded", ""),
}
_SUMMED = {
    "spending": ("spending", ", of which [LARGEST_AMOUNT]", " ([SHARE])", " went to [LARGEST_PARTY]"),
    "income": ("income", ", of which [LARGEST_AMOUNT]", " ([SHARE])", " came from [LARGEST_PARTY]"),
}
_DETAILS = (
    " from [FROM]", " to [TO]", " on [DATE]", " for [PERIOD]", ", by [METHOD]", ", booked to [ACCOUNT]",
    ", debiting [DEBIT]", ", crediting [CREDIT]", ", reference [REFERENCE]", ", due on [DUE]",
)  # fmt: skip
_REASONS = {
    "duplicate": "it looks like a duplicate",
    "no receipt": "its receipt is missing",
    "unusual amount": "the amount is unusual",
    "new party": "the other party is new",
    "no account": "its account is missing",
    "personal": "it looks personal",
    "other": "the reason given is [REASON]",
}


def plain_tokens(frame: Frame) -> list[str]:
    """Such as `a payment of [AMOUNT] was made to [PARTY] on [DATE] , reference [REFERENCE] .`: every slot once."""
    said = _summary(frame) if frame.task == "summarise" else _record(frame)
    written = tokens("".join(said))
    for slot in frame.slots:
        if f"[{slot}]" not in written:
            written += [";", f"[{slot}]"]
    return [*written, "."]


def _record(frame: Frame) -> Iterator[str]:
    noun, verb, party = _HEADS.get(frame.kind, _HEADS["payment"])
    yield noun + _where(frame, " of [AMOUNT]") + f" {verb}"
    yield from (_where(frame, part) for part in (f" {party}", *_DETAILS))
    yield _where(frame, ". The memo reads [MEMO]")
    if frame.reason is not None:
        yield f". It was flagged: {_REASONS[frame.reason]}"


def _summary(frame: Frame) -> Iterator[str]:
    noun, *largest = _SUMMED[frame.kind]
    yield noun + _where(frame, " in [PERIOD]") + _where(frame, " was [TOTAL]") + _where(frame, " from [COUNT]")
    yield from (_where(frame, part) for part in largest)
    yield _where(frame, f"; {noun} rose by [RISE]") + _where(frame, f"; {noun} fell by [FALL]")
    yield _where(frame, " from [PRIOR_TOTAL]") + _where(frame, " in [PRIOR_PERIOD]")


def _where(frame: Frame, part: str) -> str:
    """A part of a text, if the frame has its slot."""
    slots = [SLOT_OF[token] for token in tokens(part) if token in SLOT_OF]
    return part if slots and all(slot in frame.slots for slot in slots) else ""
