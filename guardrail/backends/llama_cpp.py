"""Models of llama.cpp, run in this process by `llama-cpp-python`, behind a gate."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

from ..errors import BackendError, GuardrailError, MissingExtra
from .budget import Generated
from .clients import Calls, GuardedClient
from .dialects import Answer, Asked, Change, Choice, Messages, cut_off, restored, restored_json, same, tool_call
from .tools import Call

PASSED = ("close", "detokenize", "metadata", "n_ctx", "n_vocab", "reset", "tokenize")


class GuardedLlama(GuardedClient):
    """A `llama_cpp.Llama` of which only guarded calls, and what writes no text, can be reached."""

    def __call__(self, prompt: str, **asked: Any) -> Any:
        """`create_completion`."""
        return self.create_completion(prompt, **asked)


def guarded(llama: Any, calls: Calls) -> GuardedLlama:
    """`llama` with its completions behind the gate of `calls`.

    Raises `MissingExtra` without `llama_cpp`, and `GuardrailError` if `llama` is no `Llama`.
    """
    try:
        import llama_cpp
    except ImportError as error:
        raise MissingExtra("this model needs llama-cpp-python: pip install 'guardrail[llama-cpp]'") from error
    if not isinstance(llama, llama_cpp.Llama):
        raise GuardrailError(f"cannot guard {type(llama).__name__}: pass a llama_cpp.Llama")
    return guarded_llama(llama, calls)


def guarded_llama(llama: Any, calls: Calls) -> GuardedLlama:
    """The same for anything that has the methods of one."""
    name, free = str(getattr(llama, "model_path", "")).rpartition("/")[2], threading.Lock()
    completion, chat = _alone(llama.create_completion, free), _alone(llama.create_chat_completion, free)

    def create_completion(prompt: str, **asked: Any) -> Any:
        return calls.call(completion, Completion(), {"prompt": prompt, **asked}, model=name)

    def create_chat_completion(messages: Any, **asked: Any) -> Any:
        return calls.call(chat, Chat(), {"messages": messages, **asked}, model=name)

    offered = {name: getattr(llama, name) for name in PASSED if hasattr(llama, name)}
    return GuardedLlama(
        {**offered, "create_completion": create_completion, "create_chat_completion": create_chat_completion}
    )


def _alone(create: Callable[..., Any], free: threading.Lock) -> Callable[..., Any]:
    """One answer at a time: a model that writes two at once, one of them given up on perhaps, mixes or crashes."""

    def call(**asked: Any) -> Any:
        _take(free)
        if asked.get("stream"):
            return _chunks(create, asked, free)
        try:
            return create(**asked)
        finally:
            free.release()

    return call


def _chunks(create: Callable[..., Any], asked: Asked, free: threading.Lock) -> Iterator[Any]:
    try:
        yield from create(**asked)
    finally:
        free.release()


def _take(free: threading.Lock) -> None:
    if not free.acquire(blocking=False):
        raise BackendError("this model is still writing another answer: ask again when it is done, or load it twice")


class Chat(Messages):
    """Chat completions, which are mappings."""

    provider = "llama_cpp"

    def read(self, response: Any, restore: Change = same, /) -> Answer:
        """Every choice; what else it holds, such as log probabilities, is taken out of the answer."""
        kept = [self._choice(choice, restore) for choice in response.get("choices") or []]
        usage = response.get("usage") or {}
        return Answer(
            choices=[choice for choice, _ in kept],
            response={**response, "choices": [choice for _, choice in kept]},
            tokens_in=usage.get("prompt_tokens"),
            tokens_out=usage.get("completion_tokens"),
        )

    def reading(self, restore: Change = same, /) -> Reading:
        """The reader of one streamed answer."""
        return Reading(restore)

    def _choice(self, choice: Any, restore: Change) -> tuple[Choice, Any]:
        message = choice["message"]
        asked = [_call(call, restore) for call in message.get("tool_calls") or []]
        text = restored(message.get("content"), restore)
        only: dict[str, Any] = {"role": "assistant", "content": text}
        if asked:
            only["tool_calls"] = [call for call, _ in asked]
        kept = {"index": choice["index"], "message": only, "finish_reason": choice["finish_reason"], "logprobs": None}
        return Choice(text=text, calls=tuple(call for _, call in asked)), kept


class Completion(Chat):
    """Completions of a prompt."""

    messages = "prompt"
    operation = "text_completion"

    def reading(self, restore: Change = same, /) -> Reading:
        """The reader of one streamed answer."""
        return CompletionReading(restore)

    def _choice(self, choice: Any, restore: Change) -> tuple[Choice, Any]:
        text = restored(choice["text"], restore)
        return Choice(text=text), {**choice, "text": text, "logprobs": None}


class Reading:
    """One streamed chat completion."""

    def __init__(self, restore: Change) -> None:
        self._restore = restore
        self._chunk: Any = None
        self._finish: str | None = None
        self._asked: dict[int, dict[str, str]] = {}
        self._calls: list[Any] = []

    def take(self, event: Any, /) -> str:
        """The text that a chunk adds."""
        text = ""
        for choice in event.get("choices") or []:
            if choice["index"] != 0:
                raise BackendError("the backend streams several choices; a stream has one")
            self._chunk = self._chunk or {**event, "choices": []}
            self._finish = choice.get("finish_reason") or self._finish
            text += self._text(choice)
        return text

    def end(self) -> Generated:
        """The calls; llama.cpp does not count the tokens of a stream."""
        if self._finish is None:
            cut_off()
        read = [_call({"id": asked["id"], "function": asked}, self._restore) for asked in self._asked.values()]
        self._calls = [{"index": at, **call} for at, (call, _) in enumerate(read)]
        return Generated(text="", calls=tuple(call for _, call in read))

    def events(self, text: str, /) -> list[Any]:
        """A chunk that says `text`."""
        return [self._chunk_of({"content": text}, None)]

    def rest(self, response: Any, /) -> list[Any]:  # noqa: ARG002 - chunks hold no whole response
        """A chunk with the calls, and one that says why the answer ended."""
        calls = [self._chunk_of({"tool_calls": self._calls}, None)] if self._calls else []
        return [*calls, self._chunk_of({}, self._finish)]

    def _text(self, choice: Any) -> str:
        delta = choice["delta"]
        for piece in delta.get("tool_calls") or []:
            asked = self._asked.setdefault(piece["index"], {"id": "", "name": "", "arguments": ""})
            function = piece.get("function") or {}
            asked["id"] = piece.get("id") or asked["id"]
            asked["name"] = function.get("name") or asked["name"]  # said again with every piece
            asked["arguments"] += function.get("arguments") or ""
        return delta.get("content") or ""

    def _chunk_of(self, delta: Any, finish: str | None) -> Any:
        return {**self._chunk, "choices": [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}]}


class CompletionReading(Reading):
    """One streamed completion of a prompt."""

    def _text(self, choice: Any) -> str:
        return str(choice["text"])

    def _chunk_of(self, delta: Any, finish: str | None) -> Any:
        choice = {"index": 0, "text": delta.get("content", ""), "finish_reason": finish, "logprobs": None}
        return {**self._chunk, "choices": [choice]}


def _call(call: Any, restore: Change) -> tuple[Any, Call]:
    """A call as llama.cpp writes it, with the arguments that are checked, and as it is checked."""
    function = call.get("function")
    if not isinstance(function, dict):
        tool_call(None)
    name, given = function.get("name"), function.get("arguments")
    asked, arguments = restored_json(Call.asked(name, given), given, restore)
    only = {"name": asked.tool, "arguments": arguments}
    return {"id": call.get("id"), "type": "function", "function": only}, asked
