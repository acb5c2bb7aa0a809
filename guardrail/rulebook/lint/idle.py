"""Rules that can never change a decision, and tiers that never decide anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...policy import Policy
from ...types import Severity
from ..exceptions import NamedException
from ..kinds import validators
from ..kinds.grounding import GroundingRule
from ..kinds.lexicon import LexiconRule
from ..kinds.nsfw import NsfwRule
from ..nodes import Entries, Items, Page, find
from ..packs import Placed
from ..rule import ExampleRule
from ..values import folded
from .notice import Notice, about

_RAISES = "affordance."


def idle_rules(placed: Sequence[Placed], policy: Policy) -> Iterator[Notice]:
    """Rules whose hits no tier minds, and settings that switch a check off or have it always on."""
    for one in placed:
        if isinstance(one.rule, ExampleRule):
            yield from _harmless(one, one.rule, policy)
        if isinstance(one.rule, GroundingRule) and one.rule.luck_at_most >= 1:
            told = "with a luck of 1 allowed no proof is ever weak"
            yield about("idle", one, "luck at most", told, "write a share below 1, such as 0.05")
        if isinstance(one.rule, NsfwRule):
            yield from _bands(one, one.rule)
    yield from _always_allowed(placed)


def swallowed(placed: Sequence[Placed], exceptions: Sequence[NamedException]) -> Iterator[Notice]:
    """Rules of whose texts exceptions let every one pass."""
    for one in placed:
        mine = [exception for exception in exceptions if exception.rule == one.rule.id]
        if not mine or not isinstance(one.rule, ExampleRule):
            continue
        (validator,) = validators([one.rule], [exception.allowance() for exception in mine])
        candidates = [replace(example.candidate(), day=mine[0].since) for example in one.rule.match]
        if all(finding.set_aside for candidate in candidates for finding in validator.check([candidate])[0]):
            names = " and ".join(repr(exception.id) for exception in mine)
            told = f"every text under 'match' is let pass by the exception {names}"
            yield about("idle", one, "match", told, "add a text that the rule must still find, or narrow the exception")


def idle_tiers(page: Page, root: Entries, policy: Policy) -> Iterator[Notice]:
    """Tiers without a use, tiers that decide alike, and names that differ in a sign only."""
    tiers = root.entries["tiers"][1]
    for milder, stricter in pairwise(policy.tiers):
        if (milder.escalate, milder.reject) == (stricter.escalate, stricter.reject):
            key, node = find(tiers, (stricter.name,))
            told = f"the tier {stricter.name!r} decides exactly as {milder.name!r} does"
            yield Notice("tiers", page.about(key or node, told, "make it stricter, or use one tier for both"))
    for tier in policy.tiers[:-1]:
        if tier.name not in policy.uses.values():
            key, node = find(tiers, (tier.name,))
            told = f"no use falls in the tier {tier.name!r}, so it never decides"
            yield Notice("tiers", page.about(key or node, told, "name a use for it under 'uses', or leave it out"))
    yield from _alike(page, root.entries["uses"][1], policy)


def _harmless(one: Placed, rule: ExampleRule, policy: Policy) -> Iterator[Notice]:
    if rule.shadow is True:
        told = "in shadow without an end, the rule never changes a decision"
        yield about("idle", one, "shadow", told, "say until when, such as 'until 2027-01-31', or leave it out")
    if rule.category.startswith(_RAISES):
        if rule.category == _RAISES + policy.tiers[0].name and rule.severity < _strictest(policy):
            told = f"{rule.category!r} moves a text into the mildest tier, where every text is at least"
            yield about("idle", one, "category", told, "name a stricter tier, or leave the rule out")
    elif rule.severity < _strictest(policy):
        told = f"a hit that is {rule.severity} changes no decision in any tier"
        yield about("idle", one, "severity", told, f"the strictest tier escalates from {_strictest(policy)} on")


def _strictest(policy: Policy) -> Severity:
    return min(tier.escalate for tier in policy.tiers)


def _bands(one: Placed, rule: NsfwRule) -> Iterator[Notice]:
    for label, bands in rule.bands.items():
        for share in bands.values():
            if share in {0, 1}:
                _, node = find(one.node, ("bands", label))
                told = f"a band at {share:g} is reached by {'every text' if share == 0 else 'next to no text'}"
                yield Notice("idle", one.page.about(node, told, "write a share between 0 and 1"))


def _always_allowed(placed: Sequence[Placed]) -> Iterator[Notice]:
    """Terms that are a whole allowed name, and so never count."""
    names = {folded(name): one for one in placed if isinstance(one.rule, LexiconRule) for name in one.rule.allow}
    for one in placed:
        items = one.node.entries.get("terms")
        if not isinstance(one.rule, LexiconRule) or items is None or not isinstance(items[1], Items):
            continue
        for term, node in zip(one.rule.terms, items[1].items, strict=True):
            if by := names.get(folded(term)):
                told = f"{term!r} is under 'allow' of the rule {by.rule.id!r}, so it is never found"
                yield Notice("idle", one.page.about(node, told, "leave it out in one of the two places"))


def _alike(page: Page, uses: object, policy: Policy) -> Iterator[Notice]:
    """Uses that are one word to a person and fall in different tiers."""
    seen: dict[str, str] = {}
    for use, tier in policy.uses.items():
        first = seen.setdefault("".join(char for char in use.lower() if char.isalnum()), use)
        if policy.uses[first] != tier and isinstance(uses, Entries):
            told = f"the uses {first!r} and {use!r} look the same and fall in different tiers"
            yield Notice("tiers", page.about(uses.entries[use][0], told, "keep one of them"))
