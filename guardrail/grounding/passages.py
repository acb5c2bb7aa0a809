"""Proves a value from the text of a source: a sentence that states the same value of the same thing and time."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from decimal import Decimal
from typing import NamedTuple

from ..source import Passage, Source
from ..types import Evidence, Operand, Proof, Span
from .answers import SUPPORTED, Answer
from .luck import luck
from .mentions import Mention
from .statement_claims import Clause, is_name
from .statement_clauses import clauses, paired
from .statement_index import When, same_time
from .terms import Indexed, Reading, Synonyms, stem

# How much of a claim must stand near its value: less where the value is long, for it is hardly there by chance.
_ENOUGH = ((4, 0.45), (3, 0.55), (0, 0.65))
_LISTED = "respectively"
_BOUNDS = frozenset({"over", "under", "at least", "at most", "up to"})
_MONEY = frozenset({"amount", "number"})


class Said(NamedTuple):
    """A value in a sentence of a passage, with the words around it, the time it is for and all times of the passage."""

    passage: Passage
    mention: Mention
    start: int
    terms: frozenset[str]
    near: frozenset[str]
    beside: tuple[frozenset[str], ...]
    at: int
    when: When | None
    timed: bool
    cues: frozenset[str]
    listed: bool
    times: frozenset[When]
    deeds: frozenset[str]
    ranks: frozenset[str]

    @property
    def cell(self) -> str:
        """Where it stands, as a proof names it."""
        return f"{self.passage.id}:{self.start + self.mention.start}-{self.start + self.mention.end}"


class PassageIndex:
    """Every value that the passages of a source state, by its size."""

    def __init__(self, source: Source, synonyms: Synonyms) -> None:
        self.by_value: dict[Decimal, list[Said]] = defaultdict(list)
        self.when: dict[str, When | None] = {}
        counts: Counter[str] = Counter()
        sentences = 0
        for passage in source.passages:
            read = list(clauses(passage.text, Reading(synonyms, source.day_first)))
            times = frozenset(when for clause in read for _, when in clause.times)
            for clause in read:
                counts.update(clause.terms())
                sentences += 1
                self._enter(passage, clause, times)
        self._weights = {term: math.log(1 + (sentences or 1) / n) for term, n in counts.items()}
        self._rare = math.log(2 + sentences)
        self.words = frozenset(counts)

    def weight(self, terms: frozenset[str]) -> float:
        """How telling some words are: rare ones are."""
        return sum(0.0 if term[0].isdigit() else self._weights.get(term, self._rare) for term in terms)

    def _enter(self, passage: Passage, clause: Clause, times: frozenset[When]) -> None:
        beside = tuple(_beside(clause, mention) for mention in clause.values)
        for at, (mention, when) in enumerate(paired(clause)):
            size = abs(mention.value or Decimal(0)).normalize()
            near = _near(clause, at)
            said = Said(
                passage,
                mention,
                clause.start,
                clause.terms(),
                near,
                beside,
                at,
                when,
                bool(clause.times or clause.unread),
                clause.cues,
                _LISTED in clause.text.lower(),
                times,
                _deeds(clause.text),
                _ranks(clause.text),
            )
            self.by_value[size].append(said)
            self.when[said.cell] = when


# What was done, each under one word for it: a sentence that tells of one deed tells nothing of another.
_DEEDS = {
    form: forms.split()[0]
    for forms in (
        "borrowed borrow borrows drew drawn raised issued issues",
        "repaid repay repays retired redeemed redeems",
        "opened opens open launched launches",
        "closed closes close shut shuts",
        "bought buys acquired acquires purchased purchases",
        "sold sells disposed divested divests",
        "hired hires recruited recruits",
        "dismissed fired laid",
        "leased leases rented rents",
        "built builds constructed",
    )
    for form in forms.split()
}
_DEED = re.compile(rf"\b(?:{'|'.join(_DEEDS)})\b", re.IGNORECASE)


_RANK = re.compile(r"\b(?:second|third|fourth|fifth)[- ](?=largest|biggest|highest|smallest|lowest)", re.IGNORECASE)


def _deeds(text: str) -> frozenset[str]:
    return frozenset(_DEEDS[found.lower()] for found in _DEED.findall(text))


def _ranks(text: str) -> frozenset[str]:
    return frozenset(found.lower()[:-1] for found in _RANK.findall(text))


# What is said of all but a place is not said of that place.
_BUT_THERE = frozenset(map(stem, ("outside", "excluding", "except", "without")))


def _near(clause: Clause, at: int) -> frozenset[str]:
    """The words that belong to one value: all of a sentence with one, else those up to the values beside it."""
    values = clause.values
    if len(values) < 2 or _LISTED in clause.text.lower():
        return clause.terms()
    start = values[at - 1].end if at else 0
    end = values[at + 1].start if at + 1 < len(values) else len(clause.text)
    return clause.terms(start, end) | clause.terms(0, values[0].start)


def _beside(clause: Clause, value: Mention) -> frozenset[str]:
    """The three telling words before a value and the two after it."""
    before = [word.term for word in clause.words if 0 <= word.start < value.start]
    after = [word.term for word in clause.words if word.start >= value.end]
    return frozenset(before[-3:] + after[:2])


def _in_its_place(clause: Clause, value: Mention, said: Said) -> bool:
    """Whether, of all values of the sentence, the one found stands most among the words of the one claimed."""
    if said.listed and _LISTED in clause.text.lower() and len(clause.times) < len(clause.values):
        return clause.values.index(value) == said.at
    mine = _beside(clause, value)
    shared = [len(mine & words) for words in said.beside]
    return len(shared) < 2 or (shared[said.at] == max(shared) and (shared[said.at] > 0 or not any(shared)))


def prove_from_text(
    clause: Clause, value: Mention, when: When | None, source: Source, synonyms: Synonyms
) -> Answer | None:
    """The answer where a sentence of the source states `value` of the same thing and time, else None."""
    index = source.derive(Indexed(PassageIndex, synonyms))
    if any(is_name(word, clause) and word.term not in index.words for word in clause.words):
        return None
    told = clause.terms()
    deeds, ranks = _deeds(clause.text), _ranks(clause.text)
    words = told - _cue_terms(clause)
    fitting = [
        (_cover(words, said, index), said)
        for said in index.by_value.get(abs(value.value or Decimal(0)).normalize(), ())
        if _same_kind(value, said.mention)
        and _same_when(when, said)
        and not synonyms.differ(told, told | said.near, said.near, said.terms)
        and _same_way(clause, said)
        and (not deeds or deeds & said.deeds)
        and ranks == said.ranks
        and not (said.near & _BUT_THERE) - told
        and _in_its_place(clause, value, said)
    ]
    best = max(fitting, key=lambda pair: pair[0], default=(0.0, None))
    if best[1] is None or best[0] < _enough(value):
        return None
    return _supported(clause, value, best[1], len(fitting))


def _enough(value: Mention) -> float:
    digits = len((value.value or Decimal(0)).normalize().as_tuple().digits)
    return next(share for least, share in _ENOUGH if digits >= least)


def _cue_terms(clause: Clause) -> frozenset[str]:
    return frozenset(word.term for word in clause.words if word.cue in {"up", "down", "change", "share", "sum"})


def _cover(words: frozenset[str], said: Said, index: PassageIndex) -> float:
    """How much of what the claim says stands near the value in the sentence, 0 to 1."""
    asked = index.weight(words)
    if not asked:
        return 0.0
    near = index.weight(words & said.near)
    covered = near + 0.4 * index.weight((words & said.terms) - said.near)
    missing = words - said.terms
    return covered / (
        covered + 1.5 * index.weight(missing & index.words) + 0.6 * index.weight(missing - index.words) + 1e-9
    )


def _same_kind(value: Mention, said: Mention) -> bool:
    if value.hedge != said.hedge and {value.hedge, said.hedge} & _BOUNDS:
        return False
    if value.kind in _MONEY and said.kind in _MONEY:
        both = value.unit and said.unit
        return not both or value.unit == said.unit or {value.unit, said.unit} <= {"$", "USD"}
    if value.kind == said.kind == "count":
        return stem(value.unit) == stem(said.unit)
    if value.kind in {"count", "number"} and said.kind in {"count", "number"}:
        return True
    return value.kind == said.kind


def _same_when(when: When | None, said: Said) -> bool:
    if when is None:
        return True
    if said.when:
        return same_time(when, said.when)
    return not said.timed and (not said.times or any(same_time(when, time) for time in said.times))


def _same_way(clause: Clause, said: Said) -> bool:
    """Whether neither contradicts the other on the direction, and both or neither negate."""
    for one, other in (("up", "down"), ("down", "up")):
        if one in clause.cues and other in said.cues and one not in said.cues:
            return False
    for cue in ("average", "not", "modal"):
        if (cue in clause.cues) != (cue in said.cues):
            return False
    return ("change" in clause.cues or bool(clause.cues & {"up", "down"})) == bool(said.cues & {"up", "down", "change"})


def _supported(clause: Clause, value: Mention, said: Said, tried: int) -> Answer:
    start, end = said.start + said.mention.start, said.start + said.mention.end
    quote = " ".join(said.passage.text[max(0, start - 80) : end + 40].split())
    evidence = Evidence(ref=said.passage.id, text=quote, span=Span(start, end))
    stated = abs(value.value or Decimal(0))
    chance = luck(stated, value.places, "", max(tried, 1))
    proof = Proof(
        operation="value",
        operands=(Operand(cells=(said.cell,)),),
        stated=str(stated),
        places=value.places,
        luck=chance,
    )
    return Answer(
        status=SUPPORTED,
        message=f"the text says: {quote}",
        start=clause.start + value.start,
        end=clause.start + value.end,
        evidence=(evidence,),
        proof=proof,
    )
