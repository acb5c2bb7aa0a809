"""Every fault of a server, through every client: a typed error or a verdict, within the budget, and never an accept.

Each client is the real one, and talks to a server on loopback.
"""

import asyncio
import importlib.util
import time

import pytest
from client_books import DOUBTFUL, FALSE, GUARD, OPTIONS, TRUE
from wire import (
    BEGIN,
    DONE,
    block,
    block_call,
    call_events,
    chat,
    chat_call,
    chat_call_chunks,
    chunk,
    chunks,
    delta,
    events,
    item,
    item_call,
    message,
    message_call_events,
    message_events,
    response,
    start,
    text_delta,
)

from guardrail import BackendError, Budget, GuardrailError, NotAccepted, OutOfBudget
from guardrail.testing import FakeQueue

ASK = [{"role": "user", "content": "March?"}]
HANGS = 0.4  # seconds of the budget where a server hangs
MUCH = f"{TRUE} " * 400_000  # over 10 MB


class Chat:
    """Chat completions, which most servers speak."""

    says, calls, streams, streams_call = (
        staticmethod(chat),
        staticmethod(chat_call),
        staticmethod(chunks),
        staticmethod(chat_call_chunks),
    )
    refuses = chat(None, refusal=FALSE)
    refuses_streaming = (chunk(TRUE), chunk(None, refusal=FALSE), chunk(None, finish="stop"), DONE)
    nothing, two = chat(None), chat(TRUE, FALSE)
    goes_on = (chunk(f"{TRUE} "),)
    cut_off = (chunk(TRUE), chunk(" And"))
    malformed = (chunk(f"{TRUE} And"), b"data: {not json\n\n")


class OpenAI(Chat):
    package = "openai"

    def __init__(self, server, retries, **options):
        import openai

        made = {"base_url": f"{server.url}/v1", "api_key": "none", "max_retries": retries}
        self.client = GUARD.openai(openai.OpenAI(**made), **options)
        self.later = GUARD.openai(openai.AsyncOpenAI(**made), **options)

    def ask(self, **more):
        return self.client.chat.completions.create(model="m", messages=ASK, **more).choices[0].message.content

    def pieces(self):
        for event in self.client.chat.completions.create(model="m", messages=ASK, stream=True):
            yield "".join(choice.delta.content or "" for choice in event.choices)

    async def aask(self):
        answer = await self.later.chat.completions.create(model="m", messages=ASK)
        return answer.choices[0].message.content


class Responses(OpenAI):
    says = staticmethod(lambda text, **more: response(item(text, **more)))
    calls = staticmethod(lambda name, given=None: response(item_call(name, given)))
    streams, streams_call = staticmethod(events), staticmethod(call_events)
    refuses = response({**item(""), "content": [{"type": "refusal", "refusal": FALSE}]})
    refuses_streaming = (
        delta(TRUE),
        {
            "type": "response.refusal.delta",
            "delta": FALSE,
            "item_id": "m",
            "output_index": 0,
            "content_index": 0,
            "sequence_number": 1,
        },
    )
    nothing, two = response(), response(item(TRUE), item(f" {FALSE}"))
    goes_on, cut_off = (delta(f"{TRUE} "),), (delta(TRUE), delta(" And"))
    malformed = (delta(f"{TRUE} And"), b"event: response.output_text.delta\ndata: {not json\n\n")

    def ask(self, **more):
        return self.client.responses.create(model="m", input="March?").output_text

    def pieces(self):
        for event in self.client.responses.create(model="m", input="March?", stream=True):
            yield event.delta if event.type == "response.output_text.delta" else ""

    async def aask(self):
        return (await self.later.responses.create(model="m", input="March?")).output_text


