"""The OpenAI SDK behind a gate, and any server that speaks its chat completions or responses."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

from ..errors import BackendError, GuardrailError, MissingExtra
from .budget import Generated
from .clients import Calls, GuardedClient
from .dialects import (
    Answer,
    Change,
    Choice,
    Messages,
    cut_off,
    refusal,
    restored,
    restored_json,
    same,
    tool_call,
)
from .tools import Call

_ITEMS = {"message", "reasoning", "function_call"}

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


class Chat(Messages):
    """Chat completions, as OpenAI, LiteLLM and most servers answer them."""

    def read(self, response: Any, restore: Change = same, /) -> Answer:
        """Every choice; what else a message holds, such as reasoning, is taken out of the answer."""
        choices = list(getattr(response, "choices", None) or [])
        kept = [_message_only(choice, restore) for choice in choices]
        usage = getattr(response, "usage", None)
        return Answer(
            choices=[Choice(text=choice.message.content, calls=calls) for choice, calls in kept],
            response=response.model_copy(update={"choices": [choice for choice, _ in kept]}) if kept else None,
            tokens_in=getattr(usage, "prompt_tokens", None),
            tokens_out=getattr(usage, "completion_tokens", None),
        )

    def reading(self, restore: Change = same, /) -> ChatReading:
        """The reader of one streamed answer."""
        return ChatReading(restore)


class ChatReading:
    """One streamed chat completion."""

    def __init__(self, restore: Change) -> None:
        self._restore = restore
        self._chunk: Any = None  # without its choices, which hold text
        self._kinds: tuple[Any, Any] | None = None
        self._finish: str | None = None
        self._usage: Any = None
        self._asked: dict[int, _Asked] = {}

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
            for piece in getattr(choice.delta, "tool_calls", None) or []:
                self._asked.setdefault(piece.index, _Asked(type(piece))).add(piece)
        return text

    def end(self) -> Generated:
        """The calls, and the tokens where the server says them."""
        if self._finish is None:
            cut_off()
        _refuse_filtered(self._finish)
        return Generated(
            text="",
            calls=tuple(asked.read(self._restore) for asked in self._asked.values()),
            tokens_in=getattr(self._usage, "prompt_tokens", None),
            tokens_out=getattr(self._usage, "completion_tokens", None),
        )

    def events(self, text: str, /) -> list[Any]:
        """A chunk that says `text`."""
        return [self._chunk_of(text)]

    def rest(self, response: Any, /) -> list[Any]:  # noqa: ARG002 - chunks hold no whole response
        """A chunk for each call, one that says why the answer ended, and one with the tokens where they are known."""
        calls = [self._chunk_of(None, calls=[asked.event(at)]) for at, asked in self._asked.items()]
        last = [*calls, self._chunk_of(None, finish=self._finish)]
        return last if self._usage is None else [*last, _copied(self._chunk, usage=self._usage)]

    def _chunk_of(self, text: str | None, *, calls: list[Any] | None = None, finish: str | None = None) -> Any:
        assert self._kinds is not None  # noqa: S101 - there is no text before the first chunk
        choice, delta = self._kinds
        told = delta.model_construct(role="assistant", content=text, tool_calls=calls)
        return _copied(self._chunk, choices=[choice.model_construct(index=0, delta=told, finish_reason=finish)])


class _Asked:
    """One call of a tool that comes in pieces."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind
        self._id: str | None = None
        self._name = self._arguments = ""

    def add(self, piece: Any) -> None:
        self._id = piece.id or self._id
        function = piece.function
        self._name += getattr(function, "name", None) or ""
        self._arguments += getattr(function, "arguments", None) or ""

    def read(self, restore: Change) -> Call:
        call, self._arguments = restored_json(Call.asked(self._name, self._arguments), self._arguments, restore)
        return call

    def event(self, at: int) -> Any:
        function = {"name": self._name, "arguments": self._arguments}
        return self._kind.model_validate({"index": at, "id": self._id, "type": "function", "function": function})


