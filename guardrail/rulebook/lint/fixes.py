"""The changes that are safe: shown as a diff, and written only once the rules they make have been read."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from ..rehearsal import replace_files
from .notice import Edit, Notice

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Fix:
    """A rule file as it is and as it would be."""

    file: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """The lines that change, as a unified diff."""
        old, new = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(difflib.unified_diff(old, new, self.file, self.file, n=2))


def fixes(notices: Sequence[Notice]) -> list[Fix]:
    """What the safe changes make of each file; of two that overlap only the first is made."""
    edits = [notice.edit for notice in notices if notice.edit is not None]
    files = dict.fromkeys(edit.page for edit in edits)
    return [Fix(page.file, page.text, _edited(page.text, [e for e in edits if e.page is page])) for page in files]


def write(found: Sequence[Fix], path: str | PathLike[str]) -> None:
    """Write the files; raises `RulesError`, with nothing written, if the rules could not be used then."""
    replace_files(path, {Path(fix.file): _encoded(fix) for fix in found})


def _edited(text: str, edits: Sequence[Edit]) -> str:
    last = len(text)
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        if edit.end <= last:
            text = text[: edit.start] + text[edit.end :]
            last = edit.start
    return text


def _encoded(fix: Fix) -> bytes:
    """The new text, with the mark at its beginning that some editors put there, if it had one."""
    marked = Path(fix.file).read_bytes().startswith(_MARK)
    return (_MARK if marked else b"") + fix.after.encode()
