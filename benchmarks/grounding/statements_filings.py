"""What filings say of themselves: their own sentences against their tables and other paragraphs."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guardrail import Source

from .cases import Case
from .statements import Context, draw, read_lines
from .statements_blocks import Figure, Filing, Grid, figures, read_filing, sentences, words
from .statements_hard import Speaker
from .statements_numbers import SLIPS
from .statements_sheets import read_sheet

_PER_FILING = 30
_TURNS = (
    ("increased", "decreased"), ("increase of", "decrease of"), ("an increase in", "a decrease in"),
    ("higher", "lower"), ("rose", "fell"), ("grew", "declined"), ("net income", "net loss"),
    ("more than", "less than"),
)  # fmt: skip
_LIGHT = (
    (r"\bcompared (?:to|with)\b", "versus"),
    (r"\bincreased\b(?! by)", "rose"),
    (r"\bdecreased\b(?! by)", "fell"),
    (r"\bincreased by\b", "was up by"),
    (r"\bdecreased by\b", "was down by"),
    (r"\bapproximately\b", "about"),
    (r"^We (had|recognized|recorded|reported|paid|received|repurchased|issued)\b", r"The company \1"),
    (r"\b[Oo]ur\b", "the company's"),
    (r"\bprimarily due to\b", "mainly because of"),
    (r"\bresulted in\b", "led to"),
    (r"^(As of|At|During|For) ([^,]+, \d{4}), (.+)\.$", r"\3 \1 \2."),
    (r"\btotaled\b", "came to"),
    (r"\$ (?=\d)", "$"),
)


@dataclass
class Sentence:
    """A sentence of a filing all of whose figures the rest of the filing shows."""

    filing: Filing
    block: int
    text: str
    figures: list[Figure]
    rows: list[tuple[Grid, int]]
    source: Source


def found_in(filing: Filing) -> Iterator[Sentence]:
    for block, paragraph in filing.paragraphs.items():
        for text in sentences(paragraph):
            if 50 < len(text) < 420 and text.endswith(".") and text[0].isupper() and _says(text):
                sentence = _backed(filing, block, text)
                if sentence:
                    yield sentence


def _says(text: str) -> bool:
    return not re.search(r"\b(?:may|could|would|will|should|if|expect|following|table|see)\b", text, re.IGNORECASE)


def _backed(filing: Filing, block: int, text: str) -> Sentence | None:
    """`text` with what it rests on, if every figure is printed elsewhere or follows from two that are."""
    said, about = figures(text), words(text)
    rows: list[tuple[Grid, int]] = []
    passages: list[int] = []
    held: list[Figure] = []
    for figure in said:
        here, there = filing.holding(figure, about), filing.repeating(text, figure, about)
        rows += here[:3]
        passages += there[:2]
        if here or there:
            held.append(figure)
    rest = [figure for figure in said if figure not in held]
    if not held or not all(_follows(figure, held) for figure in rest):
        return None
    source = _window(filing, block, text, rows, passages)
    return Sentence(filing, block, text, said, rows, source) if source is not None else None


def _follows(figure: Figure, held: list[Figure]) -> bool:
    """Whether a figure is the difference, the percent change or the share of two others."""
    for one in held:
        for two in held:
            if one is two or two.value == 0:
                continue
            ratio = one.value / two.value * 100
            values = (ratio - 100, 100 - ratio, ratio) if figure.percent else (one.value - two.value,)
            if any(abs(value - figure.value) <= figure.half for value in values):
                return True
    return False


def _window(filing: Filing, block: int, text: str, rows: list[tuple[Grid, int]], passages: list[int]) -> Source | None:
    """At most 6 tables and 20 paragraphs: those with the figures first, then those nearest."""
    near_tables = sorted(filing.grids, key=lambda i: abs(i - block))
    tables = list(dict.fromkeys([grid.number for grid, _ in rows] + near_tables[:2]))[:6]
    near = sorted(filing.paragraphs, key=lambda i: abs(i - block))
    chosen = list(dict.fromkeys([*passages[:8], *near]))[:20]
    kept = [filing.paragraphs[i].replace(text, " ").strip() for i in sorted(chosen)]
    if not tables or sum(map(len, kept)) > 60_000:
        return None
    source = Source.from_text([p for p in kept if p])
    for i in sorted(tables):
        source = filing.grids[i].source + source
    return source


@dataclass
class Editor:
    """Changes one thing in a sentence so that it becomes false."""

    rng: random.Random
    sentence: Sentence

    def mistakes(self) -> dict[str, str]:
        made = {
            **{kind: self.slip(kind) for kind in SLIPS},
            "direction": self.turned(),
            "order": self.swapped(),
            "year": self.other_year(),
            "line": self.other_line(),
            "cell": self.other_cell(),
        }
        return {kind: text for kind, text in made.items() if text and text != self.sentence.text}

    def replaced(self, figure: Figure, text: str) -> str:
        whole = self.sentence.text
        return whole[: figure.start] + text + whole[figure.end :]

    def slip(self, kind: str) -> str | None:
        figure = self.rng.choice(self.sentence.figures)
        lead = len(figure.text) - len(figure.text.lstrip())
        wrong = SLIPS[kind](self.rng, figure.text)
        return self.replaced(figure, figure.text[:lead] + wrong.strip()) if wrong else None

    def turned(self) -> str | None:
        """Increased for decreased and the like, where the sentence says it once."""
        text = self.sentence.text
        both = [pair for one, two in _TURNS for pair in ((one, two), (two, one))]
        said = [(a, b) for a, b in both if len(re.findall(rf"\b{a}\b", text)) == 1]
        if not said or "offset" in text or "partially" in text:
            return None
        a, b = self.rng.choice(said)
        turned = re.sub(rf"\b{a}\b", b, text)
        return re.sub(r"\b([Aa])n (?=decrease)", r"\1 ", re.sub(r"\b([Aa]) (?=increase)", r"\1n ", turned))

    def swapped(self) -> str | None:
        """Two figures of the same unit, each in the place of the other."""
        said = self.sentence.figures
        pairs = [
            (a, b)
            for i, a in enumerate(said)
            for b in said[i + 1 :]
            if a.percent == b.percent and abs(a.value - b.value) > a.half + b.half
        ]
        if not pairs or re.search(r"including|consist|compris|plus|offset|and \$", self.sentence.text):
            return None
        a, b = self.rng.choice(pairs)
        text = self.sentence.text
        one, two = text[a.start : a.end].strip(), text[b.start : b.end].strip()
        first = text[: a.start] + text[a.start : a.end].replace(one, two)
        return first + text[a.end : b.start] + text[b.start : b.end].replace(two, one) + text[b.end :]

    def other_year(self) -> str | None:
        """A year for another one, where the lines that hold the figures differ between years."""
        years = sorted(set(re.findall(r"\b20[12]\d\b", self.sentence.text)))
        figure = self.sentence.figures[0]
        differs = any(len({c.value for c in grid.cells if c.row == row}) > 1 for grid, row in self.sentence.rows)
        if len(years) != 1 or not differs or len(self.sentence.figures) > 1 or not figure.value:
            return None
        step = self.rng.choice([-1, -1, 1]) if years[0] < "2023" else -1
        return self.sentence.text.replace(years[0], str(int(years[0]) + step))

    def other_line(self) -> str | None:
        """The label of a line that the sentence names for the label of another line of that table."""
        low = self.sentence.text.lower()
        for grid, row in self.rng.sample(self.sentence.rows, len(self.sentence.rows)):
            label = grid.label(row).rstrip(":")
            if len(label) < 6 or low.count(label.lower()) != 1:
                continue
            others = [grid.label(c.row) for c in grid.cells if abs(c.row - row) < 8 and c.row != row]
            others = [o for o in others if 5 < len(o) < 50 and not words(o) & words(label) and o.lower() not in low]
            if others:
                at = low.index(label.lower())
                other = self.rng.choice(others)
                other = other if self.sentence.text[at].isupper() else other.lower()
                return self.sentence.text[:at] + other + self.sentence.text[at + len(label) :]
        return None

    def other_cell(self) -> str | None:
        """The figure of another cell of the same table."""
        figure = self.rng.choice(self.sentence.figures)
        if figure.percent or not self.sentence.rows:
            return None
        grid, row = self.rng.choice(self.sentence.rows)
        near = [c for c in grid.cells if not c.percent and abs(c.row - row) <= 2]
        told = [f.value for f in self.sentence.figures]
        scale = re.search(r"thousand|million|billion", figure.text)
        shift = {"thousand": 3, "million": 6, "billion": 9}[scale[0]] if scale else 0
        digits = re.search(r"\d[\d,]*(?:\.(\d+))?", figure.text)
        if not near or not digits:
            return None
        value = self.rng.choice(near).value.scaleb(grid.shift)
        if not abs(figure.value) / 100 < abs(value) < abs(figure.value) * 100 or any(
            abs(value - v) <= abs(v) / 100 for v in told
        ):
            return None
        text = f"{value.scaleb(-shift):,.{len(digits[1] or '')}f}"
        return self.replaced(figure, figure.text.replace(digits[0], text)) if float(text.replace(",", "")) else None


def light(text: str) -> str:
    """The sentence in slightly other words that say the same."""
    for pattern, other in _LIGHT:
        text = re.sub(pattern, other, text)
    return text[:1].upper() + text[1:]


def _sentence_cases(rng: random.Random, sentence: Sentence) -> Iterator[Case]:
    variant = rng.random() < 0.5
    kind = "light" if variant and light(sentence.text) != sentence.text else "sentence"
    say = light if kind == "light" else str
    yield Case(say(sentence.text), true=True, kind=kind, source=sentence.source)
    wrong = Editor(rng, sentence).mistakes()
    if wrong:
        telling = sorted(set(wrong) - set(SLIPS))
        mistake = rng.choice(telling if telling and rng.random() < 0.7 else sorted(wrong))
        yield Case(say(wrong[mistake]), true=False, kind=kind, source=sentence.source, change=mistake)


def _derived_cases(rng: random.Random, filing: Filing) -> Iterator[Case]:
    """Statements composed from the filing's plainest tables, with the paragraphs around as they are."""
    for number, found in filing.grids.items():
        rows = _aligned(found)
        if not rows:
            continue
        near = sorted(filing.paragraphs, key=lambda i: abs(i - number))[:8]
        kept = [filing.paragraphs[i] for i in sorted(near)]
        context = Context({"table": rows, "paragraphs": [], "questions": [], "id": f"{filing.report}-{number}"})
        sheet = read_sheet(context)
        if sheet is None or not sheet.scale:
            continue
        context.__dict__["source"] = found.source + Source.from_text(kept)
        sheet.mark = "$"
        speaker = Speaker(rng, sheet)
        drafts = list(speaker.drafts())
        for draft in rng.sample(drafts, min(4, len(drafts))):
            wording = rng.choice(draft.wordings)
            yield Case(speaker.text(draft, wording), true=True, kind="derived", source=context.source)
            wrong = speaker.mistake(draft, wording)
            if wrong:
                text = speaker.text(wrong[1], wording)
                yield Case(text, true=False, kind="derived", source=context.source, change=wrong[0])


