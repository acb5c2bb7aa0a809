"""Traces and metrics by OpenTelemetry: of every verdict, and of every call of a backend. They never hold a text.

Needs `opentelemetry-api` (extra `telemetry`) and nothing more. Where a program has set up no SDK, it does nothing.
Names of attributes and metrics follow OpenTelemetry's semantic conventions for generative AI, which are still in
development there; what is guardrail's own begins with `guardrail.`.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, closing, contextmanager, nullcontext
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .backends import Generated
from .errors import MissingExtra
from .events import Event

if TYPE_CHECKING:
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import Span, TracerProvider

B = TypeVar("B", bound=Callable[..., Any])

_SCOPE = "guardrail"


class Telemetry:
    """A hook for `guard.observed`, and a way to trace a backend: `guard.wrap(telemetry.traced(model, model="..."))`.

    A guarded client traces its own calls: `guard.openai(client, telemetry=telemetry)`.

    For a verdict there is a span `guardrail.check`, the counter `guardrail.verdicts` and the histogram
    `guardrail.check.duration` in seconds. For a call there is a span such as `chat gpt-4.1-mini`, and the histograms
    `gen_ai.client.operation.duration` and `gen_ai.client.token.usage`.

    Args:
        tracer_provider: where spans go; that of the program if None.
        meter_provider: where metrics go; that of the program if None.

    Raises:
        MissingExtra: without `opentelemetry-api`.
    """

    def __init__(
        self, *, tracer_provider: TracerProvider | None = None, meter_provider: MeterProvider | None = None
    ) -> None:
        try:
            from opentelemetry import metrics, trace
        except ImportError as error:
            raise MissingExtra("telemetry needs opentelemetry-api: pip install 'guardrail[telemetry]'") from error
        self._tracer = trace.get_tracer(_SCOPE, tracer_provider=tracer_provider)
        self._client, self._failed = trace.SpanKind.CLIENT, trace.StatusCode.ERROR
        self._current = partial(trace.use_span, record_exception=False, set_status_on_exception=False)
        meter = metrics.get_meter(_SCOPE, meter_provider=meter_provider)
        self._verdicts = meter.create_counter("guardrail.verdicts", "{verdict}", "Verdicts given.")
        self._checks = meter.create_histogram("guardrail.check.duration", "s", "Time a check took.")
        self._calls = meter.create_histogram("gen_ai.client.operation.duration", "s", "Time a call of a model took.")
        self._tokens = meter.create_histogram("gen_ai.client.token.usage", "{token}", "Tokens a call of a model took.")

    def __call__(self, event: Event) -> None:
        """Tell of one verdict."""
        about = {"guardrail.decision": event.decision, "guardrail.tier": event.tier}
        if event.use is not None:
            about["guardrail.use"] = event.use
        end = time.time_ns()
        span = self._tracer.start_span("guardrail.check", start_time=end - round(event.seconds * 1e9), attributes=about)
        span.set_attribute("guardrail.fingerprint", event.fingerprint)
        span.set_attribute("guardrail.text.characters", event.characters)
        span.set_attributes({f"guardrail.findings.{name}": count for name, count in event.categories.items()})
        span.end(end)
        self._verdicts.add(1, about)
        self._checks.record(event.seconds, about)

    @contextmanager
    def calling(
        self, *, model: str, provider: str, operation: str, current: bool = True
    ) -> Iterator[Callable[[Generated], Generated]]:
        """A span and metrics around one call of a model, whose answer is handed in; arguments as in `traced`.

        A `current` span has those below it that are begun meanwhile. Of an error it keeps the kind, since its message
        may quote a text. A stream that nobody reads on is no error.
        """
        about = {
            "gen_ai.operation.name": operation,
            "gen_ai.provider.name": provider,
            "gen_ai.request.model": model,
        }
        begun, ended = time.perf_counter(), dict(about)
        span = self._tracer.start_span(f"{operation} {model}", kind=self._client, attributes=about)
        try:
            with self._current(span) if current else nullcontext():
                yield lambda answer: self._used(answer, about, span)
        except GeneratorExit:
            raise
        except BaseException as error:
            ended["error.type"] = type(error).__qualname__
            span.set_attribute("error.type", ended["error.type"])
            span.set_status(self._failed)
            raise
        finally:
            self._calls.record(time.perf_counter() - begun, ended)
            span.end()

    def traced(self, backend: B, *, model: str, provider: str = "custom", operation: str = "chat") -> B:
        """`backend`, a function of any kind, with a span and metrics for each call, those of a stream to its end.

        Args:
            backend: tokens are told if it answers with a `Generated`.
            model: its name, as `gen_ai.request.model`.
            provider: who runs it, such as `openai`, as `gen_ai.provider.name`.
            operation: `chat` or `text_completion`, as `gen_ai.operation.name`.
        """
        calling = partial(self.calling, model=model, provider=provider, operation=operation)

        def call(*args: Any, **kwargs: Any) -> Any:
            with calling() as used:
                return used(backend(*args, **kwargs))

        async def awaited(*args: Any, **kwargs: Any) -> Any:
            with calling() as used:
                return used(await backend(*args, **kwargs))

        def pieces(*args: Any, **kwargs: Any) -> Iterator[Any]:
            with calling(current=False) as used, closing(backend(*args, **kwargs)) as arriving:
                yield from map(used, arriving)

        async def apieces(*args: Any, **kwargs: Any) -> AsyncIterator[Any]:
            with calling(current=False) as used:
                async with aclosing(backend(*args, **kwargs)) as arriving:
                    async for piece in arriving:
                        yield used(piece)

        made: Callable[..., Any] = awaited if inspect.iscoroutinefunction(backend) else call
        if inspect.isgeneratorfunction(backend):
            made = pieces
        if inspect.isasyncgenfunction(backend):
            made = apieces
        return cast(B, wraps(backend)(made))

    def _used(self, answer: Any, about: dict[str, str], span: Span) -> Any:
        if isinstance(answer, Generated):
            for kind, tokens in (("input", answer.tokens_in), ("output", answer.tokens_out)):
                if tokens is not None:
                    span.set_attribute(f"gen_ai.usage.{kind}_tokens", tokens)
                    self._tokens.record(tokens, {**about, "gen_ai.token.type": kind})
        return answer
