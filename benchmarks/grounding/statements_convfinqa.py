"""Statements from conversations about filing pages: what was asked in words that stand alone."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from guardrail import Source

from . import statements_questions as questions
from .cases import Case
from .statements import draw, evaluate, read_lines
from .statements_numbers import SLIPS, Amount, Style, flip_sign, group, is_tie

_LEANING = re.compile(
    r"^(?:and|so|but|then|now)\b|\b(?:it|that|this|these|those|they|them|their|then|again|same|previous|prior|"
    r"former|latter|ones?|product|result|representation)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:what|how much) (?:is|was|are|were) the (?:net |total |percentage |percent )*"
    r"(?:values?|prices?|numbers?|amounts?|amount due|totals?|balance|change|difference|ratio|sum)"
    r"(?: (?:at the|in|of|for|from|between|as of|at|by|to|and|end|start|beginning|of the year|year|\d+|"
    r"[a-z]+ \d+,))*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PRINTED = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def tidy(text: str) -> str:
    """A page without the marks that crawling left: 2019s for 's, a figure given twice, 2014 for a dash."""
    text = re.sub(r" 201[89]s\b", "'s", text)
    text = re.sub(r"\b201[cd]", '"', text)
    text = re.sub(r"(-?)(\d[\d.,]*)(%?) \( \2(?: %)? \)", r"\1\2\3", text)
    return re.sub(r" 201[34] (?=[a-z])", " - ", text)


def table_rows(table: str) -> list[list[str]]:
    rows = [[tidy(cell.strip()) for cell in line.split("|")] for line in table.splitlines() if line.strip()]
    return [rows[0], *[[row[0], *["—" if c == "2014" else c for c in row[1:]]] for row in rows[1:]]]


@dataclass
class Asked:
    """A question that stands alone with its exact answer, and how many decimals to write."""

    question: str
    value: Decimal
    places: int
    percent: bool
    change: bool


