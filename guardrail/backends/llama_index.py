"""LlamaIndex behind a gate."""

from __future__ import annotations

from typing import Any

from ..errors import BackendError, GuardrailError, MissingExtra
from .attempts import Request
from .budget import Generated
from .calls import source_for
from .clients import Calls, accepted


def guarded(llm: Any, calls: Calls) -> Any:
    """An LLM that completes and chats through `llm` behind the gate of `calls`; raises `MissingExtra`."""
    try:
        from llama_index.core.llms import LLM, CompletionResponse, CustomLLM, LLMMetadata
    except ImportError as error:
        raise MissingExtra("LlamaIndex needs to be installed: pip install 'guardrail[llama-index]'") from error
    if not isinstance(llm, LLM):
        raise GuardrailError(f"cannot guard {type(llm).__name__}: pass an LLM of LlamaIndex")

    class GuardedLLM(CustomLLM):  # type: ignore[misc]  # its base is only there with the extra
        """Completes with what is accepted; raises `NotAccepted` otherwise. A stream comes as one piece."""

        @property
        def metadata(self) -> LLMMetadata:
            return llm.metadata

        def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
            def generate(feedback: str | None) -> Generated:
                return _read(llm.complete(_again(prompt, feedback), formatted=formatted, **kwargs))

            return accepted(calls.gate.run(generate, _request(calls, prompt)))

        def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
            answer = self.complete(prompt, formatted=formatted, **kwargs)
            yield CompletionResponse(text=answer.text, delta=answer.text)

        async def acomplete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
            async def generate(feedback: str | None) -> Generated:
                return _read(await llm.acomplete(_again(prompt, feedback), formatted=formatted, **kwargs))

            return accepted(await calls.gate.arun(generate, _request(calls, prompt)))

    return GuardedLLM()


def _read(answer: Any) -> Generated:
    """The text of a completion; what else it holds is taken out of it."""
    from llama_index.core.llms import CompletionResponse

    if not isinstance(answer, CompletionResponse):
        raise BackendError(f"the model answered {type(answer).__name__} instead of text")
    return Generated(text=answer.text, response=CompletionResponse(text=answer.text))


def _request(calls: Calls, prompt: str) -> Request:
    return calls.request(source_for(calls.source, (prompt,), {}), [], prompt)


def _again(prompt: str, feedback: str | None) -> str:
    return prompt if feedback is None else f"{prompt}\n\n{feedback}"
