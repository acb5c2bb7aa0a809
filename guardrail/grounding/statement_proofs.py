"""Proves what a clause says of a statement: a figure, a change, a share, an average, a sum, over chosen cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..source import Figure, Source
from ..types import Operand, Proof
from .answers import CONTRADICTION, SUPPORTED, UNSUPPORTED, Answer, Stated
from .evidence import evidence, shown
from .luck import luck
from .mentions import Mention
from .operations import DIRECTED, IN_UNITS, PERCENTAGES, agrees
from .passages import prove_from_text
from .statement_claims import Clause, is_name
from .statement_clauses import MOST_VALUES, paired
from .statement_index import Cell, Line, StatementIndex, When, compares, same_time
from .statement_lists import in_order, is_list, sides_of
from .statement_pairs import pair_of
from .statement_qualifiers import doubted, is_flow, is_of_a_part, is_qualified
from .statement_rows import Derived, choose_rows, nearest_rows, pick, plain_first, row_times, two_times, year_before
from .statement_signs import same_sign
from .statement_trends import prove_trend, unproven

_SURE = 0.97
_DERIVES = frozenset({"up", "down", "change", "average", "sum", "share"})
MOST_ROWS = 12


class Proven(NamedTuple):
    """A derivation, and the value as it was read, which it gives."""

    derived: Derived
    stated: Stated


_RANGE = re.compile(r"\b(?:from|between|over|through|to)\b|\d{4}\s*[-–]\s*\d{2,4}", re.IGNORECASE)
_YEARLY = re.compile(
    r"\bcompound(?:ed)? annual|\bCAGR\b|\bannuali[sz]ed\b|\b(?:a|per|each|every) year\b"
    r"|(?<!average )\bannual(?:ly)?\b(?! report)|\baverage annual (?:growth|rate)",
    re.IGNORECASE,
)
_OVERALL = re.compile(r"\b(?:across|over|for|in) (?:all|both|the) (?:\w+ )?(?:years|periods|quarters)\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:more|less|higher|lower|greater|smaller|fewer|above|below|exceed\w*)\b", re.IGNORECASE)
_STEP_AFTER = re.compile(r"\s+(?:increase|decrease|rise|fall|drop|decline|reduction|improvement)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:scope|level|tier|note|phase|type|class|series|item|section|stage|category|topic|aged)\s+\Z", re.IGNORECASE
)
_SOME_OF = re.compile(r"\bin \w+ of (?:the )?\w+ (?:years|periods|quarters)\b", re.IGNORECASE)


def prove(clause: Clause, index: StatementIndex, source: Source) -> list[Answer]:
    """An answer for every value in a clause: from the tables, else from the text."""
    if len(clause.values) > MOST_VALUES:
        told = f"more than {MOST_VALUES} values in one sentence are not read"
        return [unproven(clause, told)]
    if not any(not _is_label(value, clause, index) for value in clause.values):
        return prove_trend(clause, index)
    answers = _listed(clause, index)
    if not answers or any(answer.status != SUPPORTED for answer in answers):
        pairs = [(value, when) for value, when in paired(clause) if not _is_label(value, clause, index)]
        answers = [_answered(clause, value, when, index, source) for value, when in pairs]
    return in_order(clause, answers, index) + _moved(clause, index) + _ranked(clause, answers, index)


def _answered(clause: Clause, value: Mention, when: When | None, index: StatementIndex, source: Source) -> Answer:
    derivations, score = derive(clause, value, when, index)
    answer = answer_of(clause, value, derivations, score, index)
    if answer.status == SUPPORTED:
        return answer
    return prove_from_text(clause, value, when, source, index.reading.synonyms) or answer


def _moved(clause: Clause, index: StatementIndex) -> list[Answer]:
    """The answer to "rose" or "fell" where the values stated are the levels, not the change."""
    levels = any(clause.before(value) in {"from", "to", "at"} for value in clause.values)
    levels = levels or (len(clause.values) == 1 and _TRAILING.search(clause.text, clause.values[0].end) is not None)
    if ("up" in clause.cues) == ("down" in clause.cues) or len(clause.whens) > 2 or not levels:
        return []
    return prove_trend(replace(clause, values=()), index)


_TRAILING = re.compile(r"\b(?:up|down|higher|lower)\s*(?:\Z|[,.;)]|(?:on|from|than|over|year)\b)", re.IGNORECASE)
_RANKED = re.compile(
    r"\b(?:(?:the|its|their|our|a|an|was|were|at) (?:\w+ )?(?:highest|largest|greatest|biggest|lowest|smallest)"
    r"|(?:an?|at) record(?! date| holder)|record (?:high|low)|all[- ]time|peak(?:ed)?|bottomed)\b",
    re.IGNORECASE,
)


def _ranked(clause: Clause, answers: Sequence[Answer], index: StatementIndex) -> list[Answer]:
    """The answer to a superlative beside a value that is a level: that it is the highest is a claim of its own."""
    proven = [answer for answer in answers if answer.proof and answer.proof.operation == "value"]
    labels = " ".join(each.text for answer in proven for each in answer.evidence).lower()
    said = _RANKED.search(clause.text)
    if not said or not proven or said[0].lower().split()[-1] in labels:
        return []
    alone = prove_trend(replace(clause, values=()), index)
    return alone or [unproven(clause, f"that this is {said[0]!r} is not proven")]


def _listed(clause: Clause, index: StatementIndex) -> list[Answer]:
    """Answers for "A, B and C were 1, 2 and 3": each value with the line named in its place."""
    if len(clause.values) < 2 or len(clause.whens) > 1 or not is_list(clause):
        return []
    for sides in sides_of(clause):
        rows = [choose_rows(clause.terms(*side) or frozenset(), clause, index) for side in sides]
        if all(len(found) == 1 for found in rows) and len({found[0].row.key for found in rows}) == len(rows):
            return [_of(*found[0], clause, value, index) for value, found in zip(clause.values, rows, strict=True)]
    return []


def _of(row: Line, score: float, clause: Clause, value: Mention, index: StatementIndex) -> Answer:
    """The answer to a value that is said of this line."""
    when = clause.whens[0] if clause.whens else None
    doubtful = _doubtful(clause, row, index)
    found = [] if doubtful else _over_row(row, clause, value, when, clause.terms() - row.own, index)
    return answer_of(clause, value, found, score, index)


def _is_label(value: Mention, clause: Clause, index: StatementIndex) -> bool:
    """Whether a small number belongs to a label ("Level 2", "aged 65") rather than being stated of it."""
    if _NUMBERED.search(clause.text, 0, value.start) and value.text.isdigit():
        return True
    if len(clause.values) < 2 or value.text not in index.words:
        return False
    return any(value.text in row.own and len(row.own & clause.terms()) > 1 for row in index.rows)


def derive(clause: Clause, value: Mention, when: When | None, index: StatementIndex) -> tuple[list[Derived], float]:
    """The derivations that the words call for, and how surely they chose their rows."""
    pair = pair_of(clause, value, index)
    if pair:
        return [pair.derived], pair.score
    words = clause.terms()
    chosen = choose_rows(words, clause, index)
    if not chosen or len(chosen) > MOST_ROWS or _doubtful(clause, chosen[0].row, index):
        return [], 0.0
    found: list[Derived] = []
    for row, _ in chosen:
        found += _over_row(row, clause, value, when, words - row.own, index)
    return found, chosen[0].score


def _doubtful(clause: Clause, row: Line, index: StatementIndex) -> bool:
    """Whether the clause negates or forecasts, or names somebody, in words that the label does not use."""
    labelled = row.own | row.context
    if any(word.cue in {"modal", "not"} and word.term not in labelled for word in clause.words):
        return True
    return any(is_name(word, clause) and not index.knows(word.term) for word in clause.words)


def _over_row(
    row: Line, clause: Clause, value: Mention, when: When | None, words: frozenset[str], index: StatementIndex
) -> list[Derived]:
    """Derivations over one row: its figure, its change between two times, its average or sum over several."""
    cues = clause.cues_beyond(row.own)
    whens = clause.whens
    if value.kind == "percent" and _YEARLY.search(clause.text):
        return _growths(row, clause, words, index)
    if cues & {"up", "down", "change"} and is_step(clause, value, cues):
        return _steps(row, clause, value, words, index)
    if "average" in cues:
        return _averages(row, clause, value, words, index)
    if "sum" in cues and (len(whens) > 1 or (not whens and _OVERALL.search(clause.text))):
        return _spread("sum", row, value, _filled(row, clause, whens, index) or row_times(row, index), words, index)
    if "share" in cues and value.kind == "percent" and not _has_percent(row, index):
        return []
    if "change" in cues or _adds(clause, row):
        return []
    when = _time_of_level(row, clause, value, when, index)
    return [Derived("value", ((cell,),)) for cell in pick(row, when, value, words, index)]


def _time_of_level(row: Line, clause: Clause, value: Mention, when: When | None, index: StatementIndex) -> When | None:
    """The time of a value that something went from or to: as said, else the one of the row's two that it must be."""
    cues, whens, before = clause.cues_beyond(row.own), clause.whens, clause.before(value)
    if when is None and clause.text[clause.lead :].lstrip(" ,").lower().startswith(("from ", "to ")):
        times = row_times(row, index)
        return (times[0] if before == "from" else times[1]) if len(times) == 2 else None
    if cues & {"up", "down"} and len(whens) < 2 and before == "from":
        return year_before(when)
    if cues & {"up", "down", "change"} and len(whens) == 2 and before in {"from", "to", "at"}:
        return whens[0] if before == "from" else whens[-1]
    return when


