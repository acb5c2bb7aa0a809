"""Names that accountants say are one: "Amazon" and "AMZN Mktp"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from ..resources import shipped
from .name_forms import form


@dataclass(frozen=True)
class Aliases:
    """Groups of names, each of which may stand for the others. Groups that share a name are one."""

    groups: frozenset[tuple[str, ...]] = frozenset()

    def __hash__(self) -> int:
        return self._hash

    def others(self, name: str) -> tuple[str, ...]:
        """The names that `name` may stand for, itself left out; none if nobody said so."""
        return self._others.get(form(name).joined, ())

    @cached_property
    def _others(self) -> Mapping[str, tuple[str, ...]]:
        joined: dict[str, frozenset[str]] = {}
        for group in self.groups:
            known = (joined.get(form(name).joined, frozenset()) for name in group)
            together = frozenset(group).union(*known)
            joined.update(dict.fromkeys((form(name).joined for name in together), together))
        return {key: tuple(sorted(n for n in names if form(n).joined != key)) for key, names in joined.items() if key}

    @cached_property
    def _hash(self) -> int:
        return hash(self.groups)


@cache
def shipped_aliases() -> Aliases:
    """The aliases that ship, for callers that have no rules of their own."""
    import yaml

    pack = yaml.safe_load((shipped("rules") / "aliases.yaml").read_text(encoding="utf-8"))
    return aliases_of(rule["aliases"] for rule in pack["rules"])


def aliases_of(tables: Iterable[Mapping[str, Iterable[str]]]) -> Aliases:
    """The aliases of tables that give each name the others it goes by."""
    return Aliases(frozenset((name, *others) for table in tables for name, others in table.items()))
