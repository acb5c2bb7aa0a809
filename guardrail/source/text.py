"""Plain text becomes passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..errors import SourceError
from .facts import Passage
from .names import free_copy, next_free, numbered


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


def read_chunks(chunks: Iterable[tuple[str, str]]) -> tuple[Passage, ...]:
    """One passage per chunk, named by its id; raises `SourceError` for anything that is no pair of texts."""
    taken: dict[str, str] = {}
    copies: Counter[str] = Counter()
    for number, chunk in enumerate(chunks, start=1):
        if not isinstance(chunk, tuple | list) or [type(part) for part in chunk] != [str, str]:
            raise SourceError(f"chunk {number} must be an id and a text, both strings")
        name, text = chunk
        if not text.strip() or taken.get(name) == text:
            continue
        name = name or next_free("P1", taken)
        taken[free_copy(name, copies, taken.__contains__) if name in taken else name] = text
    return tuple(Passage(id=name, text=text) for name, text in taken.items())
