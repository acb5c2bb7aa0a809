"""The Anthropic SDK behind a gate."""

from __future__ import annotations

import json
from typing import Any

from ..errors import BackendError, GuardrailError, MissingExtra
from . import dialects
from .budget import Generated
from .clients import Calls, GuardedClient
from .dialects import Answer, Change, Choice, changed, cut_off, refusal, restored, restored_json, same, tool_call
from .tools import Call

PASSED = ("close", "models")
THOUGHTS = {"thinking", "redacted_thinking"}


def guarded(client: Any, calls: Calls) -> GuardedClient:
    """`client` with `messages.create` behind the gate of `calls`.

    Raises `MissingExtra` without `anthropic`, and `GuardrailError` if `client` is none of its clients.
    """
    try:
        import anthropic
    except ImportError as error:
        raise MissingExtra("this client needs anthropic: pip install 'guardrail[anthropic]'") from error
    if not isinstance(client, anthropic.Anthropic | anthropic.AsyncAnthropic):
        known = "anthropic.Anthropic or anthropic.AsyncAnthropic"
        raise GuardrailError(f"cannot guard {type(client).__name__}: pass an {known}")
    verb = calls.acall if isinstance(client, anthropic.AsyncAnthropic) else calls.call
    create = client.messages.create
    offered = {name: getattr(client, name) for name in PASSED}
    offered["messages.create"] = lambda **asked: verb(create, Messages(), asked)
    offered["messages.count_tokens"] = client.messages.count_tokens
    offered["with_options"] = lambda **options: guarded(client.with_options(**options), calls)
    return GuardedClient(offered)


class Messages(dialects.Messages):
    """The messages API."""

    provider = "anthropic"
    also = ("system",)

    def read(self, response: Any, restore: Change = same, /) -> Answer:
        """All text and calls of a message, in order; thoughts and citations are taken out of the answer."""
        if response.stop_reason == "refusal":
            refusal()
        kept = [_block_only(block, restore) for block in response.content or [] if block.type not in THOUGHTS]
        texts = [block.text for block, call in kept if call is None]
        calls = tuple(call for _, call in kept if call is not None)
        usage = getattr(response, "usage", None)
        return Answer(
            choices=[Choice(text="".join(texts), calls=calls)] if kept else [],
            response=response.model_copy(update={"content": [block for block, _ in kept]}),
            tokens_in=getattr(usage, "input_tokens", None),
            tokens_out=getattr(usage, "output_tokens", None),
        )

    def reading(self, restore: Change = same, /) -> MessagesReading:
        """The reader of one streamed answer."""
        return MessagesReading(restore)


