"""The OpenAI SDK behind a gate, and any server that speaks its chat completions or responses."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

from ..errors import BackendError, GuardrailError, MissingExtra
from .budget import Generated
from .clients import Answer, Calls, GuardedClient, cut_off, refusal, tool_call

PASSED = ("close", "embeddings", "models", "moderations", "files")


def guarded(client: Any, calls: Calls) -> GuardedClient:
    """`client` with `chat.completions.create` and `responses.create` behind the gate of `calls`.

    Raises `MissingExtra` without `openai`, and `GuardrailError` if `client` is none of its clients.
    """
    try:
        import openai
    except ImportError as error:
        raise MissingExtra("this client needs openai: pip install 'guardrail[openai]'") from error
    if not isinstance(client, openai.OpenAI | openai.AsyncOpenAI):
        raise GuardrailError(f"cannot guard {type(client).__name__}: pass an openai.OpenAI or openai.AsyncOpenAI")
    verb = calls.acall if isinstance(client, openai.AsyncOpenAI) else calls.call

    def call(create: Any, dialect: Any, **asked: Any) -> Any:
        return verb(create, dialect, asked)

    offered = {name: getattr(client, name) for name in PASSED}
    offered["chat.completions.create"] = partial(call, client.chat.completions.create, Chat())
    offered["responses.create"] = partial(call, client.responses.create, Responses())
    offered["with_options"] = lambda **options: guarded(client.with_options(**options), calls)
    return GuardedClient(offered)


class Chat:
    """Chat completions, as OpenAI, LiteLLM and most servers answer them."""

    messages = "messages"
    also: tuple[str, ...] = ()

    def read(self, response: Any, /) -> Answer:
        """Every choice as a text; what else a message holds, such as reasoning, is taken out of the answer."""
        choices = list(getattr(response, "choices", None) or [])
        kept = [_message_only(choice) for choice in choices]
        usage = getattr(response, "usage", None)
        return Answer(
            texts=[choice.message.content for choice in kept],
            response=response.model_copy(update={"choices": kept}) if kept else None,
            tokens_in=getattr(usage, "prompt_tokens", None),
            tokens_out=getattr(usage, "completion_tokens", None),
        )

    def reading(self) -> ChatReading:
        """The reader of one streamed answer."""
        return ChatReading()


class ChatReading:
    """One streamed chat completion."""

    def __init__(self) -> None:
        self._chunk: Any = None  # without its choices, which hold text
        self._kinds: tuple[Any, Any] | None = None
        self._finish: str | None = None
        self._usage: Any = None

    def take(self, event: Any, /) -> str:
        """The text that a chunk adds."""
        self._usage = getattr(event, "usage", None) or self._usage
        text = ""
        for choice in event.choices or []:
            if choice.index != 0:
                raise BackendError("the backend streams several choices; a stream has one")
            _refuse_acts(choice.delta)
            self._chunk = self._chunk or _copied(event, choices=[])
            self._kinds = type(choice), type(choice.delta)
            self._finish = choice.finish_reason or self._finish
            text += choice.delta.content or ""
        return text

    def end(self) -> Generated:
        """The tokens, where the server says them."""
        if self._finish is None:
            cut_off()
        _refuse_filtered(self._finish)
        return Generated(
            text="",
            tokens_in=getattr(self._usage, "prompt_tokens", None),
            tokens_out=getattr(self._usage, "completion_tokens", None),
        )

    def events(self, text: str, /) -> list[Any]:
        """A chunk that says `text`."""
        return [self._chunk_of(text, None)]

    def rest(self, response: Any, /) -> list[Any]:  # noqa: ARG002 - chunks hold no whole response
        """A chunk that says why the answer ended, and one with the tokens where they are known."""
        last = [self._chunk_of(None, self._finish)]
        return last if self._usage is None else [*last, _copied(self._chunk, usage=self._usage)]

    def _chunk_of(self, text: str | None, finish: str | None) -> Any:
        assert self._kinds is not None  # noqa: S101 - there is no text before the first chunk
        choice, delta = self._kinds
        told = delta.model_construct(role="assistant", content=text)
        return _copied(self._chunk, choices=[choice.model_construct(index=0, delta=told, finish_reason=finish)])


class Responses:
    """The responses API."""

    messages = "input"
    also: tuple[str, ...] = ("instructions",)

    def read(self, response: Any, /) -> Answer:
        """All text of a response, in order; reasoning and annotations are taken out of the answer."""
        if getattr(response, "status", None) not in {"completed", "incomplete", None}:
            raise BackendError(f"the response is not complete: its status is {response.status!r}")
        kept = [_text_only(item) for item in response.output or [] if item.type != "reasoning"]
        texts = [part.text for item in kept for part in item.content]
        usage = getattr(response, "usage", None)
        return Answer(
            texts=["".join(texts)] if texts else [],
            response=response.model_copy(update={"output": kept}),
            tokens_in=getattr(usage, "input_tokens", None),
            tokens_out=getattr(usage, "output_tokens", None),
        )

    def reading(self) -> ResponsesReading:
        """The reader of one streamed answer."""
        return ResponsesReading()


class ResponsesReading:
    """One streamed response. Of its events those with text and the last one are handed on."""

    def __init__(self) -> None:
        self._delta: Any = None
        self._last: Any = None
        self._text = hashlib.sha256()

    def take(self, event: Any, /) -> str:
        """The text that an event adds."""
        if event.type in {"response.failed", "error"}:
            raise BackendError("the response failed")
        if event.type == "response.output_item.added" and event.item.type not in {"message", "reasoning"}:
            tool_call(getattr(event.item, "name", event.item.type))
        if event.type.startswith("response.refusal"):
            refusal()
        if event.type in {"response.completed", "response.incomplete"}:
            self._last = event
        if event.type != "response.output_text.delta":
            return ""
        self._delta = self._delta or _copied(event, delta="", logprobs=[])
        self._text.update(_bytes(event.delta))
        return str(event.delta)

    def end(self) -> Generated:
        """The tokens; refuses a response whose end says another text than its pieces did."""
        if self._last is None:
            cut_off()
        answer = Responses().read(self._last.response)
        if hashlib.sha256(_bytes("".join(map(str, answer.texts)))).digest() != self._text.digest():
            raise BackendError("the end of the stream says another text than its pieces did")
        last, self._last = _copied(self._last, response=answer.response), None
        return Generated(text="", tokens_in=answer.tokens_in, tokens_out=answer.tokens_out, response=last)

    def events(self, text: str, /) -> list[Any]:
        """An event that adds `text`."""
        return [_copied(self._delta, delta=text)]

    def rest(self, response: Any, /) -> list[Any]:
        """The event with the whole response."""
        return [response]


def _message_only(choice: Any) -> Any:
    message = choice.message
    _refuse_acts(message)
    _refuse_filtered(choice.finish_reason)
    kept = type(message).model_construct(role="assistant", content=message.content)
    return type(choice).model_construct(
        index=choice.index, finish_reason=choice.finish_reason, message=kept, logprobs=None
    )


def _refuse_acts(message: Any) -> None:
    """Refuse what a message does besides saying something."""
    for call in getattr(message, "tool_calls", None) or []:
        tool_call(getattr(getattr(call, "function", None), "name", None))
    if (call := getattr(message, "function_call", None)) is not None:
        tool_call(getattr(call, "name", None))
    if getattr(message, "refusal", None):
        refusal()
    if getattr(message, "audio", None):
        raise BackendError("the backend answered with sound, which cannot be checked")


def _refuse_filtered(finish: str | None) -> None:
    if finish == "content_filter":
        raise BackendError("the backend's own filter cut the answer")


def _text_only(item: Any) -> Any:
    """A message with nothing but its text; refuses what is no message."""
    if item.type != "message":
        tool_call(getattr(item, "name", item.type))
    if any(part.type != "output_text" for part in item.content):
        refusal()
    parts = [type(part).model_construct(type=part.type, text=part.text, annotations=[]) for part in item.content]
    return _copied(item, content=parts)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _copied(model: Any, **changes: Any) -> Any:
    return model.model_copy(update=changes)
