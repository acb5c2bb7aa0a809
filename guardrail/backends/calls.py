"""Plain callables behind a guard: functions, coroutine functions and generators."""

from __future__ import annotations

import functools
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypedDict, TypeVar, overload

from ..errors import GuardrailError, SourceError, told
from ..protocols import ReviewQueue
from ..source import Source
from ..types import Facts, Outcome
from ..watch import off_loop
from .attempts import Request
from .budget import Answer, Budget, Chunk
from .gate import Gate
from .parts import Part, prompt_of, source_of
from .streams import AsyncStream, Stream

if TYPE_CHECKING:
    from .clients import Tracer
    from .redacted import Redact
    from .tools import Tool

P = ParamSpec("P")
R_co = TypeVar("R_co", covariant=True)

SourceOf = Facts | Callable[..., Facts | None] | None
Prompt = str | Sequence[Part]


class GateOptions(TypedDict, total=False):
    """What `Guard.gate` takes; each may be left out."""

    review: ReviewQueue | str | PathLike[str] | None
    attempts: int
    budget: Budget | None


class Options(GateOptions, total=False):
    """How a backend is guarded; each may be left out."""

    source: SourceOf
    use: str | None


class ClientOptions(Options, total=False):
    """How a client is guarded; each may be left out."""

    tools: Mapping[str, Tool]
    redact: Redact
    telemetry: Tracer


class GuardedBackend(Generic[R_co]):
    """A backend of a prompt behind a gate: call it with a prompt, read `outcome.text`.

    Of a coroutine function the outcome is awaited; of a generator function a `Stream` comes back at once, and of
    an async generator function an `AsyncStream`.
    """

    def __init__(
        self,
        gate: Gate,
        backend: Callable[[str], Any],
        *,
        source: SourceOf = None,
        use: str | None = None,
        redact: Redact = False,
    ) -> None:
        self._verb = _verb(gate, backend)
        self._redact = redact
        self._backend = backend
        self._source = source
        self._use = use

    def __call__(
        self, prompt: Prompt, *, source: Facts | None = None, use: str | None = None, day: date | None = None
    ) -> R_co:
        """Generate, check, and hand back the outcome.

        Args:
            prompt: a text, or parts of one; parts that are a source are what the text is checked against.
            source: what the text is checked against, instead of what was said when the backend was wrapped.
            use: what the text is for, likewise.
            day: the day it is checked on; today in UTC unless it is said.

        An escalated text goes to the review queue before this returns. Raises `BackendError` if the backend
        fails, and `ReviewError` if an escalated text could not be stored; nothing is released then.
        """
        written = prompt if isinstance(prompt, str) else prompt_of(prompt)
        facts = source_for(self._source, (prompt,), {}) if source is None else source
        if not isinstance(prompt, str):
            facts = together(facts, source_of(prompt))
        request = Request(source=facts, use=self._use if use is None else use, prompt=written, day=day)
        backend = self._hiding(facts)
        answer: R_co = self._verb(lambda feedback: backend(_asked(written, feedback)), request)
        return answer

    async def agenerate(
        self: GuardedBackend[Outcome],
        prompt: Prompt,
        *,
        source: Facts | None = None,
        use: str | None = None,
        day: date | None = None,
    ) -> Outcome:
        """A call of a plain function off the event loop. One that is cancelled goes on, and its outcome is lost."""
        return await off_loop(lambda: self(prompt, source=source, use=use, day=day))

    def _hiding(self, facts: Facts | None) -> Callable[[str], Any]:
        """The backend of one call, which sees no names of its source if it is to be redacted."""
        if self._redact is False:
            return self._backend
        from .redacted import redacted  # it needs half the library, and most backends do not need it

        return redacted(self._backend, facts, self._redact)


