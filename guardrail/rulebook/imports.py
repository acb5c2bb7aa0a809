"""What a pack takes from others: their rules, stricter where it says so, with exceptions that are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from ..resources import shipped
from ..types import Severity
from .packs import Levels, PlacedPack
from .problems import suggest
from .rule import ExampleRule, Rule
from .values import Fault

_ALWAYS = frozenset({"grounding", "synonyms", "measures", "aliases"})
_MILDER = "an import can only be stricter; to let certain words pass, write an exception"


def find_pack(name: str, file: Path) -> Path | Fault:
    """The pack called `name` beside `file`, else the one that ships; a fault without a place if there is none."""
    if not re.fullmatch(r"[\w-]+", name):
        return Fault((), f"{name!r} is not the name of a pack", "write the file's name without folder and ending")
    if name == "policy":
        return Fault((), "policy.yaml is no pack", "copy it into the folder and edit it there")
    ships = shipped("rules")
    for path in (file.parent / f"{name}.yaml", file.parent / f"{name}.yml", ships / f"{name}.yaml"):
        if path.is_file():
            always = name in _ALWAYS and path.parent == ships != file.parent
            return Fault((), f"{name!r} counts without an import", "leave it out") if always else path
    known = {path.stem for folder in (file.parent, ships) for path in folder.glob("*.y*ml")} - {"policy", file.stem}
    return Fault((), f"there is no pack {name!r} beside this file, and none that ships", suggest(name, sorted(known)))


def floors(packs: Iterable[PlacedPack], tiers: Sequence[str]) -> dict[str, dict[str, Severity]]:
    """For each rule that packs have made stricter, how bad it is at least in each tier, mildest first."""
    found: dict[str, dict[str, Severity]] = {}
    for placed in packs:
        for rule, levels in placed.pack.severities.items():
            least = found.setdefault(rule, dict.fromkeys(tiers, Severity.INFO))
            for tier, severity in _by_tier(levels, tiers).items():
                least[tier] = max(least[tier], severity)
    return found


def faults(placed: PlacedPack, below: Sequence[PlacedPack], tiers: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with the severities and exceptions of a pack that imports the packs `below`."""
    own = {one.rule.id: one.rule for one in placed.rules}
    taken = {one.rule.id: one.rule for pack in below for one in pack.rules}
    least = floors(below, tiers)
    for name, levels in placed.pack.severities.items():
        at = ("severities", name)
        if name in own:
            yield Fault(at, f"rule {name!r} is in this file", "write its severity there")
        elif fault := _unusable(name, taken, at):
            yield fault
        else:
            yield from _milder(name, levels, _now(taken[name], least.get(name, {}), tiers))
    for index, one in enumerate(placed.pack.exceptions):
        rule = {**taken, **own}.get(one.rule)
        if isinstance(rule, ExampleRule):
            yield from (Fault(("exceptions", index, *f.path), f.message, f.hint) for f in one.faults(rule))
        elif fault := _unusable(one.rule, {**taken, **own}, ("exceptions", index, "rule")):
            yield fault


def _unusable(name: str, rules: Mapping[str, Rule], at: tuple[str | int, ...]) -> Fault | None:
    rule = rules.get(name)
    if rule is None:
        hint = suggest(name, rules) if rules else "name the pack that has it under 'import'"
        return Fault(at, f"no pack that this file imports has a rule {name!r}", hint)
    if not isinstance(rule, ExampleRule):
        told = f"{name!r} does not look for words in a text, so it is as it is written"
        return Fault(at, told, f"write a rule of kind {rule.kind!r} in a file of your own")
    return None


def _now(rule: Rule, least: Mapping[str, Severity], tiers: Sequence[str]) -> dict[str, Severity]:
    """How bad an imported rule is in each tier, by what the imported packs say."""
    own = rule.severity if isinstance(rule, ExampleRule) else Severity.INFO
    return {tier: max(own, least.get(tier, own)) for tier in tiers}


def _milder(name: str, levels: Levels, now: Mapping[str, Severity]) -> Iterator[Fault]:
    tiers = list(now)
    if isinstance(levels, Severity):
        worst = max(now.values())
        if levels < worst:
            yield Fault(("severities", name), f"{levels} is milder than {worst}, which it is now", _MILDER)
        return
    for tier in levels.keys() - now.keys():
        yield Fault(("severities", name, tier), f"there is no tier {tier!r}", suggest(tier, tiers))
    before = _by_tier(levels, tiers)
    for tier, severity in ((tier, levels[tier]) for tier in tiers if tier in levels):
        at = ("severities", name, tier)
        if severity < now[tier]:
            yield Fault(at, f"{severity} is milder than {now[tier]}, which it is now", _MILDER)
        elif severity < before[tier]:
            yield Fault(at, f"{tier!r} is a stricter tier and must not be milder", f"write {before[tier]}")


def _by_tier(levels: Levels, tiers: Sequence[str]) -> dict[str, Severity]:
    """A severity for a tier holds in the stricter ones as well."""
    given = levels if isinstance(levels, dict) else dict.fromkeys(tiers, levels)
    return dict(zip(tiers, accumulate((given.get(tier, Severity.INFO) for tier in tiers), max), strict=True))
