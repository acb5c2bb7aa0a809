"""Words as labels of statements compare them: stems, and words that accountants use for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

TERM = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*%?|&")

# Grammar, and the words of a question or statement that say nothing of what is measured.
_EMPTY = frozenset(
    """a an the this that these those of in on at for to from by with as and or is are was were be been being has have
    had do does did it its their his her our your company companies companys group s t which what who how when where
    there during over under between among respectively respective value values amount amounts figure figures figure
    recorded reported amounted stood equal equals equaled came both each per into out up than then also including
    include includes included about approximately nearly around roughly during within through until since end ended
    ending year years fiscal month months period periods quarter quarters first second third fourth reported reporting
    according table shows show shown statement statements respectively due mainly primarily will would can could may
    not no we they he she i you them us if so such any all some using used use based given following
    below above information details date dates balance sheet number numbers sum much many million
    millions billion billions thousand thousands dollars usd percent percentage points ratio""".split()
)

_SYNONYMS = """
revenue: revenues sales turnover
income: earnings profit profits
ppe: property plant equipment
equity: stockholders shareholders stockholder shareholder shareowners
expense: expenses cost costs expenditure expenditures charge charges
receivable: receivables debtors
payable: payables creditors
inventory: inventories stock stocks
employee: employees staff personnel headcount
borrowing: borrowings debt debts loan loans indebtedness
amortization: amortisation
depreciation: depreciations
goodwill: goodwills
tax: taxes taxation
lease: leases leasing leased
asset: assets
liability: liabilities
dividend: dividends
interest: interests
research: r
development: d
"""


def _synonyms(table: str) -> dict[str, str]:
    found = {}
    for line in table.strip().splitlines():
        head, _, tail = line.partition(":")
        for word in tail.split():
            found[word] = head
    return found


_SAME: Mapping[str, str] = _synonyms(_SYNONYMS)
_ENDINGS = (
    "izations", "isations", "ization", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "ities", "ity",
    "ions", "ion", "ies", "ers", "er", "ors", "or", "ed", "es", "ly", "al", "ive", "s", "e", "y",
)  # fmt: skip


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A crude stem: enough that "amortisation", "amortised" and "amortization" meet."""
    word = word.replace("’", "'").removesuffix("'s").replace("'", "")
    word = _SAME.get(word, word)
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    word = _SAME.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    if word.endswith("at") and len(word) > 5:
        word = word[:-2]
    return _SAME.get(word, word)


def terms(text: str, *, keep: Iterable[str] = ()) -> list[str]:
    """The stems of the words in `text` that say what is measured, in order; words in `keep` stay too."""
    kept = set(keep)
    return [stem(word) for word in TERM.findall(text.lower()) if (word not in _EMPTY and word != "&") or word in kept]


def is_empty(word: str) -> bool:
    """Whether a lower-case word says nothing of what is measured."""
    return word in _EMPTY
