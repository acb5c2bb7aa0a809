"""LlamaIndex behind a gate."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from ..errors import BackendError, GuardrailError, MissingExtra
from .budget import Generated
from .clients import Calls
from .dialects import Answer, Asked, Change, Choice, Messages, changed, same, tool_call

_DROPPED = {"thinking"}


def guarded(llm: Any, calls: Calls) -> Any:  # noqa: C901 - one class, whose base is only there with the extra
    """An LLM that completes and chats through `llm` behind the gate of `calls`; raises `MissingExtra`."""
    try:
        from llama_index.core.llms import LLM, CustomLLM, LLMMetadata
    except ImportError as error:
        raise MissingExtra("LlamaIndex needs to be installed: pip install 'guardrail[llama-index]'") from error
    if not isinstance(llm, LLM):
        raise GuardrailError(f"cannot guard {type(llm).__name__}: pass an LLM of LlamaIndex")

    def about(asked: Any, *, streams: bool = False) -> dict[str, Any]:
        return {"about": (asked,), "streams": streams, "model": llm.metadata.model_name}

    class GuardedLLM(CustomLLM):  # type: ignore[misc]  # its base is only there with the extra
        """Completes and chats with what is accepted; raises `NotAccepted` otherwise."""

        @property
        def metadata(self) -> LLMMetadata:
            return llm.metadata.model_copy(update={"is_function_calling_model": False})

        def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
            asked = {"prompt": prompt, "formatted": formatted, **kwargs}
            return calls.call(llm.complete, Completion(), asked, **about(prompt))

        def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Iterator[Any]:  # noqa: FBT001, FBT002
            asked = {"prompt": prompt, "formatted": formatted, **kwargs}
            return _events(calls.call(llm.stream_complete, Completion(), asked, **about(prompt, streams=True)))

        async def acomplete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
            asked = {"prompt": prompt, "formatted": formatted, **kwargs}
            return await calls.acall(llm.acomplete, Completion(), asked, **about(prompt))

        async def astream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
            asked = {"prompt": prompt, "formatted": formatted, **kwargs}
            pieces = await calls.acall(llm.astream_complete, Completion(), asked, **about(prompt, streams=True))
            return _aevents(pieces)

        def chat(self, messages: Any, **kwargs: Any) -> Any:
            return calls.call(llm.chat, Chat(), {"messages": list(messages), **kwargs}, **about(messages))

        def stream_chat(self, messages: Any, **kwargs: Any) -> Iterator[Any]:
            asked = {"messages": list(messages), **kwargs}
            return _events(calls.call(llm.stream_chat, Chat(), asked, **about(messages, streams=True)))

        async def achat(self, messages: Any, **kwargs: Any) -> Any:
            return await calls.acall(llm.achat, Chat(), {"messages": list(messages), **kwargs}, **about(messages))

        async def astream_chat(self, messages: Any, **kwargs: Any) -> Any:
            asked = {"messages": list(messages), **kwargs}
            return _aevents(await calls.acall(llm.astream_chat, Chat(), asked, **about(messages, streams=True)))

    return GuardedLLM()


class Completion(Messages):
    """A prompt, and the text that continues it."""

    messages = "prompt"
    provider = "llama_index"
    operation = "text_completion"

    def read(self, response: Any, restore: Change = same, /) -> Answer:
        """The text of a completion; what else it holds is taken out of it."""
        text = restore(self.text(response))
        return Answer(choices=[Choice(text=text)], response=self.saying(text, None))

    def reading(self, restore: Change = same, /) -> LlamaIndexReading:  # noqa: ARG002 - an answer has no calls
        """The reader of one streamed answer."""
        return LlamaIndexReading(self)

    def text(self, response: Any) -> str:
        """What an answer, or a piece of one, says so far."""
        from llama_index.core.llms import CompletionResponse

        if not isinstance(response, CompletionResponse):
            raise BackendError(f"the model answered {type(response).__name__} instead of text")
        return str(response.text)

    def saying(self, text: str, delta: str | None) -> Any:
        """An answer that says `text`, the last piece of which is `delta`."""
        from llama_index.core.llms import CompletionResponse

        return CompletionResponse(text=text, delta=delta)


class Chat(Completion):
    """Messages, and the message that answers them."""

    messages = "messages"
    operation = "chat"

    def again(self, asked: Asked, feedback: str, /) -> Asked:
        """The call with one message more."""
        from llama_index.core.llms import ChatMessage

        return asked | {"messages": [*asked["messages"], ChatMessage(role="user", content=feedback)]}

    def changed(self, asked: Asked, change: Change, /) -> Asked:
        """The call with the texts of all its messages changed."""
        return asked | {"messages": [_changed(message, change) for message in asked["messages"]]}

    def text(self, response: Any) -> str:
        """What a message, or a piece of one, says so far."""
        from llama_index.core.llms import ChatResponse

        if not isinstance(response, ChatResponse):
            raise BackendError(f"the model answered {type(response).__name__} instead of text")
        message = response.message
        for call in message.additional_kwargs.get("tool_calls") or []:
            tool_call(getattr(getattr(call, "function", None), "name", None))
        for block in message.blocks:
            if block.block_type not in {"text", *_DROPPED}:
                tool_call(getattr(block, "tool_name", block.block_type))
        return "".join(block.text for block in message.blocks if block.block_type == "text")

    def saying(self, text: str, delta: str | None) -> Any:
        """An answer that says `text`, the last piece of which is `delta`."""
        from llama_index.core.llms import ChatMessage, ChatResponse

        return ChatResponse(message=ChatMessage(role="assistant", content=text), delta=delta)


class LlamaIndexReading:
    """One streamed answer, each piece of which says all so far; a stream has no calls of tools."""

    def __init__(self, dialect: Completion) -> None:
        self._dialect = dialect
        self._taken = self._given = ""

    def take(self, event: Any, /) -> str:
        """The text that a piece adds; refuses one that takes something back."""
        text, before = self._dialect.text(event), self._taken
        if not text and event.delta:  # some say only what is new
            text = before + str(event.delta)
        if not text.startswith(before):
            raise BackendError("the backend's stream took back what it had said")
        self._taken = text
        return text[len(before) :]

    def end(self) -> Generated:
        """Nothing more is known."""
        return Generated(text="")

    def events(self, text: str, /) -> list[Any]:
        """A piece that adds `text`."""
        self._given += text
        return [self._dialect.saying(self._given, text)]

    def rest(self, response: Any, /) -> list[Any]:  # noqa: ARG002 - the last piece says it all
        """Nothing."""
        return []


def _changed(message: Any, change: Change) -> Any:
    blocks = [
        block.model_copy(update={"text": change(block.text)}) if block.block_type == "text" else block
        for block in message.blocks
    ]
    return type(message)(role=message.role, blocks=blocks, additional_kwargs=changed(message.additional_kwargs, change))


def _events(pieces: Any) -> Iterator[Any]:
    with pieces:
        yield from pieces


async def _aevents(pieces: Any) -> AsyncIterator[Any]:
    async with pieces:
        async for piece in pieces:
            yield piece
