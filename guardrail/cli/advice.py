"""What would make a text pass, as far as its findings say so."""

from __future__ import annotations

import re

from ..types import Evidence, Finding, Severity
from .plain import plain
from .sentences import sentence

_MONEY = re.compile(r"-?(?:[A-Z]{1,3})?[$£€¥]\s?\d[\d,]*(?:\.\d+)?")
_ADD = "Remove it, or add a record that shows it."

_UNVERIFIED = {
    "grounding.no-source": "Name the records it was written from with --source.",
    "grounding.no-claim": "Say an amount, a day or a name that the records show, or let a person read it.",
}
_ALWAYS = {
    "supported": "Name the day, the party or the exact amount, so that a chance match is unlikely.",
    "error": "Mend what is named here and check again, or let a person read it.",
}


def reason(finding: Finding) -> str:
    """What kind of fault this is, in the words of a reader."""
    category = finding.category
    if category == "supported":
        return "Weak proof" if finding.severity > Severity.INFO else "Supported"
    known = {
        "contradiction": "The records say otherwise",
        "unsupported": "Not shown by the records",
        "fabricated-reference": "Not found",
        "omission": "Left out",
        "error": "Not checked",
    }
    return known.get(category) or category.partition(".")[2].replace("-", " ").capitalize() or category


def remedy(finding: Finding, text: str) -> str:
    """What would make the text pass; only what the finding itself says is promised."""
    if finding.rule in _UNVERIFIED:
        return _UNVERIFIED[finding.rule]
    if finding.category == "contradiction":
        return _corrected(finding, text) or _as_shown(finding)
    if finding.category in {"unsupported", "fabricated-reference"} and finding.rule.startswith("grounding"):
        return _ADD
    return _ALWAYS.get(finding.category) or f"Rewrite it without {_quoted(finding, text)}."


def _quoted(finding: Finding, text: str) -> str:
    if finding.span is None:
        return "what this rule names"
    found = plain(text[finding.span.start : finding.span.end])
    return f'"{found}"' if 0 < len(found) <= 40 else "the marked words"


def _as_shown(finding: Finding) -> str:
    return "Say what the records show, or remove it." if finding.evidence else _ADD


def _corrected(finding: Finding, text: str) -> str:
    """The amount to write, or the party to name, where the evidence leaves no choice."""
    stated = text[finding.span.start : finding.span.end] if finding.span else ""
    if not _MONEY.fullmatch(stated):
        return ""
    rows = [(row, _amount(row)) for row in finding.evidence]
    same = [row for row, amount in rows if amount == stated]
    other = [amount for _, amount in rows if amount != stated]
    ways = [f"change {stated} to {other[0]}"] if len(other) == 1 and _MONEY.fullmatch(other[0]) else []
    name = _party(same[0], stated) if len(same) == 1 else ""
    if name and name.casefold() not in _sentence(finding, text):
        ways.append(f"name {name}")
    told = ", or ".join(ways)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _amount(row: Evidence) -> str:
    found = _MONEY.findall(row.text)
    return found[0] if len(found) == 1 else ""


def _party(row: Evidence, amount: str) -> str:
    """The words before the amount in "Gusto, $18,250.00, 2026-03-15, Payroll"."""
    name, found, _ = row.text.partition(f", {amount}")
    return plain(name) if found else ""


def _sentence(finding: Finding, text: str) -> str:
    start, end = sentence(text, finding.span) if finding.span else (0, 0)
    return text[start:end].casefold()
