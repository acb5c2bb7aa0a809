"""What a sentence about a statement says: of which line, for when, by which derivation, and how much."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .mentions import Mention, find_mentions
from .spans import SENTENCE
from .statement_index import When, when_of
from .terms import Synonyms

VALUES = frozenset({"amount", "percent", "points", "number", "count", "multiple"})
_SENTENCE = re.compile(rf"{SENTENCE}|;\s+")
_CLAUSE = re.compile(r",?\s+(?:while|whereas|whilst|but)\s+|,\s+and\s+")

_MOVES = re.compile(
    r"\b(?:rose|fell|increased|decreased|declined|dropped|grew|climbed|went (?:up|down)|slipped)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_CUES = """
up: climbed expanded gain gained grew grow grown grows growth higher improved increase increased increases
    increasing jumped rise risen rises rose surged up
down: contracted decline declined declines decrease decreased decreases decreasing down drop dropped drops fall
    fallen falls fell lower plunged reduced reduction shrank slipped
change: change changed changes differ differed difference exceeded exceeds movement variance
average: average averaged averages mean
sum: added aggregate altogether both combined cumulative plus sum together total totaled totalled
share: accounted comprised constituted contributed fraction made percent percentage portion proportion ratio
    represented represents share
rank: biggest bottomed greatest highest largest least lowest maximum minimum most peak peaked smallest
not: except excluding failed neither never no none not without
modal: anticipate anticipates believe believes budgeted could expect expected expects false forecast hope hopes
    if may might plan plans projected should untrue will would
count: number
"""


def _by_word(table: str) -> dict[str, str]:
    """The cue of every word of the table."""
    found: dict[str, str] = {}
    cue = ""
    for line in table.strip().splitlines():
        head, _, tail = line.rpartition(":")
        cue = head or cue
        found.update(dict.fromkeys(tail.split(), cue))
    return found


_CUE_OF = _by_word(_CUES)


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word of a clause: its stem, where it stands, and its cue if it also calls for a derivation."""

    term: str
    start: int
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text that states values of something."""

    text: str
    start: int
    words: tuple[Word, ...]
    values: tuple[Mention, ...]
    times: tuple[tuple[int, When], ...]
    cues: frozenset[str]
    unread: tuple[Mention, ...] = ()

    def terms(self, start: int = 0, end: int | None = None) -> frozenset[str]:
        """The stems of the words between two places, cues included."""
        stop = len(self.text) if end is None else end
        whole = start == 0 and end is None
        return frozenset(word.term for word in self.words if whole or start <= word.start < stop)

    @property
    def cue_terms(self) -> frozenset[str]:
        """Stems that call for a derivation, and only then belong to a label if the label has them."""
        return frozenset(word.term for word in self.words if word.cue)

    @property
    def whens(self) -> list[When]:
        """The times said, each once, earliest first."""
        return sorted({when for _, when in self.times})

    def before(self, value: Mention) -> str:
        """The word right before a value (hedges aside)."""
        ahead = self.text[: value.start].lower().split()
        hedged = {
            "about",
            "approximately",
            "nearly",
            "over",
            "roughly",
            "around",
            "some",
            "a",
            "an",
            "the",
            "almost",
        }
        while ahead and ahead[-1].strip(",(") in hedged:
            ahead.pop()
        if ahead and ahead[-1] == "to" and ahead[-2:-1] and ahead[-2] in {"came", "amounted", "comes", "amounts"}:
            return "was"
        if ahead[-3:] in (["came", "in", "at"], ["comes", "in", "at"]):
            return "was"
        return ahead[-1].strip(",(") if ahead else ""


def clauses(text: str, synonyms: Synonyms, day_first: bool | None) -> list[Clause]:  # noqa: FBT001
    """The clauses of a text that state a value, or compare without one."""
    found: list[Clause] = []
    earlier: Clause | None = None
    for start, end in _pieces(text):
        clause = _completed(clause_of(text[start:end], start, synonyms, day_first), earlier)
        found.append(clause)
        earlier = clause if clause.words else earlier
    return _timed(found)


def _timed(found: list[Clause]) -> list[Clause]:
    """Clauses without a time of their own take that of the last one: "A fell and B rose from 2018 to 2019"."""
    if len(found) == 2 and not found[0].times and found[1].times and not found[0].values:
        return [replace(found[0], times=tuple((-1, when) for _, when in found[1].times)), found[1]]
    return found


def _completed(clause: Clause, earlier: Clause | None) -> Clause:
    """A clause that names no line of its own ("in 2018 it was ...") speaks of the line named before."""
    if earlier is None:
        return clause
    if any(not word.cue and not word.term[0].isdigit() for word in clause.words):
        if clause.times or clause.values:
            return clause
        return replace(clause, times=tuple((-1, when) for _, when in earlier.times))
    named = tuple(replace(word, start=-1) for word in earlier.words if not word.cue)
    times = clause.times or tuple((-1, when) for _, when in earlier.times)
    return replace(clause, words=(*named, *clause.words), times=times)


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces = []
    for start, end in _cut(text, 0, len(text), _SENTENCE):
        parts = _cut(text, start, end, _CLAUSE)
        whole = all(_MOVES.search(text, a, b) or _states(text[a:b]) for a, b in parts)
        pieces += _moves_apart(text, parts if whole else [(start, end)])
    return pieces


def _states(text: str) -> bool:
    return any(mention.kind in VALUES for mention in find_mentions(text))


def _moves_apart(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces such as "A fell and B rose", cut at the "and" between the two."""
    found = []
    for start, end in pieces:
        cut = next((m for m in _AND.finditer(text, start, end) if _moves_both(text, start, m, end)), None)
        found += [(start, cut.start()), (cut.end(), end)] if cut else [(start, end)]
    return found