class Anthropic:
    package = "anthropic"
    says = staticmethod(lambda text: message(block(text)))
    calls = staticmethod(lambda name, given=None: message(block_call(name), stop="tool_use"))
    streams, streams_call = staticmethod(message_events), staticmethod(message_call_events)
    refuses = message(block(FALSE), stop="refusal")
    refuses_streaming = (
        BEGIN,
        start(block("")),
        text_delta(TRUE),
        *message_events("")[-2:-1],
        {"type": "message_delta", "delta": {"stop_reason": "refusal"}, "usage": {"output_tokens": 1}},
    )
    nothing, two = message(), message(block(TRUE), block(f" {FALSE}"))
    goes_on = (text_delta(f"{TRUE} "),)
    cut_off = (BEGIN, start(block("")), text_delta(TRUE), text_delta(" And"))
    malformed = (*cut_off, b"event: content_block_delta\ndata: {not json\n\n")

    def __init__(self, server, retries, **options):
        import anthropic

        made = {"base_url": server.url, "api_key": "none", "max_retries": retries}
        self.client = GUARD.anthropic(anthropic.Anthropic(**made), **options)
        self.later = GUARD.anthropic(anthropic.AsyncAnthropic(**made), **options)
        self.asked = {"model": "m", "max_tokens": 9, "messages": ASK}

    def ask(self, **more):
        return "".join(each.text for each in self.client.messages.create(**self.asked).content)

    def pieces(self):
        for event in self.client.messages.create(**self.asked, stream=True):
            yield event.delta.text if event.type == "content_block_delta" else ""

    async def aask(self):
        return (await self.later.messages.create(**self.asked)).content[0].text


class LiteLLM(Chat):
    package = "litellm"

    def __init__(self, server, retries, **options):
        self.client = GUARD.litellm(**options)
        self.asked = {"model": "openai/m", "messages": ASK, "api_base": f"{server.url}/v1", "api_key": "none"}
        self.asked |= {"num_retries": retries, "max_retries": 0}

    def ask(self, **more):
        return self.client.completion(**self.asked, **more).choices[0].message.content

    def pieces(self):
        for event in self.client.completion(**self.asked, stream=True):
            yield "".join(choice.delta.content or "" for choice in event.choices)

    async def aask(self):
        return (await self.client.acompletion(**self.asked)).choices[0].message.content


class LangChain(Chat):
    package = "langchain_openai"
    two = None  # it hands on the first choice, and no other

    def __init__(self, server, retries, **options):
        from langchain_openai import ChatOpenAI

        model = ChatOpenAI(model="m", base_url=f"{server.url}/v1", api_key="none", max_retries=retries)
        self.client = GUARD.langchain(model, **options)

    def ask(self, **more):
        return self.client.invoke("March?").content

    def pieces(self):
        for event in self.client.stream("March?"):
            yield event.content

    async def aask(self):
        return (await self.client.ainvoke("March?")).content


class LlamaIndex(Chat):
    package = "llama_index.llms.openai"
    two = None

    def __init__(self, server, retries, **options):
        from llama_index.llms.openai import OpenAI as Model

        made = {"api_base": f"{server.url}/v1", "api_key": "none", "max_retries": retries}
        self.client = GUARD.llama_index(Model(model="gpt-4o-mini", **made), **options)

    def ask(self, **more):
        return self.client.complete("March?").text

    def pieces(self):
        for event in self.client.stream_complete("March?"):
            yield event.delta

    async def aask(self):
        return (await self.client.acomplete("March?")).text


CLIENTS = [OpenAI, Responses, Anthropic, LiteLLM, LangChain, LlamaIndex]
ENDED = {LangChain, LlamaIndex}  # libraries that do not tell the end of a stream from a connection that ended


def installed(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


@pytest.fixture(params=CLIENTS, ids=lambda kind: kind.__name__)
def kind(request, monkeypatch):
    if not installed(request.param.package):
        pytest.skip(f"needs {request.param.package}, which is not installed")
    monkeypatch.setenv("LITELLM_LOCAL_MODEL_COST_MAP", "True")  # it would fetch a table of prices otherwise
    return request.param


@pytest.fixture
def queue():
    return FakeQueue()


pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # of the clients themselves
    pytest.mark.skipif(not installed("openai"), reason="needs openai: pip install 'guardrail[openai]'"),
]


