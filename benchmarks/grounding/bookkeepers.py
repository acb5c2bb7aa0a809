"""Statements about ledgers as ten kinds of people would write them, true and false.

Half of the sentence forms, by a hash of their words, make the set `bookkeepers`; the other half makes
`bookkeepers_held`, whose misses nobody looks at, so that it shows whether a fix of the engine generalises.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from guardrail.testing.sentences import tidy

from .bookkeepers_books import DAY, Ledger, Period, cards, month, shops
from .bookkeepers_hands import Hand, Said, said, said_percent
from .bookkeepers_kinds import KINDS as ONE_BY_ONE
from .bookkeepers_kinds import Slots, picked
from .bookkeepers_people import PEOPLE, Person
from .bookkeepers_several import SEVERAL
from .cases import Case, spread

KINDS = ONE_BY_ONE | SEVERAL
INVENTED = (
    "Brightwater Supplies", "Calder Freight", "Norvik Systems", "Tamarind Catering", "Osprey Tools",
    "Holm & Fenn", "Jasper Cleaning", "Velora", "Quentin Motors", "Pallas Media",
)  # fmt: skip
_MONEY = ("amount", "amount2", "diff", "limit")
_NAMES = ("name", "b", "c")
_SLOT = re.compile(r"\{(\w+)([~+.]?)\}")
_SOFT = ("You", "We", "The", "A", "On", "In", "There", "Total", "Our", "Your", "Payments", "Spending", "No", "Payment")


Forms = dict[str, list[str]]
"""A person's sentences, by kind."""


def cases(data: Path, seed: int, limit: int | None) -> list[Case]:
    """The half that may be looked at."""
    return cases_by(PEOPLE, data, seed, limit, half=0)


def held(data: Path, seed: int, limit: int | None) -> list[Case]:
    """The half that is only counted."""
    return cases_by(PEOPLE, data, seed, limit, half=1)


def cases_by(people: Mapping[str, Person], data: Path, seed: int, limit: int | None, *, half: int) -> list[Case]:
    """Statements by these people, in one half of their sentences."""
    rng = random.Random(seed)
    made = cases_about([*cards(data, rng, 60), *shops(rng, 40)], people, rng, half=half)
    return spread(made, rng=rng, limit=limit or 4_000)


def cases_about(books: Sequence[Ledger], people: Mapping[str, Person], rng: random.Random, *, half: int) -> list[Case]:
    """About twenty statements by each of these people about each of these books, in one half of their sentences."""
    made = [
        case
        for book in books
        for who, person in people.items()
        for case in _some(book, person, _forms(who, person, half), rng)
    ]
    return list({(id(case.source), case.text): case for case in made}.values())


def _forms(who: str, person: Person, half: int) -> Forms:
    """A person's sentences of one half."""
    found: Forms = {}
    for line in person.sentences.strip().splitlines():
        if sha256(f"{who}:{line}".encode()).digest()[0] % 2 == half:
            kind, _, sentence = line.partition(": ")
            found.setdefault(kind, []).append(sentence)
    return found


