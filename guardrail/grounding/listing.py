"""An index over tables that list named things: a row for each branch, product or person, a column for each measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..source import Figure, Period, Source, Table
from .lexicon import COMMON
from .mentions import find_mentions
from .name_words import Word, keys
from .names import NameIndex
from .terms import Synonyms

_RATES = frozenset({"%", "percent", "percentage", "pct", "rate"})


class Leaf(NamedTuple):
    """A figure of a listing: whose it is, what its column is called and in which words."""

    label: str
    head: str
    terms: frozenset[str]
    figure: Figure

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.figure.unit == "%" or not _RATES.isdisjoint(keys(self.head.replace("_", " ")))


class Listing:
    """The rows of all listings of a source by name, with their columns."""

    def __init__(self, source: Source, synonyms: Synonyms) -> None:
        self.synonyms = synonyms
        self.day_first = source.day_first
        tables = [table for table in source.tables if _lists(table)]
        self.tables = frozenset(table.id for table in tables)
        self.rows = _by_label(leaf for table in tables for leaf in _leaves(table, synonyms))
        self.terms = frozenset(term for row in self.rows.values() for leaf in row for term in leaf.terms)
        self.measures = frozenset(leaf.terms for row in self.rows.values() for leaf in row if len(leaf.terms) == 1)
        self.time_terms = frozenset(term for term in self.terms if any(char.isdigit() for char in term))
        self._meant = _meant(self.rows, synonyms)
        self._names = NameIndex({"row": self._meant}, COMMON)
        self.words = frozenset(_words_of(source, self._meant, synonyms)) if tables else frozenset()
        self._times = list(_days(source)) if tables else []

    def is_time(self, period: Period) -> bool:
        """Whether the source says that it is for this time."""
        return any(period.covers(time.start) or time.covers(period.end) for time in self._times)

    def is_weekday(self, name: str) -> bool:
        """Whether a date of the source falls on this day of the week."""
        return any(time.start == time.end and f"{time.start:%A}".lower() == name for time in self._times)

    def names(self, found: list[Word]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where rows are named, and which rows may be meant."""
        for name in self._names.find(found):
            first, last = found[name.first], found[name.last]
            labels = sorted({label for form in name.meant for label in self._meant[form]})
            if first.text[0].isupper() or first.text[0].isdigit():
                end = last.end - 2 if last.text[-2:] in {"'s", "’s"} else last.end
                yield first.start, end, tuple(labels)


def _by_label(leaves: Iterable[Leaf]) -> dict[str, list[Leaf]]:
    rows: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        rows.setdefault(leaf.label, []).append(leaf)
    return rows


def _lists(table: Table) -> bool:
    """Whether the rows of a table are named things and its columns measures, and neither are times."""
    figures = [figure for figure in table.figures if figure.heads and figure.path]
    labels, heads = {figure.path for figure in figures}, {figure.heads for figure in figures}
    rows = {(figure.path, figure.row) for figure in figures}
    if len(labels) < 2 or len(heads) < 2 or len(rows) > len(labels) or len(figures) < len(table.figures):
        return False
    return not any(mention.period for texts in (*heads, *labels) for text in texts for mention in find_mentions(text))


def _leaves(table: Table, synonyms: Synonyms) -> Iterator[Leaf]:
    terms = {heads: frozenset(synonyms.terms(" ".join(heads))) for heads in {f.heads for f in table.figures}}
    for figure in table.figures:
        if terms[figure.heads]:
            yield Leaf(figure.path[-1], " ".join(figure.heads), terms[figure.heads], figure)


def _forms(label: str) -> Iterator[str]:
    """What a row may be called: its whole label, and the words that it begins or ends with."""
    yield label
    parts = label.split()
    for size in range(1, len(parts)):
        for form in (" ".join(parts[:size]), " ".join(parts[size:])):
            if len(form) >= 4 and form[0].isalnum():
                yield form


def _meant(labels: Iterable[str], synonyms: Synonyms) -> dict[str, set[str]]:
    """The rows that each form may mean, and each other name that the synonyms give a form."""
    meant: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        for form in _forms(label):
            meant[form].add(label)
    folded = {" ".join(keys(form)): form for form in meant}
    for group in synonyms.groups:
        rows = [label for name in group for label in meant.get(folded.get(" ".join(keys(name)), ""), ())]
        for name in group if rows else ():
            meant[name].update(rows)
    return meant


def _words_of(source: Source, forms: Iterable[str], synonyms: Synonyms) -> Iterator[str]:
    """Every word of the source, and of the names that its rows and measures go by."""
    names = (name for group in synonyms.groups for name in group)
    for text in {*_texts(source), *forms, *names}:
        yield from keys(text)


def _texts(source: Source) -> Iterator[str]:
    for passage in source.passages:
        yield passage.text
    for table in source.tables:
        yield from table.texts


def _days(source: Source) -> Iterator[Period]:
    """The times that the passages and captions name."""
    texts = [passage.text for passage in source.passages] + [table.caption for table in source.tables]
    for text in texts:
        yield from (mention.period for mention in find_mentions(text, day_first=source.day_first) if mention.period)
