"""Report tables that read without doubt, and the words people use for their lines."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .statements import NOT_MONEY, Context
from .statements_numbers import SCALES, Amount, read_amount

_YEAR = re.compile(r"\b(?:FY ?|F)?((?:19|20)\d\d)\b")
_FOOTNOTE = re.compile(r"\s*\((?:\d{1,2}|[a-z])\)|\s*\*+|:\s*$|\s*[¹²³]+")

_ODD = re.compile(
    r"\d{4}|^less|[()]|beginning|ending|^add|diluted|basic|outstanding|granted|average|price|exercis|\bper\b|[a-z]\d$",
    re.IGNORECASE,
)

_SYNONYMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"(?:total )?(?:net )?(?:revenues?|sales|turnover)(?:, net)?",
        ("revenue", "net sales", "turnover", "sales", "revenues"),
    ),
    (
        r"net (?:income|earnings|profit)|profit for the (?:year|period)",
        ("net income", "net profit", "net earnings", "profit for the year"),
    ),
    (r"(?:total )?costs? of (?:goods sold|sales|revenues?)", ("cost of sales", "COGS", "cost of revenue")),
    (
        r"research (?:and|&) development(?: expenses?| costs?)?",
        ("R&D", "R&D spending", "research and development expense", "R&D costs"),
    ),
    (
        r"selling, general,? and administrative(?: expenses?)?",
        ("SG&A", "SG&A expenses", "selling, general and administrative costs"),
    ),
    (
        r"general and administrative(?: expenses?)?",
        ("G&A", "G&A costs", "general and administrative expense"),
    ),
    (
        r"(?:total )?property,? plant,? and equipment(?:,? net)?",
        ("PP&E", "property, plant and equipment", "fixed assets"),
    ),
    (
        r"(?:trade |accounts )(?:accounts )?receivables?(?:, net)?",
        ("receivables", "trade receivables", "accounts receivable"),
    ),
    (r"(?:trade |accounts )payables?", ("payables", "trade payables", "accounts payable")),
    (r"(?:total )?inventor(?:y|ies)(?:, net)?", ("inventory", "inventories")),
    (r"depreciation and amorti[sz]ation(?: expenses?)?", ("D&A", "depreciation and amortization")),
    (
        r"operating (?:income|profit)|(?:income|profit) from operations",
        ("operating income", "operating profit", "income from operations"),
    ),
    (
        r"(?:total )?(?:stock|share)holders[’'] equity",
        ("shareholders' equity", "stockholders' equity", "equity"),
    ),
    (r"cash and cash equivalents", ("cash", "cash and equivalents", "cash and cash equivalents")),
    (
        r"(?:income tax expense|(?:total )?provision for income taxes|income taxes)",
        ("income tax", "tax expense", "the tax charge", "the provision for income taxes"),
    ),
    (
        r"(?:total )?(?:stock|share)-based compensation(?: expense)?",
        ("share-based compensation", "stock-based compensation", "stock-based pay"),
    ),
    (r"interest expenses?(?:, net)?", ("interest expense", "interest cost", "interest costs")),
    (r"total (?:operating )?(?:expenses|costs)", ("total expenses", "total costs", "overall expenses")),
)


@dataclass
class Sheet:
    """A table with a column a year and a line a label; values in units of `scale`."""

    context: Context
    years: list[str]
    scale: str
    mark: str
    stock: bool
    values: dict[tuple[str, str], Amount] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    totals: dict[str, list[str]] = field(default_factory=dict)

    def value(self, row: str, year: str) -> Decimal:
        """What the table says, in ones."""
        return self.values[row, year].exact

    @property
    def positive(self) -> list[str]:
        return [row for row in self.rows if all(self.values[row, y].value > 0 for y in self.years)]


def read_sheet(context: Context) -> Sheet | None:
    """The table of `context` when its years, scale and lines are beyond doubt."""
    table = context.raw["table"]
    head = next((i for i, row in enumerate(table[:4]) if len(_years_of(row)) >= 2), None)
    if head is None:
        return None
    columns = _years_of(table[head])
    heads = " ".join(cell for row in table[: head + 2] for cell in row)
    scale = _scale(context)
    if scale is None or len(set(columns.values())) != len(columns) or len(columns) > 5:
        return None
    if len([cell for cell in table[head][1:] if cell.strip()]) != len(columns):
        return None
    years = sorted(columns.values())
    stock = bool(re.search(r"\bas (?:of|at)\b|^(?!.*ended).*(?:December|June|September) 3[01]", heads))
    sheet = Sheet(context, years, scale, context.mark, stock)
    lines = [_line(row, columns, sheet) for row in table[head + 1 :]]
    _add_rows(sheet, lines)
    return sheet if len(sheet.positive) >= 2 else None


def _years_of(row: Sequence[str]) -> dict[int, str]:
    found = {j: _YEAR.findall(cell) for j, cell in enumerate(row) if j}
    return {j: years[0] for j, years in found.items() if len(years) == 1 and len(row[j]) < 25}


def _scale(context: Context) -> str | None:
    """The one scale of the table as its own words or the questions about it tell; None when they differ."""
    asked = {q["scale"] for q in context.raw["questions"] if "table" in q["answer_from"]}
    asked -= {"percent"}
    text = " ".join(cell for row in context.raw["table"][:4] for cell in row)
    text += " ".join(context.raw["paragraphs"])
    said = set(re.findall(r"\bin (thousand|million|billion)s?\b", text, re.IGNORECASE))
    said = {word.lower() for word in said} | (asked - {""})
    if len(said) > 1:
        return None
    return said.pop() if said else ""


Line = tuple[str, dict[str, Amount] | None]


def _line(row: Sequence[str], columns: dict[int, str], sheet: Sheet) -> Line:
    label = _FOOTNOTE.sub("", row[0]).strip()
    values: dict[str, Amount] = {}
    for j, year in columns.items():
        cell = row[j].strip().removesuffix("%").strip() if j < len(row) else ""
        dash = re.fullmatch(r"[$€£]?\s*[-–—]", cell)
        amount = Amount(Decimal(0), 0) if dash else read_amount(re.sub(r"\s*\(\d\)$", "", cell))
        if amount is None or row[j].strip().endswith("%"):
            return label, None
        values[year] = amount._replace(scale=sheet.scale, mark="")
    return label, values


def _add_rows(sheet: Sheet, lines: list[Line]) -> None:
    labels = [label.lower() for label, _ in lines]
    for i, (label, values) in enumerate(lines):
        if values is None or not _usable(label) or labels.count(label.lower()) > 1:
            continue
        for year, amount in values.items():
            sheet.values[label, year] = amount
        sheet.rows.append(label)
        parts = _parts(lines, i)
        if parts and re.match(r"total|net sales|revenue|gross", label, re.IGNORECASE):
            sheet.totals[label] = parts
    for total, parts in sheet.totals.items():
        sheet.totals[total] = [part for part in parts if part in sheet.rows]


def _usable(label: str) -> bool:
    plain = 3 <= len(label) <= 60 and not _ODD.search(label)
    return plain and not NOT_MONEY.search(label) and label.lower() not in ("other", "total", "net")


def _parts(lines: list[Line], at: int) -> list[str]:
    """The lines right above line `at` that add up to it in every year."""
    total = lines[at][1] or {}
    sums = dict.fromkeys(total, Decimal(0))
    for i in range(at - 1, -1, -1):
        values = lines[i][1]
        if values is None:
            return []
        sums = {year: sums[year] + values[year].value for year in sums}
        if at - i >= 2 and all(sums[year] == total[year].value for year in sums):
            return [label for label, _ in lines[i:at]]
    return []


def name(rng: random.Random, sheet: Sheet, label: str) -> str:
    """Words a person would use for the line `label`, never those of another line."""
    for pattern, words in _SYNONYMS:
        if re.fullmatch(pattern, label, re.IGNORECASE) and rng.random() < 0.75:
            rivals = [r for r in sheet.rows if r != label and _rival(r, pattern)]
            if not rivals:
                return rng.choice(words)
    return _reworded(rng, _lowered(label))


def _rival(row: str, pattern: str) -> bool:
    return bool(re.search(pattern, row, re.IGNORECASE)) or bool(re.search(r"fixed assets|\bcash\b", row, re.IGNORECASE))


def _lowered(label: str) -> str:
    rest = label.split()[1:]
    plain = all(word[:1].islower() or not word[:1].isalpha() for word in rest) and label[1:2].islower()
    return label[:1].lower() + label[1:] if plain and (rest or label.endswith("s")) else label


def _reworded(rng: random.Random, label: str) -> str:
    choice = rng.random()
    if choice < 0.1:
        return label.replace(" and ", " & ")
    if choice < 0.25 and label.startswith("total ") and len(label.split()) < 5:
        return f"overall {label[6:]}"
    if choice < 0.35 and label.endswith(" expense"):
        return f"{label}s"
    return label


def amount_of(sheet: Sheet, exact: Decimal, places: int) -> Amount:
    """`exact` ones in the units of `sheet`."""
    return Amount(exact.scaleb(-SCALES[sheet.scale]), places, sheet.scale)


def sheets(rows: list[dict[str, Any]]) -> list[Sheet]:
    """Those of the tables that read without doubt."""
    found = (read_sheet(Context(raw)) for raw in rows)
    return [sheet for sheet in found if sheet]
