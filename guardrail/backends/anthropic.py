"""The Anthropic SDK behind a gate."""

from __future__ import annotations

from typing import Any

from ..errors import BackendError, GuardrailError, MissingExtra
from .budget import Generated
from .clients import Answer, Calls, GuardedClient, cut_off, refusal, tool_call

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


class Messages:
    """The messages API."""

    messages = "messages"
    also: tuple[str, ...] = ("system",)

    def read(self, response: Any, /) -> Answer:
        """All text of a message, in order; thoughts and citations are taken out of the answer."""
        if response.stop_reason == "refusal":
            refusal()
        kept = [_text_only(block) for block in response.content if block.type not in THOUGHTS]
        return Answer(
            texts=["".join(block.text for block in kept)] if kept else [],
            response=response.model_copy(update={"content": kept}),
            tokens_in=response.usage.input_tokens,
            tokens_out=response.usage.output_tokens,
        )

    def reading(self) -> MessagesReading:
        """The reader of one streamed answer."""
        return MessagesReading()


class MessagesReading:
    """One streamed message. What is handed on is one block of text, however many there were."""

    def __init__(self) -> None:
        self._begin: list[Any] = []  # the events before the first text, which hold none
        self._end: list[Any] = []
        self._read: int | None = None
        self._texts = set[int]()

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
        elif event.type in {"message_delta", "message_stop"}:
            self._end.append(event)
        return ""

    def end(self) -> Generated:
        """The tokens; refuses a message that the model would not write."""
        if not self._end or self._end[-1].type != "message_stop":
            cut_off()
        last = self._end[0]
        if last.type != "message_delta" or last.delta.stop_reason == "refusal":
            refusal()
        return Generated(text="", tokens_in=self._read, tokens_out=last.usage.output_tokens)

    def events(self, text: str, /) -> list[Any]:
        """The events that add `text`; before the first, those that begin the message and its block."""
        from anthropic.types import RawContentBlockDeltaEvent, TextDelta

        delta = TextDelta(type="text_delta", text=text)
        begin, self._begin = self._begin, []
        return [*begin, RawContentBlockDeltaEvent(type="content_block_delta", index=0, delta=delta)]

    def rest(self, response: Any, /) -> list[Any]:  # noqa: ARG002 - a stream of messages ends without a whole one
        """The events that end the block and the message."""
        from anthropic.types import RawContentBlockStopEvent

        return [RawContentBlockStopEvent(type="content_block_stop", index=0), *self._end]

    def _block(self, event: Any) -> str:
        block = event.content_block
        if block.type in THOUGHTS:
            return ""
        text = str(_text_only(block).text)
        if not self._texts:
            self._begin.append(_copied(event, index=0, content_block=_copied(_text_only(block), text="")))
        self._texts.add(event.index)
        return text

    def _text(self, event: Any) -> str:
        if event.index not in self._texts:
            raise BackendError("the backend's stream gave text of a block that had not begun")
        return str(event.delta.text)


def _text_only(block: Any) -> Any:
    """A block with nothing but its text; refuses what is no text."""
    if block.type != "text":
        tool_call(getattr(block, "name", block.type))
    return type(block).model_construct(type="text", text=block.text, citations=None)


def _copied(model: Any, **changes: Any) -> Any:
    return model.model_copy(update=changes)