def fails(client, *errors, streams=False):
    """What was given out before it failed, in one of these ways."""
    got = []
    with pytest.raises(errors) as caught:
        got.extend(client.pieces() if streams else [client.ask()])
    assert isinstance(caught.value, GuardrailError)
    assert FALSE not in str(caught.value)
    return "".join(got).strip()


# An answer that is none


@pytest.mark.parametrize("streams", [False, True], ids=["whole", "streamed"])
def test_what_is_right_comes_through(server, reply, kind, streams):
    """The others would hold of a client that never gives anything."""
    client = kind(server, 0, **OPTIONS)
    server.says(reply(events=kind.streams(TRUE)) if streams else reply(kind.says(TRUE)))
    assert ("".join(client.pieces()) if streams else client.ask()) == TRUE
    server.says(reply(kind.says(TRUE)))
    assert asyncio.run(client.aask()) == TRUE


def test_no_text_is_an_error(server, reply, kind, queue):
    server.says(reply(kind.nothing))
    fails(kind(server, 0, **OPTIONS, review=queue, attempts=3), BackendError, NotAccepted)
    assert len(queue.cases) <= 1


@pytest.mark.parametrize("text", ["", " \n"])
@pytest.mark.parametrize("streams", [False, True], ids=["whole", "streamed"])
def test_an_empty_text_is_never_accepted_and_kept_once_at_most(server, reply, kind, queue, text, streams):
    client = kind(server, 0, **OPTIONS, review=queue, attempts=3)
    for _ in range(2):
        server.says(reply(events=kind.streams(text)) if streams else reply(kind.says(text)))
        assert fails(client, BackendError, NotAccepted, streams=streams) == ""
    assert len(queue.cases) <= 1


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe", b"<html>busy</html>", b"[]", b'"text"', b"{}"])
def test_an_answer_that_is_no_answer_is_an_error(server, reply, kind, queue, body):
    server.says(reply(body))
    fails(kind(server, 0, **OPTIONS, review=queue, attempts=3), BackendError)
    assert queue.cases == {}


def test_a_text_of_ten_megabytes_is_an_error(server, reply, kind, queue):
    server.says(reply(kind.says(MUCH)))
    fails(kind(server, 0, **OPTIONS, review=queue, attempts=3), OutOfBudget)
    assert queue.cases == {}


@pytest.mark.parametrize("streams", [False, True], ids=["whole", "streamed"])
def test_a_refusal_is_an_error(server, reply, kind, queue, streams):
    if kind is LlamaIndex:
        pytest.skip("the library has no word for a refusal: it hands on an empty text, which is tested above")
    if streams and kind in {LiteLLM, LangChain}:
        pytest.skip("the library hands on no refusal of a stream, only the text before it, which is checked")
    server.says(reply(events=kind.refuses_streaming) if streams else reply(kind.refuses))
    assert fails(kind(server, 0, **OPTIONS, review=queue), BackendError, streams=streams) in {"", TRUE}
    assert queue.cases == {}


@pytest.mark.parametrize("streams", [False, True], ids=["whole", "streamed"])
def test_a_tool_call_without_arguments_is_a_verdict_or_an_error_and_kept_once(server, reply, kind, queue, streams):
    client = kind(server, 0, **OPTIONS, review=queue, attempts=3)
    for _ in range(2):
        server.says(reply(events=kind.streams_call("pay", "")) if streams else reply(kind.calls("pay")))
        assert fails(client, NotAccepted, BackendError, streams=streams) == ""
    said = "" if kind is LlamaIndex else "pay: no arguments"  # LlamaIndex hands on the empty text beside the call
    assert [case.text for case in queue.cases.values()] == [said]


def test_two_choices_are_judged_by_the_worse(server, reply, kind):
    if kind.two is None:
        pytest.skip("this library hands on one choice")
    server.says(reply(kind.two))
    fails(kind(server, 0, **OPTIONS), NotAccepted)


