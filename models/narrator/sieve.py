"""Which of the teacher's texts are learnt from: those that agree with their record, and that our own guard accepts.

`python -m models.narrator.sieve --work WORK` reads the texts that `teacher.py write` made and writes `examples.jsonl`,
saying how many were kept and why the others fell.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from seeds import Ask, seeds

from guardrail import Source, load
from guardrail.distil.examples import Example, write_examples
from guardrail.distil.matching import matched
from guardrail.distil.standard import Standard
from guardrail.distil.thinning import thinner
from guardrail.distil.variety import distinct, self_bleu
from guardrail.local.frame import Frame
from guardrail.local.judge import judge
from guardrail.local.options import REASONS
from guardrail.local.records import read_record
from guardrail.local.slots import Count, Money, Style
from guardrail.local.words import join
from guardrail.source import Period
from guardrail.types import Decision

SEED, THINNED = 7, {"narrate": 7, "explain": 3, "summarise": 0}  # how many a text gives at most
MARCH, FEBRUARY = Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31)), Period(dt.date(2026, 2, 1), dt.date(2026, 2, 28))
VALUES = {
    "AMOUNT": Money(Decimal("1842.17"), "USD"),
    "PARTY": "Harbour Print",
    "DATE": dt.date(2026, 3, 12),
    "ACCOUNT": "Office Supplies",
    "REFERENCE": "TX-48213",
    "METHOD": "debit card",
    "MEMO": "spring campaign",
    "FROM": "Main Checking",
    "TO": "Tax Reserve",
    "DEBIT": "Prepaid Insurance",
    "CREDIT": "Accrued Expenses",
    "DUE": dt.date(2026, 4, 11),
    "PERIOD": MARCH,
    "REASON": "ask the owner",
    "PRIOR_PERIOD": FEBRUARY,
    "LARGEST_PARTY": "Harbour Print",
    "SHARE": Fraction(68813, 1000),
}
_PARTY = {"receipt": "customer", "refund issued": "customer", "invoice": "customer", "payroll": "employee"}
_COLUMNS = {
    "FROM": "from_account",
    "TO": "to_account",
    "DEBIT": "debit_account",
    "CREDIT": "credit_account",
    "METHOD": "payment_method",
    "DUE": "due_date",
    "PERIOD": "pay_period",
}
_MONEY = {"RISE": ("2842.17", "1288.05", "3511.50"), "FALL": ("2842.17", "1288.05", "5511.50")}


def examined(example: Example) -> Frame:
    """A frame with plain values for the inputs of an example."""
    told = dict(each.split("=", 1) for each in example.inputs if "=" in each)
    slots = [each for each in example.inputs if "=" not in each]
    return Frame(**told, slots={slot: _values(example)[slot] for slot in slots})


def _values(example: Example) -> dict[str, object]:
    noun = "receipt" if example.topic == "summarise/income" else "payment"
    first, second, prior = map(Decimal, _MONEY["FALL" if "FALL" in example.inputs else "RISE"])
    change = 100 * (Fraction(first + second) - Fraction(prior)) / Fraction(prior)
    return VALUES | {
        "TOTAL": Money(first + second, "USD"),
        "COUNT": Count(3, noun),
        "LARGEST_AMOUNT": Money(first, "USD"),
        "PRIOR_TOTAL": Money(prior, "USD"),
        "SHARE": 100 * Fraction(first) / Fraction(first + second),
        "RISE": abs(change),
        "FALL": abs(change),
    }


@cache
def books(topic: str, slots: frozenset[str]) -> Source:
    """The record, or the books of two months, that those values are from."""
    task, kind = topic.split("/")
    if task == "summarise":
        way = -1 if kind == "spending" else 1
        first, second, prior = map(Decimal, _MONEY["FALL" if "FALL" in slots else "RISE"])
        rows = [
            (12, 3, "Harbour Print", first - 1000),
            (15, 3, "Harbour Print", Decimal(1000)),
            (20, 3, "Alder Dental", second),
        ]
        rows += [(7, 2, "Alder Dental", prior - 700), (9, 2, "Larch Media", Decimal(700))]
        said = "payment" if kind == "spending" else "receipt"
        told = [
            {"date": f"2026-{m:02}-{d:02}", "party": p, "amount": str(way * a), "type": said} for d, m, p, a in rows
        ]
        other = {
            "date": "2026-01-08",
            "party": "Quill Rent",
            "amount": str(-3 * way),
            "type": "receipt" if way < 0 else "payment",
        }
        return Source.from_rows([*told, other], amount="amount", entity="party", date="date", currency="USD")
    cells = {"type": kind.partition(" issued")[0], "date": "2026-03-12", "amount": "1842.17", "currency": "USD"}
    for slot in sorted(slots - {"DATE", "AMOUNT", "REASON"}):
        column = _PARTY.get(kind, "vendor") if slot == "PARTY" else _COLUMNS.get(slot, slot.lower())
        cells[column] = "March 2026" if slot == "PERIOD" else str(VALUES[slot])
    return read_record(cells).source


def by_hand() -> list[Example]:
    """The hand-written texts, each reason said once."""
    return [Example(seed.ask.inputs(), seed.text) for seed in seeds(len(REASONS))]


def strictly_right(ask: Ask, values: Mapping[str, str], text: str) -> bool:
    """Whether a text says every value of its record once, no other, and nothing else that the strict judge minds."""
    match = matched(text, {}, values)
    example = Example(ask.inputs(), match.text)
    if match.why_not or example.fault():
        return False
    frame = examined(example)
    return not judge(join(example.tokens, frame.filled(Style())), frame)


class Sieve:
    """Examples in, those to learn from out; counts why the others fell."""

    def __init__(self) -> None:
        self.guard, self.fell = load(), Counter[str]()
        trusted = by_hand()
        self.standard = Standard(trusted)
        counts: dict[str, Counter[bool]] = defaultdict(Counter)
        for example in trusted:
            counts[example.topic][self.accepted(example)] += 1
        self.shares = {topic: each[True] / each.total() for topic, each in counts.items()}
        self.trusted = [each for each in trusted if self.passes(each)]

    def accepted(self, example: Example) -> bool:
        """Whether our guard accepts the text about a plain record, for a note to a client."""
        frame = examined(example)
        text = join(example.tokens, frame.filled(Style()))
        slots = frozenset(each for each in example.inputs if "=" not in each)
        return self.guard.check(text, source=books(example.topic, slots), use="client-note").decision is Decision.ACCEPT

    def why_not(self, example: Example) -> str:
        """The kind of fault that a text has; "" for none.

        Where the guard does not follow most of the hand-written texts of a kind, it does not sieve that kind.
        """
        if self.standard.fault(example):
            return "words that do not fit what the record has"
        frame = examined(example)
        faults = judge(join(example.tokens, frame.filled(Style())), frame)
        if faults:
            return f"the strict judge: {'values' if faults.values else 'words'}"
        if self.shares.get(example.topic, 1) >= 0.5 and not self.accepted(example):
            return "our guard does not accept it"
        return ""

    def passes(self, example: Example) -> bool:
        why = self.why_not(example)
        if why:
            self.fell[why] += 1
        return not why

    def thinned(self, examples: Iterable[Example]) -> list[Example]:
        """What is left of examples without some of their phrases, if it passes."""
        rng = random.Random(SEED)
        made = {each: None for e in examples for each in thinner(e, rng, THINNED[e.topic.partition("/")[0]])}
        return [each for each in made if self.passes(each)]

    def of_teacher(self, lines: Iterable[str]) -> Iterator[Example]:
        """The kept ones among what `teacher.py write` wrote, each text once for what it was asked for."""
        seen = set()
        for line in lines:
            item = json.loads(line)
            ask = Ask(**item["ask"] | {"slots": tuple(item["ask"]["slots"])})
            match = matched(item["text"], {}, item["values"])
            example = Example(ask.inputs(), match.text)
            if match.why_not:
                self.fell["values that do not match the record"] += 1
            elif example.fault():
                self.fell["a value left out, said twice or not asked for"] += 1
            elif example in seen:
                self.fell["the same text again"] += 1
            elif self.passes(example):
                yield example
            seen.add(example)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    work = parser.parse_args().work
    sieve = Sieve()
    print("accepted by the guard:", {topic: round(share, 2) for topic, share in sorted(sieve.shares.items())})
    tell(f"hand-written: {len(sieve.trusted)} of {len(by_hand())} kept", sieve.fell)
    files = sorted(work.glob("texts-*.jsonl"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    kept = list(sieve.of_teacher(lines))
    new = {each.text for each in kept} - {each.text for each in by_hand()}
    tell(f"the teacher's: {len(kept)} of {len(lines)} kept, {len(new)} texts not among the hand-written", sieve.fell)
    for name, some in (("hand-written", sieve.trusted), ("the teacher's", kept)):
        print(f"{name}: {varied(some)}")
    for name, some in (("trusted", sieve.trusted), ("examples", kept)):
        thinned = sieve.thinned(some)
        tell(f"{name}: {len(thinned)} more with phrases left out", sieve.fell)
        write_examples(work / f"{name}.jsonl", [*some, *thinned])


def varied(texts: Sequence[Example]) -> str:
    """How varied two hundred of them are, by the measures that students are compared by."""
    some = [each.tokens for each in random.Random(SEED).sample(texts, min(200, len(texts)))]
    return f"self-BLEU {self_bleu(some):.3f}, distinct-2 {distinct(some, 2):.3f} over {len(some)}"


def tell(what: str, fell: Counter[str]) -> None:
    """Say how many there are, and why others fell; then count anew."""
    print(what)
    for why, many in fell.most_common():
        print(f"  {many} fell: {why}")
    fell.clear()


if __name__ == "__main__":
    main()
