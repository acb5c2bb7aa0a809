"""A text that shows what a rule does, with the records it is about where the rule looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    WithJsonSchema,
    model_serializer,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError

from ..errors import GuardrailError
from ..source import Source
from ..types import Candidate
from .problems import suggest
from .values import Fault, Strict, Text, complaint

_ROLES = ("id", "date", "entity", "account", "amount", "currency")

Cell = str | int | float


def _day(value: object) -> object:
    if not isinstance(value, str):
        raise complaint("a day is written as 2026-03-31", "put it as year, month and day")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise complaint(f"there is no day {value!r}", "write it as 2026-03-31") from error


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


class Shown(Strict):
    """A text, and what else a guard is given with it."""

    text: Text = Field(description="The text.")
    rows: list[dict[str, Cell]] = Field(
        default=[], description=f"Records it was written from; their keys are among {', '.join(_ROLES)}."
    )
    table: list[list[Cell]] = Field(default=[], description="Lines of the statement it was written from.")
    passage: Text | None = Field(default=None, description="The passage it was written from.")
    prompt: Text | None = Field(default=None, description="What the model was asked.")
    day: Day | None = Field(default=None, description="The day on which it is checked, such as 2026-03-31.")

    def candidate(self) -> Candidate:
        """What the rule is tried on; raises `SourceError` if the records cannot be read."""
        source = self._source()
        if self.day is None:
            return Candidate(text=self.text, source=source, prompt=self.prompt)
        return Candidate(text=self.text, source=source, prompt=self.prompt, day=self.day)

    def faults(self) -> Iterator[Fault]:
        """Records that are none."""
        for index, row in enumerate(self.rows):
            for key in row.keys() - set(_ROLES):
                yield Fault(("rows", index, key), f"a record of an example has no {key!r}", suggest(key, _ROLES))
        try:
            self._source()
        except GuardrailError as error:
            yield Fault((), f"the records of this example cannot be read: {error}")

    def _source(self) -> Source | None:
        parts = []
        if self.rows:
            roles: dict[str, Any] = {role: role for role in _ROLES if any(role in row for row in self.rows)}
            parts.append(
                Source.from_rows([{key: str(cell) for key, cell in row.items()} for row in self.rows], **roles)
            )
        if self.table:
            parts.append(Source.from_table([[str(cell) for cell in line] for line in self.table]))
        if self.passage is not None:
            parts.append(Source.from_text(self.passage))
        return sum(parts[1:], parts[0]) if parts else None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        reference = handler(core)
        keys = handler.resolve_ref_schema(reference)
        either = {"anyOf": [{"type": "string", "pattern": r"\S"}, dict(keys)], "description": cls.__doc__}
        keys.clear()
        keys.update(either)
        return reference

    @model_serializer(mode="wrap")
    def _brief(self, plain: SerializerFunctionWrapHandler) -> Any:
        """A text alone is just the text."""
        given = {key: value for key, value in plain(self).items() if value not in (None, [])}
        return self.text if given.keys() == {"text"} else given


def _shown(value: object) -> object:
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict | Shown):
        return value
    raise PydanticKnownError("string_type")


Example = Annotated[Shown, BeforeValidator(_shown)]
