"""Statements about annual-report tables: questions people asked, with their answers or with wrong ones."""

from __future__ import annotations

import ast
import functools
import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from guardrail import Source

from . import statements_questions as questions
from .cases import Case
from .statements_numbers import SIGNS, SLIPS, Amount, Style, choose_style, flip_sign, read_amount

NOT_MONEY = re.compile(
    r"share|stock unit|\bRSU|\bPSU|option|number|employee|customer|tonne|emission|mwh|weighted|days|rate|"
    r"\blife\b|ratio|volume|subscriber|store|restaurant|right|margin|volatility|yield|vessel|"
    r"per cent|%|percent",
    re.IGNORECASE,
)
_KINDS = (
    ("percent-change", r"percentage (?:change|increase|decrease)|percent change|% change|growth rate"),
    ("average", r"\baverage\b"),
    ("difference", r"\bdifference\b|how much more"),
    ("change", r"\bchange\b|\bincrease\b|\bdecrease\b"),
    ("ratio", r"\bratio\b|proportion|percentage|\bpercent\b|constitution"),
    ("total", r"\btotal\b|\bsum\b|altogether"),
)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@dataclass
class Context:
    """A table with the paragraphs around it and everything asked of it."""

    raw: dict[str, Any]
    answers: list[tuple[str, Amount]] = field(default_factory=list)

    @functools.cached_property
    def source(self) -> Source:
        return Source.from_table(self.raw["table"]) + Source.from_text("\n\n".join(self.raw["paragraphs"]))

    @functools.cached_property
    def mark(self) -> str:
        """The one currency sign of the table, or ""."""
        cells = " ".join(cell for row in self.raw["table"] for cell in row)
        if re.search(r"[A-Z]\$|RMB|USD", cells + " ".join(self.raw["paragraphs"])):
            return ""
        found = [sign for sign in SIGNS if sign in cells]
        return found[0] if len(found) == 1 else ""

    @functools.cached_property
    def years(self) -> list[str]:
        heads = " ".join(cell for row in self.raw["table"][:4] for cell in row)
        return list(dict.fromkeys(re.findall(r"\b(?:19|20)\d\d\b", heads)))

    @functools.cached_property
    def cells(self) -> list[tuple[int, int, Amount]]:
        table = enumerate(self.raw["table"])
        read = ((i, j, read_amount(cell)) for i, row in table for j, cell in enumerate(row) if j)
        return [(i, j, amount) for i, j, amount in read if amount]

    def other_cells(self, truth: Amount) -> list[Amount]:
        """Cells that could be mistaken for `truth`: those of its row and column if it is one, else any."""
        places = {(i, j) for i, j, cell in self.cells if abs(cell.value) == abs(truth.value)}
        rows, columns = {i for i, _ in places}, {j for _, j in places}
        near = [c for i, j, c in self.cells if (i in rows) != (j in columns)]
        cells = near or [c for *_, c in self.cells]
        return [cell._replace(scale=truth.scale) for cell in cells if cell.percent == truth.percent]


def read_context(raw: dict[str, Any]) -> Context:
    context = Context(raw)
    for question in raw["questions"]:
        truth = gold(question)
        if truth:
            context.answers.append((question["uid"], truth))
    return context


def evaluate(derivation: str) -> Fraction | None:
    """What a derivation such as "(44.1-56.7)/56.7" comes to, or None when it is more than arithmetic."""
    text = re.sub(r"[$€£,\s]", "", derivation).replace("[", "(").replace("]", ")").replace("%", "")
    if not re.fullmatch(r"[\d.+\-*/()]+", text):
        return None
    try:
        return _value(ast.parse(text, mode="eval").body)
    except (SyntaxError, ZeroDivisionError, ValueError):
        return None


def _value(node: ast.AST) -> Fraction:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand) if isinstance(node.op, ast.USub) else _value(node.operand)
    if not isinstance(node, ast.BinOp):
        raise ValueError(node)
    left, right = _value(node.left), _value(node.right)
    if isinstance(node.op, ast.Add):
        return left + right
    if isinstance(node.op, ast.Sub):
        return left - right
    return left * right if isinstance(node.op, ast.Mult) else left / right