def _growths(row: Line, clause: Clause, words: frozenset[str], index: StatementIndex) -> list[Derived]:
    """The rate a year between two times, where the row has every year from the one to the other."""
    whens = clause.whens
    if len(whens) < 2:
        return []
    years = [when for when in row_times(row, index) if whens[0].year <= when.year <= whens[-1].year]
    cells = [plain_first(pick(row, when, None, words, index)) for when in years]
    if len(years) != whens[-1].year - whens[0].year + 1 or any(len(found) != 1 for found in cells):
        return []
    return [Derived("growth", tuple((found[0],) for found in cells))]


def _adds(clause: Clause, row: Line) -> bool:
    """Whether the words call for a sum of several, which one figure alone cannot be."""
    added = {"sum", "together", "combin", "add", "plus"} - row.own
    return (
        any(word.term in added for word in clause.words if word.cue == "sum")
        or _SOME_OF.search(clause.text) is not None
    )


def is_step(clause: Clause, value: Mention, cues: frozenset[str]) -> bool:
    """Whether a value is the change itself, not one of the levels it goes from and to."""
    before = clause.before(value)
    if _STEP_AFTER.match(clause.text, value.end):
        return True
    if before in {"from", "to", "at"}:
        return False
    if before == "by" or value.kind in {"percent", "points"}:
        return True
    if "change" in cues or (len(clause.whens) == 2 and len(clause.values) == 1):
        return True
    ahead = clause.text[: value.start].lower()
    return any(word in ahead for word in ("increase", "decrease", "change", "growth", "decline", "drop", "rise in"))


