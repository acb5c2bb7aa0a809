"""Changes rule files only to what can be read and used."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .files import rules_in
from .problems import Problem, RuleProblems
from .rulebook import Rulebook

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Change:
    """A rule file as it is, or "" if it is not there, and as it would be."""

    file: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """The lines that change, as a unified diff."""
        old, new = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(difflib.unified_diff(old, new, self.file, self.file, n=2))

    @property
    def data(self) -> bytes:
        """The new text, with the mark at its beginning that some editors put there, if the file has one."""
        path = Path(self.file)
        marked = path.exists() and path.read_bytes().startswith(_MARK)
        return (_MARK if marked else b"") + self.after.encode()


def make(changes: Sequence[Change], where: str | os.PathLike[str]) -> None:
    """Write changed files; raises `RulesError`, with nothing written, if the rules could not be used then."""
    replace_files(where, {Path(change.file): change.data for change in changes})


def replace_files(where: str | os.PathLike[str], files: Mapping[Path, bytes | None]) -> None:
    """Write `files` in the folder of rules `where`, or beside that single file; None takes a file away.

    Everything is read from a copy first. Raises `RulesError`, with nothing changed, if the rules could not be used.
    """
    rehearse(where, files)
    if not Path(where).is_file():
        Path(where).mkdir(parents=True, exist_ok=True)
    for file, data in files.items():
        if data is None:
            file.unlink()
            continue
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".new-", delete=False) as new:
            new.write(data)
        Path(new.name).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
        Path(new.name).replace(file)


def rehearse(where: str | os.PathLike[str], files: Mapping[Path, bytes | None]) -> Rulebook:
    """The rules as they would be with those files; raises `RulesError` if they could not be used."""
    path = Path(where)
    folder = path.parent if path.is_file() else path
    there = rules_in(folder) if folder.is_dir() else []
    with tempfile.TemporaryDirectory() as copy:
        contents = {file.name: file.read_bytes() for file in there} | {file.name: data for file, data in files.items()}
        for name, data in contents.items():
            if data is not None:
                (Path(copy) / name).write_bytes(data)
        try:
            return Rulebook.read(Path(copy) / path.name if path.is_file() else copy)
        except RuleProblems as error:
            raise RuleProblems([_as_if_in(problem, copy, str(folder)) for problem in error.problems]) from error


def _as_if_in(problem: Problem, copy: str, folder: str) -> Problem:
    message, hint = (text.replace(copy, folder) for text in (problem.message, problem.hint))
    return replace(problem, file=problem.file.replace(copy, folder), message=message, hint=hint)