class Guarded:
    """Guards functions of any arguments; made by `Guard.guarded` and used as a decorator.

    A source that can be called is called with the arguments of each call. A function that may try more than once
    has a parameter `feedback`, None by default, in which it is told what was wrong with its last text. An argument
    called `prompt` is what the model was asked.
    """

    def __init__(self, gate: Gate, *, source: SourceOf = None, use: str | None = None) -> None:
        self._gate = gate
        self._source = source
        self._use = use

    @overload
    def __call__(self, function: Callable[P, AsyncIterator[Chunk]]) -> Callable[P, AsyncStream]: ...
    @overload
    def __call__(self, function: Callable[P, Iterator[Chunk]]) -> Callable[P, Stream]: ...
    @overload
    def __call__(self, function: Callable[P, Awaitable[Answer]]) -> Callable[P, Coroutine[Any, Any, Outcome]]: ...
    @overload
    def __call__(self, function: Callable[P, Answer]) -> Callable[P, Outcome]: ...
    def __call__(self, function: Callable[P, Any]) -> Callable[P, Any]:
        """`function` with the same arguments, giving an outcome instead of a text.

        Raises `GuardrailError` if it may try more than once and has no parameter `feedback`.
        """
        verb = _verb(self._gate, function)
        signature = inspect.signature(function)
        told_why = "feedback" in signature.parameters
        if self._gate.attempts > 1 and not told_why:
            name = getattr(function, "__qualname__", type(function).__name__)
            raise GuardrailError(f"{name} has no parameter 'feedback' to be told why its text was refused: add it")

        def call(*args: P.args, **kwargs: P.kwargs) -> Any:
            prompt = signature.bind(*args, **kwargs).arguments.get("prompt")
            request = Request(
                source=source_for(self._source, args, kwargs),
                use=self._use,
                prompt=prompt if isinstance(prompt, str) else None,
            )

            def generate(feedback: str | None) -> Any:
                more = {"feedback": feedback} if told_why and feedback is not None else {}
                return function(*args, **{**kwargs, **more})  # type: ignore[arg-type]

            return verb(generate, request)

        async def awaited(*args: P.args, **kwargs: P.kwargs) -> Any:
            return await call(*args, **kwargs)

        return functools.wraps(function)(awaited if inspect.iscoroutinefunction(function) else call)


def _verb(gate: Gate, backend: Callable[..., Any]) -> Callable[[Callable[[str | None], Any], Request], Any]:
    """How the gate runs such a backend."""
    if not callable(backend):
        raise GuardrailError(f"cannot wrap {type(backend).__name__}: a backend is a callable")
    forms = _forms(backend)
    if any(map(inspect.isasyncgenfunction, forms)):
        return gate.astream
    if any(map(inspect.isgeneratorfunction, forms)):
        return gate.stream
    return gate.arun if any(map(inspect.iscoroutinefunction, forms)) else gate.run


def _forms(backend: Callable[..., Any]) -> list[Any]:
    """The function itself; of an object that can be called also its method, which may be of another form."""
    plain = backend
    while isinstance(plain, functools.partial):
        plain = plain.func
    return [plain, getattr(plain, "__call__", None)]  # noqa: B004 - an object's own __call__ may be async


def _asked(prompt: str, feedback: str | None) -> str:
    return prompt if feedback is None else f"{prompt}\n\n{feedback}"


def source_for(source: SourceOf, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Facts | None:
    """The source of a call with these arguments; raises `SourceError` if what should find it fails."""
    if not callable(source):
        return source
    try:
        return source(*args, **kwargs)
    except Exception as error:
        raise SourceError(f"the source of this call could not be had: {told(error)}") from error


def together(facts: Facts | None, parts: Source | None) -> Facts | None:
    """The source of a call with the parts of its prompt; raises `SourceError` if it takes no more."""
    if facts is None or parts is None:
        return parts if facts is None else facts
    if not isinstance(facts, Source):
        raise SourceError(f"parts of a prompt cannot be added to {type(facts).__name__}, only to a Source")
    return facts + parts