@dataclass(frozen=True)
class Statement:
    """A sentence form filled for a ledger, and what was changed in it, if it is false."""

    kind: str
    form: str
    slots: Slots
    hand: Hand
    currency: str
    forms: Forms
    change: str = ""

    @property
    def used(self) -> set[str]:
        found = {name for name, _ in _SLOT.findall(self.form)}
        return found | ({"n"} if "times" in found else set()) | ({"up"} if "<" in self.form else set())

    def holds(self, *, kindly: bool) -> bool:
        """Whether the ledger says so; `kindly` also if it could be read that way."""
        plain = {k: v.value if isinstance(v, Said) else v for k, v in self.slots.items()}
        kind = KINDS[self.kind]
        answers = (kindly and kind.loosely) or kind.answers
        found = answers(self.hand.book, plain)
        return self.currency == self.hand.book.currency and any(self._fits(answer, kindly=kindly) for answer in found)

    def _fits(self, answer: Slots, *, kindly: bool) -> bool:
        return all(_same(self.slots[k], v, kindly=kindly) for k, v in answer.items() if k in self.used)

    @property
    def text(self) -> str:
        up = self.slots.get("up", True)
        form = re.sub(r"<(.*?)/(.*?)>", lambda found: found[1 if up else 2], self.form)
        text = tidy(_SLOT.sub(lambda found: self._slot(found[1]), form).lstrip(", "))
        return text.replace("..", ".")

    def _slot(self, slot: str) -> str:
        hand, n = self.hand, self.slots.get("n", 1)
        if slot in _MONEY:
            return hand.money(self.slots[slot], self.currency)
        written: dict[str, Callable[[], str]] = {
            "s": lambda: "" if n == 1 else "s",
            "were": lambda: "was" if n == 1 else "were",
            "n": lambda: hand.count(n),
            "times": lambda: hand.times(n),
            "in": lambda: hand.when(self.slots["period"]),
        }
        return written[slot]() if slot in written else self._value(slot)

    def _value(self, slot: str) -> str:
        value = self.slots[slot]
        if isinstance(value, Said):
            return self.hand.percent(value)
        if isinstance(value, Period):
            return self.hand.period(value)
        if isinstance(value, dt.date):
            return self.hand.day(value)
        return self.hand.name(value) if slot in _NAMES else str(value)


def _same(told: object, found: object, *, kindly: bool) -> bool:
    if isinstance(told, Said) and isinstance(found, Decimal):
        return told.agrees(found, kindly=kindly)
    return told == found


def _some(book: Ledger, person: Person, forms: Forms, rng: random.Random) -> Iterator[Case]:
    """True and false statements by one person about one ledger, and some of them put together."""
    true = [s for kind in forms for s in _true(kind, forms, book, person, rng)]
    rng.shuffle(true)
    false = [f for s in true[:12] if (f := _false(s, rng))]
    for statement in [*true[:8], *false]:
        yield Case(statement.text, not statement.change, statement.kind, book.source, statement.change)
    if len(true) > 6 and false:
        yield Case(_joined([s.text for s in true[4:6]], person, rng), true=True, kind="several", source=book.source)
        yield Case(
            _joined([true[3].text, false[-1].text], person, rng),
            true=False,
            kind="several",
            source=book.source,
            change=false[-1].change,
        )


def _joined(texts: list[str], person: Person, rng: random.Random) -> str:
    """Two statements in one sentence, in two, or in a list."""
    first, second = texts
    soft = second[0].lower() + second[1:] if second.split()[0] in _SOFT else second
    join = rng.choice(person.joins)
    return join.format(first.rstrip(".") if "{2}" in join else first, second, soft)


def _true(kind: str, forms: Forms, book: Ledger, person: Person, rng: random.Random) -> Iterator[Statement]:
    form = rng.choice(forms[kind])
    slots = picked(KINDS[kind], book, rng)
    if slots is None or (kind == "id" and not book.numbered):
        return
    found = _unlike(KINDS[kind].answers(book, slots), form)
    if not found or (len(found) > 1 and not KINDS[kind].some):
        return
    slots |= rng.choice(found)
    hand = Hand(person, book, rng.randrange(10**6))
    if any(v <= 0 for v in slots.values() if isinstance(v, Decimal)):
        return
    statement = Statement(kind, form, _as_said(slots, form, rng), hand, book.currency, forms)
    if _writable(statement) and statement.holds(kindly=False):
        yield statement


def _unlike(found: list[Slots], form: str) -> list[Slots]:
    """Answers that would be written differently."""
    shown = {name for name, _ in _SLOT.findall(form)} | {"up", "n" if "{times}" in form else ""}
    return list({tuple((k, v) for k, v in answer.items() if k in shown): answer for answer in found}.values())


def _as_said(slots: Slots, form: str, rng: random.Random) -> Slots:
    how = dict(_SLOT.findall(form))
    return {k: _value_said(k, v, how.get(k, ""), rng) for k, v in slots.items()}


