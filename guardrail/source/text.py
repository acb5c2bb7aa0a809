"""Plain text becomes passages."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import SourceError
from .facts import Passage
from .names import numbered


def read_text(text: str | Sequence[str], name: str) -> tuple[Passage, ...]:
    """One passage per text, a blank one left out; raises `SourceError` for anything that is not text."""
    if not isinstance(text, (str, list, tuple)):
        raise SourceError(f"text must be a string or a list of strings, not {type(text).__name__}")
    texts = [text] if isinstance(text, str) else list(text)
    for number, item in enumerate(texts, start=1):
        if not isinstance(item, str):
            raise SourceError(f"paragraph {number} is {type(item).__name__}, not a string")
    names = numbered(name, len(texts))
    return tuple(Passage(id=i, text=t) for i, t in zip(names, texts, strict=True) if t.strip())
