"""Clients of hosted models behind a gate: the same calls and types, and only what was checked comes back."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, aclosing, nullcontext
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, Self

from ..errors import BackendError, GuardrailError, NotAccepted
from ..types import Facts, Outcome
from ..watch import off_loop
from .attempts import Request
from .budget import Generated
from .calls import SourceOf, source_for, together
from .dialects import Answer, Asked, Change, Choice, Dialect, Reading, results, same, untagged
from .gate import Gate
from .parts import source_of

if TYPE_CHECKING:
    from ..redaction import Redaction
    from .redacted import Redact

Used = Callable[[Generated], Generated]


class Tracer(Protocol):
    """What is told of calls of a model; `guardrail.telemetry.Telemetry` is one."""

    def calling(
        self, *, model: str, provider: str, operation: str, current: bool = True
    ) -> AbstractContextManager[Used]:
        """Around one call; what it gives is called with the answer. `current` calls have other traces below them."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Calls of one client behind a gate, with the source and the use of their texts."""

    gate: Gate
    source: SourceOf = None
    use: str | None = None
    redact: Redact = False
    telemetry: Tracer | None = None

    def call(self, create: Callable[..., Any], dialect: Dialect, asked: Asked, **more: Any) -> Any:
        """The client's own answer, or a stream of its events; raises `NotAccepted` if it may not be released."""
        one = self.one(dialect, asked, **more)
        if one.streams:
            return Stream(self.gate, one, create)

        def generate(feedback: str | None) -> Generated:
            with one.traced() as used:
                return used(one.read(create(**one.sent(feedback))))

        return accepted(self.gate.run(generate, one.request))

    async def acall(self, create: Callable[..., Any], dialect: Dialect, asked: Asked, **more: Any) -> Any:
        """`call` for a client to await."""
        one = self.one(dialect, asked, **more)
        if one.streams:
            return AsyncStream(self.gate, one, create)

        async def generate(feedback: str | None) -> Generated:
            with one.traced() as used:
                response = await create(**one.sent(feedback))
                return used(await off_loop(lambda: one.read(response)))

        return accepted(await self.gate.arun(generate, one.request))

    def one(
        self,
        dialect: Dialect,
        asked: Asked,
        *,
        about: Sequence[Any] | None = None,
        streams: bool | None = None,
        model: str | None = None,
    ) -> OneCall:
        """One call, ready to be made.

        Args:
            dialect: how it is spoken.
            asked: its arguments, in whose messages parts may be tagged.
            about: what a callable source is given; the arguments by name if None.
            streams: whether it streams; as its argument `stream` says if None.
            model: what the model is called; as its argument `model` says if None.
        """
        facts = source_for(self.source, (), asked) if about is None else source_for(self.source, about, {})
        streams = bool(asked.get("stream")) if streams is None else streams
        if streams and (asked.get("n") or 1) > 1:
            raise GuardrailError("a stream has one choice: leave n out, or do not stream")
        plain, request = self._plain(dialect, asked, facts)
        return OneCall(
            gate=self.gate,
            dialect=dialect,
            asked=plain,
            request=request,
            streams=streams,
            model=model or str(asked.get("model") or "unknown"),
            redaction=self._redaction(request.source),
            telemetry=self.telemetry,
        )

    def _plain(self, dialect: Dialect, asked: Asked, facts: Facts | None) -> tuple[Asked, Request]:
        """The call as the client takes it, its tagged parts written out, and what its text is checked with."""
        messages, parts = untagged(asked.get(dialect.messages))
        plain = asked | {dialect.messages: messages} if dialect.messages in asked else asked
        request = Request(
            source=together(facts, source_of(parts)),
            use=self.use,
            prompt=dialect.prompt(plain) or None,
            given=tuple(results(messages)),
        )
        return plain, request

    def _redaction(self, facts: Facts | None) -> Redaction | None:
        if self.redact is False:
            return None
        from .redacted import redaction_of  # it needs half the library

        return redaction_of(facts, self.redact)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCall:
    """One call of a client: what is sent, how what comes back is read, and what it is checked with."""

    gate: Gate
    dialect: Dialect
    asked: Asked
    request: Request
    streams: bool
    model: str
    redaction: Redaction | None
    telemetry: Tracer | None

    def sent(self, feedback: str | None) -> Asked:
        """The arguments of an attempt, without what is to be hidden."""
        asked = self.asked if feedback is None else self.dialect.again(self.asked, feedback)
        return asked if self.redaction is None else self.dialect.changed(asked, self.redaction.hide)

    def read(self, response: Any) -> Generated:
        """A whole answer as the gate decides by it: of several choices the one that fares worst."""
        answer = self.dialect.read(response, self._restore)
        if not answer.choices:
            raise BackendError("the backend answered without any text")
        made = [self._generated(answer, choice) for choice in answer.choices]
        return made[0] if len(made) == 1 else max(made, key=self._decision)

    def reading(self) -> Reading:
        """The reader of a streamed answer."""
        return self.dialect.reading(self._restore)

    def pieces(self, events: Any, reading: Reading) -> Iterator[str | Generated]:
        """The texts of the client's events, restored."""
        restoring = self._restoring()
        with events if hasattr(events, "__enter__") else nullcontext():
            for event in events:
                yield restoring.add(reading.take(event))
        yield restoring.end()

    async def apieces(self, events: Any, reading: Reading) -> AsyncGenerator[str | Generated, None]:
        """`pieces` of events to await."""
        restoring = self._restoring()
        async with events if hasattr(events, "__aenter__") else nullcontext():
            async for event in events:
                yield restoring.add(reading.take(event))
        yield restoring.end()

    def traced(self) -> AbstractContextManager[Used]:
        """Around one attempt."""
        if self.telemetry is None:
            return nullcontext(_unused)
        provider, operation = self.dialect.provider, self.dialect.operation
        return self.telemetry.calling(
            model=self.model, provider=provider, operation=operation, current=not self.streams
        )

    @property
    def _restore(self) -> Change:
        return same if self.redaction is None else self.redaction.restore

    def _restoring(self) -> Any:
        return _Plain() if self.redaction is None else self.redaction.restoring()

    def _generated(self, answer: Answer, choice: Choice) -> Generated:
        text = "" if choice.text is None and choice.calls else choice.text
        if not isinstance(text, str):
            raise BackendError(f"the backend answered {type(text).__name__} instead of text")
        return Generated(
            text=text,
            calls=choice.calls,
            tokens_in=answer.tokens_in,
            tokens_out=answer.tokens_out,
            response=answer.response,
        )

    def _decision(self, made: Generated) -> Any:
        return self.gate.verdict(made, self.request).decision