@dataclass
class Page:
    """A filing page with a conversation about it."""

    raw: dict[str, Any]
    rng: random.Random

    def __post_init__(self) -> None:
        self.rows = table_rows(self.raw["table"])
        self.source = Source.from_table(self.rows) + Source.from_text(tidy(self.raw["text"]))

    def asked(self) -> Iterator[Asked]:
        """The first question: nothing went before that it could lean on."""
        question = self.raw["questions"][0]
        if len(question.split()) < 6 or _LEANING.search(question) or _VAGUE.search(question):
            return
        found = self._answered(question, self.raw["programs"][0])
        if found:
            yield found

    def resolved(self) -> Iterator[Asked]:
        """The last question where its program is the change or percent change of one line of the table."""
        program = self.raw["programs"][-1]
        m = re.fullmatch(r"x0 = ([\d.]+) - ([\d.]+); ans = x0 / \2", program)
        m = m or re.fullmatch(r"ans = ([\d.]+) - ([\d.]+)", program)
        place = self._line(m[1], m[2]) if m else None
        if not m or not place:
            return
        label, later, earlier = place
        ratio = "/" in program
        word = "percentage change" if ratio else "change"
        value = Decimal(m[1]) - Decimal(m[2])
        value = value / Decimal(m[2]) * 100 if ratio else value
        places = 1 if ratio else max(len(m[i].partition(".")[2]) for i in (1, 2))
        asked = f"what was the {word} in {label} from {earlier} to {later}"
        yield Asked(asked, value, places, ratio, change=True)

    def _line(self, one: str, two: str) -> tuple[str, str, str] | None:
        """The line and the years of two figures that stand once each, in one row, under years."""
        found = []
        for printed in (one, two):
            at = [
                (i, j)
                for i, row in enumerate(self.rows)
                for j, cell in enumerate(row)
                if j and i and _digits(cell) == printed
            ]
            if len(at) != 1:
                return None
            found.append(at[0])
        (i, j), (k, m) = found
        heads = [_YEAR.findall(self.rows[0][n]) if n < len(self.rows[0]) else [] for n in (j, m)]
        if i != k or any(len(head) != 1 for head in heads) or heads[0] == heads[1]:
            return None
        label = re.sub(r"\s*\(.*?\)", "", self.rows[i][0]).strip()
        return (label, heads[0][0], heads[1][0]) if 3 < len(label) < 70 else None

    def _answered(self, question: str, program: str) -> Asked | None:
        if ";" in program or not program.startswith("ans = "):
            return None
        terms = program.removeprefix("ans = ")
        value = evaluate(terms)
        printed = _PRINTED.findall(terms)
        if value is None or not all(self._printed(p) for p in printed):
            return None
        ratio = "/" in terms
        percent = "%" in terms or (ratio and bool(re.search(r"percent|percentage|portion", question)))
        if ratio and not percent and "ratio" not in question:
            return None
        if percent and ratio:
            value *= 100
        places = self.rng.choice([1, 2]) if ratio else max(len(p.partition(".")[2]) for p in printed)
        change = bool(re.search(r"\bchange\b", question))
        return Asked(question, _decimal(value), places, percent, change)

    def _printed(self, number: str) -> bool:
        plain = number.lstrip("-")
        page = self.raw["table"] + self.raw["text"]
        return bool(re.search(rf"(?<![\d.]){re.escape(plain)}(?![\d]|\.\d)", page))

    def cases(self) -> Iterator[Case]:
        for asked in [*self.asked(), *self.resolved()]:
            frames = questions.frames(asked.question)
            if not frames or asked.value == 0 or is_tie(asked.value, asked.places):
                continue
            style = Style("percent" if asked.percent else "", asked.places, "", self.rng.choice("-−"))
            said = style.write(Amount(asked.value, asked.places, style.scale))
            kind = ("percent-change" if asked.percent else "change") if asked.change else "asked"
            kind = "share" if asked.percent and kind == "asked" else kind
            yield self.case(frames, said, kind)
            wrong = self.mistakes(asked, said)
            if wrong:
                name = self.rng.choice(sorted(wrong))
                yield self.case(frames, wrong[name], kind, name)

    def case(self, frames: list[questions.Frame], said: str, kind: str, mistake: str = "") -> Case:
        text = questions.pick(self.rng, frames).fill(said)
        return Case(text + ".", not mistake, kind, self.source, mistake)

    def mistakes(self, asked: Asked, said: str) -> dict[str, str]:
        made = {name: SLIPS[name](self.rng, said) for name in ("digits", "digit", "last-digit")}
        if asked.change:
            made["sign"] = flip_sign(self.rng, said)
        if not asked.percent:
            made["cell"] = self.other_cell(asked)
        return {name: text for name, text in made.items() if text}

    def other_cell(self, asked: Asked) -> str | None:
        cells = [_digits(cell) for row in self.rows[1:] for cell in row[1:] if not _YEAR.fullmatch(cell)]
        values = [Decimal(cell.lstrip("-")) for cell in cells if cell]
        far = [v for v in values if v and abs(v - abs(asked.value)) > abs(asked.value) / 500]
        return group(self.rng.choice(far), asked.places) if far else None


def _digits(cell: str) -> str | None:
    found = re.fullmatch(r"[$(\s]*(-?\d[\d,]*(?:\.\d+)?)[)\s]*", cell)
    return found[1].replace(",", "") if found else None


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def convfinqa(data: Path, seed: int, limit: int | None) -> list[Case]:
    """Questions of conversations that stand alone, answered rightly and wrongly."""
    made: dict[tuple[str, bool], Case] = {}
    for raw in read_lines(data / "grounding" / "convfinqa_dev.jsonl.gz"):
        for case in Page(raw, random.Random(f"{seed}:{raw['id']}")).cases():
            made[case.text, case.true] = case
    return draw(list(made.values()), seed, limit)
