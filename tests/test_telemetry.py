"""What OpenTelemetry is told of verdicts and calls: the conventions' names, guardrail's own, and never a text."""

import asyncio
import subprocess
import sys

import pytest

from guardrail import BackendError, Finding, Generated, Guard, MissingExtra, Policy, Severity, Tier
from guardrail.telemetry import Telemetry
from guardrail.testing import Says

pytest.importorskip("opentelemetry.sdk", reason="needs opentelemetry-sdk, which is not installed")

from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

POLICY = Policy([Tier(name="advise", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {"client-note": "advise"})
SECRET = "Gusto was paid 18,250.00"
FOUND = Finding(rule="r", category="unsupported", severity=Severity.MAJOR, message=SECRET)
GUARD = Guard(validators=[Says(FOUND, when=lambda c: "Gusto" in c.text)], policy=POLICY, fingerprint="rules-1")


class Recorded:
    """A telemetry whose spans and metrics are kept here."""

    def __init__(self):
        self._spans, self._metrics = InMemorySpanExporter(), InMemoryMetricReader()
        self.tracer_provider = TracerProvider()
        self.tracer_provider.add_span_processor(SimpleSpanProcessor(self._spans))
        self.telemetry = Telemetry(
            tracer_provider=self.tracer_provider, meter_provider=MeterProvider(metric_readers=[self._metrics])
        )

    @property
    def spans(self):
        return list(self._spans.get_finished_spans())

    @property
    def metrics(self):
        data = self._metrics.get_metrics_data()
        scopes = [scope for resource in data.resource_metrics for scope in resource.scope_metrics]
        return {metric.name: list(metric.data.data_points) for scope in scopes for metric in scope.metrics}

    def everything(self):
        return repr([span.to_json() for span in self.spans]) + repr(self.metrics)


@pytest.fixture
def recorded():
    return Recorded()


def test_a_verdict_is_a_span_with_what_was_decided(recorded):
    GUARD.observed(recorded.telemetry).check(SECRET, use="client-note")
    (span,) = recorded.spans
    assert span.name == "guardrail.check"
    assert dict(span.attributes) == {
        "guardrail.decision": "escalate",
        "guardrail.tier": "advise",
        "guardrail.use": "client-note",
        "guardrail.fingerprint": "rules-1",
        "guardrail.text.characters": len(SECRET),
        "guardrail.findings.unsupported": 1,
    }
    assert span.end_time >= span.start_time


def test_verdicts_are_counted_by_decision_tier_and_use_and_timed(recorded):
    guard = GUARD.observed(recorded.telemetry)
    for text in ("fine", "fine too", SECRET):
        guard.check(text, use="client-note")
    counted = {point.attributes["guardrail.decision"]: point.value for point in recorded.metrics["guardrail.verdicts"]}
    assert counted == {"accept": 2, "escalate": 1}
    assert sum(point.count for point in recorded.metrics["guardrail.check.duration"]) == 3


def test_a_call_of_a_backend_is_a_span_by_the_conventions_and_the_check_belongs_to_the_same_trace(recorded):
    def model(prompt):
        assert trace.get_current_span().name == "chat gpt-4.1-mini"
        return Generated(text="fine", tokens_in=12, tokens_out=3)

    traced = recorded.telemetry.traced(model, model="gpt-4.1-mini", provider="openai")
    with recorded.tracer_provider.get_tracer("app").start_as_current_span("request"):
        GUARD.observed(recorded.telemetry).wrap(traced)("Write.", use="client-note")
    spans = {span.name: span for span in recorded.spans}
    assert set(spans) == {"chat gpt-4.1-mini", "guardrail.check", "request"}
    assert len({span.context.trace_id for span in spans.values()}) == 1
    call = spans["chat gpt-4.1-mini"]
    assert call.kind is trace.SpanKind.CLIENT
    assert dict(call.attributes) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-4.1-mini",
        "gen_ai.usage.input_tokens": 12,
        "gen_ai.usage.output_tokens": 3,
    }
    tokens = {p.attributes["gen_ai.token.type"]: p.sum for p in recorded.metrics["gen_ai.client.token.usage"]}
    assert tokens == {"input": 12, "output": 3}
    assert [point.count for point in recorded.metrics["gen_ai.client.operation.duration"]] == [1]


def test_a_coroutine_function_is_traced_and_stays_one(recorded):
    async def model(prompt):
        return "fine"

    traced = recorded.telemetry.traced(model, model="m")
    outcome = asyncio.run(GUARD.wrap(traced)("Write.", use="client-note"))
    assert outcome.text == "fine"
    assert [span.name for span in recorded.spans] == ["chat m"]


def test_a_call_that_fails_is_told_by_its_kind_and_not_by_its_message(recorded):
    def model(prompt):
        raise ConnectionError(SECRET)

    with pytest.raises(BackendError):
        GUARD.wrap(recorded.telemetry.traced(model, model="m"))("Write.")
    (span,) = recorded.spans
    assert span.attributes["error.type"] == "ConnectionError"
    assert span.status.status_code is trace.StatusCode.ERROR
    assert SECRET not in recorded.everything()


def test_nothing_that_is_told_holds_a_text(recorded):
    write = GUARD.observed(recorded.telemetry).wrap(recorded.telemetry.traced(lambda prompt: SECRET, model="m"))
    write("What did Gusto cost?", use="client-note")
    assert len(recorded.spans) == 2
    assert "Gusto" not in recorded.everything()
    assert "18,250" not in recorded.everything()


def test_a_stream_is_traced_to_its_end_and_is_never_the_current_span(recorded):
    def model(prompt):
        yield "fi"
        assert trace.get_current_span() is trace.INVALID_SPAN
        yield Generated(text="ne", tokens_in=12, tokens_out=3)

    async def amodel(prompt):
        for piece in model(prompt):
            yield piece

    async def collected(stream):
        return [piece async for piece in stream]

    assert list(GUARD.wrap(recorded.telemetry.traced(model, model="m"))("Write.")) == ["fine"]
    stream = GUARD.wrap(recorded.telemetry.traced(amodel, model="m"))("Write.")
    assert asyncio.run(collected(stream)) == ["fine"]
    assert [span.attributes["gen_ai.usage.output_tokens"] for span in recorded.spans] == [3, 3]


def test_a_stream_that_nobody_reads_on_is_no_error_and_one_that_breaks_is(recorded):
    def model(prompt):
        yield "One. Two. "
        raise ConnectionError(SECRET)

    traced = recorded.telemetry.traced(model, model="m")
    next(pieces := traced("Write."))
    pieces.close()
    with pytest.raises(BackendError):
        list(GUARD.wrap(traced)("Write."))
    stopped, broken = recorded.spans
    assert "error.type" not in stopped.attributes
    assert broken.attributes["error.type"] == "ConnectionError"


def test_without_an_sdk_nothing_happens():
    telemetry = Telemetry()
    outcome = GUARD.observed(telemetry).wrap(telemetry.traced(lambda prompt: "fine", model="m"))("Write.")
    assert outcome.text == "fine"


def test_without_the_api_the_extra_to_install_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with pytest.raises(MissingExtra, match=r"guardrail\[telemetry\]"):
        Telemetry()


def test_the_library_itself_never_loads_opentelemetry():
    code = "import sys, guardrail; guardrail.load().check('x'); assert 'opentelemetry' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
