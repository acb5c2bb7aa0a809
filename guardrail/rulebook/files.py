"""Finds and opens rule files."""

from __future__ import annotations

import os
from pathlib import Path

from .nodes import Page
from .problems import Problem, RuleProblems

LARGEST = 500_000
_SUFFIXES = frozenset({".yaml", ".yml"})
_TESTS = ".tests"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def rule_files(where: str | os.PathLike[str]) -> list[Path]:
    """The rule files in a folder, or the one file named; raises `RuleProblems` if there is none."""
    try:
        path = Path(where)
        if path.is_dir():
            return _in_folder(path)
        if path.is_file():
            return _single(path)
        path.lstat()
        found = "neither a folder nor a file"
    except FileNotFoundError:
        found = "there is no such folder"
    except (TypeError, ValueError) as error:
        raise _whole(str(where), f"not a path: {error}", "name a folder of rule files") from error
    except OSError as error:
        raise _whole(str(where), _unopened(error), "ask for the right to read it") from error
    raise _whole(str(path), found, "name a folder of rule files, or a single .yaml file")


def rules_in(folder: Path) -> list[Path]:
    """The rule files that lie in a folder; there may be none."""
    return [path for path in sorted(folder.iterdir()) if _is_rules(path)]


def test_files(where: str | os.PathLike[str]) -> list[Path]:
    """The files of tests in a folder of rules, or beside a single rule file: `NAME.tests.yaml`."""
    path = Path(where)
    if path.is_dir():
        return [file for file in sorted(path.iterdir()) if _is_tests(file) and not file.name.startswith(".")]
    return [file for file in test_files(path.parent) if file.stem[: -len(_TESTS)] == path.stem]


def read_page(path: Path, shown: str) -> Page:
    """A file as text; raises `RuleProblems` if it is too large, unreadable or not UTF-8."""
    try:
        if not path.is_file():
            raise _whole(shown, "not a file that can be read", "remove it, or its link")
        if path.stat().st_size > LARGEST:
            raise _whole(shown, f"larger than {LARGEST:,} bytes", "split it into several files")
        data = path.read_bytes()
    except OSError as error:
        raise _whole(shown, _unopened(error), "ask for the right to read it") from error
    if data.startswith(_UTF16):
        raise _whole(shown, "written as UTF-16, which some editors call 'Unicode'", "save the file as UTF-8")
    try:
        return Page(shown, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RuleProblems([_undecodable(shown, data, error.start)]) from error


def _in_folder(folder: Path) -> list[Path]:
    inside = sorted(folder.iterdir())
    files = rules_in(folder)
    if not files:
        raise _whole(str(folder), "no rule files in this folder", "rule files end in .yaml")
    hidden = [path for path in inside if path.is_dir() and any(map(_is_rules, path.iterdir()))]
    if hidden:
        told = "rule files in a folder inside the rules folder are not read"
        raise _whole(str(hidden[0]), told, "move them one folder up")
    return files


def _single(path: Path) -> list[Path]:
    if not _is_rules(path):
        raise _whole(str(path), "a file, but not a rule file", "rule files end in .yaml")
    return [path]


def _is_rules(path: Path) -> bool:
    named = path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and not _is_tests(path)
    return named and not path.is_dir()


def _is_tests(path: Path) -> bool:
    return path.stem.lower().endswith(_TESTS) and path.suffix.lower() in _SUFFIXES


def _whole(file: str, message: str, hint: str) -> RuleProblems:
    return RuleProblems([Problem(file=file, message=message, hint=hint)])


def _unopened(error: OSError) -> str:
    return f"cannot be opened: {error.strerror or error}"


def _undecodable(file: str, data: bytes, start: int) -> Problem:
    before = data[:start].decode("utf-8-sig")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    excerpt = data.decode("utf-8", "replace").split("\n")[line - 1].rstrip("\r")
    hint = "save the file as UTF-8"
    told = f"the byte {data[start]:#04x} is not UTF-8 text"
    return Problem(file=file, message=told, line=line, column=column, excerpt=excerpt, hint=hint)
