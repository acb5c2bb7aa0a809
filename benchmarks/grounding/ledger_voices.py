"""Statements about ledgers in the words of seven people, longer and less regular than the plain set."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

from guardrail.testing.books import Book, Span
from guardrail.testing.changes import CHANGES
from guardrail.testing.facts import Fact, Value
from guardrail.testing.sentences import pick, tidy, told_apart

from .cases import Case
from .ledgers import CLINIC, PLUMBER, card_books, small_books
from .voices import VOICES, Voice
from .written import write_cases

MONEY = {"GBP": ("£", "pounds", "pence"), "USD": ("$", "dollars", "cents"), "EUR": ("€", "euros", "cents")}
SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
PARTS = {
    "half": "half",
    "third": "one third",
    "quarter": "a quarter",
    "two": "two-thirds",
    "three": "three-quarters",
}
EDGES = {
    "nearly": ("almost", "not quite", "just short of"),
    "over": ("slightly over", "a little more than"),
    "about": ("around", "roughly"),
}
UP = ("climbed", "grew", "rose", "went up")
DOWN = ("dropped", "declined", "fell", "came down")

SAYABLE = tuple(kind for kind in CHANGES if kind not in {"negation", "sign", "unit"})


def cases(data: Path, seed: int, limit: int | None = None) -> list[Case]:
    """About 2,000 statements, half of them true, spread over the kinds and the voices."""
    rng = random.Random(f"voices {seed}")
    books = card_books(data, rng, 66) + small_books(rng, 24, (PLUMBER, CLINIC))
    return write_cases(rng, books, kinds=SAYABLE, say=sentence, join=paragraph, limit=limit or 2000)


def sentence(rng: random.Random, book: Book, fact: Fact) -> str:
    """One claim, as one of them would send it."""
    voice = _voice(rng, fact)
    frame = rng.choice(voice.frames)
    said = clause(rng, book, voice, fact)
    return tidy(frame.format(said if frame.endswith(("{}", "that {}.")) and frame != "{}" else _capital(frame, said)))


def _capital(frame: str, said: str) -> str:
    """The clause with a capital where the frame lets it begin a sentence or a list item."""
    return said[:1].upper() + said[1:] if frame.startswith(("{", "**", "##", "-")) else said


def paragraph(rng: random.Random, book: Book, several: list[Fact]) -> str:
    """Several claims by one writer: sentences, a list under a heading, or one sentence with a "while"."""
    voice = rng.choice(VOICES)
    said = [clause(rng, book, _voice_of(voice, rng, fact), told_apart(fact)) for fact in several]
    shape = rng.choice(("prose", "list", "while"))
    if shape == "list":
        heading = rng.choice(("Summary of spending", "What stands out", "Notes on the card statement", "Highlights:"))
        mark = rng.choice(("- ", "* ", "• "))
        return "\n".join([heading, *(mark + tidy(c) for c in said)])
    if shape == "while":
        joint = rng.choice((", while ", ", whereas ", ", and ", "; in addition, "))
        said = [said[0] + joint + said[1], *said[2:]]
    links = ("", "", "Also, ", "Separately, ", "Besides, ")
    rest = [tidy(rng.choice(links) + c + ".") for c in said[1:]]
    end = rng.choice(("", "", " Please let me know if anything is unclear.", " Happy to go through the detail."))
    return " ".join([tidy(said[0] + "."), *rest]) + end


def _key(fact: Fact) -> str:
    """The name of the sentence a fact calls for."""
    came = "" if fact.way == "paid" else " received"
    if fact.kind in {"payment", "refund", "income"}:
        return fact.way
    simple = {"identifier": f"id{came or ' paid'}", "total": f"total{came}", "first or last": "ends"}
    if fact.kind in simple:
        return simple[fact.kind]
    if fact.kind == "trend":
        return {"bare": "trend", "amounts": "trend amounts"}.get(fact.op, "trend change")
    if fact.kind == "superlative":
        return "often" if fact.op == "often" else f"best {fact.op}"
    if fact.kind == "comparison":
        return "comparison sum" if fact.value else "comparison"
    if fact.op == "refunds" and fact.kind == "count":
        return "refund count"
    return fact.op if fact.kind in {"net or gross", "count", "only"} else fact.kind


def _sayable(voice: Voice, fact: Fact) -> bool:
    if "exceeded" in "".join(voice.phrases.get(_key(fact), ())) and not fact.up:
        return False
    return _key(fact) in voice.phrases


def _voice(rng: random.Random, fact: Fact) -> Voice:
    return rng.choice([v for v in VOICES if _sayable(v, fact)])


def _voice_of(voice: Voice, rng: random.Random, fact: Fact) -> Voice:
    """This voice; if it has no sentence for the fact, with one borrowed from another."""
    if _sayable(voice, fact):
        return voice
    return replace(voice, phrases=_voice(rng, fact).phrases)


def clause(rng: random.Random, book: Book, voice: Voice, fact: Fact) -> str:
    """The claim without a capital or a full stop."""
    skeleton = rng.choice(voice.phrases[_key(fact)])
    return " ".join(skeleton.format(**_slots(rng, book, voice, fact)).split()).replace(" ,", ",")


def _slots(rng: random.Random, book: Book, voice: Voice, fact: Fact) -> dict[str, str]:
    shown = rng.choice((str, str.title)) if book.council else str
    a, b = ((shown(n or "") if fact.by == "entity" else n or "") for n in (fact.entity, fact.other))
    vendors, count = fact.by == "entity", fact.count or 0
    place = pick(rng, f"[{voice.places}|with]") if vendors else pick(rng, "[on|under]")
    under = f" under {fact.account}" if fact.account else ""
    period = "" if fact.kind == "identifier" and fact.period.grain == "all" else when(rng, book, voice, fact.period)
    plural = "" if count == 1 else "s"
    return {
        "A": a, "B": b, "G": fact.account or "", "ID": fact.ident or "", "P": period,
        "g": _aside(rng, fact), "at_A": (f"{place} {a}" if a else "") + under, "at_B": f"{place} {b}",
        "from_A": f"from {a}" if a else "from customers", "to_A": _toward(fact, a),
        "to_share_A": f"to {a}" if vendors else f"on {a}",
        "V": money(rng, voice, fact.value), "W": money(rng, voice, fact.second),
        "N": _count(rng, count), "x": {1: "once", 2: "twice"}.get(count, f"{_count(rng, count)} times"),
        "payments": "payment" + plural, "refunds": "refund" + plural, "were": "was" if count == 1 else "were",
        "entries": "transaction" + plural, "S": _share(rng, voice, fact), "K": _times(rng, fact),
        "T": _threshold(rng, voice, book, fact), "thing": ("vendor" if vendors else "account"),
        "best": _best(rng, fact), "first": pick(rng, "[first|earliest]" if fact.up else "[last|latest]"),
        "firstly": "first" if fact.up else "last", "more": "more" if fact.up else "less",
        "higher": pick(rng, "[higher|greater]" if fact.up else "lower"),
        "rose": rng.choice(UP if fact.up else DOWN), "was_up": "was up" if fact.up else "was down",
        "M": _month(voice, fact.period), "L": _month(voice, fact.later or fact.period),
        "D": when(rng, book, voice, fact.period), "tail": _tail(rng, voice, fact),
    }  # fmt: skip


def _toward(fact: Fact, name: str) -> str:
    return "" if not name else f"to {name}" if fact.by == "entity" else f"under {name}"


def _aside(rng: random.Random, fact: Fact) -> str:
    if not fact.account:
        return ""
    forms = (" for {}", " ({})", ", coded to {},", " under {}", ", category {},")
    return rng.choice(forms).format(fact.account)


def _count(rng: random.Random, count: int) -> str:
    return spelled(count) if count and rng.random() < 0.5 else str(count)


def spelled(number: int) -> str:
    """A whole number below a million in words."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = number % size
    joint = " and " if 0 < rest < 100 else " "
    return f"{spelled(number // size)} {name}" + (joint + spelled(rest) if rest else "")