def test_an_escalated_text_is_kept_once(server, reply, kind, queue):
    client = kind(server, 0, **OPTIONS, review=queue, attempts=3)
    for streams in (False, True, True, False):
        server.says(reply(events=kind.streams(DOUBTFUL)) if streams else reply(kind.says(DOUBTFUL)))
        fails(client, NotAccepted, streams=streams)
    assert [case.text for case in queue.cases.values()] == [DOUBTFUL]


# A server that fails


@pytest.mark.parametrize("streams", [False, True], ids=["whole", "streamed"])
def test_a_connection_that_closes_half_way_is_an_error(server, reply, kind, queue, streams):
    more = {"events": kind.streams(f"{TRUE} {TRUE}")} if streams else {"body": kind.says(TRUE)}
    server.says(reply(cut=True, **more))
    assert fails(kind(server, 0, **OPTIONS, review=queue), BackendError, streams=streams) in {"", TRUE}
    assert queue.cases == {}


def test_a_stream_without_its_end_is_an_error(server, reply, kind, queue):
    if kind in ENDED:
        pytest.skip("this library does not tell such a stream from one that has ended")
    server.says(reply(events=kind.cut_off))
    assert fails(kind(server, 0, **OPTIONS, review=queue), BackendError, streams=True) in {"", TRUE}
    assert queue.cases == {}


def test_malformed_events_are_an_error(server, reply, kind, queue):
    server.says(reply(events=kind.malformed))
    assert fails(kind(server, 0, **OPTIONS, review=queue), BackendError, streams=True) in {"", TRUE}
    assert queue.cases == {}


def test_a_stream_without_end_is_given_up_on(server, reply, kind, queue):
    begun = [BEGIN, start(block(""))] if kind is Anthropic else []
    server.says(reply(events=[*begun, *kind.goes_on] if begun else kind.goes_on, endless=True))
    budget = Budget(characters=2000)
    got = fails(kind(server, 0, **OPTIONS, review=queue, budget=budget), BackendError, streams=True)
    assert GUARD.check(got, **OPTIONS).accepted or got == ""
    assert queue.cases == {}


@pytest.mark.parametrize("streams", [False, True], ids=["whole", "streamed"])
def test_a_server_that_hangs_is_given_up_on_within_the_budget(server, reply, kind, queue, streams):
    server.says(reply(hangs=True))
    client = kind(server, 0, **OPTIONS, review=queue, attempts=3, budget=Budget(seconds=HANGS))
    begun = time.monotonic()
    fails(client, OutOfBudget, streams=streams)
    assert time.monotonic() - begun < 10 * HANGS
    if not streams:
        with pytest.raises(OutOfBudget):
            asyncio.run(client.aask())
    assert queue.cases == {}


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "0"}, {"Retry-After": "60"}], ids=["no-word", "now", "later"])
def test_too_many_requests_is_an_error_within_the_budget(server, reply, kind, queue, headers):
    server.says(reply({"error": {"message": "slow down"}}, status=429, headers=headers))
    retries = 1 if headers else 0
    client = kind(server, retries, **OPTIONS, review=queue, budget=Budget(seconds=0.8))
    fails(client, BackendError)
    fails(client, BackendError, streams=True)
    assert queue.cases == {}


def test_an_answer_after_three_failures_is_checked_as_any_other(server, reply, kind, queue):
    failures = [reply({}, status=500, headers={"Retry-After-Ms": "1", "Retry-After": "0"})] * 3
    server.says(*failures, reply(kind.says(TRUE)))
    client = kind(server, 3, **OPTIONS, review=queue, budget=Budget(seconds=30))
    assert client.ask() == TRUE
    server.says(*failures, reply(kind.says(FALSE)))
    fails(client, NotAccepted)
    server.says(*failures, reply(kind.says(DOUBTFUL)))
    fails(client, NotAccepted)
    assert [case.text for case in queue.cases.values()] == [DOUBTFUL]
    server.says(*failures, reply(kind.says(TRUE)))
    fails(kind(server, 0, **OPTIONS), BackendError)
