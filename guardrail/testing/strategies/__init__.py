"""Hypothesis strategies: sources, texts that are true of them, the errors a model could make, and rules.

They need Hypothesis, which `pip install 'guardrail[testing]'` brings. All of them build what they draw and filter
nothing, so that what fails shrinks to something a person can read.
"""

from .rules import from_rule, rulebooks
from .sources import ledgers, sources, statements
from .texts import chunkings, corruptions, evasions, injections, nsfw_texts, true_texts
from .values import CATEGORIES, USES, candidates, findings, policies, texts, verdicts

__all__ = [
    "CATEGORIES",
    "USES",
    "candidates",
    "chunkings",
    "corruptions",
    "evasions",
    "findings",
    "from_rule",
    "injections",
    "ledgers",
    "nsfw_texts",
    "policies",
    "rulebooks",
    "sources",
    "statements",
    "texts",
    "true_texts",
    "verdicts",
]