def gold(question: dict[str, Any]) -> Amount | None:
    """The one figure that answers `question`, as exact as its derivation tells; None for other answers."""
    answer = question["answer"]
    if isinstance(answer, list):
        return read_amount(answer[0], question["scale"]) if len(answer) == 1 else None
    amount = read_amount(answer, question["scale"])
    exact = evaluate(question["derivation"])
    if amount is None or exact is None:
        return amount
    for factor in (1, 100):
        value = Decimal(exact.numerator) * factor / exact.denominator
        if abs(value - amount.value) < Decimal(1).scaleb(-amount.places):
            return amount._replace(value=value)
    return None


def kind_of(question: dict[str, Any]) -> str:
    if question["answer_type"] != "arithmetic":
        return {"span": "span", "count": "count", "multi-span": "several"}[question["answer_type"]]
    kind = next((k for k, p in _KINDS if re.search(p, question["question"], re.IGNORECASE)), "arithmetic")
    return "percent-change" if kind == "change" and "/" in question["derivation"] else kind


@dataclass
class Maker:
    """Makes the statements of one question: `rng` decides on the words, the style and the mistake."""

    rng: random.Random
    context: Context
    question: dict[str, Any]

    def cases(self) -> Iterator[Case]:
        """One true and one false statement, or none where the question reads in no clean way."""
        kind = kind_of(self.question)
        truth = gold(self.question)
        if kind == "count":
            yield from self.counts()
        elif kind == "several":
            yield from self.several()
        elif truth:
            yield self.case(kind, self.state(truth, kind))
            yield from self.wrong(truth, kind)
        elif kind == "span":
            yield from self.texts()

    def case(self, kind: str, text: str, mistake: str = "") -> Case:
        text = text.rstrip(".") + "."
        return Case(text, not mistake, kind, self.context.source, mistake)

    # -- one figure --

    def frame(self, truth: Amount, kind: str) -> questions.Frame | None:
        asked = self.question["question"]
        plain = questions.frames(asked)
        subject = questions.change_subject(asked) or ""
        if kind in ("change", "percent-change") and self.rng.random() < 0.5 and self.clear(truth):
            plain = questions.change_frames(subject) or plain
        return questions.pick(self.rng, plain) if plain else None

    def clear(self, truth: Amount) -> bool:
        """Whether "rose" and "fell" say the sign of a change: not so for losses and negative balances."""
        derivation, asked = self.question["derivation"], self.question["question"]
        odd = re.search(r"\(-|--|^\s*-|-\s*-", derivation) or re.search(r"loss|\(|deficit|used", asked)
        return truth.value != 0 and not odd

    def style(self, truth: Amount, kind: str, frame: questions.Frame) -> Style:
        money = bool(truth.scale or "$" in self.question["derivation"]) and not truth.percent
        mark = self.context.mark if money and not NOT_MONEY.search(self.question["question"]) else ""
        mark = "" if kind == "ratio" else mark
        return choose_style(self.rng, truth, mark=mark, signed=not frame.directed)

    def plain(self, said: Amount) -> Style:
        """The style of `said` itself, without a currency that the table does not have."""
        money = said.mark == self.context.mark and not NOT_MONEY.search(self.question["question"])
        return Style(said.scale, said.places, said.mark if money else "", self.rng.choice(["-", "-", "()"]))

    def state(self, truth: Amount, kind: str) -> str:
        frame = self.frame(truth, kind)
        if frame is None:
            return ""
        return frame.fill(self.style(truth, kind, frame).write(truth), up=truth.value > 0)

    def wrong(self, truth: Amount, kind: str) -> Iterator[Case]:
        """A statement like a true one with exactly one mistake in its figure or direction."""
        frame = self.frame(truth, kind)
        if frame is None:
            return
        style = self.style(truth, kind, frame)
        said, up = style.write(truth), truth.value > 0
        if not re.search(r"[1-9]", said):
            return
        made = dict(self.mistakes(truth, kind, style, said))
        if frame.directed:
            made["direction"] = ""
        elif kind in ("change", "percent-change"):
            made["sign"] = flip_sign(self.rng, said)
        names = [name for name, text in made.items() if text or name == "direction"]
        if not names:
            return
        name = self.rng.choice(names)
        if name == "direction":
            yield self.case(kind, frame.fill(said, up=not up), name)
        else:
            yield self.case(kind, frame.fill(made[name] or "", up=up), name)

    def mistakes(self, truth: Amount, kind: str, style: Style, said: str) -> Iterator[tuple[str, str | None]]:
        for name, slip in SLIPS.items():
            yield name, slip(self.rng, said)
        others = [a for uid, a in self.context.answers if uid != self.question["uid"]]
        others = [a for a in others if a.scale == truth.scale]
        cells = [] if kind == "percent-change" else self.context.other_cells(truth)
        for name, values in (("answer", others), ("cell", cells)):
            differing = [a for a in values if self.differs(style, a, truth)]
            if differing:
                yield name, style.write(self.rng.choice(differing))

    @staticmethod
    def differs(style: Style, other: Amount, truth: Amount) -> bool:
        """Whether `other` is another value even to someone who overlooks signs and rounds coarsely."""
        one, two = abs(style.exact_of(other)), abs(style.exact_of(truth))
        return one != two and other.value != 0 and abs(one - two) > abs(two) / 1000

    # -- other answers --

    def counts(self) -> Iterator[Case]:
        made = questions.frames(self.question["question"])
        if not made:
            return
        right = int(self.question["answer"])
        for value, mistake in ((right, ""), (max(0, right + self.rng.choice([-1, 1, 2])), "count")):
            said = questions.WORDS[value] if value <= 10 and self.rng.random() < 0.5 else str(value)
            text = questions.pick(self.rng, made).fill(said)
            text = re.sub(r"\b([Oo]ne|1) (year|quarter)s\b", r"\1 \2", text)
            yield self.case("count", text, mistake)

    def texts(self) -> Iterator[Case]:
        """Answers that are years or phrases with figures in them."""
        answer = self.question["answer"][0].strip().rstrip(".")
        if len(self.question["answer"]) != 1 or not re.search(r"\d", answer) or len(answer) > 90:
            return
        if re.fullmatch(r"(?:19|20)\d\d", answer):
            yield from self.which_year([answer])
            return
        made = questions.frames(self.question["question"])
        if not made:
            return
        yield self.case("phrase", questions.pick(self.rng, made).fill(answer))
        slips = {name: slip(self.rng, answer) for name, slip in SLIPS.items()}
        names = [name for name, text in slips.items() if text]
        if names:
            name = self.rng.choice(names)
            yield self.case("phrase", questions.pick(self.rng, made).fill(slips[name] or ""), name)

    def which_year(self, right: list[str]) -> Iterator[Case]:
        years = self.context.years
        made = questions.rank_frames(self.question["question"], years)
        wrong = [year for year in years if year not in right]
        if not made or not wrong or not set(right) <= set(years):
            return
        for year, mistake in ((self.rng.choice(right), ""), (self.rng.choice(wrong), "year")):
            text = questions.pick(self.rng, made).fill(year)
            other = self.rng.choice([y for y in years if y != year])
            yield self.case("which-year", text.replace("{other}", other), mistake)

    def several(self) -> Iterator[Case]:
        """Several values for several years or rows, each in its place."""
        answers = self.question["answer"]
        if all(re.fullmatch(r"(?:19|20)\d\d", a) for a in answers):
            yield from self.which_year(answers)
            return
        amounts = [read_amount(a, self.question["scale"]) for a in answers]
        made = questions.several_frames(self.question["question"], len(answers))
        if len(answers) > 3 or not made or not all(amounts):
            return
        truth = [a for a in amounts if a]
        style = choose_style(self.rng, truth[0], signed=any(a.value < 0 for a in truth))
        said = [style.write(a) for a in truth]
        yield self.case("several", questions.fill_several(questions.pick(self.rng, made), said))
        name, wrong = self.one_wrong(said)
        if wrong:
            text = questions.fill_several(questions.pick(self.rng, made), wrong)
            yield self.case("several", text, name)

    def one_wrong(self, said: list[str]) -> tuple[str, list[str]]:
        if said[0] != said[1] and self.rng.random() < 0.4:
            return "order", [said[1], said[0], *said[2:]]
        at = self.rng.randrange(len(said))
        name = self.rng.choice(["digits", "digit", "last-digit"])
        wrong = SLIPS[name](self.rng, said[at])
        return name, [*said[:at], wrong, *said[at + 1 :]] if wrong else []


