"""A backend that never sees the names: they are hidden in what it is asked and put back into what it answers."""

from __future__ import annotations

import codecs
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing, closing
from dataclasses import replace
from typing import Any

from ..redaction import Recogniser, Redaction
from ..types import Facts
from .budget import Chunk, Generated

Redact = bool | Sequence[Recogniser]


def redaction_of(source: Facts | None, redact: Redact) -> Redaction | None:
    """The placeholders of one call; None if nothing is to be hidden."""
    if redact is False:
        return None
    return Redaction(source, recognisers=() if isinstance(redact, bool) else redact)


def redacted(backend: Callable[[str], Any], source: Facts | None, redact: Redact) -> Callable[[str], Any]:
    """`backend` for one call about a source; its answers, whole or in pieces, raise as `Redaction.restore` does.

    The client's own answer still holds the placeholders, so it does not come back as `outcome.response`.
    """
    redaction = redaction_of(source, redact)
    if redaction is None:
        return backend

    def call(prompt: str) -> Any:
        answer = backend(redaction.hide(prompt))
        if inspect.isawaitable(answer):
            return awaited(answer)
        if hasattr(answer, "__anext__"):
            return _apieces(answer, redaction)
        return _pieces(answer, redaction) if hasattr(answer, "__next__") else restored(answer)

    async def awaited(answer: Awaitable[Any]) -> Any:
        return restored(await answer)

    def restored(answer: Any) -> Any:
        if isinstance(answer, Generated) and isinstance(answer.text, str):
            return replace(answer, text=redaction.restore(answer.text), response=None)
        return redaction.restore(answer) if isinstance(answer, str) else answer

    return call


class _Restored:
    """The pieces of one stream with the names in them; what is no text stays as it is, for the gate to refuse."""

    def __init__(self, redaction: Redaction) -> None:
        self._restoring = redaction.restoring()
        self._decode = codecs.getincrementaldecoder("utf-8")().decode

    def add(self, chunk: Chunk) -> Chunk:
        if isinstance(chunk, Generated):
            return replace(chunk, text=self._restoring.add(chunk.text), response=None)
        if isinstance(chunk, bytes):
            return self._restoring.add(self._decode(chunk))
        return self._restoring.add(chunk) if isinstance(chunk, str) else chunk

    def end(self) -> str:
        return self._restoring.add(self._decode(b"", final=True)) + self._restoring.end()


def _pieces(arriving: Any, redaction: Redaction) -> Iterator[Chunk]:
    restored = _Restored(redaction)
    with closing(arriving):
        for chunk in arriving:
            yield restored.add(chunk)
    yield restored.end()


async def _apieces(arriving: Any, redaction: Redaction) -> AsyncIterator[Chunk]:
    restored = _Restored(redaction)
    async with aclosing(arriving):
        async for chunk in arriving:
            yield restored.add(chunk)
    yield restored.end()
