"""What every guarded client may be told besides: what to hide, and whom to tell of its calls."""

import asyncio
import json

import pytest
from client_books import BOOKS, FALSE, GUARD, TRUE
from wire import (
    block,
    block_call,
    chat,
    chat_call,
    chat_call_chunks,
    chunks,
    events,
    item,
    item_call,
    message,
    message_call_events,
    message_events,
    response,
)

import guardrail
from guardrail import BackendError, NotAccepted
from guardrail.backends import Tool

openai = pytest.importorskip("openai", reason="needs openai: pip install 'guardrail[openai]'")
anthropic = pytest.importorskip("anthropic", reason="needs anthropic: pip install 'guardrail[anthropic]'")

SHIPPED = guardrail.load()
HIDDEN = "You paid «NAME-1» $18,250.00."
ASK = "What did Gusto cost?"


def client(server, kind=openai.OpenAI):
    return kind(base_url=f"{server.url}/v1", api_key="none", max_retries=0)


def ask_chat(server, guard=GUARD, *, ask=ASK, kind=openai.OpenAI, stream=False, **options):
    guarded = guard.openai(client(server, kind), **{"source": BOOKS, "use": "feed", **options})
    asked = [{"role": "system", "content": "You work for WeWork."}, {"role": "user", "content": ask}]
    return guarded.chat.completions.create(model="gpt-4.1-mini", messages=asked, stream=stream)


def ask_responses(server, guard=GUARD, *, ask=ASK, stream=False, **options):
    guarded = guard.openai(client(server), **{"source": BOOKS, "use": "feed", **options})
    return guarded.responses.create(model="gpt-4.1-mini", input=ask, instructions="You work for WeWork.", stream=stream)


def ask_messages(server, guard=GUARD, *, ask=ASK, stream=False, **options):
    made = anthropic.Anthropic(base_url=server.url, api_key="none", max_retries=0)
    guarded = guard.anthropic(made, **{"source": BOOKS, "use": "feed", **options})
    asked = {"system": "You work for WeWork.", "messages": [{"role": "user", "content": ask}]}
    return guarded.messages.create(model="gpt-4.1-mini", max_tokens=9, stream=stream, **asked)


WHOLE = [
    pytest.param(ask_chat, chat, lambda a: a.choices[0].message.content, id="chat"),
    pytest.param(ask_responses, lambda text: response(item(text)), lambda a: a.output_text, id="responses"),
    pytest.param(ask_messages, lambda text: message(block(text)), lambda a: a.content[0].text, id="messages"),
]
STREAMS = [
    pytest.param(ask_chat, chunks, id="chat"),
    pytest.param(ask_responses, events, id="responses"),
    pytest.param(ask_messages, message_events, id="messages"),
]


def said(event):
    if hasattr(event, "choices"):
        return "".join(choice.delta.content or "" for choice in event.choices)
    change = getattr(event, "delta", "")
    return change if isinstance(change, str) else getattr(change, "text", "")


# What to hide


@pytest.mark.parametrize(("ask", "answer", "read"), WHOLE)
def test_a_server_sees_placeholders_and_the_caller_names(server, reply, ask, answer, read):
    server.says(reply(answer("You paid «NAME-2» $18,250.00.")))
    assert read(ask(server, redact=True)) == TRUE
    sent = json.dumps(server.asked, ensure_ascii=False)
    assert "«NAME-1»" in sent
    assert "«NAME-2»" in sent
    assert "Gusto" not in sent
    assert "WeWork" not in sent


@pytest.mark.parametrize(("ask", "answer", "read"), WHOLE)
def test_reasons_are_hidden_and_an_invented_placeholder_is_an_error(server, reply, ask, answer, read):
    server.says(reply(answer("You paid «NAME-1» $18,250.00.")), reply(answer("You paid «NAME-2» $18,250.00.")))
    assert read(ask(server, redact=True, attempts=2)) == TRUE
    assert "Gusto" not in json.dumps(server.asked, ensure_ascii=False)
    server.says(reply(answer("You paid «NAME-9» $18,250.00.")))
    with pytest.raises(BackendError, match="stands for nothing"):
        ask(server, redact=True)


@pytest.mark.parametrize(("ask", "stream"), STREAMS)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_stream_is_restored_wherever_it_is_cut(server, reply, ask, stream, size):
    server.says(reply(events=stream("You paid «NAME-2» $18,250.00.", size=size)))
    got = list(ask(server, redact=True, stream=True))
    assert "".join(map(said, got)) == TRUE
    assert "NAME" not in "".join(event.model_dump_json() for event in got)


def test_a_client_to_await_is_redacted_as_well(server, reply):
    async def run():
        server.says(reply(chat("You paid «NAME-2» $18,250.00.")))
        return await ask_chat(server, kind=openai.AsyncOpenAI, redact=True)

    assert asyncio.run(run()).choices[0].message.content == TRUE


