"""Words beside the name of a line that make it another line than the statement has: "adjusted net income".

A label is a noun phrase, and so is the name of it in a text. A word right before it that no label has ("core revenue"),
or a noun right after it ("goodwill impairment"), says of what the statement does not speak. What is said of a moment
("accounts payable at 31 December") is no flow that a verb can state ("paid").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .statement_claims import Clause, Word
from .statement_index import MOST_OF_A_YEAR, Cell, Line, StatementIndex

_WITHIN = re.compile(r"(?:[\s/–-]|\b(?:of|the|in|on|from|for|a|an|its|our|their)\b)*", re.IGNORECASE)
_JOINING = re.compile(r"(?:[\s,&/–-]|\b(?:and|of|the|in|on|from|for|a|an|its|our|their)\b)*", re.IGNORECASE)
_BEFORE = frozenset(
    """
    total net overall aggregate combined annual yearly full entire whole all our own same saw see sees posted posts
    generated generates achieved achieves delivered delivers earned earns produced produces booked books registered
    logged showed shows brought held holds carried carries had has reported recorded disclosed stated listed gave gives
    put puts get gets got made makes did ran hit reached touched exceeded topped passed neared approached kept left
    only just even still actual then while whereas but though although because since however meanwhile similarly
    likewise furthermore moreover finally specifically notably namely where when as
    """.split()
)
"""What may stand right before the name of a line without making it another: the whole of it, or a verb."""
_NOUNS = re.compile(
    r"[a-z]+(?:ment|ments|tion|tions|sion|sions|ness|ance|ances|ence|ences|ity|ities|ship|age|ages)"
    r"|margins?|backlogs?|ratios?|rates?|gains?|loss|losses|profits?|reserves?|provisions?|allowances?|targets?|goals?"
    r"|budgets?|forecasts?|guidance|estimates?|benefits?|credits?|yields?|growth|multiples?|days|covers?"
    r"|write-?(?:offs?|downs?)"
)
_FLOWS = re.compile(
    r"\b(?:borrow(?:ed|s)?|repa(?:id|ys?)|paid|pays?|issued?|bought|buys?|purchased?|sold|sells?|impair(?:ed|s)?"
    r"|spent|spends?|received?|collect(?:ed|s)?|wrote|written|drew|drawn|raised?|lent|lost|redeemed|retired|settled)\b",
    re.IGNORECASE,
)
_OF_FLOWS = re.compile(
    r"proceeds|payment|purchase|cash flow|acquisition|addition|charge|expense|cost|income|revenue|sales|dividend|grant",
    re.IGNORECASE,
)
_PART_OF_A_YEAR = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly)\b|\b(?:the|a|per|each|every) (?:quarter|month|week)\b"
    r"|\bhalf[- ]year(?:ly)?\b|\bsemi-?annual(?:ly)?\b",
    re.IGNORECASE,
)


_DOUBTED = re.compile(
    r"\b(?:disput\w+|contested|challenged|fraud\w*|fake|fictitious|fabricated|stolen|embezzled|illegal\w*|unlawful\w*"
    r"|erroneous\w*|wrongly|incorrectly|mistakenly|misstated|overstated|understated|inflated|restated|unaudited"
    r"|estimated|preliminary|provisional|unverified|undisclosed|concealed|hidden|frozen|writ(?:ten|es?|ing) off"
    r"|wrote off|capitali[sz](?:ed|es?|ing)|expectations?|guidance|consensus|forecasts?|targets?|budget(?:ed)?)\b",
    re.IGNORECASE,
)
"""What makes another claim of a figure than that the statement has it, or sets it against what is not there."""
_CAME_IN = re.compile(r"\b(?:receiv(?:ed|es?)|earn(?:ed|s)?|collect(?:ed|s)?|gained)\b", re.IGNORECASE)
_OF_COSTS = re.compile(r"\b(?:expenses?|costs?|charges?|provision for|paid|payments?)\b", re.IGNORECASE)
_OF_INCOME = re.compile(r"income|revenue|sales|receiv|gain|benefit|credit", re.IGNORECASE)


def is_qualified(row: Line, words: frozenset[str], clause: Clause, index: StatementIndex) -> bool:
    """Whether a word beside the name of a line makes it one that the statement does not have."""
    cells, text = index.cells[row.key], clause.text
    known = row.own | row.context | {term for cell in cells for term in cell.column.own}
    said = [word for word in clause.words if word.start >= 0 and word.term in words]
    named = _named(said, row.own, text)

    def qualified(first: Word, last: Word) -> bool:
        before = next((word for word in reversed(said) if word.start < first.start), None)
        after = next((word for word in said if word.start > last.start), None)
        if before and _touches(before, first, text) and _qualifies(before, text) and _is_strange(before, known, index):
            return True
        return bool(
            after and _touches(last, after, text) and _is_noun(after, text) and _is_strange(after, known, index)
        )

    return bool(named) and all(qualified(first, last) for first, last in named)


def doubted(cells: Sequence[Cell], clause: Clause, index: StatementIndex) -> str:
    """The word of a clause that makes another claim of its figures, and that nothing in the source has; or ""."""
    labels = _labels(cells).lower()
    terms = {word.start: word.term for word in clause.words}
    for found in _DOUBTED.finditer(clause.text):
        if found[0].lower() not in labels and not index.knows(terms.get(found.start(), "")):
            return found[0]
    costs = _OF_COSTS.search(labels) and not _OF_INCOME.search(labels)
    came_in = _CAME_IN.search(clause.text) if costs else None
    return came_in[0] if came_in else ""


def is_flow(cells: Sequence[Cell], clause: Clause) -> bool:
    """Whether a clause has a verb of something that happened for figures of a moment, whose labels do not."""
    if any(cell.when is None or cell.when.days > 1 for cell in cells):
        return False
    labels = _labels(cells).lower()
    told = [verb[0].lower()[:4] for verb in _FLOWS.finditer(clause.text)]
    return not _OF_FLOWS.search(labels) and any(verb not in labels for verb in told)


def is_of_a_part(cells: Sequence[Cell], clause: Clause) -> bool:
    """Whether a clause speaks of a quarter or a month where the figures are of a year, and no label does."""
    whole = all(cell.when and cell.when.days > MOST_OF_A_YEAR for cell in cells)
    said = _PART_OF_A_YEAR.search(clause.text) is not None
    return whole and said and not _PART_OF_A_YEAR.search(_labels(cells))


def _labels(cells: Sequence[Cell]) -> str:
    return " ".join(f"{cell.row.label} {cell.column.label}" for cell in cells)


def _named(said: Sequence[Word], own: frozenset[str], text: str) -> list[tuple[Word, Word]]:
    """The first and the last word of each place where the most words of a label stand together."""
    runs: list[list[Word]] = []
    before: Word | None = None
    for word in said:
        if word.term in own:
            if runs and runs[-1][-1] is before and _goes_on(runs[-1], word, text):
                runs[-1].append(word)
            else:
                runs.append([word])
        before = word
    most = max(map(len, runs), default=0)
    return [(run[0], run[-1]) for run in runs if len(run) == most]


def _goes_on(run: Sequence[Word], word: Word, text: str) -> bool:
    """Whether a word goes on a name: "and" leads to none that the name already has ("tax fees and audit fees")."""
    fresh = word.term not in {one.term for one in run}
    joining = _JOINING if fresh else _WITHIN
    return word.start == run[-1].start or joining.fullmatch(text, run[-1].end, word.start) is not None


def _written(word: Word, text: str) -> str:
    return text[word.start : word.end].lower()


def _touches(one: Word, other: Word, text: str) -> bool:
    """Whether only space is between two words."""
    return text[one.end : other.start].isspace()


def _is_strange(word: Word, known: frozenset[str], index: StatementIndex) -> bool:
    """Whether a word is of another line or of none: it calls for no derivation, and nothing around the line has it."""
    return not word.cue and word.term not in known and (word.term in index.words or not index.knows(word.term))


def _qualifies(word: Word, text: str) -> bool:
    """Whether a word before a name makes it another: neither a number, nor a verb or a word for the whole of it."""
    return not word.term[0].isdigit() and _written(word, text) not in _BEFORE


def _is_noun(word: Word, text: str) -> bool:
    """Whether a word that follows a name is a noun: a verb says something of the line, a noun is another line."""
    return _NOUNS.fullmatch(_written(word, text)) is not None
