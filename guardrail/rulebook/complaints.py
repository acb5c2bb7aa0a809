"""Says in plain words, and at the right place, what pydantic found wrong."""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..types import Severity
from .nodes import Entries, Items, Node, Page, Path, Scalar, YesOrNo, find
from .problems import Problem, closest, suggest

Model = TypeVar("Model", bound=BaseModel)

_WANTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "float_type": "a number",
    "int_type": "a whole number",
    "list_type": "a list, each item on a line that starts with '- '",
    "dict_type": "lines of 'key: value'",
    "model_type": "lines of 'key: value'",
    "enum": "info, minor, major or critical",
}
_ORDERS = {
    "too_short": "needs {min_length} or more items",
    "too_long": "has more than {max_length} items",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
}
_CURES = {"too_short": "add one", "too_long": "leave some out"}


def validated(model: type[Model], node: Node, page: Page, problems: list[Problem]) -> Model | None:
    """`node` as a `model`, or None with everything that is wrong added to `problems`."""
    try:
        return model.model_validate(node.value)
    except ValidationError as error:
        details = error.errors(include_url=False)
    meant = {_meant(model, tuple(d["loc"])) for d in details if d["type"] == "extra_forbidden"}
    told = [d for d in details if d["type"] != "missing" or d["loc"] not in meant]
    problems.extend(_problem(model, node, page, detail) for detail in told)
    return None


def faulty_keys(model: type[BaseModel], value: object) -> set[str]:
    """The keys of `value` that keep it from being a `model`: wrong, unknown or missing."""
    try:
        model.model_validate(value)
    except ValidationError as error:
        return {str(detail["loc"][0]) for detail in error.errors(include_url=False) if detail["loc"]}
    return set()


def _problem(model: type[BaseModel], root: Node, page: Page, error: ErrorDetails) -> Problem:
    path = tuple(error["loc"])
    key, node = find(root, path)
    if error["type"] == "extra_forbidden" and key:
        return page.about(key, f"unknown key {key.text!r}", suggest(key.text, _keys(model, path[:-1])))
    if error["type"] == "missing":
        return page.about(key or node, f"{_name(path)} is missing", f"add a line '{path[-1]}: ...'")
    at = key if key and isinstance(node, Scalar) and node.value is None else node
    return page.about(at, *_told(error, _name(path), node))


def _meant(model: type[BaseModel], path: Path) -> Path:
    """The key that an unknown one was probably meant to be; its absence is then no second mistake."""
    return (*path[:-1], closest(str(path[-1]), _keys(model, path[:-1])) or "")


def _told(error: ErrorDetails, name: str, node: Node) -> tuple[str, str]:
    """Message and hint for a value that is not as it must be."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "rule":
        return context["message"], context["hint"]
    if kind == "enum" and isinstance(node.value, str):
        known = re.findall(r"'(.*?)'", context["expected"])
        severity = str(Severity.INFO) in known
        told = f"unknown severity {node.value!r}" if severity else f"{name} cannot be {node.value!r}"
        return told, suggest(node.value, known)
    if kind == "literal_error":
        known = re.findall(r"'(.*?)'", context["expected"])
        close = closest(node.value, known) if isinstance(node.value, str) else None
        return f"{name} must be {context['expected']}, not {_shown(node)}", f"did you mean {close!r}?" if close else ""
    if kind in _ORDERS:
        if context.get("min_length") == 1:
            return f"{name} needs at least one item", "add one"
        return f"{name} {_ORDERS[kind].format(**context)}", _CURES.get(kind, "")
    wanted = _WANTED.get(kind)
    if wanted is None:
        return f"{name}: {error['msg']}", ""
    return f"{name} must be {wanted}, not {_got(node)}", _advice(kind, node)


def _name(path: Path) -> str:
    """A path in words: 'terms', or item 2 of 'terms'."""
    if not path:
        return "a rule file"
    *above, last = path
    return f"item {last + 1} of {_name(tuple(above))}" if isinstance(last, int) else repr(last)


def _got(node: Node) -> str:
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Entries):
        return "keys with values"
    value = node.value
    if value is None:
        return "nothing"
    if isinstance(value, (bool, YesOrNo)):
        return f"{node.text!r}, which YAML reads as true or false"
    return "text" if isinstance(value, str) else f"the number {node.text}"


def _shown(node: Node) -> str:
    return repr(node.text) if isinstance(node, Scalar) and node.text else _got(node)


def _advice(kind: str, node: Node) -> str:
    if not isinstance(node, Scalar):
        return ""
    if node.value is None:
        return "write a value, or remove the line"
    if kind == "string_type":
        return f"in quotes it is text: '{node.text}'"
    if kind == "bool_type" and isinstance(node.value, YesOrNo):
        return f"write {'true' if node.text.lower() in {'yes', 'on'} else 'false'}"
    return ""


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that are known at `path` below `model`."""
    for step in path:
        field = next((f for n, f in model.model_fields.items() if step in {n, f.alias}), None)
        model = (_model_in(field.annotation) if field else None) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model in a type such as dict[str, Model]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
