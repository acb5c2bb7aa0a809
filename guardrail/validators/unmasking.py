"""A text as it is meant to be read: disguised spellings written out, with the way back to the original.

Readers see through "f u c k", "sh1t", "ｆｕсk" and their like; a classifier does not, unless they are written out
first. Every step is taken only where it leads to a word that is known, so that what is no disguise ("401k", "B2B",
"U.S. GAAP") stays as it is.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from ..types import Span
from .folding import Folding

_LEET = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g"} | {
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "il",
    "+": "t",
    "€": "e",
    "£": "l",
    "¥": "y",
}
_HIDING = "*#_%^~?"
_GREEK_CYRILLIC = dict(
    zip(
        "авекмнорстухіјѕԁһӏѵԛԝяҝґғпєзьӓлαβεικνορτυχγωηжцш",
        "abekmhopctyxijsdhlvqwrkrfneebanabeikvoptuxywnxuw",
        strict=True,
    )
)
_TURNED = dict(zip("ɐɔǝɟƃᵷɥᴉıɾʞʃꞁɯɹʇʌʍʎ", "acefgghiijkllmrtvwy", strict=True))
_TURNS = {**_TURNED, **dict(zip("bdnpqu,'.!?()<>&69", "qpudbn',˙¡¿)(><⅋96", strict=True)), "˙": ".", "¡": "!", "¿": "?"}

_CHUNK = regex.compile(r"\S+")
_WORD = regex.compile(r"\p{L}+")
_PLAIN_WORD = regex.compile(r"[a-z']+")
_EDGES = regex.compile(r"^[\"'(\[{<«,:;]+|[\"')\]}>»,:;.!?…]+$")
_LETTERED = "".join(map(regex.escape, _LEET))
_MASKED = regex.compile(
    rf"(?=\P{{L}}*\p{{L}}|[@$][$@]*$)(?![^\p{{L}}]*[$€£¥]\d)[\p{{L}}{_LETTERED}{regex.escape(_HIDING)}]{{3,24}}"
)
_SINGLE = rf"[\p{{L}}{_LETTERED}]"
_SPACED = regex.compile(
    rf"(?<![^\W_]){_SINGLE}(?:(?P<gap>[ \t.\-_*|/,]{{1,3}}){_SINGLE}(?![^\W_])(?:(?P=gap){_SINGLE}(?![^\W_]))+)"
)
_BASE64 = regex.compile(r"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{11,}={0,2}(?![A-Za-z0-9+/=])")
_READABLE = regex.compile(r"[\p{L}\p{M}\s\d.,!?'\"():;*$@&/-]{6,}")
_TURNED_WORD = regex.compile(rf"\S*[{''.join(_TURNED)}]\S*")
_TURNED_LETTERS = regex.compile(rf"\p{{L}}*[{''.join(_TURNED)}]\p{{L}}*")
_RUN = regex.compile(r"(\p{L})\1+")
_STRETCHED = regex.compile(r"(\p{L})\1\1+")
_LETTER_NAME = regex.compile(
    r"(?:LATIN|NEGATIVE|REGIONAL|SQUARED|CIRCLED)[A-Z -]*(?:LETTER|CAPITAL) (?P<letter>[A-Z])(?: WITH .*)?"
)
_NAMES = ("sipc", "cnut", "asre")  # of an office, a king and a standard, each a slip away from a watched word
_ROUNDS, _LONGEST = 8, 20


@dataclass(frozen=True, slots=True)
class Plain:
    """A text written out, and for each of its characters where in the original it starts and ends."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The part of the original that became `text[start:end]`."""
        return Span(min(self.starts[start:end]), max(self.ends[start:end]))


