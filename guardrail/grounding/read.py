"""What a source says to each claim of a text: its records, its tables and its passages."""

from __future__ import annotations

from functools import partial

from ..source import Source
from .aliases import Aliases, shipped_aliases
from .answers import SUPPORTED, UNSUPPORTED, Answer
from .citations import citations
from .cited import with_citations
from .ledger_reader import Reading, names_records, read_ledger
from .listing import Listing
from .listing_reader import WORKED_OUT, read_listing
from .measures import Measures, shipped_measures
from .spans import sentence_spans
from .statement_reader import read_statements
from .terms import Indexed, Synonyms, shipped_synonyms

MOST_SENTENCES = 4000
LONGEST_SENTENCE = 5000
_LIMIT = f"at most {MOST_SENTENCES:,} sentences of at most {LONGEST_SENTENCE:,} characters are checked"


def read(
    text: str,
    source: Source,
    synonyms: Synonyms | None = None,
    measures: Measures | None = None,
    aliases: Aliases | None = None,
) -> list[Answer]:
    """An answer to every claim that was found in `text`.

    Labels are compared by `synonyms`, and what no line states is worked out by `measures`: those that ship if None.
    So with `aliases`, by which a record is found under another name.

    What follows the first `MOST_SENTENCES` sentences, or a sentence of over `LONGEST_SENTENCE` characters, is
    not read, and an answer says so. What the text refers to, as by "[A2]", must be there and prove what it stands
    behind.
    """
    kept, rest = _bounded(text)
    terms = shipped_synonyms() if synonyms is None else synonyms
    named = shipped_measures() if measures is None else measures
    called = shipped_aliases() if aliases is None else aliases
    reader = partial(_answers, synonyms=terms, measures=named, aliases=called)
    found = citations(kept, source)
    answers = with_citations(kept, found, source, reader) if found else reader(kept, source)
    return answers + rest


def _answers(text: str, source: Source, synonyms: Synonyms, measures: Measures, aliases: Aliases) -> list[Answer]:
    """What the records, tables and passages say to a text, whose references to the source are words like others."""
    if not source.records:
        return _by_tables(text, source, synonyms, measures)
    if not source.tables and not source.passages:
        return read_ledger(text, source, aliases)
    answers, reading = list[Answer](), Reading(source, aliases)
    for start, end in sentence_spans(text):
        by_records = reading.read(text[start:end])
        by_tables = _by_tables(text[start:end], source, synonyms, measures)
        names_them = names_records(text[start:end], source, aliases)
        answers += [answer.moved(start) for answer in _either(by_records, by_tables, names_them=names_them)]
    return answers


def _bounded(text: str) -> tuple[str, list[Answer]]:
    """The text up to where it becomes too long to read, and the answer that says so."""
    if len(text) < MOST_SENTENCES:
        return text, []
    for count, (start, end) in enumerate(sentence_spans(text)):
        if count == MOST_SENTENCES or end - start > LONGEST_SENTENCE:
            told = f"the text is too long from here on: {_LIMIT}"
            return text[:start], [Answer(status=UNSUPPORTED, message=told, start=start, end=len(text))]
    return text, []


def _either(by_records: list[Answer], by_tables: list[Answer], *, names_them: bool) -> list[Answer]:
    """What the records say to a sentence, or the tables and passages if it is about these.

    A sentence that one of them proves is proven; else the records answer if it names one of theirs.
    """
    for answers in (by_records, by_tables):
        if answers and all(answer.status == SUPPORTED for answer in answers):
            return answers
    return by_records if names_them or not by_tables else by_tables


def _by_tables(text: str, source: Source, synonyms: Synonyms, measures: Measures) -> list[Answer]:
    """What statements and passages say to a text, and listings to the sentences that speak of their rows."""
    listing = source.derive(Indexed(Listing, synonyms))
    if not listing.rows:
        return read_statements(text, source, synonyms, measures)
    answers: list[Answer] = []
    for start, end, found in read_listing(text, listing):
        if any(answer.evidence for answer in found):
            answers += found
        else:
            others = [answer.moved(start) for answer in read_statements(text[start:end], source, synonyms, measures)]
            answers += others if not found or _proven_elsewhere(found, others, listing) else found
    return answers


def _proven_elsewhere(found: list[Answer], others: list[Answer], listing: Listing) -> bool:
    """Whether what no cell of a listing says plainly is worked out from its cells, or stands in another text or table.

    Other readers do not tell the columns of a listing apart: a cell that they find in it as it is does not count.
    """
    if not others or any(answer.status != SUPPORTED for answer in others):
        return False
    proofs = [answer.proof for answer in others if answer.proof]
    cells = [cell for proof in proofs for operand in proof.operands for cell in operand.cells]
    worked_out = any(answer.message == WORKED_OUT for answer in found)
    return worked_out or not any(cell.partition(":")[0] in listing.tables for cell in cells)
