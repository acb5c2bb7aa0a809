"""All rules of a guard: read from files, checked as a whole, and turned into the guard."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from typing import Self

from ..grounding.terms import Phrase
from ..guard import Guard
from ..policy import Policy
from ..protocols import ReviewQueue
from ..resources import shipped
from .composer import Unreadable, compose
from .exceptions import NamedException
from .files import read_page, rule_files
from .imports import faults, find_pack, floors
from .kinds import KINDS, validators
from .kinds.grounding import AliasesRule, MeasuresRule, SynonymsRule, all_aliases, all_measures, all_synonyms
from .packs import Pack, Placed, PlacedPack, read_pack
from .policies import read_policy
from .problems import Problem, RuleProblems, suggest
from .rule import Rule
from .values import Fault

_POLICY = "policy"
_ALWAYS = {"grounding": "grounding.yaml"}
_REPLACED = {"synonyms": "synonyms.yaml", "measures": "measures.yaml", "aliases": "aliases.yaml"}


@dataclass(frozen=True)
class Rulebook:
    """Rules, and the policy they are used under.

    `borrowed` names the files that were taken from the rules that ship because the folder has none of its
    own: `policy.yaml`, `synonyms.yaml`, `measures.yaml`, `aliases.yaml`, and `grounding.yaml` if there is no rule of
    kind `grounding`.
    `placed` are the same rules, each with the place it is written at; `files` are the files of the folder.
    """

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]
    policy: Policy
    borrowed: tuple[str, ...] = ()
    placed: tuple[Placed, ...] = field(default=(), compare=False, repr=False)
    files: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    @classmethod
    def read(cls, path: str | PathLike[str] | None = None) -> Self:
        """The rules in a folder or a single file; those that ship for None.

        Raises `RulesError` with every mistake in `problems`; no rule is left out and no mistake passed over.
        """
        reading = _Reading()
        files = rule_files(shipped("rules") if path is None else path)
        for file in files:
            reading.add(file)
        reading.borrow()
        reading.check()
        if reading.problems or reading.policy is None:
            raise RuleProblems(sorted(reading.problems, key=lambda p: (p.file, p.line, p.column)))
        rules = tuple(placed.rule for placed in reading.placed)
        packs = tuple(pack.pack for pack in reading.packs)
        policy = reading.stricter(reading.policy)
        own = frozenset(map(str, files))
        return cls(packs, rules, policy, tuple(reading.borrowed), tuple(reading.placed), own)

    def guard(self) -> Guard:
        """A guard that checks by these rules."""
        return Guard(
            validators=validators(self.rules, [one.allowance() for one in self.exceptions]),
            policy=self.policy,
            fingerprint=self.fingerprint,
            open_queue=_open_queue,
        )

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of what the rules say, their models and the package's version; where they lie does not matter."""
        content = {
            "guardrail": version("guardrail"),
            "packs": sorted(_json(pack) for pack in self.packs),
            "rules": sorted(_json(rule) for rule in self.rules),
            "models": sorted({rule.rests_on() for rule in self.rules} - {""}),
            "tiers": [
                [tier.name, str(tier.escalate), str(tier.reject), str(tier.releases), repr(tier.budget)]
                for tier in self.policy.tiers
            ],
            "uses": dict(self.policy.uses),
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    @property
    def own(self) -> tuple[Placed, ...]:
        """The rules that stand in the folder or file itself: none that are borrowed or imported from elsewhere."""
        return tuple(one for one in self.placed if one.page.file in self.files)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rules there are of each kind."""
        found = Counter(rule.kind for rule in self.rules)
        return {kind: found[kind] for kind in KINDS if kind in found}

    @property
    def exceptions(self) -> Sequence[NamedException]:
        """The named exceptions, whether they hold today or not."""
        return [one for pack in self.packs for one in pack.exceptions]

    @property
    def examples(self) -> int:
        """How many examples the rules and exceptions were tried on."""
        of_exceptions = sum(len(one.match) + len(one.passes) for one in self.exceptions)
        return sum(rule.examples for rule in self.rules) + of_exceptions

    def summary(self) -> str:
        """What was read, in one line."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.counts.items())
        told = (
            f"{len(self.rules)} rules in {len(self.packs)} packs ({kinds}), {self.examples} examples as they "
            f"must be; {len(self.policy.tiers)} tiers, {len(self.policy.uses)} uses"
        )
        return told + (f"; {_listed(self.borrowed)} as shipped" if self.borrowed else "")


@dataclass
class _Reading:
    """What has been read so far, and every mistake in it."""

    packs: list[PlacedPack] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    policy: Policy | None = None
    problems: list[Problem] = field(default_factory=list)
    borrowed: list[str] = field(default_factory=list)
    _seen: dict[str, str] = field(default_factory=dict)
    _policies: list[str] = field(default_factory=list)
    _stems: set[str] = field(default_factory=set)
    _files: dict[Path, PlacedPack | None] = field(default_factory=dict)
    _imported: dict[Path, list[Path]] = field(default_factory=dict)

    def add(self, file: Path, *, by: tuple[Path, ...] = ()) -> None:
        """Read one file and what it imports, each once; what is wrong goes to `problems`. `by` leads to the file."""
        place = file.resolve()
        if place in self._files:
            return
        self._files[place] = None
        try:
            page = read_page(file, str(file))
            root = compose(page, self.problems)
        except RuleProblems as error:
            self.problems.extend(error.problems)
            return
        except Unreadable as error:
            self.problems.append(error.problem)
            return
        if file.stem == _POLICY:
            self._add_policy(read_policy(root, page, self.problems), page.file)
            return
        self._stems.add(file.stem)
        pack, rules = read_pack(root, page, self.problems, self._seen)
        self.placed.extend(rules)
        if pack:
            self.packs.append(pack)
            self._files[place] = pack
            self._import(pack, file, (*by, place))

    def _import(self, pack: PlacedPack, file: Path, by: tuple[Path, ...]) -> None:
        for index, name in enumerate(pack.pack.imports):
            found = find_pack(name, file)
            if isinstance(found, Path) and found.resolve() in by:
                found = Fault((), f"{name!r} imports this file again", "take one of the two imports out")
            if isinstance(found, Fault):
                self.problems.append(pack.problem(replace(found, path=("import", index))))
            else:
                self._imported.setdefault(file.resolve(), []).append(found.resolve())
                self.add(found, by=by)

    def _below(self, place: Path) -> dict[Path, PlacedPack]:
        """The packs that a file imports, and those that they import."""
        below: dict[Path, PlacedPack] = {}
        for other in self._imported.get(place, []):
            pack = self._files[other]
            below |= ({other: pack} if pack else {}) | self._below(other)
        return below

    def borrow(self) -> None:
        """Take from the rules that ship what a guard cannot be without."""
        if self.problems:
            return
        if not self._policies:
            self._borrow("policy.yaml")
        for name in (name for stem, name in _REPLACED.items() if stem not in self._stems):
            self._borrow(name)
        for kind, name in _ALWAYS.items():
            if not any(placed.rule.kind == kind for placed in self.placed):
                self._borrow(name)

    def check(self) -> None:
        """What only shows when everything is read."""
        firsts: dict[str, Placed] = {}
        for placed in self.placed:
            first = firsts.setdefault(placed.rule.kind, placed)
            if placed.rule.once and first is not placed:
                self._at(placed, "kind", f"a second rule of kind {placed.rule.kind!r}", "there can be only one")
            self._check_tier(placed)
        self._check_names()
        if not self.problems:
            self._check_imports()

    def stricter(self, policy: Policy) -> Policy:
        """The policy with the severities that packs set for rules that they import."""
        return replace(policy, severities=floors(self.packs, [tier.name for tier in policy.tiers]))

    def _check_imports(self) -> None:
        tiers = [tier.name for tier in self.policy.tiers] if self.policy else []
        names: dict[str, str] = {}
        for place, pack in self._files.items():
            if pack is None:
                continue
            below = list(self._below(place).values())
            self.problems.extend(pack.problem(fault) for fault in faults(pack, below, tiers))
            for index, one in enumerate(pack.pack.exceptions):
                first = names.setdefault(one.id, pack.page.file)
                if first != pack.page.file or [other.id for other in pack.pack.exceptions[:index]].count(one.id):
                    fault = Fault(("exceptions", index, "id"), f"the exception {one.id!r} is there twice", _RENAME)
                    self.problems.append(pack.problem(fault))

    def _check_tier(self, placed: Placed) -> None:
        category = placed.node.text("category") or ""
        tiers = [tier.name for tier in self.policy.tiers] if self.policy else []
        name = category.removeprefix("affordance.")
        if self.policy and name != category and name not in tiers:
            self._at(placed, "category", f"there is no tier {name!r}", suggest(name, tiers))

    def _check_names(self) -> None:
        aliases = all_aliases(placed.rule for placed in self.placed)
        together = all_synonyms(placed.rule for placed in self.placed)
        for placed in self.placed:
            if isinstance(placed.rule, SynonymsRule):
                self.problems.extend(map(placed.problem, placed.rule.misjudged(together)))
            if isinstance(placed.rule, AliasesRule):
                self.problems.extend(map(placed.problem, placed.rule.misjudged(aliases)))
        borrowed = {str(shipped("rules") / name) for name in self.borrowed}
        taken: set[Phrase] = set()
        measures = all_measures(placed.rule for placed in self.placed)
        for placed in self.placed:
            if isinstance(placed.rule, MeasuresRule) and placed.page.file not in borrowed:
                self.problems.extend(map(placed.problem, placed.rule.twins(taken, together)))
                self.problems.extend(map(placed.problem, placed.rule.misjudged(together, measures)))

    def _at(self, placed: Placed, key: str, message: str, hint: str) -> None:
        self.problems.append(placed.page.about(placed.node[key], message, hint))

    def _add_policy(self, policy: Policy | None, file: str) -> None:
        self.policy = policy
        if self._policies:
            told = f"a second policy; the first is {self._policies[0]}"
            self.problems.append(Problem(file=file, message=told, hint="keep one"))
        self._policies.append(file)

    def _borrow(self, name: str) -> None:
        self.add(shipped("rules") / name)
        self.borrowed.append(name)


_RENAME = "give one another id"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _json(model: Pack | Rule) -> str:
    return json.dumps(model.model_dump(mode="json", by_alias=True), sort_keys=True)


def _open_queue(path: str) -> ReviewQueue:
    from ..review import Queue

    return Queue(path)