class MessagesReading:
    """One streamed message. What is handed on is one block of text, however many there were, and one for each call."""

    def __init__(self, restore: Change) -> None:
        self._restore = restore
        self._begin: list[Any] = []  # the events before the first text, which hold none
        self._end: list[Any] = []
        self._read: int | None = None
        self._texts = set[int]()
        self._asked: dict[int, tuple[Any, list[str]]] = {}
        self._blocks = 0  # handed on so far

    def take(self, event: Any, /) -> str:
        """The text that an event adds."""
        if event.type == "error":
            raise BackendError("the backend said in its stream that it failed")
        if event.type == "message_start":
            self._read = event.message.usage.input_tokens
            self._begin = [_copied(event, message=_copied(event.message, content=[]))]
        elif event.type == "content_block_start":
            return self._block(event)
        elif event.type == "content_block_delta" and event.delta.type == "text_delta":
            return self._text(event)
        elif event.type == "content_block_delta" and event.delta.type == "input_json_delta":
            self._input(event)
        elif event.type in {"message_delta", "message_stop"}:
            self._end.append(event)
        return ""

    def end(self) -> Generated:
        """The calls and tokens; refuses a message that the model would not write."""
        if not self._end or self._end[-1].type != "message_stop":
            cut_off()
        last = self._end[0]
        if last.type != "message_delta" or last.delta.stop_reason == "refusal":
            refusal()
        calls = []
        for at, (block, pieces) in self._asked.items():
            call, arguments = _call(block.name, "".join(pieces) or json.dumps(block.input or {}), self._restore)
            self._asked[at] = block, [arguments]
            calls.append(call)
        return Generated(text="", calls=tuple(calls), tokens_in=self._read, tokens_out=last.usage.output_tokens)

    def events(self, text: str, /) -> list[Any]:
        """The events that add `text`; before the first, those that begin the message and its block."""
        from anthropic.types import RawContentBlockDeltaEvent, RawContentBlockStartEvent, TextBlock, TextDelta

        begin, self._begin = self._begin, []
        if not self._blocks:
            block = TextBlock(type="text", text="")
            begin.append(RawContentBlockStartEvent(type="content_block_start", index=0, content_block=block))
            self._blocks = 1
        delta = TextDelta(type="text_delta", text=text)
        return [*begin, RawContentBlockDeltaEvent(type="content_block_delta", index=0, delta=delta)]

    def rest(self, response: Any, /) -> list[Any]:  # noqa: ARG002 - a stream of messages ends without a whole one
        """The events that end the block of text, say each call in a block, and end the message."""
        from anthropic.types import RawContentBlockStopEvent

        ended = [RawContentBlockStopEvent(type="content_block_stop", index=0)] if self._blocks else []
        begin, self._begin = self._begin, []
        calls = [event for asked in self._asked.values() for event in self._events_of(*asked)]
        return [*begin, *ended, *calls, *self._end]

    def _events_of(self, block: Any, arguments: list[str]) -> list[Any]:
        from anthropic.types import (
            InputJSONDelta,
            RawContentBlockDeltaEvent,
            RawContentBlockStartEvent,
            RawContentBlockStopEvent,
        )

        at, self._blocks = self._blocks, self._blocks + 1
        told = InputJSONDelta(type="input_json_delta", partial_json="".join(arguments))
        return [
            RawContentBlockStartEvent(type="content_block_start", index=at, content_block=_copied(block, input={})),
            RawContentBlockDeltaEvent(type="content_block_delta", index=at, delta=told),
            RawContentBlockStopEvent(type="content_block_stop", index=at),
        ]

    def _block(self, event: Any) -> str:
        block = event.content_block
        if block.type in THOUGHTS:
            return ""
        if block.type == "tool_use":
            self._asked[event.index] = block, []
            return ""
        text, _ = _block_only(block, same)
        self._texts.add(event.index)
        return str(text.text)

    def _text(self, event: Any) -> str:
        if event.index not in self._texts:
            raise BackendError("the backend's stream gave text of a block that had not begun")
        return str(event.delta.text)

    def _input(self, event: Any) -> None:
        if event.index not in self._asked:
            raise BackendError("the backend's stream gave arguments of a call that had not begun")
        self._asked[event.index][1].append(event.delta.partial_json)


def _block_only(block: Any, restore: Change) -> tuple[Any, Call | None]:
    """A block with nothing but its text, or a call, as the client has it and as it is checked; refuses all else."""
    if block.type == "tool_use":
        name = getattr(block, "name", None)
        call = Call.asked(name, getattr(block, "input", None))
        if restore is not same:
            call = Call.read(name, changed(call.arguments, restore, everything=True))
        kept = type(block).model_construct(type="tool_use", id=block.id, name=call.tool, input=dict(call.arguments))
        return kept, call
    if block.type != "text":
        tool_call(getattr(block, "name", block.type))
    return type(block).model_construct(type="text", text=restored(block.text, restore), citations=None), None


def _call(name: object, arguments: str, restore: Change) -> tuple[Call, str]:
    return restored_json(Call.asked(name, arguments), arguments, restore)


def _copied(model: Any, **changes: Any) -> Any:
    return model.model_copy(update=changes)
