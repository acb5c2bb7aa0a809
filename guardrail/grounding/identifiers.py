"""Codes that name a thing and are never numbers: INV-88213, order #10-221, ASC 842, 10-K, addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from .days import MONTHS
from .units import DURATIONS, MEASURES, MONEY_WORDS, SCALES, count_noun
from .vocabulary import vocabulary

_NAMED = vocabulary(
    """invoice order cheque check transaction account receipt voucher ticket contract customer vendor supplier
    employee batch claim policy case document reference payment statement journal entry record id number code
    card project store branch vehicle flight room unit lot po txn"""
)
RECORDS: Mapping[str, str] = MappingProxyType(
    {name: name for name in _NAMED}
    | {f"{name}s": name for name in _NAMED}
    | {"policies": "policy", "entries": "entry", "batches": "batch", "inv": "invoice", "acct": "account"}
    | {"a/c": "account", "trans": "transaction", "doc": "document", "ending": "card", "ending in": "card"}
    | dict.fromkeys(("ref", "ref.", "refs"), "reference")
    | dict.fromkeys(("no.", "nos.", "nr."), "number")
)
"""Words after which a code names a record; the span is the code alone."""

REFERENCES: Mapping[str, str] = MappingProxyType(
    {
        word: word.rstrip("s") if word in ("notes", "items", "sections", "levels", "forms", "tables", "pages") else word
        for word in vocabulary(
            """appendix article asc asu basel box chapter clause column covid exhibit fas figure fin form
            forms gaas ias ifric ifrs iso item items level levels line note notes page pages paragraph
            part phase pub publication reg regulation row rule sab schedule sec section sections sfas
            step table tables tier topic version"""
        )
    }
)
"""Words that are part of what they number: "Level 2", "ASC 842", "note 23"."""

_SAID = r"(?:\s(?:number|no\.?|num|nr\.?|id|code|ids|numbers|nos\.?)(?![a-z]))?"
_CODE = r"(?=[a-z/_-]{0,14}[0-9])[a-z0-9]++(?>(?:[-/_][a-z0-9]++){0,8})"
_RECORD_CODE = re.compile(rf"({_SAID}\s?[:#]{{0,2}}\s?#?)({_CODE})(?![.,'][0-9]|\s?[%€£$]|:[0-9])")
_REFERENCE_CODE = re.compile(
    r"[\s-](?:no\.\s?)?([0-9]{1,4}[a-z]?(?:[-.][0-9a-z]{1,6}){0,4}(?:\([0-9a-z]{1,4}\)){0,4})(?![0-9a-z%]|,[0-9]|\s?%)"
)
_MORE_REFERENCES = re.compile(
    r"(?:,\s?and\s|,\s?|\sand\s|\sor\s|\s?&\s?)([0-9]{1,3}[a-z]?)(?![0-9a-z%]|[.,][0-9]|\s?%)"
)
_MORE = re.compile(rf"(?:,\s?and\s|,\s?|\sand\s|\sor\s|\s?&\s?)#?({_CODE})(?![.,'][0-9]|\s?[%€£$])")
_GLUED = re.compile(r"[a-z0-9]++(?>(?:[-/_.#][a-z0-9]++){0,8})(?:\([a-z0-9]{1,2}\)){0,3}")
_IBAN = re.compile(r"[a-z]{2}[0-9]{2}(?:\s[a-z0-9]{4}){2,7}(?:\s[a-z0-9]{1,4})?(?![a-z0-9])")
_PHONE = re.compile(r"\(?\+?[0-9]{1,4}\)?(?:[\s.-]{1,2}\(?[0-9]{2,4}\)?){2,5}(?![0-9a-z])")
_US_PHONE = re.compile(r"(?:1-)?\(?[0-9]{3}\)?[\s.-][0-9]{3}[.-][0-9]{4}(?![0-9])")
_ADDRESS = re.compile(
    r"https?://[^\s<>\"']{1,2000}|www\.[^\s<>\"']{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"\s{1,2}([a-z]+)")
_PART_OF_YEAR = re.compile(r"[1-4]?[qh][1-4]?(?:fy)?(?:[0-9]{2}|[0-9]{4})?")
_UNIT_WORDS = frozenset([*DURATIONS, *MONEY_WORDS, *SCALES, *MEASURES, *MONTHS]) | vocabulary(
    "percent per percentage basis bps bp pp times usd eur gbp cents pence"
)
_NUMBERED = frozenset({"account", "acct", "cheque", "check", "invoice", "po", "txn"})
PREFIXES = vocabulary("mid pre post non sub top early late under over re ex anti inter intra pro semi")
"""What stands before a hyphen without making a code: "mid-2019"."""


def record_codes(low: str, word: str, end: int) -> list[tuple[int, int]]:
    """Where the codes after a record's name lie: "invoice INV-88213", "cheques 101 and 102"; [] if none."""
    match = _RECORD_CODE.match(low, end)
    if match is None or not match[1] or _PART_OF_YEAR.fullmatch(match[2]):
        return []
    if not match[1].strip() and not _is_code(low, match[2], match.end(), word):
        return []
    found = [(match.start(2), match.end())]
    while (
        RECORDS[word] != word and (more := _MORE.match(low, found[-1][1])) and _is_code(low, more[1], more.end(), word)
    ):
        found.append((more.start(1), more.end()))
    return found


def reference_codes(low: str, word: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where "Level 2", "ASC 842-10" or "notes 3 and 4" lie, whose word is at `start` to `end`; [] if none."""
    match = _REFERENCE_CODE.match(low, end)
    if match is None or _unit_follows(low, match.end()) or _is_bare_year(match[1]):
        return []
    if word == "figure" and len(match[1]) > 2:
        return []
    found = [(start, match.end())]
    while (
        REFERENCES[word] != word
        and (more := _MORE_REFERENCES.match(low, found[-1][1]))
        and not _unit_follows(low, more.end())
    ):
        found.append((more.start(1), more.end()))
    return found


def glued_end(low: str, start: int) -> int:
    """Where the code of letters and digits that begins at `start` ends."""
    match = _IBAN.match(low, start) or _GLUED.match(low, start)
    return match.end() if match else start + 1


def phone_end(low: str, start: int) -> int | None:
    """Where a telephone number that begins at `start` ends, if one does."""
    match = _US_PHONE.match(low, start)
    if match is None and low[start] == "+":
        match = _PHONE.match(low, start)
    return match.end() if match else None


def addresses(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand in `text`."""
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return []
    return [(m.start(), m.end() - len(m.group()) + len(m.group().rstrip(".,;:!?)"))) for m in _ADDRESS.finditer(text)]


def _is_code(low: str, code: str, end: int, word: str) -> bool:
    """Whether digits after a record's name are its code, and not a number of something else or a year."""
    if not code.isdigit():
        return True
    if _unit_follows(low, end) or (_is_bare_year(code) and word not in _NUMBERED):
        return False
    return len(code) > 3 or code[0] == "0" or count_noun(low, end) is None


def _is_bare_year(code: str) -> bool:
    return len(code) == 4 and code.isdigit() and "1900" <= code <= "2100"


def _unit_follows(low: str, end: int) -> bool:
    match = _NEXT_WORD.match(low, end)
    return match is not None and match[1] in _UNIT_WORDS
