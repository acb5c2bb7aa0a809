"""Words that say more of a payment than that it was made: what they add is in the books, or the claim is not proven."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..source import Record
from .answers import SUPPORTED, UNSUPPORTED, Answer
from .claims import side
from .clause import Slots
from .clause_joins import RANKING
from .ledger import Ledger
from .scan import Item
from .vocabulary import vocabulary

_NEVER = vocabulary(
    """majority bulk remainder rest mostly mainly largely chiefly primarily
    many numerous regularly repeatedly frequently usually typically occasionally
    routinely sporadically constantly upfront prepaid promptly punctually split splits partly partially secretly
    accidentally mistakenly illegally improperly fraudulently erroneously
    fraud fraudulent suspicious suspect suspected illegal illicit unlawful criminal laundered laundering bribe bribes
    bribed bribery kickback kickbacks corrupt embezzled stolen stole theft scam scammed sham fake faked forged bogus
    disputed dispute disputes contested challenged queried unauthorised unauthorized unapproved unverified improper
    inappropriate invalid void voided annulled pending uncleared unsettled bounced dishonoured dishonored declined
    rejected blocked frozen withheld suspended delayed postponed deferred missed
    duplicate duplicated double-billed double-charged erroneous error errors mistake mistaken mistakes
    wrong wrongful incorrect inaccurate overcharged undercharged overbilled miscoded misposted misclassified
    deductible taxable tax-deductible non-deductible exempt allowable disallowed untaxed
    fined penalty penalties penalised penalized bonus bonuses gratuity dividend dividends gift gifts donated donation
    donations loan loans loaned lent lend lending borrowed borrow invested investment investments
    lost lose losing wasted squandered gambled hid hidden concealed secret undisclosed undeclared unreported
    unrecorded bitcoin crypto""",
)
"""These make another claim of a payment than that it was made, unless they are of a name or account of the books."""
_PHRASES = frozenset(
    {
        ("in", "full"),
        ("in", "cash"),
        ("plus", "tax"),
        ("before", "tax"),
        ("after", "tax"),
        ("part", "of"),
        ("on", "time"),
        ("in", "advance"),
        ("by", "mistake"),
    }
)
_INSTALMENTS = frozenset({"instalment", "instalments", "installment", "installments"})
_ORDERED = frozenset("before after then subsequently later next".split())
_REVERSED = frozenset({"after", "later"})
_PARTS = {
    **dict.fromkeys(("early", "start", "beginning"), (1, 12)),
    **dict.fromkeys(("mid", "middle"), (8, 23)),
    **dict.fromkeys(("late", "end"), (18, 31)),
}
"""The days, generously, in which what is said of a part of a month may have been."""
_WHOLE = frozenset({"by", "until", "till", "to", "through", "since", "from", "between", "before", "as", "up"})
FEWEST = {"several": 3, "few": 3, "various": 2, "multiple": 2, "couple": 2}
"""How many records there must be at least, where these words count them."""


def unproven_word(slots: Slots, ledger: Ledger) -> str:
    """The word, or words, that say what the books do not and what is never looked for in them; "" if there is none."""
    word = _unproven_word(slots)
    return "" if word and word in ledger.cell_words else word


def _unproven_word(slots: Slots) -> str:
    items = slots.items
    if "shifted" in slots.cues and len(slots.values) > 1 and len(slots.times) < 2:
        return "from one time to which"
    for at, item in enumerate(items):
        said = item.word or item.key
        following = items[at + 1] if at + 1 < len(items) else None
        before = items[at - 1].key if at else ""
        counted = before in {"as", "how"} or _is_suspected(items, at)
        if item.kind in {"plain", "word"} and said in _NEVER and not counted:
            return said
        if following and (item.key, following.word or following.key) in _PHRASES and _is_claim(slots, at):
            return f"{item.key} {following.word or following.key}"
        if following and item.key == "in" and following.word in _INSTALMENTS:
            return following.word
        if (
            following
            and item.key in {"but", "save", "bar"}
            and following.kind == "time"
            and at
            and items[at - 1].key in _TIMES
        ):
            return item.key
        if following and item.key == "new" and following.key == "vendor":
            return "new"
        if said in {"late", "early"} and not _of_time(items, at):
            return said
        if _is_another_claim(items, at):
            return said
    return ""


def _is_suspected(items: Sequence[Item], at: int) -> bool:
    """Whether "looks like a duplicate" asks somebody to look, and claims nothing."""
    before = {item.word or item.key for item in items[max(0, at - 3) : at]}
    return items[at].key == "duplicate" and bool(before & _SUSPECTING)


_SUSPECTING = frozenset(
    {"like", "possible", "possibly", "potential", "potentially", "may", "might", "seems", "appears"}
)
_KINDS = frozenset({"fee", "fees"})
_FLAGGED = frozenset({"missing", "unsure", "unclear", "unknown"})
_COPULAS = frozenset({"was", "were", "is", "are", "been", "being", "be"})
_BETWEEN = frozenset({"a", "an", "the", "also", "not", "so", "all"})


def _is_another_claim(items: Sequence[Item], at: int) -> bool:
    """Whether a word that nobody knows is what a payment was, or what an amount is of."""
    item = items[at]
    if item.kind != "word" or item.key.endswith("ly") or item.key in _FLAGGED | _KINDS:
        return False
    back = at - 1
    while back >= 0 and (items[back].key in _BETWEEN or items[back].key.endswith("ly")):
        back -= 1
    before = items[back].key if back >= 0 else ""
    following = items[at + 1 : at + 3]
    of_amount = len(following) > 1 and following[1].kind == "value" and following[1].key == "amount"
    if before in _COPULAS and any(item.key in {"payment", "charged"} for item in items[:back]):
        return not following or (following[0].kind in {"plain", "mark", "word"} and not of_amount)
    return of_amount and following[0].key == "of" and at > 0 and items[at - 1].key in {"a", "an"}


def _is_claim(slots: Slots, at: int) -> bool:
    """Whether "part of" speaks of money that was paid, not of a time or of a share; other phrases always do."""
    items = slots.items
    if items[at].key != "part":
        return True
    shares = any(value.key in {"percent", "multiple"} for value in slots.values)
    return not shares and all(item.kind != "time" and item.key not in _TIMES for item in items[at + 2 : at + 4])


def _is_every(items: Sequence[Item]) -> bool:
    """Whether "every month" or the like ends here, so that "but March" leaves one out."""
    return len(items) > 1 and items[-1].key in _TIMES and items[-2].key == "all"


_TIMES = frozenset({"month", "quarter", "year", "period", "week"})


def _of_time(items: Sequence[Item], at: int) -> bool:
    """Whether "late" or "early" stands with a time, as in "late March" or "early in the month"."""
    behind = items[at + 1 : at + 5]
    return any(_is_month(item) or item.key in _TIMES for item in behind)


def _is_month(item: Item) -> bool:
    mention = item.mention
    return item.kind == "time" and mention is not None and mention.month is not None and not mention.day


def is_a_rate(slots: Slots) -> bool:
    """Whether a value is of every month, or of another time: "$3,200 a month", "twice per week", "been $90 since"."""
    keys = [item.key for item in slots.items]
    if "been" in keys and "since" in keys and keys.index("been") < keys.index("since") and not side(slots):
        return bool(slots.values)
    return any(
        one.kind == "value" and two.key in {"a", "an", "per"} and three.key in _TIMES | {"day"}
        for one, two, three in zip(slots.items, slots.items[1:], slots.items[2:], strict=False)
    )


def as_qualified(answers: Sequence[Answer], slots: Slots, ledger: Ledger) -> list[Answer]:
    """The answers, those not proven whose records are not of the part of the month, or not as many, as is said."""
    if order := _order(slots):
        told, first, second = order
        if not _came_first(first.key, second.key, answers, ledger):
            answers = [_unproven(answer, told) if answer.status == SUPPORTED else answer for answer in answers]
    for wanted in [found for at in range(len(slots.items)) if (found := _wanted(slots.items, at))]:
        answers = [
            answer if _bears_out(answer, wanted, ledger) else _unproven(answer, wanted.said) for answer in answers
        ]
    return list(answers)


def _order(slots: Slots) -> tuple[str, Item, Item] | None:
    """A word of order between two names that the same is said of, and who is said to come first and second."""
    items = () if slots.cues & (RANKING | {"more", "less"}) else slots.items
    for at, item in enumerate(items):
        said = item.word or item.key
        left = next((one for one in reversed(items[:at]) if one.kind in {"entity", "account"}), None)
        right = next((one for one in items[at + 1 : at + 4] if one.kind in {"entity", "account"}), None)
        if said in _ORDERED and left and right:
            return (said, right, left) if said in _REVERSED else (said, left, right)
    return None


def _came_first(first: str, second: str, answers: Sequence[Answer], ledger: Ledger) -> bool:
    """Whether all that is proven of one name is of days before all that is proven of the other."""
    proven = [record for answer in answers if answer.status == SUPPORTED for record in _records(answer, ledger)]
    days = [[one.date for one in proven if name in {one.entity, one.account} and one.date] for name in (first, second)]
    return all(days) and max(days[0]) < min(days[1])


class _Wanted(NamedTuple):
    """What a word wants of the records: their days of the month, how many they are, whether there is an earlier one."""

    said: str
    days: tuple[int, int] = (1, 31)
    fewest: int = 0
    again: bool = False


def _wanted(items: Sequence[Item], at: int) -> _Wanted | None:
    said = items[at].word or items[at].key
    if said in _PARTS and _names_part(items, at):
        return _Wanted(said, days=_PARTS[said])
    if said in FEWEST and any(one.key in {"payment", "charged", "refunded"} for one in items[at + 1 : at + 3]):
        return _Wanted(said, fewest=FEWEST[said])
    return _Wanted(said, again=True) if said == "again" else None


def _names_part(items: Sequence[Item], at: int) -> bool:
    """Whether "late" or "the end of" is a part of a month in which something was, not until or since which."""
    before = [item.key for item in items[max(0, at - 2) : at] if item.key != "the"][-1:]
    time = next((item for item in items[at + 1 : at + 4] if item.kind == "time"), None)
    return time is not None and _is_month(time) and not set(before) & _WHOLE


def _bears_out(answer: Answer, wanted: _Wanted, ledger: Ledger) -> bool:
    if answer.status != SUPPORTED or answer.proof is None:
        return True
    records = _records(answer, ledger)
    dates = [record.date for record in records if record.date]
    first, last = wanted.days
    if len(records) < wanted.fewest or not all(first <= date.day <= last for date in dates):
        return False
    entities = {record.entity for record in records}
    earlier = (one for one in ledger.records if one.entity in entities and one.date and dates and one.date < max(dates))
    return not wanted.again or next(earlier, None) is not None


def _records(answer: Answer, ledger: Ledger) -> list[Record]:
    cells = {cell for operand in answer.proof.operands for cell in operand.cells} if answer.proof else set()
    return [ledger.records[ledger.by_id[cell]] for cell in cells if cell in ledger.by_id]


def _unproven(answer: Answer, told: str) -> Answer:
    return answer._replace(status=UNSUPPORTED, message=f"{told!r} is not what the books show", proof=None)
