"""LiteLLM behind a gate."""

from __future__ import annotations

from typing import Any

from ..errors import MissingExtra
from .clients import Calls, GuardedClient
from .openai import Chat


def guarded(calls: Calls) -> GuardedClient:
    """`litellm.completion` and `litellm.acompletion` behind the gate of `calls`; raises `MissingExtra` without it."""
    try:
        import litellm
    except ImportError as error:
        raise MissingExtra("this client needs litellm: pip install 'guardrail[litellm]'") from error

    def completion(model: str, messages: Any, **asked: Any) -> Any:
        return calls.call(litellm.completion, _chat(model), {"model": model, "messages": messages, **asked})

    async def acompletion(model: str, messages: Any, **asked: Any) -> Any:
        return await calls.acall(litellm.acompletion, _chat(model), {"model": model, "messages": messages, **asked})

    return GuardedClient({"completion": completion, "acompletion": acompletion})


def _chat(model: str) -> Chat:
    """Chat completions of whoever runs the model, which LiteLLM's names begin with: "mistral/mistral-small"."""
    chat = Chat()
    provider, named, _ = model.partition("/")
    chat.provider = provider if named else "litellm"
    return chat