def _steps(row: Line, clause: Clause, value: Mention, words: frozenset[str], index: StatementIndex) -> list[Derived]:
    if _is_backward(clause):
        return []
    whens = two_times(row, clause.whens, index)
    return _derived_steps(row, whens, clause, value, words, index) + _printed_steps(row, clause, index)


_BASE = re.compile(r"\b(?:than|compared (?:with|to)|versus|vs|over|against)\b", re.IGNORECASE)


def _is_backward(clause: Clause) -> bool:
    """Whether a clause sets an earlier time against a later one: "higher in 2018 than in 2019"."""
    told = sorted((start, when) for start, when in clause.times if start >= 0)
    if len(told) != 2 or told[0][1].end >= told[1][1].end:
        return False
    return _BASE.search(clause.text, told[0][0], told[1][0]) is not None


def _printed_steps(row: Line, clause: Clause, index: StatementIndex) -> list[Derived]:
    """The changes that a column of the table prints, where the times said are the only ones it has."""
    have = row_times(row, index)
    if any(not any(same_time(when, one) for one in have) for when in clause.whens) or len(have) > 2:
        return []
    return [Derived("value", ((cell,),)) for cell in index.cells[row.key] if compares(cell.column.label)]


def _derived_steps(
    row: Line, whens: Sequence[When], clause: Clause, value: Mention, words: frozenset[str], index: StatementIndex
) -> list[Derived]:
    if len(whens) < 2:
        return []
    before = pick(row, whens[0], None, words, index)
    after = pick(row, whens[-1], None, words, index)
    before, after = plain_first(before), plain_first(after)
    by_size = bool(clause.cues & {"up", "down"}) and "change" not in clause.cues
    if len(before) != 1 or len(after) != 1 or before[0].figure.id == after[0].figure.id:
        return []
    if before[0].exact < 0 and after[0].exact < 0 and by_size and value.kind not in {"percent", "points"}:
        before, after = after, before
    if value.kind == "percent" and before[0].figure.unit != "%":
        return [Derived("percent_change", ((after[0],), (before[0],)))]
    if value.kind == "percent":
        operations = ["difference", "percent_change"]
        return [Derived(operation, ((after[0],), (before[0],))) for operation in operations]
    return [Derived("difference", ((after[0],), (before[0],)))]


