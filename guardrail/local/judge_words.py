"""What the words of a text may say, by the kind it is of and the slots it has. The tables are of a bookkeeper's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .frame import Frame
from .words import fault

# Said of a kind or a slot, `right` is one pattern that a text must match, `wrong` are those that it must not.
_MOVED_OUT = r"\[PARTY\] (?:received|got)|off to|went off|got through|paid|pay|payment|paying|spent|spending|spend|sent|went|remitted|cost|settled|left|purchase|bought"
_TO_US = r"(?:paid|pays|sent|gave|give|remitted|transferred|refunded|returned|credited) (?:you|us)\b|\b(?:you|we) (?:received|collected|were paid)"
_FROM_PARTY = r"(?:from|by) \[PARTY\]"
_KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "payment": (
        rf"(?:{_MOVED_OUT})\b",
        (_TO_US, r"\bfrom \[PARTY\]", r"\brefund|\binvoice|\bbill(?:ed)?\b|\bpayroll|\btransferred|\bfees?\b|\bdepreciat|\breceived (?:from|by you|by us)"),
    ),
    "receipt": (
        r"\breceived|\breceipt|\bpaid|\bpayment|\bcollected|\bcame in|\bincome|\bbrought in|\bgot\b|\bdeposit|\btook in",
        (r"\b(?:you|we) (?:paid|sent|spent|remitted|gave)\b", r"\b(?:to|at) \[PARTY\]", r"\brefund|\[PARTY\] (?:was paid|received)"),
    ),
    "refund": (
        r"\brefund|\bback\b|\breturned|\bcredited|\breimbursed",
        (r"\b(?:you|we) (?:refunded|returned|gave|sent|paid)\b", r"\b(?:to|at) \[PARTY\]", r"\[PARTY\] (?:was refunded|received)"),
    ),
    "refund issued": (
        r"\brefund|\bback\b|\breturned|\breimbursed",
        (r"\[PARTY\] (?:refunded|returned|gave|sent|paid)\b", r"\b(?:from|by) \[PARTY\]", r"\b(?:you|we) (?:received|got)\b"),
    ),
    "invoice": (
        r"\binvoice|\bbilled\b",
        (r"\[PARTY\] (?:invoiced|billed|charged|paid|sent)", r"\b(?:from|by) \[PARTY\]", r"\b(?:you|we) (?:paid|received|owe)\b", r"(?<!be )\bpaid\b"),
    ),
    "bill": (
        r"\bbill|\binvoice|\bcharged",
        (r"\b(?:you|we) (?:billed|invoiced|charged|paid)\b", r"\b(?:bill|invoice) (?:sent )?to \[PARTY\]", r"(?<!be )\bpaid\b"),
    ),
    "journal entry": (r"\bentry|\bentries|\bjournal|\bdebit|\bposted|\brecorded|\bbooked|from \[CREDIT\] (?:over )?to \[DEBIT\]|to \[DEBIT\] from \[CREDIT\]", (r"\bpaid\b|\breceived\b|\brefund|\binvoice",)),
    "transfer": (r"\btransfer|\bmoved|\bshifted|from \[FROM\] (?:over )?to \[TO\]", (r"\bpaid\b|\breceived\b|\brefund|\binvoice",)),
    "payroll": (r"\bpayroll|\bwages?|\bsalar|\bpaid|\bpay\b|\bnet pay|\bpayslip|\bpaycheck", (_TO_US, r"\bfrom \[PARTY\]", r"\brefund|\binvoice")),
    "fee": (r"\bfees?\b|\bcharged?\b|\bcharges\b", (r"\b(?:you|we) charged\b", r"\brefund|\binvoice|\bfees? to you")),
    "depreciation": (r"\bdepreciat", (r"\bpaid\b|\breceived\b|\brefund|\binvoice",)),
    "spending": (
        rf"(?:{_MOVED_OUT}|outgoings|expenses|total)\b|\[COUNT\]",
        (r"\b(?:you|we) received\b|\bincome\b|\brefund", r"\[LARGEST_PARTY\] paid"),
    ),
    "income": (
        r"\breceived|\bincome|\bcollected|\bbrought in|\bcame in|\breceipts|\[COUNT\]",
        (r"\b(?:you|we) (?:spent|paid)\b|\bspending\b", r"\[LARGEST_PARTY\] (?:received|was paid)|\bto \[LARGEST_PARTY\]"),
    ),
}  # fmt: skip
_NEARBY = r"(?:[a-z'-]+ ){0,4}"
_SLOTS_RIGHT: Mapping[str, str] = {
    "DUE": rf"\b(?:due|payable|owed|pay|paid|payment|falls|deadline|by) {_NEARBY}\[DUE\]",
    "METHOD": rf"\b(?:by|via|with|through|using|method|on) {_NEARBY}\[METHOD\]|\[METHOD\] (?:payment|was|is)",
    "SHARE": r"\[SHARE\]",
}
_SLOTS_WRONG = (
    rf"\bdue {_NEARBY}\[DATE\]",
    r"\bfrom \[DEBIT\]|\bto \[CREDIT\] from",
    r"\bto \[FROM\]|\bfrom \[TO\]|\binto \[FROM\]|\bout of \[TO\]",
    r"\bcredit(?:ed|s|ing)? \[DEBIT\]|\bdebit(?:ed|s|ing)? \[CREDIT\]",
    r"\[DEBIT\] (?:was |is |being )?credited|\[CREDIT\] (?:was |is |being )?debited|\bcredit to \[DEBIT\]|\bdebit to \[CREDIT\]",
    r"\[(?:TOTAL|COUNT|RISE|FALL|LARGEST_AMOUNT)\] (?:in|for|during) \[PRIOR_PERIOD\]|\[PRIOR_TOTAL\] (?:in|for|during) \[PERIOD\]",
    r"\bfrom \[PERIOD\] to \[PRIOR_PERIOD\]|\bfrom \[TOTAL\] to \[PRIOR_TOTAL\]",
    r"\b(?:paid|spent|sent) \[AMOUNT\] (?:to|at) \[ACCOUNT\]",
)  # fmt: skip
_UP = r"\b(?:up|rose|rise|rises|risen|increas\w+|grew|grown|growth|higher|more|climbed|gained?)\b"
_DOWN = r"\b(?:down|fell|fall|falls|fallen|decreas\w+|declin\w+|lower|less|dropped|drop|shrank|reduc\w+)\b"
_EXTRA = re.compile(
    r"\b(?:card|cash|cheque|check by|wire|online|direct debit|standing order|bank transfer|paypal|late|early|overdue|unpaid"
    r"|monthly|weekly|annual|annually|quarterly|yearly|daily|yesterday|today|tomorrow|recurring|partial|deposit of|tax|vat"
    r"|discount|interest|urgent|fraud|again|instalment|installment|approved|authorised|authorized|reconciled|cleared)\b"
)
_NOBODY = re.compile(r"\b(?:you|your|yours|we|our|ours|us|i|my)\b")


def word_faults(slotted: str, frame: Frame) -> Iterator[str]:
    """What the words of a text in slot form say that its frame does not."""
    for word in sorted(set(slotted.split())):
        if word.startswith("[") and slotted.split().count(word) > 1:
            yield f"it says {word} more than once"
        if why := fault(word):
            yield f"{word!r}: {why}"
    right, wrong = _KINDS[frame.kind]
    if not re.search(right, slotted):
        yield f"nothing says that it is a {frame.kind}"
    yield from (f"{found.group()!r} is wrong for {frame.kind}" for each in wrong if (found := re.search(each, slotted)))
    for slot, pattern in _SLOTS_RIGHT.items():
        if slot in frame.slots and not re.search(pattern, slotted):
            yield f"the words around [{slot}] do not say what it is"
    yield from (
        f"{found.group()!r} is the wrong way round" for each in _SLOTS_WRONG if (found := re.search(each, slotted))
    )
    yield from _direction_faults(slotted, frame)
    yield from _repeats(slotted, frame)
    if frame.task != "explain" and (found := _EXTRA.search(slotted)):
        yield f"{found.group()!r} is not in the record"
    if frame.voice == "neutral" and frame.task != "explain" and (found := _NOBODY.search(slotted)):
        yield f"{found.group()!r} in a text that speaks to nobody"


def _repeats(slotted: str, frame: Frame) -> Iterator[str]:
    """A sentence about a record says what happened once."""
    if frame.task == "summarise":
        return
    for sentence in re.split(r" [.?](?: |$)", slotted):
        said = _ONCE.findall(sentence)
        yield from (f"{word!r} is said twice in a sentence" for word in sorted(set(said)) if said.count(word) > 1)


_ONCE = re.compile(
    r"\b(?:recorded|posted|disbursed|charged|entered|debited|credited|debits|credits|transferred|refunded|invoiced|billed"
    r"|paid|received|payroll|books|journal|depreciation)\b"
)


def _direction_faults(slotted: str, frame: Frame) -> Iterator[str]:
    if frame.task != "summarise":
        return
    for slot, pattern, other in (("RISE", _UP, _DOWN), ("FALL", _DOWN, _UP)):
        if slot in frame.slots and not re.search(pattern, slotted):
            yield f"no word says which way [{slot}] goes"
        if slot in frame.slots and (found := re.search(other, slotted)):
            yield f"{found.group()!r} is wrong with [{slot}]"
    moved = re.search(rf"{_UP}|{_DOWN}", slotted)
    if moved and not {"RISE", "FALL"} & set(frame.slots):
        yield f"{moved.group()!r} is not in the figures"