class _Plain:
    """Restores nothing."""

    def add(self, piece: str) -> str:
        return piece

    def end(self) -> str:
        return ""


def _unused(generated: Generated) -> Generated:
    return generated


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

    def __init__(self, gate: Gate, one: OneCall, create: Callable[..., Any]) -> None:
        self._one, self._create = one, create
        self._reading = one.reading()
        self._pieces = gate.stream(self._attempt, one.request)
        self._events = self._released()

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

    def _attempt(self, feedback: str | None) -> Iterator[str | Generated]:
        self._reading = reading = self._one.reading()
        with self._one.traced() as used:
            yield from self._one.pieces(self._create(**self._one.sent(feedback)), reading)
            yield used(reading.end())

    def _released(self) -> Iterator[Any]:
        try:
            for piece in self._pieces:
                yield from self._reading.events(piece)
            yield from self._reading.rest(accepted(self._pieces.outcome))
        finally:
            self._reading = self._one.reading()  # the last one may know what was not released


class AsyncStream(AsyncIterator[Any]):
    """`Stream` for a client to await."""

    def __init__(self, gate: Gate, one: OneCall, create: Callable[..., Any]) -> None:
        self._one, self._create = one, create
        self._reading = one.reading()
        self._pieces = gate.astream(self._attempt, one.request)
        self._events = self._released()

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

    async def _attempt(self, feedback: str | None) -> AsyncIterator[str | Generated]:
        self._reading = reading = self._one.reading()
        with self._one.traced() as used:
            events = self._create(**self._one.sent(feedback))
            events = await events if hasattr(events, "__await__") else events
            async with aclosing(self._one.apieces(events, reading)) as pieces:
                async for piece in pieces:
                    yield piece
            yield used(reading.end())

    async def _released(self) -> AsyncIterator[Any]:
        try:
            async for piece in self._pieces:
                for event in self._reading.events(piece):
                    yield event
            for event in self._reading.rest(accepted(self._pieces.outcome)):
                yield event
        finally:
            self._reading = self._one.reading()


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
