"""LangChain behind a gate: a model as a Runnable, and the model calls of an agent as middleware."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ..errors import BackendError, GuardrailError, MissingExtra
from .budget import Generated
from .clients import Calls
from .dialects import Answer, Asked, Change, Choice, Messages, changed, refusal, restored_json, same, tool_call
from .tools import Call

_DROPPED = {"thinking", "reasoning", "redacted_thinking"}
_CALLS = {"tool_use", "tool_call", "tool_call_chunk", "function_call", "input_json_delta"}  # said in `tool_calls` too
_MISSING = "LangChain needs to be installed: pip install 'guardrail[langchain]'"


def runnable(model: Any, calls: Calls) -> Any:  # noqa: C901 - one class, whose base is only there with the extra
    """A Runnable that calls `model`, itself a Runnable that gives messages or text; raises `MissingExtra`."""
    try:
        from langchain_core.runnables import Runnable, RunnableConfig
    except ImportError as error:
        raise MissingExtra(_MISSING) from error
    if not callable(getattr(model, "invoke", None)):
        raise GuardrailError(f"cannot guard {type(model).__name__}: pass a Runnable, such as a chat model")

    class Guarding(Runnable):  # type: ignore[misc]  # its base is only there with the extra
        """Hands on what the model says if it is accepted; raises `NotAccepted` otherwise."""

        name = "guarded"

        def invoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Any:  # noqa: A002
            def create(messages: Any) -> Any:
                return model.invoke(messages, _unheard(config), **kwargs)

            return calls.call(create, LangChain(), *_asked(input), **_about(input, model))

        async def ainvoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Any:  # noqa: A002
            async def create(messages: Any) -> Any:
                return await model.ainvoke(messages, _unheard(config), **kwargs)

            return await calls.acall(create, LangChain(), *_asked(input), **_about(input, model))

        def stream(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Any]:  # noqa: A002
            def create(messages: Any) -> Any:
                return model.stream(messages, _unheard(config), **kwargs)

            with calls.call(create, LangChain(), *_asked(input), **_about(input, model, streams=True)) as pieces:
                yield from pieces

        async def astream(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> AsyncIterator[Any]:  # noqa: A002
            def create(messages: Any) -> Any:
                return model.astream(messages, _unheard(config), **kwargs)

            about = _about(input, model, streams=True)
            async with await calls.acall(create, LangChain(), *_asked(input), **about) as pieces:
                async for piece in pieces:
                    yield piece

    return Guarding()


def middleware(calls: Calls) -> Any:
    """Middleware for `create_agent` that guards every call of its model; raises `MissingExtra` without langchain."""
    try:
        from langchain.agents.middleware import AgentMiddleware
    except ImportError as error:
        raise MissingExtra(_MISSING) from error

    class Guarding(AgentMiddleware):  # type: ignore[misc]  # its base is only there with the extra
        """Hands on what the model says if it is accepted; raises `NotAccepted` otherwise."""

        def wrap_model_call(self, request: Any, handler: Any) -> Any:
            def create(messages: Any) -> Any:
                with _nobody_listens():
                    return _only(handler(request.override(messages=messages)).result)

            return calls.call(create, LangChain(), *_asked(request.messages), **_about(request.messages, request.model))

        async def awrap_model_call(self, request: Any, handler: Any) -> Any:
            async def create(messages: Any) -> Any:
                with _nobody_listens():
                    return _only((await handler(request.override(messages=messages))).result)

            about = _about(request.messages, request.model)
            return await calls.acall(create, LangChain(), *_asked(request.messages), **about)

    return Guarding()


class LangChain(Messages):
    """A text, messages in any of LangChain's forms, or what else a Runnable takes."""

    provider = "langchain"

    def again(self, asked: Asked, feedback: str, /) -> Asked:
        """The call with one message more, in the form of the others."""
        so_far = asked["messages"]
        if isinstance(so_far, str):
            return {"messages": f"{so_far}\n\n{feedback}"}
        if not isinstance(so_far, list):
            raise BackendError(
                f"{type(so_far).__name__} cannot be asked again: guard the model, not the chain around it"
            )
        pairs = bool(so_far) and isinstance(so_far[0], tuple)
        return {"messages": [*so_far, ("human", feedback) if pairs else _human(feedback)]}

    def changed(self, asked: Asked, change: Change, /) -> Asked:
        """The call with all its texts changed."""
        so_far = asked["messages"]
        if isinstance(so_far, list):
            return {"messages": [_changed(message, change) for message in so_far]}
        return {"messages": changed(so_far, change, everything=isinstance(so_far, Mapping))}

    def read(self, response: Any, restore: Change = same, /) -> Answer:
        """The text and calls of a message; what else it holds, such as reasoning, is taken out of it."""
        if isinstance(response, str):
            text = restore(response)
            return Answer(choices=[Choice(text=text)], response=text)
        from langchain_core.messages import AIMessage

        if not isinstance(response, AIMessage):
            raise BackendError(f"the model answered {type(response).__name__} instead of text")
        for call in response.invalid_tool_calls:
            tool_call(call.get("name"))
        _refuse_refusal(response)
        asked = [_call(call, restore) for call in response.tool_calls]
        text = restore(_text(response.content, asked=bool(asked)))
        usage = response.usage_metadata or {}
        return Answer(
            choices=[Choice(text=text, calls=tuple(call for call, _ in asked))],
            response=AIMessage(
                content=text,
                id=response.id,
                usage_metadata=response.usage_metadata,
                tool_calls=[call for _, call in asked],
            ),
            tokens_in=usage.get("input_tokens"),
            tokens_out=usage.get("output_tokens"),
        )

    def reading(self, restore: Change = same, /) -> LangChainReading:
        """The reader of one streamed answer."""
        return LangChainReading(restore)


