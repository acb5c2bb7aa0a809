"""What a caption, heading or label says of the unit: "(in thousands, except per share)", "2019 €m"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from .cells import LONGEST
from .currencies import CODE_PATTERN, CODES, NAME_PATTERN, SIGN_PATTERN, find_currency

_THOUSAND, _MILLION, _BILLION = Decimal(1000), Decimal(10**6), Decimal(10**9)
_SCALES: Mapping[str, Decimal] = MappingProxyType(
    {
        "000": _THOUSAND, "000s": _THOUSAND, "k": _THOUSAND, "thousand": _THOUSAND,
        "m": _MILLION, "mm": _MILLION, "mn": _MILLION, "mio": _MILLION, "million": _MILLION,
        "bn": _BILLION, "billion": _BILLION, "lakh": Decimal(10**5), "crore": Decimal(10**7),
    }
)  # fmt: skip
_WORD = r"(?:thousand|million|billion|lakh|crore)s?"
_SHORT = r"(?:000s?|mm|mn|mio|bn|m|k)(?![A-Za-z0-9])"
_NAMES = NAME_PATTERN.replace(" ", r"\ ")
_MONEY = rf"(?:{SIGN_PATTERN}|{CODE_PATTERN}|{_NAMES})"
_APOSTROPHE = "['’‘`]"
_SCALE = re.compile(
    rf"""(?:\bin\s*(?:the\s+|whole\s+)?{_MONEY}?\s*{_APOSTROPHE}?(?P<a>{_WORD}|000s?)
    |(?<!\d\s)\b(?P<b>{_WORD})\s+of\s
    |{_MONEY}\s*(?:in\s+)?{_APOSTROPHE}?\s*(?P<c>{_WORD}|{_SHORT})
    |{_APOSTROPHE}(?P<d>000s?)(?!\d)|\(\s*(?P<e>000s?|{_WORD})\s*\)|\b(?P<f>000s)\b|^(?P<g>{_WORD}|{_SHORT})$)""",
    re.VERBOSE | re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"[,;(]?\s*\b(?:except|excluding|other than|unless)\b(?:\s+for)?\s*(?P<what>[^()]*)", re.IGNORECASE
)
_PERCENT = re.compile(
    r"^\s*\(?\s*(?:%|per ?cent(?:age)?s?\b)|(?<!\d)(?<!\d )(?:%|\bper ?cent(?:age)?\b)|\((?:in )?%\)",
    re.IGNORECASE,
)
_UNIT_WORD = re.compile(
    r"\((?:in |number of )?(?P<a>years?|months?|days?|cents|pence|basis points|bps|shares|times|x)\b[^()]*\)"
    r"|\b(?P<b>shares) in (?:thousands|millions)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    rf"""{_MONEY}|{_APOSTROPHE}?(?:{_WORD}|{_SHORT})|in(?={_WORD})|%|\b(?:in|of|all|figures|amounts?|numbers|tabular
    |expressed|are|is|stated|presented|reported|shown|as|the|and|a|percent(?:age)?s?|per|cents?|u\.?s\.?|shares
    |unaudited|whole|years?|months?|days?|pence|bps)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(rf"[%()\[\]]|{_MONEY}|{_WORD}|{_SHORT}|per ?cent", re.IGNORECASE)
_PARENTHESES = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_CLAUSE_END = re.compile(r"[;()]|\.\s+[A-Z]")
_LEADING = re.compile(rf"({SIGN_PATTERN})\s+[A-Za-z]")
_SHARE_OF = re.compile(r"\((?:as )?(?:a )?(?:percentage|percent|%) of [^()]*\)", re.IGNORECASE)
_TRAILING = re.compile(
    rf"(?:\s+|(?<=\d)){_MONEY}\s*{_APOSTROPHE}?(?:{_WORD}|{_SHORT})?$|\s+{_APOSTROPHE}000s?$|\s+%$",
    re.IGNORECASE,
)