def _aligned(grid: Grid) -> list[list[str]]:
    """The table with signs in their cells and its heads over its columns; empty where that is not certain."""
    rows = [[c for c in row if c not in ("$", "%", ")", "")] for row in grid.rows]
    odd = re.compile(r"months|quarter", re.IGNORECASE)
    if any(odd.search(cell) for row in rows[:6] for cell in row) or any("%" in row for row in grid.rows):
        return []
    out: list[list[str]] = []
    for row in rows:
        heads = [re.search(r"\b20\d\d\b", cell) for cell in row]
        if row and all(heads) and len(row) in (2, 3) and not any(len(r) > 1 for r in out):
            out.append(["", *[h[0] for h in heads if h]])
        else:
            out.append([re.sub(r"^\(\s*(.*?)\s*\)?$", r"(\1)", c) if i else c for i, c in enumerate(row)])
    width = next((len(row) for row in out if len(row) > 1), 0)
    captions = " ".join(row[0] for row in out if len(row) == 1)
    body = [row for row in out if len(row) == width]
    return [[captions, *[""] * (width - 1)], *body] if width >= 3 and body and body[0][0] == "" else []


def filings(data: Path, seed: int, limit: int | None) -> list[Case]:
    """Sentences of real filings, as they are, in other words and with one mistake, and derived figures."""
    made: list[Case] = []
    for raw in read_lines(data / "grounding" / "sec_filings_2024.jsonl.gz"):
        filing = read_filing(raw)
        rng = random.Random(f"{seed}:{filing.report}")
        said = list(found_in(filing))
        for sentence in rng.sample(said, min(_PER_FILING, len(said))):
            made.extend(_sentence_cases(rng, sentence))
        made.extend(list(_derived_cases(rng, filing))[:_PER_FILING])
    return draw(made, seed, limit)
