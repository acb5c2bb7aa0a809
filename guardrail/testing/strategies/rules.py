"""Strategies for rules: packs as an accountant would write them, and texts that a rule must find."""

from __future__ import annotations

from typing import Any

import regex
import yaml
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...rulebook.rule import ExampleRule
from ...types import Severity

_WORDS = (
    "guaranteed return",
    "risk-free",
    "double your money",
    "no downside",
    "act now",
    "as an AI",
    "lorem ipsum",
    "to be confirmed",
    "insert name",
    "tax-free",
)
_CATEGORIES = ("policy.promise", "policy.advice", "pattern.placeholder", "omission", "unsupported")
_AROUND = ("{}", "The note says {} twice.", "You paid Gusto $18,250.00: {}.", "\n{}\n", "«{}»")


@st.composite
def rulebooks(draw: st.DrawFn, *, max_rules: int = 4) -> str:
    """Rule files as text, ready to be written to a folder: packs of rules of kind `terms` and `regex` that load.

    Args:
        draw: given by Hypothesis.
        max_rules: at most so many rules.
    """
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=max_rules, unique=True))
    pack = {
        "pack": draw(st.sampled_from(("finance", "house style", "promises"))),
        "owner": "Controller's office",
        "version": draw(st.sampled_from(("1.0", "2.3", "2026-03"))),
        "about": "What no note to a client may say.",
        "rules": [draw(_rules(at, word)) for at, word in enumerate(words)],
    }
    return str(yaml.safe_dump(pack, sort_keys=False, allow_unicode=True))


@st.composite
def _rules(draw: st.DrawFn, at: int, word: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(("terms", "regex")))
    looks = {"terms": [word]} if kind == "terms" else {"pattern": rf"(?i)\b{regex.escape(word, special_only=True)}\b"}
    return {
        "id": f"rule-{at}",
        "kind": kind,
        "category": draw(st.sampled_from(_CATEGORIES)),
        "severity": str(draw(st.sampled_from(tuple(Severity)))),
        "message": f"The text says {word!r}.",
        **looks,
        "match": [draw(st.sampled_from(_AROUND)).format(word).strip() or word],
        "pass": ["You paid Gusto $18,250.00 on March 15."],
    }


def from_rule(rule: ExampleRule) -> SearchStrategy[str]:
    """Texts that a rule must find: its own examples, and those put into a longer text where it looks anywhere in it.

    Only rules that look for words (`terms`, `regex` without anchors) find them wherever they stand; of all others
    the examples are drawn as they are.
    """
    shown = st.sampled_from([example.text for example in rule.match])
    if not _anywhere(rule):
        return shown
    around = st.sampled_from(("{}", "{} Thank you.", "Hello. {}", "Hello.\n\n{}\n\nThank you."))
    return st.builds(lambda text, frame: frame.replace("{}", text), shown, around)


def _anywhere(rule: ExampleRule) -> bool:
    if any(example.rows or example.table or example.passage or example.prompt for example in rule.match):
        return False
    pattern = getattr(rule, "pattern", None)
    return rule.kind == "terms" or (isinstance(pattern, str) and not regex.search(r"[\^$]|\\[AZz]|\(\?[<!=]", pattern))
