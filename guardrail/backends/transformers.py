"""Text generation pipelines of Hugging Face `transformers` behind a gate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..errors import BackendError, GuardrailError
from .clients import Calls
from .dialects import Answer, Change, Choice, Messages, restored, same


def guarded(pipeline: Any, calls: Calls) -> Callable[..., list[dict[str, str]]]:
    """`pipeline` for one prompt behind the gate of `calls`; needs no import, so nothing has to be installed."""
    if not callable(pipeline):
        raise GuardrailError(f"cannot guard {type(pipeline).__name__}: pass a text-generation pipeline")
    name = str(getattr(getattr(pipeline, "model", None), "name_or_path", "") or "pipeline")

    def create(prompt: str, **options: Any) -> Any:
        return pipeline(prompt, **{**options, "return_full_text": False})

    def generated(prompt: str, **options: Any) -> Any:
        if not isinstance(prompt, str):
            raise GuardrailError(f"a guarded pipeline takes one prompt as text, not {type(prompt).__name__}")
        return calls.call(create, Pipeline(), {"prompt": prompt, **options}, about=(prompt,), streams=False, model=name)

    return generated


class Pipeline(Messages):
    """A prompt, and sequences that continue it."""

    messages = "prompt"
    provider = "transformers"
    operation = "text_completion"

    def read(self, response: Any, restore: Change = same, /) -> Answer:
        """Every sequence as a choice."""
        if not isinstance(response, list) or not all(isinstance(answer, dict) for answer in response):
            raise BackendError(f"the pipeline answered {type(response).__name__} instead of texts")
        texts = [restored(answer.get("generated_text"), restore) for answer in response]
        return Answer(
            choices=[Choice(text=text) for text in texts], response=[{"generated_text": text} for text in texts]
        )

    def reading(self, restore: Change = same, /) -> Any:  # noqa: ARG002 - for no stream
        """A pipeline does not stream."""
        raise GuardrailError("a pipeline does not stream")
