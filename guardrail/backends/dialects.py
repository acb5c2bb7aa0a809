"""What an adapter of a client is made of: how its calls are spoken, and how its answers are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol

from ..errors import BackendError
from .budget import Generated
from .parts import Part, prompt_of
from .tools import Call

Asked = dict[str, Any]
Change = Callable[[str], str]

_RESULTS = {"tool", "function", "function_call_output", "custom_tool_call_output", "tool_result"}
_NO_TEXT = {
    "role", "type", "id", "name", "call_id", "tool_call_id", "tool_use_id", "status", "phase", "cache_control",
    "signature", "url", "image_url", "data", "file_data", "file_id", "encrypted_content", "media_type", "detail",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the things a client answered: its text and the tools it asks for."""

    text: object
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a client answered: every choice, its tokens where known, and the answer without what is not checked."""

    choices: Sequence[Choice]
    response: Any
    tokens_in: int | None = None
    tokens_out: int | None = None


class Reading(Protocol):
    """One streamed answer: takes the client's events, and makes events of what may be released."""

    def take(self, event: Any, /) -> str:
        """The text that an event adds; raises `BackendError` for what is neither text nor a call of a tool."""
        ...

    def end(self) -> Generated:
        """Calls, tokens and response, after the last event; raises `BackendError` if the answer is not complete."""
        ...

    def events(self, text: str, /) -> list[Any]:
        """Events of the client's own types that say `text`."""
        ...

    def rest(self, response: Any, /) -> list[Any]:
        """The events that end an accepted answer, its calls among them; `response` is that of `end`."""
        ...


class Dialect(Protocol):
    """How one kind of call is spoken: where its texts are, what an answer says, how it streams.

    `provider` and `operation` are what traces call it, in the words of OpenTelemetry's conventions.
    """

    messages: str
    provider: str
    operation: str

    def prompt(self, asked: Asked, /) -> str:
        """All text that is sent."""
        ...

    def again(self, asked: Asked, feedback: str, /) -> Asked:
        """The same call, with what was wrong with the last answer."""
        ...

    def changed(self, asked: Asked, change: Change, /) -> Asked:
        """The same call, with every text that is sent changed."""
        ...

    def read(self, response: Any, restore: Change, /) -> Answer:
        """What a complete answer says, each text restored; raises `BackendError` for what is no text."""
        ...

    def reading(self, restore: Change, /) -> Reading:
        """The reader of one streamed answer, whose pieces are restored by whoever takes them."""
        ...


class Messages:
    """The part of a dialect that calls with a list of messages, or with a text, have in common."""

    messages = "messages"
    provider = "openai"
    operation = "chat"
    also: tuple[str, ...] = ()

    def prompt(self, asked: Asked, /) -> str:
        """All text of the call, an empty line between."""
        return "\n\n".join(filter(None, (said(asked.get(key)) for key in (*self.also, self.messages))))

    def again(self, asked: Asked, feedback: str, /) -> Asked:
        """The call with one message more."""
        so_far = asked.get(self.messages)
        if isinstance(so_far, str):
            return asked | {self.messages: f"{so_far}\n\n{feedback}"}
        return asked | {self.messages: [*(so_far or []), {"role": "user", "content": feedback}]}

    def changed(self, asked: Asked, change: Change, /) -> Asked:
        """The call with all texts of its messages changed; roles, names of tools, ids, files and the rest stay."""
        keys = [key for key in (*self.also, self.messages) if key in asked]
        return asked | {key: changed(asked[key], change) for key in keys}


def tool_call(name: object) -> NoReturn:
    """Refuse a tool that the backend itself has called, or a call that nobody can read."""
    called = f" {name!r}" if isinstance(name, str) and name else ""
    raise BackendError(f"the model called the tool{called} in a way that cannot be judged")


def refusal() -> NoReturn:
    """Refuse an answer in which the model declined."""
    raise BackendError("the model refused to answer")


def cut_off() -> NoReturn:
    """Refuse a stream that was over before the answer was."""
    raise BackendError("the stream ended before the answer did")


def same(text: str) -> str:
    """What restores a text of which nothing was hidden."""
    return text


def restored(text: object, restore: Change) -> Any:
    """A text restored; what is none stays, for the gate to refuse."""
    return restore(text) if isinstance(text, str) else text


def restored_json(call: Call, arguments: str | None, restore: Change) -> tuple[Call, str]:
    """A call and its arguments as JSON, with the names in them."""
    if restore is same:
        return call, arguments or "{}"
    call = Call.read(call.tool, changed(call.arguments, restore, everything=True))
    return call, json.dumps(changed(json.loads(arguments or "{}"), restore, everything=True), ensure_ascii=False)


def untagged(messages: Any) -> tuple[Any, list[Part]]:
    """Messages with their tagged parts written out as text, and the parts."""
    if isinstance(messages, str) or not isinstance(messages, Sequence):
        return messages, []
    if messages and all(isinstance(part, Part) for part in messages):
        return prompt_of(messages), list(messages)
    plain, parts = [], list[Part]()
    for message in messages:
        content = message.get("content") if isinstance(message, Mapping) else None
        if isinstance(content, list) and content and all(isinstance(part, Part) for part in content):
            parts += content
            message = {**message, "content": prompt_of(content)}  # noqa: PLW2901 - the same message, written out
        plain.append(message)
    return plain, parts


def said(messages: Any) -> str:
    """All text of messages or of parts of one, an empty line between them."""
    if isinstance(messages, str):
        return messages
    if isinstance(messages, Mapping):
        return said(messages.get("content") or messages.get("text") or messages.get("output"))
    if isinstance(messages, Sequence):
        return "\n\n".join(filter(None, map(said, messages)))
    return said(getattr(messages, "content", ""))


def results(messages: Any) -> Iterator[tuple[str, str]]:
    """What tools have answered, as far as messages say so: the name or the id of each, and its text."""
    if isinstance(messages, str | Mapping) or not isinstance(messages, Sequence):
        return
    for message in messages:
        if {_of(message, "role"), _of(message, "type")} & _RESULTS:
            name = _of(message, "name") or _of(message, "tool_call_id", "call_id", "tool_use_id")
            yield str(name or "a tool"), said(message)
        else:
            yield from results(_of(message, "content"))


def changed(value: Any, change: Change, *, everything: bool = False) -> Any:
    """Messages, or values as of JSON, with each text in them changed; of messages only what is text to be read."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _field(key, inner, change, everything=everything) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [changed(inner, change, everything=everything) for inner in value]
    if hasattr(value, "model_copy"):
        fields = {key: getattr(value, key, None) for key in ("content", "tool_calls", "additional_kwargs")}
        return value.model_copy(update={key: changed(inner, change) for key, inner in fields.items() if inner})
    return value


def _field(key: str, value: Any, change: Change, *, everything: bool) -> Any:
    if everything:
        return changed(value, change, everything=True)
    if key in _NO_TEXT:
        return value
    if key == "arguments" and isinstance(value, str):
        return _changed_json(value, change)
    return changed(value, change, everything=key in {"arguments", "args", "input"} and isinstance(value, Mapping))


def _changed_json(text: str, change: Change) -> str:
    """Without escapes, behind which a name would go unseen."""
    try:
        return json.dumps(changed(json.loads(text), change, everything=True), ensure_ascii=False)
    except (ValueError, RecursionError):
        return change(text)


def _of(message: Any, *names: str) -> Any:
    for name in names:
        found = message.get(name) if isinstance(message, Mapping) else getattr(message, name, None)
        if found is not None:
            return found if isinstance(found, str | list | tuple) else str(found)
    return None
