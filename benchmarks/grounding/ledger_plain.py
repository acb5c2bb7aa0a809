"""Statements about ledgers from one straightforward grammar: a skeleton a kind, slots filled in many ways."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

from .cases import Case, pick, tidy
from .facts import Fact, Value
from .ledgers import BAKERY, STUDIO, Book, Span, card_books, small_books
from .makers import told_apart, write_cases

SIGNS = {"GBP": "£", "USD": "$", "EUR": "€"}
WORDS = {"GBP": "pounds", "USD": "dollars", "EUR": "euros"}
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


def cases(data: Path, seed: int, limit: int | None = None) -> list[Case]:
    """About 2,000 statements, half of them true, spread over the kinds."""
    rng = random.Random(f"plain {seed}")
    books = card_books(data, rng, 66) + small_books(rng, 24, (STUDIO, BAKERY))
    return write_cases(rng, books, say=sentence, join=together, limit=limit or 2000)


def sentence(rng: random.Random, book: Book, fact: Fact) -> str:
    return tidy(clause(rng, book, fact) + ".")


def together(rng: random.Random, book: Book, several: list[Fact]) -> str:
    """Two claims in a sentence, the rest one by one."""
    clauses = [clause(rng, book, told_apart(fact)) for fact in several]
    first = clauses[0] + rng.choice((", and ", "; ", " and ")) + clauses[1]
    return " ".join(tidy(c + ".") for c in (first, *clauses[2:]))


def clause(rng: random.Random, book: Book, fact: Fact) -> str:
    skeleton = pick(rng, rng.choice(SKELETONS[_skeleton(fact)]))
    slots = _slots(rng, book, fact)
    ahead = rng.random() < 0.3 and skeleton.count("{when}") == 1 and fact.kind != "first or last"
    opening = slots["when"] + ", " if ahead and slots["when"] else ""
    if opening:
        slots["when"] = ""
    return pick(rng, opening + skeleton.format(**slots))


def _skeleton(fact: Fact) -> str:
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


def _slots(rng: random.Random, book: Book, fact: Fact) -> dict[str, str]:
    titled = rng.random() < 0.7

    def name(text: str | None) -> str:
        return " ".join(w.capitalize() for w in (text or "").split()) if book.council and titled else text or ""

    person = rng.choice((("we", "us"), ("you", "you"), ("the business", "the business")))
    who = name(fact.entity) if fact.by == "entity" else fact.entity or ""
    other = name(fact.other) if fact.by == "entity" else fact.other or ""
    account = fact.account or ""
    amount = money(rng, fact.value) if fact.value and fact.value.unit in {"%", *SIGNS} else ""
    count = fact.count or 0
    spelled = NUMBERS[count] if count < len(NUMBERS) and rng.random() < 0.5 else f"{count:,}"
    return {
        "we": person[0], "us": person[1], "who": who, "amt": amount, "account": account,
        "under": f" under {account}" if account else "",
        "amt2": money(rng, fact.second) if fact.second else "", "id": fact.ident or "",
        "acct": pick(rng, f"[ for | under |, booked to ]{account}") if account else "",
        "on": _on(rng, fact, who) + (f" under {account}" if account else ""), "on2": _on(rng, fact, other),
        "from": f"from {who}" if who else "from customers", "when": _when(rng, book, fact),
        "to": "" if not who else f"booked to {who}" if fact.by == "account" else f"to {who}",
        "over": f"[over|above] {money(rng, Value(fact.over, 0, book.currency))}" if fact.over else "",
        "n": spelled, "times": _times(rng, fact, spelled), "diff": amount, "part": _part(rng, fact),
        "payments": "payment" if count == 1 else "payments",
        "transactions": "transaction" if count == 1 else "transactions",
        "refunds": "refund" if count == 1 else "refunds",
        "receipts": "receipt" if count == 1 else "receipts", "were": "was" if count == 1 else "were",
        "more": "more" if fact.up else "less", "higher": "higher" if fact.up else "lower",
        "rose": pick(rng, "[rose|increased|went up]" if fact.up else "[fell|decreased|went down]"),
        "m1": month(rng, book, fact.period), "m2": month(rng, book, fact.later or fact.period),
        "best": _best(fact), "thing": "account" if fact.by == "account" else "vendor",
        "tail": _tail(rng, fact),
        "end": "first" if fact.up else "last", "endly": "first" if fact.up else "last",
    }  # fmt: skip


def _when(rng: random.Random, book: Book, fact: Fact) -> str:
    numbered = fact.kind == "identifier" and fact.period.grain == "all"
    return "" if numbered else when(rng, book, fact.period)


def title(name: str) -> str:
    """A merchant of the card network's list as people write it: UK Marketplace, www.nisbets.com."""
    words = (w.upper() if w in {"uk", "bp", "pfs", "ee", "js", "eu"} else w.capitalize() for w in name.split())
    return name if name.startswith("www.") else " ".join(words)