def _value_said(slot: str, value: object, how: str, rng: random.Random) -> object:
    if not isinstance(value, Decimal):
        return value
    return said_percent(value, rng) if slot in {"share", "pct"} else said(value, how)


def _writable(s: Statement) -> bool:
    """No "between..." where a bare month is needed, and no "once" where "payments" follows."""
    named = s.slots.get("period")
    bare = not isinstance(named, Period) or named.grain in {"month", "quarter", "year"} or "{period}" not in s.form
    return bare and not ("{n} payments" in s.form and s.slots.get("n") == 1)


def _false(s: Statement, rng: random.Random) -> Statement | None:
    """`s` with one thing changed so that it is false; None if nothing could be."""
    ways = [w for slot in sorted(s.used | {"period"} & s.slots.keys()) for w in _CHANGES.get(slot, ())]
    ways += [_direction] * 2 + ([_superlative] * 4 if s.kind in _RIVALS else [])
    rng.shuffle(ways)
    for way in ways:
        for _ in range(6):
            made = way(s, rng)
            if made and _sensible(made) and made.text != s.text and not made.holds(kindly=True):
                return made
    return None


def _sensible(s: Statement) -> bool:
    return s.slots.get("period", 1) != s.slots.get("period2", 2)


Change = Callable[[Statement, random.Random], Statement | None]


def _changed(s: Statement, change: str, **slots: object) -> Statement:
    negated = s.kind.startswith("none") and change in {"vendor", "account", "month"}
    return replace(s, slots=s.slots | slots, change="negation" if negated else change)


def _digits(slot: str) -> Change:
    def change(s: Statement, rng: random.Random) -> Statement:
        told: Said = s.slots[slot]
        digits = list(str(int(told.value / told.step)))
        if len(digits) > 1 and rng.random() < 0.7:
            i = rng.randrange(len(digits) - 1)
            digits[i], digits[i + 1] = digits[i + 1], digits[i]
        else:
            digits[rng.randrange(len(digits))] = rng.choice("123456789")
        kind = "share" if slot in {"share", "pct"} else "digits"
        return _changed(s, kind, **{slot: replace(told, value=int("".join(digits)) * told.step)})

    return change


def _scale(slot: str) -> Change:
    def change(s: Statement, rng: random.Random) -> Statement | None:
        told: Said = s.slots[slot]
        value = told.value * rng.choice((Decimal(10), Decimal(1000), Decimal("0.1"), Decimal("0.001")))
        if value < 1:
            return None
        return _changed(s, "scale", **{slot: Said(value, max(told.step, Decimal("0.01")), told.hedge)})

    return change


def _currency(s: Statement, rng: random.Random) -> Statement:
    others = [c for c in ("GBP", "USD", "EUR", "INR") if c != s.currency and {c, s.currency} != {"CAD", "USD"}]
    return replace(s, currency=rng.choice(others), change="currency")


def _vendor(slot: str) -> Change:
    def change(s: Statement, rng: random.Random) -> Statement | None:
        others = [x for x in s.hand.book.names if x not in {s.slots.get(k) for k in _NAMES}]
        return _changed(s, "vendor", **{slot: rng.choice(others)}) if others else None

    return change


def _invented(slot: str) -> Change:
    def change(s: Statement, rng: random.Random) -> Statement | None:
        absent = s.kind in {"none_name", "all_under"}
        return None if absent else _changed(s, "invented vendor", **{slot: rng.choice(INVENTED)})

    return change


def _account(slot: str) -> Change:
    def change(s: Statement, rng: random.Random) -> Statement | None:
        flow, told = KINDS[s.kind].flow, {s.slots.get("account"), s.slots.get("account2")}
        others = sorted({x.account for x in s.hand.book.lines if x.flow == flow} - told)
        return _changed(s, "account", **{slot: rng.choice(others)}) if others else None

    return change