class Unmasking:
    """Writes disguised spellings out.

    Args:
        words: ordinary words; a disguise is written out if it leads to one of them.
        watched: words people disguise, the likelier first; letters of these may be hidden altogether ("f**k").
    """

    def __init__(self, words: Collection[str], watched: Collection[str]) -> None:
        self._watched = frozenset(watched)
        self._words = frozenset(word for word in words if len(word) > 1) | self._watched
        self._folding = _Reading()
        self._shapes = _shapes(dict.fromkeys(watched))
        self._misspelt = _swapped(self._watched, self._words) | _shortened(self._watched, self._words)
        self._meaning = lru_cache(maxsize=20_000)(self._meant)

    def plain(self, text: str) -> Plain:
        """`text` written out. Doing it again changes nothing."""
        reading = Plain(text, range(len(text)), range(1, len(text) + 1))
        reading = self._folded(_replaced(reading, self._decoded(text)))
        for _ in range(_ROUNDS):
            after = self._round(reading)
            if after.text == reading.text:
                break
            reading = self._folded(after)
        return reading

    def _round(self, reading: Plain) -> Plain:
        if not reading.text.isascii():
            reading = self._upright(reading)
            reading = _replaced(reading, _look_alikes(reading.text))
        reading = _replaced(reading, self._joined(reading.text))
        reading = _replaced(reading, self._written_out(reading.text))
        return _replaced(reading, self._decoded(reading.text))

    def _folded(self, reading: Plain) -> Plain:
        folded = self._folding.fold(reading.text)
        if reading.text.isascii():
            return Plain(folded, reading.starts, reading.ends)
        origins = self._folding.origins(reading.text)
        return Plain(folded, tuple(reading.starts[at] for at in origins), tuple(reading.ends[at] for at in origins))

    def _upright(self, reading: Plain) -> Plain:
        """What stands on its head put on its feet: all of it, or single words."""
        words = [(match.span(), _flipped(match[0])) for match in _TURNED_LETTERS.finditer(reading.text)]
        known = [(*span, word) for span, word in words if word in self._words]
        turned = reading if len(known) == len(words) == 1 else _turned(reading)
        return _replaced(reading, known) if turned is reading else turned

    def _decoded(self, text: str) -> Iterator[tuple[int, int, str]]:
        """What is base64 for text with a known word in it."""
        for match in _BASE64.finditer(text):
            coded = match[0].rstrip("=").translate({45: 43, 95: 47})
            try:
                plain = base64.b64decode(coded + "=" * (-len(coded) % 4)).decode()
            except (binascii.Error, ValueError):
                continue
            if _READABLE.fullmatch(plain) and any(
                len(word) > 2 and word in self._words for word in _WORD.findall(plain.lower())
            ):
                yield match.start(), match.end(), plain

    def _joined(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Single letters with gaps, where they make words."""
        for match in _SPACED.finditer(text):
            letters = match[0].replace(match["gap"], "")
            words = self._split(letters) if letters.isalpha() else self._spelt(letters)
            if words and (len(words) > 3 or words in self._watched):
                yield match.start(), match.end(), words

    def _split(self, letters: str) -> str | None:
        """The letters as known words, as few as can be; None if they are none, or mostly scraps."""
        best: list[tuple[int, int] | None] = [(0, 0)]  # how many words lead here, and where the last one starts
        for end in range(1, len(letters) + 1):
            starts = (start for start in range(max(0, end - _LONGEST), end) if self._is_word(letters[start:end]))
            best.append(min(((way[0] + 1, start) for start in starts if (way := best[start])), default=None))
        words, at = list[str](), len(letters)
        while at and (way := best[at]):
            words.append(letters[way[1] : at])
            at = way[1]
        return " ".join(reversed(words)) if words and not at and len(letters) >= 2.5 * len(words) else None

    def _is_word(self, word: str) -> bool:
        return word in self._words or word in ("a", "i", "u")

    def _written_out(self, text: str) -> Iterator[tuple[int, int, str]]:
        if self._words.issuperset(text.split()):
            return
        for match in _CHUNK.finditer(text):
            if match[0] not in self._words and (found := self._meaning(match[0])):
                start, end, meant = found
                yield match.start() + start, match.start() + end, meant

    def _meant(self, chunk: str) -> tuple[int, int, str] | None:
        """The part of a chunk that is a disguise, and what it means."""
        if len(chunk) > 2 * _LONGEST and len(_STRETCHED.sub(r"\1", chunk)) > 2 * _LONGEST:
            return None
        start, end = _trimmed(chunk)
        for first, last in ((start, end), (start, len(chunk)), (0, len(chunk))):
            if chunk[first:last] in self._words:
                return None
            if meant := self._meant_by(chunk[first:last]):
                return first, last, meant
        return None

    def _meant_by(self, word: str) -> str | None:
        if _PLAIN_WORD.fullmatch(word):
            return self._misspelt.get(word) or self._unstretched(word)
        return self._spelt(word) if _MASKED.fullmatch(word) else None

    def _spelt(self, word: str) -> str | None:
        """The known word that signs and digits stand for."""
        if any(sign in _HIDING for sign in word):
            return self._hidden(word)
        signs = sum(not char.isalpha() for char in word)
        for letters in itertools.islice(itertools.product(*(_LEET.get(char, char) for char in word)), 16):
            spelt = "".join(letters)
            if spelt in self._watched or self._unstretched(spelt) in self._watched:
                return spelt
            if spelt in self._words and len(spelt) > 3 and signs < len(spelt) / 2:
                return spelt
        return None

    def _hidden(self, word: str) -> str | None:
        """The watched word some of whose letters are hidden behind signs."""
        for shape in self._shapes.get((word[0], len(word)), ()):
            if all(
                char == letter or char in _HIDING or letter in _LEET.get(char, "")
                for char, letter in zip(word, shape, strict=True)
            ):
                return shape
        bare = "".join(char for char in word if char not in _HIDING)
        return bare if bare in self._watched else None

    def _unstretched(self, word: str) -> str | None:
        """The word without letters that are there too often."""
        runs = _RUN.findall(word)
        if not runs or len(runs) > 4:
            return None
        stretched = _STRETCHED.search(word) is not None
        known = self._words if stretched and len(word) > 3 else self._watched
        for lengths in itertools.product((1, 2), repeat=len(runs)):
            left = iter(lengths)
            shorter = _RUN.sub(lambda run: run[1] * next(left), word)  # noqa: B023 - used up at once
            if shorter in known:
                return shorter
        return None


class _Reading(Folding):
    """Folds further: accents fall away, and a letter in a box, a circle or small capitals is that letter."""

    def __missing__(self, code: int) -> str:
        read = self[code] = "".join(map(_bare, Folding.__missing__(self, code)))
        return read


def _bare(char: str) -> str:
    if unicodedata.category(char) in ("Mn", "Me"):
        return ""
    if char in _TURNED:
        return char
    named = None if char.isascii() else _LETTER_NAME.fullmatch(unicodedata.name(char, ""))
    return named["letter"].lower() if named else char


def _replaced(reading: Plain, changes: Iterable[tuple[int, int, str]]) -> Plain:
    """The reading with parts replaced; a part of another length comes from all of what it replaces."""
    text, starts, ends, at = "", list[int](), list[int](), 0
    for start, end, new in changes:
        same = len(new) == end - start
        first, last = min(reading.starts[start:end]), max(reading.ends[start:end])
        text += reading.text[at:start] + new
        starts += [*reading.starts[at:start], *(reading.starts[start:end] if same else [first] * len(new))]
        ends += [*reading.ends[at:start], *(reading.ends[start:end] if same else [last] * len(new))]
        at = end
    if not at:
        return reading
    return Plain(text + reading.text[at:], [*starts, *reading.starts[at:]], [*ends, *reading.ends[at:]])


def _look_alikes(text: str) -> Iterator[tuple[int, int, str]]:
    """Greek and Cyrillic letters that stand in for Latin ones: beside Latin letters, or nothing else in the word."""
    for match in _CHUNK.finditer(text):
        odd = [char for char in match[0] if not char.isascii() and char.isalpha()]
        if odd and all(char in _GREEK_CYRILLIC for char in odd):
            yield match.start(), match.end(), "".join(_GREEK_CYRILLIC.get(char, char) for char in match[0])


def _turned(reading: Plain) -> Plain:
    """Text on its head, from its first turned letter's word to its last's, put on its feet."""
    found = list(_TURNED_WORD.finditer(reading.text))
    if sum(char in _TURNED for match in found for char in match[0]) < 2:
        return reading
    start, end = found[0].start(), found[-1].end()
    if 2 * len(found) < len(reading.text[start:end].split()):
        return reading
    text = reading.text[:start] + _flipped(reading.text[start:end]) + reading.text[end:]
    order = [*range(start), *reversed(range(start, end)), *range(end, len(reading.text))]
    return Plain(text, tuple(reading.starts[at] for at in order), tuple(reading.ends[at] for at in order))


def _flipped(text: str) -> str:
    return "".join(_TURNS.get(char, char) for char in reversed(text))


def _trimmed(chunk: str) -> tuple[int, int]:
    """Where a word begins and ends without the punctuation around it."""
    edges = list(_EDGES.finditer(chunk))
    start = edges[0].end() if edges and edges[0].start() == 0 else 0
    end = edges[-1].start() if edges and edges[-1].end() == len(chunk) else len(chunk)
    return start, max(start, end)


def _shapes(watched: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """Watched words by first letter, or a sign for it, and length."""
    shapes: dict[tuple[str, int], list[str]] = {}
    for word in watched:
        signs = [sign for sign, letters in _LEET.items() if word[0] in letters]
        for first in (word[0], *signs):
            shapes.setdefault((first, len(word)), []).append(word)
    return shapes


def _shortened(watched: Iterable[str], words: Collection[str]) -> dict[str, str]:
    """Longer watched words with vowels left out, unless that is a word itself; one of a pair ("boobs") stays."""
    found = {"fck": "fuck"}
    for word in sorted(watched):
        if len(word) >= 5:
            pairs = {at for at in range(len(word)) if word[at] in (word[at - 1 : at], word[at + 1 : at + 2])}
            inner = [at for at, char in enumerate(word) if at and char in "aeiou" and at not in pairs][:5]
            for count in range(1, len(inner) + 1):
                for gone in itertools.combinations(inner, count):
                    short = "".join(char for at, char in enumerate(word) if at not in gone)
                    if len(short) > 3 and short not in words:
                        found.setdefault(short, word)
    return found


def _swapped(watched: Iterable[str], words: Collection[str]) -> dict[str, str]:
    """Watched words with two inner letters swapped, unless that is a word or a name itself."""
    found: dict[str, str] = {}
    for word in sorted(watched):
        for at in range(1, len(word) - 2):
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            if swapped not in words and swapped not in _NAMES:
                found.setdefault(swapped, word)
    return found
