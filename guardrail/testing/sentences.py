"""Puts facts about a ledger into words: a skeleton for each kind of fact, with slots filled in many ways."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from .books import Book, Span
from .facts import Fact, Value

SIGNS = {"GBP": "£", "USD": "$", "EUR": "€"}
WORDS = {"GBP": "pounds", "USD": "dollars", "EUR": "euros"}
UP, DOWN = ("rose", "increased", "went up"), ("fell", "decreased", "went down")
_SHORT = (
    (1_000_000_000, (" billion", "bn", "B")),
    (1_000_000, (" million", "m", "M")),
    (1_000, (" thousand", "k", "K")),
)
ORDINALS = {1: "", 2: "second-", 3: "third-"}
NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

SKELETONS = {
    "paid": (
        "{we} paid {who} {amt}{acct} {when}",
        "{we} paid {amt} to {who}{acct} {when}",
        "{we} spent {amt} [at|with] {who}{acct} {when}",
        "{who} was paid {amt}{acct} {when}",
        "{who} charged {us} {amt}{acct} {when}",
        "{amt} [went|was paid] to {who}{acct} {when}",
        "[a|one] [payment|transaction] of {amt} to {who} was [booked|posted|recorded]{acct} {when}",
        "there was a [purchase of {amt} at|payment of {amt} to] {who}{acct} {when}",
    ),
    "not paid": (
        "{we} did not pay {who} {amt}{acct} {when}",
        "{we} never paid {amt} to {who}{acct} {when}",
        "{who} was not paid {amt}{acct} {when}",
        "no payment of {amt} to {who} was [booked|posted|recorded]{acct} {when}",
    ),
    "refunded": (
        "{who} refunded {us} {amt}{acct} {when}",
        "{who} refunded {amt}{acct} {when}",
        "{we} [received|got|had] a refund of {amt} from {who}{acct} {when}",
        "[a|one] refund of {amt} from {who} was [booked|posted|recorded]{acct} {when}",
        "{amt} [was refunded|came back|was returned] [by|from] {who}{acct} {when}",
    ),
    "received": (
        "{we} received {amt} from {who}{acct} {when}",
        "{who} paid {us} {amt}{acct} {when}",
        "{amt} [came in|was received] from {who}{acct} {when}",
        "[a|one] receipt of {amt} from {who} was [booked|posted|recorded]{acct} {when}",
    ),
    "identifier paid": (
        "{id} is a payment of {amt} to {who} {when}",
        "{we} paid {who} {amt} {when} ({id})",
        "transaction {id} [shows|records] {amt} paid to {who} {when}",
        "under {id}, {amt} was paid to {who} {when}",
    ),
    "identifier received": (
        "{id} is a receipt of {amt} from {who} {when}",
        "{we} received {amt} from {who} {when} ({id})",
        "transaction {id} [shows|records] {amt} received from {who} {when}",
    ),
    "total paid": (
        "{we} spent [a total of|] {amt} {on} [in total|altogether|] {when}",
        "[the total spent|total spending] {on} {when} [was|came to|amounted to] {amt}",
        "spending {on} [totalled|came to|added up to] {amt} {when}",
    ),
    "total received": (
        "{we} received {amt} [in total|altogether] {from} {when}",
        "[total receipts|income] {from} {when} [came to|was|totalled] {amt}",
    ),
    "net": (
        "[net of refunds|after refunds], {we} spent {amt} {on} {when}",
        "net spending {on} {when} was {amt}",
        "{we} spent {amt} {on} {when}, net of refunds",
    ),
    "gross": (
        "before refunds, {we} spent {amt} {on} {when}",
        "gross spending {on} {when} was {amt}",
        "payments {on} {when} [came to|totalled] {amt} before refunds",
    ),
    "refunds": (
        "refunds {on} {when} [came to|totalled] {amt}",
        "{we} received {amt} in refunds {on} {when}",
    ),
    "payments": (
        "{we} made {n} {payments} {to} {over} {when}",
        "there {were} {n} {payments} {to} {over} {when}",
        "{n} {payments} {to} {over} {were} made {when}",
    ),
    "transactions": (
        "there {were} {n} {transactions} {to} {over} {when}",
        "the books show {n} {transactions} {to} {over} {when}",
    ),
    "refunds count": ("there {were} {n} {refunds} {when}", "{we} received {n} {refunds} {when}"),
    "receipts": ("{who} paid {us} {times} {when}", "there {were} {n} {receipts} from {who} {when}"),
    "share": (
        "{who} [accounted for|made up|was] {part} of [spending|all spending|total spending] {when}",
        "{part} of [the spending|the total|what {we} spent] {when} went [to|on] {who}",
    ),
    "comparison": (
        "{we} spent {diff} {more} {on} than {on2} {when}",
        "spending {on} was {diff} {higher} than {on2} {when}",
        "{diff} {more} [was spent|went] {on} than {on2} {when}",
    ),
    "difference": (
        "the difference between spending {on} and {on2} {when} was {amt}",
        "spending {on} and {on2} {when} differed by {amt}",
    ),
    "multiple": (
        "{we} spent {times} as much {on} as {on2} {when}",
        "spending {on} was {times} [the spending {on2}|that {on2}] {when}",
    ),
    "trend bare": ("spending {on} {rose} from {m1} to {m2}", "between {m1} and {m2}, spending {on} {rose}"),
    "trend amounts": (
        "spending {on} {rose} from {amt} in {m1} to {amt2} in {m2}",
        "from {m1} to {m2}, spending {on} {rose} from {amt} to {amt2}",
    ),
    "trend change": (
        "spending {on} {rose} by {amt} from {m1} to {m2}",
        "spending {on} was {amt} {higher} in {m2} than in {m1}",
    ),
    "best payment": (
        "the {best} payment{under} {when} was {amt} to {who}",
        "{who} received the {best} payment{under} {when}, {amt}",
        "at {amt}, the payment to {who} was the {best}{under} {when}",
    ),
    "best name": (
        "{who} was the {best} {thing} {when}[ by spending|]{tail}",
        "the {best} {thing} {when} was {who}{tail}",
    ),
    "often": (
        "{who} was the vendor used most often {when}{tail}",
        "the vendor paid most often {when} was {who}{tail}",
    ),
    "average": (
        "the average payment {to} {when} was {amt}",
        "payments {to} averaged {amt} {when}",
        "on average, a payment {to} {when} was {amt}",
    ),
    "first or last": (
        "the {end} payment to {who} was [made|] {when}",
        "{we} {endly} paid {who} {when}",
        "{who} was {endly} paid {when}",
    ),
    "never": (
        "[there were no payments to|nothing was paid to|{we} paid nothing to] {who} {when}",
        "{who} was not paid {when}",
        "{we} did not pay {who} {when}",
    ),
    "once": (
        "{we} paid {who} only once {when}{tail}",
        "there was only one payment to {who} {when}{tail}",
        "{who} was paid just once {when}{tail}",
    ),
    "sole": ("{who} was the only vendor under {account} {when}", "only {who} was booked to {account} {when}"),
    "always": (
        "[every|each] payment to {who} {when} was booked to {account}",
        "all payments to {who} {when} were under {account}",
    ),
}


_CHOICE = re.compile(r"\[([^\[\]]*)\]")


def pick(rng: random.Random, template: str) -> str:
    """`template` with one of each "[this|that]" chosen, innermost first."""
    while "[" in template:
        template = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), template)
    return template


def tidy(text: str) -> str:
    """Single spaces, none before punctuation, a capital first; lines are kept."""
    text = re.sub(r" {2,}", " ", text)
    text = re.sub(r" +(?=[,.;:)])", "", text)
    text = re.sub(r",+(?=[,.;:]|$)", "", text, flags=re.MULTILINE)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return text[:1].upper() + text[1:]


def told_apart(fact: Fact) -> Fact:
    """The fact with its period always named, so that beside others it does not take over theirs."""
    return replace(fact, period=replace(fact.period, grain="overall")) if fact.period.grain == "all" else fact


class Hand:
    """How somebody writes: the same hand words two facts alike wherever they are alike.

    Every slot of a sentence has its own choices, so that a change in one leaves the others as they were.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def choices(self, slot: str) -> random.Random:
        """Where the choices for a slot come from; the same each time."""
        return random.Random(f"{self._seed} {slot}")  # noqa: S311 - chooses words, keeps no secret


