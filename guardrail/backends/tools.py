"""Calls of tools: what is declared of a tool, and a call that a model asks for, in words that rules can read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from ..errors import BackendError

_NOTHING: tuple[object, ...] = (None, "", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """What is declared of a tool: whether it acts (posts, pays, files, sends), and who lets it act alone.

    A call that acts is in the strictest tier, and a person must agree to it. With `allowed`, which says who decided
    so and why, it goes ahead if nothing else is found; it is in the strictest tier all the same.
    """

    acts: bool = True
    allowed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A tool that a model asks for, the arguments, and the whole call in words: "pay: payee WeWork, amount 3200.00"."""

    tool: str
    arguments: Mapping[str, Any]
    words: str

    @classmethod
    def read(cls, tool: object, arguments: object) -> Self:
        """A call with its arguments as a mapping, or as JSON.

        Raises `BackendError` for a tool without a name, and for arguments that are no JSON object, that name one
        thing twice, or whose numbers are none.
        """
        if not isinstance(tool, str) or not tool:
            raise BackendError("the model called a tool without naming it")
        given = _object(arguments)
        try:
            words = ", ".join(_words("", given)) if given is not None else ""
        except RecursionError:
            given = None
        if given is None:
            raise BackendError(f"the arguments of {tool!r} are no JSON object with one value for each name")
        return cls(tool=tool, arguments=dict(given), words=f"{tool}: {words or 'no arguments'}")

    @classmethod
    def asked(cls, tool: object, arguments: object) -> Self:
        """`read` of what a client says, where a call without arguments may have none, or an empty text."""
        return cls.read(tool, {} if arguments in _NOTHING else arguments)


def written(text: str, calls: Sequence[Call]) -> str:
    """All that an answer says, as it is checked and kept: its text, then each call in words."""
    if not calls:
        return text
    said = "\n".join(call.words for call in calls)
    return f"{text}\n\n{said}" if text.strip() else said


def _object(arguments: object) -> Mapping[str, Any] | None:
    if isinstance(arguments, Mapping):
        return arguments
    try:
        given = json.loads(arguments, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once)  # type: ignore[arg-type]
    except (ValueError, TypeError, RecursionError):
        return None
    return given if isinstance(given, Mapping) else None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What stands twice could be read one way here and another way by the tool."""
    if len(given := dict(pairs)) < len(pairs):
        raise ValueError("a name stands twice")
    return given


def _words(name: str, value: object) -> Iterator[str]:
    """Every value with its name in front: "payee WeWork", "lines 1 account Rent"."""
    pairs: Any = ()
    if isinstance(value, Mapping):
        pairs = value.items()
    elif isinstance(value, list | tuple):
        pairs = enumerate(value, 1)
    else:
        yield f"{name} {value}"
    for key, inner in pairs:
        yield from _words(f"{name} {key}".strip(), inner)
