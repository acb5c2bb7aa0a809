"""A mistake in a rule file, with the place it is at and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import RulesError

_MOST_SHOWN = 20
_WIDEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake. `line` and `column` count from 1; both are 0 if the mistake is of the whole file."""

    file: str
    message: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    width: int = 1
    hint: str = ""

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}: {self.message}" + (f"; {self.hint}" if self.hint else "")
        shown, before = _window(self.excerpt, self.column - 1)
        caret = "^" * max(1, min(self.width, len(shown) - before))
        margin = " " * len(str(self.line))
        return "\n".join(
            [
                f"{self.file}:{self.line}:{self.column}: {self.message}",
                f"  {self.line} | {shown}".rstrip(),
                f"  {margin} | {' ' * before}{caret} {self.hint}".rstrip(),
            ]
        )


class RuleProblems(RulesError):  # noqa: N818 - a plural, not one error
    """All mistakes of a rules folder at once, in `problems`; the message shows the first 20."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        shown = [str(problem) for problem in self.problems[:_MOST_SHOWN]]
        more = len(self.problems) - len(shown)
        super().__init__("\n".join([*shown, *([f"... and {more} more"] if more else [])]))


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is probably a slip for."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), None)


def suggest(word: str, known: Iterable[str]) -> str:
    """The hint for a word that is not among the known ones."""
    known = list(known)
    close = closest(word, known)
    return f"did you mean {close!r}?" if close else f"known are {', '.join(known)}"


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around `column`, with unprintable characters as dots, and where it is there."""
    start = max(0, column - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown = line[start : start + _WIDEST]
    clean = "".join(char if char.isprintable() else "·" for char in shown)
    return clean, column - start
