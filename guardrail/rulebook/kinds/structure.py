"""Rules on the form of a text: length, JSON, beginning and end, language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from ...errors import MissingExtra
from ...protocols import Validator
from ...validators.languages import LANGUAGES
from ...validators.structure import FORBIDDEN, Form, Structure, schema_check, schema_fault
from ..problems import suggest
from ..rule import ExampleRule
from ..values import Fault, Strict, Text

_UNITS = ("characters", "words", "sentences")
Texts = Annotated[list[Text], Field(min_length=1)]


def _structure(rules: Sequence[StructureRule]) -> Validator:
    return Structure([rule.form() for rule in rules])


class Limits(Strict):
    """The least and the most of something; at least one of the two."""

    least: int | None = Field(default=None, ge=1, alias="at least", description="So many or more.")
    most: int | None = Field(default=None, ge=0, alias="at most", description="So many or fewer.")


class Json(Strict):
    """What a text that must be JSON must hold; nothing more than JSON if both are left out."""

    fields: Texts | None = Field(default=None, description="Names that its outermost object must have.")
    schema_: dict[str, Any] | None = Field(default=None, alias="schema", description="A JSON Schema, draft 2020-12.")


class StructureRule(ExampleRule):
    """Finds a text that has not the form it must have; `match` holds texts that break it.

    The language is told by script and by the commonest words of whole sentences: a single foreign word is not noticed.
    """

    build = _structure

    kind: Literal["structure"]
    characters: Limits | None = Field(default=None, description="How many characters: `at least`, `at most`.")
    words: Limits | None = Field(default=None, description="How many words.")
    sentences: Limits | None = Field(default=None, description="How many sentences.")
    starts_with: Texts | None = Field(default=None, alias="starts with", description="How it must start, any of these.")
    ends_with: Texts | None = Field(default=None, alias="ends with", description="How it must end, any of these.")
    without: list[str] = Field(default=[], description=f"What it must not have: {', '.join(FORBIDDEN)}.")
    language: str | None = Field(default=None, description=f"The language it must be in: {', '.join(LANGUAGES)}.")
    is_json: Json | None = Field(default=None, alias="json", description="It must be JSON: {} or `fields` or `schema`.")

    def form(self) -> Form:
        """What the validator asks of a text."""
        limits = {unit: getattr(self, unit) for unit in _UNITS}
        return Form(
            **self.report,
            limits={unit: (limit.least, limit.most) for unit, limit in limits.items() if limit},
            starts_with=tuple(self.starts_with or ()),
            ends_with=tuple(self.ends_with or ()),
            without=tuple(self.without),
            language=self.language or "",
            is_json=self.is_json is not None,
            fields=tuple(self.is_json.fields or ()) if self.is_json else (),
            schema=self.is_json.schema_ if self.is_json else None,
        )

    def faults(self) -> Iterator[Fault]:
        """Nothing asked for, limits out of order, unknown words, a schema that cannot be used; then the examples."""
        yield from [*self._unusable(), *self._schema()] or super().faults()

    def _unusable(self) -> Iterator[Fault]:
        form = self.form()
        if form == Form(**self.report):
            yield Fault(("kind",), "this rule asks for no form", "add a line such as 'words: {at most: 200}'")
        for unit, (least, most) in form.limits.items():
            if least is None and most is None:
                yield Fault((unit,), "no limit is given", "add 'at least' or 'at most'")
            elif least is not None and most is not None and least > most:
                yield Fault((unit,), "no number is at least the one and at most the other", "swap them")
        for index, name in enumerate(self.without):
            if name not in FORBIDDEN:
                yield Fault(("without", index), f"{name!r} cannot be looked for", suggest(name, FORBIDDEN))
        if self.language and self.language not in LANGUAGES:
            yield Fault(("language",), f"unknown language {self.language!r}", suggest(self.language, LANGUAGES))

    def _schema(self) -> Iterator[Fault]:
        if self.is_json is None or self.is_json.schema_ is None:
            return
        try:
            schema_check({})
        except MissingExtra as error:
            yield Fault(("json", "schema"), str(error))
            return
        if told := schema_fault(self.is_json.schema_):
            yield Fault(("json", "schema"), told, "patterns are for rules of kind regex; see json-schema.org")
