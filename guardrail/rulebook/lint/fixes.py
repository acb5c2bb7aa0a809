"""The changes that are safe, put together for each file."""

from __future__ import annotations

from collections.abc import Sequence

from ..rehearsal import Change
from .notice import Edit, Notice


def fixes(notices: Sequence[Notice]) -> list[Change]:
    """What the safe changes make of each file; of two that overlap only the last is made."""
    edits = [notice.edit for notice in notices if notice.edit is not None]
    files = dict.fromkeys(edit.page for edit in edits)
    return [Change(page.file, page.text, _edited(page.text, [e for e in edits if e.page is page])) for page in files]


def _edited(text: str, edits: Sequence[Edit]) -> str:
    last = len(text)
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        if edit.end <= last:
            text = text[: edit.start] + text[edit.end :]
            last = edit.start
    return text
