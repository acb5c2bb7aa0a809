"""The kinds of rule there are. To add one: a model in a file here, a validator, and a line in `KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...protocols import Validator
from ..rule import ExampleRule, Rule, validator_of
from .citation import CitationRule
from .claims import ClaimsRule
from .consistency import ConsistencyRule
from .entity import EntityRule
from .grounding import AliasesRule, GroundingRule, MeasuresRule, SynonymsRule
from .injection import InjectionRule, PromptLeakRule
from .lexicon import LexiconRule
from .nsfw import NsfwRule
from .patterns import RegexRule, TermsRule
from .phrase import PhraseRule
from .repetition import RepetitionRule
from .requires import RequiresRule
from .sensitive import PiiRule, SecretsRule
from .structure import StructureRule

if TYPE_CHECKING:
    from ...validators.set_aside import Allowance

KINDS: Mapping[str, type[Rule]] = {
    "regex": RegexRule,
    "terms": TermsRule,
    "phrase": PhraseRule,
    "requires": RequiresRule,
    "structure": StructureRule,
    "repetition": RepetitionRule,
    "pii": PiiRule,
    "secrets": SecretsRule,
    "injection": InjectionRule,
    "prompt-leak": PromptLeakRule,
    "consistency": ConsistencyRule,
    "claims": ClaimsRule,
    "citation": CitationRule,
    "grounding": GroundingRule,
    "synonyms": SynonymsRule,
    "measures": MeasuresRule,
    "aliases": AliasesRule,
    "lexicon": LexiconRule,
    "nsfw": NsfwRule,
    "entity": EntityRule,
}


def validators(rules: Sequence[Rule], allowances: Sequence[Allowance] = ()) -> list[Validator]:
    """The validators that rules configure, one for all rules with the same `build`.

    What a rule in shadow or an exception sets aside is set aside among the findings of that very rule's validator.
    """
    groups: dict[Callable[[Sequence[Any]], Validator], list[Rule]] = {}
    for rule in rules:
        groups.setdefault(type(rule).build, []).append(rule)
    return [_setting_aside(validator_of(group), group, allowances) for group in groups.values()]


def _setting_aside(validator: Validator, rules: Sequence[Rule], allowances: Sequence[Allowance]) -> Validator:
    looking = {rule.id: rule for rule in rules if isinstance(rule, ExampleRule)}
    shadows = {rule.id: rule.shadow_ends for rule in looking.values() if rule.shadow}
    mine = [one for one in allowances if one.rule in looking]
    if not shadows and not mine:
        return validator
    from ...validators.set_aside import SetsAside

    return SetsAside(validator, shadows=shadows, allowances=mine)
