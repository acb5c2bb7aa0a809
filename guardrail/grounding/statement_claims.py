"""What a sentence about a statement says: of which line, for when, by which derivation, and how much."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import NamedTuple

from .mentions import Mention, find_mentions
from .statement_index import When, when_of
from .terms import Reading, Synonyms

VALUES = frozenset({"amount", "percent", "points", "number", "count", "multiple"})
_CUES = """
up: climbed expanded gain gained grew grow grown grows growth higher improved increase increased increases
    increasing jumped rise risen rises rose surged up
down: contracted decline declined declines decrease decreased decreases decreasing down drop dropped drops fall
    fallen falls fell lower plunged reduced reduction shrank slipped
change: annualised annualized cagr change changed changes differ differed difference exceeded exceeds movement variance
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


LISTING = re.compile(r",?\s+and\s+|,\s+")
"""What stands between the names, or the values, of a list."""


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word of a clause: its stem, where it stands, and its cue if it also calls for a derivation."""

    term: str
    start: int
    end: int
    cue: str = ""


class Level(NamedTuple):
    """A value that a step goes from or to, and where it stands in the whole text."""

    value: Mention
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text that states values of something.

    `lead` counts the characters at its start that it takes over from the clause before. `levels` are the two
    values, the earlier one first, between which the clause says that something moved.
    """

    text: str
    start: int
    words: tuple[Word, ...]
    values: tuple[Mention, ...]
    times: tuple[tuple[int, When], ...]
    cues: frozenset[str]
    unread: tuple[Mention, ...] = ()
    lead: int = 0
    aside: bool = False
    levels: tuple[Level, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the whole text, without the `lead` that it takes over from what came before."""
        return self.start + self.lead, self.start + len(self.text)

    def terms(self, start: int = 0, end: int | None = None) -> frozenset[str]:
        """The stems of the words between two places, cues included."""
        stop = len(self.text) if end is None else end
        whole = start == 0 and end is None
        return frozenset(word.term for word in self.words if whole or start <= word.start < stop)

    def cues_beyond(self, labelled: frozenset[str]) -> frozenset[str]:
        """The cues that are not words of a label, as "gain" is of "gain on sale"."""
        return frozenset(word.cue for word in self.words if word.cue and word.term not in labelled)

    @property
    def cue_terms(self) -> frozenset[str]:
        """Stems that call for a derivation, and only then belong to a label if the label has them."""
        return frozenset(word.term for word in self.words if word.cue)

    @property
    def whens(self) -> list[When]:
        """The times said, each once, earliest first."""
        return sorted({when for _, when in self.times})

    def before(self, value: Mention) -> str:
        """The word right before a value, or before the list of values that it is in (hedges aside)."""
        start = value.start
        for one in reversed(self.values):
            if one.end <= start and LISTING.fullmatch(self.text, one.end, start):
                start = one.start
        ahead = self.text[:start].lower().split()
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


def clause_of(text: str, start: int, reading: Reading) -> Clause:
    """One stretch of text as a clause; `start` is where it stands in the whole."""
    mentions = find_mentions(text, day_first=reading.day_first)
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
                numbers.append(Word(mention.text, mention.start, mention.end))
    words = (*_words("".join(hidden), reading.synonyms), *numbers)
    cues = frozenset(word.cue for word in words if word.cue)
    unread = tuple(mention for mention in mentions if mention.unclear or _is_no_day(mention))
    return Clause(text, start, words, tuple(values), tuple(times), cues, unread)


def _is_no_day(mention: Mention) -> bool:
    """Whether a day is said with its year and there is none such, as 30 February 2024."""
    return mention.kind == "day" and mention.period is None and _YEAR.search(mention.text) is not None


_YEAR = re.compile(r"\b\d{4}\b")


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
    when = when_of(mention.period, dated=mention.month is not None)
    if when and not when.bare_year and _FISCAL.search(mention.text):
        when = when._replace(fiscal=True)
    return [when] if when else []


_FISCAL = re.compile(r"\bfiscal\b|\bFY", re.IGNORECASE)


_PHRASAL = re.compile(
    r"\b(add|adds|added|adding|sum|sums|summed|end|ends|ended|made|makes|make) up\b"
    r"|\b(start|set|write|mark|lock|follow|build|run|back|step|top)-(?:up|down|off)\b"
)


def _words(text: str, synonyms: Synonyms) -> tuple[Word, ...]:
    low = _PHRASAL.sub(lambda m: (m[1] or m[2]).ljust(len(m[0])), text.lower())
    found = []
    for term in synonyms.read(low):
        cue = _CUE_OF.get(term.word, "")
        if cue or term.telling:
            found.append(Word(term.stem, term.start, term.end, cue))
    return tuple(found)


def is_name(word: Word, clause: Clause) -> bool:
    """Whether a word is capitalised in the middle of a clause, or a possessive at its start."""
    if word.start < 0 or word.cue or not clause.text[word.start].isupper():
        return False
    return word.start > 0 or re.match(r"\w+(?:\s[A-Z]\w+)*['’]s\b", clause.text) is not None