def sentence(rng: random.Random, book: Book, fact: Fact) -> str:
    """The fact as a sentence, in one of many wordings."""
    return tidy(_clause(Hand(rng.getrandbits(32)), book, fact) + ".")


def together(rng: random.Random, book: Book, several: Sequence[Fact]) -> str:
    """Facts as a text: two claims in a sentence, the rest one by one."""
    return written(rng.getrandbits(32), book, several)


def written(seed: int, book: Book, facts: Sequence[Fact]) -> str:
    """Facts as a text; the same seed chooses the same words, whatever is stated."""
    if len(facts) == 1:
        return tidy(_clause(Hand(seed), book, facts[0]) + ".")
    clauses = [_clause(Hand(seed + at), book, told_apart(fact)) for at, fact in enumerate(facts)]
    first = clauses[0] + Hand(seed).choices("joint").choice((", and ", "; ", " and ")) + clauses[1]
    return " ".join(tidy(c + ".") for c in (first, *clauses[2:]))


def _clause(hand: Hand, book: Book, fact: Fact) -> str:
    wording = hand.choices("wording")
    skeleton = pick(wording, wording.choice(SKELETONS[_skeleton(fact)]))
    slots = _slots(hand, book, fact)
    ahead = hand.choices("order").random() < 0.3 and skeleton.count("{when}") == 1 and fact.kind != "first or last"
    opening = slots["when"] + ", " if ahead and slots["when"] else ""
    if opening:
        slots["when"] = ""
    return opening + skeleton.format_map(slots)