def tatqa(data: Path, seed: int, limit: int | None) -> list[Case]:
    """Questions people asked about annual-report tables, answered rightly and wrongly."""
    made: list[Case] = []
    for raw in read_lines(data / "grounding" / "tatqa_dev.jsonl.gz"):
        context = read_context(raw)
        for question in raw["questions"]:
            rng = random.Random(f"{seed}:{question['uid']}")
            made.extend(case for case in Maker(rng, context, question).cases() if len(case.text) > 1)
    return draw(made, seed, limit)


def draw(cases: list[Case], seed: int, limit: int | None) -> list[Case]:
    """At most `limit` cases in a random order, kinds as frequent as they come."""
    random.Random(seed).shuffle(cases)
    return cases[:limit]


def llm_answers(data: Path, seed: int, limit: int | None) -> list[Case]:
    """Answers that language models really gave to those questions, true and false by themselves."""
    contexts, asked = {}, {}
    for raw in read_lines(data / "grounding" / "tatqa_dev.jsonl.gz"):
        context = read_context(raw)
        for question in raw["questions"]:
            contexts[question["uid"]], asked[question["uid"]] = context, question
    made: dict[tuple[str, str], Case] = {}
    for row in read_lines(data / "grounding" / "tatqa_dev_llm_answers.jsonl.gz"):
        uid = row["question_uid"]
        if uid not in asked:
            continue
        maker = Maker(random.Random(f"{seed}:{uid}:{row['system']}"), contexts[uid], asked[uid])
        answer = predicted(row, asked[uid])
        if answer:
            said, true, kind = answer
            frame = maker.frame(said, "span")
            if frame and (uid, str(said.exact)) not in made:
                text = frame.fill(maker.plain(said).write(said))
                made[uid, str(said.exact)] = maker.case(kind, text, "" if true else "model")
    return draw(list(made.values()), seed, limit)


def predicted(row: dict[str, Any], question: dict[str, Any]) -> tuple[Amount, bool, str] | None:
    """The figure a model answered, whether it is right, and the kind; None where that is arguable."""
    truth, kind = gold(question), kind_of(question)
    answer = row["pred_answer"]
    text = str(answer[0] if isinstance(answer, list) and len(answer) == 1 else answer)
    text = re.split(r"\b(?:is|was) (?=\S*\d)", text.removesuffix("."))[-1]
    said = None if truth is None else read_amount(text, row["pred_scale"])
    if truth is None or said is None or said.percent != truth.percent:
        return None
    if said.places > 4:
        said = said.rounded(min(2, said.places))
    said = said._replace(scale=said.scale or truth.scale)
    one, two = said.exact, truth.exact
    ulp = said._replace(value=Decimal(1).scaleb(-said.places)).exact
    if abs(one - two) <= ulp / 2:
        return said, True, kind
    near = abs(abs(one) - abs(two)) <= max(ulp, abs(two) / 200 if kind == "span" else Decimal(0))
    if near or (abs(one) == abs(two) and kind not in ("change", "percent-change")):
        return None
    return said, False, kind
