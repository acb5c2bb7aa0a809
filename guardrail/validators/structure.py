"""The form of a text: how long it is, whether it is JSON, how it starts and ends, in what language, without what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any

from ..costs import Cost
from ..errors import MissingExtra
from ..grounding.spans import sentence_spans
from ..types import Candidate, Finding, Span
from .languages import foreign_parts
from .reports import Report

_MOST = 20
_WORD = re.compile(r"[^\W_]+(?:[.,'’\-][^\W_]+)*")
_FORBIDDEN: Mapping[str, re.Pattern[str]] = {
    "markdown": re.compile(
        r"^[ \t]{0,3}(?:#{1,6}[ \t]|[*+-][ \t]|>[ \t]|\|.*\||```|~~~|(?:\*{3,}|-{3,}|_{3,})[ \t]*$)"
        r"|\*\*[^*\s][^*\n]{0,500}\*\*|(?<!\w)__[^_\s][^_\n]{0,500}__(?!\w)|`[^`\n]{1,500}`"
        r"|\[[^\]\n]{1,500}\]\([^)\s]{1,2000}\)",
        re.MULTILINE,
    ),
    "html": re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,1000})?/?>|<!--|&(?:nbsp|amp|lt|gt|quot);"),
    "line breaks": re.compile(r"[\n\r\u2028\u2029]+"),
    "tabs": re.compile(r"\t+"),
    "emoji": re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]+"),
}
FORBIDDEN = tuple(_FORBIDDEN)
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Report):
    """What form a text must have; what is left empty does not matter.

    `limits` gives the least and the most of "characters", "words" and "sentences"; None is no limit.
    """

    limits: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    starts_with: tuple[str, ...] = ()
    ends_with: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    language: str = ""
    is_json: bool = False
    fields: tuple[str, ...] = ()
    schema: Schema | None = None


class Structure:
    """Reports what a text's form lacks; the message says which part, and the span where that can be shown.

    Raises `MissingExtra` if a form has a schema and jsonschema is not installed.
    """

    id = "structure"
    keeps_time = True
    cost = Cost(ms=Decimal("0.4"))

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = [(form, schema_check(form.schema) if form.schema is not None else None) for form in forms]

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        return [[f for form, check in self._forms for f in _findings(form, check, c.text)] for c in batch]


def schema_check(schema: Schema) -> Any:
    """A validator of values by a JSON Schema that fetches nothing; raises `MissingExtra` without jsonschema."""
    try:
        import jsonschema
        import referencing
    except ImportError as error:
        raise MissingExtra("a schema needs jsonschema: pip install 'guardrail[jsonschema]'") from error
    return jsonschema.Draft202012Validator(schema, registry=referencing.Registry())


def schema_fault(schema: Schema) -> str:
    """What is wrong with a schema; empty if it can be used.

    Patterns in it are refused: Python's own cannot be stopped when they run away.
    """
    import jsonschema

    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        return f"the schema cannot be used: {error.message}"
    banned = {"pattern", "patternProperties", "$ref", "$dynamicRef"} & set(_keys(schema))
    return f"the schema may not have {min(banned)!r}" if banned else ""


def _keys(value: Any) -> Iterator[str]:
    """The keys of a schema that mean something to it: names of fields are not among them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            named = key in {"properties", "$defs", "dependentSchemas"} and isinstance(inner, dict)
            for part in inner.values() if named else [inner]:
                yield from _keys(part)
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item)


def _findings(form: Form, check: Any, text: str) -> Iterator[Finding]:
    yield from (form.finding(None, told) for told in _sizes(form, text))
    yield from _edges(form, text)
    for name in form.without:
        found = islice(_FORBIDDEN[name].finditer(text), _MOST)
        yield from (form.finding(Span(*match.span()), name) for match in found)
    if form.language:
        for span, other in islice(foreign_parts(text, form.language), _MOST):
            yield form.finding(span, f"this reads as {other}")
    if form.is_json:
        yield from _json(form, check, text)


def _sizes(form: Form, text: str) -> Iterator[str]:
    for unit, (least, most) in form.limits.items():
        count = _counted(unit, text)
        if least is not None and count < least:
            yield f"{count:,} {unit} where at least {least:,} are asked for"
        if most is not None and count > most:
            yield f"{count:,} {unit} where at most {most:,} are allowed"


def _counted(unit: str, text: str) -> int:
    if unit == "characters":
        return len(text)
    if unit == "words":
        return sum(1 for _ in _WORD.finditer(text))
    return sum(bool(text[start:end].strip()) for start, end in sentence_spans(text))


def _edges(form: Form, text: str) -> Iterator[Finding]:
    shown = text.strip()
    if form.starts_with and not shown.startswith(form.starts_with):
        yield form.finding(None, f"it does not start with {_either(form.starts_with)}")
    if form.ends_with and not shown.endswith(form.ends_with):
        yield form.finding(None, f"it does not end with {_either(form.ends_with)}")


def _either(words: Sequence[str]) -> str:
    return " or ".join(map(repr, words))


def _json(form: Form, check: Any, text: str) -> Iterator[Finding]:
    try:
        value = json.loads(text, object_pairs_hook=_each_once, parse_constant=_refused)
    except json.JSONDecodeError as error:
        yield form.finding(Span(min(error.pos, max(0, len(text) - 1)), len(text)), f"it is not JSON: {error.msg}")
        return
    except (ValueError, RecursionError) as error:
        yield form.finding(None, f"it is not JSON: {str(error) or 'too deep'}")
        return
    missing = [name for name in form.fields if not (isinstance(value, dict) and name in value)]
    yield from (form.finding(None, f"the field {name!r} is missing") for name in missing)
    if check is None:
        return
    for fault in islice(check.iter_errors(value), _MOST):
        yield form.finding(None, f"at {fault.json_path}: {fault.message[:200]}")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field is there twice")
    return found


def _refused(word: str) -> None:
    raise ValueError(f"{word} is no number")