def _filled(row: Line, clause: Clause, whens: Sequence[When], index: StatementIndex) -> list[When]:
    """Every time of a row from the first to the last said, where the words give a span ("from 2017 to 2019")."""
    if len(whens) != 2 or not _RANGE.search(clause.text):
        return list(whens)
    return [when for when in row_times(row, index) if whens[0].year <= when.year <= whens[1].year]


def _averages(row: Line, clause: Clause, value: Mention, words: frozenset[str], index: StatementIndex) -> list[Derived]:
    whens: Sequence[When] = clause.whens
    whens = _filled(row, clause, whens, index) or row_times(row, index)
    return _spread("average", row, value, whens, words, index)


def _spread(
    operation: str,
    row: Line,
    value: Mention,
    whens: Sequence[When],
    words: frozenset[str],
    index: StatementIndex,
) -> list[Derived]:
    cells: list[Cell] = []
    for when in whens:
        found = plain_first(pick(row, when, value, words, index))
        if len(found) != 1:
            return []
        cells += found
    distinct = {cell.figure.id: cell for cell in cells}
    return [Derived(operation, (tuple(distinct.values()),))] if len(distinct) > 1 else []


def _has_percent(row: Line, index: StatementIndex) -> bool:
    return any(cell.figure.unit == "%" for cell in index.cells[row.key])


def answer_of(
    clause: Clause, value: Mention, derivations: Sequence[Derived], score: float, index: StatementIndex
) -> Answer:
    """The answer to a value: supported by the first derivation that comes out as stated, if there is one."""
    start, end = clause.start + value.start, clause.start + value.end
    if not derivations:
        told = f"no line of the statement was found for {value.text}{_nearest(clause, index)}"
        return Answer(status=UNSUPPORTED, message=told, start=start, end=end)
    for derived in derivations:
        found = _agreeing(derived, clause, value, index)
        if found:
            other = _of_another_kind(clause, derived, index)
            if other:
                return Answer(status=UNSUPPORTED, message=other, start=start, end=end)
            return _supported(found, len(derivations), (start, end))
    sure = score >= _SURE and len(derivations) == 1 and _plain(clause, derivations[0], value, index)
    return _otherwise(derivations, value, sure, (start, end))


def _nearest(clause: Clause, index: StatementIndex) -> str:
    """Which line it would be of, but for a word beside its name or for its time."""
    near = [found.row for found in nearest_rows(clause.terms(), clause, index)][:1]
    if not near or not near[0].label:
        return ""
    qualified = is_qualified(near[0], clause.terms(), clause, index)
    return f"; {near[0].label!r} is not quite this" if qualified else f"; the nearest is {near[0].label!r}"


def _of_another_kind(clause: Clause, derived: Derived, index: StatementIndex) -> str:
    """Why figures that come out as stated are not what is said: of a year and not a quarter, of a day and no flow."""
    if is_of_a_part(derived.cells, clause):
        return f"this is of part of a year, and the statement is of a whole one: {shown(derived.cells)}"
    if is_flow(derived.cells, clause):
        return f"this tells what happened, and the statement what was there: {shown(derived.cells)}"
    if word := doubted(derived.cells, clause, index):
        return f"{word!r} is not what the statement says of this: {shown(derived.cells)}"
    return ""