class Unit(NamedTuple):
    """`scale` None and `name` "" where nothing is said. `name` is an ISO code, "%" or a word ("years")."""

    name: str = ""
    scale: Decimal | None = None
    excepted: tuple[str, ...] = ()

    def over(self, other: Unit) -> Unit:
        """What this says, and what `other` says where this says nothing."""
        return Unit(self.name or other.name, self.scale or other.scale, self.excepted or other.excepted)


def find_unit(text: str) -> Unit:
    """What a line says of the unit of the figures under it or beside it."""
    exception = _EXCEPT.search(text)
    said = text[: exception.start()] if exception else text
    match = _SCALE.search(said)
    scale = _scale(match) if match else None
    return Unit(_name(said), scale, _terms(exception["what"]) if exception else ())


def caption_unit(text: str) -> Unit:
    """What a caption says of all figures under it: only what stands in brackets or beside a scale counts."""
    said = Unit()
    for line in (" ".join(line.split()) for line in text.splitlines()):
        parts = [line] if is_unit(line) else [g for m in _PARENTHESES.finditer(line) if is_unit(g := m.group(1))]
        if not parts and (match := _SCALE.search(line)):
            parts = [_CLAUSE_END.split(line[match.start() :], maxsplit=1)[0]]
        for part in parts:
            said = said.over(find_unit(part))
    return said


def label_unit(text: str) -> Unit:
    """What a label or heading says of its own unit: in brackets, at its end, or as "% of ..."."""
    if len(text) > LONGEST or not _HINT.search(text):
        return Unit()
    if is_unit(text):
        return find_unit(text)
    said = Unit(name="%" if _PERCENT.search(text) else "")
    parts = [m.group() for m in _PARENTHESES.finditer(text) if is_unit(m.group(1)) or _UNIT_WORD.search(m.group())]
    if trailing := _TRAILING.search(text):
        parts.append(trailing.group().strip())
    if leading := _LEADING.match(text):
        parts.append(leading.group(1))
    for part in parts:
        said = find_unit(part).over(said)
    return said


def is_unit(text: str) -> bool:
    """Whether a cell only says a unit: "(in millions)", "£m", "%", "$", "US$’000"."""
    if len(text) > LONGEST:
        return False
    said = _EXCEPT.sub("", text.strip())
    if not _HINT.search(said) or re.search(r"\d", said.replace("000", "")):
        return False
    if _SHARE_OF.fullmatch(said):
        return True
    unit = find_unit(said)
    if said.isalpha() and unit.scale is None and said not in CODES:
        return False
    left = _FILLER.sub("", said).strip(" ()[].,:;'’‘`*/-")
    return not left and (unit.scale is not None or bool(unit.name))


def without_unit(text: str) -> str:
    """A heading without the unit in it ("2019 €m" is "2019"), unless it says nothing else."""
    if len(text) > LONGEST:
        return text
    bare = _PARENTHESES.sub(lambda m: "" if is_unit(m.group(1)) else m.group(), text)
    bare = _TRAILING.sub("", bare).strip()
    return bare or text


def _scale(match: re.Match[str]) -> Decimal:
    word = next(group for group in match.groups() if group).lower()
    return _SCALES.get(word) or _SCALES[word.removesuffix("s")]


def _name(text: str) -> str:
    if match := _UNIT_WORD.search(text):
        return (match["a"] or match["b"]).lower()
    return "%" if _PERCENT.search(text) else find_currency(text)


def _terms(text: str) -> tuple[str, ...]:
    """What an exception names: "per share", "share", "percentages"."""
    parts = re.split(r",|\band\b|\bor\b|&", text.lower())
    bare = (re.sub(r"\b(?:amounts?|data|information|figures|values|for|as|otherwise)\b", " ", p) for p in parts)
    return tuple(term for p in bare if (term := " ".join(p.split()).strip(" .:")))
