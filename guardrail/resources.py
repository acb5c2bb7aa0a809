"""Finds the rules and models that ship, from a wheel and from an editable install alike."""

from __future__ import annotations

from pathlib import Path

from .errors import GuardrailError

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `rules` or `models` that belongs to this installation.

    Raises `GuardrailError` if the installation is damaged and the folder is missing.
    """
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise GuardrailError(f"the folder {name!r} is missing from {_PACKAGE}; install guardrail again")