def _agreeing(derived: Derived, clause: Clause, value: Mention, index: StatementIndex) -> Proven | None:
    """The derivation at a scale at which it comes out as stated, or None."""
    if not _same_unit(derived, value, index) or not same_sign(derived, clause, value, index.reading):
        return None
    for stated in _readings(derived, clause, value):
        for scale in _scales(derived, value, index):
            scaled = derived._replace(scale=scale)
            exact = scaled.exact
            if exact and not stated.value and value.scaled:
                continue  # "0 million" is said of nothing, not of what is too small to show
            if exact is not None and agrees(derived.operation, exact, stated.value, stated.places, stated.hedge):
                return Proven(scaled, stated)
    return None


def _readings(derived: Derived, clause: Clause, value: Mention) -> list[Stated]:
    """The value as written; a bare number, without currency or scale, also in the unit that the table prints."""
    plain = _signed(derived, clause, value)
    scales = {cell.figure.scale for cell in derived.cells}
    scale = scales.pop() if len(scales) == 1 else None
    if value.kind != "number" or value.scaled or not scale or scale == 1 or derived.operation not in IN_UNITS:
        return [plain]
    return [plain, Stated(plain.value * scale, plain.places + scale.adjusted(), plain.hedge)]


def _signed(derived: Derived, clause: Clause, value: Mention) -> Stated:
    """A change that the words call a decrease is negative, whether or not a minus is written."""
    if derived.operation in DIRECTED and _lessens(clause, derived):
        size = abs(value.value or Decimal(0))
        return Stated(-size, value.places, value.hedge)
    if _gap(derived, clause, value) and (derived.exact or 0) < 0:
        return Stated.of(value, -1)
    return Stated.of(value)


def _gap(derived: Derived, clause: Clause, value: Mention) -> bool:
    """Whether a difference between two things at one time is stated by its size alone: it has no direction."""
    times = {cell.when for cell in derived.cells}
    apart = derived.operation == "difference" and len(times) == 1
    return apart and not value.signed and not clause.cues & {"up", "down"} and not _COMPARED.search(clause.text)


def _lessens(clause: Clause, derived: Derived) -> bool:
    cues = clause.cues_beyond(frozenset().union(*(cell.row.own for cell in derived.cells)))
    if "down" in cues and "up" not in cues:
        return True
    pair = {cell.row.key for cell in derived.cells}
    return len(pair) == 2 and bool(re.search(r"\b(?:less|lower|smaller|fewer|below)\b", clause.text, re.IGNORECASE))


def _same_unit(derived: Derived, value: Mention, index: StatementIndex) -> bool:
    unit = value.unit.partition("/")[0]
    if value.kind == "amount":
        cells = {cell.figure.unit for operand in derived.operands for cell in operand}
        known = {u for u in cells if len(u) == 3 and u.isupper()} or index.currencies
        if known and unit not in known and not (unit == "$" and known & {"USD", "CAD", "AUD", "HKD", "SGD", "NZD"}):
            return False
        return "%" not in cells
    percent_cell = all(cell.figure.unit == "%" for operand in derived.operands for cell in operand)
    gives_percent = derived.operation in PERCENTAGES or (percent_cell and derived.operation != "ratio")
    return gives_percent == (value.kind in {"percent", "points"}) or (
        not percent_cell and _bare_percent(derived, value)
    )


def _bare_percent(derived: Derived, value: Mention) -> bool:
    """A percent row printed without the sign: its label says so."""
    words = " ".join(cell.row.label + " " + cell.column.label for operand in derived.operands for cell in operand)
    return value.kind in {"percent", "points"} and bool(re.search(r"%|percent|rate|margin|yield", words, re.IGNORECASE))


