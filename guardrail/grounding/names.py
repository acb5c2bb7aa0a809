"""Finds the names of a source in a text: vendors, accounts, ids, as the books write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .aliases import Aliases
from .name_forms import GENERIC, form
from .name_matches import SURE, NameMatches
from .name_words import POSSESSIVE, Word, keys, without_possessive


class Meaning(NamedTuple):
    """What some words of a text may stand for: names of one role, `exact` if they are written in full."""

    role: str
    meant: tuple[str, ...]
    exact: bool


class Name(NamedTuple):
    """A name found in a text: `meant` are the source's names it may stand for, `exact` if written in full.

    `rule` says how it was found, and `sure`, 0 to 1, how sure that is.
    """

    role: str
    meant: tuple[str, ...]
    exact: bool
    first: int
    last: int
    rule: str = "full"
    sure: float = 1.0


class NameIndex:
    """Every name of a source by its folded words, so that a text costs a few look-ups a word at any number of names.

    A name also answers to its leading words ("Tesco" for "TESCO PFS 6119"), as long as these are at least four
    letters; if several names begin so, all of them are meant.
    """

    def __init__(
        self, names: Mapping[str, Iterable[str]], common: frozenset[str], aliases: Aliases | None = None
    ) -> None:
        self._names = {role: tuple(values) for role, values in names.items()}
        self._common = common
        self._aliases = aliases or Aliases()
        self._meanings: dict[str, Meaning] = {}
        self._continued: set[str] = set()
        self._ids: dict[str, str] = {}
        self._loose: dict[str, NameMatches] = {}
        for role, values in self._names.items():
            self._enter(role, self._enter_ids(values) if role == "id" else values)

    def _enter_ids(self, ids: Iterable[str]) -> list[str]:
        """Enters ids, of which there may be very many, in little room; returns those that fold to one taken."""
        clashing = []
        for value in ids:
            parts = keys(value)
            folded = " ".join(parts)
            if self._ids.setdefault(folded, value) != value:
                clashing += [self._ids[folded], value]
            if len(parts) > 1:
                self._continued.update(" ".join(parts[:size]) for size in range(1, len(parts)))
        return clashing

    def _enter(self, role: str, values: Iterable[str]) -> None:
        """Enters the names of a role; words that are a whole name mean no longer one."""
        whole: dict[str, list[str]] = defaultdict(list)
        leading: dict[str, list[str]] = defaultdict(list)
        for value in values:
            begin, *rest = keys(value) or [""]
            leads = role == "entity" and len(begin) >= 4 and begin not in self._common and begin not in GENERIC
            for part in rest:
                self._continued.add(begin)
                if leads:
                    leading[begin].append(value)
                begin = f"{begin} {part}"
                leads = leads or (role == "entity" and begin.find(" ") >= 4)
            whole[begin].append(value)
        whole.pop("", None)
        self._mean(role, whole, exact=True)
        self._mean(role, {begin: leading[begin] for begin in leading.keys() - whole.keys()}, exact=False)

    def _mean(self, role: str, names: Mapping[str, Sequence[str]], *, exact: bool) -> None:
        meanings = self._meanings
        for folded, meant in names.items():
            meaning = Meaning(role, (meant[0],) if len(meant) == 1 else tuple(sorted(set(meant))), exact)
            known = meanings.setdefault(folded, meaning)
            if known is not meaning and _precedence(meaning) < _precedence(known):
                meanings[folded] = meaning

    def find(self, text_words: Sequence[Word]) -> list[Name]:
        """The names in a text, in order, without overlap."""
        found, at = [], 0
        while at < len(text_words):
            word = text_words[at]
            begins = word.key in self._meanings or word.key in self._continued or word.key in self._ids
            name = self._at(text_words, at) if begins or word.text[-2:] in POSSESSIVE else None
            if name is None:
                at += 1
            else:
                found.append(name if name.exact or name.role != "entity" else self._with_others(name, text_words))
                at = name.last + 1
        return found

    def _with_others(self, name: Name, text_words: Sequence[Word]) -> Name:
        """`name`, which is not written in full, with whom else its words may mean: "Amazon" is "AMZN Mktp" as well."""
        other = self.match(" ".join(word.text for word in text_words[name.first : name.last + 1]))
        if other is None or other.role != name.role:
            return name
        return name._replace(meant=_together(name.meant, other.meant))

    def match(self, text: str) -> Name | None:
        """The name that words mean which are not written as the source writes it; None if they mean none."""
        text = without_possessive(text)
        alias = self._by_alias(text)
        for role in ("entity", "account"):
            if found := self._matches(role).match(text):
                meant = _together(found.meant, alias.meant) if alias and role == "entity" else found.meant
                return Name(role, meant, exact=False, first=-1, last=-1, rule=found.rule, sure=found.sure)
        return alias

    def _by_alias(self, text: str) -> Name | None:
        """The name that words mean because somebody said that they are another name of it."""
        meant: set[str] = set()
        for other in self._aliases.others(text):
            found = self._matches("entity").match(other)
            if found and (found.rule != "short" or len(form(other).words) > 1):
                meant.update(found.meant)
        if not meant:
            return None
        return Name("entity", _together(meant), exact=False, first=-1, last=-1, rule="alias", sure=SURE["alias"])

    def _matches(self, role: str) -> NameMatches:
        if role not in self._loose:
            self._loose[role] = NameMatches(self._names.get(role, ()))
        return self._loose[role]

    def _at(self, text_words: Sequence[Word], at: int) -> Name | None:
        """The longest name that begins at a word."""
        name, end, folded = self._alone(text_words, at), at + 1, text_words[at].key
        while folded in self._continued and end < len(text_words):
            folded = f"{folded} {text_words[end].key}"
            if meaning := self._meaning_of(folded, text_words[end]):
                name = _name(meaning, at, end)
            end += 1
        return name

    def _alone(self, text_words: Sequence[Word], at: int) -> Name | None:
        word = text_words[at]
        meaning = self._meaning(word.key)
        if meaning and word.key in self._common and not _stands_out(text_words, at):
            meaning = None
        if meaning is None and word.text[-2:] in POSSESSIVE:
            meaning = self._meaning(word.key[:-1])
        return _name(meaning, at, at) if meaning else None

    def _meaning_of(self, folded: str, last: Word) -> Meaning | None:
        """What words mean whose `last` one may be a possessive."""
        meaning = self._meaning(folded)
        if last.text[-2:] not in POSSESSIVE:
            return meaning
        return min(filter(None, (meaning, self._meaning(folded[:-1]))), key=_precedence, default=None)

    def _meaning(self, folded: str) -> Meaning | None:
        meaning = self._meanings.get(folded)
        name = self._ids.get(folded) if self._ids else None
        if name is None or (meaning and (meaning.role == "id" or _precedence(meaning) == (False, False))):
            return meaning
        return Meaning("id", (name,), exact=True)


def _together(*meant: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set().union(*meant)))


def _name(meaning: Meaning, first: int, last: int) -> Name:
    rule = "full" if meaning.exact else "short"
    return Name(*meaning, first, last, rule, SURE[rule])


def _precedence(meaning: Meaning) -> tuple[bool, bool]:
    return not meaning.exact, meaning.role != "entity"


def _stands_out(text_words: Sequence[Word], at: int) -> bool:
    """Whether a name that is a common word is written as a name: in capitals inside a text, or "Books costs were"."""
    following = text_words[at + 1].key if at + 1 < len(text_words) else ""
    return text_words[at].text[0].isupper() and (at > 0 or following in _OF_AN_ACCOUNT)


_OF_AN_ACCOUNT = frozenset("cost costs expense expenses spend spending category account was came represented".split())