def test_arguments_of_calls_are_restored_and_checked_by_their_names(server, reply):
    tools = {"pay": Tool(allowed="R. Osei: rent, every month")}
    given, right = json.dumps({"payee": "«NAME-1»", "amount": "$3,200.00"}), {"payee": "WeWork", "amount": "$3,200.00"}
    options = {"guard": SHIPPED, "tools": tools, "redact": True, "use": "client-note"}
    server.says(reply(chat_call("pay", given)))
    asked = ask_chat(server, **options).choices[0].message.tool_calls[0].function
    assert json.loads(asked.arguments) == right
    server.says(reply(response(item_call("pay", given))))
    assert json.loads(ask_responses(server, **options).output[0].arguments) == right
    server.says(reply(message(block_call("pay", json.loads(given)), stop="tool_use")))
    assert ask_messages(server, **options).content[0].input == right
    server.says(reply(events=chat_call_chunks("pay", given)))
    pieces = [
        c for e in ask_chat(server, stream=True, **options) for ch in e.choices for c in ch.delta.tool_calls or []
    ]
    assert json.loads(pieces[0].function.arguments) == right
    server.says(reply(events=message_call_events("pay", given)))
    deltas = [
        e.delta.partial_json
        for e in ask_messages(server, stream=True, **options)
        if hasattr(e, "delta") and hasattr(e.delta, "partial_json")
    ]
    assert json.loads("".join(deltas)) == right
    server.says(reply(chat_call("pay", given.replace("3,200", "18,250"))))
    with pytest.raises(NotAccepted):
        ask_chat(server, **options)


def test_names_in_the_calls_and_results_of_a_conversation_are_hidden(server, reply):
    given = json.dumps({"payee": "Gusto", "note": "caf\u00e9"})
    call = {"id": "t1", "type": "function", "function": {"name": "look", "arguments": given}}
    asked = [
        {"role": "user", "content": [{"type": "text", "text": "And Gusto?"}]},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "t1", "content": "Gusto 18,250.00"},
    ]
    server.says(reply(chat("You paid «NAME-1» $18,250.00.")))
    safe = SHIPPED.openai(client(server), source=BOOKS, use="feed", redact=True)
    assert safe.chat.completions.create(model="m", messages=asked).choices[0].message.content == TRUE
    sent = server.asked[0]["messages"]
    assert "Gusto" not in json.dumps(sent, ensure_ascii=False)
    assert sent[1]["tool_calls"][0]["function"]["name"] == "look"
    assert json.loads(sent[1]["tool_calls"][0]["function"]["arguments"])["note"] == "café"


# Whom to tell


@pytest.fixture
def recorded():
    pytest.importorskip("opentelemetry.sdk", reason="needs opentelemetry-sdk, which is not installed")
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    from guardrail.telemetry import Telemetry

    spans, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    return Telemetry(tracer_provider=provider), spans.get_finished_spans


@pytest.mark.parametrize(("ask", "answer", "read"), WHOLE)
def test_a_guarded_client_traces_its_calls(server, reply, recorded, ask, answer, read):
    telemetry, spans = recorded
    server.says(reply(answer(TRUE)))
    assert read(ask(server, GUARD.observed(telemetry), telemetry=telemetry)) == TRUE
    called, checked = spans()
    assert (called.name, checked.name) == ("chat gpt-4.1-mini", "guardrail.check")
    assert called.attributes["gen_ai.provider.name"] == ("anthropic" if ask is ask_messages else "openai")
    assert (called.attributes["gen_ai.usage.input_tokens"], called.attributes["gen_ai.usage.output_tokens"]) == (10, 5)
    assert "Gusto" not in called.to_json() + checked.to_json()


@pytest.mark.parametrize(("ask", "stream"), STREAMS)
def test_a_stream_of_a_guarded_client_is_traced_to_its_end(server, reply, recorded, ask, stream):
    telemetry, spans = recorded
    server.says(reply(events=stream(TRUE)))
    assert "".join(map(said, ask(server, telemetry=telemetry, stream=True))) == TRUE
    (called,) = spans()
    assert called.name == "chat gpt-4.1-mini"
    assert called.end_time > called.start_time


def test_each_attempt_is_a_call_of_its_own_and_an_error_is_told_by_its_kind(server, reply, recorded):
    telemetry, spans = recorded
    server.says(reply(chat(FALSE)), reply(chat(TRUE)))
    ask_chat(server, telemetry=telemetry, attempts=2)
    server.says(reply({"error": {"message": FALSE}}, status=500))
    with pytest.raises(BackendError):
        ask_chat(server, telemetry=telemetry)
    assert [span.attributes.get("error.type") for span in spans()] == [None, None, "InternalServerError"]
    assert not any(FALSE in span.to_json() for span in spans())