def _skeleton(fact: Fact) -> str:
    if fact.negated:
        return "not paid"
    if fact.kind in {"payment", "refund", "income"}:
        return fact.way
    if fact.kind == "identifier":
        return f"identifier {'paid' if fact.way == 'paid' else 'received'}"
    if fact.kind == "total":
        return f"total {'paid' if fact.way == 'paid' else 'received'}"
    if fact.kind == "trend":
        return f"trend {'change' if fact.op == 'percent' else fact.op}"
    if fact.kind == "superlative":
        return fact.op if fact.op == "often" else f"best {fact.op}"
    if fact.kind == "count" and fact.op == "refunds":
        return "refunds count"
    return fact.op if fact.kind in {"net or gross", "count", "only"} else fact.kind


def _slots(hand: Hand, book: Book, fact: Fact) -> dict[str, str]:
    who, other = _name(hand, book, fact, fact.entity), _name(hand, book, fact, fact.other)
    account, count = fact.account or "", fact.count or 0
    person = hand.choices("person").choice((("we", "us"), ("you", "you"), ("the business", "the business")))
    amount = _sum(hand, fact.value, "amount")
    spelled = NUMBERS[count] if count < len(NUMBERS) and hand.choices("count").random() < 0.5 else f"{count:,}"
    some = count != 1
    return {
        "we": person[0],
        "us": person[1],
        "who": who,
        "amt": amount,
        "amt2": _sum(hand, fact.second, "second"),
        "id": fact.ident or "",
        "account": account,
        "under": f" under {account}" if account else "",
        "acct": pick(hand.choices("account"), f"[ for | under |, booked to ]{account}") if account else "",
        "on": _on(hand, fact, who) + (f" under {account}" if account else ""),
        "on2": _on(hand, fact, other),
        "from": f"from {who}" if who else "from customers",
        "to": "" if not who else f"booked to {who}" if fact.by == "account" else f"to {who}",
        "when": _when(hand, book, fact),
        "over": _over(hand, book, fact),
        "n": spelled,
        "times": _times(hand, fact, spelled),
        "diff": amount,
        "part": _part(hand, fact),
        "payments": "payments" if some else "payment",
        "transactions": "transactions" if some else "transaction",
        "refunds": "refunds" if some else "refund",
        "receipts": "receipts" if some else "receipt",
        "were": "were" if some else "was",
        "more": "more" if fact.up else "less",
        "higher": "higher" if fact.up else "lower",
        "rose": hand.choices("step").choice(UP if fact.up else DOWN),
        "m1": _month(hand, book, fact.period, "month"),
        "m2": _month(hand, book, fact.later or fact.period, "later month"),
        "best": _best(fact),
        "thing": "account" if fact.by == "account" else "vendor",
        "tail": _tail(hand, fact),
        "end": "first" if fact.up else "last",
        "endly": "first" if fact.up else "last",
    }


def _name(hand: Hand, book: Book, fact: Fact, name: str | None) -> str:
    if fact.by == "entity" and book.council and hand.choices("title").random() < 0.7:
        return " ".join(word.capitalize() for word in (name or "").split())
    return name or ""


def _sum(hand: Hand, value: Value | None, slot: str) -> str:
    return money(hand.choices(slot), value) if value and (value.unit == "%" or value.unit.isupper()) else ""


def _over(hand: Hand, book: Book, fact: Fact) -> str:
    if not fact.over:
        return ""
    choices = hand.choices("threshold")
    return f"{choices.choice(('over', 'above'))} {money(choices, Value(fact.over, 0, book.currency))}"


def _when(hand: Hand, book: Book, fact: Fact) -> str:
    numbered = fact.kind == "identifier" and fact.period.grain == "all"
    return "" if numbered else _stretch(hand, book, fact.period)


def money(rng: random.Random, value: Value) -> str:
    """A sum in one of the usual forms; a percentage if that is what it is."""
    hedge = rng.choice(("about ", "around ", "roughly ", "approximately ")) if value.hedge else ""
    if value.unit == "%":
        return f"{hedge}{value.amount:f}{rng.choice(('%', '%', ' percent', ' per cent'))}"
    minus = "-" if value.amount < 0 else ""
    iso, amount = value.unit, abs(value.amount)
    sign = SIGNS.get(iso, f"{iso} ")
    if amount >= 1000 and (value.places <= -3 or (value.places == -2 and rng.random() < 0.4)):
        return hedge + minus + sign + _short(rng, amount)
    number = f"{amount:,.0f}" if amount % 1 == 0 and rng.random() < 0.4 else _number(amount, value.places)
    style = rng.choices(("sign", "before", "after", "word"), (75, 9, 7, 9 if iso in WORDS else 0))[0]
    return (
        hedge
        + {
            "sign": f"{minus}{sign}{number}",
            "before": f"{iso} {minus}{number}",
            "after": f"{minus}{number} {iso}",
            "word": f"{minus}{number} {WORDS.get(iso)}",
        }[style]
    )


