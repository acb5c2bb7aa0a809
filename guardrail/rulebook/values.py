"""What the values in a rule file may be, and how a fault in one is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..types import Severity as _Severity
from ..types import Unit as _Unit
from .nodes import Path
from .problems import suggest

_CATEGORIES = ("fabricated-reference", "unsupported", "omission")
_FAMILIES = ("pattern.", "policy.", "nsfw.", "affordance.")
_CATEGORY = r"^(fabricated-reference|unsupported|omission|(pattern|policy|nsfw|affordance)\.[a-z0-9-]+)$"
_UNTIL = r"^until (\d{4}-\d{2}-\d{2})$"
_ID = r"^[a-z0-9]+([.-][a-z0-9]+)*$"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a rule as a whole: where in it, and at which character of that text."""

    path: Path
    message: str
    hint: str = ""
    offset: int | None = None


def complaint(message: str, hint: str) -> PydanticCustomError:
    """What is wrong with a value, and what to write instead."""
    return PydanticCustomError("rule", "{message}", {"message": message, "hint": hint})


def _id(value: str) -> str:
    if re.match(_ID, value):
        return value
    raise complaint(f"{value!r} cannot be an id", "use small letters, digits and '-', such as 'tbd-left-in'")


def _category(value: str) -> str:
    if re.match(_CATEGORY, value):
        return value
    family = next((family for family in _FAMILIES if value.startswith(family)), None)
    if family:
        raise complaint(f"cannot read the category {value!r}", f"write {family}NAME in small letters")
    known = [*_CATEGORIES, *(family + "NAME" for family in _FAMILIES)]
    raise complaint(f"unknown category {value!r}", suggest(value, known))


def _not_blank(value: str) -> str:
    if value.strip():
        return value
    raise complaint("the text is blank", "write something, or remove the line")


def _shadow(value: object) -> bool | str:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and last_day(value):
        return value
    raise complaint("'shadow' is true, or 'until' and a day", "write 'shadow: true' or 'shadow: until 2027-01-31'")


def last_day(value: str) -> date | None:
    """The day in a shadow such as "until 2027-01-31"; None if there is none."""
    found = re.match(_UNTIL, value)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _exact(value: object) -> Decimal:
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return Decimal(str(value))
    raise complaint("this must be a number, 0 or more", "write digits without quotes or signs, such as 0.0005")


Text = Annotated[str, AfterValidator(_not_blank), Field(json_schema_extra={"pattern": r"\S"})]
Id = Annotated[str, AfterValidator(_id), Field(json_schema_extra={"pattern": _ID})]
Category = Annotated[str, AfterValidator(_category), Field(json_schema_extra={"pattern": _CATEGORY})]
Pair = Annotated[list[Text], Field(min_length=2, max_length=2)]
Severity = Annotated[_Severity, Field(strict=False)]
Exact = Annotated[
    Decimal, BeforeValidator(_exact), Field(strict=False), WithJsonSchema({"type": "number", "minimum": 0})
]
Unit = Annotated[_Unit, Field(strict=False)]
Share = Annotated[float, Field(ge=0, le=1)]
Shadow = Annotated[
    bool | str,
    PlainValidator(_shadow),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": _UNTIL}]}),
]


class Strict(BaseModel):
    """Keys and types exactly as declared."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def folded(text: str) -> str:
    """A name as it is compared: small letters, single spaces."""
    return " ".join(text.lower().split())