def money(rng: random.Random, voice: Voice, value: Value | None) -> str:
    """A sum or a percentage in the voice's own form."""
    if value is None:
        return ""
    hedge = rng.choice(voice.hedges) + " " if value.hedge else ""
    if value.unit == "%":
        return f"{hedge}{value.amount:f}{rng.choice(('%', '%', ' per cent'))}"
    if value.unit not in MONEY:
        return ""
    return hedge + _sum(rng, voice, value)


def _sum(rng: random.Random, voice: Voice, value: Value) -> str:
    sign, word, cents = MONEY[value.unit]
    whole = value.amount == int(value.amount)
    if value.hedge and value.places <= -2 and value.amount >= 1000 and rng.random() < 0.5:
        thousands = f"{(value.amount / 1000).normalize():f}"
        return rng.choice((f"{sign}{thousands}k", f"{thousands} thousand {word}", f"{sign}{thousands}K"))
    if rng.random() < 0.07 and 1 < value.amount < 100000:
        pence = int(value.amount * 100) % 100
        tail = f" and {spelled(pence)} {cents}" if pence and value.places == 2 else ""
        return f"{spelled(int(value.amount))} {word}{tail}"
    number = f"{value.amount:,.0f}" if whole and rng.random() < 0.5 else f"{value.amount:,.{max(value.places, 0)}f}"
    if rng.random() < 0.12:
        number = number.replace(",", "")
    return rng.choice(voice.sums).format(sign=sign, n=number, iso=value.unit, word=word)


