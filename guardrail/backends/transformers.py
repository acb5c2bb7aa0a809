"""Text generation pipelines of Hugging Face `transformers` behind a gate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..errors import BackendError, GuardrailError
from .budget import Generated
from .calls import source_for
from .clients import Answer, Calls, accepted


def guarded(pipeline: Any, calls: Calls) -> Callable[..., list[dict[str, str]]]:
    """`pipeline` for one prompt behind the gate of `calls`; needs no import, so nothing has to be installed."""
    if not callable(pipeline):
        raise GuardrailError(f"cannot guard {type(pipeline).__name__}: pass a text-generation pipeline")

    def generated(prompt: str, **options: Any) -> Any:
        if not isinstance(prompt, str):
            raise GuardrailError(f"a guarded pipeline takes one prompt as text, not {type(prompt).__name__}")
        request = calls.request(source_for(calls.source, (prompt,), options), [], prompt)
        more = {**options, "return_full_text": False}

        def generate(feedback: str | None) -> Generated:
            asked = prompt if feedback is None else f"{prompt}\n\n{feedback}"
            return calls.worst(_read(pipeline(asked, **more)), request)

        return accepted(calls.gate.run(generate, request))

    return generated


def _read(answers: Any) -> Answer:
    """Every sequence as a text."""
    if not isinstance(answers, list) or not all(isinstance(answer, dict) for answer in answers):
        raise BackendError(f"the pipeline answered {type(answers).__name__} instead of texts")
    texts = [answer.get("generated_text") for answer in answers]
    return Answer(texts=texts, response=[{"generated_text": text} for text in texts])
