"""Which name of a source is meant by words that are not written as the books write it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .name_forms import ABBREVIATIONS, ADDED, SHORTEST_TYPO_ALONE, Form, form, same_word, tells
from .name_words import without_possessive

SURE: Mapping[str, float] = MappingProxyType(
    {
        "full": 1.0,
        "alias": 1.0,
        "form": 0.97,
        "order": 0.95,
        "plural": 0.95,
        "cut": 0.93,
        "short": 0.9,
        "longer": 0.9,
        "abbreviated": 0.9,
        "initials": 0.85,
        "typo": 0.85,
    }
)
"""How sure each rule is by which words are taken for a name, 0 to 1; several together count as their product."""

SURE_ENOUGH = 0.7
_CLOSE = 0.04
_MOST = 400
_SHORTEST_CUT_FORM = 9
_FEWEST_INITIALS = 3


class Match(NamedTuple):
    """The names of a source that words may stand for, by which rule, and how sure that is (0 to 1)."""

    meant: tuple[str, ...]
    rule: str
    sure: float


class NameMatches:
    """Finds names by what of them tells: each is put in once, under its words, and few are compared for a text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._forms: list[tuple[str, Form]] = []
        self._joined: dict[str, list[int]] = defaultdict(list)
        self._sorted: dict[str, list[int]] = defaultdict(list)
        self._initials: dict[str, list[int]] = defaultdict(list)
        self._begins: dict[str, list[int]] = defaultdict(list)
        for name in names:
            self._enter(name)

    def _enter(self, name: str) -> None:
        at, found = len(self._forms), form(name)
        words = found.words
        if not words:
            return
        self._forms.append((name, found))
        self._joined[found.joined].append(at)
        self._begins[(words[0] if len(words[0]) > 1 else found.joined)[:3]].append(at)
        if len(words) > 1:
            self._sorted[" ".join(sorted(words))].append(at)
        if len(words) > 2:
            self._initials["".join([word[0] for word in words])].append(at)

    def match(self, text: str) -> Match | None:
        """The name that `text` means, or the several it may; None if it means none of them."""
        wanted = form(without_possessive(text))
        if not wanted.joined:
            return None
        best: dict[str, tuple[float, str]] = {}
        for at in self._near(wanted):
            name, known = self._forms[at]
            rule, sure = compare(wanted, known)
            if sure >= SURE_ENOUGH:
                best[name] = (sure, rule)
        if not best:
            return None
        sure, rule = max(best.values())
        meant = tuple(sorted(name for name, (how, _) in best.items() if how >= sure - _CLOSE))
        return Match(meant, rule, sure)

    def _near(self, wanted: Form) -> set[int]:
        """The names that may be meant, by how they begin or by the whole of their words or initials."""
        found = set(self._joined.get(wanted.joined, ()))
        found.update(self._sorted.get(" ".join(sorted(wanted.words)), ()))
        if len(wanted.words) == 1:
            found.update(self._initials.get(wanted.joined, ()))
        elif len(wanted.words) > 2:
            found.update(self._joined.get("".join(word[:1] for word in wanted.words), ()))
        for size in range(_SHORTEST_CUT_FORM, len(wanted.joined)):
            found.update(self._joined.get(wanted.joined[:size], ()))
        for begin in self._beginnings(wanted):
            found.update(self._begins.get(begin, ())[:_MOST])
        return found

    def _beginnings(self, wanted: Form) -> Iterator[str]:
        first = wanted.words[0]
        yield wanted.joined[:3]
        yield first[:3]
        if full := ABBREVIATIONS.get(first):
            yield full[:3]
        yield from (short[:3] for short, full in ABBREVIATIONS.items() if full == first)
        if len(first) > 5:
            yield from _begun_by_a_typo(first)


def _begun_by_a_typo(word: str) -> set[str]:
    """How the word that was meant may begin if the second or third letter is swapped with its neighbour."""
    return {word[0] + word[2] + word[1], word[:2] + word[3], word[0] + word[2:4]}


def compare(text: Form, name: Form) -> tuple[str, float]:
    """The rule by which one form means the other, and how sure that is; ("", 0) if by none."""
    if not text.numbers <= name.numbers:
        return "", 0.0
    if text.joined == name.joined:
        return "form", SURE["form"]
    if _is_cut(text, name):
        return "cut", SURE["cut"]
    if len(text.words) > 1 and sorted(text.words) == sorted(name.words):
        return "order", SURE["order"]
    if _is_initials(text, name) or _is_initials(name, text):
        return "initials", SURE["initials"]
    return _word_by_word(text, name)


def _is_cut(text: Form, name: Form) -> bool:
    """Whether a name lacks the end of a text's last word, or words there that many names have."""
    if not name.cut or len(name.joined) < _SHORTEST_CUT_FORM or not text.joined.startswith(name.joined):
        return False
    size = 0
    for at, word in enumerate(text.words):
        size += len(word)
        if size >= len(name.joined):
            return size > len(name.joined) or all(rest in ADDED for rest in text.words[at + 1 :])
    return False


def _is_initials(short: Form, full: Form) -> bool:
    alone = len(short.words) == 1 and not short.site and len(short.joined) == len(full.words)
    return alone and len(full.words) > _FEWEST_INITIALS and short.joined == "".join(word[0] for word in full.words)


def _word_by_word(text: Form, name: Form) -> tuple[str, float]:
    """Compares words in order: the shorter may lack the end of the longer, where what is left still tells."""
    sure, worst = 1.0, "full"
    count = min(len(text.words), len(name.words))
    for at in range(count):
        rule = same_word(text.words[at], name.words[at], last=name.cut and at == len(name.words) - 1)
        if not rule:
            return "", 0.0
        sure *= SURE[rule]
        if SURE[rule] < SURE[worst]:
            worst = rule
    rule = _rest(text, name, count)
    if worst == "abbreviated" and count == 1:
        return "", 0.0
    if worst == "typo" and not _typo_is_sure(text, name, count):
        return "", 0.0
    if not rule or not (tells(text.words[:count]) or count > 1):
        return "", 0.0
    sure *= SURE[rule]
    return (rule, sure) if SURE[rule] < SURE[worst] else (worst, sure)


def _typo_is_sure(text: Form, name: Form, count: int) -> bool:
    """Whether the word with a typo is long, or another word that tells is right."""
    pairs = list(zip(text.words[:count], name.words[:count], strict=True))
    others = [word for word, same in pairs if word == same]
    return tells(others) or all(len(word) >= SHORTEST_TYPO_ALONE for word, same in pairs if word != same)


def _rest(text: Form, name: Form, count: int) -> str:
    """The rule for the words that one of both has more."""
    if len(text.words) < len(name.words):
        return "short" if sum(map(len, text.words)) > 3 and not text.site else ""
    if len(text.words) > len(name.words):
        return "longer" if all(word in ADDED for word in text.words[count:]) else ""
    return "full"
