"""Rules on personal data and secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pydantic import Field

from ...errors import MissingExtra
from ...protocols import Validator
from ...validators import pii, secrets
from ...validators.sensitive import Finder, Sensitive, Sought, bare
from ..problems import suggest
from ..rule import ExampleRule
from ..values import Fault, Text

_PII = (*pii.FINDERS, pii.PHONE)
_SECRETS = tuple(secrets.FINDERS)


def _pii(rules: Sequence[PiiRule]) -> Validator:
    return Sensitive("pii", [rule.sought() for rule in rules], folds=True)


def _secrets(rules: Sequence[SecretsRule]) -> Validator:
    return Sensitive("secrets", [rule.sought() for rule in rules], folds=False)


class _SensitiveRule(ExampleRule):
    find: list[str]
    unless_in_source: bool = Field(
        default=False, alias="unless in source", description="true: a value that stands in the source passes."
    )
    allow: list[Text] = Field(default=[], description="Values that always pass, such as the office's own address.")

    def _sought(self, finders: Mapping[str, Finder]) -> Sought:
        return Sought(**self.report, finders=finders, unless_in_source=self.unless_in_source, allowed=bare(self.allow))

    def _unknown(self, known: Sequence[str]) -> Iterator[Fault]:
        for index, name in enumerate(self.find):
            if name not in known:
                yield Fault(("find", index), f"{name!r} cannot be looked for", suggest(name, known))


class PiiRule(_SensitiveRule):
    """Finds personal data by its form and check digits; the finding names the kind and never repeats the value."""

    build = _pii

    kind: Literal["pii"]
    find: list[str] = Field(min_length=1, description=f"What to find: {', '.join(_PII)}.")
    countries: list[str] = Field(
        default=["US", "GB"], description="For phone: whose numbers to know without a country code, such as US."
    )

    def sought(self) -> Sought:
        """What the validator looks for."""
        finders = {name: pii.phones(self.countries) if name == pii.PHONE else pii.FINDERS[name] for name in self.find}
        return self._sought(finders)

    def faults(self) -> Iterator[Fault]:
        """Kinds and countries that are unknown, a package that is missing; then the examples."""
        yield from [*self._unknown(_PII), *self._unusable()] or super().faults()

    def _unusable(self) -> Iterator[Fault]:
        if pii.PHONE not in self.find:
            return
        try:
            known = sorted(pii.regions_known())
        except MissingExtra as error:
            yield Fault(("find", self.find.index(pii.PHONE)), str(error))
            return
        for index, country in enumerate(self.countries):
            if country not in known:
                yield Fault(("countries", index), f"unknown country {country!r}", "write two letters, such as GB")


class SecretsRule(_SensitiveRule):
    """Finds keys, tokens and passwords; the finding names the kind and never repeats the value."""

    build = _secrets

    kind: Literal["secrets"]
    find: list[str] = Field(min_length=1, description=f"What to find: {', '.join(_SECRETS)}.")

    def sought(self) -> Sought:
        """What the validator looks for."""
        return self._sought({name: secrets.FINDERS[name] for name in self.find})

    def faults(self) -> Iterator[Fault]:
        """Kinds that are unknown; then the examples."""
        yield from [*self._unknown(_SECRETS)] or super().faults()
