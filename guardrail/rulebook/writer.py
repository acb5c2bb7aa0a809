"""Writes values as YAML that is read back as the same values, in the form in which people write rule files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from .nodes import Mark, Scalar

_WIDE = 1_000_000
_HERE = Mark(0, 0)
_ESCAPED = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class _Dumper(yaml.SafeDumper):
    """No references, and quotes around every text that would be read as something else."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """References are not part of the YAML that rules are written in."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Items of a list stand further in than their key."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = Scalar(text, "", _HERE, _HERE).value == text
    style = '"' if _ESCAPED.search(text) else None if plain else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def inline(value: Any) -> str:
    """A value on one line, such as `{text: Paid., day: 2026-03-31}`."""
    return _dumped([value], flow=True)[1:-2]


def quoted(text: str) -> str:
    """A text on one line in double quotes, with what cannot be seen written out."""
    return yaml.dump(text, Dumper=yaml.SafeDumper, default_style='"', allow_unicode=True, width=_WIDE).rstrip("\n")


def block(value: Mapping[str, Any] | list[Any], indent: int = 0) -> str:
    """Keys or items, each on lines of their own, all `indent` spaces further in."""
    lines = _dumped(value, flow=False).splitlines(keepends=True)
    return "".join(" " * indent + line if line.strip() else line for line in lines)


def _dumped(value: Any, *, flow: bool) -> str:
    return yaml.dump(
        value, Dumper=_Dumper, default_flow_style=flow, sort_keys=False, allow_unicode=True, width=_WIDE, indent=2
    )
