"""Reads a text about a ledger clause by clause, and has each thing it says proven."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..source import Source
from .aliases import Aliases
from .answers import CONTRADICTION, SUPPORTED, UNCHECKED, UNSUPPORTED, Answer
from .claims import MONEY, clauses, each_named, parallel, period, with_unread
from .clause import Slots
from .ledger import Ledger, loose
from .ledger_cells import CELL, CellBooks, held_to_cells
from .ledger_comparisons import is_as_much, is_multiple, prove_comparison
from .ledger_currencies import foreign
from .ledger_details import told_otherwise, with_details
from .ledger_limits import (
    is_regular,
    is_uniform,
    prove_limit,
    prove_only,
    prove_regular,
    prove_uniform,
    within_limit,
)
from .ledger_proofs import (
    absent_name,
    prove_amount,
    prove_average,
    prove_count,
    prove_once,
    prove_presence,
    refuse,
)
from .ledger_qualifiers import as_qualified, is_a_rate, unproven_word
from .ledger_ranks import is_ranked, is_unsurpassed, prove_rank, prove_unsurpassed
from .ledger_references import Spoken, addressed, bound
from .ledger_relations import by_more, prove_change, prove_share
from .ledger_strangers import not_understood
from .ledger_surplus import is_surplus, is_up_or_down, prove_surplus
from .ledger_trends import by_month, is_run, is_trend, prove_monthly_average, prove_run, prove_trend
from .lexicon import COMMON, CUES
from .name_words import words
from .names import NameIndex
from .scan import Item, scan, sentences

_SINGLE = frozenset({"payment", "purchase", "transaction", "refund", "order", "receipt", "entry"})
_DENIED = "what a sentence denies is not searched for"
MOST_ITEMS = 400
SAYS_SOMETHING = 2
_PLURALS = frozenset(
    "payments refunds transactions purchases orders entries bills vendors suppliers receipts charges visits".split()
)
_COUNTS = frozenset({"count", "number", "multiple"})
_MOVES = frozenset({"paid", "charged", "received", "refunded", "payment"})
_LIMITS = frozenset({"over", "under", "at least", "at most", "more than", "less than", "above", "below", "up to"})


class Books:
    """A ledger with its names, built once for a source and the aliases of its names."""

    def __init__(self, source: Source, aliases: Aliases) -> None:
        self.ledger = Ledger(source)
        names = {"id": _telling(self.ledger), "entity": _telling_names(self.ledger.entities)}
        names["account"] = _telling_names(self.ledger.accounts)
        self.cells = CellBooks(self.ledger)
        names[CELL] = list(self.cells.columns)
        self.names = NameIndex(names, COMMON, aliases)


@dataclass(frozen=True)
class Named:
    """Builds the ledger of a source with aliases: equal, and so built once, where these are."""

    aliases: Aliases

    def __call__(self, source: Source) -> Books:
        """The ledger."""
        return Books(source, self.aliases)


def _telling(ledger: Ledger) -> list[str]:
    """Record ids that cannot be taken for a number or a word in a sentence."""
    ids = (record.id for record in ledger.records)
    return [name for name in ids if any(map(str.isdigit, name)) and any(map(str.isalpha, name))]


def _telling_names(names: Sequence[str]) -> list[str]:
    """Names that cannot be taken for a number."""
    return [name for name in names if any(c.isalpha() for c in name)]


class Reading:
    """The reading of one text about a ledger, in one piece or in several: what was said before counts."""

    def __init__(self, source: Source, aliases: Aliases) -> None:
        self._books = source.derive(Named(aliases))
        self._day_first = source.day_first
        self._spoken = Spoken()

    def read(self, text: str) -> list[Answer]:
        """What the records say to each claim of a piece of the text."""
        items = scan(text, self._books.names, self._day_first)
        answers: list[Answer] = []
        for sentence in sentences(_identified(items, self._books.ledger)):
            if len(sentence) > MOST_ITEMS:
                answers.append(_too_long(sentence))
            else:
                answers += self._of_sentence(addressed(sentence)) or _unchecked(sentence)
        return answers

    def _of_sentence(self, sentence: list[Item]) -> list[Answer]:
        """The answers to the clauses of a sentence, in turn, so that each knows what the ones before it said."""
        before, found = self._spoken, list[Answer]()
        said: list[Item] = []
        parts = clauses(sentence)
        for last, slots, following in zip([None, *parts], parts, [*parts[1:], None], strict=False):
            times = _times_beside(last, slots, following)
            answers = _clause_answers(slots, times, before.after(said), self._books.ledger)
            answers = held_to_cells(answers, slots, said, self._books.cells)
            before = before.proven(answers) if answers else before
            said += slots.items
            found += answers
        self._spoken = before.after(sentence)
        return found


def read_ledger(text: str, source: Source, aliases: Aliases) -> list[Answer]:
    """What the records of `source` say to each claim of `text`."""
    return Reading(source, aliases).read(text)


def _clause_answers(slots: Slots, times: Sequence[tuple[Item, ...]], spoken: Spoken, ledger: Ledger) -> list[Answer]:
    """The answers to a clause; one that is not proven without a time may be about one of `times`."""
    answers = _bound_answers(slots, spoken, ledger)
    if times and not _all_supported(answers):
        timed = [_bound_answers(replace(slots, times=some), spoken, ledger) for some in times]
        answers = next(filter(_all_supported, timed), [_unsure(answer) for answer in answers])
    if not _all_supported(answers) and _may_be_misread(slots, spoken, ledger):
        answers = [_unsure(answer) for answer in answers]
    return answers


def _times_beside(before: Slots | None, slots: Slots, following: Slots | None) -> list[tuple[Item, ...]]:
    """The times of the clauses beside one that has none; the next counts where both speak of the same."""
    if "whole" in slots.cues:
        return []
    times = [before.times] if before and before.times and not slots.times else []
    return times + ([following.times] if following and _time_follows(slots, following) else [])


def _may_be_misread(slots: Slots, spoken: Spoken, ledger: Ledger) -> bool:
    """Whether a clause would be right without the time taken from the one before, or has a word that is an account's.

    Then what the books say is no ground for a contradiction.
    """
    if not slots.accounts and any(item.kind == "plain" and item.key in ledger.plain_accounts for item in slots.items):
        return True
    timeless = replace(slots, times=()) if "times" in slots.inherited else None
    return timeless is not None and _all_supported(_bound_answers(timeless, spoken, ledger))


def _time_follows(slots: Slots, following: Slots) -> bool:
    same = {"entities", "accounts"} & following.inherited
    return not slots.times and bool(following.times) and "times" not in following.inherited and bool(same)


def _all_supported(answers: Sequence[Answer]) -> bool:
    return bool(answers) and all(answer.status == SUPPORTED for answer in answers)


def _bound_answers(slots: Slots, spoken: Spoken, ledger: Ledger) -> list[Answer]:
    """The answers to a clause, once it is known whom its "they" means; where that is a guess, none contradicts."""
    told = bound(slots, spoken, ledger)
    if isinstance(told, Answer):
        return [told]
    answers = _answers(told.slots, ledger)
    return answers if told.sure else [_unsure(answer) for answer in answers]


def _unchecked(sentence: Sequence[Item]) -> list[Answer]:
    """Says that a sentence made no claim that was read, if it has more in it than courtesies."""
    if sum(item.kind in {"word", "name"} for item in sentence) < SAYS_SOMETHING:
        return []
    told = "this sentence could not be checked against the books"
    return [Answer(status=UNCHECKED, message=told, start=sentence[0].start, end=sentence[-1].end)]


def _identified(items: list[Item], ledger: Ledger) -> list[Item]:
    """A code that is the id of a record becomes that record; one in another column, that cell; and so for details."""
    for at, item in enumerate(items):
        if item.kind == "code" and item.mention:
            code = loose(item.mention.text)
            if name := ledger.by_loose_id.get(code):
                items[at] = item._replace(kind="id", key=name)
            elif code in ledger.references and any(map(str.isalpha, code)):
                items[at] = item._replace(kind=CELL, key=item.mention.text)
            if at and items[at].kind != "code" and items[at - 1].word == "invoice":
                items[at - 1] = items[at - 1]._replace(kind="plain")
    return with_details(items, ledger)


def _too_long(sentence: Sequence[Item]) -> Answer:
    told = f"the sentence is too long to be read: it has over {MOST_ITEMS} words and values"
    return Answer(status=UNSUPPORTED, message=told, start=sentence[0].start, end=sentence[-1].end)


def names_records(text: str, source: Source, aliases: Aliases) -> bool:
    """Whether a text names an entity, an account or an id of the records."""
    books = source.derive(Named(aliases))
    return bool(books.names.find(words(text)))


def _answers(slots: Slots, ledger: Ledger) -> list[Answer]:
    if not slots.values and "not" in slots.cues and slots.cues & _MOVES and absent_name(slots, ledger):
        return [prove_presence(slots, ledger)]
    refused = not_understood(slots, ledger) or told_otherwise(slots, ledger)
    if refused:
        return [refused]
    if word := unproven_word(slots, ledger):
        return [refuse(slots, f"the books cannot tell this ({word})")]
    slots = _without_whole_durations(slots, ledger)
    for item in slots.values:
        wrong = foreign(item.mention, ledger) if item.mention else ""
        if wrong:
            return [refuse(slots, wrong, CONTRADICTION, item)]
    return as_qualified(_proven(with_unread(slots), ledger), slots, ledger)


def _without_whole_durations(slots: Slots, ledger: Ledger) -> Slots:
    """`slots` without "the two months" where the books are of just two months, and no other time is said."""
    if slots.times or ledger.span is None:
        return slots
    first, last = ledger.span
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    whole = [item for item in slots.values if item.key == "duration" and _is_months(item, months, slots)]
    return replace(slots, values=tuple(item for item in slots.values if item not in whole)) if whole else slots


def _is_months(item: Item, months: int, slots: Slots) -> bool:
    at = slots.place(item)
    definite = at > 0 and slots.items[at - 1].key in {"the", "these", "those", "both", "all"}
    mention = item.mention
    return definite and mention is not None and mention.unit == "month" and mention.value == months


def _proven(slots: Slots, ledger: Ledger) -> list[Answer]:
    """One family of claims a clause, chosen by its cues."""
    slots = by_more(slots)
    cues = slots.cues
    if is_up_or_down(slots):
        return prove_surplus(slots, ledger)
    if is_trend(slots):
        return prove_trend(slots, ledger)
    if cues & {"rose", "fell", "unchanged"}:
        return [answer for one in each_named(slots) for answer in prove_change(one, ledger)]
    if is_surplus(slots):
        return prove_surplus(slots, ledger)
    if _compares(slots):
        return prove_comparison(slots, ledger)
    shares = [item for item in slots.values if _is_share(item, slots)]
    if shares:
        rest = [item for item in slots.values if item not in shares]
        return [*(prove_share(item, slots, ledger) for item in shares), *_beside(slots, rest, ledger)]
    if is_ranked(slots):
        return [refuse(slots, _DENIED)] if "not" in slots.cues else prove_rank(slots, ledger)
    if is_unsurpassed(slots):
        return prove_unsurpassed(slots, ledger)
    answers = [answer for part in parallel(slots) for answer in _plain(part, ledger)]
    if len(slots.values) > 1 and slots.cues & {"refunded", "net"}:
        return [_unsure(answer) for answer in answers]
    return answers


def _beside(slots: Slots, values: Sequence[Item], ledger: Ledger) -> list[Answer]:
    """What is said in the same breath as a share: of the one that has it, or of all ("80% of the $1,250 total")."""
    found: list[Answer] = []
    for item in values:
        tries = [_valued(part, [item], ledger) for part in (slots, replace(slots, entities=(), accounts=()))]
        proven = [answers for answers in tries if answers and all(answer.status == SUPPORTED for answer in answers)]
        found += proven[0] if proven else map(_unsure, tries[0])
    return found


def _unsure(answer: Answer) -> Answer:
    """Which of several values a refund has to do with cannot be told, so that nothing here is contradicted."""
    return answer._replace(status=UNSUPPORTED) if answer.status == CONTRADICTION else answer


def _compares(slots: Slots) -> bool:
    compared = slots.cues & {"more", "less", "same", "than", "difference"}
    if not (compared or is_as_much(slots) or any(is_multiple(item, slots) for item in slots.values)):
        return False
    doubles = max(len(slots.entities), len(slots.accounts), len(slots.times))
    return doubles >= 2


def _is_share(item: Item, slots: Slots) -> bool:
    if item.key == "percent":
        return True
    fraction = item.key == "multiple" and item.mention is not None and (item.mention.value or 0) < 1
    return fraction and bool(slots.cues & {"share", "total", "paid", "payment", "charged"})


def _plain(slots: Slots, ledger: Ledger) -> list[Answer]:
    if is_regular(slots) and "average" not in slots.cues:
        return prove_regular(slots, ledger)
    if is_a_rate(slots) and "average" not in slots.cues:
        return [_unsure(answer) for answer in prove_regular(slots, ledger)]
    if len(slots.values) == 1 and within_limit(slots.values[0], slots):
        return [prove_limit(slots.values[0], slots, ledger)]
    if len(slots.values) == 1 and is_uniform(slots.values[0], slots):
        return [prove_uniform(slots.values[0], slots, ledger)]
    not_searched = _not_searched(slots)
    return [refuse(slots, not_searched)] if not_searched else _valued(slots, slots.values, ledger)


def _not_searched(slots: Slots) -> str:
    """Why what a clause says of its values is not looked for, or ""."""
    values = slots.values
    if any(item.key == "ordinal" for item in values):
        return "which one in order this was is not searched for"
    if values and not (slots.cues or slots.entities or slots.accounts or any(v.key != "multiple" for v in values)):
        return "this does not say what it is a number of"
    if "only" in slots.cues and any(v.mention and v.mention.hedge in _LIMITS for v in values if v.key in MONEY):
        return "whether it is the only one over or under an amount is not searched for"
    stated = any(item.mention and item.mention.value for item in values) or slots.cues & {"once", "only"}
    return _DENIED if "not" in slots.cues and stated else ""


def _valued(slots: Slots, values: Sequence[Item], ledger: Ledger) -> list[Answer]:
    counts = [item for item in values if _is_count(item, slots)]
    money = [item for item in values if item.key in MONEY and item not in counts]
    limits = [item for item in money if counts and _limits(item, counts, slots)]
    if not values and "once" not in slots.cues:
        return _without_value(slots, ledger)
    left = [item for item in values if item not in counts and item not in money and item.key != "count"]
    if left:
        return [refuse(slots, "the books cannot tell this", item=left[0])]
    answers = [prove_count(item, slots, ledger, limits) for item in counts]
    answers += [prove_once(item, slots, ledger) for item in slots.items if item.key == "once" and _is_once(item, slots)]
    prove = _measure(slots)
    answers += [prove(item, slots, ledger) for item in money if item not in limits]
    if "only" in slots.cues and money and slots.words & _SINGLE:
        answers.append(prove_once(money[0], slots, ledger))
    return answers


def _measure(slots: Slots) -> Callable[[Item, Slots, Ledger], Answer]:
    """What proves an amount of a clause: as an average, or as a payment or a sum."""
    if "average" in slots.cues and by_month(slots):
        return prove_monthly_average
    return prove_average if slots.cues & {"average", "median"} else prove_amount


def _is_count(item: Item, slots: Slots) -> bool:
    mention = item.mention
    if mention is None or item.key not in _COUNTS or mention.places < 0:
        return False
    if item.key == "multiple":
        often = mention.text.lower().endswith(("twice", "thrice", "once", "times", "time"))
        return often and (mention.value or 0) >= 1 and not is_multiple(item, slots)
    if item.key == "count":
        one = (
            mention.value == 1
            and mention.text[-1:] != "s"
            and CUES.get(mention.unit.rpartition(" ")[2], "")
            in {
                "payment",
                "refunded",
                "received",
                "paid",
            }
        )
        return not one or "only" in slots.cues or not any(_is_plain_money(v) for v in slots.values)
    if slots.cues & {"average"}:
        return False
    following = slots.items[slots.place(item) + 1 :][:2]
    if following and following[0].kind == "cue" and following[0].word in _COUNTED and mention.text.isdigit():
        return True
    if len(following) > 1 and following[0].kind in {"entity", "account"} and following[1].word in _PLURALS:
        return item.key == "number" and mention.places == 0  # "three WeWork payments"
    counted = "count" in slots.cues or _of_several(item, slots) or _after_colon(item, slots)
    return counted or _in_all(item, slots)


_COUNTED = frozenset("reversal reversals chargeback chargebacks credits rebate rebates reimbursements".split())


def _in_all(item: Item, slots: Slots) -> bool:
    """Whether a whole number is all that a clause says, with "in all": "..., 2 in all" counts what was spoken of."""
    rest = {one.key for one in slots.items if one is not item and one.kind != "plain"}
    return rest == {"total"} and bool(slots.inherited) and item.mention is not None and item.mention.text.isdigit()


def _of_several(item: Item, slots: Slots) -> bool:
    """Whether a number is one of "14 of the payments"."""
    at = slots.place(item)
    keys = [i.key for i in slots.items[at + 1 : at + 4]]
    return at >= 0 and keys[:1] == ["of"] and bool({"payment", "vendor", "refunded", "charged"} & set(keys[1:]))


def _after_colon(item: Item, slots: Slots) -> bool:
    """Whether a whole number ends a line such as "Refunds in March: 3", which is a count and no amount."""
    mention = item.mention
    if mention is None or mention.places or not mention.text.isdigit() or slots.place(item) < 1:
        return False
    before, last = slots.items[slots.place(item) - 1], slots.items[-1]
    return before.key == ":" and last is item and bool(slots.words & _PLURALS)


def _is_once(item: Item, slots: Slots) -> bool:
    following = slots.items[slots.items.index(item) + 1 :][:1]
    return not (following and following[0].key in {"i", "you", "we", "refunded", "net"})


def _limits(item: Item, counts: Sequence[Item], slots: Slots) -> bool:
    """Whether an amount says which payments are counted: "over £100", "three payments of £455", "£455 twice"."""
    if item.mention and item.mention.high is not None:
        return True
    if item.mention is None or slots.cues & {"total", "average", "median", "net", "gross"}:
        return item.mention is not None and item.mention.hedge in _LIMITS
    alone = sum(value.key in MONEY for value in slots.values) == 1
    repeated = alone and any(count.key == "multiple" for count in counts)
    behind = any(count.start < item.start for count in counts)
    exact = behind and slots.before(item, _EXACTLY) in {"of", "at"}
    return item.mention.hedge in _LIMITS or exact or repeated


_EXACTLY = frozenset({"exactly", "precisely", "just"})


def _is_plain_money(item: Item) -> bool:
    return item.key in MONEY and item.mention is not None and item.mention.hedge not in _LIMITS


def _without_value(slots: Slots, ledger: Ledger) -> list[Answer]:
    """A clause without a number: it still claims that a payment was, or was not, made."""
    names = slots.entities or slots.accounts or slots.ids or absent_name(slots, ledger)
    own = [name for name in ("entities", "accounts", "times") if getattr(slots, name) and name not in slots.inherited]
    if slots.ids and (slots.entities or slots.accounts):
        return [prove_presence(slots, ledger)]
    if names and is_run(slots):
        return [prove_run(slots, ledger)]
    if not (slots.cues & (_MOVES | {"only", "all", "not"}) and names) or (not own and "not" not in slots.cues):
        return []
    if slots.cues & {"only", "all"}:
        return [prove_only(slots, ledger)]
    if len(slots.entities) > 1 and "not" not in slots.cues:
        return [prove_presence(replace(slots, entities=(entity,)), ledger) for entity in slots.entities]
    if len(slots.times) > 1 and period(slots, ledger) is None:
        return [prove_presence(replace(slots, times=(time,)), ledger) for time in slots.times]
    return [prove_presence(slots, ledger)]