def _day(slot: str) -> Change:
    def change(s: Statement, rng: random.Random) -> Statement:
        days = rng.choice((-9, -3, -1, 1, 2, 7, -30, 31, 365, -366))
        name = "day" if abs(days) < 10 else "month" if abs(days) < 40 else "year"
        return _changed(s, name, **{slot: s.slots[slot] + days * DAY})

    return change


def _when(slot: str) -> Change:
    def change(s: Statement, rng: random.Random) -> Statement | None:
        old: Period = s.slots[slot]
        if old.grain == "month":
            chosen = rng.choice([*s.hand.book.months, month(old.start - 350 * DAY)])
            return _changed(s, "month" if chosen.start.year == old.start.year else "year", **{slot: chosen})
        if old.grain == "year":
            earlier = Period(old.start.replace(year=old.start.year - 1), old.end.replace(year=old.end.year - 1), "year")
            return _changed(s, "year", **{slot: earlier})
        return None

    return change


def _relation(s: Statement, _rng: random.Random) -> Statement:
    return _changed(s, "relation", up=not s.slots["up"])


def _count(s: Statement, rng: random.Random) -> Statement | None:
    n = s.slots["n"]
    wrong = rng.choice((n + 1, n + 2, n - 1, n * 2, n + 10))
    return _changed(s, "count", n=wrong) if wrong > 0 else None


def _id(s: Statement, rng: random.Random) -> Statement:
    return _changed(s, "id", id=rng.choice([rng.choice(s.hand.book.lines).id, s.slots["id"] + "7"]))


def _direction(s: Statement, rng: random.Random) -> Statement | None:
    """The same in the words of a kind that says the opposite direction."""
    kinds = [k for k in KINDS[s.kind].turned if k in s.forms]
    if not kinds or any(isinstance(v, Said) and v.hedge for v in s.slots.values()):
        return None
    kind = rng.choice(kinds)
    made = replace(s, kind=kind, form=rng.choice(s.forms[kind]), change="direction")
    missing = {name for name, _ in _SLOT.findall(made.form)} - s.slots.keys() - {"in", "s", "were"}
    return None if missing or not _writable(made) else made


_RIVALS = {
    "largest": "payment",
    "smallest": "payment",
    "top_name": "total_name",
    "second_name": "total_name",
    "top_customer": "income_name",
    "top_account": "total_account",
}


def _superlative(s: Statement, rng: random.Random) -> Statement | None:
    """Another line, name or account with its own true amount, said to be the largest."""
    period: Period = s.slots["period"]
    flow = KINDS[s.kind].flow
    line = rng.choice([x for x in s.hand.book.lines if x.flow == flow and period.covers(x.date)])
    rival = {"name": line.name, "account": line.account, "date": line.date, "period": period}
    found = KINDS[_RIVALS[s.kind]].answers(s.hand.book, rival)
    if not found:
        return None
    shown = rival | rng.choice(found)
    how = dict(_SLOT.findall(s.form)).get("amount", "")
    return _changed(s, "superlative", **(shown | {"amount": said(shown["amount"], how)}))


_CHANGES: dict[str, tuple[Change, ...]] = {
    "amount": (_digits("amount"), _digits("amount"), _scale("amount"), _currency),
    "amount2": (_digits("amount2"), _scale("amount2")),
    "diff": (_digits("diff"), _scale("diff"), _currency),
    "limit": (_digits("limit"), _scale("limit")),
    "share": (_digits("share"), _digits("share")),
    "pct": (_digits("pct"), _digits("pct")),
    "name": (_vendor("name"), _vendor("name"), _invented("name")),
    "b": (_vendor("b"), _invented("b")),
    "c": (_vendor("c"),),
    "account": (_account("account"), _account("account")),
    "account2": (_account("account2"),),
    "date": (_day("date"), _day("date")),
    "date2": (_day("date2"),),
    "period": (_when("period"), _when("period")),
    "period2": (_when("period2"),),
    "n": (_count, _count),
    "up": (_relation, _relation, _relation),
    "id": (_id, _id),
}