def _short(rng: random.Random, amount: Decimal) -> str:
    """A round sum in thousands, millions or billions: 18.2k, 1.2 million, 3 bn."""
    scale, words = next((scale, words) for scale, words in _SHORT if amount >= scale)
    number = f"{amount / scale:,f}"
    return (number.rstrip("0").rstrip(".") if "." in number else number) + rng.choice(words)


def _number(amount: Decimal, places: int) -> str:
    return f"{amount:,.{max(places, 0)}f}"


def _stretch(hand: Hand, book: Book, span: Span) -> str:
    """The period with its preposition."""
    if span.grain == "day":
        return f"on {_day(hand, book, span)}"
    if span.grain == "month":
        return f"{hand.choices('preposition').choice(('in', 'in', 'during'))} {_month(hand, book, span, 'month')}"
    if span.grain == "quarter":
        quarter = (span.start.month + 2) // 3
        name = ("first", "second", "third", "fourth")[quarter - 1]
        return pick(hand.choices("quarter"), f"in [Q{quarter}|the {name} quarter of] {span.start.year}")
    if span.grain == "overall":
        return pick(hand.choices("whole"), "over the whole [period|time]")
    if span.grain == "range":
        first, last = (f"{d.day} {d:%B %Y}" for d in (span.start, span.end))
        return pick(hand.choices("range"), f"[between {first} and {last}|from {first} to {last}]")
    return pick(hand.choices("whole"), "[|over the period|overall|over the whole period]")


def _day(hand: Hand, book: Book, span: Span) -> str:
    date = span.start
    forms = [
        f"{date.day} {date:%B %Y}",
        f"{date:%B} {date.day}, {date.year}",
        f"{date}",
        f"{date.day} {date:%b %Y}",
        f"{date:%A}, {date:%B} {date.day}, {date.year}",
    ]
    if book.whole.start.year == book.whole.end.year == date.year:
        forms += [f"{date.day} {date:%B}", f"{date:%B} {date.day}"]
    return hand.choices("day").choice(forms)


def _month(hand: Hand, book: Book, span: Span, slot: str) -> str:
    bare = book.whole.start.year == book.whole.end.year == span.start.year and hand.choices(slot).random() < 0.4
    return f"{span.start:%B}" if bare else f"{span.start:%B %Y}"


def _on(hand: Hand, fact: Fact, name: str) -> str:
    if not name:
        return ""
    return f"on {name}" if fact.by == "account" else f"{hand.choices('place').choice(('at', 'with', 'with'))} {name}"


def _part(hand: Hand, fact: Fact) -> str:
    if fact.kind != "share" or fact.value is None:
        return ""
    if fact.op == "percent":
        return money(hand.choices("amount"), fact.value)
    words = {
        "half": "half",
        "third": "a third",
        "quarter": "a quarter",
        "two": "two thirds",
        "three": "three quarters",
    }
    hedges = {
        "nearly": "[nearly|almost|just under]",
        "over": "[over|just over|more than]",
        "about": "[about|around]",
    }
    return pick(hand.choices("hedge"), f"{hedges[fact.op]} {words[fact.value.unit]}")


def _times(hand: Hand, fact: Fact, count: str) -> str:
    if fact.kind != "multiple" or fact.value is None:
        return {1: "once", 2: "twice"}.get(fact.count or 0, f"{count} times")
    number: Decimal = fact.value.amount
    if fact.op == "exact":
        return f"{number} times"
    word = "twice" if number == 2 else f"{NUMBERS[int(number)] if number <= 12 else number:} times"
    return pick(hand.choices("hedge"), {"over": "more than ", "about": "[about|roughly] "}[fact.op] + word)


def _best(fact: Fact) -> str:
    return f"{ORDINALS[fact.rank]}largest" if fact.up else f"{ORDINALS[fact.rank]}smallest"


def _tail(hand: Hand, fact: Fact) -> str:
    if fact.op == "often" and fact.count:
        return f", {fact.count} times" if fact.count > 1 else ", once"
    if fact.value is None or fact.kind not in {"superlative", "only"} or fact.op == "payment":
        return ""
    joint = ", " if fact.kind == "only" else hand.choices("tail").choice((", ", ", with ", " at "))
    return joint + money(hand.choices("amount"), fact.value)