class LangChainReading:
    """One streamed message, or one streamed text."""

    def __init__(self, restore: Change) -> None:
        self._restore = restore
        self._id: str | None = None
        self._plain = False
        self._asked: dict[Any, dict[str, Any]] = {}
        self._usage: dict[str, int] = {}

    def take(self, event: Any, /) -> str:
        """The text that a chunk adds."""
        if isinstance(event, str):
            self._plain = True
            return event
        from langchain_core.messages import AIMessageChunk

        if not isinstance(event, AIMessageChunk):
            raise BackendError(f"the model streamed {type(event).__name__} instead of text")
        _refuse_refusal(event)
        self._id = event.id or self._id
        for piece in event.tool_call_chunks:
            self._add(piece)
        for name in ("input_tokens", "output_tokens"):
            if event.usage_metadata:
                self._usage[name] = self._usage.get(name, 0) + event.usage_metadata[name]
        return _text(event.content, asked=bool(self._asked))

    def end(self) -> Generated:
        """The calls, and the tokens where the model says them."""
        calls = []
        for asked in self._asked.values():
            call, asked["args"] = restored_json(Call.asked(asked["name"], asked["args"]), asked["args"], self._restore)
            calls.append(call)
        tokens = self._usage.get("input_tokens"), self._usage.get("output_tokens")
        return Generated(text="", calls=tuple(calls), tokens_in=tokens[0], tokens_out=tokens[1])

    def events(self, text: str, /) -> list[Any]:
        """A chunk that says `text`."""
        return [text if self._plain else _chunk(content=text, id=self._id)]

    def rest(self, response: Any, /) -> list[Any]:  # noqa: ARG002 - chunks hold no whole message
        """A chunk with the calls, if there are any."""
        return [_chunk(content="", id=self._id, tool_call_chunks=[*self._asked.values()])] if self._asked else []

    def _add(self, piece: Any) -> None:
        at = piece.get("index")
        asked = self._asked.setdefault(
            len(self._asked) if at is None else at, {"name": "", "args": "", "id": None, "index": at}
        )
        asked["name"] += piece.get("name") or ""
        asked["args"] += piece.get("args") or ""
        asked["id"] = piece.get("id") or asked["id"]


def _asked(messages: Any) -> tuple[Asked]:
    return ({"messages": messages.to_messages() if hasattr(messages, "to_messages") else messages},)


def _about(messages: Any, model: Any, *, streams: bool = False) -> dict[str, Any]:
    """What is known of a call besides its arguments; a callable source gets what the model is asked."""
    name = getattr(model, "model_name", None) or getattr(model, "model", None)
    return {"about": (messages,), "streams": streams, "model": name if isinstance(name, str) else type(model).__name__}


def _unheard(config: Any) -> Any:
    """Without callbacks, which hear every word of the model before anybody has checked it."""
    return {**(config or {}), "callbacks": []}


@contextmanager
def _nobody_listens() -> Iterator[None]:
    """The same for a model that takes its configuration from around it, as that of an agent does."""
    from langchain_core.runnables.config import var_child_runnable_config

    token = var_child_runnable_config.set(_unheard(var_child_runnable_config.get()))
    try:
        yield
    finally:
        var_child_runnable_config.reset(token)


def _human(text: str) -> Any:
    from langchain_core.messages import HumanMessage

    return HumanMessage(text)


def _chunk(**fields: Any) -> Any:
    from langchain_core.messages import AIMessageChunk

    return AIMessageChunk(**fields)


def _changed(message: Any, change: Change) -> Any:
    if isinstance(message, tuple):
        return message[0], changed(message[1], change)
    return changed(message, change)


def _only(messages: list[Any]) -> Any:
    if len(messages) != 1:
        raise BackendError(f"the model answered with {len(messages)} messages instead of one")
    return messages[0]


def _refuse_refusal(message: Any) -> None:
    if message.additional_kwargs.get("refusal"):
        refusal()


def _call(call: Any, restore: Change) -> tuple[Call, Any]:
    """A call as it is checked, and as LangChain has it with the same arguments."""
    given = changed(call.get("args") or {}, restore, everything=True)
    asked = Call.asked(call.get("name"), given)
    return asked, {"name": asked.tool, "args": dict(asked.arguments), "id": call.get("id"), "type": "tool_call"}


def _text(content: Any, *, asked: bool) -> str:
    if isinstance(content, str):
        return content
    blocks = [{"type": "text", "text": block} if isinstance(block, str) else block for block in content]
    for block in blocks:
        kind = block.get("type")
        if kind not in {"text", "refusal", *_DROPPED} and not (asked and kind in _CALLS):
            tool_call(block.get("name") or kind)
        if kind == "refusal":
            refusal()
    return "".join(block["text"] for block in blocks if block["type"] == "text")
