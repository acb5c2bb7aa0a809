"""Filings as scraped: their tables and paragraphs, the figures in them, and which figure is where."""

from __future__ import annotations

import bisect
import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from guardrail import Source

_FIGURE = re.compile(
    r"(?P<sign>US\$|\$|€|£)?\s?(?P<open>\(\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?\)?"
    r"(?:\s?(?P<scale>thousand|million|billion|%|percent))?(?![\w-])",
)
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
_STOP = re.compile(
    r"\b(?:the|and|for|was|were|are|with|that|this|from|which|have|has|had|its|our|their|not|than|compared|ended|"
    r"ending|years?|months|three|six|nine|december|march|june|september|fiscal|period|same|total|million|billion|"
    r"thousand|approximately|company|during|respectively|increased?|decreased?|due|primarily|other|net)\b"
)


class Figure(NamedTuple):
    """A figure of a sentence at `start:end`: its value in ones and half a unit of its last digit."""

    start: int
    end: int
    text: str
    value: Decimal
    half: Decimal
    percent: bool


class Cell(NamedTuple):
    """A figure of a table: in which row, its value as printed, and whether it is a percentage."""

    row: int
    value: Decimal
    percent: bool


@dataclass
class Grid:
    """A table as scraped: its lines cut into cells, and what its figures are."""

    number: int
    rows: list[list[str]]
    shift: int
    cells: list[Cell] = field(default_factory=list)

    @functools.cached_property
    def source(self) -> Source:
        """The table as the library reads it, read once for all windows that show it."""
        return Source.from_table(self.rows)

    def label(self, row: int) -> str:
        return self.rows[row][0] if self.rows[row] else ""


def words(text: str) -> set[str]:
    """The stems of the words of `text` that say what it is about."""
    found = re.findall(r"[a-z]{3,}", _STOP.sub(" ", text.lower()))
    return {word.rstrip("s")[:8] for word in found}


def figures(sentence: str) -> list[Figure]:
    """The amounts and percentages of a sentence; days, years, notes and bare small numbers left out."""
    found = []
    for m in _FIGURE.finditer(sentence):
        digits = m["digits"].replace(",", "")
        plain = not (m["sign"] or m["scale"] or "," in m["digits"] or "." in digits)
        if plain or re.search(r"(?:Note|Item|Section|ASC|Topic|No\.|#|Rule|Form)\s?$", sentence[: m.start()]):
            continue
        shift = _SCALES.get(m["scale"] or "", 0)
        places = len(digits.partition(".")[2])
        half = Decimal(5).scaleb(shift - places - 1)
        percent = m["scale"] in ("%", "percent")
        text = sentence[m.start() : m.end()]
        found.append(Figure(m.start(), m.end(), text, Decimal(digits).scaleb(shift), half, percent))
    return found


def grid(number: int, text: str, usual: int) -> Grid:
    """The table of a block; lines without a bar are captions and stay lines of one cell."""
    rows = []
    for line in text.splitlines():
        if line.strip():
            cells = line.strip().removeprefix("|").removesuffix("|").split(" | ")
            rows.append([cell.strip() for cell in cells] if "|" in line else [line.strip()])
    found = Grid(number, rows, _shift(text, usual))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row[1:], start=1):
            figure = re.fullmatch(r"[$(\s-]*(\d[\d,]*(?:\.\d+)?)\s*(%?)[)\s]*", cell)
            if figure and not re.fullmatch(r"(?:19|20)\d\d", cell):
                percent = bool(figure[2]) or row[j + 1 : j + 2] in (["%"], [")%"])
                found.cells.append(Cell(i, Decimal(figure[1].replace(",", "")), percent))
    return found


def _shift(text: str, usual: int) -> int:
    said = re.search(r"\b(?:in|of) (thousand|million|billion)s?\b", text[:600], re.IGNORECASE)
    return _SCALES[said[1].lower()] if said else usual


def usual_shift(blocks: Sequence[dict[str, Any]]) -> int:
    """The scale most tables of a filing are in."""
    text = " ".join(b["text"][:600].lower() for b in blocks if b["kind"] == "table")
    counts = {shift: text.count(f"in {word}s") for word, shift in _SCALES.items()}
    best = max(counts, key=lambda shift: counts[shift])
    return best if counts[best] else 0


class Place(NamedTuple):
    """A figure of a table with the row it stands in, by value in ones (or in percent)."""

    value: Decimal
    grid: int
    row: int


@dataclass
class Filing:
    """A filing's paragraphs and tables by block number, with lookups from figures to places."""

    report: str
    paragraphs: dict[int, str] = field(default_factory=dict)
    grids: dict[int, Grid] = field(default_factory=dict)
    usual: int = 0

    @functools.cached_property
    def places(self) -> dict[bool, list[Place]]:
        """Where percentages (True) and other figures (False) stand, in the order of their values."""
        found: dict[bool, list[Place]] = {True: [], False: []}
        for grid in self.grids.values():
            for cell in grid.cells:
                values = {cell.value} if cell.percent else {cell.value, cell.value.scaleb(grid.shift)}
                found[cell.percent].extend(Place(v, grid.number, cell.row) for v in values)
        return {percent: sorted(places) for percent, places in found.items()}

    @functools.cached_property
    def parts(self) -> dict[str, list[tuple[int, str, set[str]]]]:
        """The sentences that hold each run of digits, with their paragraph and words."""
        found: dict[str, list[tuple[int, str, set[str]]]] = defaultdict(list)
        for i, text in self.paragraphs.items():
            for part in sentences(text) if len(text) < 3000 else ():
                about = words(part)
                for digits in set(re.findall(r"\d[\d,]*(?:\.\d+)?", part)):
                    found[digits].append((i, part, about))
        return found

    def holding(self, figure: Figure, about: set[str]) -> list[tuple[Grid, int]]:
        """Rows of tables that print `figure` beside words that the sentence is `about`."""
        places = self.places[figure.percent]
        low = bisect.bisect_left(places, (figure.value - figure.half,))
        high = bisect.bisect_right(places, (figure.value + figure.half, 1 << 30))
        near = [(self.grids[place.grid], place.row) for place in places[low:high]]
        return [(grid, row) for grid, row in near if words(grid.label(row)) & about]

    def repeating(self, sentence: str, figure: Figure, about: set[str]) -> list[int]:
        """Paragraphs that state `figure` in other words of the same matter."""
        digits = re.sub("[^0-9.,]", "", figure.text)
        enough = max(3, len(about) // 2)
        return [
            i for i, part, words_ in self.parts.get(digits, ()) if part != sentence and len(words_ & about) >= enough
        ]


def read_filing(raw: dict[str, Any]) -> Filing:
    filing, usual = Filing(raw["report"]), usual_shift(raw["blocks"])
    for i, block in enumerate(raw["blocks"]):
        if block["kind"] == "paragraph":
            filing.paragraphs[i] = re.sub(r"[\u200b\s]+", " ", block["text"]).strip()
        elif 2 < block["text"].count("\n") < 80:
            filing.grids[i] = grid(i, block["text"], usual)
    return filing


def sentences(text: str) -> Iterator[str]:
    """Sentences of a paragraph, cut where a full stop is followed by a capital."""
    yield from re.split(r"(?<=[a-z0-9%)]\.)\s+(?=[A-Z(])", text)
