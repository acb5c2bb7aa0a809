"""Clients of hosted models behind a gate: the same calls and types, and only what was checked comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NoReturn, Protocol, Self

from ..errors import BackendError, GuardrailError, NotAccepted
from ..types import Facts, Outcome
from . import streams
from .attempts import Request
from .budget import Generated
from .calls import SourceOf, source_for, together
from .gate import Gate
from .parts import Part, prompt_of, source_of

Asked = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a client answered: every text in it, its tokens where known, and the answer without what is not checked."""

    texts: Sequence[object]
    response: Any
    tokens_in: int | None = None
    tokens_out: int | None = None


class Reading(Protocol):
    """One streamed answer: takes the client's events, and makes events of text that may be released."""

    def take(self, event: Any, /) -> str:
        """The text that an event adds; raises `BackendError` for what is no text."""
        ...

    def end(self) -> Generated:
        """Tokens and response, after the last event; raises `BackendError` if the answer is not complete."""
        ...

    def events(self, text: str, /) -> list[Any]:
        """Events of the client's own types that say `text`."""
        ...

    def rest(self, response: Any, /) -> list[Any]:
        """The events that end an accepted answer; `response` is that of `end`."""
        ...


class Dialect(Protocol):
    """How one kind of call is spoken: where its messages are, what an answer says, how it streams."""

    messages: str
    also: tuple[str, ...]

    def read(self, response: Any, /) -> Answer:
        """What a complete answer says; raises `BackendError` for what is no text, such as a tool call."""
        ...

    def reading(self) -> Reading:
        """The reader of one streamed answer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Calls of one client behind a gate, with the source and the use of their texts."""

    gate: Gate
    source: SourceOf = None
    use: str | None = None

    def call(self, create: Callable[..., Any], dialect: Dialect, asked: Asked) -> Any:
        """The client's own answer, or a stream of its events; raises `NotAccepted` if it may not be released."""
        asked, request = self.asked(dialect, asked)
        if asked.get("stream"):
            reading = dialect.reading()
            return Stream(self.gate.stream(lambda: _pieces(create(**asked), reading), request), reading)

        def generate(feedback: str | None) -> Generated:
            return self.worst(dialect.read(create(**again(asked, dialect.messages, feedback))), request)

        return accepted(self.gate.run(generate, request))

    async def acall(self, create: Callable[..., Any], dialect: Dialect, asked: Asked) -> Any:
        """`call` for a client to await."""
        import asyncio

        asked, request = self.asked(dialect, asked)
        if asked.get("stream"):
            reading = dialect.reading()
            return AsyncStream(self.gate.astream(lambda: _apieces(create, asked, reading), request), reading)

        async def generate(feedback: str | None) -> Generated:
            answer = dialect.read(await create(**again(asked, dialect.messages, feedback)))
            return await asyncio.to_thread(self.worst, answer, request)

        return accepted(await self.gate.arun(generate, request))

    def asked(self, dialect: Dialect, asked: Asked) -> tuple[Asked, Request]:
        """The call as the client takes it, its tagged parts written out, and what its text is checked with."""
        if asked.get("stream") and (asked.get("n") or 1) > 1:
            raise GuardrailError("a stream has one choice: leave n out, or do not stream")
        facts = source_for(self.source, (), asked)
        messages, parts = untagged(asked.get(dialect.messages))
        prompts = (said(asked.get(key)) for key in dialect.also)
        prompt = "\n\n".join(filter(None, [*prompts, said(messages)]))
        plain = asked | {dialect.messages: messages} if dialect.messages in asked else asked
        return plain, self.request(facts, parts, prompt)

    def request(self, facts: Facts | None, parts: Sequence[Part], prompt: str) -> Request:
        """What a text is checked with; what the parts say is added to the source."""
        return Request(source=together(facts, source_of(parts)), use=self.use, prompt=prompt or None)

    def worst(self, answer: Answer, request: Request) -> Generated:
        """The text of an answer that the gate decides by: of several choices the one that fares worst."""
        if not answer.texts:
            raise BackendError("the backend answered without any text")
        text = answer.texts[0]
        if len(answer.texts) > 1:
            text = max(answer.texts, key=lambda one: self._decision(one, request))
        return Generated(
            text=text,  # type: ignore[arg-type]  # the gate refuses what is no text
            tokens_in=answer.tokens_in,
            tokens_out=answer.tokens_out,
            response=answer.response,
        )

    def _decision(self, text: object, request: Request) -> Any:
        if not isinstance(text, str):
            raise BackendError(f"the backend answered {type(text).__name__} instead of text")
        asked = request
        checked = self.gate.checker.check(text, source=asked.source, use=asked.use, prompt=asked.prompt, day=asked.day)
        return checked.decision