class Responses(Messages):
    """The responses API."""

    messages = "input"
    also = ("instructions",)

    def read(self, response: Any, restore: Change = same, /) -> Answer:
        """All text and calls of a response, in order; reasoning and annotations are taken out of the answer."""
        if getattr(response, "status", None) not in {"completed", "incomplete", None}:
            raise BackendError(f"the response is not complete: its status is {response.status!r}")
        kept = [_item_only(item, restore) for item in response.output or [] if item.type != "reasoning"]
        texts = [part.text for item, call in kept if call is None for part in item.content]
        calls = tuple(call for _, call in kept if call is not None)
        usage = getattr(response, "usage", None)
        return Answer(
            choices=[Choice(text="".join(texts), calls=calls)] if texts or calls else [],
            response=response.model_copy(update={"output": [item for item, _ in kept]}),
            tokens_in=getattr(usage, "input_tokens", None),
            tokens_out=getattr(usage, "output_tokens", None),
        )

    def reading(self, restore: Change = same, /) -> ResponsesReading:
        """The reader of one streamed answer."""
        return ResponsesReading(restore)


class ResponsesReading:
    """One streamed response. Of its events those with text and the last one, with all its calls, are handed on."""

    def __init__(self, restore: Change) -> None:
        self._restore = restore
        self._delta: Any = None
        self._last: Any = None
        self._text = hashlib.sha256()

    def take(self, event: Any, /) -> str:
        """The text that an event adds."""
        if event.type in {"response.failed", "error"}:
            raise BackendError("the response failed")
        if event.type == "response.output_item.added" and event.item.type not in _ITEMS:
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
        """The calls and tokens; refuses a response whose end says another text than its pieces did."""
        if self._last is None:
            cut_off()
        sent = "".join(str(choice.text) for choice in Responses().read(self._last.response).choices)
        if hashlib.sha256(_bytes(sent)).digest() != self._text.digest():
            raise BackendError("the end of the stream says another text than its pieces did")
        answer = Responses().read(self._last.response, self._restore)
        calls = tuple(call for choice in answer.choices for call in choice.calls)
        last, self._last = _copied(self._last, response=answer.response), None
        return Generated(text="", calls=calls, tokens_in=answer.tokens_in, tokens_out=answer.tokens_out, response=last)

    def events(self, text: str, /) -> list[Any]:
        """An event that adds `text`."""
        return [_copied(self._delta, delta=text)]

    def rest(self, response: Any, /) -> list[Any]:
        """The event with the whole response."""
        return [response]


def _message_only(choice: Any, restore: Change) -> tuple[Any, tuple[Call, ...]]:
    """A choice with nothing but its text and calls, and these calls."""
    message = choice.message
    _refuse_acts(message)
    _refuse_filtered(choice.finish_reason)
    asked = [_call_only(call, restore) for call in getattr(message, "tool_calls", None) or []]
    kept = type(message).model_construct(
        role="assistant",
        content=restored(message.content, restore),
        tool_calls=[call for call, _ in asked] or None,
    )
    only = type(choice).model_construct(
        index=choice.index, finish_reason=choice.finish_reason, message=kept, logprobs=None
    )
    return only, tuple(call for _, call in asked)


def _call_only(call: Any, restore: Change) -> tuple[Any, Call]:
    """A call as the client has it, with the arguments that are checked, and as it is checked."""
    function = getattr(call, "function", None)
    if function is None:
        tool_call(getattr(getattr(call, "custom", None), "name", None))
    name, given = getattr(function, "name", None), getattr(function, "arguments", None)
    asked, arguments = restored_json(Call.asked(name, given), given, restore)
    kept = type(function).model_construct(name=asked.tool, arguments=arguments)
    return type(call).model_construct(id=call.id, type="function", function=kept), asked


def _refuse_acts(message: Any) -> None:
    """Refuse what a message does besides saying something and asking for tools."""
    if (call := getattr(message, "function_call", None)) is not None:
        tool_call(getattr(call, "name", None))
    if getattr(message, "refusal", None):
        refusal()
    if getattr(message, "audio", None):
        raise BackendError("the backend answered with sound, which cannot be checked")


def _refuse_filtered(finish: str | None) -> None:
    if finish == "content_filter":
        raise BackendError("the backend's own filter cut the answer")


def _item_only(item: Any, restore: Change) -> tuple[Any, Call | None]:
    """A message with nothing but its text, or a call, as the client has it and as it is checked; refuses all else."""
    if item.type == "function_call":
        given = getattr(item, "arguments", None)
        call, arguments = restored_json(Call.asked(getattr(item, "name", None), given), given, restore)
        return _copied(item, arguments=arguments), call
    if item.type != "message":
        tool_call(getattr(item, "name", item.type))
    if any(part.type != "output_text" for part in item.content):
        refusal()
    parts = [
        type(part).model_construct(type=part.type, text=restored(part.text, restore), annotations=[])
        for part in item.content
    ]
    return _copied(item, content=parts), None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _copied(model: Any, **changes: Any) -> Any:
    return model.model_copy(update=changes)
