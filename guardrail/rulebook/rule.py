"""What every rule in a file has: an id, a kind, and, of most, texts that it must find and must let pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ..protocols import Validator
from ..types import Candidate, Finding
from ..types import Severity as _Severity
from .nodes import Path
from .problems import suggest

_CATEGORIES = ("fabricated-reference", "unsupported", "omission")
_FAMILIES = ("pattern.", "policy.", "nsfw.", "affordance.")
_CATEGORY = r"^(fabricated-reference|unsupported|omission|(pattern|policy|nsfw|affordance)\.[a-z0-9-]+)$"
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


Text = Annotated[str, AfterValidator(_not_blank), Field(json_schema_extra={"pattern": r"\S"})]
Id = Annotated[str, AfterValidator(_id), Field(json_schema_extra={"pattern": _ID})]
Category = Annotated[str, AfterValidator(_category), Field(json_schema_extra={"pattern": _CATEGORY})]
Pair = Annotated[list[Text], Field(min_length=2, max_length=2)]
Severity = Annotated[_Severity, Field(strict=False)]
Share = Annotated[float, Field(ge=0, le=1)]


class Strict(BaseModel):
    """Keys and types exactly as declared."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Rule(Strict):
    """What every kind of rule has."""

    build: ClassVar[Callable[[Sequence[Any]], Validator]]
    once: ClassVar[bool] = False

    id: Id = Field(description="Name of the rule, the same in findings and in documentation.")
    kind: str

    @property
    def examples(self) -> int:
        """How many examples show what it does."""
        return 0

    def faults(self) -> Iterator[Fault]:
        """What the types cannot tell: whether the rule does what it says."""
        yield from ()

    def rests_on(self) -> str:
        """SHA-256 of the model that the rule uses; empty if it uses none."""
        return ""


class ExampleRule(Rule):
    """A rule that looks for something in a text, with texts that show what it finds and what not."""

    category: Category = Field(description="What a hit is, such as pattern.placeholder or policy.advice.")
    severity: Severity = Field(description="How bad a hit is: info, minor, major or critical.")
    message: Text = Field(description="The sentence a reader sees when the rule hits.")
    match: list[Text] = Field(min_length=1, description="Texts that the rule must find.")
    passes: list[Text] = Field(alias="pass", min_length=1, description="Texts that the rule must let pass.")

    @property
    def examples(self) -> int:
        """How many texts it was tried on."""
        return len(self.match) + len(self.passes)

    def faults(self) -> Iterator[Fault]:
        """The examples that do not come out as they must."""
        validator = type(self).build([self])
        for index, text in enumerate(self.match):
            if fault := self._missed(hits_of(validator, text)):
                yield Fault(("match", index), *fault)
        for index, text in enumerate(self.passes):
            if hits := hits_of(validator, text):
                yield Fault(("pass", index), *self._caught(hits, text))

    def _missed(self, hits: Sequence[Finding]) -> tuple[str, str] | None:
        if not hits:
            return f"rule {self.id!r} does not find this text", "change the rule, or the example"
        return slow_of(hits)

    def _caught(self, hits: Sequence[Finding], text: str) -> tuple[str, str]:
        if slow := slow_of(hits):
            return slow
        span = hits[0].span
        what = f"{text[span.start : span.end]!r}" if span else "something"
        return (
            f"rule {self.id!r} finds {what} in this text, which must pass",
            "change the rule, or the example",
        )


def folded(text: str) -> str:
    """A name as it is compared: small letters, single spaces."""
    return " ".join(text.lower().split())


def hits_of(validator: Validator, text: str) -> Sequence[Finding]:
    """What a validator finds in one text."""
    return validator.check([Candidate(text=text)])[0]


def slow_of(hits: Sequence[Finding]) -> tuple[str, str] | None:
    """What to say of a pattern that ran out of time, and what to do; None if none did."""
    errors = [hit.message for hit in hits if hit.category == "error"]
    return (errors[0], "make the pattern simpler: avoid a repeat inside a repeat") if errors else None