@dataclass(frozen=True, slots=True)
class GuardedClient:
    """A client, or one part of it, of which only guarded calls and what writes no text can be reached."""

    _calls: Mapping[str, Any]
    _path: str = field(default="")

    def __getattr__(self, name: str) -> Any:
        path = f"{self._path}{name}"
        if path in self._calls:
            return self._calls[path]
        if any(known.startswith(f"{path}.") for known in self._calls):
            return GuardedClient(self._calls, f"{path}.")
        if name.startswith("__"):
            raise AttributeError(name)
        offered = ", ".join(sorted(self._calls))
        raise GuardrailError(f"{path} is not guarded, so it cannot be used here; there are {offered}")


class Stream(Iterator[Any]):
    """The client's own events of a text, as far as it may be released; at its end `NotAccepted` if it is not accepted.

    `outcome` is what the whole text came to. Leave its `with` block or `close` it to stop half-way.
    """

    def __init__(self, pieces: streams.Stream, reading: Reading) -> None:
        self._pieces = pieces
        self._events = _released(pieces, reading)

    @property
    def outcome(self) -> Outcome:
        """What the whole text came to; raises `GuardrailError` before the stream is over."""
        return self._pieces.outcome

    def __next__(self) -> Any:
        return next(self._events)

    def close(self) -> None:
        """Stop: nothing more is released."""
        self._pieces.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class AsyncStream(AsyncIterator[Any]):
    """`Stream` for a client to await."""

    def __init__(self, pieces: streams.AsyncStream, reading: Reading) -> None:
        self._pieces = pieces
        self._events = _areleased(pieces, reading)

    @property
    def outcome(self) -> Outcome:
        """What the whole text came to; raises `GuardrailError` before the stream is over."""
        return self._pieces.outcome

    async def __anext__(self) -> Any:
        return await anext(self._events)

    async def close(self) -> None:
        """Stop: nothing more is released."""
        await self._pieces.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()


def accepted(outcome: Outcome) -> Any:
    """The client's own answer; raises `NotAccepted`, which carries the outcome, if it may not be released."""
    if outcome.text is None:
        _refuse(outcome)
    return outcome.response


def _refuse(outcome: Outcome) -> NoReturn:
    kept = f"; it is kept for review as {outcome.case}" if outcome.case else ""
    faults = [finding.message for finding in outcome.verdict.findings[:1]]
    reason = f": {faults[0]}" if faults else ""
    raise NotAccepted(f"{outcome.verdict.decision.value}{kept}{reason}", outcome=outcome)


def tool_call(name: object) -> NoReturn:
    """Refuse a tool call: what would be done by it cannot be told from text."""
    called = f" {name!r}" if isinstance(name, str) and name else ""
    raise BackendError(f"the model called the tool{called} instead of answering with text; a guarded client runs none")


def refusal() -> NoReturn:
    """Refuse an answer in which the model declined."""
    raise BackendError("the model refused to answer")


def cut_off() -> NoReturn:
    """Refuse a stream that was over before the answer was."""
    raise BackendError("the stream ended before the answer did")


def again(asked: Asked, messages: str, feedback: str | None) -> Asked:
    """The call with what was wrong with the last answer as one message more."""
    if feedback is None:
        return asked
    said_so_far = asked.get(messages)
    if isinstance(said_so_far, str):
        return asked | {messages: f"{said_so_far}\n\n{feedback}"}
    return asked | {messages: [*(said_so_far or []), {"role": "user", "content": feedback}]}


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
        return said(messages.get("content") or messages.get("text"))
    if isinstance(messages, Sequence):
        return "\n\n".join(filter(None, map(said, messages)))
    return said(getattr(messages, "content", ""))


def _pieces(events: Any, reading: Reading) -> Iterator[str | Generated]:
    with events if hasattr(events, "__enter__") else nullcontext():
        for event in events:
            yield reading.take(event)
    yield reading.end()


async def _apieces(create: Callable[..., Any], asked: Asked, reading: Reading) -> AsyncIterator[str | Generated]:
    events = await create(**asked)
    async with events if hasattr(events, "__aenter__") else nullcontext():
        async for event in events:
            yield reading.take(event)
    yield reading.end()


def _released(pieces: streams.Stream, reading: Reading) -> Iterator[Any]:
    for piece in pieces:
        yield from reading.events(piece)
    yield from reading.rest(accepted(pieces.outcome))


async def _areleased(pieces: streams.AsyncStream, reading: Reading) -> AsyncIterator[Any]:
    async for piece in pieces:
        for event in reading.events(piece):
            yield event
    for event in reading.rest(accepted(pieces.outcome)):
        yield event
