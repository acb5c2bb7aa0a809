"""Words as labels of statements compare them: stems, and the names that accountants use for one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar

from ..resources import shipped
from ..source import Source

T = TypeVar("T")

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
    millions billion billions thousand thousands dollars usd percent percentage points ratio
    versus vs compared compares comparing comparison same prior previous earlier recognized recognised
    recognize recognizes incurred incurs totaled totalled totals totaling totalling amounting however additionally
    overall basis""".split()
)

_INITIALS = r"(?<!\w)(?:[a-z]{1,3}\s?&\s?[a-z]{1,2}|[a-z]/[a-z])(?!\w)"
_TOKEN = re.compile(rf"{_INITIALS}|[^\W\d_]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*%?|[,&.;:()?!]")
_JOINS = frozenset({",", "&", "and"})
_ENDINGS = (
    "izations", "isations", "ization", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "ities", "ity",
    "ions", "ion", "ies", "ers", "er", "ors", "or", "ed", "es", "ly", "al", "ive", "s", "e", "y",
)  # fmt: skip

Phrase = tuple[str, ...]


class Token(NamedTuple):
    """A word or mark of a text: in the singular, as written, and where it stands."""

    key: str
    word: str
    start: int
    end: int


class Term(NamedTuple):
    """A stem, the word it was made of ("" for a name of several), where that stands, and whether it is a name."""

    stem: str
    word: str
    start: int
    end: int
    named: bool = False

    @property
    def telling(self) -> bool:
        """Whether it says what is measured: a name that somebody listed does, whatever its words."""
        return self.named or not is_empty(self.word)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A crude stem: enough that "amortisation", "amortised" and "amortization" meet."""
    word = singular(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-2] if word.endswith("at") and len(word) > 5 else word


def singular(word: str) -> str:
    """A word without the ending of a plural."""
    word = word.replace("'", "")
    if len(word) <= 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "sses", "ches", "shes")) else word[:-1]


def is_empty(word: str) -> bool:
    """Whether a lower-case word says nothing of what is measured."""
    return word in _EMPTY


@dataclass(frozen=True)
class Synonyms:
    """Names that mean the same line of a statement.

    Each of `groups` starts with the plain name, as which all others are read. Groups that share a name are one.
    `apart` holds words that make it another line: a word alone must be in both labels or in neither, and of several
    together two labels must not have different ones.
    """

    groups: frozenset[Phrase] = frozenset()
    apart: frozenset[Phrase] = frozenset()

    def __hash__(self) -> int:
        return self._hash

    def terms(self, text: str) -> list[str]:
        """The stems of the words in `text` that say what is measured, in order."""
        return [term.stem for term in self.read(text) if term.telling]

    def read(self, text: str) -> Iterator[Term]:
        """Every word of `text`, with each name exchanged for the plain one of its group."""
        tokens = _tokens(text)
        at = 0
        while at < len(tokens):
            length, stems = self._name_at(tokens, at)
            _, word, start, end = tokens[at]
            if length:
                word, end = word if length == 1 else "", tokens[at + length - 1].end
                yield from (Term(found, word, start, end, named=True) for found in stems)
            elif word[0].isalnum():
                yield Term(stem(word), word, start, end)
            at += length or 1

    def differ(self, near: frozenset[str], said: frozenset[str], label: frozenset[str], above: frozenset[str]) -> bool:
        """Whether a word tells a label apart from what is spoken of.

        `said` are all terms spoken, `near` those in and beside the name of the line, `above` those of the headings.
        """
        for stems in self._apart:
            ours, theirs = near & stems, label & stems
            if len(stems) == 1 and (ours - above - label or theirs - said):
                return True
            if len(stems) > 1 and ours and theirs and ours.isdisjoint(theirs):
                return True
        return False

    def _name_at(self, tokens: Sequence[Token], at: int) -> tuple[int, Phrase]:
        """How many tokens from `at` on are a name, and the stems to read instead; 0 if they are none."""
        for name, stems in self._names.get(tokens[at].key, ()):
            ahead = tokens[at : at + len(name)]
            if len(ahead) == len(name) and all(part in token[:2] for part, token in zip(name, ahead, strict=True)):
                return len(name), stems
        return 0, ()

    @cached_property
    def telling(self) -> frozenset[str]:
        """The stems of the words that tell lines apart."""
        return frozenset().union(*self._apart)

    @cached_property
    def _apart(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(term for word in words for term in self.terms(word)) for words in sorted(self.apart))

    @cached_property
    def _hash(self) -> int:
        return hash((self.groups, self.apart))

    @cached_property
    def _names(self) -> Mapping[str, list[tuple[Phrase, Phrase]]]:
        """By first word, longest first ("sales" before "sale"): a name, and the stems of the plain one of its group."""
        merged = _merged(self.groups)
        single = {name[0]: plain[0] for name, plain in merged.items() if len(name) == len(plain) == 1}
        found: dict[str, list[tuple[Phrase, Phrase]]] = {}
        for name in sorted(merged, key=lambda name: (len(name), [len(word) for word in name]), reverse=True):
            words = [word for word in merged[name] if word[0].isalnum() and not is_empty(word)]
            stems = tuple(stem(single.get(word, word)) for word in words)
            found.setdefault(singular(name[0]), []).append((name, stems))
        return found


class Reading(NamedTuple):
    """How a text is read: the synonyms it may use, and whether 03/04/2026 is the third of April, if that is known."""

    synonyms: Synonyms
    day_first: bool | None = None


@dataclass(frozen=True)
class Indexed(Generic[T]):
    """Builds an index over a source in the words of some synonyms: equal, and so built once, where both are."""

    build: Callable[[Source, Synonyms], T]
    synonyms: Synonyms

    def __call__(self, source: Source) -> T:
        """The index."""
        return self.build(source, self.synonyms)


@cache
def shipped_synonyms() -> Synonyms:
    """The synonyms that ship, for callers that have no rules of their own."""
    import yaml

    pack = yaml.safe_load((shipped("rules") / "synonyms.yaml").read_text(encoding="utf-8"))
    apart = [words for rule in pack["rules"] for words in rule.get("apart", ())]
    return synonyms_of((rule["synonyms"] for rule in pack["rules"]), apart)


def synonyms_of(tables: Iterable[Mapping[str, Iterable[str]]], apart: Iterable[str | Iterable[str]] = ()) -> Synonyms:
    """The synonyms of tables that give each plain name its other names, and the words that tell lines apart."""
    groups = frozenset((plain, *others) for table in tables for plain, others in table.items())
    return Synonyms(groups, frozenset((words,) if isinstance(words, str) else tuple(words) for words in apart))


def label_terms(text: str) -> list[str]:
    """The stems of the words in `text` that say what is measured, where no synonyms matter."""
    return Synonyms().terms(text)


def _tokens(text: str) -> list[Token]:
    """The words and marks of a text; "," for every comma, "and" and "&", several in a row being one."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text.lower()):
        word = "".join(match[0].split()).replace("’", "'").removesuffix("'s")
        if word not in _JOINS:
            found.append(Token(singular(word), word, *match.span()))
        elif found and found[-1].key != ",":
            found.append(Token(",", ",", *match.span()))
    return found


def _name(text: str) -> Phrase:
    return tuple(token.word for token in _tokens(text))


def _merged(groups: Iterable[Phrase]) -> dict[Phrase, Phrase]:
    """Every name with the plain one of all groups that share a name with its own: of several, the longest."""
    together: dict[Phrase, set[Phrase]] = {}
    plain: dict[Phrase, Phrase] = {}
    for group in sorted(groups):
        names = {name for text in group if (name := _name(text))}
        joined = names.union(*(together.get(name, ()) for name in names))
        chosen = max({_name(group[0]), *(plain[name] for name in joined if name in plain)}, key=lambda p: (len(p), p))
        together.update(dict.fromkeys(joined, joined))
        plain.update(dict.fromkeys(joined, chosen))
    return plain