def _scales(derived: Derived, value: Mention, index: StatementIndex) -> list[Decimal]:
    """What the cells' values may be multiplied by where the table does not say its scale itself."""
    figures = [cell.figure for cell in derived.cells]
    stated = {figure.scale for figure in figures}
    mixed = len(stated - {None}) == 1 and None in stated
    if mixed:
        return [next(scale for scale in stated if scale)]
    if derived.operation not in IN_UNITS or value.kind in {"percent", "points"}:
        return [Decimal(1)]
    return _unstated_scales(figures, value, index) if stated == {None} else [Decimal(1)]


def _operand(cells: Sequence[Cell], scale: Decimal) -> Operand:
    unstated = scale != 1 and any(cell.figure.scale is None for cell in cells)
    where = (("scale", str(scale)),) if unstated else ()
    return Operand(cells=tuple(cell.figure.id for cell in cells), where=where)


_PER_SHARE = re.compile(r"\bper (?:\w+ )?(?:share|unit)s?\b|\bEPS\b", re.IGNORECASE)


def _unstated_scales(figures: Sequence[Figure], value: Mention, index: StatementIndex) -> list[Decimal]:
    """Scales to try for a table that states none: what the rest of it or the text around it says."""
    said = index.table_scales.get(figures[0].id.partition(":")[0]) or index.scales
    if any(_PER_SHARE.search(" ".join((*figure.path, *figure.heads))) for figure in figures):
        return [] if value.scaled else [Decimal(1)]
    if not value.scaled:
        return [Decimal(1), *sorted(said)] if abs(value.value or Decimal(0)) >= 1000 else [Decimal(1)]
    if said:
        return sorted(said) if len(said) == 1 else []
    printed = max((abs(figure.value or Decimal(0)) for figure in figures), default=Decimal(0))
    return [Decimal(1)] if printed >= 10**6 else []


def _supported(proven: Proven, tried: int, span: tuple[int, int]) -> Answer:
    derived, stated = proven
    cells = [cell for operand in derived.operands for cell in operand]
    told = shown(cells)
    proof = Proof(
        operation=derived.operation,
        operands=tuple(_operand(operand, derived.scale) for operand in derived.operands),
        stated=str(stated.value),
        places=stated.places,
        hedge=stated.hedge,
        luck=luck(stated.value, stated.places, stated.hedge, tried),
    )
    return Answer(status=SUPPORTED, message=told, start=span[0], end=span[1], evidence=evidence(cells), proof=proof)


def _plain(clause: Clause, derived: Derived, value: Mention, index: StatementIndex) -> bool:
    """Whether a clause states one figure of one line and nothing else, so that another figure contradicts it."""
    labelled = frozenset(term for cell in derived.cells for term in cell.row.own | cell.column.own)
    derives = clause.cues_beyond(labelled) & _DERIVES
    alone = len(clause.values) <= max(len(clause.times), 1)
    plain = derived.operation == "value" and value.kind != "multiple" and alone and not derives
    return plain and _same_unit(derived, value, index) and not _other_scale(derived, value)


def _other_scale(derived: Derived, value: Mention) -> bool:
    """Whether only the scale, the sign or the rounding is in question, and neither statement nor text settles it."""
    exact = abs(derived.exact or Fraction(0))
    unstated = any(cell.figure.scale is None for cell in derived.cells) or not value.scaled
    size = abs(Fraction(value.value or 0))
    digits = [exact * Fraction(1000) ** power for power in range(-3, 4)]
    step = Fraction(10) ** _round_to(value)
    return (unstated and any(abs(one - size) * 2 <= step for one in digits)) or abs(exact - size) * 2 <= step


def _round_to(value: Mention) -> int:
    """The power of ten that a round number of two figures or more may be rounded to: 5 for 85,100,000."""
    digits, exponent = (value.value or Decimal(0)).normalize().as_tuple()[1:]
    plain = not value.scaled and "." not in value.text
    return int(exponent) if plain and len(digits) > 1 else value.places


def _otherwise(derivations: Sequence[Derived], value: Mention, sure: bool, span: tuple[int, int]) -> Answer:  # noqa: FBT001
    cells = derivations[0].cells
    told = f"{value.text} is not what the statement says: {shown(cells)}"
    status = CONTRADICTION if sure else UNSUPPORTED
    return Answer(status=status, message=told, start=span[0], end=span[1], evidence=evidence(cells))
