"""LangChain behind a gate: a model as a Runnable, and the model calls of an agent as middleware."""

from __future__ import annotations

from typing import Any

from ..errors import BackendError, GuardrailError, MissingExtra
from .attempts import Request
from .budget import Generated
from .calls import source_for
from .clients import Answer, Calls, accepted, refusal, said, tool_call

_DROPPED = {"thinking", "reasoning", "redacted_thinking"}
_MISSING = "LangChain needs to be installed: pip install 'guardrail[langchain]'"


def runnable(model: Any, calls: Calls) -> Any:
    """A Runnable that calls `model`, itself a Runnable that gives messages or text; raises `MissingExtra`."""
    try:
        from langchain_core.runnables import RunnableConfig, RunnableLambda
    except ImportError as error:
        raise MissingExtra(_MISSING) from error
    if not callable(getattr(model, "invoke", None)):
        raise GuardrailError(f"cannot guard {type(model).__name__}: pass a Runnable, such as a chat model")

    def invoke(asked: Any, config: RunnableConfig) -> Any:
        request = _request(calls, asked)

        def generate(feedback: str | None) -> Generated:
            return calls.worst(_read(model.invoke(_again(asked, feedback), config)), request)

        return accepted(calls.gate.run(generate, request))

    async def ainvoke(asked: Any, config: RunnableConfig) -> Any:
        request = _request(calls, asked)

        async def generate(feedback: str | None) -> Generated:
            return calls.worst(_read(await model.ainvoke(_again(asked, feedback), config)), request)

        return accepted(await calls.gate.arun(generate, request))

    return RunnableLambda(invoke, ainvoke, name="guarded")


def middleware(calls: Calls) -> Any:
    """Middleware for `create_agent` that guards every call of its model; raises `MissingExtra` without langchain."""
    try:
        from langchain.agents.middleware import AgentMiddleware
    except ImportError as error:
        raise MissingExtra(_MISSING) from error

    class Guarding(AgentMiddleware):  # type: ignore[misc]  # its base is only there with the extra
        """Hands on what the model says if it is accepted; raises `NotAccepted` otherwise."""

        def wrap_model_call(self, request: Any, handler: Any) -> Any:
            asked = _request(calls, request.messages)

            def generate(feedback: str | None) -> Generated:
                more = request.override(messages=_again(request.messages, feedback))
                return calls.worst(_read_last(handler(more).result), asked)

            return accepted(calls.gate.run(generate, asked))

        async def awrap_model_call(self, request: Any, handler: Any) -> Any:
            asked = _request(calls, request.messages)

            async def generate(feedback: str | None) -> Generated:
                more = request.override(messages=_again(request.messages, feedback))
                return calls.worst(_read_last((await handler(more)).result), asked)

            return accepted(await calls.gate.arun(generate, asked))

    return Guarding()


def _request(calls: Calls, asked: Any) -> Request:
    """What a text is checked with; a callable source gets what the model is asked."""
    facts = source_for(calls.source, (asked,), {})
    return calls.request(facts, [], said(asked.to_string() if hasattr(asked, "to_string") else asked))


def _again(asked: Any, feedback: str | None) -> Any:
    if feedback is None:
        return asked
    if isinstance(asked, str):
        return f"{asked}\n\n{feedback}"
    if hasattr(asked, "to_messages"):
        asked = asked.to_messages()
    if not isinstance(asked, list):
        raise BackendError(f"{type(asked).__name__} cannot be asked again: guard the model, not the chain around it")
    return [*asked, ("human", feedback)] if asked and isinstance(asked[0], tuple) else [*asked, _human(feedback)]


def _human(text: str) -> Any:
    from langchain_core.messages import HumanMessage

    return HumanMessage(text)


def _read_last(messages: list[Any]) -> Answer:
    if len(messages) != 1:
        raise BackendError(f"the model answered with {len(messages)} messages instead of one")
    return _read(messages[0])


def _read(message: Any) -> Answer:
    """The text of a message; what else it holds, such as reasoning, is taken out of it."""
    if isinstance(message, str):
        return Answer(texts=[message], response=message)
    from langchain_core.messages import AIMessage

    if not isinstance(message, AIMessage):
        raise BackendError(f"the model answered {type(message).__name__} instead of text")
    for call in [*message.tool_calls, *message.invalid_tool_calls]:
        tool_call(call.get("name"))
    if message.additional_kwargs.get("refusal"):
        refusal()
    text = _text(message.content)
    usage = message.usage_metadata or {}
    return Answer(
        texts=[text],
        response=AIMessage(content=text, id=message.id, usage_metadata=message.usage_metadata),
        tokens_in=usage.get("input_tokens"),
        tokens_out=usage.get("output_tokens"),
    )


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    blocks = [{"type": "text", "text": block} if isinstance(block, str) else block for block in content]
    for block in blocks:
        if block.get("type") not in {"text", *_DROPPED}:
            tool_call(block.get("name") or block.get("type"))
    return "".join(block["text"] for block in blocks if block["type"] == "text")