def money(rng: random.Random, value: Value) -> str:
    """A sum in one of the usual forms; a percentage if that is what it is."""
    hedge = rng.choice(("about ", "around ", "roughly ", "approximately ")) if value.hedge else ""
    if value.unit == "%":
        return f"{hedge}{value.amount:f}{rng.choice(('%', '%', ' percent', ' per cent'))}"
    number = _number(value)
    if value.hedge and value.places <= -2 and value.amount >= 1000 and rng.random() < 0.4:
        return f"{hedge}{SIGNS[value.unit]}{value.amount / 1000:f}".rstrip("0").rstrip(".") + "k"
    if value.amount % 1 == 0 and rng.random() < 0.4:
        number = f"{value.amount:,.0f}"
    style = rng.random()
    if style < 0.75:
        return f"{hedge}{SIGNS[value.unit]}{number}"
    return f"{hedge}{value.unit} {number}" if style < 0.88 else f"{hedge}{number} {WORDS[value.unit]}"


def _number(value: Value) -> str:
    return f"{value.amount:,.{max(value.places, 0)}f}"


def when(rng: random.Random, book: Book, span: Span) -> str:
    """The period with its preposition."""
    if span.grain == "day":
        return f"on {day(rng, book, span)}"
    if span.grain == "month":
        return f"{rng.choice(('in', 'in', 'during'))} {month(rng, book, span)}"
    if span.grain == "quarter":
        quarter = (span.start.month + 2) // 3
        name = ("first", "second", "third", "fourth")[quarter - 1]
        return pick(rng, f"in [Q{quarter}|the {name} quarter of] {span.start.year}")
    if span.grain == "overall":
        return pick(rng, "over the whole [period|time]")
    if span.grain == "range":
        first, last = (f"{d.day} {d:%B %Y}" for d in (span.start, span.end))
        return pick(rng, f"[between {first} and {last}|from {first} to {last}]")
    return pick(rng, "[|over the period|overall|over the whole period]")


def day(rng: random.Random, book: Book, span: Span) -> str:
    date = span.start
    forms = [
        f"{date.day} {date:%B %Y}",
        f"{date:%B} {date.day}, {date.year}",
        f"{date}",
        f"{date.day} {date:%b %Y}",
    ]
    if book.whole.start.year == book.whole.end.year == date.year:
        forms += [f"{date.day} {date:%B}", f"{date:%B} {date.day}"]
    return rng.choice(forms)


def month(rng: random.Random, book: Book, span: Span) -> str:
    bare = book.whole.start.year == book.whole.end.year == span.start.year and rng.random() < 0.4
    return f"{span.start:%B}" if bare else f"{span.start:%B %Y}"


def _on(rng: random.Random, fact: Fact, name: str) -> str:
    if not name:
        return ""
    return f"on {name}" if fact.by == "account" else f"{rng.choice(('at', 'with', 'with'))} {name}"


def _part(rng: random.Random, fact: Fact) -> str:
    if fact.kind != "share" or fact.value is None:
        return ""
    if fact.op == "percent":
        return money(rng, fact.value)
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
    return pick(rng, f"{hedges[fact.op]} {words[fact.value.unit]}")


def _times(rng: random.Random, fact: Fact, count: str) -> str:
    if fact.kind != "multiple" or fact.value is None:
        return {1: "once", 2: "twice"}.get(fact.count or 0, f"{count} times")
    number: Decimal = fact.value.amount
    if fact.op == "exact":
        return f"{number} times"
    word = "twice" if number == 2 else f"{NUMBERS[int(number)] if number <= 12 else number:} times"
    return pick(rng, {"over": "more than ", "about": "[about|roughly] "}[fact.op] + word)


def _best(fact: Fact) -> str:
    return f"{ORDINALS[fact.rank]}largest" if fact.up else f"{ORDINALS[fact.rank]}smallest"


def _tail(rng: random.Random, fact: Fact) -> str:
    if fact.op == "often" and fact.count:
        return f", {fact.count} times" if fact.count > 1 else ", once"
    if fact.value is None or fact.kind not in {"superlative", "only"} or fact.op == "payment":
        return ""
    joint = ", " if fact.kind == "only" else rng.choice((", ", ", with ", " at "))
    return joint + money(rng, fact.value)
