"""A backend that never sees the names: they are hidden in what it is asked and put back into what it answers."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from ..redaction import Recogniser, Redaction
from ..types import Facts
from .budget import Generated

Redact = bool | Sequence[Recogniser]


def redacted(backend: Callable[[str], Any], source: Facts | None, redact: Redact) -> Callable[[str], Any]:
    """`backend` for one call about a source; its answers raise as `Redaction.restore` does.

    The client's own answer still holds the placeholders, so it does not come back as `outcome.response`.
    """
    redaction = Redaction(source, recognisers=() if isinstance(redact, bool) else redact)

    def call(prompt: str) -> Any:
        answer = backend(redaction.hide(prompt))
        return awaited(answer) if inspect.isawaitable(answer) else restored(answer)

    async def awaited(answer: Awaitable[Any]) -> Any:
        return restored(await answer)

    def restored(answer: Any) -> Any:
        if isinstance(answer, Generated) and isinstance(answer.text, str):
            return replace(answer, text=redaction.restore(answer.text), response=None)
        return redaction.restore(answer) if isinstance(answer, str) else answer

    return call