def _moves_both(text: str, start: int, cut: re.Match[str], end: int) -> bool:
    left, right = _MOVES.search(text, start, cut.start()), _MOVES.search(text, cut.end(), end)
    return left is not None and right is not None and right.start() > cut.end() + 1


def _cut(text: str, start: int, end: int, at: re.Pattern[str]) -> list[tuple[int, int]]:
    bounds, last = [], start
    for match in at.finditer(text, start, end):
        bounds.append((last, match.start()))
        last = match.end()
    bounds.append((last, end))
    return [(a, b) for a, b in bounds if text[a:b].strip()]


def clause_of(text: str, start: int, synonyms: Synonyms, day_first: bool | None) -> Clause:  # noqa: FBT001
    """One stretch of text as a clause; `start` is where it stands in the whole."""
    mentions = find_mentions(text, day_first=day_first)
    hidden = list(text)
    values, times, numbers = [], [], []
    for mention in mentions:
        if mention.period or mention.kind in {"day", "period"}:
            times += [(mention.start, when) for when in _expanded(mention)]
            _blot(hidden, mention)
        elif mention.kind in VALUES and mention.value is not None:
            values.append(mention)
            _blot(hidden, mention, keep=mention.unit if mention.kind == "count" else "")
            if mention.kind in {"number", "count"} and mention.text[:3].isdigit() and len(mention.text) <= 3:
                numbers.append(Word(mention.text, mention.start))
    words = (*_words("".join(hidden), synonyms), *numbers)
    cues = frozenset(word.cue for word in words if word.cue)
    unread = tuple(mention for mention in mentions if mention.unclear)
    return Clause(text, start, words, tuple(values), tuple(times), cues, unread)


def _blot(hidden: list[str], mention: Mention, keep: str = "") -> None:
    end = mention.end - len(keep) if keep and mention.text.lower().endswith(keep) else mention.end
    hidden[mention.start : end] = " " * (end - mention.start)


def _expanded(mention: Mention) -> list[When]:
    """A time, or each year of a span of several years."""
    if mention.period is None:
        return []
    start, end = mention.period.start, mention.period.end
    if "/" in mention.text and mention.kind == "period":
        return [When(end, 365, bare_year=True)]
    if dt.date.min < start and end < dt.date.max and 366 < (end - start).days < 366 * 12:
        years = range(start.year, end.year + 1)
        return [When(dt.date(year, 12, 31), 365, bare_year=True) for year in years]
    when = when_of(mention.period)
    return [when] if when else []


def _words(text: str, synonyms: Synonyms) -> tuple[Word, ...]:
    found = []
    for term in synonyms.read(text):
        cue = _CUE_OF.get(term.word, "")
        if cue or term.telling:
            found.append(Word(term.stem, term.start, cue))
    return tuple(found)


def paired(clause: Clause) -> list[tuple[Mention, When | None]]:
    """Each value with the time it is for, as the order of values and times in the clause tells."""
    values, times = clause.values, clause.times
    if len(times) == 0:
        return [(value, None) for value in values]
    if len(times) == 1:
        return [(value, times[0][1]) for value in values]
    if len(values) == len(times) and _apart(values, times):
        return [(value, when) for value, (_, when) in zip(values, times, strict=True)]
    return [(value, _nearest(value, values, times)) for value in values]


def _apart(values: Sequence[Mention], times: Sequence[tuple[int, When]]) -> bool:
    places = [value.start for value in values]
    stamps = [start for start, _ in times]
    return max(places) < min(stamps) or max(stamps) < min(places)


def _nearest(value: Mention, values: Sequence[Mention], times: Sequence[tuple[int, When]]) -> When | None:
    """The time that follows the value before the next one does, else the last time before it."""
    following = min((v.start for v in values if v.start > value.start), default=10**9)
    for start, when in times:
        if value.end <= start < following:
            return when
    before = [when for start, when in times if start < value.start]
    return before[-1] if before else None
