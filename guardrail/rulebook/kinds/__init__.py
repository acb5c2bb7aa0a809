"""The kinds of rule there are. To add one: a model in a file here, a validator, and a line in `KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...protocols import Validator
from ..rule import Rule
from .grounding import GroundingRule, MeasuresRule, SynonymsRule
from .lexicon import LexiconRule
from .nsfw import NsfwRule
from .patterns import RegexRule, TermsRule
from .phrase import PhraseRule

KINDS: Mapping[str, type[Rule]] = {
    "regex": RegexRule,
    "terms": TermsRule,
    "phrase": PhraseRule,
    "grounding": GroundingRule,
    "synonyms": SynonymsRule,
    "measures": MeasuresRule,
    "lexicon": LexiconRule,
    "nsfw": NsfwRule,
}


def validators(rules: Sequence[Rule]) -> list[Validator]:
    """The validators that rules configure, one for all rules with the same `build`."""
    groups: dict[Callable[[Sequence[Any]], Validator], list[Rule]] = {}
    for rule in rules:
        groups.setdefault(type(rule).build, []).append(rule)
    return [build(group) for build, group in groups.items()]
