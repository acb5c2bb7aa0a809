"""Finds the rules and models that ship, from a wheel and from an editable install alike."""

from __future__ import annotations

from pathlib import Path

from .errors import GuardrailError

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `rules`, `models` or `prices` that belongs to this installation.

    Raises `GuardrailError` if the installation is damaged and the folder is missing.
    """
    parent = _PACKAGE.parent
    is_clone = (parent / "pyproject.toml").is_file()  # else a folder beside the package is somebody else's
    for folder in (_PACKAGE / "_data" / name, *([parent / name] if is_clone else [])):
        if folder.is_dir():
            return folder
    raise GuardrailError(f"the folder {name!r} is missing from {_PACKAGE}; install guardrail again")
