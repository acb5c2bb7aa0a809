"""Where a table's headings end and its body begins, and which headings stand over which column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .cells import is_year, read_cell, without_marks
from .dates import MONTHS, read_period
from .grid import Line
from .units import Unit, caption_unit, find_unit, is_unit, label_unit, without_unit

_MONTH_WORDS = "|".join(sorted(MONTHS, key=len, reverse=True))
_PERIODISH = re.compile(
    rf"\b(?:19|20)\d\d\b|\bFY? ?['’]?\d\d\b|\b(?:{_MONTH_WORDS})\b"
    r"|\b(?:quarter|fiscal|weeks|q[1-4]|h[12])\b|\d/\d|\b2 0 [012] \d\b|\b(?:year|month|week|quarter)s? end",
    re.IGNORECASE,
)
_STARTS_PERIOD = re.compile(
    rf"(?:as (?:of|at)|at|for the|balances? at|years?|fiscal|financial|quarters?|periods?|three|six|nine"
    rf"|twelve|fy|\d+ (?:months|weeks)|\d{{1,2}} (?:{_MONTH_WORDS})|(?:{_MONTH_WORDS})|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:change|over|vs\.?|versus|variance|variation|difference|increase|decrease)\b|^[$%(]", re.IGNORECASE
)


@dataclass(slots=True)
class Block:
    """Heading lines and the body under them; a long table may hold several, one below the other."""

    heads: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


class Column(NamedTuple):
    """What stands over a column: its headings, outermost first, and the unit they state."""

    heads: tuple[str, ...] = ()
    unit: Unit = Unit()


def split(lines: Sequence[Line]) -> list[Block]:
    """The blocks of a table, in order; every line is in one of them."""
    if not any(_is_figure(text) for line in lines for text in line.texts):
        start = _first_row(lines)
        return [Block(list(lines[:start]), list(lines[start:]))]
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        start = end = at + _opening(lines[at:])
        while end < len(lines) and (end == start or not _restarts(lines, end)):
            end += 1
        blocks.append(Block(list(lines[at:start]), list(lines[start:end])))
        at = end
    return blocks


def columns(block: Block, above: Mapping[int, Column]) -> dict[int, Column]:
    """The column of every slot of the block; `above` are those before it, for a row of units only."""
    slots = sorted({slot for line in block.body for slot in line.cells})
    rows = [line for line in block.heads if line.cells and line.placed]
    named = [_texts(line, slots) for line in rows]
    if rows and above and not any(text for row in named for text in row.values()):
        units = _units(rows, slots)
        return {s: Column(above.get(s, Column()).heads, units.get(s, Unit())) for s in slots}
    units = _units(rows, slots)
    spread, kinds = _spread(named, slots)
    heads = _heads(block.heads, rows, spread, kinds)
    return {slot: Column(tuple(heads(slot)), units.get(slot, Unit())) for slot in slots}


def captions(block: Block, named: Mapping[int, Column]) -> list[str]:
    """The words of the heading lines that stand over no column: titles, unit lines, what names the labels."""
    heads = {head for column in named.values() for head in column.heads}
    said: list[str] = []
    for line in block.heads:
        texts = [line.label, *line.texts] if line.label else line.texts
        said.extend(text for text in dict.fromkeys(texts) if text == line.label or _bare(text) not in heads)
    return said


def table_unit(block: Block) -> Unit:
    """What the heading lines say of all figures: a unit over the labels, or one unit in a line of its own."""
    unit = Unit()
    for line in block.heads:
        if line.label:
            unit = (caption_unit(line.label) if not line.cells else label_unit(line.label)).over(unit)
        if line.cells and len(set(line.texts)) == 1 and is_unit(line.texts[0]) and _is_for_all(line, block):
            unit = find_unit(line.texts[0]).over(unit)
    return unit


def _is_for_all(line: Line, block: Block) -> bool:
    """Whether a lone unit is meant for all columns: not if it stands under a heading that counts shares."""
    slot = next(iter(line.cells))
    over = [other.cells[slot].text for other in block.heads if slot in other.cells and other is not line]
    return len(line.cells) > 1 or not any(re.search(r"\bshares\b|\bnumber of\b", text, re.IGNORECASE) for text in over)


def _opening(lines: Sequence[Line]) -> int:
    """How many lines stand before the body."""
    numbers = {slot for line in lines for slot, cell in line.cells.items() if _is_figure(cell.text)}
    full = False
    for at, line in enumerate(lines):
        if not line.cells:
            if not (is_unit(line.label) or _leads_to_heading(lines[at + 1 :], full=full)):
                return at
        elif not _is_heading(line, lines[:at], full=full):
            return at
        else:
            full = full or numbers <= set(line.cells) or len(line.cells) >= max(len(numbers), 1)
    return len(lines)


def _first_row(lines: Sequence[Line]) -> int:
    """A table of words: its first row of cells is its heading."""
    rows = [at for at, line in enumerate(lines) if line.cells]
    return rows[0] + 1 if len(rows) > 1 else 0


def _leads_to_heading(lines: Sequence[Line], *, full: bool) -> bool:
    """Whether lines of one label come before a heading or a unit line, and not before figures."""
    for line in lines:
        if line.cells:
            return _is_heading(line, (), full=full)
        if is_unit(line.label):
            return True
    return False


def _is_heading(line: Line, before: Sequence[Line], *, full: bool) -> bool:
    texts = line.texts
    if any(map(_is_figure, texts)):
        return False
    if not full or all(map(is_unit, texts)):
        return True
    if not line.label:
        return len(texts) > 1 or is_unit(texts[0]) or bool(_PERIODISH.search(texts[0]))
    return is_unit(line.label) or _is_stub(line.label) or _goes_on(line, before)


def _goes_on(line: Line, before: Sequence[Line]) -> bool:
    """Whether a year stands under "December 31,"."""
    above = before[-1].cells if before else {}
    return any(is_year(c.text) and s in above and above[s].text.endswith(",") for s, c in line.cells.items())


def _restarts(lines: Sequence[Line], at: int) -> bool:
    """Whether new headings begin in the middle of a table."""
    line = lines[at]
    if not line.cells:
        following = lines[at + 1] if at + 1 < len(lines) else None
        begins = following is not None and not following.label and bool(following.cells)
        return begins and bool(_STARTS_PERIOD.match(line.label)) and _restarts(lines, at + 1)
    texts = line.texts
    if any(map(_is_figure, texts)):
        return False
    if not line.label:
        return len(texts) > 1 or is_unit(texts[0]) or bool(_PERIODISH.search(texts[0]))
    if all(map(is_unit, texts)):
        return True
    dated = [t for t in texts if read_period(without_unit(without_marks(t))) is not None]
    if is_unit(without_marks(line.label)) or _is_stub(line.label):
        return bool(dated)
    return len(dated) > 1 and len(dated) == len(texts) and any(without_unit(t) != t for t in texts)


def _is_stub(label: str) -> bool:
    """Whether a label such as "Years ended December 31," goes with the years beside it."""
    return bool(_STARTS_PERIOD.match(label)) and not re.search(r"\b(?:19|20)\d\d\b", label) and len(label) < 60


def _is_figure(text: str) -> bool:
    return not is_year(text) and not _PERIODISH.fullmatch(text) and read_cell(text) is not None


def _texts(line: Line, slots: Sequence[int]) -> dict[int, str]:
    """The headings of a line, each moved to the column of figures it stands over; "" for a unit."""
    return {slot: "" if is_unit(text) else _bare(text) for slot, text in _snapped(line, slots).items()}


def _bare(text: str) -> str:
    return without_unit(without_marks(text))


def _snapped(line: Line, slots: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    places = sorted(line.cells)
    for place, after in zip(places, [*places[1:], None], strict=True):
        right = [s for s in slots if s >= place and (after is None or s < after) and s not in found]
        left = [s for s in slots if s < place and s not in found]
        slot = right[0] if right else left[-1] if left else None
        if slot is not None:
            found[slot] = line.cells[place].text
    return found


def _spread(named: Sequence[Mapping[int, str]], slots: Sequence[int]) -> tuple[list[dict[int, str]], dict[int, str]]:
    """Every heading over all columns it spans, and the kind of every column.

    A heading spans the blank cells to its right, and to its left where it was centred, as long as the
    columns are of its kind: "Years ended" stands over years and not over "Change".
    """
    kinds: dict[int, str] = {}
    for row in reversed(named):
        for slot, text in row.items():
            if text:
                kinds.setdefault(slot, _kind(text))
    spread: list[dict[int, str]] = []
    for row in reversed(named):
        full = _spanned(row, slots, kinds)
        for slot, text in full.items():
            if text:
                kinds.setdefault(slot, _kind(text))
        spread.insert(0, {slot: text for slot, text in full.items() if text})
    return spread, kinds


def _spanned(row: Mapping[int, str], slots: Sequence[int], kinds: Mapping[int, str]) -> dict[int, str]:
    full = dict(row)
    known = dict(kinds)
    for order, rightward in ((slots, True), (slots[::-1], False)):
        carried: tuple[str, str] | None = None
        for slot in order:
            if slot in full:
                carried = (full[slot], known.get(slot, "")) if full[slot] else None
            elif carried and known.get(slot, carried[1] if rightward else None) == carried[1]:
                full[slot], known[slot] = carried
            else:
                carried = None
    return full


def _kind(text: str) -> str:
    if _CHANGE.search(text):
        return "change"
    return "period" if _PERIODISH.search(text) else "other"


def _units(rows: Sequence[Line], slots: Sequence[int]) -> dict[int, Unit]:
    """What the headings of each column say of its unit, the lowest first."""
    units: dict[int, Unit] = {}
    for line in reversed(rows):
        found = _snapped(line, slots)
        spans = _spanned(found, slots, dict.fromkeys(slots, "")) if len(found) < len(slots) else found
        for slot, text in spans.items():
            if slot in found or (not is_unit(text) and label_unit(text).scale):
                units[slot] = units.get(slot, Unit()).over(label_unit(text))
    return units


def _heads(
    lines: Sequence[Line], rows: Sequence[Line], spread: Sequence[Mapping[int, str]], kinds: Mapping[int, str]
) -> Callable[[int], Iterator[str]]:
    """What stands over a slot, outermost first: its headings, and a period that the labels' column states."""
    texts = {line.row: over for line, over in zip(rows, spread, strict=True)}

    def heads(slot: int) -> Iterator[str]:
        for line in lines:
            if _says_period(line, dated=kinds.get(slot) == "period"):
                yield _bare(line.label).rstrip(":")
            if slot in texts.get(line.row, ()):
                yield texts[line.row][slot]

    return heads


def _says_period(line: Line, *, dated: bool) -> bool:
    """Whether the label gives the period: a whole one for every column, "Years ended" only beside years."""
    if not _STARTS_PERIOD.match(line.label) or is_unit(line.label):
        return False
    return dated if _is_stub(line.label) else not line.cells or is_year(line.label)