def when(rng: random.Random, book: Book, voice: Voice, span: Span) -> str:
    """The period in the voice's own form, with its preposition."""
    bare = book.whole.start.year == book.whole.end.year == span.start.year
    if span.grain == "day":
        forms = [f for f in voice.days if bare or "{y}" in f or "{eu}" in f or "{us}" in f or "{uk}" in f]
        forms = [f for f in forms if span.start.day > 12 or not {"{us}", "{uk}", "{eu}"} & set(f.split())]
        return _dated(rng.choice(forms or ["on {d} {month} {y}"]), span.start)
    if span.grain == "month":
        forms = [f for f in voice.months if bare or "{y}" in f]
        return _dated(rng.choice(forms or ["in {month} {y}"]), span.start)
    if span.grain == "quarter":
        names = ("first", "second", "third", "fourth")
        quarter, year = (span.start.month - 1) // 3, span.start.year
        months = f"{span.start:%B} to {span.end:%B} {year}"
        return pick(rng, f"[in Q{quarter + 1} of {year}|in the {names[quarter]} quarter of {year}|from {months}]")
    if span.grain == "range":
        ends = {"a": _dated("{d} {month} {y}", span.start), "b": _dated("{d} {month} {y}", span.end)}
        return rng.choice(voice.ranges).format(**ends)
    always = "across the whole ledger|over the entire period covered"
    return pick(rng, f"[{always}]" if span.grain == "overall" else f"[||{always}|in these records]")


def _dated(form: str, day: dt.date) -> str:
    ending = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return form.format(
        d=day.day, dd=f"{day:%d}", mm=f"{day:%m}", y=day.year, month=f"{day:%B}", mon=f"{day:%b}",
        th=f"{day.day}{ending}", us=f"{day:%m/%d/%Y}", uk=f"{day:%d/%m/%Y}", eu=f"{day:%d.%m.%Y}",
    )  # fmt: skip


def _month(voice: Voice, span: Span) -> str:
    return _dated("{mon} {y}" if voice.name in {"bookkeeper", "app"} else "{month} {y}", span.start)


def _share(rng: random.Random, voice: Voice, fact: Fact) -> str:
    if fact.kind != "share" or fact.value is None:
        return ""
    if fact.op == "percent":
        return money(rng, voice, fact.value)
    return f"{rng.choice(EDGES[fact.op])} {PARTS[fact.value.unit]}"


def _times(rng: random.Random, fact: Fact) -> str:
    if fact.kind != "multiple" or fact.value is None:
        return ""
    number = fact.value.amount
    if fact.op == "exact":
        return f"{number} times"
    word = "twice" if number == 2 else f"{spelled(int(number))} times"
    return pick(rng, {"over": "[more than|over] ", "about": "[around|about|approximately] "}[fact.op]) + word


def _threshold(rng: random.Random, voice: Voice, book: Book, fact: Fact) -> str:
    if fact.over is None:
        return ""
    limit = money(rng, voice, Value(fact.over, 0, book.currency))
    return f" {rng.choice(('of more than', 'over', 'exceeding', 'above'))} {limit}"


def _best(rng: random.Random, fact: Fact) -> str:
    rank = {1: "", 2: "second ", 3: "third "}[fact.rank]
    return rank + (rng.choice(("biggest", "highest", "largest")) if fact.up else rng.choice(("smallest", "lowest")))


def _tail(rng: random.Random, voice: Voice, fact: Fact) -> str:
    if fact.op == "often" and fact.count:
        return pick(rng, f" ([x{fact.count}|{fact.count} entries])")
    if fact.op == "payment" or fact.kind not in {"superlative", "only"} or fact.value is None:
        return ""
    forms = (" ({})", ", namely {}") if fact.kind == "only" else (" ({})", ", for {}", ", at {}")
    return rng.choice(forms).format(money(rng, voice, fact.value))
